"""Opening a call, and giving everybody more time."""

import hashlib
from datetime import datetime

from django.db import transaction

from jianyou.actions.acting import check_act, reason_given
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.outbox import Kind, tell_all
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.calls.questions import open_questions
from jianyou.domain.ledger.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import check_extension
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.domain.lifecycle.subjects import Subject
from jianyou.domain.lifecycle.who_may import check
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_alone
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, Extension, Office
from jianyou.terms.finding import Refused


def open_call(*, actor: Actor, file: CallFile, source: str) -> Call:
    """Makes a running call of a call file for the actor's office. Logs `open_call`.

    The file is kept word for word.

    Raises:
        NotAllowed: the actor's role doesn't open calls.
        Refused: there is a call of that name, the deadline is past, or it isn't settled what completes a
            filing.
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
        }
        log_act(call=call, act=Act.OPEN_CALL, actor=actor, at=at, content=content)
    return call


def extend_deadline(
    *, actor: Actor, call_slug: str, deadline: datetime, reason: str, approver: Actor | None = None
) -> Call:
    """A later deadline for all, before the present one is past, told to every filer. Logs `extend_deadline`.

    Raises:
        NotAllowed: who acts or approves may not, or the call isn't open any more.
        Refused: it isn't later, or no reason is given.
    """
    reason = reason_given(reason)
    with transaction.atomic():
        lock_call_alone(call_slug)
        call = call_named(call_slug)
        at = database_now()
        check_act(actor, Act.EXTEND_DEADLINE, subject_at(call, at), call, approver=approver)
        check_extension(call.deadline, deadline, at, counts=call.deadline_counts)
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
