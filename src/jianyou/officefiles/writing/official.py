"""An official paper (公文) in the layout of GB/T 9704-2012: what it says, and the standard's measures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from jianyou.officefiles.paper import Paper

# Millimetres: the type area is 156 by 225, 22 lines of 28 characters.
TOP, LEFT, RIGHT, BOTTOM = 37.0, 28.0, 26.0, 35.0
TEXT_WIDTH, LINES, LINE_CHARACTERS = 156.0, 22, 28
RED = "c7000b"
_POINT = 25.4 / 72
_FIRST = re.compile(r"[一二三四五六七八九十]+、")
_SECOND = re.compile(r"（[一二三四五六七八九十]+）")
_HEAD_SIZES = {"document": (46.0, TEXT_WIDTH), "letter": (36.0, 170.0)}
_SEAL_SPACE = 4.0


class Head(StrEnum):
    """文件格式, with the issuer above a single rule, or 信函格式, between two double rules."""

    DOCUMENT = "document"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialPaper:
    """A paper of an office; what is empty is left blank for the hand or the office system.

    A document that goes `upward` has a place for who issues it (签发人). `paragraphs` begin with 一、 or
    （一） where they are headings. `date` is written out; `attachments` are names. `note` stands in brackets
    below the date. `annex` follows on pages of its own.
    """

    issuer: str
    title: str
    paragraphs: Sequence[str]
    head: Head = Head.LETTER
    number: str = ""
    upward: bool = False
    signer: str = ""
    addressee: str = ""
    signed_by: str = ""
    date: str = ""
    attachments: Sequence[str] = ()
    note: str = ""
    annex: Paper | None = None


class Level(StrEnum):
    """How a piece of a paragraph is set: 黑体, 楷体 or 仿宋."""

    FIRST = "first"
    SECOND = "second"
    BODY = "body"


class Piece(NamedTuple):
    """A piece of a paragraph."""

    level: Level
    text: str


NUMBER_BLANK = "〔　　　　〕　　号"
DATE_BLANK = "　　　　年　　月　　日"


def pieces_of(paragraph: str) -> list[Piece]:
    """A paragraph's heading, to its first full stop, and the rest."""
    level = (
        Level.FIRST if _FIRST.match(paragraph) else Level.SECOND if _SECOND.match(paragraph) else Level.BODY
    )
    if level is Level.BODY:
        return [Piece(level, paragraph)]
    heading, stop, rest = paragraph.partition("。")
    return [Piece(level, heading + stop), *([Piece(Level.BODY, rest)] if rest else [])]


def is_heading(pieces: list[Piece]) -> bool:
    """Whether the paragraph is no more than a heading, which stays with what follows."""
    return len(pieces) == 1 and pieces[0].level is not Level.BODY


def issuer_line(paper: OfficialPaper) -> tuple[str, float]:
    """发文机关标志 and its size in points: as large as one line holds."""
    text = f"{paper.issuer}文件" if paper.head is Head.DOCUMENT else paper.issuer
    largest, width = _HEAD_SIZES[paper.head.value]
    return text, min(largest, width * 0.94 / _POINT / max(1.0, characters(text)))


def attachment_lines(paper: OfficialPaper) -> list[tuple[str, str]]:
    """附件说明: what each line begins with, and the name."""
    if len(paper.attachments) == 1:
        return [("附件：", paper.attachments[0])]
    return [
        (f"附件：{number}. " if number == 1 else f"　　　{number}. ", name)
        for number, name in enumerate(paper.attachments, 1)
    ]


def signature(paper: OfficialPaper) -> tuple[float, float]:
    """Width of signature and date, and what stays free at their right, in characters.

    The date ends four characters from the edge, the name is centred above it, and there is room for a seal.
    """
    name, date = characters(paper.signed_by), characters(paper.date or DATE_BLANK)
    return min(max(name, date) + 1, LINE_CHARACTERS), max(0.0, _SEAL_SPACE - max(0.0, (name - date) / 2))


def characters(text: str) -> float:
    """A line's length in Chinese characters."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)
