"""截止时间: judged by the moment alone, the same in every time zone, and never again differently.

Moments know their UTC offset. They are compared by the time between them, since Python compares two
moments of one zone by their wall clocks, which run twice through the hour when summer time ends.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from jianyou.terms.finding import Refused

_SECOND = timedelta(seconds=1)
_NONE = timedelta(0)


class Extension(NamedTuple):
    """A later deadline for all, and since when everybody could know of it."""

    announced_at: datetime
    deadline: datetime


def elapsed(since: datetime, until: datetime) -> timedelta:
    """The time between two moments, negative where `until` is the earlier one.

    Raises:
        ValueError: a moment knows no UTC offset.
    """
    since_offset, until_offset = since.utcoffset(), until.utcoffset()
    if since_offset is None or until_offset is None:
        raise ValueError(since if since_offset is None else until)
    return (until.replace(tzinfo=None) - since.replace(tzinfo=None)) - (until_offset - since_offset)


def in_time(at: datetime, deadline: datetime, *, counts: bool = False) -> bool:
    """Whether a moment lies strictly before the deadline.

    `counts`: the call says that the deadline itself is still in time. Then its whole second is, since
    a receipt and a clock on the wall tell seconds.
    """
    return late_by(at, deadline, counts=counts) is None


def late_by(at: datetime, deadline: datetime, *, counts: bool = False) -> timedelta | None:
    """How long after the deadline a moment is, None where it is in time; zero is late."""
    late = elapsed(deadline, at)
    grace = _SECOND - timedelta(microseconds=deadline.microsecond) if counts else _NONE
    return late if late >= grace else None


def check_extension(
    current: datetime, later: datetime, announced_at: datetime, *, counts: bool = False
) -> None:
    """Look at whether the deadline may be moved: only later, and only while it isn't past.

    So whoever was late stays late, whoever was in time stays in time, and a published head stands.

    Raises:
        Refused: it may not.
    """
    if not in_time(announced_at, current, counts=counts):
        raise Refused("extension_past_deadline")
    if elapsed(current, later) <= _NONE:
        raise Refused("extension_not_later")


def effective_deadline(
    printed: datetime, extensions: Iterable[Extension], *, counts: bool = False
) -> datetime:
    """The deadline in force after all extensions, in the order in which they were announced.

    Raises:
        Refused: one of them moves nothing later, or came too late.
    """
    deadline = printed
    for extension in extensions:
        check_extension(deadline, extension.deadline, extension.announced_at, counts=counts)
        deadline = extension.deadline
    return deadline


def decisive_moment(registered_at: datetime, arrived_at: datetime | None) -> datetime:
    """The moment that decides: the arrival where one was stamped, else the registration.

    Where a clock was set back in between, the earlier of the two does.
    """
    if arrived_at is None or elapsed(arrived_at, registered_at) < _NONE:
        return registered_at
    return arrived_at


def arrival_counts(
    registered_at: datetime, arrived_at: datetime | None, deadline: datetime, *, counts: bool = False
) -> bool:
    """Whether what was registered is in time: a queue stamped before the deadline is, details follow.

    The same holds for slips written during an outage and entered afterwards with both times.
    """
    return in_time(decisive_moment(registered_at, arrived_at), deadline, counts=counts)


def check_correction_due(due: datetime, at: datetime, before: datetime | None = None) -> None:
    """Look at a time to correct that is given at `at`; `before` is the one that it extends.

    It may lie on either side of the call's deadline, and is extended for one filer alone.

    Raises:
        Refused: it is past already, or not later than before.
    """
    if elapsed(at, due) <= _NONE:
        raise Refused("correction_due_past")
    if before is not None and elapsed(before, due) <= _NONE:
        raise Refused("correction_due_not_later")
