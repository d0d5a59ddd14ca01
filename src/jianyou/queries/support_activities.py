"""帮扶活动 as an office sees it: who asks, who has a seat and why, who waits, who came."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.who_may import possible_acts
from jianyou.domain.mailbox.appointments import event_uid
from jianyou.domain.mailbox.calendars import Appointment, calendar_file
from jianyou.domain.support.record import parts_read, written
from jianyou.domain.support.rules import Rule, standing
from jianyou.domain.support.seats import Waits, criteria_told, in_order, waiting_list
from jianyou.queries.office_calls import own_call
from jianyou.queries.subjects import subject_at
from jianyou.queries.support import SupportFrame, frame_of
from jianyou.queries.support_basis import ASKED, SEATED, WAITING, requests_of, rule_of
from jianyou.queries.support_basis import helped as helped_in
from jianyou.store.dialect import database_now
from jianyou.store.models import Activity, Call, SeatRequest
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message


class RequestLine(NamedTuple):
    """A request. `place` in the published order (0 before seats are given), `waits` while it waits."""

    key: uuid.UUID
    number: str
    ordinal: int
    name: str
    district: str
    status: str
    place: int
    why: tuple[Message, ...]
    waits: Waits | None
    wish: str
    attended: bool | None
    outcome: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ActivityTold:
    """An activity; moments in the site's zone. `digest` is the record's, empty before seats are given."""

    key: uuid.UUID
    number: int
    kind: str
    title: str
    text: str
    place: str
    begins_at: datetime
    ends_at: datetime
    seats: int
    ask_until: datetime
    departments: tuple[str, ...]
    rule: Rule
    status: str
    commitment: str
    public_value: str
    digest: str
    reason: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class ActivityView:
    """An activity opened. `drawn` is the public value that was taken; `filings` how many would be told."""

    frame: SupportFrame
    activity: ActivityTold
    lines: tuple[RequestLine, ...]
    counts: Mapping[str, int]
    drawn: str
    filings: int
    acts: tuple[Act, ...]

    def of(self, *states: str) -> tuple[RequestLine, ...]:
        """Its requests in these states."""
        return tuple(line for line in self.lines if line.status in states)

    @property
    def seated(self) -> tuple[RequestLine, ...]:
        """Those with a seat."""
        return self.of(SEATED)

    @property
    def waiting(self) -> tuple[RequestLine, ...]:
        """Those who wait, the next first."""
        return self.of(WAITING)

    @property
    def asking(self) -> tuple[RequestLine, ...]:
        """Those who ask, before seats are given."""
        return self.of(ASKED)

    @property
    def coming(self) -> tuple[RequestLine, ...]:
        """All who ask, have a seat or wait for one."""
        return self.of(ASKED, SEATED, WAITING)

    @property
    def left(self) -> tuple[RequestLine, ...]:
        """Those who gave their seat back or ask no more."""
        return self.of("declined", "withdrawn")


class Level(NamedTuple):
    """Requests that stand equal by what the rule compares of them: places `first` to `last` of the order."""

    why: tuple[Message, ...]
    requests: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class GivingView:
    """What giving the seats would do, as far as it is known before the draw. `ready`: the list is closed."""

    count: int
    tickets: int
    levels: tuple[Level, ...]
    ready: bool


def get_activity(*, viewer: Actor, slug: str, number: int) -> ActivityView:
    """An activity of a call.

    Raises:
        Refused: the viewer's office has no such call, or the call no such activity.
    """
    call, row = _activity(viewer, slug, number)
    rows = list(row.requests.select_related("entry__filing"))
    lines = request_lines(row, rows)
    return ActivityView(
        frame=frame_of(viewer, call),
        activity=told_of(row),
        lines=lines,
        counts=Counter(line.status for line in lines),
        drawn=row.giving["draw"]["public_value"] if row.giving else "",
        filings=helped_in(call).values("filing_id").distinct().count(),
        acts=possible_acts(viewer, subject_at(call, database_now(), activity=row)),
    )


def get_giving(*, viewer: Actor, slug: str, number: int) -> GivingView:
    """What giving the seats of an activity would do.

    Raises:
        Refused: the viewer's office has no such call, or the call no such activity.
    """
    _, row = _activity(viewer, slug, number)
    rows = list(row.requests.select_related("entry"))
    requests = requests_of(row, [one for one in rows if one.status == ASKED])
    rule = rule_of(row)
    found = Counter(standing(one, rule) for one in requests)
    told = {standing(one, rule): criteria_told(one, rule) for one in requests}
    levels, before = [], 0
    for level in sorted(found):
        levels.append(Level(told[level], found[level], before + 1, before + found[level]))
        before += found[level]
    return GivingView(len(requests), len(rows), tuple(levels), database_now() >= row.ask_until)


def get_seats_record(*, viewer: Actor, slug: str, number: int) -> str:
    """The text of the record by which seats can be given anew.

    Raises:
        Refused: there is no such call or activity, or its seats aren't given.
    """
    _, row = _activity(viewer, slug, number)
    if not row.giving:
        raise Refused("support_activity_unknown")
    return written(row.giving)


def request_lines(row: Activity, rows: Sequence[SeatRequest]) -> tuple[RequestLine, ...]:
    """All requests of an activity (entries and filings loaded): in the published order, else as they came."""
    waits = waits_of(row, rows)
    ordered = sorted(rows, key=lambda one: (one.place is None, one.place or 0, one.at, one.id))
    return tuple(request_line(one, waits.get(one.id.hex)) for one in ordered)


def waits_of(row: Activity, rows: Iterable[SeatRequest]) -> Mapping[str, Waits]:
    """The waiting list of an activity as it stands now, by the keys of requests."""
    if not row.giving:
        return {}
    placed = {one.id.hex: one for one in rows if one.place}
    requests, rule, seats = parts_read(row.giving)
    order = in_order(requests, rule, {key: one.place or 0 for key, one in placed.items()})
    seated = {key for key, one in placed.items() if one.status == SEATED}
    waiting = {key for key, one in placed.items() if one.status == WAITING}
    return waiting_list(order, seated, waiting, seats, rule)


def request_line(one: SeatRequest, waits: Waits | None) -> RequestLine:
    """A request as it is told."""
    return RequestLine(
        key=one.id,
        number=one.entry.filing.number,
        ordinal=one.entry.ordinal,
        name=one.entry.name,
        district=one.entry.district,
        status=one.status,
        place=one.place or 0,
        why=tuple(Message(code, params) for code, params in one.why),
        waits=waits,
        wish=one.wish,
        attended=one.attended,
        outcome=one.outcome,
        at=localtime(one.at),
    )


def told_of(row: Activity) -> ActivityTold:
    """An activity as it is told."""
    return ActivityTold(
        key=row.id,
        number=row.number,
        kind=row.kind,
        title=row.title,
        text=row.text,
        place=row.place,
        begins_at=localtime(row.begins_at),
        ends_at=localtime(row.ends_at),
        seats=row.seats,
        ask_until=localtime(row.ask_until),
        departments=tuple(row.departments),
        rule=rule_of(row),
        status=row.status,
        commitment=row.commitment,
        public_value=row.public_value,
        digest=row.record,
        reason=row.reason,
        changed_at=localtime(row.changed_at),
    )


def activity_calendar(told: ActivityTold) -> bytes:
    """The activity for a calendar."""
    appointment = Appointment(
        uid=event_uid(told.key),
        begins=told.begins_at,
        ends=told.ends_at,
        changed_at=told.changed_at,
        title=told.title,
        place=told.place,
        note=told.text,
    )
    return calendar_file(told.title, [appointment])


def _activity(viewer: Actor, slug: str, number: int) -> tuple[Call, Activity]:
    call = own_call(viewer, slug)
    row = Activity.objects.filter(call=call, number=number).first()
    if row is None:
        raise Refused("support_activity_unknown")
    row.call = call
    return call, row
