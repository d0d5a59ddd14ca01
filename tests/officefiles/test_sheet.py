"""Forms in workbooks: every layout read to the cell, and what isn't seen never passed over."""

import datetime as dt
import subprocess
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from jianyou.officefiles.guard import admit
from jianyou.officefiles.model import Document, FileKind, Paragraph, Table
from jianyou.officefiles.sheet.reader import read_sheet
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.place import Place
from tests.corpus.sheetxml import (
    STRICT_MAIN,
    STRICT_RELATIONS,
    Book,
    Sheet,
    box,
    inline,
    packed,
    parts_of,
    related,
    row,
    rows,
    shared,
    write_book,
)

HEADINGS = ("序号", "企业名称", "联系人及电话")
ENTRY = ("1", "重庆虚构机械有限公司", "张某，部长，13800000000")


def read(folder: Path, *sheets: Sheet | str, book: Book | None = None) -> Document:
    return read_sheet(admit(write_book(folder / "form.xlsx", *sheets, book=book)))


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in line] for line in table.rows]


def places(table: Table) -> list[list[tuple[str, int, int, int, int]]]:
    return [[(cell[0], cell[1], cell[2], cell[3], cell[4]) for cell in line] for line in table.rows]


def only_table(folder: Path, *sheets: Sheet | str, book: Book | None = None) -> Table:
    (table,) = tables(read(folder, *sheets, book=book))
    return table


def test_title_header_line_and_data(tmp_path: Path) -> None:
    data = rows(("汇总表",), ("填报部门：某委  联系人：李某",), HEADINGS, ENTRY)
    sheet = Sheet(data, "汇总表", ("A1:C1", "A2:C2"))
    document = read(tmp_path, sheet)
    assert (document.file, document.kind, document.findings) == ("form.xlsx", FileKind.XLSX, [])
    (table,) = tables(document)
    assert (table.part, table.number, table.first_row) == ("汇总表", 0, 1)
    assert places(table) == [
        [("汇总表", 1, 1, 3, 1)],
        [("填报部门：某委  联系人：李某", 2, 1, 3, 1)],
        [(text, 3, column, 1, 1) for column, text in enumerate(HEADINGS, 1)],
        [(text, 4, column, 1, 1) for column, text in enumerate(ENTRY, 1)],
    ]


def test_two_row_heading_and_vertical_merges(tmp_path: Path) -> None:
    data = rows(
        ("序号", "联系", "", "荣誉"),
        ("", "姓名", "电话", ""),
        ("1", "张某", "1380", "甲"),
        ("", "", "", "乙"),
    )
    table = only_table(tmp_path, Sheet(data, merges=("A1:A2", "B1:C1", "D1:D2", "A3:A4", "B3:B4", "C3:C4")))
    assert places(table) == [
        [("序号", 1, 1, 1, 2), ("联系", 1, 2, 2, 1), ("荣誉", 1, 4, 1, 2)],
        [("姓名", 2, 2, 1, 1), ("电话", 2, 3, 1, 1)],
        [("1", 3, 1, 1, 2), ("张某", 3, 2, 1, 2), ("1380", 3, 3, 1, 2), ("甲", 3, 4, 1, 1)],
        [("乙", 4, 4, 1, 1)],
    ]


def test_used_range_begins_where_content_does(tmp_path: Path) -> None:
    data = row(3, inline("C3", "甲"), inline("E3", "乙"), '<c r="G3" s="0"/>') + row(6, inline("D6", "丙"))
    table = only_table(tmp_path, row(1, '<c r="A1" s="0"/>') + data + row(9, '<c r="Z9"/>'))
    assert table.first_row == 3
    assert places(table) == [
        [("甲", 3, 3, 1, 1), ("", 3, 4, 1, 1), ("乙", 3, 5, 1, 1)],
        [],
        [],
        [("", 6, 3, 1, 1), ("丙", 6, 4, 1, 1)],
    ]


def test_cells_without_references_follow_each_other(tmp_path: Path) -> None:
    data = '<row><c t="inlineStr"><is><t>甲</t></is></c><c><v>2</v></c></row><row r="3"><c><v>3</v></c></row>'
    assert places(only_table(tmp_path, data)) == [
        [("甲", 1, 1, 1, 1), ("2", 1, 2, 1, 1)],
        [],
        [("3", 3, 1, 1, 1)],
    ]


