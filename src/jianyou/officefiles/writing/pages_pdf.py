"""Pictures of pages as a PDF that holds nothing but them: no title, no author, no date, no text, no link."""

from collections.abc import Sequence
from typing import NamedTuple


class PagePicture(NamedTuple):
    """A page as a JPEG of RGB colours; `pixels` and `points` (1/72 inch) are its width and height."""

    jpeg: bytes
    pixels: tuple[int, int]
    points: tuple[float, float]


def write_pages(pages: Sequence[PagePicture]) -> bytes:
    """The PDF; the same pages give the same bytes."""
    kids = " ".join(f"{3 + 3 * at} 0 R" for at in range(len(pages)))
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
    ]
    for page in pages:
        objects += _page(page, len(objects) + 1)
    body = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(body)


def _page(page: PagePicture, number: int) -> tuple[bytes, bytes, bytes]:
    width, height = page.points
    shown = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /P Do Q".encode()
    return (
        (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width:.2f} {height:.2f}]/Contents {number + 1} 0 R"
            f"/Resources<</XObject<</P {number + 2} 0 R>>>>>>"
        ).encode(),
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(shown), shown),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/DCTDecode/Length %d>>\nstream\n%b\nendstream" % (*page.pixels, len(page.jpeg), page.jpeg),
    )
