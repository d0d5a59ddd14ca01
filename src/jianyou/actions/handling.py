"""经办: who of an office handles a call."""

from collections.abc import Collection

from django.db import transaction

from jianyou.actions.acting import check_act
from jianyou.actions.log import log_act
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_alone
from jianyou.store.lookups import call_named
from jianyou.store.models import Handling, Post
from jianyou.terms.finding import Refused


def assign_handlers(*, actor: Actor, call_slug: str, usernames: Collection[str]) -> None:
    """Names who handles a call; nobody named means all clerks of its office. Logs `assign_handlers`.

    Raises:
        NotAllowed: the actor may not, or the call isn't there any more.
        Refused: somebody named is no clerk of the office, or nothing changes.
    """
    wanted = set(usernames)
    with transaction.atomic():
        lock_call_alone(call_slug)
        call = call_named(call_slug)
        at = database_now()
        check_act(actor, Act.ASSIGN_HANDLERS, subject_at(call, at), call)
        clerks = Post.objects.filter(office_id=call.office_id, role=Role.OFFICE_CLERK, user__is_active=True)
        known = dict(clerks.filter(user__username__in=wanted).values_list("user__username", "user_id"))
        if unknown := sorted(wanted - known.keys()):
            raise Refused("call_handler_unknown", name=unknown[0][:40])
        handlings = Handling.objects.filter(call=call)
        before = set(handlings.values_list("user__username", flat=True))
        if before == wanted:
            raise Refused("call_handlers_same")
        handlings.filter(user__username__in=before - wanted).delete()
        Handling.objects.bulk_create(
            Handling(office_id=call.office_id, call=call, user_id=known[name])
            for name in sorted(wanted - before)
        )
        told_before: list[Plain] = [*sorted(before)]
        told_after: list[Plain] = [*sorted(wanted)]
        content: dict[str, Plain] = {"before": told_before, "after": told_after}
        log_act(call=call, act=Act.ASSIGN_HANDLERS, actor=actor, at=at, content=content)
