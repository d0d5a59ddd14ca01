"""What a request from anywhere passes: its size is bounded before it is read, its language is known."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from jianyou.terms.lang import Lang
from jianyou.web.public.errors import too_large
from jianyou.web.public.look import lang_of
from jianyou.web.public.uploaded import MOST_BYTES

LONGEST_BODY = 2 * MOST_BYTES + 1024 * 1024
"""Bytes of one request: a form and a scan, each as large as may be, and the fields beside them."""

_CODES = {Lang.ZH: "zh-hans", Lang.EN: "en"}

Respond = Callable[[HttpRequest], HttpResponseBase]


def bounded(respond: Respond) -> Respond:
    """Refuses what is too long before anything of it is parsed; must stand before the CSRF check."""

    def within_bounds(request: HttpRequest) -> HttpResponseBase:
        given = request.META.get("CONTENT_LENGTH") or "0"
        if not given.isdigit() or int(given) > LONGEST_BODY:
            return too_large(request)
        return respond(request)

    return within_bounds


def display(respond: Respond) -> Respond:
    """Answers in the language that was chosen."""

    def in_language(request: HttpRequest) -> HttpResponseBase:
        with translation.override(_CODES[lang_of(request)]):
            return respond(request)

    return in_language
