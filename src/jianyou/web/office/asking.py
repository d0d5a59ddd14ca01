"""The form of letters to departments: what was typed, understood; and which list a page shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.clearance import ToAsk
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.papers.clearance import LONGEST_DEPARTMENT, MOST_DEPARTMENTS, MOST_QUESTIONS, Question
from jianyou.domain.papers.clearance_answers import Overall
from jianyou.queries.clearance_asking import AskForm
from jianyou.queries.clearance_matrix import CellState
from jianyou.terms.finding import Refused
from jianyou.web.office.days import day_typed
from jianyou.web.office.listing import page_number

BLANK_ROWS = 2
"""Rows for departments that the call doesn't name."""
SILENT = "silent"


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A row of the form: its number from 1, the name, whether it is asked, the questions it is asked.

    `named`: the name is the call's, and isn't typed.
    """

    at: int
    name: str
    asked: bool
    asks: tuple[str, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class AskTyped:
    """What stands in the form."""

    rows: tuple[DepartmentRow, ...]
    due: str = ""
    text: str = ""
    again: bool = False

    @property
    def departments(self) -> tuple[ToAsk, ...]:
        """The departments that are asked."""
        return tuple(ToAsk(row.name, row.asks) for row in self.rows if row.asked)


def ask_started(form: AskForm) -> AskTyped:
    """The form as it begins: the call's departments, each with what it usually answers."""
    rows = [DepartmentRow(at, name, True, asks, True) for at, (name, asks) in enumerate(form.departments, 1)]
    blank = [DepartmentRow(len(rows) + at, "", False, (), False) for at in range(1, BLANK_ROWS + 1)]
    return AskTyped((*rows[:MOST_DEPARTMENTS], *blank))


def ask_typed(form: AskForm, posted: QueryDict) -> AskTyped:
    """What was typed; a name that was typed counts as chosen."""
    named = [name for name, _ in form.departments]
    known = {question.key for question in form.questions}
    rows = []
    for at in range(1, MOST_DEPARTMENTS + BLANK_ROWS + 1):
        if f"name{at}" not in posted:
            continue
        name = " ".join(fit_text(posted.get(f"name{at}", "")[: 2 * LONGEST_DEPARTMENT], lines=False).split())
        given = name in named
        asks = tuple(key for key in posted.getlist(f"ask{at}")[: 2 * MOST_QUESTIONS] if key in known)
        asked = f"on{at}" in posted if given else bool(name)
        rows.append(DepartmentRow(at, name, asked, asks, given))
    text = fit_text(posted.get("text", "")[: 2 * LONGEST_TEXT], lines=True)
    return AskTyped(tuple(rows), posted.get("due", "")[:20], text, "again" in posted)


def ask_problems(typed: AskTyped, today: date) -> tuple[dict[str, Refused], date | None]:
    """What is wrong, by field, and the day that was understood."""
    problems: dict[str, Refused] = {}
    asked = [row for row in typed.rows if row.asked]
    if not asked:
        problems["departments"] = Refused("clearance_no_department")
    elif len(asked) > MOST_DEPARTMENTS:
        problems["departments"] = Refused("clearance_departments_many", most=MOST_DEPARTMENTS)
    for at, row in enumerate(asked):
        if wrong := _department_problem(row, {before.name for before in asked[:at]}):
            problems[f"name{row.at}"] = wrong
    due, wrong = day_of(typed.due, "clearance_due_missing")
    if due and due < today:
        wrong = Refused("clearance_due_past")
    if wrong:
        problems["due"] = wrong
    if len(typed.text) > LONGEST_TEXT:
        problems["text"] = Refused("site_text_long", most=LONGEST_TEXT)
    return problems, due


def _department_problem(row: DepartmentRow, before: set[str]) -> Refused | None:
    if len(row.name) > LONGEST_DEPARTMENT:
        return Refused("site_text_long", most=LONGEST_DEPARTMENT)
    if row.name in before:
        return Refused("clearance_department_twice", name=row.name)
    if not row.asks:
        return Refused("clearance_no_question", name=row.name)
    if len(row.asks) > MOST_QUESTIONS:
        return Refused("clearance_questions_many", most=MOST_QUESTIONS)
    return None


def day_of(text: str, missing: str) -> tuple[date | None, Refused | None]:
    """A day that was typed, or what is wrong with it."""
    try:
        day = day_typed(text)
    except Refused as refused:
        return None, refused
    return day, None if day else Refused(missing)


def ask_carried(typed: AskTyped) -> Iterator[tuple[str, str]]:
    """The fields that a preview sends again."""
    for row in typed.rows:
        yield f"name{row.at}", row.name
        if row.asked:
            yield f"on{row.at}", "yes"
        yield from ((f"ask{row.at}", key) for key in row.asks)
    yield "due", typed.due
    yield "text", typed.text
    if typed.again:
        yield "again", "yes"


def titles_of(asks: Sequence[str], questions: Sequence[Question]) -> str:
    """The questions in words."""
    titles: Mapping[str, str] = {question.key: question.title for question in questions}
    return "、".join(titles.get(key, key) for key in asks)


@dataclass(frozen=True, slots=True)
class LetterListing:
    """Which entries of a letter a page shows: all, those with an answer, those that are silent."""

    answer: Overall | None = None
    silent: bool = False
    page: int = 1

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for; nonsense is left out."""
        told = query.get("answer", "")
        return cls(Overall(told) if told in set(Overall) else None, told == SILENT, page_number(query))

    def other(self, **changes: Any) -> "LetterListing":
        """The list with something changed."""
        told = {"answer": self.answer, "silent": self.silent, "page": 1, **changes}
        return LetterListing(**told)

    @property
    def query(self) -> str:
        """The end of the address that brings it back."""
        told = {
            "answer": SILENT if self.silent else self.answer or "",
            "page": self.page if self.page > 1 else "",
        }
        return f"?{urlencode({name: value for name, value in told.items() if value})}"


@dataclass(frozen=True, slots=True)
class MatrixListing:
    """Which entries the matrix shows."""

    department: str = ""
    state: CellState | None = None
    page: int = 1

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for; nonsense is left out."""
        department = fit_text(query.get("department", "")[:LONGEST_DEPARTMENT], lines=False)
        state = query.get("state", "")
        return cls(department, CellState(state) if state in set(CellState) else None, page_number(query))

    def other(self, **changes: Any) -> "MatrixListing":
        """The list with something changed."""
        told = {"department": self.department, "state": self.state, "page": 1, **changes}
        return MatrixListing(**told)

    @property
    def query(self) -> str:
        """The end of the address that brings it back."""
        told = {
            "department": self.department,
            "state": self.state or "",
            "page": self.page if self.page > 1 else "",
        }
        return f"?{urlencode({name: value for name, value in told.items() if value})}"
