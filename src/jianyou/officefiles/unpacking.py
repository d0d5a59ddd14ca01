"""Zip packages read against a budget: real sizes count, never those that a package declares."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jianyou.terms.finding import Refused

MEGABYTE = 1024 * 1024
_CHUNK = 256 * 1024
_DIRECTORY_RECORD = b"PK\x01\x02"
_LOCAL_HEADER = b"PK\x03\x04"
_LOCAL_HEADER_SIZE = 30
_ENCRYPTED_FLAG = 1
_XML_NAMES = (".xml", ".rels", ".vml")
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_TEXT_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_LONGEST_PROLOG = 16 * 1024
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"gb2312", b"gbk", b"gb18030", b"iso-8859-1"}
_WIDE_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_TOO_WIDE_STARTS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"<\x00\x00\x00", b"\x00\x00\x00<")

_UNSAFE_PATH = re.compile(r"^/|:|(?:^|/)\.\.(?:/|\Z)")


@dataclass(frozen=True, slots=True)
class Limits:
    """What an input may cost. Sizes are bytes; `ratio` counts from `ratio_from` unpacked bytes on."""

    file_bytes: int = 40 * MEGABYTE
    unpacked_bytes: int = 128 * MEGABYTE
    part_bytes: int = 64 * MEGABYTE
    ratio: int = 200
    ratio_from: int = 4 * MEGABYTE
    parts: int = 4096
    tree_bytes: int = 48 * MEGABYTE


LIMITS = Limits()


@dataclass(slots=True)
class Package:
    """An opened zip: `entries` by part name, and the bytes unpacked so far by part.

    `names` leads from the lower case of a name to the name itself.
    """

    data: bytes
    limits: Limits
    entries: dict[str, zipfile.ZipInfo]
    names: dict[str, str]
    unpacked: dict[str, int] = field(default_factory=dict)
    total: int = 0

    def read(self, name: str) -> bytes:
        """The part's bytes, XML as UTF-8; KeyError if absent, Refused if it breaks a limit."""
        return as_plain_xml(name, b"".join(self._inflate(name, whole=True)))

    def stream(self, name: str) -> Iterator[bytes]:
        """The same in pieces of at most 256 KB, for parts too large to be held whole."""
        for number, piece in enumerate(self._inflate(name, whole=False)):
            if number == 0 and piece.startswith(_WIDE_STARTS):
                raise Refused("part_encoding_unknown", part=show(name))
            yield as_plain_xml(name, piece) if number == 0 else piece

    def stored(self, name: str) -> tuple[bytes, int, int]:
        """The part as packed, with its checksum and size: the same for the same content."""
        entry = self.entries[name]
        return bytes(_stored_bytes(self.data, entry, name)), entry.CRC, entry.file_size

    def _inflate(self, name: str, *, whole: bool) -> Iterator[bytes]:
        entry = self.entries[name]
        stored = _stored_bytes(self.data, entry, name)
        allowed = self._allowance(name, entry, len(stored))
        if entry.file_size > allowed:
            self._refuse_size(name, entry, entry.file_size)
        if entry.compress_type == zipfile.ZIP_STORED:
            size = len(stored) if whole else _CHUNK
            pieces: Iterator[bytes] = (
                bytes(stored[at : at + size]) for at in range(0, len(stored), size or 1)
            )
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            pieces = _pieces(stored, allowed + 1 if whole else _CHUNK, name)
        else:
            raise Refused("package_compression_unknown", part=show(name))
        total = checksum = 0
        for piece in pieces:
            total += len(piece)
            if total > allowed:
                self._refuse_size(name, entry, total)
            checksum = zlib.crc32(piece, checksum)
            self._spend(name, total)
            yield piece
        if total != entry.file_size or checksum != entry.CRC:
            raise Refused("package_part_damaged", part=show(name))

    def _allowance(self, name: str, entry: zipfile.ZipInfo, stored: int) -> int:
        limits = self.limits
        spent = self.total - self.unpacked.get(name, 0)
        by_ratio = max(limits.ratio_from, limits.ratio * stored)
        return max(0, min(limits.part_bytes, limits.unpacked_bytes - spent, by_ratio, entry.file_size))

    def _spend(self, name: str, size: int) -> None:
        """Count a part once, however often it is read."""
        before = self.unpacked.get(name, 0)
        if size > before:
            self.unpacked[name] = size
            self.total += size - before

    def _refuse_size(self, name: str, entry: zipfile.ZipInfo, size: int) -> None:
        limits = self.limits
        if size > entry.file_size:
            raise Refused("package_size_untrue", part=show(name))
        if size > limits.part_bytes or self.total + size > limits.unpacked_bytes:
            raise Refused("part_too_large", part=show(name), limit_mb=limits.part_bytes // MEGABYTE)
        raise Refused("part_expands_too_much", part=show(name), ratio=limits.ratio)


def open_package(data: bytes, limits: Limits = LIMITS) -> Package:
    """Open a zip and check its directory: count, names, duplicates, encryption; Refused otherwise."""
    if data.count(_DIRECTORY_RECORD) > limits.parts:
        raise Refused("package_too_many_parts", limit=limits.parts)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except Exception as error:  # anything at all comes out of a damaged directory
        raise Refused("package_damaged") from error
    entries: dict[str, zipfile.ZipInfo] = {}
    names: dict[str, str] = {}
    for info in infos:
        name = info.filename.replace("\\", "/")
        if name.endswith("/"):
            continue
        if _UNSAFE_PATH.search(name):
            raise Refused("package_unsafe_path", part=show(name))
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise Refused("package_encrypted")
        if names.setdefault(name.lower(), name) in entries:
            raise Refused("package_duplicate_part", part=show(name))
        entries[name] = info
    return Package(data, limits, entries, names)


def show(name: str) -> str:
    """A part's name fit to be shown: printable and not long."""
    shown = "".join(char if char.isprintable() else "�" for char in name[:80])
    return shown + "…" if len(name) > 80 else shown


def _stored_bytes(data: bytes, entry: zipfile.ZipInfo, name: str) -> memoryview:
    start = entry.header_offset
    header = data[start : start + _LOCAL_HEADER_SIZE]
    if start < 0 or len(header) < _LOCAL_HEADER_SIZE or header[:4] != _LOCAL_HEADER:
        raise Refused("package_damaged")
    names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    begin = start + _LOCAL_HEADER_SIZE + names
    stored = memoryview(data)[begin : begin + entry.compress_size]
    if len(stored) != entry.compress_size:
        raise Refused("package_part_damaged", part=show(name))
    return stored


def _pieces(stored: memoryview, size: int, name: str) -> Iterator[bytes]:
    """Inflate a part in pieces of at most `size` bytes."""
    step = max(size, _CHUNK)  # a tail left over is copied, so the packed side goes in slices too
    try:
        yield from inflate((stored[start : start + step] for start in range(0, len(stored), step)), size)
    except zlib.error as error:
        raise Refused("package_part_damaged", part=show(name)) from error


def inflate(stored: Iterable[bytes | memoryview], size: int) -> Iterator[bytes]:
    """Inflate slices of a raw deflate stream in pieces of at most `size` bytes; zlib.error if unsound."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for packed in stored:
        rest: bytes | memoryview = packed
        while rest and not inflater.eof:
            piece = inflater.decompress(rest, size)
            rest = inflater.unconsumed_tail
            if piece:
                yield piece
    while not inflater.eof and (piece := inflater.decompress(b"", size)):
        yield piece
    if not inflater.eof:
        raise zlib.error("cut off")


def as_plain_xml(name: str, data: bytes) -> bytes:
    """XML in UTF-8 (or another ASCII superset) without DTD; other data as it is.

    A part in UTF-16 is recoded, so that a search for bytes finds what a parser would see.
    """
    if not name.lower().endswith(_XML_NAMES) and not data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(
        (b"<", *_WIDE_STARTS)
    ):
        return data
    plain = check_encoding(name, data)
    refuse_dtd(name, plain)
    return plain


def check_encoding(name: str, data: bytes) -> bytes:
    """The XML recoded to UTF-8 where it is UTF-16; Refused for an encoding OPC doesn't know."""
    if data.startswith(_TOO_WIDE_STARTS):
        raise Refused("part_encoding_unknown", part=show(name))
    if data.startswith(_WIDE_STARTS):
        return _narrow(name, data)
    declared = _DECLARATION.match(data.removeprefix(b"\xef\xbb\xbf")[:400])
    if declared is not None and declared[1].lower() not in _ENCODINGS:
        raise Refused("part_encoding_unknown", part=show(name))
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise Refused("part_damaged", part=show(name))
    return data


def _narrow(name: str, data: bytes) -> bytes:
    big = data.startswith((b"\xfe\xff", b"\x00<"))
    try:
        text = data.decode("utf-16-be" if big else "utf-16-le").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Refused("part_damaged", part=show(name)) from error
    return _TEXT_DECLARATION.sub("", text, count=1).encode("utf-8", "replace")


def refuse_dtd(name: str, data: bytes) -> None:
    """Refused where the prolog declares a document type, the only place where XML may have one.

    Office never writes one. A parser will refuse a declaration anywhere else.
    """
    prolog = _PROLOG.match(data, 0, _LONGEST_PROLOG)
    start = 0 if prolog is None else prolog.end()
    if data.startswith(b"<!", start) or start == _LONGEST_PROLOG:
        raise Refused("part_declares_dtd", part=show(name))
