"""What every page knows without being told by its view."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from jianyou.web.account.membership import brings_session, organization_of
from jianyou.web.components.look import look_of
from jianyou.web.public.look import lang_of


class Visitor(NamedTuple):
    """Whoever is signed in: a `member` of an organization, or one of the `staff`."""

    name: str
    kind: str


def of_page(request: HttpRequest) -> Mapping[str, Any]:
    """Language and look, the address to come back to once they were changed, and who is signed in.

    Who has no session is asked about nowhere, and whoever has one only where a page tells it.
    """
    return {
        "lang": lang_of(request),
        "look": look_of(request),
        "back": request.get_full_path() if request.method == "GET" else "",
        "visitor": SimpleLazyObject(lambda: _visitor(request)) if brings_session(request) else None,
    }


def _visitor(request: HttpRequest) -> Visitor | None:
    # Pages of errors may come before anybody was looked up.
    user = getattr(request, "user", None)
    if user is None:
        return None
    if not user.is_authenticated:
        return None
    return Visitor(user.name, "member" if organization_of(request) else "staff")
