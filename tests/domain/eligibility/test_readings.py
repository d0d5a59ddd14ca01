"""How the built-in packs read what a notice leaves open: one test for each reading."""

from datetime import date

import pytest

from jianyou.domain.eligibility.pack import Leaf, Op, Proof, Said, leaves
from tests.domain.eligibility.builtin import (
    ALL_SAID,
    CHINA,
    GIANT_2026,
    MAYOR,
    NAMES,
    condition,
    judged_by,
    leaf,
    pack,
)

FIRM = {
    **ALL_SAID,
    "kind": "organization",
    "organization_types": ["manufacturing"],
    "established_on": "2008-06-18",
    "country": "CN",
    "region": "500112",
    "is_legal_person": True,
    "industry": "C3670",
    "in_operation_since": "2009-01-05",
    "suspended_periods": [],
    "accidents": [],
    "violations": [],
    "spot_check_failures": [],
    "on_abnormal_list": False,
    "on_serious_breach_list": False,
}


def accident(**fields: object) -> dict[str, object]:
    fact = {"kind": "safety", "severity": "major", "on": "2023-06-01", "responsible": True, **fields}
    return {**FIRM, "accidents": [fact]}


def school(level: str | None, *types: str) -> dict[str, object]:
    return {**FIRM, "organization_types": ["school", *types], "school_level": level}


def scope(facts: dict[str, object]) -> bool | None:
    return condition(judged_by(CHINA, facts), "organization_scope")


@pytest.mark.parametrize("name", [CHINA, MAYOR])
def test_major_accidents_are_the_two_highest_of_four_grades(name: str) -> None:
    grades = ("especially_major", "major", "larger", "general")
    answers = [condition(judged_by(name, accident(severity=grade)), "no_major_accident") for grade in grades]
    assert answers == [False, False, True, True]


@pytest.mark.parametrize("name", [CHINA, MAYOR])
def test_whether_a_larger_accident_bars_is_for_the_office_to_settle(name: str) -> None:
    assert pack(name).parameters["bar_severities"].question != ""
    settled = {"bar_severities": ("especially_major", "major", "larger")}
    answers = [
        condition(judged_by(name, accident(severity=grade), settings=settled), "no_major_accident")
        for grade in ("larger", "general")
    ]
    assert answers == [False, True]


def test_and_so_on_leaves_the_kind_of_accident_open_and_a_list_without_it_does_not() -> None:
    """The one award's list ends with 等, the other's doesn't."""
    facts = accident(kind="other")
    assert condition(judged_by(CHINA, facts), "no_major_accident") is None
    assert condition(judged_by(MAYOR, facts), "no_major_accident") is True


def test_only_the_mayors_award_asks_who_is_liable() -> None:
    facts = accident(responsible=False)
    assert condition(judged_by(CHINA, facts), "no_major_accident") is False
    assert condition(judged_by(MAYOR, facts), "no_major_accident") is True
    unsettled = accident(responsible=None)
    assert condition(judged_by(MAYOR, unsettled), "no_major_accident") is None


def test_or_more_includes_the_number() -> None:
    """5年以上: the day on which five years are full counts."""
    answers = [
        condition(judged_by(MAYOR, {**FIRM, "in_operation_since": day}), "in_operation")
        for day in ("2019-02-21", "2019-02-22", "2019-02-23")
    ]
    assert answers == [True, True, False]


def test_exceeding_excludes_the_number() -> None:
    """超过一半: exactly half is not enough."""
    answers = [
        condition(judged_by(GIANT_2026, {"leading_product_share": share}), "leading_product_share")
        for share in (50, 50.01)
    ]
    assert answers == [False, True]


def test_recent_years_run_back_from_the_day_that_the_call_fixes() -> None:
    facts = accident(on="2019-02-22")
    days = (date(2024, 2, 22), date(2024, 2, 23))
    answers = [condition(judged_by(CHINA, facts, as_of=day), "no_major_accident") for day in days]
    assert answers == [False, True]


