"""提醒: when those who began and haven't finished are reminded of a deadline.

Three times: three days, one day and three hours before. The first two keep out of the night; the last
doesn't, since the deadline doesn't either. After an extension all three come once more, for the new deadline.
"""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from jianyou.domain.lifecycle.deadline import elapsed

_NONE = timedelta(0)
_EVENING, _MORNING = time(22), time(7)


class Reminder(StrEnum):
    """How long before the deadline."""

    THREE_DAYS = "3d"
    ONE_DAY = "1d"
    THREE_HOURS = "3h"


BEFORE: dict[Reminder, timedelta] = {
    Reminder.THREE_DAYS: timedelta(days=3),
    Reminder.ONE_DAY: timedelta(days=1),
    Reminder.THREE_HOURS: timedelta(hours=3),
}
FIRST = max(BEFORE.values())
"""Nobody is reminded earlier than this before a deadline."""


class Due(NamedTuple):
    """A reminder that is due: its `name` tells which one, of which deadline, and since when it is due."""

    reminder: Reminder
    name: str
    since: datetime


def moment_of(reminder: Reminder, deadline: datetime) -> datetime:
    """When a reminder is due: of a night's hour, at seven in the morning; both in the zone of `deadline`."""
    at = deadline - BEFORE[reminder]
    return at if reminder is Reminder.THREE_HOURS else _out_of_night(at)


def due_reminder(deadline: datetime, now: datetime) -> Due | None:
    """The last reminder that was due before `now`, None where there is none or none is sent at this hour.

    Both moments are in the zone in which people live. Of several that were missed only the last is due.
    """
    if elapsed(now, deadline) <= _NONE:
        return None
    due = [each for each in Reminder if elapsed(moment_of(each, deadline), now) >= _NONE]
    if not due:
        return None
    last = due[-1]
    if last is not Reminder.THREE_HOURS and _out_of_night(now) != now:
        return None
    return Due(last, _name(last, deadline), moment_of(last, deadline))


def past_reminders(deadline: datetime, now: datetime) -> tuple[str, ...]:
    """The names of all reminders of a deadline whose moment is past."""
    past = (each for each in Reminder if elapsed(moment_of(each, deadline), now) >= _NONE)
    return tuple(_name(each, deadline) for each in past)


def is_to_send(due: Due, *, begun: datetime, sent: Collection[str]) -> bool:
    """Whether somebody who began then is to be reminded; `sent` are the names of what was sent before.

    Who began when a reminder was due already needs none.
    """
    return due.name not in sent and elapsed(begun, due.since) > _NONE


def _name(reminder: Reminder, deadline: datetime) -> str:
    return f"{reminder} {deadline.isoformat()}"


def _out_of_night(at: datetime) -> datetime:
    """The moment itself by day, else the next seven in the morning."""
    if _MORNING <= at.time() < _EVENING:
        return at
    day = at + timedelta(days=1) if at.time() >= _EVENING else at
    return day.replace(hour=_MORNING.hour, minute=0, second=0, microsecond=0)
