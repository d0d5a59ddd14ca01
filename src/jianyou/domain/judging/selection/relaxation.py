"""The best score total of one tier: branch and bound whose bounds are proved in whole numbers.

HiGHS proposes prices for the limits. For any prices, right or wrong, `Relaxation.bound` computes in whole
numbers what no choice can exceed. A choice that comes within one unit of its bound is the best one, and no
float was trusted. Entries that don't pay at the present prices stay out of the linear program until they do.
"""

from typing import Any, NamedTuple

import numpy as np

from jianyou.domain.judging.selection.lp import Floats, LinearProgram, Solved
from jianyou.domain.judging.selection.program import Ask, Flags, Ints, Program
from jianyou.terms.finding import Refused

SHIFT = 20
MOST_NODES = 20_000
_NEVER = -(2**61)
_SAFE = 2.0**60
_STEP = 100
_HALF = 0.5
_NOISE = 16


class Bound(NamedTuple):
    """What prices prove: no choice is worth more than `total`, in units * 2**20.

    `worth` is entries x options at these prices, `best` the most that each entry can add; `priced` are
    the limits that have a price.
    """

    total: int
    worth: Ints
    best: Ints
    priced: Flags

    @property
    def units(self) -> int:
        """The bound in whole units."""
        return self.total >> SHIFT

    def units_with(self, entry: int, options: list[int]) -> int:
        """The bound in units where the entry takes one of these options."""
        worth = max((int(self.worth[entry, option]) for option in options), default=_NEVER)
        return (self.total - int(self.best[entry]) + worth) >> SHIFT

    def within(self, units: int) -> Flags:
        """Options, entries x options, with which `units` could still be reached."""
        slack = self.total - (units << SHIFT)
        return np.asarray(self.best - self.worth.T <= slack, np.bool_).T


class Found(NamedTuple):
    """The best choice, an option per entry, its value in units, and the first bound that was proved."""

    value: int
    choice: Ints
    bound: Bound
    nodes: int


