"""A verdict explained: what is seen, asked and missing, with its clause, for programs and for people."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianyou.domain.eligibility.evaluate import evaluate
from jianyou.domain.eligibility.explain import Explained, basis_of, explain
from jianyou.domain.eligibility.facts import Facts
from jianyou.domain.eligibility.load import builtin_packs, load_pack
from jianyou.domain.eligibility.normalize import normalize
from jianyou.domain.eligibility.pack import Basis, Setting, leaves
from jianyou.domain.eligibility.resolve import resolve
from jianyou.domain.eligibility.told import Line, LineKind, told
from jianyou.terms.lang import Lang
from jianyou.terms.verdict import Verdict
from tests.strategies.eligibility import days_of_reckoning, facts_of, packs, rows

AS_OF = date(2024, 2, 22)
MAYOR, CHINA = load_pack("mayor-2024"), load_pack("china-quality-2024")

FIRM: dict[str, object] = {
    "kind": "organization",
    "name": "重庆甲乙机械有限公司",
    "region": "渝北区",
    "is_legal_person": True,
    "industry": "C3670",
    "in_operation_since": {"value": "2019-02-22", "source": "register", "on": "2024-02-01"},
    "suspended_periods": [],
    "accidents": [],
    "spot_check_failures": [],
    "on_abnormal_list": {"value": False, "source": "proof", "on": "2023-12-01"},
    "on_serious_breach_list": False,
    "declared": {"*": True},
    "judged": {"*": True},
}


def explained(
    raw: Mapping[str, object],
    pack: Any = MAYOR,
    lang: Lang = Lang.ZH,
    office: dict[str, Setting] | None = None,
    quotes: dict[str, str] | None = None,
) -> Explained:
    rules = resolve(pack, AS_OF, office)
    facts = normalize(raw, pack.facts, AS_OF).facts
    got = explain(evaluate(rules, facts), facts, lang, quotes or {})
    assert json.loads(json.dumps(got, ensure_ascii=False, allow_nan=False)) == got
    return got


def lines(raw: Mapping[str, object], pack: Any = MAYOR, lang: Lang = Lang.ZH) -> list[Line]:
    facts = normalize(raw, pack.facts, AS_OF).facts
    return list(told(evaluate(resolve(pack, AS_OF), facts), facts, lang))


def condition(got: Explained, code: str) -> Explained:
    (found,) = [each for each in got["conditions"] if each["code"] == code]
    return dict(found)


def leaf(got: Explained, code: str) -> Explained:
    (found,) = [each for one in got["conditions"] for each in one["leaves"] if each["code"] == code]
    return dict(found)


def texts(found: list[Line], *kinds: LineKind) -> list[str]:
    return [line.text for line in found if line.kind in kinds]


def test_the_head() -> None:
    got = explained(FIRM)
    assert {key: value for key, value in got.items() if key != "conditions"} == {
        "pack": "mayor-2024",
        "edition": MAYOR.digest,
        "title": MAYOR.title,
        "notice": "渝经信科技〔2024〕5号",
        "partial": "",
        "as_of": "2024-02-22",
        "settings": {
            "operation_years": 5,
            "accident_years": 3,
            "bar_severities": ["especially_major", "major"],
            "spot_check_years": 3,
        },
        "nominee": {"name": "重庆甲乙机械有限公司", "kind": "organization"},
        "outcome": "met",
        "first_blocking": None,
        "blocking": [],
        "missing": [],
    }
    assert [each["code"] for each in got["conditions"]] == ["kind", *(each.code for each in MAYOR.conditions)]


def test_a_met_condition_with_its_source_and_its_parameter() -> None:
    got = explained(FIRM)
    asked = condition(got, "in_operation")
    assert {
        key: asked[key] for key in ("clause", "clause_label", "outcome", "basis", "asked", "missing")
    } == {
        "clause": "附件1二（二）1#2",
        "clause_label": "附件1 二（二）1",
        "outcome": "met",
        "basis": "computed",
        "asked": True,
        "missing": [],
    }
    started = leaf(got, "started")
    assert started["threshold"] == {"op": "held_years", "years": 5, "no_later_than": "2019-02-22"}
    assert started["threshold_text"] == "开始连续生产经营的日期不晚于2019-02-22（到2024-02-22满5年）"
    assert (started["observed"], started["observed_text"]) == ("2019-02-22", "2019-02-22")
    assert (started["source"], started["source_text"], started["on"]) == (
        "register",
        "登记数据",
        "2024-02-01",
    )
    assert (started["since"], started["outdated"], started["decisive"]) == ("2024-02-06", False, True)
    assert started["proof"]["issued_from"] == "2023-08-22"
    (parameter,) = started["parameters"]
    assert (parameter["name"], parameter["value"], parameter["value_text"], parameter["since"]) == (
        "operation_years", 5, "5年", "2024-02-06",
    )  # fmt: skip


def test_old_proof_is_told() -> None:
    got = explained(FIRM)
    assert leaf(got, "not_on_abnormal_list")["outdated"] is True
    late = {**FIRM, "on_abnormal_list": {"value": True, "source": "proof", "on": "2023-12-01"}}
    told_lines = texts(lines(late), LineKind.DETAIL)
    assert "依据过旧：列入经营异常名录的材料应在2024-01-22或以后出具，请更新。" in told_lines
    assert "来源：列入经营异常名录，证明材料，日期2023-12-01" in told_lines


def test_one_day_too_young() -> None:
    got = explained({**FIRM, "in_operation_since": "2019-02-23", "is_legal_person": False})
    assert (got["outcome"], got["first_blocking"], got["blocking"]) == (
        "not_met", "legal_person", ["legal_person", "in_operation"],
    )  # fmt: skip
    asked = condition(got, "in_operation")
    assert asked["observed"] == "开始连续生产经营的日期：2019-02-23"
    assert asked["threshold"] == "开始连续生产经营的日期不晚于2019-02-22（到2024-02-22满5年）"
    decisive = [each["code"] for each in asked["leaves"] if each["decisive"]]
    assert decisive == ["started"]


def test_settings_of_the_office_have_no_date() -> None:
    got = explained(FIRM, office={"operation_years": 10})
    started = leaf(got, "started")
    assert (started["outcome"], started["since"], started["parameters"][0]["since"]) == (
        "not_met",
        None,
        None,
    )
    assert leaf(got, "registered_in_chongqing")["since"] == "2024-02-06"


def test_an_unknown_accident_names_its_record_and_field() -> None:
    accidents = [
        {"kind": "safety", "severity": "general", "on": "2023-01-01", "responsible": True},
        {"kind": "safety", "on": "2022-05-03", "responsible": True},
    ]
    got = explained({**FIRM, "accidents": accidents})
    asked = condition(got, "no_major_accident")
    assert (got["outcome"], asked["outcome"]) == ("unknown", "unknown")
    assert asked["observed"] == (
        "事故记录：第2条（事故种类：安全事故，发生日期：2022-05-03，本单位负有责任：是）"
    )
    (need,) = asked["missing"]
    assert (need["need"], need["name"]) == ("field", "accidents.2.severity")
    assert need["text"] == (
        "事故记录第2条缺少事故等级：请补充severity，写以下之一：especially_major（特别重大）、major（重大）、"
        "larger（较大）、general（一般）。"
    )
    assert need["proof"]["months"] == 3
    assert got["missing"] == [{**need, "conditions": ["no_major_accident"]}]
    assert leaf(got, "no_major_accident")["observed"] == [
        {"number": 2, "kind": "safety", "on": "2022-05-03", "responsible": True}
    ]


def test_unknown_facts_say_how_they_are_given() -> None:
    got = explained({})
    needs = {need["name"]: need for need in got["missing"]}
    assert needs["region"]["text"] == "缺少注册地：请补充事实region，写代码或规范名称。"
    assert needs["in_operation_since"]["text"].endswith("写成2010-01-01的样子。")
    assert needs["suspended_periods"]["text"].endswith("写记录的列表，每条含since、until；确实没有的写[]。")
    assert needs["suspended_periods"]["conditions"] == ["in_operation"]
    assert needs["kind"]["text"].endswith(
        "写以下之一：organization（组织）、individual（个人）、team（班组）。"
    )
    assert (needs["good_credit"]["need"], needs["excellence"]["need"]) == ("declared", "judged")
    assert needs["excellence"]["text"].startswith("由评审专家判断“一直推行卓越绩效管理，")


def test_what_the_text_leaves_open_is_for_the_office() -> None:
    other = [{"kind": "other", "severity": "major", "on": "2022-05-03"}]
    raw = {"kind": "organization", "organization_types": ["other"], "accidents": other}
    got = explained(raw, CHINA)
    needs = {need["name"]: need for need in got["missing"] if need["need"] == "ruling"}
    assert {name: need["text"] for name, need in needs.items()} == {
        "organization_types": "组织类别是其他，原文没有写明是否算在内，请征集部门认定。",
        "accidents.1.kind": "事故记录第1条的事故种类是其他，原文没有写明是否算在内，请征集部门认定。",
    }


def test_a_code_too_coarse_is_asked_for_more_exactly() -> None:
    (registered,) = [each for each in MAYOR.conditions if each.code == "registered_in_chongqing"]
    node: Any = registered.node
    narrow = replace(MAYOR, conditions=(replace(registered, node=replace(node, values=("500112",))),))
    (need,) = explained({"kind": "organization", "region": "重庆市"}, narrow)["missing"]
    assert need["text"] == "注册地只写到50 重庆，不够具体，请在事实region中写出更细的代码。"


def test_a_school_of_the_wrong_level() -> None:
    raw = {"kind": "organization", "organization_types": ["school"], "school_level": "university"}
    scope = condition(explained(raw, CHINA), "organization_scope")
    assert scope["outcome"] == "not_met"
    assert scope["observed"] == "参评对象种类：组织；组织类别：学校；学校层次：大学"
    assert scope["threshold"].endswith(" 或 学校层次为以下之一：小学、初中、职业技术学校")


def test_a_team_is_told_by_its_organization() -> None:
    raw = {"kind": "team", "established_on": "2030-01-01", "parent": {"established_on": "2000-01-01"}}
    got = explained(raw, CHINA)
    established = leaf(got, "established")
    assert (established["fact"], established["label"]) == ("parent.established_on", "所在单位的成立日期")
    in_china = [need for need in got["missing"] if need["name"] == "parent.country"]
    assert [need["text"] for need in in_china] == [
        "缺少所在单位的设立所在国家或地区：请补充事实parent.country，写代码或规范名称。"
    ]


def test_conditions_of_other_kinds_are_left_out() -> None:
    person: dict[str, object] = {"kind": "individual", "person_kind": "scholar", "judged": {"*": True}}
    asked = [each["code"] for each in explained(person, CHINA)["conditions"]]
    own = [each.code for each in CHINA.conditions if not each.applies_to or "individual" in each.applies_to]
    assert asked == ["kind", *own]
    assert [each["code"] for each in explained(person)["conditions"]] == ["kind"]
    verdict = texts(lines(person), LineKind.VERDICT)
    assert verdict == [f"{MAYOR.title}：不符合，有1条没有满足，首先是参评对象种类（按2024-02-22核算）。"]


def test_a_condition_that_concerns_others_is_not_told_as_a_merit() -> None:
    person: dict[str, object] = {
        "kind": "individual", "person_kind": "quality_manager", "violations": [],
        "declared": {"*": True}, "judged": {"*": True},
    }  # fmt: skip
    got = explained(person, CHINA)
    merits = ("front_line_merit", "quality_manager_merit", "scholar_merit")
    assert [condition(got, code)["asked"] for code in merits] == [False, True, False]
    told_lines = lines(person, CHINA)
    assert not any("专家学者：" in text for text in texts(told_lines, LineKind.MET))
    assert "另有2条只对其他种类的对象提出，不涉及本对象。" in texts(told_lines, LineKind.NOTE)


def test_if_and_then_in_words() -> None:
    got = explained(
        {"kind": "individual", "person_kind": "scholar", "judged": {"scholar_merit": False}}, CHINA
    )
    assert condition(got, "scholar_merit")["threshold"] == (
        "如果个人类别为以下之一：质量领域专家学者，则须由专家认定符合本条"
    )
    assert condition(got, "front_line_merit")["threshold"] == "不是“个人类别为以下之一：一线工作人员”"


def test_the_words_of_the_notice_are_cited_where_they_are_given() -> None:
    quotes = {"附件1二（二）5": "有良好记录，履行责任，未被列入名录。"}
    got = explained(FIRM, quotes=quotes)
    assert condition(got, "good_credit")["quote"] == "有良好记录，"
    assert condition(got, "not_on_abnormal_list")["quote"] == "未被列入名录。"
    assert "quote" not in condition(got, "excellence")


def test_lines_in_their_order() -> None:
    firm = {**FIRM, "in_operation_since": "2021-05-01", "accidents": None, "judged": {}}
    found = lines(firm)
    heads = texts(found, LineKind.VERDICT, LineKind.HEAD)
    assert heads == [
        f"{MAYOR.title}：不符合，有1条没有满足，首先是附件1 二（二）1（按2024-02-22核算）。",
        "没有满足的条件（1条）",
        "还不能确定的条件（1条）",
        "由专家评定、尚无结论的条件（5条）",
        "已经满足的条件（9条）",
    ]
    unmet = found.index(next(line for line in found if line.kind is LineKind.UNMET))
    assert [line.text for line in found[unmet + 1 : unmet + 4]] == [
        "要求：开始连续生产经营的日期不晚于2019-02-22（到2024-02-22满5年）",
        "实际：开始连续生产经营的日期：2021-05-01",
        "标准：连续正常生产经营年限为5年，自2024-02-06起",
    ]
    assert found[-1] == Line(LineKind.NOTE, "质量成效、领先水平等条款由评审专家认定，程序不作判断。")
    (question,) = texts(found, LineKind.NOTE)[:-1]
    assert question.startswith("“不得发生的责任事故等级”按特别重大、重大计算，这是对原文的一种理解：")


def test_an_incomplete_source_is_told() -> None:
    partial = replace(MAYOR, partial="缺第三章")
    assert texts(lines(FIRM, partial), LineKind.NOTE)[-1] == "本规则包依据的原文不完整：缺第三章"


def test_english_is_complete() -> None:
    for raw in ({}, FIRM, {**FIRM, "in_operation_since": "2021-05-01"}):
        for pack in (MAYOR, CHINA):
            told_lines = lines(raw, pack, Lang.EN)
            left = [re.sub(r"附件|[一二三四五六七八九十（）]", "", line.text) for line in told_lines]
            assert [text for text in left if re.search(r"[\u4e00-\u9fff]", text)] == []


@pytest.mark.parametrize("name", builtin_packs())
def test_every_built_in_pack_is_told_in_both_languages(name: str) -> None:
    pack = load_pack(name)
    assert pack.examples
    for example in pack.examples:
        facts = normalize(example.facts, pack.facts, example.as_of).facts
        outcome = evaluate(resolve(pack, example.as_of), facts)
        for lang in Lang:
            found = list(told(outcome, facts, lang))
            assert found[0].kind is LineKind.VERDICT
            assert [line for line in found if not line.text.strip() or "{" in line.text] == []


def test_the_basis_is_the_most_demanding_one() -> None:
    bases = {each.code: basis_of(each) for each in CHINA.conditions}
    assert (bases["no_violation"], bases["supports_policies"], bases["scholar_merit"]) == (
        Basis.COMPUTED, Basis.DECLARED, Basis.JUDGED,
    )  # fmt: skip


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_asked_can_be_told(data: st.DataObject) -> None:
    pack = data.draw(packs())
    as_of = data.draw(days_of_reckoning())
    facts: Facts = facts_of(data.draw(rows(pack, as_of)))
    outcome = evaluate(resolve(pack, as_of), facts)
    for lang in Lang:
        got = explain(outcome, facts, lang)
        assert json.loads(json.dumps(got, allow_nan=False)) == got
        assert got["outcome"] == outcome.verdict
        shown = {each["code"]: each for each in got["conditions"]}
        for each in outcome.conditions:
            told_of = shown.get(each.rule.code)
            if told_of is None:
                continue
            assert told_of["outcome"] == each.verdict
            assert bool(told_of["missing"]) == (each.truth is None)
            assert told_of["text"] or not each.rule.condition.text
            assert len(told_of["leaves"]) >= len(list(leaves(each.rule.condition.node)))
        if outcome.verdict is Verdict.UNKNOWN:
            assert got["missing"]
        found = list(told(outcome, facts, lang))
        assert sum(line.kind is LineKind.UNMET for line in found) == len(got["blocking"])
        assert [line for line in found if not line.text] == []