def test_sheets_come_in_order_and_empty_ones_not_at_all(tmp_path: Path) -> None:
    names = ("说明", "空", "汇总表")
    document = read(
        tmp_path, Sheet(rows(("甲",)), names[0]), Sheet("", names[1]), Sheet(rows(("乙",)), names[2])
    )
    assert [(table.part, texts(table)) for table in tables(document)] == [
        ("说明", [["甲"]]),
        ("汇总表", [["乙"]]),
    ]


def test_sheet_names_are_kept_whatever_they_hold(tmp_path: Path) -> None:
    names = ("A & <B> \"C\" 'D'", "1", "2")
    document = read(tmp_path, *(Sheet(rows((name,)), name) for name in names))
    assert [(table.part, texts(table)) for table in tables(document)] == [(name, [[name]]) for name in names]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheet_is_named_and_not_read(tmp_path: Path, state: str) -> None:
    document = read(tmp_path, Sheet(rows(("代码",)), "代码", state=state), Sheet(rows(("甲",)), "汇总表"))
    assert [(table.part, texts(table)) for table in tables(document)] == [("汇总表", [["甲"]])]
    place = Place("form.xlsx", "代码")
    assert document.findings == [Finding("hidden_sheet", Severity.INFO, place, {"sheet": "代码"})]


def test_hidden_rows_and_columns_are_read_and_named(tmp_path: Path) -> None:
    hidden = ' hidden="1"'
    lines = [
        row(
            number,
            inline(f"A{number}", "甲"),
            inline(f"C{number}", "乙"),
            attributes=hidden * (number in (2, 3, 5)),
        )
        for number in range(1, 6)
    ]
    empty = row(6, attributes=hidden)
    columns = (
        '<cols><col min="2" max="3" hidden="true" width="9"/><col min="8" max="16384" hidden="1"/></cols>'
    )
    document = read(tmp_path, Sheet("".join(lines) + empty, before=columns))
    assert texts(tables(document)[0]) == [["甲", "", "乙"]] * 5
    assert document.findings == [
        Finding("hidden_rows", Severity.WARNING, Place("form.xlsx", "Sheet1", row=2), {"rows": "2-3, 5"}),
        Finding("hidden_columns", Severity.WARNING, Place("form.xlsx", "Sheet1"), {"columns": "C"}),
    ]


def test_height_and_width_of_nothing_hide_as_well(tmp_path: Path) -> None:
    columns = '<cols><col min="1" max="1" width="0" customWidth="1"/></cols>'
    document = read(tmp_path, Sheet(row(1, inline("A1", "甲"), attributes=' ht="0"'), before=columns))
    assert [finding.code for finding in document.findings] == ["hidden_rows", "hidden_columns"]


def test_text_covered_by_a_merge_is_left_out_and_named(tmp_path: Path) -> None:
    document = read(tmp_path, Sheet(rows(("甲", "乙"), ("丙",)), merges=("A1:B2",)))
    assert places(tables(document)[0]) == [[("甲", 1, 1, 2, 2)], []]
    assert [(finding.code, finding.place[3:5], finding.params) for finding in document.findings] == [
        ("text_under_merge", (1, 2), {"text": "乙"}),
        ("text_under_merge", (2, 1), {"text": "丙"}),
    ]


def test_merges_beyond_the_content_are_cut_to_it(tmp_path: Path) -> None:
    whole = only_table(tmp_path, Sheet(rows(("甲",), ("", "乙")), merges=("A1:XFD1048576",)))
    assert places(whole) == [[("甲", 1, 1, 2, 2)], []]
    beside = only_table(tmp_path, Sheet(rows(("", "甲"), ("", "乙")), merges=("D7:F9", "A2:B2")))
    assert places(beside) == [[("甲", 1, 2, 1, 1)], []]


def test_text_boxes_are_paragraphs_before_their_table(tmp_path: Path) -> None:
    boxes = box("填报部门：某委", "", "联系人：李\u200b某") + box("看不见", properties=' hidden="1"')
    inner = f"<mc:Fallback>{box('旧的')}</mc:Fallback>"
    fallback = f"<mc:AlternateContent xmlns:mc='urn:x'>{inner}</mc:AlternateContent>"
    document = read(
        tmp_path, Sheet(rows(("甲",)), boxes=boxes + fallback), Sheet("", "二", boxes=box("第二页"))
    )
    assert [block for block in document.blocks if isinstance(block, Paragraph)] == [
        Paragraph("填报部门：某委", 1, "textbox"),
        Paragraph("联系人：李某", 2, "textbox"),
        Paragraph("第二页", 3, "textbox"),
    ]
    assert isinstance(document.blocks[2], Table)
    place = Place("form.xlsx", "textbox", paragraph=2)
    assert document.findings == [
        Finding("invisible_characters", Severity.INFO, place, {"characters": "U+200B"})
    ]


