"""Workbooks: what was handed in comes out again, as text alone, and rows are tall enough."""

import io
import re
import zipfile

import openpyxl
import pytest
import python_calamine
from hypothesis import given

from jianyou.officefiles.paper import Paper, PaperColumn, SheetPaper
from jianyou.officefiles.writing.printable import printable_text
from jianyou.officefiles.writing.xlsx import write_xlsx
from jianyou.officefiles.writing.xlsx_sheet import MAX_ROWS, MAX_TEXT
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.place import Place
from tests.officefiles.papers import (
    ANY_ROWS,
    ANY_TEXT,
    COLUMNS,
    PROFILE,
    blank,
    everywhere,
    of_texts,
    paper,
    part,
    part_names,
    row,
)

S = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
SHEET = "xl/worksheets/sheet1.xml"
NAME = "推荐质量领域优质组织和个人信息汇总表"


def opened(data: bytes) -> openpyxl.Workbook:
    """The workbook as openpyxl, which shares nothing with us, reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def by_calamine(data: bytes, sheet: int = 0) -> list[list[str]]:
    """The values of a sheet as calamine, another reader, has them."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    lines = book.get_sheet_by_index(sheet).to_python()
    return [[value if isinstance(value, str) else repr(value) for value in line] for line in lines]


@given(ANY_ROWS)
def test_any_text_is_read_back_by_two_other_readers(rows: list[list[str]]) -> None:
    data = write_xlsx([of_texts(rows)]).data
    expected = [[printable_text(text) for text in line] for line in rows]
    # calamine leaves out empty rows at the end.
    read = by_calamine(data)[2:]
    assert read + [[""] * len(rows[0])] * (len(rows) - len(read)) == expected
    lines = opened(data).worksheets[0].iter_rows(min_row=3, values_only=True)
    # openpyxl decodes _x005F_ twice, see the test below.
    if not any("_x005F_" in text for line in expected for text in line):
        assert [[value or "" for value in line] for line in lines] == expected


@given(ANY_TEXT)
def test_any_text_may_stand_anywhere(text: str) -> None:
    shown = printable_text(text)
    read = by_calamine(write_xlsx([everywhere(text), SheetPaper(text, everywhere(text).columns, [])]).data)
    pair = f"{shown}：{shown}"
    lines = [[shown, ""]] * bool(shown) + [[shown, ""], [pair, pair], [shown, shown], [shown, shown]]
    lines += [["", ""], [shown, ""]]
    if not shown:
        # calamine leaves out empty rows at both ends.
        lines = [[pair, pair]]
    assert read == lines


def test_text_that_looks_like_an_escape_of_excel_stays_as_it_is() -> None:
    texts = ["_x0041_", "_x005F_x0041_", "a_x000D_b", "_x00", "_X0041_"]
    assert [line[0] for line in by_calamine(write_xlsx([of_texts([[text] for text in texts])]).data)][
        2:
    ] == texts


def test_every_text_is_read_back() -> None:
    whole = paper(2)
    sheet = opened(write_xlsx([whole]).data).worksheets[0]
    values = [[value for value in line if value is not None] for line in sheet.iter_rows(values_only=True)]
    assert values == [
        ["附件2"],
        [NAME],
        ["填报部门：渝州市某某区经济和信息化委员会", "联系人：王某", "联系电话：023-00001234"],
        [column.title for column in COLUMNS],
        *map(list, whole.rows),
        [whole.note],
    ]
    assert sheet.title == NAME


@given(ANY_ROWS)
def test_no_cell_is_ever_anything_but_text(rows: list[list[str]]) -> None:
    texts = of_texts(rows)
    data = write_xlsx([texts, SheetPaper("清单", texts.columns, texts.rows)]).data
    for name in (SHEET, "xl/worksheets/sheet2.xml"):
        cells = part(data, name).findall(".//s:c", S)
        assert {cell.get("t") for cell in cells} <= {"s", None}
        assert [child.tag for cell in cells for child in cell if not child.tag.endswith("}v")] == []
        assert [cell for cell in cells if cell.get("t") is None and len(cell)] == []
    assert [name for name in part_names(data) if "hyperlink" in name or "external" in name.lower()] == []


