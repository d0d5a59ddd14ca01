"""Keys of entries and experts, their pairs, and pairs as sorted numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from jianyou.terms.finding import Refused

Pair = tuple[str, str]
"""(entry, expert)."""
Ints = npt.NDArray[np.int64]
LONGEST_KEY = 200
MOST_ENTRIES = 100_000
MOST_EXPERTS = 20_000


def distinct(keys: Iterable[str], what: str) -> tuple[str, ...]:
    """The keys as they came; `what` is `entry` or `expert`.

    Raises:
        Refused: one is empty, too long or there twice, or there are none or too many.
    """
    told = tuple(keys)
    most = MOST_ENTRIES if what == "entry" else MOST_EXPERTS
    if not told:
        raise Refused("assignment_no_entries" if what == "entry" else "assignment_no_experts")
    if len(told) > most:
        raise Refused("assignment_too_many", count=len(told), most=most)
    seen: set[str] = set()
    for key in told:
        if not key.strip() or len(key) > LONGEST_KEY:
            raise Refused("assignment_key", key=key[:LONGEST_KEY], most=LONGEST_KEY)
        if key in seen:
            raise Refused("assignment_key_twice", key=key)
        seen.add(key)
    return told


def positions(keys: Sequence[str]) -> dict[str, int]:
    """Each key's place."""
    return {key: place for place, key in enumerate(keys)}


@dataclass(frozen=True, slots=True, eq=False)
class IndexedPairs:
    """Many pairs in little room: pair i is (entries[rows[i]], experts[columns[i]])."""

    entries: tuple[str, ...]
    experts: tuple[str, ...]
    rows: npt.NDArray[np.int32] | Ints
    columns: npt.NDArray[np.int32] | Ints


@dataclass(frozen=True, slots=True, eq=False)
class Sparse:
    """Some pairs, by row: those of row i have the columns `columns[starts[i]:starts[i + 1]]`, rising."""

    starts: Ints
    columns: npt.NDArray[np.int32]

    @classmethod
    def of(cls, codes: Ints, rows: int, width: int) -> Self:
        """From sorted codes row * width + column."""
        starts = np.searchsorted(codes, np.arange(rows + 1, dtype=np.int64) * width)
        return cls(starts, (codes % width).astype(np.int32))

    def part(self, start: int, stop: int) -> tuple[Ints, npt.NDArray[np.int32]]:
        """The pairs of rows start to stop: their rows, counted from `start`, and columns."""
        counts = np.diff(self.starts[start : stop + 1])
        return np.repeat(np.arange(stop - start), counts), self.columns[
            self.starts[start] : self.starts[stop]
        ]

    def codes(self, width: int) -> Ints:
        """Row * width + column of each pair, rising."""
        rows, columns = self.part(0, len(self.starts) - 1)
        return rows * width + columns


def union(*codes: Ints) -> Ints:
    """All of the codes, once each, rising."""
    # numpy.unique hashes whole numbers, which takes several times as long as to sort them.
    every = np.concatenate(codes)
    if (np.diff(every) > 0).all():
        return every
    every.sort()
    return every[np.diff(every, prepend=-1) > 0]


def contained(codes: Ints, within: Ints) -> npt.NDArray[np.bool_]:
    """Whether each code is one of the sorted `within`."""
    if not len(within):
        return np.zeros(len(codes), dtype=np.bool_)
    found = np.searchsorted(within, codes)
    found[found == len(within)] = 0
    return np.asarray(within[found] == codes)
