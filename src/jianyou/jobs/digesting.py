"""Letters to staff about the office's inbox: nothing depends on when this runs, or how often at one time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from jianyou.actions.inbox_letters import SETTLED, How, tell_of_inbox
from jianyou.actions.outbox import Audience
from jianyou.store.dialect import database_now
from jianyou.store.identifiers import first_uuid7
from jianyou.store.models import InboxLetters, OutboxMessage, Post

_LATELY = timedelta(days=2)


def digest_due(*, going: Callable[[], bool] = lambda: True) -> int:
    """Writes every letter that is due, as long as `going` says so; how many."""
    told = 0
    for key in _due(localtime(database_now())):
        if not going():
            break
        told += tell_of_inbox(key=key)
    return told


def _due(now: datetime) -> QuerySet[InboxLetters, UUID]:
    """Whose inbox may hold something to be told of, by the keys of their rows.

    Everybody's is looked into once a day; it never lies further back what was told, and messages of lately
    are found by their keys however many there are.
    """
    offices = Post.objects.filter(user=OuterRef(OuterRef("user"))).values("office")
    news = OutboxMessage.objects.filter(
        id__gte=first_uuid7(now - _LATELY),
        office__in=offices,
        audience=Audience.OFFICE,
        at__gt=OuterRef("told_until"),
        at__lte=now - SETTLED,
    )
    at_once = Q(how=How.AT_ONCE) & (Q(Exists(news)) | ~Q(told_on=now.date()))
    daily = Q(how=How.DAILY, hour__lte=now.hour) & ~Q(told_on=now.date())
    return InboxLetters.objects.filter(daily | at_once).values_list("id", flat=True)
