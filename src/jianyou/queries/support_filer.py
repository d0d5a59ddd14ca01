"""申报之后得到的帮助: what came of a nomination, for its own filing alone; nobody else's name in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.states import ActivityStatus, CallStatus
from jianyou.domain.support.record import written
from jianyou.queries.calls import file_of
from jianyou.queries.support import HelpLine, NeedLine, help_line, need_line
from jianyou.queries.support_activities import (
    ActivityTold,
    RequestLine,
    request_line,
    told_of,
    waits_of,
)
from jianyou.queries.support_basis import ASKED, SEATED, WAITING, helped_of
from jianyou.store.dialect import database_now
from jianyou.store.lookups import filing_numbered
from jianyou.store.models import Activity, Call, Entry, Filing, Help, Need, SeatRequest
from jianyou.terms.finding import Refused

_ASKED_OF = (CallStatus.OPEN, CallStatus.CLOSED, CallStatus.ARCHIVED)


class OwnRequest(NamedTuple):
    """A nominee and its request, if it asked. `asks`, `leaves`: whether it can ask, or give back, now."""

    ordinal: int
    name: str
    request: RequestLine | None
    asks: bool
    leaves: bool


class OwnActivity(NamedTuple):
    """An activity with what the filing's nominees have to do with it."""

    activity: ActivityTold
    kind: str
    requests: tuple[OwnRequest, ...]


@dataclass(frozen=True, slots=True)
class FilerSupport:
    """What came of a filing. `kinds` are the names of the kinds of help, `entries` names by ordinals."""

    number: str
    call: str
    call_title: str
    issuer: str
    kinds: Mapping[str, str]
    entries: Mapping[int, str]
    needs: tuple[NeedLine, ...]
    activities: tuple[OwnActivity, ...]
    tells: bool
    now: datetime

    @property
    def helps(self) -> int:
        """How many departments' parts there are."""
        return sum(len(need.helps) for need in self.needs)

    @property
    def seats(self) -> int:
        """How many seats its nominees have or had."""
        own = (one.request for activity in self.activities for one in activity.requests)
        return sum(one is not None and one.status == SEATED for one in own)

    @property
    def asking(self) -> int:
        """How many activities can be asked for now."""
        return sum(any(one.asks for one in activity.requests) for activity in self.activities)


def get_filer_support(*, number: str) -> FilerSupport | None:
    """What came of a filing; only for who was let in to it. None where its call promises no help.

    Nothing either as long as nothing of it is a nominee: it isn't complete, or everything is refused.

    Raises:
        Refused: the site has no such filing.
    """
    entries = list(helped_of(number).order_by("ordinal"))
    if not entries:
        filing_numbered(number)
        return None
    call = entries[0].call
    promised = file_of(call.slug, call.source).support
    if promised is None:
        return None
    now = database_now()
    kinds = {one.kind.value: one.name for one in promised.activities}
    return FilerSupport(
        number=number,
        call=call.slug,
        call_title=call.title,
        issuer=call.office.name,
        kinds=kinds,
        entries={entry.ordinal: entry.name for entry in entries},
        needs=_needs(entries),
        activities=tuple(_activities(call, entries, kinds, now)),
        tells=call.status in _ASKED_OF,
        now=localtime(now),
    )


def get_filer_activity(*, number: str, key: UUID) -> ActivityTold:
    """An activity that a filing's nominees were told of.

    Raises:
        Refused: the site has no such filing, or its call no such activity that is open or settled.
    """
    filing: Filing = filing_numbered(number)
    row = Activity.objects.filter(call=filing.call, id=key).exclude(status=ActivityStatus.PLANNED).first()
    if row is None:
        raise Refused("support_activity_unknown")
    return told_of(row)


def get_filer_record(*, number: str, key: UUID) -> str:
    """The text of an activity's record, for those who asked for a seat in it: it names nobody.

    Raises:
        Refused: the site has no such filing, none of it asked there, or seats aren't given.
    """
    filing: Filing = filing_numbered(number)
    asked = SeatRequest.objects.filter(entry__filing=filing, activity_id=key, activity__call=filing.call)
    row = Activity.objects.filter(id__in=asked.values("activity_id")).first()
    if row is None or not row.giving:
        raise Refused("support_activity_unknown")
    return written(row.giving)


def _needs(entries: Sequence[Entry]) -> tuple[NeedLine, ...]:
    rows = list(Need.objects.filter(entry__in=entries).select_related("entry__filing").order_by("number"))
    kept: dict[UUID, list[HelpLine]] = {}
    for one in Help.objects.filter(need__in=rows).order_by("at", "id"):
        # Who of the office typed it in is nobody else's matter.
        kept.setdefault(one.need_id, []).append(help_line(one, {}))
    return tuple(need_line(row, kept.get(row.id, ()), {}) for row in rows)


def _activities(
    call: Call, entries: Sequence[Entry], kinds: Mapping[str, str], now: datetime
) -> list[OwnActivity]:
    rows = Activity.objects.filter(call=call).exclude(status=ActivityStatus.PLANNED).order_by("-number")
    found = list(rows)
    asked: dict[UUID, list[SeatRequest]] = {}
    own_requests = SeatRequest.objects.filter(activity__in=found, entry__in=entries)
    for one in own_requests.select_related("entry__filing"):
        asked.setdefault(one.activity_id, []).append(one)
    told = []
    for row in found:
        own = _own(row, entries, asked.get(row.id, []), now)
        if row.status == ActivityStatus.OPEN or any(one.request for one in own):
            told.append(OwnActivity(told_of(row), kinds.get(row.kind, row.kind), own))
    return told


def _own(
    row: Activity, entries: Sequence[Entry], requests: Sequence[SeatRequest], now: datetime
) -> tuple[OwnRequest, ...]:
    by_entry = {one.entry_id: one for one in requests}
    waiting = any(one.status == WAITING for one in requests)
    waits = waits_of(row, row.requests.only("status", "place")) if waiting else {}
    asking = row.status == ActivityStatus.OPEN and now < row.ask_until
    leaving = row.status in {ActivityStatus.OPEN, ActivityStatus.SEATED} and now < row.begins_at
    told = []
    for entry in entries:
        one = by_entry.get(entry.id)
        line = request_line(one, waits.get(one.id.hex)) if one else None
        here = one is not None and one.status in {ASKED, SEATED, WAITING}
        told.append(OwnRequest(entry.ordinal, entry.name, line, asking and not here, leaving and here))
    return tuple(told)
