"""What LibreOffice makes of annotated files: remarks in their cells, everything else as before."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from examples.forms.content import World
from examples.forms.kinds import least_entries, make
from jianyou.officefiles.annotating.clear import strip_remarks
from jianyou.officefiles.annotating.remark import MARK, RemarkAt
from jianyou.officefiles.annotating.sheet import annotate_xlsx
from jianyou.officefiles.annotating.word import annotate_docx
from jianyou.officefiles.model import Table
from jianyou.officefiles.read import read_file
from jianyou.terms.place import Place

pytestmark = pytest.mark.xdist_group("office")

AT = datetime(2024, 2, 20, 9, 30, tzinfo=UTC)
WORD = ["plain", "comments", "strict", "odd_prefix", "block_sdt", "cell_sdt", "row_sdt", "run_sdt", "vmerge",
        "grid_before", "header_in_textbox", "wps", "split_table", "nested"]  # fmt: skip
EXCEL = ["plain", "vmerge", "rich_text", "combined"]
OPEN = "{urn:oasis:names:tc:opendocument:xmlns:"
CELL, COVERED = f"{OPEN}table:1.0}}table-cell", f"{OPEN}table:1.0}}covered-table-cell"
TABLE, ROW = f"{OPEN}table:1.0}}table", f"{OPEN}table:1.0}}table-row"
REPEATED = f"{OPEN}table:1.0}}number-columns-repeated", f"{OPEN}table:1.0}}number-rows-repeated"
NAME = f"{OPEN}table:1.0}}name"
NOTE = f"{OPEN}office:1.0}}annotation"


@dataclass(frozen=True)
class Opened:
    """A folder with forms as they came and annotated, each as saved again and in the open format."""

    folder: Path

    def tree(self, which: str, name: str) -> "etree._Element":
        suffix = "fodt" if name.startswith("docx") else "fods"
        path = self.folder / which / suffix / f"{name}.{suffix}"
        return etree.fromstring(path.read_bytes(), etree.XMLParser(huge_tree=True))

    def again(self, name: str) -> Path:
        suffix = name.partition(".")[0]
        return self.folder / "annotated" / "again" / f"{name}.{suffix}"


def places(path: Path) -> Iterator[Place]:
    for block in read_file(path).blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from (
                    Place("", block.part, block.number or None, c.row, c.column) for c in row if c.text
                )


def label(place: Place) -> str:
    return f"«{place.table or place.part}|{place.row}|{place.column}»"


@pytest.fixture(scope="module")
def opened(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    folder = tmp_path_factory.mktemp("annotated")
    for kind in [*(f"docx.{name}" for name in WORD), *(f"xlsx.{name}" for name in EXCEL)]:
        suffix = kind.partition(".")[0]
        rng = Random(f"{kind}5")
        data = make(kind, World(rng).form(least_entries(kind)), rng).data
        for which in ("sent", "annotated"):
            (folder / which).mkdir(exist_ok=True)
        path = folder / "sent" / f"{kind}.{suffix}"
        path.write_bytes(data)
        remarks = [RemarkAt(place, f"{label(place)}请按通知补填") for place in places(path)]
        annotate = annotate_docx if suffix == "docx" else annotate_xlsx
        written = annotate(data, remarks, author="某市经济信息委", at=AT)
        (folder / "annotated" / path.name).write_bytes(written.data)
    for which in ("sent", "annotated"):
        for suffix, target in (("docx", "fodt"), ("xlsx", "fods"), ("docx", "docx"), ("xlsx", "xlsx")):
            out = folder / which / ("again" if suffix == target else target)
            files = sorted(map(str, (folder / which).glob(f"*.{suffix}")))
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = [
                str(office),
                profile,
                "--headless",
                "--convert-to",
                target,
                "--outdir",
                str(out),
                *files,
            ]
            subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    return Opened(folder)


def shown(root: "etree._Element") -> str:
    """The text of the body without its remarks; lines don't count, as LibreOffice breaks controls anew."""
    body = root.find(f"{OPEN}office:1.0}}body")
    assert body is not None
    for note in list(body.iter(NOTE)):
        parent, before = note.getparent(), note.getprevious()
        assert parent is not None
        if before is not None:
            before.tail = (before.tail or "") + (note.tail or "")
        else:
            parent.text = (parent.text or "") + (note.tail or "")
        parent.remove(note)
    return "".join("".join(map(str, body.itertext())).split())


def styles(root: "etree._Element") -> dict[str, bytes]:
    """The styles defined by name; automatic ones come and go with every save."""
    found = root.find(f"{OPEN}office:1.0}}styles")
    assert found is not None
    named = {
        str(style.get(f"{OPEN}style:1.0}}name")): etree.tostring(style, with_tail=False)
        for style in found.iterchildren(f"{OPEN}style:1.0}}style")
    }
    # Calc has a style of its own for notes as soon as there are any.
    return {name: style for name, style in named.items() if name != "Note"}


def noted(root: "etree._Element") -> set[str]:
    """The labels of the cells that LibreOffice shows our remarks in; by name for sheets."""
    tables = list(root.iter(TABLE))
    found = set()
    for number, table in enumerate(tables, 1):
        rows = [row for row in table.iter(ROW) if next(row.iterancestors(TABLE)) is table]
        at_row = 1
        for row in rows:
            at_column = 1
            for cell in row.iterchildren(CELL, COVERED):
                for note in cell.iter(NOTE):
                    text = "".join(map(str, note.itertext()))
                    told = re.search(r"«(.*)\|(\d+)\|(\d+)»", text)
                    if told and MARK in text and next(note.iterancestors(TABLE)) is table:
                        name = number if told[1].isdigit() else table.get(NAME)
                        assert told[0] == f"«{name}|{at_row}|{at_column}»"
                        found.add(told[0])
                at_column += int(cell.get(REPEATED[0], "1"))
            at_row += int(row.get(REPEATED[1], "1"))
    return found


KINDS = [*(f"docx.{name}" for name in WORD), *(f"xlsx.{name}" for name in EXCEL)]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "docx.nested"])
def test_remarks_show_in_their_cells(opened: Opened, kind: str) -> None:
    sent = opened.folder / "sent" / f"{kind}.{kind[:4]}"
    assert noted(opened.tree("annotated", kind)) == {label(place) for place in places(sent)}


@pytest.mark.parametrize("kind", KINDS)
def test_text_and_tables_are_as_before(opened: Opened, kind: str) -> None:
    before, after = opened.tree("sent", kind), opened.tree("annotated", kind)
    assert shown(after) == shown(before)
    if kind != "docx.nested":  # LibreOffice opens a table around a whole text by chance, not by its remarks
        assert len(list(after.iter(TABLE))) == len(list(before.iter(TABLE)))
    assert styles(after) == styles(before)


@pytest.mark.parametrize("kind", KINDS)
def test_our_mark_outlasts_saving_by_libreoffice(opened: Opened, kind: str) -> None:
    data = opened.again(kind).read_bytes()
    guarded = read_file(opened.again(kind))
    stripped = strip_remarks(data)
    assert stripped != data
    bare = opened.folder / f"bare-{kind}.{kind[:4]}"
    bare.write_bytes(stripped)
    assert read_file(bare).blocks == guarded.blocks
    assert strip_remarks(stripped) is stripped
