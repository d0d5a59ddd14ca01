"""征求意见的进展: which department said what of which entry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.clearance import MatrixRow, questions_for
from jianyou.domain.papers.clearance_answers import Answer, Told, answers_kept
from jianyou.queries.facts import asked_of
from jianyou.queries.office_calls import own_call
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Enquired, Enquiry, Entry
from jianyou.terms.finding import Refused
from jianyou.terms.message import say
from jianyou.terms.paging import Page, turned_to

LENGTH = 50
_CHUNK = 500
_ORDER = ("filing_id", "ordinal")


class CellState(StrEnum):
    """How one department stands to one entry: what it answered; silent, overdue, not sent yet, not asked."""

    NONE = "none"
    SOME = "some"
    UNCLEAR = "unclear"
    PARTIAL = "partial"
    SILENT = "silent"
    OVERDUE = "overdue"
    PREPARED = "prepared"
    NOT_ASKED = "not_asked"


class MatrixCell(NamedTuple):
    """One department about one entry; `enquiry` is the letter's number, 0 where there is none.

    `answers` are the questions' titles with what was answered, `on` the reply's day.
    """

    department: str
    state: CellState
    enquiry: int = 0
    answers: tuple[tuple[str, Answer | None], ...] = ()
    text: str = ""
    on: date | None = None


class MatrixLine(NamedTuple):
    """An entry with a cell for each department."""

    number: str
    ordinal: int
    name: str
    uscc: str
    district: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """A page of the matrix."""

    slug: str
    title: str
    departments: tuple[str, ...]
    page: Page[MatrixLine]


class Matrix(NamedTuple):
    """The whole matrix as it goes out."""

    departments: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


class _Letters(NamedTuple):
    """The letters of a call that count, by key; departments in their order, questions' titles, today."""

    rows: Mapping[UUID, Enquiry]
    departments: tuple[str, ...]
    titles: Mapping[str, str]
    today: date


def get_matrix(
    *, viewer: Actor, slug: str, department: str = "", state: CellState | None = None, page: int = 1
) -> MatrixPage:
    """A page of the entries that were asked about: all, or those that a department (or any) stands so to.

    Raises:
        Refused: the viewer's office has no such call.
    """
    call = own_call(viewer, slug)
    letters = _letters(call)
    found = _asked_entries(call, letters, department, state)
    total = found.count()
    at = turned_to(page, total, LENGTH)
    rows = list(found.order_by(*_ORDER)[(at - 1) * LENGTH : at * LENGTH])
    return MatrixPage(
        call.slug, call.title, letters.departments, Page(tuple(_lines(rows, letters)), at, total, LENGTH)
    )


def clearance_of_entry(*, viewer: Actor, number: str, ordinal: int) -> tuple[MatrixCell, ...]:
    """What each department that was asked said of an entry; nothing where none was.

    Raises:
        Refused: the viewer's office has no such entry.
    """
    rows = Entry.objects.filter(
        filing__number=number, ordinal=ordinal, call__office_id=viewer.office
    ).select_related("call", "filing")
    entry = rows.first()
    if entry is None:
        raise Refused("site_no_entry", number=number[:20], ordinal=ordinal)
    letters = _letters(entry.call)
    if not letters.rows:
        return ()
    (line,) = _lines([entry], letters)
    return tuple(cell for cell in line.cells if cell.state is not CellState.NOT_ASKED)


def matrix_rows(call: Call) -> tuple[tuple[str, ...], Iterator[MatrixRow]]:
    """The departments, and all rows with each cell in words."""
    letters = _letters(call)
    return letters.departments, _all_rows(call, letters)


def cell_words(cell: MatrixCell) -> str:
    """What stands in a cell, in words."""
    if not cell.answers or cell.state in _SILENCE:
        return say(_SILENCE[cell.state])
    told = [f"{title}：{_answer_words(answer)}" for title, answer in cell.answers]
    return "；".join((*told, cell.text) if cell.text else told)


_SILENCE = {
    CellState.SILENT: "clearance_cell_silent",
    CellState.OVERDUE: "clearance_cell_overdue",
    CellState.PREPARED: "clearance_cell_prepared",
    CellState.NOT_ASKED: "clearance_cell_not_asked",
}


