"""A linear program of few entries that grows and is kept warm, solved by HiGHS in floating point."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jianyou.domain.judging.selection.program import Ask, Ints, Program
from jianyou.terms.finding import Refused

Floats = NDArray[np.float64]
_INFINITE = 1e30
_RAY = 2.0**16
_NOTHING = np.zeros(0, np.int32)


class Solved(NamedTuple):
    """What HiGHS says.

    `taken` (entries in the program x tiers) is None where it found no solution: then the prices are
    those of a proof that there is none. `prices` is one number a limit, `sum_prices` one a tier.
    """

    taken: Floats | None
    prices: Floats
    sum_prices: Floats


class LinearProgram:
    """Maximize `gain` (entries x tiers) over fractions of places, for the entries added so far.

    Rows stand in the order in which they came: one of each tier's score total, then limits as entries
    that count in them come in, and one for each entry, which takes one option at most.
    """

    def __init__(self, program: Program, gain: Ints) -> None:
        self._program, self._gain = program, gain
        self._highs, self._status = _new_highs()
        self.entries: list[int] = []
        self.inside = np.zeros(program.entries, np.bool_)
        self._entry_rows: list[int] = []
        self._limits: list[int] = []
        self._limit_rows: list[int] = []
        self._row_of: dict[int, int] = {}
        self._rows = 0
        for _ in range(program.tiers):
            self._add_row()
        for limit in np.flatnonzero(program.ask.low).tolist():
            self._add_limit(limit)

    def _add_row(self) -> int:
        self._highs.addRow(-_INFINITE, _INFINITE, 0, _NOTHING, np.zeros(0))
        self._rows += 1
        return self._rows - 1

    def _add_limit(self, limit: int) -> None:
        if limit not in self._row_of and limit < len(self._program.limits):
            self._row_of[limit] = self._add_row()
            self._limits.append(limit)
            self._limit_rows.append(self._row_of[limit])

    def add(self, entries: Ints) -> None:
        """Takes entries in that aren't there yet."""
        program = self._program
        for limit in np.unique(program.counts[entries]).tolist():
            self._add_limit(limit)
        starts, rows, values = list[int](), list[int](), list[float]()
        for entry in entries.tolist():
            entry_row = self._add_row()
            self._entry_rows.append(entry_row)
            counted = [limit for limit in program.counts[entry].tolist() if limit in self._row_of]
            for tier in range(program.tiers):
                mine = [self._row_of[limit] for limit in counted if program.in_tier[limit, tier]]
                starts.append(len(rows))
                rows += [tier, entry_row, *mine]
                values += [float(program.scores[entry]), *[1.0] * (len(mine) + 1)]
        costs = -self._gain[entries].astype(np.float64).ravel()
        zeros = np.zeros(len(costs))
        indices = np.array(rows, np.int32)
        starts32 = np.array(starts, np.int32)
        self._highs.addCols(len(costs), costs, zeros, zeros, len(rows), starts32, indices, np.array(values))
        self.entries += entries.tolist()
        self.inside[entries] = True

    def solve(self, ask: Ask) -> Solved:
        """The best fractions under `ask`.

        Raises:
            Refused: HiGHS gives up.
        """
        if not self.entries:
            wanted = -(ask.low > 0).astype(np.float64)
            none = np.zeros((0, self._program.tiers))
            return Solved(None if wanted.any() else none, wanted, np.zeros(self._program.tiers))
        self._set_bounds(ask)
        self._highs.run()
        answer = self._answer()
        if answer is None:
            # A basis can go stale after many changes; from the start it is slower, but sure.
            self._highs.clearSolver()
            self._highs.run()
            answer = self._answer()
        if answer is None:
            raise Refused("selection_not_proven")
        return answer

    def _answer(self) -> Solved | None:
        status = self._highs.getModelStatus()
        if status == self._status.kOptimal:
            solution = self._highs.getSolution()
            taken = np.array(solution.col_value).reshape(-1, self._program.tiers)
            return Solved(taken, *self._prices(-np.array(solution.row_dual)))
        if status == self._status.kInfeasible:
            _, there, found = self._highs.getDualRay()
            if there:
                ray = np.array(found)
                return Solved(None, *self._prices(ray * (_RAY / max(np.abs(ray).max(), 1e-9))))
        return None

    def _prices(self, rows: Floats) -> tuple[Floats, Floats]:
        prices = np.zeros(len(self._program.limits))
        prices[self._limits] = rows[self._limit_rows]
        return prices, rows[: self._program.tiers]

    def _set_bounds(self, ask: Ask) -> None:
        """All bounds anew: HiGHS keeps its basis where they stay as they were."""
        program, entries = self._program, self.entries
        may = ask.may[entries]
        highs = may[:, :-1].astype(np.float64).ravel()
        columns = np.arange(len(highs), dtype=np.int32)
        self._highs.changeColsBounds(len(highs), columns, np.zeros(len(highs)), highs)
        low, high = np.full(self._rows, -_INFINITE), np.full(self._rows, _INFINITE)
        low[: len(ask.sums)] = high[: len(ask.sums)] = ask.sums
        low[self._limit_rows] = np.where(ask.low > 0, ask.low, -_INFINITE)[self._limits]
        high[self._limit_rows] = np.where(ask.high < program.entries, ask.high, _INFINITE)[self._limits]
        low[self._entry_rows] = np.where(may[:, -1], -_INFINITE, 1.0)
        high[self._entry_rows] = 1.0
        self._highs.changeRowsBounds(self._rows, np.arange(self._rows, dtype=np.int32), low, high)


def _new_highs() -> tuple[Any, Any]:
    # Optional and large: what only reads or shows a choice does without it.
    try:
        import highspy  # noqa: PLC0415
    except ImportError:
        raise Refused("selection_extra_missing") from None
    highs = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
        highs.setOptionValue(option, value)
    return highs, highspy.HighsModelStatus
