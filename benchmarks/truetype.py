"""A TrueType copy of the packaged serif font for a peer that embeds nothing else."""

from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

CACHE = Path(__file__).resolve().parent.parent / "build" / "bench-serif.ttf"
_LEADS, _TRAILS = range(0xA1, 0xF8), range(0xA1, 0xFF)
_MAXP_ZEROS = (
    "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements "
    "maxSizeOfInstructions maxPoints maxContours maxCompositePoints maxCompositeContours "
    "maxComponentElements maxComponentDepth"
)


def serif() -> Path:
    """The path of the font, made once (about ten seconds): ASCII and GB 2312."""
    if not CACHE.exists():
        CACHE.parent.mkdir(exist_ok=True)
        font = _subset()
        _to_quadratic(font)
        font.save(CACHE)
    return CACHE


def _subset() -> TTFont:
    font = TTFont(str(pylopdf_fonts_zh_cn.serif_path()))
    pairs = (bytes([lead, trail]).decode("gb2312", "ignore") for lead in _LEADS for trail in _TRAILS)
    options = Options()
    options.layout_features = []
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes={*range(32, 127), *(ord(pair) for pair in pairs if pair)})
    subsetter.subset(font)
    return font


def _to_quadratic(font: TTFont) -> None:
    """Cubic outlines (CFF) become quadratic ones (glyf), within one unit."""
    outlines, glyphs = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = font.getGlyphOrder(), glyphs
    maximum = font["maxp"]
    maximum.tableVersion, maximum.maxZones = 0x10000, 1
    for field in _MAXP_ZEROS.split():
        setattr(maximum, field, 0)
    for dropped in ("CFF ", "VORG"):
        if dropped in font:
            del font[dropped]
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
    font["head"].glyphDataFormat = 0