class Relaxation:
    """Maximizes `gain`, entries x tiers in units, under what is asked; kept warm between questions."""

    def __init__(self, program: Program, gain: Ints) -> None:
        self._program = program
        self._gain = gain
        self._most_gain = float(np.abs(gain).max(initial=0))
        self._most_score = float(program.scores.max(initial=0))
        # Options first, entries second: so numpy goes along memory, which is several times faster.
        self._scaled = np.vstack([gain.T << SHIFT, np.zeros((1, program.entries), np.int64)])
        self._counted = list(np.ascontiguousarray(program.counts.T))
        self._lp = LinearProgram(program, gain)
        self._lp.add(self._first_entries())

    def _first_entries(self) -> Ints:
        """The best, as many as there are places and some more, and the best of each limit that wants some."""
        program = self._program
        order = np.argsort(-program.scores, kind="stable")
        places = int(program.ask.high[-program.tiers :].sum())
        first = np.zeros(program.entries, np.bool_)
        first[order[: places + _STEP]] = True
        for limit in np.flatnonzero(program.ask.low).tolist():
            members = (program.counts[order] == limit).any(axis=1)
            first[order[members][: 2 * int(program.ask.low[limit])]] = True
        return np.flatnonzero(first)

    def bound(self, ask: Ask, prices: Floats, sum_prices: Floats, *, feasible: bool = True) -> Bound:
        """What these prices prove; with `feasible` False that of nothing at all, where < 0 means none is."""
        program = self._program
        # Python's own whole numbers where 64 bits might not do.
        kind: Any = np.int64 if self._peak(ask, prices, sum_prices) * 2.0**SHIFT < _SAFE else np.object_
        limits: Any = np.rint(prices * 2.0**SHIFT).astype(np.int64).astype(kind)
        totals: Any = np.rint(sum_prices * 2.0**SHIFT).astype(np.int64).astype(kind)
        totals[len(ask.sums) :] = 0
        table = np.append(limits, 0)[:, None] * program.in_tier
        worth: Any = (self._scaled if feasible else np.zeros_like(self._scaled)).astype(kind)
        for tier in range(program.tiers):
            prices_here = np.ascontiguousarray(table[:, tier])
            for counted in self._counted:
                worth[tier] -= prices_here[counted]
            if tier < len(ask.sums):
                worth[tier] -= program.scores * totals[tier]
        np.putmask(worth, ~ask.may.T, _NEVER)
        best = worth.max(axis=0)
        bounds = np.where(limits > 0, ask.high, ask.low)
        total = int(best.sum()) + int((limits * bounds).sum())
        total += sum(int(price) * units for price, units in zip(totals, ask.sums, strict=False))
        return Bound(total, worth.T, best, np.asarray(limits != 0, np.bool_))

    def _peak(self, ask: Ask, prices: Floats, sum_prices: Floats) -> float:
        """More than any number can become in `bound`."""
        program = self._program
        price, sum_price = float(np.abs(prices).max(initial=0)), float(np.abs(sum_prices).max())
        entry = self._most_gain + program.counts.shape[1] * price + sum_price * self._most_score
        limits = float(np.abs(prices) @ ask.high)
        return float(program.entries * entry + limits + sum_price * sum(ask.sums))

    def maximize(self, ask: Ask, *, least: int | None = None, enough: bool = False) -> Found | None:
        """The best choice under `ask` worth `least` or more, with `enough` the first such; None if none is.

        Raises:
            Refused: it couldn't be proved in a bounded number of steps.
        """
        best: Found | None = None
        first: Bound | None = None
        nodes = 0
        waiting = [ask]
        while waiting:
            nodes += 1
            if nodes > MOST_NODES:
                raise Refused("selection_not_proven")
            node = waiting.pop()
            answer = self._relax(node, least)
            if answer is None:
                continue
            bound, taken = answer
            first = first or bound
            choice = self._rounded(node, taken)
            value = self._gain_of(choice)
            if (least is None or value >= least) and self._program.holds(choice, node):
                best = Found(value, choice, first, nodes)
                if enough or value == first.units:
                    break
                least = value + 1
            if least is not None and bound.units < least:
                continue
            waiting += self._branches(node, taken)
        return best if best is None else best._replace(nodes=nodes)

    def _gain_of(self, choice: Ints) -> int:
        chosen = np.flatnonzero(choice < self._program.tiers)
        return int(self._gain[chosen, choice[chosen]].sum())

    def _relax(self, ask: Ask, least: int | None) -> tuple[Bound, Floats] | None:
        """The bound and the best fractions, None where nothing can reach `least`."""
        if not ask.may.any(axis=1).all():
            return None
        self._take_in(np.flatnonzero(~ask.may[:, -1] & ~self._lp.inside))
        while True:
            solved = self._lp.solve(ask)
            feasible = solved.taken is not None
            bound = self._proof(ask, solved)
            if (not feasible and bound.total < 0) or (feasible and least is not None and bound.units < least):
                return None
            pays = np.where(self._lp.inside, 0, bound.best)
            outside = np.flatnonzero(pays > _NOISE)
            if len(outside):
                order = np.argsort(-pays[outside].astype(np.float64), kind="stable")
                self._take_in(np.sort(outside[order[:_STEP]]))
            elif solved.taken is None:
                raise Refused("selection_not_proven")
            else:
                return bound, solved.taken

    def _proof(self, ask: Ask, solved: Solved) -> Bound:
        """What the prices prove; those of infeasibility in the sign that proves it for the entries inside."""
        if solved.taken is not None:
            return self.bound(ask, solved.prices, solved.sum_prices)
        prices, sums = solved.prices, solved.sum_prices
        signed = (self.bound(ask, sign * prices, sign * sums, feasible=False) for sign in (1, -1))
        return min(signed, key=lambda each: each.total - int(each.best[~self._lp.inside].sum()))

    def _take_in(self, entries: Ints) -> None:
        if len(entries):
            self._lp.add(entries)

    def _rounded(self, node: Ask, taken: Floats) -> Ints:
        """The choice nearest to the fractions; where an entry has one option left, that one."""
        choice = np.full(self._program.entries, self._program.tiers, np.int64)
        ones = np.argwhere(taken > _HALF)
        choice[np.array(self._lp.entries, np.int64)[ones[:, 0]]] = ones[:, 1]
        sure = np.flatnonzero(node.may.sum(axis=1) == 1)
        choice[sure] = node.may[sure].argmax(axis=1)
        return choice

    def _branches(self, node: Ask, taken: Floats) -> list[Ask]:
        """The node with and without the place that is farthest from whole, that with it last.

        None where every entry has one option left: then there is nothing but the choice that was tried.

        Raises:
            Refused: only entries outside the linear program are open, which its prices said don't pay.
        """
        entries = np.array(self._lp.entries, np.int64)
        open_ = node.may[entries].sum(axis=1) > 1
        away = np.where(open_[:, None] & node.may[entries, :-1], np.abs(taken - np.rint(taken)), -1.0)
        row, tier = np.unravel_index(np.argmax(away), away.shape) if away.size else (0, 0)
        if not away.size or away[row, tier] < 0:
            if (node.may.sum(axis=1) > 1).any():
                raise Refused("selection_not_proven")
            return []
        entry = int(entries[row])
        others = [option for option in np.flatnonzero(node.may[entry]).tolist() if option != tier]
        return [node.with_entry(entry, others), node.with_entry(entry, [int(tier)])]
