"""PDFs that act, carry files, are locked or unreadable are kept out; ordinary and signed ones aren't."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NumberObject,
    PdfObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter, PdfFileWriter, copy_into_new_writer

from jianyou.officefiles.harmless import harmless_name
from jianyou.officefiles.pdf.acting import Acting, acting
from jianyou.officefiles.writing.pdf import write_pdf
from jianyou.terms.finding import Refused
from tests.officefiles.papers import paper
from tests.officefiles.signing import signed

NAME = "证书.pdf"
Change = Callable[[BasePdfFileWriter], None]


def told(**values: PdfObject) -> DictionaryObject:
    """A dictionary of a PDF."""
    return DictionaryObject({pdf_name("/" + key): value for key, value in values.items()})  # type: ignore[no-untyped-call]


def action(kind: str, **more: PdfObject) -> DictionaryObject:
    """An action of that kind."""
    return told(S=pdf_name(kind), **more)


SCRIPT = action("/JavaScript", JS=pdf_string("app.alert(1)"))
LINK = action("/URI", URI=pdf_string("https://example.invalid/"))
PLACE = ArrayObject([NumberObject(0), pdf_name("/Fit")])  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def ordinary() -> bytes:
    return write_pdf(paper(3)).data


def changed(data: bytes, change: Change) -> bytes:
    """The PDF with a revision more."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    return written(writer)


def anew(data: bytes) -> PdfFileWriter:
    """A writer of the same PDF from its beginning, which may pack its objects into streams."""
    return copy_into_new_writer(PdfFileReader(io.BytesIO(data)), {"stream_xrefs": True})


def written(writer: BasePdfFileWriter) -> bytes:
    """What it writes."""
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def found(data: bytes) -> str:
    """Why it is refused, empty where it isn't."""
    try:
        return harmless_name(data, NAME).removeprefix(NAME)
    except Refused as refused:
        return refused.code


def in_the_catalog(key: str, value: PdfObject) -> Change:
    """Puts something into the catalog, as an object of its own."""

    def change(writer: BasePdfFileWriter) -> None:
        writer.root[pdf_name(key)] = writer.add_object(value)
        writer.update_root()  # type: ignore[no-untyped-call]

    return change


def on_the_page(key: str, value: PdfObject) -> Change:
    """Puts something into the first page."""

    def change(writer: BasePdfFileWriter) -> None:
        page = writer.find_page_for_modification(0)[0]  # type: ignore[no-untyped-call]
        page.get_object()[pdf_name(key)] = value
        writer.mark_update(page)

    return change


def clicked(followed: PdfObject) -> Change:
    """Puts a link onto the first page."""
    corner = ArrayObject(map(NumberObject, (0, 0, 9, 9)))
    link = told(Type=pdf_name("/Annot"), Subtype=pdf_name("/Link"), Rect=corner, A=followed)
    return on_the_page("/Annots", ArrayObject([link]))


def carrying(name: str) -> Change:
    """Puts a file within."""

    def change(writer: BasePdfFileWriter) -> None:
        file = EmbeddedFileObject.from_file_data(writer, b"<x/>")
        embed_file(writer, FileSpec(name, file_name=name, embedded_data=file))

    return change


@pytest.mark.parametrize(
    "change",
    [
        in_the_catalog("/OpenAction", SCRIPT),
        in_the_catalog("/OpenAction", LINK),
        in_the_catalog("/OpenAction", action("/GoTo", D=PLACE, Next=ArrayObject([LINK]))),
        in_the_catalog("/Names", told(JavaScript=told(Names=ArrayObject([pdf_string("a"), SCRIPT])))),
        in_the_catalog("/AcroForm", told(Fields=ArrayObject(), XFA=pdf_string("<xdp/>"))),
        on_the_page("/AA", told(O=LINK)),
        clicked(SCRIPT),
        clicked(action("/Launch", F=pdf_string("calc.exe"))),
    ],
    ids=["script", "address", "after a place", "named", "form", "page", "clicked", "program"],
)
def test_what_acts_is_kept_out(ordinary: bytes, change: Change) -> None:
    assert found(changed(ordinary, change)) == "proof_pdf_acts"


