"""到场登记 and papers at the counter: a queue before the deadline is in time, details follow."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from jianyou.actions.acting import check_act, on_filing, reason_given
from jianyou.actions.filing import Filed, Sent, code_for, filed_before, receipt_content, start_filing
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.numbering import numbered
from jianyou.actions.outbox import Kind, tell
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import decisive_moment, elapsed
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.queries.handing_in import paper_act, registrations
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.lookups import arrival_numbered, call_named, filing_numbered
from jianyou.store.models import Arrival, Call, Filing, Outage
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.media import NOT_COUNTED, Handed


def mark_arrival(*, actor: Actor, call_slug: str) -> Arrival:
    """Stamps that somebody is there: a number and the moment, nothing else yet. Logs `mark_arrival`.

    Raises:
        NotAllowed: the actor's role doesn't stamp, or the call takes nothing (any more).
    """
    return numbered(lambda: _mark(actor, call_slug))


def record_outage(
    *,
    actor: Actor,
    approver: Actor | None = None,
    call_slug: str,
    began: datetime,
    ended: datetime,
    reason: str,
) -> Outage:
    """Declares a time in which the counter wrote slips by hand. Logs `record_outage`.

    Raises:
        NotAllowed: who acts or approves may not.
        Refused: it isn't over yet, ends before it begins, or no reason is given.
    """
    reason = reason_given(reason)
    with transaction.atomic():
        lock_call_shared(call_slug)
        call, at = call_named(call_slug), database_now()
        check_act(actor, Act.RECORD_OUTAGE, subject_at(call, at), call, approver=approver)
        if elapsed(began, ended).total_seconds() <= 0 or elapsed(ended, at).total_seconds() < 0:
            raise Refused("site_outage_times")
        approved_by = (approver or actor).person
        outage = Outage.objects.create(
            office_id=call.office_id,
            call=call,
            began=began,
            ended=ended,
            reason=reason,
            approved_by=approved_by,
            at=at,
        )
        content: dict[str, Plain] = {
            "began": moment_for_people(began),
            "ended": moment_for_people(ended),
            "reason": reason,
            "approved_by": approved_by,
        }
        log_act(call=call, act=Act.RECORD_OUTAGE, actor=actor, at=at, content=content)
    return outage


def void_arrival(*, actor: Actor, call_slug: str, number: int, reason: str) -> None:
    """作废: a number too many, or somebody who left; the stamp stays in the log. Logs `void_arrival`.

    Raises:
        NotAllowed: the actor's role doesn't stamp, or the call takes nothing (any more).
        Refused: no reason is given, there is no such number, or its papers are registered.
    """
    reason = reason_given(reason)
    with transaction.atomic():
        lock_call_shared(call_slug)
        call, at = call_named(call_slug), database_now()
        check_act(actor, Act.VOID_ARRIVAL, subject_at(call, at), call)
        arrival = arrival_numbered(call, number)
        arrival.voided_at = at
        arrival.save(update_fields=["voided_at"])
        content: dict[str, Plain] = {"arrival": number, "reason": reason}
        log_act(call=call, act=Act.VOID_ARRIVAL, actor=actor, at=at, content=content)


def enter_slip(*, actor: Actor, call_slug: str, slip: str, written_at: datetime) -> Arrival:
    """Enters a slip that was written by hand in an outage, with both moments. Logs `enter_slip`.

    Raises:
        NotAllowed: the actor's role doesn't stamp, or the call takes nothing (any more).
        Refused: the slip has no number or was entered already, or no recorded outage holds its moment.
    """
    if not slip.strip():
        raise Refused("site_slip_missing")
    return numbered(lambda: _enter(actor, call_slug, slip.strip(), written_at))


def register_paper(
    *,
    actor: Actor,
    number: str = "",
    call_slug: str = "",
    sent: Sent | None = None,
    arrival: int | None = None,
    handed: Handed = NOT_COUNTED,
) -> Filed:
    """Registers a sealed paper: of the filing of that number, or a new one of `sent` in the call named.

    The arrival's moment decides where one was stamped, else the present one; what is late becomes `late`.
    Where papers don't complete a filing, or a scan did, they are kept as a copy. `handed` tells copies and
    media, and stands in the receipt where somebody counted. Sent twice with one token, `sent` is registered
    once. Logs `register_paper`, `register_late` or `add_copy`, as a receipt.

    Raises:
        NotAllowed: the actor's role doesn't register, or the filing takes no paper (any more).
        Refused: there is no such filing or arrival.
    """
    try:
        return _register(actor, number, call_slug, sent, arrival, handed)
    except (IntegrityError, Refused):
        # The button was pressed twice: the other press was first.
        found = filed_before(sent.token) if sent else None
        if found is None:
            raise
        return found


def _register(
    actor: Actor, number: str, call_slug: str, sent: Sent | None, arrival: int | None, handed: Handed
) -> Filed:
    with transaction.atomic():
        slug = call_slug if sent else filing_numbered(number).call.slug
        lock_call_shared(slug)
        call = call_named(slug)
        at = database_now()
        stamped = arrival_numbered(call, arrival) if arrival is not None else None
        arrived_at = stamped.at if stamped else None
        filing = _filing(actor, call, sent, number, at, arrived_at)
        subject = subject_at(call, at, filing=filing, arrived_at=arrived_at)
        registered = registrations(call).filter(filing=filing).exists()
        act = paper_act(call, filing, in_time=subject.in_time, registered=registered)
        check_act(actor, act, subject, call)
        decisive = decisive_moment(at, arrived_at)
        _moved(filing, act, decisive, handed)
        if stamped is not None:
            stamped.filing = filing
            stamped.save(update_fields=["filing"])
        content = receipt_content(filing, decisive) | _told(handed)
        row = log_act(call=call, act=act, actor=actor, at=at, content=content, filing=filing, receipt=True)
        params: dict[str, Plain] = {"at": moment_for_people(decisive), "status": filing.status}
        tell(filing, kind=Kind.RECEIVED, at=at, params=params)
        return Filed(filing, row, code_for(filing.token, site_keys()))


def _filing(
    actor: Actor, call: Call, sent: Sent | None, number: str, at: datetime, arrived_at: datetime | None
) -> Filing:
    """The filing that the paper belongs to, made where there is none yet."""
    if sent is None:
        return on_filing(number).filing
    check_act(actor, Act.START_FILING, subject_at(call, at, arrived_at=arrived_at), call)
    return start_filing(call, sent, FilingStatus.DRAFT, at, None)


def _told(handed: Handed) -> dict[str, Plain]:
    """What a receipt says of what was handed in: nothing where nobody counted."""
    if not handed.told:
        return {}
    return {"copies": handed.copies, "media": [medium.value for medium in handed.media]}


def _moved(filing: Filing, act: Act, decisive: datetime, handed: Handed) -> None:
    status = next_status(FilingStatus(filing.status), act)
    if status is FilingStatus.FILED and filing.filed_at is None:
        filing.filed_at = decisive
    filing.status = status
    if handed.told:
        filing.copies, filing.media = handed.copies, [medium.value for medium in handed.media]
    filing.save(update_fields=["status", "filed_at", "copies", "media"])


def _mark(actor: Actor, call_slug: str) -> Arrival:
    lock_call_shared(call_slug)
    call, at = call_named(call_slug), database_now()
    check_act(actor, Act.MARK_ARRIVAL, subject_at(call, at), call)
    arrival = _arrival(call, actor, at=at)
    log_act(call=call, act=Act.MARK_ARRIVAL, actor=actor, at=at, content={"arrival": arrival.number})
    return arrival


def _enter(actor: Actor, call_slug: str, slip: str, written_at: datetime) -> Arrival:
    lock_call_shared(call_slug)
    call, at = call_named(call_slug), database_now()
    check_act(actor, Act.ENTER_SLIP, subject_at(call, at), call)
    outage = Outage.objects.filter(call=call, began__lte=written_at, ended__gte=written_at).first()
    if outage is None:
        raise Refused("site_slip_outside", at=moment_for_people(written_at))
    if Arrival.objects.filter(call=call, outage=outage, slip=slip).exists():
        raise Refused("site_slip_twice", slip=slip)
    arrival = _arrival(call, actor, at=written_at, outage=outage, slip=slip, entered_at=at)
    content: dict[str, Plain] = {
        "arrival": arrival.number,
        "slip": slip,
        "written_at": moment_for_people(written_at),
    }
    log_act(call=call, act=Act.ENTER_SLIP, actor=actor, at=at, content=content)
    return arrival


def _arrival(call: Call, actor: Actor, **told: Any) -> Arrival:
    last = Arrival.objects.filter(call=call).aggregate(last=Max("number"))["last"] or 0
    return Arrival.objects.create(
        office_id=call.office_id, call=call, number=last + 1, stamped_by=actor.person, **told
    )
