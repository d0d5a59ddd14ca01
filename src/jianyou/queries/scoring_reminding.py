"""催评: whom a reminder would reach now and whom not; and one sheet as an act on it names it."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.handling import handles
from jianyou.queries.reviews import ReviewView, get_review, own_review
from jianyou.queries.scoring_late import AGAIN, last_reminded, late_experts
from jianyou.store.dialect import database_now
from jianyou.store.models import Expert, Sheet
from jianyou.terms.finding import Refused


class LateLine(NamedTuple):
    """An expert with sheets left; `reminded_at` is when he was last written to."""

    key: uuid.UUID
    name: str
    employer: str
    left: int
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reminding:
    """Who has sheets left: `others` may be written to, `recent` were within a day."""

    review: ReviewView
    handled: bool
    recent: tuple[LateLine, ...]
    others: tuple[LateLine, ...]


class SheetLine(NamedTuple):
    """A sheet: whose, of which entry, and how it stands."""

    review: ReviewView
    expert: str
    number: str
    ordinal: int
    name: str
    status: SheetStatus


def get_reminding(*, viewer: Actor, slug: str, number: int) -> Reminding:
    """Who has sheets left in a review of the viewer's office.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    view = get_review(viewer=viewer, slug=slug, number=number)
    row = own_review(viewer, slug, number)
    late, told = late_experts(row), last_reminded(row)
    people = Expert.objects.in_bulk([one.key for one in late])
    since = database_now() - AGAIN
    lines = [
        LateLine(
            key=one.key,
            name=people[one.key].name,
            employer=people[one.key].employer,
            left=one.left,
            reminded_at=localtime(told[one.key]) if one.key in told else None,
        )
        for one in late
    ]
    recent = {key for key, at in told.items() if at > since}
    return Reminding(
        review=view,
        handled=handles(viewer, row.call),
        recent=tuple(one for one in lines if one.key in recent),
        others=tuple(one for one in lines if one.key not in recent),
    )


def get_sheet_line(*, viewer: Actor, slug: str, number: int, sheet: uuid.UUID) -> SheetLine:
    """A sheet of a review of the viewer's office.

    Raises:
        Refused: that office has no such review, or the review no such sheet.
    """
    view = get_review(viewer=viewer, slug=slug, number=number)
    row = own_review(viewer, slug, number)
    found = Sheet.objects.filter(review=row, id=sheet).select_related("expert", "entry__filing").first()
    if found is None:
        raise Refused("site_no_sheet")
    entry = found.entry
    return SheetLine(
        view, found.expert.name, entry.filing.number, entry.ordinal, entry.name, SheetStatus(found.status)
    )
