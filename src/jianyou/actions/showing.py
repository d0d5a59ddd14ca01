"""What shows personal data is an act: it is logged with its reason before anything is shown."""

from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from jianyou.actions.acting import check_act, on_filing, reason_given, short_text
from jianyou.actions.log import log_act
from jianyou.actions.personal import personal_of
from jianyou.domain.ledger.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.lookups import call_named
from jianyou.store.models import Entry, Filing

LISTED = frozenset({EntryStatus.PENDING, EntryStatus.RETURNED, EntryStatus.RESUBMITTED, EntryStatus.ACCEPTED})


class MasterRow(NamedTuple):
    """An entry for the master table: values by column key, personal data included."""

    number: str
    ordinal: int
    filer: str
    status: EntryStatus
    values: dict[str, str]


def show_personal_data(*, actor: Actor, number: str, reason: str) -> dict[str, str]:
    """The personal data of a filing by field (`0.<key>` of the header, `<ordinal>.<key>` of an entry).

    Logs `show_personal_data` with the reason; a filer needs none for the own filing.

    Raises:
        Refused: no reason is given, or there is no such filing.
        NotAllowed: who asks may not see it.
    """
    reason = short_text(reason) if actor.filing == number else reason_given(reason)
    with transaction.atomic():
        call, filing, at = on_filing(number)
        check_act(actor, Act.SHOW_PERSONAL_DATA, subject_at(call, at, filing=filing), call)
        content: dict[str, Plain] = {"number": number, "reason": reason}
        log_act(call=call, act=Act.SHOW_PERSONAL_DATA, actor=actor, at=at, content=content, filing=filing)
        return personal_of([filing]).get(filing.id, {})


def export_master(
    *, actor: Actor, call_slug: str, reason: str, accepted_only: bool = False
) -> list[MasterRow]:
    """The rows of the master table: entries of filed filings that weren't refused or withdrawn, by arrival.

    Logs `export_master` with the reason and the count: once a table, not once an entry.

    Raises:
        Refused: no reason is given, or there is no such call.
        NotAllowed: who asks may not export.
    """
    reason = reason_given(reason)
    with transaction.atomic():
        lock_call_shared(call_slug)
        call, at = call_named(call_slug), database_now()
        check_act(actor, Act.EXPORT_MASTER, subject_at(call, at), call)
        statuses = frozenset({EntryStatus.ACCEPTED}) if accepted_only else LISTED
        filings = list(Filing.objects.filter(call=call, status=FilingStatus.FILED).order_by("filed_at", "id"))
        entries = Entry.objects.filter(filing__in=filings, status__in=statuses)
        rows = _rows(filings, list(entries.order_by("ordinal")))
        content: dict[str, Plain] = {
            "reason": reason,
            "entries": len(rows),
            "accepted_only": accepted_only,
        }
        log_act(call=call, act=Act.EXPORT_MASTER, actor=actor, at=at, content=content)
    return rows


def _rows(filings: list[Filing], entries: list[Entry]) -> list[MasterRow]:
    personal = personal_of(filings)
    by_filing: dict[UUID, list[Entry]] = {}
    for entry in entries:
        by_filing.setdefault(entry.filing_id, []).append(entry)
    rows = []
    for filing in filings:
        content = filing.versions.latest("ordinal").content
        own = personal.get(filing.id, {})
        for entry in by_filing.get(filing.id, []):
            begin = f"{entry.ordinal}."
            told = {field.removeprefix(begin): text for field, text in own.items() if field.startswith(begin)}
            values = {**content["rows"][entry.ordinal - 1], **told}
            rows.append(
                MasterRow(filing.number, entry.ordinal, filing.filer, EntryStatus(entry.status), values)
            )
    return rows
