"""A notice's text with every value marked where it stands, and the values as a list beside it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jianyou.domain.notices.model import NoticeFacts, NoticeText, Span
from jianyou.domain.notices.values import Field, listed
from jianyou.terms.display import plain
from jianyou.terms.lang import Lang
from jianyou.terms.message import say


class Item(NamedTuple):
    """A value in the list: its words, its number (0 where it has no place), and its line."""

    words: str
    number: int
    line: str


class Group(NamedTuple):
    """A field with its values."""

    label: str
    key: str
    values: list[Item]


class Piece(NamedTuple):
    """A run of the text: the values that begin here, the fields that mark it, and their labels."""

    text: str
    anchors: list[int]
    kind: str
    label: str


class Marked(NamedTuple):
    """The values field by field, and the text in the pieces that they cut it into."""

    groups: list[Group]
    pieces: list[Piece]


class _Value(NamedTuple):
    number: int
    key: str
    label: str
    span: Span


def mark_values(text: NoticeText, facts: NoticeFacts, lang: Lang) -> Marked:
    """Every value with its number, its line, and its place in the text."""
    groups, placed = _groups(text, listed(facts, lang), lang)
    return Marked(groups, list(_pieces(text, placed)))


def _groups(text: NoticeText, fields: Sequence[Field], lang: Lang) -> tuple[list[Group], list[_Value]]:
    starts = [line.span.start for line in text.lines]
    groups: list[Group] = []
    marked: list[_Value] = []
    for field in fields:
        items = []
        for value in field.values:
            if value.span is None:
                items.append(Item(plain(value.words), 0, ""))
                continue
            number = len(marked) + 1
            marked.append(_Value(number, field.key, field.label, value.span))
            line = say("notice_line", {"line": bisect_right(starts, value.span.start)}, lang)
            items.append(Item(plain(value.words), number, line))
        groups.append(Group(field.label, field.key, items))
    return groups, marked


def _pieces(text: NoticeText, marked: Sequence[_Value]) -> Iterator[Piece]:
    """The text cut where a value begins or ends; the shortest value over a run gives its mark."""
    begins: dict[int, list[_Value]] = {}
    ends: dict[int, list[_Value]] = {}
    for each in marked:
        begins.setdefault(each.span.start, []).append(each)
        ends.setdefault(each.span.end, []).append(each)
    cuts = sorted({0, len(text.text), *begins, *ends})
    over: dict[int, _Value] = {}
    for start, end in pairwise(cuts):
        for each in ends.get(start, []):
            over.pop(each.number, None)
        for each in begins.get(start, []):
            over[each.number] = each
        shortest = min(over.values(), key=lambda each: each.span.end - each.span.start, default=None)
        yield Piece(
            text=_visible(text.text[start:end]),
            anchors=[each.number for each in begins.get(start, [])],
            kind=shortest.key if shortest else "",
            label=" · ".join(dict.fromkeys(each.label for each in over.values())),
        )


def _visible(text: str) -> str:
    """The text with its lines, and with what could turn its direction made visible."""
    return "\n".join(plain(line.replace("\t", "    ")) for line in text.split("\n"))