def _answer_words(answer: Answer | None) -> str:
    if answer is None:
        return say("clearance_cell_silent")
    code = {
        Told.NONE: "clearance_told_none",
        Told.SOME: "clearance_told_some",
        Told.UNCLEAR: "clearance_told_unclear",
    }[answer.told]
    return say(code) + (f"（{answer.text}）" if answer.text else "")


def _all_rows(call: Call, letters: _Letters) -> Iterator[MatrixRow]:
    ids = list(_asked_entries(call, letters, "", None).order_by(*_ORDER).values_list("id", flat=True))
    for at in range(0, len(ids), _CHUNK):
        rows = Entry.objects.filter(id__in=ids[at : at + _CHUNK]).select_related("filing").order_by(*_ORDER)
        for line in _lines(list(rows), letters):
            cells = [cell_words(cell) for cell in line.cells]
            yield MatrixRow(line.number, line.ordinal, line.name, line.uscc, line.district, cells)


def _letters(call: Call) -> _Letters:
    rows = {row.id: row for row in Enquiry.objects.filter(call=call, dropped_at=None).order_by("number")}
    return _Letters(
        rows=rows,
        departments=tuple(dict.fromkeys(row.department for row in rows.values())),
        titles={question.key: question.title for question in questions_for(asked_of(call).specs)},
        today=localtime(database_now()).date() if rows else date.min,
    )


def _asked_entries(
    call: Call, letters: _Letters, department: str, state: CellState | None
) -> QuerySet[Entry]:
    """The entries that some letter holds, of that department and in that state where these are told."""
    own = [key for key, row in letters.rows.items() if not department or row.department == department]
    asked = Enquired.objects.filter(entry=OuterRef("pk"), enquiry__in=_fitting(letters, own, state))
    told = {CellState.NONE, CellState.SOME, CellState.UNCLEAR, CellState.PARTIAL}
    if state in told:
        asked = asked.filter(answer=state)
    elif state is not None:
        asked = asked.filter(Q(answer=""))
    return Entry.objects.filter(Exists(asked), call=call).select_related("filing")


def _fitting(letters: _Letters, keys: Sequence[UUID], state: CellState | None) -> list[UUID]:
    """The letters whose silence is of that kind; all of them for answers."""
    kinds = {CellState.SILENT, CellState.OVERDUE, CellState.PREPARED}
    if state not in kinds:
        return list(keys)
    return [key for key in keys if _silence(letters.rows[key], letters.today) is state]


def _silence(row: Enquiry, today: date) -> CellState:
    if not row.sent_at:
        return CellState.PREPARED
    return CellState.OVERDUE if today > row.due else CellState.SILENT


def _lines(entries: Sequence[Entry], letters: _Letters) -> Iterator[MatrixLine]:
    rows = Enquired.objects.filter(entry__in=[entry.id for entry in entries], enquiry__in=list(letters.rows))
    told: dict[UUID, dict[str, Enquired]] = {}
    for row in rows.order_by("recorded_at", "enquiry__number"):
        department = letters.rows[row.enquiry_id].department
        own = told.setdefault(row.entry_id, {})
        # A second letter that is still silent doesn't hide what the first one brought.
        if department not in own or row.answer or not own[department].answer:
            own[department] = row
    for entry in entries:
        own = told.get(entry.id, {})
        cells = tuple(_cell(name, own.get(name), letters) for name in letters.departments)
        yield MatrixLine(entry.filing.number, entry.ordinal, entry.name, entry.uscc, entry.district, cells)


def _cell(department: str, row: Enquired | None, letters: _Letters) -> MatrixCell:
    if row is None:
        return MatrixCell(department, CellState.NOT_ASKED)
    enquiry = letters.rows[row.enquiry_id]
    if not row.answer:
        return MatrixCell(department, _silence(enquiry, letters.today), enquiry.number)
    kept = answers_kept(row.answers)
    answers = tuple((letters.titles.get(key, key), kept.get(key)) for key in enquiry.asks)
    return MatrixCell(department, CellState(row.answer), enquiry.number, answers, row.text, row.replied_on)
