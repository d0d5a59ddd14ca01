"""草稿: a table that several people may be typing at once; nobody's text is replaced by who hadn't seen it.

A field's name on the page is `filer`, `address`, `c-0-<header key>` or `c-<row id>-<column key>`. The id of
a row is never given again, so that a row removed in one window doesn't shift the text of another.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any, NamedTuple

from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.annexes.typed import fit_text, has_lines, typed_columns

FILER, ADDRESS = "filer", "address"
HIGHEST_ID = 99_999
MOST_REMOVED = 20
"""How many removed rows are kept to come back."""

_NAME = re.compile("c-(0|[1-9][0-9]{0,4})-([a-z0-9_]+)")
_MARK_BYTES = 6


class Edit(NamedTuple):
    """A text typed in a field, and what the typist had seen there: `was`, or its `mark` (`text_mark`).

    With neither, it is meant for the field as it was at the revision that was looked at.
    """

    name: str
    text: str
    was: str | None = None
    mark: str = ""


class Conflict(NamedTuple):
    """A field that says `theirs`, typed elsewhere since, and would have been replaced by `yours`."""

    name: str
    theirs: str
    yours: str


class Change(NamedTuple):
    """The last change of a field: its revision, and the moment as ISO text."""

    revision: int
    at: str


@dataclass(frozen=True, slots=True)
class DraftedRow:
    """One entry by column key. `id` is its own for as long as the draft lives."""

    id: int
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.values.values())


@dataclass(frozen=True, slots=True)
class Drafted:
    """What stands in a draft; rows by id, never none. `revision` counts the changes.

    `removed` are rows that may come back, `changed` tells when a field changed last, and `asked` is the
    address that a code was sent to.
    """

    filer: str = ""
    address: str = ""
    header: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[DraftedRow, ...] = (DraftedRow(1),)
    next_id: int = 2
    removed: tuple[DraftedRow, ...] = ()
    changed: Mapping[str, Change] = field(default_factory=dict)
    revision: int = 0
    asked: str = ""

    def text_of(self, name: str) -> str | None:
        """What stands in the field of that name; None where there is no such row."""
        if name in {FILER, ADDRESS}:
            return self.filer if name == FILER else self.address
        number, key = _place(name)
        if number == 0:
            return self.header.get(key, "")
        row = next((row for row in self.rows if row.id == number), None)
        return row.values.get(key, "") if row else None

    def with_text(self, name: str, text: str, at: str = "") -> "Drafted":
        """With another text in that field, as one more change."""
        changed = {**self.changed, name: Change(self.revision + 1, at)}
        told = replace(self, changed=changed)
        if name in {FILER, ADDRESS}:
            return replace(told, filer=text) if name == FILER else replace(told, address=text)
        number, key = _place(name)
        if number == 0:
            return replace(told, header={**self.header, key: text})
        rows = (
            replace(row, values={**row.values, key: text}) if row.id == number else row for row in self.rows
        )
        return replace(told, rows=tuple(rows))

    def with_row(self) -> "Drafted":
        """With an empty row at the end; the same where no id is left."""
        if self.next_id > HIGHEST_ID:
            return self
        rows = (*self.rows, DraftedRow(self.next_id))
        return replace(self, rows=rows, next_id=self.next_id + 1, revision=self.revision + 1)

    def without_row(self, number: int) -> "Drafted":
        """Without that row, which may come back; in place of the only one stands an empty one."""
        gone = next((row for row in self.rows if row.id == number), None)
        if gone is None:
            return self
        removed = self.removed if gone.blank else (*self.removed, gone)[-MOST_REMOVED:]
        rows = tuple(row for row in self.rows if row.id != number)
        left = replace(self, rows=rows, removed=removed, revision=self.revision + 1)
        return left if rows else replace(left.with_row(), revision=left.revision)

    def with_row_back(self, number: int) -> "Drafted":
        """With that removed row again, at its place."""
        back = next((row for row in self.removed if row.id == number), None)
        if back is None:
            return self
        rows = tuple(sorted((*self.rows, back), key=lambda row: row.id))
        removed = tuple(row for row in self.removed if row.id != number)
        return replace(self, rows=rows, removed=removed, revision=self.revision + 1)

    def told_rows(self) -> tuple[DraftedRow, ...]:
        """The rows with any text; filed they become the entries 1, 2, …, in this order."""
        return tuple(row for row in self.rows if not row.blank)

    def as_plain(self) -> dict[str, Any]:
        """The same for JSON."""
        return {
            "filer": self.filer,
            "address": self.address,
            "header": dict(self.header),
            "rows": [{"id": row.id, "values": dict(row.values)} for row in self.rows],
            "next_id": self.next_id,
            "removed": [{"id": row.id, "values": dict(row.values)} for row in self.removed],
            "changed": {name: list(change) for name, change in self.changed.items()},
            "revision": self.revision,
            "asked": self.asked,
        }


class Merged(NamedTuple):
    """A draft after some edits: the names that say now what was typed, and those that don't."""

    drafted: Drafted
    saved: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def drafted_of(plain: Mapping[str, Any]) -> Drafted:
    """The draft that was written so by `as_plain`."""
    return Drafted(
        plain["filer"],
        plain["address"],
        plain["header"],
        tuple(DraftedRow(row["id"], row["values"]) for row in plain["rows"]),
        plain["next_id"],
        tuple(DraftedRow(row["id"], row["values"]) for row in plain["removed"]),
        {name: Change(*change) for name, change in plain["changed"].items()},
        plain["revision"],
        plain["asked"],
    )


