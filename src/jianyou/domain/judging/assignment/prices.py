"""The price of each expert: what one more place with him would add, and the proof that a plan is best."""

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from jianyou.domain.judging.assignment.core import NEVER, Core
from jianyou.domain.judging.assignment.keys import Ints, union

Marks = npt.NDArray[np.bool_]
_NONE = -(2**58)
_FAR = 2**58
_SWEEPS = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """Pairs looked at, each with its worth, by row; which are in the plan; the free ones by expert."""

    rows: Ints
    columns: Ints
    worth: Ints
    load: Ints
    free_rows: Ints
    free_columns: Ints
    free_worth: Ints
    free_starts: Ints
    taken_starts: Ints

    @classmethod
    def of(cls, core: Core, codes: Ints, taken: Ints) -> Self:
        """`codes` are the pairs looked at and `taken` those of the plan, both rising."""
        free = np.delete(codes, np.searchsorted(codes, taken))
        # Short whole numbers are sorted by their digits, in a tenth of the time.
        free = free[np.argsort((free % core.width).astype(np.uint16), kind="stable")]
        free_columns = free % core.width
        rows, columns = taken // core.width, taken % core.width
        return cls(
            rows=rows,
            columns=columns,
            worth=core.worth(taken),
            load=np.bincount(columns, minlength=core.width),
            free_rows=free // core.width,
            free_columns=free_columns,
            free_worth=core.worth(free),
            free_starts=np.flatnonzero(np.diff(free_columns, prepend=-1)),
            taken_starts=np.flatnonzero(np.diff(rows, prepend=-1)),
        )

    def likely(self, core: Core, prices: Ints) -> Ints:
        """Codes of the plan's pairs and of the better half of the free ones at these prices, rising."""
        gains = self.free_worth - prices[self.free_columns] - self.thresholds(core, prices)[self.free_rows]
        near = gains >= np.median(gains)
        return union(
            self.rows * core.width + self.columns,
            self.free_rows[near] * core.width + self.free_columns[near],
        )

    def thresholds(self, core: Core, prices: Ints) -> Ints:
        """Of each entry the least of worth minus price among its experts; far above all if it has none."""
        bars = np.full(core.rows, _FAR, dtype=np.int64)
        if len(self.rows):
            reduced = self.worth - prices[self.columns]
            bars[self.rows[self.taken_starts]] = np.minimum.reduceat(reduced, self.taken_starts)
        return bars


class Priced(NamedTuple):
    """Prices in units of worth, and how many sweeps they took."""

    prices: Ints
    sweeps: int


def least_prices(
    core: Core, arcs: Arcs, *, sweeps: int = _SWEEPS, start: Ints | None = None
) -> Priced | None:
    """The least prices at which no free pair is worth more than the plan's; None if there are none.

    An expert with places left costs nothing or less, one above his minimum or without entries nothing or
    more. Each sweep
    lifts every price as far as its free pairs ask; the least fixed point is unique, where it exists.
    """
    # Who has no entry at all can't be made dearer than nothing by it, nor cheaper by a minimum.
    anchored = np.where((arcs.load > core.least) | (arcs.load == 0), 0, _NONE)
    priced = _lifted(core, arcs, anchored if start is None else np.maximum(anchored, start), sweeps)
    if priced is None:
        return None
    prices = priced.prices
    if (prices < _NONE // 2).any():
        return _floating(core, arcs, sweeps)
    open_places = arcs.load < core.most
    return None if (prices[open_places] > 0).any() else priced


def _lifted(core: Core, arcs: Arcs, prices: Ints, sweeps: int) -> Priced | None:
    for sweep in range(sweeps):
        lifted = _sweep(core, arcs, prices)
        if (lifted == prices).all():
            return Priced(prices, sweep)
        prices = lifted
    return None


def _sweep(core: Core, arcs: Arcs, prices: Ints) -> Ints:
    if not len(arcs.free_rows):
        return prices
    asked = arcs.free_worth - arcs.thresholds(core, prices)[arcs.free_rows]
    lifted = prices.copy()
    columns = arcs.free_columns[arcs.free_starts]
    lifted[columns] = np.maximum(lifted[columns], np.maximum.reduceat(asked, arcs.free_starts))
    return lifted


def _floating(core: Core, arcs: Arcs, sweeps: int) -> Priced | None:
    """Prices where some expert's could sink without end: any that hold, against a zero that may rise."""
    prices, zero = np.zeros(core.width, dtype=np.int64), 0
    bound_below, bound_above = (arcs.load > core.least) | (arcs.load == 0), arcs.load < core.most
    for sweep in range(sweeps):
        lifted = np.where(bound_below, np.maximum(prices, zero), prices)
        lifted = _sweep(core, arcs, lifted)
        risen = max(zero, int(lifted[bound_above].max(initial=zero)))
        if risen == zero and (lifted == prices).all():
            return Priced(prices - zero, sweep)
        prices, zero = lifted, risen
    return None


def better_pairs(core: Core, arcs: Arcs, prices: Ints, *, most: int = 4) -> Ints:
    """Codes of pairs anywhere that are worth more than their entry's threshold; of many `most` an entry."""
    bars = arcs.thresholds(core, prices)
    found = [np.zeros(0, dtype=np.int64)]
    for start, stop in core.blocks():
        gain = core.block(start, stop)
        gain -= prices
        gain -= bars[start:stop, None]
        low, high = np.searchsorted(arcs.rows, (start, stop))
        gain[arcs.rows[low:high] - start, arcs.columns[low:high]] = NEVER
        good = np.flatnonzero(gain > 0)
        if len(good) > most * (stop - start):
            columns = np.argpartition(-gain, min(most, core.width) - 1, axis=1)[:, :most]
            lines = np.arange(stop - start)[:, None] * core.width
            good = (lines + columns)[np.take_along_axis(gain, columns, axis=1) > 0]
        found.append(good + start * core.width)
    return np.sort(np.concatenate(found))
