"""What is seen on a scan: codes as copiers and phones blur them, and nothing that costs too much."""

import io
from dataclasses import replace

import pytest
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from jianyou.officefiles.paper import FootMark, Paper
from jianyou.officefiles.scans import MOST_PAGES, FoundCode, look_into
from jianyou.officefiles.squarecode import png_of
from jianyou.officefiles.writing.docx import write_docx
from jianyou.officefiles.writing.pdf import write_pdf
from tests.officefiles.papers import paper
from tests.officefiles.scanning import CATALOG, PAGE, PAGES, jpeg, pdf, pdf_of, png, scanned, stream

# The largest code that a mark can have: 33 modules.
CODE = "JY1 ZZZZ-ZZZZ-ZZZZ ffffffffffffffff"
MARK = FootMark("编号 ZZZZ-ZZZZ-ZZZZ　内容指纹 ffff ffff ffff ffff", CODE)


def marked(rows: int = 1) -> Paper:
    return replace(paper(rows), mark=MARK)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return write_pdf(marked(2)).data


@pytest.mark.parametrize(
    ("dpi", "turn"), [(110, 0.0), (150, 2.5), (150, -3.0), (150, 90.0), (200, 183.0), (300, 1.0)]
)
def test_the_code_is_read_from_a_scan(printed: bytes, dpi: int, turn: float) -> None:
    look = look_into(scanned(printed, dpi=dpi, turn=turn))
    assert (look.pages, look.looked, look.codes, look.problem) == (1, 1, (FoundCode(1, CODE),), "")


def test_scanned_pages_in_a_pdf(printed: bytes) -> None:
    look = look_into(pdf_of([scanned(printed, page=0), scanned(printed, page=1, turn=-2)]))
    assert (look.pages, look.looked, look.words) == (2, 2, False)
    assert look.codes == (FoundCode(1, CODE), FoundCode(2, CODE))


def test_our_own_pdf_has_words_and_a_code_on_each_page(printed: bytes) -> None:
    look = look_into(printed)
    assert (look.pages, look.words, look.problem) == (2, True, "")
    assert [code.page for code in look.codes] == [1, 2]


def test_a_paper_without_a_mark_has_none() -> None:
    assert look_into(write_pdf(paper(1)).data).codes == ()


def test_the_mark_changes_nothing_else() -> None:
    assert write_docx(marked()).data == write_docx(marked()).data
    assert write_pdf(marked()).data == write_pdf(marked()).data
    assert write_docx(replace(marked(), mark=None)).data == write_docx(paper(1)).data


def test_a_code_with_other_words_is_told_as_it_is() -> None:
    page = Image.new("L", (1200, 1600), 255)
    with Image.open(io.BytesIO(png_of("https://example.invalid/x"))) as code:
        page.paste(code.convert("L"), (300, 300))
    assert look_into(png(page)).codes == (FoundCode(1, "https://example.invalid/x"),)


@pytest.mark.slow
def test_very_many_codes() -> None:
    page = Image.new("L", (25 * 130, 20 * 130), 255)
    for number in range(500):
        with Image.open(io.BytesIO(png_of(f"code {number}", 3))) as code:
            page.paste(code.convert("L"), (number % 25 * 130, number // 25 * 130))
    look = look_into(png(page))
    assert (look.looked, 50 < len(look.codes) <= 255, look.problem) == (1, True, "")


@pytest.mark.slow
def test_only_so_many_pages_are_looked_at() -> None:
    kids = b" ".join([b"3 0 R"] * 5_000)
    look = look_into(
        pdf(CATALOG, b"<</Type/Pages/Kids[%b]/Count 5000>>" % kids, PAGE, stream(b""), stream(b""))
    )
    assert (look.pages, look.looked, look.problem) == (5_000, MOST_PAGES, "")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "scan_kind_unknown"),
        (b"words", "scan_kind_unknown"),
        (b"%PDF-1.4\n% a sealed table\n", "scan_damaged"),
        (b"\xff\xd8\xff" + bytes(100), "scan_damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "scan_damaged"),
        (png(Image.new("1", (20_000, 20_000))), "scan_too_large"),
        (jpeg(Image.new("L", (16_000, 16_000), 255)), "scan_too_large"),
    ],
    ids=["empty", "words", "pdf", "jpeg", "png", "png of 400 million", "jpeg of 256 million"],
)
def test_what_cannot_be_looked_into(data: bytes, problem: str) -> None:
    look = look_into(data)
    assert (look.looked, look.codes, look.problem) == (0, (), problem)


def test_a_large_jpeg_is_looked_at_smaller() -> None:
    page = Image.new("L", (12_000, 9_000), 255)
    with Image.open(io.BytesIO(png_of(CODE, 24))) as code:
        page.paste(code.convert("L"), (5_000, 4_000))
    assert look_into(jpeg(page)).codes == (FoundCode(1, CODE),)


@pytest.mark.slow
def test_a_picture_within_a_pdf_that_unpacks_to_400_million_pixels() -> None:
    head = b"/Type/XObject/Subtype/Image/Width 20000/Height 20000/BitsPerComponent 8/ColorSpace/DeviceGray"
    bomb = pdf(
        CATALOG, PAGES, PAGE, stream(b"q 842 0 0 595 0 0 cm /I Do Q"), stream(bytes(400_000_000), head)
    )
    look = look_into(bomb)
    assert (look.pages, look.codes) == (1, ())


def test_drawing_without_end_is_ended() -> None:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 842 595]/Resources<</XObject<</I %d 0 R>>>>"
    layers = [stream(b"/I Do " * 30, form % (6 + each)) for each in range(7)]
    last = stream(b"0 0 m 9 9 l S " * 100, form % 5)
    look = look_into(pdf(CATALOG, PAGES, PAGE, stream(b"/I Do"), *layers, last), seconds=2)
    assert (look.looked, look.problem in {"scan_stopped", "scan_too_slow"}) == (0, True)


def test_memory_is_bounded(printed: bytes) -> None:
    assert look_into(png(Image.new("RGB", (6_000, 5_000))), memory=60 * 1024 * 1024).problem != ""
    assert look_into(printed).problem == ""


def test_a_locked_pdf_is_told() -> None:
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(write_pdf(paper(1)).data)))
    writer.encrypt(owner_pass="geheim", user_pass="geheim")  # type: ignore[no-untyped-call]
    sink = io.BytesIO()
    writer.write(sink)  # type: ignore[no-untyped-call]
    assert look_into(sink.getvalue()).problem == "scan_locked"
