"""Archives and mails made for tests: honest ones of every kind, and the hostile ones known."""

import base64
import gzip
import hashlib
import hmac
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import py7zr
from Cryptodome.Cipher import AES
from Cryptodome.Util import Counter

Files = Mapping[str, bytes]


class RawNamed(zipfile.ZipInfo):
    """A member whose name is written as it is, without the flag that says UTF-8."""

    raw = b""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  — the library's name
        return self.raw, self.flag_bits & ~0x800


def raw_named(raw: bytes, extra: bytes = b"") -> RawNamed:
    info = RawNamed(raw.decode("latin-1").replace("\0", "_"))
    info.raw, info.extra = raw, extra
    return info


def zip_of(files: Files | Iterable[tuple[str | zipfile.ZipInfo, bytes]], *, packing: int = 8) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, data in files.items() if isinstance(files, Mapping) else files:
            archive.writestr(name, data, packing)
    return stream.getvalue()


def gbk_zip_of(files: Files) -> bytes:
    """As archivers on Chinese Windows write it: names in GBK, no flag."""
    return zip_of([(raw_named(name.encode("gb18030")), data) for name, data in files.items()])


def unicode_path(raw: bytes, name: str) -> bytes:
    """The extra field that gives a name in UTF-8 beside the old one."""
    field = struct.pack("<BL", 1, zlib.crc32(raw)) + name.encode()
    return struct.pack("<HH", 0x7075, len(field)) + field


def aes_zip_of(files: Files, password: bytes, *, strength: int = 3, version: int = 2) -> bytes:
    """A zip under the AES lock, made by the format's description."""
    plain = zip_of(files)
    size = 8 * (strength + 1)
    body, directory, count = b"", b"", 0
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        for info in archive.infolist():
            data = archive.read(info)
            packer = zlib.compressobj(wbits=-15)
            packed = packer.compress(data) + packer.flush()
            salt = bytes(range(size // 2))
            keys = hashlib.pbkdf2_hmac("sha1", password, salt, 1000, 2 * size + 2)
            counter = Counter.new(128, little_endian=True, initial_value=1)
            locked = AES.new(keys[:size], AES.MODE_CTR, counter=counter).encrypt(packed)
            code = hmac.new(keys[size : 2 * size], locked, "sha1").digest()[:10]
            stored = salt + keys[-2:] + locked + code
            name = info.filename.encode()
            extra = struct.pack("<HHH2sBH", 0x9901, 7, version, b"AE", strength, 8)
            checksum = info.CRC if version == 1 else 0
            common = struct.pack(
                "<5H3L2H", 51, 0x801, 99, 0, 33, checksum, len(stored), len(data), len(name), len(extra)
            )
            directory += b"PK\x01\x02" + struct.pack("<H", 51) + common
            directory += struct.pack("<3H2L", 0, 0, 0, 0, len(body)) + name + extra
            body += b"PK\x03\x04" + common + name + extra + stored
            count += 1
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + end


def tar_of(files: Files, *, gz: bool = False, special: Iterable[tarfile.TarInfo] = ()) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in special:
            archive.addfile(info)
    return gzip.compress(stream.getvalue()) if gz else stream.getvalue()


def attachment(head: bytes, data: bytes) -> bytes:
    """A part of a mail in Base64 under the given header lines."""
    return head + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(data)


def mail_of(parts: Iterable[bytes], *, boundary: bytes = b"=_x") -> bytes:
    """A mail with a line of text and these parts."""
    head = b'From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="%s"\r\n\r\n'
    text = b"Content-Type: text/plain; charset=utf-8\r\n\r\n\xe6\x82\xa8\xe5\xa5\xbd\r\n"
    joined = b"".join(b"--%s\r\n%s\r\n" % (boundary, part) for part in (text, *parts))
    return head % boundary + b"preamble\r\n" + joined + b"--%s--\r\nepilogue\r\n" % boundary


def rar_of(
    files: Files, *, packing: int = 0, volume: bool = False, links: Mapping[str, str] | None = None
) -> bytes:
    """A RAR 5 archive with its members stored, which is all that may be made without its makers' program.

    `packing` is what the members claim: 0 is stored, and bits 7 on and 10 on tell method and dictionary.
    """
    blocks = [_rar_block(_vint(1) + _vint(0) + _vint(int(volume)))]
    for name, target in (links or {}).items():
        raw, aim = name.encode(), target.encode()
        redirection = _vint(5) + _vint(1) + _vint(0) + _vint(len(aim)) + aim
        extra = _vint(len(redirection)) + redirection
        head = _vint(2) + _vint(1) + _vint(len(extra)) + _vint(0) + _vint(0) + _vint(0o120777)
        blocks.append(_rar_block(head + _vint(0) + _vint(1) + _vint(len(raw)) + raw + extra))
    for name, data in files.items():
        raw = name.encode()
        # a file, data follow, their size; has a CRC, size unpacked, mode, CRC, stored, Unix, name
        head = _vint(2) + _vint(2) + _vint(len(data)) + _vint(4) + _vint(len(data)) + _vint(0o100644)
        head += struct.pack("<L", zlib.crc32(data)) + _vint(packing) + _vint(1) + _vint(len(raw)) + raw
        blocks.append(_rar_block(head) + data)
    return b"Rar!\x1a\x07\x01\x00" + b"".join(blocks) + _rar_block(_vint(5) + _vint(0) + _vint(0))


def _rar_block(head: bytes) -> bytes:
    sized = _vint(len(head)) + head
    return struct.pack("<L", zlib.crc32(sized)) + sized


def _vint(value: int) -> bytes:
    out = bytearray()
    while value >= 128:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def sevenzip_of(files: Files, **options: Any) -> bytes:
    """A 7z archive by py7zr; `options` as its own (password, header_encryption, filters)."""
    stream = io.BytesIO()
    with py7zr.SevenZipFile(stream, "w", **options) as archive:
        for name, data in files.items():
            archive.writestr(data, name)
    return stream.getvalue()


def sevenzip_with_dictionary(files: Files, code: int) -> bytes:
    """A 7z archive that declares another dictionary than it was packed with: the LZMA2 property `code`."""
    stream = io.BytesIO()
    with py7zr.SevenZipFile(stream, "w", filters=[{"id": py7zr.FILTER_LZMA2, "preset": 1}]) as archive:
        archive.set_encoded_header_mode(False)
        for name, data in files.items():
            archive.writestr(data, name)
    changed = bytearray(stream.getvalue())
    head = 32 + int.from_bytes(changed[12:20], "little")
    at = changed.index(b"\x21\x21\x01", head) + 3
    changed[at] = code
    changed[28:32] = struct.pack("<L", zlib.crc32(changed[head:]))
    changed[8:12] = struct.pack("<L", zlib.crc32(changed[12:32]))
    return bytes(changed)


def overlapping_zip(count: int, size: int) -> bytes:
    """Members that all share the same packed zeros."""
    plain = zip_of({"0000.docx": bytes(size)})
    at = plain.index(b"PK\x01\x02")
    record, end = plain[at : plain.index(b"PK\x05\x06")], plain[plain.index(b"PK\x05\x06") :]
    directory = b"".join(record.replace(b"0000.docx", b"%04d.docx" % number) for number in range(count))
    total = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), at, 0)
    return plain[:at] + directory + total + end[22:]


