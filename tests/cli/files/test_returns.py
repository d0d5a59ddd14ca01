"""`--annotated`: every sender's own file with remarks, under the name and the folder that it came in."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jianyou.cli.main import main
from jianyou.domain.annexes.intake import take_in
from jianyou.domain.calls.load import load_call
from tests.cli.samples import GOOD, NAMELESS_CONTACT, UNDECIDED, write_form

CALL = load_call("chongqing-2024")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_only_files_with_remarks_come_back_each_in_its_own_folder(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_form(here / "收件" / "渝北区" / "甲.docx", [UNDECIDED])
    write_form(here / "收件" / "江津区" / "甲.docx", [GOOD])
    write_form(here / "收件" / "乙.xlsx", [NAMELESS_CONTACT])
    (here / "收件" / "坏.docx").write_bytes(b"nothing like it")
    assert main(["form", "check", "收件", "--quiet", "--annotated", "退回"]) == 1
    assert names(here / "退回") == ["乙.xlsx", "坏-问题清单.docx", "渝北区/甲.docx"]
    assert capsys.readouterr().out.endswith("已写出批注后的文件 3 个：退回\n")


def test_the_office_signs_and_the_form_reads_as_before(here: Path) -> None:
    form = write_form(here / "甲.docx", [UNDECIDED])
    assert main(["form", "check", "甲.docx", "--quiet", "--annotated", "退回", "--office", "某市经信委"]) == 1
    back = here / "退回" / "甲.docx"
    with zipfile.ZipFile(back) as package:
        comments = package.read("word/comments.xml").decode()
    assert 'w:author="某市经信委"' in comments
    before, after = (
        take_in(path, file="x", schema=CALL.annex, deadline=CALL.deadline, regions=CALL.regions)
        for path in (form, back)
    )
    assert after == before


def test_a_workbook_comes_back_with_a_note_at_its_cell(here: Path) -> None:
    write_form(here / "乙.xlsx", [UNDECIDED])
    main(["form", "check", "乙.xlsx", "--quiet", "--annotated", "退回", "--office", "某市经信委"])
    (sheet,) = load_workbook(here / "退回" / "乙.xlsx").worksheets
    noted = [cell for row in sheet.iter_rows() for cell in row if cell.comment is not None]
    assert [cell.value for cell in noted] == ["再说"]


def test_merging_returns_forms_too_and_a_second_run_replaces_them(here: Path) -> None:
    write_form(here / "收件" / "甲.docx", [UNDECIDED])
    for _ in range(2):
        main(["form", "merge", "收件", "--quiet", "-o", "总表.docx", "--annotated", "退回"])
    assert names(here / "退回") == ["甲.docx"]


def test_members_of_an_archive_come_back_one_by_one(here: Path) -> None:
    form = write_form(here / "甲.docx", [UNDECIDED])
    (here / "收件").mkdir()
    with zipfile.ZipFile(here / "收件" / "来件.zip", "w") as archive:
        archive.write(form, "渝北区/甲.docx")
        archive.write(form, "江津区/甲.docx")
    main(["form", "check", "收件", "--quiet", "--annotated", "退回"])
    assert names(here / "退回") == ["来件.zip/江津区/甲.docx", "来件.zip/渝北区/甲.docx"]


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        (
            "收件/退回",
            "“收件/退回”在要读取的文件夹之内，下次会被当作报来的表。请给 --annotated 另选一个文件夹。",
        ),
        ("收件/甲.docx", "“收件/甲.docx”不是文件夹。请给 --annotated 另选一个文件夹。"),
    ],
)
def test_a_folder_that_would_do_harm_is_refused_before_any_work(
    folder: str, words: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_form(here / "收件" / "甲.docx", [UNDECIDED])
    assert main(["form", "check", "收件", "--annotated", folder]) == 2
    assert capsys.readouterr() == ("", words + "\n")
