"""Figures of a call that may be shown to anyone: no name in them, and nothing that points at one firm."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.utils.timezone import localtime

from jianyou.codes import industry
from jianyou.domain.annexes import places
from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.queries.calls import CallView
from jianyou.store.models import Entry, Filing, FilingVersion

LEAST = 3
"""Of fewer, nobody is told how many."""

MOST_STEPS = 31
"""Of the line of time: a longer call is told by several days at once."""

S = TypeVar("S", FilingStatus, EntryStatus)


class Step(NamedTuple):
    """Filings that came from the first to the last of some days, and the total until then."""

    first: date
    last: date
    came: int
    total: int


class Shares(NamedTuple):
    """How many of each name, most first; the empty name is what could not be told.

    Names that are borne by fewer than `LEAST` are not told: `others` of them have `rest` together, never
    fewer than `LEAST`. `few`: all together are fewer, and nothing is told but that.
    """

    named: tuple[tuple[str, int], ...]
    others: int = 0
    rest: int = 0
    few: bool = False


NO_SHARES = Shares(())


@dataclass(frozen=True, slots=True)
class Statistics:
    """What came to a call and what became of it.

    `filings`, `entries` and `channels` tell states and ways by their number, None for fewer than `LEAST`.
    `steps` are by the moment that decides, complete filings only; `districts` by the official name,
    `industries` by the letter of GB/T 4754's section: of entries of complete filings. `by_district` and
    `by_industry` tell whether the call's table has a column for it.
    """

    filings: Mapping[FilingStatus, int | None]
    entries: Mapping[EntryStatus, int | None]
    channels: Mapping[str, int | None]
    steps: tuple[Step, ...]
    districts: Shares
    industries: Shares
    by_district: bool
    by_industry: bool


def get_statistics(*, call: CallView) -> Statistics:
    """The figures of a call as it stands; `call` must have been asked for with its history.

    In a fixed number of statements, however many filings there are.
    """
    filed = Filing.objects.filter(call__slug=call.slug)
    ways = filed.filter(status=FilingStatus.FILED).values_list("channel").annotate(Count("id"))
    district, trade = _columns(call.file.annex, regions=bool(call.file.regions))
    told = _told(call, district, trade)
    begun = (call.opened_at or call.deadline).date()
    return Statistics(
        filings=_states(filed, FilingStatus),
        entries=_states(Entry.objects.filter(call__slug=call.slug), EntryStatus),
        channels={way: _enough(count) for way, count in sorted(ways)},
        steps=steps_of(told.days, begun, call.deadline.date()),
        districts=shares_of(told.districts),
        industries=shares_of(told.industries),
        by_district=bool(district),
        by_industry=bool(trade),
    )


def shares_of(counts: Mapping[str, int]) -> Shares:
    """The shares of counts, with those that are too small put together, and as many more as it takes.

    The fewest are put with the others until there are enough of them: else the sum would tell them.
    """
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    if not ordered:
        return NO_SHARES
    named = [each for each in ordered if each[1] >= LEAST]
    hidden = [count for _, count in ordered[len(named) :]]
    while named and hidden and sum(hidden) < LEAST:
        hidden.append(named.pop()[1])
    if sum(hidden) < LEAST and not named:
        return Shares((), few=True)
    return Shares(tuple(named), len(hidden), sum(hidden))


def steps_of(days: Mapping[date, int], begun: date, ends: date) -> tuple[Step, ...]:
    """The days from the first to the last that matters, several at once where they are many."""
    first, last = min((begun, *days)), max((ends, *days))
    length = -(-((last - first).days + 1) // MOST_STEPS)
    steps: list[Step] = []
    total, start = 0, first
    while start <= last:
        end = min(start + timedelta(days=length - 1), last)
        count = sum(days.get(start + timedelta(days=each), 0) for each in range((end - start).days + 1))
        total += count
        steps.append(Step(start, end, count, total))
        start = end + timedelta(days=1)
    return tuple(steps)


def _enough(count: int) -> int | None:
    return count if count >= LEAST else None


def _states(rows: QuerySet[Any], states: type[S]) -> dict[S, int | None]:
    """How many are in each state that any is in, in the order of the states; drafts are nobody's business."""
    counts = dict(rows.values_list("status").annotate(Count("id")))
    return {state: _enough(counts[state]) for state in states if counts.get(state) and state != "draft"}


class _Told(NamedTuple):
    days: Mapping[date, int]
    districts: Mapping[str, int]
    industries: Mapping[str, int]


def _told(call: CallView, district: str, trade: str) -> _Told:
    """What the tables tell; counted once for each state of them, and kept."""
    versions = FilingVersion.objects.filter(filing__call__slug=call.slug, filing__status=FilingStatus.FILED)
    count, newest = versions.aggregate(count=Count("id"), newest=Max("at")).values()
    return _counted(call.slug, call.deadline, count, newest, district, trade)


@lru_cache(maxsize=16)
def _counted(
    slug: str, deadline: datetime, count: int, newest: datetime | None, district: str, trade: str
) -> _Told:
    del count, newest  # another state of the same tables
    last = FilingVersion.objects.filter(filing=OuterRef("filing")).order_by("-ordinal").values("id")[:1]
    versions = FilingVersion.objects.filter(
        filing__call__slug=slug, filing__status=FilingStatus.FILED, id=Subquery(last)
    )
    days: Counter[date] = Counter()
    districts: Counter[str] = Counter()
    industries: Counter[str] = Counter()
    for filed_at, content in versions.values_list("filing__filed_at", "content").iterator():
        if filed_at is not None:
            days[localtime(filed_at).date()] += 1
        for row in content["rows"]:
            if district:
                districts[_understood(row.get(district, ""), deadline.date())[0]] += 1
            if trade:
                industries[_understood(row.get(trade, ""), deadline.date())[1]] += 1
    return _Told(days, districts, industries)


@lru_cache(maxsize=4096)
def _understood(text: str, as_of: date) -> tuple[str, str]:
    """The district's official name and the letter of the section, empty where the text tells none."""
    meaning = places.understand(text, as_of, with_region=True, with_industry=True).meaning
    region, trade = meaning["region"], meaning["industry"]
    return (str(region["name"]) if region else "", str(trade["section"]) if trade else "")


def _columns(schema: AnnexSchema, *, regions: bool) -> tuple[str, str]:
    """The keys of the columns that tell district and industry, empty where there is none."""
    kinds = {column.kind: column.key for column in reversed(schema.columns)}
    both = kinds.get(ColumnKind.REGION_INDUSTRY, "")
    return (kinds.get(ColumnKind.REGION, both) if regions else "", kinds.get(ColumnKind.INDUSTRY, both))


def section_name(letter: str) -> str:
    """A section of GB/T 4754 as it is cited: letter and name."""
    entry = industry.get(letter)
    return f"{entry.code} {entry.name}" if entry else letter
