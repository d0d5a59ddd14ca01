"""决定记录: one JSON file that holds all that a decision rests on, so that anyone can make it anew elsewhere.

Each part stands on a line of its own, written in the one way of `canonical`; its hash is that of the line.
The digest is the hash of all hashes: the one number to publish. There are no floats and no contacts in it,
experts have pseudonyms, and what they wrote in words stays out.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from jianyou.datafiles.canonical import Plain, canonical
from jianyou.domain.judging.ballot import BallotResult, BallotRules, Round, count_votes
from jianyou.domain.judging.draw import Draw
from jianyou.domain.judging.draw_plain import as_plain
from jianyou.domain.judging.plain import plain_of
from jianyou.domain.judging.record_choice import choice_plain
from jianyou.domain.judging.scores.official import Scores, official_scores
from jianyou.domain.judging.scores.sheets import CONSENSUS, Assigned, Mark, Sheet
from jianyou.domain.judging.scores.stages import VERSION, Review
from jianyou.domain.judging.selection.inputs import Problem
from jianyou.terms.finding import Refused

FORMAT = "jianyou-decision-1"
PARTS = (
    *("about", "review", "entries", "assigned", "sheets", "scores"),
    *("choice", "result", "draws", "ballots", "decision"),
)
"""The parts in the order of the file."""

MOST_BYTES = 128 * 1024 * 1024
_TOP = {"format", "digest", "hashes", "parts"}


@dataclass(frozen=True, slots=True)
class About:
    """What was decided. `call_sha256` is that of the call file, `code` the version of the program.

    `rules` names the meaning of the rules for scores (`stages.VERSION`); `made_at` is ISO 8601.
    """

    call: str
    call_sha256: str
    award: str
    made_at: str
    code: str
    rules: str = VERSION


@dataclass(frozen=True, slots=True)
class Points:
    """A review without its words."""

    stage: str
    entry: str
    expert: str
    role: str
    points: Mapping[str, Decimal | None]

    def sheet(self) -> Sheet:
        """The sheet that these points make."""
        marks = {item: Mark(points) for item, points in self.points.items()}
        return Sheet(self.expert, self.entry, self.stage, marks, role=self.role)


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote: what on, by which rules, on which entries, and its rounds; of a secret one only sums."""

    title: str
    rules: BallotRules
    entries: tuple[str, ...]
    rounds: tuple[Round, ...]


class Decided(NamedTuple):
    """An entry with the tier that it was given."""

    entry: str
    tier: str


class How(StrEnum):
    """By what the decision was made: by the rules alone, together (集体研究), or by the ballots recorded."""

    RULES = "rules"
    COLLECTIVE = "collective"
    BALLOT = "ballot"


