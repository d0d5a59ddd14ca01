"""征求部门意见: what new letters start from, and what they would hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.domain.papers.clearance import Question, preset, questions_for
from jianyou.queries.calls import file_of
from jianyou.queries.entries import EntryLine, select_entries
from jianyou.queries.entry_wanted import EntryKey, EntryWanted
from jianyou.queries.facts import asked_of
from jianyou.queries.office_calls import own_call
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Enquired, Enquiry


@dataclass(frozen=True, slots=True)
class AskForm:
    """What the form of new letters starts from: questions, and departments with what each usually answers."""

    slug: str
    title: str
    questions: tuple[Question, ...]
    departments: tuple[tuple[str, tuple[str, ...]], ...]
    today: date


class ToLetter(NamedTuple):
    """A letter that would be made: entries never asked about before, asked and still silent, answered."""

    department: str
    asks: tuple[str, ...]
    new: int
    silent: int
    answered: int


@dataclass(frozen=True, slots=True)
class AskPreview:
    """What would be asked: the entries, the letters, and how many of a selection aren't filed."""

    entries: tuple[EntryLine, ...]
    letters: tuple[ToLetter, ...]
    not_filed: int


def get_ask_form(*, viewer: Actor, slug: str) -> AskForm:
    """What new letters start from: the departments that the call's file names, then those asked before.

    Raises:
        Refused: the viewer's office has no such call.
    """
    call = own_call(viewer, slug)
    clearance = file_of(call.slug, call.source).clearance
    asked = Enquiry.objects.filter(call=call, dropped_at=None).order_by("number")
    before = {row.department: tuple(row.asks) for row in asked}
    names = dict.fromkeys((*(clearance.departments if clearance else ()), *before))
    return AskForm(
        slug=call.slug,
        title=call.title,
        questions=questions_for(asked_of(call).specs),
        departments=tuple((name, before.get(name) or preset(name)) for name in names),
        today=localtime(database_now()).date(),
    )


def preview_asking(
    *,
    viewer: Actor,
    slug: str,
    departments: Sequence[tuple[str, Sequence[str]]],
    wanted: EntryWanted | Iterable[EntryKey] | None,
) -> AskPreview:
    """What letters to these departments about a selection would hold; None: all that are accepted.

    Raises:
        Refused: the viewer's office has no such call, or too many entries are chosen.
    """
    call = own_call(viewer, slug)
    every = EntryWanted(states=frozenset({EntryStatus.ACCEPTED})) if wanted is None else wanted
    lines = select_entries(viewer=viewer, slug=slug, wanted=every)
    filed = tuple(line for line in lines if line.filing is FilingStatus.FILED)
    keys = {(line.number, line.ordinal) for line in filed}
    before = _before(call, [name for name, _ in departments])
    letters = []
    for name, asks in departments:
        told = {key: answered for key, answered in before.get(name, {}).items() if key in keys}
        answered = sum(told.values())
        letters.append(ToLetter(name, tuple(asks), len(keys) - len(told), len(told) - answered, answered))
    return AskPreview(filed, tuple(letters), len(lines) - len(filed))


def _before(call: Call, departments: Sequence[str]) -> dict[str, dict[tuple[str, int], bool]]:
    """Which entries each department was asked about, and whether it answered."""
    rows = Enquired.objects.filter(
        enquiry__call=call, enquiry__dropped_at=None, enquiry__department__in=departments
    )
    told: dict[str, dict[tuple[str, int], bool]] = {}
    for name, number, ordinal, answer in rows.values_list(
        "enquiry__department", "entry__filing__number", "entry__ordinal", "answer"
    ):
        own = told.setdefault(name, {})
        own[number, ordinal] = own.get((number, ordinal), False) or bool(answer)
    return told
