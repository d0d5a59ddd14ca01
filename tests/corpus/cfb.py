"""Compound files (OLE2) made by hand: what old Word, old Excel and encrypted files are wrapped in."""

import struct
from collections.abc import Mapping

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALLEST_STREAM = 4096  # a smaller one would have to stand in the mini stream


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A version 3 compound file with these streams under its root, each padded to 4096 bytes."""
    padded = {name: data.ljust(_SMALLEST_STREAM, b"\0") for name, data in streams.items()}
    counts = [-(-len(data) // _SECTOR) for data in padded.values()]
    directory_sectors = -(-(1 + len(padded)) // 4)
    fat = [_FAT, *_chain(1, directory_sectors)]
    starts = []
    for count in counts:
        starts.append(len(fat))
        fat += _chain(len(fat), count)
    if len(fat) > _SECTOR // 4:
        raise ValueError("one sector of the allocation table must do")
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    header = struct.pack(
        "<8s16s6H10L", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0,
        0, 0, 1, 1, 0, _SMALLEST_STREAM, _END, 0, _END, 0,
    )  # fmt: skip
    entries = [_entry("Root Entry", 5, _END, 0, child=1 if padded else _FREE)]
    for number, (name, data) in enumerate(padded.items(), 1):
        after = number + 1 if number < len(padded) else _FREE
        entries.append(_entry(name, 2, starts[number - 1], len(data), right=after))
    directory = b"".join(entries).ljust(directory_sectors * _SECTOR, b"\0")
    body = b"".join(data.ljust(-(-len(data) // _SECTOR) * _SECTOR, b"\0") for data in padded.values())
    difat = struct.pack("<109L", 0, *[_FREE] * 108)
    return header + difat + struct.pack("<128L", *fat) + directory + body


def _chain(first: int, count: int) -> list[int]:
    return [first + step for step in range(1, count)] + [_END]


def _entry(name: str, kind: int, start: int, size: int, *, right: int = _FREE, child: int = _FREE) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sH2B3L16sL16sLQ", wide, len(wide), kind, 1, _FREE, right, child, b"", 0, b"", start, size
    )
