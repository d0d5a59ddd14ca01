"""工作日: which days are worked on in China, with the holidays and make-up days that the State Council sets.

The arrangement of a year comes out at the end of the year before. Of a day whose year isn't known nothing is
guessed from its weekday: it has to be declared.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from jianyou.terms.finding import Refused

NO_CHANGES: Mapping[date, bool] = MappingProxyType({})
"""No day is declared otherwise than the calendar has it."""
_DAY = timedelta(days=1)
_LONGEST = 800
"""Days that are looked through at most: no period of an office is as long."""


class CalendarUnknown(Refused):
    """The arrangement of a day's year isn't known; the message tells the day and what to do."""

    def __init__(self, day: date) -> None:
        super().__init__("workdays_unknown", day=day.isoformat(), year=day.year)
        self.day = day


def is_working_day(day: date, changes: Mapping[date, bool] = NO_CHANGES) -> bool:
    """Whether people work on that day; `changes` are days declared to be worked on or not.

    Raises:
        CalendarUnknown: the arrangement of its year isn't known, and nothing is declared.
    """
    declared = changes.get(day)
    if declared is not None:
        return declared
    if day.year not in known_years():
        raise CalendarUnknown(day)
    # Loaded when first asked: most commands never count days.
    from chinese_calendar import is_workday  # type: ignore[import-untyped]  # noqa: PLC0415  — see above

    return bool(is_workday(day))


@cache
def known_years() -> range:
    """The years whose arrangement is known without any declaration."""
    from chinese_calendar import holidays  # noqa: PLC0415  — as above

    return range(min(holidays).year, max(holidays).year + 1)


def add_working_days(day: date, n: int, changes: Mapping[date, bool] = NO_CHANGES) -> date:
    """The n-th working day after that day, which itself doesn't count; `n` from 1.

    Raises:
        CalendarUnknown: a day on the way isn't known.
    """
    if n < 1:
        raise ValueError(n)
    left = n
    for each in _after(day):
        left -= is_working_day(each, changes)
        if not left:
            return each
    # So many days declared to be free that no period ends.
    raise CalendarUnknown(day + _LONGEST * _DAY)


def _after(day: date) -> Iterator[date]:
    return (day + count * _DAY for count in range(1, _LONGEST))
