"""The faults of the sample generator are real ones, and a blank form can be filled in an office program."""

import io
import re
import zipfile
from pathlib import Path
from random import Random
from typing import Any

import olefile
import pytest

from examples.forms import generate
from examples.forms.contacts import MOBILE
from examples.forms.content import World
from examples.forms.faults import FAULT_KINDS
from examples.forms.fill_in_office import Job, OfficeError, fill, fill_many
from examples.forms.value_faults import FACTS, INVISIBLE
from tests.corpus.plainread import sheet_text, squeezed, word_text

CALL_YEAR = 2024

Record = dict[str, Any]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Record]]:
    """Several files of every fault, after ten good ones, by the fault's name."""
    out = tmp_path_factory.mktemp("faulty")
    found: dict[str, list[Record]] = {}
    records = generate(out, count=10 + 4 * len(FAULT_KINDS), seed=3, kinds=["docx.plain", *["fault"] * 4])
    for record in records:
        record["path"] = out / record["file"]
        for fault in record["faults"]:
            found.setdefault(fault["fault"], []).append(record)
    return found


def spoiled(record: Record) -> str:
    """The cell that was spoiled."""
    fault = record["faults"][0]
    text = record["rows"][fault["row"] - 1][fault["column"]]
    assert isinstance(text, str)
    return text


class TestFaults:
    def test_every_fault_shows_itself(self, faulty: dict[str, list[Record]]) -> None:
        assert sorted(faulty) == sorted(kind.removeprefix("fault.") for kind in FAULT_KINDS)

    def test_each_has_a_place_or_a_rejection(self, faulty: dict[str, list[Record]]) -> None:
        records = [record for group in faulty.values() for record in group]
        for record in records:
            assert (record["status"] == "rejected") == (not record["header"] and not record["rows"])
            for fault in record["faults"]:
                assert fault["row"] is None or 1 <= fault["row"] <= len(record["rows"])

    @pytest.mark.parametrize(
        ("fault", "is_so"),
        [
            ("feature_too_long", lambda text: len(re.findall(r"\w", text)) > 25),
            ("feature_long_by_marks", lambda text: len(re.findall(r"\w", text)) <= 25 < len(text)),
            (
                "feature_long_by_characters",
                lambda text: len(text) > 25 >= len(re.sub(r"\w", "", text, flags=re.ASCII)),
            ),
            ("profile_too_long", lambda text: len(re.findall(r"\w", text)) > 300),
            ("feature_blank", lambda text: text == ""),
            ("name_missing", lambda text: text == ""),
            ("contact_blank", lambda text: text == ""),
            ("willing_blank", lambda text: text == ""),
            ("contact_without_phone", lambda text: not re.search(r"\d", text)),
            ("contact_only_phone", MOBILE.fullmatch),
            ("phone_wrong_digits", lambda text: len(re.sub(r"\D", "", text)) in (10, 12)),
            ("honors_too_old", lambda text: int(text[:4]) < CALL_YEAR - 5),
            ("honors_edge_year", lambda text: int(text[:4]) == CALL_YEAR - 5),
            ("honors_no_year", lambda text: not re.search(r"\d", text)),
            ("industry_missing", lambda text: not text.endswith("业")),
            ("formula_text", lambda text: text.startswith("=")),
            ("zero_width", lambda text: not set(INVISIBLE) & set(text)),
        ],
    )
    def test_cell_is_spoiled(self, fault: str, is_so: Any, faulty: dict[str, list[Record]]) -> None:
        texts = [spoiled(record) for record in faulty[fault]]
        assert len(texts) >= 3
        assert [text for text in texts if not is_so(text)] == []

    @pytest.mark.parametrize("fact", FACTS)
    def test_one_fact_is_left_out(self, fact: str, faulty: dict[str, list[Record]]) -> None:
        for record in faulty[f"{fact}_missing"]:
            text = spoiled(record)
            assert [key for key, clause in FACTS.items() if clause not in text] == [fact]

    def test_zero_width_characters_are_in_the_file(self, faulty: dict[str, list[Record]]) -> None:
        for record in faulty["zero_width"]:
            read = word_text if record["path"].suffix == ".docx" else sheet_text
            assert set(INVISIBLE) & set(read(record["path"].read_bytes())) != set()

    def test_hidden_text_is_in_the_file_only(self, faulty: dict[str, list[Record]]) -> None:
        for record in faulty["hidden_text"]:
            assert "此句已隐藏" in word_text(record["path"].read_bytes())
            assert "此句已隐藏" not in spoiled(record)

    def test_duplicates_are_the_same_but_for_brackets_and_spaces(
        self, faulty: dict[str, list[Record]]
    ) -> None:
        def bare(name: str) -> str:
            return squeezed(name).translate(str.maketrans("（）", "()"))

        for record in faulty["duplicate_in_file"]:
            names = [row["name"] for row in record["rows"]]
            assert names[0] != names[-1]
            assert bare(names[0]) == bare(names[-1])
        by_file = {record["file"]: record for group in faulty.values() for record in group}
        for record in faulty["duplicate_across"]:
            other = by_file.get(record["faults"][0]["of"])
            if other:
                assert bare(other["rows"][0]["name"]) == bare(record["rows"][0]["name"])

    def test_files_are_what_they_pretend(self, faulty: dict[str, list[Record]]) -> None:
        starts = {
            fault: faulty[fault][0]["path"].read_bytes() for fault in ("scan", "pdf", "archive", "empty_file")
        }
        assert starts["scan"][:8] == b"\x89PNG\r\n\x1a\n"
        assert starts["pdf"][:5] == b"%PDF-"
        assert starts["empty_file"] == b""
        with zipfile.ZipFile(io.BytesIO(starts["archive"])) as package:
            assert package.namelist() == ["汇总表1.docx", "汇总表2.docx"]
        with pytest.raises(zipfile.BadZipFile):
            zipfile.ZipFile(faulty["truncated"][0]["path"])

    @pytest.mark.parametrize(
        ("fault", "streams"),
        [
            ("encrypted", [["EncryptedPackage"], ["EncryptionInfo"]]),
            ("old_doc", [["1Table"], ["WordDocument"]]),
        ],
    )
    def test_compound_files(
        self, fault: str, streams: list[list[str]], faulty: dict[str, list[Record]]
    ) -> None:
        data = faulty[fault][0]["path"].read_bytes()
        with olefile.OleFileIO(data, raise_defects=olefile.DEFECT_UNSURE) as compound:
            assert compound.listdir() == streams


