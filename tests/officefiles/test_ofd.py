"""OFD: its text as paragraphs, in the limited process; without the library a finding says so."""

import importlib.util
from collections.abc import Mapping
from pathlib import Path

import pytest

from jianyou.officefiles.guard import admit
from jianyou.officefiles.model import Document, FileKind, Paragraph
from jianyou.officefiles.ofd import read_ofd
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.place import Place
from tests.corpus.wordxml import zip_bytes
from tests.officefiles.reading import codes, texts

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
needs_ofdkit = pytest.mark.skipif(
    importlib.util.find_spec("ofdkit") is None, reason="ofdkit is not installed"
)


def words(x: int, y: int, text: str) -> str:
    step = f"g {len(text) - 1} 4" if len(text) > 1 else ""
    return (
        f'<ofd:TextObject ID="{x}{y}" Boundary="{x} {y} 190 6" Font="1" Size="4">'
        f'<ofd:TextCode X="0" Y="4" DeltaX="{step}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def ofd(folder: Path, *pages: str, head: str = "", parts: Mapping[str, bytes] | None = None) -> Path:
    listed = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(1, len(pages) + 1)
    )
    document = (
        f"{head}<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    root = (
        f'<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody>'
        f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    contents = [
        (
            f"Doc_0/Pages/Page_{number}/Content.xml",
            f'<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer ID="9{number}">{page}</ofd:Layer>'
            "</ofd:Content></ofd:Page>",
        )
        for number, page in enumerate(pages, 1)
    ]
    whole = [("OFD.xml", root), ("Doc_0/Document.xml", document), *contents]
    path = folder / "form.ofd"
    packed = [(name, text.encode()) for name, text in whole]
    path.write_bytes(zip_bytes([*packed, *(parts or {}).items()]))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        read_ofd(admit(path))
    assert refused.value.text()
    return refused.value.code


@needs_ofdkit
def test_the_lines_of_its_pages_are_paragraphs(tmp_path: Path) -> None:
    path = ofd(
        tmp_path, words(20, 20, "推荐汇总表") + words(20, 40, "填报部门：某某区"), words(20, 20, "第二页")
    )
    document = read_ofd(admit(path))
    assert document == Document(
        "form.ofd",
        FileKind.OFD,
        [Paragraph("推荐汇总表", 1), Paragraph("填报部门：某某区", 2), Paragraph("第二页", 3)],
        [Finding("ofd_read", Severity.INFO, Place("form.ofd"), {"pages": 2})],
    )


@needs_ofdkit
def test_pictures_and_fonts_never_reach_the_reader(tmp_path: Path) -> None:
    path = ofd(tmp_path, words(20, 20, "甲"), parts={"Doc_0/Res/image.png": b"\x89PNG" + bytes(9_000_000)})
    assert texts(read_ofd(admit(path))) == ["甲"]


@needs_ofdkit
def test_an_empty_page_is_a_scan(tmp_path: Path) -> None:
    document = read_ofd(admit(ofd(tmp_path, "")))
    assert (document.blocks, document.findings) == ([], [])


def test_without_the_library_it_is_kept_and_told(tmp_path: Path) -> None:
    document = read_ofd(admit(ofd(tmp_path, words(20, 20, "甲"))), library="no_such_library")
    assert document.blocks == []
    assert codes(document) == ["ofd_reader_missing"]
    assert document.findings[0].severity is Severity.INFO


LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'


@needs_ofdkit
def test_hostile_packages_are_refused(tmp_path: Path) -> None:
    assert refusal(ofd(tmp_path, "", head=LAUGHS)) == "part_declares_dtd"
    bomb = {"Doc_0/Pages/Page_2/Content.xml": b" " * 70_000_000}
    assert refusal(ofd(tmp_path, words(20, 20, "甲"), parts=bomb)) == "part_too_large"
    assert refusal(ofd(tmp_path, "<ofd:Broken")) == "ofd_damaged"
    assert refusal(ofd(tmp_path)) == "ofd_damaged"
    assert refusal(ofd(tmp_path, *["" for _ in range(201)])) == "pdf_too_many_pages"
