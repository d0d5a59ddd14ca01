"""Reminding experts before scoring ends: again and again what is due; nothing depends on when it runs."""

from collections.abc import Callable

from jianyou.actions.reminding_experts import due_of, remind_before_end
from jianyou.domain.lifecycle.reminders import FIRST
from jianyou.domain.lifecycle.states import ReviewStatus
from jianyou.store.dialect import database_now
from jianyou.store.models import Review


def remind_experts_due(*, going: Callable[[], bool] = lambda: True) -> int:
    """Writes every reminder of a review that is due, as long as `going` says so; to how many experts."""
    at = database_now()
    near = Review.objects.filter(status=ReviewStatus.SCORING, due__gt=at, due__lte=at + FIRST)
    reminded = 0
    for review in near.order_by("due", "id"):
        if not going():
            break
        if due_of(review, at) is not None:
            reminded += remind_before_end(review=review.id)
    return reminded
