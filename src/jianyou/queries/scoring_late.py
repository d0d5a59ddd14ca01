"""Who has sheets left in a review, and who was reminded of them."""

import uuid
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Max

from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.store.models import OutboxMessage, Review, Sheet

KIND = "reminder_expert"
AGAIN = timedelta(days=1)
"""The office reminds nobody more often."""
LEFT = (SheetStatus.ASSIGNED, SheetStatus.AGAIN)


class Late(NamedTuple):
    """An expert by his row's key with so many sheets left, the last of them given then."""

    key: uuid.UUID
    left: int
    since: datetime


def late_experts(review: Review) -> tuple[Late, ...]:
    """Those with sheets left, by name."""
    rows = Sheet.objects.filter(review=review, status__in=LEFT).values_list("expert_id")
    counted = rows.annotate(left=Count("id"), since=Max("assigned_at")).order_by("expert__name", "expert_id")
    return tuple(Late(*row[:3]) for row in counted.values_list("expert_id", "left", "since"))


def reminded_of(review: Review, *, since: datetime | None = None, name: str = "") -> set[uuid.UUID]:
    """The experts who were written to about a review: since then, or by the reminder of that name."""
    return set(last_reminded(review, since=since, name=name))


def last_reminded(
    review: Review, *, since: datetime | None = None, name: str = ""
) -> dict[uuid.UUID, datetime]:
    """When each expert was last written to."""
    found = OutboxMessage.objects.filter(call_id=review.call_id, kind=KIND)
    if since is not None:
        found = found.filter(at__gt=since)
    told: dict[uuid.UUID, datetime] = {}
    for params, at in found.order_by("at").values_list("params", "at"):
        if params["of"] == review.number and name in ("", params["reminder"]):
            told[uuid.UUID(params["expert"])] = at
    return told
