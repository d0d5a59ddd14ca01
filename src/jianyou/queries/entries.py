"""The entries of a call for its office: listed, selected, and what stands beside one in the list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Max, Q, QuerySet, Window
from django.db.models.functions import Lag, Lead
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.queries.entry_wanted import (
    EVERYTHING,
    EntryKey,
    EntryWanted,
    all_of,
    conditions,
    moments_and_codes,
    order_of,
)
from jianyou.queries.office_calls import own_call
from jianyou.store.models import Call, Candidacy, Entry, FilingVersion
from jianyou.terms.finding import Refused
from jianyou.terms.paging import Page, turned_to

LENGTH = 50
MOST_SELECTED = 10_000
"""Entries that one selection may hold."""
_AT_ONCE = 400


class CandidacyLine(NamedTuple):
    """An entry for one award; `verdict` is empty where the award has no rules."""

    award: str
    willing: bool | None
    verdict: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry in the list; moments are in the site's zone.

    `version` is the newest of its filing. `industry` is as GB/T 4754 cites it. `came_at` is when its filing
    was complete, or else when it was sent. `from_office` is the name of the office below that filed it.
    """

    number: str
    ordinal: int
    name: str
    filer: str
    status: EntryStatus
    filing: FilingStatus
    version: int
    district: str
    industry: str
    uscc: str
    errors: int
    warnings: int
    codes: tuple[str, ...]
    rank: int | None
    channel: str
    from_office: str
    came_at: datetime
    decided_at: datetime | None
    candidacies: tuple[CandidacyLine, ...]

    @property
    def key(self) -> EntryKey:
        """What names it."""
        return EntryKey(self.number, self.ordinal)


class Neighbours(NamedTuple):
    """The entries before and after one in a list, None at its ends."""

    before: EntryKey | None
    after: EntryKey | None


def list_entries(*, viewer: Actor, slug: str, wanted: EntryWanted = EVERYTHING) -> Page[EntryLine]:
    """One page of the entries of a call of the viewer's office.

    Raises:
        Refused: that office has no such call.
    """
    rows = wanted_rows(own_call(viewer, slug), wanted)
    return page_of_entries(rows, wanted, rows.count())


def page_of_entries(rows: QuerySet[Entry], wanted: EntryWanted, total: int) -> Page[EntryLine]:
    """The page that is wanted of rows in their order, `total` in all, or the last one if there are fewer."""
    number = turned_to(wanted.page, total, LENGTH)
    ids = list(rows.values_list("id", flat=True)[(number - 1) * LENGTH : number * LENGTH])
    return Page(tuple(_lines(ids)), number, total, LENGTH)


def select_entries(
    *, viewer: Actor, slug: str, wanted: EntryWanted | Iterable[EntryKey]
) -> tuple[EntryLine, ...]:
    """All entries that a list shows over all its pages, in its order; or those named, as they came.

    Named ones that the call hasn't got are left out.

    Raises:
        Refused: that office has no such call, or there are more than MOST_SELECTED of them.
    """
    call = own_call(viewer, slug)
    if isinstance(wanted, EntryWanted):
        ids = list(wanted_rows(call, wanted).values_list("id", flat=True)[: MOST_SELECTED + 1])
    else:
        ids = _named(call, set(wanted))
    if len(ids) > MOST_SELECTED:
        raise Refused("entries_too_many", most=MOST_SELECTED)
    return tuple(line for some in _batches(ids) for line in _lines(some))


def neighbours(*, viewer: Actor, slug: str, wanted: EntryWanted = EVERYTHING, key: EntryKey) -> Neighbours:
    """What stands before and after an entry in a list, also where the entry itself is no longer in it.

    Raises:
        Refused: that office has no such call.
    """
    call = own_call(viewer, slug)
    own = Entry.objects.filter(call=call, filing__number=key.number, ordinal=key.ordinal).first()
    if own is None:
        return Neighbours(None, None)
    order = order_of(wanted.sort)
    listed = moments_and_codes(Entry.objects.filter(call=call)).filter(
        all_of(conditions(wanted).values()) | Q(id=own.id)
    )
    beside = listed.annotate(
        before=Window(Lag("id"), order_by=order), after=Window(Lead("id"), order_by=order)
    )
    found = beside.filter(Q(before=own.id) | Q(after=own.id))
    keys: dict[bool, EntryKey] = {
        after == own.id: EntryKey(number, ordinal)
        for after, number, ordinal in found.values_list("after", "filing__number", "ordinal")
    }
    return Neighbours(keys.get(True), keys.get(False))


def wanted_rows(call: Call, wanted: EntryWanted) -> QuerySet[Entry]:
    """The rows of a list in its order."""
    rows = moments_and_codes(Entry.objects.filter(call=call)).filter(all_of(conditions(wanted).values()))
    return rows.order_by(*order_of(wanted.sort))


def _named(call: Call, keys: set[EntryKey]) -> list[Any]:
    """The ids of the entries of those names, as they came."""
    if len(keys) > MOST_SELECTED:
        raise Refused("entries_too_many", most=MOST_SELECTED)
    found: list[tuple[datetime, Any, int, Any]] = []
    for numbers in _batches(sorted({key.number for key in keys})):
        rows: QuerySet[Any] = moments_and_codes(Entry.objects.filter(call=call, filing__number__in=numbers))
        for came_at, filing, number, ordinal, own in rows.values_list(
            "came_at", "filing_id", "filing__number", "ordinal", "id"
        ):
            if EntryKey(number, ordinal) in keys:
                found.append((came_at, filing, ordinal, own))
    return [row[3] for row in sorted(found)]


def _batches(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]


def _lines(ids: Sequence[Any]) -> list[EntryLine]:
    """The entries of these ids, in their order."""
    rows = Entry.objects.filter(id__in=ids).select_related("filing__from_office")
    by_id = {row.id: row for row in rows}
    filings = {row.filing_id for row in by_id.values()}
    versions = dict(
        FilingVersion.objects.filter(filing__in=filings)
        .values_list("filing_id")
        .annotate(newest=Max("ordinal"))
        .values_list("filing_id", "newest")
    )
    awards: dict[Any, list[CandidacyLine]] = {}
    candidacies = Candidacy.objects.filter(entry__in=ids).order_by("award")
    for entry, award, willing, verdict in candidacies.values_list("entry_id", "award", "willing", "verdict"):
        awards.setdefault(entry, []).append(CandidacyLine(award, willing, verdict))
    return [_line(by_id[one], versions[by_id[one].filing_id], awards.get(one, ())) for one in ids]


def _line(row: Entry, version: int, candidacies: Iterable[CandidacyLine]) -> EntryLine:
    filing = row.filing
    return EntryLine(
        number=filing.number,
        ordinal=row.ordinal,
        name=row.name,
        filer=filing.filer,
        status=EntryStatus(row.status),
        filing=FilingStatus(filing.status),
        version=version,
        district=row.district,
        industry=row.industry,
        uscc=row.uscc,
        errors=row.errors,
        warnings=row.warnings,
        codes=tuple(row.codes),
        rank=row.rank,
        channel=filing.channel,
        from_office=filing.from_office.name if filing.from_office else "",
        came_at=localtime(filing.filed_at or filing.sent_at),
        decided_at=localtime(row.decided_at) if row.decided_at else None,
        candidacies=tuple(candidacies),
    )
