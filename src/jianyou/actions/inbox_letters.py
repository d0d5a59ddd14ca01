"""收件提醒: whoever works in an office may be told by letter of what came into its inbox."""

import uuid
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime

from jianyou.actions.log import moment_for_people
from jianyou.actions.outbox import Audience, Kind, send_to
from jianyou.actions.reaching import opened_reach
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.roles import Role
from jianyou.store.dialect import database_now
from jianyou.store.models import InboxLetters, OutboxMessage, Post, User
from jianyou.terms.finding import Refused

READERS = (Role.SECTION_HEAD, Role.OFFICE_CLERK, Role.SUPERVISOR)
"""Who reads the inbox of an office."""
LAST_HOUR = 23
_LISTED = 20
SETTLED = timedelta(seconds=60)
"""What was written within it may still be in a transaction that others don't see."""
_PAGE = "/office/messages/"


class How(StrEnum):
    """How somebody is told: a letter within minutes, one a day, or none."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NEVER = "never"


def choose_inbox_letters(*, user_id: uuid.UUID, how: str, hour: int) -> None:
    """How somebody is told of the office's inbox from now on; a daily letter comes from `hour` on.

    Raises:
        Refused: there is no such way or hour, or the account has no confirmed address.
    """
    if how not in set(How) or not 0 <= hour <= LAST_HOUR:
        raise Refused("inbox_letters_how_unknown")
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(id=user_id)
        if how == How.NEVER:
            InboxLetters.objects.filter(user=user).delete()
            return
        if not user.reach:
            raise Refused("inbox_letters_no_address")
        now = localtime(database_now())
        # A letter that was due today before it was chosen isn't made up for; nothing told before is again.
        told_on = now.date() if now.hour >= hour else now.date() - timedelta(days=1)
        row = InboxLetters.objects.filter(user=user).first()
        if row is None:
            InboxLetters.objects.create(user=user, how=how, hour=hour, told_until=now, told_on=told_on)
            return
        row.how, row.hour = how, hour
        row.told_on = max(row.told_on, told_on)
        row.save(update_fields=["how", "hour", "told_on"])


def tell_of_inbox(*, key: uuid.UUID) -> bool:
    """Writes the letter about the inbox that is due for one member of staff; whether there was one.

    What was told of is marked in the same transaction, under the row's lock: two processes at once write one
    letter, and one that is killed writes it or not. A day's letter is written on that day once at most, and
    not at all while nothing came.
    """
    with transaction.atomic():
        rows = InboxLetters.objects.select_for_update(of=("self",), skip_locked=True).select_related("user")
        row = rows.filter(id=key).first()
        now = localtime(database_now())
        if row is None or not is_due(row.how, row.hour, row.told_on, now):
            return False
        until = now - SETTLED
        post = _post(row.user)
        told = bool(post and row.user.reach and _write(row, post, until, now))
        row.told_until, row.told_on = max(row.told_until, until), now.date()
        row.save(update_fields=["told_until", "told_on"])
    return told


def is_due(how: str, hour: int, told_on: object, now: datetime) -> bool:
    """Whether a letter may be written now, in the site's zone."""
    return how == How.AT_ONCE or (told_on != now.date() and now.hour >= hour)


def _post(user: User) -> Post | None:
    """The post by which somebody reads an inbox; None where he no longer may."""
    if not user.is_active:
        return None
    roles = [role.value for role in READERS]
    return Post.objects.filter(user=user, role__in=roles).select_related("office").first()


def _write(row: InboxLetters, post: Post, until: datetime, now: datetime) -> bool:
    came = OutboxMessage.objects.filter(
        office_id=post.office_id, audience=Audience.OFFICE, at__gt=row.told_until, at__lte=until
    ).order_by("at", "id")
    count = came.count()
    if not count:
        return False
    url = settings.JIANYOU_MESSAGES.get("url", "")
    items: list[Plain] = [{"kind": one.kind, "params": one.params} for one in came[:_LISTED]]
    reach = opened_reach(row.user.reach or b"")
    params: dict[str, Plain] = {
        "office": post.office.name,
        "count": count,
        "until": moment_for_people(until),
        "page": f"{url}{_PAGE}" if url else "—",
        "items": items,
        "more": max(count - _LISTED, 0),
    }
    send_to(reach.address, kind=Kind.INBOX, at=now, params=params, secret={}, lang=reach.lang)
    return True
