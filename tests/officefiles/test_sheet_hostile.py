"""Hostile workbooks: refused with the reason or read, never at the cost of the run or of much memory."""

import json
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.sheetxml import (
    Book,
    Sheet,
    box,
    formats,
    inline,
    packed,
    parts_of,
    row,
    rows,
    shared,
    value,
    write_book,
)

# Measured in a process that has read one workbook before; the reading process counts too.
MEGABYTES = 100
TEXT = "企业名称质量管理"
ONE = row(1, value("A1", "1"))
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
# As no writer puts it, so that only the reading process's own limits are in the way.
FAR_IN_DISGUISE = '<row r="1048576"><c s="0" r="XFD1048576"><v>1</v></c></row>'


def many(count: int, make: Callable[[int], str], first: int = 1) -> str:
    return "".join(make(number) for number in range(first, first + count))


def styled(number: int) -> str:
    return f'<row r="{number}" s="0" customFormat="1"/>'


def full_row(number: int) -> str:
    return row(
        number, *(value(f"{letter}{number}", str(number), formula="<f>A1</f>") for letter in "ABCDEFGHIJ")
    )


def long_strings(count: int) -> str:
    return many(count, lambda number: f"<si><t>{number}{TEXT * 37}</t></si>")


CASES: dict[str, tuple[Callable[[], Book], str]] = {
    "far cell": (lambda: Book([Sheet(ONE + FAR)]), "sheet_too_large XFD1048576"),
    "far cell alone": (lambda: Book([Sheet(FAR)]), "read 1"),
    "far cell in disguise": (lambda: Book([Sheet(ONE + FAR_IN_DISGUISE)]), "sheet_reader_stopped"),
    "far cell first": (lambda: Book([Sheet(FAR_IN_DISGUISE + ONE)]), "sheet_reader_stopped"),
    "far row": (lambda: Book([Sheet(ONE + FAR.replace("XFD", "A"))]), "sheet_too_large A1048576"),
    "far column": (
        lambda: Book([Sheet(ONE + many(99, lambda n: row(n, value(f"XFD{n}", "1")), 2))]),
        "sheet_too_large XFD2",
    ),
    "somewhat too large": (lambda: Book([Sheet(many(10_001, full_row))]), "sheet_too_large J10001"),
    "large as may be": (lambda: Book([Sheet(many(9_999, full_row))]), "read 99990"),
    "merge of everything": (lambda: Book([Sheet(ONE, merges=["A1:XFD1048576"])]), "read 1"),
    "merges upon merges": (
        lambda: Book([Sheet(many(9_000, full_row), merges=["A1:XFD1048576"] * 9_000)]),
        "sheet_merges_overlap",
    ),
    "too many merges": (
        lambda: Book([Sheet(ONE, merges=[f"A{n}:B{n}" for n in range(1, 20_002)])]),
        "sheet_too_many_merges",
    ),
    "styled empty rows": (lambda: Book([Sheet(ONE + many(399_999, styled, 2))]), "read 1"),
    "styled empty cells": (
        lambda: Book([Sheet(ONE + many(900_000, lambda n: f'<c r="A{n}"/>', 2))]),
        "read 1",
    ),
    "filled cells beyond number": (
        lambda: Book([Sheet(many(700_000, lambda n: f'<c r="A1"><v>{n}</v></c>'))]),
        "sheet_too_large A1",
    ),
    "one string a thousand times over": (
        lambda: Book(
            [Sheet(many(90_000, lambda n: row(n, shared(f"A{n}", 0))))], f"<si><t>{TEXT * 4000}</t></si>"
        ),
        "sheet_reader_stopped",
    ),
    "much text": (
        lambda: Book([Sheet(many(9_500, lambda n: row(n, shared(f"A{n}", n - 1))))], long_strings(9_500)),
        "read 9500",
    ),
    "too much text": (
        lambda: Book([Sheet(many(11_000, lambda n: row(n, shared(f"A{n}", n - 1))))], long_strings(11_000)),
        "sheet_too_much_text",
    ),
    "bomb in the strings": (
        lambda: Book([Sheet(ONE)], f"<si><t>{'a' * 60_000_000}</t></si>"),
        "sheet_too_much_xml",
    ),
    "bomb in the sheet": (lambda: Book([Sheet(" " * 60_000_000)]), "sheet_too_much_xml"),
    "bomb in a hidden sheet": (
        lambda: Book([Sheet(ONE), Sheet(" " * 60_000_000, "藏", state="hidden")]),
        "read 1",
    ),
    "strings beyond number": (
        lambda: Book([Sheet(ONE)], many(600_000, lambda n: f"<si><t>{n}</t></si>")),
        "read 1",
    ),
    "errors everywhere": (
        lambda: Book([Sheet(many(90_000, lambda n: row(n, value(f"A{n}", "#N/A", "e"))))]),
        "read 90000",
    ),
    "formats everywhere": (
        lambda: Book(
            [Sheet(many(30_000, lambda n: row(n, *(value(f"{c}{n}", "1", style=n) for c in "ABC"))))],
            styles=formats(*(f'"第"0"{n}"' for n in range(30_000))),
        ),
        "read 90000",
    ),
    "hidden everywhere": (
        lambda: Book([Sheet(many(90_000, lambda n: row(n, value(f"A{n}", "1"), attributes=' hidden="1"')))]),
        "read 90000",
    ),
    "invisible everywhere": (
        lambda: Book([Sheet(many(90_000, lambda n: row(n, inline(f"A{n}", "甲\u200b"))))]),
        "read 90000",
    ),
    "sheets without end": (lambda: Book([Sheet(ONE, f"第{n}页") for n in range(3000)]), "read 3000"),
    "drawings without end": (lambda: Book([Sheet(ONE, boxes=box("甲") * 90_000)]), "read 1"),
    "tags that never close": (lambda: Book([Sheet('<c r="A1"><f>' * 300_000)]), "sheet_value_unclear A1"),
    "attributes that never end": (
        lambda: Book([Sheet('<c r="AA1"   ' * 100_000)]),
        "sheet_unreadable",
    ),
    "entities": (
        lambda: Book([Sheet("", whole='<!DOCTYPE a [<!ENTITY x "y">]><worksheet>&x;</worksheet>')]),
        "part_declares_dtd",
    ),
}

