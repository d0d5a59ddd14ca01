"""One act on many entries: each in a transaction of its own, so that one refused doesn't stop the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jianyou.actions.acting import OnFiling, on_filing
from jianyou.actions.checking import Mark, check_entry
from jianyou.actions.correcting import cancel_correction
from jianyou.actions.deciding import (
    Looked,
    Remark,
    accept_entry,
    entry_of,
    refuse_entry,
    reopen_entry,
    return_entry,
)
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus
from jianyou.domain.papers.checklist import Item
from jianyou.queries.calls import file_of
from jianyou.queries.entry_acts import own_remarks
from jianyou.store.lookups import filing_numbered
from jianyou.store.models import Entry, LogRow
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkDeed:
    """What is done to each: the act with its reason, or what is to be corrected until when.

    Without `remarks` an entry's own errors are told. `since`: when it was looked at what this would do; an
    entry that was decided on later is left as it is.
    """

    act: Act
    since: datetime
    reason: str = ""
    remarks: tuple[Remark, ...] = ()
    due: datetime | None = None
    note: str = ""


def do_to_each(*, actor: Actor, deed: BulkDeed, entries: Sequence[Looked]) -> list[Refused | None]:
    """Does it to one after the other; for each why it was refused, None where it was done.

    What this deed did before, as when a browser sends it again, counts as done and isn't done twice. Each
    logs and tells what the act does alone.
    """
    return [_outcome(actor, deed, looked) for looked in entries]


def _outcome(actor: Actor, deed: BulkDeed, looked: Looked) -> Refused | None:
    try:
        with transaction.atomic():
            on = on_filing(looked.number)
            entry = entry_of(on, looked.ordinal)
            _check_undecided(entry, deed.since)
            _DO[deed.act](actor, deed, looked, on)
    except Refused as refused:
        return None if _done_before(actor, deed, looked) else refused
    return None


def _check_undecided(entry: Entry, since: datetime) -> None:
    """Look at whether nobody decided on the entry since.

    Raises:
        Refused: somebody did.
    """
    if entry.decided_at is not None and entry.decided_at > since:
        raise Refused("entries_decided_since")


def _done_before(actor: Actor, deed: BulkDeed, looked: Looked) -> bool:
    """Whether the same person did this to the entry since, and it still stands."""
    try:
        filing = filing_numbered(looked.number)
    except Refused:
        return False
    entry = Entry.objects.filter(filing=filing, ordinal=looked.ordinal).first()
    rows = LogRow.objects.filter(filing=filing, act=deed.act, actor=actor.person, at__gt=deed.since)
    done = any((row.content or {}).get("ordinal") == looked.ordinal for row in rows)
    stands = entry is not None and _LEADS_TO.get(deed.act, entry.status) == entry.status
    return done and stands


def _check(actor: Actor, deed: BulkDeed, looked: Looked, _on: OnFiling) -> None:
    # No state tells that it was done, so a request that is sent again would be a second record.
    if not _done_before(actor, deed, looked):
        check_entry(actor=actor, looked=looked, marks=dict.fromkeys(Item, Mark(ok=True)))


def _accept(actor: Actor, _deed: BulkDeed, looked: Looked, _on: OnFiling) -> None:
    accept_entry(actor=actor, looked=looked)


def _refuse(actor: Actor, deed: BulkDeed, looked: Looked, _on: OnFiling) -> None:
    refuse_entry(actor=actor, looked=looked, reason=deed.reason)


def _return(actor: Actor, deed: BulkDeed, looked: Looked, on: OnFiling) -> None:
    if deed.due is None:
        raise Refused("site_nothing_asked")
    remarks = deed.remarks or _own(on, looked)
    return_entry(actor=actor, looked=looked, remarks=remarks, due=deed.due, note=deed.note)


def _own(on: OnFiling, looked: Looked) -> tuple[Remark, ...]:
    schema = file_of(on.call.slug, on.call.source).annex
    findings = on.filing.versions.latest("ordinal").findings
    told = own_remarks(schema, findings, looked.ordinal, Lang(on.filing.lang))
    return tuple(Remark(column, text) for column, text in told.items())


def _reopen(actor: Actor, deed: BulkDeed, looked: Looked, _on: OnFiling) -> None:
    reopen_entry(actor=actor, looked=looked, reason=deed.reason)


def _cancel(actor: Actor, deed: BulkDeed, looked: Looked, _on: OnFiling) -> None:
    cancel_correction(actor=actor, number=looked.number, ordinal=looked.ordinal, reason=deed.reason)


_DO: dict[Act, Callable[[Actor, BulkDeed, Looked, OnFiling], None]] = {
    Act.CHECK_ENTRY: _check,
    Act.ACCEPT_ENTRY: _accept,
    Act.REFUSE_ENTRY: _refuse,
    Act.RETURN_ENTRY: _return,
    Act.REOPEN_ENTRY: _reopen,
    Act.CANCEL_CORRECTION: _cancel,
}
_LEADS_TO = {
    Act.ACCEPT_ENTRY: EntryStatus.ACCEPTED,
    Act.REFUSE_ENTRY: EntryStatus.REFUSED,
    Act.RETURN_ENTRY: EntryStatus.RETURNED,
    Act.REOPEN_ENTRY: EntryStatus.PENDING,
    Act.CANCEL_CORRECTION: EntryStatus.PENDING,
}
