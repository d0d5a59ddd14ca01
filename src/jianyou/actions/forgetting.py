"""Drafts that nobody filed are removed: their texts are somebody's, and no longer needed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from jianyou.store.models import Draft

AFTER_DEADLINE = timedelta(days=30)
UNTOUCHED = timedelta(days=180)
_BATCH = 200


def forget_drafts(*, at: datetime) -> int:
    """Removes some drafts 30 days after the deadline, or 180 days after the last change; how many."""
    over = Q(call__deadline__lt=at - AFTER_DEADLINE) | Q(saved_at__lt=at - UNTOUCHED)
    with transaction.atomic():
        rows = Draft.objects.select_for_update(of=("self",), skip_locked=True).filter(over).order_by("id")
        keys = list(rows.values_list("id", flat=True)[:_BATCH])
        Draft.objects.filter(id__in=keys).delete()
    return len(keys)
