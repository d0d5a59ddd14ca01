"""The typefaces of official papers and what stands in for them, in one place.

GB/T 9704-2012 names them: title 小标宋, body 仿宋, labels and headings 黑体. None may be shipped,
so Word and Excel files name them with their usual substitutes, and a PDF is set in packaged free
fonts (Noto CJK, SIL Open Font License).
"""

from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pylopdf_fonts_zh_cn

from jianyou.officefiles.writing.coverage import Coverage, read_coverage


class Face(NamedTuple):
    """A typeface: its name in Word, and in Excel, which has no list of substitutes.

    `alternatives` go to Word's font table (w:altName) with `panose`, `family` and `pitch`, by
    which Word, WPS and LibreOffice choose where the face itself isn't installed.
    """

    word: str
    alternatives: tuple[str, ...]
    panose: str
    family: str
    pitch: str
    sheet: str


# SimSun and FangSong, SimHei come with Windows; the names are those that the fonts give themselves.
TITLE = Face(
    "方正小标宋简体",
    ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "华文中宋", "STZhongsong", "宋体", "SimSun"),
    "02010601030101010101",
    "auto",
    "variable",
    "方正小标宋简体",
)
BODY = Face(
    "仿宋_GB2312",
    ("仿宋", "FangSong", "FangSong_GB2312", "华文仿宋", "STFangsong", "FandolFang R"),
    "02010609030101010101",
    "modern",
    "fixed",
    "仿宋",
)
HEADING = Face(
    "黑体",
    ("SimHei", "方正黑体_GBK", "Noto Sans CJK SC", "Source Han Sans SC"),
    "02010609060101010101",
    "modern",
    "fixed",
    "黑体",
)
KAI = Face(
    "楷体_GB2312",
    ("楷体", "KaiTi", "KaiTi_GB2312", "华文楷体", "STKaiti", "FandolKai"),
    "02010609030101010101",
    "modern",
    "fixed",
    "楷体",
)
PAGE_NUMBER = Face(
    "宋体",
    ("SimSun", "NSimSun", "方正书宋_GBK", "Noto Serif CJK SC", "Source Han Serif SC"),
    "02010600030101010101",
    "auto",
    "variable",
    "宋体",
)
LATIN = "Times New Roman"
LATIN_PANOSE = "02020603050405020304"
# Windows number 134, GB 2312: w:charset is hexadecimal, a workbook's is decimal.
CHARSET = 0x86
# In a PDF a character is taken from the first of these that has it; the last two come with typst.
PDF_BODY = ("Noto Serif SC", "Noto Sans SC", "Libertinus Serif", "DejaVu Sans Mono")
PDF_HEADING = ("Noto Sans SC", "Noto Serif SC", "Libertinus Serif", "DejaVu Sans Mono")
# Stands for a character that none of them has: the sign that compositors use for that.
MISSING = "〓"
# What may be set although the packaged fonts lack some of it, because typst's own fonts have it:
# Latin, Greek and Cyrillic letters, number forms, arrows, operators, and the likes of ☐ ☑ ☒.
_IN_TYPST = (
    *((0x0100, 0x024F), (0x038E, 0x03A1), (0x03A3, 0x03CE), (0x03F0, 0x045F), (0x1E00, 0x1EFF)),
    *((0x2010, 0x2027), (0x2074, 0x208E), (0x20A0, 0x20B5), (0x2115, 0x2117), (0x2120, 0x2122)),
    *((0x2153, 0x2184), (0x2190, 0x222E), (0x2241, 0x226B), (0x226D, 0x228B), (0x2300, 0x2315)),
    *((0x25A0, 0x262F), (0x2638, 0x268B), (0x2690, 0x269C), (0x26A0, 0x26A7), (0x2701, 0x2704)),
    *((0x2706, 0x2709), (0x270C, 0x2727), (0x2729, 0x274B), (0x2761, 0x2794), (0x2798, 0x27AF)),
)
# Invisible by definition and without a glyph: the zero-width space, selectors of a glyph's variant.
_NO_GLYPH = ((0x0A, 0x0A), (0x200B, 0x200B), (0xE0100, 0xE01EF))
# No two fonts agree on these, so that any glyph would be a guess.
_PRIVATE_USE = (0xE000, 0xF8FF)


@cache
def font_folder() -> Path:
    """The folder of the packaged fonts."""
    return pylopdf_fonts_zh_cn.serif_path().parent


@cache
def pdf_coverage() -> Coverage:
    """The characters that a PDF can show."""
    paths = (pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path())
    packaged = chain.from_iterable(map(read_coverage, paths))
    agreed = (pair for pair in packaged if not _PRIVATE_USE[0] <= pair[0] <= _PRIVATE_USE[1])
    return Coverage(chain(agreed, _IN_TYPST, _NO_GLYPH))
