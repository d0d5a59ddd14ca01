"""The conditions for entering, clause by clause, in their exact words."""

import re
from collections.abc import Iterator

from jianyou.domain.notices.model import Condition, Layout, NoticeText, Section, Span
from jianyou.domain.notices.text import squeezed

_CONDITIONS = re.compile(r"条件")
_NOT_CONDITIONS = re.compile(r"材料|程序|方式(?!和条件)|报送")
_ELSEWHERE = re.compile(r"^.{0,40}(?:详见|见|参见|参照|按)[^。]{0,20}附件[^。]{0,20}。?$", re.DOTALL)

_PAGE_NUMBER = re.compile(r"[-—–－]\s*\d{1,3}\s*[-—–－]")
_CLOSING = re.compile(r"特此(?:通知|公告|通告|函告|函达)[。.]?")


def find_conditions(text: NoticeText, layout: Layout) -> Iterator[Condition]:
    """The lowest clauses below every heading that names conditions (参评条件, 申报条件)."""
    root: Section | None = None
    below: list[Section] = []
    for section in layout.sections:
        if root and section.attachment == root.attachment and section.level > root.level:
            below.append(section)
            continue
        if root:
            yield from _clauses(text, root, below)
        root, below = (section if _names_conditions(text, section) else None), []
    if root:
        yield from _clauses(text, root, below)


def _names_conditions(text: NoticeText, section: Section) -> bool:
    words = squeezed(text, section.heading).text
    return len(words) <= 30 and bool(_CONDITIONS.search(words)) and not _NOT_CONDITIONS.search(words)


def _clauses(text: NoticeText, root: Section, below: list[Section]) -> Iterator[Condition]:
    for at, section in enumerate([root, *below]):
        first = below[at] if at < len(below) else None
        nested = first is not None and first.level > section.level
        condition = _preamble(text, section, first) if nested and first else _whole(text, section)
        if condition:
            yield condition


def _whole(text: NoticeText, section: Section) -> Condition | None:
    """A clause without clauses below it; None if it only refers to an attachment."""
    span = Span(section.heading.start, max(section.body.end, section.heading.end))
    words = exact(text, span)
    if _ELSEWHERE.search(words):
        return None
    return Condition(section.path, words, span, section.attachment)


def _preamble(text: NoticeText, section: Section, first: Section) -> Condition | None:
    """What a heading with clauses below it says itself, in a whole sentence; None if only a heading."""
    span = Span(section.heading.end, first.heading.start)
    words = exact(text, span)
    if "。" not in words:
        return None
    return Condition(section.path, words, span, section.attachment)


def exact(text: NoticeText, span: Span) -> str:
    """The words of a place without its clause mark; lines are kept, their indents are not."""
    lines = (line.strip() for line in text.of(span).split("\n"))
    words = "\n".join(
        line for line in lines if line and not _PAGE_NUMBER.fullmatch(line) and not _CLOSING.fullmatch(line)
    )
    return re.sub(
        r"^(?:[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[）)]|[一二三四五六七八九十\d]{1,3}\s*[、.．])\s*",
        "",
        words,
    )