def test_a_formula_typed_as_text_stays_text_when_edited() -> None:
    long = "=" + "1+" * 200 + "1"
    sheet = opened(
        write_xlsx([of_texts([["=cmd|'/C calc'!A0", "+1", "-1", "@a", "013800000000", long]])]).data
    )
    cells = sheet.worksheets[0][3]
    assert [cell.data_type for cell in cells] == ["s"] * 6
    assert [(cell.number_format, cell.quotePrefix) for cell in cells] == [("@", False)] * 5 + [
        ("General", True)
    ]


def test_the_same_papers_give_the_same_bytes() -> None:
    assert write_xlsx([paper(), blank()]).data == write_xlsx([paper(), blank()]).data


def test_the_sheet_is_set_up_to_read_and_print() -> None:
    sheet = opened(write_xlsx([paper()]).data).worksheets[0]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A5", "$4:$4")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    fitted = sheet.sheet_properties.pageSetUpPr
    assert fitted is not None
    assert (fitted.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    footer = part(write_xlsx([paper()]).data, SHEET).find(".//s:oddFooter", S)
    assert footer.text == "&C&14— &P —"
    merged = ["A1:H1", "A2:H2", "A3:D3", "A8:H8", "F3:H3"]
    assert sorted(map(str, sheet.merged_cells.ranges)) == merged
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGH"]
    assert sum(widths) == 150


def test_a_plain_sheet_can_be_filtered() -> None:
    columns = [PaperColumn("文件", 2), PaperColumn("说明", 4)]
    sheets = [
        SheetPaper("问题清单", columns, [("甲.docx", "缺“联系电话”。")] * 3),
        SheetPaper("空", columns, []),
    ]
    book = opened(write_xlsx(sheets).data)
    assert [(sheet.title, sheet.auto_filter.ref, sheet.freeze_panes) for sheet in book.worksheets] == [
        ("问题清单", "A1:B4", "A2"),
        ("空", "A1:B1", "A2"),
    ]
    assert [list(line) for line in book.worksheets[0].iter_rows(values_only=True)] == [
        ["文件", "说明"],
        *[["甲.docx", "缺“联系电话”。"]] * 3,
    ]


def test_rows_are_tall_enough_for_their_text() -> None:
    sheet = opened(write_xlsx([paper(1, extra=[(*row(2)[:3], "字" * 300, *row(2)[4:])])]).data).worksheets[0]
    # 10.5 pt is 14 pixels; a column's pixels are 7 a digit and 5; a line of 仿宋 needs 1.15 of its size.
    per_line = (sheet.column_dimensions["D"].width * 7 + 5 - 6) // 14
    needed = -(-300 // per_line) * 10.5 * 1.15
    assert needed <= sheet.row_dimensions[6].height <= 1.7 * needed
    assert sheet.row_dimensions[6].height > sheet.row_dimensions[5].height


def test_blank_rows_keep_phones_and_grow_when_filled() -> None:
    data = write_xlsx([blank()]).data
    rows = part(data, SHEET).findall(".//s:row", S)
    assert [(row.get("ht"), row.get("customHeight")) for row in rows[4:8]] == [("54", None)] * 4
    sheet = opened(data).worksheets[0]
    assert {(cell.number_format, cell.value) for line in sheet["A5:H8"] for cell in line} == {("@", None)}
    assert {cell.border.left.style for line in sheet["A5:H8"] for cell in line} == {"thin"}


def test_what_a_cell_of_excel_cannot_hold_is_cut_and_reported() -> None:
    whole, long, wide = "字" * MAX_TEXT, "字" * (MAX_TEXT + 1), "\U00020bb7" * 16_384
    written = write_xlsx([of_texts([[whole, long, wide]])])
    assert [finding for finding in written.findings if finding.severity is Severity.ERROR] == [
        Finding(
            "sheet_text_cut",
            Severity.ERROR,
            Place("", "表", row=3, column=column),
            {"count": 32_768, "limit": MAX_TEXT},
            row=1,
        )
        for column in (2, 3)
    ]
    values = next(opened(written.data).worksheets[0].iter_rows(min_row=3, values_only=True))
    assert list(values) == [whole, long[:MAX_TEXT], wide[: MAX_TEXT // 2]]


def test_a_row_too_low_for_its_text_is_reported_and_shows_its_beginning() -> None:
    written = write_xlsx([paper(1, extra=[(*row(2)[:3], PROFILE * 12, *row(2)[4:])])])
    (finding,) = written.findings
    assert finding._replace(params={}) == Finding(
        "sheet_row_too_low", Severity.WARNING, Place("", NAME, row=6), {}, row=2
    )
    assert int(finding.params["lines"]) > 60
    sheet = opened(written.data).worksheets[0]
    assert (sheet.row_dimensions[6].height, sheet["D6"].alignment.vertical) == (409, "top")


def test_more_rows_than_a_sheet_has_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        write_xlsx([SheetPaper("表", [PaperColumn("栏")], [("x",)] * MAX_ROWS)])
    assert (refused.value.code, refused.value.params) == (
        "sheet_rows_exceeded",
        {"rows": MAX_ROWS + 1, "limit": MAX_ROWS},
    )


def test_sheet_names_are_those_that_excel_accepts() -> None:
    titles = [
        "甲[乙]/丙:丁*?\\戊",
        "History",
        "'引'",
        "",
        "长" * 40,
        "长" * 40,
        "A",
        "a",
        "第一行\n第二行",
        "\x01",
    ]
    sheets = [SheetPaper(title, [PaperColumn("栏")], []) for title in titles]
    assert opened(write_xlsx(sheets).data).sheetnames == [
        "甲乙丙丁戊",
        "History(2)",
        "引",
        "表4",
        "长" * 31,
        "长" * 28 + "(2)",
        "A",
        "a(2)",
        "第一行 第二行",
        "表10",
    ]


@pytest.mark.parametrize(
    ("pairs", "columns", "merged"),
    [
        (1, 1, []),
        (1, 3, ["A2:C2"]),
        (3, 3, []),
        (2, 5, ["A2:C2", "D2:E2"]),
        (4, 2, ["A2:B2"]),
    ],
)
def test_the_header_line_finds_room_whatever_the_columns(pairs: int, columns: int, merged: list[str]) -> None:
    header = [(f"项{number}", str(number)) for number in range(1, pairs + 1)]
    table = Paper("表", [PaperColumn("栏")] * columns, [], header=header)
    sheet = opened(write_xlsx([table]).data).worksheets[0]
    assert sorted(str(cells) for cells in sheet.merged_cells.ranges if cells.min_row == 2) == merged
    values = [value for value in next(sheet.iter_rows(min_row=2, max_row=2, values_only=True)) if value]
    whole = [f"{label}：{value}" for label, value in header]
    assert values == (whole if pairs <= columns else ["    ".join(whole)])


def test_every_part_has_its_content_type_and_its_relation() -> None:
    data = write_xlsx([paper(), blank()]).data
    overrides = {item.get("PartName") for item in part(data, "[Content_Types].xml") if item.get("PartName")}
    parts = {f"/{name}" for name in part_names(data) if not name.endswith((".rels", "[Content_Types].xml"))}
    assert overrides == parts
    related = {f"/xl/{relation.get('Target')}" for relation in part(data, "xl/_rels/workbook.xml.rels")}
    assert related | {"/xl/workbook.xml", "/docProps/core.xml", "/docProps/app.xml"} == parts


def test_characters_that_xml_cannot_hold_are_reported_where_they_stood() -> None:
    written = write_xlsx([paper(1, extra=[["2", "甲\x00公司", *row(2)[2:]]])])
    assert written.findings == (
        Finding(
            "control_characters_removed",
            Severity.WARNING,
            Place("", NAME, row=6, column=2),
            {"count": 1, "codes": "U+0000"},
            row=2,
            column="name",
        ),
    )


def test_a_workbook_needs_a_sheet() -> None:
    with pytest.raises(ValueError, match="at least one sheet"):
        write_xlsx([])


def test_no_name_of_a_person_or_machine_and_no_date_goes_in() -> None:
    data = write_xlsx([blank()]).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert re.findall(r"<(\w+:\w+)>", core) == ["dc:title", "dc:language"]
