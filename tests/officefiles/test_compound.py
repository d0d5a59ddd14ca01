"""Compound files: the names at the root are found, and nothing that is wrong costs anything."""

import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.officefiles.compound import root_names, stream_start
from jianyou.officefiles.kinds import recognize
from tests.corpus.cfb import compound_file
from tests.corpus.wordxml import plain_form

FILE = compound_file({"WordDocument": b"x", "1Table": b"y", "\x05SummaryInformation": b"z"})


def test_names_at_the_root() -> None:
    assert root_names(FILE) == {"worddocument", "1table", "\x05summaryinformation"}
    assert root_names(compound_file({})) == set()


def test_names_in_several_directory_sectors() -> None:
    names = [f"Stream{number}" for number in range(9)]
    assert root_names(compound_file(dict.fromkeys(names, b""))) == {name.lower() for name in names}


def test_how_a_stream_begins() -> None:
    assert stream_start(FILE, "worddocument") == b"x".ljust(512, b"\0")
    assert stream_start(FILE, "1table") == b"y".ljust(512, b"\0")
    assert stream_start(FILE, "workbook") == b""


def test_a_short_stream_is_not_looked_for() -> None:
    entry = FILE.index("WordDocument".encode("utf-16-le"))
    short = FILE[: entry + 120] + struct.pack("<L", 4095) + FILE[entry + 124 :]
    assert stream_start(short, "worddocument") == b""


@pytest.mark.parametrize("sector", [9_999, 0xFFFFFFF0])
def test_a_stream_beyond_the_end(sector: int) -> None:
    entry = FILE.index("WordDocument".encode("utf-16-le"))
    lost = FILE[: entry + 116] + struct.pack("<L", sector) + FILE[entry + 120 :]
    assert stream_start(lost, "worddocument") == b""
    assert recognize(lost) == ("doc", "")


@pytest.mark.parametrize(
    ("flags", "kind"),
    [(0x0000, ("doc", "")), (0x0100, ("encrypted", "kind_encrypted")), (0xFEFF, ("doc", ""))],
)
def test_old_word_files_tell_of_their_lock(flags: int, kind: tuple[str, str]) -> None:
    start = struct.pack("<5HH", 0xA5EC, 0xC1, 0, 0x804, 0, flags)
    assert recognize(compound_file({"WordDocument": start, "1Table": b""})) == kind


def test_siblings_in_a_circle() -> None:
    entry = FILE.index("1Table".encode("utf-16-le"))
    circle = FILE[: entry + 68] + struct.pack("<2L", 1, 2) + FILE[entry + 76 :]
    assert root_names(circle) == {"worddocument", "1table"}


def test_directory_in_a_circle() -> None:
    table = bytearray(FILE)
    struct.pack_into("<L", table, 512 + 4, 1)  # the directory's only sector is followed by itself
    assert root_names(bytes(table)) == root_names(FILE)


@pytest.mark.parametrize("size", [8, 30, 75, 511, 600, 1024, 1100])
def test_cut_off(size: int) -> None:
    with pytest.raises(ValueError, match="compound file"):
        root_names(FILE[:size])


@pytest.mark.parametrize(
    ("at", "value"), [(30, 0), (30, 31), (48, 9_999), (48, 0xFFFFFFFE), (76, 0xFFFFFFFF)]
)
def test_header_without_sense(at: int, value: int) -> None:
    broken = bytearray(FILE)
    struct.pack_into("<H" if at == 30 else "<L", broken, at, value)
    assert recognize(bytes(broken)) == ("unknown", "ole_damaged")


@given(data=st.data())
def test_any_damage_is_told(data: st.DataObject) -> None:
    broken = bytearray(FILE[: data.draw(st.integers(8, len(FILE)))])
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(8, len(broken) - 1)) if len(broken) > 8 else 7] = data.draw(
            st.sampled_from([0, 1, 2, 0x7F, 0xFE, 0xFF])
        )
    assert recognize(bytes(broken))[1] in {"", "kind_encrypted", "kind_unknown", "ole_damaged"}


def test_old_files_of_a_word_processor(office: Path, tmp_path: Path) -> None:
    (tmp_path / "form.docx").write_bytes(plain_form())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["--convert-to", "doc", "--outdir", str(tmp_path), str(tmp_path / "form.docx")]
    subprocess.run(
        [str(office), "--headless", profile, *convert], check=True, capture_output=True, timeout=120
    )
    assert recognize((tmp_path / "form.doc").read_bytes()) == ("doc", "")
