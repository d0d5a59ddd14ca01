"""The end of a notice: who signed it and when, and when it was printed."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from jianyou.domain.notices.organs import PLACED, is_organ
from jianyou.domain.notices.text import Squeezed

_ZERO = "〇○ΟOo零0"
_DIGITS = dict.fromkeys(_ZERO, 0) | {letter: at for at, letter in enumerate("一二三四五六七八九", 1)}
_HAN = rf"[二一][{_ZERO}一二三四五六七八九]{{3}}"
DAY = re.compile(
    rf"(?P<year>(?:19|20)\d\d|{_HAN})年(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
SIGNED_DAY = re.compile(
    rf"{DAY.pattern}|(?<!\d)(?P<y>(?:19|20)\d\d)(?P<mark>[-/.])(?P<m>\d{{1,2}})(?P=mark)(?P<d>\d{{1,2}})(?!\d)"
)
_PRINTED = re.compile(rf"{DAY.pattern}(?:印发|印制)")
_LABELLED = re.compile(r"(?:成文日期|发文日期|成文时间|签发日期)[\]】]?[:：]?")
_LONGEST_NAME = 60
_SIGNING_LINES = 12


class Tail(NamedTuple):
    """The signature as ranges of the squeezed text; `start` and `end` hold the offices and the day."""

    start: int
    end: int
    issuers: tuple[tuple[int, int], ...]
    issued: tuple[date, int, int] | None
    printed: tuple[date, int, int] | None


def find_tail(text: Squeezed, begin: int, title: int | None) -> Tail:
    """The first signature behind `begin`; where there is none, `start` and `end` are the text's end.

    `title` is where the title begins: a signature in the run of a line must repeat the name before it.
    """
    printed = _printed(text, begin)
    for found in SIGNED_DAY.finditer(text.text, begin):
        day = day_of(found)
        if day is None or not _ends_line(text, found.end()):
            continue
        issuers = tuple(_names_before(text, found.start(), begin, title))
        if issuers or _signs_alone(text, found.start(), begin):
            start = issuers[0][0] if issuers else found.start()
            return Tail(start, found.end(), issuers, (day, *found.span()), printed)
    labelled = _labelled(text)
    end = len(text.text)
    return Tail(end, end, (), labelled, printed)


def day_of(found: re.Match[str]) -> date | None:
    """The day that a match of `DAY` tells; None if there is no such day."""
    try:
        if found.groupdict().get("y"):
            return date(int(found["y"]), int(found["m"]), int(found["d"]))
        return date(_number(found["year"]), _number(found["month"]), _number(found["day"]))
    except ValueError:
        return None


def _number(words: str) -> int:
    if words.isdecimal():
        return int(words)
    if len(words) == 4:
        return int("".join(str(_DIGITS[letter]) for letter in words))
    tens, ten, ones = words.partition("十")
    if not ten:
        return _DIGITS[words] if len(words) == 1 else 0
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)


def _ends_line(text: Squeezed, end: int) -> bool:
    return text.begins_line(end) or text.text.startswith(("(此件", "(联系", "(公开", "附件"), end)


def _names_before(text: Squeezed, day: int, begin: int, title: int | None) -> Iterator[tuple[int, int]]:
    """The offices on the day's own line and on the lines above it."""
    start = max(text.line_start(day), begin)
    if start < day and not is_organ(text.text[start:day]):
        name = _agreeing(text, day, title)
        if name:
            yield name, day
        return
    first = start
    for _ in range(_SIGNING_LINES):
        above = text.line_start(first - 1) if first > begin else first
        if above < begin or above == first:
            break
        line = text.text[above:first]
        if not _is_signature(line) and not _goes_on(line, text.text[first : min(text.line_end(first), day)]):
            break
        first = above
    yield from _lines(text, first, day)


def _goes_on(line: str, below: str) -> bool:
    """Whether a name that was broken begins in a line and ends in the one below it."""
    return bool(below and not PLACED.match(below) and PLACED.match(line) and _is_signature(line + below))


def _is_signature(line: str) -> bool:
    return len(line) <= _LONGEST_NAME and is_organ(line)


def _lines(text: Squeezed, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Line by line; a line that can't be a name by itself goes on with the one above."""
    names: list[tuple[int, int]] = []
    while start < end:
        stop = min(text.line_end(start), end)
        whole = PLACED.match(text.text, start) or stop - start > _SHORTEST_NAME
        if names and not whole and len(text.text[names[-1][0] : names[-1][1]]) > _SHORTEST_NAME:
            names[-1] = (names[-1][0], stop)
        else:
            names.append((start, stop))
        start = stop
    yield from names


_SHORTEST_NAME = 3


def _agreeing(text: Squeezed, day: int, title: int | None) -> int | None:
    """Where a name begins that stands before the day, in the run of a line, and in the head."""
    head = text.text[max(0, title - _LONGEST_NAME) : title] if title else ""
    length = 0
    while length < min(len(head), day) and head[-1 - length] == text.text[day - 1 - length]:
        length += 1
    while length > 0 and not (
        PLACED.match(head, len(head) - length) and is_organ(head[len(head) - length :])
    ):
        length -= 1
    return day - length if length else None


def _signs_alone(text: Squeezed, day: int, begin: int) -> bool:
    """Whether a day without an office signs: it stands on its own line behind the list of attachments."""
    if not text.begins_line(day):
        return False
    before = text.text[max(begin, day - 600) : day]
    return bool(re.search(r"附件[:：]?\d?|特此(?:通知|公告|函告)[。.]?$", before))


def _printed(text: Squeezed, begin: int) -> tuple[date, int, int] | None:
    for found in _PRINTED.finditer(text.text, begin):
        day = day_of(found)
        if day and (text.begins_line(found.end()) or not "一" <= text.text[found.end()] <= "龥"):
            return day, found.start(), found.start() + found[0].index("日") + 1
    return None


def _labelled(text: Squeezed) -> tuple[date, int, int] | None:
    for label in _LABELLED.finditer(text.text):
        found = SIGNED_DAY.match(text.text, label.end())
        day = day_of(found) if found else None
        if found and day:
            return day, *found.span()
    return None
