"""忘记密码: name and address lead to a code, and the code to another password; nobody learns who is here."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from allauth.core.internal.ratelimit import get_ip
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jianyou.actions.confirming import (
    DIGITS,
    LONGEST_ADDRESS,
    Asking,
    address_of,
    masked,
    offered_channels,
    sealed_asking,
)
from jianyou.actions.recovering import ask_recovery, recover
from jianyou.terms.finding import Refused
from jianyou.web.account.forms import NewPassword, plain
from jianyou.web.account.problems import problems_of
from jianyou.web.account.reach import LONGEST_CODE, OFTEN, asked_on
from jianyou.web.components.language import page_lang

_CONFIRM = "confirm"
_GONE = "reach_asking_gone"
_LONGEST_NAME = 40


class _Named(forms.Form):
    """Whose password it is; the name as it was meant."""

    username = forms.CharField(max_length=_LONGEST_NAME)

    def clean_username(self) -> str:
        """In small letters."""
        return plain(self.cleaned_data["username"]).lower()


class AskForm(_Named):
    """For which account a code is to be sent, and where."""

    address = forms.CharField(max_length=LONGEST_ADDRESS)
    missing = MappingProxyType({"address": Refused("reach_address_missing")})


class RecoverForm(NewPassword, _Named):
    """The code that came, and the new password twice."""

    code = forms.CharField(max_length=LONGEST_CODE)
    field_order = ("username", "code")
    missing = MappingProxyType({"code": Refused("reach_code_missing")})


@sensitive_post_parameters("code", "password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def forgotten(request: HttpRequest) -> HttpResponse:
    """Asks for name and address, then for the code and a new password."""
    if request.method != "POST" or not offered_channels():
        return _page(request)
    asking = asked_on(request)
    if request.POST.get("do") != _CONFIRM:
        return _asked(request, asking)
    if asking is None:
        return _page(request, {"username": Refused(_GONE)})
    return _recovered(request, asking)


def _asked(request: HttpRequest, before: Asking | None) -> HttpResponse:
    """Sends a code to the address that was typed, or once more to the one before."""
    known = {"address": before.address.text} if before else {}
    form = AskForm({**request.POST.dict(), **known})
    problems = problems_of(form)
    if problems:
        return _page(request, problems, before)
    told = form.cleaned_data
    try:
        address = before.address if before else address_of(told["address"])
        asking = ask_recovery(
            came_from=get_ip(request), username=told["username"], address=address, lang=page_lang().value
        )
    except Refused as refused:
        return _page(request, {"code" if before else "address": refused}, before)
    return _page(request, asking=asking)


def _recovered(request: HttpRequest, asking: Asking) -> HttpResponse:
    form = RecoverForm(request.POST)
    problems = dict(problems_of(form))
    if not problems:
        told = form.cleaned_data
        try:
            recover(
                came_from=get_ip(request),
                username=told["username"],
                asking=asking,
                code=told["code"],
                password=told["password1"],
            )
        except Refused as refused:
            problems = {"code": refused}
        except ValidationError as broken:
            form.add_error("password1", broken)
            problems = dict(problems_of(form))
    if problems:
        return _page(request, problems, asking)
    return HttpResponseRedirect(f"{reverse('account_login')}?recovered=")


def _page(
    request: HttpRequest, problems: Mapping[str, Refused] = MappingProxyType({}), asking: Asking | None = None
) -> HttpResponse:
    if "username" in problems:
        asking = None
    often = any(problem.code in OFTEN for problem in problems.values())
    wrong = HTTPStatus.TOO_MANY_REQUESTS if often else HTTPStatus.UNPROCESSABLE_ENTITY
    typed: dict[str, Any] = {
        "username": request.POST.get("username", "")[:_LONGEST_NAME],
        "address": request.POST.get("address", "")[: LONGEST_ADDRESS + 1],
        "code": request.POST.get("code", "")[:LONGEST_CODE],
    }
    told = {
        "problems": problems,
        "channels": offered_channels(),
        "asking": sealed_asking(asking) if asking else "",
        "masked": masked(asking.address) if asking else "",
        "channel": asking.address.channel if asking else "",
        "digits": DIGITS,
        **typed,
    }
    return render(request, "account/forgotten.html", told, status=wrong if problems else HTTPStatus.OK)
