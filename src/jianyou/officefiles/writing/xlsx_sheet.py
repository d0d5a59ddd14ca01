"""One sheet of a workbook as XML: its cells, merges, heights and print setup."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple
from xml.sax.saxutils import escape

from jianyou.officefiles.paper import Paper, SheetPaper, header_shares, share_out
from jianyou.officefiles.writing.package import XML
from jianyou.officefiles.writing.printable import printable
from jianyou.officefiles.writing.spots import Part, Spot, finding_at
from jianyou.officefiles.writing.wrapping import RowHeights, count_lines
from jianyou.officefiles.writing.xlsx_parts import (
    CELL_SIZE,
    HEADING_STYLE,
    LABEL_SIZE,
    LABEL_STYLE,
    LINE_SIZE,
    LINE_STYLE,
    LONG,
    MAIN,
    QUOTED,
    SHORT,
    TITLE_SIZE,
    TITLE_STYLE,
    cell_styles,
    defined_name,
)
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.place import Place, column_letters

# Excel's own limits (Excel specifications and limits, support.microsoft.com).
MAX_TEXT, MAX_ROWS, MAX_HEIGHT = 32_767, 1_048_576, 409.0
# Column widths in digits of the default font, together: fits A4 landscape at about 94 %.
_ALL_COLUMNS = 150
_DIGIT_PIXELS, _PADDING_PIXELS, _POINTS_PER_PIXEL = 7, 8, 0.75
# Of the type size; LibreOffice with Noto CJK needs the most, 1.45.
_LINE_HEIGHT = 1.48
_ROW_PADDING, _BLANK_ROW = 6.0, 54.0
_SHORT_LENGTH = 255
_FORMULA_SIGNS = frozenset("=+-@")
# Excel reads _x0041_ as an A; so the underscore that begins such a text is written as _x005F_.
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MERGED_START = "{}{}:{}{}"
_AFTER_CELLS = (
    '<printOptions horizontalCentered="1"/>'
    # Inches: 20 mm at the sides, 24 above, 22 below, 12 to the page number.
    '<pageMargins left="0.787" right="0.787" top="0.945" bottom="0.866" header="0.472" footer="0.472"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;C&amp;14— &amp;P —</oddFooter></headerFooter>"
)


class Strings:
    """The workbook's shared strings, each kept once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._uses = 0

    def number(self, text: str) -> int:
        """The number by which cells name `text`."""
        self._uses += 1
        return self._numbers.setdefault(text, len(self._numbers))

    def xml(self) -> str:
        """xl/sharedStrings.xml."""
        start, end = '<si><t xml:space="preserve">', "</t></si>"
        # One pass over all of them is several times as fast; no printable text has a null in it.
        texts = escape(_ESCAPED.sub("_x005F_", "\0".join(self._numbers))).replace("\0", end + start)
        counts = f'count="{self._uses}" uniqueCount="{len(self._numbers)}"'
        items = f"{start}{texts}{end}" if self._numbers else ""
        return f'{XML}<sst xmlns="{MAIN}" {counts}>{items}</sst>'


class Line(NamedTuple):
    """A line outside the table that runs across the sheet."""

    part: Part
    text: str
    style: int
    size: float


