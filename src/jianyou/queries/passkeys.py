"""通行密钥: by which phones and computers somebody signs in without a password."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.utils.timezone import localtime


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey by the name that its owner gave it; `used_at` is None before it was used."""

    key: int
    name: str
    added_at: datetime
    used_at: datetime | None


def list_passkeys(*, user_id: uuid.UUID) -> tuple[Passkey, ...]:
    """The passkeys of that account, the oldest first."""
    rows = Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.WEBAUTHN).order_by("id")
    return tuple(
        Passkey(
            row.id,
            row.data["name"],
            localtime(row.created_at),
            localtime(row.last_used_at) if row.last_used_at else None,
        )
        for row in rows
    )
