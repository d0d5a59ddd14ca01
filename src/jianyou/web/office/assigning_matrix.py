"""Who judges what and how far it is: a picture of one page of entries by the experts that they have."""

from typing import NamedTuple

from jianyou.queries.scoring_progress import ProgressView
from jianyou.terms.charts import clipped

CELL, LABEL, HEAD = 16, 170, 96
_MOST_EXPERTS = 80
_LABEL_COLUMNS, _HEAD_COLUMNS = 22, 10


class Cell(NamedTuple):
    """A sheet in px; `kind` names its sign (the value of its mark), `late` whether the moment is past."""

    x: int
    y: int
    kind: str
    late: bool
    told: str


class Label(NamedTuple):
    """A name in px: of an entry beside its row, of an expert above his column."""

    x: int
    y: int
    text: str


class Matrix(NamedTuple):
    """The picture's size, its names and its cells. `more` experts there was no room for."""

    width: int
    height: int
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    cells: tuple[Cell, ...]
    more: int


def matrix_of(view: ProgressView) -> Matrix:
    """A row for each entry of the page, a column for each expert who has one of them."""
    names = {sheet.expert: sheet.name for entry in view.page.items for sheet in entry.sheets}
    ordered = sorted(names, key=lambda key: (names[key], key))
    shown = {key: at for at, key in enumerate(ordered[:_MOST_EXPERTS])}
    rows, cells = [], []
    for at, entry in enumerate(view.page.items):
        y = HEAD + at * CELL
        rows.append(Label(LABEL - 6, y + CELL - 4, clipped(entry.name or "—", _LABEL_COLUMNS)))
        for sheet in entry.sheets:
            if sheet.expert in shown:
                x = LABEL + shown[sheet.expert] * CELL
                cells.append(Cell(x, y, sheet.mark.value, sheet.overdue, f"{entry.name} {sheet.name}"))
    columns = tuple(
        Label(LABEL + at * CELL + CELL - 4, HEAD - 6, clipped(names[key], _HEAD_COLUMNS))
        for key, at in shown.items()
    )
    return Matrix(
        width=LABEL + len(shown) * CELL + 70,
        height=HEAD + len(rows) * CELL,
        rows=tuple(rows),
        columns=columns,
        cells=tuple(cells),
        more=len(ordered) - len(shown),
    )
