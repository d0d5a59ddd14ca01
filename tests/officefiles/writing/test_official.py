"""Official papers: the measures of GB/T 9704-2012 in the file, the same bytes every time."""

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from jianyou.officefiles.guard import admit_data
from jianyou.officefiles.model import Paragraph, Table
from jianyou.officefiles.paper import Paper, PaperColumn
from jianyou.officefiles.word.reader import read_word
from jianyou.officefiles.writing.official import (
    Head,
    Level,
    OfficialPaper,
    Piece,
    attachment_lines,
    issuer_line,
    pieces_of,
    signature,
)
from jianyou.officefiles.writing.official_file import write_official

poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not installed")
OFFICE = "示例市经济和信息化委员会"
PAPER = OfficialPaper(
    issuer=OFFICE,
    title="关于征求推荐对象意见的函",
    paragraphs=("请于2026年3月20日前反馈。", "一、内容", "（一）守法情况。近三年是否受到处罚。"),
    addressee="示例市生态环境局",
    signed_by=OFFICE,
    date="2026年3月2日",
    attachments=("名单", "反馈表"),
    note="联系人：张示例",
)
ANNEX = Paper(
    label="附件1",
    title="名单",
    columns=[PaperColumn("序号", 0.5), PaperColumn("名称")],
    rows=[["1", "示例厂"]],
)


