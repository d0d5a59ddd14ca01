"""The process that unpacks a 7z archive: a path in, its members out, with bounded memory and no writing.

Run as a script by `sevenzips`, with the folders of its libraries as arguments. Its standard input is
one JSON object: path, password (or null), and the limits members, bytes, memory and dictionary. It
answers in frames: a letter for the kind, the length of the body in 4 bytes, the body. `M` a member (JSON:
name, size, and skipped, a code), `D` bytes of it, `E` its end, `R` a refusal (JSON: a code and its
parameters), `.` the end.
"""

from __future__ import annotations

import io
import json
import struct
import sys
from typing import Any

_FRAME = struct.Struct(">cL")
_FILES = 24  # the archive, and libraries loaded as they are needed
_CHUNK = 256 * 1024
_FED = 32 * 1024
_HELD = 4 * 1024 * 1024
_LZMA, _LZMA2, _PPMD = b"\x03\x01\x01", b"\x21", b"\x03\x04\x01"
_MEGABYTE = 1024 * 1024


class RefusalError(Exception):
    """A code and its parameters."""


class Outbox:
    """Where frames go; held back while nothing tells yet whether a password fits."""

    def __init__(self, *, hold: bool) -> None:
        self._held: bytearray | None = bytearray() if hold else None

    @property
    def holds(self) -> bool:
        """Whether no member has come out whole so far."""
        return self._held is not None

    def send(self, kind: bytes, body: bytes | bytearray = b"") -> None:
        """Write a frame, now or when it is known to be sound."""
        frame = _FRAME.pack(kind, len(body)) + body
        if self._held is None:
            sys.stdout.buffer.write(frame)
            return
        self._held += frame
        if len(self._held) > _HELD:
            self.release()

    def release(self) -> None:
        """Write what was held back."""
        held, self._held = self._held, None
        sys.stdout.buffer.write(held or b"")

    def refuse(self, *refusal: str | int) -> None:
        """Tell why it ends: a code and its parameters; instead of what is held, unless that is sound."""
        if self.holds and refusal[0] != "password_wrong":
            self.release()
        self._held = None
        self.send(b"R", json.dumps(refusal).encode())


class Fed(io.BufferedReader):
    """The archive, of which no more than a little is given at once when its contents are read.

    The library reads ahead by its own measure for every member and keeps what isn't needed yet.
    """

    most = sys.maxsize

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as any file does, but no more than `most`."""
        return super().read(size if size is None or size < 0 else min(size, self.most))


class Sent:
    """Where the library writes a member."""

    def __init__(self, outbox: Outbox, file: Any) -> None:
        self._outbox = outbox
        self._size = 0 if file.emptystream else file.uncompressed
        outbox.send(b"M", json.dumps({"name": file.filename, "size": self._size}).encode())

    def write(self, data: bytes | bytearray) -> int:
        """Pass the bytes on."""
        for start in range(0, len(data), _CHUNK):
            self._outbox.send(b"D", data[start : start + _CHUNK])
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Do nothing: the library goes back to the start of what it has written."""
        return offset * whence

    def close(self) -> None:
        """Tell that the member is whole and its checksum right."""
        self._outbox.send(b"E")
        if self._outbox.holds and self._size:
            self._outbox.release()


def needed_memory(coder: dict[str, Any]) -> int:
    """The bytes of dictionary that a packing declares."""
    properties = coder.get("properties") or b""
    if coder["method"] == _LZMA and len(properties) >= 5:
        return int.from_bytes(properties[1:5], "little")
    if coder["method"] == _LZMA2 and properties:
        return 0xFFFFFFFF if properties[0] >= 40 else (2 | properties[0] & 1) << (properties[0] // 2 + 11)
    if coder["method"] == _PPMD and len(properties) >= 5:
        return int.from_bytes(properties[1:5], "little")
    return 0


def check(archive: Any, order: dict[str, Any]) -> None:
    """Refuse what is locked or costs too much, by what the archive declares and can't exceed."""
    if order["password"] is None and archive.needs_password():
        raise RefusalError("archive_locked")
    files = list(archive.files)
    if len(files) > order["members"]:
        raise RefusalError("archive_too_many_members", "limit", order["members"])
    if sum(0 if file.emptystream else file.uncompressed for file in files) > order["bytes"]:
        raise RefusalError("archive_too_large", "limit_mb", order["bytes"] // _MEGABYTE)
    streams = archive.header.main_streams
    for folder in streams.unpackinfo.folders if streams is not None else ():
        needed = sum(map(needed_memory, folder.coders))
        if needed > order["dictionary"]:
            limit = order["dictionary"] // _MEGABYTE
            raise RefusalError("archive_needs_memory", "needed_mb", needed // _MEGABYTE, "limit_mb", limit)


def unpack(py7zr: Any, file: Fed, order: dict[str, Any], outbox: Outbox) -> None:
    """Send every member in the archive's order; what was skipped is told first."""
    archive = py7zr.SevenZipFile(file, password=order["password"])
    check(archive, order)
    by_number = {str(member.id): member for member in archive.files}

    class Factory:
        """What the library asks where to write."""

        def create(self, number: str, _mode: str = "w") -> Sent:
            """Begin a member."""
            return Sent(outbox, by_number[number])

    for number, member in by_number.items():
        if member.is_symlink or member.is_junction or member.is_socket:
            code = "skipped_special" if member.is_socket else "skipped_link"
            outbox.send(b"M", json.dumps({"name": member.filename, "size": 0, "skipped": code}).encode())
        elif not member.is_directory:
            archive.worker.register_filelike(member.id, py7zr.io.MemIO(number, Factory()))
    file.most = _FED
    file.seek(archive.afterheader)
    archive.worker.extract(file, None, parallel=False)


def main() -> None:
    """Load the library, give up what isn't needed, unpack."""
    sys.path += sys.argv[1:]
    order = json.loads(sys.stdin.buffer.read())
    import py7zr  # noqa: PLC0415  — its folder is known only now
    import py7zr.io  # noqa: PLC0415
    import py7zr.py7zr  # noqa: PLC0415

    from jianyou.officefiles.sheet.child import confine  # noqa: PLC0415

    # The library takes what memory it finds; this is its own measure of how much to unpack at once.
    vars(py7zr.py7zr)["get_memory_limit"] = lambda: _CHUNK
    outbox = Outbox(hold=order["password"] is not None)
    with Fed(io.FileIO(order["path"])) as file:
        confine(order["memory"], _FILES, threads=True)  # PPMd is unpacked in a thread of its own
        try:
            unpack(py7zr, file, order, outbox)
        except RefusalError as refusal:
            outbox.refuse(*refusal.args)
        except py7zr.exceptions.PasswordRequired:
            outbox.refuse("archive_locked")
        except py7zr.exceptions.UnsupportedCompressionMethodError:
            outbox.refuse("archive_packing_unknown")
        except MemoryError:
            outbox.refuse("archive_stopped")
        except Exception:  # noqa: BLE001  — a damaged archive raises anything
            outbox.refuse("password_wrong" if outbox.holds else "archive_damaged")
        else:
            if outbox.holds:
                outbox.release()
    outbox.send(b".")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
