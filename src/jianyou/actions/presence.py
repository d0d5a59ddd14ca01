"""Being there: whoever has an entry open says so again and again, and is forgotten once gone."""

from datetime import timedelta

from django.db import transaction

from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.presence import STALE_AFTER
from jianyou.store.dialect import database_now
from jianyou.store.identifiers import uuid7
from jianyou.store.models import Entry, Presence, User
from jianyou.terms.finding import Refused

KEPT_FOR = timedelta(hours=1)


def look_at(*, actor: Actor, number: str, ordinal: int) -> None:
    """The actor has that entry of the own office open; who was away for a while comes anew.

    Nothing is logged: it is no act, and soon forgotten.

    Raises:
        Refused: that office has no such entry.
    """
    with transaction.atomic():
        now = database_now()
        entry = Entry.objects.filter(office_id=actor.office, filing__number=number, ordinal=ordinal).first()
        if entry is None:
            raise Refused("site_no_entry", number=number[:20], ordinal=ordinal)
        own = Presence.objects.filter(entry=entry, user__username=actor.person)
        if own.filter(seen_at__gt=now - STALE_AFTER).update(seen_at=now):
            return
        user = User.objects.filter(username=actor.person).first()
        if user is None:
            return
        told = {"id": uuid7(), "office_id": entry.office_id, "entry": entry, "user": user, "seen_at": now}
        own.delete()
        # Two windows of one person may come at the same moment.
        Presence.objects.bulk_create([Presence(**told)], ignore_conflicts=True)


def forget_presences() -> int:
    """Removes who is long gone; how many rows there were."""
    removed, _ = Presence.objects.filter(seen_at__lt=database_now() - KEPT_FOR).delete()
    return removed
