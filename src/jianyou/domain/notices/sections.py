"""The tree of headings: 一、 （一） 1. （1）, each with its clause path."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jianyou.domain.notices.model import AttachmentPart, Section, Span
from jianyou.domain.notices.text import Squeezed

_HAN = "一二三四五六七八九十"
_MARKS = re.compile(
    rf"(?P<l1>[{_HAN}]{{1,3}})、|\((?P<l2>[{_HAN}]{{1,3}})\)|(?P<l3>\d{{1,2}})[.、](?!\d)|(?P<l4>\((?P<n4>\d{{1,2}})\))"
    r"|(?P<l3y>\d{1,2})\.(?=(?:19|20)\d\d年)"
)
_ENDS = "。;:!"
_PATHS = ("", "{}", "（{}）", "{}", "（{}）")
_DEEPEST = 4
_LONGEST_HEADING = 60
_SHORT_HEADING = 20


class _Mark(NamedTuple):
    level: int
    label: str
    value: int
    start: int
    end: int


def find_sections(
    text: Squeezed, begin: int, end: int, parts: tuple[AttachmentPart, ...]
) -> Iterator[Section]:
    """The sections of the body (`begin` to `end`) and then of each attachment."""
    yield from _sections(text, begin, end, 0)
    for part in parts:
        first, last = text.index(part.span.start), text.index(part.span.end)
        yield from _sections(text, first, last, part.number)


def _sections(text: Squeezed, begin: int, end: int, attachment: int) -> Iterator[Section]:
    marks = list(_ordered(text, begin, end))
    path: list[str] = []
    levels: list[int] = []
    ends = _ends(marks, end)
    for mark, stop in zip(marks, ends, strict=True):
        while levels and levels[-1] >= mark.level:
            levels.pop()
            path.pop()
        levels.append(mark.level)
        path.append(_PATHS[mark.level].format(mark.label))
        close = _heading_end(text, mark, stop)
        heading = text.span(mark.start, close)
        body = text.span(close, stop) if close < stop else Span(heading.end, heading.end)
        yield Section(mark.level, "".join(path), heading, body, attachment)


def _ends(marks: list[_Mark], end: int) -> list[int]:
    """Where each section ends: at the next mark of its level or above."""
    ends = [end] * len(marks)
    following = [end] * (_DEEPEST + 1)
    for at in range(len(marks) - 1, -1, -1):
        mark = marks[at]
        ends[at] = min(following[1 : mark.level + 1])
        following[mark.level] = mark.start
    return ends


def _ordered(text: Squeezed, begin: int, end: int) -> Iterator[_Mark]:
    """The marks that begin a line, or go on in their order behind the end of a sentence."""
    last = [0] * (_DEEPEST + 1)
    previous: _Mark | None = None
    for found in _MARKS.finditer(text.text, begin, end):
        mark = _mark(found)
        if mark is None:
            continue
        begins = text.begins_line(mark.start)
        inline = text.text[mark.start - 1] in _ENDS if mark.start > begin else True
        in_order = mark.value == last[mark.level] + 1
        first = mark.value == 1 and _behind_heading(text, previous, mark)
        if (begins and (in_order or mark.value == 1 or mark.level <= 2)) or (inline and in_order) or first:
            previous = mark
            last[mark.level] = mark.value
            last[mark.level + 1 :] = [0] * (_DEEPEST - mark.level)
            yield mark


def _behind_heading(text: Squeezed, previous: _Mark | None, mark: _Mark) -> bool:
    """Whether a first mark follows the words of a heading in the run of its line (一、范围和要求1.)."""
    if (
        previous is None
        or previous.level >= mark.level
        or not 2 <= mark.start - previous.end <= _SHORT_HEADING
    ):
        return False
    return bool(re.fullmatch(r"[一-龥、]+", text.text[previous.end : mark.start]))


def _mark(found: re.Match[str]) -> _Mark | None:
    if found["l1"] or found["l2"]:
        label = found["l1"] or found["l2"]
        value = han_number(label)
        return _Mark(1 if found["l1"] else 2, label, value, *found.span()) if value else None
    if found["l4"]:
        return _Mark(4, found["n4"], int(found["n4"]), *found.span())
    label = found["l3"] or found["l3y"]
    return _Mark(3, label, int(label), *found.span())


def han_number(words: str) -> int:
    """一 to 九十九 as a number, 0 for what is none."""
    tens, ten, ones = words.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    if not ten:
        return _HAN.index(tens) + 1
    return 10 * (_HAN.index(tens) + 1 if tens else 1) + (_HAN.index(ones) + 1 if ones else 0)


def _heading_end(text: Squeezed, mark: _Mark, stop: int) -> int:
    """Behind the heading's words: its first sentence, or its line."""
    end = min(text.line_end(mark.start), stop, mark.end + _LONGEST_HEADING)
    for at in range(mark.end, end):
        if text.text[at] in _ENDS and not text.text[at + 1 : at + 2].isdecimal():
            return at + 1
    return max(end, mark.end)
