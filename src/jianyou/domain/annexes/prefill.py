"""预填: what an earlier table said goes into the fields of a new one, never over a text in silence.

A value goes where the new table asks for the same: under the same key and kind, else under the same title.
What the new table doesn't ask for is left out and told. What may have changed since is to be looked at again.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jianyou.codes.names import name_key
from jianyou.domain.annexes.drafting import Drafted
from jianyou.domain.annexes.headings import exact_headings, fold
from jianyou.domain.annexes.honors import Timing, parse
from jianyou.domain.annexes.schema import AnnexSchema, Column, ColumnKind
from jianyou.domain.annexes.typed import fit_text, has_lines
from jianyou.terms.message import Message

_RECENT_YEARS = 6
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_OF_ITS_TIME = re.compile(r"去年|上年|今年|本年|近[一二两三四五六七八九十\d]+年|目前|现有|截至|截止|最近")
_STAFF = re.compile(r"(?:员工|职工|从业人员|在岗|人数|在册)\D{0,6}\d|\d[\d,，]*\s*(?:余|多)?(?:名|人)")


class Way(StrEnum):
    """What becomes of a field in which something stands already."""

    EMPTY_ONLY = "empty_only"
    REPLACE = "replace"


class Source(NamedTuple):
    """What is taken over: texts by the keys of their own table. `fresh`: filled for this very call."""

    schema: AnnexSchema
    filer: str
    header: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]
    fresh: bool


class Pair(NamedTuple):
    """A field of the new table with the one of the earlier table that it is filled from."""

    key: str
    title: str
    source: str
    source_title: str


class Fitting(NamedTuple):
    """Which fields go where; `left_out` are titles of the earlier table that the new one doesn't ask for."""

    header: tuple[Pair, ...]
    columns: tuple[Pair, ...]
    left_out: tuple[str, ...]


class Change(NamedTuple):
    """A field to fill: its name on the page, its row's id (0: header or filer), title, both texts.

    `origin` is its title in the earlier table; `look` says why it is to be looked at again.
    """

    name: str
    row: int
    title: str
    was: str
    text: str
    origin: str
    look: tuple[Message, ...]


class Plan(NamedTuple):
    """What would be filled; `kept` are fields whose own text stays, `same` those that say the same already.

    `rows` is how many rows are wanted in all, `numbers` are rows by id as people count them. `beyond` counts
    entries without room.
    """

    changes: tuple[Change, ...]
    kept: tuple[Change, ...]
    same: tuple[Change, ...]
    left_out: tuple[str, ...]
    numbers: Mapping[int, int]
    rows: int
    beyond: int


def fit(source: AnnexSchema, target: AnnexSchema) -> Fitting:
    """Which field of one table is filled from which of another."""
    header = _header_pairs(source, target)
    columns = _column_pairs(source, target)
    taken = {pair.source for pair in columns}
    taken_header = {pair.source for pair in header}
    left = [one.label for one in source.header if one.key not in taken_header]
    left += [
        one.title for one in source.columns if one.kind is not ColumnKind.SERIAL and one.key not in taken
    ]
    return Fitting(header, columns, tuple(left))


def plan(source: Source, target: AnnexSchema, drafted: Drafted, way: Way, *, as_of: date, most: int) -> Plan:
    """What filling a draft from `source` comes to; nothing is done yet.

    Entries of one name meet in one row; others take the first rows without any text, then new ones at the
    end, numbered on from the draft's next id. `as_of` is the day that the honors' years count back from;
    `most` the rows that the draft may have.
    """
    fitting = fit(source.schema, target)
    ids, beyond = _places(source, fitting, target, drafted, most)
    own = {row.id: row.values for row in drafted.rows}
    wanted = [*_of_head(source, fitting, drafted)]
    columns = target.by_key
    for number, texts in zip(ids, source.rows, strict=False):
        for pair in fitting.columns:
            column = columns[pair.key]
            text = fit_text(texts.get(pair.source, ""), lines=has_lines(column))
            look = tuple(_look(text, column, as_of, fresh=source.fresh))
            was = own.get(number, {}).get(pair.key, "")
            wanted.append(
                Change(f"c-{number}-{pair.key}", number, pair.title, was, text, pair.source_title, look)
            )
    same = [each for each in wanted if each.text and each.text == each.was]
    differing = [each for each in wanted if each.text and each.text != each.was]
    free = [each for each in differing if not each.was or way is Way.REPLACE]
    kept = [each for each in differing if each.was and way is Way.EMPTY_ONLY]
    rows = max([len(drafted.rows), *(_ordinal(drafted, number) for number in ids)])
    numbers = {number: _ordinal(drafted, number) for number in [*own, *ids]}
    return Plan(tuple(free), tuple(kept), tuple(same), _told(fitting, source), numbers, rows, beyond)


