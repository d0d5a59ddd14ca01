"""Word files: what was handed in comes out again, and the form of an official table is there."""

import io
from pathlib import Path

import docx
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from hypothesis import given

from jianyou.officefiles.read import read_file
from jianyou.officefiles.writing.docx import write_docx
from jianyou.officefiles.writing.printable import printable_text
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.place import Place
from tests.officefiles.papers import (
    ANY_ROWS,
    ANY_TEXT,
    URL,
    blank,
    everywhere,
    of_texts,
    paper,
    part,
    part_names,
)
from tests.officefiles.reading import tables, texts

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def opened(data: bytes) -> DocxDocument:
    """The file as python-docx, which shares nothing with us, reads it."""
    return docx.Document(io.BytesIO(data))


@given(ANY_ROWS)
def test_any_text_is_read_back_by_another_reader(rows: list[list[str]]) -> None:
    table = opened(write_docx(of_texts(rows)).data).tables[0]
    read = [[cell.text for cell in line.cells] for line in table.rows]
    assert read[1:] == [[printable_text(text) for text in line] for line in rows]


@given(ANY_TEXT)
def test_any_text_may_stand_anywhere(text: str) -> None:
    shown = printable_text(text)
    document = opened(write_docx(everywhere(text)).data)
    line = "\t".join([f"{shown}：{shown}"] * 2).replace("\n", " ")
    around = shown.split("\n")
    label = around if shown else []
    assert [paragraph.text for paragraph in document.paragraphs] == [*label, *around, line, *around]
    assert [cell.text for cell in document.tables[0].rows[0].cells] == [shown, shown]
    assert document.core_properties.title == " ".join(shown.split())


def test_every_text_is_read_back_by_another_reader() -> None:
    whole = paper(2)
    document = opened(write_docx(whole).data)
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "附件2",
        whole.title,
        "填报部门：渝州市某某区经济和信息化委员会\t联系人：王某\t联系电话：023-00001234",
        whole.note,
    ]
    read = [[cell.text for cell in line.cells] for line in document.tables[0].rows]
    assert read == [[column.title for column in whole.columns], *map(list, whole.rows)]
    assert (document.core_properties.title, document.core_properties.language) == (whole.title, "zh-CN")


def test_our_own_reader_finds_nothing_to_remark(tmp_path: Path) -> None:
    whole = paper(2)
    file = tmp_path / "表.docx"
    file.write_bytes(write_docx(whole).data)
    document = read_file(file)
    assert document.findings == []
    assert texts(document)[:2] == ["附件2", whole.title]
    assert [[cell.text for cell in line] for line in tables(document)[0].rows][1:] == [
        list(line) for line in whole.rows
    ]


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert write_docx(paper()).data == write_docx(paper()).data


def test_only_the_heading_row_repeats() -> None:
    rows = part(write_docx(paper(2, blank_rows=1)).data, "word/document.xml").findall(".//w:tr", W)
    assert [row.find("w:trPr/w:tblHeader", W) is not None for row in rows] == [True, False, False, False]


def test_rows_stay_whole_unless_they_fill_a_page() -> None:
    line = list(paper(1).rows[0])
    tall = [*line[:3], "字" * 3000, *line[4:]]
    many_lines = [*line[:3], "行\n" * 40, *line[4:]]
    rows = part(write_docx(paper(2, extra=[tall, many_lines, line])).data, "word/document.xml")
    whole = [row.find("w:trPr/w:cantSplit", W) is not None for row in rows.findall(".//w:tr", W)]
    # The first entry may be split, since below the title there is less room; the heading row never.
    assert whole == [True, False, True, False, False, True]


def test_blank_rows_are_plain_cells_with_room_to_write() -> None:
    rows = part(write_docx(blank()).data, "word/document.xml").findall(".//w:tr", W)[1:]
    heights = [row.find("w:trPr/w:trHeight", W).attrib for row in rows]
    # 1,020 twips are 18 mm.
    assert heights == [{qn("w:val"): "1020", qn("w:hRule"): "atLeast"}] * 4
    contents = [[child.tag for child in cell] for row in rows for cell in row.findall("w:tc", W)]
    assert contents == [[qn("w:tcPr"), qn("w:p")]] * 32
    assert ["".join(row.itertext()) for row in rows] == [""] * 4


