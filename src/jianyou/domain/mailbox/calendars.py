"""日历: appointments as a file that calendars take in (RFC 5545)."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

MEDIUM = "text/calendar; charset=utf-8"
_OCTETS = 75
_MEANT = re.compile(r"[\\;,]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Appointment(NamedTuple):
    """`uid` stays the same for an appointment that is changed; moments know their zone."""

    uid: str
    begins: datetime
    ends: datetime
    changed_at: datetime
    title: str
    place: str = ""
    note: str = ""


def calendar_file(name: str, appointments: Iterable[Appointment]) -> bytes:
    """The appointments as a calendar of that name."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Jianyou//Jianyou//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for one in appointments for line in _event(one)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(one: Appointment) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(one.uid)}"
    yield f"DTSTAMP:{_moment(one.changed_at)}"
    yield f"LAST-MODIFIED:{_moment(one.changed_at)}"
    yield f"DTSTART:{_moment(one.begins)}"
    yield f"DTEND:{_moment(one.ends)}"
    yield f"SUMMARY:{_text(one.title)}"
    if one.place:
        yield f"LOCATION:{_text(one.place)}"
    if one.note:
        yield f"DESCRIPTION:{_text(one.note)}"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    plain = _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _MEANT.sub(lambda found: "\\" + found[0], plain).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of 75 octets at most, continued after a space; no character is cut in two."""
    part, room = "", _OCTETS
    for character in line:
        width = len(character.encode())
        if width > room:
            yield part
            part, room = " ", _OCTETS - 1
        part += character
        room -= width
    yield part
