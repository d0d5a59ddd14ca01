"""A package changed in a few parts; all others go over as they are packed, in their order."""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Sequence
from copy import copy
from typing import NamedTuple

from lxml import etree

from jianyou.officefiles.guard import Guarded
from jianyou.officefiles.trees import parse_xml
from jianyou.officefiles.unpacking import Package
from jianyou.officefiles.word.names import Element
from jianyou.terms.finding import Refused

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_NEWEST = 20  # version needed to extract: deflated files
_UTF8 = 0x800
_LEVEL = 6
_DAWN = (1980, 1, 1, 0, 0, 0)  # where the zip format's dates begin; Word dates its parts so
_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


class Related(NamedTuple):
    """A part that another leads to, the last word of the relationship's type and its id."""

    part: str
    kind: str
    id: str


class Parcel:
    """The parts of a guarded package as they stand after the changes made so far."""

    def __init__(self, guarded: Guarded) -> None:
        if guarded.package is None:
            raise ValueError("a parcel is made of a package")
        self.guarded = guarded
        self._package: Package = guarded.package
        self._changed: dict[str, bytes | None] = {}

    @property
    def names(self) -> Sequence[str]:
        """The names of all parts that the package has now."""
        kept = [name for name in self._package.entries if self._changed.get(name, b"") is not None]
        new = [name for name, data in self._changed.items() if data is not None]
        return [*kept, *(name for name in new if name not in self._package.entries)]

    def named(self, name: str) -> str:
        """The name as the package spells it, empty if it has no such part."""
        wanted = name.lower()
        return next((known for known in self.names if known.lower() == wanted), "")

    def unused(self, stem: str, suffix: str) -> str:
        """A name that no part has: the stem, a number, the suffix."""
        taken = {name.lower() for name in self.names}
        numbers = range(1, len(taken) + 2)
        return next(name for number in numbers if (name := f"{stem}{number}{suffix}").lower() not in taken)

    def part(self, name: str) -> bytes:
        """The part's bytes as `Guarded.part` gives them."""
        changed = self._changed.get(name)
        return self.guarded.part(name) if changed is None else changed

    def xml(self, name: str) -> Element:
        """The part parsed, in its own namespaces."""
        return parse_xml(self.part(name), name, self.guarded.limits)

    def put(self, name: str, data: bytes | Element) -> None:
        """Replace a part or add one."""
        self._changed[name] = data if isinstance(data, bytes) else serialized(data)

    def relations(self, part: str) -> list[Related]:
        """What a part leads to within the package."""
        found = self.named(_relations_part(part))
        if not found:
            return []
        return [
            Related(self.named(_target(part, each)), _kind(each), each.get("Id") or "")
            for each in self.xml(found)
            if each.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part lead to another; `kind` is the whole type. Returns the relationship's id."""
        name = self.named(_relations_part(part)) or _relations_part(part)
        root = (
            self.xml(name)
            if name in self.names
            else etree.Element(_tag(None, "Relationships", _RELATIONSHIPS))
        )
        taken = {each.get("Id") for each in root}
        key = next(key for n in range(1, len(taken) + 2) if (key := f"rIdRemarks{n}") not in taken)
        path = posixpath.relpath(target, posixpath.dirname(part) or ".")
        attributes = {"Id": key, "Type": kind, "Target": path}
        etree.SubElement(root, _tag(root, "Relationship", _RELATIONSHIPS), attributes)
        self.put(name, root)
        return key

    def declare(self, part: str, content_type: str) -> None:
        """Say what a new part is."""
        name = self.named(_TYPES)
        if not name:
            return
        root = self.xml(name)
        attributes = {"PartName": f"/{part}", "ContentType": content_type}
        etree.SubElement(root, _tag(root, "Override", ""), attributes)
        self.put(name, root)

    def take_out(self, part: str, *, of: str) -> None:
        """Drop a part, what was declared of it, and the relationships that lead to it from `of`."""
        self._changed[part] = None
        name = self.named(_relations_part(of))
        if name:
            root = self.xml(name)
            _remove(root, [each for each in root if _target(of, each).lower() == part.lower()])
            if len(root):
                self.put(name, root)
            else:
                self._changed[name] = None
        types = self.named(_TYPES)
        if types:
            root = self.xml(types)
            _remove(
                root, [each for each in root if (each.get("PartName") or "").lower() == f"/{part}".lower()]
            )
            self.put(types, root)

    def packed(self) -> bytes:
        """The whole package; the very bytes that came in where nothing was changed."""
        if not self._changed:
            return self.guarded.data
        writer = _Writer()
        for name, entry in self._package.entries.items():
            if name not in self._changed:
                stored, checksum, size = self._package.stored(name)
                writer.add(entry, stored, checksum, size)
            elif (data := self._changed[name]) is not None:
                writer.add_new(entry, data)
        for name, data in self._changed.items():
            if data is not None and name not in self._package.entries:
                writer.add_new(_new_entry(name), data)
        return writer.finish()


def serialized(root: Element) -> bytes:
    """A whole XML part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def in_utf8(data: bytes, part: str) -> bytes:
    """XML in UTF-8 where it was declared in another encoding; Refused if it doesn't hold to it."""
    declared = _declared_encoding(data)
    if declared in ("utf-8", "utf8", "us-ascii", "ascii"):
        return data
    try:
        text = data.decode(declared)
    except (UnicodeDecodeError, LookupError) as error:
        raise Refused("part_damaged", part=part) from error
    return text[text.index("?>") + 2 :].encode()


def _declared_encoding(data: bytes) -> str:
    head = data[:400].removeprefix(b"\xef\xbb\xbf")
    if not head.startswith(b"<?xml") or b"encoding" not in head.partition(b"?>")[0]:
        return "utf-8"
    value = head.partition(b"?>")[0].partition(b"encoding")[2].lstrip(b" \t\r\n=")
    return value[1:].partition(value[:1])[0].decode("ascii", "replace").lower()


class _Writer:
    """Writes entries one after another."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._directory: list[bytes] = []
        self._offset = 0

    def add(self, entry: zipfile.ZipInfo, stored: bytes, checksum: int, size: int) -> None:
        """Add a part as it is packed."""
        name = entry.filename.replace("\\", "/").encode()
        flags = 0 if name.isascii() else _UTF8
        year, month, day, hour, minute, second = entry.date_time
        time, date = hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
        shared = (flags, entry.compress_type, time, date, checksum, len(stored), size, len(name))
        head = _LOCAL.pack(b"PK\x03\x04", _NEWEST, *shared, 0) + name
        made_by = entry.create_system << 8 | entry.create_version & 0xFF
        rest = (0, 0, 0, entry.internal_attr & 0xFFFF, entry.external_attr & 0xFFFFFFFF, self._offset)
        self._directory += (_CENTRAL.pack(b"PK\x01\x02", made_by, _NEWEST, *shared, *rest), name)
        self._pieces += (head, stored)
        self._offset += len(head) + len(stored)

    def add_new(self, entry: zipfile.ZipInfo, data: bytes) -> None:
        """Add a part of these bytes under the entry's name and date."""
        deflater = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        stored = deflater.compress(data) + deflater.flush()
        entry = copy(entry)
        entry.compress_type = zipfile.ZIP_DEFLATED
        self.add(entry, stored, zlib.crc32(data), len(data))

    def finish(self) -> bytes:
        """The whole zip."""
        directory = b"".join(self._directory)
        count = len(self._directory) // 2
        end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), self._offset, 0)
        return b"".join([*self._pieces, directory, end])


def _new_entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAWN)
    entry.create_system = 0
    return entry


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(part: str, relation: Element) -> str:
    target = relation.get("Target") or ""
    path = target[1:] if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
    return posixpath.normpath(path)


def _kind(relation: Element) -> str:
    return (relation.get("Type") or "").rpartition("/")[2]


def _tag(root: Element | None, name: str, otherwise: str) -> str:
    space = otherwise if root is None else etree.QName(root).namespace
    return f"{{{space}}}{name}" if space else name


def _remove(root: Element, children: Sequence[Element]) -> None:
    for child in children:
        root.remove(child)
