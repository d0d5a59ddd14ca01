"""The code to come back with, for the receipt that is printed right after a paper was entered.

Whoever prefilled on the web has a code already; somebody who merely knows a filing's number must not get it
from the counter. So only what began here has its code printed, for as long as a jammed printer takes.
"""

import uuid

from django.core.signing import BadSignature, TimestampSigner

_JUST_ENTERED = "counter.just_entered"
_SECONDS = 30 * 60


def key_of_token(token: uuid.UUID) -> str:
    """The key for the page that has just entered a paper with the token."""
    return TimestampSigner(salt=_JUST_ENTERED).sign(token.hex)


def token_of_key(key: str) -> uuid.UUID | None:
    """The token that such a key was made of, None where it is false or too old."""
    try:
        return uuid.UUID(TimestampSigner(salt=_JUST_ENTERED).unsign(key, max_age=_SECONDS))
    except (BadSignature, ValueError):
        return None
