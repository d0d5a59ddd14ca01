"""The gates before pages of accounts: who is it, may he enter, and is everything settled before."""

import uuid
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from jianyou.domain.lifecycle.labels import label_code
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.queries.people import Person, get_person, has_second_factor
from jianyou.terms.message import Message
from jianyou.web.components.scripted import problem_as_data, wants_data

_Rest = ParamSpec("_Rest")
View = Callable[Concatenate[HttpRequest, _Rest], HttpResponseBase]


def staff_only(*roles: Role) -> Callable[[View[_Rest]], View[_Rest]]:
    """Lets in who has one of these roles, or any role where none is named; `person_of` tells who it is.

    Others are led to sign in, or told which role is needed (403). A password that somebody else gave is
    changed first, and where the site demands a second factor of its staff, it is set up first. A script is
    told so as data: `problem`, and the `door` where it is settled (401 to sign in, else 403).
    """

    def gate(view: View[_Rest]) -> View[_Rest]:
        @never_cache
        @wraps(view)
        def gated(request: HttpRequest, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> HttpResponseBase:
            return _stopped(request) or _refused(request, roles) or view(request, *args, **kwargs)

        return gated

    return gate


def account_only(view: View[_Rest]) -> View[_Rest]:
    """Lets in whoever is signed in, of staff or of an organization; `person_of` tells who it is."""

    @never_cache
    @wraps(view)
    def gated(request: HttpRequest, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> HttpResponseBase:
        return _stopped(request) or view(request, *args, **kwargs)

    return gated


def person_of(request: HttpRequest) -> Person:
    """Who was let in.

    Raises:
        AttributeError: the view stands behind no gate.
    """
    person: Person = request.person  # type: ignore[attr-defined]
    return person


def actor_of(request: HttpRequest, *roles: Role) -> Actor:
    """The person as an actor: in the first of these roles that he has.

    Raises:
        PermissionDenied: he has none of them.
    """
    person = person_of(request)
    role = next((role for role in roles if role in person.roles), None)
    if role is None:
        raise PermissionDenied
    return Actor(role=role, person=person.username, office=person.office)


def key_of(request: HttpRequest) -> uuid.UUID:
    """The key of the account that is signed in.

    Raises:
        PermissionDenied: none is.
    """
    key = request.user.pk if request.user.is_authenticated else None
    if key is None:
        raise PermissionDenied
    return key


def _stopped(request: HttpRequest) -> HttpResponse | None:
    """The answer to who isn't let in, or not yet."""
    if not request.user.is_authenticated:
        return _to("account_login", request, HTTPStatus.UNAUTHORIZED)
    key = key_of(request)
    person = get_person(user_id=key)
    if person.must_change:
        return _to("account_change_password", request)
    demanded = settings.JIANYOU_SECOND_FACTOR_REQUIRED and person.roles
    if demanded and not has_second_factor(user_id=key):
        return _to("mfa_activate_totp", request)
    request.person = person  # type: ignore[attr-defined]
    return None


def _refused(request: HttpRequest, roles: tuple[Role, ...]) -> HttpResponse | None:
    """The answer to who has none of these roles, or none at all."""
    person = person_of(request)
    if person.roles and (not roles or set(roles) & set(person.roles)):
        return None
    if wants_data(request):
        ask = gettext("请换用有权限的账号登录，或与管理员联系。")
        return problem_as_data(HTTPStatus.FORBIDDEN, gettext("这个账号不能做这一步"), ask)
    told = {
        "person": person,
        "needed": [Message(label_code(role)) for role in roles],
        "own": [Message(label_code(role)) for role in person.roles],
    }
    return render(request, "account/forbidden.html", told, status=HTTPStatus.FORBIDDEN)


def _to(name: str, request: HttpRequest, status: HTTPStatus = HTTPStatus.FORBIDDEN) -> HttpResponse:
    """To that page, and back from there to where this request came from; a script is told so."""
    data = wants_data(request)
    back = _came_from(request) if data else _page_of(request)
    door = reverse(name) + (f"?{urlencode({'next': back})}" if back else "")
    if not data:
        return HttpResponseRedirect(door)
    title, told = {
        "account_login": (gettext("没有登录，或者登录已过期"), gettext("请登录后再做一次。")),
        "account_change_password": (gettext("还在用别人给的密码"), gettext("请先换成自己的密码。")),
    }.get(name, (gettext("还没有设置二次验证"), gettext("请先设置，再做一次。")))
    return problem_as_data(status, title, told, door=door)


def _page_of(request: HttpRequest) -> str:
    """The page asked for; for a form that was sent the page it stands on, which can be opened again."""
    return request.get_full_path() if request.method in ("GET", "HEAD") else _came_from(request)


def _came_from(request: HttpRequest) -> str:
    """The page of ours that the request came from, empty where it didn't."""
    came = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()}):
        return ""
    return urlsplit(came)._replace(scheme="", netloc="", fragment="").geturl()
