"""When reminders are due: before which deadline, at which hour, for whom."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.lifecycle.reminders import (
    BEFORE,
    FIRST,
    Reminder,
    due_reminder,
    is_to_send,
    moment_of,
    past_reminders,
)

BEIJING = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    """A moment in November or December 2026, in Beijing."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=BEIJING)


DEADLINE = at("11-30 18:00")


@pytest.mark.parametrize(
    ("deadline", "three_days", "one_day", "three_hours"),
    [
        ("11-30 18:00", "11-27 18:00", "11-29 18:00", "11-30 15:00"),
        ("11-30 22:00", "11-28 07:00", "11-30 07:00", "11-30 19:00"),
        ("11-30 21:59", "11-27 21:59", "11-29 21:59", "11-30 18:59"),
        ("11-30 23:59", "11-28 07:00", "11-30 07:00", "11-30 20:59"),
        ("12-01 00:00", "11-28 07:00", "11-30 07:00", "11-30 21:00"),
        ("11-30 06:59", "11-27 07:00", "11-29 07:00", "11-30 03:59"),
        ("11-30 07:00", "11-27 07:00", "11-29 07:00", "11-30 04:00"),
    ],
)
def test_the_first_two_keep_out_of_the_night(
    deadline: str, three_days: str, one_day: str, three_hours: str
) -> None:
    found = [moment_of(each, at(deadline)) for each in Reminder]
    assert found == [at(three_days), at(one_day), at(three_hours)]


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("11-27 17:59", None),
        ("11-27 18:00", Reminder.THREE_DAYS),
        ("11-27 21:59", Reminder.THREE_DAYS),
        ("11-27 22:00", None),
        ("11-28 06:59", None),
        ("11-28 07:00", Reminder.THREE_DAYS),
        ("11-29 17:59", Reminder.THREE_DAYS),
        ("11-29 18:00", Reminder.ONE_DAY),
        ("11-30 02:00", None),
        ("11-30 14:59", Reminder.ONE_DAY),
        ("11-30 15:00", Reminder.THREE_HOURS),
        ("11-30 17:59", Reminder.THREE_HOURS),
        ("11-30 18:00", None),
        ("12-09 12:00", None),
    ],
)
def test_the_last_one_due_is_sent_by_day(now: str, due: Reminder | None) -> None:
    found = due_reminder(DEADLINE, at(now))
    assert (found and found.reminder) == due


def test_three_hours_before_is_sent_at_night_too() -> None:
    found = due_reminder(at("11-30 02:00"), at("11-29 23:30"))
    assert found is not None
    assert (found.reminder, found.since) == (Reminder.THREE_HOURS, at("11-29 23:00"))


def test_who_began_later_or_was_told_needs_none() -> None:
    due = due_reminder(DEADLINE, at("11-29 19:00"))
    assert due is not None
    assert is_to_send(due, begun=at("11-29 17:59"), sent=()) is True
    assert is_to_send(due, begun=at("11-29 18:00"), sent=()) is False
    assert is_to_send(due, begun=at("11-01 08:00"), sent=(due.name,)) is False


def test_an_extended_deadline_is_reminded_of_anew() -> None:
    before = due_reminder(DEADLINE, at("11-29 19:00"))
    later = DEADLINE + timedelta(days=7)
    assert before is not None
    assert due_reminder(later, at("11-29 19:00")) is None
    after = due_reminder(later, at("12-06 19:00"))
    assert after is not None
    assert after.reminder == before.reminder
    assert is_to_send(after, begun=at("11-01 08:00"), sent=(before.name,)) is True


def test_what_is_past_is_named_whatever_the_hour() -> None:
    assert past_reminders(DEADLINE, at("11-27 17:59")) == ()
    night = past_reminders(DEADLINE, at("11-29 23:00"))
    assert [name.split()[0] for name in night] == ["3d", "1d"]
    assert len(past_reminders(DEADLINE, at("12-01 08:00"))) == 3


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(BEIJING))  # noqa: DTZ001


@given(MOMENTS, st.integers(0, 6 * 24 * 60))
def test_whatever_is_due_lies_between_its_time_and_the_deadline(deadline: datetime, minutes: int) -> None:
    now = deadline - timedelta(minutes=minutes)
    due = due_reminder(deadline, now)
    # Zones don't move the moments, only the hours in which people sleep.
    assert (due is None) or due.since <= now < deadline
    if due is None:
        return
    assert due.since.astimezone(UTC) >= deadline.astimezone(UTC) - FIRST
    assert due.name in past_reminders(deadline, now)
    if due.reminder is not Reminder.THREE_HOURS:
        assert 7 <= now.hour < 22
        assert 7 <= due.since.hour < 22
    assert moment_of(due.reminder, deadline) - (deadline - BEFORE[due.reminder]) <= timedelta(hours=9)