def nested_zip(levels: int, width: int = 1, ending: str = ".zip") -> bytes:
    """A zip of zips of zips; at the bottom, zeros."""
    data = bytes(1_000_000)
    name = "表.docx"
    for _ in range(levels):
        data = zip_of({f"{number}{name}" if width > 1 else name: data for number in range(width)})
        name = f"表{ending}"
    return data


def hostile_containers() -> dict[str, tuple[bytes, set[str]]]:
    """Files that would cost much if they could, and the only codes that they may be told by."""
    long_line = b"Content-Type: text/plain\r\n\r\n" + b"x" * 20_000_000
    pax = tarfile.TarInfo("pax")
    pax.type, pax.size = tarfile.XHDTYPE, 0o7777777777
    negative = bytearray(tar_of({"a.docx": b"x"}))
    negative[124:136] = b"\xff" * 12
    negative[148:156] = b"%06o\0 " % (256 + sum(negative[:148]) + sum(negative[156:512]))
    parts = b"--b\r\nContent-Type: application/x\r\n\r\n\r\n" * 300_000
    multipart = b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n'
    fast = [{"id": py7zr.FILTER_LZMA2, "preset": 0}]
    zeros = gzip.compress(bytes(1_000_000)) * 100
    return {
        "bomb.zip": (
            zip_of({"a.docx": bytes(45_000_000), "b.zip": bytes(70_000_000)}),
            {"member_too_large"},
        ),
        "overlap.zip": (overlapping_zip(3000, 30_000_000), {"archive_too_large"}),
        "nested.zip": (nested_zip(8), {"archive_too_deep"}),
        "42.zip": (nested_zip(5, 12), {"archive_too_large", "archive_too_many_members"}),
        "many.zip": (zip_of({f"{n}.docx": b"" for n in range(6000)}), {"archive_too_many_members"}),
        "directory.zip": (zip_of({f"{n}.docx": b"" for n in range(45_000)}), {"archive_directory_too_large"}),
        "name.zip": (zip_of({"\u202e" * 20_000 + ".docx": b"x", "\x1b[31m\n.docx": b"x"}), set()),
        "pax.tar": (tar_of({}, special=[pax]), {"archive_damaged", "archive_empty"}),
        "negative.tar": (bytes(negative), {"archive_damaged", "member_damaged"}),
        "bomb.tar.gz": (zeros, {"archive_too_large"}),
        "bomb.docx.gz": (zeros, {"member_too_large", "archive_too_large"}),
        "parts.eml": (multipart % b"b" + parts, {"mail_too_complex"}),
        "deep.eml": (
            b"".join(multipart % b"%d" % n + b"--%d\r\n" % n for n in range(100)),
            {"mail_too_complex"},
        ),
        "heads.eml": (b"a:b\r\n" * 4_000_000, {"mail_too_complex"}),
        "lines.eml": (multipart % b"b" + b"\n" * 9_000_000, {"mail_too_complex"}),
        "line.eml": (long_line, {"mail_without_attachment"}),
        "semicolons.eml": (b'Content-Type: x/y; name="' + b";" * 100_000, {"mail_too_complex"}),
        "bomb.7z": (
            sevenzip_of({"a.docx": bytes(30_000_000), "b": bytes(40_000_000)}, filters=fast),
            {"archive_too_large"},
        ),
        "member.7z": (sevenzip_of({"a.docx": bytes(50_000_000)}, filters=fast), {"member_too_large"}),
        "dictionary.7z": (sevenzip_with_dictionary({"a": b"x"}, 37), {"archive_needs_memory"}),
        "dictionary.rar": (rar_of({"a": b"x" * 50}, packing=0x3C80), {"archive_needs_memory"}),
    }
