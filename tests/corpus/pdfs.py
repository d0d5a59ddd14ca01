"""PDF files written by hand: lines and text at given places, and whatever hostile objects a test needs."""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from pdfminer.arcfour import Arcfour

WIDTH, HEIGHT = 595, 842
_CHINESE = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
    b" /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
    b" /W [1 95 500] /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>] >>"
)
_UNMAPPED = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Nameless /Encoding /Identity-H"
    b" /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nameless /DW 1000"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
)


def text(
    x: float, y: float, words: str, size: float = 10, *, font: str = "F1", matrix: str = "1 0 0 1"
) -> str:
    """Words from a point on, y from the page's top."""
    code = "".join(f"{unit:04x}" for unit in _units(words))
    return f"BT /{font} {size} Tf {matrix} {x} {HEIGHT - y} Tm <{code}> Tj ET\n"


def _units(words: str) -> Sequence[int]:
    data = words.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A drawn line, y from the page's top."""
    return f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S\n"


def rules(columns: Sequence[float], rows: Sequence[float]) -> str:
    """All the lines of a plain table."""
    level = "".join(line(columns[0], row, columns[-1], row) for row in rows)
    return level + "".join(line(column, rows[0], column, rows[-1]) for column in columns)


def table(columns: Sequence[float], top: float, rows: Sequence[Sequence[str]], height: float = 30) -> str:
    """A plain table with its texts, 10 points high, at the top left of their cells."""
    places = [top + height * number for number in range(len(rows) + 1)]
    words = "".join(
        text(columns[column] + 3, places[row] + 12 * (number + 1), part)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        for number, part in enumerate(cell.split("\n"))
        if part
    )
    return rules(columns, places) + words


def pdf(
    *contents: str | bytes,
    page: str = "",
    catalog: str = "",
    extra: Mapping[int, bytes] | None = None,
    compress: bool = False,
) -> bytes:
    """A file with a page of each content; `page` and `catalog` add entries, `extra` objects from 100 on."""
    objects: dict[int, bytes] = {3: _CHINESE, 4: _UNMAPPED, **(extra or {})}
    pages = []
    for number, content in enumerate(contents):
        data = content.encode("ascii") if isinstance(content, str) else content
        filters = b" /Filter /FlateDecode" if compress else b""
        packed = zlib.compress(data, 9) if compress else data
        objects[11 + 2 * number] = stream(packed, filters)
        objects[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /Contents {11 + 2 * number} 0 R "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /X 100 0 R >> >> "
            f"{page or f'/MediaBox [0 0 {WIDTH} {HEIGHT}]'} >>"
        ).encode()
        pages.append(f"{10 + 2 * number} 0 R")
    objects[1] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode()
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(pages)}] /Count {len(pages)} >>".encode()
    return assemble(objects)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d%b >>\nstream\n%b\nendstream" % (len(data), entries, data)


def assemble(objects: Mapping[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """The objects with their table of places."""
    data = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(data)
    size = max(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        data += b"%010d 00000 %b \n" % (places.get(number, 0), b"n" if number in places else b"f")
    return bytes(data + b"trailer\n<< /Size %d %b >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start))


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def locked(content: str, password: str, *, handler: bytes = b"/Standard") -> bytes:
    """A file of one page encrypted as of old (RC4, 40 bits; ISO 32000-1, 7.6.3)."""
    owner, name = bytes(range(32)), b"0123456789abcdef"
    padded = (password.encode("latin-1") + _PAD)[:32]
    key = hashlib.md5(padded + owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + name).digest()[:5]
    own = hashlib.md5(key + b"\x0b\0\0\0\0").digest()[:10]
    plain = pdf(content, extra={3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"})
    start = plain.index(b"stream\n", plain.index(b"11 0 obj")) + 7
    size = len(content)
    objects = plain[:start] + Arcfour(own).process(plain[start : start + size]) + plain[start + size :]
    user = Arcfour(key).process(_PAD)
    entry = b"/Encrypt << /Filter %b /V 1 /R 2 /Length 40 /P -4 /O <%b> /U <%b> >> /ID [<%b> <%b>]" % (
        handler,
        *(part.hex().encode() for part in (owner, user, name, name)),
    )
    return objects.replace(b"/Root 1 0 R", b"/Root 1 0 R " + entry)
