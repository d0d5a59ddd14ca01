"""通行密钥: somebody keeps one for the own account, names it, and drops it."""

import uuid
from collections.abc import Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q

from jianyou.store.models import User
from jianyou.terms.finding import Refused

LONGEST_NAME = 60
MOST = 10
_KIND = Authenticator.Type.WEBAUTHN


def add_passkey(*, user_id: uuid.UUID, name: str, credential: Mapping[str, Any]) -> None:
    """Keeps a passkey that was verified; `credential` is what the browser gave, as a plain object.

    Raises:
        Refused: it has no name, or there are too many.
    """
    told = _name(name)
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(id=user_id)
        if Authenticator.objects.filter(user=user, type=_KIND).count() >= MOST:
            raise Refused("passkey_too_many", most=MOST)
        Authenticator.objects.create(
            user=user, type=_KIND, data={"name": told, "credential": dict(credential)}
        )


def rename_passkey(*, user_id: uuid.UUID, key: int, name: str) -> None:
    """Gives it another name.

    Raises:
        Refused: it has no name, or there is no such passkey.
    """
    told = _name(name)
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().filter(_own(user_id, key)).first()
        if row is None:
            raise Refused("passkey_unknown")
        row.data["name"] = told
        row.save(update_fields=["data"])


def remove_passkey(*, user_id: uuid.UUID, key: int) -> None:
    """Nobody signs in with it any more.

    Raises:
        Refused: there is no such passkey.
    """
    if not Authenticator.objects.filter(_own(user_id, key)).delete()[0]:
        raise Refused("passkey_unknown")


def _own(user_id: uuid.UUID, key: int) -> Q:
    return Q(user_id=user_id, type=_KIND, id=key)


def _name(text: str) -> str:
    name = " ".join(text[: 2 * LONGEST_NAME].split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused("passkey_name", most=LONGEST_NAME)
    return name
