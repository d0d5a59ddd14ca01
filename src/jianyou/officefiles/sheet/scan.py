"""A look at a sheet's XML beside its reading: how far it reaches, and what its values don't tell.

Searches of bytes, so that an ordinary sheet costs a few microseconds; only one that shows signs of
formulas, errors, odd values or odd number formats is walked cell by cell. Prefixes of element names
are free, as some writers use them. What can deceive these searches meets the reader's own limits.
"""

import html
import re
import sys
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jianyou.officefiles.sheet.child import letters
from jianyou.terms.finding import Refused

MERGES = 20_000
_LETTER_COLUMNS = 26
_MANY_ROWS = 10_000
_ERROR_LENGTH = 20
_HEAD = 600
_MOST_COLUMNS, _MOST_ROWS = 1_000, 100_000

_P = rb"(?:[\w.-]+:)?"
_TOKEN = re.compile(rb"<" + _P + rb"(row|c)((?:\s[^<>]*?)?)(/?)>")
_ROW = re.compile(rb"<" + _P + rb"row((?:\s[^<>]*)?)>")
_NUMBER = re.compile(rb"""\sr\s*=\s*["']([0-9]{1,7})["']""")
_OWN_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3}[0-9]{1,7})["']""")
_TYPE = re.compile(rb"""\st\s*=\s*["'](\w*)["']""")
_STYLE = re.compile(rb"""\ss\s*=\s*["']([0-9]{1,7})["']""")
_ENDS = re.compile(rb"""\s(min|max)\s*=\s*["']([0-9]{1,7})["']""")
_REFERENCE = re.compile(rb"([A-Za-z]{1,3})([0-9]{1,7})")
_CELL = re.compile(rb"""c\s[^<>]*?\br=["']([A-Z]{1,3}[0-9]{1,7})["']""")
_FILLED_CELL = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^<>]*(?<!/)>\s*<(?!/)')
_FILLED_FAR_CELL = re.compile(rb'<c r="([A-Z]{2,3}[0-9]{1,7})"[^<>]*(?<!/)>\s*<(?!/)')
_TEXT = re.compile(rb"<t(?:\s[^<>]*)?>[^<]*")
_VALUE = re.compile(rb"<" + _P + rb"v(?:\s[^<>]*)?(?:/>|>(.*?)</" + _P + rb"v\s*>)", re.DOTALL)
_FORMULA = re.compile(rb"<" + _P + rb"f[\s>/]")
_TWO_VALUES = re.compile(rb"</v>\s*<(?:v|is)[\s>]")
_TWO_VALUES_INLINE = re.compile(rb"</is>\s*<(?:v|is)[\s>]")
_VALUE_START = re.compile(rb"<" + _P + rb"(?:v|is)[\s>]")
_ANY_FILLED_CELL = re.compile(
    rb"<" + _P + rb"""c\s[^<>]*?\br\s*=\s*["']([A-Za-z]+[0-9]+)["'][^<>]*(?<!/)>\s*<(?!/)"""
)
_BAD_INDEX = re.compile(rb't="s"[^<>]*>\s*<v>(?![0-9]+</)')
_ODD_VALUE = re.compile(rb"<v>[^<&]*(?:&|<[!?])")
_COLUMN = re.compile(rb"<" + _P + rb"col(\s[^<>]*)>")
_HIDING = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']|\s(?:ht|width)\s*=\s*["']0+(?:\.0*)?["']""")
_WALK_SIGNS = (b"</f>", b"<f ", b' t="e"')
_HIDING_SIGNS = (b'hidden="1"', b'hidden="true"', b' ht="0"', b' width="0"')


class Position(NamedTuple):
    """A cell's row and column, from 1."""

    row: int
    column: int

    def __str__(self) -> str:
        """As people name it: B3."""
        return f"{letters(self.column)}{self.row}"


