"""What differs between two packs, in words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from jianyou.domain.eligibility.difference import Change, What, difference
from jianyou.domain.eligibility.load import parse_pack
from jianyou.domain.eligibility.pack import Pack
from jianyou.terms.lang import Lang
from tests.domain.eligibility.pack_samples import FULL, changed
from tests.strategies.eligibility import packs

PACK = parse_pack(FULL, source="")
LARGE = "{code: large, fact: scale, op: one_of, values: [large], clause: 附件1二2}"


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("notice: 某质协〔2026〕3号", "notice: 某质协〔2026〕4号",
         (What.PACK, "", "notice", "某质协〔2026〕3号", "某质协〔2026〕4号")),
        ("valid_until: 2028-02-29", "valid_until:", (What.PACK, "", "valid_until", "2028-02-29", "")),
        ("{2026-03-01: 3,", "{2026-03-01: 5,", (What.PARAMETER, "years", "values 2026-03-01", "3", "5")),
        ("2027-01-01: null}", "2027-01-01: 2.5}",
         (What.PARAMETER, "years", "values 2027-01-01", "不限", "2.5")),
        (", 2027-01-01: null}", "}", (What.PARAMETER, "years", "values 2027-01-01", "不限", "")),
        ("[major, especially_major]", "[major]",
         (What.PARAMETER, "severities", "values 2026-01-01", "major、especially_major", "major")),
        ("unit: 万元", "unit: 元", (What.FACT, "revenue", "unit", "万元", "元")),
        ("text: 守信。", "text: 诚信。", (What.CONDITION, "honest", "text", "守信。", "诚信。")),
        ("    applies_to: [organization]\n", "",
         (What.CONDITION, "standing", "applies_to", "organization", "")),
        ("number: 5000.5", "number: 6000", (What.LEAF, "earning", "number", "5000.5", "6000")),
        ("op: at_least", "op: above", (What.LEAF, "earning", "op", "at_least", "above")),
        ("          years: $years", "          years: 4", (What.LEAF, "standing", "years", "$years", "4")),
        (", by_parent: yes", "", (What.LEAF, "elsewhere", "by_parent", "是", "否")),
        ("months: 6", "months: 12",
         (What.LEAF, "standing", "proof", "营业执照 / business license / 6",
          "营业执照 / business license / 12")),
        ("unsure: [larger]", "unsure: [general]",
         (What.LEAF, "clean", "where",
          "severity one_of $severities unsure larger；on within_years $years；responsible is 是",
          "severity one_of $severities unsure general；on within_years $years；responsible is 是")),
        ("      revenue: 6000", "      revenue: 7000", (What.EXAMPLE, "都好", "facts", None, None)),
    ],
)  # fmt: skip
def test_a_change_is_told_with_both_values(
    old: str, new: str, change: tuple[What, str, str, str | None, str | None]
) -> None:
    (found,) = difference(PACK, parse_pack(changed(old, new), source=""))
    assert found[:3] == change[:3]
    if change[3] is not None:
        assert found[3:] == change[3:]


def test_a_leaf_that_goes_takes_its_place_in_the_rule_along() -> None:
    fewer = parse_pack(changed(f"            - {LARGE}\n", ""), source="")
    rule = "all(standing, any(earning, large), not(elsewhere))"
    gone = "condition: standing；basis: computed；fact: scale；op: one_of；values: large；by_parent: 否；"
    changes = (
        Change(What.CONDITION, "standing", "rule", rule, rule.replace(", large", "")),
        Change(What.LEAF, "large", "", f"{gone}clause: 附件1二2", None),
    )
    assert difference(PACK, fewer) == changes
    came = difference(fewer, PACK)
    assert [(change.what, change.code, change.old is None) for change in came] == [
        (What.CONDITION, "standing", False),
        (What.LEAF, "large", True),
    ]


def test_conditions_that_change_places_are_told() -> None:
    turned = replace(PACK, conditions=PACK.conditions[::-1])
    (change,) = difference(PACK, turned)
    assert (change.what, change.key) == (What.PACK, "conditions")


def test_changes_are_said_in_words() -> None:
    changes = [
        Change(What.PARAMETER, "years", "values 2026-03-01", "3", "5"),
        Change(What.LEAF, "clean", "proof", "", "复函"),
        Change(What.CONDITION, "honest", "", "clause: 一", None),
        Change(What.FACT, "revenue", "", None, "type: number"),
    ]
    assert [change.text(Lang.ZH) for change in changes] == [
        "参数 years，values 2026-03-01：3 → 5",
        "规则 clean，proof：（无） → 复函",
        "删去条件 honest：clause: 一",
        "新增事实 revenue：type: number",
    ]
    assert changes[0].text(Lang.EN) == "parameter years, values 2026-03-01: 3 → 5"


@given(packs(most_conditions=3), packs(most_conditions=3))
@settings(max_examples=40)
def test_no_difference_means_equal(old: Pack, new: Pack) -> None:
    assert difference(old, old) == ()
    assert (difference(old, new) == ()) == (old == new)
