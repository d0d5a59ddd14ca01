"""What leaves the desk is an act: it is logged with its reason before the first byte of it goes out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from jianyou.actions.acting import check_act, reason_given, short_text
from jianyou.actions.log import log_act
from jianyou.actions.personal import personal_of
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.queries.entries import wanted_rows
from jianyou.queries.entry_wanted import EntryWanted, Sort
from jianyou.queries.handling import handles
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, Entry, FilingVersion
from jianyou.terms.finding import Refused

LISTED = frozenset({EntryStatus.PENDING, EntryStatus.RETURNED, EntryStatus.RESUBMITTED, EntryStatus.ACCEPTED})
"""The states of entries that stand in a master table unless a list's choice says otherwise."""
_AT_ONCE = 200


class Listing(StrEnum):
    """The lists with personal data that are shown or taken away, as the log names them."""

    CONTACTS = "contacts"
    ASSIGNMENT = "assignment"
    EXPERTS_TO_PHONE = "experts_to_phone"
    PACKAGE = "package"


class MasterRow(NamedTuple):
    """An entry for the master table: values by column key, personal data included."""

    number: str
    ordinal: int
    filer: str
    status: EntryStatus
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class MasterExport:
    """What was chosen for a master table at one moment, in its order; its rows are read afterwards."""

    entries: tuple[UUID, ...]
    at: datetime


def begin_master(
    *,
    actor: Actor,
    call_slug: str,
    reason: str,
    accepted_only: bool = False,
    by_rank: bool = False,
    wanted: EntryWanted | None = None,
    most: int | None = None,
) -> MasterExport:
    """Chooses the entries of a master table: of complete filings, neither refused nor withdrawn, by arrival.

    `wanted` chooses as a list does, in its order. Logs `export_master` with reason, count and choice: once a
    table, not once an entry.

    Raises:
        Refused: no reason is given, there is no such call, or more entries are chosen than `most`.
        NotAllowed: who asks may not export.
    """
    reason = reason_given(reason)
    with transaction.atomic():
        lock_call_shared(call_slug)
        call, at = call_named(call_slug), database_now()
        check_act(actor, Act.EXPORT_MASTER, subject_at(call, at), call)
        chosen = tuple(_chosen(call, wanted, by_rank=by_rank, accepted_only=accepted_only))
        if most is not None and len(chosen) > most:
            raise Refused("export_rows_exceeded", count=len(chosen), most=most)
        content: dict[str, Plain] = {
            "reason": reason,
            "entries": len(chosen),
            "accepted_only": accepted_only,
            "by_rank": by_rank,
            "by_list": wanted is not None,
        }
        log_act(call=call, act=Act.EXPORT_MASTER, actor=actor, at=at, content=content)
    return MasterExport(chosen, at)


def master_rows(export: MasterExport) -> Iterator[MasterRow]:
    """The rows as they stood when they were chosen, some at a time and in no transaction."""
    for start in range(0, len(export.entries), _AT_ONCE):
        yield from _rows(export.entries[start : start + _AT_ONCE], export.at)


def show_list(*, actor: Actor, call_slug: str, listing: Listing, count: int, reason: str = "") -> None:
    """Logs `show_list`: so many contacts may then be shown. Who handles the call needs no reason.

    Raises:
        Refused: no reason is given by somebody else.
        NotAllowed: who asks may not see them.
    """
    _log_list(actor, call_slug, Act.SHOW_LIST, listing, count, reason)


def export_list(*, actor: Actor, call_slug: str, listing: Listing, count: int, reason: str = "") -> None:
    """Logs `export_list` before a list is taken away. Who handles the call needs no reason.

    Raises:
        Refused: no reason is given by somebody else.
        NotAllowed: who asks may not export.
    """
    _log_list(actor, call_slug, Act.EXPORT_LIST, listing, count, reason)


def _log_list(actor: Actor, slug: str, act: Act, listing: Listing, count: int, reason: str) -> None:
    with transaction.atomic():
        lock_call_shared(slug)
        call, at = call_named(slug), database_now()
        check_act(actor, act, subject_at(call, at), call)
        told = short_text(reason) if handles(actor, call) else reason_given(reason)
        content: dict[str, Plain] = {"list": listing.value, "reason": told, "count": count}
        log_act(call=call, act=act, actor=actor, at=at, content=content)


def _chosen(
    call: Call, wanted: EntryWanted | None, *, by_rank: bool, accepted_only: bool
) -> QuerySet[Entry, UUID]:
    sort = Sort.RANK if by_rank else Sort.ARRIVAL
    plain = EntryWanted(states=frozenset({EntryStatus.ACCEPTED}) if accepted_only else LISTED, sort=sort)
    rows = wanted_rows(call, wanted or plain).filter(filing__status=FilingStatus.FILED)
    return rows.values_list("id", flat=True)


def _rows(ids: tuple[UUID, ...], at: datetime) -> Iterator[MasterRow]:
    entries = {entry.id: entry for entry in Entry.objects.filter(id__in=ids).select_related("filing")}
    filings = {entry.filing_id: entry.filing for entry in entries.values()}
    versions = FilingVersion.objects.filter(filing__in=filings, at__lte=at).order_by("ordinal")
    contents = dict(versions.values_list("filing_id", "content"))
    personal = personal_of(filings.values())
    for one in ids:
        entry = entries[one]
        begin, own = f"{entry.ordinal}.", personal.get(entry.filing_id, {})
        told = {field.removeprefix(begin): text for field, text in own.items() if field.startswith(begin)}
        values = {**contents[entry.filing_id]["rows"][entry.ordinal - 1], **told}
        filing = entry.filing
        yield MasterRow(filing.number, entry.ordinal, filing.filer, EntryStatus(entry.status), values)
