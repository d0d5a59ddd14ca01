"""通知书: what the letters about an entry say, from what was decided of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jianyou.domain.papers.letters import Letter, LetterKind
from jianyou.terms.display import plain
from jianyou.terms.message import Param, say

DECISION_LETTERS = (
    *(LetterKind.ACCEPTANCE, LetterKind.REFUSAL, LetterKind.CORRECTION, LetterKind.ADMISSION),
    LetterKind.CHOICE,
)
"""The letters that are made from decisions; the others are written for their occasion."""


class ColumnRemark(NamedTuple):
    """What is to be corrected in a column; `text` is empty where the column holds somebody's contact."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What came of an entry for an award: its tier, "" for none, and what experts found, a line each."""

    award: str
    tier: str
    strengths: str = ""
    gaps: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTold:
    """A decision about an entry, as its letter tells it.

    `call` is the call's title, `filer` the addressee. `reason` is that of a refusal or a late admission,
    with several lines where it has several points. `due` is written out, empty where nothing is asked.
    `chosen` is told by a letter on the result alone.
    """

    kind: LetterKind
    call: str
    office: str
    filer: str
    number: str
    ordinal: int
    name: str
    reason: str = ""
    remarks: Sequence[ColumnRemark] = ()
    due: str = ""
    chosen: Chosen | None = None


def decision_letter(told: DecisionTold) -> Letter:
    """The letter, its date left blank until it is sent."""
    return Letter(
        kind=told.kind,
        title=say(f"letter_{told.kind}"),
        addressee=told.filer,
        paragraphs=tuple(_paragraphs(told)),
        signed_by=told.office,
    )


def _paragraphs(told: DecisionTold) -> Iterator[str]:
    params: dict[str, Param] = {
        "call": told.call,
        "number": told.number,
        "ordinal": told.ordinal,
        "name": plain(told.name) or say("letter_nameless"),
    }
    yield say("letter_received" if told.ordinal else "letter_received_whole", params)
    match told.kind:
        case LetterKind.ACCEPTANCE:
            yield say("letter_accepted")
            yield say("letter_accepted_only")
        case LetterKind.REFUSAL:
            yield say("letter_refused")
            yield from _points(told.reason)
            yield say("letter_refused_ask")
        case LetterKind.CORRECTION:
            yield say("letter_to_correct")
            yield from _remarks(told)
            yield say("letter_correct_until", {"due": told.due})
        case LetterKind.CHOICE:
            yield from _chosen(told.chosen)
        case _:
            yield say("letter_admitted")
            yield from _points(told.reason)


def _chosen(chosen: Chosen | None) -> Iterator[str]:
    if chosen is None:
        return
    if chosen.tier:
        yield say("letter_chosen", {"tier": chosen.tier})
    else:
        yield say("letter_not_chosen", {"award": chosen.award})
    for code, text in (("letter_strengths", chosen.strengths), ("letter_gaps", chosen.gaps)):
        if text:
            yield say(code)
            yield from _points(text)
    yield say("letter_choice_ask")


def _points(reason: str) -> Iterator[str]:
    lines = [line.strip() for line in reason.split("\n") if line.strip()]
    for number, line in enumerate(lines, 1):
        yield f"{number}. {line}" if len(lines) > 1 else line


def _remarks(told: DecisionTold) -> Iterator[str]:
    for number, remark in enumerate(told.remarks, 1):
        code = "letter_remark" if remark.text else "letter_remark_personal"
        params: dict[str, Param] = {"column": remark.title, "text": " ".join(remark.text.split())}
        yield f"{number}. {say(code, params)}"
    yield from _points(told.reason)
