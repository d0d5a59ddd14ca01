"""Countries, regions, industries and credit codes, from codes and from words."""

from datetime import date

import pytest

from jianyou.codes.uscc import make
from jianyou.domain.eligibility.facts import COMMON_FACTS, FactSpec, FactType
from jianyou.domain.eligibility.values import Normal, normal_value
from jianyou.domain.eligibility.values_words import PROVINCES
from tests.domain.eligibility.test_values import AS_OF, read


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("中国", "CN"),
        ("CN", "CN"),
        ("cn", "CN"),
        ("CHN", "CN"),
        ("中华人民共和国", "CN"),
        ("China", "CN"),
        (156, "CN"),
        ("de", "DE"),
        ("中国香港", "HK"),
    ],
)
def test_countries(raw: object, expected: str) -> None:
    assert read("country", raw) == (expected, "")


@pytest.mark.parametrize(
    ("raw", "as_of", "expected", "code"),
    [
        ("重庆", None, "50", ""),
        ("重庆市", None, "50", ""),
        ("500000", None, "50", ""),
        (500112, None, "500112", ""),
        ("500112000000", None, "500112", ""),
        ("500112001002", None, "500112001002", ""),
        ("510100", None, "5101", ""),
        ("渝北区", None, "500112", ""),
        ("渝北区", AS_OF, "500112", ""),
        ("渝北区", date(2026, 1, 1), "500112", "region_abolished"),
        ("重庆市江北区观音桥", AS_OF, "500105", ""),
        ("开县", AS_OF, "500154", "region_former_name"),
        ("两江新区", AS_OF, "50", "value_region_part"),
        ("渝北区、江北区", AS_OF, "50", "value_region_part"),
        ("重庆市某镇", AS_OF, "50", "value_region_part"),
        ("500199", None, "50", "value_region_part"),
        ("四川省成都市", None, "51", ""),
        ("四川成都", None, "51", ""),
        ("中国内蒙古自治区", None, "15", ""),
        ("海南藏族自治州", None, None, "value_region_unknown"),
        ("上海路12号", None, None, "value_region_unknown"),
        ("99", None, None, "value_region_unknown"),
        ("火星", None, None, "value_region_unknown"),
        (True, None, None, "value_not_text"),
    ],
)
def test_regions(raw: object, as_of: date | None, expected: str | None, code: str) -> None:
    assert read("region", raw, as_of) == (expected, code)


def test_the_provinces_are_all_there() -> None:
    assert len(PROVINCES) == len(set(PROVINCES.values())) == 34
    assert [read("region", name) for name in PROVINCES] == [(code, "") for code in PROVINCES.values()]


@pytest.mark.parametrize(
    ("raw", "expected", "code"),
    [
        ("C3670", "C3670", ""),
        ("c36", "C36", ""),
        ("Ｃ３６", "C36", ""),
        ("C-36", "C36", ""),
        ("36", "C36", ""),
        (3670, "C3670", ""),
        (3670.0, "C3670", ""),
        ("C", "C", ""),
        ("制造业", "C", ""),
        ("汽车制造业", "C36", ""),
        ("汽车零部件及配件制造(3670)", "C3670", ""),
        ("汽车制造业、通用设备制造业", "C", "value_industry_several"),
        ("汽车制造业、电力生产", None, "value_industry_several"),
        ("C3999", "C", "industry_code_unknown"),
        ("E36", None, "industry_code_section"),
        ("电子信息", None, "value_industry_near"),
        ("做点小生意", None, "value_industry_unknown"),
        ("C0", None, "value_industry_unknown"),
    ],
)
def test_industries(raw: object, expected: str | None, code: str) -> None:
    assert read("industry", raw) == (expected, code)


def test_codes_of_a_pack_itself_have_widths_and_case_folded() -> None:
    spec = FactSpec("class_code", FactType.CODE)
    assert normal_value(spec, " ａ1 2 ") == Normal("A12")


def test_credit_codes_are_checked_and_kept() -> None:
    code = make("12345678")
    assert read("uscc", code.lower()) == (code, "")
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert read("uscc", wrong) == (wrong, "uscc_check")
    assert read("uscc", "一二三") == ("一二三", "uscc_length")


def test_the_number_of_a_person_is_not_kept() -> None:
    normal = normal_value(COMMON_FACTS["uscc"], "11010519491231002X")
    assert (normal.value, normal.code) == (None, "uscc_resident_id")
    assert "11010519491231002X" not in str(normal)
