"""Whoever is signed in, looked up for every page that he asks for."""

from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend

from jianyou.store.models import User
from jianyou.store.prepared import Prepared, columns, row_of

_USER = Prepared(lambda key: User.objects.filter(pk=key).values_list(*columns(User)), UUID)


class SignedIn(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Allauth's backend; the account of a session is read by a query that is written once."""

    def get_user(self, user_id: UUID) -> User | None:
        """The account with that key; None where it is closed, or there is none."""
        found = _USER.first(user_id)
        user = row_of(User, found)[0] if found else None
        return user if user is not None and self.user_can_authenticate(user) else None
