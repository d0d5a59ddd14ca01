"""Statements that are written once: Django takes ten times as long to write one as a database to answer it.

For the busiest pages only; everywhere else a query is written where it is asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import DateTimeField, Model, QuerySet, UUIDField
from django.db.models.sql import UpdateQuery

Wanted = str | int | datetime | UUID
"""What a query is asked for, or what is written."""
Row = tuple[Any, ...]
M = TypeVar("M", bound=Model)

_MARKS: dict[type[Wanted], Callable[[int], Wanted]] = {
    str: lambda place: f"\ue000{place}",
    int: lambda place: 0x6E00 + place,
    datetime: lambda place: datetime(9000 + place, 1, 1, tzinfo=UTC),
    UUID: lambda place: UUID(int=place),
}
_FIELDS: dict[type, Any] = {UUID: UUIDField(), datetime: DateTimeField()}
_AT_ONCE = 200
"""Rows of one statement: fewer values than any database takes."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement, its parameters, which of them are values to put in, and what is made of its columns."""

    sql: str
    params: tuple[Any, ...]
    values: dict[int, int]
    made: tuple[tuple[int, Sequence[Callable[..., Any]], Any], ...]


class Prepared:
    """A query of `values_list`, made by `query` of one value for each of `kinds`, written once a database.

    With `locked` the rows of that model are held until the transaction ends; with `skips` those that another
    holds are left out.
    """

    def __init__(
        self,
        query: Callable[..., QuerySet[Any, Row]],
        *kinds: type[Wanted],
        locked: type[Model] | None = None,
        skips: bool = False,
    ) -> None:
        self._query = query
        self._kinds = kinds
        self._locked = locked
        self._skips = skips
        self._written: dict[str, _Written] = {}

    def rows(self, *wanted: Wanted) -> list[Row]:
        """The rows for these values."""
        if self._locked and not connection.in_atomic_block:
            raise RuntimeError("a lock outside of a transaction holds nothing")
        written = self._written.get(connection.vendor)
        if written is None:
            written = self._written[connection.vendor] = self._write()
        with connection.cursor() as cursor:
            cursor.execute(written.sql, _filled(written, wanted))
            found = cursor.fetchall()
        return [_made(row, written) for row in found]

    def first(self, *wanted: Wanted) -> Row | None:
        """The first of them, None where there is none."""
        rows = self.rows(*wanted)
        return rows[0] if rows else None

    def _write(self) -> _Written:
        marks = _marks(self._kinds)
        compiler = self._query(*marks).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        if self._locked and connection.features.has_select_for_update:
            sql += f" FOR UPDATE OF {connection.ops.quote_name(_table(self._locked).db_table)}"
            sql += " SKIP LOCKED" if self._skips else ""
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        made = tuple((place, tuple(each), column) for place, (each, column) in converters.items())
        return _Written(sql, tuple(params), _places(params, marks), made)


class Change:
    """An update, written once a database: of a value for each of `kinds`, `told` makes what `update` gets."""

    def __init__(
        self, told: Callable[..., tuple[QuerySet[Any], dict[str, Any]]], *kinds: type[Wanted]
    ) -> None:
        self._told = told
        self._kinds = kinds
        self._written: dict[str, _Written] = {}

    def run(self, *wanted: Wanted) -> int:
        """Writes these values; in how many rows."""
        written = self._written.get(connection.vendor)
        if written is None:
            written = self._written[connection.vendor] = self._write()
        with connection.cursor() as cursor:
            cursor.execute(written.sql, _filled(written, wanted))
            return int(cursor.rowcount)

    def _write(self) -> _Written:
        marks = _marks(self._kinds)
        rows, values = self._told(*marks)
        query: Any = rows.query.chain(UpdateQuery)
        query.add_update_values(values)
        sql, params = query.get_compiler(connection=connection).as_sql()
        return _Written(sql, tuple(params), _places(params, marks), ())


def insert(rows: Sequence[Model]) -> None:
    """Writes new rows of one model, as `bulk_create` does, in the transaction that is running."""
    if not rows:
        return
    head, one, fields = _insertion(type(rows[0]), connection.vendor)
    for begin in range(0, len(rows), _AT_ONCE):
        some = rows[begin : begin + _AT_ONCE]
        params = [
            field.get_db_prep_save(field.pre_save(row, add=True), connection)
            for row in some
            for field in fields
        ]
        with connection.cursor() as cursor:
            cursor.execute(head + ", ".join([one] * len(some)), params)
    for row in rows:
        row._state.adding = False  # noqa: SLF001  — documented by Django in spite of its name
        row._state.db = connection.alias  # noqa: SLF001


def remove(model: type[Model], column: str, value: Wanted) -> int:
    """Removes the rows of a model that say so, and no others that refer to them; how many."""
    field = _table(model).get_field(column)
    table, name = map(connection.ops.quote_name, (_table(model).db_table, field.column))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {name} = %s", [_adapted(value)])  # noqa: S608  — our names
        return int(cursor.rowcount)


class _Insertion(NamedTuple):
    head: str
    one: str
    fields: tuple[Any, ...]


@cache
def _insertion(model: type[Model], vendor: str) -> _Insertion:
    del vendor  # names may be quoted differently
    quoted, fields = connection.ops.quote_name, tuple(_table(model).concrete_fields)
    names = ", ".join(quoted(field.column) for field in fields)
    head = f"INSERT INTO {quoted(_table(model).db_table)} ({names}) VALUES "  # noqa: S608  — our names
    return _Insertion(head, f"({', '.join(['%s'] * len(fields))})", fields)


def _marks(kinds: Sequence[type[Wanted]]) -> list[Wanted]:
    """A value of each kind that no statement has by itself."""
    return [_MARKS[kind](place) for place, kind in enumerate(kinds, 1)]


def _places(params: Sequence[Any], marks: Sequence[Wanted]) -> dict[int, int]:
    """Which parameters stand for which of the marks."""
    adapted = [_adapted(mark) for mark in marks]
    return {place: adapted.index(one) for place, one in enumerate(params) if one in adapted}


def _filled(written: _Written, wanted: Sequence[Wanted]) -> list[Any]:
    """The parameters of a statement, with these values."""
    given, params = [_adapted(one) for one in wanted], list(written.params)
    for place, value in written.values.items():
        params[place] = given[value]
    return params


def _adapted(value: Wanted) -> Any:
    """The value as the database takes it."""
    field = _FIELDS.get(type(value))
    return field.get_db_prep_value(value, connection) if field else value


def _made(row: Row, written: _Written) -> Row:
    values = list(row)
    for place, converters, column in written.made:
        for convert in converters:
            values[place] = convert(values[place], column, connection)
    return tuple(values)


def _table(model: type[Model]) -> Any:
    return model._meta  # noqa: SLF001  — documented by Django in spite of its name


def columns(model: type[Model], at: str = "") -> tuple[str, ...]:
    """The columns of a model for `values_list`; `at` is the way to it, as `call__`."""
    return tuple(at + field.attname for field in _table(model).concrete_fields)


def row_of(model: type[M], values: Sequence[Any]) -> tuple[M, Sequence[Any]]:
    """The instance whose `columns` these values begin with, and the values behind them."""
    names = columns(model)
    return model.from_db(connection.alias, names, values[: len(names)]), values[len(names) :]
