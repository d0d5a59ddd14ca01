from collections.abc import Sequence
from datetime import date

import pytest

from jianyou.domain.annexes.check import Day, check_row
from jianyou.domain.annexes.records import Row, Value
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.calls.load import load_call
from jianyou.terms.finding import Finding
from jianyou.terms.place import Place

PLACE = Place("表.docx", "", 1, 3, 1)
DAY = Day(date(2024, 2, 22), "chongqing")
GOOD = {
    "name": "渝州精铸机械有限公司",
    "location_industry": "江津区 通用设备制造业",
    "profile": "公司成立于2006年，系民营企业，主营精密铸件研发、生产与销售，现有员工320人。",
    "feature": "全员改进，缺陷归零",
    "honors": "2021年重庆市市长质量管理奖提名奖",
    "contact": "贺明远 质量部部长 19900000001",
    "willing": "是",
}


@pytest.fixture(scope="module")
def schema() -> AnnexSchema:
    return load_call("chongqing-2024").annex


def checked(schema: AnnexSchema, day: Day = DAY, **changed: str) -> Sequence[Finding]:
    values = {key: Value(text, PLACE) for key, text in {**GOOD, **changed}.items()}
    return list(check_row(Row(1, PLACE, values), schema, day))


def told(findings: Sequence[Finding]) -> list[tuple[str, str | None, str]]:
    return [(finding.code, finding.column, finding.severity.value) for finding in findings]


def test_a_good_row_has_no_findings(schema: AnnexSchema) -> None:
    assert told(checked(schema)) == []


def test_finding_carries_its_cell_and_its_entry(schema: AnnexSchema) -> None:
    (finding,) = checked(schema, willing="")
    assert finding == Finding(
        "value_missing", finding.severity, PLACE, {"title": "是否有意愿申报中国质量奖"}, 1, "willing"
    )


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("name", "", ("value_missing", "error")),
        ("feature", "质" * 26, ("over_limit", "error")),
        ("feature", "质" * 24 + "，。", ("over_limit_by_punctuation", "warning")),
        ("feature", "质" * 20 + "ISO9001认证", ("over_limit_by_letters", "info")),
        ("contact", "贺明远 质量部部长", ("contact_phone_missing", "error")),
        ("contact", "贺明远 19900000001", ("contact_post_missing", "warning")),
        ("contact", "质量部部长 19900000001", ("contact_name_missing", "error")),
        ("willing", "待定", ("yes_no_unclear", "error")),
        ("honors", "2016年重庆市市长质量管理奖", ("honor_too_old", "warning")),
        ("honors", "2019年重庆市市长质量管理奖", ("honor_year_only", "info")),
        ("honors", "重庆市市长质量管理奖", ("honor_without_year", "warning")),
        ("honors", "2021年先进单位", ("honor_level_unknown", "warning")),
        ("honors", "2021年江津区区长质量管理奖", ("honor_level_too_low", "warning")),
        ("location_industry", "通用设备制造业", ("region_missing", "warning")),
        ("location_industry", "江津区", ("industry_missing", "warning")),
        ("location_industry", "两江新区 汽车制造业", ("region_functional_area", "info")),
        ("location_industry", "江津区、渝北区 汽车制造业", ("region_several", "warning")),
        ("location_industry", "江津区 制造业", ("industry_only_section", "info")),
    ],
)
def test_one_fault_one_finding(
    schema: AnnexSchema, column: str, text: str, expected: tuple[str, str]
) -> None:
    assert told(checked(schema, DAY, **{column: text})) == [(expected[0], column, expected[1])]


def test_honors_may_be_none_or_empty(schema: AnnexSchema) -> None:
    assert told(checked(schema, honors="无")) == []
    assert told(checked(schema, honors="")) == []


def test_profile_limit_is_never_more_than_a_warning(schema: AnnexSchema) -> None:
    (finding,) = checked(schema, profile=GOOD["profile"] + "质" * 300)
    assert (finding.code, finding.severity) == ("over_limit_as_a_rule", "warning")


@pytest.mark.parametrize(
    ("profile", "missing"),
    [
        ("系民营企业，主营精密铸件生产，现有员工320人。", "成立时间"),
        ("成立于2006年，主营精密铸件生产，现有员工320人。", "经济类型"),
        ("成立于2006年，系民营企业，现有员工320人。", "业务范围"),
        ("成立于2006年，系民营企业，主营精密铸件生产。", "员工数量"),
    ],
)
def test_each_fact_an_organization_must_tell(schema: AnnexSchema, profile: str, missing: str) -> None:
    (finding,) = checked(schema, profile=profile)
    assert (finding.code, finding.severity, finding.params) == ("fact_missing", "warning", {"label": missing})


def test_facts_are_only_remarked_where_the_kind_is_unknown(schema: AnnexSchema) -> None:
    (finding,) = checked(schema, name="亿达智造", profile="成立于2006年，民营企业，主营精密铸件生产。")
    assert (finding.code, finding.severity) == ("fact_missing", "info")


def test_facts_are_not_asked_of_a_person(schema: AnnexSchema) -> None:
    assert told(checked(schema, name="贺明远", profile="从业三十年。")) == []


def test_regions_are_judged_on_the_day(schema: AnnexSchema) -> None:
    findings = checked(
        schema, Day(date(2026, 2, 22), "chongqing"), location_industry="渝北区 汽车制造业", honors="无"
    )
    assert told(findings) == [("region_abolished", "location_industry", "warning")]


def test_a_call_without_a_region_table_asks_for_none(schema: AnnexSchema) -> None:
    assert told(checked(schema, Day(date(2024, 2, 22)), location_industry="柯桥区 汽车制造业")) == []


def test_what_was_understood(schema: AnnexSchema) -> None:
    row = Row(1, PLACE, {key: Value(text, PLACE) for key, text in GOOD.items()})
    list(check_row(row, schema, DAY))
    assert row.parsed["location_industry"] == {
        "region": {"name": "江津区", "code": "500116", "kind": "district"},
        "industry": {"name": "通用设备制造业", "code": "C34", "section": "C", "confidence": "exact"},
    }
    assert row.parsed["honors"] == {
        "honors": [{"text": "2021年重庆市市长质量管理奖提名奖", "year": 2021, "level": "provincial"}]
    }
    assert row.parsed["willing"] == {"answer": True}
    assert row.parsed["feature"] == {"words": 9, "words_without_punctuation": 8}
    assert row.parsed["contact"] == {
        "people": [
            {
                "name": "贺明远",
                "post": "质量部部长",
                "phones": [{"number": "19900000001", "extension": None, "kind": "mobile"}],
            }
        ]
    }
