"""The pages of an account: allauth's acts, our pages."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jianyou.actions.confirming import masked, offered_channels
from jianyou.actions.reaching import reach_of
from jianyou.domain.lifecycle.labels import label_code
from jianyou.domain.lifecycle.roles import Role
from jianyou.queries.organizations import get_membership
from jianyou.queries.passkeys import list_passkeys
from jianyou.queries.people import count_recovery_codes, get_person, has_second_factor
from jianyou.terms.display import in_groups
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message
from jianyou.web.account.forms import (
    ActivateForm,
    CodeForm,
    ConfirmByCodeForm,
    ConfirmForm,
    PasswordForm,
    SignInForm,
)
from jianyou.web.account.gate import account_only, key_of, person_of
from jianyou.web.account.problems import ask_to_wait, problems_of

# allauth has no types, so its classes are unknown to the checker.
# mypy: disable-error-code="misc"

_DOORS = {
    "/office/": (Role.OFFICE_CLERK, Role.SECTION_HEAD, Role.SUPERVISOR),
    "/counter/": (Role.COUNTER_CLERK,),
    "/expert/": (Role.EXPERT,),
}
"""Where each role works; the rooms behind them know who may do what there."""


class _Page:
    """Renders a form with its problems, never kept by a browser."""

    request: HttpRequest
    template_name: str

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def render_to_response(self, context: dict[str, Any]) -> HttpResponse:
        form = context.get("form")
        problems = problems_of(form) if form is not None else {}
        signed_in = self.request.user.is_authenticated
        status = HTTPStatus.OK
        if problems:
            often = ask_to_wait(problems)
            status = HTTPStatus.TOO_MANY_REQUESTS if often else HTTPStatus.UNPROCESSABLE_ENTITY
        told = {
            "problems": problems,
            "next": context.get("redirect_field_value") or "",
            "person": get_person(user_id=key_of(self.request)) if signed_in else None,
            **self.more(context),
        }
        return render(self.request, self.template_name, told, status=status)

    def more(self, context: dict[str, Any]) -> dict[str, Any]:
        """What the page tells beside its form."""
        del context
        return {}


class SignIn(_Page, account.LoginView):
    """登录: name and password."""

    template_name = "account/sign_in.html"
    form_class = SignInForm

    def more(self, context: dict[str, Any]) -> dict[str, Any]:
        """The name that was typed, and whether one may sign up."""
        typed, recovered = context["form"]["login"].value() or "", "recovered" in self.request.GET
        return {"typed": typed, "sign_up": settings.JIANYOU_SIGN_UP, "recovered": recovered}


def sign_in_page(request: HttpRequest, problems: Mapping[str, Refused], next_: str = "") -> HttpResponse:
    """The page to sign in with, and why it couldn't be done in another way."""
    told = {"problems": problems, "next": next_, "sign_up": settings.JIANYOU_SIGN_UP}
    return render(request, "account/sign_in.html", told, status=HTTPStatus.UNPROCESSABLE_ENTITY)


class SignOut(account.LogoutView):
    """退出, by a button only."""

    http_method_names = ("post",)


class ChangePassword(_Page, account.PasswordChangeView):
    """Another password."""

    template_name = "account/password.html"
    form_class = PasswordForm


class Confirm(_Page, account.ReauthenticateView):
    """The password once more, before what concerns the account's safety."""

    template_name = "account/confirm.html"
    form_class = ConfirmForm

    def more(self, context: dict[str, Any]) -> dict[str, Any]:
        """The address of the other way, where there is one."""
        return {"other": _other(context)}


class ConfirmByCode(_Page, mfa.ReauthenticateView):
    """A code instead of the password."""

    template_name = "account/confirm_code.html"
    form_class = ConfirmByCodeForm

    def more(self, context: dict[str, Any]) -> dict[str, Any]:
        """The address of the other way."""
        return {"other": _other(context)}


class Code(_Page, mfa.AuthenticateView):
    """The second step of signing in."""

    template_name = "account/code.html"
    form_class = CodeForm

    def _build_forms(self) -> CodeForm:
        """The one form; allauth would also make one for security keys, of whatever was sent."""
        sent = self.request.POST if self.request.method == "POST" else None
        form: CodeForm = self.get_form_class()(user=self.stage.login.user, data=sent)
        self.auth_form, self.webauthn_form = form, None
        return form


class Activate(_Page, totp.ActivateTOTPView):
    """A phone as the second factor."""

    template_name = "account/activate.html"
    form_class = ActivateForm

    def more(self, context: dict[str, Any]) -> dict[str, Any]:
        """The picture for the phone, and the same to type."""
        return {
            "picture": context["totp_svg_data_uri"],
            "link": context["totp_url"],
            "secret": in_groups(context["form"].secret, " "),
            "required": settings.JIANYOU_SECOND_FACTOR_REQUIRED,
        }


class Deactivate(_Page, totp.DeactivateTOTPView):
    """No second factor any more."""

    template_name = "account/deactivate.html"

    def more(self, context: dict[str, Any]) -> dict[str, Any]:
        """Whether another must be set up at once."""
        del context
        return {"required": settings.JIANYOU_SECOND_FACTOR_REQUIRED}


class RecoveryCodes(_Page, recovery.ViewRecoveryCodesView):
    """The codes for the day without the phone, shown once."""

    template_name = "account/recovery_codes.html"

    def more(self, context: dict[str, Any]) -> dict[str, Any]:
        """The codes, none where they were shown before; how many there are."""
        shown = context["unused_codes"] if context["can_view_codes"] else []
        return {"codes": [in_groups(code, " ") for code in shown], "count": len(context["unused_codes"])}


class NewRecoveryCodes(_Page, recovery.GenerateRecoveryCodesView):
    """Other codes; the old ones are no longer good."""

    template_name = "account/new_codes.html"

    def more(self, context: dict[str, Any]) -> dict[str, Any]:
        """How many of the old ones are left."""
        return {"count": context["unused_code_count"]}


@require_safe
@account_only
def own(request: HttpRequest) -> HttpResponse:
    """The own account: who one is here, address, password, passkeys, second factor."""
    person, key = person_of(request), key_of(request)
    reach = reach_of(user_id=key)
    told = {
        "person": person,
        "roles": [Message(label_code(role)) for role in person.roles],
        "membership": get_membership(user_id=key),
        "passkeys": len(list_passkeys(user_id=key)),
        "second_factor": has_second_factor(user_id=key),
        "changed": "changed" in request.GET,
        "reach": masked(reach.address) if reach else "",
        "channels": offered_channels(),
        "codes": count_recovery_codes(user_id=key),
    }
    return render(request, "account/own.html", told)


@require_safe
@account_only
def desk(request: HttpRequest) -> HttpResponse:
    """Where to work: straight there where there is one place only."""
    person = person_of(request)
    doors = [door for door, roles in _DOORS.items() if set(roles) & set(person.roles)]
    if not doors or get_membership(user_id=key_of(request)):
        doors.append(reverse("my"))
    if len(doors) == 1:
        return HttpResponseRedirect(doors[0])
    return render(request, "account/desk.html", {"person": person, "doors": doors})


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: more forms in a minute than a person sends."""
    del exception
    return render(request, "account/too_many.html", status=HTTPStatus.TOO_MANY_REQUESTS)


def _other(context: dict[str, Any]) -> str:
    """The address of the other way to confirm who one is, with where to go afterwards."""
    others = context["reauthentication_alternatives"]
    return str(others[0]["url"]) if others else ""
