"""Reading forms: against the floor (unzip and parse alone) and against the usual libraries."""

import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import docx
import openpyxl
from lxml import etree

from benchmarks import corpus
from benchmarks.timing import Table, interleaved
from jianyou.domain.annexes.read import read_annex
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.calls.load import load_call
from jianyou.officefiles.read import read_file

FORMS = 240
ROUNDS = 9
WORD_PARTS = ("word/document.xml",)
SHEET_PARTS = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")


def run(table: Table) -> None:
    """Word and Excel intake: guard, reader, mapping and provenance of every value."""
    schema = load_call("chongqing-2024").annex
    with corpus.forms(FORMS) as folder, tempfile.TemporaryDirectory() as other:
        word, sheets = corpus.files(folder, ".docx"), corpus.files(folder, ".xlsx")
        print(f"intake: {len(word)} Word and {len(sheets)} Excel forms, {ROUNDS} rounds")
        _word(table, word, schema)
        _word_in_peer_package(table, corpus.in_peer_package(word, Path(other)), schema)
        _sheets(table, sheets, schema)


def _word(table: Table, paths: Sequence[Path], schema: AnnexSchema) -> None:
    """Forms as Word and WPS save them: styles of about 30 KB."""
    times = _race(paths, schema, WORD_PARTS, "python-docx", _python_docx)
    table.at_most(".docx intake / unzip+parse floor", times["ours"] / times["floor"], 6)
    table.figure("python-docx script / .docx intake, forms as Word saves them", _gain(times), unit="x")
    table.figure(".docx intake", 1000 * times["ours"] / len(paths), unit=" ms a file")


def _word_in_peer_package(table: Table, paths: Sequence[Path], schema: AnnexSchema) -> None:
    """The same bodies in python-docx's own package: the corpus that the bar was set with."""
    times = _race(paths, schema, WORD_PARTS, "python-docx", _python_docx)
    table.at_least("python-docx script / .docx intake, in the peer's package", _gain(times), 8)


def _sheets(table: Table, paths: Sequence[Path], schema: AnnexSchema) -> None:
    times = _race(paths, schema, SHEET_PARTS, "openpyxl", _openpyxl)
    table.at_most(".xlsx intake / unzip+parse floor", times["ours"] / times["floor"], 5)
    table.at_least("openpyxl script / .xlsx intake", _gain(times), 4)
    table.figure(".xlsx intake", 1000 * times["ours"] / len(paths), unit=" ms a file")


def _race(
    paths: Sequence[Path],
    schema: AnnexSchema,
    parts: Sequence[str],
    peer: str,
    read: Callable[[Path], object],
) -> dict[str, float]:
    contestants: dict[str, Callable[[], object]] = {
        "floor": lambda: _floor(paths, parts),
        "ours": lambda: _ours(paths, schema),
        peer: lambda: _each(paths, read),
    }
    times = interleaved(contestants, rounds=ROUNDS)
    return {**times, "peer": times[peer]}


def _gain(times: dict[str, float]) -> float:
    return times["peer"] / times["ours"]


def _ours(paths: Sequence[Path], schema: AnnexSchema) -> None:
    for path in paths:
        read_annex(read_file(path), schema)


def _floor(paths: Sequence[Path], parts: Sequence[str]) -> None:
    for path in paths:
        with zipfile.ZipFile(path) as package:
            names = package.NameToInfo
            for part in parts:
                if part in names:
                    etree.fromstring(package.read(part))


def _each(paths: Sequence[Path], read: Callable[[Path], object]) -> None:
    for path in paths:
        read(path)


def _python_docx(path: Path) -> list[dict[str, str]]:
    """What a plain script does: every table, every row, values by the words of the first heading."""
    try:
        opened = docx.Document(str(path))
    except KeyError:  # the peer can't open the strict namespace
        return []
    _line = [paragraph.text for paragraph in opened.paragraphs if "：" in paragraph.text]
    rows = ([cell.text for cell in row.cells] for table in opened.tables for row in table.rows)
    return _by_heading(rows)


def _openpyxl(path: Path) -> list[dict[str, str]]:
    book = openpyxl.load_workbook(path)
    rows = ([str(cell.value or "") for cell in row] for sheet in book for row in sheet.iter_rows())
    return _by_heading(rows)


def _by_heading(rows: Iterable[list[str]]) -> list[dict[str, str]]:
    heading: list[str] = []
    entries = []
    for texts in rows:
        if any("名称" in text for text in texts):
            heading = texts
        elif heading and any(texts):
            entries.append(dict(zip(heading, texts, strict=False)))
    return entries
