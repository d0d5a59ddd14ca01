"""What is somebody's and no longer needed is removed: drafts that nobody filed, messages about accounts."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from jianyou.store.models import Draft, OutboxMessage

AFTER_DEADLINE = timedelta(days=30)
UNTOUCHED = timedelta(days=180)
TOLD = timedelta(days=1)
_BATCH = 200


def forget_drafts(*, at: datetime) -> int:
    """Removes some drafts 30 days after the deadline, or 180 days after the last change; how many."""
    over = Q(call__deadline__lt=at - AFTER_DEADLINE) | Q(saved_at__lt=at - UNTOUCHED)
    with transaction.atomic():
        rows = Draft.objects.select_for_update(of=("self",), skip_locked=True).filter(over).order_by("id")
        keys = list(rows.values_list("id", flat=True)[:_BATCH])
        Draft.objects.filter(id__in=keys).delete()
    return len(keys)


def forget_messages(*, at: datetime) -> int:
    """Removes the messages about accounts that were written a day ago and aren't to be sent any more."""
    over = OutboxMessage.objects.filter(office=None, next_try_at=None, at__lt=at - TOLD)
    return over.delete()[0]