def fitted(edits: Iterable[Edit], schema: AnnexSchema) -> tuple[Edit, ...]:
    """The edits of fields that the annex has, as it can hold their texts; others are passed over."""
    fields: dict[str, bool] = {column.key: has_lines(column) for _, column in typed_columns(schema)}
    return tuple(_fitted(edits, fields, frozenset(one.key for one in schema.header)))


def blank_for(edits: Iterable[Edit]) -> Drafted:
    """An empty draft with the rows that the edits speak of, the first one always."""
    ids = sorted({1, *(number for edit in edits if (number := row_of(edit.name)) > 0)})
    return Drafted(rows=tuple(map(DraftedRow, ids)), next_id=ids[-1] + 1)


def merge(drafted: Drafted, edits: Iterable[Edit], *, seen: int | None = None, at: str = "") -> Merged:
    """Writes each edit where the field still says what its typist had seen, or says the same already.

    `seen` is the revision that was looked at, `at` the moment as ISO text. An edit whose typist left the
    text as it was is none. A row that was removed meanwhile comes back with what is typed in it. The same
    edits once more change nothing.
    """
    now, saved, conflicts = drafted, dict[str, None](), list[Conflict]()
    for edit in edits:
        untouched = edit.text == edit.was if edit.mark == "" else text_mark(edit.text) == edit.mark
        if row_of(edit.name) and now.text_of(edit.name) is None and not untouched:
            now = replace(now.with_row_back(row_of(edit.name)), revision=now.revision)
        theirs = now.text_of(edit.name)
        if theirs is None or (untouched and theirs != edit.text):
            continue
        if theirs == edit.text:
            saved[edit.name] = None
        elif _had_seen(edit, theirs, now, seen):
            now = now.with_text(edit.name, edit.text, at)
            saved[edit.name] = None
        else:
            conflicts.append(Conflict(edit.name, theirs, edit.text))
    if now != drafted:
        now = replace(now, revision=drafted.revision + 1)
    return Merged(now, tuple(saved), tuple(conflicts))


def text_mark(text: str) -> str:
    """12 hex digits that stand for a text, so that a page needn't carry it twice."""
    return blake2b(text.encode(), digest_size=_MARK_BYTES).hexdigest()


def row_of(name: str) -> int:
    """The id of the row that a field stands in, 0 outside of the rows."""
    return max(0, _place(name)[0])


def _had_seen(edit: Edit, theirs: str, drafted: Drafted, seen: int | None) -> bool:
    if edit.was is not None:
        return edit.was == theirs
    if edit.mark:
        return edit.mark == text_mark(theirs)
    if not theirs:
        return True
    change = drafted.changed.get(edit.name)
    return seen is not None and (change is None or change.revision <= seen)


def _fitted(edits: Iterable[Edit], fields: Mapping[str, bool], header: frozenset[str]) -> Iterator[Edit]:
    for edit in edits:
        number, key = _place(edit.name)
        known = key in {FILER, ADDRESS} if number < 0 else key in (fields if number else header)
        if known:
            lines = number > 0 and fields[key]
            was = None if edit.was is None else _fit(key, edit.was, lines=lines)
            yield edit._replace(text=_fit(key, edit.text, lines=lines), was=was)


def _fit(key: str, text: str, *, lines: bool) -> str:
    fit = fit_text(text, lines=lines)
    return " ".join(fit.split()) if key == FILER else fit


def _place(name: str) -> tuple[int, str]:
    """Row id (0 of the header line, -1 of neither) and key of a field."""
    found = _NAME.fullmatch(name)
    return (int(found[1]), found[2]) if found else (-1, name)
