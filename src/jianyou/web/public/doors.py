"""Who is let in: signed keys in addresses for filings, signed cookies for drafts.

Who has just filed, or gave number and code, is let in to a filing for a while, without session and cookie:
an address left in a shared browser opens nothing once its time is over. A draft must be there again after
days: each has a cookie of its own, so that two windows that begin one at the same moment keep both.
"""

import time
import uuid
from typing import TypeVar

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner, b62_decode
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Answer = TypeVar("Answer", bound=HttpResponseBase)

_JUST_FILED, _LET_IN, _DRAFTS = "public.just_filed", "public.let_in", "public.drafts"
_JUST_FILED_SECONDS = 30 * 60
_LET_IN_SECONDS = 2 * 3600
_DRAFT_SECONDS = 30 * 24 * 3600
_DRAFT = "jianyou_draft_"
_MOST_DRAFTS = 20


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


def opened_drafts(request: HttpRequest) -> tuple[str, ...]:
    """The numbers of the drafts that were begun or opened in this browser, the latest first."""
    found = [
        (at, number)
        for name in request.COOKIES
        if name.startswith(_DRAFT) and (at := _opened_at(request, number := name.removeprefix(_DRAFT)))
    ]
    return tuple(number for _, number in sorted(found, reverse=True))


def draft_door(request: HttpRequest, number: str, *, filed: bool = False) -> bool:
    """Whether this browser is let in to the draft of that number; once it is filed, for a while only."""
    at = _opened_at(request, number)
    return at is not None and (not filed or time.time() - at <= _LET_IN_SECONDS)


def open_draft_door(request: HttpRequest, response: Answer, number: str) -> Answer:
    """Lets this browser in to the draft from now on; of very many drafts the oldest are forgotten."""
    response.set_cookie(
        f"{_DRAFT}{number}",
        TimestampSigner(salt=_DRAFTS).sign(number).partition(":")[2],
        max_age=_DRAFT_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    for oldest in [other for other in opened_drafts(request) if other != number][_MOST_DRAFTS - 1 :]:
        close_draft_door(response, oldest)
    return response


def close_draft_door(response: HttpResponseBase, number: str) -> None:
    """Forgets a draft in this browser."""
    response.delete_cookie(f"{_DRAFT}{number}", samesite="Lax")


def _opened_at(request: HttpRequest, number: str) -> float | None:
    """When this browser opened a draft last, in seconds since 1970; None where it did not."""
    signed = f"{number}:{request.COOKIES.get(f'{_DRAFT}{number}', '')}"
    signer = TimestampSigner(salt=_DRAFTS)
    try:
        signer.unsign(signed, max_age=_DRAFT_SECONDS)
    except BadSignature:
        return None
    return float(b62_decode(signed.split(":")[1]))
