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
    """`uid` stays the same for an appointment that is changed or called `off`; moments know their zone.

    `organizer` is the address of who tells of it, empty where there is none.
    """

    uid: str
    begins: datetime
    ends: datetime
    changed_at: datetime
    title: str
    place: str = ""
    note: str = ""
    organizer: str = ""
    off: bool = False


def calendar_file(name: str, appointments: Iterable[Appointment]) -> bytes:
    """The appointments as a calendar of that name; one that takes them out again where all are off."""
    listed = list(appointments)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Jianyou//Jianyou//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:CANCEL" if listed and all(one.off for one in listed) else "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for one in listed for line in _event(one)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(one: Appointment) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(one.uid)}"
    yield f"DTSTAMP:{_moment(one.changed_at)}"
    yield f"LAST-MODIFIED:{_moment(one.changed_at)}"
    # What was told later replaces what was told before: the minute is a number that only grows.
    yield f"SEQUENCE:{int(one.changed_at.timestamp()) // 60}"
    yield f"DTSTART:{_moment(one.begins)}"
    yield f"DTEND:{_moment(one.ends)}"
    if one.off:
        yield "STATUS:CANCELLED"
    if one.organizer:
        yield f"ORGANIZER:mailto:{one.organizer}"
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