def _header_pairs(source: AnnexSchema, target: AnnexSchema) -> tuple[Pair, ...]:
    by_title = {fold(name): one for one in reversed(source.header) for name in (one.label, *one.aliases)}
    by_key = {one.key: one for one in source.header}
    pairs = []
    for one in target.header:
        found = by_key.get(one.key) or by_title.get(fold(one.label))
        if found and found.personal == one.personal:
            pairs.append(Pair(one.key, one.label, found.key, found.label))
    return tuple(pairs)


def _column_pairs(source: AnnexSchema, target: AnnexSchema) -> tuple[Pair, ...]:
    pairs: list[Pair] = []
    asked = [one for one in target.columns if one.kind is not ColumnKind.SERIAL]
    free = {one.key: one for one in source.columns if one.kind is not ColumnKind.SERIAL}
    for one in asked:
        same = free.get(one.key)
        if same and same.kind is one.kind and same.personal == one.personal:
            pairs.append(Pair(one.key, one.title, same.key, same.title))
            del free[one.key]
    there = {pair.key for pair in pairs}
    for one in asked:
        found = next(iter(exact_headings([one.title], source)), None) if one.key not in there else None
        if found and found in free and free[found].personal == one.personal:
            pairs.append(Pair(one.key, one.title, found, free.pop(found).title))
    order = {one.key: at for at, one in enumerate(asked)}
    return tuple(sorted(pairs, key=lambda pair: order[pair.key]))


def _of_head(source: Source, fitting: Fitting, drafted: Drafted) -> Iterator[Change]:
    """The filer and the header line."""
    if source.filer:
        yield Change("filer", 0, "", drafted.filer, source.filer, "", ())
    for pair in fitting.header:
        text = fit_text(source.header.get(pair.source, ""), lines=False)
        was = drafted.header.get(pair.key, "")
        yield Change(f"c-0-{pair.key}", 0, pair.title, was, text, pair.source_title, ())


def _places(
    source: Source, fitting: Fitting, target: AnnexSchema, drafted: Drafted, most: int
) -> tuple[list[int], int]:
    """The id of the row that each entry goes to, and how many entries find no room."""
    name = target.name_column.key
    from_column = next((pair.source for pair in fitting.columns if pair.key == name), "")
    named: dict[str, int] = {}
    empty: list[int] = []
    for row in drafted.rows:
        if any(row.values.values()):
            named.setdefault(name_key(row.values.get(name, "")), row.id)
        else:
            empty.append(row.id)
    named.pop("", None)
    room = most - len(drafted.rows)
    fresh = list(range(drafted.next_id, drafted.next_id + max(0, room)))
    ids: list[int] = []
    for texts in source.rows:
        met = named.pop(name_key(texts.get(from_column, "")), None)
        found = met or (empty.pop(0) if empty else fresh.pop(0) if fresh else None)
        if found is None:
            break
        ids.append(found)
    return ids, len(source.rows) - len(ids)


def _ordinal(drafted: Drafted, number: int) -> int:
    """Which row that is, counted from 1; new rows follow the last."""
    for ordinal, row in enumerate(drafted.rows, 1):
        if row.id == number:
            return ordinal
    return len(drafted.rows) + number - drafted.next_id + 1


def _told(fitting: Fitting, source: Source) -> tuple[str, ...]:
    """What is left out though something stands in it."""
    titles = {one.key: one.title for one in source.schema.columns}
    said = {titles[key] for row in source.rows for key, text in row.items() if key in titles and text.strip()}
    said |= {one.label for one in source.schema.header if source.header.get(one.key, "").strip()}
    return tuple(title for title in fitting.left_out if title in said)


def _look(text: str, column: Column, as_of: date, *, fresh: bool) -> Iterator[Message]:
    """Why a text is to be looked at again."""
    if not text:
        return
    if column.kind is ColumnKind.HONORS:
        old = sum(honor.timing is not Timing.WITHIN for honor in parse(text, column, as_of))
        if old:
            yield Message("prefill_look_honors", {"count": old})
        elif not fresh:
            yield Message("prefill_look_new_honors")
        return
    if fresh:
        return
    if column.kind is ColumnKind.YES_NO:
        yield Message("prefill_look_answer")
    elif column.personal:
        yield Message("prefill_look_contact")
    else:
        yield from _look_at_words(text, as_of)


def _look_at_words(text: str, as_of: date) -> Iterator[Message]:
    years: Sequence[str] = [
        year for year in _YEAR.findall(text) if as_of.year - _RECENT_YEARS < int(year) <= as_of.year
    ]
    if years or _OF_ITS_TIME.search(text):
        yield Message("prefill_look_years")
    if _STAFF.search(text):
        yield Message("prefill_look_staff")
