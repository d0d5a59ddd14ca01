"""Counts over draws: ranks, chances to be within the quota, and how far experts' traits are known."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jianyou.domain.judging.calibration.arrays import Arrays, Floats, Ints

LEFT_OUT = 20
"""One of as many draws lies below an interval of 90 %, and one above it."""
Z = 1.6448536269514722
"""Standard deviations from the middle that hold 90 % of a normal distribution."""


class Moments:
    """Mean and standard deviation of vectors that come in batches (rows)."""

    def __init__(self, length: int) -> None:
        self._count = 0
        self._sum = np.zeros(length)
        self._squares = np.zeros(length)

    def add(self, rows: Floats) -> None:
        """Takes in a batch."""
        self._count += len(rows)
        self._sum += rows.sum(axis=0)
        self._squares += (rows**2).sum(axis=0)

    def mean(self) -> Floats:
        """The mean of each element."""
        return self._sum / self._count

    def deviation(self) -> Floats:
        """The standard deviation of each element."""
        return np.sqrt(np.maximum(self._squares / self._count - self.mean() ** 2, 0))


@dataclass(frozen=True, slots=True)
class Ranks:
    """Per entry (N): the mean of its rank, where 90 % of ranks lie, and the share within the quota."""

    expected: Floats
    first: Ints
    last: Ints
    in_quota: Floats


class Tally:
    """Takes in draws of qualities (rows of N), harshness and scales (rows of R)."""

    def __init__(self, arrays: Arrays, draws: int) -> None:
        self._ranks: NDArray[np.int16] = np.empty((draws, arrays.entries), np.int16)
        self._filled = 0
        self.quality = Moments(arrays.entries)
        self.harshness = Moments(arrays.experts)
        self.scale = Moments(arrays.experts)

    def add(self, qualities: Floats, harshness: Floats, scales: Floats) -> None:
        """Takes in a batch; a rank is the place from 1, the best first."""
        order = np.argsort(-qualities, axis=1)
        places = np.arange(1, qualities.shape[1] + 1, dtype=np.int16)
        rows = self._ranks[self._filled : self._filled + len(qualities)]
        np.put_along_axis(rows, order, places[None, :], axis=1)
        self._filled += len(qualities)
        self.quality.add(qualities)
        self.harshness.add(harshness)
        self.scale.add(scales)

    def ranks(self, quota: int) -> Ranks:
        """What all draws come to."""
        draws = len(self._ranks)
        low = draws // LEFT_OUT
        high = draws - 1 - low
        kept = np.partition(self._ranks, (low, high), axis=0)
        return Ranks(
            expected=self._ranks.mean(axis=0),
            first=kept[low].astype(np.int64),
            last=kept[high].astype(np.int64),
            in_quota=(self._ranks <= min(quota, self._ranks.shape[1])).mean(axis=0),
        )
