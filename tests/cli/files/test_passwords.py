"""Passwords are taken from a list or asked for at a terminal, by name, and never guessed."""

import io
import json
from pathlib import Path
from typing import Any

import msoffcrypto.format.ooxml as locked
import pytest

from jianyou.cli.files.passwords import read_list
from jianyou.cli.main import main
from jianyou.terms.finding import Refused
from tests.cli.samples import GOOD, run, write_form

PASSWORD = "开门 2024"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def mailbox(here: Path) -> Path:
    form = write_form(here / "open.docx", [GOOD])
    folder = here / "收件"
    folder.mkdir()
    with (folder / "密.docx").open("wb") as target:
        locked.OOXMLFile(io.BytesIO(form.read_bytes())).encrypt(PASSWORD, target)
    return folder


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    status = main(["form", "check", "--json", *arguments])
    (file,) = json.loads(capsys.readouterr().out)["files"]
    return status, file


@pytest.mark.parametrize("name", ["密.docx", "收件/密.docx"])
def test_a_listed_password_opens_its_file(
    name: str, mailbox: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("密码.txt").write_text(f"{name}\t{PASSWORD}\n\n别的.docx\t另一个\n", "utf-8")
    status, file = checked(capsys, mailbox.name, "--passwords", "密码.txt")
    assert (status, file["status"], file["rows"][0]["name"]) == (0, "read", GOOD["name"])


def test_without_a_password_it_is_refused_and_nothing_is_asked_in_a_pipe(mailbox: Path, here: Path) -> None:
    ran = run("form", "check", mailbox.name, cwd=here)
    assert (ran.returncode, ran.stderr) == (2, "")
    assert "请提供打开密码" in ran.stdout


def test_a_wrong_password_and_that_of_another_file_do_not_open_it(
    mailbox: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("密码.txt").write_text("密.docx\t不对\n别的.docx\t" + PASSWORD, "utf-8")
    status, file = checked(capsys, mailbox.name, "--passwords", "密码.txt")
    assert (status, file["status"]) == (2, "rejected")
    assert "密码" in file["reason"]


def test_a_bom_and_blanks_around_names_do_no_harm(here: Path) -> None:
    (here / "密码.txt").write_bytes(b"\xef\xbb\xbf" + " 甲.docx \t a b \n".encode())
    assert read_list(here / "密码.txt") == {"甲.docx": " a b "}


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [("甲.docx 密码".encode(), "passwords_line", 1), ("甲.docx\tx\n乙.docx\t".encode(), "passwords_line", 2)],
)
def test_a_line_without_password_is_told(content: bytes, code: str, line: int, here: Path) -> None:
    (here / "密码.txt").write_bytes(content)
    with pytest.raises(Refused) as caught:
        read_list(here / "密码.txt")
    assert (caught.value.code, caught.value.params["line"]) == (code, line)


@pytest.mark.parametrize("content", [None, "密码".encode("gb18030")])
def test_a_list_that_cannot_be_read_is_told(content: bytes | None, here: Path) -> None:
    if content is not None:
        (here / "密码.txt").write_bytes(content)
    with pytest.raises(Refused) as caught:
        read_list(here / "密码.txt")
    assert caught.value.code == "passwords_unreadable"
