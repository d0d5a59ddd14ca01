"""What is no longer needed is removed after a while. Nothing depends on when this runs."""

from jianyou.actions.forgetting import forget_drafts, forget_messages
from jianyou.actions.objector import forget_objectors
from jianyou.actions.presence import forget_presences
from jianyou.store.dialect import database_now


def forget_due() -> int:
    """Removes every draft whose time is over, messages about accounts, who looked at what; how many drafts.

    That is logged nowhere: nothing was filed. What tells of objectors is wiped too, and that is logged.
    """
    at, total = database_now(), 0
    forget_messages(at=at)
    forget_presences()
    while forget_objectors(at=at):
        pass
    while removed := forget_drafts(at=at):
        total += removed
    return total
