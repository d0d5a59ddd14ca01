"""The organization of whoever is signed in, and the gate before the pages of its people."""

import uuid
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from jianyou.queries.organizations import Membership, get_membership, may_open_filing
from jianyou.web.account.gate import account_only, key_of, person_of

_Rest = ParamSpec("_Rest")
View = Callable[Concatenate[HttpRequest, _Rest], HttpResponseBase]


def organization_of(request: HttpRequest) -> uuid.UUID | None:
    """The organization that what is begun now belongs to; None without one.

    Who never signed in at this browser costs no query and is given no session.
    """
    found = _found(request) if _signed_in(request) else None
    return found.organization if found else None


def opens_filing(request: HttpRequest, number: str) -> bool:
    """Whether whoever is signed in opens that filing without its code: it belongs to his organization."""
    return _signed_in(request) and may_open_filing(user_id=key_of(request), number=number)


def members_only(view: View[_Rest]) -> View[_Rest]:
    """Lets in who belongs to an organization; `membership_of` tells to which.

    Others are led to sign in, or told how to come to an organization (403).
    """

    @account_only
    @wraps(view)
    def gated(request: HttpRequest, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> HttpResponseBase:
        if _found(request) is None:
            told = {"person": person_of(request)}
            return render(request, "account/no_organization.html", told, status=HTTPStatus.FORBIDDEN)
        return view(request, *args, **kwargs)

    return gated


def membership_of(request: HttpRequest) -> Membership:
    """Where the person who was let in belongs.

    Raises:
        PermissionDenied: the view stands behind no gate.
    """
    found: Membership | None = getattr(request, "membership", None)
    if found is None:
        raise PermissionDenied
    return found


def brings_session(request: HttpRequest) -> bool:
    """Whether the browser brings a session; pages for anyone ask for none where it doesn't."""
    return bool(request.COOKIES.get(settings.SESSION_COOKIE_NAME))


def _signed_in(request: HttpRequest) -> bool:
    return brings_session(request) and request.user.is_authenticated


def _found(request: HttpRequest) -> Membership | None:
    """Where the person belongs, asked once a request."""
    if not hasattr(request, "membership"):
        request.membership = get_membership(user_id=key_of(request))  # type: ignore[attr-defined]
    found: Membership | None = request.membership  # type: ignore[attr-defined]
    return found
