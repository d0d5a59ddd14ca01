"""征求部门意见: the letters of a call, what came back, and what would be asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.domain.papers.clearance import AskedRow, EnquiryTold, Question, questions_for
from jianyou.domain.papers.clearance_answers import Answer, Overall, answers_kept
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.facts import asked_of
from jianyou.queries.office_calls import names_of, own_call
from jianyou.store.dialect import database_now
from jianyou.store.files import path_of
from jianyou.store.models import Call, Enquired, Enquiry
from jianyou.terms.finding import Refused
from jianyou.terms.paging import Page, turned_to

LENGTH = 50


class EnquiryState(StrEnum):
    """拟发、已发、逾期、复齐、作废."""

    PREPARED = "prepared"
    SENT = "sent"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class EnquiryLine:
    """A letter in the list; `counts` are entries by answer, `asked` all of them."""

    number: int
    department: str
    asks: tuple[str, ...]
    due: date
    state: EnquiryState
    asked: int
    counts: Mapping[Overall, int]
    made_by: str
    made_at: datetime
    sent_by: str
    sent_on: date | None
    sent_how: str
    reminded: tuple[str, ...]

    @property
    def silent(self) -> int:
        """Entries that nothing was said of."""
        return self.asked - sum(self.counts.values())

    @property
    def answered(self) -> int:
        """Entries that something was said of, clear or not."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class ClearanceDesk:
    """The letters of a call, the newest first; `status` is the call's."""

    slug: str
    title: str
    status: CallStatus
    lines: tuple[EnquiryLine, ...]


@dataclass(frozen=True, slots=True)
class EnquiryView:
    """A letter opened; `stamp` tells which replies it had, `status` how its call stands."""

    slug: str
    title: str
    status: CallStatus
    office: str
    line: EnquiryLine
    questions: tuple[Question, ...]
    text: str
    stamp: str
    today: date

    @property
    def told(self) -> EnquiryTold:
        """It as its papers need it, without rows."""
        return EnquiryTold(
            office=self.office,
            call=self.title,
            number=self.line.number,
            department=self.line.department,
            questions=self.questions,
            rows=(),
            due=self.line.due,
            text=self.text,
            on=self.line.sent_on,
        )


@dataclass(frozen=True, slots=True)
class AskedLine:
    """An entry in a letter with what was answered; `earlier` counts answers that a later one replaced."""

    number: str
    ordinal: int
    name: str
    uscc: str
    district: str
    answer: Overall | None
    answers: Mapping[str, Answer]
    text: str
    replied_on: date | None
    place: str
    digest: str
    earlier: tuple["EarlierAnswer", ...]

    @property
    def row(self) -> AskedRow:
        """It as a row of the table."""
        return AskedRow(self.number, self.ordinal, self.name, self.uscc, self.district)


class EarlierAnswer(NamedTuple):
    """An answer that a later one replaced."""

    answer: Overall
    answers: Mapping[str, Answer]
    text: str
    replied_on: str


def get_desk(*, viewer: Actor, slug: str) -> ClearanceDesk:
    """The letters of a call of the viewer's office.

    Raises:
        Refused: that office has no such call.
    """
    call = own_call(viewer, slug)
    rows = list(Enquiry.objects.filter(call=call).order_by("-number"))
    return ClearanceDesk(
        call.slug, call.title, CallStatus(call.status), tuple(_enquiry_lines(viewer, call, rows))
    )


def get_enquiry(*, viewer: Actor, slug: str, number: int) -> EnquiryView:
    """A letter of a call.

    Raises:
        Refused: the viewer's office has no such call, or that no such letter.
    """
    call = own_call(viewer, slug)
    row = _enquiry(call, number)
    (line,) = _enquiry_lines(viewer, call, [row])
    return EnquiryView(
        slug=call.slug,
        title=call.title,
        status=CallStatus(call.status),
        office=call.office.name,
        line=line,
        questions=_questions(call, row),
        text=row.text,
        stamp=stamp_of(row),
        today=_today(),
    )


def stamp_of(row: Enquiry) -> str:
    """Which replies a letter had at a time, to be compared later."""
    told = Enquired.objects.filter(enquiry=row).exclude(answer="")
    found = told.aggregate(count=Count("id"), newest=Max("recorded_at"))
    return f"{found['count']}.{found['newest'].isoformat() if found['newest'] else ''}"


def list_asked(
    *, viewer: Actor, slug: str, number: int, answer: Overall | None = None, silent: bool = False, page: int
) -> Page[AskedLine]:
    """A page of a letter's entries: all, those with that answer, or those that are silent.

    Raises:
        Refused: the viewer's office has no such call, or that no such letter.
    """
    row = _enquiry(own_call(viewer, slug), number)
    wanted = Q(answer="") if silent else Q(answer=answer.value) if answer else Q()
    found = Enquired.objects.filter(wanted, enquiry=row)
    total = found.count()
    at = turned_to(page, total, LENGTH)
    some = found.select_related("entry__filing").order_by("entry__filing_id", "entry__ordinal")[
        (at - 1) * LENGTH : at * LENGTH
    ]
    return Page(tuple(_asked_line(one) for one in some), at, total, LENGTH)


