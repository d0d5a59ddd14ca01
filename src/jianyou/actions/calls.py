"""Opening a call, and giving everybody more time."""

import hashlib
from datetime import datetime

from django.db import transaction

from jianyou.actions.log import log_act
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.calls.questions import open_questions
from jianyou.domain.ledger.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import check_extension
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.store.dialect import database_now, lock_call_alone
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, Extension, Office
from jianyou.terms.finding import Refused


def open_call(*, actor: str, office: str, file: CallFile, source: str) -> Call:
    """Makes a running call of a call file for the office of that short name. Logs `open_call`.

    The file is kept word for word.

    Raises:
        Refused: there is no such office, there is a call of that name, the deadline is
            past, or it isn't settled what completes a filing.
    """
    with transaction.atomic():
        at = database_now()
        owner = Office.objects.filter(slug=office).first()
        if owner is None:
            raise Refused("site_no_office", name=office)
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
            "deadline": file.deadline.isoformat(),
            "open_questions": len(open_questions(file)),
        }
        log_act(call=call, act=Act.OPEN_CALL, actor=actor, at=at, content=content)
    return call


def extend_deadline(*, actor: str, call_slug: str, deadline: datetime, reason: str, approved_by: str) -> Call:
    """A later deadline for all, before the present one is past. Logs `extend_deadline`.

    Raises:
        Refused: it isn't later, the call isn't open any more, nobody else approved it, or no reason is given.
    """
    if not reason.strip() or not approved_by.strip() or approved_by.strip() == actor:
        raise Refused("site_extension_needs")
    with transaction.atomic():
        lock_call_alone(call_slug)
        call = call_named(call_slug)
        at = database_now()
        if call.status != CallStatus.OPEN:
            raise Refused("site_call_not_open")
        check_extension(call.deadline, deadline, at, counts=call.deadline_counts)
        before = call.deadline
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
        content = {
            "before": before.isoformat(),
            "after": deadline.isoformat(),
            "reason": reason,
            "approved_by": approved_by,
        }
        log_act(call=call, act=Act.EXTEND_DEADLINE, actor=actor, at=at, content=content)
    return call
