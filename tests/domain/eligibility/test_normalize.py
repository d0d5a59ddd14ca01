"""A nominee's facts as a whole: names, sources, the parent, what was said, and hostile input."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.eligibility.facts import COMMON_FACTS, FactSpec, FactType, Known
from jianyou.domain.eligibility.normalize import MOST_KEYS, DataFinding, Normalized, normalize
from jianyou.domain.eligibility.values_notes import MOST_NOTES
from jianyou.terms.finding import Severity
from jianyou.terms.lang import Lang
from tests.domain.eligibility.test_values import JUNK

AS_OF = date(2024, 2, 22)
OWN = {**COMMON_FACTS, "revenue": FactSpec("revenue", FactType.NUMBER, label="营业收入", unit="万元")}


def codes(normalized: Normalized) -> list[tuple[str, str]]:
    return [(finding.fact, finding.code) for finding in normalized.findings]


def only(normalized: Normalized) -> DataFinding:
    (finding,) = normalized.findings
    return finding


def test_a_whole_nominee() -> None:
    raw = {
        "kind": "组织",
        "name": "重庆甲乙机械有限公司",
        "established_on": {"value": "2012年3月1日", "source": "register", "on": "2024-01-03"},
        "region": "渝北区",
        "is_legal_person": "是",
        "organization_types": "制造业、中小企业",
        "accidents": "无",
        "violations": None,
        "revenue": "1.2亿",
        "parent": {"established_on": "2000-01-01", "country": {"value": "中国"}},
        "declared": {"follows_policies": True, "附件1二（二）5": "否", "later": None},
        "judged": {"*": {"value": "是", "source": "评审会"}},
    }
    normalized = normalize(raw, OWN, AS_OF)
    assert codes(normalized) == []
    assert normalized.facts.known == {
        "kind": Known("organization"),
        "name": Known("重庆甲乙机械有限公司"),
        "established_on": Known(date(2012, 3, 1), "register", date(2024, 1, 3)),
        "region": Known("500112"),
        "is_legal_person": Known(True),
        "organization_types": Known(("manufacturing", "small_medium")),
        "accidents": Known(()),
        "revenue": Known(12000.0),
        "parent.established_on": Known(date(2000, 1, 1)),
        "parent.country": Known("CN"),
    }
    assert normalized.facts.said == {
        ("declared", "follows_policies"): True,
        ("declared", "附件1二（二）5"): False,
        ("judged", "*"): True,
    }


def test_columns_of_a_register_stand_flat() -> None:
    flat = {"parent.region": "500112", "declared.excellence": "1", "judged.附件1二（二）2": "0"}
    nested = {"parent": {"region": "500112"}, "declared": {"excellence": 1}, "judged": {"附件1二（二）2": 0}}
    assert normalize(flat) == normalize(nested)
    assert normalize(flat).facts.said == {
        ("declared", "excellence"): True,
        ("judged", "附件1二（二）2"): False,
    }


@pytest.mark.parametrize(
    "written", ["附件1二（二）5#3", "附件1 二（二）5#3", "附件1二(二)5#3", "附件１二（二）５#３"]
)
def test_clauses_in_any_spelling(written: str) -> None:
    assert normalize({"declared": {written: True}}).facts.said == {("declared", "附件1二（二）5#3"): True}


@pytest.mark.parametrize(
    ("raw", "fact", "code"),
    [
        ({"establishd_on": "2010-01-01"}, "establishd_on", "facts_no_such_near"),
        ({"成立日期": "2010-01-01"}, "成立日期", "facts_no_such_near"),
        ({"brand_value": 3}, "brand_value", "facts_no_such"),
        ({"parent": {"founded": 3}}, "parent.founded", "facts_no_such"),
        ({"parent": {"parent": {"region": "50"}}}, "parent.parent", "facts_no_such"),
        ({3: 3}, "3", "facts_no_such"),
        ({"parent": "重庆甲集团"}, "parent", "facts_not_object"),
        ({"declared": True}, "declared", "facts_not_object"),
        ({"declared": {"honest": "大概"}}, "declared.honest", "value_not_flag"),
        ({"judged": {"a": []}}, "judged.a", "value_not_flag"),
        ({"region": "50", "parent.region": "50", "parent": {"region": "51"}}, "parent.region", "facts_twice"),
        ({"declared": {"a": True}, "declared.a": False}, "declared.a", "facts_twice"),
        ({"established_on": {"value": "2010"}}, "established_on", "value_day_missing"),
        ({"country": {"value": "CN", "on": "去年"}}, "country.on", "value_not_date"),
        ({"country": {"value": {"value": "CN"}}}, "country", "value_not_text"),
        ({"accidents": [{}, {"on": "2025-01-01"}]}, "accidents.2.on", "value_day_later"),
    ],
)
def test_findings_name_the_fact(raw: Mapping[str, object], fact: str, code: str) -> None:
    finding = only(normalize(raw, as_of=AS_OF))
    assert (finding.fact, finding.code) == (fact, code)
    assert finding.text() != finding.text(Lang.EN)


def test_a_heading_leads_to_its_fact() -> None:
    assert only(normalize({"成立日期": "2010-01-01"})).params["near"] == "established_on"


def test_the_first_of_two_values_counts() -> None:
    raw = {"parent.region": "50", "parent": {"region": "51"}, "declared": {"a": True}, "declared.a": False}
    facts = normalize(raw).facts
    assert (facts.value("parent.region"), facts.said["declared", "a"]) == ("50", True)


def test_in_operation_before_it_was_founded() -> None:
    raw = {"established_on": "2012-03-01", "in_operation_since": "2012-02-29"}
    finding = only(normalize(raw))
    assert (finding.code, finding.severity) == ("facts_operation_before_founding", Severity.WARNING)
    assert codes(normalize({**raw, "in_operation_since": "2012-03-01"})) == []


def test_findings_in_words() -> None:
    raw = {"accidents": [{"severity": "很大"}], "parent": {"established_on": "早年"}, "revenue": "三千"}
    texts = [finding.text() for finding in normalize(raw, OWN).findings]
    assert texts == [
        "事故记录第1条的事故等级：“很大”不在可填的范围内，按未知处理；可填：especially_major（特别重大）、"
        "major（重大）、larger（较大）、general（一般）。",
        "所在单位的成立日期：“早年”不是日期，按未知处理；请写成2010-01-01的样子。",
        "营业收入：“三千”不是数，按未知处理；请只写数字，如1200或1200.5。",
    ]
    finding = normalize(raw, OWN).findings[1]
    assert finding.as_dict(Lang.EN) == {
        "code": "value_not_date",
        "fact": "parent.established_on",
        "severity": "warning",
        "params": {"written": "早年"},
        "message": "date of establishment (of the parent organization): “早年” isn't a date and counts as "
        "unknown; write it like 2010-01-01.",
    }


def test_sources_are_cleaned_and_cut() -> None:
    raw = {"country": {"value": "CN", "source": "市场监管\x1b[31m局\n复函" + "甲" * 1000}}
    source = normalize(raw).facts.known["country"].source
    assert source.startswith("市场监管[31m局 复函甲")
    assert len(source) < 201
    assert normalize({"country": {"value": "CN", "source": 3}}).facts.known["country"] == Known("CN")


def test_a_record_with_value_among_its_fields_is_no_wrapper() -> None:
    spec = FactSpec(
        "prices", FactType.RECORDS, fields=(FactSpec("value", FactType.NUMBER), FactSpec("in", FactType.TEXT))
    )
    facts = normalize({"prices": [{"value": 3, "in": "2023"}]}, {"prices": spec}).facts
    assert facts.value("prices") == ({"value": 3.0, "in": "2023"},)


@pytest.mark.parametrize("raw", [None, [], "kind", 3, [{"kind": "team"}]])
def test_what_is_no_object_is_said(raw: Any) -> None:
    normalized = normalize(raw)
    assert codes(normalized) == [("", "facts_not_object")]
    assert normalized.facts.known == {}


def test_hostile_input_is_bounded() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    many = {f"x{number}": number for number in range(MOST_KEYS + 1000)}
    bad = [{"on": "?!"}] * 5000
    normalized = normalize({"accidents": deep, "titles": bad, "name": "甲" * 10_000_000, **many})
    assert len(normalized.findings) == MOST_NOTES + 1
    assert normalized.findings[-1].code == "facts_more"
    assert len(str([finding.text() for finding in normalized.findings])) < 100_000
    while deep:  # taken apart by hand, for the interpreter would go down as deep
        deep = deep.pop()


@given(
    st.dictionaries(
        st.sampled_from([*COMMON_FACTS, "parent", "declared", "judged"]) | st.text(max_size=9), JUNK
    )
)
def test_whatever_is_given_never_raises(raw: dict[str, object]) -> None:
    normalized = normalize(raw, OWN, AS_OF)
    assert all(finding.text(lang) for finding in normalized.findings for lang in Lang)
    assert set(normalized.facts.known) <= {f"{prefix}{name}" for prefix in ("", "parent.") for name in OWN}
    again = normalize({name: known.value for name, known in normalized.facts.known.items()}, OWN, AS_OF)
    assert {name: known.value for name, known in again.facts.known.items()} == {
        name: known.value for name, known in normalized.facts.known.items()
    }
