"""What lists ask of an entry: where its nominee sits, what it does, and how much was found in its row."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from jianyou.codes import uscc
from jianyou.domain.annexes import places
from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.terms.finding import Severity

MOST_CODES = 30
"""Kinds of findings that are kept of one entry."""


class Marks(NamedTuple):
    """Of one entry. `district` by its official name, `industry` as GB/T 4754 cites it (`C3441`, or less).

    Both and `uscc` are empty where the row tells none that can be understood. `codes` are the kinds of the
    errors and warnings, sorted.
    """

    district: str = ""
    industry: str = ""
    uscc: str = ""
    errors: int = 0
    warnings: int = 0
    codes: tuple[str, ...] = ()


class Columns(NamedTuple):
    """The keys of the columns that tell district, industry and credit code, empty where there is none."""

    district: str
    industry: str
    uscc: str


def columns_of(schema: AnnexSchema, *, regions: bool) -> Columns:
    """The first column of each kind; `regions` tells whether the call has a table of regions."""
    kinds = {column.kind: column.key for column in reversed(schema.columns)}
    both = kinds.get(ColumnKind.REGION_INDUSTRY, "")
    return Columns(
        kinds.get(ColumnKind.REGION, both) if regions else "",
        kinds.get(ColumnKind.INDUSTRY, both),
        kinds.get(ColumnKind.CREDIT_CODE, ""),
    )


def marks_of(
    columns: Columns, row: Mapping[str, str], findings: Iterable[Mapping[str, Any]], as_of: date
) -> Marks:
    """The marks of a row as written; `findings` are its own, plain, as they are kept."""
    district = understood(row.get(columns.district, ""), as_of)[0] if columns.district else ""
    trade = understood(row.get(columns.industry, ""), as_of)[1] if columns.industry else ""
    code = uscc.check(row.get(columns.uscc, "")) if columns.uscc else None
    grave = [each for each in findings if each["severity"] != Severity.INFO]
    errors = sum(each["severity"] == Severity.ERROR for each in grave)
    codes = sorted({str(each["code"]) for each in grave})[:MOST_CODES]
    return Marks(
        district, trade, code.code if code and code.ok else "", errors, len(grave) - errors, tuple(codes)
    )


@lru_cache(maxsize=4096)
def understood(text: str, as_of: date) -> tuple[str, str]:
    """The district's official name and the industry's code, empty where the text tells none."""
    meaning = places.understand(text, as_of, with_region=True, with_industry=True).meaning
    region, trade = meaning["region"], meaning["industry"]
    return (str(region["name"]) if region else "", str(trade["code"]) if trade else "")
