"""公示期: from the day after publishing to 24:00 of its last day, in days or working days."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from jianyou.codes.workdays import NO_CHANGES, add_working_days

_DAY = timedelta(days=1)


class Period(NamedTuple):
    """The first whole day that counts, the last one, and the moment after it: from then on it is over."""

    begins_on: date
    last_on: date
    ends_at: datetime


def period_of(
    published_at: datetime,
    days: int,
    *,
    working_days: bool,
    zone: tzinfo,
    changes: Mapping[date, bool] = NO_CHANGES,
) -> Period:
    """The period of something published at that moment (aware), for `days` from 1, as days are in `zone`.

    The day of publishing doesn't count, at whatever hour it was. In working days the first and the last day
    are working days, and those between that aren't don't count; `changes` are days declared by the office.

    Raises:
        CalendarUnknown: whether a day is worked on isn't known.
    """
    if days < 1:
        raise ValueError(days)
    on = published_at.astimezone(zone).date()
    if working_days:
        begins_on, last_on = add_working_days(on, 1, changes), add_working_days(on, days, changes)
    else:
        begins_on, last_on = on + _DAY, on + days * _DAY
    return Period(begins_on, last_on, midnight_after(last_on, zone))


def midnight_after(day: date, zone: tzinfo) -> datetime:
    """24:00 of a day."""
    return datetime.combine(day + _DAY, time(), zone)


def objections_until(
    published_at: datetime,
    period: Period,
    days: int | None,
    *,
    working_days: bool,
    zone: tzinfo,
    changes: Mapping[date, bool] = NO_CHANGES,
) -> datetime:
    """Until when objections are in time: `days` of the same kind from publishing, None: while it is public.

    Never less than the list is public: what everybody may look at everybody may object to.

    Raises:
        CalendarUnknown: whether a day is worked on isn't known.
    """
    if days is None:
        return period.ends_at
    window = period_of(published_at, days, working_days=working_days, zone=zone, changes=changes)
    return max(period.ends_at, window.ends_at)
