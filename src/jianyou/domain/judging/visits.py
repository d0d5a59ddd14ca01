"""现场评审、答辩的安排: what in a schedule can't be kept."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A visit that is planned: `begins` belongs to it, `ends` doesn't. Keys are the caller's."""

    key: str
    entry: str
    begins: datetime
    ends: datetime
    place: str = ""
    experts: tuple[str, ...] = ()


class ClashKind(StrEnum):
    """What can't be kept: an expert in two places; one recused of the entry; one place or entry twice."""

    EXPERT = "expert"
    RECUSED = "recused"
    PLACE = "place"
    ENTRY = "entry"


class Clash(NamedTuple):
    """`visit` can't be kept beside `other` (itself where an expert is recused); `expert` where it is his."""

    kind: ClashKind
    visit: str
    other: str
    expert: str = ""


def find_clashes(visits: Iterable[Planned], recused: Collection[tuple[str, str]]) -> tuple[Clash, ...]:
    """Everything in a schedule that can't be kept; `recused` holds (expert, entry).

    An entry may be seen once only, an expert be in one place at a time, a place hold one visit at a time.
    """
    ordered = sorted(visits, key=lambda one: (one.begins, one.ends, one.key))
    found = [
        Clash(ClashKind.RECUSED, one.key, one.key, expert)
        for one in ordered
        for expert in one.experts
        if (expert, one.entry) in recused
    ]
    found += _overlapping(ordered)
    found += _twice(ordered)
    return tuple(found)


def _overlapping(ordered: Sequence[Planned]) -> Iterator[Clash]:
    going: list[Planned] = []
    for one in ordered:
        going = [other for other in going if other.ends > one.begins]
        for other in going:
            for expert in one.experts:
                if expert in other.experts:
                    yield Clash(ClashKind.EXPERT, one.key, other.key, expert)
            if one.place and one.place == other.place:
                yield Clash(ClashKind.PLACE, one.key, other.key)
        going.append(one)


def _twice(ordered: Sequence[Planned]) -> Iterator[Clash]:
    for before, after in pairwise(sorted(ordered, key=lambda one: one.entry)):
        if before.entry == after.entry:
            yield Clash(ClashKind.ENTRY, after.key, before.key)


class Slot(NamedTuple):
    """A time in a series."""

    begins: datetime
    ends: datetime


def slots(count: int, *, first: datetime, length: timedelta, pause: timedelta, a_day: int) -> list[Slot]:
    """So many times one after the other, `a_day` of them on each working day, from that of `first` on.

    `first` is in the zone in which people live. Saturdays and Sundays are left out, holidays aren't known.
    """
    found: list[Slot] = []
    day, at = first, 0
    while len(found) < count:
        if at == a_day:
            day, at = _next_working_day(day), 0
        begins = day + at * (length + pause)
        found.append(Slot(begins, begins + length))
        at += 1
    return found


_SATURDAY = 5


def _next_working_day(day: datetime) -> datetime:
    following = day + timedelta(days=1)
    while following.weekday() >= _SATURDAY:
        following += timedelta(days=1)
    return following
