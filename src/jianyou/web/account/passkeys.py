"""通行密钥: signing in by a finger, a face or the lock of a screen; and the page that keeps one's own."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, ParamSpec

from allauth.account.decorators import reauthentication_required
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jianyou.actions.passkeys import LONGEST_NAME, MOST, add_passkey, remove_passkey, rename_passkey
from jianyou.queries.passkeys import Passkey, list_passkeys
from jianyou.terms.finding import Refused
from jianyou.web.account.gate import View, account_only, key_of, person_of
from jianyou.web.account.signing_up import next_of
from jianyou.web.account.views import sign_in_page

_Rest = ParamSpec("_Rest")
_LONGEST = 20_000
"""Characters of what a browser tells of a passkey; true ones are a tenth of it."""

# allauth has no types; a decorator of it gives back what it was given.
_Decorator = Callable[[View[_Rest]], View[_Rest]]
_sparing: _Decorator[...] = ratelimit.decorator(app="allauth.mfa", action="webauthn_login")
_confirmed: _Decorator[...] = reauthentication_required(app="allauth.mfa")


@require_POST
@never_cache
@_sparing
def options(request: HttpRequest) -> HttpResponse:
    """What the browser is asked, as JSON: any passkey of this site; good for one sign-in."""
    del request
    return JsonResponse(auth.begin_authentication(user=None))


@require_POST
@never_cache
@_sparing
def sign_in(request: HttpRequest) -> HttpResponse:
    """Signs in by the passkey that the browser answered with."""
    form = LoginWebAuthnForm({"credential": _credential(request)})
    if not _holds(form) or not form.cleaned_data["credential"].user.is_active:
        return sign_in_page(request, {"passkey": Refused("passkey_not_taken")})
    passkey = form.cleaned_data["credential"]
    login = Login(user=passkey.user, redirect_url=next_of(request) or None)
    answer: HttpResponse = flows.perform_passwordless_login(request, passkey, login)
    return answer


@require_safe
@account_only
def own(request: HttpRequest) -> HttpResponse:
    """The passkeys of the account."""
    passkeys = list_passkeys(user_id=key_of(request))
    told = {"person": person_of(request), "passkeys": passkeys, "full": len(passkeys) >= MOST}
    return render(request, "account/passkeys.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@account_only
@_confirmed
def add(request: HttpRequest) -> HttpResponse:
    """One passkey more, of this phone or computer."""
    problems = {}
    if request.method == "POST":
        try:
            _add(request)
        except Refused as refused:
            problems = {"name": refused}
        else:
            return HttpResponseRedirect(reverse("mfa_list_webauthn"))
    told = {
        "person": person_of(request),
        "problems": problems,
        "name": request.POST.get("name", "")[:LONGEST_NAME],
        "options": auth.begin_registration(request.user, passwordless=True),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "account/passkey_add.html", told, status=status)


def _add(request: HttpRequest) -> None:
    sent = {"credential": _credential(request), "passwordless": "on"}
    form = AddWebAuthnForm(sent, user=request.user)
    if not _holds(form):
        raise Refused("passkey_not_added")
    add_passkey(
        user_id=key_of(request),
        name=request.POST.get("name", ""),
        credential=form.cleaned_data["credential"],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@account_only
@_confirmed
def one(request: HttpRequest, key: int) -> HttpResponse:
    """Another name for a passkey, or away with it."""
    passkey, problems = _own(request, key), {}
    if request.method == "POST":
        try:
            if request.POST.get("do") == "remove":
                remove_passkey(user_id=key_of(request), key=key)
            else:
                rename_passkey(user_id=key_of(request), key=key, name=request.POST.get("name", ""))
        except Refused as refused:
            problems = {"name": refused}
        else:
            return HttpResponseRedirect(reverse("mfa_list_webauthn"))
    told = {"person": person_of(request), "passkey": passkey, "problems": problems}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "account/passkey.html", told, status=status)


def _own(request: HttpRequest, key: int) -> Passkey:
    found = next((each for each in list_passkeys(user_id=key_of(request)) if each.key == key), None)
    if found is None:
        raise Http404
    return found


def _credential(request: HttpRequest) -> str:
    """What the browser told of a passkey: a JSON object, an empty one where it makes no sense."""
    text = request.POST.get("credential", "")
    try:
        told: Any = json.loads(text) if len(text) <= _LONGEST else {}
    except (ValueError, RecursionError):
        return "{}"
    return text if isinstance(told, dict) else "{}"


def _holds(form: Form) -> bool:
    """Whether what the browser told proves the passkey; whatever is missing from it proves nothing."""
    try:
        return form.is_valid()
    except (AttributeError, KeyError, TypeError, ValueError):
        # The library looks into what anybody may have sent before it knows its shape.
        return False
