"""注册: somebody makes an account without anybody's help, for a new organization or an invited place."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

from jianyou.actions.limits import Limit
from jianyou.actions.organizations import (
    begin_organization,
    invitation_coded,
    organization_name,
    use_invitation,
)
from jianyou.actions.staff import check_username
from jianyou.queries.organizations import invited_to
from jianyou.store.dialect import database_now
from jianyou.store.models import User
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

AN_HOUR = 30
"""Sign-ups, and names and codes that were tried for one, from one address in an hour."""

LONGEST_NAME = 100
_TRIES = Limit("sign-ups", AN_HOUR, timedelta(hours=1))


def sign_up(*, came_from: str, username: str, name: str, password: str, organization: str) -> uuid.UUID:
    """An account with a new organization that it manages; its key. `came_from` is a network address.

    Raises:
        Refused: the name is taken or can't be used, something is missing, or too many came from there.
    """
    own = organization_name(organization)
    return _sign_up(came_from, username, name, password, lambda user, at: begin_organization(user, own, at))


def sign_up_invited(*, came_from: str, username: str, name: str, password: str, code: str) -> uuid.UUID:
    """An account that joins an organization by an invitation, which is used up; its key.

    Raises:
        Refused: the code is of no open invitation, the name is taken or can't be used, something is missing,
            or too many came from there.
    """

    def begin(user: User, at: datetime) -> None:
        use_invitation(invitation_coded(code), user, at)

    return _sign_up(came_from, username, name, password, begin, look=lambda: invited_to(code=code))


def check_new_password(*, username: str, name: str, password: str) -> None:
    """Look at whether a password may be chosen for an account of that name.

    Raises:
        ValidationError: by the code of the first rule that it breaks.
    """
    validate_password(password, User(username=username, name=name))


def _sign_up(
    came_from: str,
    username: str,
    name: str,
    password: str,
    begin: Callable[[User, datetime], None],
    look: Callable[[], object] = lambda: None,
) -> uuid.UUID:
    check_username(username)
    person = " ".join(name[: 2 * LONGEST_NAME].split())
    if not person or len(person) > LONGEST_NAME or not person.isprintable():
        raise Refused("organization_person", most=LONGEST_NAME)
    if not _TRIES.take(site_keys().finder("sign-ups", came_from), database_now()):
        raise Refused("organization_sign_ups_over")
    look()
    taken = Refused("organization_username_taken", username=username)
    if User.objects.filter(username=username).exists():
        raise taken
    # The slow part, before the transaction that others wait for.
    kept = make_password(password)
    try:
        with transaction.atomic():
            at = database_now()
            user = User.objects.create(username=username, name=person, password=kept, created_at=at)
            begin(user, at)
    except IntegrityError:
        raise taken from None
    return user.id
