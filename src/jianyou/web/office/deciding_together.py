"""The form of a decision taken together: what was typed of the meeting and of each entry, understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, dumps, loads
from django.http import QueryDict

from jianyou.actions.collective import Line, Meeting
from jianyou.actions.filing import SentFile
from jianyou.actions.uploads import keep_upload
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.papers.together import (
    LAST_ORDER,
    LONGEST_MINUTES,
    LONGEST_SUBJECT,
    MOST_LINES,
    Outcome,
    Person,
    people_typed,
)
from jianyou.officefiles.files import storable_name
from jianyou.queries.collective import Choice
from jianyou.queries.entry_wanted import EntryKey
from jianyou.terms.finding import Refused

MEETING = ("held_on", "minutes", "subject", "participants", "note", "over_quota")
LONGEST_NOTE, LONGEST_REASON, LONGEST_PEOPLE = 2000, 500, 8000
MOST_BYTES = 20 * 1024 * 1024
PURPOSE = "minutes"
_LONGEST = {"minutes": LONGEST_MINUTES, "subject": LONGEST_SUBJECT, "participants": LONGEST_PEOPLE}
_KINDS = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04")
_SALT = "jianyou.minutes"
_AN_HOUR = 3600
_DIGITS = 6


class Seen(NamedTuple):
    """A line that was on the page: the entry in that version, for one award."""

    key: EntryKey
    version: int
    award: str

    @property
    def text(self) -> str:
        """As the page sends it again."""
        return f"{self.key.text} {self.version} {self.award}"


@dataclass(frozen=True, slots=True)
class LineTyped:
    """A line of the form: what is decided on, and what stands in its fields (`o1`, `n1`, `r1`)."""

    at: int
    choice: Choice
    version: int
    outcome: str
    order: str
    reason: str
    problem: Refused | None = None

    @property
    def error_id(self) -> str:
        """The id of what says what is wrong with it."""
        return f"o{self.at}-error"


def seen_on(choices: Sequence[Choice]) -> list[Seen]:
    """The lines of a fresh page."""
    return [Seen(EntryKey(one.number, one.ordinal), one.version, one.award) for one in choices]


def seen_in(text: str) -> list[Seen]:
    """The lines that a page had, as it sent them again."""
    found = []
    for line in text[: 200 * MOST_LINES].splitlines()[:MOST_LINES]:
        key, version, award = (*line.split(" "), "", "")[:3]
        known = EntryKey.read(key)
        if known and version.isdecimal() and len(version) <= _DIGITS:
            found.append(Seen(known, int(version), award[:40]))
    return found


def typed_lines(
    seen: Sequence[Seen], choices: Mapping[tuple[str, int, str], Choice], posted: Mapping[str, str]
) -> list[LineTyped]:
    """The lines with what was typed; those whose entry can't be decided on any more are left out."""
    lines = []
    for at, one in enumerate(seen, 1):
        choice = choices.get((*one.key, one.award))
        if choice is None:
            continue
        reason = fit_text(posted.get(f"r{at}", "")[: 2 * LONGEST_REASON], lines=False)
        line = LineTyped(
            at, choice, one.version, posted.get(f"o{at}", ""), posted.get(f"n{at}", str(at))[:8], reason
        )
        lines.append(line)
    return lines


def understood(line: LineTyped) -> Line | None:
    """What was decided of a line, None where nothing was.

    Raises:
        Refused: its outcome is none, its place no number, or a reason is missing or too long.
    """
    if not line.outcome:
        return None
    if line.outcome not in set(Outcome):
        raise Refused("together_outcome_unknown", name=line.choice.name)
    outcome = Outcome(line.outcome)
    plain = line.order.isascii() and line.order.isdecimal()
    if not plain or not 1 <= int(line.order) <= LAST_ORDER:
        raise Refused("together_order_wrong", most=LAST_ORDER)
    if outcome is not Outcome.RECOMMENDED and not line.reason:
        raise Refused("together_reason_missing", name=line.choice.name)
    if len(line.reason) > LONGEST_REASON:
        raise Refused("site_text_long", most=LONGEST_REASON)
    key = EntryKey(line.choice.number, line.choice.ordinal)
    return Line(key, line.version, line.choice.award, int(line.order), outcome, line.reason)


def meeting_typed(posted: QueryDict) -> dict[str, str]:
    """What was typed of the meeting, as any database can hold it."""
    lines = {"participants", "note", "over_quota"}
    return {name: fit_text(posted.get(name, "")[:16_000], lines=name in lines) for name in MEETING}


def meeting_of(typed: Mapping[str, str], file: SentFile | None) -> tuple[Meeting | None, dict[str, Refused]]:
    """The meeting, None where something is wrong with it; the problems by field."""
    problems: dict[str, Refused] = {}
    for name in MEETING[1:]:
        most = _LONGEST.get(name, LONGEST_NOTE)
        if len(typed[name]) > most:
            problems[name] = Refused("site_text_long", most=most)
    if not typed["minutes"]:
        problems["minutes"] = Refused("together_minutes_missing")
    if not typed["subject"]:
        problems["subject"] = Refused("together_subject_missing")
    held_on = _day(typed["held_on"])
    if held_on is None:
        problems["held_on"] = Refused("together_date_missing")
    people: tuple[Person, ...] = ()
    try:
        people = people_typed(typed["participants"])
    except Refused as refused:
        problems.setdefault("participants", refused)
    if problems or held_on is None:
        return None, problems
    minutes, subject, note = (typed[name] for name in ("minutes", "subject", "note"))
    meeting = Meeting(
        held_on=held_on, minutes=minutes, subject=subject, participants=people, note=note, file=file
    )
    return meeting, {}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def kept_minutes(upload: "UploadedFile[bytes] | None", signed: str) -> tuple[SentFile | None, str]:
    """The minutes that were uploaded now or a step before, and what the next step sends of them.

    Raises:
        Refused: it is no file of a kind that minutes have, too large, or was lost on the way.
    """
    if upload is not None:
        if upload.size is None or upload.size > MOST_BYTES:
            raise Refused("together_file_large", most=MOST_BYTES // 1024 // 1024)
        data = upload.read()
        if not data.startswith(_KINDS):
            raise Refused("together_file_kind")
        file = keep_upload(name=storable_name(upload.name or "")[-200:], data=data, purpose=PURPOSE)
        return file, dumps([file.name, file.digest, file.size], salt=_SALT)
    if not signed:
        return None, ""
    try:
        name, digest, size = loads(signed[:2000], salt=_SALT, max_age=8 * _AN_HOUR)
    except BadSignature as error:
        raise Refused("together_file_gone") from error
    return SentFile(name, digest, size, PURPOSE), signed
