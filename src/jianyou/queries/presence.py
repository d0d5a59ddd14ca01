"""Who has an entry open just now, so that two people don't work on it unknowing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.store.dialect import database_now
from jianyou.store.models import Entry, Presence

STALE_AFTER = timedelta(seconds=60)
"""Who wasn't seen for so long has gone."""
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class PresenceLine:
    """Somebody else who has the entry open: by name, and since when, in the site's zone."""

    name: str
    since: datetime


def list_presences(*, viewer: Actor, number: str, ordinal: int) -> tuple[PresenceLine, ...]:
    """Who else of the viewer's office has that entry open, who came first in front."""
    entries = Entry.objects.filter(office_id=viewer.office, filing__number=number, ordinal=ordinal)
    seen = Presence.objects.filter(entry__in=entries, seen_at__gt=database_now() - STALE_AFTER)
    others = seen.exclude(user__username=viewer.person).select_related("user").order_by("id")[:MOST_SHOWN]
    return tuple(PresenceLine(each.user.name or each.user.username, since_of(each)) for each in others)


def since_of(presence: Presence) -> datetime:
    """When somebody opened an entry: the key of the row tells when it was made."""
    milliseconds = presence.id.int >> 80
    return localtime(datetime.fromtimestamp(milliseconds / 1000, UTC))
