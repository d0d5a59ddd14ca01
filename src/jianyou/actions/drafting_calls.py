"""起草征集: a draft is begun from a notice, a call file or a former call, changed, handed on, published."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from django.db import transaction

from jianyou.actions.calls import open_call
from jianyou.actions.log import moment_for_people
from jianyou.datafiles.canonical import Plain
from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.calls.load import parse_call
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.domain.lifecycle.subjects import Subject
from jianyou.domain.lifecycle.who_may import check
from jianyou.queries.office_calls import own_call
from jianyou.queries.rules_above import check_rolled_up
from jianyou.store.dialect import database_now
from jianyou.store.files import keep_file
from jianyou.store.lookups import draft_of_call
from jianyou.store.models import Call, CallDraft, Office
from jianyou.terms.finding import Refused

MOST_BYTES = 128 * 1024
"""A longer call file nobody could check on a page."""

MOST_DRAFTS = 100
_MOST_HISTORY = 300


class Step(StrEnum):
    """What was done to a draft, for its history."""

    BEGUN = "begun"
    NOTICED = "noticed"
    ANSWERED = "answered"
    STAGED = "staged"
    EDITED = "edited"
    ADOPTED = "adopted"
    HANDED_ON = "handed_on"
    DROPPED = "dropped"
    PUBLISHED = "published"


class NoticeFile(NamedTuple):
    """A notice as it was sent: its name, its bytes, and the text that was read from it."""

    name: str
    data: bytes
    text: str


class Draftable(NamedTuple):
    """What a draft begins with: its call file (empty where that must wait), its notice, the former call."""

    source: str = ""
    title: str = ""
    notice: NoticeFile | None = None
    based_on: str = ""


def begin_call_draft(*, actor: Actor, draftable: Draftable) -> str:
    """Begins a draft for the actor's office; returns its key.

    Raises:
        NotAllowed: the actor's role doesn't draft calls.
        Refused: the office has too many drafts, the call file is too long, or it has no such former call.
    """
    check_drafting(actor)
    _check_size(draftable.source)
    notice = draftable.notice
    digest = keep_file(notice.data) if notice else ""
    with transaction.atomic():
        office = Office.objects.select_for_update().get(id=actor.office)
        if CallDraft.objects.filter(office=office, call=None, dropped_at=None).count() >= MOST_DRAFTS:
            raise Refused("call_drafts_many", most=MOST_DRAFTS)
        at = database_now()
        draft = CallDraft(
            office=office,
            title=_title(draftable),
            notice=digest,
            notice_name=notice.name[:255] if notice else "",
            notice_text=notice.text if notice else "",
            source=draftable.source,
            revision=1,
            based_on=own_call(actor, draftable.based_on) if draftable.based_on else None,
            made_by=actor.person,
            made_at=at,
            changed_at=at,
        )
        _put_down(draft, actor, Step.BEGUN, at)
        draft.save(force_insert=True)
    return str(draft.id)


def save_call_draft(*, actor: Actor, key: str, seen: int, source: str, step: Step) -> int:
    """The draft's call file as it is from now on; who had handed it on must do so again. Its new revision.

    Raises:
        NotAllowed: the actor's role doesn't draft calls.
        Refused: there is no such draft, it was changed since revision `seen`, or the file is too long.
    """
    check_drafting(actor)
    _check_size(source)
    with transaction.atomic():
        draft = _seen(actor, key, seen)
        draft.source, draft.title = source, _title(Draftable(source, draft.title))
        return _saved(draft, actor, step)


def give_notice(*, actor: Actor, key: str, seen: int, notice: NoticeFile, source: str) -> int:
    """Lays a notice beside a draft, in the place of a former one. Its new revision.

    Raises:
        NotAllowed: the actor's role doesn't draft calls.
        Refused: there is no such draft, it was changed since revision `seen`, or the file is too long.
    """
    check_drafting(actor)
    _check_size(source)
    digest = keep_file(notice.data)
    with transaction.atomic():
        draft = _seen(actor, key, seen)
        draft.notice, draft.notice_name, draft.notice_text = digest, notice.name[:255], notice.text
        draft.source = source
        return _saved(draft, actor, Step.NOTICED)


def hand_on_call_draft(*, actor: Actor, key: str, seen: int) -> None:
    """提请发布: says that the draft is ready for another person to publish.

    Raises:
        NotAllowed: the actor's role doesn't draft calls.
        Refused: there is no such draft, it was changed since revision `seen`, or it can't be published.
    """
    check_drafting(actor)
    with transaction.atomic():
        draft = _seen(actor, key, seen)
        at = database_now()
        check_rolled_up(actor.office, check_publishable(draft.source, at), draft.source)
        draft.ready_by, draft.ready_at = actor.person, at
        _put_down(draft, actor, Step.HANDED_ON, at)
        draft.save()


def drop_call_draft(*, actor: Actor, key: str, seen: int) -> None:
    """Takes a draft out of the list; its row stays.

    Raises:
        NotAllowed: the actor's role doesn't draft calls.
        Refused: there is no such draft, or it was changed since revision `seen`.
    """
    check_drafting(actor)
    with transaction.atomic():
        draft = _seen(actor, key, seen)
        draft.dropped_at = database_now()
        _put_down(draft, actor, Step.DROPPED, draft.dropped_at)
        draft.save()


def publish_call_draft(*, actor: Actor, key: str, seen: int) -> str:
    """发布: makes a running call of the draft; returns its name. Logs `open_call`.

    Where the office wants a second person, somebody else has handed the draft on, and a section head acts.

    Raises:
        NotAllowed: the actor's role doesn't open calls, or a second person is wanted.
        Refused: there is no such draft, it was changed since revision `seen`, nobody has handed it on, or it
            can't be published as it stands.
    """
    check_drafting(actor)
    with transaction.atomic():
        draft = _seen(actor, key, seen)
        at = database_now()
        check_publisher(actor, draft.ready_by, second_person=draft.office.second_person)
        file = check_publishable(draft.source, at)
        check_rolled_up(actor.office, file, draft.source)
        told: dict[str, Plain] = {
            "drafted_by": draft.made_by,
            "ready_by": draft.ready_by,
            "revision": draft.revision,
        }
        if draft.notice:
            told["notice_sha256"] = draft.notice
        if draft.based_on:
            told["based_on"] = draft.based_on.slug
        draft.call = open_call(actor=actor, file=file, source=draft.source, told=told)
        _put_down(draft, actor, Step.PUBLISHED, at)
        draft.save()
    return file.id


def check_drafting(actor: Actor) -> None:
    """Look at whether this person drafts calls.

    Raises:
        NotAllowed: the role doesn't.
    """
    check(actor, Act.DRAFT_CALL, Subject(office=actor.office, call=CallStatus.DRAFT, in_time=True))


def check_publisher(actor: Actor, ready_by: str, *, second_person: bool) -> None:
    """Look at whether this person may publish what `ready_by` has handed on.

    Raises:
        NotAllowed: a section head must, or somebody else.
        Refused: nobody has handed it on.
    """
    if not second_person:
        return
    if actor.role is not Role.SECTION_HEAD:
        raise NotAllowed("not_allowed_without_head", act=Act.OPEN_CALL, role=Role.SECTION_HEAD)
    if not ready_by:
        raise Refused("call_draft_not_ready")
    if ready_by == actor.person:
        raise NotAllowed("not_allowed_alone", act=Act.OPEN_CALL)


def check_publishable(source: str, at: datetime) -> CallFile:
    """The call that a draft would become.

    Raises:
        Refused: something must be mended first.
    """
    if not source:
        raise Refused("call_draft_unfinished")
    try:
        file = parse_call(source, source="draft")
    except DataFileInvalid as invalid:
        raise Refused("call_draft_problems", count=len(invalid.problems)) from None
    if file.deadline <= at:
        raise Refused("call_draft_past", deadline=moment_for_people(file.deadline))
    if file.filing.completes_on is None:
        raise Refused("call_draft_completes")
    if Call.objects.filter(slug=file.id).exists():
        raise Refused("call_draft_name_taken", name=file.id)
    return file


def _seen(actor: Actor, key: str, seen: int) -> CallDraft:
    """The draft, locked, as it was seen."""
    draft = draft_of_call(actor.office, key, locked=True)
    if draft.revision != seen:
        by = draft.history[-1]["by"] if draft.history else draft.made_by
        raise Refused("call_draft_changed", seen=seen, newest=draft.revision, by=by)
    return draft


def _saved(draft: CallDraft, actor: Actor, step: Step) -> int:
    at = database_now()
    draft.revision += 1
    draft.changed_at = at
    draft.ready_by, draft.ready_at = "", None
    _put_down(draft, actor, step, at)
    draft.save()
    return draft.revision


def _put_down(draft: CallDraft, actor: Actor, step: Step, at: datetime) -> None:
    entry = {
        "revision": draft.revision,
        "by": actor.person,
        "at": moment_for_people(at),
        "step": step.value,
    }
    draft.history = [*draft.history, entry][-_MOST_HISTORY:]


def _check_size(source: str) -> None:
    if len(source.encode()) > MOST_BYTES:
        raise Refused("call_draft_large", most=MOST_BYTES // 1024)


def _title(draftable: Draftable) -> str:
    """The title that the call file gives, else the one that is known."""
    if draftable.source:
        try:
            return parse_call(draftable.source, source="draft").notice.title[:200]
        except DataFileInvalid:
            pass
    return draftable.title[:200]
