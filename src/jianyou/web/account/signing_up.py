"""注册: an account for a new organization, or for an invited place in one; signed in at once."""

import time
import uuid
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django import forms
from django.conf import settings
from django.contrib.auth import load_backend
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jianyou.actions.confirming import offered_channels
from jianyou.actions.organizations import LONGEST_NAME as LONGEST_ORGANIZATION
from jianyou.actions.signing_up import LONGEST_NAME, sign_up, sign_up_invited
from jianyou.actions.staff import check_username
from jianyou.terms.display import code_signs, in_groups
from jianyou.terms.finding import Refused
from jianyou.web.account.forms import NewPassword, plain
from jianyou.web.account.problems import problems_of

_LONGEST_CODE = 40
_A_MOMENT = 600
"""Seconds."""
_FIELDS = {
    "organization_name": "organization",
    "organization_person": "name",
    "organization_username_taken": "username",
}
"""Where a refusal of the act stands; what concerns the whole form stands at its first field."""


class _NewAccount(NewPassword):
    """Who it is, and the password, twice."""

    name = forms.CharField(max_length=LONGEST_NAME)
    username = forms.CharField(max_length=40)
    missing = MappingProxyType(
        {
            "organization": Refused("organization_name", most=LONGEST_ORGANIZATION),
            "name": Refused("organization_person", most=LONGEST_NAME),
            "code": Refused("organization_code_missing"),
        }
    )
    """What is said where one of them is empty."""

    def clean_username(self) -> str:
        """The name to sign in with, in small letters, by the rule for all."""
        username = plain(self.cleaned_data["username"]).lower()
        try:
            check_username(username)
        except Refused as refused:
            raise ValidationError("", code=refused.code, params=dict(refused.params)) from refused
        return username


class SignUpForm(_NewAccount):
    """A new organization."""

    organization = forms.CharField(max_length=LONGEST_ORGANIZATION)
    field_order = ("organization", "name", "username")


class InvitedForm(_NewAccount):
    """A place in an organization that there is."""

    code = forms.CharField(max_length=_LONGEST_CODE)
    field_order = ("code", "name", "username")


@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new_organization(request: HttpRequest) -> HttpResponse:
    """Signs up with a new organization."""
    return _sign_up_page(request, SignUpForm)


@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invited(request: HttpRequest) -> HttpResponse:
    """Signs up by an invitation; who has an account already joins by it."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("my_join"))
    return _sign_up_page(request, InvitedForm)


def _sign_up_page(request: HttpRequest, kind: type[_NewAccount]) -> HttpResponse:
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("desk"))
    if not settings.JIANYOU_SIGN_UP:
        return render(request, "account/sign_up_closed.html", status=HTTPStatus.FORBIDDEN)
    form = kind(request.POST if request.method == "POST" else None)
    problems = dict(problems_of(form))
    if form.is_bound and not problems:
        try:
            key = _made(request, form.cleaned_data)
        except Refused as refused:
            problems = {_FIELDS.get(refused.code, next(iter(form.fields))): refused}
        else:
            return _entered(request, key)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    if any(problem.code == "organization_sign_ups_over" for problem in problems.values()):
        status = HTTPStatus.TOO_MANY_REQUESTS
    told = {
        "problems": problems,
        "invited": kind is InvitedForm,
        "typed": {field: form[field].value() or "" for field in form.fields if "password" not in field},
        "next": next_of(request),
        "channels": offered_channels(),
    }
    return render(request, "account/sign_up.html", told, status=status)


def _made(request: HttpRequest, told: dict[str, Any]) -> uuid.UUID:
    who = {
        "came_from": request.META.get("REMOTE_ADDR", ""),
        "username": told["username"],
        "name": told["name"],
        "password": told["password1"],
    }
    if "code" in told:
        code = in_groups(code_signs(plain(told["code"]), _LONGEST_CODE))
        return sign_up_invited(code=code, **who)
    return sign_up(organization=told["organization"], **who)


def _entered(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Signed in, as if the password had been given just now, and led on; first to give an address."""
    user: Any = load_backend(settings.AUTHENTICATION_BACKENDS[0]).get_user(key)
    record_authentication(request, user, method="password", username=user.get_username(), signed_up=True)
    get_adapter().login(request, user)
    onward = next_of(request) or reverse("my")
    if offered_channels():
        onward = f"{reverse('account_reach')}?{urlencode({'next': onward})}"
    return HttpResponseRedirect(onward)


def signed_up_just_now(request: HttpRequest) -> bool:
    """Whether the account was made in this session a moment ago: its password was given then."""
    since = time.time() - _A_MOMENT
    records = get_authentication_records(request, request.user)
    return any(one.get("signed_up") and one["at"] > since for one in records)


def next_of(request: HttpRequest) -> str:
    """Where to go afterwards, if it is an address of this site."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    return asked if get_adapter().is_safe_url(asked) else ""
