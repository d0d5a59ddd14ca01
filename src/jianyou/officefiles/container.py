"""A zip in which every byte is determined by its members' names and contents: nothing can hide in it.

Members are stored as they are, in the order given, with one fixed date and no extra field but ZIP64's;
nothing stands between them, before them or after them. Any unzip program reads it.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, NamedTuple

from jianyou.officefiles.files import storable_name

PIECE = 256 * 1024
LONGEST_NAME = 240
"""Bytes of a member's name."""

_LOCAL = struct.Struct("<4s5H3I2H")
_ENTRY = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR = struct.Struct("<4sIQI")
CRC_AT = 14
"""Where in its header a member's checksum stands."""
_SIZE_AT = 18
_UTF8 = 0x0800
_PLAIN, _ZIP64 = 20, 45
_DAY = (1 << 5) | 1  # 1 January 1980, where the format's time begins
_FULL32, _FULL16 = 0xFFFFFFFF, 0xFFFF
_LONGEST_LIST = 64 * 1024 * 1024


class Member(NamedTuple):
    """A member as its headers tell it."""

    name: str
    size: int
    crc: int


def is_member_name(name: str) -> bool:
    """Whether a member may be called so: a relative path that any system can keep, of at most 240 bytes."""
    return storable_name(name) == name and len(name.encode("utf-8", "replace")) <= LONGEST_NAME


def header_of(member: Member) -> bytes:
    """What stands before a member's content."""
    name = member.name.encode()
    large = member.size >= _FULL32
    extra = struct.pack("<HHQQ", 1, 16, member.size, member.size) if large else b""
    shown = _FULL32 if large else member.size
    version = _ZIP64 if large else _PLAIN
    fields = (version, _UTF8, 0, 0, _DAY, member.crc, shown, shown, len(name), len(extra))
    return _LOCAL.pack(b"PK\x03\x04", *fields) + name + extra


def places_of(sizes: Mapping[str, int]) -> dict[str, int]:
    """Where each member's header begins, and under "" where the list at the end does."""
    places, at = {}, 0
    for name, size in sizes.items():
        places[name] = at
        at += len(header_of(Member(name, size, 0))) + size
    return {**places, "": at}


def list_of(members: Sequence[Member]) -> list[tuple[str, bytes]]:
    """The list at the end, entry by entry by its member's name; last, under "", what closes it all."""
    places = places_of({each.name: each.size for each in members})
    entries = [(each.name, _entry(each, places[each.name])) for each in members]
    size = sum(len(entry) for _, entry in entries)
    return [*entries, ("", _ending(len(entries), size, places[""]))]


def _entry(member: Member, at: int) -> bytes:
    name = member.name.encode()
    wide = [member.size, member.size] if member.size >= _FULL32 else []
    wide += [at] if at >= _FULL32 else []
    extra = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
    shown, version = min(member.size, _FULL32), _ZIP64 if wide else _PLAIN
    sizes = (member.crc, shown, shown, len(name), len(extra))
    head = _ENTRY.pack(
        b"PK\x01\x02", version, version, _UTF8, 0, 0, _DAY, *sizes, 0, 0, 0, 0, min(at, _FULL32)
    )
    return head + name + extra


def _ending(count: int, size: int, at: int) -> bytes:
    wide = b""
    if count >= _FULL16 or size >= _FULL32 or at >= _FULL32:
        wide = _END64.pack(b"PK\x06\x06", 44, _ZIP64, _ZIP64, 0, 0, count, count, size, at)
        wide += _LOCATOR.pack(b"PK\x06\x07", 0, at + size, 1)
    shown = min(count, _FULL16)
    return wide + _END.pack(b"PK\x05\x06", 0, 0, shown, shown, min(size, _FULL32), min(at, _FULL32), 0)


class Packing:
    """Writes a container to an empty file that can be rewound, member by member; then `finish`."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._members: list[Member] = []

    def add(self, name: str, size: int, pieces: Iterable[bytes]) -> None:
        """Write a member of exactly that size.

        Raises:
            ValueError: the pieces make another size.
        """
        at = self._out.tell()
        self._out.write(header_of(Member(name, size, 0)))
        crc = written = 0
        for piece in pieces:
            crc = zlib.crc32(piece, crc)
            written += len(piece)
            self._out.write(piece)
        if written != size:
            raise ValueError(name)
        self._out.seek(at + CRC_AT)
        self._out.write(struct.pack("<I", crc))
        self._out.seek(0, io.SEEK_END)
        self._members.append(Member(name, size, crc))

    def finish(self) -> None:
        """Write the list at the end."""
        for _, entry in list_of(self._members):
            self._out.write(entry)


def first_member(file: IO[bytes], name: str, most: int) -> bytes | None:
    """The content of the first member if it is that one and not larger, else None; nothing is checked."""
    file.seek(0)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size:
        return None
    (size,) = struct.unpack_from("<I", head, _SIZE_AT)
    if file.read(len(name.encode())) != name.encode() or size > most:
        return None
    content = file.read(size)
    return content if len(content) == size else None


def pieces_at(file: IO[bytes], at: int, size: int) -> Iterator[bytes]:
    """So many bytes from there on, in pieces of at most 256 KB; fewer where the file ends."""
    file.seek(at)
    while size > 0 and (piece := file.read(min(size, PIECE))):
        size -= len(piece)
        yield piece


class Foreign:
    """A zip by its own list, however it was written: for telling what somebody did to a container.

    `names` is empty where there is no list to be read.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._zip: zipfile.ZipFile | None = None
        self.names: tuple[str, ...] = ()
        try:
            if _list_size(file) <= _LONGEST_LIST:
                self._zip = zipfile.ZipFile(file)
                self.names = tuple(self._zip.namelist())
        except Exception:  # noqa: BLE001  — anything at all comes out of a damaged list
            self._zip = None

    def pieces(self, name: str, most: int) -> Iterator[bytes]:
        """A member's content, at most one piece beyond `most` bytes; it ends early where it is damaged."""
        if self._zip is None or name not in self.names:
            return
        try:
            with self._zip.open(name) as stream:
                read = 0
                while read <= most and (piece := stream.read(PIECE)):
                    read += len(piece)
                    yield piece
        except Exception:  # noqa: BLE001  — the same; the caller compares what came
            return


def _list_size(file: IO[bytes]) -> int:
    """How many bytes the list at the end has at most: all of the file where its end says nothing."""
    whole = file.seek(0, io.SEEK_END)
    file.seek(max(0, whole - _END.size - 0xFFFF))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        return whole
    (start,) = struct.unpack_from("<I", tail, at + 16)
    return int(whole if start == _FULL32 else whole - min(start, whole))
