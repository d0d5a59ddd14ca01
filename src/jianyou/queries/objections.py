"""Objections for those outside: who raised one, whom it is about, and the public, who sees counts alone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import elapsed
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.states import CallStatus, ObjectionStatus
from jianyou.domain.lifecycle.transitions import allowed_acts
from jianyou.domain.publicity.objections import REFUSALS, Counted, Effect, FileRole, Statistics, statistics_of
from jianyou.queries.objection_rows import text_in
from jianyou.store.dialect import database_now
from jianyou.store.models import Objection, ObjectionFile
from jianyou.store.sealed_files import open_sealed
from jianyou.terms.finding import Refused


@dataclass(frozen=True, slots=True)
class ObjectionFileView:
    """A file by its key; `gone`: it was removed, as identity material is after a while."""

    key: UUID
    role: FileRole
    name: str
    size: int
    at: datetime
    gone: bool


@dataclass(frozen=True, slots=True)
class ObjectorView:
    """An objection for who raised it; `about` is the nominee's name, empty where it is about the list.

    `reasons` are the office's, of a decision or a refusal; `refused_for` the codes of a refusal. `missing`
    are codes of what it lacks while it waits to be taken.
    """

    number: str
    slug: str
    call: str
    office: str
    publicity: int
    list_title: str
    about: str
    kind: str
    named: bool
    status: ObjectionStatus
    text: str
    moment: datetime
    in_time: bool
    missing: tuple[str, ...]
    refused_for: tuple[str, ...]
    answer_due: date | None
    outcome: str
    effect: str
    reasons: str
    settled_at: datetime | None
    files: tuple[ObjectionFileView, ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class NomineeObjection:
    """What a nominee's filer is told: the officer's words, never who objects, what he wrote, or when.

    `open`: a reply may be given now; `until` is when that ends. `outcome`, `effect` and `reasons` are empty
    until it is decided.
    """

    number: str
    name: str
    list_title: str
    statement: str
    asked_on: date | None
    until: datetime | None
    open: bool
    reply: str
    replied_at: datetime | None
    files: tuple[ObjectionFileView, ...]
    outcome: str
    effect: str
    reasons: str
    settled_at: datetime | None


def get_for_objector(*, viewer: Actor) -> ObjectorView:
    """The objection that somebody was let in to (`actions.objecting.objection_by_code`).

    Raises:
        Refused: the viewer was let in to none.
    """
    row = _own(viewer)
    status = ObjectionStatus(row.status)
    waiting, refused = status is ObjectionStatus.RECEIVED, status is ObjectionStatus.REFUSED
    may = (Act.ADD_EVIDENCE, Act.WITHDRAW_OBJECTION) if row.call.status in _LIVE else ()
    own = row.files.filter(role__in=(FileRole.EVIDENCE, FileRole.IDENTITY))
    return ObjectorView(
        number=row.number,
        slug=row.call.slug,
        call=row.call.title,
        office=row.call.office.name,
        publicity=row.publicity.number,
        list_title=row.publicity.title,
        about=row.entry.name if row.entry else "",
        kind=row.kind,
        named=row.named,
        status=status,
        text=text_in(row.text),
        moment=localtime(row.moment),
        in_time=row.in_time,
        missing=tuple(row.missing) if waiting else (),
        refused_for=tuple(REFUSALS[code] for code in row.missing) if refused else (),
        answer_due=row.answer_due,
        outcome=row.outcome,
        effect=row.effect,
        reasons=row.reasons if status in {ObjectionStatus.DECIDED, ObjectionStatus.REFUSED} else "",
        settled_at=localtime(row.settled_at) if row.settled_at else None,
        files=files_of(own),
        acts=tuple(act for act in may if act in allowed_acts(status)),
    )


def list_for_nominee(*, viewer: Actor) -> tuple[NomineeObjection, ...]:
    """What the filer of a filing was asked or told about objections to its entries, by number."""
    if viewer.role is not Role.FILER or not viewer.filing:
        return ()
    told = Q(reply_asked_at__isnull=False) | Q(
        effect__in=[each for each in Effect if each is not Effect.NONE]
    )
    rows = Objection.objects.filter(told, entry__filing__number=viewer.filing)
    rows = rows.select_related("entry", "publicity", "call").prefetch_related("files").order_by("number")
    found = list(rows)
    if not found:
        # Nearly every filing: one question less.
        return ()
    now = database_now()
    return tuple(_for_nominee(row, now) for row in found)


def get_nominee_file(*, viewer: Actor, number: str, key: UUID) -> tuple[str, bytes]:
    """Name and bytes of a file that came with the filer's own reply.

    Raises:
        Refused: there is none of that key for this filer.
    """
    rows = ObjectionFile.objects.filter(id=key, role=FileRole.REPLY, objection__number=number)
    if viewer.role is not Role.FILER or not viewer.filing:
        raise Refused("objection_unknown")
    return opened(rows.filter(objection__entry__filing__number=viewer.filing).first())


def get_objector_file(*, viewer: Actor, key: UUID) -> tuple[str, bytes]:
    """Name and bytes of a file that the viewer handed in with the objection.

    Raises:
        Refused: there is none of that key for this viewer, or it was removed.
    """
    own = _own(viewer).files.filter(id=key, role__in=(FileRole.EVIDENCE, FileRole.IDENTITY))
    return opened(own.first())


def public_statistics(*, slug: str, publicity: int | None = None) -> Statistics:
    """Counts of the objections to a call's lists, or to one of them."""
    rows = Objection.objects.filter(call__slug=slug)
    return counts_of(rows if publicity is None else rows.filter(publicity__number=publicity))


