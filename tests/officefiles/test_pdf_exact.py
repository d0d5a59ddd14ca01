"""Forms printed to PDF read back exact, white space aside, or are told; never wrong in silence."""

import contextlib
import random
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pytest

from examples.forms.generator import generate
from examples.forms.kinds import GOOD_KINDS
from jianyou.domain.annexes.intake import take_in
from jianyou.domain.annexes.records import Form, FormStatus, Value
from jianyou.domain.calls.load import load_call
from jianyou.officefiles.guard import admit_data
from jianyou.officefiles.pdf.reader import read_pdf
from jianyou.officefiles.writing.pdf import write_pdf
from jianyou.terms.finding import Refused
from tests.corpus.exactness import Outcome, outcome
from tests.corpus.pdfs import pdf, table
from tests.officefiles.papers import COLUMNS, blank, paper, row
from tests.officefiles.reading import codes, rows, tables, texts

CALL = load_call("chongqing-2024")
# What LibreOffice prints otherwise than it is meant: deleted text, prompts, code fields; boxes as drawings.
PRINTED_OTHERWISE = {"docx.tracked", "docx.run_sdt", "docx.checkbox", "docx.combined", "docx.split_runs"}
# Calc prints a long text only as far as the next filled cell; merged cells are cut at a page's end.
PRINTED_CUT = {"xlsx.header_in_table", "xlsx.header_label_cells", "xlsx.phones_as_numbers", "xlsx.vmerge"}


def bare(text: str) -> str:
    return "".join(text.split())


def blind(form: Form) -> Form:
    """The form without any white space in its values, for a PDF can't keep it."""
    form.header = {key: Value(bare(value.text), value.place) for key, value in form.header.items()}
    for entry in form.rows:
        entry.values = {key: Value(bare(value.text), value.place) for key, value in entry.values.items()}
    return form


def bare_truth(expected: Mapping[str, Any]) -> dict[str, Any]:
    entries = [{key: bare(text) for key, text in entry.items()} for entry in expected["rows"]]
    return {
        **expected,
        "header": {key: bare(text) for key, text in expected["header"].items()},
        "rows": entries,
    }


def take(path: Path) -> Form:
    return take_in(path, file=path.name, schema=CALL.annex, deadline=CALL.deadline, regions=CALL.regions)


def test_our_own_master_table_of_many_pages_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "master.pdf"
    path.write_bytes(write_pdf(paper(42)).data)
    form = blind(take(path))
    keys = [column.key for column in COLUMNS if column.key and column.key != "serial"]
    assert form.status is FormStatus.READ
    assert [[entry.text(key) for key in keys] for entry in form.rows] == [
        [bare(text) for text in row(number)[1:]] for number in range(1, 43)
    ]
    assert {key: value.text for key, value in form.header.items()} == {
        "department": "渝州市某某区经济和信息化委员会",
        "contact": "王某",
        "phone": "023-00001234",
    }


def test_a_row_over_several_of_our_pages_is_whole() -> None:
    long = [*row(3)[:3], row(3)[3] * 8, *row(3)[4:]]
    document = read_pdf(admit_data(write_pdf(paper(2, extra=[long, row(4)])).data, file="x", suffix=".pdf"))
    (one,) = tables(document)
    assert [[bare(text) for text in line] for line in rows(one)[1:]] == [
        [bare(text) for text in line] for line in (row(1), row(2), long, row(4))
    ]
    assert codes(document) == ["pdf_read", "pdf_row_joined", "pdf_table_stitched"]


def test_line_ends_of_short_lines_are_kept() -> None:
    document = read_pdf(admit_data(write_pdf(paper(1)).data, file="x", suffix=".pdf"))
    assert [rows(tables(document)[0])[1][number] for number in (2, 5)] == [row(1)[2], row(1)[5]]


def test_our_blank_form_is_blank() -> None:
    document = read_pdf(admit_data(write_pdf(blank()).data, file="x", suffix=".pdf"))
    assert rows(tables(document)[0]) == [[column.title for column in COLUMNS], *[[""] * 8] * 4]
    assert texts(document)[:3] == ["附件2", blank().title, "填报部门：    联系人：    联系电话："]


