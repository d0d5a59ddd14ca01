"""保管期限: how long the papers of a call are kept, by the classes of 国家档案局令第8号."""

from datetime import date
from enum import StrEnum


class Keeping(StrEnum):
    """永久, 30 年, 10 年."""

    PERMANENT = "permanent"
    YEARS_30 = "years_30"
    YEARS_10 = "years_10"


_YEARS = {Keeping.YEARS_30: 30, Keeping.YEARS_10: 10}


def kept_until(keeping: Keeping, closed_on: date) -> date | None:
    """The last day on which papers are kept: terms count from 1 January after the matter was closed.

    None where they are kept for good.
    """
    years = _YEARS.get(keeping)
    return None if years is None else date(closed_on.year + years, 12, 31)
