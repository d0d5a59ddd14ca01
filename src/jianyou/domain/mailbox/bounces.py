"""退信: what mail servers tell of letters that they couldn't deliver (RFC 3464), as hostile as any mail.

Only the name of our own letter and the status are read; nothing of what they say is kept or shown.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple
from uuid import UUID

MOST_BYTES = 32 * 1024 * 1024
_MOST_LETTERS, _MOST_LETTER, _MOST_PARTS, _MOST_PEOPLE = 2000, 256 * 1024, 20, 20
_MOST_BOUNDARIES = 40
_BEGINS = re.compile(rb"(?:\A|(?<=\n\n))From [^\n]{1,300}\n")
_NAME = re.compile(r"<([0-9a-f]{32})@[^<>@\s]{1,255}>")
_STATUS = re.compile(r"([245]\.[0-9]{1,3}\.[0-9]{1,3})(?![0-9.])", re.ASCII)


class Bounce(NamedTuple):
    """A letter that came back: its message's key, the status as `5.1.1`, whether that is for good."""

    key: UUID
    status: str
    for_good: bool


class Read(NamedTuple):
    """The bounces of a file; `others` counts letters that tell of no letter of ours or weren't read."""

    bounces: tuple[Bounce, ...]
    others: int


def read_bounces(data: bytes) -> Read:
    """Every bounce of a letter or an mbox file; what is too large or not well formed is counted, not read.

    So are all letters after the first 2,000.
    """
    found: list[Bounce] = []
    others = 0
    for number, letter in enumerate(_letters(data.replace(b"\r\n", b"\n"))):
        bounce = _bounce_of(letter) if number < _MOST_LETTERS else None
        if bounce is None:
            others += 1
        else:
            found.append(bounce)
    return Read(tuple(found), others)


def _letters(data: bytes) -> Iterator[bytes]:
    """One letter, or those of an mbox file, of which each begins at a line `From `."""
    if not data.startswith(b"From "):
        if data.strip():
            yield data
        return
    begin = 0
    for found in _BEGINS.finditer(data):
        if found.start():
            yield data[begin : found.start()]
        begin = found.end()
    yield data[begin:]


def _bounce_of(data: bytes) -> Bounce | None:
    if len(data) > _MOST_LETTER or data.count(b"boundary") > _MOST_BOUNDARIES:
        return None
    try:
        letter = email.message_from_bytes(data, policy=email.policy.compat32)
        return _told_by(letter)
    except Exception:  # noqa: BLE001  — the parser is many, the letter anybody's: it is counted as unreadable
        return None


def _told_by(letter: Message) -> Bounce | None:
    if letter.get_content_type() != "multipart/report":
        return None
    status, key = None, None
    for part, _ in zip(letter.walk(), range(_MOST_PARTS), strict=False):
        kind = part.get_content_type()
        if kind == "message/delivery-status" and status is None:
            status = _status(part)
        elif kind in ("message/rfc822", "text/rfc822-headers", "message/global-headers") and key is None:
            key = _key(part)
    return Bounce(key, *status) if key and status else None


def _status(part: Message) -> tuple[str, bool] | None:
    """What was told of the first recipient that the letter didn't reach."""
    people = part.get_payload()
    for person in people[:_MOST_PEOPLE] if isinstance(people, list) else []:
        if not isinstance(person, Message):
            continue
        action = str(person.get("Action", "")).strip().lower()
        told = _STATUS.match(str(person.get("Status", "")).strip())
        if action == "failed" and told and told[1][0] in "45":
            return told[1], told[1][0] == "5"
    return None


def _key(part: Message) -> UUID | None:
    payload = part.get_payload()
    if isinstance(payload, list):
        inner = payload[0] if payload else None
        name = inner.get("Message-ID", "") if isinstance(inner, Message) else ""
    else:
        name = email.message_from_string(str(payload), policy=email.policy.compat32).get("Message-ID", "")
    found = _NAME.fullmatch(str(name).strip())
    return UUID(found[1]) if found else None
