"""What a workbook's package holds, and the small package that the reading process is given.

That one is written anew from parts that the guard has admitted: workbook, number formats, shared
strings and the sheets to be read under plain names. So nothing can be read that wasn't checked,
and names, paths and zip directories can't be understood in two ways.
"""

import posixpath
import struct
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from jianyou.officefiles.guard import Guarded
from jianyou.terms.finding import Refused

_LARGE = 128 * 1024
_WORKSHEET = "worksheet"
_SHEET_TYPES = (_WORKSHEET, "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_STORED, _DEFLATED = 0, 8


class SheetPart(NamedTuple):
    """A worksheet: its name, its part in the package, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


class Workbook(NamedTuple):
    """The worksheets in order, and the parts that they share ("" where there is none)."""

    sheets: list[SheetPart]
    strings: str
    styles: str
    date1904: bool


class Relation(NamedTuple):
    """A relationship within the package: the last word of its type, and the part it leads to."""

    kind: str
    part: str


def open_workbook(guarded: Guarded) -> Workbook:
    """Find the sheets of an .xlsx; Refused if its parts don't hang together."""
    relations = relations_of(guarded, guarded.main)
    sheets: list[SheetPart] = []
    date1904 = False
    for element in guarded.xml(guarded.main).iter("{*}workbookPr", "{*}sheet"):
        if element.tag.endswith("}workbookPr"):
            date1904 = element.get("date1904") in ("1", "true")
            continue
        key = next((value for name, value in element.attrib.items() if str(name).endswith("}id")), "")
        relation = relations.get(str(key))
        if relation is None or relation.kind not in _SHEET_TYPES:
            raise Refused("sheet_parts_missing", part=str(element.get("name", ""))[:40])
        if relation.kind == _WORKSHEET:
            hidden = element.get("state", "visible") != "visible"
            sheets.append(SheetPart(element.get("name", ""), relation.part, hidden))
    shared = {relation.kind: relation.part for relation in relations.values()}
    return Workbook(sheets, shared.get("sharedStrings", ""), shared.get("styles", ""), date1904)


def relations_of(guarded: Guarded, part: str) -> Mapping[str, Relation]:
    """The internal relationships of a part by their id; empty if it has none."""
    folder, name = posixpath.split(part)
    actual = {known.lower(): known for known in guarded.parts}
    described_in = actual.get(f"{folder}/_rels/{name}.rels".lower())
    if described_in is None:
        return {}
    relations: dict[str, Relation] = {}
    for told in guarded.relationships(described_in):
        if told.external:
            continue
        target = told.target
        path = target[1:] if target.startswith("/") else f"{folder}/{target}"
        if "." in path.partition("/")[0] or "./" in path:
            path = posixpath.normpath(path)
        relations[told.id] = Relation(told.kind, actual.get(path.lower(), ""))
    return relations


class Packer:
    """Writes the small package part by part; large parts are packed, small ones stored."""

    def __init__(self, *, sheets: int, date1904: bool) -> None:
        entries = _frame_of(sheets, date1904)
        self._pieces: list[bytes] = [piece for entry in entries for piece in entry[:2]]
        self._directory: list[bytes] = [entry[2] for entry in entries]
        self._offset = sum(map(len, self._pieces))

    def add(self, name: str, data: bytes) -> None:
        """Add a part."""
        head, stored, entry = _entry(name, data, self._offset)
        self._pieces += (head, stored)
        self._directory.append(entry)
        self._offset += len(head) + len(stored)

    def finish(self) -> Sequence[bytes]:
        """The whole package in pieces, the first of them never empty."""
        directory = b"".join(self._directory)
        count = len(self._directory)
        end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), self._offset, 0)
        return _merge([*self._pieces, directory, end])


def _entry(name: str, data: bytes, offset: int) -> tuple[bytes, bytes, bytes]:
    """A part's local header, its bytes as stored, and its entry in the directory."""
    method, stored = _STORED, data
    if len(data) > _LARGE:
        method, deflater = _DEFLATED, zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
        stored = deflater.compress(data) + deflater.flush()
    path = name.encode()
    sizes = (zlib.crc32(data), len(stored), len(data), len(path))
    head = _LOCAL.pack(b"PK\x03\x04", 20, 0, method, 0, 33, *sizes, 0)
    entry = _CENTRAL.pack(b"PK\x01\x02", 20, 20, 0, method, 0, 33, *sizes, 0, 0, 0, 0, 0, offset)
    return head + path, stored, entry + path


@lru_cache(maxsize=8)
def _frame_of(sheets: int, date1904: bool) -> tuple[tuple[bytes, bytes, bytes], ...]:
    """The parts that hold the others together, as entries."""
    numbers = range(1, sheets + 1)
    names = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="s{n}"/>' for n in numbers)
    parts = "".join(_relation(f"s{n}", _WORKSHEET, f"worksheets/sheet{n}.xml") for n in numbers)
    parts += _relation("t", "sharedStrings", "sharedStrings.xml") + _relation("y", "styles", "styles.xml")
    book = f'<workbookPr date1904="{int(date1904)}"/><sheets>{names}</sheets>'
    written = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": _relations(_relation("w", "officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": _relations(parts),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{book}</workbook>'.encode(),
    }
    entries: list[tuple[bytes, bytes, bytes]] = []
    offset = 0
    for name, data in written.items():
        entries.append(_entry(name, data, offset))
        offset += len(entries[-1][0]) + len(entries[-1][1])
    return tuple(entries)


def _merge(pieces: Sequence[bytes]) -> list[bytes]:
    """Small pieces joined, so that they leave in one write; large ones stay as they are."""
    merged: list[bytes] = []
    small: list[bytes] = []
    for piece in pieces:
        if len(piece) <= _LARGE:
            small.append(piece)
            continue
        merged += (b"".join(small), piece)
        small = []
    return [*merged, b"".join(small)]


def _relation(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'


def _relations(inner: str) -> bytes:
    return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'.encode()
