"""allauth's forms with our bounds: every text has its greatest length, full-width signs count as plain."""

import unicodedata
from typing import Any

from allauth.account.fields import SetPasswordField
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, get_totp_secret
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError

from jianyou.actions.signing_up import check_new_password
from jianyou.web.account import tries

LONGEST_PASSWORD = 200
"""Characters of a password."""

_LONGEST_CODE = 40
_PERIOD = 30
"""Seconds that a code stands on the phone."""


def _password() -> forms.CharField:
    return forms.CharField(strip=False, max_length=LONGEST_PASSWORD)


def plain(text: str) -> str:
    """What an input method for Chinese made wide, as it was meant."""
    return unicodedata.normalize("NFKC", text).strip()


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Name and password."""

    password = _password()

    def clean_login(self) -> str:
        """The name, in small letters."""
        return plain(self.cleaned_data["login"]).lower()


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    password = _password()


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The old password, and a new one twice."""

    oldpassword = _password()
    password1 = SetPasswordField(max_length=LONGEST_PASSWORD, help_text="")
    password2 = _password()

    def clean(self) -> dict[str, Any]:
        """The new one must be another, and the same both times."""
        cleaned: dict[str, Any] = forms.Form.clean(self) or self.cleaned_data
        new = cleaned.get("password1")
        if new and new == cleaned.get("oldpassword"):
            self.add_error("password1", ValidationError("", code="password_same"))
        elif new and cleaned.get("password2") and new != cleaned["password2"]:
            self.add_error("password2", ValidationError("", code="password_differs"))
        return cleaned


class NewPassword(forms.Form):
    """A new password, twice, by the site's rules and those for the name beside it, where there is one."""

    password1 = _password()
    password2 = _password()

    def clean(self) -> dict[str, Any]:
        """The same both times, and one that may be chosen."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        new = told.get("password1")
        if new and told.get("password2") and new != told["password2"]:
            self.add_error("password2", ValidationError("", code="password_differs"))
        elif new:
            try:
                check_new_password(username=told.get("username", ""), name=told.get("name", ""), password=new)
            except ValidationError as broken:
                self.add_error("password1", broken)
        return told


class _CodeForm(forms.Form):
    """A code of the phone or of the paper, with the time to wait after too many wrong ones."""

    user: Any
    code = forms.CharField(max_length=_LONGEST_CODE)

    def clean_code(self) -> str:
        self.cleaned_data["code"] = plain(self.cleaned_data["code"])
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # of allauth's form, which stands behind
        except ValidationError as refused:
            if refused.code not in tries.TOO_OFTEN:
                raise
            raise tries.too_often(f"mfa-auth-user-{self.user.pk}") from refused
        self._spend(normalize_user_code(code))
        return code

    def _spend(self, code: str) -> None:
        """A code is good once: allauth forgets it after 30 seconds, but takes it for longer."""
        seconds = _PERIOD * (2 * settings.MFA_TOTP_TOLERANCE + 1)
        if not cache.add(f"code:{self.user.pk}:{code}", "spent", timeout=seconds):
            raise ValidationError("", code="incorrect_code")


class CodeForm(_CodeForm, AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class ConfirmByCodeForm(_CodeForm, ReauthenticateByCodeForm):  # type: ignore[misc]
    """A code instead of the password, once more."""


class ActivateForm(_CodeForm, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a phone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kept = get_totp_secret()
        super().__init__(*args, **kwargs)
        # allauth makes another each time; whoever loads the page again has read this one with his phone.
        self.secret = context.request.session[SECRET_SESSION_KEY] = kept
