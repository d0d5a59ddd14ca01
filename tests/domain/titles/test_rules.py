"""How long titles hold: years to the day, 29 February, re-checks, and what follows from it for rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.calls.load import parse_call
from jianyou.domain.titles.facts import HeldTitle, barring, cooling, facts_of
from jianyou.domain.titles.rules import TitleRule, last_day, recheck_from, rule_for
from jianyou.domain.titles.standing import SOON, Standing, TitleDates, TitleStatus, is_barred, standing

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
YEARS = st.integers(1, 50)


@pytest.mark.parametrize(
    ("first", "years", "last"),
    [
        (date(2024, 5, 1), 3, date(2027, 4, 30)),
        (date(2024, 2, 29), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2023, 3, 1), 1, date(2024, 2, 29)),
        (date(2025, 1, 1), 1, date(2025, 12, 31)),
        (date(9998, 6, 1), 50, date(9999, 5, 31)),
    ],
)
def test_the_last_day_of_years(first: date, years: int, last: date) -> None:
    assert last_day(first, years) == last


@given(DAYS, YEARS)
def test_terms_follow_one_another_without_a_gap(first: date, years: int) -> None:
    last = last_day(first, years)
    assert last_day(last + timedelta(days=1), 1) == last_day(first, years + 1) or first.day == 29
    assert 365 * years - 1 <= (last - first).days <= 366 * years


@given(DAYS, DAYS, YEARS)
def test_who_is_given_later_holds_later(one: date, other: date, years: int) -> None:
    earlier, later = sorted((one, other))
    assert last_day(earlier, years) <= last_day(later, years)


def test_a_recheck_begins_before_the_end() -> None:
    until = date(2027, 4, 30)
    assert recheck_from(until, TitleRule("a", 3, 180)) == date(2026, 11, 1)
    assert recheck_from(date(1, 1, 5), TitleRule("a", 3, 180)) == date.min
    assert recheck_from(None, TitleRule("a", 3, 180)) is None
    assert recheck_from(until, TitleRule("a", 3)) is None


HELD = TitleDates(date(2024, 5, 1), date(2027, 4, 30), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("on", "stands"),
    [
        (date(2024, 5, 1), Standing.VALID),
        (date(2026, 10, 31), Standing.VALID),
        (date(2026, 11, 1), Standing.EXPIRING),
        (date(2026, 11, 30), Standing.EXPIRING),
        (date(2026, 12, 1), Standing.RECHECK_DUE),
        (date(2027, 4, 30), Standing.RECHECK_DUE),
        (date(2027, 5, 1), Standing.EXPIRED),
    ],
)
def test_standing_by_the_day(on: date, stands: Standing) -> None:
    assert standing(HELD, on) is stands
    assert timedelta(days=180) == SOON


def test_what_was_revoked_stays_revoked_and_bars_until_its_day() -> None:
    dates = TitleDates(
        date(2020, 1, 1), date(2022, 1, 1), None, TitleStatus.REVOKED, barred_until=date(2026, 6, 30)
    )
    assert standing(dates, date(2030, 1, 1)) is Standing.REVOKED
    assert (is_barred(dates, date(2026, 6, 30)), is_barred(dates, date(2026, 7, 1))) == (True, False)
    assert standing(TitleDates(date(2020, 1, 1)), date(2099, 1, 1)) is Standing.VALID


def held(number: int, dates: TitleDates, award: str = "benchmark") -> HeldTitle:
    """A title of an award."""
    return HeldTitle(number, award, "示例标杆", "示例标杆", "2024年", dates)


def test_facts_tell_what_is_held_had_and_lost() -> None:
    lost = TitleDates(date(2020, 1, 1), None, None, TitleStatus.REVOKED, date(2028, 1, 1))
    future = TitleDates(date(2026, 6, 1))
    assert facts_of([held(1, HELD), held(2, lost), held(3, future)], date(2026, 1, 1)) == {
        "register_titles": [
            {
                "award": "benchmark",
                "title": "示例标杆",
                "tier": "示例标杆",
                "batch": "2024年",
                "since": "2024-05-01",
                "until": "2027-04-30",
                "status": "valid",
            },
            {
                "award": "benchmark",
                "title": "示例标杆",
                "tier": "示例标杆",
                "batch": "2024年",
                "since": "2020-01-01",
                "status": "revoked",
            },
        ],
        "register_bars": [{"award": "benchmark", "title": "示例标杆", "until": "2028-01-01"}],
    }
    assert facts_of([], date(2026, 1, 1)) == {"register_titles": [], "register_bars": []}


def test_who_was_given_it_lately_cools_off_and_who_lost_it_is_barred() -> None:
    lost = TitleDates(date(2025, 1, 1), None, None, TitleStatus.REVOKED, date(2028, 1, 1))
    titles = [held(1, HELD), held(2, HELD, "other"), held(3, lost)]
    assert [one.number for one in cooling(titles, "benchmark", 3, date(2027, 4, 30))] == [1]
    assert cooling(titles, "benchmark", 3, date(2027, 5, 1)) == ()
    assert cooling(titles, "benchmark", None, date(2025, 1, 1)) == ()
    assert [one.number for one in barring(titles, date(2028, 1, 1))] == [3]


CALL = """\
call: c-1
notice: {title: 示例通知}
deadline: 2026-01-01T18:00:00+08:00
awards: [{key: benchmark, name: 示例标杆}]
annex: {title: 表, columns: [{key: name, title: 名称, kind: name}]}
"""


def test_the_call_file_tells_the_rules() -> None:
    rules = parse_call(
        CALL
        + "titles:\n  - {award: benchmark, validity_years: 3, recheck_before_days: 90, barred_years: 5}\n",
        source="c-1",
    ).titles
    assert rules == (TitleRule("benchmark", 3, 90, 5),)
    assert rule_for(rules, "benchmark") is rules[0]
    assert rule_for(rules, "other") == TitleRule("other")


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        ("- {award: other}", ("data_bad_choice", 7, "titles.1.award")),
        ("- {award: benchmark, validty_years: 3}", ("data_key_unknown_near", 7, "titles.1")),
        ("- {award: benchmark, validity_years: 0}", ("data_bad_whole", 7, "titles.1.validity_years")),
        (
            "- {award: benchmark, recheck_before_days: 90}",
            ("call_titles_recheck_endless", 7, "titles.1.recheck_before_days"),
        ),
        ("- {award: benchmark}\n  - {award: benchmark}", ("call_titles_twice", 8, "titles.2.award")),
    ],
)
def test_what_is_wrong_is_told_with_its_line(titles: str, told: tuple[str, int, str]) -> None:
    with pytest.raises(DataFileInvalid) as refused:
        parse_call(CALL + f"titles:\n  {titles}\n", source="c-1")
    assert [(one.message.code, one.line, one.key) for one in refused.value.problems] == [told]
