"""Queries that are written once: Django takes ten times as long to write one as a database to answer it.

For the busiest pages only; everywhere else a query is written where it is asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet, UUIDField

Wanted = str | UUID
"""What a query is asked for."""
Row = tuple[Any, ...]
M = TypeVar("M", bound=Model)

_MARKS: dict[type[Wanted], Callable[[int], Wanted]] = {
    str: lambda place: f"\ue000{place}",
    UUID: lambda place: UUID(int=place),
}


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement, its parameters, which of them are values to put in, and what is made of its columns."""

    sql: str
    params: tuple[Any, ...]
    values: dict[int, int]
    made: tuple[tuple[int, Sequence[Callable[..., Any]], Any], ...]


class Prepared:
    """A query of `values_list`, made by `query` of one value for each of `kinds`, written once a database.

    With `locked` the rows of that model are held until the transaction ends.
    """

    def __init__(
        self,
        query: Callable[..., QuerySet[Any, Row]],
        *kinds: type[Wanted],
        locked: type[Model] | None = None,
    ) -> None:
        self._query = query
        self._kinds = kinds
        self._locked = locked
        self._written: dict[str, _Written] = {}

    def rows(self, *wanted: Wanted) -> list[Row]:
        """The rows for these values."""
        if self._locked and not connection.in_atomic_block:
            raise RuntimeError("a lock outside of a transaction holds nothing")
        written = self._written.get(connection.vendor)
        if written is None:
            written = self._written[connection.vendor] = self._write()
        given, params = [_adapted(one) for one in wanted], list(written.params)
        for place, value in written.values.items():
            params[place] = given[value]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, params)
            found = cursor.fetchall()
        return [_made(row, written) for row in found]

    def first(self, *wanted: Wanted) -> Row | None:
        """The first of them, None where there is none."""
        rows = self.rows(*wanted)
        return rows[0] if rows else None

    def _write(self) -> _Written:
        marks = [_MARKS[kind](place) for place, kind in enumerate(self._kinds, 1)]
        compiler = self._query(*marks).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        adapted = [_adapted(mark) for mark in marks]
        values = {place: adapted.index(one) for place, one in enumerate(params) if one in adapted}
        if self._locked and connection.features.has_select_for_update:
            sql += f" FOR UPDATE OF {connection.ops.quote_name(_table(self._locked).db_table)}"
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        made = tuple((place, tuple(each), column) for place, (each, column) in converters.items())
        return _Written(sql, tuple(params), values, made)


def _adapted(value: Wanted) -> Any:
    """The value as the database takes it."""
    return UUIDField().get_db_prep_value(value, connection) if isinstance(value, UUID) else value


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
