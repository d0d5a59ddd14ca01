"""撤回: a filing is taken back by who filed it, while there is time; its entries go with it."""

from django.db import transaction

from jianyou.actions.log import log_act
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import in_time
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.states import CallStatus, EntryStatus, FilingStatus
from jianyou.domain.lifecycle.subjects import Subject
from jianyou.domain.lifecycle.transitions import carried_status, next_status
from jianyou.domain.lifecycle.who_may import check
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.models import Entry, Filing
from jianyou.terms.finding import Refused


def withdraw(*, number: str) -> None:
    """Takes back the filing of that number for its filer, who was let in to it. Logs `withdraw`.

    Receipt, versions and files stay; the log shows both. After the deadline it is for the office.

    Raises:
        Refused: there is no such filing, or the deadline is past.
        NotAllowed: its state, or the call's, forbids it.
    """
    with transaction.atomic():
        filing = Filing.objects.filter(number=number).select_related("call").first()
        if filing is None:
            raise Refused("public_no_filing")
        call = filing.call
        lock_call_shared(call.slug)
        call.refresh_from_db()
        filing = Filing.objects.select_for_update().get(id=filing.id)
        at = database_now()
        before, timely = FilingStatus(filing.status), in_time(at, call.deadline, counts=call.deadline_counts)
        check(
            Actor(role=Role.FILER, filing=number),
            Act.WITHDRAW,
            Subject(
                office=call.office_id.hex,
                call=CallStatus(call.status),
                in_time=timely,
                filing_key=number,
                filing=before,
            ),
        )
        if not timely:
            raise Refused("public_withdraw_late")
        filing.status = next_status(before, Act.WITHDRAW)
        filing.save(update_fields=["status"])
        _carry_entries(filing)
        content = {"number": number, "before": before.value}
        log_act(call=call, act=Act.WITHDRAW, actor=Role.FILER, at=at, content=content, filing=filing)


def _carry_entries(filing: Filing) -> None:
    entries = list(filing.entries.all())
    for entry in entries:
        entry.status = carried_status(EntryStatus(entry.status), Act.WITHDRAW)
    Entry.objects.bulk_update(entries, ["status"])
