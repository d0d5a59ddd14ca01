"""消息: written in the transaction of the act that they tell of; a job sends them afterwards."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.store.models import Call, Filing, OutboxMessage, PersonalDatum
from jianyou.store.prepared import insert
from jianyou.store.sitekeys import site_keys

REACH = "reach."
"""How the fields begin under which a filing's addresses for messages are kept."""
STOP = "stop."
"""How the fields begin under which it is kept who wants no reminders of a filing."""


class Kind(StrEnum):
    """What a message tells of; its words are `message_<kind>` and `message_<kind>_subject`."""

    CODE = "code"
    CODE_AGAIN = "code_again"
    RECEIVED = "received"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    CORRECTION_EXTENDED = "correction_extended"
    CORRECTION_CANCELLED = "correction_cancelled"
    CORRECTION_EXPIRED = "correction_expired"
    CORRECTION_ANSWERED = "correction_answered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REOPENED = "reopened"
    ADMITTED = "admitted"
    EXTENDED = "extended"
    LETTER = "letter"
    CANCELLED = "cancelled"
    REMINDER_DRAFT = "reminder_draft"
    REMINDER_FILING = "reminder_filing"
    INVITATION = "invitation"
    URGING = "urging"
    URGING_CORRECTION = "urging_correction"
    REMINDER_EXPERT = "reminder_expert"
    EXPERT_AGAIN = "expert_again"
    ACCOUNT_CODE = "account_code"
    RECOVERY_CODE = "recovery_code"
    REACH_CHANGED = "reach_changed"
    PASSWORD_RECOVERED = "password_recovered"  # noqa: S105  — what a message tells of
    EXPERT_INVITED = "expert_invited"
    BOUNCED = "bounced"
    BOUNCED_FOR_NOW = "bounced_for_now"
    INBOX = "inbox"
    TITLE_CONFERRED = "title_conferred"
    TITLES_DUE = "titles_due"
    NEEDS_ASKED = "needs_asked"
    ACTIVITY_OPENED = "activity_opened"
    ACTIVITY_CHANGED = "activity_changed"
    ACTIVITY_CANCELLED = "activity_cancelled"
    SEAT_GIVEN = "seat_given"
    SEAT_WAITING = "seat_waiting"
    SEAT_MOVED_UP = "seat_moved_up"
    OBJECTION_ASKED = "objection_asked"
    OBJECTION_DECIDED = "objection_decided"
    OBJECTION_ANSWERED = "objection_answered"


CODES = (Kind.CODE, Kind.ACCOUNT_CODE, Kind.RECOVERY_CODE)
"""Somebody waits at a page for these, and soon they are of no use."""


class Audience(StrEnum):
    """Whose inbox a message lies in."""

    FILER = "filer"
    OFFICE = "office"


class Address(NamedTuple):
    """Where somebody can be reached: `channel` is `mail` or `mobile`."""

    channel: str
    text: str


class Told(NamedTuple):
    """What the filer of a filing is told; `params` tell no personal data."""

    filing: Filing
    kind: Kind
    params: Mapping[str, Plain]


def send_to(
    address: Address,
    *,
    kind: Kind,
    at: datetime,
    params: Mapping[str, Plain],
    secret: Mapping[str, Plain],
    lang: str,
    call: Call | None = None,
    goes: bool = True,
) -> OutboxMessage:
    """A message to an address that belongs to no filing (yet); `secret` is what only it may read.

    Without a call it is about an account, and no office's. Unless it `goes`, it is written and never sent.
    """
    keys = site_keys()
    message = OutboxMessage(
        office_id=call.office_id if call else None,
        call=call,
        audience=Audience.FILER,
        kind=kind.value,
        lang=lang,
        params=params,
        at=at,
        channel=address.channel,
        recipient=keys.encrypt(address.text),
        secret=keys.encrypt(json.dumps(secret)),
        next_try_at=at if goes else None,
    )
    insert([message])
    return message


def tell(
    filing: Filing,
    *,
    kind: Kind,
    at: datetime,
    params: Mapping[str, Plain] | None = None,
    audience: Audience = Audience.FILER,
    secret: Mapping[str, str] | None = None,
    confirmed: Address | None = None,
    goes: bool = True,
) -> None:
    """A message about a filing: into the inbox, and to its filer's confirmed address where there is one.

    `params` tell no personal data; number, filer and title of the call are added. `secret` is for that
    address alone. `confirmed` is the address where it is at hand, else it is looked up. Unless it `goes`, it
    stays in the inbox.
    """
    at_hand = {filing.id: _reached_at(confirmed)} if confirmed else None if goes else {}
    _tell([Told(filing, kind, params or {})], filing.call, at, audience, secret, at_hand)


def address_of(filing: Filing) -> Address | None:
    """The confirmed address of a filing, None where it has none."""
    found = _reached([filing]).get(filing.id)
    return Address(found.channel, site_keys().decrypt(found.recipient)) if found else None


def tell_some(call: Call, told: Sequence[Told], *, at: datetime) -> None:
    """As `tell`, about many filings of one call at once."""
    _tell(told, call, at)


def tell_all(call: Call, *, kind: Kind, at: datetime, params: Mapping[str, Plain]) -> None:
    """The same message about every filing of a call that wasn't withdrawn."""
    filings = call.filings.exclude(status=FilingStatus.WITHDRAWN)
    _tell([Told(filing, kind, params) for filing in filings], call, at)


def _tell(
    told: Sequence[Told],
    call: Call,
    at: datetime,
    audience: Audience = Audience.FILER,
    secret: Mapping[str, str] | None = None,
    at_hand: Mapping[UUID, "_Reached"] | None = None,
) -> None:
    if audience is not Audience.FILER:
        at_hand = {}
    reached = _reached([one.filing for one in told]) if at_hand is None else at_hand
    messages = []
    for filing, kind, params in told:
        message = OutboxMessage(
            office_id=call.office_id,
            call=call,
            filing=filing,
            audience=audience,
            kind=kind.value,
            lang=filing.lang,
            params={"number": filing.number, "filer": filing.filer, "title": call.title, **params},
            at=at,
        )
        if address := reached.get(filing.id):
            message.channel, message.recipient = address
            message.next_try_at = at
            message.secret = site_keys().encrypt(json.dumps(secret)) if secret else None
        messages.append(message)
    insert(messages)


class _Reached(NamedTuple):
    channel: str
    recipient: bytes


def _reached_at(address: Address) -> _Reached:
    return _Reached(address.channel, site_keys().encrypt(address.text))


def _reached(filings: Sequence[Filing]) -> dict[UUID, _Reached]:
    """The confirmed address of each filing that has one."""
    confirmed = [filing.id for filing in filings if filing.confirmed]
    if not confirmed:
        return {}
    found = PersonalDatum.objects.filter(subject__in=confirmed, field__startswith=REACH).order_by("-field")
    return {datum.subject: _Reached(datum.field.removeprefix(REACH), bytes(datum.value)) for datum in found}
