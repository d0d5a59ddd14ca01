"""Days and moments as they are written in data files."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.datafiles.values import day_of, moment_of

ZONES = st.none() | st.integers(-48, 56).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
MOMENTS = st.builds(
    lambda moment, zone: moment.replace(microsecond=0, tzinfo=zone),
    st.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 31)),  # noqa: DTZ001
    ZONES,
)


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_day_is_read_as_written(day: date) -> None:
    assert day_of(day.isoformat()) == day


@given(MOMENTS)
def test_a_moment_is_read_as_written(moment: datetime) -> None:
    found = moment_of(moment.isoformat())
    assert found == moment
    assert found is not None
    assert found.utcoffset() == moment.utcoffset()


@given(st.text(alphabet="0123456789-:TZ+ .年", max_size=26))
def test_any_text_gives_a_value_or_none(text: str) -> None:
    day, moment = day_of(text), moment_of(text)
    assert day is None or day.isoformat() == text
    assert moment is None or moment.isoformat()[:10] == text[:10]


@pytest.mark.parametrize("text", ["2024-02-30", "1899-12-31", "3000-01-01", "2024-2-6", "２０２４-02-06", ""])
def test_what_is_no_day(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize(
    "text", ["2024-02-22T24:00+08:00", "2024-02-22T18:00+14:01", "2024-02-22T18:00-12:01", "2024-02-22"]
)
def test_what_is_no_moment(text: str) -> None:
    assert moment_of(text) is None


def test_the_ends_of_the_earth() -> None:
    assert moment_of("2024-02-22 18:00Z") == datetime(2024, 2, 22, 18, 0, tzinfo=UTC)
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
    assert moment_of("2024-02-22T18:00+14:00") == datetime(2024, 2, 22, 18, 0, tzinfo=east)
    assert moment_of("2024-02-22T18:00-12:00") == datetime(2024, 2, 22, 18, 0, tzinfo=west)
