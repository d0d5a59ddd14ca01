"""Constants of a day: calendar work, dated parameters, settings, kinds of nominee."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianyou.domain.eligibility import resolve as resolving
from jianyou.domain.eligibility.facts import COMMON_FACTS
from jianyou.domain.eligibility.pack import (
    Condition,
    FieldOp,
    FieldTest,
    Leaf,
    Op,
    Pack,
    Parameter,
    Ref,
    Said,
    Setting,
)
from jianyou.domain.eligibility.resolve import KIND, Never, Some, resolve, years_before
from jianyou.terms.clause import Clause
from jianyou.terms.finding import Refused
from jianyou.terms.nominee import NomineeKind
from tests.strategies.eligibility import days_of_reckoning, packs

ORGANIZATION, TEAM = NomineeKind.ORGANIZATION, NomineeKind.TEAM
SPAN = Parameter("span", "年限", ((date(2020, 1, 1), 3.0), (date(2024, 2, 6), 5.0), (date(2030, 1, 1), None)))
BARS = Parameter("bars", "等级", ((date(2020, 1, 1), ("major",)),))
HELD = Leaf("held", "established_on", Op.HELD_YEARS, number=Ref("span"))
NO_ACCIDENT = Leaf(
    "no_accident",
    "accidents",
    Op.NONE,
    where=(
        FieldTest("severity", FieldOp.ONE_OF, Ref("bars")),
        FieldTest("on", FieldOp.WITHIN_YEARS, years=Ref("span")),
    ),
)


def pack_of(*conditions: Condition) -> Pack:
    return Pack(
        "sample", "样例", "某发〔2024〕5号", date(2020, 1, 1), (ORGANIZATION, TEAM), conditions,
        parameters={"span": SPAN, "bars": BARS},
    )  # fmt: skip


def condition(leaf: Leaf, *kinds: NomineeKind) -> Condition:
    return Condition(f"of_{leaf.code}", Clause(1, "二"), "", leaf, applies_to=kinds)


PACK = pack_of(condition(HELD), condition(NO_ACCIDENT))


def leaf_tests(pack: Pack, as_of: date, settings: dict[str, Setting] | None = None) -> list[resolving.Test]:
    found = [each for each in resolve(pack, as_of, settings).tests() if not isinstance(each, Said)]
    return [each for each in found if each.code != KIND]


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        ("2024-02-29", 1, "2023-02-28"),
        ("2024-02-29", 4, "2020-02-29"),
        ("2023-02-28", 3, "2020-02-28"),
        ("2024-03-01", 1, "2023-03-01"),
        ("2024-02-22", 0, "2024-02-22"),
        ("2024-08-31", 0.5, "2024-02-29"),
        ("2023-08-31", 0.5, "2023-02-28"),
        ("2024-01-31", 1 / 12, "2023-12-31"),
        ("2024-12-31", 1.5, "2023-06-30"),
        ("2000-02-29", 100, "1900-02-28"),
        ("2024-02-22", 2024, "0001-01-01"),
        ("2024-02-22", 1e9, "0001-01-01"),
        ("2024-02-22", -1e9, "9999-12-31"),
    ],
)
def test_years_before(day: str, years: float, expected: str) -> None:
    assert years_before(date.fromisoformat(day), years) == date.fromisoformat(expected)


@given(st.dates(date(1900, 1, 2)), st.integers(0, 300))
def test_years_before_is_in_order(day: date, months: int) -> None:
    day_before = date.fromordinal(day.toordinal() - 1)
    back = years_before(day, months / 12)
    assert years_before(day_before, months / 12) <= back <= day
    assert (back.year * 12 + back.month) == (day.year * 12 + day.month) - months or back == date.min


@pytest.mark.parametrize(
    ("as_of", "cutoff"),
    [("2024-02-05", "2021-02-05"), ("2024-02-06", "2019-02-06"), ("2029-12-31", "2024-12-31")],
)
def test_parameters_go_by_the_day(as_of: str, cutoff: str) -> None:
    held, accidents = leaf_tests(PACK, date.fromisoformat(as_of))
    assert held.cutoff == accidents.where[1].cutoff == date.fromisoformat(cutoff)
    assert accidents.where[0].values == ("major",)


def test_however_long_ago() -> None:
    held, accidents = leaf_tests(PACK, date(2030, 1, 1))
    assert (held.number, held.cutoff, accidents.where[1].cutoff) == (None, None, None)


def test_the_day_of_reckoning_ends_what_is_not_over() -> None:
    where = (FieldTest("until", FieldOp.NOT_OVER),)
    (title,) = leaf_tests(
        pack_of(condition(Leaf("title", "titles", Op.SOME, where=where))), date(2024, 2, 22)
    )
    assert title.where[0].cutoff == date(2024, 2, 22)


def test_codes_that_are_too_short() -> None:
    leaf = Leaf("place", "region", Op.PREFIX_IN, ("50", "510104"), ("5112",))
    (place,) = leaf_tests(pack_of(condition(leaf)), date(2024, 2, 22))
    assert place.coarser == ("5", "51", "510", "5101", "51010", "511")
    leaf = Leaf("place", "region", Op.ONE_OF, ("510104",))
    assert [each.coarser for each in leaf_tests(pack_of(condition(leaf)), date(2024, 2, 22))] == [()]


def test_settings_replace_parameters() -> None:
    rules = resolve(PACK, date(2024, 2, 22), {"span": 10, "bars": ("major", "larger")})
    held, accidents = leaf_tests(PACK, date(2024, 2, 22), dict(rules.settings))
    assert rules.settings == {"span": 10, "bars": ("major", "larger")}
    assert (held.cutoff, accidents.where[0].values) == (date(2014, 2, 22), ("major", "larger"))
    assert leaf_tests(PACK, date(2024, 2, 22), {"span": None})[0].cutoff is None


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"spam": 3}, "pack_no_parameter"),
        ({"span": ("major",)}, "pack_setting_not_number"),
        ({"span": True}, "pack_setting_not_number"),
        ({"span": float("nan")}, "pack_setting_not_number"),
        ({"span": float("inf")}, "pack_setting_not_number"),
        ({"bars": 3}, "pack_setting_not_texts"),
        ({"bars": None}, "pack_setting_not_texts"),
    ],
)
def test_settings_of_another_kind_are_refused(settings: dict[str, Setting], code: str) -> None:
    with pytest.raises(Refused) as refused:
        resolve(PACK, date(2024, 2, 22), settings)
    assert refused.value.code == code
    assert refused.value.text()


def test_a_day_before_all_values_has_the_first() -> None:
    early = resolve(PACK, date(2019, 12, 31))
    first = {name: parameter.values[0][1] for name, parameter in PACK.parameters.items()}
    assert dict(early.settings) == first


def test_the_kind_is_asked_first() -> None:
    rules = resolve(PACK, date(2024, 2, 22))
    assert [rule.code for rule in rules.rules] == [KIND, "of_held", "of_no_accident"]
    (kind,) = resolving.tests(rules.rules[0].part)
    assert isinstance(kind, resolving.Test)
    assert (kind.leaf.fact, kind.values) == (KIND, ("organization", "team"))


def test_conditions_of_some_kinds_only() -> None:
    narrow, wide = resolve(
        pack_of(condition(HELD, TEAM), condition(NO_ACCIDENT, TEAM, ORGANIZATION)), date(2024, 2, 22)
    ).rules[1:]
    assert isinstance(narrow.part, Some)
    asked, held = narrow.part.parts
    assert isinstance(asked, Never)
    assert [each.code for each in (*resolving.tests(asked), *resolving.tests(held))] == [KIND, "held"]
    assert [each.code for each in resolving.tests(wide.part)] == ["no_accident"]


@settings(max_examples=50)
@given(st.data())
def test_every_constant_is_there(data: st.DataObject) -> None:
    pack = data.draw(packs())
    as_of = data.draw(days_of_reckoning())
    rules = resolve(pack, as_of)
    assert list(rules.settings) == list(pack.parameters)
    for test in rules.tests():
        if isinstance(test, resolving.Test) and test.leaf.op is Op.HELD_YEARS:
            assert (test.cutoff is None) == (test.number is None)
            assert test.cutoff is None or test.cutoff <= as_of
        if isinstance(test, resolving.Test):
            assert test.spec == pack.facts.get(test.leaf.fact, COMMON_FACTS[KIND])
            assert len(test.where) == len(test.leaf.where)
