"""称号的状态: how a title stands on a day, told from its dates alone."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=180)
"""A title that ends within it is told to end."""


class TitleStatus(StrEnum):
    """What is kept of a title; whether it has ended is for the day to say."""

    VALID = "valid"
    REVOKED = "revoked"


class Standing(StrEnum):
    """有效、将到期、待复核、已到期、已撤销 on a day."""

    VALID = "valid"
    EXPIRING = "expiring"
    RECHECK_DUE = "recheck_due"
    EXPIRED = "expired"
    REVOKED = "revoked"


HELD = frozenset({Standing.VALID, Standing.EXPIRING, Standing.RECHECK_DUE})
"""Standings of a title that is held."""


@dataclass(frozen=True, slots=True)
class TitleDates:
    """The days of a title. `valid_until` is the last on which it holds, None where it never ends.

    From `recheck_on` it is to be re-checked. `barred_until` is the last day on which its holder, who lost
    it, can't be named again.
    """

    conferred_on: date
    valid_until: date | None = None
    recheck_on: date | None = None
    status: TitleStatus = TitleStatus.VALID
    barred_until: date | None = None


def standing(title: TitleDates, on: date) -> Standing:
    """How a title stands on that day; the gravest that holds."""
    if title.status is TitleStatus.REVOKED:
        return Standing.REVOKED
    if title.valid_until is not None and title.valid_until < on:
        return Standing.EXPIRED
    if title.recheck_on is not None and title.recheck_on <= on:
        return Standing.RECHECK_DUE
    if title.valid_until is not None and title.valid_until - on <= SOON:
        return Standing.EXPIRING
    return Standing.VALID


def is_barred(title: TitleDates, on: date) -> bool:
    """Whether the holder can't be named on that day."""
    return title.barred_until is not None and title.barred_until >= on
