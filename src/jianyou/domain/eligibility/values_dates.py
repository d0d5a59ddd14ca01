"""Days as people and programs write them."""

import re
from datetime import date, datetime, timedelta

from jianyou.domain.eligibility.values_notes import Notes
from jianyou.domain.eligibility.values_text import folded, shown

_TIME = r"(?:(?:[T ]|(?<=日))\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_DAY = re.compile(
    rf"(\d{{4}})(?:([-/.])(\d{{1,2}})\2(\d{{1,2}})|年(\d{{1,2}})月(\d{{1,2}})日?){_TIME}", re.ASCII
)
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NO_DAY = re.compile(r"(?:1[89]|2[01])\d{2}(?:年?|[-/.年](?:0?[1-9]|1[0-2])月?|(?:0[1-9]|1[0-2]))", re.ASCII)
_DAY_NUMBER = re.compile(r"(\d{5})(?:\.\d*)?", re.ASCII)
_EARLIEST_YEAR = 1800
# Spreadsheets count from 1900 with a 29 February in it; a number for a day before 1960 may be a month.
_BEFORE_FIRST_DAY = date(1899, 12, 30)
_DAY_NUMBERS = range((date(1960, 1, 1) - _BEFORE_FIRST_DAY).days, (date(2100, 1, 1) - _BEFORE_FIRST_DAY).days)
_PLACEHOLDERS = frozenset({date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1)})
PAST = frozenset({"established_on", "in_operation_since", "on", "since"})
"""Facts and fields that tell what has been; a day after the day of reckoning is remarked on."""


def read_day(name: str, raw: object, notes: Notes) -> date | None:
    """The day of a date, a text (2010-01-01, 2010/1/1, 2010年1月1日, 20100101) or a spreadsheet's number."""
    day = _day(raw, notes)
    if day is None:
        return None
    if day in _PLACEHOLDERS:
        notes.tell("value_day_placeholder", day=day.isoformat())
    if notes.as_of is not None and day > notes.as_of and name in PAST:
        notes.warn("value_day_later", day=day.isoformat(), as_of=notes.as_of.isoformat())
    return day


def _day(raw: object, notes: Notes) -> date | None:
    if isinstance(raw, date):
        return raw.date() if isinstance(raw, datetime) else raw
    text = _text(raw) if isinstance(raw, (str, int, float)) and not isinstance(raw, bool) else ""
    found = _DAY.fullmatch(text) or _SOLID.fullmatch(text)
    if found:
        return _of_parts([part for part in found.groups() if part and part.isdecimal()], raw, notes)
    number = _DAY_NUMBER.fullmatch(text)
    if number and int(number[1]) in _DAY_NUMBERS:
        day = _BEFORE_FIRST_DAY + timedelta(days=int(number[1]))
        notes.tell("value_day_number", written=shown(raw), day=day.isoformat())
        return day
    notes.warn("value_day_missing" if _NO_DAY.fullmatch(text) else "value_not_date", written=shown(raw))
    return None


def _text(raw: str | float) -> str:
    """What the patterns read: 2010 . 1 . 1 has its blanks taken out, a time keeps its own."""
    if isinstance(raw, str):
        return re.sub(r" ?([-/.年月日:]) ?", r"\1", folded(raw)) if len(raw) < 100 else ""
    return f"{raw:.0f}" if abs(raw) < 1e9 else ""


def _of_parts(parts: list[str], raw: object, notes: Notes) -> date | None:
    year, month, day = map(int, parts)
    try:
        if year >= _EARLIEST_YEAR:
            return date(year, month, day)
    except ValueError:
        pass
    notes.warn("value_not_date", written=shown(raw))
    return None
