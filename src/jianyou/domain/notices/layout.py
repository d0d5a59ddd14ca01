"""The parts of an official paper (GB/T 9704) found in a text."""

import re
from typing import NamedTuple

from jianyou.domain.notices.attachments import find_attachments, find_parts
from jianyou.domain.notices.heads import Head, find_head
from jianyou.domain.notices.model import Layout, NoticeText, Span
from jianyou.domain.notices.sections import find_sections
from jianyou.domain.notices.tails import Tail, find_tail
from jianyou.domain.notices.text import Squeezed, squeezed

_FOOT = re.compile(r"上一[篇条][:：]?|下一[篇条][:：]?|版权所有")
_ABOVE_FOOT = re.compile(r"[\[【]?(?:打印|关闭|分享|扫一扫|责任编辑|返回顶部|收藏)")


class Laid(NamedTuple):
    """A text laid out: the squeezed text, what head and tail say, the attachments listed, the parts."""

    squeezed: Squeezed
    head: Head
    tail: Tail
    attachments: list[tuple[int, int]]
    layout: Layout


def lay_out(text: NoticeText) -> Laid:
    """Find head, body, tail, attachments and sections."""
    words = squeezed(text)
    head = find_head(words)
    body = head.salutation.end + 1 if head.salutation else _behind_head(head)
    tail = find_tail(words, body, head.title[0] if head.title else None)
    listed = find_attachments(words, body, tail.start, len(words.text))
    foot = _foot(words, body)
    parts = find_parts(words, _behind(tail, listed), foot, [words.text[start:end] for start, end in listed])
    end = words.index(parts[0].span.start) if parts else foot
    signed = min(tail.start, end)
    layout = Layout(
        head=Span(0, words.span(body, len(words.text)).start),
        body=words.span(body, signed),
        tail=words.span(signed, end),
        attachments=parts,
        sections=tuple(find_sections(words, body, _closing(words, signed, listed), parts)),
    )
    return Laid(words, head, tail, listed, layout)


def _foot(text: Squeezed, begin: int) -> int:
    """Where the website goes on below the paper; the end of the text if it doesn't."""
    for found in _FOOT.finditer(text.text, begin):
        if text.begins_line(found.start()):
            at = found.start()
            while at > begin and _ABOVE_FOOT.match(text.text, above := text.line_start(at - 1)):
                at = above
            return max(at, begin)
    return len(text.text)


def _behind_head(head: Head) -> int:
    ends = [each[1] for each in (None if head.from_page else head.title, head.number) if each]
    return max([head.start, *ends])


def _closing(text: Squeezed, signed: int, listed: list[tuple[int, int]]) -> int:
    """Where the sentences of the body end: at the list of attachments, or at the signature."""
    if not listed or listed[0][0] >= signed:
        return signed
    return max(text.text.rfind("附", 0, listed[0][0]), 0)


def _behind(tail: Tail, listed: list[tuple[int, int]]) -> int:
    """Where attachments may begin: behind the signature, or behind the list where nobody signed."""
    if tail.issued and tail.start < tail.end:
        return tail.end
    return max([end for _, end in listed], default=tail.end)
