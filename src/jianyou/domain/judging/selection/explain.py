"""Why an entry is in or out: by how many units, which limits stand in its way, who would give way to it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from jianyou.domain.judging.selection.chooser import Best, Chooser
from jianyou.domain.judging.selection.inputs import Limit
from jianyou.domain.judging.selection.program import Ask, Ints, Program

_ANY = 2**62
_MOST_KEPT = 512


class Gap(NamedTuple):
    """A distance in units to another tier or to none; `tier` is the option it leads to."""

    units: int
    tier: int


class Blocked(NamedTuple):
    """Limits in the way of a higher place: each of them alone, or only all `together`."""

    limits: tuple[Limit, ...]
    together: bool = False


class Explainer:
    """Answers for single entries, on the warm linear programs of the choice that it explains."""

    def __init__(self, chooser: Chooser, best: Best) -> None:
        self.chooser = chooser
        self.best = best
        self.program: Program = chooser.program
        self._gaps: dict[int, Gap | None] = {}
        self._used = self.program.used(best.choice)
        # A limit without a price in any tier's proof can go without any total becoming better: the same
        # prices prove the same totals. That holds where each bound meets its total.
        self._proved = all(bound.units == value for bound, value in zip(best.bounds, best.sums, strict=True))
        self._priced = np.any([bound.priced for bound in best.bounds], axis=0)
        self._without = lru_cache(_MOST_KEPT)(self._best_without)

    def missing(self, entry: int) -> Gap | None:
        """What is missing for a higher place than now: with more it has one, with less it hasn't.

        At exactly this distance the criteria for ties decide. None where no score would do.
        """
        if entry in self._gaps:
            return self._gaps[entry]
        nearest: Gap | None = None
        for tier in reversed(range(int(self.best.choice[entry]))):
            floor = self.program.floors[tier]
            below = 0 if floor is None else max(0, floor.n - int(self.program.scores[entry]))
            least = max(below, self._at_least(entry, tier))
            if nearest is not None and least >= nearest.units:
                continue
            found = self._with(entry, [tier], tier)
            if found is not None:
                gap = Gap(max(below, self.best.sums[tier] - found), tier)
                nearest = gap if nearest is None or gap.units <= nearest.units else nearest
        self._gaps[entry] = nearest
        return nearest

    def margin(self, entry: int) -> int:
        """How many units a chosen entry could lose and keep its tier; with one more it loses it."""
        tier = int(self.best.choice[entry])
        floor = self.program.floors[tier]
        score = int(self.program.scores[entry])
        most = score if floor is None else score - floor.n
        # With fewer points no higher tier is to be had, even where it was a tie.
        lower = [option for option in self.options(entry) if option > tier]
        found = self._with(entry, lower, tier)
        return most if found is None else min(most, self.best.sums[tier] - found)

    def _with(self, entry: int, options: list[int], tier: int) -> int | None:
        """The best total of this tier with one of these options; higher tiers keep theirs."""
        ask = self.program.ask.with_entry(entry, options)._replace(sums=self.best.sums[:tier])
        found = self.chooser.tiers[tier].maximize(ask)
        return None if found is None else found.value

    def options(self, entry: int) -> list[int]:
        """The options that the entry has under floors, the highest first."""
        return [int(option) for option in np.flatnonzero(self.program.ask.may[entry])]

    def _at_least(self, entry: int, tier: int) -> int:
        """What the prices of the choice prove to be missing at the least; 0 where they say nothing."""
        if not self.program.ask.may[entry, tier]:
            return 0
        reached = self.best.bounds[tier].units_with(entry, [tier])
        return max(0, self.best.sums[tier] - max(reached, 0))

    def at_most_without(self, entry: int) -> tuple[int, ...]:
        """Totals that no choice can exceed which doesn't give a chosen entry its tier."""
        tier = int(self.best.choice[entry])
        others = [option for option in self.options(entry) if option != tier]
        reached = min(self.best.bounds[tier].units_with(entry, others), self.best.sums[tier])
        return (*self.best.sums[:tier], reached, *[_ANY] * (self.program.tiers - tier - 1))

    def displaced(self, entry: int) -> Ints | None:
        """The best choice that gives the entry the place it misses least for, None where none does."""
        gap = self.missing(entry)
        if gap is None:
            return None
        ask = self.program.ask.with_entry(entry, [gap.tier])._replace(sums=self.best.sums[: gap.tier])
        best = self.chooser.best(ask, self.best.bounds[: gap.tier], entry)
        return None if best is None else best.choice

    def blocked_by(self, entry: int) -> Blocked:
        """The limits in the way of a higher place, as the score stands.

        Each alone, where without it the best totals would be higher and a choice with the entry would
        reach them; where no single one is, a set that does so together and of which none can be spared.
        Of an entry below the floors of all higher tiers only the lowest floor. Nothing where only the number
        of places and better entries are in the way.
        """
        score = int(self.program.scores[entry])
        floors = self.program.floors[: int(self.best.choice[entry])]
        lowest = floors[-1] if floors else None
        if lowest is not None and all(floor is not None and score < floor.n for floor in floors):
            return Blocked((lowest,) if self._freed(entry, [], len(floors) - 1) else ())
        upward, kept_for_others = self._full_limits(entry)
        alone = [limit for limit in upward + kept_for_others if self._needed(limit)]
        alone = [limit for limit in alone if self._freed(entry, [limit])]
        if alone:
            return Blocked(self._limits(alone))
        for together in (upward, upward + kept_for_others):
            if len(together) > 1 and self._freed(entry, together):
                return Blocked(self._limits(self._spared(entry, together)), together=True)
        return Blocked(())

    def _spared(self, entry: int, limits: list[int]) -> list[int]:
        """Of limits that together are in the way, those of which none can be spared."""
        kept = limits
        for limit in limits:
            fewer = [each for each in kept if each != limit]
            if self._freed(entry, fewer):
                kept = fewer
        return sorted(kept)

    def _full_limits(self, entry: int) -> tuple[list[int], list[int]]:
        """Limits upwards that the entry counts in and that are full; those that keep places for others."""
        mine = set(self.program.counts[entry].tolist())
        ask, rules = self.program.ask, range(len(self.program.limits) - self.program.tiers)
        upward = [number for number in rules if number in mine and ask.low[number] == 0]
        return (
            [number for number in upward if self._used[number] == ask.high[number]],
            [number for number in rules if 0 < ask.low[number] == self._used[number]],
        )

    def _needed(self, limit: int) -> bool:
        """Whether the totals could be better without the limit, as far as the prices tell."""
        return bool(self._priced[limit]) or not self._proved

    def _freed(self, entry: int, limits: list[int], floor: int | None = None) -> bool:
        """Whether without these limits, or a tier's floor, a choice with the entry is best, and better."""
        now = int(self.best.choice[entry])
        best = self._without(tuple(limits), floor)
        if best is None or best.sums <= self.best.sums:
            return False
        if int(best.choice[entry]) < now:
            return True
        higher = np.flatnonzero(best.possible[entry, :now]).tolist()
        if not higher:
            return False
        open_ = self._ask_without(limits, floor)._replace(may=best.possible, sums=best.sums)
        return self.chooser.same_totals(open_.with_entry(entry, higher)) is not None

    def _best_without(self, limits: tuple[int, ...], floor: int | None) -> Best | None:
        """The best totals without them: one answer for all entries that they stand in the way of."""
        # Of a floor no price tells whether the totals above stay as they are.
        first = self._first_priced(limits) if floor is None else 0
        ask = self._ask_without(limits, floor)._replace(sums=self.best.sums[:first])
        best = self.chooser.totals(ask, self.best.bounds[:first])
        # The proof is large, and what it leaves open is in `possible`.
        return None if best is None else best._replace(bounds=())

    def _ask_without(self, limits: Sequence[int], floor: int | None) -> Ask:
        ask = self.program.ask.without_limits(list(limits), self.program.entries)
        return ask if floor is None else ask.without_floor(floor)

    def _first_priced(self, limits: tuple[int, ...]) -> int:
        """The first tier whose proof needs one of these limits: the totals above it stay as they are."""
        if not self._proved:
            return 0
        priced = (bool(bound.priced[list(limits)].any()) for bound in self.best.bounds)
        return next((tier for tier, needed in enumerate(priced) if needed), self.program.tiers - 1)

    def _limits(self, numbers: list[int]) -> tuple[Limit, ...]:
        return tuple(self.program.limits[number] for number in numbers)
