"""帮扶活动: planned, opened for requests with its rule and a commitment, held or cancelled.

The rule, the seats and the office's secret stand before anybody asks; nothing of them changes afterwards.
"""

import json
import secrets
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max

from jianyou.actions.acting import LONGEST_TEXT, check_act, on_call, reason_given
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.outbox import Kind, Told, tell_some
from jianyou.actions.support_needs import (
    LONGEST_NAME,
    check_kind,
    filings_of,
    on_call_row,
)
from jianyou.actions.texts import in_lines, one_line
from jianyou.datafiles.canonical import Plain
from jianyou.domain.judging.draw import Secret, commit
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import ActivityStatus
from jianyou.domain.support.rules import Rule, check_rule
from jianyou.queries.subjects import subject_at
from jianyou.queries.support_basis import ASKED, SEATED, WAITING, rule_plain
from jianyou.store.dialect import database_now
from jianyou.store.models import Activity, Call, Filing, SeatRequest
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

LONGEST_TITLE, LONGEST_PLACE, LONGEST_VALUE = 200, 200, 500
MOST_DEPARTMENTS = 20
_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityTold:
    """What is said of an activity; moments know their zone. `public_value` says which value will be taken."""

    kind: str
    title: str
    begins: datetime
    ends: datetime
    ask_until: datetime
    seats: int
    rule: Rule
    public_value: str
    text: str = ""
    place: str = ""
    departments: Sequence[str] = ()


class OnActivity(NamedTuple):
    """An activity with its call, locked, and the moment read under the lock."""

    call: Call
    row: Activity
    at: datetime


def plan_activity(*, actor: Actor, call_slug: str, told: ActivityTold) -> int:
    """Plans an activity, which nobody else sees yet; its number. Logs `plan_activity`.

    Raises:
        Refused: there is no such call, the call promises no such help, title or value are missing, times
            are past or turned round, or seats can't be given by the rule.
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        call, at = on_call(actor, Act.PLAN_ACTIVITY, call_slug)
        last = Activity.objects.filter(call=call).aggregate(last=Max("number"))["last"] or 0
        row = Activity(office_id=call.office_id, call=call, number=last + 1, made_by=actor.person, made_at=at)
        _put(row, told, at)
        row.save(force_insert=True)
        _log(actor, Act.PLAN_ACTIVITY, OnActivity(call, row, at), _told(row))
    return row.number


def change_activity(*, actor: Actor, call_slug: str, number: int, told: ActivityTold) -> None:
    """Changes an activity; once it is open only its text, place and times, with a message to who asked.

    Who has a seat keeps it, and gets the new times for the calendar. Logs `change_activity`.

    Raises:
        Refused: as `plan_activity`; there is no such activity; it is open and something else would change,
            the time to ask would end earlier or is over, or nothing would change at all.
        NotAllowed: who asks may not, or its state forbids it.
    """
    with transaction.atomic():
        on = on_activity(actor, Act.CHANGE_ACTIVITY, call_slug, number)
        fixed, free, until = _fixed(on.row), _free(on.row), on.row.ask_until
        _put(on.row, told, on.at)
        planned = on.row.status == ActivityStatus.PLANNED
        if not planned:
            _check_open(on, fixed, until)
            if _free(on.row) == free:
                raise Refused("support_unchanged")
        on.row.save()
        _log(actor, Act.CHANGE_ACTIVITY, on, _told(on.row))
        if not planned:
            _tell_asking(on, Kind.ACTIVITY_CHANGED, lambda lang: arrangement_of(on.row, lang))


def open_activity(*, actor: Actor, call_slug: str, number: int, count: int) -> int:
    """Opens an activity for requests: rule and commitment are fixed, `count` filers are told; how many.

    Logs `open_activity` with the commitment.

    Raises:
        Refused: there is no such activity, its times are past, or others would be told than was shown.
        NotAllowed: who asks may not, or its state forbids it.
    """
    own = Secret(say("support_party", lang=Lang.ZH), secrets.token_hex(_BYTES), secrets.token_hex(_BYTES))
    kept = site_keys().encrypt(json.dumps(own._asdict()))
    with transaction.atomic():
        on = on_activity(actor, Act.OPEN_ACTIVITY, call_slug, number)
        if on.row.ask_until <= on.at:
            raise Refused("support_until_past")
        filings = filings_of(on.call)
        if len(filings) != count:
            raise Refused("support_changed", shown=count, now=len(filings))
        on.row.status, on.row.commitment, on.row.secret = ActivityStatus.OPEN, commit(own).sha256, kept
        on.row.changed_at = on.at
        on.row.save(update_fields=["status", "commitment", "secret", "changed_at"])
        _log(actor, Act.OPEN_ACTIVITY, on, {"count": count, "digest": on.row.commitment, "rule": on.row.rule})
        until = moment_for_people(on.row.ask_until)
        params: dict[str, Plain] = {"activity": on.row.title, "until": until, "part": number}
        tell_some(on.call, [Told(filing, Kind.ACTIVITY_OPENED, params) for filing in filings], at=on.at)
    return len(filings)


def close_activity(*, actor: Actor, call_slug: str, number: int) -> None:
    """The activity was held. Logs `close_activity`.

    Raises:
        Refused: there is no such activity, or it hasn't begun.
        NotAllowed: who asks may not, or its state forbids it.
    """
    with transaction.atomic():
        on = on_activity(actor, Act.CLOSE_ACTIVITY, call_slug, number)
        if on.row.begins_at > on.at:
            raise Refused("support_not_begun")
        _moved(on, ActivityStatus.HELD)
        came = on.row.requests.filter(status=SEATED, attended=True).count()
        _log(actor, Act.CLOSE_ACTIVITY, on, {"attended": came})


def cancel_activity(*, actor: Actor, call_slug: str, number: int, reason: str) -> int:
    """Cancels an activity, and tells who asked for a seat; how many filers. Logs `cancel_activity`.

    Raises:
        Refused: there is no such activity, or no reason is given.
        NotAllowed: who asks may not, or its state forbids it.
    """
    why = reason_given(reason)
    with transaction.atomic():
        on = on_activity(actor, Act.CANCEL_ACTIVITY, call_slug, number)
        on.row.reason, on.row.secret = why, None
        told = _tell_asking(on, Kind.ACTIVITY_CANCELLED, lambda _lang: {"reason": why})
        _moved(on, ActivityStatus.CANCELLED, "reason", "secret")
        _log(actor, Act.CANCEL_ACTIVITY, on, {"reason": why, "count": told})
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Whether a nominee with a seat came (None: not told), and what came of it."""

    request: uuid.UUID
    attended: bool | None
    outcome: str = ""


