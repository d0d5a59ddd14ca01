"""Wrong passwords and codes: how many are borne, and how long to wait after them."""

import math
import time

from allauth.core import context
from allauth.core.internal.ratelimit import Rate, get_cache_key, get_rates
from django.core.cache import cache
from django.core.exceptions import ValidationError

_COUNTED = {"app": "allauth.account", "action": "login_failed"}
_MINUTE = 60

TOO_OFTEN = ("too_many_login_attempts", "rate_limited")
"""The codes of allauth's errors that ask to wait."""


def wrong() -> ValidationError:
    """Name or password doesn't fit; says how many tries there are before which wait."""
    rate = next(rate for rate in _rates() if rate.per == "key")
    told = {"tries": rate.amount, "minutes": math.ceil(rate.duration / _MINUTE)}
    return ValidationError("", code="username_password_mismatch", params=told)


def too_often(key: str) -> ValidationError:
    """There were too many wrong tries; says in how many minutes the next one is looked at."""
    return ValidationError("", code=TOO_OFTEN[0], params={"minutes": _minutes_to_wait(key)})


def _minutes_to_wait(key: str) -> int:
    """Whole minutes, rounded up; 1 where the count couldn't be had in time."""
    until = 0.0
    for rate in _rates():
        tries = cache.get(get_cache_key(context.request, **_COUNTED, rate=rate, key=key), [])
        if len(tries) >= rate.amount:
            until = max(until, min(tries) + rate.duration)
    return max(1, math.ceil((until - time.time()) / _MINUTE))


def _rates() -> list[Rate]:
    rates: list[Rate] = get_rates(**_COUNTED)
    return rates
