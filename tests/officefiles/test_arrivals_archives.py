"""Zip, 7z, RAR and tar in particular: encodings of names, packings, locks, links, damage."""

import bz2
import random
import shutil
import stat
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
import rarfile

from jianyou.officefiles.arrivals import sevenzips, zips
from jianyou.officefiles.arrivals.budget import ContainerLimits
from tests.corpus.containers import (
    aes_zip_of,
    gbk_zip_of,
    rar_of,
    raw_named,
    sevenzip_of,
    tar_of,
    unicode_path,
    zip_of,
)
from tests.officefiles.arrived import arrived

TEXT = bytes(range(256)) * 3000
FILES = {"渝北区/甲.docx": TEXT, "乙.docx": b"2"}
SHOWN = {"x/乙.docx": b"2", "x/渝北区/甲.docx": TEXT}


def shown(name: str) -> dict[str, bytes]:
    return {f"{name}{member[1:]}": data for member, data in SHOWN.items()}


@pytest.mark.parametrize("packing", [0, 8, 12, 14])
def test_zip_packings(packing: int, tmp_path: Path) -> None:
    assert arrived(tmp_path, {"x.zip": zip_of(FILES, packing=packing)}) == (shown("x.zip"), [], [])


@pytest.mark.parametrize(
    ("packing", "code"),
    [(0, "member_damaged"), (8, "member_size_untrue"), (12, "member_damaged"), (14, "member_damaged")],
)
def test_zip_packings_damaged(packing: int, code: str, tmp_path: Path) -> None:
    whole = bytearray(zip_of({"甲.docx": TEXT, "乙.docx": b"2"}, packing=packing))
    whole[400:440] = bytes(40)
    found = arrived(tmp_path, {"x.zip": bytes(whole)})
    assert (found.files, found.refused) == ({"x.zip/乙.docx": b"2"}, [("x.zip/甲.docx", code)])


def test_zip_packed_in_a_way_that_nobody_knows(tmp_path: Path) -> None:
    whole = zip_of({"甲.docx": b"one"}).replace(b"\x08\x00", b"\x62\x00")
    assert arrived(tmp_path, {"x.zip": whole}).refused == [("x.zip/甲.docx", "member_packing_unknown")]


def test_zip_that_lies_about_sizes(tmp_path: Path) -> None:
    whole = bytearray(zip_of({"甲.docx": bytes(5000)}))
    at = whole.index(b"PK\x01\x02")
    whole[at + 24 : at + 28] = (4000).to_bytes(4, "little")
    assert arrived(tmp_path, {"x.zip": bytes(whole)}).refused == [("x.zip/甲.docx", "member_size_untrue")]


def test_zip_names_in_every_encoding(tmp_path: Path) -> None:
    old = "表一.docx".encode("gbk")
    whole = zip_of([(raw_named(old, unicode_path(old, "表①.docx")), b"1"), ("表二.docx", b"2")])
    assert arrived(tmp_path, {"x.zip": whole}).files == {"x.zip/表①.docx": b"1", "x.zip/表二.docx": b"2"}
    stale = zip_of([(raw_named(old, unicode_path(b"other", "表①.docx")), b"1")])
    assert arrived(tmp_path, {"x.zip": stale}).files == {"x.zip/表一.docx": b"1"}
    utf8 = zip_of([(raw_named("表三.docx".encode()), b"3")])
    assert arrived(tmp_path, {"x.zip": utf8}).files == {"x.zip/表三.docx": b"3"}
    assert arrived(tmp_path, {"x.zip": gbk_zip_of({"区\\表.docx": b"4", "区\\": b""})}).files == {
        "x.zip/区/表.docx": b"4"
    }


def test_zip_links_are_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("链接.docx")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = arrived(tmp_path, {"x.zip": zip_of([(link, b"/etc/passwd"), ("a", b"1")])})
    assert found == ({"x.zip/a": b"1"}, [], [("x.zip/链接.docx", "skipped_link")])


