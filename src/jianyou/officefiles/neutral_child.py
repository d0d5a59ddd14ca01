"""The process that draws a PDF or picture anew: bytes in, its pages as pictures out, with their texts.

Run as a script by `neutral`, with the folders of its libraries as arguments. Its standard input is the
length of a JSON object in 4 bytes, that object (seconds, pages, memory), and the file. It answers with
frames, a length in 4 bytes and a JSON object each: `pages`, then for each page a `page`, each followed by as
many bytes of a JPEG as it tells; `end` once all was drawn, or `problem`.
"""

import ctypes
import io
import json
import math
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

_FILES = 32  # its libraries, loaded as they are needed
_DPI, _POINTS = 150, 72
_MOST_DRAWN = 9_000_000
_MOST_DECODED, _MOST_OF_JPEG = 40_000_000, 200_000_000
_MOST_SIGNS = 40_000
_MOST_NOTES, _LONGEST_NOTE = 200, 4_000
_QUALITY = 82
# A scanner's own line, a page number: as good as no words.
_FEW_SIGNS = 20
# How much the colours within a sign's box may differ where nothing can be read in it.
_FLAT = 10
_PDF, _JPEG, _PNG = b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"

Told = dict[str, Any]


class ExcessError(Exception):
    """The file goes beyond a limit."""


class Drawn(NamedTuple):
    """What is told of a page, and the page as a JPEG."""

    told: Told
    jpeg: bytes


def draw(data: bytes, most: int) -> Iterator[Told | Drawn]:
    """The pages anew; a damaged file may raise anything."""
    if data.startswith(_PDF):
        yield from _document(data, most)
    elif data.startswith((_JPEG, _PNG)):
        picture = _decoded(data)
        yield {"is": "pages", "pages": 1}
        yield _page(picture, 0, 0, "", [], by_eye=True)
    else:
        yield {"is": "problem", "code": "redact_kind"}
        return
    yield {"is": "end"}


def _document(data: bytes, most: int) -> Iterator[Told | Drawn]:
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415  — its folder is known only when the script runs

    document = pypdfium2.PdfDocument(data)
    if len(document) > most:
        raise ExcessError
    document.init_forms()  # what was filled in is drawn, as everywhere else
    yield {"is": "pages", "pages": len(document)}
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        scale = min(_DPI / _POINTS, math.sqrt(_MOST_DRAWN / max(1.0, width * height)))
        picture = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
        signs, boxes = _signs(page, scale, picture)
        notes, annotated = _notes(page)
        words = sum(not sign.isspace() for sign in signs)
        by_eye = annotated or words < _FEW_SIGNS or _has_pictures(page)
        text = "".join(signs) + "".join(f"\n{note}" for note in notes)
        yield _page(picture, width, height, text, _runs(boxes), by_eye=by_eye)
        page.close()


def _signs(page: Any, scale: float, picture: "Image") -> tuple[list[str], list[bool]]:
    """Each sign of the page's text, and whether nothing can be seen where it stands."""
    from pypdfium2 import raw  # noqa: PLC0415  — as above

    layer = page.get_textpage()
    count = layer.count_chars()
    if count > _MOST_SIGNS:
        raise ExcessError
    signs: list[str] = []
    covered: list[bool] = []
    to_device = _to_device(page, scale, picture)
    for at in range(count):
        code = raw.FPDFText_GetUnicode(layer, at)
        signs.append(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " ")
        covered.append(_is_flat(picture, to_device(layer.get_charbox(at))))
    layer.close()
    return signs, covered


