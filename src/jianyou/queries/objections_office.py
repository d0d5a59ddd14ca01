"""异议 for the office: the list with what is overdue, and one opened; not who objects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, F, QuerySet, When
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.states import UNDECIDED, EntryStatus, ObjectionStatus
from jianyou.domain.lifecycle.transitions import allowed_acts
from jianyou.domain.lifecycle.who_may import possible_acts
from jianyou.domain.papers.objection_letters import ObjectionTold
from jianyou.domain.publicity.objections import REFUSALS, FileRole, Statistics
from jianyou.queries.calls import file_of
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.objection_rows import is_recused, rows_about, stamp_of, text_in
from jianyou.queries.objections import ObjectionFileView, counts_of, files_of, opened
from jianyou.queries.office_calls import Head, names_of, own_call
from jianyou.queries.pages import page_of
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Objection, ObjectionStep, OfficerRecusal, Post, Publicity, Published
from jianyou.terms.finding import Refused
from jianyou.terms.paging import Page

LENGTH = 50
_LISTED = (
    *("number", "status", "kind", "channel", "named", "moment", "in_time", "missing", "answer_due"),
    *("outcome", "effect", "reply_asked_at", "replied_at", "publicity__number", "entry__name"),
)
"""What a line needs: long texts aren't sorted along."""
_WITH_LETTER = (ObjectionStatus.DECIDED, ObjectionStatus.REFUSED)


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """An objection in the list; `about` is the nominee's name, empty where it is about the list.

    `overdue`: its answer was due before today. `silent`: the nominee was asked and hasn't answered.
    """

    number: str
    status: ObjectionStatus
    kind: str
    channel: str
    named: bool
    publicity: int
    about: str
    moment: datetime
    in_time: bool
    lacks: int
    answer_due: date | None
    overdue: bool
    silent: bool
    outcome: str
    effect: str


@dataclass(frozen=True, slots=True)
class ObjectionsDesk:
    """The objections of a call, those that wait first by the day they are due; counts are of all of them.

    `hidden` are those that the viewer is recused from. `lists` are the rounds by number and title.
    """

    slug: str
    title: str
    lists: tuple[tuple[int, str], ...]
    page: Page[ObjectionLine]
    statistics: Statistics
    overdue: int
    hidden: int
    today: date


@dataclass(frozen=True, slots=True)
class ObjectionStepView:
    """What was done; `by` is a name, empty for the nominee and who objects."""

    act: Act
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column that the list shows, with the nominee's value."""

    key: str
    title: str
    value: str


@dataclass(frozen=True, slots=True)
class ObjectionRecused:
    """Somebody who is recused."""

    name: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OfficeObjection:
    """An objection opened. `stamp` tells how it stands; acts name it, so that a stale page decides nothing.

    `identity` counts the files of the objector's identity, which aren't among `files`. `entry` is whom it is
    about; `reopenable` that the entry may be checked again. `officers` are those whom the viewer may recuse.
    """

    line: ObjectionLine
    slug: str
    call: str
    list_title: str
    entry: EntryKey | None
    reopenable: bool
    columns: tuple[ShownColumn, ...]
    text: str
    missing: tuple[str, ...]
    files: tuple[ObjectionFileView, ...]
    identity: int
    wiped: bool
    steps: tuple[ObjectionStepView, ...]
    accepted_at: datetime | None
    reply_asked: str
    reply_until: datetime | None
    reply: str
    replied_at: datetime | None
    reasons: str
    passed_to: str
    settled_by: str
    settled_at: datetime | None
    recused: tuple[ObjectionRecused, ...]
    officers: tuple[Head, ...]
    letters: bool
    notice: bool
    stamp: str
    acts: tuple[Act, ...]
    now: datetime