def test_strict_and_prefixed_workbooks_read_alike(tmp_path: Path) -> None:
    strings = "<si><t>甲</t></si>"
    sheet = Sheet(row(1, shared("A1", 0)))
    strict = Book([sheet], strings, main=STRICT_MAIN, relations=STRICT_RELATIONS)
    assert texts(only_table(tmp_path, book=strict)) == [["甲"]]
    prefixed = Sheet(
        "",
        whole='<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="1" hidden="1"><x:c r="A1" t="s">'
        '<x:v>0</x:v></x:c><x:c r="B1"><x:f>1+1</x:f></x:c></x:row></x:sheetData></x:worksheet>',
    )
    document = read(tmp_path, book=Book([prefixed], strings))
    assert texts(tables(document)[0]) == [["甲"]]
    codes = [finding.code for finding in document.findings]
    assert codes == ["formula_without_value", "formula_cells", "hidden_rows"]


def test_parts_are_found_by_their_relationships_not_by_their_names(tmp_path: Path) -> None:
    parts = parts_of(Book([Sheet(row(1, shared("A1", 0)))], "<si><t>右</t></si>"))
    moved = {
        "xl/texts/s.xml": parts.pop("xl/sharedStrings.xml"),
        "pages/Page.xml": parts.pop("xl/worksheets/sheet1.xml"),
        "xl/sharedStrings.xml": "<sst><si><t>错</t></si></sst>",
        "xl/_rels/workbook.xml.rels": related(
            ("rId1", "worksheet", "../Pages/page.xml"), ("rId2", "sharedStrings", "/xl/texts/s.xml")
        ),
    }
    path = tmp_path / "form.xlsx"
    path.write_bytes(packed(parts | moved))
    assert texts(tables(read_sheet(admit(path)))[0]) == [["右"]]


def test_macro_workbook_is_read_and_its_macros_noted(tmp_path: Path) -> None:
    path = write_book(
        tmp_path / "form.xlsm", book=Book([Sheet(rows(("甲",)))], parts={"xl/vbaProject.bin": b"x"})
    )
    document = read_sheet(admit(path))
    assert texts(tables(document)[0]) == [["甲"]]
    assert [finding.code for finding in document.findings] == ["macro_present"]


def test_chart_sheets_are_passed_over(tmp_path: Path) -> None:
    parts = parts_of(Book([Sheet(rows(("甲",))), Sheet(rows(("图",)), "图表")]))
    kinds = (("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "chartsheet", "worksheets/sheet2.xml"))
    path = tmp_path / "form.xlsx"
    path.write_bytes(packed(parts | {"xl/_rels/workbook.xml.rels": related(*kinds)}))
    assert [table.part for table in tables(read_sheet(admit(path)))] == ["Sheet1"]


@pytest.mark.parametrize("without", ["xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
def test_missing_parts_are_refused_by_name(tmp_path: Path, without: str) -> None:
    parts = parts_of(Book([Sheet(rows(("甲",)), "汇总表")]))
    del parts[without]
    path = tmp_path / "form.xlsx"
    path.write_bytes(packed(parts))
    with pytest.raises(Refused) as refused:
        read_sheet(admit(path))
    assert (refused.value.code, refused.value.params) == ("sheet_parts_missing", {"part": "汇总表"})


def test_unsound_sheet_is_refused_with_a_detail(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, Sheet("", whole="<worksheet><sheetData><row r='1'><c r='A1'><v>1</v>"))
    assert refused.value.code == "sheet_unreadable"
    assert str(refused.value.params["detail"]).startswith("XmlError: ")


def test_other_kinds_are_not_for_this_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲", "utf-8")
    with pytest.raises(ValueError, match="text"):
        read_sheet(admit(path))


Content = str | int | float | bool | dt.date | None

# Without carriage returns, which XML turns into newlines, and without what counts as invisible.
WRITTEN = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp", "Mn", "Lo", "So")),
    max_size=12,
) | st.text("汇总表企业名称质量，。：；（）—“”\n 12aB", max_size=30)
VALUES: st.SearchStrategy[Content] = (
    WRITTEN
    | st.integers(-(10**14), 10**14)
    | st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 6))
    | st.booleans()
    | st.dates(dt.date(1901, 1, 1), dt.date(2100, 12, 31))
    | st.none()
)


def as_shown(content: object) -> str:
    if isinstance(content, bool):
        return str(content).upper()
    if isinstance(content, dt.datetime):
        return content.date().isoformat()
    if isinstance(content, float):
        return f"{content:.6f}".rstrip("0").rstrip(".") if content else "0"
    return "" if content is None else str(content)


@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=6), st.booleans())
def test_plain_values_equal_those_of_openpyxl(
    tmp_path_factory: pytest.TempPathFactory, lines: list[list[Content]], by_openpyxl: bool
) -> None:
    path = tmp_path_factory.mktemp("book") / "form.xlsx"
    (write_by_openpyxl if by_openpyxl else write_by_xlsxwriter)(path, lines)
    workbook = openpyxl.load_workbook(path)
    expected = {
        (cell.row, cell.column): as_shown(cell.value)
        for line in workbook.worksheets[0].iter_rows()
        for cell in line
        if cell.value not in (None, "")
    }
    found = {
        (cell.row, cell.column): cell.text
        for table in tables(read_sheet(admit(path)))
        for line in table.rows
        for cell in line
        if cell.text
    }
    assert found == expected


