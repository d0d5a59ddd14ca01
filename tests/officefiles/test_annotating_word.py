"""Word comments in the sender's own file: at their cells, replaced by the next ones, nothing else touched."""

import io
import time
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from examples.forms.content import World
from examples.forms.kinds import GOOD_KINDS, least_entries, make
from jianyou.officefiles.annotating.clear import strip_remarks
from jianyou.officefiles.annotating.remark import MARK, RemarkAt
from jianyou.officefiles.annotating.word import annotate_docx
from jianyou.officefiles.guard import admit_data
from jianyou.officefiles.model import Cell, Document, Table
from jianyou.officefiles.word.reader import read_word
from jianyou.terms.finding import Refused
from jianyou.terms.place import Place
from tests.corpus.hostile import docx_of
from tests.corpus.wordxml import CONTENT_TYPES, RELATIONS, W, document, docx_bytes, p, sdt, tbl, tc, tr

AT = datetime(2024, 2, 20, 9, 30, tzinfo=timezone(timedelta(hours=8)))
AUTHOR = '某市"经信委"<质量处>&'
KINDS = [kind for kind in GOOD_KINDS if kind.startswith("docx.")]
TAG = f"{{{W}}}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
CHANGED = {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
# What the range of a comment holds and the reader doesn't give, or the other way round: numbers, marks of
# boxes, hyphens, ruby, prompts and moved words are not texts of w:t that are read as they stand.
OTHERWISE = {"autonumber", "checkbox", "split_runs", "ruby", "run_sdt", "tracked", "combined"}


def form(kind: str) -> bytes:
    rng = Random(f"{kind}5")
    return make(kind, World(rng).form(least_entries(kind)), rng).data


def read(data: bytes) -> Document:
    return read_word(admit_data(data, file="", suffix=".docx"))


def cells(document: Document) -> Iterator[tuple[Place, Cell]]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from table_cells(block)


def table_cells(table: Table) -> Iterator[tuple[Place, Cell]]:
    for row in table.rows:
        for cell in row:
            yield Place("", table.part, table.number, cell.row, cell.column), cell
            for nested in cell.nested:
                yield from table_cells(nested)


def key(place: Place) -> str:
    return f"«{place.table}.{place.row}.{place.column}»"


def on_every_cell(data: bytes) -> list[RemarkAt]:
    return [RemarkAt(place, f"{key(place)}请补填") for place, _ in cells(read(data))]


def annotate(data: bytes, *remarks: RemarkAt, author: str = AUTHOR) -> bytes:
    return annotate_docx(data, remarks, author=author, at=AT).data


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return package.namelist()


def tree(data: bytes, name: str) -> "etree._Element":
    return etree.fromstring(part(data, name).replace(STRICT, W.encode()))


def words(element: "etree._Element") -> str:
    return "".join(text.text or "" for text in element.iter(f"{TAG}t"))


def comments(data: bytes) -> dict[str, list[str]]:
    """Each comment's lines by its id."""
    if "word/comments.xml" not in names(data):
        return {}
    return {
        comment.get(f"{TAG}id", ""): [words(line) for line in comment.iter(f"{TAG}p")]
        for comment in tree(data, "word/comments.xml")
    }


def told(data: bytes) -> list[list[str]]:
    return list(comments(data).values())


def covered(data: bytes) -> dict[str, tuple[str, list[str]]]:
    """By id: the text between a comment's marks, and the texts of the cells from the inside out."""
    found: dict[str, tuple[str, list[str]]] = {}
    running: dict[str, list[str]] = {}
    for element in tree(data, "word/document.xml").iter():
        own = element.get(f"{TAG}id", "")
        if element.tag == f"{TAG}commentRangeStart":
            running[own] = []
        elif element.tag == f"{TAG}commentRangeEnd":
            above = [words(cell) for cell in element.iterancestors(f"{TAG}tc")]
            found[own] = ("".join(running.pop(own)), above)
        elif element.tag == f"{TAG}t":
            for texts in running.values():
                texts.append(element.text or "")
    assert running == {}
    return found


def squeezed(text: str) -> str:
    return "".join(text.split())


def content(data: bytes) -> dict[str, bytes]:
    """All parts; of XML the content, however it is written."""
    return {
        name: etree.tostring(etree.fromstring(part(data, name)), method="c14n")
        if name.endswith((".xml", ".rels"))
        else part(data, name)
        for name in names(data)
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_comment_covers_the_text_of_its_cell(kind: str) -> None:
    data = form(kind)
    remarks = on_every_cell(data)
    annotated = annotate_docx(data, remarks, author=AUTHOR, at=AT)
    assert annotated.findings == ()
    assert read(annotated.data).blocks == read(data).blocks
    ids = {lines[-1]: own for own, lines in comments(annotated.data).items()}
    spans = covered(annotated.data)
    for place, cell in cells(read(data)):
        line = next(line for line in ids if key(place) in line)
        text, above = spans[ids[line]]
        if text == "" and cell.text:  # a point ahead of a content control's text
            text = above[0]
        if kind[5:] in OTHERWISE:
            assert above != []
        else:
            assert squeezed(text) == squeezed(cell.text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_annotation_replaces_the_first(kind: str) -> None:
    data = form(kind)
    remarks = on_every_cell(data)
    twice = annotate(annotate(data, *remarks), *remarks[::2], author="另一人")
    assert content(twice) == content(annotate(data, *remarks[::2], author="另一人"))
    assert content(strip_remarks(twice)) == content(data)
    assert strip_remarks(data) is data


@pytest.mark.parametrize("kind", KINDS)
def test_all_other_parts_stay_as_they_are_packed(kind: str) -> None:
    data = form(kind)
    annotated = annotate(data, *on_every_cell(data))
    before, after = admit_data(data, file="", suffix=".docx"), admit_data(annotated, file="", suffix=".docx")
    kept = [name for name in before.parts if name not in CHANGED]
    assert [name for name in after.parts if name not in CHANGED] == kept
    assert [after.packed(name) for name in kept] == [before.packed(name) for name in kept]
    assert set(after.parts) - set(before.parts) <= CHANGED
    # What is put in is all that the main part gains.
    stripped = part(strip_remarks(annotated), "word/document.xml")
    assert stripped.replace(b"></w:p>", b"/>") == part(data, "word/document.xml").replace(b"></w:p>", b"/>")


def test_author_time_and_lines() -> None:
    data = docx_bytes(tbl(tr("序号", "名称"), tr("1", "甲")))
    place = Place("sent.docx", table=1, row=2, column=2)
    annotated = annotate(
        data, RemarkAt(place, "名称不全：\n请写 <全称> & 盖章"), RemarkAt(place, "多写了“甲”😀")
    )
    assert told(annotated) == [[f"{MARK}1. 名称不全：", "请写 <全称> & 盖章", "2. 多写了“甲”😀"]]
    comment = tree(annotated, "word/comments.xml")[0]
    assert [comment.get(f"{TAG}{name}") for name in ("author", "date")] == [AUTHOR, "2024-02-20T09:30:00"]


def test_characters_that_no_file_holds_are_left_out_and_told() -> None:
    data = docx_bytes(tbl(tr("甲")))
    place = Place("", table=1, row=1, column=1)
    written = annotate_docx(data, [RemarkAt(place, "a\x00b\ud800\uffffc\r\nd")], author="x\x07\ny", at=AT)
    assert told(written.data) == [[f"{MARK}abc", "d"]]
    assert [(each.code, each.place) for each in written.findings] == [("control_characters_removed", place)]


@given(st.text(), st.text(max_size=30))
def test_any_text_can_be_said(text: str, author: str) -> None:
    data = docx_bytes(p("前"), tbl(tr("甲", "")))
    place = Place("", table=1, row=1, column=2)
    annotated = annotate(data, RemarkAt(place, text), author=author)
    assert read(annotated).blocks == read(data).blocks
    assert content(strip_remarks(annotated)) == content(data)


class TestPlaces:
    DATA = docx_bytes(
        p("附件2"),
        p("填报部门：甲"),
        tbl(tr("小表")),
        tbl(tr(tc("序号"), tc("名称")), tr(tc("1"), tc("甲公司")), tr(tc("2"), "<w:tc><w:tcPr/></w:tc>")),
    )

    @pytest.mark.parametrize(
        ("place", "text", "line"),
        [
            (Place("", table=2, row=2, column=2), "甲公司", "x"),
            (Place("", paragraph=2), "填报部门：甲", "x"),
            (Place("", table=2, row=2), "1", "第2个表格第2行：x"),
            (Place("", table=2, row=3, column=2), "2", "第2个表格第3行第2列：x"),
            (Place("", table=2, row=9, column=9), "序号", "第2个表格第9行第9列：x"),
            (Place("", table=2, row=2, column=9), "甲公司", "第2个表格第2行第9列：x"),
            (Place("", table=2), "序号", "第2个表格：x"),
            (Place("", table=7), "附件2", "第7个表格：x"),
            (Place("", paragraph=77), "附件2", "正文第77段：x"),
            (Place("", part="header", paragraph=1), "附件2", "页眉第1段：x"),
            (Place("sent.docx"), "附件2", "整个文件：x"),
        ],
    )
    def test_a_remark_stands_there_or_near_and_names_its_place(
        self, place: Place, text: str, line: str
    ) -> None:
        annotated = annotate(self.DATA, RemarkAt(place, "x"))
        assert [found for found, _ in covered(annotated).values()] == [text]
        assert told(annotated) == [[MARK + line]]

    def test_what_concerns_the_whole_file_stands_at_the_table_that_remarks_are_about(self) -> None:
        cell = Place("", table=2, row=2, column=2)
        annotated = annotate(self.DATA, RemarkAt(Place(""), "x"), RemarkAt(cell, "y"))
        assert [found for found, _ in covered(annotated).values()] == ["序号", "甲公司"]

    def test_what_was_moved_is_told(self) -> None:
        place = Place("sent.docx", table=2, row=3, column=2)
        written = annotate_docx(self.DATA, [RemarkAt(place, "x")], author="", at=AT)
        assert [(each.code, each.place) for each in written.findings] == [
            ("remark_moved", place._replace(file=""))
        ]

    def test_a_text_box_takes_no_comment(self) -> None:
        box = (
            "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
            f"{p('框里')}{tbl(tr('框中表'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
        data = docx_bytes(p("首段"), p("主段", box))
        for place, line in (
            (Place("", "textbox", paragraph=1), "文本框第1段：x"),
            (Place("", "textbox", 1, 1, 1), "第1个表格第1行第1列：x"),
        ):
            annotated = annotate(data, RemarkAt(place, "x"))
            start = next(tree(annotated, "word/document.xml").iter(f"{TAG}commentRangeStart"))
            assert [*start.iterancestors(f"{TAG}txbxContent")] == []
            assert "主段" in words(next(start.iterancestors(f"{TAG}p")))
            assert told(annotated) == [[MARK + line]]

    def test_in_a_content_control_the_comment_is_a_point_with_a_line_of_its_own(self) -> None:
        data = docx_bytes(tbl(tr(sdt(tc("一")), tc("二"))))
        annotated = annotate(data, RemarkAt(Place("", table=1, row=1, column=1), "x"))
        assert covered(annotated) == {"0": ("", ["一"])}
        assert told(annotated) == [["", f"{MARK}x"]]


class TestSendersComments:
    OWN = (
        f'<w:comments xmlns:w="{W}" xmlns:w14="urn:a"><w:comment w:id="7" w:author="甲"><w:p><w:r>'
        "<w:t>请看【荐优】</w:t></w:r></w:p></w:comment></w:comments>"
    )
    RELATED = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
        '/comments" Target="/word/Comments.xml"/></Relationships>'
    )

    def data(self) -> bytes:
        mark = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'
        reference = '<w:r><w:commentReference w:id="7"/></w:r>'
        stale = '<w:commentRangeStart w:id="0"/>'
        body = tbl(tr(tc(p(mark[0], "甲", mark[1], reference)), tc(p(stale, "乙"))))
        parts = {"word/Comments.xml": self.OWN, "word/_rels/document.xml.rels": self.RELATED}
        return docx_bytes(body, parts=parts)

    def test_they_stay_with_their_ids(self) -> None:
        annotated = annotate(self.data(), RemarkAt(Place("", table=1, row=1, column=1), "x"))
        root = tree(annotated, "word/Comments.xml")
        # 0 is taken by a mark that lost its comment.
        assert [comment.get(f"{TAG}id") for comment in root] == ["7", "1"]
        assert root.nsmap["w14"] == "urn:a"
        assert content(strip_remarks(annotated)) == content(self.data())

    def test_names_as_the_package_spells_them(self) -> None:
        annotated = annotate(self.data(), RemarkAt(Place("", table=1, row=1, column=1), "x"))
        assert names(annotated) == names(self.data())


class TestMarkup:
    def test_a_document_without_a_prefix(self) -> None:
        main = f'<document xmlns="{W}"><body><p/><p><pPr><jc/></pPr><r><t>乙</t></r></p></body></document>'
        data = docx_of(main)
        annotated = annotate(
            data, RemarkAt(Place("", paragraph=2), "x"), RemarkAt(Place("", paragraph=1), "y")
        )
        assert {own: text for own, (text, _) in covered(annotated).items()} == {"0": "", "1": "乙"}
        assert read(annotated).blocks == read(data).blocks
        assert content(strip_remarks(annotated)) == content(data)

    def test_properties_nested_in_properties(self) -> None:
        change = '<w:pPrChange w:id="1"><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange>'
        data = docx_bytes(p("甲", properties=change))
        annotated = part(annotate(data, RemarkAt(Place("", paragraph=1), "x")), "word/document.xml")
        assert b'</w:pPrChange></w:pPr><w:commentRangeStart w:id="0"/><w:r>' in annotated

    @pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "iso-8859-1"])
    def test_other_encodings(self, encoding: str) -> None:
        main = document(p("abc")).replace('encoding="UTF-8"', f'encoding="{encoding}"')
        if "encoding=" not in main:
            main = f'<?xml version="1.0" encoding="{encoding}"?>{main.partition("?>")[2] or main}'
        data = docx_of(main.encode(encoding))
        annotated = annotate(data, RemarkAt(Place("", paragraph=1), "请改"))
        assert [text for text, _ in covered(annotated).values()] == ["abc"]
        assert told(annotated) == [[f"{MARK}请改"]]

    def test_comments_and_sections_of_plain_text_stay(self) -> None:
        main = (
            document(p("甲"))
            .replace("<w:t ", "<!-- <w:p> --><?go <w:p>?><w:t ")
            .replace("甲", "<![CDATA[<w:p>]]>")
        )
        data = docx_of(main)
        annotated = part(annotate(data, RemarkAt(Place("", paragraph=1), "x")), "word/document.xml")
        assert b"<!-- <w:p> --><?go <w:p>?>" in annotated
        assert b"<![CDATA[<w:p>]]>" in annotated


class TestRefused:
    def test_a_signed_file(self) -> None:
        data = docx_bytes(p("甲"), parts={"_xmlsignatures/sig1.xml": "<Signature/>"})
        with pytest.raises(Refused, match="annotate_signed"):
            annotate(data, RemarkAt(Place(""), "x"))

    def test_another_kind(self) -> None:
        with pytest.raises(Refused, match="annotate_other_kind"):
            annotate(b"%PDF-1.7", RemarkAt(Place(""), "x"))

    def test_a_text_without_paragraphs(self) -> None:
        with pytest.raises(Refused, match="annotate_nowhere"):
            annotate(docx_of(f'<w:document xmlns:w="{W}"><w:body/></w:document>'), RemarkAt(Place(""), "x"))

    def test_paragraphs_that_a_large_text_is_pruned_of(self) -> None:
        hidden = "<w:tr><w:trPr><w:cnfStyle><w:p/></w:cnfStyle></w:trPr><w:tc><w:p/></w:tc></w:tr>"
        filler = p("x" * 1000) * 1200
        data = docx_bytes(f"<w:tbl>{hidden}</w:tbl>", filler)
        with pytest.raises(Refused, match="annotate_unclear"):
            annotate(data, RemarkAt(Place("", paragraph=1), "x"))


def test_a_thousand_remarks_take_less_than_two_seconds() -> None:
    rows = "".join(tr(*(f"第{row}行第{column}格" for column in range(8))) for row in range(130))
    data = docx_bytes(tbl(rows))
    remarks = on_every_cell(data)
    assert len(remarks) == 1040
    start = time.process_time()
    annotated = annotate(data, *remarks)
    assert time.process_time() - start < 2
    assert len(comments(annotated)) == 1040


def test_types_and_relations_of_a_new_part() -> None:
    annotated = annotate(docx_bytes(p("甲")), RemarkAt(Place("", paragraph=1), "x"))
    assert names(annotated)[:3] == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
    assert b'PartName="/word/comments.xml"' in part(annotated, "[Content_Types].xml")
    assert b'Target="comments.xml"' in part(annotated, "word/_rels/document.xml.rels")
    assert part(strip_remarks(annotated), "_rels/.rels") == RELATIONS.encode()
    assert CONTENT_TYPES.count("Override") + 1 == part(annotated, "[Content_Types].xml").count(b"Override")