def test_columns_share_the_width_between_the_margins() -> None:
    body = part(write_docx(paper()).data, "word/document.xml")
    size, margins = body.find(".//w:pgSz", W).attrib, body.find(".//w:pgMar", W).attrib
    # A4 in twips, 1,440 an inch.
    assert [size[qn(f"w:{side}")] for side in ("w", "h", "orient")] == ["16838", "11906", "landscape"]
    width = int(size[qn("w:w")]) - int(margins[qn("w:left")]) - int(margins[qn("w:right")])
    columns = [int(column.get(qn("w:w"))) for column in body.findall(".//w:gridCol", W)]
    assert sum(columns) == width
    for line in body.findall(".//w:tr", W):
        assert [int(cell.get(qn("w:w"))) for cell in line.findall("w:tc/w:tcPr/w:tcW", W)] == columns
    total = sum(column.width for column in paper().columns)
    assert [round(column / width, 3) for column in columns] == [
        round(column.width / total, 3) for column in paper().columns
    ]


def test_every_face_has_substitutes_declared() -> None:
    data = write_docx(paper()).data
    named = {
        value
        for fonts in part(data, "word/styles.xml").iterfind(".//w:rFonts", W)
        for value in fonts.attrib.values()
    }
    table = part(data, "word/fontTable.xml")
    declared = {
        font.get(qn("w:name")): [name.get(qn("w:val")) for name in font.findall("w:altName", W)]
        for font in table
    }
    assert named - set(declared) == set()
    assert declared == {
        "方正小标宋简体": ["方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体,SimSun"],
        "仿宋_GB2312": ["仿宋,FangSong,FangSong_GB2312,华文仿宋,STFangsong,FandolFang R"],
        "黑体": ["SimHei,方正黑体_GBK,Noto Sans CJK SC,Source Han Sans SC"],
        "宋体": ["SimSun,NSimSun,方正书宋_GBK,Noto Serif CJK SC,Source Han Serif SC"],
        "Times New Roman": [],
    }


def test_the_footer_counts_the_pages() -> None:
    data = write_docx(paper()).data
    footer = part(data, "word/footer1.xml")
    assert "".join(footer.itertext()) == "— 1 —"
    assert footer.find(".//w:fldSimple", W).get(qn("w:instr")) == " PAGE "
    reference = part(data, "word/document.xml").find(".//w:footerReference", W)
    relations = part(data, "word/_rels/document.xml.rels")
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    assert targets[reference.get(qn("r:id"))] == "footer1.xml"


def test_every_part_has_its_content_type() -> None:
    data = write_docx(paper()).data
    overrides = {item.get("PartName") for item in part(data, "[Content_Types].xml") if item.get("PartName")}
    parts = {f"/{name}" for name in part_names(data) if not name.endswith((".rels", "[Content_Types].xml"))}
    assert overrides == parts


def test_characters_that_xml_cannot_hold_are_reported_where_they_stood() -> None:
    line = ["1", "甲\x00公\ud800司", *paper(1).rows[0][2:]]
    written = write_docx(paper(1, extra=[line]))
    assert written.findings == (
        Finding(
            "control_characters_removed",
            Severity.WARNING,
            Place("", table=1, row=3, column=2),
            {"count": 2, "codes": "U+0000、U+D800"},
            row=2,
            column="name",
        ),
    )
    assert opened(written.data).tables[0].cell(2, 1).text == "甲公司"


def test_a_table_without_note_ends_with_a_paragraph_as_word_wants_it() -> None:
    body = part(write_docx(of_texts([["甲"]])).data, "word/document.xml")[0]
    assert [child.tag for child in body] == [qn("w:p"), qn("w:tbl"), qn("w:p"), qn("w:sectPr")]


def test_markup_stays_text() -> None:
    title = 'a <b> & "c" \' ]]>'
    document = opened(write_docx(of_texts([[URL, "<w:p/>"]], title=title)).data)
    assert document.paragraphs[0].text == title
    assert [cell.text for cell in document.tables[0].rows[1].cells] == [URL, "<w:p/>"]
