"""A choice told from its decision record, with the names of its entries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from jianyou.domain.judging.plain import from_plain
from jianyou.domain.judging.selection.inputs import Limit
from jianyou.domain.judging.selection.told import Move, Use, Why
from jianyou.queries.calls import file_of
from jianyou.queries.choice_records import record_part
from jianyou.store.models import Call, Choice, Entry
from jianyou.terms.message import Message
from jianyou.terms.paging import Page, turned_to

LENGTH = 100
MOST_ASIDE = 200
"""Entries that went no further or were left out that a page names."""
_TIE = "selection_tie_unsettled"
_NO_REASON: Mapping[str, Any] = {"displaced": ()}
_NO_MOVES: Mapping[str, Any] = {"moves": ()}


class Named(NamedTuple):
    """An entry by its name; `key` is the row's, `number` and `ordinal` lead to it."""

    key: UUID
    number: str
    ordinal: int
    name: str
    district: str
    industry: str


@dataclass(frozen=True, slots=True)
class TierView:
    """A tier with its places, the entries in it, its floor, and the sum of their scores."""

    key: str
    name: str
    most: int
    used: int
    floor: Decimal | None
    total: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry in the published order; `tier` is that of the rules, "" for none.

    `decided` is the tier that people gave it in the end. `why` is None where its reasons weren't told yet.
    `line` tells that the places end after it.
    """

    rank: int
    entry: Named
    score: str
    tier: str
    decided: str
    why: Why | None
    line: bool


class Moved(NamedTuple):
    """An entry that stands elsewhere: from this tier to that, "" for none; `reason` if one was given."""

    entry: Named
    before: str
    after: str
    reason: str = ""


class Spare(NamedTuple):
    """One of the reserve list, and for whom it would come in."""

    number: int
    entry: Named
    replaces: tuple[Named, ...]


class Tie(NamedTuple):
    """Equal entries: the first has the place by nothing but its key."""

    first: Named
    others: tuple[Named, ...]
    tier: str


class Aside(NamedTuple):
    """An entry that isn't chosen from, and why: the stage that it didn't pass, or clauses."""

    entry: Named
    because: str


class Found(NamedTuple):
    """What is wrong with the scores of an entry."""

    entry: Named
    message: Message


@dataclass(frozen=True, slots=True)
class Compared:
    """A scenario beside the official choice `number`: who stands elsewhere; totals by tier (its, mine)."""

    number: int
    moves: tuple[Moved, ...]
    totals: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a choice that was computed came to."""

    tiers: tuple[TierView, ...]
    rows: Page[Ranked]
    uses: tuple[Use, ...]
    digits: int
    reserve: tuple[Spare, ...]
    second: tuple[Moved, ...] | None
    losses: tuple[tuple[str, str], ...]
    ties: tuple[Tie, ...]
    stopped: tuple[Aside, ...]
    left_out: tuple[Aside, ...]
    stopped_count: int
    doubts: tuple[Message, ...]
    findings: tuple[Found, ...]
    found: int
    otherwise: tuple[Moved, ...]
    compared: Compared | None