@dataclass(slots=True)
class Scan:
    """What a sheet's XML tells beside its values.

    `errors` are the error values as shown, `formats` the styles of plain numbers that may tell
    something else; hidden columns are (first, last).
    """

    formulas: list[Position] = field(default_factory=list)
    without_value: list[Position] = field(default_factory=list)
    errors: list[tuple[Position, str]] = field(default_factory=list)
    formats: list[tuple[Position, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


class _CellXml(NamedTuple):
    """A cell's reference, its attributes and what it holds."""

    reference: bytes
    attributes: bytes
    inner: bytes

    def position(self) -> Position:
        return _position(self.reference) or Position(0, 0)


def scan_sheet(xml: bytes, sheet: str, *, cells: int, telling: Container[int] = ()) -> Scan:
    """Look through a sheet; Refused if it reaches too far or holds values that can't be relied on.

    `cells` is the largest grid to be read; `telling` are the styles that show a number as
    something else.
    """
    if b"<is>" in xml:  # texts within the sheet: nothing is looked for in them
        xml = _TEXT.sub(b"", xml)
    unusual = not _is_usual(xml)
    if xml.count(b"/c>") + (xml.count(b":c>") if unusual else 0) > cells:
        last = _cell_before(xml, len(xml))
        raise Refused("sheet_too_large", sheet=sheet, cell=str(last or "?"), limit=cells)
    _refuse_far(xml, sheet, cells)
    if xml.count(b"mergeCell ") > MERGES:
        raise Refused("sheet_too_many_merges", sheet=sheet, limit=MERGES)
    _refuse_repeated((_ANY_FILLED_CELL if unusual else _FILLED_CELL).findall(xml), sheet)
    scan = Scan()
    if unusual or telling or _has_odd_value(xml) or any(sign in xml for sign in _WALK_SIGNS):
        for cell in _walk(xml):
            _note_cell(scan, cell, sheet, telling)
    if unusual or any(sign in xml for sign in _HIDING_SIGNS):
        _note_hidden(scan, xml)
    return scan


def _is_usual(xml: bytes) -> bool:
    """Whether names have no prefix and values stand in double quotes, as nearly all writers do it."""
    data = xml.find(b"sheetData")
    return xml[data - 1 : data] == b"<" and b"='" not in xml[: data + _HEAD]


def _has_odd_value(xml: bytes) -> bool:
    """Whether some value isn't plain: an index that is no number, two values, entities, comments."""
    if _BAD_INDEX.search(xml) is not None or _TWO_VALUES.search(xml) is not None:
        return True
    if b"</is>" in xml and _TWO_VALUES_INLINE.search(xml) is not None:
        return True
    return (b"<!" in xml or b"&" in xml) and _ODD_VALUE.search(xml) is not None


def _refuse_repeated(references: Sequence[bytes], sheet: str) -> None:
    """Refuse a cell that is told twice: nobody can tell which content counts."""
    if len(set(references)) != len(references):
        (cell, _), *_ = Counter(references).most_common(1)
        raise Refused("sheet_value_unclear", sheet=sheet, cell=cell.decode())


def _refuse_far(xml: bytes, sheet: str, cells: int) -> None:
    """Refuse a grid of more than `cells` positions, naming the cell that stretches it."""
    end = xml.rfind(b"sheetData>")
    last = _cell_before(xml, max(xml.rfind(b"v>", 0, end), xml.rfind(b"is>", 0, end)))
    far = [found for match in _FILLED_FAR_CELL.finditer(xml) if (found := _position(match[1]))]
    bottom = max([last.row if last else 0, *(position.row for position in far)])
    right = max([_LETTER_COLUMNS, *(position.column for position in far)])
    if bottom * right <= cells:
        return
    filled = [found for match in _FILLED_CELL.finditer(xml) if (found := _position(match[1]))]
    if not filled:
        return
    lowest = max(filled)
    widest = max(filled, key=lambda position: position.column)
    height = lowest.row - min(filled).row + 1
    width = widest.column - min(position.column for position in filled) + 1
    if height * width > cells:
        cell = widest if width > height or height < _MANY_ROWS else lowest
        raise Refused("sheet_too_large", sheet=sheet, cell=str(cell), limit=cells)


def _cell_before(xml: bytes, end: int) -> Position | None:
    """The cell that begins last before `end`."""
    start = max(xml.rfind(b"<c ", 0, end), xml.rfind(b":c ", 0, end)) if end > 0 else -1
    match = _CELL.match(xml, start + 1) if start >= 0 else None
    return _position(match[1]) if match is not None else None


def _position(reference: bytes) -> Position | None:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + letter - 64
    return Position(int(match[2]), column)


def _walk(xml: bytes) -> Iterator[_CellXml]:
    """Every cell that isn't empty; one without a reference follows the one before."""
    row = 0
    reference = attributes = b""
    start = -1
    end = xml.rfind(b"sheetData>")
    end = end if end >= 0 else len(xml)
    for token in _TOKEN.finditer(xml, 0, end):
        if start >= 0:
            yield _CellXml(reference, attributes, xml[start : token.start()])
            start = -1
        attributes = token[2]
        if token[1] == b"row":
            number = _NUMBER.search(attributes)
            row = int(number[1]) if number is not None else row + 1
            reference = b""
            continue
        own = _OWN_REFERENCE.search(attributes)
        reference = own[1] if own is not None else _next(reference, row)
        start = -1 if token[3] else token.end()
    if start >= 0:
        yield _CellXml(reference, attributes, xml[start:end])


def _next(reference: bytes, row: int) -> bytes:
    """The reference of the cell to the right, or of a row's first."""
    before = _position(reference)
    position = Position(row, 1) if before is None else Position(before.row, before.column + 1)
    return str(position).encode()


def _note_cell(scan: Scan, cell: _CellXml, sheet: str, telling: Container[int]) -> None:
    match = _TYPE.search(cell.attributes)
    kind = match[1] if match is not None else b"n"
    match = _VALUE.search(cell.inner)
    value = (match[1] or b"") if match is not None else b""
    if _is_unclear(kind, value, cell.inner):
        raise Refused("sheet_value_unclear", sheet=sheet, cell=str(cell.position()))
    if _FORMULA.search(cell.inner) is not None:
        scan.formulas.append(cell.position())
        if not value and kind != b"str":
            scan.without_value.append(cell.position())
    if kind == b"e":
        text = sys.intern(html.unescape(value.decode("utf-8", "replace"))[:_ERROR_LENGTH])
        scan.errors.append((cell.position(), text))
    elif kind == b"n" and telling and value:
        match = _STYLE.search(cell.attributes)
        if match is not None and (style := int(match[1])) in telling:
            scan.formats.append((cell.position(), style))


def _is_unclear(kind: bytes, value: bytes, inner: bytes) -> bool:
    """Whether the reader would take the value for another, or for none, without a word."""
    if kind == b"s" and value and not value.isdigit():
        return True
    if b"<" in value or (b"&" in value and kind not in (b"str", b"d")):
        return True
    return len(_VALUE_START.findall(inner)) > 1


def _note_hidden(scan: Scan, xml: bytes) -> None:
    data = max(xml.find(b"sheetData>"), 0)
    for column in _COLUMN.finditer(xml, 0, data):
        if _HIDING.search(column[1]):
            ends = dict(_ENDS.findall(column[1]))
            if len(ends) == 2 and len(scan.hidden_columns) < _MOST_COLUMNS:
                scan.hidden_columns.append((int(ends[b"min"]), int(ends[b"max"])))
    row = 0
    for token in _ROW.finditer(xml, data):
        number = _NUMBER.search(token[1])
        row = int(number[1]) if number is not None else row + 1
        if _HIDING.search(token[1]) and len(scan.hidden_rows) < _MOST_ROWS:
            scan.hidden_rows.append(row)
