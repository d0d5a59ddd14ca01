"""The best choice by the tiers' totals from the highest, and of several such the one by the published order.

Two choices are compared so: the higher score total of the highest tier is better; where these are equal that
of the next tier, and so on. Where all totals are equal, the entries are gone through in the published order
(score, then the call's criteria for ties, at last the key): the first entry that the two treat differently
decides, and the choice that gives it the higher tier, or a place at all, is better. So no two choices are
equal, and the best doesn't depend on the solver, the machine or the order of rows.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

from jianyou.domain.judging.selection.inputs import ByValue, FewerPlaces, Tie
from jianyou.domain.judging.selection.program import Ask, Flags, Ints, Program
from jianyou.domain.judging.selection.relaxation import Bound, Relaxation


class Unsettled(NamedTuple):
    """Entries that only the key told apart: `first` got the tier, `others` could have had it as well."""

    first: int
    others: tuple[int, ...]
    tier: int


class Best(NamedTuple):
    """The best choice: an option per entry, the totals of the tiers, and the bounds that prove them.

    `possible` is entries x options: what these bounds leave. `order` is the published order, highest
    first, and `unsettled` what only the key decided; both only where asked for. `steps` counts branches
    of linear programs, 1 a tier where none was needed.
    """

    choice: Ints
    sums: tuple[int, ...]
    bounds: tuple[Bound, ...]
    possible: Flags
    steps: int
    order: tuple[int, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()


class Pick(NamedTuple):
    """One step along the published order: the entry, its equals that came after, what was open before."""

    entry: int
    equals: list[int]
    before: Ask


Counts = dict[tuple[int, str], int]
_MOST_TIED = 50


class Chooser:
    """Answers what is best under an `Ask`, with one warm linear program a tier."""

    def __init__(self, program: Program, ties: tuple[Tie, ...]) -> None:
        self.program = program
        self.tiers = [Relaxation(program, gain_of(program, tier)) for tier in range(program.tiers)]
        dynamic = next((n for n, tie in enumerate(ties) if isinstance(tie, FewerPlaces)), len(ties))
        self._later = ties[dynamic:]
        self._blocks = self._equal_blocks(ties[:dynamic])
        self._block_of = np.zeros(program.entries, np.int64)
        for number, block in enumerate(self._blocks):
            self._block_of[block] = number

    def totals(
        self, ask: Ask, known: Sequence[Bound] = (), entry: int | None = None, *, least: int | None = None
    ) -> Best | None:
        """A choice with the best totals, ties left as they fall; None where no choice keeps to `ask`.

        `known` prove the totals in `ask.sums` of the highest tiers, where only other options of `entry`
        are asked for, or limits without a price in them are left out. Nothing below `least` counts in the
        next tier.
        """
        possible, steps = ask.may, 0
        for bound, value in zip(known, ask.sums, strict=True):
            possible = possible & bound.within(value)
        if entry is not None and known:
            possible[entry] = ask.may[entry]
        choice, bounds = np.zeros(0, np.int64), list(known)
        for relaxation in self.tiers[len(known) :]:
            found = relaxation.maximize(ask._replace(may=possible), least=least)
            least = None
            if found is None:
                return None
            possible = possible & found.bound.within(found.value)
            ask = ask._replace(sums=(*ask.sums, found.value))
            steps, choice = steps + found.nodes, found.choice
            bounds.append(found.bound)
        return Best(choice, ask.sums, tuple(bounds), possible, steps)

    def best(
        self, ask: Ask, known: Sequence[Bound] = (), entry: int | None = None, *, whole: bool = False
    ) -> Best | None:
        """The best choice, None where no choice keeps to `ask`; `whole` tells order and unsettled ties."""
        best = self.totals(ask, known, entry)
        if best is None:
            return None
        return self._settle(ask._replace(may=best.possible, sums=best.sums), best, whole=whole)

    def _settle(self, open_: Ask, best: Best, *, whole: bool) -> Best:
        """Goes along the published order and gives each entry the highest tier that it can still have."""
        choice, picks, order = best.choice, list[Pick](), list[int]()
        counts: Counts = {}
        touched = np.unique(self._block_of[open_.may.sum(axis=1) > 1]).tolist()
        counted = 0
        for number in range(len(self._blocks)) if whole else touched:
            self._count(self._blocks[counted:number], choice, counts)
            counted = number + 1
            rest = self._blocks[number]
            while rest:
                entry, equals, rest = self._next(rest, counts)
                before = open_
                open_, choice = self._decide(open_, entry, choice)
                self._count([[entry]], choice, counts)
                order.append(entry)
                if equals and before.may[entry].sum() > 1:
                    picks.append(Pick(entry, equals, before))
        if not whole:
            return best._replace(choice=choice)
        return best._replace(choice=choice, order=tuple(order), unsettled=self._unsettled(picks, choice))

    def _decide(self, open_: Ask, entry: int, choice: Ints) -> tuple[Ask, Ints]:
        """The highest tier that the entry can have, and a choice of these totals that gives it."""
        for option in np.flatnonzero(open_.may[entry]).tolist():
            if int(choice[entry]) == option:
                break
            found = self.same_totals(open_.with_entry(entry, [option]))
            if found is not None:
                choice = found
                break
        if open_.may[entry].sum() > 1:
            open_ = open_.with_entry(entry, [int(choice[entry])])
        return open_, choice

    def same_totals(self, ask: Ask) -> Ints | None:
        """A choice that keeps to `ask` and reaches `ask.sums`, one of each tier; None where none does."""
        if self._overfull(ask):
            return None
        found = self.tiers[-1].maximize(ask._replace(sums=ask.sums[:-1]), least=ask.sums[-1], enough=True)
        return None if found is None else found.choice

    def _overfull(self, ask: Ask) -> bool:
        """Whether entries that have one option left break a limit by themselves."""
        sure = np.flatnonzero((ask.may.sum(axis=1) == 1) & ~ask.may[:, -1])
        choice = np.full(self.program.entries, self.program.tiers, np.int64)
        choice[sure] = ask.may[sure].argmax(axis=1)
        return bool((self.program.used(choice) > ask.high).any())

    def _equal_blocks(self, ties: tuple[Tie, ...]) -> list[list[int]]:
        """Entries equal by score and by `ties`, the highest first; by key within."""
        keyed: dict[tuple[Any, ...], list[int]] = {}
        for entry in range(self.program.entries):
            key = (-int(self.program.scores[entry]), *self._rank(entry, ties, {}))
            keyed.setdefault(key, []).append(entry)
        return [keyed[key] for key in sorted(keyed)]

    def _rank(self, entry: int, ties: tuple[Tie, ...], counts: Counts) -> list[object]:
        """What `ties` compare an entry by, the smaller one first."""
        candidate = self.program.candidates[entry]
        rank: list[object] = []
        for number, tie in enumerate(ties):
            if isinstance(tie, ByValue):
                value = candidate.values[tie.key]
                rank.append(-value if tie.larger_first else value)
            elif isinstance(tie, FewerPlaces):
                rank.append(counts.get((number, candidate.attributes[tie.per]), 0))
            else:
                rank.append((candidate.lot is None, candidate.lot or 0))
        return rank

    def _next(self, rest: list[int], counts: Counts) -> tuple[int, list[int], list[int]]:
        """The first of `rest`, its equals but for the key, and the rest without it."""
        if len(rest) == 1 or not self._later:
            return rest[0], rest[1:], rest[1:]
        ranks = {entry: self._rank(entry, self._later, counts) for entry in rest}
        first = min(rest, key=lambda entry: (ranks[entry], entry))
        left = [entry for entry in rest if entry != first]
        return first, [entry for entry in left if ranks[entry] == ranks[first]], left

    def _count(self, blocks: list[list[int]], choice: Ints, counts: Counts) -> None:
        """Adds the places of these entries for each criterion that counts places."""
        for number, tie in enumerate(self._later):
            if isinstance(tie, FewerPlaces):
                for entry in chain.from_iterable(blocks):
                    if int(choice[entry]) < self.program.tiers:
                        place = (number, self.program.candidates[entry].attributes[tie.per])
                        counts[place] = counts.get(place, 0) + 1

    def _unsettled(self, picks: list[Pick], choice: Ints) -> tuple[Unsettled, ...]:
        """Of each pick the equals that came off worse, but could as well have had the entry's tier."""
        found: list[Unsettled] = []
        tested = 0
        for pick in picks:
            tier = int(choice[pick.entry])
            tied: list[int] = []
            for other in pick.equals:
                if int(choice[other]) <= tier or not pick.before.may[other, tier] or tested >= _MOST_TIED:
                    continue
                tested += 1
                if self.same_totals(pick.before.with_entry(other, [tier])) is not None:
                    tied.append(other)
            if tied:
                found.append(Unsettled(pick.entry, tuple(tied), tier))
        return tuple(found)


def gain_of(program: Program, tier: int) -> Ints:
    """The score of each entry in this tier, 0 in the others."""
    gain = np.zeros((program.entries, program.tiers), np.int64)
    gain[:, tier] = program.scores
    return gain
