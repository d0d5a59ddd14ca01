"""Glyphs become lines of text, and lines become texts: which line ends are only those of the layout.

A line's end is the layout's own where the next word wouldn't have fitted on the line any more; it
is then dropped (a blank stands between Latin words). Where there was room, somebody ended the line:
it is kept.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from jianyou.officefiles.pdf.marks import Glyph

# Of a glyph's height: what may part two lines, and what parts two words.
_SAME_LINE = 0.45
_LATIN_GAP, _MIXED_GAP, _WIDE_GAP = 0.2, 0.6, 0.8
_PIECE_GAP = 1.4
_OVERLAP = 0.45
_DOUBLE = 0.25
_RUBY, _RUBY_ABOVE = 0.62, 1.3
# Beside a cell's lines; and what rounding and squeezed punctuation may add up to.
_MOST_PADDING = 7.0
_SLACK, _BLANK = 0.35, 0.25
# Set with the character before, never at a line's start (GB/T 15834, appendix).
_NOT_AT_START = frozenset("，。、；：？！）】》〉」』”’％…—～·),.;:?!]}%°℃")
# An area code with its number; a credit code or an identity number.
_MOST_DIGITS, _CODE_DIGITS = 12, 18
_JOINS = frozenset("-/_@=&.")


@dataclass(slots=True)
class Line:
    """A line of text, its glyphs from left to right. `crowded` says that some stand on others."""

    glyphs: list[Glyph]
    crowded: bool = False
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = _spaced(self.glyphs)

    @property
    def left(self) -> float:
        """Where its first glyph begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where its last glyphs end."""
        return max(glyph.right for glyph in self.glyphs[-3:])

    @property
    def base(self) -> float:
        """The line that its first glyph stands on."""
        return self.glyphs[0].base

    @property
    def size(self) -> float:
        """Its largest glyph's height."""
        return max(glyph.size for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        """Its lower side, descenders included."""
        return max(glyph.base for glyph in self.glyphs) + 0.15 * self.size

    @property
    def top(self) -> float:
        """Its upper side."""
        return self.base - 0.85 * self.size


def is_wide(character: str) -> bool:
    """Whether a character fills a square, as Chinese ones do."""
    return unicodedata.east_asian_width(character[0]) in "WF" or character[0] in "“”‘’…—·"


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of some glyphs from top to bottom; blanks alone are no line."""
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (one.base, one.left)):
        group = groups[-1] if groups else None
        if group and glyph.base - group[0].base <= _SAME_LINE * max(glyph.size, group[0].size):
            group.append(glyph)
        else:
            groups.append([glyph])
    lines = (_line(sorted(group, key=lambda one: (one.left, one.right))) for group in groups)
    return [line for line in lines if line is not None]


def _line(glyphs: list[Glyph]) -> Line | None:
    """A line without doubles (a poor man's bold) and outer blanks; None if nothing is left."""
    kept: list[Glyph] = []
    crowded = False
    for glyph in glyphs:
        if any(_is_double(glyph, before) for before in kept[-3:]):
            continue
        if kept and glyph.text.isalnum() and kept[-1].text.isalnum():  # punctuation may be squeezed
            over = kept[-1].right - glyph.left
            crowded = crowded or over > _OVERLAP * min(glyph.size, glyph.right - glyph.left + 0.1)
        kept.append(glyph)
    while kept and kept[-1].text.isspace():
        kept.pop()
    first = next((index for index, glyph in enumerate(kept) if not glyph.text.isspace()), len(kept))
    return Line(kept[first:], crowded) if kept[first:] else None


def _is_double(glyph: Glyph, before: Glyph) -> bool:
    near = _DOUBLE * glyph.size
    return (
        glyph.text == before.text
        and abs(glyph.left - before.left) < min(near, 0.7 * (glyph.right - glyph.left) + 0.01)
        and abs(glyph.base - before.base) < near
    )


def _spaced(glyphs: Sequence[Glyph]) -> str:
    parts = [glyphs[0].text]
    for before, glyph in pairwise(glyphs):
        if not (glyph.text.isspace() or before.text.isspace()) and _parts_words(before, glyph):
            parts.append(" ")
        parts.append(glyph.text)
    return "".join(parts)


def _parts_words(before: Glyph, glyph: Glyph) -> bool:
    wide = is_wide(before.text[-1]) + is_wide(glyph.text[0])
    gap = (_LATIN_GAP, _MIXED_GAP, _WIDE_GAP)[wide]
    return glyph.left - before.right > gap * min(before.size, glyph.size)


def pieces_of(line: Line) -> list[Line]:
    """The line cut where a wide gap stands in it."""
    pieces: list[list[Glyph]] = [[]]
    last: Glyph | None = None
    for glyph in line.glyphs:
        if glyph.text.isspace():
            pieces[-1].append(glyph)
            continue
        if last is not None and glyph.left - last.right > _PIECE_GAP * line.size:
            pieces.append([])
        pieces[-1].append(glyph)
        last = glyph
    return [piece for glyphs in pieces if (piece := _line(glyphs)) is not None]


def join(lines: Sequence[Line], left: float, right: float) -> str:
    """The lines of a cell as one text; `left` and `right` are the cell's sides."""
    if not lines:
        return ""
    padding = min(min(line.left - left, right - line.right) for line in lines)
    width = right - left - 2 * min(max(padding, 0.0), _MOST_PADDING)
    parts = [lines[0].text]
    parts += [joint(above, below, width) + below.text for above, below in pairwise(lines)]
    return "".join(parts)


def joint(above: Line, below: Line, width: float) -> str:
    """What stands between two lines of a text that is `width` wide: nothing, a blank or a newline."""
    room = width - (above.right - above.left)
    last, first = above.text[-1], below.text[0]
    wide = is_wide(last) or is_wide(first)
    if room > _first_word(below) + (_SLACK if wide else _SLACK + _BLANK) * below.size:
        return "\n"
    if wide:
        return ""
    if last in _JOINS:
        return ""
    if _are_two_numbers(above.text, below.text):
        return " "
    in_one_word = " " not in above.text and not any(map(is_wide, above.text))
    first_glyph = below.glyphs[0]
    return "" if in_one_word and room < first_glyph.right - first_glyph.left + 0.1 * below.size else " "


def _are_two_numbers(above: str, below: str) -> bool:
    """Whether digits on both sides of a line's end are more than one telephone number or code has."""
    digits = len(above) - len(above.rstrip("0123456789")) + len(below) - len(below.lstrip("0123456789"))
    return digits > _MOST_DIGITS and digits != _CODE_DIGITS


def _first_word(line: Line) -> float:
    """How much room the line's first word takes: a Latin word, or one Chinese character and what clings."""
    end = 1
    glyphs = line.glyphs
    if not is_wide(glyphs[0].text):
        while end < len(glyphs) and not glyphs[end].text.isspace() and not is_wide(glyphs[end].text):
            end += 1
    while end < len(glyphs) and glyphs[end].text in _NOT_AT_START:
        end += 1
    return glyphs[end - 1].right - glyphs[0].left


def ends_in_hyphen(lines: Sequence[Line], left: float, right: float) -> bool:
    """Whether a line ends in a hyphen that may be the layout's own (an optional hyphen shows only there).

    One before a number, as in a telephone number or before it, is taken for the writer's.
    """
    longest = max((line.right - line.left for line in lines), default=0.0)
    width = right - left - min(max(right - left - longest, 0.0), 2 * _MOST_PADDING)
    return any(
        above.text.endswith("-")
        and not below.text[0].isdigit()
        and below.text[0] not in "(（"
        and joint(above, below, width) == ""
        for above, below in pairwise(lines)
    )


def without_ruby(lines: list[Line]) -> list[Line]:
    """The lines without those of much smaller letters set over another, which tell how it is spoken."""
    return [
        line
        for line, below in zip_longest(lines, lines[1:])
        if below is None
        or line.size > _RUBY * below.size
        or below.base - line.base > _RUBY_ABOVE * below.size
        or not (below.left - 1 <= line.left and line.right <= below.right + 1)
    ]


def room_after(line: Line, left: float, right: float) -> float:
    """How many characters more the line would have taken, about."""
    padding = min(max(min(line.left - left, right - line.right), 0.0), _MOST_PADDING)
    return (right - left - 2 * padding - (line.right - line.left)) / line.size
