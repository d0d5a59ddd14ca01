"""The calls of one notice as anyone may see them: the one above, and those of the districts."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localtime

from jianyou.queries.calls import PUBLIC_STATES
from jianyou.queries.district import running
from jianyou.store.dialect import database_now
from jianyou.store.models import Call


@dataclass(frozen=True, slots=True)
class PublicPart:
    """A call in a family of calls, as anyone may see it."""

    slug: str
    office: str
    district: str
    deadline: datetime
    open: bool


@dataclass(frozen=True, slots=True)
class Family:
    """Whose call it is for the public: the call `above` it, and those `below`, by district."""

    office: str
    district: str
    above: PublicPart | None
    below: tuple[PublicPart, ...]


def family_of(*, slug: str) -> Family | None:
    """The calls above and below one, in one statement; None where it stands alone."""
    upper = Call.objects.filter(slug=slug).values("upper_id")
    family = Call.objects.filter(Q(slug=slug) | Q(upper__slug=slug) | Q(id__in=upper))
    shown = family.filter(status__in=PUBLIC_STATES).select_related("office").order_by("slug")
    rows = list(shown.defer("source", "log_edge"))
    own = next((row for row in rows if row.slug == slug), None)
    if own is None or (len(rows) == 1 and own.upper_id is None):
        return None
    now = database_now()
    above = [_part(row, now) for row in rows if row.id == own.upper_id]
    below = [_part(row, now) for row in rows if row.upper_id == own.id]
    parts = tuple(sorted(below, key=lambda one: (one.district, one.slug)))
    return Family(own.office.name, own.office.district, above[0] if above else None, parts)


def _part(call: Call, now: datetime) -> PublicPart:
    deadline = localtime(call.deadline)
    return PublicPart(call.slug, call.office.name, call.office.district, deadline, running(call, now))
