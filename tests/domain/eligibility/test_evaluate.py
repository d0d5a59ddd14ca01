"""The reference reading: every operation at its bounds, three values, and what is still missing."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any as Anything

import pytest

from jianyou.domain.eligibility.evaluate import (
    RuleOutcome,
    Truth,
    applies,
    decisive,
    evaluate,
    every,
    negated,
    some,
)
from jianyou.domain.eligibility.facts import COMMON_FACTS, Facts, FactSpec, FactType, Known, Plain, Value
from jianyou.domain.eligibility.pack import (
    All,
    Any,
    Basis,
    Condition,
    FieldOp,
    FieldTest,
    Leaf,
    Node,
    Not,
    Op,
    Pack,
    Said,
)
from jianyou.domain.eligibility.resolve import resolve
from jianyou.terms.clause import Clause
from jianyou.terms.nominee import NomineeKind
from jianyou.terms.verdict import Verdict

AS_OF = date(2024, 2, 29)
CLAUSE = Clause(1, "二（二）1", (2, 2))
REVENUE = FactSpec("revenue", FactType.NUMBER, label="营业收入", unit="万元")
ORGANIZATION, TEAM, INDIVIDUAL = NomineeKind.ORGANIZATION, NomineeKind.TEAM, NomineeKind.INDIVIDUAL
TRUTHS: tuple[Truth, ...] = (True, False, None)


def pack_of(*conditions: Condition, kinds: tuple[NomineeKind, ...] = (ORGANIZATION, TEAM)) -> Pack:
    return Pack(
        "sample", "样例", "某发〔2024〕5号", date(2024, 1, 1), kinds, conditions,
        facts={**COMMON_FACTS, "revenue": REVENUE},
    )  # fmt: skip


def facts(told: dict[tuple[str, str], bool] | None = None, **known: Value | None) -> Facts:
    given = {"kind": ORGANIZATION, **known}
    return Facts(
        {name.replace("__", "."): Known(value) for name, value in given.items() if value is not None},
        told or {},
    )


def outcome_of(node: Node, nominee: Facts, as_of: date = AS_OF) -> RuleOutcome:
    rules = resolve(pack_of(Condition("asked", CLAUSE, "一问", node)), as_of)
    return evaluate(rules, nominee).conditions[1]


def leaf(fact: str, op: Op, **more: Anything) -> Leaf:
    return Leaf("one", fact, op, **more)


def answer(fact: str, op: Op, value: Value | None, **more: Anything) -> Truth:
    return outcome_of(leaf(fact, op, **more), facts(None, **{fact: value})).truth


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [
        (Op.AT_LEAST, False, True, True),
        (Op.AT_MOST, True, True, False),
        (Op.ABOVE, False, False, True),
        (Op.BELOW, True, False, False),
    ],
)
def test_numbers_at_their_bound(op: Op, below: bool, at: bool, above: bool) -> None:
    values = (4999.99, 5000.0, 5000.01, None)
    assert [answer("revenue", op, value, number=5000.0) for value in values] == [below, at, above, None]
    assert [answer("revenue", op, value, number=None) for value in values] == [True, True, True, None]


def test_years_held_include_the_day_on_which_they_are_full() -> None:
    days = [date(2019, 2, 27), date(2019, 2, 28), date(2019, 3, 1), None]
    assert [answer("established_on", Op.HELD_YEARS, day, number=5.0) for day in days] == [
        True, True, False, None,
    ]  # fmt: skip
    assert [answer("established_on", Op.HELD_YEARS, day) for day in days] == [True, True, True, None]


def test_held_for_no_years_is_held_today() -> None:
    days = [AS_OF - timedelta(1), AS_OF, AS_OF + timedelta(1)]
    assert [answer("established_on", Op.HELD_YEARS, day, number=0.0) for day in days] == [True, True, False]


@pytest.mark.parametrize(
    ("op", "more", "expected"),
    [
        (Op.IS, {"flag": True}, [True, False, None]),
        (Op.IS, {"flag": False}, [False, True, None]),
        (Op.KNOWN, {}, [True, True, None]),
    ],
)
def test_flags(op: Op, more: dict[str, bool], expected: list[Truth]) -> None:
    assert [answer("on_abnormal_list", op, value, **more) for value in (True, False, None)] == expected


def test_one_of_with_what_is_left_open() -> None:
    asked = {"values": ("primary", "vocational"), "unsure": ("other",)}
    values = ("primary", "senior_high", "other", None)
    got = [answer("school_level", Op.ONE_OF, value, **asked) for value in values]
    assert got == [True, False, None, None]


def test_prefix_of_codes() -> None:
    asked = {"values": ("B", "C36"), "unsure": ("D",)}
    values = ("B", "B06", "C36", "C3670", "C37", "D44", "E", None)
    got = [answer("industry", Op.PREFIX_IN, value, **asked) for value in values]
    assert got == [True, True, True, True, False, None, False, None]


def test_a_code_too_coarse_for_the_question_is_unknown() -> None:
    """制造业 alone doesn't tell whether it is 汽车制造业; 重庆 doesn't tell the district."""
    assert answer("industry", Op.PREFIX_IN, "C", values=("C36",)) is None
    assert answer("region", Op.PREFIX_IN, "50", values=("500112", "51")) is None
    assert answer("region", Op.PREFIX_IN, "52", values=("500112", "51")) is False
    assert answer("industry", Op.PREFIX_IN, "C", values=("C36", "C")) is True
    assert answer("industry", Op.PREFIX_IN, "C", values=("B",), unsure=("C36",)) is None


def test_a_text_is_never_too_coarse() -> None:
    assert answer("name", Op.PREFIX_IN, "国家", values=("国家级",)) is False


def test_has_any() -> None:
    asked = {"values": ("school", "service"), "unsure": ("other",)}
    values: list[Value | None] = [
        ("school",), ("defense", "service"), ("defense",), ("other",), ("other", "school"), (), None,
    ]  # fmt: skip
    got = [answer("organization_types", Op.HAS_ANY, value, **asked) for value in values]
    assert got == [True, True, False, None, True, False, None]


ACCIDENT: dict[str, Plain | None] = {
    "kind": "safety", "severity": "major", "on": date(2021, 2, 28), "responsible": True,
}  # fmt: skip
WHERE = (
    FieldTest("kind", FieldOp.ONE_OF, ("quality", "safety"), ("other",)),
    FieldTest("severity", FieldOp.ONE_OF, ("major", "especially_major")),
    FieldTest("on", FieldOp.WITHIN_YEARS, years=3.0),
    FieldTest("responsible", FieldOp.IS),
)


@pytest.mark.parametrize(
    ("change", "barred"),
    [
        ({}, True),
        ({"on": date(2021, 2, 27)}, False),
        ({"on": date(2021, 3, 1)}, True),
        ({"on": None}, None),
        ({"severity": "larger"}, False),
        ({"severity": None}, None),
        ({"kind": "other"}, None),
        ({"kind": "environment"}, False),
        ({"responsible": False}, False),
        ({"responsible": None}, None),
        ({"responsible": None, "severity": "general"}, False),
        ({"kind": None, "severity": None, "on": None, "responsible": None}, None),
    ],
)
def test_one_record(change: dict[str, Plain | None], barred: Truth) -> None:
    record = {**ACCIDENT, **change}
    assert answer("accidents", Op.SOME, (record,), where=WHERE) is barred
    assert answer("accidents", Op.NONE, (record,), where=WHERE) is negated(barred)


def test_records_together() -> None:
    harmless, open_ = {**ACCIDENT, "severity": "general"}, {**ACCIDENT, "on": None}
    cases: list[tuple[tuple[dict[str, Plain | None], ...] | None, Truth]] = [
        ((), True), ((harmless,), True), ((harmless, open_), None), ((open_, ACCIDENT), False), (None, None),
    ]  # fmt: skip
    assert [answer("accidents", Op.NONE, records, where=WHERE) for records, _ in cases] == [
        expected for _, expected in cases
    ]


def test_without_a_span_the_day_of_a_record_does_not_matter() -> None:
    where = (FieldTest("on", FieldOp.WITHIN_YEARS, years=None),)
    for record in ({"on": date(1950, 1, 1)}, {"on": None}, {}):
        assert answer("violations", Op.NONE, (record,), where=where) is False


def test_records_without_any_test() -> None:
    assert answer("violations", Op.NONE, ({},)) is False
    assert answer("violations", Op.SOME, ()) is False


def test_titles_that_are_not_over() -> None:
    where = (FieldTest("title", FieldOp.ONE_OF, ("小巨人",)), FieldTest("until", FieldOp.NOT_OVER))
    days = [AS_OF - timedelta(1), AS_OF, AS_OF + timedelta(1), None]
    got = [answer("titles", Op.SOME, ({"title": "小巨人", "until": day},), where=where) for day in days]
    assert got == [False, True, True, None]


@pytest.mark.parametrize("first", TRUTHS)
@pytest.mark.parametrize("second", TRUTHS)
def test_kleene(first: Truth, second: Truth) -> None:
    both, either = every((first, second)), some((first, second))
    assert both is (False if False in (first, second) else None if None in (first, second) else True)
    assert either is (True if True in (first, second) else None if None in (first, second) else False)
    assert negated(both) is some((negated(first), negated(second)))


def test_kleene_of_nothing() -> None:
    assert (every(()), some(()), negated(None)) == (True, False, None)


@pytest.mark.parametrize(("school", "level"), list(product(TRUTHS, ("primary", "university", None))))
def test_if_a_school_then_of_these_levels(school: Truth, level: str | None) -> None:
    rule = Any(
        (
            Not(Leaf("is_school", "is_legal_person", Op.IS)),
            Leaf("level", "school_level", Op.ONE_OF, ("primary",)),
        )
    )
    got = outcome_of(rule, facts(is_legal_person=school, school_level=level)).truth
    of_level = None if level is None else level == "primary"
    assert got is some((negated(school), of_level))


def test_a_team_is_judged_by_its_organization() -> None:
    asked = leaf("established_on", Op.HELD_YEARS, number=5.0, by_parent=True)
    old, young = date(2000, 1, 1), date(2024, 1, 1)
    seen = [
        outcome_of(asked, facts(kind=kind, established_on=own, parent__established_on=of_parent))
        for kind, own, of_parent in [
            (TEAM, young, old), (TEAM, old, young), (TEAM, old, None), (ORGANIZATION, old, young),
            (None, old, old),
        ]
    ]  # fmt: skip
    assert [each.truth for each in seen] == [True, False, None, True, None]
    assert [each.leaves[0].fact for each in seen] == [
        "parent.established_on", "parent.established_on", "parent.established_on", "established_on", "kind",
    ]  # fmt: skip


def test_what_was_said_goes_by_code_then_clause_then_all() -> None:
    asked = Said("excellence", Basis.JUDGED, clause=CLAUSE)
    names = ["excellence", "附件1二（二）1#2", "附件1二（二）1", "*"]
    for at, name in enumerate(names):
        told = {("judged", name): True, **{("judged", later): False for later in names[at + 1 :]}}
        assert outcome_of(asked, facts(told)).truth is True
    assert outcome_of(asked, facts({("declared", "*"): True, ("judged", "other"): True})).truth is None
    assert outcome_of(asked, facts({("judged", "excellence"): False, ("judged", "*"): True})).truth is False


def test_conditions_of_other_kinds_hold() -> None:
    of_persons = replace(Condition("persons", CLAUSE, "", leaf("name", Op.KNOWN)), applies_to=(INDIVIDUAL,))
    rules = resolve(pack_of(of_persons, kinds=(ORGANIZATION, INDIVIDUAL)), AS_OF)
    got = [evaluate(rules, facts(kind=kind)) for kind in (ORGANIZATION, INDIVIDUAL, None, TEAM)]
    assert [each.conditions[1].truth for each in got] == [True, None, None, True]
    assert [applies(rules.rules[1], facts(kind=kind)) for kind in (ORGANIZATION, INDIVIDUAL, None)] == [
        False, True, True,
    ]  # fmt: skip
    assert [each.truth for each in got] == [True, None, None, False]


def test_masks_and_blocking() -> None:
    conditions = [
        Condition("met", CLAUSE, "", leaf("name", Op.KNOWN)),
        Condition("unknown", CLAUSE, "", leaf("uscc", Op.KNOWN)),
        Condition("failed", CLAUSE, "", leaf("country", Op.ONE_OF, values=("CN",))),
        Condition("failed_too", CLAUSE, "", Any(())),
    ]
    got = evaluate(resolve(pack_of(*conditions), AS_OF), facts(name="甲", country="DE"))
    assert (got.truth, got.verdict, got.masks()) == (False, Verdict.NOT_MET, (0b11000, 0b00100))
    assert [each.rule.code for each in got.blocking] == ["failed", "failed_too"]
    assert [each.verdict for each in got.conditions] == [
        Verdict.MET, Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_MET, Verdict.NOT_MET,
    ]  # fmt: skip


def test_decisive_leaves() -> None:
    known, unknown = Leaf("known", "name", Op.KNOWN), Leaf("unknown", "uscc", Op.KNOWN)
    failing = Leaf("failing", "country", Op.ONE_OF, ("CN",))
    nominee = facts(name="甲", country="DE")
    cases: list[tuple[Node, list[str]]] = [
        (All((known, unknown, failing)), ["failing"]),
        (All((known, unknown)), ["unknown"]),
        (Any((known, unknown, failing)), ["known"]),
        (Any((unknown, failing)), ["unknown"]),
        (Not(Any((failing, unknown))), ["unknown"]),
        (Not(All((known, failing))), ["failing"]),
        (All((Any((failing, Not(known))), unknown)), ["failing", "known"]),
    ]
    for node, expected in cases:
        assert [each.test.code for each in decisive(outcome_of(node, nominee))] == expected
