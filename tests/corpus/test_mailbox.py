"""The sample mailbox: its files open in other programs, its truth is in them, and it is read as it says."""

import email
import email.policy
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msoffcrypto.format.ooxml
import py7zr
import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTFigure, LTImage
from PIL import Image

from examples.mailbox import deliver
from examples.mailbox.__main__ import main
from jianyou.codes.names import name_key
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.calls.load import load_call
from jianyou.domain.mailbox.batch import take_in_all
from jianyou.domain.mailbox.provenance import origins
from jianyou.domain.mailbox.reading import FormReader
from jianyou.officefiles.arrivals.receive import receive
from jianyou.officefiles.legacy.office import Office
from tests.corpus.exactness import outcome
from tests.corpus.plainread import squeezed, word_text

CALL = load_call("chongqing-2024")

Record = dict[str, Any]
Week = tuple[Path, list[Record]]


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Week:
    out = tmp_path_factory.mktemp("week")
    return out, deliver(out, seed=1, office=False, truth=out.with_suffix(".json"))


def by_kind(records: list[Record], kind: str) -> list[Record]:
    return [record for record in records if record["kind"] == kind]


def test_same_seed_same_truth(week: Week, tmp_path: Path) -> None:
    assert deliver(tmp_path / "a", seed=1, office=False) == week[1]
    assert deliver(tmp_path / "b", seed=2, office=False) != week[1]


def test_files_without_time_and_salt_are_the_same_bytes(week: Week, tmp_path: Path) -> None:
    deliver(tmp_path, seed=1, office=False)
    out, _ = week
    differ = {
        path.name
        for path in out.rglob("*.*")
        if path.read_bytes() != (tmp_path / path.relative_to(out)).read_bytes()
    }
    assert {name.rpartition(".")[2] for name in differ} <= {"7z", "docx"}
    assert len(differ) <= 2


def test_truth_tells_every_file_once_and_each_scan_s_form(week: Week) -> None:
    out, records = week
    names = [record["file"] for record in records]
    assert len(set(names)) == len(names)
    on_disk = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {_outermost(name) for name in names} == on_disk
    read = {record["file"] for record in records if record["status"] == "read"}
    assert {record["scan_of"] for record in records if "scan_of" in record} <= read
    assert {record["by"] for record in records if "by" in record} == {"name", "number", "together"}


def _outermost(name: str) -> str:
    parts = name.split("/")
    ends = [at for at, part in enumerate(parts) if part.endswith((".zip", ".7z", ".eml"))]
    return "/".join(parts[: ends[0] + 1] if ends else parts)


def test_the_district_s_zip_has_gbk_names_and_a_zip_inside(week: Week) -> None:
    out, records = week
    (path,) = out.glob("*.zip")
    prefix = f"{path.name}/"
    inside = [record["file"].removeprefix(prefix) for record in records if record["file"].startswith(prefix)]
    with zipfile.ZipFile(path, metadata_encoding="gb18030") as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert [info.flag_bits & 0x800 for info in archive.infolist()] == [0] * len(names)
        with zipfile.ZipFile(io.BytesIO(archive.read("补报.zip"))) as nested:
            names += [f"补报.zip/{name}" for name in nested.namelist()]
    assert sorted(set(names) - {"补报.zip"}) == sorted(inside)


def test_the_7z_and_the_mail_open(week: Week) -> None:
    out, records = week
    with py7zr.SevenZipFile(out / "周三来件.7z") as archive:
        held = [f"周三来件.7z/{name}" for name in archive.getnames()]
    assert held == [record["file"] for record in records if record["file"].startswith("周三来件.7z/")]
    (path,) = out.glob("*.eml")
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    names = [part.get_filename() for part in message.iter_attachments()]
    assert names == ["附件2.docx", "IMG_20240220_091102.jpg"]


def test_the_locked_form_opens_with_its_password(week: Week) -> None:
    out, records = week
    (record,) = by_kind(records, "docx.locked")
    plain = io.BytesIO()
    file = msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO((out / record["file"]).read_bytes()))
    file.load_key(password=record["password"])
    file.decrypt(plain)
    assert squeezed(record["rows"][0]["name"]) in squeezed(word_text(plain.getvalue()))


