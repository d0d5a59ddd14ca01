"""Lists kept by somebody, for oneself or the whole office; a call stays as it is, so nothing is logged."""

import uuid

from django.db import transaction

from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.office_calls import own_call
from jianyou.store.dialect import database_now
from jianyou.store.models import SavedView, User
from jianyou.terms.finding import Refused

LONGEST_NAME = 60
LONGEST_QUERY = 1000
MOST_VIEWS = 50


def save_view(*, actor: Actor, slug: str, name: str, query: str, shared: bool) -> None:
    """Keeps a list under a name; one of the same name and owner is replaced.

    Raises:
        Refused: there is no such call in the actor's office, the name is missing or too long, the address is
            too long, or there are too many already.
    """
    told = " ".join(name.split())
    if not told:
        raise Refused("entries_view_nameless")
    if len(told) > LONGEST_NAME:
        raise Refused("entries_view_long", most=LONGEST_NAME)
    if len(query) > LONGEST_QUERY:
        raise Refused("entries_view_query")
    with transaction.atomic():
        call = own_call(actor, slug)
        user = User.objects.select_for_update().get(username=actor.person)
        kept = SavedView.objects.filter(user=user, call=call)
        if kept.exclude(name=told).count() >= MOST_VIEWS:
            raise Refused("entries_views_many", most=MOST_VIEWS)
        SavedView.objects.update_or_create(
            user=user,
            call=call,
            name=told,
            defaults={
                "office_id": call.office_id,
                "query": query,
                "shared": shared,
                "at": database_now(),
            },
        )


def delete_view(*, actor: Actor, slug: str, key: str) -> None:
    """Deletes a list of one's own.

    Raises:
        Refused: there is no such call in the actor's office, or no such list of the actor's.
    """
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        raise Refused("entries_no_view") from None
    own = SavedView.objects.filter(id=wanted, call=own_call(actor, slug), user__username=actor.person)
    if not own.delete()[0]:
        raise Refused("entries_no_view")
