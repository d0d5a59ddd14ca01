"""PDFs: the official look by numbers, no silent box, the same bytes every time."""

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings

from jianyou.officefiles.paper import Paper
from jianyou.officefiles.writing.fonts import MISSING, pdf_coverage
from jianyou.officefiles.writing.pdf import _compiled, reported_missing, write_pdf
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.place import Place
from tests.officefiles.papers import (
    ANY_TEXT,
    COLUMNS,
    URL,
    Word,
    blank,
    everywhere,
    of_texts,
    overlaps,
    paper,
    pdf_words,
    row,
)

poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not installed")


def text_of(folder: Path, data: bytes) -> str:
    """All text of a PDF without white space, in reading order."""
    file = folder / "表.pdf"
    file.write_bytes(data)
    shown = subprocess.run(["pdftotext", "-raw", str(file), "-"], check=True, capture_output=True)
    return "".join(shown.stdout.decode().split())


def pages_of(folder: Path, written: Paper) -> list[list[Word]]:
    """The words of each page with their boxes."""
    file = folder / "表.pdf"
    file.write_bytes(write_pdf(written).data)
    return pdf_words(file)


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert write_pdf(paper()).data == write_pdf(paper()).data


@poppler
def test_every_text_is_there(tmp_path: Path) -> None:
    whole = paper(2)
    written = write_pdf(whole)
    assert written.findings == ()
    shown = text_of(tmp_path, written.data)
    texts = [whole.label, whole.title, whole.note, *(column.title for column in COLUMNS)]
    texts += [f"{label}：{value}" for label, value in whole.header]
    missing = [text for text in texts if "".join(text.split()) not in shown]
    # Poppler reads line by line across the cells, so only what stands on one line is found whole.
    assert [text for text in missing if text not in {column.title for column in COLUMNS}] == []
    assert shown.count("质量总监") == 2


@poppler
def test_the_heading_row_stands_on_every_page_and_pages_are_counted(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, paper(7))
    assert len(pages) > 2
    assert [[word for word, *_ in page].count("序号") for page in pages] == [1] * len(pages)
    footers = ["".join(word for word, _, top, *_ in page if top > 530) for page in pages]
    assert footers == [f"—{number}—" for number in range(1, len(pages) + 1)]


@poppler
def test_a_row_stays_whole_unless_it_fills_a_page(tmp_path: Path) -> None:
    rows = [
        [*row(2)[:3], mark * count, *row(2)[4:]]
        for mark, count in zip("甲乙丙丁戊己庚", [130] * 6 + [900], strict=True)
    ]
    pages = pages_of(tmp_path, paper(1, extra=rows))
    counts = {
        mark: [sum(word.count(mark) for word, *_ in page) for page in pages] for mark in "甲乙丙丁戊己庚"
    }
    parts = {mark: [count for count in on_pages if count] for mark, on_pages in counts.items()}
    assert {mark: parts[mark] for mark in "甲乙丙丁戊己"} == {mark: [130] for mark in "甲乙丙丁戊己"}
    assert (sum(parts["庚"]), len(parts["庚"])) == (900, 2)


@poppler
@pytest.mark.parametrize("text", [URL, "A" * 3000, "。" * 400, "—" * 300, "1234567890 " * 40, "中" * 2000])
def test_nothing_leaves_its_column_or_runs_into_another(tmp_path: Path, text: str) -> None:
    line = [*row(1)[:5], text, *row(1)[6:]]
    pages = pages_of(tmp_path, paper(1, extra=[line]))
    assert [overlaps(page) for page in pages] == [[]] * len(pages)
    right = max(right for page in pages for _, _, _, right, _ in page)
    assert right < 841.9 - 62  # the right margin is 22 mm, 62.4 points
    assert max(bottom for page in pages for *_, bottom in page) < 595.3


def test_a_character_without_a_glyph_is_reported_and_replaced() -> None:
    line = ["2", "渝州😀\U00020bb7\U00020bb7公司", *row(2)[2:]]
    written = write_pdf(paper(1, extra=[line]))
    assert written.findings == (
        Finding(
            "glyph_missing",
            Severity.WARNING,
            Place("", table=1, row=3, column=2),
            {"characters": "😀\U00020bb7", "codes": "U+1F600、U+20BB7"},
            row=2,
            column="name",
        ),
    )
    replaced = ["2", "渝州〓〓〓公司", *row(2)[2:]]
    assert written.data == write_pdf(paper(1, extra=[replaced])).data


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"label": "😀"}, Place("", paragraph=1)),
        ({"title": "😀"}, Place("", paragraph=2)),
        ({"header": [("😀", "")]}, Place("", paragraph=3)),
        ({"note": "😀"}, Place("", paragraph=4)),
    ],
)
def test_a_missing_glyph_outside_the_table_has_its_paragraph(change: dict[str, object], place: Place) -> None:
    whole = blank()
    fields = {name: getattr(whole, name) for name in ("title", "columns", "rows", "label", "header", "note")}
    assert [finding.place for finding in write_pdf(Paper(**{**fields, **change})).findings] == [place]