def test_scans_are_small_pictures_of_a_page_with_something_red(week: Week) -> None:
    out, records = week
    for suffix in ("jpg", "png"):
        for record in by_kind(records, f"scan.{suffix}"):
            path = out / record["file"]
            if path.exists():
                with Image.open(path) as picture:
                    raw = picture.convert("RGB").resize((200, 141)).tobytes()
                assert (
                    sum(red > 150 and green < 120 for red, green in zip(raw[::3], raw[1::3], strict=True))
                    > 50
                )
                assert path.stat().st_size < 300_000
    (record,) = by_kind(records, "scan.pdf")
    (page,) = extract_pages(out / record["file"])
    (figure,) = page
    assert isinstance(figure, LTFigure)
    assert [type(item) for item in figure] == [LTImage]


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--no-office", "--seed", "3"]) == 0
    assert (tmp_path / "truth.json").exists()
    told = capsys.readouterr().out
    assert "密码 / password" in told
    assert "--no-office" in told


def read(
    out: Path, spool: Path, *, office: Office | None = None, passwords: Mapping[str, str] | None = None
) -> list[Form]:
    """The mailbox as the batch takes it in."""
    files = [(path.relative_to(out).as_posix(), path) for path in sorted(out.rglob("*")) if path.is_file()]
    given = passwords or {}
    reader = FormReader(CALL.annex, office, given.get)
    spool.mkdir(exist_ok=True)
    return [taken.form for taken in take_in_all(receive(files, spool), CALL, reader)]


def as_told(record: Record) -> tuple[str, str]:
    return record["status"], record.get("scan_of", "")


def test_everything_becomes_what_the_truth_says(week: Week, tmp_path: Path) -> None:
    out, records = week
    forms = {form.file: form for form in read(out, tmp_path / "spool")}
    assert {file: (form.status.value, form.scan_of) for file, form in forms.items()} == {
        record["file"]: as_told(record) for record in records
    }
    wrong = [
        record["file"]
        for record in records
        if record["status"] == "read" and not outcome(forms[record["file"]], record).exact
    ]
    assert wrong == []
    entries = sum(len(record["rows"]) for record in records if record["status"] == "read")
    assert len(list(origins(list(forms.values()), CALL))) == entries


def test_signs_and_faults_are_told(week: Week, tmp_path: Path) -> None:
    out, records = week
    forms = {form.file: form for form in read(out, tmp_path / "spool")}
    signs = {
        "name": "sealed_scan_by_name",
        "number": "sealed_scan_by_number",
        "together": "sealed_scan_by_place",
    }
    for record in records:
        told = [finding.code for finding in forms[record["file"]].findings]
        if "by" in record:
            assert told == [signs[record["by"]]]
        for fault in record["faults"]:
            if fault["fault"] == "outside_district":
                assert "entry_outside_district" in told


def test_a_password_opens_the_locked_form(week: Week, tmp_path: Path) -> None:
    out, records = week
    (record,) = by_kind(records, "docx.locked")
    given = {record["file"]: record["password"]}
    forms = {form.file: form for form in read(out, tmp_path / "spool", passwords=given)}
    opened = forms[record["file"]]
    assert opened.status is FormStatus.READ
    assert outcome(opened, {**record, "status": "read"}).exact


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.xdist_group("office")
def test_old_formats_and_prints_too(tmp_path: Path) -> None:
    out = tmp_path / "week"
    records = deliver(out, seed=2, office=True, truth=tmp_path / "truth.json")
    with Office() as office:
        forms = {form.file: form for form in read(out, tmp_path / "spool", office=office)}
    assert {file: (form.status.value, form.scan_of) for file, form in forms.items()} == {
        record["file"]: as_told(record) for record in records
    }
    assert [record["by"] for record in records if record["kind"] == "pdf.copy"] == ["copy", "content"]
    for record in records:
        if record["status"] == "read":
            keys = [key for key in record["rows"][0] if key != "serial"]
            written = [[name_key(row[key]) for key in keys] for row in record["rows"]]
            found = [[name_key(row.text(key)) for key in keys] for row in forms[record["file"]].rows]
            assert (record["file"], found) == (record["file"], written)
