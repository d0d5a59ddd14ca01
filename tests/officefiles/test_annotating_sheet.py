"""Cell notes in the sender's own workbook: at their cells, below the sender's own, nothing else touched."""

import io
import re
import time
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from random import Random

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl.comments import Comment

from examples.forms.content import World
from examples.forms.kinds import GOOD_KINDS, least_entries, make
from jianyou.officefiles.annotating.boxes import Measures, box_size, with_boxes, without_boxes
from jianyou.officefiles.annotating.cellnotes import position_of
from jianyou.officefiles.annotating.clear import strip_remarks
from jianyou.officefiles.annotating.remark import MARK, RemarkAt
from jianyou.officefiles.annotating.sheet import annotate_xlsx
from jianyou.officefiles.annotating.sheettail import read_tail
from jianyou.officefiles.guard import admit_data
from jianyou.officefiles.model import Document, Table
from jianyou.officefiles.sheet.reader import read_sheet
from jianyou.officefiles.sheet.scan import Position
from jianyou.terms.finding import Refused
from jianyou.terms.place import Place
from tests.corpus.sheetxml import (
    DECLARATION,
    MAIN,
    RELATIONS,
    STRICT_MAIN,
    STRICT_RELATIONS,
    Book,
    Sheet,
    packed,
    parts_of,
    related,
    rows,
)

AT = datetime(2024, 2, 20, 9, 30, tzinfo=UTC)
AUTHOR = '某市"经信委"<质量处>&'
HEAD = f"{MARK}{AUTHOR}：\n"
KINDS = [kind for kind in GOOD_KINDS if kind.startswith("xlsx.")]
XML_NAMES = (".xml", ".rels", ".vml")


def form(kind: str) -> bytes:
    rng = Random(f"{kind}5")
    return make(kind, World(rng).form(least_entries(kind)), rng).data


def book(*sheets: Sheet, parts: Mapping[str, str | bytes] | None = None, strict: bool = False) -> bytes:
    main, relations = (STRICT_MAIN, STRICT_RELATIONS) if strict else (MAIN, RELATIONS)
    return packed(parts_of(Book(sheets, parts=parts or {}, main=main, relations=relations)))


def read(data: bytes) -> Document:
    return read_sheet(admit_data(data, file="", suffix=".xlsx"))


def cells(document: Document) -> Iterator[Place]:
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from (Place("", block.part, row=cell.row, column=cell.column) for cell in row)


def annotate(data: bytes, *remarks: RemarkAt, author: str = AUTHOR) -> bytes:
    return annotate_xlsx(data, remarks, author=author, at=AT).data


def at(row: int, column: int, text: str = "x", sheet: str = "Sheet1") -> RemarkAt:
    return RemarkAt(Place("sent.xlsx", sheet, row=row, column=column), text)


