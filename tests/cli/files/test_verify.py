"""`jianyou verify`: receipts and ledgers in another folder, good ones and tampered ones."""

import json
from pathlib import Path

import pytest

from jianyou.cli.main import main
from jianyou.domain.ledger.keys import SigningKey
from jianyou.domain.ledger.log import head_of, include, written_log
from jianyou.domain.ledger.receipts import Receipt
from jianyou.domain.ledger.tree import Edge, Tree, leaf_hash
from tests.domain.ledger.test_receipts import KEY, filed, sealed

PUBLIC = KEY.public.raw.hex()


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    path = tmp_path / "回执.json"
    path.write_text(sealed([filed(0), filed(1), filed(2)], 1).written(), "utf-8")
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    receipts = [filed(0), filed(1), filed(2)]
    edge = Edge()
    for each in receipts:
        edge.append(leaf_hash(each.entry.written()))
    head = head_of("call-1", edge, "2024-02-22T18:00:00+08:00", KEY)
    path = tmp_path / "账本.jsonl"
    path.write_text("".join(written_log("call-1", [*(each.entry for each in receipts), head])), "utf-8")
    return path


def test_a_receipt_is_genuine(receipt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "receipt", str(receipt), "--key", PUBLIC]) == 0
    said = capsys.readouterr().out
    assert "回执真实，已列入账本。" in said
    assert "编号 01，报送时间 2024-02-22T09:59:03.120000+00:00" in said
    assert "[否]" not in said


def test_without_the_key_only_agreement_is_shown(receipt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "receipt", str(receipt)]) == 0
    assert f"请把公钥 {PUBLIC} 与征集页面公布的核对" in capsys.readouterr().out


def test_a_tampered_receipt_is_refused(receipt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    receipt.write_text(receipt.read_text("utf-8").replace("09:59:03", "09:58:03"), "utf-8")
    assert main(["verify", "receipt", str(receipt), "--key", PUBLIC, "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "[NO] its signature is valid" in said
    assert "The receipt is not valid" in said


def test_a_receipt_of_another_site_is_refused(receipt: Path) -> None:
    stranger = SigningKey(bytes(32)).public.raw.hex()
    assert main(["verify", "receipt", str(receipt), "--key", stranger]) == 1


def test_a_receipt_is_looked_up_in_the_ledger(
    tmp_path: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unsealed, missing = tmp_path / "a.json", tmp_path / "b.json"
    unsealed.write_text(filed(1).written(), "utf-8")
    missing.write_text(filed(7).written(), "utf-8")
    arguments = ["--ledger", str(ledger), "--key", PUBLIC]
    assert main(["verify", "receipt", str(unsealed), *arguments]) == 0
    assert "回执真实，已列入账本。" in capsys.readouterr().out
    assert main(["verify", "receipt", str(missing), *arguments]) == 1
    assert "给出的账本中没有这份回执的记录。" in capsys.readouterr().out


def test_an_unsealed_receipt_waits_for_the_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.json"
    path.write_text(filed().written(), "utf-8")
    assert main(["verify", "receipt", str(path), "--key", PUBLIC]) == 0
    said = capsys.readouterr().out
    assert "[未定] 已列入公布的账本" in said
    assert "签名有效。账本封存后" in said


def test_a_ledger_is_whole(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "ledger", str(ledger), "--key", PUBLIC]) == 0
    assert "账本完整：3 条记录，1 个签名的封存值。" in capsys.readouterr().out
    assert main(["verify", "ledger", str(ledger), "--key", "00" * 32]) == 1


def test_a_tampered_ledger_is_told_with_its_line(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ledger.read_text("utf-8").splitlines(keepends=True)
    ledger.write_text("".join([*lines[:2], *lines[3:]]), "utf-8")
    assert main(["verify", "ledger", str(ledger), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["good"] is False
    assert told["troubles"] == [
        {"code": "ledger_head_differs", "line": 4},
        {"code": "ledger_end_unsigned", "line": 4},
    ]


def test_what_is_no_receipt_no_key_no_file(
    tmp_path: Path, receipt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "x.json"
    other.write_bytes(b"\xff\xfe PK")
    for arguments, told in (
        ([str(other)], "这不是荐优的回执文件"),
        ([str(tmp_path / "none.json")], "打不开"),
        ([str(receipt), "--key", "abc"], "公钥应为 64 位"),
    ):
        assert main(["verify", "receipt", *arguments]) == 2
        assert told in capsys.readouterr().err


def test_json_tells_every_check(receipt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "receipt", str(receipt), "--key", PUBLIC, "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["receipts"]
    assert told["good"] is True
    assert told["in_ledger"] is None
    assert set(told["checks"].values()) == {True}


def test_a_renewed_receipt_keeps_its_entry() -> None:
    first: Receipt = filed(1)
    edge = Edge()
    entries = [filed(at).entry.written() for at in range(3)]
    for entry in entries:
        edge.append(leaf_hash(entry))
    head = head_of("call-1", edge, "2024-02-22T18:00:00+08:00", KEY)
    renewed = include(first, 1, Tree(map(leaf_hash, entries)), head)
    assert renewed.entry == first.entry
    assert renewed.signature == first.signature
