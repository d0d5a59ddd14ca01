"""The ways in which zip members are packed, each undone in pieces of bounded size."""

import bz2
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

from jianyou.officefiles.arrivals.member import CHUNK
from jianyou.officefiles.unpacking import MEGABYTE, inflate
from jianyou.terms.finding import Refused

_DEFLATE64_SLICE = 4096  # that unpacker takes no bound: so little makes at most 4 MB
_ENDS_ITSELF = 2
_MEMORY = 72 * MEGABYTE


class _Unpacker(Protocol):
    """What `bz2` and `lzma` have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


def unpacked(method: int, stored: Iterable[bytes], info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes that were packed by `method`; Refused if they are damaged or the method isn't known."""
    try:
        match method:
            case zipfile.ZIP_STORED:
                yield from stored
            case zipfile.ZIP_DEFLATED:
                yield from inflate(stored, CHUNK)
            case zipfile.ZIP_BZIP2:
                yield from _fed(bz2.BZ2Decompressor(), stored)
            case zipfile.ZIP_LZMA:
                yield from _lzma(stored, info)
            case 9:  # deflate64
                yield from _deflate64(stored)
            case _:
                raise Refused("member_packing_unknown")
    except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as error:
        raise Refused("member_damaged") from error


def _fed(unpacker: _Unpacker, stored: Iterable[bytes]) -> Iterator[bytes]:
    for packed in stored:
        piece = unpacker.decompress(packed, CHUNK)
        while True:
            if piece:
                yield piece
            if unpacker.eof or (unpacker.needs_input and not piece):
                break
            piece = b"" if unpacker.needs_input else unpacker.decompress(b"", CHUNK)
        if unpacker.eof:
            return
    raise EOFError


def _lzma(stored: Iterable[bytes], info: zipfile.ZipInfo) -> Iterator[bytes]:
    """LZMA as zip has it differs from a .lzma file in its head only (APPNOTE 5.8.8)."""
    pieces = iter(stored)
    first = next(pieces, b"")
    if len(first) < 9 or first[2:4] != b"\x05\x00":
        raise EOFError
    size = -1 if info.flag_bits & _ENDS_ITSELF else info.file_size
    head = first[4:9] + size.to_bytes(8, "little", signed=True)
    unpacker = lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=_MEMORY)
    yield from _fed(unpacker, _joined(head + first[9:], pieces))


def _joined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _deflate64(stored: Iterable[bytes]) -> Iterator[bytes]:
    import inflate64  # noqa: PLC0415  — rare

    inflater = inflate64.Inflater()
    for packed in stored:
        for start in range(0, len(packed), _DEFLATE64_SLICE):
            yield inflater.inflate(packed[start : start + _DEFLATE64_SLICE])
            if inflater.eof:
                return
    raise EOFError
