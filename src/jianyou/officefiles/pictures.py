"""Pictures: photographed and scanned papers, of which only the header is looked at, never a pixel.

Nothing is unpacked or decoded, so no picture can cost more than its header. Sources: ISO 10918-1
B.2.2 (JPEG), W3C PNG 11.2.2, GIF89a 18, TIFF 6.0 section 2, WebP container (RFC 9649), ISO 23008-12
6.5.3 (HEIC).
"""

import struct
from collections.abc import Callable

from jianyou.officefiles.guard import Guarded
from jianyou.officefiles.model import Document
from jianyou.terms.finding import Refused

MOST_PIXELS = 200_000_000
"""An A3 page at 600 dpi has 70 million."""
_MOST_STEPS = 2_000
_FRAMES = frozenset((*range(0xC0, 0xD0),)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_TIFF_WIDTH, _TIFF_HEIGHT = 256, 257
_HEIC_INNER = {b"meta": 4, b"iprp": 0, b"ipco": 0}

Size = tuple[int, int]


def read_picture(guarded: Guarded) -> Document:
    """A picture as a document without blocks; Refused if its header isn't whole or it is too large."""
    try:
        width, height = picture_size(guarded.data)
    except (ValueError, IndexError, struct.error) as error:
        raise Refused("picture_damaged") from error
    if width <= 0 or height <= 0:
        raise Refused("picture_damaged")
    if width * height > MOST_PIXELS:
        raise Refused("picture_too_large", width=width, height=height)
    return Document(guarded.file, guarded.kind, [], list(guarded.findings))


def picture_size(data: bytes) -> Size:
    """Width and height in pixels; ValueError, IndexError or struct.error if the header isn't whole."""
    for start, magic, size in _KINDS:
        if data[start : start + len(magic)] == magic:
            return size(data)
    raise ValueError(data[:12])


def _png(data: bytes) -> Size:
    if data[12:16] != b"IHDR":
        raise ValueError(data[12:16])
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> Size:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _bmp(data: bytes) -> Size:
    size = struct.unpack_from("<I", data, 14)[0]
    width, height = struct.unpack_from("<HH" if size == 12 else "<ii", data, 18)
    return width, abs(height)  # negative where the rows go from the top


def _jpeg(data: bytes) -> Size:
    at = 2
    for _ in range(_MOST_STEPS):
        while data[at] == 0xFF and data[at + 1] == 0xFF:
            at += 1
        if data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 if marker in _ALONE else 2 + struct.unpack_from(">H", data, at + 2)[0]
    raise ValueError(at)


def _tiff(data: bytes) -> Size:
    order = "<" if data[:2] == b"II" else ">"
    start = struct.unpack_from(f"{order}I", data, 4)[0]
    count = struct.unpack_from(f"{order}H", data, start)[0]
    found: dict[int, int] = {}
    for entry in range(min(count, _MOST_STEPS)):
        at = start + 2 + 12 * entry
        tag, kind = struct.unpack_from(f"{order}HH", data, at)
        if tag in (_TIFF_WIDTH, _TIFF_HEIGHT):
            found[tag] = struct.unpack_from(f"{order}{'H' if kind == 3 else 'I'}", data, at + 8)[0]
    return found.get(_TIFF_WIDTH, 0), found.get(_TIFF_HEIGHT, 0)


def _webp(data: bytes) -> Size:
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L" and data[20] == 0x2F:
        bits = struct.unpack_from("<I", data, 21)[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError(kind)


def _heic(data: bytes) -> Size:
    """The largest of the sizes told by the boxes `ispe`: a picture is often stored in tiles."""
    sizes: list[Size] = []
    waiting = [(0, len(data))]
    for _ in range(_MOST_STEPS):
        if not waiting:
            break
        at, end = waiting.pop()
        if at + 8 > end:
            continue
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            size, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        last = end if size == 0 else min(at + size, end)
        if last < at + head:
            raise ValueError(size)
        waiting.append((last, end))
        if kind == b"ispe":
            width, height = struct.unpack_from(">II", data, at + head + 4)
            sizes.append((width, height))
        elif kind in _HEIC_INNER:
            waiting.append((at + head + _HEIC_INNER[kind], last))
    return max(sizes, key=lambda size: size[0] * size[1])


_KINDS: tuple[tuple[int, bytes, Callable[[bytes], Size]], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", _png),
    (0, b"\xff\xd8\xff", _jpeg),
    (0, b"GIF8", _gif),
    (0, b"BM", _bmp),
    (0, b"II*\x00", _tiff),
    (0, b"MM\x00*", _tiff),
    (8, b"WEBP", _webp),
    (4, b"ftyp", _heic),
)
