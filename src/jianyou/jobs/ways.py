"""The ways out: a mail server by SMTP, and whatever function sends a text to a mobile."""

import smtplib
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from jianyou.domain.mailbox.messages import Said

_FOR_GOOD = 500
"""SMTP: from here on a refusal is for good, below it for now."""


class Unsent(Exception):
    """A message couldn't be handed over. `problem` names no address; `for_good`: trying again is no use."""

    def __init__(self, problem: str, *, for_good: bool = False) -> None:
        super().__init__(problem)
        self.problem = problem
        self.for_good = for_good


class Way(Protocol):
    """A way out for messages of one channel."""

    def send(self, recipient: str, said: Said, key: str) -> None:
        """Hand a message over; `key` is the same each time that it is tried.

        Raises:
            Unsent: it wasn't taken.
        """

    def close(self) -> None:
        """Ends the connection, if there is one."""


class Mail:
    """A mail server; its connection is kept from one message to the next."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._sender = str(told["sender"])
        self._backend = EmailBackend(**{key: value for key, value in told.items() if key != "sender"})

    def send(self, recipient: str, said: Said, key: str) -> None:
        """Hand a letter over to the server.

        Raises:
            Unsent: the server wasn't there or didn't take it.
        """
        host = self._sender.rstrip(">").rpartition("@")[2]
        # A letter that is sent twice goes by the same name, so that the recipient's server may drop one.
        headers = {"Message-ID": f"<{key}@{host}>", "Auto-Submitted": "auto-generated"}
        letter = EmailMessage(said.subject, said.body, self._sender, [recipient], headers=headers)
        try:
            self._backend.open()
            self._backend.send_messages([letter])
        except (OSError, ValueError) as error:
            # Every refusal of smtplib is an OSError; ValueError is Django's of a header that can't be.
            self.close()
            raise _unsent(error) from None

    def close(self) -> None:
        """Ends the connection, if there is one."""
        connection = self._backend.connection
        with suppress(OSError):
            self._backend.close()
        if connection is not None:
            connection.close()


class Mobile:
    """A function that takes number and text, named by the settings; whatever it raises is a failure."""

    def __init__(self, name: str) -> None:
        self._name = name

    def send(self, recipient: str, said: Said, key: str) -> None:
        """Hand a text over to the gateway.

        Raises:
            Unsent: it couldn't be loaded or raised something.
        """
        del key
        try:
            _gateway(self._name)(recipient, said.body)
        except Exception as error:  # noqa: BLE001  — it isn't ours
            raise Unsent(type(error).__name__) from None

    def close(self) -> None:
        """Nothing is kept open."""


def ways_of_site() -> dict[str, Way]:
    """The ways that the site's settings name, by channel."""
    told = settings.JIANYOU_MESSAGES
    ways: dict[str, Way] = {}
    if told.get("mail"):
        ways["mail"] = Mail(told["mail"])
    if told.get("mobile"):
        ways["mobile"] = Mobile(told["mobile"])
    return ways


@cache
def _gateway(name: str) -> Callable[[str, str], object]:
    module, _, function = name.partition(":")
    found: Callable[[str, str], object] = getattr(import_module(module), function)
    return found


def _unsent(error: Exception) -> Unsent:
    """What a failure is called without naming anybody: its kind and the server's number."""
    kind, number, for_good = type(error).__name__, 0, isinstance(error, ValueError)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        number = max((told[0] for told in error.recipients.values()), default=0)
        for_good = number >= _FOR_GOOD
    elif isinstance(error, smtplib.SMTPResponseException):
        number = error.smtp_code
    return Unsent(f"{kind} {number}" if number else kind, for_good=for_good)
