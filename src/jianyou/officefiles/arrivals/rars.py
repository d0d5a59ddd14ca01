"""RAR archives: listed by rarfile, unpacked by whichever free program the machine has.

What is merely stored needs no program at all. A program runs once a member and is ended when the
archive's time is up; in an archive packed as one piece (solid) it starts anew each time.
"""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

import rarfile

from jianyou.officefiles.arrivals.member import CHUNK, Member, Source
from jianyou.officefiles.unpacking import MEGABYTE
from jianyou.terms.finding import Refused

_MARKS_ITS_END = 29
_DICTIONARY = 128 * MEGABYTE
_SPLIT = rarfile.RAR_FILE_SPLIT_BEFORE | rarfile.RAR_FILE_SPLIT_AFTER
# What a program would take for a pattern or for a list of names.
_TAKEN_FOR_MORE = re.compile(r"^[@-]|[*?\[\]\\]")

if sys.platform == "win32":  # Windows brings bsdtar along, under the name that elsewhere is another program's
    rarfile.BSDTAR_TOOL = os.path.expandvars(r"%SystemRoot%\System32\tar.exe")


@contextmanager
def open_rar(source: Source) -> Iterator[Iterable[Member]]:
    """An archive's members; those of an archive in volumes only where they lie in this one whole."""
    blocks = _Blocks(source.limits.members + 16)  # a few are no members
    with rarfile.RarFile(source.path, charset="gb18030", info_callback=blocks, part_only=True) as archive:
        yield _Rar(archive, source, blocks).members()


class _Blocks:
    """Watches the archive's blocks as they are listed."""

    def __init__(self, most: int) -> None:
        self._left = most
        self.ended = False
        self.volume = False

    def __call__(self, block: Any) -> None:
        self._left -= 1
        if self._left < 0:
            raise Refused("archive_directory_too_large")
        self.ended = self.ended or block.type == rarfile.RAR_BLOCK_ENDARC
        if block.type == rarfile.RAR_BLOCK_MAIN and block.flags & rarfile.RAR_MAIN_VOLUME:
            self.volume = True


class _Rar:
    """An open archive, its password once it is known to fit, and until when it may be read."""

    def __init__(self, archive: rarfile.RarFile, source: Source, blocks: _Blocks) -> None:
        self._archive = archive
        self._blocks = blocks
        self._source = source
        self._until = time.monotonic() + source.limits.seconds

    def members(self) -> Iterator[Member]:
        """Tell first what keeps members back, then the members that can be had."""
        hindrances = list(self._hindrances())
        for refusal, _ in hindrances:
            yield Member("", refusal=refusal)
        for info in self._archive.infolist():
            if info.is_symlink():
                yield Member(info.filename, skipped="skipped_link")
            elif not info.is_dir() and not any(kept(info) for _, kept in hindrances):
                yield Member(info.filename, info.file_size, partial(self._pieces, info))

    def _hindrances(self) -> Iterator[tuple[Refused, Callable[[Any], bool]]]:
        """Each reason, and which members it keeps back."""
        if self._archive.needs_password():
            refusal = self._unlock()
            if refusal is not None:
                yield refusal, rarfile.RarInfo.needs_password
        infos = self._archive.infolist()
        if self._is_cut_off(infos):
            yield Refused("archive_damaged"), lambda _: False  # what followed is lost
        if self._blocks.volume:
            yield Refused("archive_in_volumes"), lambda info: bool(info.flags & _SPLIT)
        needed = max(map(_dictionary, infos), default=0)
        if needed > _DICTIONARY:
            sizes = {"needed_mb": needed // MEGABYTE, "limit_mb": _DICTIONARY // MEGABYTE}
            yield Refused("archive_needs_memory", **sizes), lambda info: _dictionary(info) > _DICTIONARY
        if any(map(_needs_program, infos)) and not _has_program():
            yield Refused("rar_no_tool"), _needs_program

    def _is_cut_off(self, infos: list[Any]) -> bool:
        """Whether the block is missing that ends an archive, since version 2.9 of the format."""
        if self._blocks.ended or any(info.extract_version < _MARKS_ITS_END for info in infos):
            return False
        return bool(infos) or not self._archive.needs_password()

    def _unlock(self) -> Refused | None:
        """Why the locked members stay locked; the password is tried on the smallest of them."""
        password = self._source.password()
        if password is None:
            return Refused("archive_locked")
        try:
            self._archive.setpassword(password)
        except rarfile.Error:
            return Refused("password_wrong")
        locked = [info for info in self._archive.infolist() if info.needs_password() and info.is_file()]
        if not locked and not self._archive.infolist():  # the directory itself is locked, and stays so
            return Refused("password_wrong")
        if not locked or not _has_program():
            return None  # no program: that is told of all that need one
        return self._tried(min(locked, key=lambda info: info.compress_size))

    def _tried(self, info: Any) -> Refused | None:
        try:
            for _ in self._pieces(info):
                pass
        except rarfile.Error:
            return Refused("password_wrong")
        except Refused as refusal:
            return refusal
        return None

    def _pieces(self, info: Any) -> Iterator[bytes]:
        if self._archive.is_solid() and _TAKEN_FOR_MORE.search(info.filename):
            raise Refused("rar_tool_failed")
        left = self._until - time.monotonic()
        if left <= 0:
            raise Refused("archive_too_slow", seconds=int(self._source.limits.seconds))
        try:
            with self._archive.open(info) as stream:
                watch = threading.Timer(left, _end, (getattr(stream, "_proc", None),))
                watch.daemon = True
                watch.start()
                try:
                    while piece := stream.read(CHUNK):
                        yield piece
                finally:
                    watch.cancel()
                    _end(getattr(stream, "_proc", None))  # which may not have said all
        except rarfile.RarWrongPassword as error:
            raise Refused("password_wrong") from error
        except rarfile.RarExecError as error:
            raise Refused("rar_tool_failed") from error


def _end(process: "subprocess.Popen[bytes] | None") -> None:
    if process is not None:
        with suppress(OSError):
            process.kill()


def _dictionary(info: Any) -> int:
    """The bytes of dictionary that a member of RAR 5 declares; older ones have 4 MB at most."""
    flags = getattr(info, "file_compress_flags", None) or 0
    return 0x20000 << (flags >> 10 & 15) if _needs_program(info) else 0


def _needs_program(info: Any) -> bool:
    return bool(info.is_file() and (info.compress_type != rarfile.RAR_M0 or info.needs_password()))


def _has_program() -> bool:
    try:
        rarfile.tool_setup()
    except rarfile.RarCannotExec:
        return False
    return True
