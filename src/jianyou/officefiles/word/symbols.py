"""Characters of symbol fonts as Unicode, and characters that nobody sees."""

import re

from jianyou.officefiles.clean import PRESENTATION, UNSEEN
from jianyou.officefiles.word.names import ASCII, H_ANSI, R_FONTS, Element

CHECKED_BOX = "☑"
EMPTY_BOX = "☐"
CHECKED_MARKS = frozenset("☑☒✓✔√✗✘☓■")
EMPTY_MARKS = frozenset("☐□◻▢")
_PRIVATE = range(0xF000, 0xF100)

# Glyphs of the symbol fonts at their code positions (Wingdings: Microsoft's published chart).
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x74: "◆", 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xB2: "✧", 0xD8: "➢",
    0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA2: "■", 0xA3: "□",
}  # fmt: skip
_SYMBOL = {0xB7: "•", 0xA7: "♣", 0xD7: "⋅", 0xB4: "×", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xAE: "→"}
_WEBDINGS = {0x61: "✓", 0x63: "□", 0x67: "■", 0x72: "✗"}
_PICTURE_FONTS = frozenset({"wingdings", "wingdings 2", "webdings"})
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL, "webdings": _WEBDINGS}

_UNSEEN = f"{UNSEEN}\x0b-\x0d\x85"  # in Word these two are no line ends, which have elements of their own
INVISIBLE = re.compile(f"[{_UNSEEN}]")
PRIVATE = re.compile("[\uf000-\uf0ff]")  # where symbol fonts keep their characters
SUSPECT = re.compile(f"[\n\u2028\u2029{PRESENTATION}\uf000-\uf0ff{_UNSEEN}]")  # what needs a closer look
_BREAKS = re.compile(r"[ \t]*[\r\n\u2028\u2029]\s*")
_PRESENTATION = re.compile(f"[{PRESENTATION}]")


def symbol(font: str, code: int) -> str | None:
    """The character that a symbol font shows at a code position, None where it isn't known."""
    table = _FONTS.get(font.strip().lower())
    position = code - 0xF000 if code in _PRIVATE else code
    if table is not None:
        return table.get(position)
    if code in _PRIVATE or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code < 0xE000:
        return None
    return chr(code)


def font_of(properties: Element | None) -> str:
    """The font of a run (w:rPr) for other than East Asian characters; empty where none is given."""
    fonts = None if properties is None else properties.find(R_FONTS)
    return "" if fonts is None else fonts.get(ASCII) or fonts.get(H_ANSI) or ""


def symbol_font(properties: Element | None) -> str | None:
    """The font of a run if it shows pictures instead of its letters."""
    font = font_of(properties)
    return font if font.strip().lower() in _PICTURE_FONTS else None


def matters(fonts: Element) -> bool:
    """Whether w:rFonts may name a font of symbols, so that it has to be known."""
    font = fonts.get(ASCII) or fonts.get(H_ANSI) or ""
    return font.strip().lower() in _FONTS


def in_symbol_font(text: str, font: str) -> str:
    """Text as a symbol font shows it; a character it isn't known for stays."""
    return "".join(symbol(font, ord(char)) or char for char in text)


def plain(text: str, *, preserve: bool) -> str:
    """Text without line ends of the XML itself and without emoji selectors, which mean nothing here."""
    if "\n" in text or "\r" in text or "\u2028" in text or "\u2029" in text:
        text = _BREAKS.sub(" ", text if preserve else text.strip(" \t\r\n"))
    return _PRESENTATION.sub("", text)


def code_points(chars: set[str]) -> str:
    """Characters by their code points, for those that can't be shown: `U+200B U+FEFF`."""
    return " ".join(f"U+{ord(char):04X}" for char in sorted(chars))
