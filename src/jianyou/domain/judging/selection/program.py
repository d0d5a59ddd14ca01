"""A choice as a program in whole numbers: which tier each entry may take, what counts in which limit.

Entries stand in the order of their keys, so that rows in another order make the same program. An entry's
options are the tiers from the highest, then none: option T of T tiers means that it isn't chosen.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jianyou.domain.judging.selection.checks import to_units
from jianyou.domain.judging.selection.inputs import Candidate, Limit, LimitKind, Problem
from jianyou.domain.judging.selection.limits import floors_of, limits_of

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Ask(NamedTuple):
    """One question: who may take which option, the bounds of all limits, what higher tiers must reach.

    `may` is entries x (tiers + 1), `low` and `high` are one number a limit, `sums` the score totals of
    the tiers above the one asked about.
    """

    may: Flags
    low: Ints
    high: Ints
    sums: tuple[int, ...] = ()

    def with_entry(self, entry: int, options: list[int]) -> "Ask":
        """The same where `entry` has only these options."""
        may = self.may.copy(order="K")
        may[entry] = False
        may[entry, options] = True
        return self._replace(may=may)

    def without_floor(self, tier: int) -> "Ask":
        """The same where any score will do for this tier."""
        may = self.may.copy(order="K")
        may[:, tier] = True
        return self._replace(may=may)

    def without_limits(self, dropped: list[int], entries: int) -> "Ask":
        """The same where these limits don't hold; `entries` is more than any count can be."""
        low, high = self.low.copy(), self.high.copy()
        low[dropped] = 0
        high[dropped] = entries
        return self._replace(low=low, high=high)


class Program(NamedTuple):
    """The problem in numbers.

    `counts` is entries x the most limits of any entry: the numbers of the limits that it counts in,
    filled up with the number of limits. `in_tier` is (limits + 1) x tiers: whether a limit counts
    that tier.
    """

    candidates: tuple[Candidate, ...]
    tiers: int
    scores: Ints
    floors: tuple[Limit | None, ...]
    limits: tuple[Limit, ...]
    counts: Ints
    in_tier: Flags
    ask: Ask

    @property
    def entries(self) -> int:
        """How many entries there are."""
        return len(self.candidates)

    def used(self, choice: Ints) -> Ints:
        """How many of the choice count in each limit; `choice` is an option per entry."""
        return self._used_by(np.flatnonzero(choice < self.tiers), choice)

    def _used_by(self, chosen: Ints, choice: Ints) -> Ints:
        counted = self.counts[chosen]
        hit = self.in_tier[counted, choice[chosen][:, None]]
        return np.bincount(counted[hit], minlength=len(self.limits) + 1)[:-1].astype(np.int64)

    def sums(self, choice: Ints) -> tuple[int, ...]:
        """The score total of each tier, in units."""
        return tuple(int(self.scores[choice == tier].sum()) for tier in range(self.tiers))

    def holds(self, choice: Ints, ask: Ask) -> bool:
        """Whether the choice keeps to every limit, option and sum that is asked, counted exactly."""
        used = self.used(choice)
        allowed = bool(ask.may[np.arange(self.entries), choice].all())
        within = bool(((ask.low <= used) & (used <= ask.high)).all())
        return allowed and within and self.sums(choice)[: len(ask.sums)] == ask.sums


def program_of(problem: Problem) -> Program:
    """The program of a problem that was checked."""
    candidates = tuple(sorted(problem.candidates, key=lambda each: each.key))
    entries, tiers = len(candidates), len(problem.tiers)
    limits, floors = limits_of(problem), floors_of(problem)
    scores = np.array([to_units(each.score, problem.digits, each.key) for each in candidates], np.int64)
    may = np.ones((tiers + 1, entries), np.bool_).T
    for tier, floor in enumerate(floors):
        if floor is not None:
            may[:, tier] = scores >= floor.n
    low = np.array([limit.n if limit.kind is LimitKind.AT_LEAST else 0 for limit in limits], np.int64)
    high = np.array([entries if limit.kind is LimitKind.AT_LEAST else limit.n for limit in limits], np.int64)
    return Program(
        candidates=candidates,
        tiers=tiers,
        scores=scores,
        floors=floors,
        limits=limits,
        counts=_counts(candidates, limits),
        in_tier=_in_tier(problem, limits),
        ask=Ask(may, low, np.minimum(high, entries)),
    )


def _counts(candidates: tuple[Candidate, ...], limits: tuple[Limit, ...]) -> Ints:
    by_value: dict[tuple[str, str], list[int]] = {}
    for number, limit in enumerate(limits):
        by_value.setdefault((limit.attribute, limit.value), []).append(number)
    attributes = sorted({limit.attribute for limit in limits} - {""})
    for_all = by_value.get(("", ""), [])
    lists = [
        [
            *for_all,
            *(number for name in attributes for number in by_value.get((name, each.attributes[name]), ())),
        ]
        for each in candidates
    ]
    width = max((len(numbers) for numbers in lists), default=0)
    filled = [numbers + [len(limits)] * (width - len(numbers)) for numbers in lists]
    return np.array(filled, np.int64).reshape(len(candidates), width)


def _in_tier(problem: Problem, limits: tuple[Limit, ...]) -> Flags:
    """Tiers are told apart by key in the rules, by number here: names may be the same."""
    flags = np.zeros((len(limits) + 1, len(problem.tiers)), np.bool_)
    places = 0
    for number, limit in enumerate(limits):
        if limit.rule is None:
            flags[number, places] = True
            places += 1
            continue
        named = getattr(problem.rules[limit.rule], "tiers", ())
        flags[number] = [not named or tier.key in named for tier in problem.tiers]
    return flags