@pytest.mark.parametrize("name", ["表.xlsx", "program.exe", "unnamed", "数据.xml.exe"])
def test_what_carries_files_is_kept_out(ordinary: bytes, name: str) -> None:
    assert found(changed(ordinary, carrying(name))) == "proof_pdf_carries"


@pytest.mark.parametrize(
    "change",
    [
        in_the_catalog("/OpenAction", PLACE),
        in_the_catalog("/OpenAction", action("/GoTo", D=PLACE)),
        clicked(LINK),
        carrying("电子凭证.XML"),
        carrying("receipt.xbrl"),
    ],
    ids=["place", "going there", "link", "xml", "xbrl"],
)
def test_what_only_shows_links_or_brings_its_data_is_taken(ordinary: bytes, change: Change) -> None:
    assert found(changed(ordinary, change)) == ""


def test_ordinary_papers_are_taken(ordinary: bytes) -> None:
    scan = io.BytesIO()
    Image.effect_noise((400, 600), 60).save(scan, "PDF")
    for data in (ordinary, scan.getvalue(), signed(ordinary), written(anew(ordinary)), b"%PDF-1.4\n% a stub"):
        assert found(data) == ""


def test_a_script_packed_into_a_stream_is_found(ordinary: bytes) -> None:
    writer = anew(ordinary)
    script = writer.add_object(SCRIPT, obj_stream=writer.prepare_object_stream())  # type: ignore[no-untyped-call]
    clicked(script)(writer)
    data = written(writer)
    assert b"/JS" not in data
    assert found(data) == "proof_pdf_acts"


def test_a_name_written_in_hex_is_found(ordinary: bytes) -> None:
    data = changed(ordinary, clicked(action("/Launch", F=pdf_string("calculator"))))
    # As long as before: the places of all objects stay.
    data = data.replace(b"/Launch", b"/L#61unch").replace(b"(calculator)", b"(calculat)")
    assert found(data) == "proof_pdf_acts"


def test_what_an_earlier_revision_held_counts_no_more(ordinary: bytes) -> None:
    acting = changed(ordinary, in_the_catalog("/OpenAction", LINK))
    writer = IncrementalPdfFileWriter(io.BytesIO(acting))
    del writer.root["/OpenAction"]
    writer.update_root()  # type: ignore[no-untyped-call]
    assert found(written(writer)) == ""


def test_locked_ones_are_kept_out_and_those_that_only_forbid_printing_are_looked_into(
    ordinary: bytes,
) -> None:
    for password, change, code in (
        ("secret", None, "proof_file_locked"),
        ("", None, ""),
        ("", clicked(SCRIPT), "proof_pdf_acts"),
    ):
        writer = anew(ordinary)
        if change is not None:
            change(writer)
        writer.encrypt("owner", password)  # type: ignore[no-untyped-call]
        assert found(written(writer)) == code, (password, code)


def test_a_damaged_one_that_might_act_is_kept_out(ordinary: bytes) -> None:
    data = changed(ordinary, in_the_catalog("/OpenAction", PLACE))
    assert found(b"%PDF-1.4\n/OpenAction") == "proof_pdf_unread"
    for damaged in (
        data[:-50],
        data[: len(data) // 2] + b"/JS",
        data.replace(b"startxref\n", b"startxref\n1"),
    ):
        assert found(damaged) == "proof_pdf_unread"


def test_one_that_never_ends_is_given_up() -> None:
    parts = [b"%PDF-1.4\n", b"1 0 obj<</S 2 0 R/First 1>>endobj\n", b"2 0 obj 2 0 R endobj\n"]
    first, second = len(parts[0]), len(parts[0]) + len(parts[1])
    listed = f"xref\n0 3\n{0:010} 65535 f \n{first:010} 00000 n \n{second:010} 00000 n \n"
    end = f"trailer<</Size 3/Root 1 0 R>>\nstartxref\n{sum(map(len, parts))}\n%%EOF"
    assert acting(b"".join(parts) + (listed + end).encode(), seconds=1) is Acting.UNREAD
