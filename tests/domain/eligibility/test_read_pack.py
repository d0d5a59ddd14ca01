"""Rule packs as their files tell them: one of everything, every mistake at its line, junk refused."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.eligibility.facts import COMMON_FACTS, FactSpec, FactType
from jianyou.domain.eligibility.load import parse_pack
from jianyou.domain.eligibility.pack import (
    MOST_CONDITIONS,
    All,
    Any,
    Basis,
    Condition,
    Example,
    FieldOp,
    FieldTest,
    Leaf,
    Not,
    Op,
    Pack,
    Parameter,
    Proof,
    Ref,
    Said,
    Service,
)
from jianyou.domain.eligibility.vocabulary import FIELD_OPS, OPS
from jianyou.domain.eligibility.write_pack import pack_text, plain_pack
from jianyou.terms.clause import Clause
from jianyou.terms.lang import Lang
from jianyou.terms.nominee import NomineeKind
from tests.domain.eligibility.pack_samples import FULL, SMALLEST, changed, line_of, told
from tests.strategies.eligibility import packs

PACK = parse_pack(FULL, source="sample")
STANDING, CLEAN, PATENTED, LAWFUL, EXCELLENT, HONEST = PACK.conditions
FIRST = Clause(1, "二1")


def test_the_top_level() -> None:
    top = replace(PACK, conditions=(), facts={}, parameters={}, examples=(), digest="")
    assert top == Pack(
        id="innovation-2026",
        title="质量创新奖参评条件",
        notice="某质协〔2026〕3号",
        valid_from=date(2026, 3, 1),
        applies_to=(NomineeKind.ORGANIZATION, NomineeKind.TEAM),
        conditions=(),
        title_en="Quality innovation award",
        family="innovation",
        partial="评分办法未取得。",
        valid_until=date(2028, 2, 29),
        services=(
            Service("new", date(2026, 3, 1), date(2027, 2, 28)),
            Service("recheck", date(2026, 6, 1)),
        ),
        facts={},
        parameters={},
    )


def test_facts_of_its_own() -> None:
    assert PACK.facts == {
        **COMMON_FACTS,
        "revenue": FactSpec("revenue", FactType.NUMBER, label="营业收入", label_en="revenue", unit="万元"),
        "scale": FactSpec("scale", FactType.CHOICE, ("large", "small"), label="规模"),
        "patents": FactSpec(
            "patents",
            FactType.RECORDS,
            fields=(
                FactSpec("granted_on", FactType.DATE),
                FactSpec("grade", FactType.CHOICE, ("first", "second")),
                FactSpec("own", FactType.FLAG),
            ),
            label="专利",
        ),
    }


def test_parameters() -> None:
    clause = Clause(1, "二1", (2, 2))
    years = ((date(2026, 3, 1), 3.0), (date(2027, 1, 1), None))
    severities = ((date(2026, 1, 1), ("major", "especially_major")),)
    assert PACK.parameters == {
        "years": Parameter("years", "年限", years, "years", clause, "年限从哪一天起算？", "From which day?"),
        "severities": Parameter("severities", "等级", severities),
        "lawful": Parameter("lawful", "是否须为法人", ((date(2026, 1, 1), True),)),
    }


def test_a_tree_of_rules() -> None:
    proof = Proof("营业执照", "business license", 6)
    node = All(
        (
            Leaf("standing", "established_on", Op.HELD_YEARS, number=Ref("years"), clause=FIRST, proof=proof),
            Any(
                (
                    Leaf(
                        "earning",
                        "revenue",
                        Op.AT_LEAST,
                        number=5000.5,
                        text="收入",
                        text_en="revenue",
                        clause=FIRST,
                    ),
                    Leaf("large", "scale", Op.ONE_OF, ("large",), clause=Clause(1, "二2")),
                )
            ),
            Not(Leaf("elsewhere", "region", Op.PREFIX_IN, ("11", "50"), by_parent=True, clause=FIRST)),
        )
    )
    assert (
        Condition(
            "standing",
            FIRST,
            "依法设立满三年，并且有规模。",
            node,
            "Three years of standing, and of size.",
            (NomineeKind.ORGANIZATION,),
            "0123456789abcdef",
        )
        == STANDING
    )


def test_records() -> None:
    where = (
        FieldTest("severity", FieldOp.ONE_OF, Ref("severities"), ("larger",)),
        FieldTest("on", FieldOp.WITHIN_YEARS, years=Ref("years")),
        FieldTest("responsible", FieldOp.IS),
    )
    own = (FieldTest("granted_on", FieldOp.NOT_OVER), FieldTest("own", FieldOp.IS, flag=False))
    assert CLEAN.node == Leaf("clean", "accidents", Op.NONE, where=where, clause=CLEAN.clause)
    assert PATENTED.node == Leaf("patented", "patents", Op.SOME, where=own, clause=PATENTED.clause)


def test_flags_declarations_and_judgements() -> None:
    clause = Clause(1, "二5", (1, 1))
    flag = Leaf("lawful", "is_legal_person", Op.IS, flag=Ref("lawful"), clause=LAWFUL.clause)
    assert LAWFUL.node == flag
    assert EXCELLENT.node == Said("excellent", Basis.JUDGED, clause=EXCELLENT.clause)
    declared = Said("honesty", Basis.DECLARED, "声明守信", clause=clause, proof=Proof("信用报告"))
    assert HONEST.node == declared


def test_examples() -> None:
    full, empty = PACK.examples
    assert full == Example(
        "都好",
        date(2026, 5, 1),
        {
            "kind": "organization",
            "established_on": "2010-01-01",
            "revenue": 6000,
            "region": "重庆",
            "accidents": [],
            "patents": [{"granted_on": "2030-01-01", "own": False}],
            "is_legal_person": True,
            "declared": {"honesty": True},
            "judged": {"*": True},
        },
        "not_met",
        {"kind": "met", "clean": "met", "standing": "not_met"},
    )
    assert empty == Example("什么也不知道", date(2026, 5, 1), {}, "unknown", {})
    assert full.line == line_of("name: 都好")


STANDING_RULE = "conditions.1.rule.all.1"
CLEAN_WHERE = "conditions.2.rule.where"
MOVED = {"          number: 3": line_of("- fact: established_on")}
"""A missing key is told where its mapping begins."""

KNOCK_ON = {
    "[organisation, team]": ["data_bad_choice"],
    "name: region,": ["data_bad_choice", "data_key_unknown"],
    "name: declared,": ["data_bad_choice", "data_key_unknown"],
    "unit: 级": ["data_key_not_here"],
    "{name: grade, type: flag}": ["data_bad_choice"],
    "{name: own, type: number}": ["pack_op_not_for_fact"],
    "2027-01-01: yes": ["pack_setting_not_number", "pack_setting_not_number"],
    "name: years, ": ["pack_ref_unknown"],
    "code: earning": ["data_key_unknown"],
    "code: outcome": ["data_key_unknown"],
    "          number: 3": ["data_key_not_here"],
    "years: 3": ["data_key_not_here"],
}
"""What else no longer fits after a mistake, by what was written."""


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("pack: innovation-2026", "pack: 创新2026", "data_bad_name", "pack"),
        ("valid_from: 2026-03-01", "valid_from: 三月", "data_bad_date", "valid_from"),
        ("valid_until: 2028-02-29", "valid_until: 2026-02-28", "pack_days_backward", "valid_until"),
        ("path: recheck", "path: rechek", "data_bad_choice_near", "serves.2.path"),
        ("until: 2027-02-28", "until: 2026-02-28", "pack_days_backward", "serves.1.until"),
        ("[organization, team]", "[organisation, team]", "data_bad_choice_near", "applies_to.1"),
        ("name: revenue,", "name: region,", "pack_fact_taken", "facts.1.name"),
        ("name: revenue,", "name: declared,", "pack_fact_taken", "facts.1.name"),
        ("type: choice, options: [large, small], ", "type: choice, ", "data_key_missing", "facts.2.options"),
        ("type: choice, options: [l", "type: text, options: [l", "data_key_not_here", "facts.2.options"),
        ("label: 规模", "unit: 级", "data_key_missing", "facts.2.label"),
        ("{name: own, type: flag}", "{name: grade, type: flag}", "pack_fact_taken", "facts.3.fields.3.name"),
        ("{name: own, type: flag}", "{name: own, type: number}", "data_bad_choice", "facts.3.fields.3.type"),
        ("2027-01-01: null", "2025-01-01: null", "pack_days_backward", "parameters.1.values.2025-01-01"),
        ("2027-01-01: null", "2027-01-01: yes", "pack_parameter_mixed", "parameters.1.values.2027-01-01"),
        ("2027-01-01: null", "2027-1-1: null", "data_bad_date", "parameters.1.values"),
        ("{2026-03-01: 3,", "{2026-03-01: 三,", "pack_bad_setting", "parameters.1.values.2026-03-01"),
        ("values: {2026-01-01: yes}", "values: {}", "data_value_missing", "parameters.3.values"),
        ("name: severities, ", "name: years, ", "pack_parameter_twice", "parameters.2.name"),
        ("code: clean", "code: earning", "pack_code_twice", "conditions.2.code"),
        ("code: clean", "code: outcome", "pack_code_reserved", "conditions.2.code"),
        ("code: earning", "code: kind", "pack_code_reserved", f"{STANDING_RULE[:-1]}2.any.1.code"),
        ("code: large,", "code: earning,", "pack_code_twice", f"{STANDING_RULE[:-1]}2.any.2.code"),
        ("{code: large, ", "{", "pack_code_missing", f"{STANDING_RULE[:-1]}2.any.2.code"),
        ("clause: 附件1二4", "clause: 第四条", "data_bad_clause", "conditions.5.clause"),
        ("clause: 附件1二4, ", "", "data_key_missing", "conditions.5.clause"),
        ("text: 成效显著。, ", "", "data_key_missing", "conditions.5.text"),
        (", rule: {judged: excellent}", "", "data_key_missing", "conditions.5.rule"),
        ("{judged: excellent}", "{judge: excellent}", "pack_rule_shapeless", "conditions.5.rule.fact"),
        ("{judged: ex", "{declared: a, judged: ex", "pack_rule_two_shapes", "conditions.5.rule.judged"),
        ("{judged: excellent}", "{all: []}", "data_value_missing", "conditions.5.rule.all"),
        (
            "applies_to: [organization]",
            "applies_to: [individual]",
            "data_bad_choice",
            "conditions.1.applies_to.1",
        ),
        ("digest: 0123456789abcdef", "digest: 0123", "pack_bad_digest", "conditions.1.digest"),
        ("fact: established_on", "fact: establised_on", "data_bad_choice_near", f"{STANDING_RULE}.fact"),
        ("op: held_years", "op: older_than", "data_bad_choice", f"{STANDING_RULE}.op"),
        ("op: held_years", "op: at_least", "pack_op_not_for_fact", f"{STANDING_RULE}.op"),
        ("          years: $years", "          years: $yeers", "pack_ref_unknown", f"{STANDING_RULE}.years"),
        (
            "          years: $years",
            "          years: $lawful",
            "pack_setting_not_number",
            f"{STANDING_RULE}.years",
        ),
        ("          years: $years", "          years: 2.3", "pack_bad_years", f"{STANDING_RULE}.years"),
        ("          years: $years", "          years: -1", "pack_bad_years", f"{STANDING_RULE}.years"),
        ("          years: $years", "          number: 3", "data_key_missing", f"{STANDING_RULE}.years"),
        ("number: 5000.5", "number: 五千", "pack_bad_number", f"{STANDING_RULE[:-1]}2.any.1.number"),
        (
            "number: 5000.5",
            "number: $years",
            "pack_setting_not_number",
            f"{STANDING_RULE[:-1]}2.any.1.number",
        ),
        (
            "values: [large]",
            "values: [larg]",
            "data_bad_choice_near",
            f"{STANDING_RULE[:-1]}2.any.2.values.1",
        ),
        ("values: [large]", "values: large", "data_not_list", f"{STANDING_RULE[:-1]}2.any.2.values"),
        ("values: [large]", "years: 3", "data_key_missing", f"{STANDING_RULE[:-1]}2.any.2.values"),
        ("[11, '50']", "[11, 重庆]", "pack_value_written", f"{STANDING_RULE[:-1]}3.not.values.2"),
        ("[11, '50']", "[11, 北方]", "pack_value_never", f"{STANDING_RULE[:-1]}3.not.values.2"),
        ("[11, '50']", "[11, $lawful]", "pack_ref_in_list", f"{STANDING_RULE[:-1]}3.not.values.2"),
        (
            "[11, '50']",
            "[11, '50'], unsure: ['50']",
            "pack_sure_and_unsure",
            f"{STANDING_RULE[:-1]}3.not.unsure",
        ),
        ("by_parent: yes", "by_parent: 是", "data_bad_flag", f"{STANDING_RULE[:-1]}3.not.by_parent"),
        ("months: 6", "months: 0", "data_bad_whole", f"{STANDING_RULE}.proof.months"),
        ("field: severity", "field: grade", "data_bad_choice", f"{CLEAN_WHERE}.1.field"),
        (
            "op: one_of, values: $severities",
            "op: within_years, years: 3",
            "pack_op_not_for_fact",
            f"{CLEAN_WHERE}.1.op",
        ),
        ("values: $severities", "values: $lawful", "pack_setting_not_texts", f"{CLEAN_WHERE}.1.values"),
        ("unsure: [larger]", "unsure: [large]", "data_bad_choice_near", f"{CLEAN_WHERE}.1.unsure.1"),
        ("op: within_years, years: $years", "op: within_years", "data_key_missing", f"{CLEAN_WHERE}.2.years"),
        ("is: $lawful", "is: $years", "pack_setting_not_flag", "conditions.4.rule.is"),
        ("is: $lawful", "is: 是", "data_bad_flag", "conditions.4.rule.is"),
        ("as_of: 2026-05-01\n", "as_of: 2026-02-28\n", "pack_example_early", "examples.1.as_of"),
        ("      revenue: 6000", "      revenu: 6000", "data_key_unknown_near", "examples.1.facts"),
        ("{honesty: true}", "{honest: true}", "data_key_unknown_near", "examples.1.facts.declared"),
        ("outcome: not_met", "outcome: no", "data_bad_choice", "examples.1.outcome"),
        ("standing: not_met", "standing: 不符合", "data_bad_choice", "examples.1.conditions.standing"),
        ("standing: not_met", "age: not_met", "data_key_unknown", "examples.1.conditions"),
        ("name: 什么也不知道", "name: 都好", "pack_example_twice", "examples.2.name"),
        ("facts: {}, ", "", "data_key_missing", "examples.2.facts"),
    ],
)
def test_a_mistake_is_told_at_its_line(old: str, new: str, code: str, key: str) -> None:
    problems = told(changed(old, new))
    here = (code, MOVED.get(new, line_of(old)), key)
    assert here in problems
    assert [problem[0] for problem in problems if problem != here] == KNOCK_ON.get(new, [])


def test_a_parameter_needs_a_value_on_the_first_day() -> None:
    assert told(changed("{2026-03-01: 3, ", "{2026-03-02: 3, ")) == [
        ("pack_parameter_late", line_of("{2026-03-01: 3, "), "parameters.1.values.2026-03-02")
    ]


def test_a_parameter_that_nothing_uses_is_told() -> None:
    assert told(changed("is: $lawful", "is: yes")) == [
        ("pack_parameter_unused", line_of("{name: lawful,"), "parameters.3.name")
    ]


def test_a_value_of_a_parameter_must_suit_its_rule() -> None:
    assert told(changed("[major, especially_major]", "[major, 特大]")) == [
        ("data_bad_choice", line_of("field: severity"), f"{CLEAN_WHERE}.1.values")
    ]
    assert told(changed("2027-01-01: null", "2027-01-01: 0.3")) == [
        ("pack_setting_not_years", line_of("          years: $years"), f"{STANDING_RULE}.years"),
        ("pack_setting_not_years", line_of("op: within_years"), f"{CLEAN_WHERE}.2.years"),
    ]


def test_a_kind_is_nobodys_parents() -> None:
    rule = "{fact: kind, op: one_of, values: [individual], by_parent: yes}"
    assert told(changed("{judged: good}", rule, SMALLEST)) == [
        ("pack_kind_by_parent", 7, "conditions.1.rule.by_parent")
    ]


def test_what_is_wrong_is_said_with_the_allowed_values() -> None:
    with pytest.raises(DataFileInvalid) as caught:
        parse_pack(changed("op: held_years", "op: at_least"), source="pack.yaml")
    line = line_of("op: held_years")
    assert caught.value.text(Lang.ZH).splitlines()[:2] == [
        "规则包“pack.yaml”不能使用，共 1 处需要修改：",
        f"第 {line} 行 {STANDING_RULE}.op：“established_on”的类型是 date，不能用 at_least；"
        "可用：held_years / known。",
    ]


def test_the_number_of_conditions_is_bounded() -> None:
    line = "  - {code: c%d, clause: 一, text: 好。, rule: {judged: c%d}}\n"
    head = SMALLEST[: SMALLEST.index("  - {")]
    most = "".join(line % (n, n) for n in range(MOST_CONDITIONS))
    assert told(head + most) == []
    assert ("data_list_too_long", 7, "conditions") in told(head + most + line % (99, 99))


def test_too_deep_a_rule_is_refused() -> None:
    rule = "{judged: good}"
    for _ in range(12):
        rule = f"{{not: {rule}}}"
    assert told(changed("{judged: good}", rule, SMALLEST)) == [("data_yaml_too_deep", 7, "")]


@pytest.mark.parametrize("kind", FactType)
@pytest.mark.parametrize("op", Op)
def test_each_operation_belongs_to_its_facts(kind: FactType, op: Op) -> None:
    """Whether an operation is taken depends on the fact's type alone."""
    fact = "kind" if kind is FactType.CHOICE else next(s.name for s in PACK.facts.values() if s.type is kind)
    rule = f"{{fact: {fact}, op: {op}}}"
    text = changed("{judged: excellent}", rule)
    refused = "pack_op_not_for_fact" in [code for code, _, _ in told(text)]
    assert refused == (op not in OPS[kind])


