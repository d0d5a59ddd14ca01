"""What a scalar's text means: a day, a moment, a text that paper can carry."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MOMENT = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))? ?(Z|[+-]\d{2}:\d{2})?", re.ASCII
)
_YEARS = range(1900, 3000)


def day_of(text: str) -> date | None:
    """The day that a text written YYYY-MM-DD names, None where it names none."""
    parts = _DATE.fullmatch(text)
    if parts is None or int(parts[1]) not in _YEARS:
        return None
    try:
        return date(int(parts[1]), int(parts[2]), int(parts[3]))
    except ValueError:
        return None


def moment_of(text: str) -> datetime | None:
    """The moment written 2024-02-22T18:00:00+08:00, naive where the offset is missing; None if wrong."""
    parts = _MOMENT.fullmatch(text)
    if parts is None or int(parts[1]) not in _YEARS:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in parts.groups()[:6])
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=_zone(parts[7]))
    except ValueError:
        return None


def unprintable(character: str) -> bool:
    """Whether no paper can carry it: control characters, half surrogate pairs, non-characters."""
    control = (character < " " and character != "\n") or "\x7f" <= character <= "\x9f"
    return control or "\ud800" <= character <= "\udfff" or character in "\ufffe\uffff"


def _zone(offset: str | None) -> timezone | None:
    """The zone of an offset, None without one; ValueError where it is no real one (-12:00 to +14:00)."""
    if offset is None:
        return None
    if offset == "Z":
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[4:6])
    if int(offset[4:6]) > 59 or not -720 <= (minutes if offset[0] == "+" else -minutes) <= 840:
        raise ValueError(offset)
    return timezone(timedelta(minutes=minutes if offset[0] == "+" else -minutes))
