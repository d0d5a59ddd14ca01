"""`jianyou verify seats`: a record in another folder, a good one and tampered ones."""

import json
from pathlib import Path

import pytest

from jianyou.cli.main import main
from jianyou.domain.support.record import read_seats
from tests.domain.support.records import record


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "席位记录.json"
    path.write_text(record(), "utf-8", newline="\n")
    return path


def test_seats_are_given_anew(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    digest = read_seats(record()).digest
    assert main(["verify", "seats", str(kept)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "city，第 3 项活动“质量培训”：6 家报名，2 个席位",
        "记录成立：席位、候补次序和理由都能由规则和抽签重算出来。",
        f"请与公布的总指纹核对：{digest}",
    ]
    assert main(["verify", "seats", str(kept), "--digest", digest.upper(), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["good"], told["digest"], told["findings"]) == (True, digest, [])


def test_what_was_changed_is_told(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept.write_text(record(seats=3), "utf-8", newline="\n")
    assert main(["verify", "seats", str(kept), "--lang", "en"]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "  [error] Given anew by rule and draw, seats differ from place 3 on.",
        "The record doesn't hold: 1 differences.",
    ]
    kept.write_text(record(answers=3, about=[]), "utf-8", newline="\n")
    assert main(["verify", "seats", str(kept), "--lang", "en", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["good"] is False


@pytest.mark.parametrize("data", [b"{}", b"\xff\xfe"])
def test_what_is_no_record_is_refused(kept: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    kept.write_bytes(data)
    assert main(["verify", "seats", str(kept)]) == 2
    assert "这不是席位记录" in capsys.readouterr().err
    assert main(["verify", "seats", str(kept), "--digest", "xyz"]) == 2
    assert main(["verify", "seats", str(kept.parent / "没有.json")]) == 2
