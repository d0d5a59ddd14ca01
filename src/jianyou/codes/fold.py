"""Folding of what people type: full-width forms, dashes, invisible characters. Lengths are kept."""

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}


def fold_width(text: str) -> str:
    """Full-width letters, digits, marks and spaces as half-width ones; the length stays the same."""
    return text if text.isascii() else text.translate(_WIDTH)
