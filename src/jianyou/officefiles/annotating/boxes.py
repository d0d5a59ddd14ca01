"""The boxes that Excel shows notes in: shapes of a VML drawing, one for each note."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from jianyou.officefiles.annotating.splicing import Edit, spliced
from jianyou.officefiles.sheet.scan import Position
from jianyou.officefiles.writing.wrapping import count_lines, text_width

_NAMESPACES = {
    b"v": b"urn:schemas-microsoft-com:vml",
    b"o": b"urn:schemas-microsoft-com:office:office",
    b"x": b"urn:schemas-microsoft-com:office:excel",
}
_SHAPE_START = re.compile(rb"<(?:[\w.-]+:)?shape[\s>]")
_SHAPE_END = re.compile(rb"</(?:[\w.-]+:)?shape\s*>")
_ROW = re.compile(rb"<(?:[\w.-]+:)?Row\s*>\s*(\d{1,7})\s*<")
_COLUMN = re.compile(rb"<(?:[\w.-]+:)?Column\s*>\s*(\d{1,5})\s*<")
_SHAPE_ID = re.compile(rb"_x0000_s(\d{1,9})\b")
_BLOCKS = re.compile(rb"idmap\b[^<>]{0,200}?\bdata\s*=\s*[\"']([\d, ]+)[\"']")
_END = re.compile(rb"</(?:[\w.-]+:)?xml\s*>\s*\Z", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?xml\b[^<>]*>", re.IGNORECASE)
_BLOCK = 1024  # shapes are numbered in blocks; a drawing names those that it takes

_NOTE = b'ObjectType="Note"'
_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)

# Pixels at 96 to the inch: 9 pt type has half-widths of 6 and lines of 16.
_HALF, _LINE, _PADDING = 6, 16, 14
_WIDTHS = (200, 280, 380, 520, 700)
_NARROWEST, _HIGHEST = 120, 900
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576

_COLUMNS = re.compile(rb"<(?:[\w.-]+:)?col(\s[^<>]*)>")
_ROWS = re.compile(rb"<(?:[\w.-]+:)?row\s(?:[^<>]*?\s)?r\s*=\s*[\"'](\d{1,7})[\"'][^<>]*>")
_ROWS_BELOW = 80  # more than the highest box covers
_FORMAT = re.compile(rb"<(?:[\w.-]+:)?sheetFormatPr(\s[^<>]*)>")
_ATTRIBUTE = re.compile(rb"\b([A-Za-z]+)\s*=\s*[\"']([^\"']*)[\"']")
_MOST_COLUMNS = 2_000


class Measures:
    """The widths of a sheet's columns and the heights of the rows by its notes, in pixels, from its XML."""

    def __init__(self, xml: bytes, cells: Iterable[Position]) -> None:
        head = xml[: xml.find(b"sheetData")]
        told = _FORMAT.search(head)
        shape = dict(_ATTRIBUTE.findall(told[1])) if told else {}
        self._width = _pixels(shape.get(b"defaultColWidth", b"9.14"), 7)
        self._height = _pixels(shape.get(b"defaultRowHeight", b"14.25"), 4 / 3)
        self._columns: list[tuple[int, int, int]] = []
        for column in _COLUMNS.findall(head)[:_MOST_COLUMNS]:
            shape = dict(_ATTRIBUTE.findall(column))
            hidden = shape.get(b"hidden") in (b"1", b"true")
            width = 0 if hidden else _pixels(shape.get(b"width", b""), 7, self._width)
            first, last = _pixels(shape.get(b"min", b""), 1), _pixels(shape.get(b"max", b""), 1)
            self._columns.append((first, last, width))
        wanted = {row for cell in cells for row in range(cell.row - 1, cell.row + _ROWS_BELOW)}
        self._rows: dict[int, int] = {}
        for row in _ROWS.finditer(xml, len(head)):
            number = int(row[1])
            if number in wanted:
                shape = dict(_ATTRIBUTE.findall(row[0]))
                hidden = shape.get(b"hidden") in (b"1", b"true")
                height = 0 if hidden else _pixels(shape.get(b"ht", b""), 4 / 3, self._height)
                self._rows[number] = height

    def column(self, number: int) -> int:
        """The width of a column that counts from 1."""
        return next((width for first, last, width in self._columns if first <= number <= last), self._width)

    def row(self, number: int) -> int:
        """The height of a row that counts from 1."""
        return self._rows.get(number, self._height)


def box_size(text: str) -> tuple[int, int]:
    """The width and height, in pixels, of a box that shows the text whole, or as high as is sensible."""
    longest = max(map(text_width, text.split("\n"))) * _HALF + _PADDING
    for width in _WIDTHS:
        lines = count_lines(text, (width - _PADDING) / _HALF)
        height = lines * _LINE + _PADDING
        if height <= width:
            break
    return max(_NARROWEST, min(width, int(longest * 1.1))), min(height, _HIGHEST)


