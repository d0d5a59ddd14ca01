"""复函表: a returned table is read whatever was moved in it, and its rows are found again."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from jianyou.codes.names import name_key
from jianyou.domain.papers.clearance import AskedRow, Question, RowKey
from jianyou.domain.papers.clearance_answers import Answer, Told, understood
from jianyou.officefiles.model import Cell, Document, Table
from jianyou.terms.finding import Refused
from jianyou.terms.message import say

MOST_ROWS = 20_000
_HEADING_ROWS = 40
_KEY = re.compile(r"(?<!\d)(\d{1,6})\s*/\s*([0-9A-Z]{4}(?:-[0-9A-Z]{4}){1,4})\.([1-9]\d{0,5})(?!\d)")
_FOLDED = re.compile(r"[\s\W_]+")
_LONGEST_CELL = 500


class Column(StrEnum):
    """The columns beside those of the questions."""

    KEY = "key"
    NAME = "name"
    USCC = "uscc"
    DETAILS = "details"
    REMARK = "remark"


_HEADINGS = {
    Column.KEY: ("行标识", "标识"),
    Column.NAME: ("名称", "单位名称", "企业名称", "推荐对象", "推荐对象名称"),
    Column.USCC: ("统一社会信用代码", "信用代码", "社会信用代码"),
    Column.DETAILS: ("情况说明", "有关情况说明", "具体情况", "说明"),
    Column.REMARK: ("备注",),
}


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row of a returned table as it is written; `place` tells where, `key` is None where it has none.

    `answers` holds what was understood of each question that isn't empty.
    """

    place: str
    key: RowKey | None
    name: str
    uscc: str
    answers: Mapping[str, Answer]
    details: str
    remark: str


def read_returned(document: Document, questions: Sequence[Question]) -> tuple[ReturnedRow, ...]:
    """The rows of every table in it that has columns of the questions.

    Raises:
        Refused: there is no such table, or too many rows.
    """
    rows: list[ReturnedRow] = []
    found = False
    for block in document.blocks:
        if isinstance(block, Table) and (head := _head(block, questions)):
            found = True
            rows += _rows(block, head, questions)
            if len(rows) > MOST_ROWS:
                raise Refused("clearance_rows_many", most=MOST_ROWS)
    if not found:
        raise Refused("clearance_no_table")
    return tuple(rows)


class _Head(NamedTuple):
    """Which row heads a table, and the grid column of each of its columns by name or question."""

    row: int
    columns: Mapping[str, int]


def _head(table: Table, questions: Sequence[Question]) -> _Head | None:
    """The first row that names a question and something to know the nominee by."""
    for at, cells in enumerate(table.rows[:_HEADING_ROWS]):
        columns: dict[str, int] = {}
        for cell in cells:
            name = _named(cell.text, questions)
            if name and name not in columns:
                columns[name] = cell.column
        known = {Column.KEY, Column.NAME, Column.USCC} & set(columns)
        if known and any(question.key in columns for question in questions):
            return _Head(at, columns)
    return None


def _named(text: str, questions: Sequence[Question]) -> str:
    """The question or column that a heading names, empty for any other."""
    folded = _fold(text)
    for question in questions:
        if folded in {_fold(question.column), _fold(question.title)}:
            return question.key
    return next((column for column, words in _HEADINGS.items() if folded in words), "")


def _fold(text: str) -> str:
    return _FOLDED.sub("", unicodedata.normalize("NFKC", text))


def _rows(table: Table, head: _Head, questions: Sequence[Question]) -> Iterator[ReturnedRow]:
    for cells in table.rows[head.row + 1 :]:
        texts = {cell.column: cell.text.strip()[:_LONGEST_CELL] for cell in cells}
        row = _row(texts, head, questions, _place(table, cells))
        if row and not _is_heading(row, cells, questions):
            yield row


def _row(
    texts: Mapping[int, str], head: _Head, questions: Sequence[Question], place: str
) -> ReturnedRow | None:
    def cell(name: str) -> str:
        return texts.get(head.columns[name], "") if name in head.columns else ""

    details = cell(Column.DETAILS)
    answers = {}
    for question in questions:
        if answer := understood(cell(question.key), details):
            answers[question.key] = answer
    key = row_key(cell(Column.KEY)) or next((key for text in texts.values() if (key := row_key(text))), None)
    if not key and not cell(Column.NAME) and not cell(Column.USCC):
        return None
    if details and understood(details) != Answer(Told.NONE) and _all_none(answers):
        answers = {one: Answer(Told.UNCLEAR, say("clearance_but", {"text": details})) for one in answers}
    return ReturnedRow(
        place=place,
        key=key,
        name=" ".join(cell(Column.NAME).split()),
        uscc="".join(unicodedata.normalize("NFKC", cell(Column.USCC)).split()).upper(),
        answers=answers,
        details=details,
        remark=cell(Column.REMARK),
    )


def _all_none(answers: Mapping[str, Answer]) -> bool:
    return bool(answers) and all(answer.told is Told.NONE for answer in answers.values())


def _is_heading(row: ReturnedRow, cells: Sequence[Cell], questions: Sequence[Question]) -> bool:
    """A heading repeated on a further page, or a line below the table that runs across it."""
    if row.key:
        return False
    return len(cells) == 1 or any(_named(cell.text, questions) in _HEADINGS for cell in cells)


