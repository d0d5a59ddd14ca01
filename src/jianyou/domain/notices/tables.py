"""Tables flattened to text: rows of cells parted by tabs, or one cell a line."""

import re
from typing import NamedTuple

from jianyou.domain.notices.model import Found, NoticeText, Span
from jianyou.domain.notices.text import words

_NUMBERED = re.compile(r"序\s*号")
_DIGIT_GAP = re.compile(r"(?<=\d) (?=\d)")
_PARTED = re.compile(r"[ \u3000]{2,}|\u3000")
_NO_HEADING = re.compile(r"[。;；]|^(?:注|备注|说明|附件|填表|填报)[:：]?")
LONGEST_HEADING = 80


class Row(NamedTuple):
    """The cells of one row; an empty cell is an empty text at its place."""

    cells: tuple[Found, ...]
    span: Span

    def filled(self) -> list[Found]:
        """The cells that hold anything."""
        return [cell for cell in self.cells if cell.value]


class Table(NamedTuple):
    """Rows that follow each other without other text between; `above` are the last words before them."""

    rows: tuple[Row, ...]
    above: str
    span: Span


def find_tables(text: NoticeText) -> list[Table]:
    """All tables of at least two cells in order."""
    lines = _lines(text)
    tables: list[Table] = []
    rows: list[Row] = []
    above = ""
    last = ""
    for span in lines:
        row = _row(text, span)
        if row is None:
            if not text.of(span).strip():
                continue
            _close(tables, rows, above)
            rows = []
            last = last[-60:] + words(text, span)
            above = last[-120:]
        else:
            rows.append(row)
    _close(tables, rows, above)
    return tables


def _lines(text: NoticeText) -> list[Span]:
    spans = []
    start = 0
    for raw in text.text.split("\n"):
        spans.append(Span(start, start + len(raw)))
        start += len(raw) + 1
    return spans


def _close(tables: list[Table], rows: list[Row], above: str) -> None:
    if rows and sum(len(row.filled()) for row in rows) >= 2:
        tables.append(Table(tuple(rows), above, Span(rows[0].span.start, rows[-1].span.end)))


def _row(text: NoticeText, span: Span) -> Row | None:
    """A line with tabs, or one that begins with 序号 and wide gaps, or a bare number."""
    line = text.of(span)
    if "\t" in line:
        return Row(tuple(_cells(text, span, re.compile("\t"))), span)
    bare = line.strip()
    if re.fullmatch(r"\d{1,2}|…+|\.{3,6}", bare) or (_NUMBERED.fullmatch(bare)):
        return Row(tuple(_cells(text, span, re.compile("\t"))), span)
    if _NUMBERED.match(bare) and len(bare) <= 300:
        wide = re.compile(_PARTED if _PARTED.search(bare) else " ")
        cells = tuple(cell for cell in _cells(text, span, wide) if cell.value)
        rejoined = _rejoined(text, cells)
        if len(rejoined) >= 3 and all(2 <= len(cell.value) <= LONGEST_HEADING for cell in rejoined):
            return Row(rejoined, span)
    return None


def _rejoined(text: NoticeText, cells: tuple[Found, ...]) -> tuple[Found, ...]:
    """序 号 parted by the gap that parts the cells."""
    if len(cells) > 1 and cells[0].value == "序" and cells[1].value == "号":
        span = Span(cells[0].span.start, cells[1].span.end)
        return (Found(words(text, span), span), *cells[2:])
    return cells


def _cells(text: NoticeText, span: Span, parted: re.Pattern[str]) -> list[Found]:
    line = text.of(span)
    ends = [(match.start(), match.end()) for match in parted.finditer(line)]
    bounds = zip([0, *(end for _, end in ends)], [*(start for start, _ in ends), len(line)], strict=True)
    found = []
    for start, end in bounds:
        piece = line[start:end]
        inner = start + len(piece) - len(piece.lstrip())
        place = Span(span.start + inner, span.start + max(inner, start + len(piece.rstrip())))
        found.append(Found(_DIGIT_GAP.sub("", words(text, place)), place))
    return found


def heading_of(table: Table) -> tuple[list[Found], tuple[Row, ...]] | None:
    """The headings and the rows below them: a first row of several cells, or cells one a line from 序号.

    None where the table has no row that looks like headings.
    """
    rows = table.rows
    first = next((place for place, row in enumerate(rows) if row.filled()), None)
    if first is None:
        return None
    heads = rows[first].filled()
    if len(heads) >= 2:
        return heads, rows[first + 1 :]
    if not _NUMBERED.fullmatch(heads[0].value):
        return None
    for place in range(first + 1, len(rows)):
        cells = rows[place].filled()
        if len(cells) != 1 or cells[0].value.isdigit() or _NO_HEADING.search(cells[0].value):
            return heads, rows[place:]
        heads.append(cells[0])
    return heads, ()
