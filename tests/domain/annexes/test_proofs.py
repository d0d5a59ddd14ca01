"""Days as people type them on a proof, and what is found of its validity."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.annexes.proofs import (
    LABELS,
    LONGEST_DATE,
    ProofKind,
    Validity,
    check_validity,
    day_typed,
    kind_chosen,
    label_code,
    validity_typed,
)
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.texts import TEXTS

DAY = date(2026, 4, 30)
TODAY = date(2026, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-30",
        "2026/4/30",
        "2026.4.30",
        "２０２６年４月３０日",
        "2026年4月30号",
        "20260430",
        " 2026 - 04-30 ",
    ],
)
def test_a_day_is_understood_as_people_write_it(text: str) -> None:
    assert day_typed(text) == DAY


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024年2月", date(2024, 2, 1), date(2024, 2, 29)),
        ("", None, None),
        ("   ", None, None),
        ("长期", None, None),
        ("长期有效", None, None),
        ("Permanent", None, None),
    ],
)
def test_a_month_is_its_first_or_last_day_and_no_end_is_none(
    text: str, first: date | None, last: date | None
) -> None:
    assert (day_typed(text), day_typed(text, last=True)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-30", "2026-13-01", "2026-00-01", "1899-01-01", "2200-01-01", "30.4.2026", "明年", "2026"),
        *("0" * 500, "2026-04-30; drop", "2026--04-30", "2026-04-30" + " " * LONGEST_DATE),
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        day_typed(text)
    assert refused.value.code == "proof_day_unreadable"
    assert len(str(refused.value.params["text"])) <= LONGEST_DATE


def typed(text: str) -> date | str | None:
    """The day, or the code of what is wrong."""
    try:
        return day_typed(text)
    except Refused as refused:
        return refused.code


@given(st.text(max_size=60))
def test_nothing_typed_breaks_it(text: str) -> None:
    found = typed(text)
    assert found in {None, "proof_day_unreadable"} or (isinstance(found, date) and 1900 <= found.year < 2200)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_comes_back(day: date) -> None:
    assert day_typed(day.isoformat()) == day
    assert day_typed(f"{day.year}年{day.month}月{day.day}日", last=True) == day


def test_both_days_are_told_of_at_once_and_crossed_ones_at_the_end() -> None:
    problems: dict[str, Refused] = {}
    assert validity_typed("abc", "xyz", problems) == Validity()
    assert sorted(problems) == ["since", "until"]
    problems.clear()
    validity_typed("2026-05", "2026-04", problems)
    assert {field: one.code for field, one in problems.items()} == {"until": "proof_days_crossed"}
    problems.clear()
    assert validity_typed("2026-04", "2026-04", problems) == Validity(date(2026, 4, 1), DAY)
    assert problems == {}


@pytest.mark.parametrize(
    ("validity", "codes"),
    [
        (Validity(), []),
        (Validity(date(2020, 1, 1), None), []),
        (Validity(None, DAY), []),
        (Validity(None, DAY - timedelta(days=1)), ["proof_expires_before"]),
        (Validity(None, TODAY), ["proof_expires_before"]),
        (Validity(None, TODAY - timedelta(days=1)), ["proof_expired"]),
        (Validity(DAY, None), []),
        (Validity(DAY + timedelta(days=1), None), ["proof_not_yet"]),
    ],
)
def test_validity_is_asked_for_on_the_day_that_counts(validity: Validity, codes: list[str]) -> None:
    found = list(check_validity(validity, today=TODAY, counts=DAY, file="证书.pdf"))
    assert [one.code for one in found] == codes
    assert {one.severity for one in found} <= {Severity.WARNING}
    assert all(one.place.file == "证书.pdf" for one in found)
    assert all("{" not in one.text() for one in found)


def test_what_was_valid_on_a_day_past_is_no_matter() -> None:
    past = TODAY - timedelta(days=100)
    validity = Validity(None, TODAY - timedelta(days=50))
    assert list(check_validity(validity, today=TODAY, counts=past)) == []


def test_every_kind_has_its_word_and_an_unknown_one_is_another() -> None:
    assert set(LABELS) == set(ProofKind)
    assert set(LABELS.values()) <= set(TEXTS)
    assert label_code("honor") == "proof_kind_honor"
    assert label_code("of another time") == label_code("") == "proof_kind_other"
    assert kind_chosen("honor") is ProofKind.HONOR
    with pytest.raises(Refused) as refused:
        kind_chosen("")
    assert refused.value.code == "proof_kind_missing"
