"""Whether a typed column of a file holds canonical values as it stands, and how it is read if not."""

from collections.abc import Collection, Mapping

import polars as pl

from jianyou.domain.eligibility.facts import FactSpec, FactType
from jianyou.domain.eligibility.values import normal_value

MOST_TEXTS = 100_000
"""Distinct texts within lists that are looked at; a list with more is read as a whole."""

_ZONE = "Asia/Shanghai"
"""The zone whose days count where a moment has one."""

_TEXTS = (FactType.CHOICE, FactType.CODE, FactType.TEXT)
_PLAIN_NUMBER = r"^-?\d{1,15}(\.\d{1,15})?$"
_PLAIN_DAY = r"^(19|20)\d{2}-\d{2}-\d{2}([ T]\d{2}:\d{2}:\d{2}(\.\d{1,9})?)?$"


def fits(spec: FactSpec, given: pl.DataType) -> bool:
    """Whether values of that type need no reading: engines take them, or cast them without loss."""
    match spec.type:
        case FactType.FLAG:
            return given == pl.Boolean
        case FactType.DATE:
            return given == pl.Date or (isinstance(given, pl.Datetime) and given.time_zone is None)
        case FactType.NUMBER:
            return given.is_numeric()
        case _:
            return False


def as_text(column: str, given: pl.DataType) -> pl.Expr | None:
    """The texts of a column's values, lists and records in JSON; None where engines have the same texts."""
    if given in (pl.String, pl.Boolean, pl.Date) or given.is_integer():
        return None
    value = pl.col(column)
    if given.is_float():
        whole = value.cast(pl.Int64, strict=False)
        text = pl.when(whole == value).then(whole.cast(pl.String)).otherwise(value.cast(pl.String))
        return pl.when(value.is_not_nan()).then(text)
    if isinstance(given, pl.Datetime):
        local = value if given.time_zone is None else value.dt.convert_time_zone(_ZONE)
        return local.dt.strftime("%Y-%m-%d %H:%M:%S")
    if given.is_nested():
        wrapped = pl.struct(value.alias("v")).struct.json_encode()
        return pl.when(value.is_not_null()).then(wrapped.str.slice(5, wrapped.str.len_chars() - 6))
    return value.cast(pl.String, strict=False)


def lists_fit(
    frame: pl.LazyFrame, column: str, given: pl.DataType, spec: FactSpec, asked: Collection[str]
) -> bool:
    """Whether lists hold canonical choices, or records canonical values in every field that is asked for."""
    if not isinstance(given, pl.List):
        return False
    elements = frame.filter(pl.col(column).list.len() > 0).select(pl.col(column).explode().alias("e"))
    if spec.type is FactType.CHOICES:
        return given.inner == pl.String and _canonical(elements, pl.col("e"), spec)
    there = record_fields(given)
    specs = {field.name: field for field in spec.fields}
    return bool(there) and all(
        _field_fits(elements, specs[name], there[name]) for name in asked if name in there
    )


def _field_fits(elements: pl.LazyFrame, spec: FactSpec, given: pl.DataType) -> bool:
    if spec.type not in _TEXTS:
        return fits(spec, given)
    # A field may be missing in a record; null texts are left out before they are compared.
    field = pl.col("e").struct.field(spec.name)
    return given == pl.String and _canonical(elements.filter(field.is_not_null()), field, spec)


def _canonical(elements: pl.LazyFrame, value: pl.Expr, spec: FactSpec) -> bool:
    texts = elements.select(value.alias("t")).unique().head(MOST_TEXTS + 1).collect(engine="streaming")
    if texts.height > MOST_TEXTS:
        return False
    if spec.type in (FactType.CHOICE, FactType.CHOICES) and spec.options:
        return all(text in spec.options for text in texts["t"])
    return all(normal_value(spec, text).value == text for text in texts["t"])


def quick_reading(spec: FactSpec, column: str) -> pl.Expr | None:
    """The values of texts that are written plainly, null for others; None for types without such texts."""
    text = pl.col(column).str.strip_chars()
    if spec.type is FactType.NUMBER:
        return pl.when(text.str.contains(_PLAIN_NUMBER)).then(text).cast(pl.Float64, strict=False)
    if spec.type is FactType.DATE:
        day = pl.when(text.str.contains(_PLAIN_DAY)).then(text.str.slice(0, 10))
        return day.str.to_date("%Y-%m-%d", strict=False)
    return None


def record_fields(given: pl.DataType) -> Mapping[str, pl.DataType]:
    """The types of the fields of a list's records, empty where it is no list of records."""
    inner = given.inner if isinstance(given, pl.List) else None
    if not isinstance(inner, pl.Struct):
        return {}
    return {field.name: field.dtype for field in inner.fields if isinstance(field.dtype, pl.DataType)}
