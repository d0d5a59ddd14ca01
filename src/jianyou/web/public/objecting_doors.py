"""Who is let in to an objection: a signed cookie for two hours, so that no address tells who came back.

An address is left in histories and sent along with pages that are passed on; who objects must not be.
"""

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from jianyou.actions.objecting import objector_actor
from jianyou.domain.lifecycle.roles import Actor
from jianyou.web.public.doors import Answer

_COOKIE, _SALT = "jianyou_objection", "public.objection"
_SECONDS = 2 * 3600


def open_objection(response: Answer, number: str) -> Answer:
    """Lets this browser in to one objection, and to no other any more."""
    response.set_cookie(
        _COOKIE,
        TimestampSigner(salt=_SALT).sign(number),
        max_age=_SECONDS,
        path="/objections/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def close_objection(response: Answer) -> Answer:
    """Forgets it in this browser."""
    response.delete_cookie(_COOKIE, path="/objections/", samesite="Lax")
    return response


def objector_in(request: HttpRequest, number: str) -> Actor | None:
    """Whoever this browser was let in as, None where it wasn't (any more)."""
    try:
        opened = TimestampSigner(salt=_SALT).unsign(request.COOKIES.get(_COOKIE, ""), max_age=_SECONDS)
    except BadSignature:
        return None
    return objector_actor(number) if opened == number else None


def ask_for_code(number: str) -> HttpResponseRedirect:
    """To the page that asks for number and code."""
    return HttpResponseRedirect(f"{reverse('objection_find')}?{urlencode({'number': number})}")
