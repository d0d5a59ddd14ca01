from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.annexes import honors
from jianyou.domain.annexes.honors import Timing
from jianyou.domain.annexes.schema import Column, ColumnKind, Fact
from tests.domain.annexes.tables import AS_OF

COLUMN = Column(
    "honors",
    "近五年荣誉",
    ColumnKind.HONORS,
    years=5,
    levels=(Fact("national", "国家级", ("国家|全国",)), Fact("provincial", "省部级", ("重庆市|市长",))),
    lower_levels=(Fact("county", "区县级", ("区长",)),),
)


def parsed(text: str) -> list[tuple[str, int | None, str | None, Timing]]:
    return [
        (honor.text, honor.year, honor.level, honor.timing) for honor in honors.parse(text, COLUMN, AS_OF)
    ]


def test_items_are_told_apart() -> None:
    text = "1.2021年全国质量标杆；\n2、2022年重庆市市长质量管理奖，2023年5月全国优秀QC小组"
    assert parsed(text) == [
        ("2021年全国质量标杆", 2021, "national", Timing.WITHIN),
        ("2022年重庆市市长质量管理奖", 2022, "provincial", Timing.WITHIN),
        ("2023年5月全国优秀QC小组", 2023, "national", Timing.WITHIN),
    ]


@pytest.mark.parametrize("text", ["无", "暂无。", " / ", "—", "N/A"])
def test_none_is_no_honor(text: str) -> None:
    assert parsed(text) == []


@pytest.mark.parametrize(
    ("written", "timing"),
    [
        ("2019年", Timing.UNDECIDED),
        ("2019年度", Timing.UNDECIDED),
        ("2019年1月", Timing.TOO_OLD),
        ("2019年2月", Timing.UNDECIDED),
        ("2019年2月21日", Timing.TOO_OLD),
        ("2019年2月22日", Timing.WITHIN),
        ("2019.03", Timing.WITHIN),
        ("2018年", Timing.TOO_OLD),
        ("2024年", Timing.WITHIN),
        ("2024年2月23日", Timing.FUTURE),
        ("2025年", Timing.FUTURE),
        ("（2021）", Timing.WITHIN),
        ("2017—2021年", Timing.WITHIN),
        ("二〇二一年", Timing.WITHIN),
        ("１.２０２１年１０月", Timing.WITHIN),
        ("第八届", Timing.NO_YEAR),
        ("GB/T 19580", Timing.NO_YEAR),
    ],
)
def test_five_years_back_from_the_deadline(written: str, timing: Timing) -> None:
    assert [honor.timing for honor in honors.parse(f"{written}全国质量奖", COLUMN, AS_OF)] == [timing]


def test_a_lower_level_is_seen_first() -> None:
    (honor,) = honors.parse("2021年重庆市某区区长质量管理奖", COLUMN, AS_OF)
    assert (honor.level, honor.lower) == ("county", True)


def test_level_unknown() -> None:
    (honor,) = honors.parse("2021年质量先进单位", COLUMN, AS_OF)
    assert honor.level is None


def test_29_february_goes_back_to_28() -> None:
    assert honors.years_before(date(2024, 2, 29), 5) == date(2019, 2, 28)
    assert honors.years_before(date(2024, 2, 29), 4) == date(2020, 2, 29)


@given(st.text(max_size=200), st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_any_text_is_taken_apart_without_losing_a_year(text: str, as_of: date) -> None:
    for honor in honors.parse(text, COLUMN, as_of):
        assert honor.text in text.translate(str.maketrans("０１２３４５６７８９．", "0123456789."))
        assert (honor.year is None) == (honor.timing is Timing.NO_YEAR)
