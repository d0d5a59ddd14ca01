"""工作日: an office declares days to be worked on or not, over what the calendar has."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from django.db import transaction

from jianyou.actions.acting import reason_given
from jianyou.actions.site_log import SiteDeed, log_deed
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.queries.workdays import MOST_CHANGES
from jianyou.store.dialect import database_now
from jianyou.store.models import Office, WorkdayChange
from jianyou.terms.finding import Refused

LONGEST_REASON = 200
MOST_DAYS = 62
FIRST_YEAR, LAST_YEAR = 2004, 2099
_DECIDERS = (Role.OFFICE_CLERK, Role.SECTION_HEAD)
_WEEKDAYS = 5


class Declared(StrEnum):
    """What is declared of some days: all worked on, none, or as on ordinary weekdays and weekends."""

    WORKS = "works"
    RESTS = "rests"
    WEEKDAYS = "weekdays"


def declare_days(*, actor: Actor, first: date, last: date, declared: Declared, reason: str) -> int:
    """Declares the days from the first to the last, both counted; how many.

    What was declared of them before is replaced. Periods that are published don't move. Logged as a deed of
    the site.

    Raises:
        Refused: no reason is given or it is too long; the days are none, too many, or out of any calendar.
        NotAllowed: who asks isn't of the office's clerks or heads.
    """
    why = _reason(actor, reason)
    if not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR or last < first:
        raise Refused("workdays_range_wrong", first=FIRST_YEAR, last=LAST_YEAR)
    days = {day: _works(day, declared) for day in _days(first, last)}
    with transaction.atomic():
        # One at a time in an office, so that no day is declared twice at once.
        office = Office.objects.select_for_update(no_key=True).get(id=actor.office)
        own = WorkdayChange.objects.filter(office=office)
        own.filter(on__in=days).delete()
        if own.count() + len(days) > MOST_CHANGES:
            raise Refused("workdays_many", most=MOST_CHANGES)
        at = database_now()
        WorkdayChange.objects.bulk_create(
            WorkdayChange(office=office, on=day, works=works, reason=why, by=actor.person, at=at)
            for day, works in days.items()
        )
        log_deed(
            SiteDeed.WORKDAYS_DECLARED,
            subject=office.slug,
            operator=actor.person,
            days={day.isoformat(): works for day, works in days.items()},
            reason=why,
        )
    return len(days)


def take_back_days(*, actor: Actor, days: Sequence[date], reason: str) -> int:
    """Takes back what was declared of these days, so that the calendar holds again; how many.

    Raises:
        Refused: no reason is given or it is too long, or none of the days is declared.
        NotAllowed: who asks isn't of the office's clerks or heads.
    """
    why = _reason(actor, reason)
    with transaction.atomic():
        office = Office.objects.select_for_update(no_key=True).get(id=actor.office)
        rows = WorkdayChange.objects.filter(office=office, on__in=days[:MOST_CHANGES]).order_by("on")
        before = dict(rows.values_list("on", "works"))
        if not before:
            raise Refused("workdays_not_declared")
        rows.delete()
        log_deed(
            SiteDeed.WORKDAYS_TAKEN_BACK,
            subject=office.slug,
            operator=actor.person,
            days={day.isoformat(): works for day, works in before.items()},
            reason=why,
        )
    return len(before)


def _reason(actor: Actor, reason: str) -> str:
    if actor.role not in _DECIDERS or not actor.office:
        raise NotAllowed("workdays_not_yours")
    why = reason_given(fit_text(reason, lines=False))
    if len(why) > LONGEST_REASON:
        raise Refused("site_text_long", most=LONGEST_REASON)
    return why


def _works(day: date, declared: Declared) -> bool:
    return day.weekday() < _WEEKDAYS if declared is Declared.WEEKDAYS else declared is Declared.WORKS


def _days(first: date, last: date) -> Iterator[date]:
    if last.toordinal() - first.toordinal() >= MOST_DAYS:
        raise Refused("workdays_many_at_once", most=MOST_DAYS)
    return (date.fromordinal(each) for each in range(first.toordinal(), last.toordinal() + 1))
