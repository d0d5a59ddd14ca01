"""The register of the benchmark: that of the examples, with the answers of people clause by clause."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from examples.registers.typed import typed

_LEVELS = ("primary", "junior_middle", "senior_high", "vocational", "university", "other")
_SHARES = {
    "declared.policies": (90, 8),
    "declared.credit": (92, 6),
    "judged.excellence": (30, 20),
    "judged.product_level": (25, 20),
    "judged.trade_lead": (20, 20),
}
"""Yes and unknown in a hundred."""
CARRIED = ("uscc", "name")
NEEDED = (
    *("kind", "established_on", "country", "region", "is_legal_person", "industry", "organization_types"),
    *("school_level", "in_operation_since", "suspended_periods", "accidents", "spot_check_failures"),
    *("on_abnormal_list", "on_serious_breach_list", *_SHARES),
)
"""The columns that the rules ask; the register has others besides."""


def write_register(path: Path, rows: int) -> Path:
    """Writes `rows` rows as one file; the first rows of a large register are those of a small one."""
    frame = typed(rows).drop("declared.*", "judged.*").with_row_index("row")
    answers = [_answer(name, yes, unknown) for name, (yes, unknown) in _SHARES.items()]
    frame.with_columns(*answers, _level()).drop("row").sink_parquet(path, compression="zstd")
    return path


def _answer(name: str, yes: int, unknown: int) -> pl.Expr:
    drawn = _dice(name, 100)
    return pl.when(drawn < 100 - unknown).then(drawn < yes).alias(name)


def _level() -> pl.Expr:
    return (
        pl.when(_dice("level", 10) < 4)
        .then(_among(_LEVELS, _dice("which", len(_LEVELS))))
        .alias("school_level")
    )


def _among(values: Sequence[str], at: pl.Expr) -> pl.Expr:
    return pl.lit(pl.Series(values)).gather(at)


def _dice(name: str, sides: int) -> pl.Expr:
    return pl.col("row").hash(sum(map(ord, name))) % sides
