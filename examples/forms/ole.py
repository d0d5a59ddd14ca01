"""OLE2 compound files by hand: the shell of old .doc files and of encrypted .docx files."""

import struct
from collections.abc import Mapping

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NONE = 0xFFFFFFFF
# Streams shorter than this would go into a ministream, which nothing here needs.
_LEAST = 4096


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams, each padded to at least 4096 bytes."""
    padded = {name: data.ljust(_LEAST, b"\0") for name, data in streams.items()}
    sectors: list[bytes] = []
    chain: list[int] = []
    starts: dict[str, int] = {}
    for name, data in padded.items():
        starts[name] = len(sectors)
        count = -(-len(data) // _SECTOR)
        sectors += [data[at * _SECTOR : (at + 1) * _SECTOR].ljust(_SECTOR, b"\0") for at in range(count)]
        chain += [*range(starts[name] + 1, starts[name] + count), _END]
    directory_start = len(sectors)
    directory = _directory(padded, starts)
    count = len(directory) // _SECTOR
    sectors += [directory[at * _SECTOR : (at + 1) * _SECTOR] for at in range(count)]
    chain += [*range(directory_start + 1, directory_start + count), _END]
    fat_start = len(sectors)
    chain.append(_FAT)
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    return _header(directory_start, fat_start) + b"".join(sectors) + table


def _header(directory_start: int, fat_start: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, directory_start, 0, _LEAST, _END, 0, _END, 0)
    return head + struct.pack("<I", fat_start) + struct.pack("<108I", *[_FREE] * 108)


def _directory(streams: Mapping[str, bytes], starts: Mapping[str, int]) -> bytes:
    """The root and its streams; the streams hang on a chain of right siblings."""
    # Compound files order names by length first, then by upper case.
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    entries = [_entry("Root Entry", 5, child=1, right=_NONE, start=_END, size=0)]
    for place, name in enumerate(names, 1):
        right = place + 1 if place < len(names) else _NONE
        entries.append(_entry(name, 2, child=_NONE, right=right, start=starts[name], size=len(streams[name])))
    free = struct.pack("<64sHBBIII", b"", 0, 0, 0, _NONE, _NONE, _NONE) + bytes(48)
    while len(entries) % 4:
        entries.append(free)
    return b"".join(entries)


def _entry(name: str, kind: int, *, child: int, right: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    links = struct.pack("<64sHBBIII", raw, len(raw) + 2, kind, 1, _NONE, right, child)
    return links + bytes(36) + struct.pack("<IQ", start, size)
