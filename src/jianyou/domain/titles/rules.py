"""称号规则: what a call's file says of the titles that an award gives."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jianyou.terms.clause import Clause


@dataclass(frozen=True, slots=True)
class TitleRule:
    """What holds for the titles of an award; None where the call's file says nothing of it.

    A title is valid for `validity_years`, and may be re-checked in the `recheck_before_days` before its end.
    Whoever loses it by revocation can't be named again for `barred_years`; whoever was given it, not for
    `cooling_years`.
    """

    award: str
    validity_years: int | None = None
    recheck_before_days: int | None = None
    barred_years: int | None = None
    cooling_years: int | None = None
    clause: Clause | None = None


def rule_for(rules: Sequence[TitleRule], award: str) -> TitleRule:
    """The rule of an award; one that says nothing where the call has none."""
    return next((rule for rule in rules if rule.award == award), TitleRule(award))


def last_day(first: date, years: int) -> date:
    """The last day of so many years that begin on `first`: the day before the same day of the year.

    Where that year has no such day (29 February), the month's end. Bounded by the last year there is.
    """
    year = min(first.year + years, date.max.year)
    length = monthrange(year, first.month)[1]
    if first.day > length:
        return date(year, first.month, length)
    return date(year, first.month, first.day) - timedelta(days=1)


def recheck_from(valid_until: date | None, rule: TitleRule) -> date | None:
    """From when a title is re-checked; None where it never is."""
    if valid_until is None or rule.recheck_before_days is None:
        return None
    before = min(rule.recheck_before_days, (valid_until - date.min).days)
    return valid_until - timedelta(days=before)