@pytest.mark.parametrize("field", ["severity", "on", "responsible"])
@pytest.mark.parametrize("op", FieldOp)
def test_each_test_belongs_to_its_fields(field: str, op: FieldOp) -> None:
    kind = next(spec.type for spec in COMMON_FACTS["accidents"].fields if spec.name == field)
    rule = f"{{fact: accidents, op: none, where: [{{field: {field}, op: {op}}}]}}"
    refused = "pack_op_not_for_fact" in [code for code, _, _ in told(changed("{judged: excellent}", rule))]
    assert refused == (op not in FIELD_OPS[kind])


@given(packs(deepest=2))
@settings(max_examples=60)
def test_a_written_pack_reads_the_same(pack: Pack) -> None:
    assert replace(parse_pack(pack_text(plain_pack(pack)), source=""), digest="") == pack


def test_the_sample_survives_writing() -> None:
    assert replace(parse_pack(pack_text(plain_pack(PACK)), source=""), digest=PACK.digest) == PACK


VALUES = re.compile(r"(?<=[ \[{])[^\s\[\]{},:]+(?=[,\]}\n])")
JUNK = st.sampled_from(
    ["", "null", "[]", "{}", "[[]]", "{a: b}", "$years", "$", "$x", "0", "-1", "1e999", "yes", "'", '"', "：",
     "2026-13-01", "9" * 30, "*a", "&a b", "!x y", "附件1#9", "all", "~", "\t", "｛｝", "[null]", "{x: }"]
) | st.text(max_size=8)  # fmt: skip


@given(st.data())
@settings(max_examples=300)
def test_junk_in_place_of_any_value_is_a_message(data: st.DataObject) -> None:
    places = list(VALUES.finditer(FULL))
    place = data.draw(st.sampled_from(places))
    text = FULL[: place.start()] + data.draw(JUNK) + FULL[place.end() :]
    assert read_or_told(text)


@given(st.data())
@settings(max_examples=150)
def test_lines_lost_or_doubled_are_a_message(data: st.DataObject) -> None:
    lines = FULL.splitlines(keepends=True)
    at, count = data.draw(st.integers(0, len(lines) - 1)), data.draw(st.integers(0, 3))
    text = "".join(lines[:at] + lines[at + 1 : at + 1 + count] * 2 + lines[at + 1 + count :])
    assert read_or_told(text)


def read_or_told(text: str) -> bool:
    """Whether there is a pack, or a reason in both languages; anything else is raised."""
    try:
        return bool(parse_pack(text, source="junk").conditions)
    except DataFileInvalid as error:
        return bool(error.problems and error.text(Lang.EN) and error.text(Lang.ZH))
