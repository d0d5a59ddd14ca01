"""Days as people and programs write them."""

from datetime import UTC, date, datetime

import pytest

from jianyou.domain.eligibility.facts import COMMON_FACTS
from jianyou.domain.eligibility.values import normal_value
from tests.domain.eligibility.test_values import AS_OF, read


@pytest.mark.parametrize(
    "raw",
    [
        "2010-01-01",
        "2010-1-1",
        "2010/1/1",
        "2010.1.1",
        "2010年1月1日",
        "2010 年 1 月 1 日",
        "２０１０－０１－０１",
        "20100101",
        20100101,
        20100101.0,
        "2010-01-01T00:00:00",
        "2010-01-01 08:30:00.5",
        "2010-01-01T00:00:00+08:00",
        "2010年1月1日 10:00",
        " 2010-01-01\n",
        date(2010, 1, 1),
        datetime(2010, 1, 1, 23, tzinfo=UTC),
    ],
)
def test_days(raw: object) -> None:
    assert read("established_on", raw) == (date(2010, 1, 1), "")


@pytest.mark.parametrize("raw", ["40179", "40179.0", 40179, 40179.0])
def test_a_spreadsheets_number_of_a_day_is_remarked_on(raw: object) -> None:
    assert read("established_on", raw) == (date(2010, 1, 1), "value_day_number")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("2010-02-30", "value_not_date"),
        ("2010/1-1", "value_not_date"),
        ("1700-01-01", "value_not_date"),
        ("20101", "value_not_date"),
        ("100", "value_not_date"),
        ("去年", "value_not_date"),
        (True, "value_not_date"),
        ([2010, 1, 1], "value_not_date"),
        ({"year": 2010}, "value_not_date"),
        ("2010-01-01-01", "value_not_date"),
        ("9" * 5000, "value_not_date"),
        (1e300, "value_not_date"),
        ("2010", "value_day_missing"),
        ("2010年", "value_day_missing"),
        ("2010-05", "value_day_missing"),
        ("2010年5月", "value_day_missing"),
        ("201005", "value_day_missing"),
    ],
)
def test_what_names_no_day_is_unknown(raw: object, code: str) -> None:
    assert read("established_on", raw) == (None, code)


def test_a_day_to_come_is_kept_and_remarked_on() -> None:
    assert read("established_on", "2024-02-22", AS_OF) == (AS_OF, "")
    assert read("established_on", "2024-02-23", AS_OF) == (date(2024, 2, 23), "value_day_later")
    assert read("established_on", "2024-02-23") == (date(2024, 2, 23), "")
    assert read("established_on", "1900-01-01", AS_OF) == (date(1900, 1, 1), "value_day_placeholder")
    assert read("titles", [{"until": "2027-01-01"}], AS_OF) == (({"until": date(2027, 1, 1)},), "")
    (note,) = normal_value(COMMON_FACTS["titles"], [{}, {"since": "2027-01-01"}], AS_OF).notes
    assert (note.path, note.message.code) == ("2.since", "value_day_later")
