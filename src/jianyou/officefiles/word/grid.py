"""A table's grid: where a cell stands, how far it spans, and which cells a merge has swallowed."""

from dataclasses import dataclass, field
from typing import NamedTuple

from jianyou.officefiles.model import Cell
from jianyou.officefiles.word import names as n
from jianyou.officefiles.word.names import Element

MAX_COLUMNS = 63  # Word's own limit on the columns of a table


class RowShape(NamedTuple):
    """What a row's properties say; grid columns left free before its first cell."""

    before: int = 0
    deleted: bool = False
    tracked: bool = False
    clamped: bool = False


class CellShape(NamedTuple):
    """What a cell's properties say. `down` and `right` mark cells that continue a merge."""

    span: int = 1
    down: bool = False
    starts_down: bool = False
    right: bool = False
    deleted: bool = False
    tracked: bool = False
    clamped: bool = False


PLAIN_ROW = RowShape()
PLAIN_CELL = CellShape()


def row_shape(row: Element) -> RowShape:
    """Read w:trPr."""
    properties = row.find(n.TRPR)
    if properties is None:
        return PLAIN_ROW
    before = n.number(n.value(properties, n.GRID_BEFORE), 0)
    deleted = properties.find(n.DEL) is not None
    return RowShape(
        before=min(max(before, 0), MAX_COLUMNS),
        deleted=deleted,
        tracked=deleted or properties.find(n.INS) is not None,
        clamped=before > MAX_COLUMNS,
    )


def cell_shape(cell: Element) -> CellShape:
    """Read w:tcPr."""
    properties = cell.find(n.TCPR)
    if properties is None or not len(properties):
        return PLAIN_CELL
    span = n.number(n.value(properties, n.GRID_SPAN), 1)
    vertical, horizontal = properties.find(n.V_MERGE), properties.find(n.H_MERGE)
    tracked_merge = properties.find(n.CELL_MERGE)
    deleted = properties.find(n.CELL_DEL) is not None
    down = vertical is not None and vertical.get(n.VAL, "continue") == "continue"
    if tracked_merge is not None:
        down = tracked_merge.get(n.CELL_MERGE_VALUE) == "cont"
    return CellShape(
        span=min(max(span, 1), MAX_COLUMNS),
        down=down,
        starts_down=not down and (vertical is not None or tracked_merge is not None),
        right=horizontal is not None and horizontal.get(n.VAL, "continue") == "continue",
        deleted=deleted,
        tracked=deleted or tracked_merge is not None or properties.find(n.CELL_INS) is not None,
        clamped=span > MAX_COLUMNS,
    )


@dataclass(slots=True)
class _Merge:
    row: int
    position: int
    span: int
    last_row: int


@dataclass(slots=True)
class Grid:
    """Rows of anchor cells as they come; vertical merges are closed by `finish`."""

    rows: list[list[Cell]] = field(default_factory=list)
    _open: dict[int, _Merge] = field(default_factory=dict)
    _tall: list[_Merge] = field(default_factory=list)

    def start_merge(self, column: int, span: int) -> None:
        """The cell that will be added next starts a vertical merge."""
        row = len(self.rows) - 1
        self._open[column] = _Merge(row, len(self.rows[-1]), span, row)

    def continues(self, column: int, span: int) -> bool:
        """Whether a cell that continues a merge finds one right above; if so it is swallowed."""
        merge = self._open.get(column)
        row = len(self.rows) - 1
        if merge is None or merge.span != span or merge.last_row != row - 1:
            return False
        if merge.last_row == merge.row:
            self._tall.append(merge)
        merge.last_row = row
        return True

    def is_merging(self, column: int) -> bool:
        """Whether a vertical merge of any width reaches down to the row above at this column."""
        merge = self._open.get(column)
        return merge is not None and merge.last_row == len(self.rows) - 2

    def widen_last(self, span: int) -> bool:
        """Let the row's last cell swallow the next one (legacy w:hMerge)."""
        row = self.rows[-1]
        if not row:
            return False
        last = row[-1]
        row[-1] = last._replace(colspan=last.colspan + span)
        merge = self._open.get(last.column)
        if merge is not None and merge.row == len(self.rows) - 1:
            merge.span += span
        return True

    def finish(self) -> list[list[Cell]]:
        """The rows, with the height of merged cells filled in."""
        for merge in self._tall:
            row = self.rows[merge.row]
            height = merge.last_row - merge.row + 1
            row[merge.position] = row[merge.position]._replace(rowspan=height)
        return self.rows
