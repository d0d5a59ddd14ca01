"""An official paper as a PDF, set by typst in packaged fonts, tagged and undated."""

import json
from functools import cache
from importlib.resources import files

import typst

from jianyou.officefiles.paper import Paper, Written
from jianyou.officefiles.writing.fonts import MISSING, PDF_BODY, PDF_HEADING
from jianyou.officefiles.writing.official import (
    DATE_BLANK,
    LINE_CHARACTERS,
    NUMBER_BLANK,
    RED,
    OfficialPaper,
    attachment_lines,
    characters,
    is_heading,
    issuer_line,
    pieces_of,
    signature,
)
from jianyou.officefiles.writing.pdf import (
    Shown,
    as_json,
    breakable,
    reported_missing,
    set_in_pdf,
    table_template,
    without_missing,
)
from jianyou.officefiles.writing.printable import printable_text
from jianyou.officefiles.writing.spots import change_texts

_TRIES = 3
_LINE = 2.0 * LINE_CHARACTERS


def official_pdf(paper: OfficialPaper) -> Written:
    """The paper as a PDF, its annex in landscape; 〓 stands for what no font has."""
    told: dict[str, object] = {}
    template = _template()
    if paper.annex is not None:
        told = as_json(_shown_annex(paper.annex))
        template += b"\n" + table_template()
    told |= {"fonts": {"body": PDF_BODY, "heading": PDF_HEADING}, "title": _plain(paper.title)}
    return Written(_set(template, json.dumps({**told, "official": _told(paper)}, ensure_ascii=False)))


def _set(template: bytes, data: str) -> bytes:
    for _ in range(_TRIES):
        try:
            return set_in_pdf(template, data)
        except typst.TypstError as error:
            # Fonts can have a character and yet fail to join it to its neighbours.
            more = reported_missing(error)
            if not more:
                raise
            for text in more:
                data = data.replace(text, MISSING)
    raise AssertionError("typst keeps reporting characters that were already replaced")


@cache
def _template() -> bytes:
    return (files("jianyou.officefiles.writing") / "official.typ").read_bytes()


def _told(paper: OfficialPaper) -> dict[str, object]:
    issuer, size = issuer_line(paper)
    width, right = signature(paper)
    lines = [line for text in paper.paragraphs for line in printable_text(text).split("\n") if line.strip()]
    return {
        "red": f"#{RED}",
        "letter": paper.head.value == "letter",
        "issuer": _plain(issuer),
        "issuer_size": size,
        "number": _plain(paper.number) or NUMBER_BLANK,
        "upward": paper.upward,
        "signer": _plain(paper.signer) or "　　　",
        "title": _put(paper.title, _LINE * 0.72),
        "addressee": _put(f"{paper.addressee}：", _LINE) if paper.addressee else "",
        "paragraphs": [
            {
                "heading": is_heading(pieces),
                "pieces": [[piece.level.value, _put(piece.text, _LINE)] for piece in pieces],
            }
            for pieces in map(pieces_of, lines)
        ],
        "attachments": [
            [label, characters(label), _put(name, _LINE - 10)] for label, name in attachment_lines(paper)
        ],
        "signed_by": _put(paper.signed_by, _LINE),
        "date": _plain(paper.date) or DATE_BLANK,
        "sign_width": width,
        "sign_right": right,
        "note": _put(f"（{paper.note}）", _LINE) if paper.note else "",
    }


def _plain(text: str) -> str:
    return without_missing(text)


def _put(text: str, width: float) -> Shown:
    return breakable(without_missing(text), width)


def _shown_annex(annex: Paper) -> Paper:
    return change_texts(annex, lambda _, text: "\n".join(map(without_missing, text.split("\n"))))