def notes(data: bytes) -> dict[tuple[str, str], str]:
    """Every note by sheet and cell, as another reader finds it."""
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def written(data: bytes) -> dict[tuple[int, str], str]:
    """Every note by its sheet's number and cell, as it stands in the parts."""
    found = {}
    for name, part in parts(data).items():
        comments = re.search(rb'Target="../(comments\d+.xml)"', part)
        if comments and (number := re.search(r"worksheets/_rels/sheet(\d+)", name)):
            for note in etree.fromstring(parts(data)[f"xl/{comments[1].decode()}"]).iter("{*}comment"):
                text = "".join(each.text or "" for each in note.iter("{*}t"))
                found[int(number[1]), note.get("ref", "")] = text
    return found


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def content(data: bytes) -> dict[str, bytes]:
    return {
        name: etree.tostring(etree.fromstring(part), method="c14n") if name.endswith(XML_NAMES) else part
        for name, part in parts(data).items()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_notes_of_every_kind_of_form(kind: str) -> None:
    data = form(kind)
    places = list(cells(read(data)))
    remarks = [RemarkAt(place, f"{place.text()}请补填") for place in places]
    annotated = annotate_xlsx(data, remarks, author=AUTHOR, at=AT)
    assert annotated.findings == ()
    assert read(annotated.data).blocks == read(data).blocks
    assert sorted(notes(annotated.data).values()) == sorted(f"{HEAD}{remark.text}" for remark in remarks)
    for (sheet, cell), text in notes(annotated.data).items():
        assert f"工作表“{sheet}”{cell}请补填" in text
    twice = annotate(annotated.data, *remarks[::2], author="另一人")
    assert content(twice) == content(annotate(data, *remarks[::2], author="另一人"))
    assert parts(strip_remarks(annotated.data)).keys() == parts(data).keys()
    assert content(strip_remarks(annotated.data)) == content(data)
    assert strip_remarks(data) is data


@pytest.mark.parametrize("kind", KINDS)
def test_all_other_parts_stay_as_they_are_packed(kind: str) -> None:
    data = form(kind)
    annotated = annotate(data, *(RemarkAt(place, "x") for place in cells(read(data))))
    before, after = admit_data(data, file="", suffix=".xlsx"), admit_data(annotated, file="", suffix=".xlsx")
    changed = [name for name in before.parts if after.packed(name) != before.packed(name)]
    assert [name for name in changed if not re.search(r"worksheets/|\[Content_Types\]", name)] == []
    assert list(after.parts)[: len(before.parts)] == list(before.parts)
    for name in changed:
        if name.endswith("sheet1.xml"):
            drawn = re.sub(rb"<legacyDrawing [^>]*/>", b"", parts(annotated)[name])
            assert drawn == parts(data)[name]


class TestTheSendersOwn:
    def data(self) -> bytes:
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        assert sheet is not None
        sheet.title = "Sheet1"
        sheet["A1"], sheet["B2"] = "甲", "乙"
        sheet["A1"].comment = Comment("我的说明\n", "甲公司")
        stream = io.BytesIO()
        workbook.save(stream)
        return stream.getvalue()

    def test_ours_stands_below_theirs_and_comes_out_again(self) -> None:
        annotated = annotate(self.data(), at(1, 1, "请改"), at(2, 2, "请补"))
        assert notes(annotated) == {
            ("Sheet1", "A1"): f"我的说明\n\n{HEAD}请改",
            ("Sheet1", "B2"): f"{HEAD}请补",
        }
        assert notes(strip_remarks(annotated)) == {("Sheet1", "A1"): "我的说明\n"}
        again = annotate(annotated, at(1, 1, "再改"))
        assert notes(again) == {("Sheet1", "A1"): f"我的说明\n\n{HEAD}再改"}

    def test_boxes_follow_their_notes(self) -> None:
        annotated = annotate(self.data(), at(1, 1), at(2, 2))
        [drawing] = [part for name, part in parts(annotated).items() if name.endswith(".vml")]
        assert drawing.count(b'ObjectType="Note"') == 2
        [stripped] = [part for name, part in parts(strip_remarks(annotated)).items() if name.endswith(".vml")]
        assert stripped.count(b'ObjectType="Note"') == 1

    def test_a_note_whose_runs_were_joined_on_saving(self) -> None:
        text = f"<text><t>我的\n{MARK}某市：\n请改</t></text>"
        data = self.with_notes(f'<comment ref="A1" authorId="0">{text}</comment>')
        assert b"<t>" + "我的".encode() + b"</t>" in parts(strip_remarks(data))["xl/comments1.xml"]

    def test_a_threaded_comment_is_left_alone(self) -> None:
        note = '<comment ref="A1" authorId="0"><text><t>[Threaded comment]</t></text></comment>'
        data = self.with_notes(note, author="tc={00000000-0000-0000-0000-000000000001}")
        annotated = annotate_xlsx(data, [at(1, 1, "请改")], author=AUTHOR, at=AT)
        expected = {(1, "A1"): "[Threaded comment]", (1, "B1"): f"{HEAD}工作表“Sheet1”A1：请改"}
        assert written(annotated.data) == expected
        assert [finding.code for finding in annotated.findings] == ["remark_moved"]

    def with_notes(self, *listed: str, author: str = "甲") -> bytes:
        inner = f"<authors><author>{author}</author></authors><commentList>{''.join(listed)}</commentList>"
        return book(
            Sheet(rows(["甲", "乙"])),
            parts={
                "xl/comments1.xml": f'{DECLARATION}<comments xmlns="{MAIN}">{inner}</comments>',
                "xl/worksheets/_rels/sheet1.xml.rels": related(("rId1", "comments", "../comments1.xml")),
            },
        )


class TestMarkup:
    @pytest.mark.parametrize(
        ("after", "expected"),
        [
            ("", "<legacyDrawing/></worksheet>"),
            ("<pageMargins/><tableParts/><extLst/>", "<pageMargins/><legacyDrawing/><tableParts/><extLst/>"),
            ("<drawing/><legacyDrawingHF/>", "<drawing/><legacyDrawing/><legacyDrawingHF/>"),
            ("<!-- <sheetData></sheetData><picture/> --><picture/>", "--><legacyDrawing/><picture/>"),
            ("<a><picture/></a><controls/>", "<a><picture/></a><legacyDrawing/><controls/>"),
        ],
    )
    def test_the_drawing_is_named_where_the_schema_wants_it(self, after: str, expected: str) -> None:
        annotated = parts(annotate(book(Sheet(rows(["甲"]), after=after)), at(1, 1)))
        sheet = re.sub(rb"(<legacyDrawing) [^>]*/>", rb"\1/>", annotated["xl/worksheets/sheet1.xml"])
        assert expected in sheet.decode()

    def test_strict_files_stay_strict(self) -> None:
        data = book(Sheet(rows(["甲"])), strict=True)
        annotated = parts(annotate(data, at(1, 1)))
        assert STRICT_MAIN.encode() in annotated["xl/comments1.xml"]
        assert f"{STRICT_RELATIONS}/vmlDrawing".encode() in annotated["xl/worksheets/_rels/sheet1.xml.rels"]
        assert STRICT_RELATIONS.encode() in annotated["xl/worksheets/sheet1.xml"]
        assert [b"schemas.openxmlformats.org/officeDocument" in part for part in annotated.values()].count(
            True
        ) == 0

    def test_a_sheet_whose_names_have_a_prefix(self) -> None:
        whole = (
            f'{DECLARATION}<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr">'
            "<x:is><x:t>甲</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"
        )
        data = book(Sheet("", whole=whole))
        annotated = annotate(data, at(1, 1))
        assert b"<x:legacyDrawing xmlns:r=" in parts(annotated)["xl/worksheets/sheet1.xml"]
        assert written(annotated) == {(1, "A1"): f"{HEAD}x"}
        assert content(strip_remarks(annotated)) == content(data)

    def test_cells_are_not_gone_through(self) -> None:
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{"<row/>" * 3}</sheetData><picture/></worksheet>'
        assert read_tail(sheet.encode(), "s").insert_at == sheet.index("<picture")

    def test_macros_stay(self) -> None:
        data = book(Sheet(rows(["甲"])), parts={"xl/vbaProject.bin": b"\x00macro"})
        assert parts(annotate(data, at(1, 1)))["xl/vbaProject.bin"] == b"\x00macro"


class TestPlaces:
    DATA = book(
        Sheet(rows(["附件2"], ["序号", "名称"]), "说明"), Sheet(rows(["序号"], ["1", "甲"]), "汇总表")
    )

    @pytest.mark.parametrize(
        ("place", "cell", "line"),
        [
            (Place("", "汇总表", row=2, column=2), ("汇总表", "B2"), "x"),
            (Place("", "汇总表", row=900, column=30), ("汇总表", "AD900"), "x"),
            (Place("", "汇总表", row=2), ("汇总表", "A2"), "工作表“汇总表”第2行：x"),
            (Place("", "没有", row=2, column=2), ("说明", "A1"), "工作表“没有”B2：x"),
            (Place("", "汇总表", row=1, column=20_000), ("说明", "A1"), "工作表“汇总表”ACOF1：x"),
            (Place("", "textbox", paragraph=1), ("说明", "A1"), "文本框第1段：x"),
            (Place("sent.xlsx"), ("说明", "A1"), "整个文件：x"),
        ],
    )
    def test_a_remark_stands_there_or_near_and_names_its_place(
        self, place: Place, cell: tuple[str, str], line: str
    ) -> None:
        sheet, reference = cell
        number = ["说明", "汇总表"].index(sheet) + 1
        assert written(annotate(self.DATA, RemarkAt(place, "x"))) == {(number, reference): HEAD + line}

    def test_what_concerns_the_whole_file_stands_on_the_sheet_that_remarks_are_about(self) -> None:
        annotated = annotate(self.DATA, RemarkAt(Place(""), "x"), at(2, 2, "y", "汇总表"))
        assert written(annotated).keys() == {(2, "A1"), (2, "B2")}


def test_a_note_too_long_for_excel_is_cut_and_told() -> None:
    annotated = annotate_xlsx(book(Sheet(rows(["甲"]))), [at(1, 1, "长" * 40_000)], author="", at=AT)
    [text] = written(annotated.data).values()
    assert len(text) < 32_767
    assert [finding.code for finding in annotated.findings] == ["remark_cut"]


def test_refusals() -> None:
    signed = book(Sheet(rows(["甲"])), parts={"_xmlsignatures/origin.sigs": b""})
    for data, code in ((signed, "annotate_signed"), (b"%PDF-1.7", "annotate_other_kind")):
        with pytest.raises(Refused, match=code):
            annotate(data, at(1, 1))


@given(st.text(), st.text(max_size=30))
def test_any_text_can_be_said(text: str, author: str) -> None:
    data = book(Sheet(rows(["甲"])))
    annotated = annotate(data, at(1, 1, text), author=author)
    assert content(strip_remarks(annotated)) == content(data)
    assert b"legacyDrawing" in parts(annotated)["xl/worksheets/sheet1.xml"]


def test_two_thousand_notes_on_a_large_sheet() -> None:
    data = book(Sheet(rows(*(["一", "二", "三", "四"] for _ in range(20_000)))))
    remarks = [at(row, column) for row in range(1, 501) for column in range(1, 5)]
    start = time.process_time()
    annotated = annotate(data, *remarks)
    assert time.process_time() - start < 2
    [drawing] = [part for name, part in parts(annotated).items() if name.endswith(".vml")]
    assert len(set(re.findall(rb'id="(_x0000_s\d+)"', drawing))) == 2000
    # Shapes are numbered in blocks of 1,024, each of which the drawing claims.
    assert re.findall(rb'idmap v:ext="edit" data="([^"]*)"', drawing) == [b"1,2"]


class TestBoxes:
    def test_sizes_follow_the_text(self) -> None:
        short, long = box_size("请补填"), box_size("请按通知要求逐项核对并补充完整。" * 20)
        assert short[0] < 200
        assert short[1] < 40
        assert long[0] * long[1] > 320 * 108  # a character takes 12 by 16, lines don't fill
        assert long[0] >= long[1] * 0.8
        assert box_size("长" * 30_000) == (700, 900)

    def test_a_hidden_column_takes_no_room(self) -> None:
        columns = (
            '<cols><col min="2" max="3" width="20" hidden="1"/><col min="4" max="4" width="100"/></cols>'
        )
        data = book(Sheet(rows(["甲"]), before=columns))
        [drawing] = [part for name, part in parts(annotate(data, at(1, 1))).items() if name.endswith(".vml")]
        [anchor] = re.findall(rb"<x:Anchor>([^<]*)<", drawing)
        left, _, top, _, right, across, _, _ = map(int, anchor.split(b","))
        assert (left, top, right) == (1, 0, 3)
        assert 0 < across < 700

    def test_rows_and_columns_as_the_sheet_tells_them(self) -> None:
        lines = '<row ht="30" r="1"/><row r="2" hidden="1"/><row r="3"/><row r="500" ht="30"/>'
        before = '<sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="10"/></cols>'
        told = measures(book(Sheet(lines, before=before)))
        assert [told.row(number) for number in (1, 2, 3, 4, 500)] == [40, 0, 20, 20, 20]
        assert [told.column(number) for number in (1, 2)] == [70, 64]

    def test_a_drawing_whose_relation_was_lost_is_replaced(self) -> None:
        lost = f'<legacyDrawing xmlns:r="{RELATIONS}" r:id="rId99"/>'
        sheet = parts(annotate(book(Sheet(rows(["甲"]), after=lost)), at(1, 1)))["xl/worksheets/sheet1.xml"]
        assert re.findall(rb'<legacyDrawing [^>]*r:id="([^"]*)"', sheet) == [b"rIdRemarks2"]

    @pytest.mark.parametrize("drawing", [b"", b"<xml", b"<v:shape <v:shape", b"</xml>", b"\xff\xfe"])
    def test_broken_drawings(self, drawing: bytes) -> None:
        assert without_boxes(drawing, [Position(1, 1)]) == drawing

    def test_a_drawing_full_of_beginnings_costs_little(self) -> None:
        drawing = b"<xml>" + b"<v:shape >" * 200_000 + b"idmap " * 200_000 + b"</xml>"
        start = time.process_time()
        without_boxes(drawing, [Position(1, 1)])
        assert time.process_time() - start < 1

    def test_what_is_no_drawing(self) -> None:
        data = book(Sheet(rows(["甲"])))
        assert with_boxes(b"<html></html>", [(Position(1, 1), "x")], measures(data)) is None


def measures(data: bytes) -> Measures:
    return Measures(parts(data)["xl/worksheets/sheet1.xml"], [Position(1, 1)])


def test_references() -> None:
    assert [position_of(each) for each in ("A1", "$AB$12", "b3", "", "1A", "ABCD1")] == [
        Position(1, 1),
        Position(12, 28),
        Position(3, 2),
        *[Position(0, 0)] * 3,
    ]
