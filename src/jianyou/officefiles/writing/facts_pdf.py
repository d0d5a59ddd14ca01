"""A page of facts with a square code as a PDF: a receipt, set like an official paper, tagged and undated."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from jianyou.officefiles.squarecode import svg_of
from jianyou.officefiles.writing.fonts import PDF_BODY, PDF_HEADING
from jianyou.officefiles.writing.pdf import Shown, breakable, set_in_pdf, without_missing


@dataclass(frozen=True, slots=True)
class FactValue:
    """A value of a fact on a line of its own; `strong` stands out, `small` is fine print."""

    text: str
    strong: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class FactsPaper:
    """One page: the issuer, a title, what it is about, a sentence, facts by label, notes, a square code.

    `lang` is zh or en; `code` is the square code's text, `code_alt` what it is in words.
    """

    issuer: str
    title: str
    subject: str
    said: str
    facts: Sequence[tuple[str, Sequence[FactValue]]]
    notes: Sequence[str]
    code: str
    code_alt: str
    lang: str = "zh"


# Half-widths of a line at 11 pt: 158 mm of text, a label's column, and what is left for its values.
_LABEL_EM = {"zh": 6.0, "en": 7.5}
_LINE, _GAP, _FINE = 81.0, 2.5, 0.77


def write_facts(paper: FactsPaper) -> bytes:
    """The page as a PDF; the same paper gives the same bytes, 〓 stands for what no font has."""
    label = _LABEL_EM[paper.lang]
    value_width = _LINE - 2 * label - _GAP

    def put(text: str, width: float) -> Shown:
        return breakable(without_missing(text), width)

    told = {
        "fonts": {"body": PDF_BODY, "heading": PDF_HEADING},
        "lang": paper.lang,
        "issuer": put(paper.issuer, _LINE * 0.75),
        "title": without_missing(paper.title),
        "subject": put(paper.subject, _LINE * 0.9),
        "said": put(paper.said, _LINE * 0.9),
        "label_width": label,
        "facts": [
            [put(name, 2 * label), [_value(one, put(one.text, _width(one, value_width))) for one in values]]
            for name, values in paper.facts
        ],
        "notes": [put(note, _LINE * 0.8) for note in paper.notes],
        "svg": svg_of(paper.code),
        "svg_alt": paper.code_alt,
    }
    template = (files("jianyou.officefiles.writing") / "facts.typ").read_bytes()
    return set_in_pdf(template, json.dumps(told, ensure_ascii=False))


def _width(one: FactValue, width: float) -> float:
    return width / _FINE if one.small else width * 0.9 if one.strong else width


def _value(one: FactValue, text: Shown) -> dict[str, object]:
    return {"text": text, "strong": one.strong, "small": one.small}
