"""下级部门: an office names which of those below take part in its call, and each opens its own."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.timezone import localtime

from jianyou.actions.log import log_act, moment_for_people
from jianyou.datafiles.canonical import Plain
from jianyou.datafiles.edits import with_value
from jianyou.datafiles.fields import NAME
from jianyou.domain.calls.course import StageKind
from jianyou.domain.calls.load import parse_call
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import elapsed
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.domain.lifecycle.subjects import Subject
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.domain.lifecycle.who_may import check
from jianyou.queries.district import running, upper_of
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_alone, lock_call_shared
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, DistrictQuota, Office
from jianyou.terms.finding import Refused

MOST_QUOTA = 9999


class Part(NamedTuple):
    """An office below that shall take part: its short name, its quota (None: unlimited), its own deadline."""

    office: str
    most: int | None
    deadline: datetime


def name_districts(*, actor: Actor, call_slug: str, parts: Sequence[Part], at_once: bool) -> list[str]:
    """Makes a call of its own for each office below that takes part; returns their names.

    They are open `at_once`, or drafts that each office opens itself. Logs `open_call` or `draft_call`, in
    each of them and in the call above.

    Raises:
        NotAllowed: the actor's role doesn't open calls, or the call is another office's.
        Refused: the call takes nothing any more, nobody is named, an office is none of those below or takes
            part already, or its quota or deadline can't be.
    """
    if not parts:
        raise Refused("district_nothing_named")
    with transaction.atomic():
        lock_call_alone(call_slug)
        call, at = call_named(call_slug), database_now()
        check(actor, Act.OPEN_CALL, _begun(call))
        if not running(call, at):
            raise Refused("district_upper_over")
        return [_make(actor, call, part, at, at_once=at_once) for part in parts]


def open_lower(*, actor: Actor, call_slug: str) -> None:
    """Opens the call that the office above has drafted for the actor's. Logs `open_call`, here and above.

    Raises:
        NotAllowed: the actor may not, it is open already, or its deadline is past.
        Refused: it is collected for no office above, or that takes nothing any more.
    """
    with transaction.atomic():
        lock_call_alone(call_slug)
        call = call_named(call_slug)
        upper = upper_of(call)
        lock_call_shared(upper.slug)
        at = database_now()
        check(actor, Act.OPEN_CALL, subject_at(call, at))
        if not running(upper, at):
            raise Refused("district_upper_over")
        call.status, call.opened_at = next_status(CallStatus(call.status), Act.OPEN_CALL), at
        call.save(update_fields=["status", "opened_at"])
        _log(actor, Act.OPEN_CALL, upper, call, at)


def lower_file(source: str, slug: str, deadline: datetime) -> str:
    """The call file of the office above for one below: its own name and deadline, no contacts and places."""
    text = with_value(with_value(source, "call", slug), "deadline", moment_for_people(deadline))
    above = parse_call(source, source=slug)
    for number, stage in enumerate(above.stages, 1):
        if stage.kind is StageKind.FILING and stage.ends_on:
            text = with_value(text, f"stages.{number}.ends_on", localtime(deadline).date().isoformat())
    # Whom to ask and where to bring papers is the office's own: nobody is sent to the wrong counter.
    for path, told in (("contacts", above.contacts), ("filing.delivery", above.filing.delivery)):
        if told:
            text = with_value(text, path, "")
    return text


def _begun(call: Call) -> Subject:
    """What opening a further call of that office is judged by."""
    return Subject(office=call.office_id.hex, call=CallStatus.DRAFT, in_time=True)


def _make(actor: Actor, upper: Call, part: Part, at: datetime, *, at_once: bool) -> str:
    office = Office.objects.filter(slug=part.office, upper_id=upper.office_id).first()
    if office is None:
        raise Refused("district_no_office", name=part.office[:40])
    deadline = part.deadline.replace(microsecond=0)
    _check_part(upper, office, part.most, deadline, at)
    slug = f"{upper.slug}-{office.slug}"
    source = lower_file(upper.source, slug, deadline)
    lower = Call.objects.create(
        office=office,
        slug=slug,
        title=upper.title,
        source=source,
        source_digest=hashlib.sha256(source.encode()).hexdigest(),
        status=CallStatus.OPEN if at_once else CallStatus.DRAFT,
        deadline=parse_call(source, source=slug).deadline,
        deadline_counts=upper.deadline_counts,
        completes_on=upper.completes_on,
        late_admission=upper.late_admission,
        opened_at=at if at_once else None,
        upper=upper,
    )
    if part.most is not None:
        DistrictQuota.objects.create(office_id=upper.office_id, call=upper, of=office, most=part.most)
    _log(actor, Act.OPEN_CALL if at_once else Act.DRAFT_CALL, upper, lower, at, most=part.most)
    return slug


def _check_part(upper: Call, office: Office, most: int | None, deadline: datetime, at: datetime) -> None:
    if Call.objects.filter(upper=upper, office=office).exists():
        raise Refused("district_named_already", name=office.name)
    if most is not None and not 1 <= most <= MOST_QUOTA:
        raise Refused("district_most_wrong", text=str(most), most=MOST_QUOTA)
    if elapsed(at, deadline).total_seconds() <= 0:
        raise Refused("district_deadline_past", name=office.name)
    if elapsed(deadline, upper.deadline).total_seconds() <= 0:
        until = moment_for_people(upper.deadline)[:16].replace("T", " ")
        raise Refused("district_deadline_late", name=office.name, deadline=until)
    slug = f"{upper.slug}-{office.slug}"
    if not NAME.fullmatch(slug):
        raise Refused("district_slug_long", name=office.name, most=64)
    if Call.objects.filter(slug=slug).exists():
        raise Refused("site_call_exists", name=slug)


def _log(actor: Actor, act: Act, upper: Call, lower: Call, at: datetime, *, most: int | None = None) -> None:
    """The same row in both logs: each office can show from its own what was opened for whom."""
    content: dict[str, Plain] = {
        "call": lower.slug,
        "upper": upper.slug,
        "for": lower.office.name,
        "source_sha256": lower.source_digest,
        "deadline": moment_for_people(lower.deadline),
    }
    if act is Act.DRAFT_CALL or most is not None:
        content["quota"] = most
    for call in (upper, lower):
        log_act(call=call, act=act, actor=actor, at=at, content=content)