@dataclass(frozen=True, slots=True)
class Decision:
    """What people decided in the end; `at` is ISO 8601.

    `reason` says why, where it isn't what the rules came to.
    """

    how: How
    at: str
    chosen: tuple[Decided, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that goes into a record; `entries` are those of the award, `assigned` None where nobody was."""

    about: About
    review: Review
    entries: tuple[str, ...]
    assigned: tuple[Assigned, ...] | None
    sheets: tuple[Points, ...]
    problem: Problem
    decision: Decision
    draws: tuple[Draw, ...] = ()
    ballots: tuple[Ballot, ...] = ()

    def scores(self) -> Scores:
        """The official scores that the sheets come to."""
        entries = dict.fromkeys(self.entries, self.about.award)
        return official_scores(self.review, entries, (each.sheet() for each in self.sheets), self.assigned)


class RecordFile(NamedTuple):
    """A record as it stands in its file; `text` is the whole file."""

    parts: Mapping[str, Plain]
    hashes: Mapping[str, str]
    digest: str
    text: str


def points_of(sheets: Iterable[Sheet], names: Mapping[str, str]) -> tuple[Points, ...]:
    """Sheets without words, their experts by the pseudonyms `names`."""
    named = {**names, CONSENSUS: CONSENSUS}
    return tuple(
        Points(
            sheet.stage,
            sheet.entry,
            named[sheet.expert],
            sheet.role,
            {item: mark.points for item, mark in sheet.marks.items()},
        )
        for sheet in sheets
    )


def pseudonyms(experts: Iterable[str], secret: bytes) -> dict[str, str]:
    """A pseudonym for each expert, `x1` and so on, in an order that tells nothing without the secret."""
    keyed = sorted(set(experts), key=lambda expert: hmac.digest(secret, expert.encode(), "sha256"))
    digits = len(str(len(keyed)))
    return {expert: f"x{number:0{digits}}" for number, expert in enumerate(keyed, 1)}


def record_of(inputs: Inputs, result: Mapping[str, Plain]) -> str:
    """The text of the record file; `result` is what `record_choice.result_plain` tells of the choice."""
    return written(parts_of(inputs, result))


def parts_of(inputs: Inputs, result: Mapping[str, Plain]) -> dict[str, Plain]:
    """The parts of a record as plain values, each list in an order of its own."""
    assigned = None if inputs.assigned is None else sorted(inputs.assigned)
    sheets = sorted(inputs.sheets, key=lambda each: (each.stage, each.entry, each.expert))
    return {
        "about": plain_of(inputs.about),
        "review": plain_of(inputs.review),
        "entries": sorted(inputs.entries),
        "assigned": plain_of(assigned),
        "sheets": plain_of(sheets),
        "scores": scores_plain(inputs.scores()),
        "choice": choice_plain(inputs.problem),
        "result": result,
        "draws": [as_plain(draw) for draw in inputs.draws],
        "ballots": [ballot_plain(ballot) for ballot in inputs.ballots],
        "decision": plain_of(inputs.decision),
    }


def scores_plain(scores: Scores) -> dict[str, Plain]:
    """Official scores by entry, with those of its stages."""
    return {
        key: {
            "score": plain_of(each.score),
            "stopped_at": each.stopped_at,
            "stages": plain_of(each.stages),
        }
        for key, each in scores.by_entry.items()
    }


def ballot_plain(ballot: Ballot) -> dict[str, Plain]:
    """A vote with what it came to."""
    results: dict[str, Any] = {
        each.entry: _result_plain(each) for each in count_votes(ballot.rules, ballot.entries, ballot.rounds)
    }
    told = plain_of(ballot)
    assert isinstance(told, dict)
    return {**told, "results": results}


def _result_plain(result: BallotResult) -> dict[str, Plain]:
    return {"outcome": result.outcome.value, "round": result.round, "needed": result.needed}


def written(parts: Mapping[str, Plain]) -> str:
    """The file of these parts.

    Raises:
        TypeError, UnicodeEncodeError: there is something in them that can't be hashed.
    """
    hashes = {name: hash_of(parts[name]) for name in PARTS}
    return framed(parts, hashes, digest_of(hashes))


def framed(parts: Mapping[str, Plain], hashes: Mapping[str, str], digest: str) -> str:
    """The file with these hashes, a line each part."""
    lines = ",\n".join(f'"{name}":{canonical(parts[name]).decode()}' for name in PARTS)
    head = f'"format":"{FORMAT}",\n"digest":{json.dumps(digest)},\n"hashes":{canonical(hashes).decode()}'
    return f'{{\n{head},\n"parts":{{\n{lines}\n}}\n}}\n'


def hash_of(part: Plain) -> str:
    """The hash of a part: SHA-256 of its line, in hex."""
    return hashlib.sha256(canonical(part)).hexdigest()


def digest_of(hashes: Mapping[str, str]) -> str:
    """The digest of a record with these hashes of its parts."""
    return hashlib.sha256(canonical({"format": FORMAT, "hashes": hashes})).hexdigest()


def read_record(text: str) -> RecordFile:
    """The record that a file holds, unchecked but for its frame.

    Raises:
        Refused: it is too large, or no such record.
    """
    if len(text) > MOST_BYTES:
        raise Refused("record_too_large", most=MOST_BYTES // 1024 // 1024)
    plain = _loaded(text)
    if not isinstance(plain, dict) or plain.keys() != _TOP or plain["format"] != FORMAT:
        raise Refused("record_unreadable")
    parts, hashes, digest = plain["parts"], plain["hashes"], plain["digest"]
    if not isinstance(parts, dict) or parts.keys() != set(PARTS) or not isinstance(digest, str):
        raise Refused("record_unreadable")
    if not isinstance(hashes, dict) or not all(isinstance(each, str) for each in hashes.values()):
        raise Refused("record_unreadable")
    return RecordFile(parts, hashes, digest, text)


def _loaded(text: str) -> Any:
    try:
        text.encode()
        plain = json.loads(text, parse_float=_no_float, parse_constant=_no_float)
        canonical(plain)  # half a surrogate pair, written as an escape
    except (ValueError, RecursionError, TypeError):
        raise Refused("record_unreadable") from None
    return plain


def _no_float(text: str) -> Plain:
    raise ValueError(text)