class TestOffice:
    @pytest.fixture
    def forms(self, tmp_path: Path) -> list[Job]:
        world = World(Random(12))
        few, many = world.form(2), world.form(6)
        blanks = generate(tmp_path, count=12, seed=1, kinds=["fault.empty_form"])
        jobs = []
        for suffix in (".docx", ".xlsx"):
            blank = next(record["file"] for record in blanks if record["file"].endswith(suffix))
            for number, form in enumerate((few, many)):
                out = tmp_path / f"filled{number}{suffix}"
                jobs.append(Job(tmp_path / blank, form.entries, form.header, out))
        return jobs

    @pytest.mark.office
    def test_fills_word_and_excel(self, forms: list[Job]) -> None:
        fill_many(forms)
        for job in forms:
            data = job.out.read_bytes()
            text = word_text(data) if job.out.suffix == ".docx" else sheet_text(data)
            values = [value for entry in [*job.entries, job.header] for value in entry.values()]
            assert [value for value in values if squeezed(value) not in text] == []

    @pytest.mark.office
    def test_says_what_could_not_be_opened(self, tmp_path: Path) -> None:
        with pytest.raises(OfficeError, match=r"^out\.docx: "):
            fill(tmp_path / "none.docx", [], {}, tmp_path / "out.docx")

    def test_says_that_the_office_is_missing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(OfficeError, match="LibreOffice"):
            fill(tmp_path / "blank.docx", [], {}, tmp_path / "out.docx")
