"""Sessions of who signed in: unreadable in the database, and over ten hours after the password was given."""

import time
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db.models import QuerySet
from django.utils import timezone

from jianyou.store.prepared import Prepared, Row, columns, row_of
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

_BEGAN = "began"


def _session(key: str) -> QuerySet[Any, Row]:
    from django.contrib.sessions.models import Session  # noqa: PLC0415  — settings come before any model

    return Session.objects.filter(session_key=key).values_list(*columns(Session))


_SESSION = Prepared(_session, str)


class SessionStore(db.SessionStore):
    """Django's sessions in the database, encrypted with the site's keys.

    A secret that is being set up lies in its session; and Django's own sessions live on with every use.
    """

    def encode(self, session_dict: dict[str, Any]) -> str:
        """What is kept of a session."""
        return site_keys().encrypt(super().encode(session_dict)).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """A session again, empty where the site's keys don't fit."""
        data = session_data if isinstance(session_data, bytes) else session_data.encode()
        try:
            plain: dict[str, Any] = super().decode(site_keys().decrypt(data))
        except Refused:
            return {}
        return plain

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        """The row of a session that isn't over; every page of whoever is signed in asks for it."""
        found = _SESSION.first(self.session_key) if self.session_key else None
        row = row_of(self.model, found)[0] if found else None
        if row is None or row.expire_date <= timezone.now():
            self._session_key = None
            return None
        return row

    def cycle_key(self) -> None:
        """A new key when somebody signs in; its time begins then."""
        self.pop(_BEGAN, None)
        super().cycle_key()

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row of a session, with the moment at which it ends whatever is done in it."""
        began = data.setdefault(_BEGAN, time.time())
        row = super().create_model_instance(data)
        row.expire_date = datetime.fromtimestamp(began + settings.SESSION_COOKIE_AGE, UTC)
        return row
