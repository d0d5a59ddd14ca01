"""What is no longer needed is removed after a while. Nothing depends on when this runs."""

from jianyou.actions.forgetting import forget_drafts, forget_messages
from jianyou.actions.presence import forget_presences
from jianyou.store.dialect import database_now


def forget_due() -> int:
    """Removes every draft whose time is over, messages about accounts, who looked at what; how many drafts.

    It is logged nowhere: nothing was filed.
    """
    at, total = database_now(), 0
    forget_messages(at=at)
    forget_presences()
    while removed := forget_drafts(at=at):
        total += removed
    return total
