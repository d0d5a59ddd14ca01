"""`jianyou verify package` and `verify archive`: good files, tampered ones, and what is none."""

import json
from pathlib import Path

import pytest

from jianyou.cli.main import main
from jianyou.datafiles.canonical import Plain
from jianyou.domain.ledger.log import head_of, written_log
from jianyou.domain.ledger.tree import Edge, leaf_hash
from jianyou.domain.packages.manifest import Kind, sign
from jianyou.domain.packages.parcel import mark_of, parcel_bytes
from tests.domain.ledger.test_receipts import KEY as LEDGER_KEY
from tests.domain.ledger.test_receipts import filed
from tests.domain.packages.test_parcel import FILES, KEY, SM2, signed_manifest

PUBLIC = KEY.public.raw.hex()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "上报.jyp"
    path.write_bytes(parcel_bytes(signed_manifest(FILES), FILES))
    return path


def test_a_good_package(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "package", str(package), "--key", PUBLIC]) == 0
    said = capsys.readouterr().out
    assert "上报数据包第 3 号，示例区经信局制作于 2024-03-01T09:00:00+08:00，3 个文件" in said
    assert "核验通过：签名有效，每个字节都与清单一致。" in said
    assert main(["verify", "package", str(package), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert PUBLIC in said
    assert SM2.public in said
    assert "without --key nothing says who made it" in said


def test_a_changed_byte_is_named(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = package.read_bytes()
    package.write_bytes(data.replace(b'{"n":1}', b'{"n":2}'))
    assert main(["verify", "package", str(package)]) == 1
    assert "“a.json”的内容与清单不一致" in capsys.readouterr().out
    assert main(["verify", "package", str(package), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["good"] is False
    assert [(each["code"], each["member"]) for each in told["findings"]] == [
        ("parcel_file_changed", "a.json")
    ]
    assert told["manifest"]["call"] == "sample-call"
    package.write_bytes(data[:40] + b"!" + data[41:])
    assert main(["verify", "package", str(package)]) == 1
    assert "清单 manifest.json 读不出" in capsys.readouterr().out


def test_a_stranger_and_what_is_no_file(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "package", str(package), "--key", "00" * 32]) == 1
    assert "不在所信任的公钥之列" in capsys.readouterr().out
    assert main(["verify", "package", str(package), "--key", "xyz"]) == 2
    assert main(["verify", "package", str(package.with_name("none.jyp"))]) == 2
    assert "打不开" in capsys.readouterr().err


def test_an_archive_and_its_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    receipts = [filed(0), filed(1)]
    edge = Edge()
    for each in receipts:
        edge.append(leaf_hash(each.entry.written()))
    head = head_of("call-1", edge, "2024-02-22T18:00:00+08:00", LEDGER_KEY)
    ledger = "".join(written_log("call-1", [*(each.entry for each in receipts), head])).encode()
    path = tmp_path / "归档.jyp"

    def written(files: dict[str, bytes], root: str, kind: Kind = Kind.ARCHIVE) -> None:
        marks = {name: mark_of(content) for name, content in files.items()}
        about: dict[str, Plain] = {"ledger_size": 2, "ledger_root": root}
        manifest = signed_manifest({}).manifest._replace(kind=kind, files=marks, about=about)
        path.write_bytes(parcel_bytes(sign(manifest, LEDGER_KEY), files))

    files = {"ledger/ledger.jsonl": ledger, "receipts/1.json": receipts[0].written().encode()}
    written(files, head.head.root)
    assert main(["verify", "archive", str(path), "--key", LEDGER_KEY.public.raw.hex()]) == 0
    written(files, "0" * 64)
    assert main(["verify", "archive", str(path)]) == 1
    assert "不是归档时的那一本" in capsys.readouterr().out
    written({**files, "receipts/1.json": filed(7).written().encode()}, head.head.root)
    assert main(["verify", "archive", str(path)]) == 1
    assert "回执“receipts/1.json”核验未通过，或不在账本中" in capsys.readouterr().out
    written(files, head.head.root, Kind.RESULT)
    assert main(["verify", "archive", str(path)]) == 1
    assert "这不是归档包" in capsys.readouterr().out
    written({"a": b""}, head.head.root)
    assert main(["verify", "archive", str(path)]) == 1
    assert "没有账本" in capsys.readouterr().out
