"""Workbooks changed at random: read, and then read right, or refused; never anything else."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from jianyou.officefiles.guard import admit
from jianyou.officefiles.model import Document, Table
from jianyou.officefiles.sheet.reader import read_sheet
from jianyou.terms.finding import Refused
from tests.corpus.sheetxml import Book, Sheet, formats, inline, packed, parts_of, row, shared, value

STRINGS = "<si><t>汇总表</t></si><si><r><t>甲</t></r><r><t>乙</t></r></si><si><t/></si><si><t>丙</t></si>"
SHEET = Sheet(
    row(1, shared("A1", 0), '<c r="B1" s="0"/>')
    + row(2, shared("A2", 1), inline("B2", "丁"), value("C2", "3", style=1))
    + row(4, shared("A4", 3), value("B4", "13800000000"), value("C4", "戊", "str", formula="<f>A1</f>")),
    merges=("A1:C1",),
)
PARTS = parts_of(Book([SHEET], STRINGS, formats("0%", "yyyy-mm-dd")))
CHANGED = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml")
PIECES = (" ", "\n", "<", ">", '"', "0", "9999999", "&amp;", "&#49;", "-1", "XFD", "/", "A1", "B4", 's="1"')
TAGS = ("<!-- x -->", "<![CDATA[y]]>", "<a/>", "<v>3</v>", "</c>", "<c>", "<row>", 't="s"', "t='s'", 'r="A2"')
SCRAPS = st.sampled_from(PIECES) | st.sampled_from(TAGS) | st.text(max_size=3)
PLACE = st.integers(0, 10_000)
EDITS = st.lists(st.tuples(PLACE, st.integers(0, 12), SCRAPS), min_size=1, max_size=3)


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """The text with pieces cut out and scraps put in."""
    for place, length, scrap in edits:
        at = place % len(text) if text else 0
        text = text[:at] + scrap + text[at + length :]
    return text


@given(st.sampled_from(CHANGED), EDITS)
def test_changed_parts(
    tmp_path_factory: pytest.TempPathFactory, name: str, edits: list[tuple[int, int, str]]
) -> None:
    parts = dict(PARTS) | {name: edited(str(PARTS[name]), edits).encode("utf-8", "replace")}
    path = tmp_path_factory.getbasetemp() / "fuzzed.xlsx"
    path.write_bytes(packed(parts))
    found = read_or_refuse(path)
    if found is not None and name == CHANGED[0] and is_sound(parts[name]):
        assert found == expected(parts)


@given(st.lists(st.tuples(PLACE, st.integers(0, 4), st.binary(max_size=4)), min_size=1, max_size=4))
def test_changed_bytes(tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int, bytes]]) -> None:
    data = packed(PARTS)
    for place, length, scrap in edits:
        at = place % len(data)
        data = data[:at] + scrap + data[at + length :]
    path = tmp_path_factory.getbasetemp() / "fuzzed.xlsx"
    path.write_bytes(data)
    read_or_refuse(path)


def read_or_refuse(path: Path) -> dict[tuple[int, int], str] | None:
    """The texts by row and column; None if refused or if there is something to say of a value."""
    with suppress(Refused):
        guarded = admit(path)
        return None if guarded.refusal else texts_of(read_sheet(guarded))
    return None


def texts_of(document: Document) -> dict[tuple[int, int], str] | None:
    for finding in document.findings:
        assert finding.text() != ""
    if any(finding.code != "formula_cells" for finding in document.findings):
        return None
    return {
        (cell.row, cell.column): " ".join(cell.text.split())
        for table in document.blocks
        if isinstance(table, Table)
        for line in table.rows
        for cell in line
        if cell.text.strip()
    }


def is_sound(xml: str | bytes) -> bool:
    try:
        etree.fromstring(xml)
    except etree.XMLSyntaxError:
        return False
    return True


def expected(parts: dict[str, Any]) -> dict[tuple[int, int], str]:
    """The same by a plain reading of the XML."""
    strings = [words(item) for item in etree.fromstring(parts["xl/sharedStrings.xml"].encode()).iter("{*}si")]
    found = {}
    number = 0
    for line in etree.fromstring(parts["xl/worksheets/sheet1.xml"]).iter("{*}row"):
        number, column = int(line.get("r", number + 1)), 0
        for cell in line.iter("{*}c"):
            reference = re.fullmatch(r"([A-Za-z]+)([0-9]+)", cell.get("r", ""))
            row_number, column = place(reference) if reference else (number, column + 1)
            found[row_number, column] = " ".join(content(cell, strings).split())
    return {where: text for where, text in found.items() if text}


def place(reference: re.Match[str]) -> tuple[int, int]:
    column = 0
    for letter in reference[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(reference[2]), column


def content(cell: etree._Element, strings: list[str]) -> str:
    written = "".join(str(text) for value in cell.iterfind("{*}v") for text in value.itertext())
    if cell.find("{*}is") is not None:
        return words(cell)
    match cell.get("t", "n"):
        case "s":
            return strings[int(written)] if written else ""
        case "n" if is_number(written):
            percent = cell.get("s") == "1"
            return f"{float(written) * 100:.15g}%" if percent else f"{float(written):.15g}"
    return written


def is_number(written: str) -> bool:
    """A cell whose type was lost may hold words; they are then its text."""
    try:
        float(written)
    except ValueError:
        return False
    return True


def words(item: etree._Element) -> str:
    return "".join(str(text) for element in item.iter("{*}t") for text in element.itertext())
