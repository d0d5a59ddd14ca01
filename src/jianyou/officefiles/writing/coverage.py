"""Which characters the packaged fonts have, read from their cmap tables alone (OpenType 1.9, cmap)."""

import struct
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

Ranges = tuple[tuple[int, int], ...]

# (platform, encoding) pairs whose subtables list Unicode beyond the first plane, in format 12.
_FULL_UNICODE = {(0, 4), (0, 6), (3, 10)}


def read_coverage(path: Path) -> Ranges:
    """The code points of an OpenType font as (first, last) ranges; ValueError if it lists none."""
    with path.open("rb") as font:
        start = _table_offset(font, b"cmap")
        _, count = struct.unpack(">HH", _read(font, start, 4))
        for platform, encoding, offset in struct.iter_unpack(">HHI", _read(font, start + 4, 8 * count)):
            if (platform, encoding) in _FULL_UNICODE:
                return _format_12(font, start + offset)
    raise ValueError(f"{path.name} has no full Unicode cmap")


def _table_offset(font: BinaryIO, tag: bytes) -> int:
    (tables,) = struct.unpack(">4xH6x", _read(font, 0, 12))
    for name, _, offset, _ in struct.iter_unpack(">4sIII", _read(font, 12, 16 * tables)):
        if name == tag:
            return int(offset)
    raise ValueError(f"no table {tag!r}")


def _format_12(font: BinaryIO, start: int) -> Ranges:
    kind, groups = struct.unpack(">H10xI", _read(font, start, 16))
    if kind != 12:
        raise ValueError(f"cmap format {kind}, not 12")
    return tuple(
        (first, last)
        for first, last, glyph in struct.iter_unpack(">III", _read(font, start + 16, 12 * groups))
        if glyph
    )


def _read(font: BinaryIO, offset: int, size: int) -> bytes:
    font.seek(offset)
    return font.read(size)


class Coverage:
    """The union of ranges, asked character by character."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._first: list[int] = []
        self._last: list[int] = []
        for first, last in sorted(ranges):
            if self._last and first <= self._last[-1] + 1:
                self._last[-1] = max(self._last[-1], last)
            else:
                self._first.append(first)
                self._last.append(last)

    def __contains__(self, character: str) -> bool:
        at = bisect_right(self._first, ord(character)) - 1
        return at >= 0 and ord(character) <= self._last[at]
