"""约定: the appointment that a message tells of, as a calendar file that goes with the letter."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from jianyou.domain.mailbox.calendars import Appointment, calendar_file
from jianyou.domain.mailbox.messages import Attachment, Said
from jianyou.terms.display import plain

_DUE = {
    "returned": ("correction", "due"),
    "correction_extended": ("correction", "due"),
    "urging_correction": ("correction", "due"),
    "reminder_draft": ("filing", "until"),
    "reminder_filing": ("filing", "until"),
    "urging": ("filing", "until"),
    "extended": ("filing", "after"),
    "reminder_expert": ("review", "until"),
    "expert_invited": ("review", "until"),
    "needs_asked": ("needs", "until"),
    "activity_opened": ("asking", "until"),
    "objection_asked": ("reply", "until"),
}
"""Kinds with a moment by which something is to be done: of which matter, and which of their values it is."""
_OF = ("number", "ordinal", "part", "review", "title")
"""What tells one appointment of a matter from another, whichever letter tells of it."""
_OFF = frozenset({"activity_cancelled"})
"""Kinds that take an appointment back."""
_BEFORE = timedelta(minutes=30)
_LONGEST = timedelta(days=370)


def with_appointment(kind: str, params: Mapping[str, Any], said: Said, *, at: datetime, sender: str) -> Said:
    """The letter with its calendar file, where it tells of an appointment; `at` is when it was written.

    `begins` (or `due`) and `ends` among the values make an appointment at `place`; else the kind may have a
    moment by which something is due, which stands for the half hour before it. A later letter about the same
    one replaces it in calendars, or takes it out of them: its name is that of the `event`, else made of what
    it is about, where `part` is what number and ordinal leave open. `sender` is who writes, `who@host` or
    `Name <who@host>`.
    """
    told = _moments(kind, params)
    if told is None:
        return said
    matter, begins, ends = told
    address = sender.rstrip(">").rpartition("<")[2]
    of = "-".join([matter, *(str(params[name]) for name in _OF if params.get(name) not in (None, ""))])
    one = Appointment(
        uid=event_uid(params["event"]) if "event" in params else f"{of}@{address.rpartition('@')[2]}",
        begins=begins,
        ends=ends,
        changed_at=at,
        title=said.subject,
        place=plain(str(params.get("place", ""))),
        note=said.body.split("\n", 1)[0],
        organizer=address,
        off=kind in _OFF,
    )
    name = "appointment.ics"
    return said._replace(attachments=(Attachment(name, "text/calendar", calendar_file(said.subject, [one])),))


def event_uid(key: object) -> str:
    """The name of an event in calendars, from a letter or from a page."""
    return f"{key}@jianyou"


def _moments(kind: str, params: Mapping[str, Any]) -> tuple[str, datetime, datetime] | None:
    """Matter, begin and end."""
    if "ends" in params:
        begins, ends = _moment(params.get("begins") or params.get("due")), _moment(params["ends"])
        if begins and ends and begins < ends <= begins + _LONGEST:
            return "event", begins, ends
    matter, name = _DUE.get(kind, ("", ""))
    due = _moment(params.get(name))
    return (matter, due - _BEFORE, due) if due else None


def _moment(text: Any) -> datetime | None:
    """A moment with its offset; a mere day is none."""
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None
