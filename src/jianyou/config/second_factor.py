"""How the secrets of second factors are kept."""

from allauth.mfa.adapter import DefaultMFAAdapter

from jianyou.store.sitekeys import site_keys


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps secrets encrypted with the site's keys."""

    def encrypt(self, text: str) -> str:
        """A secret as it is kept."""
        return site_keys().encrypt(text).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret again."""
        return site_keys().decrypt(encrypted_text.encode())