def write_by_openpyxl(path: Path, lines: list[list[Content]]) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for number, line in enumerate(lines, 1):
        for column, content in enumerate(line, 1):
            cell = sheet.cell(number, column, content)
            if isinstance(content, str):
                cell.data_type = "s"  # text even where it begins with "="
    workbook.save(path)


def write_by_xlsxwriter(path: Path, lines: list[list[Content]]) -> None:
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet()
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    for number, line in enumerate(lines):
        for column, content in enumerate(line):
            if isinstance(content, str):
                sheet.write_string(number, column, content)
            elif isinstance(content, bool):
                sheet.write_boolean(number, column, content)
            elif isinstance(content, dt.date):
                sheet.write_datetime(number, column, content, day)
            elif content is not None:
                sheet.write_number(number, column, content)
    workbook.close()


@pytest.fixture(scope="session")
def legacy_forms(tmp_path_factory: pytest.TempPathFactory, office: Path) -> Path:
    """A form saved by LibreOffice as .xlsx and .xls."""
    folder = tmp_path_factory.mktemp("legacy")
    source = folder / "made" / "form.xlsx"
    source.parent.mkdir()
    workbook = xlsxwriter.Workbook(source)
    sheet = workbook.add_worksheet("汇总表")
    sheet.merge_range("A1:C1", "汇总表")
    for number, line in enumerate((HEADINGS, ENTRY), 1):
        for column, text in enumerate(line):
            sheet.write_string(number, column, text)
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_datetime(3, 0, dt.date(2024, 2, 6), day)
    sheet.write_number(3, 1, 13800000000)
    workbook.add_worksheet("代码").hide()
    workbook.close()
    for kind in ("xls", "xlsx"):
        command = [str(office), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        subprocess.run(
            [*command, "--convert-to", kind, "--outdir", str(folder), str(source)],
            check=True,
            capture_output=True,
        )
    return folder


@pytest.mark.parametrize("kind", [FileKind.XLSX, FileKind.XLS])
def test_form_saved_by_office(legacy_forms: Path, kind: FileKind) -> None:
    document = read_sheet(admit(legacy_forms / f"form.{kind}"))
    (table,) = tables(document)
    assert (table.part, document.kind) == ("汇总表", kind)
    assert places(table) == [
        [("汇总表", 1, 1, 3, 1)],
        [(text, 2, column, 1, 1) for column, text in enumerate(HEADINGS, 1)],
        [(text, 3, column, 1, 1) for column, text in enumerate(ENTRY, 1)],
        [("2024-02-06", 4, 1, 1, 1), ("13800000000", 4, 2, 1, 1)],
    ]
    codes = [finding.code for finding in document.findings]
    assert codes == (["hidden_sheet"] if kind is FileKind.XLSX else ["legacy_workbook", "hidden_sheet"])
