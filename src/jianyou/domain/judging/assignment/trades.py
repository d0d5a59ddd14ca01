"""Trades that help the worst-served entry: an expert for a free one, or one for another entry's."""

from dataclasses import dataclass

import numpy as np

from jianyou.domain.judging.assignment.core import NEVER, Core
from jianyou.domain.judging.assignment.keys import Ints, contained

_MOST_TRADES = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """The sum that each entry has already, from locked pairs, and how many experts it gets in all (or 1)."""

    sums: Ints
    size: Ints


def traded(core: Core, given: Given, taken: Ints) -> Ints:
    """The plan after all trades that raise its worst-served entry without another falling as low."""
    book = _Book(core, given, taken)
    for _ in range(_MOST_TRADES):
        if not book.help_worst():
            break
    return np.sort(book.rows * core.width + book.columns)


class _Book:
    """A plan under trade: its pairs by row, each entry's sum, each expert's load.

    Affinity alone counts; `shut` marks pairs, by their code, that are barred or in the plan.
    """

    def __init__(self, core: Core, given: Given, taken: Ints) -> None:
        self.core = core
        self.rows, self.columns = taken // core.width, taken % core.width
        self.starts = np.searchsorted(self.rows, np.arange(core.rows + 1))
        self.worth = core.affinity(taken)
        self.sums = given.sums.copy()
        np.add.at(self.sums, self.rows, self.worth)
        self.demand = given.size
        self.means = np.where(core.demand > 0, self.sums / self.demand, np.inf)
        self.load = np.bincount(self.columns, minlength=core.width)
        self.loose = ~contained(taken, core.kept) if core.bonus else np.ones(len(taken), dtype=np.bool_)
        self.shut = np.zeros(core.rows * core.width, dtype=np.bool_)
        self.shut[core.barred.codes(core.width)] = True
        self.shut[taken] = True

    def help_worst(self) -> bool:
        """One trade for the worst-served entry; whether there was one."""
        row = int(self.means.argmin())
        level = float(self.means[row])
        if not np.isfinite(level):
            return False
        every = np.arange(row * self.core.width, (row + 1) * self.core.width)
        worth = np.where(self.shut[every], NEVER, self.core.affinity(every))
        own = [place for place in range(self.starts[row], self.starts[row + 1]) if self.loose[place]]
        found = [self._best_trade(row, place, worth, level) for place in own]
        after, place, other, comer = max(found, default=(level, -1, -1, -1))
        if after <= level:
            return False
        self._trade(place, other, comer)
        return True

    def _best_trade(self, row: int, place: int, worth: Ints, level: float) -> tuple[float, int, int, int]:
        """(lowest level after it, this pair, the other pair or -1, the expert who comes)."""
        column = int(self.columns[place])
        without, want = int(self.sums[row] - self.worth[place]), int(self.demand[row])
        best = (level, -1, -1, -1)
        if self.load[column] > self.core.least[column]:
            free = np.where(self.load < self.core.most, worth, NEVER)
            comer = int(free.argmax())
            best = max(best, ((without + int(free[comer])) / want, place, -1, comer))
        # One whole comparison by expert first, then only the pairs of those who would help.
        helpful = (without + worth) / want > best[0]
        likely = np.flatnonzero(helpful[self.columns] & self.loose)
        swapped = self.rows[likely] * self.core.width + column
        able = ~self.shut[swapped]
        likely, swapped = likely[able], swapped[able]
        if not len(likely):
            return best
        others = self.rows[likely]
        kept = (self.sums[others] - self.worth[likely] + self.core.affinity(swapped)) / self.demand[others]
        after = np.minimum((without + worth[self.columns[likely]]) / want, kept)
        top = int(after.argmax())
        return max(best, (float(after[top]), place, int(likely[top]), int(self.columns[likely[top]])))

    def _trade(self, place: int, other: int, comer: int) -> None:
        leaver = int(self.columns[place])
        self._put(place, comer)
        if other >= 0:
            self._put(other, leaver)
        else:
            self.load[leaver] -= 1
            self.load[comer] += 1

    def _put(self, place: int, column: int) -> None:
        row, width = int(self.rows[place]), self.core.width
        code = row * width + column
        self.shut[row * width + self.columns[place]] = False
        self.shut[code] = True
        worth = int(self.core.affinity(np.array([code]))[0])
        self.sums[row] += worth - self.worth[place]
        self.means[row] = self.sums[row] / self.demand[row]
        self.columns[place], self.worth[place] = column, worth
