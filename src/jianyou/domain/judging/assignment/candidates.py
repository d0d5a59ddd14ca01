"""The few pairs worth looking at: the best by affinity minus price, at prices that balance the load."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from jianyou.domain.judging.assignment.core import NEVER, Core
from jianyou.domain.judging.assignment.keys import Ints, union

ALL_PAIRS = 30_000
"""Up to so many pairs all are candidates."""
_SPARE = 12
_FEW = 6
_ESCAPES = 3
_CHEAP = 8
_SAMPLE_VALUES = 1_000_000
_SOFTNESS = (0.3, 0.2)
_STEPS = (40, 20)

Prices = npt.NDArray[np.float32]


def candidates(core: Core, look: Callable[[], None]) -> Ints:
    """Codes of pairs that hold a best plan, or nearly; `look` is told after each round of all pairs."""
    if core.rows * core.width <= ALL_PAIRS:
        return np.flatnonzero(core.block(0, core.rows).ravel() > NEVER // 2)
    prices = np.zeros(core.width, dtype=np.float32)
    found = [core.kept]
    for turn, steps in enumerate(_STEPS):
        prices = _sampled(core, prices, turn, steps)
        codes, worth = _best(core, prices)
        found.append(codes[worth > NEVER // 2])
        look()
    return union(*found, _own_best(core, prices, union(*found)))


def _sampled(core: Core, prices: Prices, turn: int, steps: int) -> Prices:
    """Prices that balance the load of some entries, spread evenly over all; other ones each turn."""
    count = max(1, min(core.rows, core.rows // 3, _SAMPLE_VALUES // core.width))
    first = core.rows * turn // (len(_STEPS) * count)
    lines = np.unique(np.linspace(first, core.rows - 1, count).astype(np.int64))
    worth = np.concatenate([core.block(line, line + 1) for line in lines])
    return _Market(core, worth, lines).settled(prices, _SOFTNESS[turn], steps)


class _Market:
    """Some entries that take their experts by degrees, so that prices can be set from the load they cause.

    An entry's share in an expert falls off exponentially with his worth minus price.
    """

    def __init__(self, core: Core, worth: Ints, lines: Ints) -> None:
        there = worth > NEVER // 2
        self.spread = float(worth[there].std()) if there.any() else 0.0
        middle = float(worth[there].mean()) if there.any() else 0.0
        self.demand = core.demand[lines].astype(np.float32)
        self.share = self.demand.sum() / max(1, core.demand.sum())
        self.limits = core.least * self.share, core.most * self.share
        scaled = (worth - middle) / (self.spread or 1.0)
        self.worth = np.where(there, scaled, -1e4).astype(np.float32)

    def settled(self, prices: Prices, softness: float, steps: int) -> Prices:
        """Prices after so many steps at each softness, begun with these."""
        if not self.spread or not self.share:
            return prices
        # A tiny load has a logarithm; an expert who must take nothing is asked for next to nothing.
        least, most = (np.log(np.maximum(limit, 1e-6)) for limit in self.limits)
        scaled = prices / np.float32(self.spread)
        for _ in range(steps):
            load = np.log(np.maximum(self._load(scaled, softness), 1e-6))
            dearer = np.maximum(0, scaled + softness * (load - most))
            cheaper = np.minimum(0, scaled + softness * (load - least))
            scaled = np.clip(dearer + cheaper, -10, 10).astype(np.float32)
        return np.asarray(scaled * self.spread, dtype=np.float32)

    def _load(self, prices: Prices, softness: float) -> npt.NDArray[np.floating]:
        taken = self.worth - prices
        taken /= np.float32(softness)
        taken -= taken.max(axis=1, keepdims=True)
        np.exp(taken, out=taken)
        taken *= (self.demand / taken.sum(axis=1))[:, None]
        return np.asarray(taken.sum(axis=0))


def _best(core: Core, prices: Prices) -> tuple[Ints, Ints]:
    """Of each entry the best experts at these prices, then the best of the cheapest: codes and worth.

    The cheapest still have places when the dear ones are full.
    """
    count = min(core.width, int(core.demand.max()) + _SPARE)
    cheap = np.sort(np.argsort(prices, kind="stable")[: max(_ESCAPES, core.width // _CHEAP)])
    escapes = min(_ESCAPES, len(cheap))
    codes = np.empty((core.rows, count + escapes), dtype=np.int64)
    worth = np.empty((core.rows, count + escapes), dtype=np.int64)
    for start, stop in core.blocks():
        block = core.block(start, stop)
        # Single precision is enough to find candidates, and half the work.
        cost = np.subtract(prices, block, dtype=np.float32, casting="same_kind")
        best = np.argpartition(cost, count - 1, axis=1)[:, :count]
        other = cheap[np.argpartition(cost[:, cheap], escapes - 1, axis=1)[:, :escapes]]
        columns = np.concatenate([best, other], axis=1)
        worth[start:stop] = np.take_along_axis(block, columns, axis=1)
        codes[start:stop] = columns + np.arange(start, stop)[:, None] * core.width
    return codes, worth


def _own_best(core: Core, prices: Prices, found: Ints) -> Ints:
    """For experts hardly listed, the entries where they stand best: else their places are stranded."""
    listed = np.bincount(found % core.width, minlength=core.width)
    hardly = np.flatnonzero(listed < np.minimum(_FEW + core.most, core.rows))
    if not len(hardly):
        return hardly
    count = min(core.rows, _FEW + int(core.most[hardly].max()))
    bars = _bars(core, prices, found)
    lines = np.zeros((0, len(hardly)), dtype=np.int64)
    gains = np.zeros((0, len(hardly)), dtype=np.int64)
    for start, stop in core.blocks():
        gain = core.block(start, stop)[:, hardly] - bars[start:stop, None]
        rows = np.broadcast_to(np.arange(start, stop)[:, None], gain.shape)
        lines, gains = np.concatenate([lines, rows]), np.concatenate([gains, gain])
        if len(gains) > count:
            kept = np.argpartition(-gains, count - 1, axis=0)[:count]
            lines, gains = np.take_along_axis(lines, kept, axis=0), np.take_along_axis(gains, kept, axis=0)
    return (lines * core.width + hardly)[gains > NEVER // 2]


def _bars(core: Core, prices: Prices, found: Ints) -> Ints:
    """The best reduced worth that each entry has among the candidates."""
    bars = np.full(core.rows, NEVER // 4, dtype=np.int64)
    reduced = (core.worth(found) - prices[found % core.width]).astype(np.int64)
    np.maximum.at(bars, found // core.width, reduced)
    return bars
