"""到场登记 and papers at the counter: a queue before the deadline is in time, details follow."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from jianyou.actions.filing import Filed, Sent, code_for, receipt_content, start_filing
from jianyou.actions.log import log_act
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Means, act_of
from jianyou.domain.lifecycle.deadline import arrival_counts, decisive_moment
from jianyou.domain.lifecycle.states import CallStatus, FilingStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.lookups import arrival_numbered, call_named, filing_numbered
from jianyou.store.models import Arrival, Call, Filing
from jianyou.store.sitekeys import load_keys
from jianyou.terms.finding import Refused

_TRIES = 30
_OPEN = (CallStatus.OPEN, CallStatus.CLOSED)


def mark_arrival(*, actor: str, call_slug: str) -> Arrival:
    """Stamps that somebody is there: a number and the moment, nothing else yet. Logs `mark_arrival`.

    Raises:
        Refused: the call takes nothing (any more).
    """
    for _ in range(_TRIES):
        try:
            with transaction.atomic():
                return _mark(actor, call_slug)
        except IntegrityError:
            continue  # two counters took the same number
    raise Refused("site_arrivals_busy")


def register_paper(
    *, actor: str, number: str = "", call_slug: str = "", sent: Sent | None = None, arrival: int | None = None
) -> Filed:
    """Registers a sealed paper: of the filing of that number, or a new one of `sent` in the call named.

    The arrival's moment decides where one was stamped, else the present one; what is late becomes `late`.
    Logs `register_paper` or `register_late`, as a receipt.

    Raises:
        Refused: there is no such filing or arrival, or the filing takes no paper (any more).
    """
    with transaction.atomic():
        slug = call_slug if sent else filing_numbered(number).call.slug
        lock_call_shared(slug)
        call = call_named(slug)
        if call.status not in _OPEN:
            raise Refused("site_call_not_open")
        at = database_now()
        stamped = arrival_numbered(call, arrival) if arrival is not None else None
        arrived_at = stamped.at if stamped else None
        on_time = arrival_counts(at, arrived_at, call.deadline, counts=call.deadline_counts)
        act = act_of(Means.PAPER, call.completes_on, in_time=on_time)
        decisive = decisive_moment(at, arrived_at)
        filing = _registered(call, sent, number, act, at, decisive)
        _give(stamped, filing)
        content = receipt_content(filing, decisive)
        row = log_act(call=call, act=act, actor=actor, at=at, content=content, filing=filing, receipt=True)
        return Filed(filing, row, code_for(filing.token, load_keys(settings.JIANYOU_HOME)))


def _registered(
    call: Call, sent: Sent | None, number: str, act: Act, at: datetime, decisive: datetime
) -> Filing:
    """The filing in the state that the act leads to; `decisive` is when it was filed, if it is."""
    if sent:
        status = next_status(FilingStatus.DRAFT, act)
        return start_filing(call, sent, status, at, decisive if status is FilingStatus.FILED else None)
    filing = Filing.objects.select_for_update().get(id=filing_numbered(number).id)
    status = next_status(FilingStatus(filing.status), act)
    filing.status = status
    filing.filed_at = decisive if status is FilingStatus.FILED else None
    filing.save(update_fields=["status", "filed_at"])
    return filing


def _mark(actor: str, call_slug: str) -> Arrival:
    lock_call_shared(call_slug)
    call: Call = call_named(call_slug)
    if call.status not in _OPEN:
        raise Refused("site_call_not_open")
    at = database_now()
    last = Arrival.objects.filter(call=call).aggregate(last=Max("number"))["last"] or 0
    arrival = Arrival.objects.create(
        office_id=call.office_id, call=call, number=last + 1, at=at, stamped_by=actor
    )
    content = {"arrival": arrival.number}
    log_act(call=call, act=Act.MARK_ARRIVAL, actor=actor, at=at, content=content)
    return arrival


def _give(arrival: Arrival | None, filing: Filing) -> None:
    if arrival is not None:
        arrival.filing = filing
        arrival.save(update_fields=["filing"])
