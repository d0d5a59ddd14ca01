"""Signed keys in addresses: who has just filed, or gave number and code, is let in for a while.

No session and no cookie: an address left in a shared browser opens nothing once its time is over.
"""

import uuid

from django.core.signing import BadSignature, TimestampSigner

_JUST_FILED, _LET_IN = "public.just_filed", "public.let_in"
_JUST_FILED_SECONDS = 30 * 60
_LET_IN_SECONDS = 2 * 3600


def key_of_token(token: uuid.UUID) -> str:
    """The key for who has just filed with the token: opens the receipt with its code."""
    return TimestampSigner(salt=_JUST_FILED).sign(token.hex)


def token_of_key(key: str) -> uuid.UUID | None:
    """The token that such a key was made of, None where it is false or too old."""
    try:
        return uuid.UUID(TimestampSigner(salt=_JUST_FILED).unsign(key, max_age=_JUST_FILED_SECONDS))
    except (BadSignature, ValueError):
        return None


def key_of_number(number: str) -> str:
    """The key for who gave number and code."""
    return TimestampSigner(salt=_LET_IN).sign(number)


def opens(key: str, number: str) -> bool:
    """Whether such a key is that filing's, and young enough."""
    try:
        return TimestampSigner(salt=_LET_IN).unsign(key, max_age=_LET_IN_SECONDS) == number
    except BadSignature:
        return False
