"""What there is to say about a sheet's values beside the values: findings at their cells."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jianyou.officefiles.clean import clean, invisible_characters, is_clean
from jianyou.officefiles.model import Table
from jianyou.officefiles.sheet.child import letters
from jianyou.officefiles.sheet.formats import NumberFormat
from jianyou.officefiles.sheet.grid import Grid
from jianyou.officefiles.sheet.scan import Position, Scan
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.message import Param
from jianyou.terms.place import Place

_PLACES_PER_CODE = 50
_NAMED_CELLS = 5
_NAMED_RANGES = 10
_QUOTE = 20
_LARGEST_EXACT = 10**15


@dataclass(slots=True)
class Notes:
    """Findings in the making: at most fifty of a code, the rest is counted in one more."""

    file: str
    findings: list[Finding] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    def room(self, code: str) -> bool:
        """Count a finding of this code; whether it is to be told."""
        self._counts[code] += 1
        return self._counts[code] <= _PLACES_PER_CODE

    def note(self, code: str, severity: Severity, place: Place, **params: Param) -> None:
        """Note something about a place."""
        if self.room(code):
            self.findings.append(Finding(code, severity, place, params))

    def note_cell(self, code: str, severity: Severity, sheet: str, where: Position, **params: Param) -> None:
        """Note something about a cell."""
        if self.room(code):
            self.findings.append(Finding(code, severity, self.cell(sheet, where), params))

    def cell(self, sheet: str, where: Position) -> Place:
        """The place of a cell."""
        return Place(self.file, sheet, row=where.row, column=where.column)

    def gather(self) -> list[Finding]:
        """All findings, and how many were left out."""
        for code, count in self._counts.items():
            if count > _PLACES_PER_CODE:
                params: dict[str, Param] = {"finding": code, "count": count - _PLACES_PER_CODE}
                place = Place(self.file)
                self.findings.append(Finding("findings_left_out", Severity.WARNING, place, params))
        return self.findings


def mend_texts(notes: Notes, grid: Grid, sheet: str) -> None:
    """Take invisible characters out of a grid's texts, with a finding for each cell."""
    if is_clean("".join(grid.texts)):
        return
    for index, text in enumerate(grid.texts):
        grid.texts[index], removed = clean(text)
        if removed and notes.room("invisible_characters"):
            place = notes.cell(sheet, grid.place(index))
            notes.findings.append(invisible_characters(place, removed))


def note_numbers(
    notes: Notes, grid: Grid, sheet: str, scan: Scan, formats: Mapping[int, NumberFormat]
) -> None:
    """Show numbers as they are shown; say where digits are lost and where something else is shown."""
    texts = grid.texts
    for index in grid.numbers:
        if not abs(float(texts[index])) < _LARGEST_EXACT:  # also where it is no number
            notes.note_cell("number_lost_digits", Severity.ERROR, sheet, grid.place(index), text=texts[index])
    numbers = set(grid.numbers) if scan.formats else set()
    for where, style in scan.formats:
        at = grid.index(where)
        if at is None or at not in numbers:
            continue
        text, shown = texts[at], formats[style].show(texts[at])
        if shown is not None:
            texts[at] = shown
            continue
        code = _shorten(formats[style].code)
        notes.note_cell("number_shown_differently", Severity.WARNING, sheet, where, text=text, format=code)


def note_values(notes: Notes, grid: Grid, sheet: str, scan: Scan) -> None:
    """Put error values where the reader leaves nothing, and tell of errors and formulas."""
    for where, text in scan.errors:
        index = grid.index(where)
        if index is not None:
            grid.texts[index] = text
            notes.note_cell("cell_error", Severity.ERROR, sheet, where, text=text)
    for where in scan.without_value:
        notes.note_cell("formula_without_value", Severity.ERROR, sheet, where)
    if scan.formulas:
        count = len(scan.formulas)
        cells = _join(map(str, scan.formulas), count, _NAMED_CELLS)
        notes.note_cell("formula_cells", Severity.INFO, sheet, scan.formulas[0], count=count, cells=cells)


def note_hidden(notes: Notes, grid: Grid, sheet: str, scan: Scan) -> None:
    """Tell of hidden rows and columns that hold something; they are read like all others."""
    rows = [row for row in scan.hidden_rows if _row_holds_text(grid, row)]
    if rows:
        place = Place(notes.file, sheet, row=rows[0])
        spans = _ranges(rows)
        names = [str(first) if first == last else f"{first}-{last}" for first, last in spans]
        shown = _join(names, len(names), _NAMED_RANGES)
        notes.note("hidden_rows", Severity.WARNING, place, rows=shown)
    last_column = grid.first_column + grid.width - 1
    hidden = {
        column
        for first, last in scan.hidden_columns
        for column in range(max(first, grid.first_column), min(last, last_column) + 1)
    }
    columns = [column for column in sorted(hidden) if _column_holds_text(grid, column)]
    if columns:
        spans = _ranges(columns)
        names = [letters(a) if a == b else f"{letters(a)}-{letters(b)}" for a, b in spans]
        shown = _join(names, len(names), _NAMED_RANGES)
        notes.note("hidden_columns", Severity.WARNING, Place(notes.file, sheet), columns=shown)


def note_covered(notes: Notes, grid: Grid, table: Table, covered: Sequence[Position]) -> None:
    """Tell of text that a merge covers, so that nobody sees it."""
    for where in covered:
        index = grid.index(where)
        text = "" if index is None else _shorten(grid.texts[index])
        notes.note_cell("text_under_merge", Severity.WARNING, table.part, where, text=text)


def _row_holds_text(grid: Grid, row: int) -> bool:
    start = (row - grid.first_row) * grid.width
    return 0 <= start < len(grid.texts) and any(grid.texts[start : start + grid.width])


def _column_holds_text(grid: Grid, column: int) -> bool:
    return any(grid.texts[column - grid.first_column :: grid.width])


def _ranges(numbers: Sequence[int]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] + 1 == number:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return ranges


def _join(names: Iterable[str], count: int, most: int) -> str:
    shown = [name for name, _ in zip(names, range(most), strict=False)]
    return ", ".join(shown) + (" …" if count > most else "")


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTE else line[:_QUOTE] + "…"
