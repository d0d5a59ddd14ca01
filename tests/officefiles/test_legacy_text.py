"""The words of old and foreign files, and whether a conversion has kept them all."""

import random
from dataclasses import replace
from pathlib import Path
from random import Random

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.forms.content import World
from examples.forms.file_faults import old_doc
from jianyou.officefiles.compound import read_streams
from jianyou.officefiles.guard import Guarded, admit_data
from jianyou.officefiles.legacy.losses import conversion_losses
from jianyou.officefiles.legacy.original import words_of
from jianyou.officefiles.legacy.rtf import rtf_words
from jianyou.officefiles.model import FileKind
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.place import Place
from tests.corpus.cfb import compound_file
from tests.corpus.sheetxml import Book, Sheet, packed, parts_of, rows, shared
from tests.corpus.sheetxml import row as sheet_row
from tests.corpus.wordxml import docx_bytes, p, r, tbl, tc, tr
from tests.officefiles.legacy_samples import odf, rtf, save_as, word_binary

BODY = "填报部门：渝州某局\r序号\x07名称\x07\x07一\x07渝州精密机械\x07\x07\r"


def guarded(data: bytes, kind: FileKind) -> Guarded:
    return replace(admit_data(data, file=f"表.{kind}", suffix=f".{kind}"), kind=kind)


def doc(*stories: str, version: int = 193, flags: int = 0x0200) -> Guarded:
    return guarded(word_binary(stories, version=version, flags=flags), FileKind.DOC)


def converted(*texts: str) -> Guarded:
    return admit_data(docx_bytes(*(p(r(text)) for text in texts)), file="", suffix=".docx")


def said(findings: list[Finding]) -> list[tuple[str, dict[str, str | int]]]:
    assert {finding.severity for finding in findings} <= {Severity.WARNING}
    return [(finding.code, dict(finding.params)) for finding in findings]


def test_all_stories_of_a_word_binary_but_comments_are_found() -> None:
    stories = (BODY, "脚注\r", "页眉\r", "", "批注\r", "尾注\r", "文本框\r", "页眉框\r")
    assert words_of(doc(*stories)) == [
        *("填报部门：渝州某局", "序号", "名称", "一", "渝州精密机械"),
        *("脚注", "页眉", "尾注", "文本框", "页眉框"),
    ]


def test_instructions_of_fields_are_no_words() -> None:
    field = '\x13 HYPERLINK "http://a.invalid" \x14网\x13 PAGE \x145\x15址\x15后'
    assert words_of(doc(f"前{field}\r")) == ["前网5址后"]
    assert words_of(doc("前\x13 PAGE \x15后\r")) == ["前后"]
    assert words_of(doc("前\x13 IF \x13 A \x14甲\x15=1 \x14乙\x15后\x14\x15\r")) == ["前乙后"]


def test_pieces_of_one_byte_a_character_are_read() -> None:
    assert words_of(guarded(word_binary(["ISO 9001\r"], narrow=True), FileKind.DOC)) == ["ISO 9001"]


@pytest.mark.parametrize(("version", "flags"), [(104, 0x0200), (193, 0x0300), (193, 0)])
def test_older_locked_and_incomplete_files_give_no_words(version: int, flags: int) -> None:
    original = doc(BODY, version=version, flags=flags)
    assert words_of(original) is None
    assert said(conversion_losses(original, converted("填报"))) == [("legacy_not_compared", {"kind": "doc"})]


def test_streams_are_those_that_another_reader_finds(tmp_path: Path) -> None:
    chance = random.Random(3)
    data = compound_file({name: chance.randbytes(size) for name, size in (("Data", 9000), ("表", 4096))})
    (tmp_path / "a").write_bytes(data)
    with olefile.OleFileIO(tmp_path / "a") as peer:
        expected = {name: peer.openstream(name).read() for name in ("Data", "表")}
    found = read_streams(data, frozenset({"data", "表", "absent"}))
    assert found == {name.lower(): stream for name, stream in expected.items()}


@pytest.mark.office
@pytest.mark.xdist_group("office")
def test_short_streams_of_a_real_file_are_read_too(office: Path, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx_bytes(p(r("渝州" * 2000))))
    (saved,) = save_as(office, [tmp_path / "a.docx"], "doc", tmp_path / "saved")
    with olefile.OleFileIO(saved) as peer:
        expected = {
            "/".join(name).lower(): peer.openstream(name).read() for name in peer.listdir() if len(name) == 1
        }
    assert min(map(len, expected.values())) < 4096 <= max(map(len, expected.values()))
    assert read_streams(saved.read_bytes(), frozenset(expected)) == expected
    assert words_of(guarded(saved.read_bytes(), FileKind.DOC)) == ["渝州" * 2000]


@given(st.data())
def test_a_damaged_word_binary_gives_words_or_none(data: st.DataObject) -> None:
    whole = bytearray(word_binary([BODY, "", "页眉\r"]))
    places = st.integers(0, len(whole) - 1)
    for at, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=40)):
        whole[at] = value
    cut = data.draw(st.integers(0, len(whole)))
    original = Guarded("表.doc", FileKind.DOC, bytes(whole[:cut]))
    words = words_of(original)
    assert words is None or all(word.strip() for word in words)


def test_rtf_gives_text_of_body_boxes_and_notes_alone() -> None:
    data = rtf(
        "{\\fonttbl{\\f0 Song;}}{\\info{\\title 题}}{\\*\\generator 某}{\\pntext 1.}"
        "甲\\cell 乙{\\field{\\*\\fldinst PAGE}{\\fldrslt 5}}\\par{\\footnote 注}"
        "{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt 框\\par}}}{\\pict 00ff}\\\\\\{丙"
    )
    assert rtf_words(data) == ["甲", "乙5", "注框", "\\{丙"]


