"""What a writer is handed, whatever the format will be: an official table or a plain sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from jianyou.terms.finding import Finding


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column's heading as printed, its share of the width, and whether its cells are centred.

    `key` is the schema key that findings about the column carry; it is never printed.
    """

    title: str
    width: float = 1.0
    centered: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class FootMark:
    """What tells a printed paper at the foot of each page: a line to read, and a square code's text.

    The code's dark part is `MARK_SIDE` mm wide: 33 modules have 2.9 pixels each in a scan at 150 dpi.
    """

    line: str
    code: str


MARK_SIDE, MARK_EDGE = 16.0, 7.0
"""Millimetres: the square code's side, and from its lower side to the paper's edge."""


@dataclass(frozen=True, slots=True)
class Paper:
    """An official table: 附件 label, title, header line, columns, rows and the note below.

    `rows` are strings only, one per column (else ValueError); `blank_rows` empty rows follow
    them. `header` are (label, value) pairs printed on one line above the table. `mark` stands at
    the foot of each page in Word and PDF; a workbook shows none.
    """

    title: str
    columns: Sequence[PaperColumn]
    rows: Sequence[Sequence[str]]
    label: str = ""
    header: Sequence[tuple[str, str]] = ()
    note: str = ""
    blank_rows: int = 0
    mark: FootMark | None = None

    def __post_init__(self) -> None:
        _check(self.columns, self.rows)


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """A plain sheet of a workbook: a heading row, frozen, filterable, and rows of strings."""

    name: str
    columns: Sequence[PaperColumn]
    rows: Sequence[Sequence[str]]

    def __post_init__(self) -> None:
        _check(self.columns, self.rows)


class Written(NamedTuple):
    """A file's bytes, and what could not be put into it exactly as handed in.

    The places of the findings are those in the written file, with an empty `file` name.
    """

    data: bytes
    findings: tuple[Finding, ...] = ()


def share_out(total: int, shares: Sequence[float]) -> list[int]:
    """Whole widths in proportion to `shares`, exactly `total` together."""
    sum_of_shares = sum(shares)
    edges, before = [0], 0.0
    for share in shares:
        before += share
        edges.append(round(total * before / sum_of_shares))
    return [right - left for left, right in pairwise(edges)]


def header_shares(pairs: int) -> list[float]:
    """Shares of the header line: the first pair, an office's long name, gets more than the others."""
    return [1.7 if number == 0 and pairs > 1 else 1.0 for number in range(pairs)]


def _check(columns: Sequence[PaperColumn], rows: Sequence[Sequence[str]]) -> None:
    if not columns or any(column.width <= 0 for column in columns):
        raise ValueError("a paper has at least one column, and each has a width above 0")
    width = len(columns)
    if any(len(row) != width for row in rows):
        raise ValueError(f"every row of a paper has {width} texts, one per column")
