"""Letters to staff about the office's inbox: nothing depends on when this runs, or how often at one time."""

from collections.abc import Callable

from django.db.models import Q
from django.utils.timezone import localtime

from jianyou.actions.inbox_letters import How, tell_of_inbox
from jianyou.store.dialect import database_now
from jianyou.store.models import InboxLetters


def digest_due(*, going: Callable[[], bool] = lambda: True) -> int:
    """Writes every letter that is due, as long as `going` says so; how many."""
    now = localtime(database_now())
    daily = Q(how=How.DAILY, hour__lte=now.hour) & ~Q(told_on=now.date())
    told = 0
    for key in InboxLetters.objects.filter(daily | Q(how=How.AT_ONCE)).values_list("id", flat=True):
        if not going():
            break
        told += tell_of_inbox(key=key)
    return told