def test_rtf_characters_are_read_by_code_unit_code_page_and_font() -> None:
    chinese = "重庆".encode("gb18030").hex()
    coded = "".join(f"\\'{chinese[at : at + 2]}" for at in range(0, len(chinese), 2))
    assert rtf_words(f"{{\\rtf1\\ansicpg936 {coded}}}".encode()) == ["重庆"]
    fonts = "{\\fonttbl{\\f0\\fcharset0 A;}{\\f7\\froman\\fcharset134 B;}}"
    assert rtf_words(f"{{\\rtf1\\ansicpg1252{fonts}{{\\f7 {coded}}}\\'e9}}".encode()) == ["重庆é"]
    assert rtf_words(b"{\\rtf1\\uc2\\u37325\\'d6\\'d8\\uc1\\u24198?\\uc0\\u8226 x}") == ["重庆•x"]
    assert rtf_words(b"{\\rtf1\\ansicpg99999 a}") == ["a"]


def test_more_marks_than_are_looked_at_are_told() -> None:
    original = guarded(rtf("{}" * 1_000_001), FileKind.RTF)
    assert words_of(original) is None


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], max_codepoint=0xFFFF)))
def test_rtf_written_by_code_units_is_read_back(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    assert "".join(rtf_words(rtf(escaped))) == (text if text.strip() else "")


@given(st.binary(max_size=400))
def test_any_bytes_as_rtf_give_words(data: bytes) -> None:
    words = rtf_words(b"{\\rtf1 " + data)
    assert all(word.strip() for word in words)


def test_odf_gives_paragraphs_with_notes_headers_and_deleted_text() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>删去</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>甲<text:s/>乙<office:annotation><text:p>批注</text:p></office:annotation>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p>"
        "</text:note-body></text:note>丙</text:p><text:p> </text:p>"
    )
    styles = '<a xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><text:p>页眉</text:p></a>'
    assert words_of(guarded(odf("odt", body, {"styles.xml": styles}), FileKind.ODT)) == [
        *("删去", "甲 乙丙", "注", "页眉"),
    ]


def test_a_conversion_that_keeps_every_word_says_nothing() -> None:
    result = docx_bytes(
        p(r("填报部门：渝州某局")),
        tbl(tr(tc(p(r("序 号"))), tc(p(r("名称")))), tr(tc(p(r("一"))), tc(p(r("渝州精密机械"))))),
    )
    assert conversion_losses(doc(BODY), admit_data(result, file="", suffix=".docx")) == []


def test_lost_and_added_words_are_counted_with_a_sample() -> None:
    result = converted("填报部门：渝州某局", "序号名称一", "渝州精密渝州精密")
    losses = conversion_losses(doc(BODY), result)
    assert said(losses) == [
        ("legacy_text_lost", {"count": 2, "sample": "渝州精密机械"}),
        ("legacy_text_added", {"count": 4, "sample": "渝州精密渝州精密"}),
    ]
    assert {finding.place for finding in losses} == {Place("表.doc")}
    assert "2 个字（如“渝州精密机械”处）" in losses[0].text(Lang.ZH)


def test_long_samples_are_cut_and_control_characters_not_shown() -> None:
    ((_, params),) = said(conversion_losses(doc("渝\x01" + "州" * 60 + "\r"), converted("")))
    assert params == {"count": 61, "sample": "渝 " + "州" * 28 + "…"}


def test_words_of_a_fallback_do_not_stand_in_for_lost_ones() -> None:
    both = (
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:r><w:t>甲</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:p><w:r><w:t>乙</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>"
    )
    result = admit_data(docx_bytes(p(both)), file="", suffix=".docx")
    assert said(conversion_losses(doc("甲乙\r"), result)) == [
        ("legacy_text_lost", {"count": 1, "sample": "甲乙"})
    ]


def test_lost_texts_of_a_spreadsheet_are_told_however_often_they_are_shared() -> None:
    def row(text: str) -> str:
        return (
            f'<table:table-row><table:table-cell office:value-type="string"><text:p>{text}</text:p>'
            '</table:table-cell><table:table-cell office:value-type="float"><text:p>99</text:p>'
            "</table:table-cell></table:table-row>"
        )

    original = guarded(
        odf("ods", f"<table:table>{row('渝州')}{row('渝州')}{row('某局')}</table:table>"), FileKind.ODS
    )
    both = Book(
        [Sheet(sheet_row(1, shared("A1", 0), shared("B1", 1)))],
        shared="<si><t>渝州</t></si><si><t>某局</t></si>",
    )
    kept = admit_data(packed(parts_of(both)), file="", suffix=".xlsx")
    lost = admit_data(packed(parts_of(Book([Sheet(rows(["渝州"]))]))), file="", suffix=".xlsx")
    assert conversion_losses(original, kept) == []
    assert said(conversion_losses(original, lost)) == [("legacy_text_lost", {"count": 2, "sample": "某局"})]


def test_a_package_beyond_the_limits_is_told_as_not_compared() -> None:
    bomb = guarded(odf("odt", "<text:p>渝</text:p>" * 400_000), FileKind.ODT)
    assert said(conversion_losses(bomb, converted("渝"))) == [("legacy_not_compared", {"kind": "odt"})]


def test_a_piece_table_that_breaks_off_gives_no_words() -> None:
    data = old_doc(World(Random(3))).data
    assert words_of(admit_data(data, file="x.doc", suffix=".doc")) is None