def part(data: bytes, name: str) -> str:
    """A part of a Word file."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def docx(paper: OfficialPaper) -> bytes:
    return write_official(paper, pdf=False).data


def test_headings_end_at_their_first_full_stop() -> None:
    assert pieces_of("一、内容") == [Piece(Level.FIRST, "一、内容")]
    assert pieces_of("（一）守法情况。近三年。") == [
        Piece(Level.SECOND, "（一）守法情况。"),
        Piece(Level.BODY, "近三年。"),
    ]
    assert pieces_of("十分感谢。") == [Piece(Level.BODY, "十分感谢。")]


def test_attachments_are_numbered_where_there_are_several() -> None:
    assert attachment_lines(PAPER) == [("附件：1. ", "名单"), ("　　　2. ", "反馈表")]
    assert attachment_lines(replace(PAPER, attachments=("名单",))) == [("附件：", "名单")]


def test_the_date_ends_four_characters_from_the_edge() -> None:
    # 8 characters of a date of which 6 are figures: 3 + 3; a name of 12 reaches 3 beyond it on each side.
    assert signature(PAPER) == (13.0, 1.0)
    assert signature(replace(PAPER, signed_by="示例局")) == (7.0, 4.0)


def test_a_long_issuer_is_set_smaller() -> None:
    short, long = (issuer_line(replace(PAPER, issuer=name))[1] for name in ("示例局", OFFICE * 2))
    assert short == 36.0
    assert long * 24 < 170 / 25.4 * 72
    assert issuer_line(replace(PAPER, head=Head.DOCUMENT))[0] == f"{OFFICE}文件"


def test_the_page_is_that_of_the_standard() -> None:
    document = part(docx(PAPER), "word/document.xml")
    twips = {name: int(value) for name, value in re.findall(r'w:(top|left|right|bottom)="(\d+)"', document)}
    assert {name: round(value / 1440 * 25.4) for name, value in twips.items()} == {
        "top": 37,
        "right": 26,
        "bottom": 35,
        "left": 28,
    }
    styles = part(docx(PAPER), "word/styles.xml")
    text = re.search(r'w:styleId="OfficialBody".*?</w:style>', styles, re.DOTALL)
    assert text
    assert 'w:eastAsia="仿宋_GB2312"' in text[0]
    assert '<w:sz w:val="32"/>' in text[0]
    # 22 lines, and two characters before each paragraph.
    assert 22 * 579 <= 16838 - 2098 - 1984
    assert 'w:line="579" w:lineRule="exact"' in text[0]
    assert 'w:firstLineChars="200"' in text[0]


def test_levels_have_their_faces() -> None:
    document = part(docx(PAPER), "word/document.xml")
    assert re.findall(
        r'w:rFonts w:eastAsia="(.*?)" w:hint="eastAsia"/></w:rPr><w:t [^>]*>(.*?)</w:t>', document
    ) == [
        ("黑体", "一、内容"),
        ("楷体_GB2312", "（一）守法情况。"),
    ]


def test_every_part_is_well_formed() -> None:
    hostile = replace(PAPER, title="<&>\x00", paragraphs=("]]>&amp;\x0b<w:p/>",), annex=ANNEX)
    with zipfile.ZipFile(BytesIO(docx(hostile))) as archive:
        names = archive.namelist()
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    document = part(docx(hostile), "word/document.xml")
    assert document.count("<w:sectPr>") == 2
    assert "&lt;&amp;&gt;" in document


def test_a_letter_begins_without_a_page_number() -> None:
    document = part(docx(PAPER), "word/document.xml")
    assert "<w:titlePg/>" in document
    assert "PAGE" not in part(docx(PAPER), "word/footer3.xml")
    assert 'w:val="thickThinSmallGap"' in part(docx(PAPER), "word/header1.xml")
    official = docx(replace(PAPER, head=Head.DOCUMENT, upward=True))
    assert "<w:titlePg/>" not in part(official, "word/document.xml")
    assert [
        re.search(r'w:jc w:val="(\w+)"', part(official, f"word/footer{n}.xml")) is not None for n in (1, 2)
    ]
    assert 'w:jc w:val="right"' in part(official, "word/footer1.xml")
    assert 'w:jc w:val="left"' in part(official, "word/footer2.xml")


def test_number_signer_and_date_are_left_blank() -> None:
    blank = replace(PAPER, head=Head.DOCUMENT, upward=True, date="")
    texts = re.findall(r"<w:t [^>]*>(.*?)</w:t>", part(docx(blank), "word/document.xml"))
    assert texts[:4] == [f"{OFFICE}文件", "〔　　　　〕　　号", "签发人：", "　　　"]
    assert "　　　　年　　月　　日" in texts


def test_our_own_reader_finds_text_and_table() -> None:
    data = docx(replace(PAPER, annex=ANNEX))
    document = read_word(admit_data(data, file="letter.docx", suffix=".docx"))
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph) and block.text.strip()]
    assert texts[1:4] == ["关于征求推荐对象意见的函", "示例市生态环境局：", "请于2026年3月20日前反馈。"]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in tables[0].rows] == [["序号", "名称"], ["1", "示例厂"]]


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = replace(PAPER, annex=ANNEX)
    assert docx(paper) == docx(paper)
    assert write_official(paper, pdf=True) == write_official(paper, pdf=True)


def pdf_pages(folder: Path, paper: OfficialPaper) -> list[str]:
    """The text of each page, white space left out."""
    (folder / "p.pdf").write_bytes(write_official(paper, pdf=True).data)
    shown = subprocess.run(
        ["pdftotext", "-layout", str(folder / "p.pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    return ["".join(page.split()) for page in shown.split("\f")[:-1]]


@poppler
def test_pdf_of_a_letter(tmp_path: Path) -> None:
    pages = pdf_pages(tmp_path, replace(PAPER, annex=ANNEX))
    assert len(pages) == 2
    assert pages[0].startswith(OFFICE)
    assert "—1—" not in pages[0]
    assert "附件：1.名单" in pages[0]
    assert "2026年3月2日" in pages[0]
    assert "（联系人：张示例）" in pages[0]
    assert pages[1] == "附件1名单序号名称1示例厂—2—"


@poppler
def test_pdf_shows_no_silent_box(tmp_path: Path) -> None:
    pages = pdf_pages(
        tmp_path, replace(PAPER, title="示例\ue001函", paragraphs=("甲\u0e49\U0001f1e6",), number="")
    )
    assert "示例〓函" in pages[0]
    assert "甲" in pages[0]


@poppler
def test_22_lines_of_28_characters(tmp_path: Path) -> None:
    paper = replace(PAPER, head=Head.DOCUMENT, paragraphs=("质" * 28 * 60,), attachments=(), note="")
    (tmp_path / "p.pdf").write_bytes(write_official(paper, pdf=True).data)
    shown = subprocess.run(
        ["pdftotext", "-layout", "-f", "2", "-l", "2", str(tmp_path / "p.pdf"), "-"],
        check=True,
        capture_output=True,
    ).stdout.decode()
    lines = [line.strip() for line in shown.split("\n") if "质" in line]
    assert {len(line) for line in lines[:-1]} == {28}
    assert len(lines) == 22
