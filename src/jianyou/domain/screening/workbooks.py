"""Registers as workbooks: one sheet turned into Parquet, every value kept as the text that it shows."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import polars as pl

from jianyou.domain.screening.delimited import MOST_COLUMNS, distinct_headings
from jianyou.domain.screening.opened import ROW_NUMBER, Opened, Progress, identity_of, no_progress
from jianyou.domain.screening.parquet import open_parquet
from jianyou.officefiles.sheet.rows import LongSheet, open_rows
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

_SEARCHED = 20
_BLOCK = 20_000


def open_workbook(path: Path, work: Path, *, sheet: str = "", progress: Progress = no_progress) -> Opened:
    """Turn the sheet of that name (by default the first that holds anything) into Parquet, and open it.

    Raises:
        Refused: it is no workbook, has no such sheet, no headings, or is too large.
    """
    work.mkdir(parents=True, exist_ok=True)
    made = work / "register.parquet"
    with open_rows(path, sheet) as long:
        frame = _frame(long, path.name, progress)
        notes = _notes(long, sheet)
    frame.write_parquet(made, compression="lz4")
    opened = open_parquet(path.name, [made])
    return replace(opened, identity=(identity_of(path),), numbered=True, notes=notes)


def _notes(long: LongSheet, wanted: str) -> tuple[Message, ...]:
    if wanted or not long.others:
        return ()
    others = "、".join(long.others)
    return (Message("register_sheets_left", {"sheet": long.name, "others": others}),)


def _frame(long: LongSheet, name: str, progress: Progress) -> pl.DataFrame:
    """All rows that hold anything below the headings, with their numbers."""
    numbered = enumerate(long.rows, 1)
    headings = _headings(numbered)
    if not headings:
        raise Refused("register_without_columns", name=name)
    if len(headings) > MOST_COLUMNS:
        raise Refused("register_too_many_columns", name=name, count=len(headings), most=MOST_COLUMNS)
    columns = (ROW_NUMBER, *distinct_headings(headings))
    schema = {column: pl.UInt32() if column == ROW_NUMBER else pl.String() for column in columns}
    blocks = []
    filled = ((number, *row) for number, row in numbered if any(cell.strip() for cell in row))
    while block := list(islice(filled, _BLOCK)):
        blocks.append(pl.DataFrame(block, schema=schema, orient="row"))
        progress("open", sum(map(len, blocks)), 0)
    return pl.concat(blocks) if blocks else pl.DataFrame(schema=schema)


def _headings(numbered: Iterator[tuple[int, list[str]]]) -> list[str]:
    """The first row with more than one text, else the first with any; what comes before is left out.

    A title line above the headings spans the sheet and so has one text.
    """
    for _, row in islice(numbered, _SEARCHED):
        if sum(bool(cell.strip()) for cell in row) > 1 or (len(row) == 1 and row[0].strip()):
            return row
    return []
