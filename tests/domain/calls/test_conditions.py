"""The conditions of an award as rules: of its pack, and of the call file itself."""

from datetime import date
from pathlib import Path

import pytest

from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.conditions import is_printed, pack_of
from jianyou.domain.calls.load import parse_call, source_of
from jianyou.domain.calls.review import rubric_of
from jianyou.domain.eligibility.evaluate import evaluate
from jianyou.domain.eligibility.load import load_pack
from jianyou.domain.eligibility.normalize import normalize
from jianyou.domain.eligibility.resolve import resolve
from jianyou.terms.clause import Clause

ROOT = Path(__file__).resolve().parents[3]
RULE = "{fact: register_bars, op: none, where: [{field: until, op: not_over}]}"
AWARD = """\
call: c-1
notice: {title: 示例通知}
deadline: 2026-01-01T18:00:00+08:00
awards:
  - key: benchmark
    name: 示例标杆
    conditions:
      - {clause: 附件1二1, text: 成效显著。}
      - clause: 附件1二2
        text: 不在限制申报的期限内。
        rule: RULE
annex: {title: 表, columns: [{key: name, title: 名称, kind: name}]}
"""
DAY = date(2026, 1, 1)


def call_with(rule: str = RULE) -> Call:
    return parse_call(AWARD.replace("RULE", rule), source="c-1")


def answers(call: Call, bars: object) -> dict[str, str]:
    """What an award's own conditions come to, by their clauses."""
    pack = pack_of(call, call.awards[0])
    assert pack
    rules = resolve(pack, DAY)
    told = {"kind": "organization", "register_bars": bars}
    raw = {name: value for name, value in told.items() if value is not None}
    outcome = evaluate(rules, normalize(raw, pack.facts, DAY).facts)
    return {str(one.rule.condition.clause): one.verdict.value for one in outcome.conditions[1:]}


@pytest.mark.parametrize(
    ("bars", "verdict"),
    [
        (None, "unknown"),
        ([], "met"),
        ([{"title": "示例标杆", "until": "2025-12-31"}], "met"),
        ([{"title": "示例标杆", "until": "2026-01-01"}], "not_met"),
        ([{"title": "示例标杆"}], "unknown"),
    ],
)
def test_a_rule_answers_its_condition_and_people_the_others(bars: object, verdict: str) -> None:
    call = call_with()
    assert answers(call, bars) == {"附件1二1": "unknown", "附件1二2": verdict}
    assert not is_printed(call.awards[0])
    assert [item.name for item in rubric_of(call.awards[0], None).items] == ["成效显著"]


def test_a_rule_of_the_call_stands_beside_the_awards_pack() -> None:
    text = source_of("chongqing-2024")
    before, _, after = text.partition("    rules: mayor-2024\n")
    conditions = "    conditions:\n"
    own = f"{conditions}      - {{clause: 附件1二（三）, text: 不在限制申报的期限内。, rule: {RULE}}}\n"
    plain = parse_call(text, source="c-1")
    call = parse_call(f"{before}    rules: mayor-2024\n{after.replace(conditions, own, 1)}", source="c-1")
    mayor = next(award for award in call.awards if award.key == "mayor")
    pack = pack_of(call, mayor)
    assert pack
    assert pack.conditions[:-1] == load_pack("mayor-2024").conditions
    assert pack.conditions[-1].clause == Clause(1, "二（三）")
    assert [pack_of(plain, award) == load_pack(award.rules) for award in plain.awards] == [True, True]


@pytest.mark.parametrize(
    ("rule", "code", "key"),
    [
        ("{fact: register_bar, op: none}", "data_bad_choice_near", "rule.fact"),
        ("{fact: register_bars, op: at_least, number: 1}", "pack_op_not_for_fact", "rule.op"),
        (
            "{fact: register_titles, op: none, where: [{field: since, op: within_years, years: $n}]}",
            "pack_ref_unknown",
            "rule.where.1.years",
        ),
    ],
)
def test_what_is_wrong_in_a_rule_is_told_with_its_line(rule: str, code: str, key: str) -> None:
    with pytest.raises(DataFileInvalid) as refused:
        call_with(rule)
    told = [(one.message.code, one.line, one.key) for one in refused.value.problems]
    assert told == [(code, 11, f"awards.1.conditions.2.{key}")]


def test_an_award_without_conditions_asks_nothing() -> None:
    call = parse_call(AWARD[: AWARD.index("    conditions:")] + AWARD[AWARD.index("annex:") :], source="c-1")
    assert pack_of(call, call.awards[0]) is None


@pytest.mark.parametrize("manual", ["titles.zh.md", "titles.en.md"])
def test_the_manual_shows_the_lines_of_the_sample_call(manual: str) -> None:
    text = (ROOT / "docs" / "how-to" / manual).read_text("utf-8")
    lines = text.split("```yaml\n    conditions:\n")[1].split("```")[0]
    assert lines in (ROOT / "examples" / "review-2026.yaml").read_text("utf-8")