@pytest.mark.parametrize(
    "text", ["\ue000", "\ue815", "한", "ไ", "\U0001f468\u200d\U0001f469", "a\U00020bb7\u0301b"]
)
def test_no_private_or_foreign_character_slips_through(text: str) -> None:
    assert [finding.code for finding in write_pdf(of_texts([[text]])).findings] == ["glyph_missing"]


def test_every_character_that_counts_as_covered_can_be_set() -> None:
    covered = [
        chr(code)
        for code in range(0x110000)
        if chr(code) in pdf_coverage() and unicodedata.category(chr(code)) != "Cc"
    ]
    assert len(covered) > 30_000
    lines = [[" ".join(covered[start : start + 400])] for start in range(0, len(covered), 400)]
    # typst itself reports what it has no glyph for, and that becomes a finding.
    assert write_pdf(of_texts(lines)).findings == ()


def test_what_typst_reports_is_understood() -> None:
    with pytest.raises(typst.TypstError) as error:
        _compiled(of_texts([['a\U00020bb7"\U0001f600\u0e49']]))
    assert reported_missing(error.value) == ["\u0e49", "\U0001f600", "\U00020bb7"]


def test_common_signs_of_forms_have_glyphs() -> None:
    signs = "☑☐☒✓✔√□■●○◎①②⑩㈠Ⅻ℃㎡³²×÷≥≤±‰№→←↑↓★☆〔〕【】《》…—·“”‘’éüñß𬭎䶮喆堃玥\u3000"
    assert write_pdf(of_texts([[signs]])).findings == ()


def test_invisible_characters_neither_show_nor_turn_the_text_round() -> None:
    marks = "甲\u202e乙\u200d丙\ufeff丁\xad戊\u2066己☑\ufe0f\x7f"
    written = write_pdf(of_texts([[marks]]))
    assert written == write_pdf(of_texts([["甲乙丙丁戊己☑"]]))


@poppler
def test_markup_of_the_typesetter_stays_text(tmp_path: Path) -> None:
    markup = '#panic("x")\\*_$a$`b`<c>@d//e/*f*/[g]{h}'
    written = write_pdf(of_texts([[markup]], title=markup))
    assert text_of(tmp_path, written.data).count(markup) == 2


@given(ANY_TEXT)
@settings(max_examples=60)
def test_any_text_may_stand_anywhere(text: str) -> None:
    written = write_pdf(everywhere(text))
    assert written.data.startswith(b"%PDF-1.7")


def test_a_tab_and_odd_spaces_are_spaces() -> None:
    assert write_pdf(of_texts([["a\tb\xa0c\u2009d"]])).data == write_pdf(of_texts([["a b c d"]])).data


@poppler
def test_the_file_tells_its_title_and_is_tagged_for_screen_readers(tmp_path: Path) -> None:
    file = tmp_path / "表.pdf"
    file.write_bytes(write_pdf(paper()).data)
    lines = (
        subprocess.run(["pdfinfo", str(file)], check=True, capture_output=True).stdout.decode().splitlines()
    )
    known = dict(line.split(":", 1) for line in lines)
    assert {
        key: value.strip() for key, value in known.items() if key in {"Title", "Tagged", "Page size"}
    } == {
        "Title": paper().title,
        "Tagged": "yes",
        "Page size": "841.89 x 595.276 pts (A4)",
    }
    assert "CreationDate" not in known
    assert b"/Lang(zh" in file.read_bytes()


def test_control_characters_are_reported_as_in_the_other_formats() -> None:
    written = write_pdf(of_texts([["甲\x00乙"]]))
    assert [(finding.code, finding.params) for finding in written.findings] == [
        ("control_characters_removed", {"count": 1, "codes": "U+0000"})
    ]
    assert written.data == write_pdf(of_texts([["甲乙"]])).data


def test_the_sign_for_a_missing_glyph_has_one_itself() -> None:
    assert MISSING in pdf_coverage()
