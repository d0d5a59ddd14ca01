"""`form blank`: the annex of any call, empty, in each format."""

from pathlib import Path

import pytest

from jianyou.cli.main import main
from jianyou.domain.calls import DEFAULT_CALL
from jianyou.domain.calls.load import load_call
from jianyou.officefiles.model import Table
from jianyou.officefiles.read import read_file


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["空表.docx", "空表.xlsx"])
def test_a_blank_has_the_headings_of_the_call(
    capsys: pytest.CaptureFixture[str], here: Path, name: str
) -> None:
    assert main(["form", "blank", "-o", name]) == 0
    assert capsys.readouterr() == (f"已写出 {name}\n", "")
    titles = [column.title for column in load_call(DEFAULT_CALL).annex.columns]
    assert titles in rows_of(here / name)


@pytest.mark.parametrize(("arguments", "count"), [([], 4), (["--rows", "7"], 7), (["--rows", "0"], 0)])
def test_a_blank_has_the_rows_asked_for(here: Path, arguments: list[str], count: int) -> None:
    assert main(["form", "blank", "-o", "空表.docx", *arguments]) == 0
    assert rows_of(here / "空表.docx").count([""] * 8) == count


def rows_of(path: Path) -> list[list[str]]:
    tables = [block for block in read_file(path).blocks if isinstance(block, Table)]
    return [[cell.text for cell in row] for table in tables for row in table.rows]


def test_all_formats_at_once(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    assert main(["form", "blank", "-o", "a.docx", "-o", "a.xlsx", "--output", "a.pdf", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "written: a.docx\nwritten: a.xlsx\nwritten: a.pdf\n"
    assert [(here / name).read_bytes()[:4] for name in ("a.docx", "a.xlsx", "a.pdf")] == [
        b"PK\x03\x04",
        b"PK\x03\x04",
        b"%PDF",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "a.doc"], "不能写成“a.doc”，文件名请以 .docx .xlsx .pdf 结尾。"),
        (["-o", "a.docx", "-o", "./a.docx"], "“a.docx”被指定了两次，请改一个名字。"),
        (["-o", "没有/a.docx"], "不能写出“没有/a.docx”：没有“没有”这个文件夹，请先建立。"),
        (["-o", "a.docx", "--rows", "-1"], "--rows 应为 0 到 1000 之间的整数。"),
        (["-o", "a.docx", "--rows", "1001"], "--rows 应为 0 到 1000 之间的整数。"),
    ],
)
def test_what_cannot_be_made(
    capsys: pytest.CaptureFixture[str], here: Path, arguments: list[str], words: str
) -> None:
    assert main(["form", "blank", *arguments]) == 2
    assert capsys.readouterr() == ("", words + "\n")
    assert list(here.iterdir()) == []


def test_an_unknown_call_makes_nothing(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    assert main(["form", "blank", "-o", "a.docx", "--call", "chongqing-2O24"]) == 2
    assert "是否指“chongqing-2024”？" in capsys.readouterr().err
    assert list(here.iterdir()) == []