def list_objections(
    *,
    viewer: Actor,
    slug: str,
    status: ObjectionStatus | None = None,
    publicity: int | None = None,
    overdue: bool = False,
    page: int = 1,
) -> ObjectionsDesk:
    """The objections of a call of the viewer's office, without those that the viewer is recused from.

    Raises:
        Refused: that office has no such call.
    """
    call = own_call(viewer, slug)
    today = localtime(database_now()).date()
    every = Objection.objects.filter(call=call)
    recused = OfficerRecusal.objects.filter(objection__call=call, user__username=viewer.person)
    hidden = list(recused.values_list("objection_id", flat=True))
    mine = every.exclude(id__in=hidden) if hidden else every
    late = _overdue(mine, today)
    found = late if overdue else mine
    found = found.filter(status=status) if status else found
    found = found.filter(publicity__number=publicity) if publicity is not None else found
    waits = Case(When(status__in=UNDECIDED, then=0), default=1)
    due = F("answer_due").asc(nulls_last=True)
    ordered = found.select_related("publicity", "entry").only(*_LISTED).order_by(waits, due, "-moment", "-id")
    return ObjectionsDesk(
        slug=call.slug,
        title=call.title,
        lists=tuple(Publicity.objects.filter(call=call).order_by("number").values_list("number", "title")),
        page=page_of(ordered, page, LENGTH, lambda rows: [_line(row, today) for row in rows]),
        statistics=counts_of(every),
        overdue=late.count(),
        hidden=len(hidden),
        today=today,
    )


def get_objection(*, viewer: Actor, slug: str, number: str) -> OfficeObjection:
    """An objection of a call of the viewer's office.

    Raises:
        Refused: there is none, or the viewer is recused from it.
    """
    row = _own(viewer, slug, number)
    call, now = row.call, localtime(database_now())
    steps = list(row.steps.order_by("at", "id"))
    recusals = list(row.recusals.select_related("user").order_by("at"))
    names = names_of(viewer, [*(one.by for one in steps), *(one.by for one in recusals), row.settled_by])
    status = ObjectionStatus(row.status)
    acts = possible_acts(viewer, subject_at(call, now, objection=row))
    about = rows_about(row)
    told = bool(row.entry and (row.reply_asked_at or row.effect not in {"", "none"}))
    return OfficeObjection(
        line=_line(row, now.date()),
        slug=call.slug,
        call=call.title,
        list_title=row.publicity.title,
        entry=EntryKey(row.entry.filing.number, row.entry.ordinal) if row.entry else None,
        reopenable=bool(row.entry and Act.REOPEN_ENTRY in allowed_acts(EntryStatus(row.entry.status))),
        columns=_columns(row, about),
        text=text_in(row.text),
        missing=_refused_for(row) if status is ObjectionStatus.REFUSED else tuple(row.missing),
        files=files_of(row.files.exclude(role=FileRole.IDENTITY)),
        identity=row.files.filter(role=FileRole.IDENTITY).count(),
        wiped=row.wiped_at is not None,
        steps=_steps(steps, names),
        accepted_at=_local(row.accepted_at),
        reply_asked=row.reply_asked,
        reply_until=_local(row.reply_until),
        reply=text_in(row.reply),
        replied_at=_local(row.replied_at),
        reasons=row.reasons,
        passed_to=row.passed_to,
        settled_by=names[row.settled_by] if row.settled_by not in set(Role) else "",
        settled_at=_local(row.settled_at),
        recused=tuple(
            ObjectionRecused(one.user.name, one.reason, names[one.by], localtime(one.at)) for one in recusals
        ),
        officers=_officers(viewer, row) if Act.RECUSE_OFFICER in acts else (),
        letters=status in _WITH_LETTER,
        notice=status is ObjectionStatus.DECIDED and told,
        stamp=stamp_of(row),
        acts=acts,
        now=now,
    )


def _steps(rows: Sequence[ObjectionStep], names: Mapping[str, str]) -> tuple[ObjectionStepView, ...]:
    """What was done, in its order; the site itself has no name."""
    return tuple(
        ObjectionStepView(
            Act(one.act),
            text_in(one.text),
            names[one.by] if one.by not in set(Role) else "",
            localtime(one.at),
        )
        for one in rows
    )


def _columns(row: Objection, about: Sequence[Published]) -> tuple[ShownColumn, ...]:
    """What the list shows of the entry that it is about, by the columns' titles; nothing of a whole list."""
    if not about:
        return ()
    titles, values = file_of(row.call.slug, row.call.source).annex.by_key, about[0].values
    return tuple(
        ShownColumn(key, titles[key].title if key in titles else key, str(values.get(key, "")))
        for key in row.publicity.shows
    )