def record_attendance(*, actor: Actor, call_slug: str, number: int, came: Sequence[Came]) -> int:
    """Keeps who came and what came of it; how many lines changed. Logs `record_attendance`.

    Raises:
        Refused: there is no such activity, it hasn't begun, a request has no seat, or a text is too long.
        NotAllowed: who asks may not, or its state forbids it.
    """
    with transaction.atomic():
        on = on_activity(actor, Act.RECORD_ATTENDANCE, call_slug, number)
        if on.row.begins_at > on.at:
            raise Refused("support_not_begun")
        rows = {row.id: row for row in on.row.requests.select_for_update().filter(status=SEATED)}
        changed = []
        for one in came:
            row = rows.get(one.request)
            if row is None:
                raise Refused("support_request_unknown")
            told = in_lines(one.outcome, LONGEST_TEXT)
            if (row.attended, row.outcome) != (one.attended, told):
                row.attended, row.outcome = one.attended, told
                changed.append(row)
        SeatRequest.objects.bulk_update(changed, ["attended", "outcome"], batch_size=200)
        if changed:
            present = sum(row.attended is True for row in rows.values())
            _log(actor, Act.RECORD_ATTENDANCE, on, {"changes": len(changed), "attended": present})
    return len(changed)


def on_activity(actor: Actor, act: Act, call_slug: str, number: int) -> OnActivity:
    """An activity of the actor's office, locked, for the transaction that is running.

    Raises:
        Refused: there is none of that number.
        NotAllowed: the actor may not do this now.
    """
    call = on_call_row(actor, call_slug)
    row = Activity.objects.select_for_update().filter(call=call, number=number).first()
    if row is None:
        raise Refused("support_activity_unknown")
    at = database_now()
    row.call = call
    check_act(actor, act, subject_at(call, at, activity=row), call)
    return OnActivity(call, row, at)