class Telling:
    """One record told with the names of its entries."""

    def __init__(self, call: Call, row: Choice) -> None:
        self._call, self._row = call, row
        self._result = record_part(row.file, "result")
        choice = record_part(row.file, "choice")
        self._tiers: list[Mapping[str, Any]] = choice["tiers"]
        self._digits: int = choice["digits"]
        self._attributes = {one["key"]: one["attributes"] for one in choice["candidates"]}
        self.tier_names: Mapping[str, str] = {tier["key"]: tier["name"] for tier in self._tiers}
        self.scores: Mapping[str, str] = {one["key"]: one["score"] for one in choice["candidates"]}
        self.reasons: Mapping[str, Any] = self._result["why"]
        self.due: Mapping[str, str] = {one["key"]: one["tier"] for one in self._result["chosen"]}
        self._decided: Mapping[str, str] = row.summary.get("decided", self.due)

    @property
    def tiers(self) -> tuple[tuple[str, str, int], ...]:
        """The tiers by key, name and places."""
        return tuple((tier["key"], tier["name"], tier["most"]) for tier in self._tiers)

    @property
    def tied(self) -> set[str]:
        """The entries of open ties."""
        return {key for one in self._result["unsettled"] for key in (one["first"], *one["others"])}

    def told(self, page: int) -> Told:
        """Everything, the ranking from that page."""
        result, summary = self._result, self._row.summary
        order: list[str] = result["order"]
        number = turned_to(page, len(order), LENGTH)
        start = (number - 1) * LENGTH
        shown = order[start : start + LENGTH]
        official = self._official()
        other = self._differing(self.due, self._decided)
        moved = self._differing(official[1], self.due) if official else []
        second = result["second_best"]
        names = self.names({*self._keys(shown), *other, *moved})
        losses = second["losses"].items() if second else ()
        return Told(
            tiers=self._tier_views(),
            rows=Page(tuple(self._ranked(shown, start, names)), number, len(order), LENGTH),
            uses=from_plain(tuple[Use, ...], result["limits"]),
            digits=self._digits,
            reserve=tuple(
                Spare(one["number"], names[one["key"]], tuple(names[key] for key in one["replaces"]))
                for one in result["reserve"]
            ),
            second=tuple(self._moves(second["moves"], names)) if second else None,
            losses=tuple((self.tier_names[key], loss) for key, loss in losses),
            ties=self.ties(names),
            stopped=tuple(self._stopped(names)),
            left_out=tuple(Aside(names[key], "、".join(clauses)) for key, clauses in summary["left_out"]),
            stopped_count=len(summary["stopped"]),
            doubts=tuple(Message(code, params) for code, params in summary["doubts"] if code != _TIE),
            findings=tuple(
                Found(names[entry], Message(code, params))
                for code, _, params, _, entry in summary["findings"]
                if entry in names
            ),
            found=summary["found"],
            otherwise=tuple(self._otherwise(other, names)),
            compared=self._compared(official, moved, names) if official else None,
        )

    def _keys(self, shown: Iterable[str]) -> Iterator[str]:
        """The entries that a page names."""
        result, summary = self._result, self._row.summary
        yield from shown
        for key in shown:
            yield from (move["key"] for move in self.reasons.get(key, _NO_REASON)["displaced"])
        for one in result["reserve"]:
            yield from (one["key"], *one["replaces"])
        for one in result["unsettled"]:
            yield from (one["first"], *one["others"])
        yield from (move["key"] for move in (result["second_best"] or _NO_MOVES)["moves"])
        yield from list(summary["stopped"])[:MOST_ASIDE]
        yield from (key for key, _ in summary["left_out"])
        yield from (one[4] for one in summary["findings"])

    def ties(self, names: Mapping[str, Named]) -> tuple[Tie, ...]:
        """Open ties, their entries by these names."""
        return tuple(
            Tie(
                names[one["first"]],
                tuple(names[key] for key in one["others"]),
                self.tier_names[one["tier"]],
            )
            for one in self._result["unsettled"]
        )

    def _stopped(self, names: Mapping[str, Named]) -> Iterator[Aside]:
        review = file_of(self._call.slug, self._call.source).review
        stages = {stage.key: stage.name for stage in review.stages} if review else {}
        for key, stage in list(self._row.summary["stopped"].items())[:MOST_ASIDE]:
            yield Aside(names[key], stages.get(stage, stage))

    def _otherwise(self, keys: Iterable[str], names: Mapping[str, Named]) -> Iterator[Moved]:
        reasons = self._row.summary.get("reasons", {})
        for key in keys:
            before, after = self.due.get(key, ""), self._decided.get(key, "")
            told = (self.tier_names.get(before, ""), self.tier_names.get(after, ""))
            yield Moved(names[key], *told, reasons.get(key, ""))

    def names(self, keys: Iterable[str]) -> dict[str, Named]:
        """The entries of these keys."""
        wanted = [UUID(key) for key in keys if key]
        rows = Entry.objects.filter(call=self._call, id__in=wanted).select_related("filing")
        return {row.id.hex: self._named(row) for row in rows}

    def _named(self, row: Entry) -> Named:
        own = self._attributes.get(row.id.hex, {})
        industry = own.get("industry", "")
        return Named(row.id, row.filing.number, row.ordinal, row.name, row.district, industry)

    def why(self, key: str, told: Mapping[str, Any], names: Mapping[str, Named]) -> Why:
        """The reasons of an entry, those that would give way by name."""
        missing, margin = told["missing_score"], told["margin"]
        return Why(
            key=key,
            tier=told["tier"],
            score=Decimal(self.scores[key]),
            margin=None if margin is None else Decimal(margin),
            missing_score=None if missing is None else Decimal(missing),
            toward=told["toward"],
            blocked_by=from_plain(tuple[Limit, ...], told["blocked_by"]),
            together=key in self._row.summary.get("together", ()),
            displaced=tuple(
                Move(names[move["key"]].name, move["before"], move["after"])
                for move in told["displaced"]
                if move["key"] in names
            ),
            digits=self._digits,
            tier_names=self.tier_names,
        )

    def _ranked(self, keys: Sequence[str], start: int, names: Mapping[str, Named]) -> Iterable[Ranked]:
        places = sum(tier["most"] for tier in self._tiers)
        for rank, key in enumerate(keys, start + 1):
            told = self.reasons.get(key)
            yield Ranked(
                rank=rank,
                entry=names[key],
                score=f"{Decimal(self.scores[key]):.{self._digits}f}",
                tier=self.tier_names.get(self.due.get(key, ""), ""),
                decided=self.tier_names.get(self._decided.get(key, ""), ""),
                why=None if told is None else self.why(key, told, names),
                line=rank == places,
            )

    def _tier_views(self) -> tuple[TierView, ...]:
        used = list(self._decided.values())
        return tuple(
            TierView(
                key=tier["key"],
                name=tier["name"],
                most=tier["most"],
                used=used.count(tier["key"]),
                floor=None if tier["floor"] is None else Decimal(tier["floor"]),
                total=self._result["totals"][tier["key"]],
            )
            for tier in self._tiers
        )

    def _moves(self, moves: Iterable[Mapping[str, Any]], names: Mapping[str, Named]) -> Iterable[Moved]:
        for move in moves:
            before, after = move["before"] or "", move["after"] or ""
            yield Moved(names[move["key"]], self.tier_names.get(before, ""), self.tier_names.get(after, ""))

    def _differing(self, before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
        """Who stands elsewhere, in the published order; those who aren't in it any more come last."""
        keys = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
        place = {key: at for at, key in enumerate(self._result["order"])}
        return sorted(keys, key=lambda key: (place.get(key, len(place)), key))

    def _official(self) -> tuple[int, Mapping[str, str], Mapping[str, str]] | None:
        """For a scenario the choice by the declared rules: its number, who is chosen, its totals."""
        if not self._row.changes:
            return None
        rows = Choice.objects.filter(call=self._call, award=self._row.award, changes={})
        row = rows.filter(status__in=("computed", "adopted")).order_by("-number").first()
        if row is None:
            return None
        result = record_part(row.file, "result")
        return row.number, {one["key"]: one["tier"] for one in result["chosen"]}, result["totals"]

    def _compared(
        self,
        official: tuple[int, Mapping[str, str], Mapping[str, str]],
        moved: Iterable[str],
        names: Mapping[str, Named],
    ) -> Compared:
        number, chosen, totals = official
        tiers = self.tier_names
        return Compared(
            number,
            tuple(
                Moved(names[key], tiers.get(chosen.get(key, ""), ""), tiers.get(self.due.get(key, ""), ""))
                for key in moved
                if key in names
            ),
            tuple((name, totals.get(key, "0"), self._result["totals"][key]) for key, name in tiers.items()),
        )