def get_objection_file(*, viewer: Actor, slug: str, number: str, key: UUID) -> tuple[str, bytes]:
    """Name and bytes of a file that tells nobody's identity.

    Raises:
        Refused: there is none, or the viewer is recused.
    """
    row = _own(viewer, slug, number)
    return opened(row.files.filter(id=key).exclude(role=FileRole.IDENTITY).first())


def objection_told(*, viewer: Actor, slug: str, number: str) -> ObjectionTold:
    """A settled objection as its letters tell it.

    Raises:
        Refused: there is none, it has no letter, or the viewer is recused.
    """
    return told_of(_own(viewer, slug, number))


def told_of(row: Objection) -> ObjectionTold:
    """The same of a row, with its call, list and entry at hand.

    Raises:
        Refused: it has no letter.
    """
    if row.status not in _WITH_LETTER or row.settled_at is None:
        raise Refused("objection_no_letter")
    return ObjectionTold(
        office=row.call.office.name,
        list_title=row.publicity.title,
        number=row.number,
        about=row.entry.name if row.entry else "",
        filer=row.entry.filing.filer if row.entry else "",
        raised_on=localtime(row.moment).date(),
        settled_on=localtime(row.settled_at).date(),
        outcome=row.outcome,
        effect=row.effect,
        refused_for=_refused_for(row),
        reasons=row.reasons,
    )


class OpenObjections(NamedTuple):
    """How many objections wait or are looked into, and how many of these are overdue."""

    waiting: int
    overdue: int


def count_open(*, viewer: Actor, slug: str) -> OpenObjections:
    """What is open of a call of the viewer's office."""
    rows = Objection.objects.filter(call__slug=slug, office_id=viewer.office, status__in=UNDECIDED)
    dues = list(rows.values_list("answer_due", flat=True))
    if not dues:
        return OpenObjections(0, 0)
    today = localtime(database_now()).date()
    return OpenObjections(len(dues), sum(due is not None and due < today for due in dues))


def _own(viewer: Actor, slug: str, number: str) -> Objection:
    call = own_call(viewer, slug)
    rows = Objection.objects.select_related("call__office", "publicity", "entry__filing")
    row = rows.filter(call=call, number=number).first()
    if row is None:
        raise Refused("objection_unknown")
    if is_recused(row, viewer):
        raise Refused("objection_recused")
    return row


def _overdue(rows: QuerySet[Objection], today: date) -> QuerySet[Objection]:
    return rows.filter(status__in=UNDECIDED, answer_due__lt=today)


def _line(row: Objection, today: date) -> ObjectionLine:
    status = ObjectionStatus(row.status)
    running = status is ObjectionStatus.INVESTIGATING
    return ObjectionLine(
        number=row.number,
        status=status,
        kind=row.kind,
        channel=row.channel,
        named=row.named,
        publicity=row.publicity.number,
        about=row.entry.name if row.entry else "",
        moment=localtime(row.moment),
        in_time=row.in_time,
        lacks=len(row.missing) if status is ObjectionStatus.RECEIVED else 0,
        answer_due=row.answer_due,
        overdue=bool(status in UNDECIDED and row.answer_due and row.answer_due < today),
        silent=running and row.reply_asked_at is not None and row.replied_at is None,
        outcome=row.outcome,
        effect=row.effect,
    )


def _officers(viewer: Actor, row: Objection) -> tuple[Head, ...]:
    posts = Post.objects.filter(office_id=viewer.office, user__is_active=True)
    if viewer.role is not Role.SECTION_HEAD:
        posts = posts.filter(user__username=viewer.person)
    posts = posts.exclude(user__in=row.recusals.values("user"))
    known = posts.order_by("user__username").values_list("user__username", "user__name").distinct()
    return tuple(Head(username, name) for username, name in known)


def _refused_for(row: Objection) -> tuple[str, ...]:
    if row.status != ObjectionStatus.REFUSED:
        return ()
    return tuple(REFUSALS[code] for code in row.missing)


def _local(at: datetime | None) -> datetime | None:
    return localtime(at) if at else None