@pytest.mark.parametrize(("strength", "version"), [(1, 1), (2, 2), (3, 2)])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_zip_under_aes(encoding: str, strength: int, version: int, tmp_path: Path) -> None:
    made = aes_zip_of(FILES, "密码".encode(encoding), strength=strength, version=version)
    assert arrived(tmp_path, {"x.zip": made}, passwords=lambda _: "密码") == (shown("x.zip"), [], [])
    assert arrived(tmp_path, {"x.zip": made}).refused == [("x.zip", "archive_locked")]
    assert arrived(tmp_path, {"x.zip": made}, passwords=lambda _: "码").refused == [
        ("x.zip", "password_wrong")
    ]


def test_zip_under_aes_damaged(tmp_path: Path) -> None:
    whole = bytearray(aes_zip_of({"甲.docx": TEXT, "乙.docx": b"2"}, b"x"))
    whole[600] ^= 1
    found = arrived(tmp_path, {"x.zip": bytes(whole)}, passwords=lambda _: "x")
    assert (found.files, found.refused) == ({"x.zip/乙.docx": b"2"}, [("x.zip/甲.docx", "member_damaged")])


def test_zip_under_another_lock(tmp_path: Path) -> None:
    whole = aes_zip_of({"甲.docx": b"1"}, b"x").replace(b"AE\x03", b"XX\x03")
    assert arrived(tmp_path, {"x.zip": whole}, passwords=lambda _: "x").refused == [
        ("x.zip/甲.docx", "archive_lock_unknown")
    ]


def test_zip_locked_in_part(tmp_path: Path) -> None:
    locked, plain = aes_zip_of({"锁.docx": b"1"}, b"x"), zip_of({"开.docx": b"2"})
    at, plain_at = locked.index(b"PK\x01\x02"), plain.index(b"PK\x01\x02")
    records = (
        locked[at : locked.index(b"PK\x05\x06")],
        bytearray(plain[plain_at : plain.index(b"PK\x05\x06")]),
    )
    records[1][42:46] = at.to_bytes(4, "little")
    body, directory = locked[:at] + plain[:plain_at], records[0] + bytes(records[1])
    end = b"PK\x05\x06" + bytes(4) + b"\2\0\2\0"
    both = (
        body
        + directory
        + end
        + len(directory).to_bytes(4, "little")
        + len(body).to_bytes(4, "little")
        + b"\0\0"
    )
    assert arrived(tmp_path, {"x.zip": both}) == ({"x.zip/开.docx": b"2"}, [("x.zip", "archive_locked")], [])
    assert arrived(tmp_path, {"x.zip": both}, passwords=lambda _: "x").files == {
        "x.zip/开.docx": b"2",
        "x.zip/锁.docx": b"1",
    }


BSDTAR = shutil.which("bsdtar")


@pytest.mark.skipif(BSDTAR is None, reason="bsdtar isn't installed")
@pytest.mark.parametrize("lock", ["zipcrypt", "aes128", "aes256"])
def test_zip_locked_by_another_program(lock: str, tmp_path: Path) -> None:
    made, source = tmp_path / "x.zip", tmp_path / "source"
    source.mkdir()
    (source / "甲.docx").write_bytes(TEXT[:50_000])
    (source / "乙.docx").write_bytes(b"2")
    options = ["--format", "zip", "--options", f"zip:encryption={lock}", "--passphrase", "密码"]
    subprocess.run([str(BSDTAR), *options, "-cf", made, "-C", source, "甲.docx", "乙.docx"], check=True)
    folder = tmp_path / "here"
    folder.mkdir()
    locked = {"x.zip": made.read_bytes()}
    assert arrived(folder, locked, passwords=lambda _: "密码").files == {
        "x.zip/乙.docx": b"2",
        "x.zip/甲.docx": TEXT[:50_000],
    }
    assert arrived(folder, locked, passwords=lambda _: "密").refused == [("x.zip", "password_wrong")]
    assert arrived(folder, locked).refused == [("x.zip", "archive_locked")]


