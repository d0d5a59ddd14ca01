"""What lists ask of an entry, as its row and its findings tell."""

from datetime import date

import pytest

from jianyou.domain.annexes.marks import Marks, columns_of, marks_of
from jianyou.domain.annexes.schema import AnnexSchema, Column, ColumnKind
from jianyou.domain.calls.load import load_call

AS_OF = date(2024, 2, 22)
CALL = load_call("chongqing-2024")
GOOD_CODE = "91350100M000100Y43"


def found(code: str, severity: str) -> dict[str, str]:
    return {"code": code, "severity": severity}


def test_columns_of_the_built_in_call() -> None:
    columns = columns_of(CALL.annex, regions=True)
    assert (columns.district, columns.industry, columns.uscc) == (
        "location_industry",
        "location_industry",
        "",
    )
    assert columns_of(CALL.annex, regions=False).district == ""


@pytest.mark.parametrize(
    ("written", "district", "industry"),
    [
        ("渝北区 汽车制造业", "渝北区", "C36"),
        ("两江新区", "两江新区", ""),
        ("C3670", "", "C3670"),
        ("", "", ""),
        ("某地某业", "", ""),
    ],
)
def test_a_place_is_told_by_its_official_name_and_a_trade_by_its_code(
    written: str, district: str, industry: str
) -> None:
    marks = marks_of(columns_of(CALL.annex, regions=True), {"location_industry": written}, (), AS_OF)
    assert marks == Marks(district=district, industry=industry)


def test_findings_are_counted_by_their_weight_and_named_once() -> None:
    findings = [
        found("too_long", "error"),
        found("too_long", "error"),
        found("near", "warning"),
        found("told", "info"),
    ]
    marks = marks_of(columns_of(CALL.annex, regions=True), {}, findings, AS_OF)
    assert marks == Marks(errors=2, warnings=1, codes=("near", "too_long"))


@pytest.mark.parametrize(
    ("written", "kept"), [(GOOD_CODE, GOOD_CODE), (GOOD_CODE[:-1] + "0", ""), ("", ""), ("不详", "")]
)
def test_only_a_credit_code_that_can_be_right_is_kept(written: str, kept: str) -> None:
    schema = AnnexSchema(
        "表",
        (
            Column("name", "名称", ColumnKind.NAME),
            Column("code", "统一社会信用代码", ColumnKind.CREDIT_CODE),
        ),
    )
    columns = columns_of(schema, regions=False)
    assert marks_of(columns, {"code": written}, (), AS_OF).uscc == kept
