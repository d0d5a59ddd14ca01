"""Drafts that nobody filed are removed after a while. Nothing depends on when this runs."""

from jianyou.actions.forgetting import forget_drafts
from jianyou.store.dialect import database_now


def forget_due() -> int:
    """Removes every draft whose time is over; how many. It is logged nowhere: nothing was filed."""
    at, total = database_now(), 0
    while removed := forget_drafts(at=at):
        total += removed
    return total
