"""An official table as a PDF, set by typst in packaged fonts: the same on every machine.

The file is tagged for screen readers (PDF/UA-1), carries no date, and shows no silent box: a
character that no font has is replaced by 〓 and reported.
"""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

import typst

from jianyou.officefiles.paper import MARK_EDGE, MARK_SIDE, FootMark, Paper, Written, header_shares
from jianyou.officefiles.squarecode import QUIET, matrix_of, svg_of
from jianyou.officefiles.writing.fonts import MISSING, PDF_BODY, PDF_HEADING, font_folder, pdf_coverage
from jianyou.officefiles.writing.printable import code_points, printable, printable_text
from jianyou.officefiles.writing.spots import Spot, change_texts, finding_at, locate_in_word
from jianyou.officefiles.writing.wrapping import RowHeights, text_width
from jianyou.terms.finding import Finding, Severity

# Millimetres, as paper.typ has them: the text's width, a cell's padding on both sides, half an em.
_TEXT_WIDTH, _PADDING, _HALF_EM = 253.0, 2.4, 1.852
# Of some 26 lines below the heading row on a page, less some for safety.
_WHOLE_LINES = 20
# The first row has less room: it's split rather than leave the first page without any.
_FIRST_WHOLE_LINES = 15
# Controls, direction marks, joiners, presentation selectors: invisible, and some mislead the reader.
_INVISIBLE = re.compile(
    "[\x7f-\x9f\xad\u034f\u061c\u180b-\u180e\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f]")
# Runs that typst never breaks inside: Latin words, addresses, rows of dashes, dots or brackets.
_UNBROKEN = re.compile(
    "[!-~\xa1-\u036f\u2010-\u205e\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff1f\uff5b-\uff65]+"
)
_REPORTED = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)", re.DOTALL)
_TRIES = 3
_RUNS_KEPT = 11
_archived_on: ContextVar[date | None] = ContextVar("archived_on", default=None)

Shown = str | list[str | list[str]]


def write_pdf(paper: Paper) -> Written:
    """The paper as a PDF: A4 landscape, heading row repeated on each page, rows kept whole.

    The same paper gives the same bytes. Each text with characters that no font has gets a finding
    `glyph_missing`, and 〓 in their stead.
    """
    locate = locate_in_word(paper)
    paper, findings = printable(paper, locate)
    paper = change_texts(paper, lambda _, text: _INVISIBLE.sub("", _SPACES.sub(" ", text)))
    missing = sorted(character for character in _characters(paper) if character not in pdf_coverage())
    for _ in range(_TRIES):
        shown, lost = _without(paper, missing)
        try:
            return Written(_compiled(shown), (*findings, *lost))
        except typst.TypstError as error:
            # Fonts can have a character and yet fail to join it to its neighbours.
            more = reported_missing(error)
            if not more:
                raise
            missing += more
    raise AssertionError("typst keeps reporting characters that were already replaced")


def reported_missing(error: typst.TypstError) -> list[str]:
    """The texts that typst says it could not display, longest first."""
    texts = (_ESCAPE.sub(_unescaped, text) for text in _REPORTED.findall(error.diagnostic))
    return sorted(set(texts), key=lambda text: (-len(text), text))


def _unescaped(match: re.Match[str]) -> str:
    code, plain = match.groups()
    return chr(int(code, 16)) if code else {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}.get(plain, plain)


def _characters(paper: Paper) -> set[str]:
    headings = (column.title for column in paper.columns)
    pairs = chain.from_iterable(paper.header)
    texts = chain((paper.label, paper.title, paper.note), pairs, headings, chain.from_iterable(paper.rows))
    return set("".join(texts))


def _without(paper: Paper, missing: Sequence[str]) -> tuple[Paper, list[Finding]]:
    """The paper with 〓 for each of `missing`, and a finding for each text that has any."""
    if not missing:
        return paper, []
    pattern = re.compile("|".join(map(re.escape, missing)))
    findings: list[Finding] = []
    locate = locate_in_word(paper)

    def replace(spot: Spot, text: str) -> str:
        found = list(dict.fromkeys(pattern.findall(text)))
        if found:
            params = {"characters": "".join(found[:8]), "codes": code_points("".join(found))}
            findings.append(finding_at(spot, paper, locate, "glyph_missing", Severity.WARNING, **params))
        return pattern.sub(MISSING, text)

    return change_texts(paper, replace), findings


