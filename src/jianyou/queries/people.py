"""Who works here, in which roles, for which office."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from jianyou.domain.lifecycle.roles import STAFF, Role
from jianyou.store.models import Post, User


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `office` is the hex key of the one office; `roles` are in Role's order.

    `must_change`: the password was given by somebody else. `reached`: an address for messages is confirmed.
    """

    username: str
    name: str
    office: str
    office_slug: str
    office_name: str
    roles: tuple[Role, ...]
    must_change: bool
    reached: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """A person's account: whether it is open, has a second factor, and when it was last signed in to."""

    person: Person
    active: bool
    second_factor: bool
    signed_in_at: datetime | None


def get_person(*, user_id: uuid.UUID) -> Person:
    """The person of that account.

    Raises:
        User.DoesNotExist: there is no such account; none is ever deleted.
    """
    posts = list(_posts().filter(user_id=user_id))
    return _person(posts[0].user if posts else User.objects.get(id=user_id), posts)


def find_user(*, username: str) -> uuid.UUID | None:
    """The key of the account of that name."""
    return User.objects.filter(username=username).values_list("id", flat=True).first()


def list_staff(*, office_slug: str = "") -> tuple[Account, ...]:
    """Every account, or those of one office, by their names."""
    posts = _posts()
    by_user: dict[uuid.UUID, list[Post]] = {}
    for post in posts.filter(office__slug=office_slug) if office_slug else posts:
        by_user.setdefault(post.user_id, []).append(post)
    having = set(Authenticator.objects.filter(type=Authenticator.Type.TOTP).values_list("user_id", flat=True))
    return tuple(
        Account(
            person=_person(own[0].user, own),
            active=own[0].user.is_active,
            second_factor=user_id in having,
            signed_in_at=own[0].user.last_login,
        )
        for user_id, own in sorted(by_user.items(), key=lambda item: item[1][0].user.username)
    )


def count_recovery_codes(*, user_id: uuid.UUID) -> int:
    """How many of the codes on paper are not used yet."""
    kind = Authenticator.Type.RECOVERY_CODES
    codes = Authenticator.objects.filter(user_id=user_id, type=kind).first()
    return len(codes.wrap().get_unused_codes()) if codes else 0


def has_second_factor(*, user_id: uuid.UUID) -> bool:
    """Whether signing in takes a code too."""
    return bool(Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP).exists())


def _posts() -> QuerySet[Post]:
    return Post.objects.select_related("office", "user").order_by("id")


def _person(user: User, posts: Sequence[Post]) -> Person:
    office = posts[0].office if posts else None
    return Person(
        username=user.username,
        name=user.name,
        office=office.id.hex if office else "",
        office_slug=office.slug if office else "",
        office_name=office.name if office else "",
        roles=_in_order(post.role for post in posts if post.office == office),
        must_change=user.must_change,
        reached=user.reach is not None,
    )


def _in_order(roles: Iterable[str]) -> tuple[Role, ...]:
    had = set(roles)
    return tuple(role for role in Role if role in STAFF and role in had)
