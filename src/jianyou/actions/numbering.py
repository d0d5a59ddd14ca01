"""Numbers that count within a call: taken in a transaction, and again where somebody else was first."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction

from jianyou.terms.finding import Refused

_Made = TypeVar("_Made")
_TRIES = 30


def numbered(make: Callable[[], _Made]) -> _Made:
    """What `make` makes in a transaction of its own, again where two of them took the same number.

    Raises:
        Refused: others were first every time.
    """
    for _ in range(_TRIES):
        try:
            with transaction.atomic():
                return make()
        except IntegrityError:
            continue
    raise Refused("site_arrivals_busy")