def _tell_asking(on: OnActivity, kind: Kind, params: Callable[[Lang], dict[str, Plain]]) -> int:
    """A message to the filers of all who ask for a seat, have one or wait for one; how many.

    Who has a seat gets the activity for the calendar, as it now is.
    """
    asking = on.row.requests.filter(status__in=(ASKED, SEATED, WAITING))
    seated = set(asking.filter(status=SEATED).values_list("entry__filing_id", flat=True))
    told = []
    for filing in Filing.objects.filter(id__in=asking.values("entry__filing_id")).order_by("id"):
        event = event_of(on.row) if filing.id in seated else {}
        own = {"activity": on.row.title, **params(Lang(filing.lang)), **event}
        told.append(Told(filing, kind, own))
    tell_some(on.call, told, at=on.at)
    return len(told)


def arrangement_of(row: Activity, lang: Lang) -> dict[str, Plain]:
    """When and where, for the words of a message."""
    place = row.place or say("support_place_open", lang=lang)
    return {"due": moment_for_people(row.begins_at), "place": place}


def event_of(row: Activity) -> dict[str, Plain]:
    """What a message's calendar file needs besides."""
    begins, ends = moment_for_people(row.begins_at), moment_for_people(row.ends_at)
    return {"begins": begins, "ends": ends, "event": str(row.id)}


def _put(row: Activity, told: ActivityTold, at: datetime) -> None:
    check_kind(row.call, told.kind)
    check_rule(told.rule, told.seats)
    row.kind, row.seats, row.rule = told.kind, told.seats, rule_plain(told.rule)
    row.title = one_line(told.title, LONGEST_TITLE, "support_title_missing")
    row.public_value = one_line(told.public_value, LONGEST_VALUE, "support_value_missing")
    row.place, row.text = one_line(told.place, LONGEST_PLACE, ""), in_lines(told.text, LONGEST_TEXT)
    if told.ends <= told.begins:
        raise Refused("support_times_turned")
    if told.begins <= at:
        raise Refused("support_begins_past")
    moved = told.ask_until != row.ask_until
    if not told.ask_until < told.begins or (moved and told.ask_until <= at):
        raise Refused("support_until_wrong")
    row.begins_at, row.ends_at, row.ask_until = told.begins, told.ends, told.ask_until
    names = [one_line(name, LONGEST_NAME, "support_department_missing") for name in told.departments]
    if len(names) > MOST_DEPARTMENTS:
        raise Refused("support_departments_many", most=MOST_DEPARTMENTS)
    row.departments, row.changed_at = list(dict.fromkeys(names)), at


def _fixed(row: Activity) -> tuple[object, ...]:
    """What stands once an activity is open."""
    return row.kind, row.title, row.seats, row.rule, row.public_value


def _free(row: Activity) -> tuple[object, ...]:
    """What may change as long as it hasn't begun."""
    return row.text, row.place, row.begins_at, row.ends_at, row.ask_until, row.departments


def _check_open(on: OnActivity, fixed: tuple[object, ...], until: datetime) -> None:
    if _fixed(on.row) != fixed:
        raise Refused("support_fixed")
    if on.row.ask_until != until and (until <= on.at or on.row.ask_until < until):
        raise Refused("support_until_over")


def _moved(on: OnActivity, status: ActivityStatus, *more: str) -> None:
    on.row.status, on.row.changed_at, on.row.settled_at = status, on.at, on.at
    on.row.save(update_fields=["status", "changed_at", "settled_at", *more])


def _told(row: Activity) -> dict[str, Plain]:
    return {
        "name": row.title,
        "purpose": row.kind,
        "seats": row.seats,
        "begins": moment_for_people(row.begins_at),
        "ends": moment_for_people(row.ends_at),
        "until": moment_for_people(row.ask_until),
        "place": row.place,
        "rule": row.rule,
        "public_value": row.public_value,
    }


def _log(actor: Actor, act: Act, on: OnActivity, more: Mapping[str, Any]) -> None:
    content = {"activity": on.row.number, **more}
    log_act(call=on.call, act=act, actor=actor, at=on.at, content=content)
