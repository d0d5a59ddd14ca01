"""短信条数: how many parts a text makes, as networks count it (3GPP TS 23.038 and 23.040)."""

from typing import NamedTuple

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
_BASIC_ONE, _BASIC_EACH = 160, 153
_WIDE_ONE, _WIDE_EACH = 70, 67


class Segments(NamedTuple):
    """Units that a text takes, of 16 bits or where its signs allow of 7, and in how many parts it is sent."""

    units: int
    parts: int


def segments(text: str) -> Segments:
    """The parts of a text: 70 units in one or 67 in each of several, without Chinese 160 or 153."""
    signs = set(text)
    if not signs <= _BASIC | _EXTENDED:
        # A sign beyond the basic plane takes two units, and stays whole.
        widths, one, each = [1 + (ord(sign) > 0xFFFF) for sign in text], _WIDE_ONE, _WIDE_EACH
    else:
        widths, one, each = [1 + (sign in _EXTENDED) for sign in text], _BASIC_ONE, _BASIC_EACH
    units = sum(widths)
    if units <= one:
        return Segments(units, 1 if units else 0)
    parts, room = 1, each
    for width in widths:
        if width > room:
            parts, room = parts + 1, each
        room -= width
    return Segments(units, parts)
