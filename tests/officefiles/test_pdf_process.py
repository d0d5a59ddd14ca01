"""The process that reads papers: limited, replaced when it dies, never trusted; hostile files cost little."""

import json
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianyou.officefiles.guard import admit, admit_data
from jianyou.officefiles.model import Document
from jianyou.officefiles.pdf.child import MEMORY
from jianyou.officefiles.pdf.frames import Intake, fields_of
from jianyou.officefiles.pdf.layout import Block, Filled, PageLayout, Stretch
from jianyou.officefiles.pdf.process import PaperKeeper, PaperLimits
from jianyou.officefiles.pdf.reader import read_pdf
from jianyou.officefiles.pdf.stitch import stitch
from jianyou.terms.finding import Refused
from tests.corpus.pdfs import assemble, pdf, stream, table, text
from tests.officefiles.reading import rows, tables

ROWS = [["序号", "名称"], ["1", "甲公司"]]
PLAIN = pdf(table((50, 100, 300), 100, ROWS))
LINUX = pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="reads /proc")


@pytest.fixture(params=[True, False], ids=["poll", "timer"])
def keeper(request: pytest.FixtureRequest) -> Iterator[PaperKeeper]:
    keeper = PaperKeeper(poll=request.param)
    yield keeper
    keeper.close()


def read(data: bytes, keeper: PaperKeeper) -> Document:
    return read_pdf(admit_data(data, file="form.pdf", suffix=".pdf"), keeper=keeper)


def refusal(data: bytes, keeper: PaperKeeper) -> str:
    with pytest.raises(Refused) as refused:
        read(data, keeper)
    assert refused.value.text()
    return refused.value.code


def nested(depth: int, fan: int) -> bytes:
    """Forms that draw forms."""
    kind = b" /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    forms = {100 + level: stream(b"/X Do " * fan, kind % (101 + level)) for level in range(depth)}
    return pdf("/X Do", extra={**forms, 100 + depth: stream(b"0 0 m 9 9 l S", kind % 1)})


@cache
def bomb() -> bytes:
    """A page's content of 300 MB, packed."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 11 0 R /Resources << >> >>"
    content = stream(zlib.compress(bytes(300_000_000), 1), b" /Filter /FlateDecode")
    pages = b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>"
    return assemble({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: pages, 10: page, 11: content})


def test_after_any_refusal_the_next_file_is_read(keeper: PaperKeeper) -> None:
    expected = read(PLAIN, keeper)
    assert refusal(b"%PDF-1.7\n", keeper) == "pdf_damaged"
    assert keeper.reader is not None
    assert rows(tables(expected)[0]) == ROWS
    assert refusal(bomb(), keeper) == "pdf_reader_stopped"
    assert read(PLAIN, keeper) == expected


@LINUX
def test_it_may_open_little_and_grow_little(keeper: PaperKeeper) -> None:
    read(PLAIN, keeper)
    assert keeper.reader is not None
    process = Path(f"/proc/{keeper.reader.process.pid}")
    given = (process / "limits").read_text()
    limits = {one[:26].strip(): one[26:].split()[:2] for one in given.splitlines()}
    assert limits["Max file size"] == ["0", "0"]
    assert limits["Max processes"] == ["0", "0"]
    assert limits["Max open files"] == ["24", "24"]
    assert int(limits["Max address space"][0]) < MEMORY + 2**27
    assert b"HOME=" not in (process / "environ").read_bytes()


def test_a_page_without_end_is_stopped() -> None:
    keeper = PaperKeeper(PaperLimits(page_seconds=1))
    assert refusal(nested(9, 10), keeper) == "pdf_reader_timeout"
    assert rows(tables(read(PLAIN, keeper))[0]) == ROWS
    keeper.close()


def test_many_slow_pages_are_stopped() -> None:
    keeper = PaperKeeper(PaperLimits(cpu_seconds=0))
    assert refusal(PLAIN, keeper) == "pdf_too_slow"
    keeper.close()


HARMLESS = {
    "form draws itself": (
        pdf("/X Do", extra={100: stream(b"/X Do", b" /Subtype /Form /BBox [0 0 9 9]")}),
        "read",
    ),
    "forms too deep": (nested(3_000, 1), "pdf_damaged"),
    "arrays too deep": (pdf("[" * 50_000), "read"),
    "a number too long": (pdf("9" * 100_000 + " 0 m"), "read"),
    "huge letters": (pdf("BT /F1 1e300 Tf 1e300 0 0 1e300 0 0 Tm <4e00> Tj ET"), "read"),
    "a huge picture": (
        pdf("/X Do", extra={100: stream(b"x", b" /Subtype /Image /Width 999999 /Height 999999")}),
        "read",
    ),
    "pages that hold themselves": (PLAIN.replace(b"/Kids [10 0 R]", b"/Kids [ 2 0 R]"), "read"),
    "a font map from elsewhere": (PLAIN.replace(b"/UniGB-UCS2-H", b"/..#2f..#2fet"), "read"),
}


@pytest.mark.parametrize(("data", "code"), HARMLESS.values(), ids=HARMLESS)
def test_odd_files_cost_nothing(data: bytes, code: str) -> None:
    keeper = PaperKeeper(PaperLimits(page_seconds=2))
    try:
        found = "read" if read(data, keeper) else ""
    except Refused as refused:
        found = refused.code
    keeper.close()
    assert found == code


COST = """
import json, resource, sys, time
from pathlib import Path
from jianyou.officefiles.guard import admit
from jianyou.officefiles.pdf.reader import KEEPER, read_pdf
from jianyou.terms.finding import Refused
try:
    code = str(len(read_pdf(admit(Path(sys.argv[1]))).blocks))
