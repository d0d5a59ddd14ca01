"""A sheet as it comes from the reading process, and the table that it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jianyou.officefiles.model import Cell, Table
from jianyou.officefiles.sheet.scan import Position
from jianyou.terms.finding import Refused

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_FIELDS = 8
_CORNERS = 4


class Merge(NamedTuple):
    """A merged range, both ends included."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class Grid:
    """The used range of a sheet: `texts` row by row; `numbers` are the places of those once numbers."""

    name: str
    first_row: int
    first_column: int
    height: int
    width: int
    merges: list[Merge]
    numbers: list[int]
    texts: list[str]

    def place(self, index: int) -> Position:
        """Where the text of this index stands."""
        row, column = divmod(index, self.width)
        return Position(self.first_row + row, self.first_column + column)

    def index(self, position: Position) -> int | None:
        """The index of a cell's text, None outside the used range."""
        row, column = position.row - self.first_row, position.column - self.first_column
        inside = 0 <= row < self.height and 0 <= column < self.width
        return row * self.width + column if inside else None


def grid_of(fields: Sequence[str]) -> Grid:
    """The grid told by a frame; ValueError if the frame isn't sound: its sender isn't trusted."""
    if len(fields) < _FIELDS or fields[0] != "sheet":
        raise ValueError(fields[:1])
    first_row, first_column, height, width = map(int, fields[2:6])
    texts = list(fields[_FIELDS:])
    numbers = [int(number) for number in fields[7].split()]
    corners = [int(corner) for corner in fields[6].split()]
    if len(corners) % _CORNERS:
        raise ValueError(fields[6])
    merges = [Merge(*corners[at : at + _CORNERS]) for at in range(0, len(corners), _CORNERS)]
    sound = (
        len(texts) == height * width
        and 1 <= first_row <= first_row + height - (height > 0) <= MAX_ROW
        and 1 <= first_column <= first_column + width - (width > 0) <= MAX_COLUMN
        and all(0 <= number < len(texts) for number in numbers)
        and all(1 <= m.row <= m.last_row and 1 <= m.column <= m.last_column for m in merges)
    )
    if not sound:
        raise ValueError(fields[1:6])
    return Grid(fields[1], first_row, first_column, height, width, merges, numbers, texts)


def table_of(grid: Grid, part: str) -> tuple[Table, list[Position]]:
    """The table of a grid, and the cells whose text a merge covers (left out, as nobody sees it).

    Every row of the used range is there, an empty one as an empty list; within a row every cell
    from the range's first column to the last that holds something, except those swallowed by a
    merge. Merges are cut to the used range. Refused if merges overlap.
    """
    spans, swallowed = _spans(grid, part)
    covered: list[Position] = []
    rows: list[list[Cell]] = []
    width, first_column = grid.width, grid.first_column
    for offset in range(grid.height):
        row = grid.first_row + offset
        line = grid.texts[offset * width : (offset + 1) * width]
        while line and not line[-1]:
            del line[-1]
        if row not in spans and row not in swallowed:
            rows.append([Cell(text, row, column) for column, text in enumerate(line, first_column)])
            continue
        here, gone = spans.get(row, {}), swallowed.get(row, set())
        cells: list[Cell] = []
        for column, text in enumerate(line, first_column):
            if column not in gone:
                cells.append(Cell(text, row, column, *here.get(column, (1, 1))))
            elif text:
                covered.append(Position(row, column))
        rows.append(cells)
    return Table(rows, part=part, first_row=grid.first_row), covered


def _spans(grid: Grid, part: str) -> tuple[dict[int, dict[int, tuple[int, int]]], dict[int, set[int]]]:
    """Row -> column -> (colspan, rowspan) of anchors, and row -> columns of swallowed cells."""
    spans: dict[int, dict[int, tuple[int, int]]] = {}
    swallowed: dict[int, set[int]] = {}
    bottom = grid.first_row + grid.height - 1
    right = grid.first_column + grid.width - 1
    free = grid.height * grid.width
    for merge in grid.merges:
        top, left = max(merge.row, grid.first_row), max(merge.column, grid.first_column)
        colspan = min(merge.last_column, right) - left + 1
        rowspan = min(merge.last_row, bottom) - top + 1
        if colspan < 1 or rowspan < 1:
            continue
        free -= colspan * rowspan
        if free < 0:
            raise Refused("sheet_merges_overlap", sheet=part)
        for row in range(top, top + rowspan):
            swallowed.setdefault(row, set()).update(range(left, left + colspan))
        if (top, left) == (merge.row, merge.column):
            spans.setdefault(top, {})[left] = (colspan, rowspan)
            swallowed[top].discard(left)
    return spans, swallowed