def test_recent_years_from_a_leap_day() -> None:
    """Five years before 29 February 2024 is 28 February 2019."""
    answers = [
        condition(judged_by(CHINA, accident(on=day), as_of=date(2024, 2, 29)), "no_major_accident")
        for day in ("2019-02-27", "2019-02-28", "2019-03-01")
    ]
    assert answers == [True, False, False]


def test_five_years_cover_violations_unless_the_office_settles_otherwise() -> None:
    assert pack(CHINA).parameters["violation_years"].question != ""
    facts = {**FIRM, "violations": [{"on": "2012-03-01", "what": "虚构处罚"}]}
    assert condition(judged_by(CHINA, facts), "no_violation") is True
    for settled, answer in ((None, False), (20.0, False), (10.0, True)):
        outcome = judged_by(CHINA, facts, settings={"violation_years": settled})
        assert condition(outcome, "no_violation") is answer


def test_no_years_are_named_for_persons_so_violations_count_however_long_ago() -> None:
    assert pack(CHINA).parameters["person_violation_years"].question != ""
    facts = {**ALL_SAID, "kind": "individual", "violations": [{"on": "1999-03-01", "what": "虚构处分"}]}
    assert condition(judged_by(CHINA, facts), "person_no_violation") is False
    outcome = judged_by(CHINA, facts, settings={"person_violation_years": 5.0})
    assert condition(outcome, "person_no_violation") is True


def test_three_years_cover_spot_checks_unless_the_office_settles_otherwise() -> None:
    assert pack(MAYOR).parameters["spot_check_years"].question != ""
    facts = {**FIRM, "spot_check_failures": [{"on": "2020-01-15", "level": "国家"}]}
    assert condition(judged_by(MAYOR, facts), "no_failed_spot_check") is True
    outcome = judged_by(MAYOR, facts, settings={"spot_check_years": None})
    assert condition(outcome, "no_failed_spot_check") is False


def test_only_closes_the_list_of_schools() -> None:
    levels = ("primary", "junior_middle", "vocational", "senior_high", "university", "other")
    assert [scope(school(level)) for level in levels] == [True, True, True, False, False, False]


def test_a_school_of_unknown_level_is_unknown() -> None:
    assert scope(school(None)) is None


def test_and_so_on_leaves_the_kinds_of_organizations_and_persons_open() -> None:
    assert scope({**FIRM, "organization_types": ["other"]}) is None
    outcome = judged_by(CHINA, {"kind": "individual", "person_kind": "other"})
    assert condition(outcome, "person_scope") is None


def test_a_firm_may_be_several_kinds_at_once() -> None:
    assert scope({**FIRM, "organization_types": ["other", "small_medium"]}) is True
    assert scope(school("university", "small_medium")) is True
    assert scope(school("university", "other")) is None


def test_a_team_is_lawfully_established_if_its_organization_is() -> None:
    team = {**ALL_SAID, "kind": "team", "established_on": "2020-01-01", "country": "CN"}
    parent = {"established_on": "1998-04-10", "country": "CN"}
    abroad = {**parent, "country": "SG"}
    answers = [
        condition(judged_by(CHINA, {**team, **more}), "lawfully_established")
        for more in ({}, {"parent": parent}, {"parent": abroad})
    ]
    assert answers == [None, True, False]


def test_a_team_answers_for_its_own_accidents() -> None:
    parent = {"established_on": "1998-04-10", "country": "CN", "accidents": accident()["accidents"]}
    team = {**ALL_SAID, "kind": "team", "parent": parent, "accidents": [], "violations": []}
    assert condition(judged_by(CHINA, team), "no_major_accident") is True


def test_a_team_is_in_scope_whatever_its_organization_is() -> None:
    """各领域: a circle in a university is a front-line team as any other."""
    university = {"organization_types": ["school"], "school_level": "university"}
    assert scope({"kind": "team", "parent": university}) is True


