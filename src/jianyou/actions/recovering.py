"""找回密码: who forgot the password chooses another by a code that is sent to the account's address.

Nobody learns by it which accounts there are and which address they have: whatever was asked for, the same
statements run, a message is written, and the same is answered; only a true one is sent.
"""

import hmac
import uuid
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Exists, OuterRef

from jianyou.actions.confirming import Asking, write_code
from jianyou.actions.limits import Limit
from jianyou.actions.log import moment_for_people
from jianyou.actions.outbox import Address, Kind, send_to
from jianyou.actions.reaching import look_at_code, opened_reach, own_words, reach_finder
from jianyou.actions.site_log import SiteDeed, log_deed
from jianyou.actions.staff import forget_tries
from jianyou.store.dialect import database_now
from jianyou.store.models import Post, User
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

FROM_A_PLACE, OF_A_NAME = 30, 5
"""From one network address in an hour codes asked for or tried; for one name in 15 minutes asked for."""

_PLACES = Limit("recoveries from", FROM_A_PLACE, timedelta(hours=1))
_NAMES = Limit("recoveries of", OF_A_NAME, timedelta(minutes=15))


def ask_recovery(*, came_from: str, username: str, address: Address, lang: str) -> Asking:
    """Sends six digits to the address if it is that of the account; nobody is told whether.

    `came_from` is a network address.

    Raises:
        Refused: it was asked for too often, from there, for that name or with that address.
    """
    at, keys = database_now(), site_keys()
    _count_place(came_from, at)
    if not _NAMES.take(keys.finder("recoveries of", username), at):
        raise Refused("recovery_often")
    user = _named(username)
    asking, goes = Asking(_token(username, address, user), address), _is_reached(user, address)
    with own_words(), transaction.atomic():
        # What was typed for a name may be anything, and stays unsaid where it is none.
        told = {"username": username if goes else ""}
        write_code(asking, kind=Kind.RECOVERY_CODE, at=at, params=told, lang=lang, goes=goes)
    return asking


def recover(*, came_from: str, username: str, asking: Asking, code: str, password: str) -> None:
    """Another password for whoever read the code; all sessions end, passkeys and second factor stay.

    The code is of no use afterwards: its token goes by the former password.

    Raises:
        Refused: the code is wrong, missing or of something else, or there were too many tries.
        ValidationError: the password may not be chosen, by the code of the first rule that it breaks.
    """
    _count_place(came_from, database_now())
    look_at_code(asking, code)
    user = _named(username)
    if user is None or not _fits(user, asking):
        raise Refused("confirm_code_wrong")
    validate_password(password, user)
    # The slow part, before the transaction that others wait for.
    kept = make_password(password)
    with transaction.atomic():
        locked = User.objects.select_for_update(no_key=True).get(id=user.id)
        if (locked.password, locked.reach_lookup, locked.is_active) != (
            user.password,
            user.reach_lookup,
            user.is_active,
        ):
            raise Refused("confirm_code_wrong")
        locked.password, locked.must_change = kept, False
        locked.save(update_fields=["password", "must_change"])
        log_deed(SiteDeed.PASSWORD_RECOVERED, subject=username, operator=username)
        _tell(locked)
    forget_tries(locked)


def _count_place(came_from: str, at: datetime) -> None:
    if not _PLACES.take(site_keys().finder("recoveries from", came_from), at):
        raise Refused("recovery_often")


def _named(username: str) -> User | None:
    """The account with what decides about it, in one question whatever there is."""
    own = OuterRef("pk")
    totp = Authenticator.objects.filter(user=own, type=Authenticator.Type.TOTP)
    found = User.objects.annotate(staff=Exists(Post.objects.filter(user=own)), stepped=Exists(totp))
    return found.filter(username=username).first()


def _is_reached(user: User | None, address: Address) -> bool:
    """Whether that account may be recovered at that address.

    Where a second factor is demanded of staff, who has none yet could make one: the address alone would do.
    """
    known = user.reach_lookup if user and user.is_active else ""
    if not hmac.compare_digest(known, reach_finder(address)):
        return False
    alone = getattr(user, "staff", False) and not getattr(user, "stepped", False)
    return not (settings.JIANYOU_SECOND_FACTOR_REQUIRED and alone)


def _fits(user: User, asking: Asking) -> bool:
    token = _token(user.username, asking.address, user)
    return asking.token == token and _is_reached(user, asking.address)


def _token(username: str, address: Address, user: User | None) -> uuid.UUID:
    """What a code is asked for under: of this name with this address, until its password is another."""
    told = "\0".join((username, *address, user.password if user else ""))
    return uuid.UUID(site_keys().finder("recovery", told)[:32])


def _tell(user: User) -> None:
    """Whoever did it may be another than its person."""
    reach, at = opened_reach(user.reach or b""), database_now()
    send_to(
        reach.address,
        kind=Kind.PASSWORD_RECOVERED,
        at=at,
        params={"username": user.username, "at": moment_for_people(at)},
        secret={},
        lang=reach.lang,
    )
