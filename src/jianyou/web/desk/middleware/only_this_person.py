"""Only the person who started the desk may use it: a key in the first address becomes a cookie.

Other people on the same machine, and pages from the web that know the port, have no key. A name
that was bent to 127.0.0.1 (DNS rebinding) is no name of ours.
"""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from jianyou.web.desk.desk import desk_of
from jianyou.web.desk.errors import bad_request, forbidden, too_large
from jianyou.web.desk.settings import LONGEST_BODY

Respond = Callable[[HttpRequest], HttpResponseBase]


def only_this_person(respond: Respond) -> Respond:
    """Lets a request through that comes to our own host name with the key."""

    def guarded(request: HttpRequest) -> HttpResponseBase:
        desk = desk_of(request)
        if request.META.get("HTTP_HOST", "") not in desk.hosts:
            return bad_request(request)
        if _is_key(request.GET.get("key", ""), desk.key):
            return _let_in(request)
        if not _is_key(request.COOKIES.get(desk.cookie, ""), desk.key):
            return forbidden(request)
        if _length(request) > LONGEST_BODY:
            return too_large(request)
        return respond(request)

    return guarded


def _is_key(given: str, key: str) -> bool:
    return secrets.compare_digest(given.encode(), key.encode())


def _let_in(request: HttpRequest) -> HttpResponseBase:
    """The same address without the key, which from now on lies in a cookie that no script reads."""
    desk = desk_of(request)
    response = HttpResponseRedirect(request.path if request.method == "GET" else "/")
    response.set_cookie(desk.cookie, desk.key, httponly=True, samesite="Strict", path="/")
    return response


def _length(request: HttpRequest) -> int:
    given = request.META.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isdigit() else 0
