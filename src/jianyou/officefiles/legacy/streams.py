"""Streams of compound files (OLE2, [MS-CFB]) by name, read within the file's own size."""

import struct
from array import array
from collections.abc import Iterator

_HEADER = 512
_IN_HEADER = 109
_ENTRY = 128
_NAME_BYTES = 64
_MOST_ENTRIES = 16_384
_LAST_SECTOR = 0xFFFFFFFA
_NOTHING = 0xFFFFFFFF
_MINI = 64


def read_streams(data: bytes, names: frozenset[str]) -> dict[str, bytes]:
    """The streams under the root with these names (lower case), where they exist; ValueError if damaged."""
    try:
        return _Streams(data).read(names)
    except (struct.error, IndexError, UnicodeDecodeError, MemoryError, OverflowError) as error:
        raise ValueError("damaged compound file") from error


class _Streams:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift = int(struct.unpack_from("<H", data, 30)[0])
        if shift not in {9, 12}:
            raise ValueError("no sector size of a compound file")
        self._size = 1 << shift
        first, self._cutoff, first_mini, more = struct.unpack_from("<L4xLL4xL", data, 48)
        self._table = _numbers(self._sector(number) for number in self._tables(more))
        self._directory = b"".join(self._pieces(first, _MOST_ENTRIES * _ENTRY))
        self._mini_table = _numbers(self._pieces(first_mini, len(data)))

    def read(self, names: frozenset[str]) -> dict[str, bytes]:
        """Walk the tree of the root's children, and read those that are wanted."""
        _, _, _, child, start, size = self._entry(0)
        mini = b""
        waiting, seen, found = [child], set[int](), dict[str, bytes]()
        while waiting:
            at = waiting.pop()
            if at == _NOTHING or at in seen:
                continue
            seen.add(at)
            name, left, right, _, first, length = self._entry(at)
            waiting += [left, right]
            if name not in names or name in found:
                continue
            if length >= self._cutoff:
                found[name] = b"".join(self._pieces(first, length))[:length]
            else:
                mini = mini or b"".join(self._pieces(start, size))[:size]
                found[name] = b"".join(self._mini_pieces(mini, first, length))[:length]
        return found

    def _entry(self, at: int) -> tuple[str, int, int, int, int, int]:
        """An entry's name, siblings to the left and right, first child, first sector and size."""
        begin = at * _ENTRY
        size, left, right, child = struct.unpack_from("<H2x3L", self._directory, begin + _NAME_BYTES)
        first, length = struct.unpack_from("<LL", self._directory, begin + 116)
        if not 2 <= size <= _NAME_BYTES:
            raise ValueError("no name of a compound file")
        name = self._directory[begin : begin + size - 2].decode("utf-16-le").lower()
        return name, left, right, child, first, length

    def _tables(self, more: int) -> Iterator[int]:
        """The sectors that hold the allocation table."""
        listed = list(struct.unpack_from(f"<{_IN_HEADER}L", self._data, 76))
        for _ in range(len(self._data) // self._size):
            yield from (number for number in listed if number < _LAST_SECTOR)
            if more >= _LAST_SECTOR:
                return
            *listed, more = struct.unpack(f"<{self._size // 4}L", self._sector(more))

    def _pieces(self, sector: int, length: int) -> Iterator[bytes]:
        """The sectors of a chain, until `length` bytes or its end; never more than the file has."""
        for _ in range(min(-(-length // self._size), len(self._data) // self._size)):
            if sector >= _LAST_SECTOR:
                return
            yield self._sector(sector)
            sector = self._table[sector]

    def _mini_pieces(self, mini: bytes, sector: int, length: int) -> Iterator[bytes]:
        for _ in range(min(-(-length // _MINI), len(mini) // _MINI + 1)):
            if sector >= _LAST_SECTOR:
                return
            yield mini[sector * _MINI : (sector + 1) * _MINI]
            sector = self._mini_table[sector]

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        piece = self._data[begin : begin + self._size]
        if not piece:
            raise ValueError("a sector beyond the end")
        return piece.ljust(self._size, b"\0")


def _numbers(pieces: Iterator[bytes]) -> "array[int]":
    """Little-endian 32-bit numbers."""
    joined = b"".join(pieces)
    numbers = array("I" if array("I").itemsize == 4 else "L")
    numbers.frombytes(joined)
    if struct.pack("=L", 1) != struct.pack("<L", 1):
        numbers.byteswap()
    return numbers
