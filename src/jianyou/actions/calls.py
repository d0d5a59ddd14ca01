"""Opening a call, giving everybody more time, changing its course, and ending it."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from jianyou.actions.acting import check_act, reason_given, short_text
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.outbox import Kind, tell_all
from jianyou.datafiles.canonical import Plain
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.calls.course import Stage, StageKind
from jianyou.domain.calls.load import parse_call
from jianyou.domain.calls.questions import open_questions
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import check_extension
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.domain.lifecycle.subjects import Subject
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.domain.lifecycle.who_may import check
from jianyou.queries.calls import file_of
from jianyou.queries.rules_above import check_rolled_up
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_alone
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, CourseChange, Extension, Office
from jianyou.terms.finding import Refused


def open_call(*, actor: Actor, file: CallFile, source: str, told: Mapping[str, Plain] | None = None) -> Call:
    """Makes a running call of a call file for the actor's office. Logs `open_call`.

    The file is kept word for word. `told` is what the log says besides: of its notice, its drafter.

    Raises:
        NotAllowed: the actor's role doesn't open calls.
        Refused: there is a call of that name, the deadline is past, it isn't settled what completes a
            filing, or a part that the office above has fixed was changed.
    """
    with transaction.atomic():
        at = database_now()
        owner = Office.objects.get(id=actor.office)
        check(actor, Act.OPEN_CALL, Subject(office=actor.office, call=CallStatus.DRAFT, in_time=True))
        if Call.objects.filter(slug=file.id).exists():
            raise Refused("site_call_exists", name=file.id)
        if file.deadline <= at:
            raise Refused("site_call_past", name=file.id, deadline=file.deadline.isoformat())
        completes_on = file.filing.completes_on
        if completes_on is None:
            raise Refused("site_call_unsettled", name=file.id)
        check_rolled_up(actor.office, file, source)
        digest = hashlib.sha256(source.encode()).hexdigest()
        call = Call.objects.create(
            office=owner,
            slug=file.id,
            title=file.notice.title,
            source=source,
            source_digest=digest,
            status=CallStatus.OPEN,
            deadline=file.deadline,
            deadline_counts=file.filing.deadline_counts,
            completes_on=completes_on.value,
            late_admission=file.filing.late_admission,
            opened_at=at,
        )
        content: dict[str, Plain] = {
            "source_sha256": digest,
            "deadline": moment_for_people(file.deadline),
            "open_questions": len(open_questions(file)),
            **(told or {}),
        }
        log_act(call=call, act=Act.OPEN_CALL, actor=actor, at=at, content=content)
    return call


def extend_deadline(
    *, actor: Actor, call_slug: str, deadline: datetime, reason: str, approver: Actor | None = None
) -> Call:
    """A later deadline for all, before the present one is past, told to every filer. Logs `extend_deadline`.

    Raises:
        NotAllowed: who acts or approves may not, or the call isn't open any more.
        Refused: it isn't later, it isn't before that of the office above, or no reason is given.
    """
    reason = reason_given(reason)
    with transaction.atomic():
        lock_call_alone(call_slug)
        call = call_named(call_slug)
        at = database_now()
        check_act(actor, Act.EXTEND_DEADLINE, subject_at(call, at), call, approver=approver)
        check_extension(call.deadline, deadline, at, counts=call.deadline_counts)
        _check_below(call, deadline)
        before, approved_by = call.deadline, (approver or actor).person
        Extension.objects.create(
            office_id=call.office_id,
            call=call,
            before=before,
            after=deadline,
            reason=reason,
            approved_by=approved_by,
            at=at,
        )
        call.deadline = deadline
        call.save(update_fields=["deadline"])
        moved: dict[str, Plain] = {
            "before": moment_for_people(before),
            "after": moment_for_people(deadline),
            "reason": reason,
        }
        content = {**moved, "approved_by": approved_by}
        log_act(call=call, act=Act.EXTEND_DEADLINE, actor=actor, at=at, content=content)
        tell_all(call, kind=Kind.EXTENDED, at=at, params=moved)
    return call


def change_course(*, actor: Actor, call_slug: str, seen: str, source: str, reason: str) -> None:
    """调整程序: other stages for a running call; `source` is its call file with nothing else changed.

    `seen` is the digest of the file that was looked at. Logs `change_course`.

    Raises:
        NotAllowed: the actor may not, or the call is over.
        Refused: no reason is given, the course was changed meanwhile or isn't changed at all, or something
            else than the stages is.
        DataFileInvalid: the new file can't be used.
    """
    reason = reason_given(reason)
    with transaction.atomic():
        lock_call_alone(call_slug)
        call = call_named(call_slug)
        at = database_now()
        check_act(actor, Act.CHANGE_COURSE, subject_at(call, at), call)
        if call.source_digest != seen:
            raise Refused("call_course_changed")
        before, after = file_of(call.slug, call.source), parse_call(source, source=call.slug)
        check_course(before, after)
        CourseChange.objects.create(
            office_id=call.office_id,
            call=call,
            before=call.source,
            after=source,
            reason=reason,
            by=actor.person,
            at=at,
        )
        call.source, call.source_digest = source, hashlib.sha256(source.encode()).hexdigest()
        call.save(update_fields=["source", "source_digest"])
        content: dict[str, Plain] = {
            "before": _course(before),
            "after": _course(after),
            "before_sha256": seen,
            "source_sha256": call.source_digest,
            "reason": reason,
        }
        log_act(call=call, act=Act.CHANGE_COURSE, actor=actor, at=at, content=content)


def check_course(before: CallFile, after: CallFile) -> None:
    """Look at whether only stages were changed, and filing not among them.

    Raises:
        Refused: nothing was, or more.
    """
    if replace(before, stages=()) != replace(after, stages=()):
        raise Refused("call_course_frozen")
    if _filing(before) != _filing(after):
        raise Refused("call_course_filing")
    if before.stages == after.stages:
        raise Refused("call_course_same")


def _filing(file: CallFile) -> list[Stage]:
    """The stage of filing; a call without stages has it none the less."""
    found = [stage for stage in file.stages if stage.kind is StageKind.FILING]
    return found if file.stages else [Stage(StageKind.FILING)]


def _course(file: CallFile) -> list[Plain]:
    return [
        {
            "stage": stage.kind.value,
            "starts_on": stage.starts_on.isoformat() if stage.starts_on else None,
            "ends_on": stage.ends_on.isoformat() if stage.ends_on else None,
        }
        for stage in file.stages
    ]


def cancel_call(*, actor: Actor, call_slug: str, reason: str) -> None:
    """取消征集: nothing is filed or decided any more, and every filer is told why. Logs `cancel_call`.

    Raises:
        NotAllowed: the actor is no section head of the office, or the call is over already.
        Refused: no reason is given.
    """
    reason = reason_given(reason)
    with transaction.atomic():
        call, at = _ended(actor, call_slug, Act.CANCEL_CALL, {"reason": reason})
        tell_all(call, kind=Kind.CANCELLED, at=at, params={"reason": reason})


def archive_call(*, actor: Actor, call_slug: str, reason: str = "") -> None:
    """归档: the call is over, and stays to be read. Logs `archive_call`.

    Raises:
        NotAllowed: the actor may not, or the call isn't closed.
    """
    with transaction.atomic():
        _ended(actor, call_slug, Act.ARCHIVE_CALL, {"reason": short_text(reason)})


def _ended(actor: Actor, slug: str, act: Act, content: Mapping[str, Plain]) -> tuple[Call, datetime]:
    lock_call_alone(slug)
    call = call_named(slug)
    at = database_now()
    check_act(actor, act, subject_at(call, at), call)
    call.status = next_status(CallStatus(call.status), act)
    call.save(update_fields=["status"])
    log_act(call=call, act=act, actor=actor, at=at, content=content)
    return call, at


def _check_below(call: Call, deadline: datetime) -> None:
    """Look at the call above: what is collected for it has to be there in time.

    Raises:
        Refused: the deadline isn't before that one's.
    """
    if call.upper is not None and deadline >= call.upper.deadline:
        until = moment_for_people(call.upper.deadline)
        raise Refused("district_extend_late", deadline=until)