def test_region_and_legal_personality_come_from_the_register_not_from_the_credit_code() -> None:
    """The digits 5001 of a credit code tell where the firm was first registered, no more."""
    code = {"uscc": "91500112MA5U000007"}
    nowhere = {**FIRM, **code, "region": None, "is_legal_person": None}
    assert condition(judged_by(MAYOR, nowhere), "registered_in_chongqing") is None
    assert condition(judged_by(MAYOR, nowhere), "legal_person") is None
    moved = judged_by(MAYOR, {**FIRM, **code, "region": "510104"})
    assert condition(moved, "registered_in_chongqing") is False


@pytest.mark.parametrize("written", ["江北区", "渝北区", "重庆市两江新区", "重庆市", "500105", "北碚区"])
@pytest.mark.parametrize("day", [date(2024, 2, 22), date(2026, 1, 5)])
def test_districts_by_old_and_new_names_lie_in_the_city(written: str, day: date) -> None:
    outcome = judged_by(MAYOR, {**FIRM, "region": written}, as_of=day)
    assert condition(outcome, "registered_in_chongqing") is True


def test_the_quality_of_the_leading_product_is_judged_with_a_test_or_a_comparison() -> None:
    (level,) = [each for each in pack(MAYOR).conditions if each.code == "product_level"]
    assert isinstance(level.node, Said)
    assert isinstance(level.node.proof, Proof)
    assert "检测" in level.node.proof.text
    assert "比对" in level.node.proof.text
    assert condition(judged_by(MAYOR, {**FIRM, "judged": {}}), "product_level") is None


def test_whom_the_notice_addresses_is_no_condition() -> None:
    """Neither award asks for a title of those that the notice is sent to."""
    for name in (CHINA, MAYOR):
        asked = [each for part in pack(name).conditions for each in leaves(part.node)]
        assert [each.code for each in asked if isinstance(each, Leaf) and each.fact == "titles"] == []
        assert judged_by(name, {**FIRM, "titles": []}).truth is True


def test_what_other_departments_reply_is_proof_and_never_decides_by_itself() -> None:
    """Replies are asked for where records are; without one, the records still decide."""
    for name in (CHINA, MAYOR):
        of_records = [
            each
            for part in pack(name).conditions
            for each in leaves(part.node)
            if isinstance(each, Leaf)
            and each.op is Op.NONE
            and each.fact in {"accidents", "spot_check_failures"}
        ]
        assert of_records != []
        assert [each.code for each in of_records if not each.proof or "复函" not in each.proof.text] == []
        assert judged_by(name, FIRM).truth is True


def test_one_award_says_nothing_of_the_other() -> None:
    """Barred by the one for what the other doesn't ask; a nomination here replaces no filing there."""
    old = accident(on="2020-06-01")
    assert [judged_by(name, old).truth for name in (CHINA, MAYOR)] == [False, True]
    builder = {**FIRM, "organization_types": ["construction"], "industry": "E4710"}
    assert [judged_by(name, builder).truth for name in (CHINA, MAYOR)] == [True, False]


def test_an_unfinished_suspension_breaks_the_years_of_operation() -> None:
    closed = {**FIRM, "suspended_periods": [{"since": "2023-11-01"}]}
    outcome = judged_by(MAYOR, closed)
    assert condition(outcome, "in_operation") is False
    assert leaf(outcome, "no_suspension_ended") is None


def test_an_expert_may_say_no_although_all_else_is_said_yes() -> None:
    facts = {**FIRM, "judged": {"*": True, "brand": False}}
    outcome = judged_by(CHINA, facts)
    assert [each.rule.code for each in outcome.blocking] == ["brand"]


@pytest.mark.parametrize("name", NAMES)
def test_of_a_nominee_of_which_nothing_is_known_nothing_is_decided(name: str) -> None:
    outcome = judged_by(name, {})
    assert outcome.truth is None
    assert [each.rule.code for each in outcome.conditions if each.truth is False] == []
