"""附件: the list of attachments, and the attachments that follow in the same text."""

import re
from collections.abc import Iterator

from jianyou.domain.notices.model import AttachmentPart
from jianyou.domain.notices.organs import is_organ
from jianyou.domain.notices.tails import DAY
from jianyou.domain.notices.text import Squeezed

_LIST = re.compile(r"附件(?P<number>\d{0,2})[:.、]|附[:](?=1)|附件(?=1[.、])")
_SEPARATOR = r"[.、:)](?!\d{1,2}[.、])"
_FILE_NAME = re.compile(r"[\w-]{6,60}\.(?:docx?|xlsx?|pdf|zip|rar|wps|et|jpg)", re.ASCII)
_SUFFIX = re.compile(r"\.(?:docx?|xlsx?|pdf|zip|rar|wps|et|ofd)$")
_STOP = re.compile(
    r"附件|附[:]|\(此件|\(公开|\(联系|\(共印|联系人|抄送|抄报|主题词|来源|上一[篇条]|下一[篇条]|相关|打印|关闭|扫一扫|责任编辑|分享"
)
_LONGEST = 120
_PART = re.compile(
    r"附件(?P<number>\d{0,2}|[一二三四五六七八九十]{1,2})[:.、]?|附[:]|附表(?P<table>\d{0,2})[:]?"
)
_PART_OF_ONE_DIGIT = re.compile(r"附[件表](?P<number>\d)(?P<table>)")
_IN_CHINESE = {each: at for at, each in enumerate("一二三四五六七八九十", 1)}
_MOST_TITLES = 99


def find_attachments(text: Squeezed, begin: int, signed: int, end: int) -> list[tuple[int, int]]:
    """The ranges of the titles listed: before the signature (`signed`), else in the text behind it."""
    for first, last in ((begin, signed), (signed, end)):
        items = _listed(text, first, last)
        if items:
            return items
    return []


def _listed(text: Squeezed, begin: int, end: int) -> list[tuple[int, int]]:
    items: list[tuple[int, int]] = []
    for found in _LIST.finditer(text.text, begin, end):
        before = text.text[found.start() - 1] if found.start() > begin else ""
        if not (text.begins_line(found.start()) or before in "。;"):
            continue
        if found.end() < end and text.begins_line(found.end()) and not text.text.startswith("1", found.end()):
            continue
        if items and found.start() < items[-1][1]:
            continue
        items.extend(_items(text, found.end(), end))
    return items


def _items(text: Squeezed, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of one list: 1. 2. 3. in their order, or a single one without a number."""
    first = re.compile(rf"1{_SEPARATOR}").match(text.text, start)
    if not first:
        yield from _trimmed(text, start, _item_end(text, start, end))
        return
    at, number = first.end(), 2
    while following := _next_item(text, at, end, number):
        yield from _trimmed(text, at, following.start())
        at, number = following.end(), number + 1
    yield from _trimmed(text, at, _item_end(text, at, end))


def _next_item(text: Squeezed, start: int, end: int, number: int) -> re.Match[str] | None:
    """The next number: at the beginning of a line, else in the run of the same one."""
    pattern = re.compile(rf"(?<!\d)(?:附件)?{number}{_SEPARATOR}")
    window = min(end, start + 2 * _LONGEST)
    found = list(pattern.finditer(text.text, start, window))
    inner = [each for each in found if not re.search(r"[。!?]", text.text[start : each.start()])]
    return next((each for each in inner if text.begins_line(each.start())), inner[0] if inner else None)


def _item_end(text: Squeezed, start: int, end: int) -> int:
    """Where the last item ends: before a file's name, an office, a day or another paragraph."""
    at = min(text.line_end(start), end)
    while at < end and at - start < _LONGEST:
        stop = min(text.line_end(at), end)
        line = text.text[at:stop]
        over = text.text[at - 1] in "。;》" or _STOP.match(line) or _FILE_NAME.match(line)
        if over or is_organ(line) or DAY.match(line) or _is_whole(text.text[start:at], line):
            break
        at = stop
    return at


def _is_whole(item: str, line: str) -> bool:
    """Whether the item ends as titles do and the next line can't be its rest."""
    ended = re.search(r"(?:表|书|件|单|则|法|例|案|准|求|册|知|函|样|板|南|明|号|本|\))$", item)
    return bool(ended) or len(line) > _LONGEST // 2 or bool(re.search(r"[。;:?]", line))


def _trimmed(text: Squeezed, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text.text[start:end].rstrip("。;,、")
    words = _SUFFIX.sub("", words)
    if words and len(words) <= 2 * _LONGEST and not _FILE_NAME.fullmatch(words + ".doc"):
        yield start, start + len(words)


def find_parts(text: Squeezed, begin: int, last: int, titles: list[str]) -> tuple[AttachmentPart, ...]:
    """The attachments from `begin` to `last`, each from its 附件 line to the next one's.

    `titles` are those listed.
    """
    lines = (_of_line(text, found) for found in _PART.finditer(text.text, begin, last))
    starts = [found for found in lines if _starts_part(text, found)]
    parts = []
    for at, found in enumerate(starts):
        end = starts[at + 1].start() if at + 1 < len(starts) else last
        if end - found.end() < 2:
            continue
        parts.append(
            AttachmentPart(
                _number(found), _part_title(text, found.end(), end, titles), text.span(found.start(), end)
            )
        )
    return tuple(parts)


def _of_line(text: Squeezed, found: re.Match[str]) -> re.Match[str]:
    """The match without a digit that begins the line below (附件1, 2022年…)."""
    shorter = _PART_OF_ONE_DIGIT.match(text.text, found.start())
    return shorter if shorter and text.begins_line(shorter.end()) else found


def _starts_part(text: Squeezed, found: re.Match[str]) -> bool:
    if not text.begins_line(found.start()):
        return False
    return text.begins_line(found.end()) or found[0].endswith(":")


def _number(found: re.Match[str]) -> int:
    words = found["number"] or found["table"] or "1"
    return int(words) if words.isdecimal() else _IN_CHINESE.get(words, 1)


def _part_title(text: Squeezed, start: int, end: int, titles: list[str]) -> str:
    """The listed title that the part begins with, over as many lines as it takes; else its first line."""
    words = text.text[start : min(end, start + 2 * _LONGEST)]
    bare = words.lstrip(":")
    for title in titles[:_MOST_TITLES]:
        name = title.strip("《》")
        if name and bare.startswith(name):
            return name
    return text.text[start : min(text.line_end(start), end)][:_LONGEST]