class SheetWriter:
    """Writes one paper as a worksheet; `number` counts the workbook's sheets from 0."""

    def __init__(self, number: int, name: str, paper: Paper | SheetPaper, strings: Strings) -> None:
        self._number, self._name, self._strings = number, name, strings
        self._rows = _rows_of_parts(paper)
        last = self._rows[Part.NOTE] - (0 if isinstance(paper, Paper) and paper.note else 1)
        if last > MAX_ROWS:
            raise Refused("sheet_rows_exceeded", rows=last, limit=MAX_ROWS)
        self._paper, self.findings = printable(paper, self._locate)
        self._widths = share_out(_ALL_COLUMNS, [column.width for column in paper.columns])
        self._letters = [column_letters(column) for column in range(1, len(paper.columns) + 1)]
        self._heights = RowHeights([_half_widths(width, CELL_SIZE) for width in self._widths])
        self._merged: list[str] = []

    def xml(self) -> str:
        """The worksheet; after that, `findings` holds what could not be put in as handed in."""
        body = "".join(self._body())
        heading, last = self._rows[Part.HEADING], self._letters[-1]
        merged = "".join(f'<mergeCell ref="{cells}"/>' for cells in self._merged)
        return "".join(
            (
                f'{XML}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
                _view(heading, selected=self._number == 0),
                '<sheetFormatPr defaultRowHeight="15"/><cols>',
                *(
                    f'<col min="{column}" max="{column}" width="{width}" customWidth="1"/>'
                    for column, width in enumerate(self._widths, 1)
                ),
                f"</cols><sheetData>{body}</sheetData>",
                f'<autoFilter ref="{self._filtered()}"/>' if isinstance(self._paper, SheetPaper) else "",
                f'<mergeCells count="{len(self._merged)}">{merged}</mergeCells>' if merged else "",
                _AFTER_CELLS,
                # Otherwise Excel marks every serial number with a green corner.
                f'<ignoredErrors><ignoredError sqref="A{heading}:{last}{self._rows[Part.NOTE]}"',
                ' numberStoredAsText="1"/></ignoredErrors></worksheet>',
            )
        )

    def defined_names(self) -> list[str]:
        """The workbook's names for this sheet: its filter, and the heading row printed on every page."""
        heading = self._rows[Part.HEADING]
        titles = defined_name("Print_Titles", self._number, self._name, f"${heading}:${heading}")
        if isinstance(self._paper, Paper):
            return [titles]
        cells = re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", self._filtered())
        return [defined_name("_FilterDatabase", self._number, self._name, cells, hidden=True), titles]

    def _filtered(self) -> str:
        return f"A1:{self._letters[-1]}{len(self._paper.rows) + 1}"

    def _locate(self, spot: Spot) -> Place:
        if spot.part is Part.CELL:
            row = self._rows[Part.HEADING] + spot.row
            return Place("", self._name, row=row, column=spot.column or None)
        return Place("", self._name, row=self._rows[spot.part], column=spot.column or 1)

    def _body(self) -> Iterator[str]:
        paper = self._paper
        if isinstance(paper, SheetPaper):
            yield self._headings()
            yield from self._entries()
            return
        if paper.label:
            yield self._line(Line(Part.LABEL, paper.label, LABEL_STYLE, LABEL_SIZE))
        yield self._line(Line(Part.TITLE, paper.title, TITLE_STYLE, TITLE_SIZE))
        if paper.header:
            yield self._header(paper.header)
        yield self._headings()
        yield from self._entries()
        yield from self._blank_rows(paper.blank_rows)
        if paper.note:
            yield self._line(Line(Part.NOTE, paper.note, LINE_STYLE, LINE_SIZE))

    def _line(self, line: Line) -> str:
        lines = count_lines(line.text, _half_widths(sum(self._widths), line.size))
        height = self._height(Spot(line.part), lines, line.size) + _ROW_PADDING
        return self._across(line.part, [(0, len(self._widths) - 1)], [line.text], line.style, height)

    def _header(self, pairs: Sequence[tuple[str, str]]) -> str:
        texts = [f"{label}：{value}" for label, value in pairs]
        spans = _spans(self._widths, len(texts))
        if len(spans) < len(texts):
            texts = ["    ".join(texts)]
        widths = [_half_widths(sum(self._widths[first : last + 1]), LINE_SIZE) for first, last in spans]
        height = self._height(Spot(Part.HEADER), RowHeights(widths).lines(texts), LINE_SIZE)
        return self._across(Part.HEADER, spans, texts, LINE_STYLE, height)

    def _across(
        self, part: Part, spans: Sequence[tuple[int, int]], texts: Sequence[str], style: int, height: float
    ) -> str:
        row = self._rows[part]
        cells = []
        for (first, last), text in zip(spans, texts, strict=True):
            cells.append(self._cell(f"{self._letters[first]}{row}", text, style, Spot(part)))
            if first < last:
                cells += [
                    f'<c r="{letter}{row}" s="{style}"/>' for letter in self._letters[first + 1 : last + 1]
                ]
                self._merged.append(f"{self._letters[first]}{row}:{self._letters[last]}{row}")
        return f'<row r="{row}" ht="{height:.1f}" customHeight="1">{"".join(cells)}</row>'

    def _headings(self) -> str:
        row = self._rows[Part.HEADING]
        titles = [column.title for column in self._paper.columns]
        cells = (
            self._cell(f"{letter}{row}", title, HEADING_STYLE, Spot(Part.HEADING, column=number))
            for number, (letter, title) in enumerate(zip(self._letters, titles, strict=True), 1)
        )
        height = self._height(Spot(Part.HEADING), self._heights.lines(titles), CELL_SIZE)
        return f'<row r="{row}" ht="{height:.1f}" customHeight="1">{"".join(cells)}</row>'

    def _entries(self) -> Iterator[str]:
        above = self._rows[Part.HEADING]
        number = self._strings.number
        usual = list(zip(self._letters, self._cell_styles(), strict=True))
        # What a row too low can't show is its end, not its middle.
        top = list(zip(self._letters, self._cell_styles(top=True), strict=True))
        for entry, texts in enumerate(self._paper.rows, 1):
            row = above + entry
            height = self._height(Spot(Part.CELL, entry), self._heights.lines(texts), CELL_SIZE)
            cells = [f'<row r="{row}" ht="{height:.1f}" customHeight="1">']
            columns = top if height >= MAX_HEIGHT else usual
            for text, (letter, styles) in zip(texts, columns, strict=True):
                if len(text) > _SHORT_LENGTH:
                    style = styles[QUOTED if text[0] in _FORMULA_SIGNS else LONG]
                    spot = Spot(Part.CELL, entry, len(cells))
                    cells.append(self._cell(f"{letter}{row}", text, style, spot))
                elif text:
                    cells.append(f'<c r="{letter}{row}" s="{styles[SHORT]}" t="s"><v>{number(text)}</v></c>')
                else:
                    cells.append(f'<c r="{letter}{row}" s="{styles[SHORT]}"/>')
            cells.append("</row>")
            yield "".join(cells)

    def _blank_rows(self, count: int) -> Iterator[str]:
        first = self._rows[Part.HEADING] + 1 + len(self._paper.rows)
        styles = [column_styles[SHORT] for column_styles in self._cell_styles()]
        for row in range(first, first + count):
            # Not marked as a custom height: the row grows with what is written into it.
            yield f'<row r="{row}" ht="{_BLANK_ROW:g}">'
            for letter, style in zip(self._letters, styles, strict=True):
                yield f'<c r="{letter}{row}" s="{style}"/>'
            yield "</row>"

    def _cell_styles(self, *, top: bool = False) -> list[tuple[int, int, int]]:
        top = top or isinstance(self._paper, SheetPaper)
        return [cell_styles(centered=column.centered, top=top) for column in self._paper.columns]

    def _cell(self, name: str, text: str, style: int, spot: Spot) -> str:
        if not text:
            return f'<c r="{name}" s="{style}"/>'
        if 2 * len(text) > MAX_TEXT:
            text = self._fit(text, spot)
        return f'<c r="{name}" s="{style}" t="s"><v>{self._strings.number(text)}</v></c>'

    def _fit(self, text: str, spot: Spot) -> str:
        units = len(text.encode("utf-16-le")) // 2
        if units > MAX_TEXT:
            self._report("sheet_text_cut", Severity.ERROR, spot, count=units, limit=MAX_TEXT)
        return cut(text, MAX_TEXT)

    def _height(self, spot: Spot, lines: int, size: float) -> float:
        height = lines * size * _LINE_HEIGHT + _ROW_PADDING
        if height <= MAX_HEIGHT:
            return height
        self._report("sheet_row_too_low", Severity.WARNING, spot, lines=lines)
        return MAX_HEIGHT

    def _report(self, code: str, severity: Severity, spot: Spot, **params: int) -> None:
        self.findings.append(finding_at(spot, self._paper, self._locate, code, severity, **params))


