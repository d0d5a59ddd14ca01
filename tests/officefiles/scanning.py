"""Scans as scanners and phones make them: turned, noisy, grey, packed hard."""

import io
import zlib
from collections.abc import Sequence

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageFilter


def scanned(
    pdf: bytes, *, dpi: int = 150, turn: float = 2.5, quality: int = 60, page: int = 0, noise: float = 0.18
) -> bytes:
    """A page of a PDF as a JPEG: turned by so many degrees, noise over all of it, a little out of focus."""
    drawn = pypdfium2.PdfDocument(pdf)[page].render(scale=dpi / 72, grayscale=True).to_pil()
    turned = drawn.rotate(turn, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=235)
    noisy = Image.blend(turned, Image.effect_noise(turned.size, 60), noise)
    return jpeg(noisy.filter(ImageFilter.GaussianBlur(0.5)), quality)


def jpeg(picture: Image.Image, quality: int = 60) -> bytes:
    sink = io.BytesIO()
    picture.save(sink, "JPEG", quality=quality)
    return sink.getvalue()


def png(picture: Image.Image) -> bytes:
    sink = io.BytesIO()
    picture.save(sink, "PNG")
    return sink.getvalue()


def pdf_of(pictures: Sequence[bytes], dpi: int = 150) -> bytes:
    """A PDF of scanned pages, as a copier sends it."""
    opened = [Image.open(io.BytesIO(one)) for one in pictures]
    sink = io.BytesIO()
    opened[0].save(sink, "PDF", resolution=dpi, save_all=True, append_images=opened[1:])
    return sink.getvalue()


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of them its catalog."""
    data, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    start, count = len(data), len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % count
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, start)


def stream(data: bytes, head: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (head, len(packed), packed)


CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