def new_drawing(taken: Collection[int]) -> bytes:
    """An empty VML drawing; `taken` are the numbers of blocks that other drawings of the file use."""
    block = max(taken, default=0) + 1
    spaces = b"".join(b' xmlns:%s="%s"' % pair for pair in _NAMESPACES.items())
    layout = b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout>' % block
    return b"<xml%s>%s%s</xml>" % (spaces, layout, _TYPE)


def blocks_of(drawing: bytes) -> list[int]:
    """The numbers of the blocks that a drawing takes."""
    return [int(number) for found in _BLOCKS.findall(drawing) for number in re.findall(rb"\d{1,6}", found)]


def without_boxes(drawing: bytes, cells: Collection[Position]) -> bytes:
    """The drawing without the boxes of these cells' notes."""
    gone = set(cells)
    spans = _shapes(drawing) if gone else ()
    return spliced(drawing, (Edit(*span) for span in spans if _is_note_of(drawing[slice(*span)], gone)))


def has_shapes(drawing: bytes) -> bool:
    """Whether any shape is left."""
    return _SHAPE_START.search(drawing) is not None


def _shapes(drawing: bytes) -> Iterator[tuple[int, int]]:
    """Where each shape begins and ends."""
    at = 0
    while (start := _SHAPE_START.search(drawing, at)) and (end := _SHAPE_END.search(drawing, start.end())):
        at = end.end()
        yield start.start(), at


def with_boxes(drawing: bytes, notes: Sequence[tuple[Position, str]], measures: Measures) -> bytes | None:
    """The drawing with a box for each note; None if it isn't built as a drawing is."""
    end, root = _END.search(drawing), _ROOT.search(drawing)
    if end is None or root is None:
        return None
    spaces = b"".join(
        b' xmlns:%s="%s"' % pair for pair in _NAMESPACES.items() if b"xmlns:%s=" % pair[0] not in root[0]
    )
    blocks = blocks_of(drawing)
    used = [int(number) for number in _SHAPE_ID.findall(drawing)]
    number = max([*used, (blocks[0] if blocks else 1) * _BLOCK])
    pieces = [drawing[: end.start()]]
    if b'"_x0000_t202"' not in drawing.replace(b'"#', b"").replace(b"'", b'"'):
        pieces.append(_TYPE.replace(b"<v:shapetype", b"<v:shapetype" + spaces, 1))
    for order, (cell, text) in enumerate(notes, 1):
        pieces.append(_box(number + order, cell, text, measures, spaces))
    pieces.append(drawing[end.start() :])
    whole = b"".join(pieces)
    last = (number + len(notes)) // _BLOCK
    missing = range(max(blocks) + 1, last + 1) if blocks else ()
    return _name_blocks(whole, missing)


def _name_blocks(drawing: bytes, more: Sequence[int]) -> bytes:
    if not more:
        return drawing
    found = _BLOCKS.search(drawing)
    if found is None:
        return drawing
    added = b"".join(b",%d" % block for block in more)
    return drawing[: found.end(1)] + added + drawing[found.end(1) :]


def _box(number: int, cell: Position, text: str, measures: Measures, spaces: bytes) -> bytes:
    width, height = box_size(text)
    anchor = ", ".join(map(str, _anchor(cell, width, height, measures)))
    style = (
        f"position:absolute;margin-left:60pt;margin-top:2pt;width:{width * 0.75:g}pt;"
        f"height:{height * 0.75:g}pt;z-index:{number % _BLOCK + 1};visibility:hidden"
    )
    return (
        b'<v:shape%s id="_x0000_s%d" type="#_x0000_t202" style="%s" fillcolor="#ffffe1" o:insetmode="auto">'
        b'<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        b'<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        b'<div style="text-align:left"></div></v:textbox><x:ClientData %s><x:MoveWithCells/>'
        b"<x:SizeWithCells/><x:Anchor>%s</x:Anchor><x:AutoFill>False</x:AutoFill>"
        b"<x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"
    ) % (spaces, number, style.encode(), _NOTE, anchor.encode(), cell.row - 1, cell.column - 1)


def _anchor(cell: Position, width: int, height: int, measures: Measures) -> tuple[int, ...]:
    """First column and row from 0, each with its offset in pixels, then the last ones."""
    left, top = min(cell.column, _LAST_COLUMN - 1), max(cell.row - 2, 0)
    right, across = left, width + 15
    while right < _LAST_COLUMN - 1 and across > measures.column(right + 1):
        across -= measures.column(right + 1)
        right += 1
    bottom, down = top, height + 4
    while bottom < _LAST_ROW - 1 and down > measures.row(bottom + 1):
        down -= measures.row(bottom + 1)
        bottom += 1
    return left, 15, top, 4, right, across, bottom, down


def _is_note_of(shape: bytes, cells: Collection[Position]) -> bool:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if row is None or column is None or b"Note" not in shape:
        return False
    return Position(int(row[1]) + 1, int(column[1]) + 1) in cells


def _pixels(written: bytes, unit: float, otherwise: int = 0) -> int:
    try:
        return min(max(round(float(written) * unit), 0), 1_000_000_000)
    except (ValueError, OverflowError):
        return otherwise
