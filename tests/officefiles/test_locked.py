"""Locked Office files: opened by the password given, and by nothing else."""

import importlib.util
import io
import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from jianyou.officefiles import confined, locked
from jianyou.officefiles.guard import admit_data
from jianyou.officefiles.kinds import recognize
from jianyou.officefiles.locked import LOCKED, unlock
from jianyou.officefiles.read import read_file
from jianyou.terms.finding import Refused
from jianyou.terms.texts import TEXTS
from tests.corpus.cfb import compound_file
from tests.corpus.wordxml import p, plain_form, write_docx

NO_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def form(folder: Path, size: int = 20_000) -> bytes:
    """A Word file that isn't short: the library can't lock what fits into one sector."""
    parts: dict[str, str | bytes] = {
        "word/media/image1.png": os.urandom(size),
        "[Content_Types].xml": NO_TYPES,
    }
    return write_docx(folder / "form.docx", p("正文"), parts=parts).read_bytes()


def locked_form(data: bytes, password: str) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    made = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, made)
    return made.getvalue()


def refusal(data: bytes, password: str) -> str:
    with pytest.raises(Refused) as caught:
        unlock(data, password)
    return caught.value.code


def test_the_right_password_gives_the_very_file(tmp_path: Path) -> None:
    plain = form(tmp_path)
    shut = locked_form(plain, "密码1")
    assert recognize(shut) == ("encrypted", "kind_encrypted")
    assert unlock(shut, "密码1") == plain
    assert [refusal(shut, wrong) for wrong in ("密码", "", "x" * 256)] == ["password_wrong"] * 3


def test_a_locked_form_is_read_with_its_password(tmp_path: Path) -> None:
    path = tmp_path / "表.docx"
    path.write_bytes(locked_form(form(tmp_path), "密码1"))
    assert [getattr(block, "text", "") for block in read_file(path, password="密码1").blocks] == ["正文"]
    with pytest.raises(Refused) as caught:
        read_file(path)
    assert caught.value.code == "kind_encrypted"


def test_what_is_not_locked_comes_back_as_it_is() -> None:
    for data in (plain_form(), b"%PDF-1.4", b""):
        assert unlock(data, "x") is data


@pytest.mark.parametrize("size", [600, 3000, 12_000])
def test_damaged_files_are_told(size: int, tmp_path: Path) -> None:
    assert refusal(locked_form(form(tmp_path), "x")[:size], "x") in {"lock_unknown", "password_wrong"}


def test_a_lock_that_nobody_knows() -> None:
    assert (
        refusal(compound_file({"EncryptedPackage": b"x", "EncryptionInfo": b"\x09\0\x09\0"}), "x")
        == "lock_unknown"
    )
    obfuscated = struct.pack("<6H", 0xA5EC, 0xC1, 0, 0x804, 0, 0x8100)
    assert refusal(compound_file({"WordDocument": obfuscated, "0Table": b""}), "x") == "lock_unknown"


def test_a_lock_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked, "_SECONDS", 0.5)
    shut = locked_form(form(tmp_path), "x")
    slow = shut.replace(b'spinCount="100000"', b'spinCount="999999"')
    assert (shut != slow, refusal(slow, "x")) == (True, "lock_unknown")


def test_the_helper_needs_an_interpreter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shut = locked_form(form(tmp_path), "x")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))
    assert refusal(shut, "x") == "helper_unavailable"


@pytest.mark.skipif(importlib.util.find_spec("resource") is None, reason="this system knows no such limits")
def test_the_helper_is_confined(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "sys.path += sys.argv[1:]\n"
        "from jianyou.officefiles.sheet.child import confine\n"
        "confine(8 << 20, 24)\n"
        "said = []\n"
        "try:\n"
        "    bytes(64 << 20)\n"
        "except MemoryError:\n"
        "    said.append('memory')\n"
        "try:\n"
        f"    open({str(tmp_path / 'file')!r}, 'w').write('x' * 99999)\n"
        "except OSError:\n"
        "    said.append('writing')\n"
        "print(*said)\n",
        encoding="utf-8",
    )
    with confined.running(script, b"", seconds=10) as helper:
        assert helper.read(100).split() == [b"memory", b"writing"]
    assert not (tmp_path / "file").read_bytes()


def test_codes_that_a_password_would_lift_are_said_somewhere() -> None:
    assert set(TEXTS) >= LOCKED


@pytest.mark.office
@pytest.mark.xdist_group("office")
@pytest.mark.parametrize("ending", ["doc", "xls", "docx", "xlsx"])
def test_files_locked_by_an_office_program(ending: str, office: Path, tmp_path: Path) -> None:
    """The program's own lock, asked for through its scripting; its stored password comes back out."""
    kind = {
        "doc": "MS Word 97",
        "xls": "MS Excel 97",
        "docx": "MS Word 2007 XML",
        "xlsx": "Calc MS Excel 2007 XML",
    }[ending]
    source = tmp_path / ("in.csv" if ending.startswith("xls") else "in.txt")
    source.write_text("正文 " * 400, encoding="utf-8")
    target = tmp_path / f"out.{ending}"
    script = tmp_path / "lock.py"
    script.write_text(SCRIPT, encoding="utf-8")
    pipe = f"pipe,name=jianyou{os.getpid()}{ending};urp;StarOffice.ComponentContext"
    server = subprocess.Popen(
        [str(office), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", f"--accept={pipe}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        arguments = [f"uno:{pipe}", source.as_uri(), target.as_uri(), kind]
        run = subprocess.run(
            ["/usr/bin/python3", str(script), *arguments], capture_output=True, check=False, timeout=90
        )
    finally:
        server.kill()
        server.wait()
    if not target.exists():
        pytest.skip(f"the office program can't be scripted here: {run.stderr[-200:]!r}")
    data = target.read_bytes()
    if ending != "xls":
        assert recognize(data) == ("encrypted", "kind_encrypted")
    assert refusal(data, "wrong") == "password_wrong"
    plain = admit_data(unlock(data, "密码1"), file=target.name, suffix=target.suffix)
    assert (plain.kind, plain.refusal) == (ending, "")
    assert zipfile.is_zipfile(io.BytesIO(plain.data)) == ending.endswith("x")


SCRIPT = """
import sys, time, uno
from com.sun.star.beans import NamedValue, PropertyValue
where, source, target, kind = sys.argv[1:]
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(120):
    try:
        context = resolver.resolve(where)
        break
    except Exception:
        time.sleep(0.5)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
value = lambda name, thing: PropertyValue(name, 0, thing, 0)
document = desktop.loadComponentFromURL(source, "_blank", 0, (value("Hidden", True),))
secret = (NamedValue("OOXPassword", "密码1"), NamedValue("CryptoType", "Standard"))
lock = ("Password", "密码1")
if "XML" in kind:
    lock = ("EncryptionData", uno.Any("[]com.sun.star.beans.NamedValue", secret))
document.storeToURL(target, (value("FilterName", kind), value(*lock)))
document.close(True)
"""