def counts_of(rows: QuerySet[Objection]) -> Statistics:
    """The counts of these rows."""
    told = rows.order_by().values_list("status", "outcome", "kind", "named", "in_time")
    return statistics_of([Counted(*row) for row in told.annotate(alike=Count("*"))])


def opened(file: ObjectionFile | None) -> tuple[str, bytes]:
    """Name and plain bytes of a file.

    Raises:
        Refused: there is none, or it was removed.
    """
    if file is None or not file.key:
        raise Refused("objection_file_gone")
    return text_in(file.name), open_sealed(file.digest, bytes(file.key))


def files_of(rows: QuerySet[ObjectionFile]) -> tuple[ObjectionFileView, ...]:
    """The records of files, the first sent first."""
    return tuple(_file(row) for row in rows.order_by("at", "id"))


_LIVE = (CallStatus.OPEN, CallStatus.CLOSED)


def _own(viewer: Actor) -> Objection:
    rows = Objection.objects.select_related("call__office", "publicity", "entry")
    row = rows.filter(number=viewer.filing).first() if viewer.role is Role.PUBLIC and viewer.filing else None
    if row is None:
        raise Refused("objection_unknown")
    return row


def _file(row: ObjectionFile) -> ObjectionFileView:
    name = text_in(row.name)
    return ObjectionFileView(row.id, FileRole(row.role), name, row.size, localtime(row.at), not row.key)


def _for_nominee(row: Objection, now: datetime) -> NomineeObjection:
    decided = row.status == ObjectionStatus.DECIDED
    running = row.status == ObjectionStatus.INVESTIGATING and row.call.status in _LIVE
    until = localtime(row.reply_until) if row.reply_until else None
    return NomineeObjection(
        number=row.number,
        name=row.entry.name if row.entry else "",
        list_title=row.publicity.title,
        statement=row.reply_asked,
        asked_on=localtime(row.reply_asked_at).date() if row.reply_asked_at else None,
        until=until,
        open=running and until is not None and elapsed(now, until) > timedelta(0),
        reply=text_in(row.reply),
        replied_at=localtime(row.replied_at) if row.replied_at else None,
        files=tuple(_file(file) for file in row.files.all() if file.role == FileRole.REPLY),
        outcome=row.outcome if decided else "",
        effect=row.effect if decided else "",
        reasons=row.reasons if decided else "",
        settled_at=localtime(row.settled_at) if decided and row.settled_at else None,
    )
