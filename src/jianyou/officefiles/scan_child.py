"""The process that looks at a sealed scan: bytes in, what it bears out, with limits and no network.

Run as a script by `scans`, with the folders of its libraries as arguments. Its standard input is the length
of a JSON object in 4 bytes, that object (seconds, pages, memory), and the file. It answers with frames, a
length in 4 bytes and a JSON object each: `pages`, then for each page its `code`s and `page`, then each
`signature`; `end` once all was looked at, or `problem`.
"""

import io
import json
import math
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage  # type: ignore[import-untyped]

_FILES = 32  # its libraries, loaded as they are needed
_DPI, _POINTS = 200, 72
# What is searched for codes: an A3 page at 200 dpi has 7.7 million pixels.
_MOST_SEARCHED = 9_000_000
# What may be decoded: an A4 page at 600 dpi has 35 million; of a JPEG only a part is ever unpacked.
_MOST_DECODED, _MOST_OF_JPEG = 40_000_000, 200_000_000
# Below that a page has no text layer worth reading: a scanner's own line, a page number.
_FEW_CHARACTERS = 60
_PDF, _JPEG, _PNG = b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"

Told = dict[str, Any]


class ExcessError(Exception):
    """The file goes beyond a limit."""


def look(data: bytes, pages: int) -> Iterator[Told]:
    """What there is to tell; a damaged file may raise anything."""
    if data.startswith(_PDF):
        yield from _of_document(data, pages)
        yield from _of_signatures(data)
    elif data.startswith((_JPEG, _PNG)):
        yield {"is": "pages", "pages": 1}
        yield from _of_page(1, _picture(data), words=False)
    else:
        yield {"is": "problem", "code": "scan_kind_unknown"}
        return
    yield {"is": "end"}


def _of_document(data: bytes, most: int) -> Iterator[Told]:
    import pypdfium2  # noqa: PLC0415  — its folder is known only when the script runs

    document = pypdfium2.PdfDocument(data)
    yield {"is": "pages", "pages": len(document)}
    for number in range(min(len(document), most)):
        page = document[number]
        yield from _of_page(number + 1, _drawn(page), words=_has_words(page))
        page.close()


def _of_page(number: int, picture: "Image", *, words: bool) -> Iterator[Told]:
    from jianyou.officefiles.squarecode import codes_on  # noqa: PLC0415  — as above

    for text in codes_on(picture):
        yield {"is": "code", "page": number, "text": text}
    yield {"is": "page", "words": words}


def _drawn(page: "PdfPage") -> "Image":
    """The page as a grey picture, at 200 dpi where that isn't too large."""
    width, height = page.get_size()
    scale = _DPI / _POINTS
    area = width * height * scale * scale
    if area > _MOST_SEARCHED:
        scale *= math.sqrt(_MOST_SEARCHED / area)
    picture: Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture


def _has_words(page: "PdfPage") -> bool:
    text = page.get_textpage()
    try:
        return bool(text.count_chars() >= _FEW_CHARACTERS)
    finally:
        text.close()


def _picture(data: bytes) -> "Image":
    from PIL import Image  # noqa: PLC0415  — as above

    Image.MAX_IMAGE_PIXELS = None  # the bounds are our own
    picture = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
    pixels = picture.width * picture.height
    if pixels > (_MOST_OF_JPEG if picture.format == "JPEG" else _MOST_DECODED):
        raise ExcessError
    factor = math.sqrt(pixels / _MOST_SEARCHED)
    if factor > 1:
        # A JPEG is then unpacked at a half, a quarter or an eighth of its size.
        picture.draft("L", (int(picture.width / factor), int(picture.height / factor)))
    if picture.width * picture.height > _MOST_DECODED:
        raise ExcessError
    grey = picture.convert("L")
    factor = math.ceil(math.sqrt(grey.width * grey.height / _MOST_SEARCHED))
    return grey.reduce(factor) if factor > 1 else grey


def _of_signatures(data: bytes) -> Iterator[Told]:
    from jianyou.officefiles.signed import may_be_signed, signatures_in  # noqa: PLC0415  — as above

    if may_be_signed(data):
        for each in signatures_in(data):
            yield {"is": "signature", **each._asdict()}


def _problem(error: Exception) -> str:
    if isinstance(error, (ExcessError, MemoryError)):
        return "scan_too_large"
    return "scan_locked" if "password" in str(error).lower() else "scan_damaged"


def main() -> None:
    """Take the order and answer."""
    sys.path += sys.argv[1:]
    from jianyou.officefiles.sheet.child import confine, limit_seconds  # noqa: PLC0415  — as above

    source, sink = sys.stdin.buffer, sys.stdout.buffer
    order = json.loads(source.read(int.from_bytes(source.read(4), "big")))
    data = source.read()
    confine(int(order["memory"]) + len(data), _FILES)
    limit_seconds(math.ceil(order["seconds"]))

    def say(told: Told) -> None:
        body = json.dumps(told).encode()
        sink.write(len(body).to_bytes(4, "big") + body)
        sink.flush()

    try:
        for told in look(data, int(order["pages"])):
            say(told)
    except Exception as error:  # noqa: BLE001  — as `look` says
        say({"is": "problem", "code": _problem(error)})


if __name__ == "__main__":
    main()