def printed(office: Path, folder: Path, kinds: Sequence[str], count: int, seed: int) -> list[Outcome]:
    """Generated forms printed by the office and read: each compared with its truth."""
    truth = generate(folder / "forms", count=count, seed=seed, kinds=kinds)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for suffix in ("docx", "xlsx"):
        files = [str(folder / "forms" / one["file"]) for one in truth if one["file"].endswith(suffix)]
        target = str(folder / "pdf")
        command = [str(office), profile, "--headless", "--convert-to", "pdf", "--outdir", target, *files]
        subprocess.run(command, check=True, capture_output=True)
    found = []
    for expected in truth:
        form = take(folder / "pdf" / f"{Path(expected['file']).stem}.pdf")
        found.append(outcome(blind(form), bare_truth(expected)))
    return found


@pytest.mark.xdist_group("office")
def test_printed_forms_read_back(office: Path, tmp_path: Path) -> None:
    kinds = [
        "docx.plain",
        "docx.two_row_header",
        "docx.vmerge",
        "docx.permuted",
        "xlsx.plain",
        "xlsx.note_row",
    ]
    found = printed(office, tmp_path, kinds, count=6, seed=8)
    assert [(one.kind, one.exact) for one in found] == [(kind, True) for kind in kinds]


@pytest.mark.slow
@pytest.mark.xdist_group("office")
@pytest.mark.parametrize("seed", [5, 11])
def test_every_kind_printed_reads_back_or_is_told(office: Path, tmp_path: Path, seed: int) -> None:
    found = printed(office, tmp_path, GOOD_KINDS, count=len(GOOD_KINDS), seed=seed)
    assert [one for one in found if one.silent] == []
    inexact = {one.kind for one in found if not one.exact} - PRINTED_OTHERWISE - PRINTED_CUT
    assert len(inexact) <= 3, inexact


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
def test_a_table_printed_by_a_browser_reads_back(tmp_path: Path) -> None:
    # Browsers map glyphs back to radicals (U+2ECB for U+8F66), and break rows wherever a page ends.
    lines = [[column.title for column in COLUMNS], *(row(number) for number in range(1, 13))]
    cells = ["".join(f"<td>{escape(text)}</td>" for text in line).replace("\n", "<br>") for line in lines]
    body = f"<thead><tr>{cells[0]}</tr></thead>" + "".join(f"<tr>{line}</tr>" for line in cells[1:])
    style = "@page{size:A4 landscape}table{border-collapse:collapse;font-size:12px}td{border:1px solid}"
    page, out = tmp_path / "form.html", tmp_path / "form.pdf"
    page.write_text(f"<meta charset=utf-8><style>{style}</style><table>{body}</table>", "utf-8")
    command = ["chromium", "--headless", "--no-sandbox", f"--user-data-dir={tmp_path / 'profile'}"]
    printing = [*command, "--no-pdf-header-footer", f"--print-to-pdf={out}", page.as_uri()]
    subprocess.run(printing, check=True, capture_output=True)
    (one,) = tables(read_pdf(admit_data(out.read_bytes(), file="form.pdf", suffix=".pdf")))
    assert [[bare(text) for text in line] for line in rows(one)] == [
        [bare(text) for text in line] for line in lines
    ]


def damaged(data: bytes, chance: random.Random) -> bytes:
    words = (
        b"endobj",
        b"<<",
        b">>",
        b"[",
        b"]",
        b"R",
        b"-1",
        b"99999999",
        b"stream",
        b"/",
        b"(",
        b"\xff",
        b"BT ",
    )
    broken = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(8, len(broken))
        size = chance.choice((0, 1, 4, 40))
        fill = chance.choice((*words, chance.randbytes(size), broken[at : at + 60]))
        broken[at : at + size] = fill
    return bytes(broken)


def fuzz(count: int, seed: int) -> None:
    chance = random.Random(seed)
    drawn = table((50, 100, 300), 100, [["序号", "名称"], ["1", "甲公司"]])
    seeds = [pdf(drawn, drawn), pdf(drawn, compress=True), write_pdf(paper(1)).data]
    for _ in range(count):
        data = b"%PDF-1.7" + damaged(chance.choice(seeds), chance)[8:]
        with contextlib.suppress(Refused):
            read_pdf(admit_data(data, file="form.pdf", suffix=".pdf"))


def test_damaged_files_are_read_or_refused() -> None:
    fuzz(60, 3)


@pytest.mark.slow
def test_very_many_damaged_files_are_read_or_refused() -> None:
    fuzz(4_000, 4)
