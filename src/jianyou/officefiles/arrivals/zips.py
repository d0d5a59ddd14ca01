"""Zip archives: names in any of the encodings in use, all usual packings, both ways of locking."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from jianyou.officefiles.arrivals.aes import AES_FIELD, AES_METHOD, AesLock
from jianyou.officefiles.arrivals.member import CHUNK, BoundedFile, Member, Source
from jianyou.officefiles.arrivals.names import decoded
from jianyou.officefiles.arrivals.packings import unpacked
from jianyou.officefiles.kinds import recognize_package
from jianyou.officefiles.model import FileKind
from jianyou.officefiles.unpacking import MEGABYTE
from jianyou.terms.finding import Refused

_DIRECTORY_BYTES = 2 * MEGABYTE  # 5,000 members with names and extras of 400 bytes each
_LOCKED, _STRONG, _UTF8 = 1, 64, 2048
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_UNICODE_PATH = 0x7075
# The old lock is undone in pure Python, byte by byte: 32 MB take some 18 seconds.
_OLD_LOCK_BYTES = 32 * MEGABYTE
_FOLDER_KINDS, _LINK = 0o170000, 0o120000


class _Zip(NamedTuple):
    file: BoundedFile
    archive: zipfile.ZipFile
    password: Callable[[], str | None]


@contextmanager
def open_zip(source: Source) -> Iterator[Iterable[Member]]:
    """An archive's members, in the order of its directory."""
    with BoundedFile(source.path, _DIRECTORY_BYTES) as file, zipfile.ZipFile(file) as archive:
        yield _members(_Zip(file, archive, source.password))


def is_form(path: Path) -> bool:
    """Whether a zip is itself a Word, Excel or OFD file, whatever its ending; False if damaged."""
    try:
        with BoundedFile(path, _DIRECTORY_BYTES) as file, zipfile.ZipFile(file) as archive:
            names = {name.lower() for name in archive.namelist()}
    except Exception:  # noqa: BLE001  — anything at all comes out of a damaged directory
        return False
    return recognize_package(names, "")[0] is not FileKind.ARCHIVE or "mimetype" in names


def _spelled(password: str) -> tuple[bytes, ...]:
    """The one password in the two spellings that archivers give it."""
    return tuple(dict.fromkeys((password.encode("utf-8", "replace"), password.encode("gb18030", "replace"))))


def _members(opened: _Zip) -> Iterator[Member]:
    infos = [info for info in opened.archive.infolist() if not info.orig_filename.endswith(("/", "\\"))]
    locked = [info for info in infos if info.flag_bits & _LOCKED]
    key = _fitting(opened, locked) if locked else b""
    if isinstance(key, Refused):
        yield Member("", refusal=key)
    for info, name in zip(infos, _names(infos), strict=True):
        if info.external_attr >> 16 & _FOLDER_KINDS == _LINK:
            yield Member(name, skipped="skipped_link")
        elif not info.flag_bits & _LOCKED:
            yield Member(name, info.file_size, partial(_pieces, opened, info, b""))
        elif not isinstance(key, Refused):
            yield Member(name, info.file_size, partial(_pieces, opened, info, key))


def _names(infos: Iterable[zipfile.ZipInfo]) -> Iterator[str]:
    """What the members are called: by their UTF-8 flag, their Unicode field, or the archive's encoding."""
    infos = list(infos)
    plain = [None if info.flag_bits & _UTF8 else info.orig_filename.encode("cp437") for info in infos]
    guessed = iter(decoded(name for name in plain if name is not None))
    for info, raw in zip(infos, plain, strict=True):
        if raw is None:
            yield info.orig_filename
        else:
            guess = next(guessed)
            yield _unicode_path(info.extra, raw) or guess


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """The name in the Unicode Path field, if it is there and meant for this very name."""
    field = _extra_field(extra, _UNICODE_PATH)
    if len(field) < 5 or field[0] != 1 or int.from_bytes(field[1:5], "little") != zlib.crc32(raw):
        return ""
    return field[5:].decode("utf-8", "replace")


def _extra_field(extra: bytes, number: int) -> bytes:
    """The content of a numbered extra field, empty if there is none."""
    while len(extra) >= 4:
        found, size = struct.unpack_from("<HH", extra)
        if found == number:
            return extra[4 : 4 + size]
        extra = extra[4 + size :]
    return b""


def _fitting(opened: _Zip, locked: list[zipfile.ZipInfo]) -> Refused | bytes:
    """The password's right spelling, tried on the smallest locked member; else why it all stays shut."""
    password = opened.password()
    if password is None:
        return Refused("archive_locked")
    if any(info.flag_bits & _STRONG for info in locked):
        return Refused("archive_lock_unknown")
    old = sum(info.compress_size for info in locked if info.compress_type != AES_METHOD)
    if old > _OLD_LOCK_BYTES:
        return Refused("archive_lock_slow", limit_mb=_OLD_LOCK_BYTES // MEGABYTE)
    smallest = min(locked, key=lambda info: info.compress_size)
    for spelled in _spelled(password):
        try:
            for _ in _pieces(opened, smallest, spelled):
                pass
        except Refused as refusal:
            if refusal.code != "password_wrong":
                return spelled  # it fits; what else is wrong is told of that member
        else:
            return spelled
    return Refused("password_wrong")


def _pieces(opened: _Zip, info: zipfile.ZipInfo, key: bytes) -> Iterator[bytes]:
    """A member's bytes, checked at the end; Refused if damaged, or locked by another password."""
    if not info.flag_bits & _LOCKED:
        return _checked(unpacked(info.compress_type, _stored(opened, info), info), info)
    if info.compress_type == AES_METHOD:
        lock = AesLock.of(_extra_field(info.extra, AES_FIELD), key)
        plain = lock.opened(_stored(opened, info), info.compress_size)
        return _checked(unpacked(lock.method, plain, info), info, crc=lock.has_crc)
    return _behind_old_lock(opened, info, key)


def _stored(opened: _Zip, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member as it lies in the archive, wherever its own header says that it begins."""
    opened.file.seek(info.header_offset)
    header = opened.file.read(_LOCAL_HEADER.size)
    magic, name, extra = _LOCAL_HEADER.unpack(header) if len(header) == _LOCAL_HEADER.size else (b"", 0, 0)
    if magic != b"PK\x03\x04":
        raise Refused("member_damaged")
    opened.file.seek(name + extra, io.SEEK_CUR)
    left = info.compress_size
    while left:
        piece = opened.file.read(min(left, CHUNK))
        if not piece:
            raise Refused("member_damaged")
        left -= len(piece)
        yield piece


def _checked(pieces: Iterable[bytes], info: zipfile.ZipInfo, *, crc: bool = True) -> Iterator[bytes]:
    """The same pieces; Refused at the end if they aren't what the directory promised."""
    size = checksum = 0
    for piece in pieces:
        size += len(piece)
        if size > info.file_size:
            raise Refused("member_size_untrue")
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if size != info.file_size or (crc and checksum != info.CRC):
        raise Refused("member_damaged")


def _behind_old_lock(opened: _Zip, info: zipfile.ZipInfo, key: bytes) -> Iterator[bytes]:
    """What the library makes of the old lock; damage and a wrong password can't be told apart."""
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Refused("member_packing_unknown")
    try:
        with opened.archive.open(info, pwd=key) as stream:
            while piece := stream.read(CHUNK):
                yield piece
    except Refused:
        raise
    except Exception as error:
        raise Refused("password_wrong") from error