def without_missing(text: str) -> str:
    """A text of one line as a PDF can show it: 〓 for each character that no font has."""
    plain = _INVISIBLE.sub("", _SPACES.sub(" ", printable_text(text).replace("\n", " ")))
    return "".join(sign if sign in pdf_coverage() else MISSING for sign in plain)


def _compiled(paper: Paper) -> bytes:
    return set_in_pdf(table_template(), json.dumps(as_json(paper), ensure_ascii=False))


def set_in_pdf(template: bytes, data: str) -> bytes:
    """The PDF that typst sets of a template of ours and its JSON, `sys.inputs.paper`.

    TypstError, which names them, for characters that no font can show.
    """
    on = _archived_on.get()
    # PDF/UA-1 also makes typst report every character without a glyph.
    standards = ["ua-1"] if on is None else ["a-2a", "ua-1"]
    if on is not None:
        dated = f"date: datetime(year: {on.year}, month: {on.month}, day: {on.day})"
        template = template.replace(b"date: none", dated.encode())
    try:
        return _compile(template, sys_inputs={"paper": data}, pdf_standards=standards)
    finally:
        # typst keeps what it laid out for ten more runs; 1,000 rows are some 250 MB.
        for _ in range(_RUNS_KEPT):
            _compile(b"")


@contextmanager
def archival(on: date) -> Iterator[None]:
    """Papers written meanwhile are PDF/A-2a for keeping, which must bear a day; `on` is that."""
    before = _archived_on.set(on)
    try:
        yield
    finally:
        _archived_on.reset(before)


def _compile(source: bytes, **options: Any) -> bytes:
    data = typst.compile(source, font_paths=_fonts(), ignore_system_fonts=True, format="pdf", **options)
    assert isinstance(data, bytes)
    return data


@cache
def table_template() -> bytes:
    """The template of a table."""
    return (files("jianyou.officefiles.writing") / "paper.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[font_folder()])


def as_json(paper: Paper) -> dict[str, object]:
    """What the template of a table is told."""
    all_shares = sum(column.width for column in paper.columns)
    widths = [(_TEXT_WIDTH * column.width / all_shares - _PADDING) / _HALF_EM for column in paper.columns]
    page = _TEXT_WIDTH / _HALF_EM / 2
    title = " ".join(paper.title.replace("\u200b", "").split())
    shares = header_shares(len(paper.header))
    return {
        "fonts": {"body": PDF_BODY, "heading": PDF_HEADING},
        # A PDF for screen readers must have a title, and no empty heading.
        "title": title or "表",
        "heading": breakable(paper.title, page) if title else "",
        "label": breakable(paper.label, page),
        "header": [breakable(f"{label}：{value}", page / (2 * len(shares))) for label, value in paper.header],
        "header_shares": shares,
        "columns": [
            {"title": breakable(column.title, width), "width": column.width, "centered": column.centered}
            for column, width in zip(paper.columns, widths, strict=True)
        ],
        "rows": [
            [breakable(text, width) for text, width in zip(row, widths, strict=True)] for row in paper.rows
        ],
        "whole": list(_stay_whole(paper.rows, widths)),
        "blank_rows": paper.blank_rows,
        "note": breakable(paper.note, page),
        "mark": None if paper.mark is None else _mark(paper.mark),
    }


def _mark(mark: FootMark) -> dict[str, object]:
    """The line, the code as a picture, and its light border in mm."""
    quiet = MARK_SIDE * QUIET / len(matrix_of(mark.code))
    return {
        "line": printable_text(mark.line),
        "svg": svg_of(mark.code),
        "side": MARK_SIDE + 2 * quiet,
        "quiet": quiet,
        "edge": MARK_EDGE,
    }


def _stay_whole(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Iterator[bool]:
    heights = RowHeights(widths)
    for number, row in enumerate(rows):
        limit = _WHOLE_LINES if number else _FIRST_WHOLE_LINES
        yield heights.lines(row, floor=limit) <= limit


def breakable(text: str, width: float) -> Shown:
    """The text, or its pieces where a word is wider than `width` half-widths: such a word as a list."""
    if len(text) * 2.2 <= width:
        return text
    pieces: list[str | list[str]] = []
    end = 0
    for match in _UNBROKEN.finditer(text):
        if text_width(match[0]) * 1.1 > width:
            pieces += [text[end : match.start()], list(match[0])]
            end = match.end()
    return [*pieces, text[end:]] if pieces else text
