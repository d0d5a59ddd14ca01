"""The rows of a sheet by their headings, as somebody sent it back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from jianyou.domain.eligibility.values_text import cleaned
from jianyou.officefiles.model import Document, Table
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say
from jianyou.terms.place import Place

_HEADING_ROWS = 20
"""A heading is looked for so far down: people put titles above tables."""


class Line(NamedTuple):
    """One row: texts by column key, outer white space aside; its own number and those of its columns."""

    cells: Mapping[str, str]
    row: int
    columns: Mapping[str, int]
    sheet: str

    def text(self, key: str) -> str:
        """The text of a cell, "" where there is none."""
        return self.cells.get(key, "")


class Remarks:
    """Gathers findings at the cells of one workbook."""

    def __init__(self, file: str) -> None:
        self.found: list[Finding] = []
        self.file = file

    @property
    def wrong(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.found)

    def place(self, line: Line, column: str = "") -> Place:
        """A cell, or a whole row."""
        return Place(self.file, part=line.sheet, row=line.row, column=line.columns.get(column))

    def error(self, place: Place, code: str, **params: Param) -> None:
        """Note what has to be mended."""
        self.found.append(Finding(code, Severity.ERROR, place, params))

    def warn(self, place: Place, code: str, **params: Param) -> None:
        """Note what has to be looked at."""
        self.found.append(Finding(code, Severity.WARNING, place, params))


def lines_of(document: Document, name: str, columns: Iterable[str], key: str) -> list[Line]:
    """The rows of the sheet with those columns that say anything, in order.

    The sheet is known by its headings, in either language and any order. `name` is the code of what the
    sheet is called, `key` the column that it can't do without.

    Raises:
        Refused: there is no such sheet, or a column of it is missing.
    """
    titles = {cleaned(say(f"pack_sheet_{column}", lang=lang)): column for column in columns for lang in Lang}
    for block in document.blocks:
        if isinstance(block, Table):
            for number, row in enumerate(block.rows[:_HEADING_ROWS]):
                found = {titles[text]: cell.column for cell in row if (text := cleaned(cell.text)) in titles}
                if key in found and len(found) > 1:
                    _check_columns(found, titles.values())
                    return _lines(block, number + 1, found)
    raise Refused("pack_sheet_unlike", name=say(name))


def _check_columns(found: Mapping[str, int], columns: Iterable[str]) -> None:
    for column in columns:
        if column not in found:
            raise Refused("pack_sheet_column_missing", name=say(f"pack_sheet_{column}"))


def _lines(table: Table, first: int, columns: Mapping[str, int]) -> list[Line]:
    keys = {number: key for key, number in columns.items()}
    lines: list[Line] = []
    for row in table.rows[first:]:
        cells = {keys[cell.column]: cell.text.strip() for cell in row if cell.column in keys}
        if any(cells.values()):
            lines.append(Line(cells, row[0].row, columns, table.part))
    return lines


def changed_cells(line: Line, exported: Mapping[str, str]) -> dict[str, str]:
    """The cells that say something else than was exported; what can't be seen is no change."""
    return {key: line.text(key) for key, text in exported.items() if cleaned(line.text(key)) != cleaned(text)}


def agreed(
    lines: Sequence[tuple[Line, dict[str, str]]], keys: Sequence[str], code: str, remarks: Remarks
) -> dict[str, tuple[str, Line]]:
    """What was changed of the cells that several rows share; each must be changed alike."""
    found: dict[str, tuple[str, Line]] = {}
    for line, changed in lines:
        for key in keys:
            if key not in changed:
                continue
            text, first = found.setdefault(key, (changed[key], line))
            if cleaned(text) != cleaned(changed[key]):
                remarks.error(remarks.place(line, key), "pack_sheet_conflict", name=code, first=first.row)
    return found