MEASURE = """
    import json, resource, sys
    from pathlib import Path
    from jianyou.officefiles.guard import admit
    from jianyou.officefiles.model import Table
    from jianyou.officefiles.sheet.reader import KEEPER, read_sheet
    from jianyou.terms.finding import Refused

    def peak(process):
        # Not ru_maxrss, which begins with that of the process that this one was forked from.
        status = Path(f"/proc/{process}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0])

    def peaks():
        running = 0 if KEEPER.reader is None else peak(KEEPER.reader.process.pid)
        ended = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        return peak("self") + max(ended, running)

    def read(path):
        try:
            document = read_sheet(admit(Path(path)))
        except Refused as refused:
            refused.text()
            return f"{refused.code} {refused.params.get('cell', '')}".strip()
        tables = [block for block in document.blocks if isinstance(block, Table)]
        assert len(document.findings) < 200
        return f"read {sum(len(line) for table in tables for line in table.rows)}"

    small, hostile = sys.argv[1:]
    expected = read(small)
    before = peaks()
    found = read(hostile)
    grown = peaks() - before
    assert read(small) == expected
    print(json.dumps([found, grown]))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
@pytest.mark.parametrize("name", CASES)
def test_hostile_workbook(tmp_path: Path, name: str) -> None:
    make, expected = CASES[name]
    hostile = write_book(tmp_path / "hostile.xlsx", book=make())
    small = write_book(tmp_path / "small.xlsx", rows(("甲", "乙")))
    command = [sys.executable, "-c", textwrap.dedent(MEASURE), str(small), str(hostile)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    found, kilobytes = json.loads(run.stdout)
    assert found == expected
    assert kilobytes / 1024 < MEGABYTES


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    """The directory declares a few bytes where megabytes come out."""
    data = bytearray(packed(parts_of(Book([Sheet(ONE)], f"<si><t>{'a' * 30_000_000}</t></si>"))))
    with zipfile.ZipFile(write(tmp_path / "true.xlsx", bytes(data))) as package:
        size = package.getinfo("xl/sharedStrings.xml").file_size
    lying = bytes(data).replace(size.to_bytes(4, "little"), (999).to_bytes(4, "little"))
    hostile = write(tmp_path / "hostile.xlsx", lying)
    small = write_book(tmp_path / "small.xlsx", rows(("甲",)))
    command = [sys.executable, "-c", textwrap.dedent(MEASURE), str(small), str(hostile)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(run.stdout)[0] == "package_size_untrue"


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
