"""How the secrets of second factors are kept, and what a passkey is for."""

from collections.abc import Iterable

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser

from jianyou.store.sitekeys import site_keys


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps secrets encrypted with the site's keys.

    A passkey stands in for password and code together. Beside a password it asks for nothing: whoever made
    one on his phone would else be shut out at the office's computer.
    """

    def is_mfa_enabled(
        self, user: AbstractBaseUser, types: Iterable[Authenticator.Type] | None = None
    ) -> bool:
        """Whether a password is followed by a second step of one of these types."""
        steps = set(Authenticator.Type if types is None else types) - {Authenticator.Type.WEBAUTHN}
        enabled: bool = super().is_mfa_enabled(user, types=steps)
        return enabled

    def encrypt(self, text: str) -> str:
        """A secret as it is kept."""
        return site_keys().encrypt(text).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret again."""
        return site_keys().decrypt(encrypted_text.encode())
