"""`jianyou verify decision`: a record in another folder, a good one and tampered ones."""

import json
from pathlib import Path

import pytest

from jianyou.cli.main import main
from jianyou.domain.judging.record import read_record, written
from tests.domain.calls.deciding import PATH, record


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "决定记录.json"
    path.write_text(record(), "utf-8", newline="\n")
    return path


def test_a_record_is_made_anew(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    digest = read_record(record()).digest
    assert main(["verify", "decision", str(kept), "--digest", digest.upper(), "--call", str(PATH)]) == 0
    said = capsys.readouterr().out
    assert "征集 review-2026，奖项 benchmark" in said
    assert said.endswith("记录可信：指纹相符，重新计算的结果都一致。\n")


def test_without_the_digest_it_is_to_be_compared(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "decision", str(kept)]) == 0
    assert f"总指纹 {read_record(record()).digest}：请与公布的核对" in capsys.readouterr().out


def test_a_changed_part_is_named(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept.write_text(record().replace('"expert":"x', '"expert":"y', 1), "utf-8", newline="\n")
    assert main(["verify", "decision", str(kept), "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "[error] The part “sheets” doesn't agree with its hash" in said
    assert "The record doesn't hold; see above" in said


def test_other_rules_and_another_digest_are_named(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = json.loads(record())["parts"]
    parts["choice"]["rules"].pop(0)
    kept.write_text(written(parts), "utf-8", newline="\n")
    given = ["--digest", read_record(record()).digest, "--call", str(PATH), "--json"]
    assert main(["verify", "decision", str(kept), *given]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["good"] is False
    assert told["findings"][0]["code"] == "record_digest_other"
    assert "choice.rules.1.n" in [each["part"] for each in told["findings"]]
    assert set(told) == {"good", "about", "digest", "hashes", "findings"}


@pytest.mark.parametrize("content", [b"", b"\xff", b"{}", record().encode()[:-40]])
def test_what_is_no_record_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    assert main(["verify", "decision", str(path)]) == 2
    assert "这不是决定记录" in capsys.readouterr().err


def test_a_file_that_is_not_there_and_a_bad_digest(
    tmp_path: Path, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "decision", str(tmp_path / "none.json")]) == 2
    assert main(["verify", "decision", str(kept), "--digest", ""]) == 2
    assert "64 位十六进制" in capsys.readouterr().err


def test_windows_line_ends_are_found(kept: Path) -> None:
    kept.write_bytes(record().replace("\n", "\r\n").encode())
    assert main(["verify", "decision", str(kept)]) == 1
