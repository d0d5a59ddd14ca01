"""席位: asked for until a moment, given by rule and draw at once, moved up where one can't come.

Who asks after the moment has no place in the draw, neither by himself nor through the office: nobody can
turn the draw by names that are added or left out once its public value is known. Therefore also those who
withdrew stay tickets of the draw.
"""

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from jianyou import __version__
from jianyou.actions.acting import LONGEST_TEXT, check_act, reason_given
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.outbox import Kind, Told, tell_some
from jianyou.actions.support_activities import OnActivity, arrangement_of, event_of, on_activity
from jianyou.actions.support_needs import on_filing_alone
from jianyou.actions.texts import in_lines
from jianyou.datafiles.canonical import Plain
from jianyou.domain.judging.draw import Commitment, Draw, Secret, make_draw
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.states import ActivityStatus
from jianyou.domain.support.record import About, digest_of, lots_plan, parts_read, seats_record
from jianyou.domain.support.seats import Answer, in_order, next_up
from jianyou.queries.subjects import subject_at
from jianyou.queries.support_basis import (
    ASKED,
    DECLINED,
    SEATED,
    WAITING,
    WITHDRAWN,
    helped,
    requests_of,
    rule_of,
)
from jianyou.store.models import Activity, Entry, SeatRequest
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang

LONGEST_WISH = 500
LONGEST_VALUE = 500


def ask_for_seat(*, actor: Actor, activity: uuid.UUID, number: str, ordinal: int, wish: str = "") -> None:
    """A nominee asks for a seat from its own page; once more changes the wish. Logs `ask_for_seat`.

    Raises:
        Refused: there is no such activity or entry, the time to ask is over, or the wish is too long.
        NotAllowed: who asks may not, or the activity's state forbids it.
    """
    told = in_lines(wish, LONGEST_WISH)
    with transaction.atomic():
        on, entry = _of_filer(actor, Act.ASK_FOR_SEAT, activity, (number, ordinal))
        _ask(actor, on, entry, told)


def enter_request(*, actor: Actor, call_slug: str, number: int, entry: uuid.UUID, wish: str = "") -> None:
    """The office enters a request that came by telephone or on paper. Logs `ask_for_seat`.

    Raises:
        Refused: as `ask_for_seat`.
        NotAllowed: who asks may not, or the activity's state forbids it.
    """
    told = in_lines(wish, LONGEST_WISH)
    with transaction.atomic():
        on = on_activity(actor, Act.ASK_FOR_SEAT, call_slug, number)
        found = helped(on.call).select_related("filing").filter(id=entry).first()
        if found is None:
            raise Refused("support_entry_missing")
        _ask(actor, on, found, told)


def _ask(actor: Actor, on: OnActivity, entry: Entry, wish: str) -> None:
    if on.at >= on.row.ask_until:
        raise Refused("support_asking_over")
    row, new = SeatRequest.objects.get_or_create(
        activity=on.row,
        entry=entry,
        defaults={"office_id": on.row.office_id, "wish": wish, "by": actor.person, "at": on.at},
    )
    if not new:
        row.status, row.wish, row.moved_at = ASKED, wish, on.at
        row.save(update_fields=["status", "wish", "moved_at"])
    _log(actor, Act.ASK_FOR_SEAT, on, row, {})


def give_activity_seats(
    *, actor: Actor, call_slug: str, number: int, public_value: str, count: int
) -> tuple[int, int]:
    """Gives all seats at once, to the `count` requests as shown; how many are seated, how many wait.

    The draw among equals follows from the list, the public value and the secret committed to. Every filer is
    told his place. Logs `give_seats` with the digest of the record.

    Raises:
        Refused: there is no such activity, the time to ask still runs, nobody asked, other requests stand
            than was shown, or the public value isn't told.
        NotAllowed: who asks may not, or its state forbids it.
    """
    with transaction.atomic():
        on = on_activity(actor, Act.GIVE_SEATS, call_slug, number)
        if on.at < on.row.ask_until:
            raise Refused("support_asking_runs")
        rows = list(on.row.requests.select_for_update(of=("self",)).select_related("entry__filing"))
        asking = [row for row in rows if row.status == ASKED]
        if len(asking) != count:
            raise Refused("support_changed", shown=count, now=len(asking))
        draw = _drawn(on.row, rows, public_value)
        about = About(on.call.slug, number, on.row.title, moment_for_people(on.at), __version__)
        requests = requests_of(on.row, asking)
        answers, parts = seats_record(about, rule_of(on.row), on.row.seats, requests, draw)
        _answered({row.id.hex: row for row in asking}, answers, on.at)
        on.row.giving, on.row.record, on.row.secret = parts, digest_of(parts), None
        on.row.status, on.row.settled_at = ActivityStatus.SEATED, on.at
        on.row.save(update_fields=["giving", "record", "secret", "status", "settled_at"])
        seated = sum(answer.seated for answer in answers)
        content: dict[str, Plain] = {
            "activity": number,
            "given": seated,
            "waiting": len(answers) - seated,
            "public_value": draw.public_value,
            "digest": on.row.record,
        }
        log_act(call=on.call, act=Act.GIVE_SEATS, actor=actor, at=on.at, content=content)
        entries = {row.id.hex: row.entry for row in asking}
        tell_some(on.call, [_told(on, entries[answer.key], answer) for answer in answers], at=on.at)
    return seated, len(answers) - seated


def _drawn(row: Activity, rows: Sequence[SeatRequest], public_value: str) -> Draw:
    own = Secret(**json.loads(site_keys().decrypt(bytes(row.secret or b""))))
    commitments = (Commitment(own.who, row.commitment),)
    keys = [each.id.hex for each in rows]
    if not keys:
        raise Refused("support_nobody")
    plan = lots_plan(row.title, keys, row.public_value, commitments)
    return make_draw(plan, public_value[: 2 * LONGEST_VALUE], [own])


