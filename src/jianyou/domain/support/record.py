"""席位记录: one JSON file from which anyone gives the seats anew, with the draw that decided among equals.

Nobody's name stands in it: requests go by their keys, organizations by numbers. Each part has its hash; the
digest is the hash of all of them, the one number to publish.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from jianyou.datafiles.canonical import Plain, canonical
from jianyou.domain.judging.draw import Commitment, Draw, DrawPlan, DrawPurpose, Ticket
from jianyou.domain.judging.draw_plain import as_plain, check_plain, from_plain
from jianyou.domain.judging.plain import from_plain as record_from_plain
from jianyou.domain.judging.plain import plain_of
from jianyou.domain.support.rules import Request, Rule
from jianyou.domain.support.seats import Answer, give_seats
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

FORMAT = "jianyou-seats-1"
PARTS = ("about", "rule", "seats", "requests", "draw", "answers")
MOST_BYTES = 64 * 1024 * 1024
_TOP = {"format", "digest", "hashes", "parts"}


@dataclass(frozen=True, slots=True)
class About:
    """Of which activity of which call; `made_at` is ISO 8601, `code` the version of the program."""

    call: str
    activity: int
    title: str
    made_at: str
    code: str


class SeatsFile(NamedTuple):
    """A record as it stands in its file."""

    parts: Mapping[str, Any]
    hashes: Mapping[str, str]
    digest: str


def lots_plan(
    title: str, keys: Sequence[str], public_value: str, commitments: tuple[Commitment, ...]
) -> DrawPlan:
    """The plan of the draw: the order of every request that was in the list when it was closed."""
    return DrawPlan(
        purpose=DrawPurpose.SUPPORT_SEATS,
        title=title,
        tickets=tuple(map(Ticket, sorted(keys))),
        take=len(keys),
        public_value=public_value,
        commitments=commitments,
    )


def seats_record(
    about: About, rule: Rule, seats: int, requests: Sequence[Request], draw: Draw
) -> tuple[tuple[Answer, ...], dict[str, Plain]]:
    """Gives the seats; the answers, and the parts of the record.

    Raises:
        Refused: as `give_seats`.
    """
    named = _numbered(requests)
    answers = give_seats(named, seats, rule, lots_of(draw))
    parts: dict[str, Plain] = {
        "about": plain_of(about),
        "rule": plain_of(rule),
        "seats": seats,
        "requests": plain_of(sorted(named)),
        "draw": as_plain(draw),
        "answers": plain_of(answers),
    }
    return answers, parts


def lots_of(draw: Draw) -> dict[str, int]:
    """The place of each request in the draw."""
    return {key: place for place, key in enumerate(draw.order, 1)}


def written(parts: Mapping[str, Plain]) -> str:
    """The text of the record's file."""
    hashes = {name: _hash(parts[name]) for name in PARTS}
    told: dict[str, Plain] = {
        "format": FORMAT,
        "digest": digest_of(parts),
        "hashes": hashes,
        "parts": dict(parts),
    }
    return canonical(told).decode() + "\n"


def digest_of(parts: Mapping[str, Plain]) -> str:
    """The digest of a record of these parts, 64 hexadecimal digits."""
    return _digest({name: _hash(parts[name]) for name in PARTS})


def read_seats(text: str) -> SeatsFile:
    """The record that a file holds, unchecked but for its frame.

    Raises:
        Refused: it is too large, or no such record.
    """
    if len(text) > MOST_BYTES:
        raise Refused("support_record_large", most=MOST_BYTES // 1024 // 1024)
    try:
        text.encode()
        plain = json.loads(text)
        canonical(plain)
    except (ValueError, RecursionError, TypeError):
        raise Refused("support_record_unreadable") from None
    if not isinstance(plain, dict) or plain.keys() != _TOP or plain["format"] != FORMAT:
        raise Refused("support_record_unreadable")
    parts, hashes, digest = plain["parts"], plain["hashes"], plain["digest"]
    if not isinstance(parts, dict) or parts.keys() != set(PARTS) or not isinstance(digest, str):
        raise Refused("support_record_unreadable")
    if not isinstance(hashes, dict) or not all(isinstance(each, str) for each in hashes.values()):
        raise Refused("support_record_unreadable")
    return SeatsFile(parts, hashes, digest)


def check_seats(file: SeatsFile, digest: str = "") -> tuple[Message, ...]:
    """What of a record doesn't hold, or doesn't follow from what stands in it; empty if all does."""
    return tuple(_found(file, digest))


def parts_read(parts: Mapping[str, Any]) -> tuple[tuple[Request, ...], Rule, int]:
    """Requests, rule and seats of a record.

    Raises:
        Refused: one of them is none.
    """
    requests = record_from_plain(tuple[Request, ...], parts["requests"], "requests")
    return (
        requests,
        record_from_plain(Rule, parts["rule"], "rule"),
        record_from_plain(int, parts["seats"], "seats"),
    )


def _found(file: SeatsFile, digest: str) -> Iterator[Message]:
    for name in PARTS:
        if file.hashes.get(name) != _hash(file.parts[name]):
            yield Message("support_record_part", {"part": name})
    if file.digest != digest_of(file.parts):
        yield Message("support_record_digest")
    if digest and digest != file.digest:
        yield Message("support_record_other", {"digest": file.digest[:64]})
    try:
        yield from check_plain(file.parts["draw"])
        yield from _follows(file)
    except Refused as refused:
        yield Message(refused.code, refused.params)


def _follows(file: SeatsFile) -> Iterator[Message]:
    """The seats given anew, compared with what stands there."""
    requests, rule, seats = parts_read(file.parts)
    draw = from_plain(file.parts["draw"])
    if draw.plan.purpose is not DrawPurpose.SUPPORT_SEATS:
        yield Message("support_record_part", {"part": "draw"})
    told, due = file.parts["answers"], plain_of(give_seats(requests, seats, rule, lots_of(draw)))
    if told == due:
        return
    assert isinstance(due, list)
    if not isinstance(told, list) or len(told) != len(due):
        yield Message("support_record_answers", {"place": 1})
        return
    yield Message(
        "support_record_answers",
        {"place": next(n for n, pair in enumerate(zip(told, due, strict=True), 1) if pair[0] != pair[1])},
    )


def _numbered(requests: Sequence[Request]) -> list[Request]:
    """The requests with numbers instead of organizations, in an order that tells nothing of them."""
    numbers: dict[str, str] = {"": ""}
    for each in sorted(requests):
        numbers.setdefault(each.organization, f"o{len(numbers)}")
    return [each._replace(organization=numbers[each.organization]) for each in requests]


def _hash(part: Plain) -> str:
    return hashlib.sha256(canonical(part)).hexdigest()


def _digest(hashes: Mapping[str, str]) -> str:
    return hashlib.sha256(canonical({"format": FORMAT, "hashes": hashes})).hexdigest()