@pytest.mark.skipif(BSDTAR is None, reason="bsdtar isn't installed")
@pytest.mark.parametrize("packing", ["lzma1", "lzma2", "bzip2", "deflate", "ppmd", "store"])
def test_7z_by_another_program(packing: str, tmp_path: Path) -> None:
    made, source = tmp_path / "x.7z", tmp_path / "source"
    source.mkdir()
    (source / "甲.docx").write_bytes(TEXT)
    (source / "链接.docx").symlink_to("甲.docx")
    options = ["--format", "7zip", "--options", f"7zip:compression={packing}"]
    subprocess.run([str(BSDTAR), *options, "-cf", made, "-C", source, "."], check=True)
    folder = tmp_path / "here"
    folder.mkdir()
    assert arrived(folder, {"x.7z": made.read_bytes()}) == (
        {"x.7z/甲.docx": TEXT},
        [],
        [("x.7z/链接.docx", "skipped_link")],
    )


@pytest.mark.parametrize("hidden", [False, True])
def test_7z_locked(hidden: bool, tmp_path: Path) -> None:
    locked = {"x.7z": sevenzip_of(FILES, password="密码", header_encryption=hidden)}
    assert arrived(tmp_path, locked).refused == [("x.7z", "archive_locked")]
    assert arrived(tmp_path, locked, passwords=lambda _: "密码") == (shown("x.7z"), [], [])
    assert arrived(tmp_path, locked, passwords=lambda _: "码") == ({}, [("x.7z", "password_wrong")], [])


def test_7z_damaged_within(tmp_path: Path) -> None:
    whole = bytearray(sevenzip_of({"甲.docx": b"one", "乙.docx": b"two"}))
    whole[40] ^= 255
    found = arrived(tmp_path, {"x.7z": bytes(whole)})
    assert found == (
        {"x.7z/甲.docx": b"one"},
        [("x.7z/乙.docx", "member_damaged"), ("x.7z", "archive_damaged")],
        [],
    )


def test_7z_asked_once_for_its_password(tmp_path: Path) -> None:
    asked: list[str] = []
    arrived(
        tmp_path, {"开.7z": sevenzip_of({"a": b"1"}), "开.zip": zip_of({"a": b"1"})}, passwords=asked.append
    )
    assert asked == []
    arrived(tmp_path, {"锁.7z": sevenzip_of({"a": b"1"}, password="x")}, passwords=asked.append)
    assert asked == ["锁.7z"]


def test_rar_links_are_not_followed(tmp_path: Path) -> None:
    whole = rar_of({"a.docx": b"1"}, links={"链接.docx": "/etc/passwd"})
    assert arrived(tmp_path, {"x.rar": whole}) == (
        {"x.rar/a.docx": b"1"},
        [],
        [("x.rar/链接.docx", "skipped_link")],
    )


def test_rar_in_volumes(tmp_path: Path) -> None:
    found = arrived(tmp_path, {"x.rar": rar_of({"a.docx": b"1"}, volume=True)})
    assert found == ({"x.rar/a.docx": b"1"}, [("x.rar", "archive_in_volumes")], [])


def test_rar_cut_between_members(tmp_path: Path) -> None:
    whole = rar_of({"a.docx": b"1"})
    found = arrived(tmp_path, {"x.rar": whole[: whole.index(b"1", 40) + 1]})
    assert found == ({"x.rar/a.docx": b"1"}, [("x.rar", "archive_damaged")], [])


def test_rar_without_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = {"x.rar": rar_of({"packed.docx": b"no real packing"}, packing=0x80)}
    for tool in ("UNRAR_TOOL", "UNAR_TOOL", "BSDTAR_TOOL", "SEVENZIP_TOOL", "SEVENZIP2_TOOL"):
        monkeypatch.setattr(rarfile, tool, str(tmp_path / "nowhere"))
    monkeypatch.setattr(rarfile, "CURRENT_SETUP", None)
    assert arrived(tmp_path, packed) == ({}, [("x.rar", "rar_no_tool")], [])
    assert arrived(tmp_path, {"y.rar": rar_of({"a": b"1"})}).files == {"y.rar/a": b"1"}


