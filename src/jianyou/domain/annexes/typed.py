"""A form filled field by field instead of in a file: the same form that a reader makes of one."""

import re
from collections.abc import Iterable, Iterator, Mapping

from jianyou.domain.annexes.records import Form, FormStatus, Row, Value
from jianyou.domain.annexes.schema import AnnexSchema, Column, ColumnKind
from jianyou.officefiles.writing.printable import printable_text
from jianyou.terms.place import Place

YES, NO = "是", "否"
"""The answers to choose from in a column of yes or no."""

_OF_LINES = frozenset({ColumnKind.TEXT, ColumnKind.HONORS})
_BREAKS = re.compile(r"[\n\t]+")


def has_lines(column: Column) -> bool:
    """Whether several lines may be written in the column."""
    return column.kind in _OF_LINES


def typed_columns(schema: AnnexSchema) -> Iterator[tuple[int, Column]]:
    """The columns to fill with their numbers in the table, from 1; serial numbers are given, not typed."""
    for number, column in enumerate(schema.columns, 1):
        if column.kind is not ColumnKind.SERIAL:
            yield number, column


def fit_text(text: str, *, lines: bool) -> str:
    """What of a text the printed annex can hold: white space around it and what XML can't hold is gone.

    A line ends with a newline; without `lines` line ends and tabs become a space. Done twice it
    changes nothing more.
    """
    fit = printable_text(text)
    return (fit if lines else _BREAKS.sub(" ", fit)).strip()


def form_of_values(
    schema: AnnexSchema, header: Mapping[str, str], rows: Iterable[Mapping[str, str]], *, file: str = ""
) -> Form:
    """The form of values by key, not yet checked; keys that the schema lacks are passed over.

    Entries without any value are left out, the others numbered from 1. A value's place is its cell
    in the official annex with these values, as it is printed: there the first table has one heading row.
    """
    form = Form(file, FormStatus.READ)
    for field in schema.header:
        form.header[field.key] = Value(fit_text(header.get(field.key, ""), lines=False), Place(file))
    columns = tuple(typed_columns(schema))
    for texts in rows:
        fit = {
            column.key: fit_text(texts.get(column.key, ""), lines=has_lines(column)) for _, column in columns
        }
        if any(fit.values()):
            form.rows.append(_row(len(form.rows) + 1, fit, columns, file))
    return form


def _row(number: int, fit: Mapping[str, str], columns: Iterable[tuple[int, Column]], file: str) -> Row:
    place = Place(file, table=1, row=number + 1)
    values = {column.key: Value(fit[column.key], place._replace(column=at)) for at, column in columns}
    return Row(number, place, values)
