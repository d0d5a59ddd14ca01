"""Awards, tiers, quotas, scopes and conditions, as a call file tells them."""

from datetime import date

import pytest

from jianyou.domain.calls.awards import Award, Condition, Quota, QuotaHolder, QuotaOp, Scope, Tier
from jianyou.domain.calls.load import parse_call
from jianyou.terms.clause import Clause
from jianyou.terms.lang import Lang
from jianyou.terms.nominee import NomineeKind
from tests.domain.calls.samples import FULL, SMALLEST
from tests.domain.calls.telling import Told, changed, line_of, problems_of, told

CALL = parse_call(FULL, source="")


def test_an_award_in_full() -> None:
    assert CALL.awards == (
        Award(
            key="innovation",
            name="质量创新奖",
            holder="某省质量协会",
            basis=("《质量创新活动办法》",),
            cycle_years=2,
            accepts=(NomineeKind.ORGANIZATION, NomineeKind.TEAM, NomineeKind.INDIVIDUAL),
            tiers=(
                Tier(
                    "first",
                    "一等奖",
                    Quota(
                        QuotaOp.RANGE,
                        3,
                        QuotaHolder.AWARD_BODY,
                        unit="项",
                        most=5,
                        who="成果",
                        clause=Clause(2, "一", (2, 2)),
                    ),
                ),
                Tier("second", "二等奖"),
            ),
            scopes=(
                Scope("企业", ("制造业", "服务业"), NomineeKind.ORGANIZATION, True, Clause(2, "二1")),
                Scope("其他", ("研究机构",)),
            ),
            conditions=(
                Condition("近3年没有重大质量事故。", Clause(2, "三（一）1（2）", (1, 2)), "0123456789abcdef"),
                Condition("成果已经用上一年。"),
            ),
            rules="innovation-2026",
            as_of=date(2026, 4, 10),
            own_application=True,
            clause=Clause(2, "一"),
        ),
    )


def test_quotas_of_the_whole_call() -> None:
    assert CALL.quotas == (
        Quota(QuotaOp.MAX, 3, QuotaHolder.FILER, who="每个会员单位", clause=Clause(0, "三（二）")),
        Quota(QuotaOp.PERCENT, 12.5, QuotaHolder.OFFICE, unit="%", who="小微企业"),
        Quota(QuotaOp.MIN, 50, QuotaHolder.OFFICE, unit="%", who="一线职工"),
    )


TIER = "awards.1.tiers.1.quota"


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("key: innovation", "key: 创新", "data_bad_slug", "awards.1.key"),
        ("holder: 某省质量协会", "holders: 某省质量协会", "data_key_unknown_near", "awards.1"),
        ("cycle_years: 2", "cycle_years: 两年", "data_bad_whole", "awards.1.cycle_years"),
        ("team, individual]", "teams, individual]", "data_bad_choice_near", "awards.1.accepts.2"),
        ("team, individual]", "集体, individual]", "data_bad_choice", "awards.1.accepts.2"),
        ("rules: innovation-2026", "rules: ../innovation", "data_bad_name", "awards.1.rules"),
        ("as_of: 2026-04-10", "as_of: 截止日", "data_bad_date", "awards.1.as_of"),
        ("key: second", "key: first", "data_item_key_twice", "awards.1.tiers.2.key"),
        ("op: range, n: 3", "op: rang, n: 3", "data_bad_choice_near", f"{TIER}.op"),
        ("op: range, n: 3", "n: 3", "data_key_missing", f"{TIER}.op"),
        ("op: range, n: 3", "op: max, n: 3", "data_key_not_here", f"{TIER}.most"),
        ("n: 3, most: 5", "n: 3, most: 3", "data_bad_whole", f"{TIER}.most"),
        ("n: 3, most: 5", "n: 3", "data_key_missing", f"{TIER}.most"),
        ("n: 3, most: 5", "n: 3.5, most: 5", "data_bad_whole", f"{TIER}.n"),
        ("n: 3, most: 5", "most: 5", "data_key_missing", f"{TIER}.n"),
        ("holder: award_body", "holder: 主办方", "data_bad_choice", f"{TIER}.holder"),
        ("holder: award_body, ", "", "data_key_missing", f"{TIER}.holder"),
        ("n: 12.5", "n: 120", "data_bad_decimal", "quotas.2.n"),
        ("n: 12.5", "n: 0", "data_bad_decimal", "quotas.2.n"),
        ("n: 50,", "n: 101,", "data_bad_decimal", "quotas.3.n"),
        ("n: 50,", "", "data_key_missing", "quotas.3.n"),
        ("kind: organization,", "kind: firm,", "data_bad_choice", "awards.1.scopes.1.kind"),
        ("closed: yes", "closed: 仅限", "data_bad_flag", "awards.1.scopes.1.closed"),
        (", items: [研究机构]", "", "data_key_missing", "awards.1.scopes.2.items"),
        ("[研究机构]", "[]", "data_value_missing", "awards.1.scopes.2.items"),
        ("clause: 附件2二1}", "clause: 附件2-二1}", "data_bad_clause", "awards.1.scopes.1.clause"),
        ("#1-2,", "#2-1,", "data_bad_clause", "awards.1.conditions.1.clause"),
        ("0123456789abcdef", "0123456789ABCDEF", "call_bad_digest", "awards.1.conditions.1.digest"),
        ("{text: 成果已经用上一年。}", "{text: ''}", "data_value_missing", "awards.1.conditions.2.text"),
    ],
)
def test_a_mistake_is_told_at_its_line(old: str, new: str, code: str, key: str) -> None:
    assert told(changed(old, new, FULL)) == [(code, line_of(old, FULL), key)]


def test_awards_are_told_apart_by_key() -> None:
    text = SMALLEST + "awards: [{key: a, name: 甲奖},\n {key: a, name: 乙奖}]\n"
    assert told(text) == [("data_item_key_twice", 8, "awards.2.key")]


@pytest.mark.parametrize(("unit", "expected"), [("", "个"), ("名", "名"), ("％", "％")])
def test_a_quota_without_unit_counts_in_ge(unit: str, expected: str) -> None:
    text = f"{SMALLEST}quotas: [{{op: about, n: 40, holder: office, unit: '{unit}'}}]\n"
    (quota,) = parse_call(text, source="").quotas
    assert quota == Quota(QuotaOp.ABOUT, 40, QuotaHolder.OFFICE, unit=expected)


def test_a_bad_choice_names_the_values() -> None:
    (problem,) = problems_of(changed("holder: award_body", "holder: offices", FULL))
    options = "award_body / office / filer"
    assert problem.text(Lang.ZH) == (
        f"第 {line_of('holder: award_body', FULL)} 行 {TIER}.holder：“offices”不在可选范围内，"
        f"是否应为“office”？可选：{options}。"
    )


def test_many_quotas_fit() -> None:
    """A table of each school in a district is no reason to refuse a call."""
    items = ", ".join(f"{{op: exact, n: {n}, holder: filer, who: 第{n}小学}}" for n in range(500))
    assert len(parse_call(f"{SMALLEST}quotas: [{items}]\n", source="").quotas) == 500
    one_more = f"{SMALLEST}quotas: [{items}, {{}}]\n"
    expected: Told = ("data_list_too_long", 7, "quotas")
    assert told(one_more) == [expected]
