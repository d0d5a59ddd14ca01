"""The text of a notice with its lines, and the same text without white space for the grammars."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jianyou.domain.notices.model import Line, NoticeText, Span

_LINE_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text folded by NFKC, without white space and invisible characters.

    `places` holds for each character of `text` the offset that it came from in the notice, so that
    what a grammar finds here is led back by `span`. `starts` are the characters that begin a line.
    """

    text: str
    places: Sequence[int]
    starts: Sequence[int] = ()

    def span(self, start: int, end: int) -> Span:
        """The place in the notice of the characters `start` to `end` (exclusive) of `text`."""
        if start >= end:
            at = (
                self.places[start]
                if start < len(self.places)
                else (self.places[-1] + 1 if self.places else 0)
            )
            return Span(at, at)
        return Span(self.places[start], self.places[end - 1] + 1)

    def begins_line(self, index: int) -> bool:
        """Whether a character is the first of its line; the end of the text counts as such."""
        return index >= len(self.text) or self.line_start(index) == index

    def line_start(self, index: int) -> int:
        """The first character of the line that a character stands in."""
        line = bisect_right(self.starts, index)
        return self.starts[line - 1] if line else 0

    def line_end(self, index: int) -> int:
        """The character after the last one of the line that a character stands in."""
        line = bisect_right(self.starts, index)
        return self.starts[line] if line < len(self.starts) else len(self.text)

    def index(self, offset: int) -> int:
        """The first character of `text` that stands at or after an offset of the notice."""
        return bisect_left(self.places, offset)


def notice_text(text: str) -> NoticeText:
    r"""A text with \n for every kind of line break, cut into numbered lines (from 1)."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_BREAKS)
    lines = []
    offset = 0
    for number, raw in enumerate(plain.split("\n"), 1):
        inner = raw.strip()
        start = offset + (len(raw) - len(raw.lstrip()) if inner else 0)
        lines.append(Line(number, inner, Span(start, start + len(inner))))
        offset += len(raw) + 1
    return NoticeText(plain, tuple(lines))


def squeezed(text: NoticeText, span: Span | None = None) -> Squeezed:
    """The text, or a part of it, as the grammars read it."""
    start, end = span or (0, len(text.text))
    letters: list[str] = []
    places: list[int] = []
    starts: list[int] = []
    fresh = True
    for offset in range(max(start, 0), min(end, len(text.text))):
        letter = text.text[offset]
        folded = _folded(letter)
        if folded:
            if fresh:
                starts.append(len(places))
            fresh = False
            letters.append(folded)
            places.extend([offset] * len(folded))
        elif letter == "\n":
            fresh = True
    return Squeezed("".join(letters), places, starts)


def words(text: NoticeText, span: Span) -> str:
    """The words of a place as printed, white space taken out save between Latin letters or digits."""
    found: list[str] = []
    gap = False
    for letter in text.of(span):
        if not _folded(letter):
            gap = gap or letter.isspace()
            continue
        if (
            gap
            and found
            and found[-1].isascii()
            and found[-1].isalnum()
            and letter.isascii()
            and letter.isalnum()
        ):
            found.append(" ")
        found.append(letter)
        gap = False
    return "".join(found)


@lru_cache(maxsize=8192)
def _folded(letter: str) -> str:
    """A character by NFKC, empty for white space, controls and what can't be seen."""
    if letter.isspace() or unicodedata.category(letter) in {"Cc", "Cf"}:
        return ""
    return "".join(part for part in unicodedata.normalize("NFKC", letter) if not part.isspace())
