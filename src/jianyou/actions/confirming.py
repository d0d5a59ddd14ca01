"""确认: somebody shows by a code that an address for messages is read, or asks for a lost code there."""

import hmac
import json
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import transaction

from jianyou.actions.acting import on_filing
from jianyou.actions.bounces import revive
from jianyou.actions.filing import code_for
from jianyou.actions.limits import Limit
from jianyou.actions.log import moment_for_people
from jianyou.actions.outbox import REACH, Address, Kind, send_to, tell
from jianyou.codes.fold import fold_width
from jianyou.codes.phones import Phone, PhoneKind, find, fold
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.deadline import in_time
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.store.dialect import database_now
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, Filing, PersonalDatum
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

MAIL, MOBILE = "mail", "mobile"
DIGITS = 6
CODES_A_FILING = 5
MESSAGES_AN_HOUR = 10
WRONG_TRIES = 5
LONGEST_ADDRESS = 254
_WINDOW = timedelta(minutes=15)
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_CODES = Limit("codes", CODES_A_FILING, _DAY)
_WRONG = Limit("wrong codes", WRONG_TRIES, _DAY)
_MESSAGES = Limit("messages to", MESSAGES_AN_HOUR, _HOUR)
_LOST = Limit("lost codes", CODES_A_FILING, _HOUR)
_MAIL = EmailValidator(allowlist=[])


class Asking(NamedTuple):
    """An address that is to be confirmed, under a token of its own.

    What is filed may change and wait under another token: the code that was sent stays the same.
    """

    token: uuid.UUID
    address: Address


def offered_channels() -> tuple[str, ...]:
    """The channels by which the site can send messages: `mail`, `mobile`, both or none."""
    told = settings.JIANYOU_MESSAGES
    return tuple(channel for channel in (MAIL, MOBILE) if told.get(channel))


def address_of(typed: str) -> Address:
    """The address that was typed, for one of the site's channels, in the form in which it is kept.

    Raises:
        Refused: there is none, it isn't well written, or for a channel that the site hasn't.
    """
    offered = offered_channels()
    text = fold_width(typed).strip()
    if not text:
        raise Refused("confirm_address_missing")
    if MOBILE in offered and (number := _mobile(text)):
        return Address(MOBILE, number)
    if MAIL in offered and _is_mail(text):
        return Address(MAIL, text.lower())
    raise Refused("confirm_reach_bad" if MOBILE in offered else "confirm_address_bad", text=text[:40])


def _mobile(text: str) -> str:
    found = find(fold(text)) if len(text) <= LONGEST_ADDRESS and "@" not in text else []
    match found:
        case [one] if isinstance(one.what, Phone) and one.what.kind is PhoneKind.MOBILE:
            outside = text[: one.start] + text[one.end :]
            return "" if outside.strip() or one.what.extension else one.what.number
    return ""


def _is_mail(text: str) -> bool:
    # Quoted names and numeric hosts are well-formed and nobody's, and could carry what a header mustn't.
    if len(text) > LONGEST_ADDRESS or not text.isprintable() or any(sign in text for sign in ' "[],;:<>'):
        return False
    try:
        _MAIL(text)
    except ValidationError:
        return False
    return True


def masked(address: Address) -> str:
    """The address as its owner knows it again and nobody else learns it."""
    if address.channel == MOBILE:
        return f"{address.text[:3]}****{address.text[-4:]}"
    name, _, host = address.text.partition("@")
    return f"{name[:1]}***@{host}"


def send_code(*, call_slug: str, token: uuid.UUID, address: Address, lang: str) -> None:
    """Sends the six digits that confirm this address under the token of an asking.

    Raises:
        Refused: the call takes nothing (any more), or too many were sent for this token or to this address.
    """
    call, at = call_named(call_slug), database_now()
    if call.status != CallStatus.OPEN:
        raise Refused("site_call_not_open")
    if not in_time(at, call.deadline, counts=call.deadline_counts):
        raise Refused("site_too_late", deadline=moment_for_people(call.deadline), at=moment_for_people(at))
    with transaction.atomic():
        params: dict[str, Plain] = {"title": call.title}
        write_code(Asking(token, address), call=call, kind=Kind.CODE, at=at, params=params, lang=lang)


