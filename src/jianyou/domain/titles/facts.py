"""What a register tells of one nominee, as rules ask for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jianyou.domain.titles.rules import last_day
from jianyou.domain.titles.standing import Standing, TitleDates, is_barred, standing

REGISTER_TITLES = "register_titles"
"""The fact that holds the titles that a nominee has, had or lost."""
REGISTER_BARS = "register_bars"
"""The fact that holds until when a nominee can't be named."""


@dataclass(frozen=True, slots=True)
class HeldTitle:
    """A line of the register: its number, the call file's key of the award (empty if none), names, days."""

    number: int
    award: str
    award_name: str
    tier_name: str
    batch: str
    dates: TitleDates


def facts_of(titles: Iterable[HeldTitle], on: date) -> dict[str, object]:
    """The facts of a nominee by their names, as JSON has them; without a title, that there is none.

    A title given after that day isn't told.
    """
    told = [one for one in titles if one.dates.conferred_on <= on]
    return {
        REGISTER_TITLES: [_title(one, on) for one in told],
        REGISTER_BARS: [_bar(one) for one in told if one.dates.barred_until],
    }


def _title(one: HeldTitle, on: date) -> dict[str, str]:
    stands = standing(one.dates, on)
    status = stands if stands in (Standing.EXPIRED, Standing.REVOKED) else Standing.VALID
    until = one.dates.valid_until
    given = {
        "award": one.award,
        "title": one.award_name,
        "tier": one.tier_name,
        "batch": one.batch,
        "since": one.dates.conferred_on.isoformat(),
        "until": until.isoformat() if until else "",
        "status": status.value,
    }
    return {name: text for name, text in given.items() if text}


def _bar(one: HeldTitle) -> dict[str, str]:
    until = one.dates.barred_until
    given = {"award": one.award, "title": one.award_name, "until": until.isoformat() if until else ""}
    return {name: text for name, text in given.items() if text}


def barring(titles: Iterable[HeldTitle], on: date) -> tuple[HeldTitle, ...]:
    """The titles whose loss keeps their holder from being named on that day."""
    return tuple(one for one in titles if is_barred(one.dates, on))


def cooling(titles: Iterable[HeldTitle], award: str, years: int | None, on: date) -> tuple[HeldTitle, ...]:
    """The titles of an award that were given so lately that the holder isn't to be named for it again.

    Those lost by revocation are for `barring` to tell.
    """
    if years is None:
        return ()
    return tuple(
        one
        for one in titles
        if one.award == award
        and standing(one.dates, on) is not Standing.REVOKED
        and one.dates.conferred_on <= on <= last_day(one.dates.conferred_on, years)
    )
