"""The command as a whole: languages, usage, exit statuses, and ways to end badly."""

import os
import re
import shlex
import signal
import subprocess
import time
from pathlib import Path

import pytest

from jianyou import __version__
from jianyou.cli.main import COMMANDS, main
from tests.cli.samples import GOOD, command, run, write_form


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JIANYOU_LANG", "JIANYOU_DEBUG"):
        monkeypatch.delenv(name, raising=False)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    output = capsys.readouterr()
    return status, output.out, output.err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "--version") == (0, f"jianyou {__version__}\n", "")


def test_help_names_every_command_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, usage in (("zh", "用法："), ("en", "usage: ")):
        status, out, err = told(capsys, "--lang", lang, "-h")
        assert (status, err, out.startswith(usage)) == (0, "", True)
        assert re.findall(r"^  ([a-z]+) {2,}\S", out, re.MULTILINE) == list(COMMANDS)


def test_nothing_asked_shows_the_help_and_does_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys)
    assert (status, out, err.startswith("用法：jianyou ")) == (2, "", True)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command(capsys: pytest.CaptureFixture[str], name: str) -> None:
    status, out, _ = told(capsys, name, "--help")
    assert (status, out.startswith(f"用法：jianyou {name} ")) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["frm"], f"COMMAND 不能是“frm”，请从中选一个：{', '.join(COMMANDS)}。"),
        (["form"], "缺少参数：COMMAND。"),
        (["form", "check"], "缺少参数：PATH。"),
        (["form", "check", "--jsn", "x"], "不认识的参数：--jsn。用 -h 查看用法。"),
        (["form", "blank", "--rows", "x", "-o", "a.docx"], "--rows 不能是“x”，应为整数。"),
        (["form", "blank", "-o"], "-o/--output 后面缺少内容。"),
        (["form", "check", "--json=1", "x"], "--json 后面不能跟“1”。"),
        (["--lang", "fr", "form"], "--lang 不能是“fr”，请从中选一个：zh, en。"),
        (["--lang", "en", "form", "check"], "Missing: PATH."),
        (["form", "check", "--lang=en"], "Missing: PATH."),
    ],
)
def test_wrong_arguments(capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    status, out, err = told(capsys, *arguments)
    assert (status, out, err.splitlines()[-1]) == (2, "", words)


def test_the_environment_chooses_the_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIANYOU_LANG", "en")
    assert told(capsys, "form", "check")[2].endswith("Missing: PATH.\n")
    assert told(capsys, "--lang", "zh", "form", "check")[2].endswith("缺少参数：PATH。\n")
    monkeypatch.setenv("JIANYOU_LANG", "fr")
    assert told(capsys, "form") == (2, "", "环境变量 JIANYOU_LANG 不能是“fr”，请设为 zh 或 en。\n")


def test_a_file_may_be_called_like_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = told(capsys, "form", "check", "--", "--lang", "en")
    assert (status, err) == (2, "找不到 2 个文件或文件夹：--lang、en。请检查路径；什么也没有做。\n")


def test_a_bad_call_file_tells_all_its_problems(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "call.yaml"
    path.write_text("call: A\nnotice: {title: 通知}\ndeadline: 2026-04-10\n", "utf-8")
    status, out, err = told(capsys, "form", "check", "--call", str(path), str(tmp_path))
    assert (status, out, err.count("\n")) == (2, "", 4)
    assert err.startswith(f"征集文件“{path}”不能使用，共 3 处需要修改：\n第 1 行 call：")


def test_a_defect_of_ours_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    form = write_form(tmp_path / "甲.docx", [GOOD])

    def fail(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("jianyou.cli.files.form_check.collect", fail)
    status, out, err = told(capsys, "form", "check", str(form))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "ZeroDivisionError: by nought" in err
    monkeypatch.setenv("JIANYOU_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["form", "check", str(form)])


def test_it_runs_as_a_module_and_starts_at_once(tmp_path: Path) -> None:
    ran = run("--version", cwd=tmp_path)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"jianyou {__version__}\n", "")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_interruption_is_one_line_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    first = write_form(tmp_path / "in" / "0.docx", [GOOD])
    for number in range(1, 600):
        (tmp_path / "in" / f"{number}.docx").hardlink_to(first)
    before = sorted(tmp_path.iterdir())
    with subprocess.Popen(
        command("form", "merge", "in", "-o", "out.docx", "-o", "out.pdf"),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()  # the first duplicate is told: reading has begun
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "\n已按要求中断，没有写出任何不完整的文件。\n")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    first = write_form(tmp_path / "in" / "0.docx", [GOOD] * 20)
    for number in range(1, 50):
        (tmp_path / "in" / f"{number}.docx").hardlink_to(first)
    with subprocess.Popen(
        command("form", "check", "in", "--json"), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.read(10)
        process.stdout.close()
        deadline = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        assert process.stderr is not None
        assert (process.returncode, process.stderr.read()) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    write_form(tmp_path / "甲.docx", [GOOD])
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            command("form", "check", "甲.docx"),
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert ran.stderr.startswith("操作系统拒绝了读写（")


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
def test_without_any_stream_the_status_still_tells(tmp_path: Path) -> None:
    write_form(tmp_path / "甲.docx", [GOOD])
    for redirection in (">&-", "2>&-", ">&- 2>&-"):
        line = shlex.join(command("form", "check", "甲.docx")) + " " + redirection
        assert (
            subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, check=False).returncode == 0
        )
