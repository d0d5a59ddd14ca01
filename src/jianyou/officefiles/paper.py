"""What a writer is handed, whatever the format will be: an official table or a plain sheet."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column's heading as printed, its share of the width, and whether its cells are centred."""

    title: str
    width: float = 1.0
    centered: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """An official table: 附件 label, title, header line, columns, rows and the note below.

    `rows` are strings only, one per column; `blank_rows` empty rows follow them. `header` are
    (label, value) pairs printed on one line above the table.
    """

    title: str
    columns: Sequence[PaperColumn]
    rows: Sequence[Sequence[str]]
    label: str = ""
    header: Sequence[tuple[str, str]] = ()
    note: str = ""
    blank_rows: int = 0


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """A plain sheet of a workbook: a heading row, frozen, filterable, and rows of strings."""

    name: str
    columns: Sequence[PaperColumn]
    rows: Sequence[Sequence[str]]