def row_key(text: str) -> RowKey | None:
    """The key that stands in a text, None where there is none or more than one."""
    found = _KEY.findall(unicodedata.normalize("NFKC", text).upper())
    if len(found) != 1:
        return None
    enquiry, number, ordinal = found[0]
    return RowKey(int(enquiry), number, int(ordinal))


def _place(table: Table, cells: Sequence[Cell]) -> str:
    row = cells[0].row if cells else 0
    if table.part:
        return say("clearance_place_sheet", {"sheet": table.part[:60], "row": row})
    return say("clearance_place_word", {"table": table.number, "row": row})


class Match(StrEnum):
    """How a row of a returned table found its entry, or why it didn't."""

    KEY = "key"
    CODE = "code"
    NAME = "name"
    CHOSEN = "chosen"
    AMBIGUOUS = "ambiguous"
    OTHER_LETTER = "other_letter"
    TWICE = "twice"
    UNKNOWN = "unknown"


FOUND = (Match.KEY, Match.CODE, Match.NAME, Match.CHOSEN)


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row with its entry, None where there is none; `candidates` are those it may be."""

    row: ReturnedRow
    match: Match
    entry: AskedRow | None = None
    candidates: tuple[AskedRow, ...] = ()


def match_rows(
    enquiry: int,
    rows: Iterable[ReturnedRow],
    asked: Iterable[AskedRow],
    picks: Mapping[int, tuple[str, int]] | None = None,
) -> tuple[MatchedRow, ...]:
    """Each row with its entry: by its key, else its credit code, else its name.

    A key whose name is another's is doubted: somebody may have sorted only a part of the columns. `picks`
    are entries that a person chose for rows, counted from 0. Rows that answer differently about one entry
    are all left aside.
    """
    book = _Book(enquiry, asked)
    picked = picks or {}
    matched = [book.match(row, picked.get(at)) for at, row in enumerate(rows)]
    by_entry: dict[AskedRow, list[int]] = {}
    for at, one in enumerate(matched):
        if one.entry:
            by_entry.setdefault(one.entry, []).append(at)
    for entry, places in by_entry.items():
        if len({_said(matched[at].row) for at in places}) > 1:
            for at in places:
                matched[at] = MatchedRow(matched[at].row, Match.TWICE, None, (entry,))
    return tuple(matched)


def _said(row: ReturnedRow) -> tuple[tuple[str, Answer], ...]:
    return tuple(sorted(row.answers.items()))


class _Book:
    """The entries that were asked about, by all that finds them."""

    def __init__(self, enquiry: int, asked: Iterable[AskedRow]) -> None:
        self._enquiry = enquiry
        self._by_key: dict[tuple[str, int], AskedRow] = {}
        self._by_code: dict[str, list[AskedRow]] = {}
        self._by_name: dict[str, list[AskedRow]] = {}
        for one in asked:
            self._by_key[one.number, one.ordinal] = one
            self._by_name.setdefault(name_key(one.name), []).append(one)
            if one.uscc:
                self._by_code.setdefault(one.uscc, []).append(one)

    def match(self, row: ReturnedRow, pick: tuple[str, int] | None) -> MatchedRow:
        """The row with its entry."""
        found = self._match(row)
        chosen = self._by_key.get(pick) if pick else None
        if chosen and found.match is Match.AMBIGUOUS and chosen in found.candidates:
            return MatchedRow(row, Match.CHOSEN, chosen, found.candidates)
        return found

    def _match(self, row: ReturnedRow) -> MatchedRow:
        named = self._by_name.get(name_key(row.name), []) if row.name else []
        coded = self._by_code.get(row.uscc, []) if row.uscc else []
        if row.key:
            return self._by_its_key(row, row.key, named, coded)
        for match, found in ((Match.CODE, coded), (Match.NAME, named)):
            if len(found) == 1:
                return self._agreed(row, match, found[0], named)
            if found:
                return MatchedRow(row, Match.AMBIGUOUS, None, tuple(found))
        return MatchedRow(row, Match.UNKNOWN)

    def _by_its_key(
        self, row: ReturnedRow, key: RowKey, named: Sequence[AskedRow], coded: Sequence[AskedRow]
    ) -> MatchedRow:
        if key.enquiry != self._enquiry:
            return MatchedRow(row, Match.OTHER_LETTER)
        entry = self._by_key.get((key.number, key.ordinal))
        if entry is None:
            return MatchedRow(row, Match.UNKNOWN)
        differs = (row.name and name_key(row.name) != name_key(entry.name)) or (
            row.uscc and entry.uscc and row.uscc != entry.uscc
        )
        if differs:
            return MatchedRow(row, Match.AMBIGUOUS, None, tuple(dict.fromkeys((entry, *named, *coded))))
        return MatchedRow(row, Match.KEY, entry)

    def _agreed(
        self, row: ReturnedRow, match: Match, entry: AskedRow, named: Sequence[AskedRow]
    ) -> MatchedRow:
        """Found by its code; a name that is another's leaves a doubt."""
        if match is Match.CODE and named and entry not in named:
            return MatchedRow(row, Match.AMBIGUOUS, None, (entry, *named))
        return MatchedRow(row, match, entry)
