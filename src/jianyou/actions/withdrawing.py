"""撤回: a filing is taken back with its entries, by its filer while there is time, else by the office."""

from datetime import datetime

from django.db import transaction

from jianyou.actions.acting import check_act, on_filing, reason_given, short_text
from jianyou.actions.log import log_act
from jianyou.actions.outbox import Kind, tell
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.states import CorrectionStatus, EntryStatus, FilingStatus
from jianyou.domain.lifecycle.transitions import carried_status, next_status
from jianyou.queries.subjects import subject_at
from jianyou.store.models import Correction, Entry, Filing
from jianyou.terms.finding import Refused


def withdraw(*, actor: Actor, number: str, reason: str = "") -> None:
    """Takes back the filing of that number. Logs `withdraw`.

    Receipt, versions and files stay; the log shows both. After the deadline it is for the office, which
    gives a reason.

    Raises:
        Refused: there is no such filing, the deadline is past, or the office gives no reason.
        NotAllowed: who asks may not, or its state, or the call's, forbids it.
    """
    reason = short_text(reason) if actor.role is Role.FILER else reason_given(reason)
    with transaction.atomic():
        call, filing, at = on_filing(number)
        subject = subject_at(call, at, filing=filing)
        check_act(actor, Act.WITHDRAW, subject, call)
        if actor.role is Role.FILER and not subject.in_time:
            raise Refused("public_withdraw_late")
        before = FilingStatus(filing.status)
        filing.status = next_status(before, Act.WITHDRAW)
        filing.save(update_fields=["status"])
        carry_entries(filing, Act.WITHDRAW, at)
        content = {"number": number, "before": before.value, "reason": reason}
        log_act(call=call, act=Act.WITHDRAW, actor=actor, at=at, content=content, filing=filing)
        tell(filing, kind=Kind.WITHDRAWN, at=at, params={"reason": reason})


def carry_entries(filing: Filing, act: Act, at: datetime) -> None:
    """Moves the filing's entries, and what was asked of them, as the act carries them along."""
    entries = list(filing.entries.all())
    for entry in entries:
        entry.status = carried_status(EntryStatus(entry.status), act)
    Entry.objects.bulk_update(entries, ["status"])
    asked = list(Correction.objects.filter(entry__in=entries, status=CorrectionStatus.ASKED))
    for correction in asked:
        correction.status = carried_status(CorrectionStatus.ASKED, act)
        correction.settled_at = at
    Correction.objects.bulk_update(asked, ["status", "settled_at"])
