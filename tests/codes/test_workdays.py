"""工作日: the calendars of 2024 to 2026 as the State Council published them, day by day.

国办发明电〔2023〕7号, 〔2024〕12号 and 〔2025〕7号: every day off and every day worked for it.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.codes.workdays import (
    NO_CHANGES,
    CalendarUnknown,
    add_working_days,
    is_working_day,
    known_years,
)
from jianyou.terms.lang import Lang

# Each holiday from its first day to its last, and the weekend days worked for it.
PUBLISHED = {
    2024: {
        "元旦": ("01-01", "01-01", ()),
        "春节": ("02-10", "02-17", ("02-04", "02-18")),
        "清明节": ("04-04", "04-06", ("04-07",)),
        "劳动节": ("05-01", "05-05", ("04-28", "05-11")),
        "端午节": ("06-10", "06-10", ()),
        "中秋节": ("09-15", "09-17", ("09-14",)),
        "国庆节": ("10-01", "10-07", ("09-29", "10-12")),
    },
    2025: {
        "元旦": ("01-01", "01-01", ()),
        "春节": ("01-28", "02-04", ("01-26", "02-08")),
        "清明节": ("04-04", "04-06", ()),
        "劳动节": ("05-01", "05-05", ("04-27",)),
        "端午节": ("05-31", "06-02", ()),
        "国庆节、中秋节": ("10-01", "10-08", ("09-28", "10-11")),
    },
    2026: {
        "元旦": ("01-01", "01-03", ("01-04",)),
        "春节": ("02-15", "02-23", ("02-14", "02-28")),
        "清明节": ("04-04", "04-06", ()),
        "劳动节": ("05-01", "05-05", ("05-09",)),
        "端午节": ("06-19", "06-21", ()),
        "中秋节": ("09-25", "09-27", ()),
        "国庆节": ("10-01", "10-07", ("09-20", "10-10")),
    },
}
DAY = timedelta(days=1)
DAYS = st.dates(date(2024, 1, 1), date(2026, 10, 1))


def days_of(year: int) -> Iterator[date]:
    """Every day of a year."""
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += DAY


def published(year: int) -> dict[date, bool]:
    """Whether each day of that year is worked on by the notice."""
    told = {day: day.weekday() < 5 for day in days_of(year)}
    for first, last, worked in PUBLISHED[year].values():
        day = date.fromisoformat(f"{year}-{first}")
        while day <= date.fromisoformat(f"{year}-{last}"):
            told[day] = False
            day += DAY
        told |= dict.fromkeys((date.fromisoformat(f"{year}-{each}") for each in worked), True)
    return told


@pytest.mark.parametrize("year", PUBLISHED)
def test_every_day_of_the_published_calendars(year: int) -> None:
    assert {day: is_working_day(day) for day in days_of(year)} == published(year)


def test_make_up_days_are_weekend_days_and_days_off_are_named_once() -> None:
    for year, holidays in PUBLISHED.items():
        worked = [date.fromisoformat(f"{year}-{each}") for *_, days in holidays.values() for each in days]
        assert all(day.weekday() >= 5 for day in worked)
        assert len(worked) == len(set(worked))


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        # Over the spring festival of 2024, with the Sunday worked on 18 February.
        ("2024-02-09", 1, "2024-02-18"),
        ("2024-02-09", 5, "2024-02-22"),
        # From before the national day of 2025; Saturday 11 October is worked on.
        ("2025-09-30", 3, "2025-10-11"),
        ("2025-09-27", 1, "2025-09-28"),
        # Saturday 10 October 2026 is worked on, too.
        ("2026-10-07", 3, "2026-10-10"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-03-02", 7, "2026-03-11"),
    ],
)
def test_working_days_over_holidays(start: str, n: int, end: str) -> None:
    assert add_working_days(date.fromisoformat(start), n) == date.fromisoformat(end)


def _worked(day: date, end: date, changes: Mapping[date, bool] = NO_CHANGES) -> int:
    """How many days are worked on after a day, to the last."""
    return sum(is_working_day(day + ahead * DAY, changes) for ahead in range(1, (end - day).days + 1))


@given(DAYS, st.integers(1, 30))
def test_so_many_working_days_lie_behind(day: date, n: int) -> None:
    end = add_working_days(day, n)
    assert is_working_day(end)
    assert _worked(day, end) == n
    assert add_working_days(day, n + 1) > end


@given(DAYS, st.integers(1, 20), st.dictionaries(DAYS, st.booleans(), max_size=40))
def test_what_is_declared_goes_before_the_calendar(day: date, n: int, changes: dict[date, bool]) -> None:
    end = add_working_days(day, n, changes)
    assert _worked(day, end, changes) == n
    assert all(is_working_day(each, changes) is works for each, works in changes.items())


def test_a_year_that_nobody_knows_is_never_guessed() -> None:
    unknown = date(known_years()[-1] + 1, 1, 1)
    with pytest.raises(CalendarUnknown) as refused:
        is_working_day(unknown)
    assert (refused.value.code, refused.value.day) == ("workdays_unknown", unknown)
    assert str(unknown.year) in refused.value.text(Lang.ZH)
    assert is_working_day(unknown, {unknown: True}) is True
    with pytest.raises(CalendarUnknown):
        add_working_days(unknown - DAY, 5, {unknown: False})
    declared = {unknown + n * DAY: n % 2 == 0 for n in range(10)}
    assert add_working_days(unknown - DAY, 5, declared) == unknown + 8 * DAY


def test_what_never_ends_is_refused_too() -> None:
    day = date(2026, 3, 2)
    never = {day + n * DAY: False for n in range(1000)}
    with pytest.raises(CalendarUnknown):
        add_working_days(day, 1, never)
    with pytest.raises(ValueError, match="0"):
        add_working_days(day, 0)
