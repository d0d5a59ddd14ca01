"""Accounts and posts of staff, kept by whoever runs the site; every act is written in the site's own log.

An account is closed, never deleted: logs name it.
"""

import re
import uuid
from collections.abc import Iterable
from importlib import import_module

from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from jianyou.actions.site_log import SiteDeed, log_deed
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.roles import STAFF, Role
from jianyou.store.dialect import database_now
from jianyou.store.identifiers import spoken_number
from jianyou.store.models import Office, Post, User
from jianyou.terms.finding import Refused

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_LONGEST_NAME = 100
_GROUPS = 4


def one_time_password() -> str:
    """A password to hand over, such as `7K3M-9QXA-2BCD-4EFG`: about 78 bits."""
    return spoken_number(_GROUPS)


def tries_key(*, username: str) -> str:
    """What wrong passwords for one name are counted by, whatever host the site was asked as."""
    return f"name:{username.lower()}"


def check_username(username: str) -> None:
    """Look at whether somebody can be called so when he signs in.

    Raises:
        Refused: he can't.
    """
    if not _USERNAME.fullmatch(username):
        raise Refused("staff_username", text=username[:60])


def add_staff(
    *,
    operator: str,
    office: str,
    username: str,
    name: str,
    roles: Iterable[Role],
    password: str,
    must_change: bool = True,
) -> None:
    """An account with posts in the office of that short name.

    `must_change`: the password is changed before anything else, as it should be unless its owner chose it.

    Raises:
        Refused: there is no such office, the username can't be used, or name or roles are missing.
    """
    check_username(username)
    if not name.strip() or len(name) > _LONGEST_NAME:
        raise Refused("staff_name")
    kept = make_password(password)
    with transaction.atomic():
        owner = Office.objects.filter(slug=office).first()
        if owner is None:
            raise Refused("site_no_office", name=office[:60])
        if User.objects.filter(username=username).exists():
            raise Refused("staff_taken", username=username)
        user = User(username=username, name=name.strip(), created_at=database_now())
        _give_password(user, kept, must_change=must_change)
        given = _give_posts(user, owner, roles)
        log_deed(SiteDeed.ACCOUNT_ADDED, subject=username, operator=operator, office=office, roles=given)


def set_roles(*, operator: str, username: str, roles: Iterable[Role]) -> None:
    """These roles and no others, in the office that the person belongs to; they hold at once.

    Raises:
        Refused: there is no such account, or no role is given.
    """
    with transaction.atomic():
        user = _user(username)
        given = _give_posts(user, user.posts.select_related("office").earliest("id").office, roles)
        log_deed(SiteDeed.ROLES_SET, subject=username, operator=operator, roles=given)


def reset_password(
    *, operator: str, username: str, password: str, without_second_factor: bool = False
) -> None:
    """Another password, which must be changed at once; ends the person's sessions and forgets wrong tries.

    `without_second_factor`: the codes of a lost phone, and those on paper, are no longer asked for.

    Raises:
        Refused: there is no such account, or it is closed.
    """
    kept = make_password(password)
    with transaction.atomic():
        user = _user(username)
        if not user.is_active:
            raise Refused("staff_closed", username=username)
        _give_password(user, kept)
        if without_second_factor:
            Authenticator.objects.filter(user=user).delete()
        log_deed(
            SiteDeed.PASSWORD_RESET,
            subject=username,
            operator=operator,
            without_second_factor=without_second_factor,
        )
    forget_tries(user)


def close_account(*, operator: str, username: str) -> None:
    """Nobody signs in to it any more, its sessions end, never to come back, and its address is forgotten.

    Raises:
        Refused: there is no such account.
    """
    with transaction.atomic():
        user = _user(username)
        user.is_active = False
        # Sessions are bound to the password: without it, none of them lives on when the account is reopened.
        user.set_unusable_password()
        user.reach, user.reach_lookup = None, ""
        user.save(update_fields=["is_active", "password", "reach", "reach_lookup"])
        log_deed(SiteDeed.ACCOUNT_CLOSED, subject=username, operator=operator)


def reopen_account(*, operator: str, username: str, password: str) -> None:
    """Its person may sign in again, with this password, to be changed at once; posts are as they were.

    Raises:
        Refused: there is no such account, or it isn't closed.
    """
    kept = make_password(password)
    with transaction.atomic():
        user = _user(username)
        if user.is_active:
            raise Refused("staff_open", username=username)
        user.is_active = True
        _give_password(user, kept)
        log_deed(SiteDeed.ACCOUNT_REOPENED, subject=username, operator=operator)
    forget_tries(user)


def choose_password(*, user_id: uuid.UUID, password: str) -> str:
    """A password that somebody chose for the own account; returns the hash that is kept."""
    kept = make_password(password)
    with transaction.atomic():
        user = User.objects.get(id=user_id)
        _give_password(user, kept, must_change=False)
        log_deed(SiteDeed.PASSWORD_CHOSEN, subject=user.username, operator=user.username)
    return kept


def forget_tries(user: User) -> None:
    """Ends the wait after wrong passwords and codes for that name; what is counted by address goes on."""
    for key in (tries_key(username=user.username), f"mfa-auth-user-{user.id}"):
        ratelimit.clear(
            None,
            app="allauth.account",
            action="login_failed",
            config={"login_failed": _rate_of_names()},
            key=key,
        )


def drop_old_sessions() -> None:
    """Throws away the sessions that are over."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def _give_password(user: User, kept: str, *, must_change: bool = True) -> None:
    user.password = kept
    user.must_change = must_change
    user.save()


def _give_posts(user: User, office: Office, roles: Iterable[Role]) -> list[Plain]:
    wanted = set(roles)
    if not wanted or not wanted <= STAFF:
        raise Refused("staff_roles")
    user.posts.exclude(role__in=wanted).delete()
    for role in Role:
        if role in wanted:
            Post.objects.get_or_create(office=office, user=user, role=role.value)
    return [role.value for role in Role if role in wanted]


def _rate_of_names() -> str:
    rates: str = settings.ACCOUNT_RATE_LIMITS["login_failed"]
    return next(rate for rate in rates.split(",") if rate.endswith("/key"))


def _user(username: str) -> User:
    user = User.objects.select_for_update().filter(username=username).first()
    if user is None:
        raise Refused("staff_unknown", username=username[:60])
    return user
