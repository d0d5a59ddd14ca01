"""逐级上报: what a call file says of other levels: intentions first, packages, and the call that fixed it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Intentions:
    """申报意向: told until one moment, amended until a second one; both know their UTC offset."""

    until: datetime
    amend_until: datetime


@dataclass(frozen=True, slots=True)
class Packages:
    """上报包: taken from offices below until this moment, which may be after the call's deadline."""

    until: datetime


@dataclass(frozen=True, slots=True)
class RollsUp:
    """The call of the office above that fixed some parts of this file: its name there, and whose it is.

    `fixed` are the top-level keys that stand as they came, `digest` is that of all of them together.
    """

    call: str
    office: str
    digest: str
    fixed: tuple[str, ...]
