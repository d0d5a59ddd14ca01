"""Moments as people type them in a field, and as a field shows them."""

import re
import unicodedata
from datetime import datetime

from django.utils.timezone import localtime, make_aware

from jianyou.terms.finding import Refused

LONGEST = 40
"""Characters of a moment that is typed."""

_DATE_SIGNS = re.compile("[年月/.]")
_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?")


def moment_typed(text: str) -> datetime:
    """A moment of the site's zone: `2026-04-30 18:00`, `2026/4/30 18:00` or `2026年4月30日 18:00`.

    Raises:
        Refused: nothing was typed, or it is no such moment.
    """
    folded = unicodedata.normalize("NFKC", text[: LONGEST + 1]).strip()
    if not folded:
        raise Refused("moment_missing")
    plain = _DATE_SIGNS.sub("-", folded).replace("日", " ").replace("时", ":").replace("分", "")
    found = _MOMENT.fullmatch(plain)
    if len(text) > LONGEST or not found:
        raise Refused("moment_unreadable")
    try:
        if not 2000 <= int(found[1]) < 2100:
            raise ValueError(found[1])  # noqa: TRY301  — as wrong as the 31st of April
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        return make_aware(datetime(year, month, day, hour, minute, second))  # noqa: DTZ001  — its zone comes here
    except (ValueError, OverflowError):
        raise Refused("moment_unreadable") from None


def moment_to_type(at: datetime) -> str:
    """A moment as a field shows it, to the minute."""
    return f"{localtime(at):%Y-%m-%d %H:%M}"
