"""消息地址: the one address of an account at which its person reads messages, confirmed by a code.

By it a forgotten password is replaced, and members are reminded of drafts of their organization.
"""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import transaction

from jianyou.actions.confirming import Asking, check_code, write_code
from jianyou.actions.log import moment_for_people
from jianyou.actions.outbox import Address, Kind, send_to
from jianyou.actions.site_log import SiteDeed, log_deed
from jianyou.store.dialect import database_now
from jianyou.store.models import User
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

_PURPOSE = "reach"
_OWN_WORDS = {
    "confirm_codes_over": "reach_codes_over",
    "confirm_address_over": "reach_address_over",
    "confirm_tries_over": "reach_tries_over",
}
"""What is said of a filing's address, as it is said of an account's."""


class Reach(NamedTuple):
    """Where somebody is written to, and in which language: that in which the address was confirmed."""

    address: Address
    lang: str


def reach_of(*, user_id: uuid.UUID) -> Reach | None:
    """The confirmed address of an account, for its own person."""
    kept = User.objects.filter(id=user_id).values_list("reach", flat=True).first()
    return opened_reach(kept) if kept else None


def opened_reach(kept: bytes | memoryview) -> Reach:
    """What is kept of an address.

    Raises:
        Refused: none of the site's keys fits.
    """
    channel, text, lang = json.loads(site_keys().decrypt(bytes(kept)))
    return Reach(Address(channel, text), lang)


def reach_finder(address: Address) -> str:
    """What accounts with that address are found by."""
    return site_keys().finder(_PURPOSE, "\0".join(address))


def reach_asking(*, user_id: uuid.UUID, address: Address) -> Asking:
    """That this address is to be confirmed for that account; what is confirmed for another is another."""
    return Asking(uuid.uuid5(user_id, _PURPOSE), address)


def send_reach_code(*, user_id: uuid.UUID, address: Address, lang: str) -> Asking:
    """Sends the six digits that confirm this address for that account.

    Raises:
        Refused: too many were sent for the account or to this address.
    """
    asking = reach_asking(user_id=user_id, address=address)
    with own_words(), transaction.atomic():
        write_code(asking, kind=Kind.ACCOUNT_CODE, at=database_now(), params={}, lang=lang)
    return asking


def confirm_reach(*, user_id: uuid.UUID, asking: Asking, code: str, lang: str) -> None:
    """Keeps the address whose code was typed; a former one is told that it serves no more.

    Raises:
        Refused: the code is wrong or missing, too many wrong ones were typed, or it was asked for by another.
    """
    if asking != reach_asking(user_id=user_id, address=asking.address):
        raise Refused("reach_asking_gone")
    look_at_code(asking, code)
    kept = site_keys().encrypt(json.dumps([*asking.address, lang]))
    with transaction.atomic():
        user = _locked(user_id)
        former = opened_reach(user.reach) if user.reach else None
        user.reach, user.reach_lookup = kept, reach_finder(asking.address)
        user.save(update_fields=["reach", "reach_lookup"])
        log_deed(
            SiteDeed.REACH_CONFIRMED,
            subject=user.username,
            operator=user.username,
            channel=asking.address.channel,
        )
        if former and former.address != asking.address:
            _tell_former(user, former)


def drop_reach(*, user_id: uuid.UUID) -> None:
    """Forgets the address, and tells it so; without one nothing is done."""
    with transaction.atomic():
        user = _locked(user_id)
        if not user.reach:
            return
        former = opened_reach(user.reach)
        user.reach, user.reach_lookup = None, ""
        user.save(update_fields=["reach", "reach_lookup"])
        log_deed(SiteDeed.REACH_DROPPED, subject=user.username, operator=user.username)
        _tell_former(user, former)


def look_at_code(asking: Asking, code: str) -> None:
    """Look at whether these are the digits that were sent.

    Raises:
        Refused: they aren't, none were typed, or there were too many wrong tries.
    """
    if not code.strip():
        raise Refused("reach_code_missing")
    with own_words():
        if not check_code(token=asking.token, address=asking.address, code=code, at=database_now()):
            raise Refused("confirm_code_wrong")


@contextmanager
def own_words() -> Iterator[None]:
    """Within it, what is refused is said in the words of accounts."""
    try:
        yield
    except Refused as refused:
        own = _OWN_WORDS.get(refused.code, refused.code)
        raise Refused(own, **refused.params) from refused


def _locked(user_id: uuid.UUID) -> User:
    return User.objects.select_for_update(no_key=True).get(id=user_id)


def _tell_former(user: User, former: Reach) -> None:
    """Whoever changed it may be another than its person: it is told to the address that he reads."""
    at = database_now()
    send_to(
        former.address,
        kind=Kind.REACH_CHANGED,
        at=at,
        params={"username": user.username, "at": moment_for_people(at)},
        secret={},
        lang=former.lang,
    )