def all_asked(*, viewer: Actor, slug: str, number: int) -> tuple[AskedLine, ...]:
    """All entries of a letter in the order of its table.

    Raises:
        Refused: the viewer's office has no such call, or that no such letter.
    """
    row = _enquiry(own_call(viewer, slug), number)
    found = (
        Enquired.objects.filter(enquiry=row)
        .select_related("entry__filing")
        .order_by("entry__filing_id", "entry__ordinal")
    )
    return tuple(_asked_line(one) for one in found)


def get_asked(*, viewer: Actor, slug: str, number: int, key: EntryKey) -> AskedLine:
    """One entry of a letter.

    Raises:
        Refused: the viewer's office has no such call, that no such letter, or that no such entry.
    """
    row = _enquiry(own_call(viewer, slug), number)
    found = Enquired.objects.filter(enquiry=row, entry__filing__number=key.number, entry__ordinal=key.ordinal)
    one = found.select_related("entry__filing").first()
    if one is None:
        raise Refused("site_no_entry", number=key.number[:20], ordinal=key.ordinal)
    return _asked_line(one)


def enquiry_told(*, viewer: Actor, slug: str, number: int) -> EnquiryTold:
    """A letter with its rows, as its papers need it.

    Raises:
        Refused: the viewer's office has no such call, or that no such letter.
    """
    view = get_enquiry(viewer=viewer, slug=slug, number=number)
    rows = [line.row for line in all_asked(viewer=viewer, slug=slug, number=number)]
    return replace(view.told, rows=rows)


def _enquiry(call: Call, number: int) -> Enquiry:
    row = Enquiry.objects.filter(call=call, number=number).first()
    if row is None:
        raise Refused("clearance_unknown")
    return row


def _questions(call: Call, row: Enquiry) -> tuple[Question, ...]:
    known = {question.key: question for question in questions_for(asked_of(call).specs)}
    return tuple(known.get(key, Question(key, key)) for key in row.asks)


def _today() -> date:
    return localtime(database_now()).date()


def _enquiry_lines(viewer: Actor, call: Call, rows: Sequence[Enquiry]) -> Iterable[EnquiryLine]:
    told: dict[UUID, dict[str, int]] = {row.id: {} for row in rows}
    counted = Enquired.objects.filter(enquiry__in=list(told)).order_by()
    for key, answer, count in (
        counted.values_list("enquiry_id", "answer").annotate(count=Count("id")).order_by()
    ):
        told[key][answer] = count
    names = names_of(viewer, [who for row in rows for who in (row.made_by, row.sent_by) if who])
    titles = {question.key: question.title for question in questions_for(asked_of(call).specs)}
    today = _today()
    for row in rows:
        counts = told[row.id]
        yield EnquiryLine(
            number=row.number,
            department=row.department,
            asks=tuple(titles.get(key, key) for key in row.asks),
            due=row.due,
            state=_state(row, counts.get("", 0), today),
            asked=sum(counts.values()),
            counts={one: counts[one.value] for one in Overall if counts.get(one.value)},
            made_by=names.get(row.made_by, row.made_by),
            made_at=localtime(row.made_at),
            sent_by=names.get(row.sent_by, row.sent_by),
            sent_on=row.sent_on,
            sent_how=row.sent_how,
            reminded=tuple(row.reminded),
        )


def _state(row: Enquiry, silent: int, today: date) -> EnquiryState:
    if row.dropped_at:
        return EnquiryState.DROPPED
    if not row.sent_at:
        return EnquiryState.PREPARED
    if not silent:
        return EnquiryState.ANSWERED
    return EnquiryState.OVERDUE if today > row.due else EnquiryState.SENT


def _asked_line(one: Enquired) -> AskedLine:
    entry = one.entry
    return AskedLine(
        number=entry.filing.number,
        ordinal=entry.ordinal,
        name=entry.name,
        uscc=entry.uscc,
        district=entry.district,
        answer=Overall(one.answer) if one.answer else None,
        answers=answers_kept(one.answers),
        text=one.text,
        replied_on=one.replied_on,
        place=one.place,
        digest=one.digest,
        earlier=tuple(
            EarlierAnswer(
                Overall(old["answer"]), answers_kept(old["answers"]), old["text"], old["replied_on"]
            )
            for old in one.earlier
        ),
    )


def returned_path(digest: str) -> Path:
    """Where the bytes of a file that was uploaded lie.

    Raises:
        Refused: they are gone.
    """
    path = path_of(digest)
    if not path.is_file():
        raise Refused("clearance_file_gone")
    return path


def get_returned(*, viewer: Actor, slug: str, number: int, digest: str) -> Path:
    """Where a file lies that a letter's department sent back, if something of it was recorded.

    Raises:
        Refused: the viewer's office has no such call, that no such letter, or it no such file.
    """
    row = _enquiry(own_call(viewer, slug), number)
    if not digest or not Enquired.objects.filter(enquiry=row, digest=digest).exists():
        raise Refused("clearance_file_gone")
    return returned_path(digest)
