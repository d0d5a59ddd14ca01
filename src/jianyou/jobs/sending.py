"""Sending what the outbox holds: at least once each, never within a transaction, never twice at one time.

Messages are claimed, some at once, by moving their next try ahead; each is sent and marked. Whoever is
killed between sending and marking leaves a message that is sent once more when its claim is over.
"""

import json
import logging
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, QuerySet, Value, When

from jianyou.actions.outbox import CODES
from jianyou.domain.mailbox.messages import Said, rendered
from jianyou.jobs.ways import Unsent, Way, ways_of_site
from jianyou.queries.calls import file_of
from jianyou.store.dialect import database_now
from jianyou.store.models import OutboxMessage
from jianyou.store.sitekeys import site_keys
from jianyou.terms.lang import Lang

_LOG = logging.getLogger(__name__)
CLAIM = timedelta(minutes=5)
"""How long messages are one sender's: longer than any talk with a mail server takes."""
_BEGINS = 60.0
"""Seconds of a claim in which a talk may begin; with a slow server the rest is given back."""
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
"""After each failed try; when they are used up, the message is given up."""
_TRIES = len(WAITS) + 1
_AT_ONCE = 8
_FIRST = Case(When(kind__in=[kind.value for kind in CODES], then=Value(0)), default=Value(1))
"""Somebody waits at the page for a code; all else may come later."""
_FILINGS = "/filings/"


class Outcome(StrEnum):
    """What became of a message in a round."""

    SENT = "sent"
    POSTPONED = "postponed"
    GIVEN_UP = "given_up"


class Tally(NamedTuple):
    """How many messages a round sent, put off, and gave up."""

    sent: int = 0
    postponed: int = 0
    given_up: int = 0


def send_due(*, going: Callable[[], bool] = lambda: True) -> Tally:
    """Sends every message that is due, the codes first, as long as `going` says so."""
    ways, tally = ways_of_site(), Tally()
    try:
        while ways and going() and (claimed := _claimed(ways)):
            until = time.monotonic() + _BEGINS
            try:
                while claimed and going() and time.monotonic() < until:
                    message = claimed.pop()
                    became = _handled(message, ways[message.channel])
                    tally = tally._replace(**{became.value: getattr(tally, became.value) + 1})
            finally:
                _give_back(claimed)
    finally:
        for way in ways.values():
            way.close()
    return tally


def _claimed(channels: Iterable[str]) -> list[OutboxMessage]:
    """The next messages that are due, the first at the end, their next try moved ahead."""
    waiting = OutboxMessage.objects.filter(channel__in=list(channels))
    if not waiting.filter(next_try_at__lte=database_now()).exists():
        # Most rounds end here, without having stopped anybody who writes.
        return []
    with transaction.atomic():
        at = database_now()
        due = waiting.filter(next_try_at__lte=at).select_related("call").order_by(_FIRST, "next_try_at", "id")
        claimed = list(due.select_for_update(skip_locked=True, of=("self",))[:_AT_ONCE])
        for message in claimed:
            message.next_try_at = at + CLAIM
            message.tries += 1
        _all_of(claimed).update(next_try_at=at + CLAIM, tries=F("tries") + 1)
    return claimed[::-1]


def _give_back(claimed: list[OutboxMessage]) -> None:
    """What wasn't tried is due at once again, for whoever goes on."""
    if claimed:
        _all_of(claimed).update(next_try_at=database_now(), tries=F("tries") - 1)


def _all_of(messages: list[OutboxMessage]) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(id__in=[message.id for message in messages])


def _handled(message: OutboxMessage, way: Way) -> Outcome:
    try:
        _look_at_age(message)
        way.send(site_keys().decrypt(bytes(message.recipient or b"")), _said(message), message.id.hex)
    except Unsent as unsent:
        return _failed(message, unsent)
    except Exception as error:  # noqa: BLE001  — one message that can't be sent keeps no other waiting
        return _failed(message, Unsent(type(error).__name__))
    _settle(message, sent_at=database_now(), problem="")
    return Outcome.SENT


def _look_at_age(message: OutboxMessage) -> None:
    """Look at whether there is still any use in sending it.

    Raises:
        Unsent: its code is too old, or it was claimed again and again and never came to an end.
    """
    if message.kind in CODES and datetime.fromisoformat(message.params["until"]) <= database_now():
        raise Unsent("too old", for_good=True)
    if message.tries > _TRIES:
        raise Unsent("interrupted", for_good=True)


def _said(message: OutboxMessage) -> Said:
    call, url = message.call, settings.JIANYOU_MESSAGES.get("url", "")
    secret = json.loads(site_keys().decrypt(bytes(message.secret))) if message.secret else {}
    return rendered(
        message.kind,
        message.params,
        Lang(message.lang),
        schema=file_of(call.slug, call.source).annex if call else None,
        link=f"{url}{_FILINGS}" if url and message.filing_id else "",
        secret=secret,
    )


def _failed(message: OutboxMessage, unsent: Unsent) -> Outcome:
    _LOG.warning("message %s wasn't sent at try %d: %s", message.id, message.tries, unsent.problem)
    if unsent.for_good or message.tries >= _TRIES:
        _settle(message, problem=unsent.problem)
        return Outcome.GIVEN_UP
    _write(message, next_try_at=database_now() + WAITS[message.tries - 1], problem=unsent.problem)
    return Outcome.POSTPONED


def _settle(message: OutboxMessage, **told: Any) -> None:
    """Nothing more is to be sent; an address that belongs to no filing isn't kept."""
    if message.filing_id is None:
        told["recipient"] = None
    _write(message, next_try_at=None, secret=None, **told)


def _write(message: OutboxMessage, **told: Any) -> None:
    """Writes what became of it, unless the claim was over and somebody else has it now."""
    OutboxMessage.objects.filter(id=message.id, tries=message.tries).update(**told)