def cut(text: str, units: int) -> str:
    """The beginning of `text` that has at most `units` UTF-16 units, as Excel counts characters."""
    if 2 * len(text) <= units:
        return text
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def _view(heading: int, *, selected: bool) -> str:
    mark = ' tabSelected="1"' if selected else ""
    return (
        f'<sheetViews><sheetView{mark} workbookViewId="0"><pane ySplit="{heading}"'
        f' topLeftCell="A{heading + 1}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{heading + 1}" sqref="A{heading + 1}"/>'
        "</sheetView></sheetViews>"
    )


def _rows_of_parts(paper: Paper | SheetPaper) -> dict[Part, int]:
    """The row, from 1, of each part; NOTE is the row after the last of the table."""
    if isinstance(paper, SheetPaper):
        return {Part.HEADING: 1, Part.NOTE: len(paper.rows) + 2}
    above = [Part.LABEL] * bool(paper.label) + [Part.TITLE] + [Part.HEADER] * bool(paper.header)
    rows = {part: row for row, part in enumerate([*above, Part.HEADING], 1)}
    rows[Part.NOTE] = rows[Part.HEADING] + len(paper.rows) + paper.blank_rows + 1
    return rows


def _half_widths(digits: float, size: float) -> float:
    """How many half-widths of type `size` fit on a line of a cell `digits` wide."""
    points = (digits * _DIGIT_PIXELS + 5 - _PADDING_PIXELS) * _POINTS_PER_PIXEL
    return points / (size / 2)


def _spans(widths: Sequence[int], pairs: int) -> list[tuple[int, int]]:
    """First and last column for each pair of the header line; one span if there are too few columns."""
    if pairs > len(widths):
        return [(0, len(widths) - 1)]
    ends = list(accumulate(widths))
    goals = list(accumulate(share_out(ends[-1], header_shares(pairs))))
    spans: list[tuple[int, int]] = []
    first = 0
    for number, goal in enumerate(goals[:-1], 1):
        latest = len(widths) - 1 - (pairs - number)
        last = min(range(first, latest + 1), key=lambda column: abs(ends[column] - goal))
        spans.append((first, last))
        first = last + 1
    return [*spans, (first, len(widths) - 1)]
