"""`jianyou site` as a person runs it: processes of their own, on the embedded database."""

import json
import os
import re
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from jianyou.actions.filing import submit
from jianyou.config.environment import database
from jianyou.domain.lifecycle.roles import PUBLIC
from tests.conftest import ROOT
from tests.site.kit import TEMPLATE, sent, use_database


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = jianyou(tmp_path / "site", "init", "--office-name", "示例市经济信息化委员会")
    assert made.returncode == 0, made.stderr
    return tmp_path / "site"


def in_days(days: int) -> str:
    """A moment by the clock of whoever types the command."""
    now = datetime.now(UTC)  # noqa: TID251  — no site's database is at hand yet
    return (now + timedelta(days=days)).isoformat(timespec="seconds")


def jianyou(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("JIANYOU", "DJANGO"))
    }
    command = [sys.executable, "-m", "jianyou", "site", *arguments, "--home", str(home)]
    return subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120, check=False
    )


def call_file(folder: Path, slug: str = "call-1") -> Path:
    path = folder / f"{slug}.yaml"
    deadline = in_days(2)
    text = TEMPLATE.format(slug=slug, deadline=deadline, completes_on="paper", counts="no")
    path.write_text(text, "utf-8")
    return path


def test_a_site_is_made_once(home: Path) -> None:
    assert stat.S_IMODE((home / "keys.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    keys = (home / "keys.json").read_bytes()
    again = jianyou(home, "init", "--office-name", "另一委员会")
    assert (again.returncode, "不会覆盖" in again.stderr) == (2, True)
    assert (home / "keys.json").read_bytes() == keys


def test_a_call_from_its_opening_to_its_ledger(home: Path, tmp_path: Path) -> None:
    opened = jianyou(home, "open-call", str(call_file(tmp_path)), "--actor", "经办人")
    assert "“call-1”已开放" in opened.stdout
    assert "quotas: " in opened.stdout
    later = in_days(3)
    asked = ("--until", later, "--reason", "系统维护", "--actor", "经办人", "--approved-by", "处长")
    assert jianyou(home, "extend", "call-1", *asked).returncode == 0
    assert jianyou(home, "seal").stdout == "已封存 2 条新记录。\n"
    status = jianyou(home, "status", "--lang", "en").stdout
    assert status.startswith("call-1  open  until ")
    assert "filings 0  ledger 2" in status
    ledger = tmp_path / "账本.jsonl"
    assert jianyou(home, "ledger", "call-1", "-o", str(ledger)).returncode == 0
    acts = [json.loads(line)["entry"]["kind"] for line in ledger.read_text("utf-8").splitlines()[1:-1]]
    assert acts == ["audit", "audit"]


def prefilled(home: Path) -> str:
    """The number of a filing that was handed in on the web."""
    settings.JIANYOU_HOME = home
    use_database(database({"JIANYOU_HOME": str(home)}))
    number = submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number
    connections.close_all()
    return number


def test_the_counter_by_command(home: Path, tmp_path: Path) -> None:
    assert jianyou(home, "open-call", str(call_file(tmp_path)), "--actor", "经办人").returncode == 0
    number = prefilled(home)
    arrived = jianyou(home, "arrive", "call-1", "--actor", "窗口").stdout
    assert re.fullmatch(r"1 号，\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+08:00 到场。\n", arrived)
    paper = jianyou(home, "paper", number, "--arrival", "1", "--actor", "窗口")
    assert paper.stdout == f"{number}：已报送，以 {arrived.split('，')[1].split(' 到场')[0]} 为准。\n"
    again = jianyou(home, "paper", number, "--actor", "窗口")
    assert (again.returncode, again.stdout) == (2, "")
    receipt = tmp_path / "回执.json"
    assert jianyou(home, "receipt", number, "-o", str(receipt)).returncode == 0
    assert json.loads(receipt.read_text("utf-8"))["content"]["status"] == "filed"


def test_what_goes_wrong_is_told(home: Path, tmp_path: Path) -> None:
    for arguments, told in (
        (("open-call", "chongqing-2024", "--actor", "x"), "已过，不能开放"),
        (
            ("open-call", str(call_file(tmp_path)), "--actor", "x", "--office", "nobody"),
            "没有简称为“nobody”的部门",
        ),
        (("open-call", "chongqing-2024", "--actor", "x", "--deadline", "明天"), "不是带时区的时间"),
        (("ledger", "call-9", "-o", str(tmp_path / "x.jsonl")), "没有代号为“call-9”的征集"),
        (("receipt", "AAAA", "-o", str(tmp_path / "x.json")), "没有编号为“AAAA”的回执"),
    ):
        answer = jianyou(home, *arguments)
        assert answer.returncode == 2, arguments
        assert told in answer.stderr
        assert "Traceback" not in answer.stderr
    empty = jianyou(tmp_path / "nowhere", "status")
    assert (empty.returncode, "jianyou site init" in empty.stderr) == (2, True)


def test_a_rehearsal_has_its_own_deadline(home: Path) -> None:
    later = in_days(3)
    opened = jianyou(home, "open-call", "chongqing-2024", "--actor", "经办人", "--deadline", later)
    assert opened.returncode == 0, opened.stderr
    assert "chongqing-2024  征集中" in jianyou(home, "status").stdout
