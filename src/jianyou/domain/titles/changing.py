"""What becomes of a title: each change is worked out from how it is, and can be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from jianyou.datafiles.canonical import Plain
from jianyou.domain.titles.rules import TitleRule, last_day, recheck_from
from jianyou.domain.titles.standing import Standing, TitleDates, TitleStatus, standing
from jianyou.terms.finding import Refused

MOST_YEARS = 50


class ChangeKind(StrEnum):
    """更名、复核通过、复核未通过、延长、撤销、恢复."""

    RENAMED = "renamed"
    RECHECKED = "rechecked"
    RECHECK_FAILED = "recheck_failed"
    EXTENDED = "extended"
    REVOKED = "revoked"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class HowLong:
    """How a title is as far as changes go: its dates, and the holder's name with those before it."""

    name: str
    former: tuple[str, ...]
    dates: TitleDates


BY_HEAD = frozenset({ChangeKind.REVOKED, ChangeKind.RESTORED})
"""Changes that a section head makes."""
REASONED = BY_HEAD | {ChangeKind.RECHECK_FAILED, ChangeKind.EXTENDED}
"""Changes that need a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change and what it rests on: its day, the document, the reason.

    `name` is the new name, `until` the new end (None: another term of the rule), `years` those of the bar.
    """

    kind: ChangeKind
    on: date
    document: str = ""
    reason: str = ""
    name: str = ""
    until: date | None = None
    years: int = 0


def changed(was: HowLong, change: Change, rule: TitleRule) -> HowLong:
    """How a title is after a change.

    Raises:
        Refused: it can't be changed so.
    """
    match change.kind:
        case ChangeKind.RENAMED:
            return renamed(was, change.name)
        case ChangeKind.RECHECKED:
            return rechecked(was, change.on, change.until, rule)
        case ChangeKind.RECHECK_FAILED:
            return recheck_failed(was, change.on)
        case ChangeKind.EXTENDED:
            return extended(was, change.on, change.until, rule)
        case ChangeKind.REVOKED:
            return revoked(was, change.on, change.years)
        case ChangeKind.RESTORED:
            return restored(was)


def renamed(was: HowLong, name: str) -> HowLong:
    """The holder has another name; the old one is kept, each once.

    Raises:
        Refused: it is the name already.
    """
    if name == was.name:
        raise Refused("title_same_name")
    former = [one for one in (*was.former, was.name) if one != name]
    return replace(was, name=name, former=tuple(dict.fromkeys(former)))


def rechecked(was: HowLong, on: date, until: date | None, rule: TitleRule) -> HowLong:
    """The re-check was passed: the title holds on, until that day or for another term of its rule.

    Raises:
        Refused: it was revoked or never ends, or its new end isn't told or not later than the old one.
    """
    old = _running(was)
    later = until or (_another_term(old, rule.validity_years) if rule.validity_years else None)
    if later is None:
        raise Refused("title_until_missing")
    _check_later(later, old, on)
    return _until(was, later, rule)


def recheck_failed(was: HowLong, on: date) -> HowLong:
    """The re-check wasn't passed: the title ended the day before.

    Raises:
        Refused: it was revoked, has ended, or wasn't given yet.
    """
    dates = was.dates
    if standing(dates, on) in (Standing.REVOKED, Standing.EXPIRED) or on <= dates.conferred_on:
        raise Refused("title_not_held")
    return replace(was, dates=replace(dates, valid_until=on - timedelta(days=1), recheck_on=None))


def extended(was: HowLong, on: date, until: date | None, rule: TitleRule) -> HowLong:
    """The title ends later.

    Raises:
        Refused: it was revoked or never ends, or that day is missing or not later.
    """
    old = _running(was)
    if until is None:
        raise Refused("title_until_missing")
    _check_later(until, old, on)
    return _until(was, until, rule)


def revoked(was: HowLong, on: date, barred_years: int) -> HowLong:
    """The title is taken away from that day on; its holder is barred for so many years, 0 for none.

    Raises:
        Refused: it was revoked before, it was not yet given, or the years are out of bounds.
    """
    if was.dates.status is TitleStatus.REVOKED:
        raise Refused("title_revoked")
    if on < was.dates.conferred_on:
        raise Refused("title_before_conferred", on=was.dates.conferred_on.isoformat())
    if not 0 <= barred_years <= MOST_YEARS:
        raise Refused("title_years_wrong", most=MOST_YEARS)
    barred = last_day(on, barred_years) if barred_years else None
    return replace(was, dates=replace(was.dates, status=TitleStatus.REVOKED, barred_until=barred))


def restored(was: HowLong) -> HowLong:
    """What was revoked holds again with its old end, and nobody is barred.

    Raises:
        Refused: it wasn't revoked.
    """
    if was.dates.status is not TitleStatus.REVOKED:
        raise Refused("title_not_revoked")
    return replace(was, dates=replace(was.dates, status=TitleStatus.VALID, barred_until=None))


def told(title: HowLong) -> dict[str, Plain]:
    """What a change may change, for the record; days in ISO, empty where there is none."""
    dates = title.dates
    return {
        "name": title.name,
        "valid_until": _iso(dates.valid_until),
        "recheck_on": _iso(dates.recheck_on),
        "status": dates.status.value,
        "barred_until": _iso(dates.barred_until),
    }


def difference(was: HowLong, now: HowLong) -> tuple[Mapping[str, Plain], Mapping[str, Plain]]:
    """What a change changed: before and after, without what stayed."""
    before, after = told(was), told(now)
    names = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def _running(was: HowLong) -> date:
    """The end of a title that has one and wasn't revoked."""
    if was.dates.status is TitleStatus.REVOKED:
        raise Refused("title_revoked")
    if was.dates.valid_until is None:
        raise Refused("title_endless")
    return was.dates.valid_until


def _another_term(old: date, years: int) -> date:
    # Nothing comes after the last day there is, and so nothing later than the old end.
    return last_day(old + timedelta(days=1), years) if old < date.max else old


def _check_later(until: date, old: date, on: date) -> None:
    if until <= old or until < on:
        raise Refused("title_until_not_later", until=old.isoformat())


def _until(was: HowLong, until: date, rule: TitleRule) -> HowLong:
    return replace(was, dates=replace(was.dates, valid_until=until, recheck_on=recheck_from(until, rule)))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
