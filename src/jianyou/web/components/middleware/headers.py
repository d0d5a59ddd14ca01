"""What a browser may do with our pages: show them, and nothing from anywhere else."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from jianyou.web.components.policies import OWN_PAGES

Respond = Callable[[HttpRequest], HttpResponseBase]


def headers(respond: Respond) -> Respond:
    """Sets the headers that keep a page to itself, where the view hasn't set its own."""

    def with_headers(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        response.headers.setdefault("Content-Security-Policy", OWN_PAGES)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return with_headers
