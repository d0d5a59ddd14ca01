"""What becomes of titles: renamed, re-checked, extended, revoked, restored, and what is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.titles import changing
from jianyou.domain.titles.changing import HowLong
from jianyou.domain.titles.rules import TitleRule, last_day
from jianyou.domain.titles.standing import Standing, TitleDates, TitleStatus, standing
from jianyou.terms.finding import Refused

RULE = TitleRule("benchmark", 3, 90, 5)
SINCE, UNTIL = date(2024, 5, 1), date(2027, 4, 30)
WAS = HowLong("示例甲公司", (), TitleDates(SINCE, UNTIL, date(2027, 1, 30)))
ENDLESS = replace(WAS, dates=TitleDates(SINCE))
LOST = changing.revoked(WAS, date(2025, 5, 1), 5)


def test_earlier_names_are_kept_each_once() -> None:
    second = changing.renamed(WAS, "示例乙公司")
    assert (second.name, second.former) == ("示例乙公司", ("示例甲公司",))
    back = changing.renamed(second, "示例甲公司")
    assert (back.name, back.former) == ("示例甲公司", ("示例乙公司",))


def test_a_passed_recheck_gives_another_term() -> None:
    now = changing.rechecked(WAS, date(2027, 2, 1), None, RULE)
    assert (now.dates.valid_until, now.dates.recheck_on) == (date(2030, 4, 30), date(2030, 1, 30))
    told = changing.rechecked(WAS, date(2027, 2, 1), date(2028, 1, 1), TitleRule("benchmark"))
    assert (told.dates.valid_until, told.dates.recheck_on) == (date(2028, 1, 1), None)


@pytest.mark.parametrize("until", [date.max, date.max - timedelta(days=1)])
def test_after_the_last_day_there_is_comes_no_other_term(until: date) -> None:
    last = replace(WAS, dates=TitleDates(SINCE, until))
    with pytest.raises(Refused) as refused:
        changing.rechecked(last, date(2027, 2, 1), None, RULE)
    assert refused.value.code == "title_until_not_later"


@given(st.dates(SINCE + timedelta(days=1), UNTIL))
def test_a_failed_recheck_ends_it_the_day_before(on: date) -> None:
    now = changing.recheck_failed(WAS, on)
    assert standing(now.dates, on) is Standing.EXPIRED
    assert standing(now.dates, on - timedelta(days=1)) is Standing.EXPIRING


def test_a_revoked_title_bars_from_its_day_on_and_may_come_back() -> None:
    assert (LOST.dates.status, LOST.dates.barred_until) == (TitleStatus.REVOKED, date(2030, 4, 30))
    assert changing.restored(LOST) == WAS
    assert changing.revoked(WAS, SINCE, 0).dates.barred_until is None


@given(st.dates(SINCE, date(2060, 1, 1)), st.integers(1, 50))
def test_restoring_undoes_revoking(on: date, years: int) -> None:
    lost = changing.revoked(WAS, on, years)
    assert lost.dates.barred_until == last_day(on, years)
    assert changing.restored(lost) == WAS


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: changing.renamed(WAS, "示例甲公司"), "title_same_name"),
        (lambda: changing.rechecked(ENDLESS, SINCE, None, RULE), "title_endless"),
        (lambda: changing.rechecked(LOST, SINCE, None, RULE), "title_revoked"),
        (lambda: changing.rechecked(WAS, SINCE, None, TitleRule("benchmark")), "title_until_missing"),
        (lambda: changing.rechecked(WAS, SINCE, UNTIL, RULE), "title_until_not_later"),
        (lambda: changing.extended(WAS, date(2029, 1, 1), date(2028, 1, 1), RULE), "title_until_not_later"),
        (lambda: changing.recheck_failed(LOST, UNTIL), "title_not_held"),
        (lambda: changing.recheck_failed(WAS, UNTIL + timedelta(days=1)), "title_not_held"),
        (lambda: changing.recheck_failed(WAS, SINCE), "title_not_held"),
        (lambda: changing.revoked(LOST, UNTIL, 1), "title_revoked"),
        (lambda: changing.revoked(WAS, SINCE - timedelta(days=1), 1), "title_before_conferred"),
        (lambda: changing.revoked(WAS, UNTIL, 51), "title_years_wrong"),
        (lambda: changing.restored(WAS), "title_not_revoked"),
    ],
)
def test_what_cannot_be_done_is_refused(act: Callable[[], HowLong], code: str) -> None:
    with pytest.raises(Refused) as refused:
        act()
    assert refused.value.code == code


def test_only_what_changed_is_told() -> None:
    assert changing.difference(WAS, LOST) == (
        {"status": "valid", "barred_until": ""},
        {"status": "revoked", "barred_until": "2030-04-30"},
    )
