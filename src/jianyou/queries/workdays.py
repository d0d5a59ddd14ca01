"""工作日: the days that an office declared to be worked on or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.codes.workdays import known_years
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.office_calls import names_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Office, WorkdayChange

MOST_CHANGES = 3000
"""Days that an office may have declared: some years of them."""


@dataclass(frozen=True, slots=True)
class DeclaredDay:
    """A day that was declared, by whom, when and why."""

    on: date
    works: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WorkdaysView:
    """The days declared, the latest first; `known` are the first and the last year that the calendar has."""

    office: str
    today: date
    known: tuple[int, int]
    days: tuple[DeclaredDay, ...]


def declared_days(office: UUID | str) -> Mapping[date, bool]:
    """Whether the days are worked on that an office (its row's key) declared, as periods count them."""
    return dict(WorkdayChange.objects.filter(office_id=office).values_list("on", "works"))


def list_declared_days(*, viewer: Actor) -> WorkdaysView:
    """What the viewer's office declared."""
    rows = list(WorkdayChange.objects.filter(office_id=viewer.office).order_by("-on")[:MOST_CHANGES])
    names = names_of(viewer, [row.by for row in rows])
    years = known_years()
    return WorkdaysView(
        office=Office.objects.get(id=viewer.office).name,
        today=localtime(database_now()).date(),
        known=(years[0], years[-1]),
        days=tuple(
            DeclaredDay(row.on, row.works, row.reason, names[row.by], localtime(row.at)) for row in rows
        ),
    )
