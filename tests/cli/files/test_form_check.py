"""`form check` from end to end: text, JSON, exit statuses, languages, what a pipe and a screen get."""

import json
import os
import pty
import subprocess
from pathlib import Path
from typing import Any

import pytest

from jianyou.cli.main import main
from tests.cli.samples import GOOD, HEADER, NAMELESS_CONTACT, UNDECIDED, command, run, write_form

CALL = """\
call: studio-2026
notice: {title: 关于遴选名师工作室主持人的通知}
deadline: 2026-04-10T17:30:00+08:00
annex:
  title: 名师工作室主持人推荐表
  header: [{key: school, label: 推荐学校}]
  columns:
    - {key: serial, title: 序号, kind: serial}
    - {key: person, title: 姓名, kind: name}
    - {key: unit, title: 单位, kind: text}
    - {key: reasons, title: 推荐理由（不超过10字）, kind: text, limit: {characters: 10}}
    - {key: phone, title: 联系电话, kind: phone}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["form", "check", *arguments])
    output = capsys.readouterr()
    return status, output.out, output.err


def summary(files: int, rejected: int, entries: int, errors: int, warnings: int, infos: int) -> str:
    counts = [files, rejected, entries, errors, warnings, infos]
    labels = ["已读取文件", "未能读取  ", "推荐条目  ", "错误      ", "提醒      ", "说明      "]
    return "汇总\n" + "".join(f"  {label}  {count}\n" for label, count in zip(labels, counts, strict=True))


def test_a_clean_form(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_form(here / "甲.docx", [GOOD])
    assert told(capsys, "甲.docx") == (0, summary(1, 0, 1, 0, 0, 0), "")


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_findings_stand_by_file_and_entry(
    capsys: pytest.CaptureFixture[str], here: Path, suffix: str
) -> None:
    write_form(here / "收件" / f"甲.{suffix}", [GOOD, UNDECIDED, NAMELESS_CONTACT])
    write_form(here / "收件" / f"乙.{suffix}", [GOOD], header={**HEADER, "department": ""})
    status, out, err = told(capsys, "收件")
    places = ["第1个表格第3行第8列", "第1个表格第4行第7列"] if suffix == "docx" else ["H6", "G7"]
    lines = out.splitlines()
    assert (status, err) == (1, "")
    assert lines[0] == f"收件/乙.{suffix}  1 条"
    assert lines[1].startswith("    提醒  ")
    assert lines[1].endswith("  填报部门  表头“填报部门”没有填写，请补填。")
    assert lines[3] == f"收件/甲.{suffix}  3 条"
    assert lines[4] == "  第 1 条  重庆某某机械有限公司"
    assert lines[5].startswith("    提醒  ")
    assert f"“重庆某某机械有限公司”在“收件/乙.{suffix}”第 1 条已经出现" in lines[5]
    assert lines[6] == "  第 2 条  重庆示范食品有限公司"
    assert places[0] in lines[7]
    assert lines[7].endswith("  是否申报中国质量奖  看不出是“是”还是“否”：“再说”。请只写“是”或“否”。")
    assert lines[8] == "  第 3 条  重庆样例电子有限公司"
    assert all(places[1] in line and "  联系人姓名职务及电话  " in line for line in lines[9:11])


def test_a_rejected_file_is_named_with_its_reason(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_form(here / "甲.docx", [GOOD])
    (here / "乙.docx").write_bytes(b"")
    status, out, _ = told(capsys, "甲.docx", "乙.docx")
    assert (status, out.startswith("乙.docx\n  未能读取  文件是空的")) == (1, True)
    assert out.endswith(summary(1, 1, 1, 0, 0, 0))


def test_nothing_read_is_2(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    (here / "乙.docx").write_bytes(b"")
    assert told(capsys, "乙.docx")[0] == 2


def test_an_empty_folder_is_2(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    (here / "收件").mkdir()
    (here / "收件" / ".DS_Store").write_bytes(b"x")
    assert told(capsys, "收件") == (
        2,
        "",
        "没有可读取的文件（跳过了 1 个）。请检查路径，或用 --verbose 查看跳过了哪些。\n",
    )


def test_a_wrong_path_does_nothing(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_form(here / "甲.docx", [UNDECIDED])
    assert told(capsys, "甲.docx", "没有") == (
        2,
        "",
        "找不到 1 个文件或文件夹：没有。请检查路径；什么也没有做。\n",
    )


def test_quiet_and_verbose(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_form(here / "收件" / "甲.docx", [UNDECIDED])
    (here / "收件" / "~$甲.docx").write_bytes(b"x")
    head = summary(1, 0, 1, 1, 0, 0) + "  跳过        1\n"
    frequent = "最常见的问题\n  1  错误  看不出是“是”还是“否”：“…”\n"
    hint = "跳过的是临时、隐藏或系统文件等，用 --verbose 逐个列出。\n"
    listed = "跳过的文件\n  收件/~$甲.docx  办公软件的临时文件\n"
    assert told(capsys, "--quiet", "收件") == (1, head + frequent + hint, "")
    assert told(capsys, "--quiet", "--verbose", "收件") == (1, head + frequent + listed, "")


def test_english(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_form(here / "甲.docx", [UNDECIDED])
    status, out, _ = told(capsys, "甲.docx", "--lang", "en")
    lines = out.splitlines()
    assert (status, lines[0], lines[1]) == (1, "甲.docx  entries: 1", "  entry 1  重庆示范食品有限公司")
    assert lines[2].startswith(
        "    error    table 1, row 2, column 8  是否申报中国质量奖  “再说” is neither yes"
    )
    assert lines[4:6] == ["Summary", "  files read      1"]


def test_json_has_exactly_the_promised_keys(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    write_form(here / "甲.docx", [UNDECIDED])
    (here / "乙.docx").write_bytes(b"")
    status, out, err = told(capsys, "--json", "甲.docx", "乙.docx")
    assert (status, err) == (1, "")
    data: dict[str, Any] = json.loads(out)
    assert list(data) == ["files"]
    read, rejected = data["files"]
    keys = ["file", "status", "reason", "header", "rows", "findings"]
    assert list(read) == list(rejected) == keys
    assert (rejected["status"], rejected["rows"], rejected["findings"]) == ("rejected", [], [])
    assert rejected["reason"].startswith("文件是空的")
    assert rejected["header"] == {"department": None, "contact": None, "phone": None}
    assert (read["file"], read["status"], read["reason"], read["header"]) == ("甲.docx", "read", None, HEADER)
    (row,) = read["rows"]
    columns = ["name", "location_industry", "profile", "feature", "honors", "contact", "willing"]
    assert list(row) == [*columns, "parsed"]
    assert {key: row[key] for key in columns} == UNDECIDED
    (finding,) = read["findings"]
    assert finding == {
        "code": "yes_no_unclear",
        "severity": "error",
        "row": 1,
        "column": "willing",
        "place": {"file": "甲.docx", "table": 1, "row": 2, "column": 8, "text": "第1个表格第2行第8列"},
        "message": "看不出是“是”还是“否”：“再说”。请只写“是”或“否”。",
    }


def test_json_stays_json_when_nothing_can_be_read(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    (here / "空").mkdir()
    status, out, err = told(capsys, "--json", "空")
    assert (status, json.loads(out), err.count("\n")) == (2, {"files": []}, 1)


def test_json_of_a_name_that_is_no_utf8(here: Path) -> None:
    write_form(here / "甲.docx", [GOOD])
    raw = "表甲.docx".encode("gbk")
    try:
        (here / "甲.docx").rename(here / os.fsdecode(raw))
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (form,) = json.loads(run("form", "check", "--json", ".", cwd=here).stdout)["files"]
    assert os.fsencode(form["file"]) == raw
    write_form(here / "乙.docx", [GOOD])
    text = run("form", "check", ".", cwd=here).stdout
    assert os.fsdecode(raw) in text


def test_another_notice_needs_no_programming(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    (here / "call.yaml").write_text(CALL, "utf-8")
    rows = [
        {"person": "王小明", "unit": "第一中学", "reasons": "教学严谨", "phone": "13800000000"},
        {"person": "李四", "unit": "", "reasons": "教学严谨，关爱学生，善于带徒", "phone": "13800000000"},
    ]
    write_form(here / "表.xlsx", rows, header={"school": "第一中学"}, call="call.yaml")
    status, out, _ = told(capsys, "--json", "--call", "call.yaml", "表.xlsx")
    (form,) = json.loads(out)["files"]
    assert (status, form["header"]) == (1, {"school": "第一中学"})
    assert [{key: text for key, text in row.items() if key != "parsed"} for row in form["rows"]] == rows
    found = [(one["code"], one["severity"], one["row"], one["column"]) for one in form["findings"]]
    assert found == [("value_missing", "error", 2, "unit"), ("over_limit", "error", 2, "reasons")]


def test_many_files_cost_no_memory(here: Path) -> None:
    """Peak memory for 250 files is that for 25: nothing of a form is kept."""
    first = write_form(
        here / "in" / "0.docx", [{**GOOD, "name": f"重庆样例{n}号有限公司"} for n in range(10)]
    )
    for number in range(1, 250):
        (here / "in" / f"{number}.docx").hardlink_to(first)
    script = (
        "import resource, sys; from jianyou.cli.main import main; main(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    peaks = []
    for paths in ([f"in/{number}.docx" for number in range(25)], ["in"]):
        arguments = [command()[0], "-c", script, "form", "check", "--json", *paths]
        ran = subprocess.run(arguments, cwd=here, capture_output=True, check=True)
        peaks.append(int(ran.stderr))
    assert peaks[1] - peaks[0] < 4096


def test_progress_and_colour_are_for_screens(here: Path) -> None:
    write_form(here / "甲.docx", [UNDECIDED])
    write_form(here / "乙.docx", [GOOD])
    piped = run("form", "check", "甲.docx", "乙.docx", cwd=here)
    assert (piped.returncode, piped.stderr, "\x1b" in piped.stdout) == (1, "", False)
    screen = on_a_screen(here, NO_COLOR="")
    assert "读取" in screen
    assert "\x1b[1;31m错误" in screen
    assert "\x1b[1;31m" not in on_a_screen(here, NO_COLOR="1")


def on_a_screen(here: Path, **environment: str) -> str:
    """What a person sees: both streams on one pseudo-terminal."""
    ours, theirs = pty.openpty()
    settings = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "LINES": "30", **environment}
    with subprocess.Popen(
        command("form", "check", "甲.docx", "乙.docx"), cwd=here, env=settings, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # Linux says so when the other side is closed
                break
            if not piece:
                break
            shown += piece
        assert process.wait(60) == 1
    os.close(ours)
    return shown.decode()
