"""The numbers of an assignment, in the order of their keys: what the solver and the proof look at."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from jianyou.domain.judging.assignment.affinity import Units
from jianyou.domain.judging.assignment.keys import Ints, Sparse, contained

NEVER = -(2**60)
"""The value of a pair that can't be: recused, or settled beforehand."""
_BLOCK_VALUES = 300_000


@dataclass(frozen=True, slots=True, eq=False)
class Core:
    """Entry i wants `demand[i]` experts, expert j takes `least[j]` to `most[j]` entries.

    A pair is worth its affinity's units times the entry's weight (1 without `weights`), and `bonus` more
    if it is one of `kept`. `line` and `column` say where entries and experts stand in `units`.
    """

    demand: Ints
    least: Ints
    most: Ints
    units: Units
    line: Ints | None
    column: Ints | None
    barred: Sparse
    kept: Ints
    bonus: int = 0
    weights: Ints | None = None

    @property
    def rows(self) -> int:
        """How many entries there are."""
        return len(self.demand)

    @property
    def width(self) -> int:
        """How many experts there are."""
        return len(self.most)

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Ranges of entries, small enough to be looked at together."""
        step = max(1, _BLOCK_VALUES // self.width)
        for start in range(0, self.rows, step):
            yield start, min(start + step, self.rows)

    def block(self, start: int, stop: int) -> Ints:
        """The worth of every pair of entries start to stop, shape (stop - start, experts)."""
        lines = slice(start, stop) if self.line is None else self.line[start:stop]
        units = self.units[lines]
        if self.column is not None:
            units = units[:, self.column]
        # In rows, so that `ravel` below is a view whatever the order of the affinity's experts.
        worth = units.astype(np.int64, order="C")
        if self.weights is not None:
            worth *= self.weights[start:stop, None]
        if self.bonus:
            low, high = np.searchsorted(self.kept, (start * self.width, stop * self.width))
            worth.ravel()[self.kept[low:high] - start * self.width] += self.bonus
        worth[self.barred.part(start, stop)] = NEVER
        return worth

    def worth(self, codes: Ints) -> Ints:
        """The worth of pairs, none of them barred."""
        worth = self.affinity(codes)
        if self.weights is not None:
            worth = worth * self.weights[codes // self.width]
        if self.bonus:
            worth = worth + self.bonus * contained(codes, self.kept)
        return worth

    def affinity(self, codes: Ints) -> Ints:
        """The affinity of pairs in units, whatever else they are worth."""
        rows, columns = codes // self.width, codes % self.width
        lines = rows if self.line is None else self.line[rows]
        places = columns if self.column is None else self.column[columns]
        return self.units[lines, places].astype(np.int64)

    def available(self) -> Ints:
        """How many experts aren't barred from each entry."""
        return self.width - np.diff(self.barred.starts)
