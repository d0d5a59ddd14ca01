"""A rule pack as a workbook, edited by officials and read back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from jianyou.domain.eligibility.cells import shown_test, where_of
from jianyou.domain.eligibility.difference import difference
from jianyou.domain.eligibility.load import builtin_packs, load_pack, parse_pack
from jianyou.domain.eligibility.pack import FieldOp, FieldTest, Pack, leaves
from jianyou.domain.eligibility.read_sheets import Imported, from_sheets, read_sheets
from jianyou.domain.eligibility.sheets import LEAF_COLUMNS, PARAMETER_COLUMNS, to_sheets
from jianyou.officefiles.model import Block, Cell, Document, FileKind, Table
from jianyou.officefiles.writing.xlsx import write_xlsx
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.lang import Lang
from tests.domain.eligibility.pack_samples import FULL, SMALLEST
from tests.strategies.eligibility import packs

PACK = parse_pack(FULL, source="")
LEAF_AT = {
    leaf.code: row for row, leaf in enumerate((lf for c in PACK.conditions for lf in leaves(c.node)), 2)
}
PARAMETER_AT = {"years": 2, "years later": 3, "severities": 4, "lawful": 5}
COLUMN = {key: number for number, key in enumerate(LEAF_COLUMNS, 1)}
PARAMETER_COLUMN = {key: number for number, key in enumerate(PARAMETER_COLUMNS, 1)}
Edit = Callable[[Worksheet, Worksheet], object]


def exported(pack: Pack, lang: Lang = Lang.ZH) -> bytes:
    written = write_xlsx(to_sheets(pack, lang))
    assert written.findings == ()
    return written.data


def imported(data: bytes, base: Pack, folder: Path) -> Imported:
    path = folder / "规则.xlsx"
    path.write_bytes(data)
    return read_sheets(path, base)


def edited(edit: Edit, folder: Path, base: Pack = PACK) -> Imported:
    book = openpyxl.load_workbook(BytesIO(exported(base)))
    leaf_sheet, parameter_sheet, _ = book.worksheets
    edit(leaf_sheet, parameter_sheet)
    saved = BytesIO()
    book.save(saved)
    return imported(saved.getvalue(), base, folder)


def put(leaf: str, column: str, value: object) -> Edit:
    return lambda sheet, _: sheet.cell(LEAF_AT[leaf], COLUMN[column]).__setattr__("value", value)


def put_parameter(row: int, column: str, value: object) -> Edit:
    return lambda _, sheet: sheet.cell(row, PARAMETER_COLUMN[column]).__setattr__("value", value)


def told(result: Imported) -> list[tuple[str, str]]:
    """The code and cell of each finding that is an error; then there is no pack."""
    assert (result.text, result.pack) == ("", None)
    errors = [finding for finding in result.findings if finding.severity is Severity.ERROR]
    return [(finding.code, finding.place.text(Lang.ZH)) for finding in errors]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", builtin_packs())
def test_a_built_in_pack_comes_back_unchanged(name: str, lang: Lang, tmp_path: Path) -> None:
    pack = load_pack(name)
    result = imported(exported(pack, lang), pack, tmp_path)
    assert result.findings == ()
    assert result.pack is not None
    assert replace(result.pack, digest=pack.digest) == pack
    assert parse_pack(result.text, source="") == result.pack


@given(packs(most_conditions=3, deepest=2))
@settings(max_examples=15)
def test_any_pack_comes_back_unchanged(pack: Pack) -> None:
    with TemporaryDirectory() as folder:
        result = imported(exported(pack), pack, Path(folder))
    assert result.findings == ()
    assert result.pack is not None
    assert replace(result.pack, digest="") == pack


@pytest.mark.parametrize(
    ("edit", "changes"),
    [
        (put("earning", "value", 6000), ["规则 earning，number：5000.5 → 6000"]),
        (put("earning", "op", "below"), ["规则 earning，op：at_least → below"]),
        (put("standing", "value", "4"), ["规则 standing，years：$years → 4"]),
        (put("large", "value", "large、small"), ["规则 large，values：large → large、small"]),
        (put("elsewhere", "unsure", "12"), ["规则 elsewhere，unsure：（无） → 12"]),
        (put("elsewhere", "by_parent", None), ["规则 elsewhere，by_parent：是 → 否"]),
        (put("honesty", "proof", "信用中国查询结果"), ["规则 honesty，proof：信用报告 → 信用中国查询结果"]),
        (put("honesty", "months", 3), ["规则 honesty，proof：信用报告 → 信用报告 / 3"]),
        (put("honesty", "leaf_text", "写明守信"), ["规则 honesty，text：声明守信 → 写明守信"]),
        (put("large", "text", "三年，有规模。"),
         ["条件 standing，text：依法设立满三年，并且有规模。 → 三年，有规模。"]),
        (put("clean", "where", "severity one_of $severities unsure larger、general\non within_years 5"),
         ["规则 clean，where：severity one_of $severities unsure larger；on within_years $years；"
          "responsible is 是 → severity one_of $severities unsure larger、general；on within_years 5"]),
        (put("patented", "where", None), ["规则 patented，where：granted_on not_over；own is 否 → （无）"]),
        (put_parameter(2, "setting", 5), ["参数 years，values 2026-03-01：3 → 5"]),
        (put_parameter(3, "setting", "2.5"), ["参数 years，values 2027-01-01：不限 → 2.5"]),
        (put_parameter(4, "setting", "major"),
         ["参数 severities，values 2026-01-01：major、especially_major → major"]),
        (put_parameter(5, "setting", "no"), ["参数 lawful，values 2026-01-01：是 → 否"]),
        (put_parameter(3, "since", date(2028, 1, 1)),
         ["参数 years，values 2027-01-01：不限 → （无）", "参数 years，values 2028-01-01：（无） → 不限"]),
        (put_parameter(4, "label", "事故等级"), ["参数 severities，label：等级 → 事故等级"]),
        (put_parameter(3, "parameter_clause", "附件1二2"), ["参数 years，clause：附件1二1#2 → 附件1二2"]),
        (lambda _, sheet: sheet.append(["years", "", "", "2029-01-01", 7, "", "", ""]),
         ["参数 years，values 2029-01-01：（无） → 7"]),
        (put("large", "leaf_clause", "附件1二2#1"), ["规则 large，clause：附件1二2 → 附件1二2#1"]),
    ],
)  # fmt: skip
def test_a_changed_cell_changes_the_pack(edit: Edit, changes: list[str], tmp_path: Path) -> None:
    result = edited(edit, tmp_path)
    assert result.findings == ()
    assert result.pack is not None
    assert [change.text(Lang.ZH) for change in difference(PACK, result.pack)] == changes
    assert parse_pack(result.text, source="") == result.pack


def test_a_parameter_that_is_used_no_more_goes_with_its_row(tmp_path: Path) -> None:
    def edit(sheet: Worksheet, parameters: Worksheet) -> None:
        sheet.cell(LEAF_AT["lawful"], COLUMN["value"]).value = "是"
        parameters.delete_rows(5)

    result = edited(edit, tmp_path)
    assert result.findings == ()
    assert result.pack is not None
    assert [change.code for change in difference(PACK, result.pack)] == ["lawful", "lawful"]
    assert list(result.pack.parameters) == ["years", "severities"]
    assert told(edited(put("lawful", "value", "是"), tmp_path)) == [
        ("pack_parameter_unused", "工作表“参数”A5")
    ]


def test_a_clause_that_changes_loses_its_digest(tmp_path: Path) -> None:
    result = edited(put("standing", "clause", "附件1二7"), tmp_path)
    assert [(finding.code, finding.place.text(Lang.ZH)) for finding in result.findings] == [
        ("pack_sheet_digest_dropped", "工作表“条件”B2")
    ]
    assert result.pack is not None
    assert (str(result.pack.conditions[0].clause), result.pack.conditions[0].digest) == ("附件1二7", "")
    leaf = next(leaves(result.pack.conditions[0].node))
    assert leaf.clause == result.pack.conditions[0].clause


def test_rows_may_be_sorted_and_columns_moved(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(exported(PACK)))
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in reversed(row)] for row in sheet.iter_rows()]
    sheet.delete_rows(1, sheet.max_row)
    sheet.append(["2026年修订稿"])
    sheet.append([])
    for row in [rows[0], *reversed(rows[1:])]:
        sheet.append([*row, "备注"])
    saved = BytesIO()
    book.save(saved)
    result = imported(saved.getvalue(), PACK, tmp_path)
    assert result.findings == ()
    assert result.pack is not None
    assert replace(result.pack, digest=PACK.digest) == PACK


def cell(leaf: str, column: str) -> str:
    return f"工作表“条件”{chr(64 + COLUMN[column])}{LEAF_AT[leaf]}"


@pytest.mark.parametrize(
    ("leaf", "column", "value", "code"),
    [
        ("earning", "leaf", "earnings", "pack_sheet_row_unknown"),
        ("earning", "condition", "clean", "pack_sheet_fixed"),
        ("earning", "basis", "judged", "pack_sheet_fixed"),
        ("excellent", "fact", "region", "pack_sheet_said_asks"),
        ("clean", "where", "等级 重大", "data_bad_choice"),
        ("clean", "where", "severity one_of major 其他", "pack_sheet_bad_where"),
        ("clean", "where", "severity one_of [1]", "pack_sheet_bad_where"),
        ("clean", "where", "severity", "pack_sheet_bad_where"),
        ("clean", "where", "severity one_of 特大", "data_bad_choice"),
        ("earning", "fact", "revenu", "data_bad_choice_near"),
        ("earning", "op", ">=", "data_bad_choice"),
        ("earning", "op", "is", "pack_op_not_for_fact"),
        ("earning", "value", "五千", "pack_bad_number"),
        ("earning", "value", None, "data_key_missing"),
        ("earning", "value", "$year", "pack_ref_unknown"),
        ("earning", "value", "$severities", "pack_setting_not_number"),
        ("large", "value", "larg", "data_bad_choice_near"),
        ("large", "value", "[1", "data_not_list"),
        ("elsewhere", "value", "重庆", "pack_value_written"),
        ("elsewhere", "by_parent", "也许", "data_bad_flag"),
        ("honesty", "months", "半年", "data_bad_whole"),
        ("honesty", "leaf_clause", "第五条", "data_bad_clause"),
        ("excellent", "clause", "第四条", "data_bad_clause"),
        ("excellent", "text", None, "data_key_missing"),
        ("excellent", "text", "好" * 500, "data_text_too_long"),
    ],
)
def test_a_bad_cell_is_told_at_its_place(
    leaf: str, column: str, value: object, code: str, tmp_path: Path
) -> None:
    assert (code, cell(leaf, column)) in told(edited(put(leaf, column, value), tmp_path))


@pytest.mark.parametrize(
    ("row", "column", "value", "code"),
    [
        (2, "parameter", "year", "pack_sheet_parameter_unknown"),
        (2, "since", "三月", "pack_sheet_bad_day"),
        (3, "since", date(2026, 3, 1), "pack_sheet_row_twice"),
        (2, "setting", "三", "pack_setting_not_number"),
        (5, "setting", "3", "pack_setting_not_flag"),
        (4, "setting", "[1]", "pack_setting_not_texts"),
        (4, "label", None, "data_key_missing"),
        (2, "parameter_clause", "第一条", "data_bad_clause"),
    ],
)
def test_a_bad_parameter_is_told_at_its_place(
    row: int, column: str, value: object, code: str, tmp_path: Path
) -> None:
    place = f"工作表“参数”{chr(64 + PARAMETER_COLUMN[column])}{row}"
    assert (code, place) in told(edited(put_parameter(row, column, value), tmp_path))


def test_different_changes_of_one_condition_are_told(tmp_path: Path) -> None:
    def edit(sheet: Worksheet, _: Worksheet) -> None:
        for leaf, text in (("standing", "甲"), ("large", "乙")):
            sheet.cell(LEAF_AT[leaf], COLUMN["text"]).value = text

    assert told(edited(edit, tmp_path)) == [("pack_sheet_conflict", cell("large", "text"))]


def test_a_code_that_stands_twice_is_told(tmp_path: Path) -> None:
    assert told(edited(put("earning", "leaf", "large"), tmp_path)) == [
        ("pack_sheet_row_twice", cell("large", "leaf")),
        ("pack_sheet_row_missing", "整个文件"),
    ]


def test_a_row_that_is_gone_is_told(tmp_path: Path) -> None:
    result = edited(lambda sheet, _: sheet.delete_rows(LEAF_AT["clean"]), tmp_path)
    assert told(result) == [("pack_sheet_row_missing", "整个文件")]
    assert result.findings[0].params == {"name": "clean"}


def test_a_pack_that_has_changed_since_is_told(tmp_path: Path) -> None:
    result = imported(exported(PACK), replace(PACK, digest="0" * 64), tmp_path)
    assert [(finding.code, finding.severity) for finding in result.findings] == [
        ("pack_sheet_other_edition", Severity.WARNING)
    ]
    assert result.pack is not None


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda book: book.remove(book.worksheets[0]), "pack_sheet_unlike"),
        (lambda book: book.remove(book.worksheets[1]), "pack_sheet_unlike"),
        (lambda book: book.remove(book.worksheets[2]), "pack_sheet_unlike"),
        (lambda book: book.worksheets[0].delete_cols(9), "pack_sheet_column_missing"),
        (lambda book: book.worksheets[2].delete_rows(2), "pack_sheet_other_pack"),
    ],
)
def test_another_workbook_is_refused(
    edit: Callable[[openpyxl.Workbook], object], code: str, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(BytesIO(exported(PACK)))
    edit(book)
    saved = BytesIO()
    book.save(saved)
    with pytest.raises(Refused) as refused:
        imported(saved.getvalue(), PACK, tmp_path)
    assert refused.value.code == code


def test_another_packs_workbook_is_refused(tmp_path: Path) -> None:
    tiny = parse_pack(SMALLEST, source="")
    with pytest.raises(Refused) as refused:
        imported(exported(tiny), PACK, tmp_path)
    assert (refused.value.code, refused.value.params) == (
        "pack_sheet_other_pack",
        {"name": "tiny", "base": "innovation-2026"},
    )
    assert imported(exported(tiny), tiny, tmp_path).findings == ()


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        imported(b"pack: tiny\n", PACK, tmp_path)


JUNK = st.sampled_from(
    ["", "$", "$years", "$x", "[", '["a"]', "[" * 5000, "、", "yes", "否", "-1", "1e9", "附件1#", "null",
     "field op", "on within_years", "severity one_of [", "=1+1", "\x00", "\ud800", "\u2028", "。" * 3000]
) | st.text(max_size=6)  # fmt: skip


@given(st.data())
@settings(max_examples=150)
def test_junk_in_any_cell_is_a_finding_or_a_refusal(data: st.DataObject) -> None:
    sheets = to_sheets(PACK)
    grids = [[[column.title for column in each.columns], *map(list, each.rows)] for each in sheets]
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.sampled_from([row for grid in grids for row in grid]))
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(JUNK)
    tables: list[Block] = [
        Table(
            [[Cell(text, y, x) for x, text in enumerate(row, 1)] for y, row in enumerate(grid, 1)],
            0,
            sheet.name,
        )
        for sheet, grid in zip(sheets, grids, strict=True)
    ]
    try:
        result = from_sheets(Document("junk.xlsx", FileKind.XLSX, tables), PACK)
    except Refused as refused:
        reason = refused.text(Lang.ZH)
    else:
        reason = "".join(finding.text(Lang.EN) for finding in result.findings)
        assert (result.pack is None) == any(each.severity is Severity.ERROR for each in result.findings)
        reason += "ok" if result.pack else ""
    assert reason


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (FieldTest("a", FieldOp.NOT_OVER), {"field": "a", "op": "not_over"}),
        (FieldTest("a", FieldOp.IS, flag=False), {"field": "a", "op": "is", "is": False}),
        (FieldTest("a", FieldOp.WITHIN_YEARS, years=2.5), {"field": "a", "op": "within_years", "years": 2.5}),
        (FieldTest("a", FieldOp.ONE_OF, ("x", "y")), {"field": "a", "op": "one_of", "values": ["x", "y"]}),
        (
            FieldTest("a", FieldOp.ONE_OF, ("unsure", "x y"), ("、", "$z")),
            {"field": "a", "op": "one_of", "values": ["unsure", "x y"], "unsure": ["、", "$z"]},
        ),
        (
            FieldTest("a", FieldOp.ONE_OF, ("unsure",), ("unsure",)),
            {"field": "a", "op": "one_of", "values": ["unsure"], "unsure": ["unsure"]},
        ),
    ],
)
def test_a_test_of_a_record_survives_its_cell(line: FieldTest, expected: dict[str, object]) -> None:
    assert where_of(f"  {shown_test(line)}\n\n") == [expected]
