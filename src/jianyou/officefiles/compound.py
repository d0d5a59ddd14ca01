"""Compound files (OLE2, [MS-CFB]): what stands at the root and how it begins, found within fixed bounds.

Old Word and Excel files are such files, and so are encrypted new ones. No more is needed to tell them
apart; a general library reads the whole directory, which a hostile file can make as large as itself.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

_MOST_SECTORS = 4096
_MOST_ENTRIES = 16_384
_IN_HEADER = 109
_ENTRY = 128
_NAME_BYTES = 64
_LAST_SECTOR = 0xFFFFFFFA
_NOTHING = 0xFFFFFFFF
_SHORTEST = 4096


def root_names(data: bytes) -> set[str]:
    """The names, in lower case, of the streams and storages under the root; ValueError if damaged.

    `data` is the whole file. Beyond 16,384 entries it stops and gives what it found.
    """
    try:
        return set(_Compound(data).streams())
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ValueError("damaged compound file") from error


def stream_start(data: bytes, name: str) -> bytes:
    """The first sector of a stream under the root, by its name in lower case; ValueError if damaged.

    Empty if there is no such stream, or one so short (below 4,096 bytes) that it lies elsewhere.
    """
    try:
        compound = _Compound(data)
        sector = compound.streams().get(name, _NOTHING)
        return b"" if sector >= _LAST_SECTOR else compound.sector(sector)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ValueError("damaged compound file") from error


class _Entry(NamedTuple):
    """What stands at one place of the directory; `sector` is none for a stream below 4,096 bytes."""

    name: str
    siblings: tuple[int, int]
    child: int
    sector: int


class _Compound:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift = int(struct.unpack_from("<H", data, 30)[0])
        if shift not in {9, 12}:
            raise ValueError("no sector size of a compound file")
        self._size = 1 << shift
        self._first, self._more = self._number(48), self._number(68)
        self._tables = list(struct.unpack_from(f"<{_IN_HEADER}L", data, 76))

    def streams(self) -> dict[str, int]:
        """Walk the tree of the root's children: each name, and the sector where its stream begins."""
        sectors = list(self._directory())
        root = self._entry(sectors, 0)
        waiting, seen, found = [root.child], set[int](), dict[str, int]()
        while waiting and len(seen) < _MOST_ENTRIES:
            at = waiting.pop()
            if at == _NOTHING or at in seen:
                continue
            seen.add(at)
            entry = self._entry(sectors, at)
            found[entry.name] = entry.sector
            waiting.extend(entry.siblings)
        return found

    def sector(self, number: int) -> bytes:
        """A sector's bytes."""
        start = self._offset(number)
        return self._data[start : start + self._size]

    def _entry(self, sectors: list[int], at: int) -> _Entry:
        sector, within = divmod(at * _ENTRY, self._size)
        start = self._offset(sectors[sector]) + within
        size, left, right, child, sector, length = struct.unpack_from(
            "<H2x3L36xLL", self._data, start + _NAME_BYTES
        )
        if not 2 <= size <= _NAME_BYTES:
            raise ValueError("no name of a compound file")
        name = self._data[start : start + size - 2].decode("utf-16-le").lower()
        return _Entry(name, (left, right), child, sector if length >= _SHORTEST else _NOTHING)

    def _directory(self) -> Iterator[int]:
        sector = self._first
        for _ in range(_MOST_SECTORS):
            if sector >= _LAST_SECTOR:
                return
            yield sector
            sector = self._next(sector)

    def _next(self, sector: int) -> int:
        per_table = self._size // 4
        table, within = divmod(sector, per_table)
        while table >= len(self._tables):
            self._read_more_tables()
        start = self._offset(self._tables[table]) + within * 4
        return self._number(start)

    def _read_more_tables(self) -> None:
        """Take in the next sector that lists where the allocation table stands."""
        if self._more >= _LAST_SECTOR or len(self._tables) * 4 > len(self._data):
            raise ValueError("the allocation table ends early")
        *tables, self._more = struct.unpack_from(f"<{self._size // 4}L", self._data, self._offset(self._more))
        self._tables += tables

    def _number(self, at: int) -> int:
        return int(struct.unpack_from("<L", self._data, at)[0])

    def _offset(self, sector: int) -> int:
        return (sector + 1) * self._size
