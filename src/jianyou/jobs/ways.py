"""The ways out: a mail server by SMTP, and what sends a text to a mobile: a gateway by HTTP or a function."""

import inspect
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
from jianyou.jobs.http_gateway import HttpGateway
from jianyou.jobs.unsent import Unsent, reference_of

_FOR_GOOD = 500
"""SMTP: from here on a refusal is for good, below it for now."""


class Way(Protocol):
    """A way out for messages of one channel."""

    def send(self, recipient: str, said: Said, key: str) -> str:
        """Hand a message over; `key` is the same each time that it is tried. Gives the other side's number.

        The number is empty where none is told.

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

    def send(self, recipient: str, said: Said, key: str) -> str:
        """Hand a letter over to the server, with its files.

        Raises:
            Unsent: the server wasn't there or didn't take it.
        """
        # A letter that is sent twice goes by the same name, so that the recipient's server may drop one.
        headers = {"Message-ID": f"<{key}@{host_of(self._sender)}>", "Auto-Submitted": "auto-generated"}
        letter = EmailMessage(said.subject, said.body, self._sender, [recipient], headers=headers)
        for file in said.attachments:
            letter.attach(file.name, file.data.decode(), file.medium)
        try:
            self._backend.open()
            self._backend.send_messages([letter])
        except (OSError, ValueError) as error:
            # Every refusal of smtplib is an OSError; ValueError is Django's of a header that can't be.
            self.close()
            raise _unsent(error) from None
        return ""

    def close(self) -> None:
        """Ends the connection, if there is one."""
        connection = self._backend.connection
        with suppress(OSError):
            self._backend.close()
        if connection is not None:
            connection.close()


class Mobile:
    """A function that takes number and text, named by the settings; whatever it raises is a failure.

    A third argument of it gets the message's key, so that the gateway behind it can drop doubles; what it
    gives back, if it is a text, is the gateway's own number for the message.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def send(self, recipient: str, said: Said, key: str) -> str:
        """Hand a text over to the gateway.

        Raises:
            Unsent: it couldn't be loaded or raised something.
        """
        try:
            function, takes_key = _gateway(self._name)
            told = function(recipient, said.body, key) if takes_key else function(recipient, said.body)
        except Exception as error:  # noqa: BLE001  — it isn't ours
            raise Unsent(type(error).__name__) from None
        return reference_of(told)

    def close(self) -> None:
        """Nothing is kept open."""


def ways_of_site() -> dict[str, Way]:
    """The ways that the site's settings name, by channel."""
    told = settings.JIANYOU_MESSAGES
    ways: dict[str, Way] = {}
    if told.get("mail"):
        ways["mail"] = Mail(told["mail"])
    if told.get("mobile"):
        named = isinstance(told["mobile"], str)
        ways["mobile"] = Mobile(told["mobile"]) if named else HttpGateway(told["mobile"])
    return ways


def host_of(sender: str) -> str:
    """The part of the sender's address by which letters are named."""
    return sender.rstrip(">").rpartition("@")[2]


@cache
def _gateway(name: str) -> tuple[Callable[..., object], bool]:
    """The function of that name, and whether it takes the key."""
    module, _, function = name.partition(":")
    found: Callable[..., object] = getattr(import_module(module), function)
    try:
        inspect.signature(found).bind("", "", "")
    except (TypeError, ValueError):  # it takes two, or doesn't tell
        return found, False
    return found, True


def _unsent(error: Exception) -> Unsent:
    """What a failure is called without naming anybody: its kind and the server's number."""
    kind, number, for_good = type(error).__name__, 0, isinstance(error, ValueError)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        number = max((told[0] for told in error.recipients.values()), default=0)
        for_good = number >= _FOR_GOOD
    elif isinstance(error, smtplib.SMTPResponseException):
        number = error.smtp_code
    return Unsent(f"{kind} {number}" if number else kind, for_good=for_good)
