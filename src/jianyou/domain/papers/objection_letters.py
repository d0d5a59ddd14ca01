"""异议答复函和告知函: what came of an objection, to who raised it and to whom it was about.

Neither names who objects: the answer goes by the objection's number, so that nobody's name stands in a
paper of the office, and the notice tells nothing of it but what was decided.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jianyou.domain.papers.official import written_date
from jianyou.officefiles.writing.official import Head, OfficialPaper
from jianyou.officefiles.writing.official_file import write_official
from jianyou.terms.message import say


class ObjectionPaper(StrEnum):
    """To who objects, or to the nominee."""

    ANSWER = "answer"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionTold:
    """An objection that is settled. `about` is the nominee, empty where it is about the list as a whole.

    `outcome` and `effect` are empty where it was refused, then `refused_for` are the codes why.
    `raised_on` is told to who raised it alone.
    """

    office: str
    list_title: str
    number: str
    about: str
    filer: str
    raised_on: date
    settled_on: date
    outcome: str = ""
    effect: str = ""
    refused_for: Sequence[str] = ()
    reasons: str = ""


def objection_paper(told: ObjectionTold, kind: ObjectionPaper, *, pdf: bool) -> bytes:
    """The letter as a PDF, else as a .docx; number and seal left blank."""
    paper = _answer(told) if kind is ObjectionPaper.ANSWER else _notice(told)
    return write_official(paper, pdf=pdf).data


def _answer(told: ObjectionTold) -> OfficialPaper:
    return OfficialPaper(
        issuer=told.office,
        head=Head.LETTER,
        title=say("objection_letter_answer"),
        addressee=say("objection_letter_to", {"number": told.number}),
        paragraphs=tuple(_answered(told)),
        signed_by=told.office,
        date=written_date(told.settled_on),
    )


def _notice(told: ObjectionTold) -> OfficialPaper:
    return OfficialPaper(
        issuer=told.office,
        head=Head.LETTER,
        title=say("objection_letter_notice"),
        addressee=told.filer,
        paragraphs=(
            say("objection_letter_about", {"list": told.list_title, "name": told.about}),
            *_came_of(told),
        ),
        signed_by=told.office,
        date=written_date(told.settled_on),
    )


def _answered(told: ObjectionTold) -> Iterator[str]:
    code = "objection_letter_received" if told.about else "objection_letter_received_list"
    params = {"on": written_date(told.raised_on), "list": told.list_title, "name": told.about}
    yield say(code, params)
    if told.outcome:
        yield from _came_of(told)
        return
    yield say("objection_letter_refused")
    for number, reason in enumerate((*map(say, told.refused_for), *_lines(told.reasons)), 1):
        yield f"{number}. {reason}"


def _came_of(told: ObjectionTold) -> Iterator[str]:
    yield say(
        "objection_letter_decided",
        {
            "outcome": say(f"objection_outcome_{told.outcome}"),
            "effect": say(f"objection_effect_{told.effect}"),
        },
    )
    yield say("objection_letter_reasons")
    yield from _lines(told.reasons)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
