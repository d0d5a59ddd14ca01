"""A register opened: what it holds, and where it can be read again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from jianyou.terms.message import Message

Progress = Callable[[str, int, int], None]
"""Told the stage (`open`, `values`, `screen`), how many rows are done, and of how many (0: not known)."""

ROW_NUMBER = "行号"
"""The column added to what was turned into Parquet: which row of the file handed in this was."""


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Parquet files of one form with their rows, or a PostgreSQL table.

    `schema` has the columns in order: those of a table by the nearest type of a file. `identity` changes
    when the input does: (name, bytes, time of change in ns) of each file handed in. With `numbered` the
    column ROW_NUMBER tells the row in the file handed in, else rows count from 1.
    """

    name: str
    schema: Mapping[str, pl.DataType]
    rows: int
    identity: tuple[tuple[str, int, int], ...]
    paths: tuple[Path, ...] = ()
    counts: tuple[int, ...] = ()
    table: str = ""
    database: str = ""
    numbered: bool = False
    notes: tuple[Message, ...] = ()

    def scan(self) -> pl.LazyFrame:
        """All rows, in the order of the files; not for a table."""
        return pl.scan_parquet(list(self.paths), glob=False)


def identity_of(path: Path) -> tuple[str, int, int]:
    """A file's name, bytes and time of change."""
    status = path.stat()
    return str(path.resolve()), status.st_size, status.st_mtime_ns
