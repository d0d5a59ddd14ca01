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
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, QuerySet, Value, When

from jianyou.actions.outbox import CODES
from jianyou.domain.mailbox.appointments import with_appointment
from jianyou.domain.mailbox.messages import Said, rendered
from jianyou.jobs.batches import Batch, batch_of
from jianyou.jobs.unsent import Unsent
from jianyou.jobs.ways import Way, ways_of_site
from jianyou.queries.calls import file_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, OutboxMessage
from jianyou.store.prepared import Change, Prepared, Row, columns, row_of
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
                batch = batch_of(claimed)
                while claimed and going() and time.monotonic() < until:
                    message = claimed.pop()
                    became = _handled(message, ways[message.channel], batch)
                    tally = tally._replace(**{became.value: getattr(tally, became.value) + 1})
            finally:
                _give_back(claimed)
    finally:
        for way in ways.values():
            way.close()
    return tally


def _claimed(channels: Iterable[str]) -> list[OutboxMessage]:
    """The next messages that are due, the first at the end, their next try moved ahead."""
    names = tuple(channels)
    ways = (names[0], names[-1])  # there are mail and mobile, and one of them may stand alone
    if not _WAITING.rows(*ways, database_now()):
        # Most rounds end here, without having stopped anybody who writes.
        return []
    with transaction.atomic():
        at = database_now()
        claimed = [_message(row) for row in _DUE.rows(*ways, at)]
        for message in claimed:
            message.next_try_at = at + CLAIM
            message.tries += 1
        if claimed:
            _CLAIM.run(at + CLAIM, *_keys(claimed))
    return claimed[::-1]


def _give_back(claimed: list[OutboxMessage]) -> None:
    """What wasn't tried is due at once again, for whoever goes on."""
    if claimed:
        _GIVE_BACK.run(database_now(), *_keys(claimed))


def _keys(messages: list[OutboxMessage]) -> list[UUID]:
    """As many keys as messages are claimed at most: the last one again and again."""
    keys = [message.id for message in messages]
    return keys + keys[-1:] * (_AT_ONCE - len(keys))


def _message(row: Row) -> OutboxMessage:
    message, rest = row_of(OutboxMessage, row)
    message.call = row_of(Call, rest)[0] if message.call_id else None
    return message


def _waiting(one: str, other: str, at: datetime) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(channel__in=[one, other], next_try_at__lte=at)


def _due(one: str, other: str, at: datetime) -> QuerySet[OutboxMessage, Row]:
    first = _waiting(one, other, at).order_by(_FIRST, "next_try_at", "id")
    return first.values_list(*columns(OutboxMessage), *columns(Call, "call__"))[:_AT_ONCE]


def _moved(tries: int) -> Callable[..., tuple[QuerySet[OutboxMessage], dict[str, Any]]]:
    """The next try of some messages at a moment, and so many tries more."""
    return lambda at, *keys: (
        OutboxMessage.objects.filter(id__in=keys),
        {"next_try_at": at, "tries": F("tries") + tries},
    )


_WAITING = Prepared(lambda *told: _waiting(*told).values_list("id")[:1], str, str, datetime)
_DUE = Prepared(_due, str, str, datetime, locked=OutboxMessage, skips=True)
_CLAIM = Change(_moved(1), datetime, *[UUID] * _AT_ONCE)
_GIVE_BACK = Change(_moved(-1), datetime, *[UUID] * _AT_ONCE)


def _handled(message: OutboxMessage, way: Way, batch: Batch) -> Outcome:
    try:
        _look_at_age(message)
        batch.check_reachable(message)
        recipient = site_keys().decrypt(bytes(message.recipient or b""))
        reference = way.send(recipient, _said(message, batch), message.id.hex)
    except Unsent as unsent:
        return _failed(message, unsent)
    except Exception as error:  # noqa: BLE001  — one message that can't be sent keeps no other waiting
        return _failed(message, Unsent(type(error).__name__))
    # As `_settle` would, unless the claim was over and somebody else has it now.
    (_SENT if message.filing_id else _SENT_AND_FORGOTTEN).run(
        database_now(), reference, message.id, message.tries
    )
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


def _said(message: OutboxMessage, batch: Batch) -> Said:
    told = settings.JIANYOU_MESSAGES
    call, url = message.call, told.get("url", "")
    secret = json.loads(site_keys().decrypt(bytes(message.secret))) if message.secret else {}
    said = rendered(
        message.kind,
        message.params,
        Lang(message.lang),
        schema=file_of(call.slug, call.source).annex if call else None,
        link=f"{url}{_FILINGS}" if url and message.filing_id else "",
        secret=secret,
        own=batch.words_of(message),
    )
    if message.channel != "mail":
        return said
    sender = told["mail"]["sender"]
    return with_appointment(message.kind, message.params, said, at=message.at, sender=sender)


def _failed(message: OutboxMessage, unsent: Unsent) -> Outcome:
    _LOG.warning("message %s wasn't sent at try %d: %s", message.id, message.tries, unsent.problem)
    if unsent.for_good or message.tries >= _TRIES:
        _settle(message, problem=unsent.problem)
        return Outcome.GIVEN_UP
    _write(message, next_try_at=database_now() + WAITS[message.tries - 1], problem=unsent.problem)
    return Outcome.POSTPONED


def _settle(message: OutboxMessage, **told: Any) -> None:
    """Nothing more is to be sent."""
    _write(message, **_settled(forgets=message.filing_id is None), **told)


def _settled(*, forgets: bool) -> dict[str, Any]:
    """What a message keeps when nothing more is to be sent; an address that belongs to no filing isn't."""
    return {"next_try_at": None, "secret": None} | ({"recipient": None} if forgets else {})


def _write(message: OutboxMessage, **told: Any) -> None:
    """Writes what became of it, unless the claim was over and somebody else has it now."""
    OutboxMessage.objects.filter(id=message.id, tries=message.tries).update(**told)


def _sent(*, forgets: bool) -> Change:
    """That it was sent at a moment, and the other side's number, by its key and the number of the try."""
    told = {**_settled(forgets=forgets), "problem": ""}
    return Change(
        lambda at, reference, key, tries: (
            OutboxMessage.objects.filter(id=key, tries=tries),
            {**told, "sent_at": at, "reference": reference},
        ),
        datetime,
        str,
        UUID,
        int,
    )


_SENT, _SENT_AND_FORGOTTEN = _sent(forgets=False), _sent(forgets=True)
