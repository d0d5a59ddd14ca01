"""Columns of a register as Polars has them: canonical types, and raw texts turned into canonical values."""

from pathlib import Path
from typing import NamedTuple, cast

import polars as pl

from jianyou.domain.eligibility.facts import FactSpec, FactType
from jianyou.domain.screening.register import ColumnPlan, Register
from jianyou.terms.finding import Refused

_TYPES: dict[FactType, pl.DataType] = {
    FactType.FLAG: pl.Boolean(),
    FactType.DATE: pl.Date(),
    FactType.NUMBER: pl.Float64(),
    FactType.CHOICE: pl.String(),
    FactType.CODE: pl.String(),
    FactType.TEXT: pl.String(),
    FactType.CHOICES: pl.List(pl.String()),
}


def canonical_type(spec: FactSpec) -> pl.DataType:
    """The type of a fact's canonical values."""
    if spec.type is FactType.RECORDS:
        return pl.List(pl.Struct({field.name: canonical_type(field) for field in spec.fields}))
    return _TYPES[spec.type]


def scanned(register: Register, offset: int = 0, length: int | None = None) -> pl.LazyFrame:
    """The rows of a register's files, or so many of them.

    Raises:
        Refused: the register is a table of a database.
    """
    if not register.paths:
        raise Refused("screening_no_files", table=register.table)
    frame = pl.scan_parquet(list(register.paths), glob=False)
    return frame.slice(offset, length) if offset or length is not None else frame


class Piece(NamedTuple):
    """Rows of one file, from the first up to but not including the last."""

    path: Path
    first: int
    last: int


def pieces(register: Register, offset: int, length: int | None) -> list[Piece]:
    """Where so many rows of a register lie; at least one piece, though it may be empty."""
    found = []
    before = 0
    for path in register.paths:
        count = int(pl.scan_parquet(path, glob=False).select(pl.len()).collect().item())
        first = max(offset - before, 0)
        last = count if length is None else min(offset + length - before, count)
        before += count
        if first < last:
            found.append(Piece(path, first, last))
    return found or [Piece(register.paths[0], 0, 0)]


def canonical(plan: ColumnPlan, given: pl.DataType) -> pl.Expr:
    """The canonical values of a column of the type `given`; what has none is null.

    Lists of records stay as they are: they may have other fields besides those of the fact, or lack some.
    """
    column = pl.col(plan.source)
    wanted = canonical_type(plan.spec)
    if plan.mapping is not None:
        column = _mapped(column if given == pl.String else column.cast(pl.String), plan)
    elif given != wanted and not records_type(given):
        column = column.cast(wanted, strict=False)
    return column.fill_nan(None) if plan.spec.type is FactType.NUMBER else column


def records_type(given: pl.DataType) -> pl.Struct | None:
    """The type of a list's records, None where it is no list of records."""
    inner = given.inner if isinstance(given, pl.List) else None
    return inner if isinstance(inner, pl.Struct) else None


def field_types(given: pl.DataType) -> dict[str, pl.DataType]:
    """The types of the fields of a list's records."""
    inner = records_type(given)
    return {field.name: cast(pl.DataType, field.dtype) for field in inner.fields} if inner else {}


def mapping_table(plan: ColumnPlan, *, as_text: bool = False) -> pl.DataFrame:
    """Raw texts (`raw`) with their canonical values (`value`), those without a value left out.

    `as_text` leaves lists in JSON.
    """
    wanted = canonical_type(plan.spec)
    pairs = [(raw, value) for raw, value in (plan.mapping or {}).items() if value is not None]
    raws = pl.Series("raw", [raw for raw, _ in pairs], pl.String)
    written = wanted.is_nested() or wanted == pl.Date
    values = pl.Series("value", [value for _, value in pairs], pl.String if written else wanted, strict=False)
    if wanted == pl.Date:
        values = values.str.to_date("%Y-%m-%d", strict=False)
    elif wanted.is_nested() and not as_text:
        values = values.str.json_decode(wanted)
    return pl.DataFrame([raws, values])


def _mapped(column: pl.Expr, plan: ColumnPlan) -> pl.Expr:
    """Lists can't be looked up, so these go by way of their JSON texts."""
    wanted = canonical_type(plan.spec)
    table = mapping_table(plan, as_text=wanted.is_nested())
    found = column.replace_strict(
        table["raw"], table["value"], default=None, return_dtype=table["value"].dtype
    )
    return found.str.json_decode(wanted) if wanted.is_nested() else found
