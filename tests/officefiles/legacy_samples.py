"""Old and foreign files for tests: made by hand, or saved by LibreOffice."""

import os
import struct
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tests.corpus.cfb import compound_file
from tests.corpus.wordxml import zip_bytes

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    )
)
_KINDS = {"odt": "text", "ods": "spreadsheet"}
_STORIES = 8
_PIECES_AT = 0x1A2
_TEXT_AT = 0x400


def odf(suffix: str, body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """An .odt or .ods whose body is this XML."""
    kind = _KINDS[suffix]
    media = f"application/vnd.oasis.opendocument.{kind}"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{media}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    own = {"mimetype": media, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zip_bytes([*own.items(), *(parts or {}).items()])


def rtf(body: str) -> bytes:
    """An RTF file in ASCII; what isn't ASCII is written by its code unit."""
    escaped = "".join(char if ord(char) < 128 else f"\\u{_signed(ord(char))}?" for char in body)
    return f"{{\\rtf1\\ansi\\ansicpg936\\uc1 {escaped}}}".encode("ascii")


def _signed(unit: int) -> int:
    return unit - 0x10000 if unit >= 0x8000 else unit


def word_binary(
    stories: Sequence[str], *, narrow: bool = False, version: int = 193, flags: int = 0x0200
) -> bytes:
    """A .doc of nothing but its text, in one piece: body, notes, headers, macros, comments, ...

    LibreOffice won't open it. `narrow` writes a byte for each character.
    """
    text = "".join(stories)
    stream = bytearray(_TEXT_AT)
    struct.pack_into("<HH6xH", stream, 0, 0xA5EC, version, flags)
    lengths = [len(story) for story in stories] + [0] * (_STORIES - len(stories))
    struct.pack_into(f"<{_STORIES}L", stream, 0x4C, *lengths)
    where = 0x40000000 | _TEXT_AT * 2 if narrow else _TEXT_AT
    pieces = struct.pack("<BHHBLLL2xLH", 1, 2, 0, 2, 16, 0, len(text), where, 0)
    struct.pack_into("<LL", stream, _PIECES_AT, 7, len(pieces))
    stream += text.encode("cp1252" if narrow else "utf-16-le")
    return compound_file({"WordDocument": bytes(stream), "1Table": b"\0" * 7 + pieces})


def save_as(office: Path, files: Iterable[Path], suffix: str, folder: Path) -> list[Path]:
    """The files as LibreOffice saves them with another ending, in `folder`."""
    files = list(files)
    folder.mkdir(parents=True, exist_ok=True)
    home = folder / "home"
    home.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", suffix, "--outdir", folder, *files],
        env={**os.environ, "TMPDIR": str(home)},
        capture_output=True,
        check=True,
        timeout=300,
    )
    return [folder / f"{file.stem}.{suffix}" for file in files]
