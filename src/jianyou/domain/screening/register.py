"""名录: a register as engines take it, every column with the fact that it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jianyou.domain.eligibility.facts import FactSpec

MOST_MAPPED = 2_000_000
"""Distinct values of one column that are normalized one by one; a column with more is refused as such."""


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One column of the register taken as one fact.

    `fact` is its name (`industry`, `parent.region`, `declared.excellence`), `source` the register's
    column. With `mapping` None the values are canonical as they stand, in the column type of the fact;
    otherwise it leads from each distinct raw text to the canonical value, or to None where nothing can
    be made of it. Canonical column types: FLAG boolean, DATE date, NUMBER double, CHOICE, CODE and TEXT
    string, CHOICES list of strings, RECORDS list of structs of their fields; in `mapping` CHOICES and
    RECORDS are JSON texts.
    """

    fact: str
    spec: FactSpec
    source: str
    mapping: Mapping[str, bool | float | str | None] | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """Parquet files of one form (CSV and Excel are turned into one first), or a PostgreSQL table.

    `paths` are the files in order, empty for a table; `table` and `database` (a URL) tell the table.
    `carried` are the columns that go into the result unchanged, so that rows are known again. Facts
    without a column are unknown in every row.
    """

    paths: tuple[Path, ...]
    columns: tuple[ColumnPlan, ...]
    carried: tuple[str, ...]
    rows: int
    table: str = ""
    database: str = ""

    def plan(self, fact: str) -> ColumnPlan | None:
        """The column that a fact is read from, None where it has none."""
        return next((each for each in self.columns if each.fact == fact), None)
