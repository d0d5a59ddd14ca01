"""7z archives, unpacked by py7zr in a process of their own, whose memory and time are bounded.

The library decodes the archive's directory before anything can be checked, takes memory as the archive
declares, and rests on a handful of small C libraries: none of that belongs into this process.
"""

import json
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from jianyou.officefiles.arrivals.member import Member, Source
from jianyou.officefiles.confined import Helper, running
from jianyou.officefiles.unpacking import MEGABYTE
from jianyou.terms.finding import Refused

_SCRIPT = Path(__file__).with_name("sevenzip_child.py")
_FRAME = struct.Struct(">cL")
_LONGEST_BODY = MEGABYTE
_MEMORY = 96 * MEGABYTE
_DICTIONARY = 64 * MEGABYTE


class _Frame(NamedTuple):
    kind: bytes
    body: bytes


@contextmanager
def open_sevenzip(source: Source) -> Iterator[Iterable[Member]]:
    """The members in the archive's own order: what is packed together can't be had one by one."""
    yield _members(source)


def _members(source: Source) -> Iterator[Member]:
    try:
        yield from _unpacked(source, None)
    except Refused as refusal:
        password = source.password() if refusal.code == "archive_locked" else None
        if password is None:
            raise
        yield from _unpacked(source, password)


def _unpacked(source: Source, password: str | None) -> Iterator[Member]:
    """Members as the process sends them; Refused when it breaks off."""
    order = {
        "path": str(source.path.absolute()),
        "password": password,
        "members": source.limits.members,
        "bytes": source.bytes_left,
        "memory": _MEMORY,
        "dictionary": _DICTIONARY,
    }
    with running(_SCRIPT, json.dumps(order).encode(), seconds=source.limits.seconds) as helper:
        unpacker = _Unpacker(helper, source.limits.seconds)
        while (frame := unpacker.frame()).kind != b".":
            match frame.kind:
                case b"M":
                    head = json.loads(frame.body)
                    name, size = str(head["name"]), int(head["size"])
                    if "skipped" in head:
                        yield Member(name, skipped=str(head["skipped"]))
                        continue
                    content = unpacker.content()
                    yield Member(name, size, partial(iter, content))
                    for _ in content:
                        pass
                case b"R":
                    code, *params = json.loads(frame.body)
                    raise Refused(str(code), **dict(zip(params[::2], params[1::2], strict=True)))
                case _:
                    raise Refused("archive_stopped")


class _Unpacker:
    """What the running process says."""

    def __init__(self, helper: Helper, seconds: float) -> None:
        self._helper = helper
        self._seconds = seconds
        self._refused: _Frame | None = None

    def frame(self) -> _Frame:
        """The next frame; Refused if the process has ended or talks nonsense."""
        if self._refused is not None:
            return self._refused
        kind, size = _FRAME.unpack(self._read(_FRAME.size))
        if size > _LONGEST_BODY:
            raise Refused("archive_stopped")
        return _Frame(kind, self._read(size))

    def content(self) -> Iterator[bytes]:
        """The bytes of the member at hand; Refused("member_damaged") if it breaks off."""
        while (frame := self.frame()).kind != b"E":
            if frame.kind != b"D":
                self._refused = frame
                raise Refused("member_damaged")
            yield frame.body

    def _read(self, size: int) -> bytes:
        data = self._helper.read(size)
        if len(data) < size:
            if self._helper.late:
                raise Refused("archive_too_slow", seconds=int(self._seconds))
            raise Refused("archive_stopped")
        return data