def write_code(
    asking: Asking,
    *,
    kind: Kind,
    at: datetime,
    params: Mapping[str, Plain],
    lang: str,
    call: Call | None = None,
    goes: bool = True,
) -> None:
    """Writes the six digits that go with an asking, and `until` when they hold, in the transaction that runs.

    Raises:
        Refused: too many were sent for this token or to this address.
    """
    token, address = asking
    window = _window(at)
    nth = _CODES.take(token.hex, at)
    if not nth:
        raise Refused("confirm_codes_over", most=CODES_A_FILING)
    if not _MESSAGES.take(_finder(address), at):
        raise Refused("confirm_address_over")
    if nth > 1:
        _WRONG.forget(token.hex)
    send_to(
        address,
        call=call,
        kind=kind,
        at=at,
        params={**params, "until": moment_for_people(_EPOCH + (window + 2) * _WINDOW)},
        secret={"code": _digits(token, address, window)},
        lang=lang,
        goes=goes,
    )


def check_code(*, token: uuid.UUID, address: Address, code: str, at: datetime) -> bool:
    """Whether these are the digits that were sent, of the present quarter of an hour or the one before.

    `at` is the moment by the database's clock. After some wrong tries none is right before another is sent.

    Raises:
        Refused: there were too many wrong tries.
    """
    if _WRONG.is_over(token.hex, at):
        raise Refused("confirm_tries_over", most=WRONG_TRIES)
    typed = "".join(sign for sign in fold_width(code[:LONGEST_ADDRESS]) if sign in "0123456789")
    window = _window(at)
    # Both are compared in any case, so that time tells nothing.
    now, before = (hmac.compare_digest(typed, _digits(token, address, each)) for each in (window, window - 1))
    if now or before:
        if address.channel == MAIL:
            revive(address=address.text)
        return True
    _WRONG.take(token.hex, at)
    return False


def send_code_again(*, number: str, address: Address) -> None:
    """Sends number and code of a filing to its confirmed address, if this is it; nobody is told so.

    Raises:
        Refused: it was asked for too often, for this filing or with this address.
    """
    at = database_now()
    asked = site_keys().finder("lost codes", number)
    if not _LOST.take(asked, at) or not _MESSAGES.take(_finder(address), at):
        raise Refused("confirm_lost_often")
    found = Filing.objects.filter(number=number, confirmed=True).first()
    if found is None or not _is_reach(found, address):
        return
    with transaction.atomic():
        _, filing, at = on_filing(number)
        tell(filing, kind=Kind.CODE_AGAIN, at=at, secret={"code": code_for(filing.token, site_keys())})


def sealed_asking(asking: Asking) -> str:
    """An asking as text that only the site reads."""
    return site_keys().encrypt(json.dumps([asking.token.hex, *asking.address])).decode()


def opened_asking(sealed: str) -> Asking | None:
    """The asking that was sealed so, None where the site's keys don't open it (any more)."""
    try:
        token, channel, text = json.loads(site_keys().decrypt(sealed.encode()))
    except Refused:
        return None
    return Asking(uuid.UUID(token), Address(channel, text))


def _is_reach(filing: Filing, address: Address) -> bool:
    lookup = site_keys().finder(address.channel, address.text)
    kept = PersonalDatum.objects.filter(subject=filing.id, field=REACH + address.channel, lookup=lookup)
    return kept.exists()


def _finder(address: Address) -> str:
    return site_keys().finder("messages to", "\0".join(address))


def _window(at: datetime) -> int:
    return (at - _EPOCH) // _WINDOW


def _digits(token: uuid.UUID, address: Address, window: int) -> str:
    told = "\0".join((token.hex, *address, str(window)))
    number = int(site_keys().finder("confirmation code", told), 16)
    return f"{number % 10**DIGITS:0{DIGITS}}"
