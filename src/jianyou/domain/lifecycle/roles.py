"""角色: in which role somebody acts."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The public has no filing yet; whoever starts one is its filer from then on."""

    PUBLIC = "public"
    FILER = "filer"
    COUNTER_CLERK = "counter_clerk"
    OFFICE_CLERK = "office_clerk"
    SECTION_HEAD = "section_head"
    SUPERVISOR = "supervisor"
    EXPERT = "expert"
    SYSTEM = "system"


STAFF = frozenset({Role.COUNTER_CLERK, Role.OFFICE_CLERK, Role.SECTION_HEAD, Role.SUPERVISOR, Role.EXPERT})
"""Those who act for an office, and only for their own; experts among them, each on the own score sheets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: `person` tells two people apart, `office` is theirs, `filing` is the filer's own.

    Keys are whatever the caller uses for them; an empty one is nobody's.
    """

    role: Role
    person: str = ""
    office: str = ""
    filing: str = ""


PUBLIC = Actor(role=Role.PUBLIC)
"""Somebody without an account who has filed nothing yet."""

SYSTEM = Actor(role=Role.SYSTEM)


def filer_of(number: str) -> Actor:
    """Whoever was let in to the filing of that number."""
    return Actor(role=Role.FILER, filing=number)
