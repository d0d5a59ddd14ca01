"""The sample generator itself: its files are valid, its truth is in them, its faults are real."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import docx
import openpyxl
import pytest
from lxml import etree

from examples.forms import generate
from examples.forms.__main__ import main
from examples.forms.contacts import LANDLINE, MOBILE
from examples.forms.content import COLUMN_KEYS, World
from examples.forms.faults import FAULT_KINDS
from examples.forms.generator import KINDS, select
from examples.forms.kinds import GOOD_KINDS, Made, least_entries, make
from tests.corpus.plainread import cells_missing, sheet_text, squeezed, word_text

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_WORD = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
# Python-docx knows the transitional package only.
OPENED_BY_PYTHON_DOCX = [kind for kind in GOOD_KINDS if kind.startswith("docx.") and kind != "docx.strict"]
WORD_KINDS = [kind for kind in GOOD_KINDS if kind.startswith("docx.")]
EXCEL_KINDS = [kind for kind in GOOD_KINDS if kind.startswith("xlsx.")]

Record = dict[str, Any]


def make_one(kind: str, seed: int = 5) -> Made:
    rng = Random(f"{kind}{seed}")
    return make(kind, World(rng).form(least_entries(kind)), rng)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


@pytest.fixture(scope="module")
def mix(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Record]]:
    out = tmp_path_factory.mktemp("mix")
    return out, generate(out, count=300, seed=1)


class TestFolder:
    def test_same_seed_same_bytes(self, tmp_path: Path) -> None:
        for name, seed in (("a", 4), ("b", 4), ("c", 5)):
            generate(tmp_path / name, count=60, seed=seed)
        assert tree(tmp_path / "a") == tree(tmp_path / "b")
        assert tree(tmp_path / "a") != tree(tmp_path / "c")

    def test_truth_names_every_file(self, mix: tuple[Path, list[Record]]) -> None:
        out, records = mix
        assert json.loads((out / "truth.json").read_text("utf-8")) == records
        files = {path.relative_to(out).as_posix() for path in out.rglob("*.*")} - {"truth.json"}
        assert files == {record["file"] for record in records}
        assert len(records) == 300

    def test_records_have_one_shape(self, mix: tuple[Path, list[Record]]) -> None:
        shapes = Counter(tuple(record) for record in mix[1])
        assert shapes == {("file", "kind", "status", "header", "rows", "faults"): 300}
        assert {tuple(row) for record in mix[1] for row in record["rows"]} == {COLUMN_KEYS}

    def test_mix_holds_every_layout_and_a_few_faults(self, mix: tuple[Path, list[Record]]) -> None:
        kinds = Counter(record["kind"] for record in mix[1])
        assert sum(count for kind, count in kinds.items() if kind in FAULT_KINDS) == 36
        assert [kind for kind in GOOD_KINDS if kinds[kind] < 2] == []

    def test_no_faults(self, tmp_path: Path) -> None:
        records = generate(tmp_path, count=120, seed=2, faults=False)
        assert [record["kind"] for record in records if record["faults"]] == []
        assert {record["status"] for record in records} == {"read"}

    def test_kinds_by_first_part(self) -> None:
        assert select(["fault", "docx.plain"]) == [*FAULT_KINDS, "docx.plain"]
        assert select(["docx", "xlsx", "fault"]) == list(KINDS)
        with pytest.raises(ValueError, match=r"^docx\.plane$"):
            select(["docx.plane"])

    def test_some_in_folders_of_their_district(self, mix: tuple[Path, list[Record]]) -> None:
        folders = Counter(record["file"].count("/") for record in mix[1])
        assert set(folders) == {0, 1}


class TestLayouts:
    @pytest.mark.parametrize("kind", GOOD_KINDS)
    def test_every_part_is_well_formed(self, kind: str) -> None:
        with zipfile.ZipFile(io.BytesIO(make_one(kind).data)) as package:
            assert package.testzip() is None
            roots = {name: etree.fromstring(package.read(name)).tag for name in package.namelist()}
        assert len(roots) == len(set(roots))
        assert "[Content_Types].xml" in roots

    @pytest.mark.parametrize("seed", [1, 2, 3])
    @pytest.mark.parametrize("kind", WORD_KINDS)
    def test_word_truth_is_in_the_file(self, kind: str, seed: int) -> None:
        made = make_one(kind, seed)
        assert cells_missing(made, word_text(made.data), kind) == []

    @pytest.mark.parametrize("seed", [1, 2, 3])
    @pytest.mark.parametrize("kind", EXCEL_KINDS)
    def test_excel_truth_is_in_the_file(self, kind: str, seed: int) -> None:
        made = make_one(kind, seed)
        assert cells_missing(made, sheet_text(made.data), kind) == []

    @pytest.mark.parametrize("kind", OPENED_BY_PYTHON_DOCX)
    def test_python_docx_opens(self, kind: str) -> None:
        assert len(docx.Document(io.BytesIO(make_one(kind).data)).element.body) >= 2

    @pytest.mark.parametrize("kind", ["docx.plain", "docx.header_after_table", "docx.wps", "docx.permuted"])
    def test_python_docx_finds_the_truth(self, kind: str) -> None:
        made = make_one(kind)
        (table,) = docx.Document(io.BytesIO(made.data)).tables
        first, *rest = [[cell.text for cell in row.cells] for row in table.rows]
        found = [sorted(texts) for texts in rest]
        assert found == [sorted(row.values()) for row in made.rows]
        assert len(first) == 8

    @pytest.mark.parametrize(
        "kind", ["xlsx.plain", "xlsx.inline_strings", "xlsx.rich_text", "xlsx.no_references"]
    )
    def test_openpyxl_finds_the_truth(self, kind: str) -> None:
        made = make_one(kind)
        sheet = openpyxl.load_workbook(io.BytesIO(made.data)).worksheets[0]
        rows = [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
        start = next(number for number, row in enumerate(rows) if row[0] == "序号")
        assert rows[start + 1 : start + 1 + len(made.rows)] == [list(row.values()) for row in made.rows]

    def test_files_look_like_true_ones_in_size(self) -> None:
        sizes = [len(make_one(kind).data) for kind in GOOD_KINDS]
        assert min(sizes) > 5_000
        assert max(sizes) < 40_000

    def test_strict_says_so(self) -> None:
        with zipfile.ZipFile(io.BytesIO(make_one("docx.strict").data)) as package:
            assert etree.fromstring(package.read("word/document.xml")).tag == f"{STRICT_WORD}document"

    def test_tracked_holds_what_must_not_be_read(self) -> None:
        with zipfile.ZipFile(io.BytesIO(make_one("docx.tracked").data)) as package:
            root = etree.fromstring(package.read("word/document.xml"))
        deleted = root.findall(f".//{WORD}trPr/{WORD}del")
        assert len(deleted) == 1
        assert "重庆已删渡口机械厂" not in word_text(make_one("docx.tracked").data)

    def test_shared_cell_is_repeated_for_each_entry(self) -> None:
        rows = make_one("docx.vmerge").rows
        alike = [
            (a["location_industry"] == b["location_industry"], a["contact"] == b["contact"])
            for a, b in pairwise(rows)
        ]
        assert (True in {first for first, _ in alike}) != (True in {second for _, second in alike})

    def test_automatic_numbers_stand_before_the_text(self) -> None:
        made = make_one("docx.autonumber")
        starts = [line[:2] for line in made.rows[0]["profile"].split("\n")]
        assert starts[0] in ("1.", "1、", "（一")
        assert [row["serial"] for row in made.rows] == [str(n) for n in range(1, len(made.rows) + 1)]


class TestContent:
    def test_names_never_repeat(self) -> None:
        world = World(Random(1))
        names = [world.firm_facts("渝北区").name for _ in range(3000)]
        assert len(set(names)) == 3000
        assert any("（" in name for name in names)
        assert any("(" in name for name in names)

    def test_no_name_of_a_real_winner(self, shared: Path) -> None:
        with (shared / "lists" / "quality_award_winners.csv").open(encoding="utf-8-sig", newline="") as lines:
            real = {row["获奖者"] for row in csv.DictReader(lines)}
        world = World(Random(1))
        assert real & {world.nominee("渝北区")["name"] for _ in range(3000)} == set()
        assert len(real) > 60

    def test_numbers_are_made_up(self, mix: tuple[Path, list[Record]]) -> None:
        records = [record for record in mix[1] if record["kind"] != "fault.phone_wrong_digits"]
        texts = [row["contact"] for record in records for row in record["rows"]]
        texts += [record["header"].get("phone", "") for record in records]
        half_width = str.maketrans("０１２３４５６７８９", "0123456789")
        digits = [re.sub(r"\D", "", text).translate(half_width) for text in texts]
        real = [text for text in digits if LANDLINE.sub("", MOBILE.sub("", text)).replace("023", "")]
        assert real == []
        assert len(digits) > 800

    def test_good_entries_keep_the_limits(self) -> None:
        world = World(Random(8))
        entries = [world.nominee(world.district()) for _ in range(2000)]
        profiles = [len(squeezed(entry["profile"])) for entry in entries]
        assert (min(profiles), max(profiles)) >= (80, 80)
        assert max(profiles) <= 290
        assert max(len(entry["feature"]) for entry in entries) <= 25
        blank = [key for entry in entries for key, text in entry.items() if not text.strip()]
        assert blank == []

    def test_good_honors_are_of_the_five_years(self) -> None:
        world = World(Random(9))
        texts = [world.nominee("渝北区")["honors"] for _ in range(1000)]
        years = {int(year) for text in texts for year in re.findall(r"20\d\d", text)}
        assert years == {2020, 2021, 2022, 2023}


class TestCommand:
    def test_writes_and_says_so(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        truth = tmp_path / "truth.json"
        arguments = [str(tmp_path / "out"), "--count", "4", "--seed", "9", "--kind", "xlsx.plain"]
        assert main([*arguments, "--truth", str(truth)]) == 0
        records = json.loads(truth.read_text("utf-8"))
        assert [record["kind"] for record in records] == ["xlsx.plain"] * 4
        assert sorted(path.suffix for path in (tmp_path / "out").rglob("*.*")) == [".xlsx"] * 4
        captured = capsys.readouterr()
        assert captured.out.startswith("4 份样表，")
        assert captured.err == ""

    def test_lists_its_kinds(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--list-kinds"]) == 0
        assert capsys.readouterr().out.split() == list(KINDS)

    def test_unknown_kind_ends_it(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit, match="2"):
            main([str(tmp_path), "--kind", "pptx"])
        assert "no such kind: pptx" in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == []
