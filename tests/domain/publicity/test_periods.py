"""公示期: whole days after the day of publishing, in any zone, to midnight of the last one."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.codes.workdays import is_working_day
from jianyou.domain.publicity.periods import Period, objections_until, period_of

BEIJING = ZoneInfo("Asia/Shanghai")
ZONES = st.sampled_from(
    [BEIJING, UTC, ZoneInfo("Pacific/Auckland"), ZoneInfo("America/St_Johns"), timezone(timedelta(hours=-12))]
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 9, 1), timezones=ZONES)  # noqa: DTZ001  — the zones come beside
DAY = timedelta(days=1)


def at(text: str, zone: tzinfo = BEIJING) -> datetime:
    """A moment."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def period(text: str, days: int, *, working_days: bool = False) -> Period:
    """The period of what was published in Beijing at that moment."""
    return period_of(at(text), days, working_days=working_days, zone=BEIJING)


def test_the_day_of_publishing_does_not_count_whatever_the_hour() -> None:
    told = Period(date(2026, 3, 3), date(2026, 3, 9), at("2026-03-10T00:00"))
    for hour in ("2026-03-02T00:00", "2026-03-02T09:30", "2026-03-02T23:59:59.999999"):
        assert period(hour, 7) == told


def test_working_days_pass_over_holidays_and_take_in_make_up_days() -> None:
    assert period("2026-09-18T10:00", 5, working_days=True) == Period(
        date(2026, 9, 20), date(2026, 9, 24), at("2026-09-25T00:00")
    )
    # Published on Saturday: the period begins on Monday.
    assert period("2026-03-07T10:00", 1, working_days=True) == Period(
        date(2026, 3, 9), date(2026, 3, 9), at("2026-03-10T00:00")
    )
    assert period("2025-09-29T10:00", 3, working_days=True).last_on == date(2025, 10, 10)


def test_the_day_is_that_of_the_offices_zone() -> None:
    moment = at("2026-03-02T20:00", UTC)
    assert period_of(moment, 1, working_days=False, zone=BEIJING).begins_on == date(2026, 3, 4)
    assert period_of(moment, 1, working_days=False, zone=UTC).begins_on == date(2026, 3, 3)


@given(MOMENTS, st.integers(1, 60), st.booleans(), ZONES)
def test_the_same_moment_has_the_same_period_however_it_is_written(
    moment: datetime, days: int, working: bool, zone: tzinfo
) -> None:
    once = period_of(moment, days, working_days=working, zone=BEIJING)
    assert period_of(moment.astimezone(zone), days, working_days=working, zone=BEIJING) == once
    assert once.ends_at.astimezone(BEIJING).isoformat()[10:] == "T00:00:00+08:00"


@given(MOMENTS, st.integers(1, 60), st.booleans())
def test_a_period_has_so_many_days_and_lies_ahead(moment: datetime, days: int, working: bool) -> None:
    told = period_of(moment, days, working_days=working, zone=BEIJING)
    on = moment.astimezone(BEIJING).date()
    between = [
        date.fromordinal(each) for each in range(told.begins_on.toordinal(), told.last_on.toordinal() + 1)
    ]
    assert on < told.begins_on <= told.last_on
    assert (told.ends_at - moment).total_seconds() > days * 24 * 3600
    counting = [day for day in between if not working or is_working_day(day)]
    assert len(counting) == days
    assert (counting[0], counting[-1]) == (told.begins_on, told.last_on)


@given(MOMENTS, st.integers(1, 30), st.booleans(), st.integers(0, 10**6))
def test_later_or_longer_never_ends_earlier(moment: datetime, days: int, working: bool, seconds: int) -> None:
    told = period_of(moment, days, working_days=working, zone=BEIJING)
    later = (moment.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(BEIJING)
    assert period_of(later, days, working_days=working, zone=BEIJING).ends_at >= told.ends_at
    assert period_of(moment, days + 1, working_days=working, zone=BEIJING).ends_at > told.ends_at


@given(MOMENTS, st.integers(1, 60))
def test_a_day_more_shifts_all_by_a_day(moment: datetime, days: int) -> None:
    once = period_of(moment, days, working_days=False, zone=BEIJING)
    next_day = (moment.astimezone(UTC) + DAY).astimezone(BEIJING)
    assert period_of(next_day, days, working_days=False, zone=BEIJING) == Period(
        once.begins_on + DAY, once.last_on + DAY, once.ends_at + DAY
    )


def test_midnight_is_that_of_the_zone_where_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    told = period_of(at("2026-03-28T12:00", berlin), 1, working_days=False, zone=berlin)
    assert told.ends_at.isoformat() == "2026-03-30T00:00:00+02:00"


def test_objections_have_as_long_as_the_list_is_public_at_least() -> None:
    told, moment = period("2026-03-02T09:00", 7), at("2026-03-02T09:00")
    for days, until in ((None, "2026-03-10T00:00"), (3, "2026-03-10T00:00"), (30, "2026-04-02T00:00")):
        found = objections_until(moment, told, days, working_days=False, zone=BEIJING)
        assert found == at(until), days
    working = objections_until(moment, told, 7, working_days=True, zone=BEIJING)
    assert working == at("2026-03-12T00:00")


def test_a_period_of_no_day_is_none() -> None:
    with pytest.raises(ValueError, match="0"):
        period("2026-03-02T09:00", 0)