def _answered(rows: Mapping[str, SeatRequest], answers: Sequence[Answer], at: datetime) -> None:
    for answer in answers:
        row = rows[answer.key]
        row.status, row.place = SEATED if answer.seated else WAITING, answer.place
        row.why = [[each.code, dict(each.params)] for each in answer.why]
        row.moved_at = at
    SeatRequest.objects.bulk_update(rows.values(), ["status", "place", "why", "moved_at"], batch_size=200)


def _told(on: OnActivity, entry: Entry, answer: Answer) -> Told:
    if answer.seated:
        return _seat_told(on, Kind.SEAT_GIVEN, entry)
    params: dict[str, Plain] = {"activity": on.row.title, "name": entry.name, "count": answer.waiting}
    return Told(entry.filing, Kind.SEAT_WAITING, params)


def _seat_told(on: OnActivity, kind: Kind, entry: Entry) -> Told:
    params: dict[str, Plain] = {
        "activity": on.row.title,
        "name": entry.name,
        **arrangement_of(on.row, Lang(entry.filing.lang)),
        **event_of(on.row),
    }
    return Told(entry.filing, kind, params)


def give_back(*, actor: Actor, activity: uuid.UUID, number: str, ordinal: int) -> str:
    """A nominee gives its seat back, or asks no more; the name of who moves up, "" for nobody.

    Logs `move_seat`, once more for who moves up.

    Raises:
        Refused: there is no such request, or the activity has begun.
        NotAllowed: who asks may not, or the activity's state forbids it.
    """
    with transaction.atomic():
        on, entry = _of_filer(actor, Act.MOVE_SEAT, activity, (number, ordinal))
        row = on.row.requests.select_for_update(of=("self",)).filter(entry=entry).first()
        return _leave(actor, on, row, "")


def move_seat(*, actor: Actor, call_slug: str, number: int, request: uuid.UUID, reason: str) -> str:
    """The office takes a request out, since its nominee can't come; the name of who moves up.

    Logs `move_seat` with the reason.

    Raises:
        Refused: as `give_back`; or no reason is given.
        NotAllowed: who asks may not, or the activity's state forbids it.
    """
    why = reason_given(reason)
    if len(why) > LONGEST_TEXT:
        raise Refused("site_text_long", most=LONGEST_TEXT)
    with transaction.atomic():
        on = on_activity(actor, Act.MOVE_SEAT, call_slug, number)
        row = on.row.requests.select_for_update(of=("self",)).filter(id=request).first()
        return _leave(actor, on, row, why)


def _leave(actor: Actor, on: OnActivity, row: SeatRequest | None, reason: str) -> str:
    if row is None or row.status not in {ASKED, SEATED, WAITING}:
        raise Refused("support_request_unknown")
    if on.at >= on.row.begins_at:
        raise Refused("support_begun")
    had_seat = row.status == SEATED
    row.status, row.moved_at = DECLINED if had_seat else WITHDRAWN, on.at
    row.save(update_fields=["status", "moved_at"])
    _log(actor, Act.MOVE_SEAT, on, row, {"status": row.status, "reason": reason})
    return _move_up(actor, on) if had_seat else ""


def _move_up(actor: Actor, on: OnActivity) -> str:
    """Gives the free seat to the next of the published order whom no limit stops."""
    rows = {
        row.id.hex: row
        for row in on.row.requests.select_for_update(of=("self",)).select_related("entry__filing")
    }
    requests, rule, seats = parts_read(on.row.giving)
    order = in_order(requests, rule, {key: row.place or 0 for key, row in rows.items()})
    seated = {key for key, row in rows.items() if row.status == SEATED}
    waiting = {key for key, row in rows.items() if row.status == WAITING}
    up = rows.get(next_up(order, seated, waiting, seats, rule))
    if up is None:
        return ""
    up.status, up.moved_at = SEATED, on.at
    up.save(update_fields=["status", "moved_at"])
    _log(actor, Act.MOVE_SEAT, on, up, {"status": SEATED, "place": up.place})
    tell_some(on.call, [_seat_told(on, Kind.SEAT_MOVED_UP, up.entry)], at=on.at)
    return up.entry.name


def _of_filer(actor: Actor, act: Act, key: uuid.UUID, of: tuple[str, int]) -> tuple[OnActivity, Entry]:
    """An activity that a nominee of the actor's own filing asks about, and the nominee."""
    number, ordinal = of
    call, filing, at = on_filing_alone(number)
    row = Activity.objects.select_for_update(of=("self",)).filter(call=call, id=key).first()
    if row is None or row.status == ActivityStatus.PLANNED:
        raise Refused("support_activity_unknown")
    row.call = call
    check_act(actor, act, subject_at(call, at, filing=filing, activity=row), call)
    entry = filing.entries.filter(ordinal=ordinal, id__in=helped(call).values("id")).first()
    if entry is None or actor.role is not Role.FILER:
        raise Refused("site_no_entry", number=number, ordinal=ordinal)
    entry.filing = filing
    return OnActivity(call, row, at), entry


def _log(actor: Actor, act: Act, on: OnActivity, row: SeatRequest, more: Mapping[str, Any]) -> None:
    filing = row.entry.filing
    content = {
        "activity": on.row.number,
        "number": filing.number,
        "ordinal": row.entry.ordinal,
        **{name: value for name, value in more.items() if value},
    }
    log_act(call=on.call, act=act, actor=actor, at=on.at, content=content, filing=filing)
