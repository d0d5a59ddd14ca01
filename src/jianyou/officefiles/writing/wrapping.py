"""How many lines a text takes in a cell, estimated on the safe side: a line too many, never too few.

Widths are in half-widths: 1 for a Latin letter, 2 for a Chinese character (the em).
"""

import re
from collections.abc import Sequence

_LATIN = re.compile("[!-~\u00a1-\u024f]+")
_TOKENS = re.compile("[!-~\u00a1-\u024f]+|[^!-~\u00a1-\u024f]+")
# Capitals, % and @ are wider than half an em in most faces.
_WIDE_LATIN = re.compile("[A-Z%@&]")


def text_width(text: str) -> float:
    """The width of a text on one line, in half-widths (1 and 3 UTF-8 bytes stand for 1 and 2)."""
    return (len(text.encode()) + len(text)) / 2


def count_lines(text: str, width: float) -> int:
    """Lines that `text` takes, wrapped to `width` half-widths; its newlines begin new lines."""
    if "\n" not in text and text_width(text) * 1.1 <= width:
        return 1
    return sum(_wrapped(paragraph, width) for paragraph in text.split("\n"))


def lines_at_most(text: str, width: float) -> int:
    """A bound, quicker than counting, that `count_lines` never exceeds."""
    return int(1.6 * text_width(text) * _rate(width)) + text.count("\n") + 1


class RowHeights:
    """The lines of table rows in columns `widths` half-widths wide."""

    def __init__(self, widths: Sequence[float]) -> None:
        # The widest column first: most often it holds the tallest cell, and the others need no counting.
        numbers = sorted(range(len(widths)), key=lambda number: -widths[number])
        self._columns = [(number, widths[number], 4 * _rate(widths[number])) for number in numbers]

    def lines(self, row: Sequence[str], floor: int = 1) -> int:
        """The lines of the row's tallest cell, or `floor` if fewer."""
        most = floor
        for number, width, rate in self._columns:
            text = row[number]
            # No character is wider than 2.5 half-widths, so this bound needs only lengths.
            if int(len(text) * rate) + text.count("\n") >= most and lines_at_most(text, width) > most:
                most = max(most, count_lines(text, width))
        return most


def _rate(width: float) -> float:
    """Lines for each half-width, if every line wasted as much as words and punctuation may waste."""
    return 1 / max(width / 2 - 2, 1)


def _wrapped(paragraph: str, width: float) -> int:
    # Punctuation that may not begin a line takes a character along to the next one.
    usable = max(2.0, 2 * (width // 2) - 1)
    if not _LATIN.search(paragraph):
        return max(1, -int(-text_width(paragraph) // usable))
    lines, used = 1, 0.0
    for token in _TOKENS.findall(paragraph):
        length = text_width(token)
        if token[0] > "\u024f" or token[0] == " ":
            used += length
        else:
            length += len(_WIDE_LATIN.findall(token)) / 2
            if used + length > usable and used > 0:
                lines, used = lines + 1, 0.0
            used += length
        if used > usable:
            more = -int(-used // usable) - 1
            lines, used = lines + more, used - more * usable
    return lines
