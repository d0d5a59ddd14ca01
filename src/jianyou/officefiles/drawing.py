"""The pages of a PDF of our own as pictures, to be looked at before it is printed."""

import io
import threading

DPI = 130
_POINTS = 72
# Text and lines look as well in four greys as in all, at a third of the bytes.
_GREYS = 4
# The library isn't made for several threads at once.
_TURNS = threading.Lock()


def draw_pages(pdf: bytes, most: int, dpi: int = DPI) -> tuple[tuple[bytes, ...], int]:
    """The first `most` pages as grey PNG, and how many pages there are. Never for a stranger's file."""
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415  — only who looks at a preview pays for it

    with _TURNS:
        document = pypdfium2.PdfDocument(pdf)
        count = len(document)
        pages = [document[number] for number in range(min(count, most))]
        pictures = [page.render(scale=dpi / _POINTS, grayscale=True).to_pil() for page in pages]
        for page in pages:
            page.close()
        document.close()
    drawn = []
    for picture in pictures:
        data = io.BytesIO()
        picture.quantize(_GREYS).save(data, "PNG", optimize=True)
        drawn.append(data.getvalue())
    return tuple(drawn), count
