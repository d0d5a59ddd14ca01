"""How databases write the same things: texts, days, names, and whether any part of a list passes a test."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import nan
from typing import ClassVar

from jianyou.domain.eligibility.facts import FactSpec, FactType

PART = "x"
"""Stands for one record or one text of a list."""


_TEXTS = (FactType.CHOICE, FactType.CODE, FactType.TEXT)


class Dialect:
    """What standard SQL leaves open. `fence` keeps a nested SELECT from being merged into the outer one."""

    fence = ""
    types: ClassVar[Mapping[FactType, str]] = {
        FactType.FLAG: "BOOLEAN",
        FactType.DATE: "DATE",
        FactType.NUMBER: "DOUBLE",
        **dict.fromkeys(_TEXTS, "VARCHAR"),
    }

    def name(self, name: str) -> str:
        """An identifier."""
        return '"' + name.replace('"', '""') + '"'

    def text(self, text: str) -> str:
        """A text, whatever is in it."""
        return "'" + text.replace("'", "''") + "'"

    def texts(self, texts: Sequence[str]) -> list[str]:
        """Those of some texts that a column can hold."""
        return [self.text(text) for text in texts]

    def day(self, day: date) -> str:
        """A date."""
        return f"DATE '{day.isoformat()}'"

    def number(self, number: float) -> str:
        """A number of double precision."""
        return f"CAST('{number!r}' AS {self.types[FactType.NUMBER]})"

    def truth(self, truth: bool | None) -> str:
        """A fixed answer."""
        return "CAST(NULL AS BOOLEAN)" if truth is None else str(truth).upper()

    def bit(self, test: str, at: int) -> str:
        """A whole number of 64 bits, whose bit is set where the test is true; it must not be null."""
        return f"CASE WHEN {test} THEN CAST({1 << at} AS BIGINT) ELSE 0 END"

    def cast(self, column: str, spec: FactSpec) -> str:
        """A column's value in the type of its fact, null where it has none or is no number.

        Lists of records stay as they are.
        """
        kind = self.types.get(spec.type)
        return column if kind is None else self._real(f"TRY_CAST({column} AS {kind})", spec)

    def _real(self, value: str, spec: FactSpec) -> str:
        """Asked by function: where no bound of a file is NaN, DuckDB takes `= 'nan'` to be false."""
        return f"CASE WHEN NOT isnan({value}) THEN {value} END" if spec.type is FactType.NUMBER else value

    def begins(self, column: str, prefix: str) -> str:
        """Whether a text begins so; `prefix` is written already."""
        return f"starts_with({column}, {prefix})"

    def field(self, spec: FactSpec) -> str:
        """A field of the record at hand."""
        return f"TRY_CAST({PART}.{self.name(spec.name)} AS {self.types[spec.type]})"

    def since(self, field: str, day: date) -> str:
        """Whether a field is that day or later."""
        return f"({field} >= {self.day(day)})"

    def size(self, column: str) -> str:
        """How many parts a list has."""
        raise NotImplementedError

    def some(self, column: str, test: str, *, records: bool) -> str:
        """Whether a test of PART is true of any record or text of a list, yes or no."""
        raise NotImplementedError


class DuckDB(Dialect):
    """DuckDB from 2.0 on: lists, and lambdas spelled out."""

    types: ClassVar[Mapping[FactType, str]] = {**Dialect.types, FactType.CHOICES: "VARCHAR[]"}

    def bit(self, test: str, at: int) -> str:
        """The same in a third of the time."""
        return f"CAST(({test}) AS BIGINT) * {1 << at}"

    def size(self, column: str) -> str:
        """How many parts a list has."""
        return f"len({column})"

    def some(self, column: str, test: str, *, records: bool) -> str:  # noqa: ARG002  the same for both
        """Whether a test of PART is true of any part of a list."""
        return f"len(list_filter({column}, lambda {PART}: {test})) > 0"


class Spark(Dialect):
    """Spark SQL: arrays, and texts that mean the same under any setting of the parser."""

    types: ClassVar[Mapping[FactType, str]] = {
        **Dialect.types,
        **dict.fromkeys(_TEXTS, "STRING"),
        FactType.CHOICES: "ARRAY<STRING>",
    }

    def name(self, name: str) -> str:
        """An identifier."""
        return "`" + name.replace("`", "``") + "`"

    def text(self, text: str) -> str:
        """A text; whether a backslash escapes depends on a setting, so such texts are written as bytes."""
        if text.isprintable() and not set(text) & set("'\\$"):
            return f"'{text}'"
        return f"CAST(X'{text.encode().hex()}' AS STRING)"

    def begins(self, column: str, prefix: str) -> str:
        """Whether a text begins so; `prefix` is written already."""
        return f"startswith({column}, {prefix})"

    def size(self, column: str) -> str:
        """How many parts a list has."""
        return f"size({column})"

    def some(self, column: str, test: str, *, records: bool) -> str:  # noqa: ARG002  the same for both
        """Whether a test of PART is true of any part of a list."""
        return f"exists({column}, {PART} -> coalesce({test}, FALSE))"


class Postgres(Dialect):
    """PostgreSQL: lists are jsonb, as only that can hold records. Days within it are compared as texts."""

    fence = " OFFSET 0"
    types: ClassVar[Mapping[FactType, str]] = {
        **Dialect.types,
        **dict.fromkeys(_TEXTS, "text"),
        FactType.NUMBER: "double precision",
    }

    def texts(self, texts: Sequence[str]) -> list[str]:
        """Those of some texts that a column can hold: none of PostgreSQL's has a NUL."""
        return super().texts([text for text in texts if "\0" not in text])

    def _real(self, value: str, spec: FactSpec) -> str:
        """NaN equals itself here."""
        return f"nullif({value}, {self.number(nan)})" if spec.type is FactType.NUMBER else value

    def cast(self, column: str, spec: FactSpec) -> str:
        """A column's value in the type of its fact; lists as jsonb, null where it is no list."""
        kind = self.types.get(spec.type)
        if kind is not None:
            return self._real(f"CAST({column} AS {kind})", spec)
        return f"CASE WHEN jsonb_typeof({column}) = 'array' THEN {column} END"

    def field(self, spec: FactSpec) -> str:
        """A field of the record at hand: a flag, or a text."""
        text = f"({PART} ->> {self.text(spec.name)})"
        if spec.type is FactType.FLAG:
            return f"CAST(CASE WHEN {text} IN ('true', 'false') THEN {text} END AS boolean)"
        if spec.type is FactType.DATE:
            return f"(CASE WHEN {text} ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$' THEN {text} END)"
        return text

    def since(self, field: str, day: date) -> str:
        """Whether a field is that day or later; written so, days sort as texts."""
        return f"({field} COLLATE \"C\" >= '{day.isoformat()}')"

    def size(self, column: str) -> str:
        """How many parts a list has."""
        return f"jsonb_array_length({column})"

    def some(self, column: str, test: str, *, records: bool) -> str:
        """Whether a test of PART is true of any record or text of a list."""
        parts = "jsonb_array_elements" if records else "jsonb_array_elements_text"
        return f"EXISTS (SELECT 1 FROM {parts}({column}) AS parts({PART}) WHERE {test})"  # noqa: S608  names are ours, texts quoted
