"""Drawn lines become grids: whatever stands between two lines is a cell, as wide as they leave it.

Lines that nearly meet count as one, for borders are often drawn twice, once for either cell. A
table open at a side is closed there. A cell without a line to its neighbor is one with it, so
merged cells come out as they look.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from jianyou.officefiles.pdf.marks import ExcessError, Ruling

NEAR = 3.0
"""Points within which two lines are one."""
_OPEN = 6.0
_MOST_CELLS = 60_000
_MOST_PAIRS = 4_000_000


class Box(NamedTuple):
    """A cell by its place in the grid; `row` and `column` count from 0."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(slots=True)
class Grid:
    """A table's lines and cells. `odd` says that some lines end in the middle of a cell."""

    columns: list[float]
    rows: list[float]
    boxes: list[Box] = field(default_factory=list)
    odd: bool = False
    _owner: dict[tuple[int, int], int] = field(default_factory=dict)

    def find(self, x: float, y: float) -> int | None:
        """The index of the cell around a point."""
        if not (self.columns[0] <= x <= self.columns[-1] and self.rows[0] <= y <= self.rows[-1]):
            return None
        column = min(bisect_right(self.columns, x), len(self.columns) - 1) - 1
        row = min(bisect_right(self.rows, y), len(self.rows) - 1) - 1
        return self._owner[row, column]

    def sides(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a cell."""
        left, right = self.columns[box.column], self.columns[box.column + box.colspan]
        return left, self.rows[box.row], right, self.rows[box.row + box.rowspan]

    @property
    def area(self) -> float:
        """How much of the page it takes."""
        return (self.columns[-1] - self.columns[0]) * (self.rows[-1] - self.rows[0])

    def add(self, box: Box) -> None:
        """Take in a cell."""
        for row in range(box.row, box.row + box.rowspan):
            for column in range(box.column, box.column + box.colspan):
                self._owner[row, column] = len(self.boxes)
        self.boxes.append(box)


def grids_of(rulings: Sequence[Ruling]) -> list[Grid]:
    """The tables that the lines of a page draw, from the top; one of a single cell is none."""
    level = _merged(ruling for ruling in rulings if ruling.level)
    upright = _merged(ruling for ruling in rulings if not ruling.level)
    grids = [_grid(*group) for group in _connected(level, upright)]
    found = [grid for grid in grids if grid is not None and len(grid.boxes) > 1]
    return sorted(found, key=lambda grid: (grid.rows[0], grid.columns[0], -grid.area))


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Lines at nearly one place as one, those that follow each other as one."""
    merged: list[Ruling] = []
    for group in _near(sorted(rulings, key=lambda ruling: ruling.at)):
        at = sum(ruling.at for ruling in group) / len(group)
        last: Ruling | None = None
        for ruling in sorted(group, key=lambda one: one.start):
            if last is not None and ruling.start <= last.end + NEAR:
                last = last._replace(end=max(last.end, ruling.end))
                merged[-1] = last
            else:
                last = ruling._replace(at=at)
                merged.append(last)
    return merged


def _near(rulings: list[Ruling]) -> Iterable[list[Ruling]]:
    group: list[Ruling] = []
    for ruling in rulings:
        if group and ruling.at > group[0].at + NEAR:
            yield group
            group = []
        group.append(ruling)
    if group:
        yield group


def _connected(level: list[Ruling], upright: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """The lines in groups that touch each other."""
    if len(level) * len(upright) > _MOST_PAIRS:
        raise ExcessError("pdf_too_many_lines")
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = index = parent[parent[index]]
        return index

    for number, row in enumerate(level):
        for other, column in enumerate(upright, len(level)):
            if (
                row.start - NEAR <= column.at <= row.end + NEAR
                and column.start - NEAR <= row.at <= column.end + NEAR
            ):
                parent[root(number)] = root(other)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index, ruling in enumerate((*level, *upright)):
        group = groups.setdefault(root(index), ([], []))
        group[0 if ruling.level else 1].append(ruling)
    return list(groups.values())


def _grid(level: list[Ruling], upright: list[Ruling]) -> Grid | None:
    if not level or not upright:
        return None
    columns = _closed(_places(upright), level)
    rows = _closed(_places(level), upright)
    if len(columns) < 2 or len(rows) < 2:
        return None
    if (len(columns) - 1) * (len(rows) - 1) > _MOST_CELLS:
        raise ExcessError("pdf_too_many_lines")
    grid = Grid(columns, rows)
    _fill(grid, _walls(rows, columns, level), _walls(columns, rows, upright))
    return grid


def _places(rulings: Iterable[Ruling]) -> list[float]:
    return sorted({ruling.at for ruling in rulings})


def _closed(places: list[float], crossing: Sequence[Ruling]) -> list[float]:
    """The places with one more where two or more lines run on beyond the first or last."""
    starts = sorted(ruling.start for ruling in crossing)
    ends = sorted((ruling.end for ruling in crossing), reverse=True)
    before = [place for place in starts[1:2] if place < places[0] - _OPEN]
    after = [place for place in ends[1:2] if place > places[-1] + _OPEN]
    return [*before, *places, *after]


def _walls(places: list[float], along: list[float], rulings: Sequence[Ruling]) -> set[tuple[int, int]]:
    """(number of the place, number of the gap along it) wherever a line is drawn."""
    middles = [(start + end) / 2 for start, end in pairwise(along)]
    number = {place: index for index, place in enumerate(places)}
    return {
        (number[ruling.at], gap)
        for ruling in rulings
        for gap in range(bisect_right(middles, ruling.start), bisect_right(middles, ruling.end))
    }


def _fill(grid: Grid, level: set[tuple[int, int]], upright: set[tuple[int, int]]) -> None:
    """Take each field together with those that no line parts it from."""
    height, width = len(grid.rows) - 1, len(grid.columns) - 1
    seen: set[tuple[int, int]] = set()
    for row in range(height):
        for column in range(width):
            if (row, column) in seen:
                continue
            region = _region(row, column, height, width, level, upright)
            seen |= region
            for box in _boxes(region):
                grid.add(box)
                grid.odd = grid.odd or box.rowspan * box.colspan != len(region)


def _region(
    row: int, column: int, height: int, width: int, level: set[tuple[int, int]], upright: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    region = {(row, column)}
    waiting = [(row, column)]
    while waiting:
        y, x = waiting.pop()
        steps = (
            (y, x + 1, (x + 1, y) in upright),
            (y, x - 1, (x, y) in upright),
            (y + 1, x, (y + 1, x) in level),
            (y - 1, x, (y, x) in level),
        )
        for below, beside, parted in steps:
            new = (below, beside)
            if not parted and 0 <= below < height and 0 <= beside < width and new not in region:
                region.add(new)
                waiting.append(new)
    return region


def _boxes(region: set[tuple[int, int]]) -> Iterable[Box]:
    """The region as one cell, or field by field where it isn't a rectangle."""
    top, left = min(row for row, _ in region), min(column for _, column in region)
    rowspan = max(row for row, _ in region) - top + 1
    colspan = max(column for _, column in region) - left + 1
    if rowspan * colspan == len(region):
        yield Box(top, left, rowspan, colspan)
    else:
        yield from (Box(row, column, 1, 1) for row, column in sorted(region))
