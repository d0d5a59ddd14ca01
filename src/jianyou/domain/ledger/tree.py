"""The Merkle tree of RFC 6962 (section 2.1): roots, inclusion proofs and consistency proofs.

Hashes are SHA-256, 32 bytes. A tree of no leaves has the hash of nothing as its root. Positions and
sizes count leaves from 0.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry as a leaf."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Edge:
    """The right edge of a growing tree: enough to append and to tell the root, in a few hashes.

    `peaks` are the roots of the full subtrees from left to right, their sizes the bits of `size`.
    """

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> None:
        """Add a leaf's hash."""
        self.peaks.append(leaf)
        self.size += 1
        full = self.size
        while full % 2 == 0:
            right = self.peaks.pop()
            self.peaks[-1] = node_hash(self.peaks[-1], right)
            full //= 2

    def root(self) -> bytes:
        """The root of all leaves so far."""
        return _joined(self.peaks)


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over the hashes of leaves."""
    edge = Edge()
    for leaf in leaves:
        edge.append(leaf)
    return edge.root()


class Tree:
    """All inner hashes over some leaves, kept: a proof then takes as many steps as the tree is high."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        self._levels = [list(leaves)]
        while len(below := self._levels[-1]) > 1:
            self._levels.append([node_hash(*pair) for pair in zip(below[::2], below[1::2], strict=False)])

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return len(self._levels[0])

    def path(self, position: int) -> list[bytes]:
        """The hashes that lead from a leaf to the root, lowest first.

        Raises:
            IndexError: there is no such leaf.
        """
        if not 0 <= position < self.size:
            raise IndexError(position)
        beside, start, end = [], 0, self.size
        while end - start > 1:
            middle = start + _split(end - start)
            if position < middle:
                beside.append(self._root(middle, end))
                end = middle
            else:
                beside.append(self._root(start, middle))
                start = middle
        return beside[::-1]

    def _root(self, start: int, end: int) -> bytes:
        """The root over leaves from an aligned `start`: kept where they are a power of two, else joined."""
        height = (end - start).bit_length() - 1
        if end - start == 1 << height:
            return self._levels[height][start >> height]
        middle = start + (1 << height)
        return node_hash(self._root(start, middle), self._root(middle, end))


def root_from(leaf: bytes, position: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root that an inclusion proof leads to; None where the proof doesn't fit position and size."""
    if not 0 <= position < size:
        return None
    at, last, found = position, size - 1, leaf
    for step in proof:
        if last == 0:
            return None
        if at % 2 or at == last:
            found = node_hash(step, found)
            while at and not at % 2:
                at, last = at // 2, last // 2
        else:
            found = node_hash(found, step)
        at, last = at // 2, last // 2
    return found if last == 0 else None


def consistency_proof(old_size: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The hashes that show the tree of the first `old_size` leaves to be a prefix of all.

    Raises:
        IndexError: there were never so many leaves.
    """
    if not 0 <= old_size <= len(leaves):
        raise IndexError(old_size)
    if old_size in (0, len(leaves)):
        return []
    return _subproof(old_size, 0, len(leaves), leaves, whole=True)


def is_consistent(
    old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether a consistency proof shows the old tree to be a prefix of the new one."""
    if not 0 <= old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    return _roots_by(old_size, new_size, old_root, proof) == (old_root, new_root)


def _roots_by(
    old_size: int, new_size: int, old_root: bytes, proof: Sequence[bytes]
) -> tuple[bytes, bytes] | None:
    """Both roots as the proof has them (RFC 9162, section 2.1.4.2); None where it doesn't fit the sizes."""
    steps = list(proof)
    if old_size & (old_size - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        return None
    at, last = old_size - 1, new_size - 1
    while at % 2:
        at, last = at // 2, last // 2
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if at % 2 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while at and not at % 2:
                at, last = at // 2, last // 2
        else:
            new = node_hash(new, step)
        at, last = at // 2, last // 2
    return (old, new) if last == 0 else None


def _joined(peaks: Sequence[bytes]) -> bytes:
    if not peaks:
        return EMPTY_ROOT
    found = peaks[-1]
    for peak in reversed(peaks[:-1]):
        found = node_hash(peak, found)
    return found


def _split(size: int) -> int:
    """The largest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1


def _subproof(old: int, start: int, end: int, leaves: Sequence[bytes], *, whole: bool) -> list[bytes]:
    """PROOF and SUBPROOF of RFC 6962: `whole` says that the old tree is this very subtree."""
    if old == end - start:
        return [] if whole else [root_of(leaves[start:end])]
    split = _split(end - start)
    middle = start + split
    if old <= split:
        return [*_subproof(old, start, middle, leaves, whole=whole), root_of(leaves[middle:end])]
    return [*_subproof(old - split, middle, end, leaves, whole=False), root_of(leaves[start:middle])]
