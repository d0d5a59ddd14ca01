"""更正: a value that a person puts in place of what the sender wrote; the sender's stays on record."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from jianyou.domain.annexes.records import Form, Row, Value
from jianyou.terms.place import Place

HEADER = 0
"""The number that stands for the header line where entries are numbered from 1."""


class Correction(NamedTuple):
    """The new text of one value. `entry` is HEADER or an entry's number, `column` its key."""

    entry: int
    column: str
    text: str


def corrected(form: Form, corrections: Iterable[Correction]) -> Form:
    """The form with other values, as if it had been sent so; the form given stays as it is.

    What the reader remarked on a cell that was corrected no longer counts and is left out. The form
    is one that was read and not yet checked; a correction of an entry that it lacks is passed over.
    """
    by_entry: dict[int, dict[str, str]] = {}
    for correction in corrections:
        by_entry.setdefault(correction.entry, {})[correction.column] = correction.text
    mended = {(entry or None, column) for entry, columns in by_entry.items() for column in columns}
    return replace(
        form,
        header=_values(form.header, by_entry.get(HEADER, {}), Place(form.file)),
        rows=[_row(row, by_entry.get(row.number, {})) for row in form.rows],
        findings=[one for one in form.findings if (one.row, one.column) not in mended],
    )


def text_at(form: Form, entry: int, column: str) -> str | None:
    """A value's text by the place that a correction names; None if the form has no such value."""
    if entry == HEADER:
        values = form.header
    else:
        values = form.rows[entry - 1].values if 0 < entry <= len(form.rows) else {}
    return values[column].text if column in values else None


def _row(row: Row, texts: Mapping[str, str]) -> Row:
    """A row of its own, so that checking it leaves the original alone."""
    return Row(row.number, row.place, _values(row.values, texts, row.place))


def _values(values: Mapping[str, Value], texts: Mapping[str, str], place: Place) -> dict[str, Value]:
    added = {
        key: Value(text.strip(), values[key].place if key in values else place) for key, text in texts.items()
    }
    return {**values, **added}
