"""What a supervisor begins with: the calls with what deserves a look, and every decision with its length."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.audit_kinds import DECISIONS, WATCHED, Watch
from jianyou.queries.audit_list import LENGTH, MOST, AuditLine, Sought, alone, found_rows, lines_of, watched
from jianyou.queries.office_calls import OfficeCall, list_office_calls, names_of
from jianyou.store.models import LogRow
from jianyou.terms.paging import Page, turned_to

_TURNS = (Act.RESUBMIT_ENTRY, Act.REOPEN_ENTRY, Act.EXPIRE_CORRECTION, Act.CANCEL_CORRECTION)
"""What brings an entry back to the office."""

_TIMED = frozenset(DECISIONS) - {Act.REOPEN_ENTRY}
"""Decisions that somebody waited for."""


@dataclass(frozen=True, slots=True)
class SupervisedCall:
    """A call with how often what deserves a look was done in it; what never was is left out."""

    call: OfficeCall
    looks: Mapping[Watch, int]


@dataclass(frozen=True, slots=True)
class Start:
    """Every call of the office, the latest deadline first, and the looks of all of them together."""

    calls: tuple[SupervisedCall, ...]
    looks: Mapping[Watch, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtDecisions:
    """Which decisions, the newest first: as `audit_list.Sought`."""

    call: str = ""
    act: Act | None = None
    person: str = ""
    since: date | None = None
    until: date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision; `took` is how long the entry lay with the office, None of what nobody waited for."""

    line: AuditLine
    took: timedelta | None


@dataclass(frozen=True, slots=True)
class Officer:
    """How often somebody decided what, and the median of how long it took, None where nothing tells.

    The median is that of those among the newest `audit_list.MOST` decisions.
    """

    who: str
    username: str
    counts: Mapping[Act, int]
    median: timedelta | None

    @property
    def total(self) -> int:
        """How many decisions there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Decisions:
    """A page of decisions, and who took them all, who took most first.

    `more`: there are more than `audit_list.MOST`, and only the newest can be turned to.
    """

    page: Page[DecisionLine]
    officers: tuple[Officer, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class _Taken:
    key: UUID
    who: str
    took: timedelta | None


def get_start(*, viewer: Actor) -> Start:
    """The calls of the viewer's office and what was done in them that deserves a look."""
    by_call: dict[str, dict[Watch, int]] = {}
    for call, watch, count in _looks(viewer):
        of_call = by_call.setdefault(call, {})
        of_call[watch] = of_call.get(watch, 0) + count
    calls = tuple(
        SupervisedCall(call, _in_order(by_call.get(call.slug, {})))
        for call in list_office_calls(viewer=viewer)
    )
    totals = {watch: sum(one.looks.get(watch, 0) for one in calls) for watch in Watch}
    return Start(calls, totals)


def list_decisions(*, viewer: Actor, sought: SoughtDecisions) -> Decisions:
    """Acceptances, refusals, returns and reopenings of an office, in a fixed number of statements."""
    narrowed = Sought(
        call=sought.call, act=sought.act, person=sought.person, since=sought.since, until=sought.until
    )
    rows = found_rows(viewer, narrowed).filter(act__in=DECISIONS)
    taken = _taken(viewer, rows)
    kept = taken[:MOST]
    number = turned_to(sought.page, len(kept), LENGTH)
    on_page = kept[(number - 1) * LENGTH : number * LENGTH]
    lines = {line.key: line for line in lines_of(viewer, [one.key for one in on_page])}
    items = tuple(DecisionLine(lines[one.key], one.took) for one in on_page)
    page = Page(items, number, len(kept), LENGTH)
    return Decisions(page, _officers(viewer, rows, kept), len(taken) > len(kept))


def _looks(viewer: Actor) -> Iterator[tuple[str, Watch, int]]:
    """How many rows of which call deserve which look."""
    of_act = {act: watch for watch, acts in WATCHED.items() for act in acts}
    rows = LogRow.objects.filter(office_id=viewer.office).order_by()
    seen = rows.filter(~Q(act__in=WATCHED[Watch.SHOWN]) | watched(Watch.SHOWN), act__in=tuple(of_act))
    for call, act, count in seen.values_list("call__slug", "act").annotate(count=Count("id")):
        yield call, of_act[Act(act)], count
    for call, count in rows.filter(alone()).values_list("call__slug").annotate(count=Count("id")):
        yield call, Watch.ALONE, count


def _in_order(looks: Mapping[Watch, int]) -> dict[Watch, int]:
    return {watch: looks[watch] for watch in Watch if watch in looks}


def _taken(viewer: Actor, rows: QuerySet[LogRow]) -> list[_Taken]:
    """The newest `MOST` + 1 of some decisions, with how long each took."""
    told = ("id", "act", "actor", "filing_id", "at", "filing__filed_at", "content__ordinal")
    newest = list(rows.order_by("-at", "-id").values_list(*told)[: MOST + 1])
    turns = _turns(viewer, {filing for _, _, _, filing, *_ in newest})
    taken = []
    for key, act, who, filing, at, filed_at, ordinal in newest:
        earlier = [turn for turn in turns.get((filing, ordinal), ()) if turn < at]
        begun = max(earlier, default=filed_at)
        timed = Act(act) in _TIMED and begun is not None
        taken.append(_Taken(key, who, max(at - begun, timedelta()) if timed else None))
    return taken


def _turns(viewer: Actor, filings: set[UUID]) -> dict[tuple[UUID, int], list[datetime]]:
    """When which entry of these filings came back to the office."""
    rows = LogRow.objects.filter(office_id=viewer.office, filing__in=filings, act__in=_TURNS)
    turns: dict[tuple[UUID, int], list[datetime]] = {}
    told = ("filing_id", "content__ordinal", "content__corrected", "at")
    for filing, ordinal, corrected, at in rows.values_list(*told):
        turns.setdefault((filing, ordinal or corrected), []).append(at)
    return turns


def _officers(viewer: Actor, rows: QuerySet[LogRow], newest: Sequence[_Taken]) -> tuple[Officer, ...]:
    counts: dict[str, dict[Act, int]] = {}
    for who, act, count in rows.order_by().values_list("actor", "act").annotate(count=Count("id")):
        counts.setdefault(who, {})[Act(act)] = count
    times: dict[str, list[float]] = {}
    for one in newest:
        if one.took is not None:
            times.setdefault(one.who, []).append(one.took.total_seconds())
    names = names_of(viewer, list(counts))
    officers = [
        Officer(
            names[who],
            who,
            {act: of_act[act] for act in DECISIONS if act in of_act},
            timedelta(seconds=round(median(times[who]))) if who in times else None,
        )
        for who, of_act in counts.items()
    ]
    return tuple(sorted(officers, key=lambda one: (-one.total, one.username)))