def _to_device(page: Any, scale: float, picture: "Image") -> Any:
    """From a box in the page's own measure (left, bottom, right, top) to pixels."""
    from pypdfium2 import raw  # noqa: PLC0415  — as above

    def corner(x: float, y: float) -> tuple[int, int]:
        left, top = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(
            page, 0, 0, picture.width, picture.height, 0, x, y, ctypes.byref(left), ctypes.byref(top)
        )
        return left.value, top.value

    def box(told: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
        one, other = corner(told[0], told[1]), corner(told[2], told[3])
        left, right = sorted((one[0], other[0]))
        top, bottom = sorted((one[1], other[1]))
        return left, top, right + 1, bottom + 1

    del scale
    return box


def _is_flat(picture: "Image", box: tuple[int, int, int, int]) -> bool:
    left, top, right, bottom = box
    cut = (max(0, left), max(0, top), min(picture.width, right), min(picture.height, bottom))
    if cut[0] >= cut[2] or cut[1] >= cut[3]:
        return True
    bands: Any = picture.crop(cut).getextrema()
    return all(high - low <= _FLAT for low, high in bands)


def _runs(covered: list[bool]) -> list[list[int]]:
    """From where to before where signs are covered."""
    runs: list[list[int]] = []
    for at, is_covered in enumerate(covered):
        if not is_covered:
            continue
        if runs and runs[-1][1] == at:
            runs[-1][1] = at + 1
        else:
            runs.append([at, at + 1])
    return runs


def _notes(page: Any) -> tuple[list[str], bool]:
    """The words of what was noted on the page or typed into its fields, and whether there is any such."""
    from pypdfium2 import raw  # noqa: PLC0415  — as above

    notes: list[str] = []
    count = raw.FPDFPage_GetAnnotCount(page)
    if count > _MOST_NOTES:
        raise ExcessError
    for at in range(count):
        note = raw.FPDFPage_GetAnnot(page, at)
        for key in (b"Contents", b"V", b"RC"):
            size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
            if not 2 < size <= 2 * _LONGEST_NOTE:
                if size > 2:
                    raise ExcessError
                continue
            buffer = (ctypes.c_ushort * (size // 2))()
            raw.FPDFAnnot_GetStringValue(note, key, buffer, size)
            notes.append(bytes(buffer).decode("utf-16-le", "replace").rstrip("\0"))
        raw.FPDFPage_CloseAnnot(note)
    return notes, count > 0


def _has_pictures(page: Any) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415  — as above

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))


def _decoded(data: bytes) -> "Image":
    """A picture as it is looked at: turned as its file says, on white, of a bounded size."""
    from PIL import Image, ImageOps  # noqa: PLC0415  — as above

    Image.MAX_IMAGE_PIXELS = None  # the bounds are our own
    opened = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
    pixels = opened.width * opened.height
    if pixels > (_MOST_OF_JPEG if opened.format == "JPEG" else _MOST_DECODED):
        raise ExcessError
    factor = math.sqrt(pixels / _MOST_DRAWN)
    if factor > 1:
        opened.draft("RGB", (int(opened.width / factor), int(opened.height / factor)))
    if opened.width * opened.height > _MOST_DECODED:
        raise ExcessError
    picture: Image.Image = ImageOps.exif_transpose(opened)
    if picture.mode in ("RGBA", "LA", "PA", "P"):
        picture = picture.convert("RGBA")
        ground = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(ground, picture)
    picture = picture.convert("RGB")
    factor = math.ceil(math.sqrt(picture.width * picture.height / _MOST_DRAWN))
    return picture.reduce(factor) if factor > 1 else picture


def _page(
    picture: "Image", width: float, height: float, text: str, covered: list[list[int]], *, by_eye: bool
) -> Drawn:
    from PIL import Image  # noqa: PLC0415  — as above

    # Nothing but the pixels goes over: not what the picture's file said beside them.
    bare = Image.frombytes("RGB", picture.size, picture.tobytes())
    sink = io.BytesIO()
    bare.save(sink, "JPEG", quality=_QUALITY, optimize=True)
    jpeg = sink.getvalue()
    told: Told = {
        "is": "page",
        "pixels": [bare.width, bare.height],
        "points": [width or bare.width * _POINTS / _DPI, height or bare.height * _POINTS / _DPI],
        "text": text,
        "covered": covered,
        "by_eye": by_eye,
        "jpeg": len(jpeg),
    }
    return Drawn(told, jpeg)


def _problem(error: Exception) -> str:
    if isinstance(error, (ExcessError, MemoryError)):
        return "redact_too_large"
    return "redact_locked" if "password" in str(error).lower() else "redact_damaged"


def main() -> None:
    """Take the order and answer."""
    sys.path += sys.argv[1:]
    from jianyou.officefiles.sheet.child import confine, limit_seconds  # noqa: PLC0415  — as above

    source, sink = sys.stdin.buffer, sys.stdout.buffer
    order = json.loads(source.read(int.from_bytes(source.read(4), "big")))
    data = source.read()
    confine(int(order["memory"]) + len(data), _FILES)
    limit_seconds(math.ceil(order["seconds"]))

    def say(told: Told, more: bytes = b"") -> None:
        body = json.dumps(told).encode()
        sink.write(len(body).to_bytes(4, "big") + body + more)
        sink.flush()

    try:
        for one in draw(data, int(order["pages"])):
            if isinstance(one, Drawn):
                say(one.told, one.jpeg)
            else:
                say(one)
    except Exception as error:  # noqa: BLE001  — as `draw` says
        say({"is": "problem", "code": _problem(error)})


if __name__ == "__main__":
    main()
