"""Square codes (QR, ISO/IEC 18004) on papers: made as a picture, and found again on a scan.

Error correction Q: a quarter of the code may be lost to a stamp, a fold or dirt.
"""

import io
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

QUIET = 4
"""Light modules that the standard wants around the code."""
MOST_TEXT = 300
"""Characters that a code of ours may hold, and that are kept of anybody's."""
_MOST_CODES = 255

Matrix = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=256)
def matrix_of(text: str) -> Matrix:
    """The code's modules row by row, True where dark, without the light border.

    ValueError for an empty text, or one longer than a paper's code may be.
    """
    import qrcode  # type: ignore[import-untyped]  # noqa: PLC0415  — only papers with a code pay for it

    if not 0 < len(text) <= MOST_TEXT:
        raise ValueError(f"a square code holds 1 to {MOST_TEXT} characters")
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


@lru_cache(maxsize=256)
def svg_of(text: str) -> str:
    """The code as an SVG of one path, a module one unit wide, with its light border."""
    matrix = matrix_of(text)
    size = len(matrix) + 2 * QUIET
    path = "".join(f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z" for x, y, length in _runs(matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path d="{path}"/></svg>'
    )


@lru_cache(maxsize=256)
def png_of(text: str, pixels: int = 8) -> bytes:
    """The code as a black and white PNG, a module `pixels` wide, with its light border."""
    from PIL import Image  # noqa: PLC0415  — as above

    matrix = matrix_of(text)
    size = len(matrix) + 2 * QUIET
    small = Image.new("1", (size, size), 1)
    for x, y, length in _runs(matrix):
        small.paste(0, (x + QUIET, y + QUIET, x + QUIET + length, y + QUIET + 1))
    data = io.BytesIO()
    small.resize((size * pixels, size * pixels), Image.Resampling.NEAREST).save(data, "PNG", optimize=True)
    return data.getvalue()


def codes_on(picture: "Image") -> tuple[str, ...]:
    """The texts of the square codes on a grey picture, each once, at most 255 of them.

    What a code holds beyond 300 characters is cut. Call it in a confined process for a stranger's picture.
    """
    import zxingcpp  # noqa: PLC0415  — only the process that looks at scans has it

    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    return tuple(dict.fromkeys(one.text[:MOST_TEXT] for one in found))[:_MOST_CODES]


def _runs(matrix: Matrix) -> Iterator[tuple[int, int, int]]:
    """Column, row and length of each run of dark modules."""
    for y, row in enumerate(matrix):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                yield x, y, length
            x += length
