"""Registers as Parquet files."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from jianyou.domain.screening.opened import Opened, identity_of
from jianyou.terms.finding import Refused

_REASON = 200


def open_parquet(name: str, paths: Sequence[Path]) -> Opened:
    """Open Parquet files that have the same columns.

    Raises:
        Refused: a file can't be read, or its columns are others than those of the first.
    """
    schema: dict[str, pl.DataType] = {}
    counts = []
    for path in paths:
        found, rows = _form(path)
        if not schema:
            schema = found
        elif found != schema:
            column = next(each for each in (*schema, *found) if schema.get(each) != found.get(each))
            raise Refused("register_parts_differ", name=path.name, first=paths[0].name, column=_shown(column))
        counts.append(rows)
    identity = tuple(map(identity_of, paths))
    return Opened(name, schema, sum(counts), identity, tuple(paths), tuple(counts))


def _form(path: Path) -> tuple[dict[str, pl.DataType], int]:
    """The columns of a Parquet file with their types, and its number of rows."""
    try:
        frame = pl.scan_parquet(path, glob=False)
        schema = dict(frame.collect_schema())
        rows = int(frame.select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise Refused("register_unreadable", name=path.name, reason=reason_of(error)) from error
    if not schema:
        raise Refused("register_without_columns", name=path.name)
    return schema, rows


def reason_of(error: BaseException) -> str:
    """A library's own words for a failure, on one short line."""
    words = (error.strerror or "") if isinstance(error, OSError) else str(error).split("\n", 1)[0]
    return "".join(filter(str.isprintable, words))[:_REASON] or type(error).__name__


def _shown(text: str) -> str:
    return "".join(filter(str.isprintable, text))[:80]
