"""约定: the appointment that a message tells of, as a calendar file that goes with the letter."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from jianyou.domain.mailbox.calendars import Appointment, calendar_file
from jianyou.domain.mailbox.messages import Attachment, Said
from jianyou.terms.display import plain

_DUE = {
    "returned": "due",
    "correction_extended": "due",
    "urging_correction": "due",
    "reminder_draft": "until",
    "reminder_filing": "until",
    "urging": "until",
    "reminder_expert": "until",
    "expert_invited": "until",
    "needs_asked": "until",
    "activity_opened": "until",
    "objection_asked": "until",
}
"""Kinds with a day by which something is to be done, and which of their values it is."""
_OF = ("number", "ordinal", "activity", "review", "title")
"""What tells one appointment from another, whichever letter tells of it."""
_BEFORE = timedelta(minutes=30)
_LONGEST = timedelta(days=370)


def with_appointment(kind: str, params: Mapping[str, Any], said: Said, *, at: datetime, host: str) -> Said:
    """The letter with its calendar file, where it tells of an appointment; `at` is when it was written.

    `begins` (or `due`) and `ends` among the values make an appointment at `place`; else the kind may have a
    day by which something is due, which stands for the half hour before it. A later letter about the same one
    replaces it in calendars: its name is made of what it is about.
    """
    told = _moments(kind, params)
    if told is None:
        return said
    what, begins, ends = told
    uid = "-".join(str(params[name]) for name in _OF if params.get(name) not in (None, ""))
    one = Appointment(
        uid=f"{what}-{uid}@{host}",
        begins=begins,
        ends=ends,
        changed_at=at,
        title=said.subject,
        place=plain(str(params.get("place", ""))),
        note=said.body.split("\n", 1)[0],
    )
    name = "appointment.ics"
    return said._replace(attachments=(Attachment(name, "text/calendar", calendar_file(said.subject, [one])),))


def _moments(kind: str, params: Mapping[str, Any]) -> tuple[str, datetime, datetime] | None:
    if "ends" in params:
        begins, ends = _moment(params.get("begins") or params.get("due")), _moment(params["ends"])
        if begins and ends and begins < ends <= begins + _LONGEST:
            return "event", begins, ends
    due = _moment(params.get(_DUE.get(kind, ""), ""))
    return (_DUE[kind], due - _BEFORE, due) if due else None


def _moment(text: Any) -> datetime | None:
    """A moment with its offset; a mere day is none."""
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None
