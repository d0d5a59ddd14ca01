"""Pictures of a sealed form as a scanner or a phone takes them: askew, a little noisy, with a red seal."""

import io
import math
import time
from random import Random

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

from examples.forms.content import Form
from examples.forms.draft import HEADINGS, LABEL, LABELS, SHARES, TITLE

_SIZE = (1000, 707)
_MARGIN = 60
_INK, _PAPER, _SEAL = (40, 40, 48), (250, 249, 245), (205, 38, 38)
_LINE = 15
_DATE = time.struct_time((2024, 2, 19, 9, 0, 0, 0, 50, 0))


def jpeg(form: Form, rng: Random) -> bytes:
    """The form's page as .jpg."""
    return _saved(_taken(form, rng), "JPEG", quality=45)


def png(form: Form, rng: Random) -> bytes:
    """The same as .png, in few colours to stay small."""
    few = _taken(form, rng).quantize(32, Image.Quantize.MAXCOVERAGE)
    return _saved(few, "PNG", optimize=True)


def pdf(form: Form, rng: Random) -> bytes:
    """The same as a .pdf that holds nothing but the picture."""
    return _saved(_taken(form, rng), "PDF", resolution=86.0, creationDate=_DATE, modDate=_DATE)


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _taken(form: Form, rng: Random) -> Image.Image:
    """The page laid on the glass."""
    page = Image.new("RGB", _SIZE, _PAPER)
    draw = ImageDraw.Draw(page)
    _print(draw, form)
    _seal(draw, form.header["department"], rng)
    page = page.rotate(rng.uniform(-1.4, 1.4), Image.Resampling.BICUBIC, fillcolor=(236, 236, 232))
    coarse = Image.frombytes("L", (250, 177), rng.randbytes(250 * 177)).resize(_SIZE)
    return Image.blend(page, Image.merge("RGB", (coarse, coarse, coarse)), 0.05)


def _print(draw: ImageDraw.ImageDraw, form: Form) -> None:
    draw.text((_MARGIN, 30), LABEL, _INK, _face(16))
    draw.text((_SIZE[0] / 2, 66), TITLE, _INK, _face(22), anchor="mm")
    header = "      ".join(f"{label}：{form.header[key]}" for key, label in LABELS.items())
    draw.text((_MARGIN, 90), header, _INK, _face(13))
    edges = _edges()
    top = _row(draw, edges, 118, [HEADINGS[key] for key in HEADINGS])
    for number, entry in enumerate(form.entries[:3], 1):
        top = _row(draw, edges, top, [str(number), *(entry[key] for key in HEADINGS if key != "serial")])


def _edges() -> list[float]:
    width = _SIZE[0] - 2 * _MARGIN
    edges = [float(_MARGIN)]
    for share in SHARES:
        edges.append(edges[-1] + width * share / sum(SHARES))
    return edges


def _row(draw: ImageDraw.ImageDraw, edges: list[float], top: float, texts: list[str]) -> float:
    """Rules and writes a row; returns where the next begins."""
    face = _face(9)
    wrapped = [
        _wrapped(text, int((right - left - 6) / 9))
        for text, left, right in zip(texts, edges, edges[1:], strict=False)
    ]
    bottom = top + 8 + _LINE * min(12, max(len(lines) for lines in wrapped))
    for lines, left, right in zip(wrapped, edges, edges[1:], strict=False):
        draw.rectangle((left, top, right, bottom), outline=_INK)
        draw.multiline_text((left + 3, top + 3), "\n".join(lines[:12]), _INK, face, spacing=4)
    return bottom


def _wrapped(text: str, columns: int) -> list[str]:
    return [
        line[at : at + columns] for line in text.split("\n") for at in range(0, max(len(line), 1), columns)
    ]


def _seal(draw: ImageDraw.ImageDraw, name: str, rng: Random) -> None:
    """A ring with the name round its rim and a star in the middle."""
    x, y, radius = 780 + rng.randint(-20, 20), 560 + rng.randint(-15, 15), 74
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=_SEAL, width=4)
    points = [
        (x + size * math.sin(corner * math.pi / 5), y - size * math.cos(corner * math.pi / 5))
        for corner, size in zip(range(10), [22, 9] * 5, strict=True)
    ]
    draw.polygon(points, fill=_SEAL)
    for place, mark in enumerate(name):
        turn = (place - (len(name) - 1) / 2) * 1.5 * math.pi / max(len(name), 8)
        glyph = Image.new("L", (24, 24))
        ImageDraw.Draw(glyph).text((12, 12), mark, 255, _face(14), anchor="mm")
        at = [round(x + (radius - 15) * math.sin(turn)) - 12, round(y - (radius - 15) * math.cos(turn)) - 12]
        draw.bitmap(at, glyph.rotate(-math.degrees(turn), Image.Resampling.BICUBIC), _SEAL)


def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(pylopdf_fonts_zh_cn.sans_path()), size)
