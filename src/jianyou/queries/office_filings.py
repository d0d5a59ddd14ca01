"""The filings of a call for its office: found by state, number, filer or nominee, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from jianyou.codes.names import name_key
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.queries.office_calls import own_call
from jianyou.queries.pages import page_of
from jianyou.store.models import Call, Entry, Filing
from jianyou.terms.paging import Page

LENGTH = 50
SHOWN = 5
"""How many entries of a filing a line names; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which filings: in that state, with an entry in that state, with those words in number or names."""

    state: FilingStatus | None = None
    entry: EntryStatus | None = None
    search: str = ""
    newest_first: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A nominee with its number in the filing and its state."""

    ordinal: int
    name: str
    status: EntryStatus


@dataclass(frozen=True, slots=True)
class FilingLine:
    """A filing in the list; moments are in the site's zone.

    `came_at` is when it was complete, or else when it was sent; `admitted`: filed by a decision, though
    late. `entries` are the first of them, `tally` counts all by their states.
    """

    number: str
    filer: str
    channel: str
    status: FilingStatus
    sent_at: datetime
    came_at: datetime
    admitted: bool
    entries: tuple[EntryLine, ...]
    tally: Mapping[EntryStatus, int]

    @property
    def more(self) -> int:
        """How many entries aren't named."""
        return sum(self.tally.values()) - len(self.entries)


def list_office_filings(*, viewer: Actor, slug: str, wanted: Wanted) -> Page[FilingLine]:
    """The filings of a call of the viewer's office, in the order in which they came.

    Raises:
        Refused: that office has no such call.
    """
    return page_of(_found(own_call(viewer, slug), wanted), wanted.page, LENGTH, _lines)


def _found(call: Call, wanted: Wanted) -> QuerySet[Filing]:
    filings = Filing.objects.filter(call=call)
    if wanted.state:
        filings = filings.filter(status=wanted.state)
    if wanted.entry:
        filings = filings.filter(Exists(_entries(Q(status=wanted.entry))))
    if wanted.search:
        filings = filings.filter(_having(wanted.search))
    came = Coalesce("filed_at", "sent_at")
    order = (came.desc(), "-id") if wanted.newest_first else (came.asc(), "id")
    return filings.annotate(came_at=came).order_by(*order)


def _having(search: str) -> Q:
    """Number or filer contain the words, or a nominee's name does however it is written."""
    having = Q(number__icontains=search) | Q(filer__icontains=search)
    key = name_key(search)
    return having | Q(Exists(_entries(Q(name_key__contains=key)))) if key else having


def _entries(condition: Q) -> QuerySet[Entry]:
    return Entry.objects.filter(condition, filing=OuterRef("pk"))


def _lines(filings: Sequence[Filing]) -> Sequence[FilingLine]:
    first: dict[str, list[EntryLine]] = {}
    of_page = Entry.objects.filter(filing__in=filings)
    for entry in of_page.filter(ordinal__lte=SHOWN).order_by("ordinal"):
        line = EntryLine(entry.ordinal, entry.name, EntryStatus(entry.status))
        first.setdefault(entry.filing_id.hex, []).append(line)
    tally: dict[str, dict[EntryStatus, int]] = {}
    for filing, status, count in of_page.values_list("filing_id", "status").annotate(count=Count("id")):
        tally.setdefault(filing.hex, {})[EntryStatus(status)] = count
    return [
        FilingLine(
            number=filing.number,
            filer=filing.filer,
            channel=filing.channel,
            status=FilingStatus(filing.status),
            sent_at=localtime(filing.sent_at),
            came_at=localtime(filing.filed_at or filing.sent_at),
            admitted=filing.admitted_at is not None,
            entries=tuple(first.get(filing.id.hex, ())),
            tally=tally.get(filing.id.hex, {}),
        )
        for filing in filings
    ]
