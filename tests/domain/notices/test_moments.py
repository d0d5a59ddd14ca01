"""Days and hours in the forms that notices print."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.notices.moments import Moment, find_moments
from jianyou.domain.notices.text import notice_text, squeezed


def moments(words: str) -> list[Moment]:
    return find_moments(squeezed(notice_text(words)))


def told(words: str) -> list[tuple[int | None, int, int, int | None, int]]:
    return [each[2:7] for each in moments(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2024年2月22日18:00", (2024, 2, 22, 18, 0)),
        ("2 月 22 日 18：00", (None, 2, 22, 18, 0)),
        ("2月22日", (None, 2, 22, None, 0)),
        ("２０２４年２月２２号", (2024, 2, 22, None, 0)),
        ("二○二四年二月二十二日", (2024, 2, 22, None, 0)),
        ("二〇一〇年十月十日", (2010, 10, 10, None, 0)),
        ("2024-02-22 09:30", (2024, 2, 22, 9, 30)),
        ("2024.2.22", (2024, 2, 22, None, 0)),
        ("5月8日下午5点", (None, 5, 8, 17, 0)),
        ("5月8日下午17:00", (None, 5, 8, 17, 0)),
        ("5月8日下午5点半", (None, 5, 8, 17, 30)),
        ("5月8日上午9时15分", (None, 5, 8, 9, 15)),
        ("5月8日中午12点", (None, 5, 8, 12, 0)),
        ("5月8日中午", (None, 5, 8, 12, 0)),
        ("5月8日中午1点", (None, 5, 8, 13, 0)),
        ("5月8日24时", (None, 5, 8, 24, 0)),
        ("5月8日晚上8点", (None, 5, 8, 20, 0)),
        ("5月8日晚12点", (None, 5, 8, 24, 0)),
        ("9月底", (None, 9, 0, None, 0)),
    ],
)
def test_a_moment(words: str, expected: tuple[int | None, int, int, int | None, int]) -> None:
    assert told(words) == [expected]


@pytest.mark.parametrize(
    "words", ["2024年", "11月前", "2月30日", "13月1日", "第3.5.1节", "2014年12月至2019年12月期间"]
)
def test_no_moment(words: str) -> None:
    assert told(words) == []


def test_weekday_and_place() -> None:
    (found,) = moments("请于6月24日（周五）17:00前")
    assert (found.start, found.end, found.weekday) == (2, 16, 4)


@pytest.mark.parametrize("span", ["3月1日至15日", "3月1日－3月15日", "3月1日起至3月15日", "3月1日—15日"])
def test_a_span_is_closed_by_its_last_day(span: str) -> None:
    first, last = moments(span)
    assert (first.opens, last.opens, last.month, last.day) == (0, 0, 3, 15)


def test_a_span_over_the_new_year() -> None:
    assert [each.year for each in moments("2023年12月20日至1月10日")] == [2023, 2024]


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(["", " ", "\n", "\u3000"]))
def test_every_day_is_read_back(day: date, gap: str) -> None:
    words = gap.join(f"{day.year}年{day.month}月{day.day}日")
    assert told(words) == [(day.year, day.month, day.day, None, 0)]