except Refused as refused:
    code = refused.code
KEEPER.close()
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


@LINUX
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (bomb, "pdf_reader_stopped"),
        (lambda: pdf("".join(text(9, 9 + n, "一" * 90, 2) for n in range(200)), compress=True), "1"),
    ],
    ids=["bomb", "dense"],
)
def test_what_a_hostile_file_costs(tmp_path: Path, make: Callable[[], bytes], code: str) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(make())
    run = subprocess.run([sys.executable, "-c", COST, path], capture_output=True, text=True, check=True)
    found, seconds, megabytes = json.loads(run.stdout)
    assert found == code
    assert seconds < 6
    assert megabytes < 50 + MEMORY / 2**20 + 20


PAGE = PageLayout(
    1,
    595.0,
    842.0,
    [Stretch("汇总表", 50.0, 40.0, 90.0, 52.0)],
    [Block([50.0, 100.0, 300.0], [60.0, 90.0, 120.0], [
        Filled(0, 0, 1, 2, "甲", 0.5, 2.0), Filled(1, 0, 1, 1, "乙"),
        Filled(1, 1, 1, 1, "丙", 0.25, 1.0, ("pdf_text_crosses", "pdf_text_overlaps")),
    ], odd=True)],
    [("pdf_text_hidden", 3, "丁戊己")],
)  # fmt: skip
FRAMES = [list(fields) for fields in fields_of(PAGE)]


def test_frames_tell_a_page_whole() -> None:
    intake = Intake()
    assert [intake.take(frame) for frame in [*FRAMES, ["end"]]] == [True] * len(FRAMES) + [False]
    assert (intake.pages, intake.refusal) == ([PAGE], None)


@given(st.data())
@settings(max_examples=300)
def test_frames_are_never_trusted(data: st.DataObject) -> None:
    odd = st.sampled_from(
        ["", "-1", "0", "1", "2", "3", "9e99", "nan", "x", "1 2", "3 2 1", "pdf_text_hidden", "甲"]
    )
    frames = [list(frame) for frame in FRAMES + FRAMES]
    frames[len(FRAMES)][1] = "2"
    for _ in range(data.draw(st.integers(0, 4))):
        frame = data.draw(st.sampled_from(frames))
        if data.draw(st.booleans()):
            frame[data.draw(st.integers(0, len(frame) - 1))] = data.draw(odd)
        elif data.draw(st.booleans()):
            frames.insert(data.draw(st.integers(0, len(frames))), list(frame))
        else:
            frames.remove(frame)
    intake = Intake()
    try:
        for frame in frames:
            intake.take(frame)
    except ValueError:
        return
    stitch(intake.pages)


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (["refused", "pdf_too_many_pages", "limit", "200"], "pdf_too_many_pages"),
        (["refused", "made_up"], "pdf_reader_stopped"),
        (["refused", "pdf_too_many_pages"], "pdf_reader_stopped"),
        (["refused", "pdf_damaged", "detail", "x\n{y}" * 99], "pdf_damaged"),
    ],
)
def test_a_refusal_is_checked_as_well(frame: list[str], code: str) -> None:
    intake = Intake()
    assert intake.take(frame) is False
    assert intake.refusal is not None
    assert intake.refusal.code == code
    assert "\n" not in intake.refusal.text()


def test_a_file_on_disk_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(PLAIN)
    keeper = PaperKeeper()
    document = read_pdf(admit(path), keeper=keeper)
    keeper.close()
    assert sorted(finding.code for finding in document.findings) == ["extension_differs", "pdf_read"]
