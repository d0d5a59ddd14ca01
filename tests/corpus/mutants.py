"""Files damaged at random: in their packed bytes, in a part's text, or in how the parts are put together."""

import io
import random
import zipfile
from collections.abc import Iterator, Sequence

from tests.corpus.wordxml import zip_bytes

_WORDS = (
    b"<", b">", b"/", b'"', b"&", b"&#0;", b"\x00", b"\xff", b"<w:tbl>", b"</w:tc>", b"<w:tr/>", b"<w:p>",
    b'<w:gridSpan w:val="-1"/>', b"<w:vMerge/>", b'<w:vMerge w:val="restart"/>', b"<w:del/>", b"<w:sdt/>",
    b'<w:fldChar w:fldCharType="begin"/>', b'<w:fldChar w:fldCharType="end"/>', b"<!DOCTYPE a>",
    b"<w:vanish/>", b"<mc:AlternateContent/>", b"<w:txbxContent/>", b"<w:numPr/>", b"\xe2\x80\x8b",
    b"99999999999999999999",
)  # fmt: skip


def mutants(seeds: Sequence[bytes], count: int, chance: random.Random) -> Iterator[bytes]:
    """So many mutants of packages, each damaged one to four times."""
    for _ in range(count):
        data = chance.choice(seeds)
        for _ in range(chance.randint(1, 4)):
            try:
                data = chance.choices((_bytes, _text, _parts), (1, 10, 1))[0](data, chance)
            except zipfile.BadZipFile:
                data = _bytes(data, chance)
        yield data


def _bytes(data: bytes, chance: random.Random) -> bytes:
    """Overwrite, cut out or repeat some bytes of the file."""
    at = chance.randrange(len(data) + 1)
    size = chance.choice((1, 1, 2, 4, 30, 400))
    change = chance.randrange(4)
    if change == 0:
        return data[:at] + data[at + size :]
    if change == 1:
        return data[:at] + data[at : at + size] + data[at:]
    if change == 2 and chance.random() < 0.2:
        return data[: max(4, at)]
    return data[:at] + chance.randbytes(size) + data[at + size :]


def _text(data: bytes, chance: random.Random) -> bytes:
    """Change a part's text and pack it anew."""
    parts = _unpacked(data)
    if not parts:
        return data
    name = chance.choice(list(parts))
    text = parts[name]
    at = chance.randrange(len(text) + 1)
    end = min(len(text), at + chance.choice((0, 0, 1, 5, 50)))
    parts[name] = text[:at] + chance.choice((b"", *_WORDS)) + text[end:]
    return zip_bytes(list(parts.items()))


def _parts(data: bytes, chance: random.Random) -> bytes:
    """Drop, rename or exchange parts."""
    parts = list(_unpacked(data).items())
    if not parts:
        return data
    name, text = parts.pop(chance.randrange(len(parts)))
    kept = chance.choice(([], [(name[::-1], text)], [(name, b"")], [(name, parts[0][1] if parts else text)]))
    return zip_bytes([*parts, *kept])


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception as error:  # a damaged file has no parts to be changed
        raise zipfile.BadZipFile from error