def test_tar_links_and_devices_are_not_made(tmp_path: Path) -> None:
    special = []
    for name, kind in (("软", tarfile.SYMTYPE), ("硬", tarfile.LNKTYPE), ("设备", tarfile.CHRTYPE)):
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, "../../etc/passwd"
        special.append(info)
    assert arrived(tmp_path, {"x.tar": tar_of({"../a.docx": b"1"}, special=special)}) == (
        {"x.tar/…/a.docx": b"1"},
        [],
        [("x.tar/软", "skipped_link"), ("x.tar/硬", "skipped_link"), ("x.tar/设备", "skipped_special")],
    )


def test_tar_names_in_gbk(tmp_path: Path) -> None:
    whole = tar_of({"xx.docx": b"1"})
    raw = "表".encode("gbk")
    old, new = sum(b"xx"), sum(raw)
    checksum = int(whole[148:154], 8)
    renamed = whole.replace(b"xx.docx", raw + b".docx", 1).replace(
        b"%06o" % checksum, b"%06o" % (checksum + new - old), 1
    )
    assert arrived(tmp_path, {"x.tar": renamed}).files == {"x.tar/表.docx": b"1"}


def test_other_packings_are_left_to_the_guard(tmp_path: Path) -> None:
    files = {"x.tar": bz2.compress(tar_of({"a": b"1"})), "y.zip": b"\xfd7zXZ\x00"}
    assert arrived(tmp_path, files) == (files, [], [])


@pytest.mark.skipif(BSDTAR is None, reason="bsdtar isn't installed")
def test_zip_whose_old_lock_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "x.zip"
    (tmp_path / "a.docx").write_bytes(TEXT)
    options = ["--format", "zip", "--options", "zip:encryption=zipcrypt", "--passphrase", "x"]
    subprocess.run([str(BSDTAR), *options, "-cf", made, "-C", tmp_path, "a.docx"], check=True)
    monkeypatch.setattr(zips, "_OLD_LOCK_BYTES", 100)
    folder = tmp_path / "here"
    folder.mkdir()
    found = arrived(folder, {"x.zip": made.read_bytes()}, passwords=lambda _: "x")
    assert found == ({}, [("x.zip", "archive_lock_slow")], [])


def test_7z_that_takes_too_long(tmp_path: Path) -> None:
    found = arrived(tmp_path, {"x.7z": sevenzip_of(FILES)}, limits=ContainerLimits(seconds=0.01))
    assert found == ({}, [("x.7z", "archive_too_slow")], [])


def test_rar_that_takes_too_long(tmp_path: Path) -> None:
    found = arrived(tmp_path, {"x.rar": rar_of({"a": b"1"})}, limits=ContainerLimits(seconds=0))
    assert found == ({}, [("x.rar/a", "archive_too_slow")], [])


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="this system knows no limit on memory")
def test_7z_that_takes_more_memory_than_it_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sevenzips, "_MEMORY", 1_000_000)
    found = arrived(tmp_path, {"x.7z": sevenzip_of({"a.docx": TEXT})})
    assert [code for _, code in found.refused][-1:] == ["archive_stopped"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(200))
def test_any_damage_to_7z_gives_arrivals_or_refusals(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    options = {"password": "x", "header_encryption": True} if seed % 4 == 0 else {}
    broken = bytearray(sevenzip_of({"甲.docx": b"one" * 99, "b/乙.docx": b"x" * 50}, **options))
    for _ in range(chance.randint(1, 3)):
        broken[chance.randrange(6, len(broken))] = chance.randrange(256)
    found = arrived(tmp_path, {"x.7z": bytes(broken)}, passwords=lambda _: "x")
    assert found.files or found.refused
    assert all(name.startswith("x.7z/") for name in found.files)
