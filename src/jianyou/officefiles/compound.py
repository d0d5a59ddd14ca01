"""Compound files (OLE2, [MS-CFB]): what stands at the root, read within fixed bounds.

Old Word and Excel files are such files, and so are encrypted new ones. A general library reads the
whole directory, which a hostile file can make as large as itself; nothing here costs more than the
file's own size.
"""

import struct
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

_MOST_SECTORS = 4096
_MOST_ENTRIES = 16_384
_IN_HEADER = 109
_ENTRY = 128
_NAME_BYTES = 64
_LAST_SECTOR = 0xFFFFFFFA
_NOTHING = 0xFFFFFFFF
_MINI = 64
_DAMAGE = (struct.error, IndexError, UnicodeDecodeError, MemoryError, OverflowError)


def root_names(data: bytes) -> set[str]:
    """The names, in lower case, of the streams and storages under the root; ValueError if damaged.

    `data` is the whole file. Beyond 16,384 entries it stops and gives what it found.
    """
    try:
        return set(_Compound(data).entries())
    except _DAMAGE as error:
        raise ValueError("damaged compound file") from error


def stream_start(data: bytes, name: str) -> bytes:
    """The first sector of a stream under the root, by its name in lower case; ValueError if damaged.

    Empty if there is no such stream, or one so short (as a rule below 4,096 bytes) that it lies elsewhere.
    """
    try:
        compound = _Compound(data)
        entry = compound.entries().get(name)
        return b"" if entry is None else compound.start(entry)
    except _DAMAGE as error:
        raise ValueError("damaged compound file") from error


def read_streams(data: bytes, names: frozenset[str]) -> dict[str, bytes]:
    """The streams under the root with these names (lower case), where they exist; ValueError if damaged."""
    try:
        compound = _Compound(data)
        return {name: compound.read(entry) for name, entry in compound.entries().items() if name in names}
    except _DAMAGE as error:
        raise ValueError("damaged compound file") from error


class _Entry(NamedTuple):
    """What stands at one place of the directory: where its stream begins, and how long it is."""

    name: str
    siblings: tuple[int, int]
    child: int
    sector: int
    length: int


class _Compound:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift = int(struct.unpack_from("<H", data, 30)[0])
        if shift not in {9, 12}:
            raise ValueError("no sector size of a compound file")
        self._size = 1 << shift
        self._first, self._cutoff, self._first_mini, self._more = struct.unpack_from("<L4xLL4xL", data, 48)
        self._tables = list(struct.unpack_from(f"<{_IN_HEADER}L", data, 76))

    def entries(self) -> dict[str, _Entry]:
        """Walk the tree of the root's children; of two with one name the first met counts."""
        waiting, seen, found = [self._root.child], set[int](), dict[str, _Entry]()
        while waiting and len(seen) < _MOST_ENTRIES:
            at = waiting.pop()
            if at == _NOTHING or at in seen:
                continue
            seen.add(at)
            entry = self._entry(at)
            found.setdefault(entry.name, entry)
            waiting.extend(entry.siblings)
        return found

    def start(self, entry: _Entry) -> bytes:
        """The first sector of a stream that has sectors of its own and in the file, else nothing."""
        if entry.length < self._cutoff or entry.sector >= _LAST_SECTOR:
            return b""
        begin = self._offset(entry.sector)
        return self._data[begin : begin + self._size]

    def read(self, entry: _Entry) -> bytes:
        """A stream's bytes; short ones lie together in the root's own stream."""
        if entry.length >= self._cutoff:
            return b"".join(self._chain(entry.sector, entry.length))[: entry.length]
        return b"".join(self._mini_chain(entry.sector, entry.length))[: entry.length]

    @cached_property
    def _directory(self) -> list[int]:
        return list(self._sectors(self._first, _MOST_SECTORS))

    @cached_property
    def _root(self) -> _Entry:
        return self._entry(0)

    @cached_property
    def _mini(self) -> bytes:
        return b"".join(self._chain(self._root.sector, self._root.length))

    @cached_property
    def _mini_table(self) -> bytes:
        return b"".join(self._chain(self._first_mini, len(self._data)))

    def _entry(self, at: int) -> _Entry:
        sector, within = divmod(at * _ENTRY, self._size)
        start = self._offset(self._directory[sector]) + within
        size, left, right, child, first, length = struct.unpack_from(
            "<H2x3L36xLL", self._data, start + _NAME_BYTES
        )
        if not 2 <= size <= _NAME_BYTES:
            raise ValueError("no name of a compound file")
        name = self._data[start : start + size - 2].decode("utf-16-le").lower()
        return _Entry(name, (left, right), child, first, length)

    def _chain(self, sector: int, length: int) -> Iterator[bytes]:
        """The sectors of a stream; never more than the file has."""
        most = min(-(-length // self._size), len(self._data) // self._size)
        return (self._sector(number) for number in self._sectors(sector, most))

    def _mini_chain(self, sector: int, length: int) -> Iterator[bytes]:
        for _ in range(min(-(-length // _MINI), len(self._mini) // _MINI + 1)):
            if sector >= _LAST_SECTOR:
                return
            yield self._mini[sector * _MINI : (sector + 1) * _MINI]
            (sector,) = struct.unpack_from("<L", self._mini_table, sector * 4)

    def _sectors(self, sector: int, most: int) -> Iterator[int]:
        for _ in range(most):
            if sector >= _LAST_SECTOR:
                return
            yield sector
            sector = self._next(sector)

    def _next(self, sector: int) -> int:
        table, within = divmod(sector, self._size // 4)
        while table >= len(self._tables):
            self._read_more_tables()
        return self._number(self._offset(self._tables[table]) + within * 4)

    def _read_more_tables(self) -> None:
        """Take in the next sector that lists where the allocation table stands."""
        if self._more >= _LAST_SECTOR or len(self._tables) * 4 > len(self._data):
            raise ValueError("the allocation table ends early")
        *tables, self._more = struct.unpack_from(f"<{self._size // 4}L", self._data, self._offset(self._more))
        self._tables += tables

    def _sector(self, number: int) -> bytes:
        """A sector's bytes; the file's last may be cut short."""
        start = self._offset(number)
        piece = self._data[start : start + self._size]
        if not piece:
            raise ValueError("a sector beyond the end")
        return piece.ljust(self._size, b"\0")

    def _number(self, at: int) -> int:
        return int(struct.unpack_from("<L", self._data, at)[0])

    def _offset(self, sector: int) -> int:
        return (sector + 1) * self._size
