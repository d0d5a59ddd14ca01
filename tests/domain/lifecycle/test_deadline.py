"""A deadline is the same moment in every zone, to the microsecond, and an extension changes no judgement."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jianyou.domain.lifecycle.deadline import (
    Extension,
    arrival_counts,
    check_correction_due,
    check_extension,
    decisive_moment,
    effective_deadline,
    elapsed,
    in_time,
    late_by,
)
from jianyou.terms.finding import Refused

BEIJING = timezone(timedelta(hours=8))
DEADLINE = datetime(2024, 2, 22, 18, tzinfo=BEIJING)
TICK, SECOND, DAY = timedelta(microseconds=1), timedelta(seconds=1), timedelta(days=1)
NEW_YORK, SHANGHAI, LORD_HOWE = (
    ZoneInfo("America/New_York"),
    ZoneInfo("Asia/Shanghai"),
    ZoneInfo("Australia/Lord_Howe"),
)

# Shanghai had summer time until 1991; Lord Howe moves by half an hour, Kathmandu stands at a quarter.
zones = st.one_of(
    st.sampled_from(
        [UTC, BEIJING, NEW_YORK, SHANGHAI, LORD_HOWE, ZoneInfo("Asia/Kathmandu"), ZoneInfo("Africa/Monrovia")]
    ),
    st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
moments = st.datetimes(datetime(1986, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  — bounds are naive
spans = st.timedeltas(timedelta(0), 400 * DAY)
small = st.integers(-3, 3).map(lambda ticks: ticks * TICK)


@given(moments, small | spans, zones, zones, st.booleans())
def test_the_zone_changes_nothing(
    deadline: datetime, after: timedelta, here: ZoneInfo, there: ZoneInfo, counts: bool
) -> None:
    at = deadline + after
    told = late_by(at.astimezone(here), deadline.astimezone(there), counts=counts)
    assert told == late_by(at, deadline, counts=counts)
    assert elapsed(deadline.astimezone(here), at.astimezone(here)) == after


@given(moments, small | spans | spans.map(lambda span: -span))
def test_strictly_before_unless_the_call_says_otherwise(deadline: datetime, after: timedelta) -> None:
    at = deadline + after
    assert in_time(at, deadline) == (after < timedelta(0))
    assert late_by(at, deadline) == (None if after < timedelta(0) else after)
    if in_time(at, deadline):
        assert in_time(at, deadline, counts=True)


def test_the_moment_itself() -> None:
    assert [in_time(DEADLINE + each, DEADLINE) for each in (-TICK, 0 * TICK, TICK)] == [True, False, False]
    assert late_by(DEADLINE, DEADLINE) == timedelta(0)
    counted = [-TICK, 0 * TICK, TICK, SECOND - TICK, SECOND]
    assert [in_time(DEADLINE + each, DEADLINE, counts=True) for each in counted] == [True] * 4 + [False]
    assert late_by(DEADLINE + SECOND, DEADLINE, counts=True) == SECOND


@given(moments, st.timedeltas(-2 * SECOND, 2 * SECOND))
def test_where_the_deadline_counts_the_printed_second_decides(deadline: datetime, after: timedelta) -> None:
    at = deadline + after
    assert in_time(at, deadline, counts=True) == (at.replace(microsecond=0) <= deadline)


def test_the_hour_that_comes_twice() -> None:
    first = datetime(2024, 11, 3, 1, 30, tzinfo=NEW_YORK)
    second = first.replace(fold=1)
    assert first == second, "Python compares the wall clocks of one zone"
    assert elapsed(first, second) == timedelta(hours=1)
    assert (in_time(first, second), in_time(second, first)) == (True, False)
    later = datetime(2024, 11, 3, 1, 15, fold=1, tzinfo=NEW_YORK)
    assert (in_time(first, later), in_time(later, first)) == (True, False)


def test_the_hour_that_never_comes() -> None:
    before, beyond = (datetime(2024, 3, 10, hour, tzinfo=NEW_YORK) for hour in (1, 3))
    assert elapsed(before, beyond) == timedelta(hours=1)


@given(st.datetimes(timezones=zones), st.datetimes(timezones=zones))
def test_any_two_moments_can_be_compared(one: datetime, other: datetime) -> None:
    assert in_time(one, other) + in_time(other, one) == (elapsed(one, other) != timedelta(0))


def test_the_ends_of_the_calendar() -> None:
    least = datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))
    most = datetime.max.replace(tzinfo=timezone(timedelta(hours=-12)))
    assert (in_time(least, most), in_time(most, least)) == (True, False)
    assert not in_time(most, most, counts=False)
    assert in_time(most, most, counts=True)


@pytest.mark.parametrize("text", ["2016-12-31T23:59:60+00:00", "2017-01-01T07:59:60+08:00"])
def test_a_leap_second_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match="second"):
        datetime.fromisoformat(text)


def test_around_a_leap_second_the_midnight_decides() -> None:
    midnight = datetime(2017, 1, 1, tzinfo=UTC)
    assert in_time(datetime(2016, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), midnight)


@pytest.mark.parametrize("naive", [0, 1])
def test_a_moment_without_a_zone_is_a_defect(naive: int) -> None:
    pair = [DEADLINE, DEADLINE]
    pair[naive] = pair[naive].replace(tzinfo=None)
    with pytest.raises(ValueError, match="2024"):
        in_time(*pair)


@given(
    moments,
    st.lists(st.tuples(spans, spans), max_size=4),
    small | spans | spans.map(lambda span: -span),
    st.booleans(),
)
def test_an_extension_changes_no_judgement_made_before_it(
    printed: datetime, given_later: list[tuple[timedelta, timedelta]], after: timedelta, counts: bool
) -> None:
    extensions, deadline = [], printed
    for ahead, later in given_later:
        assume(later and ahead)
        extensions.append(Extension(deadline - ahead, deadline + later))
        deadline += later
    at = deadline + after
    known = [each for each in extensions if elapsed(each.announced_at, at) >= timedelta(0)]
    assume(known == extensions[: len(known)])
    now = effective_deadline(printed, known, counts=counts)
    final = effective_deadline(printed, extensions, counts=counts)
    assert final == deadline
    assert in_time(at, now, counts=counts) == in_time(at, final, counts=counts)


@pytest.mark.parametrize(
    ("later", "announced_at", "code"),
    [
        (DEADLINE, DEADLINE - DAY, "extension_not_later"),
        (DEADLINE - TICK, DEADLINE - DAY, "extension_not_later"),
        (DEADLINE + DAY, DEADLINE, "extension_past_deadline"),
        (DEADLINE + DAY, DEADLINE + TICK, "extension_past_deadline"),
    ],
)
def test_extensions_that_are_refused(later: datetime, announced_at: datetime, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_extension(DEADLINE, later, announced_at)
    assert refused.value.code == code
    with pytest.raises(Refused, match=code):
        effective_deadline(DEADLINE, [Extension(announced_at, later)])


def test_extensions_that_are_not() -> None:
    check_extension(DEADLINE, DEADLINE + TICK, DEADLINE - TICK)
    check_extension(DEADLINE, DEADLINE + DAY, DEADLINE, counts=True)
    twice = [
        Extension(DEADLINE - DAY, DEADLINE + DAY),
        Extension(DEADLINE + DAY - TICK, DEADLINE + 2 * DAY),
    ]
    assert effective_deadline(DEADLINE, twice) == DEADLINE + 2 * DAY
    assert effective_deadline(DEADLINE, []) == DEADLINE


def test_a_stamped_arrival_decides() -> None:
    stamped, entered = DEADLINE - TICK, DEADLINE + DAY
    assert decisive_moment(entered, stamped) == stamped
    assert decisive_moment(entered, None) == entered
    assert arrival_counts(entered, stamped, DEADLINE)
    assert not arrival_counts(entered, None, DEADLINE)
    assert not arrival_counts(entered, DEADLINE, DEADLINE)
    assert arrival_counts(entered, DEADLINE, DEADLINE, counts=True)
    assert decisive_moment(stamped, entered) == stamped, "a clock was set back"


def test_time_to_correct_lies_on_either_side_of_the_deadline() -> None:
    for at in (DEADLINE - 3 * DAY, DEADLINE + 3 * DAY):
        check_correction_due(at + TICK, at)
        check_correction_due(at + 5 * DAY, at, before=at - DAY)
        for due, before, code in (
            (at, None, "correction_due_past"),
            (at - TICK, at - DAY, "correction_due_past"),
            (at + DAY, at + DAY, "correction_due_not_later"),
            (at + TICK, at + DAY, "correction_due_not_later"),
        ):
            with pytest.raises(Refused) as refused:
                check_correction_due(due, at, before)
            assert refused.value.code == code
