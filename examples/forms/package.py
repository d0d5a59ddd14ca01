"""Zip packages, written by hand: the parts that never change are deflated once for all files."""

import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache

# 1 January 1980, as Word itself writes it: no clock enters a sample.
_DATE = 0x21
_TIME = 0
_UTF8_NAME = 0x800
_DEFLATED = 8


def pack(parts: Iterable[tuple[str, str | bytes]], fixed: Iterable[tuple[str, str]] = ()) -> bytes:
    """A zip file of `fixed` parts, whose deflated form is kept, and then of `parts`."""
    members = [(name, *_deflate_once(text)) for name, text in fixed]
    for name, content in parts:
        data = content.encode() if isinstance(content, str) else content
        members.append((name, *_deflate(data)))
    body, directory = bytearray(), bytearray()
    for name, packed, check, size in members:
        raw_name = name.encode()
        flags = 0 if name.isascii() else _UTF8_NAME
        common = struct.pack(
            "<HHHHHIIIHH",
            *(20, flags, _DEFLATED, _TIME, _DATE, check, len(packed), size, len(raw_name), 0),
        )
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + raw_name
        body += b"PK\x03\x04" + common + raw_name + packed
    count = len(members)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body) + bytes(directory) + end


def _deflate(data: bytes) -> tuple[bytes, int, int]:
    deflater = zlib.compressobj(6, zlib.DEFLATED, -15)
    return deflater.compress(data) + deflater.flush(), zlib.crc32(data), len(data)


@lru_cache(maxsize=64)
def _deflate_once(text: str) -> tuple[bytes, int, int]:
    return _deflate(text.encode())
