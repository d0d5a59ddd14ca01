"""allauth as this site wants it: nobody signs up, names tell nothing, and only own addresses are gone to."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from jianyou.actions.staff import choose_password, drop_old_sessions, tries_key
from jianyou.web.account import tries


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """What allauth asks of its site."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No: whoever runs the site makes accounts."""
        del request
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """No: a page is always answered by a page."""
        del request
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether it is an address of this site, without a host."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """An error by its code; its words are ours."""
        del args
        return tries.wrong() if code == "username_password_mismatch" else ValidationError("", code=code)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        del request
        return tries_key(username=str(credentials.get("username", "")))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts the try.

        Raises:
            ValidationError: there were too many for the name, or from there.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refused:
            raise tries.too_often(self._get_login_attempts_cache_key(request, **credentials)) from refused

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Who that is; a closed account is nobody."""
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begins a session; those that are over are thrown away on the way."""
        drop_old_sessions()
        super().login(request, user)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Keeps the password that somebody chose."""
        user.password = choose_password(user_id=user.pk, password=password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To the account, which tells that it was done."""
        del request
        return f"{reverse('mfa_index')}?changed="
