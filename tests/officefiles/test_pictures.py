"""Pictures: told by their header alone, whole or refused, and never unpacked."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.officefiles.guard import Guarded, admit, admit_data
from jianyou.officefiles.model import Document, FileKind
from jianyou.officefiles.pictures import picture_size, read_picture
from jianyou.officefiles.read import read_file
from jianyou.terms.finding import Refused


def box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(data), kind) + data


def jpeg(width: int, height: int) -> bytes:
    head = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x48\x00\x48\x00\x00\xff\xdb\x00\x04xx\xff"
    return head + b"\xff\xc2\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" + bytes(9)


def tiff(width: int, height: int, order: str, kind: int) -> bytes:
    value = "H2x" if kind == 3 else "I"
    tags = [
        struct.pack(f"{order}HHI{value}", tag, kind, 1, size) for tag, size in ((256, width), (257, height))
    ]
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 12) + b"rest"
    return head + struct.pack(f"{order}H", 2) + b"".join(tags)


def heic(width: int, height: int) -> bytes:
    tile = box(b"ispe", struct.pack(">III", 0, 512, 512))
    sizes = box(b"ipco", tile + box(b"hvcC", b"xx") + box(b"ispe", struct.pack(">III", 0, width, height)))
    meta = box(b"meta", bytes(4) + box(b"hdlr", bytes(20)) + box(b"iprp", sizes))
    return box(b"ftyp", b"heic\0\0\0\0mif1heic") + meta + box(b"mdat", b"x")


def webp(kind: bytes, data: bytes) -> bytes:
    return b"RIFF\x40\0\0\0WEBP" + kind + struct.pack("<I", len(data)) + data


PICTURES = {
    "jpeg": jpeg(2480, 3508),
    "png": b"\x89PNG\r\n\x1a\n" + box(b"IHDR", struct.pack(">II5x", 2480, 3508)),
    "gif": b"GIF89a" + struct.pack("<HH", 2480, 3508),
    "bmp": b"BM" + bytes(12) + struct.pack("<Iii", 40, 2480, -3508),
    "old bmp": b"BM" + bytes(12) + struct.pack("<IHH", 12, 2480, 3508),
    "tiff": tiff(2480, 3508, "<", 3),
    "tiff of a Mac": tiff(2480, 3508, ">", 4),
    "webp": webp(b"VP8 ", b"xxx\x9d\x01\x2a" + struct.pack("<HH", 2480, 3508)),
    "webp without loss": webp(b"VP8L", b"\x2f" + struct.pack("<I", 2479 | 3507 << 14)),
    "webp with more": webp(b"VP8X", bytes(4) + (2479).to_bytes(3, "little") + (3507).to_bytes(3, "little")),
    "heic": heic(2480, 3508),
}


def admitted(data: bytes) -> Document:
    return read_picture(admit_data(data, file="scan", suffix=""))


def code(guarded: Guarded) -> str:
    """Why a picture is refused, empty if it isn't."""
    try:
        read_picture(guarded)
    except Refused as refused:
        return refused.code
    return ""


@pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES)
def test_a_picture_is_a_document_without_blocks(tmp_path: Path, data: bytes) -> None:
    assert picture_size(data) == (2480, 3508)
    path = tmp_path / "scan"
    path.write_bytes(data)
    assert admit(path).kind is FileKind.IMAGE
    assert read_file(path) == Document("scan", FileKind.IMAGE, [], [])


@pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES)
def test_a_header_cut_off_anywhere_is_refused(data: bytes) -> None:
    for end in range(16, len(data) - 20):
        cut = admit_data(data[:end], file="scan", suffix="")
        said = code(cut)
        assert said == "picture_damaged" or picture_size(data[:end]) in {(2480, 3508), (512, 512)}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (jpeg(0, 3508), "picture_damaged"),
        (jpeg(65_535, 65_535), "picture_too_large"),
        (b"\xff\xd8\xff" + b"\xff" * 5_000, "picture_damaged"),
        (b"\xff\xd8\xff\xd0" + b"\xff\xd0" * 5_000, "picture_damaged"),
        (box(b"ftyp", b"heic") + box(b"meta", bytes(4) + struct.pack(">I4s", 3, b"iprp")), "picture_damaged"),
        (box(b"ftyp", b"heic") * 9_000, "picture_damaged"),
        (b"II*\0" + struct.pack("<I", 2**32 - 1), "picture_damaged"),
    ],
)
def test_what_makes_no_picture_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        admitted(data)
    assert refused.value.code == code
    assert refused.value.text()


@given(st.sampled_from(list(PICTURES.values())), st.data())
def test_any_damage_is_read_or_refused(data: bytes, choice: st.DataObject) -> None:
    damaged = bytearray(data)
    for _ in range(choice.draw(st.integers(1, 5))):
        damaged[choice.draw(st.integers(1, len(damaged) - 1))] = choice.draw(st.integers(0, 255))
    said = code(admit_data(bytes(damaged), file="scan", suffix=""))
    assert said in {"", "picture_damaged", "picture_too_large"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP"])
def test_sizes_are_those_that_another_library_writes(kind: str) -> None:
    images = pytest.importorskip("PIL.Image")
    sink = io.BytesIO()
    images.new("RGB", (37, 91)).save(sink, kind)
    assert picture_size(sink.getvalue()) == (37, 91)


def test_a_bomb_is_never_unpacked() -> None:
    packed = zlib.compress(bytes(10_000_000), 9)
    head = box(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0))
    with pytest.raises(Refused) as refused:
        admitted(b"\x89PNG\r\n\x1a\n" + head + b"crc!" + box(b"IDAT", packed))
    assert (refused.value.code, refused.value.params) == (
        "picture_too_large",
        {"width": 30_000, "height": 30_000},
    )
