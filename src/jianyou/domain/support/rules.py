"""席位规则: by which criteria, in which order, under which limits the seats of an activity are given."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

MOST_SEATS = 5_000
MOST_MONTHS = 120
GROUP_CODES = {
    "conferred": "support_group_conferred",
    "recommended": "support_group_recommended",
    "nominated": "support_group_nominated",
}
"""The groups that may come first, the narrowest first: whoever is in one is in those behind it."""


class Criterion(StrEnum):
    """What is compared: the group; seats lately, fewer first; places of the district so far, fewer first."""

    GROUP = "group"
    SERVED = "served"
    SPREAD = "spread"


@dataclass(frozen=True, slots=True)
class Rule:
    """How seats are given: `criteria` one after the other, the verifiable draw among those still equal.

    `groups` come first in this order. `months` is how far back seats count for `served`. At most
    `per_district` seats go to one district (0: any number), and one to an organization if so said.
    """

    criteria: tuple[Criterion, ...] = (Criterion.GROUP, Criterion.SERVED, Criterion.SPREAD)
    groups: tuple[str, ...] = ("recommended", "nominated")
    months: int = 24
    per_district: int = 0
    one_per_organization: bool = True


class Request(NamedTuple):
    """One who asks. `groups` it belongs to; `served` counts its seats lately.

    `district` and `organization` are names or keys, empty where they aren't known: no limit holds then.
    """

    key: str
    groups: tuple[str, ...] = ()
    district: str = ""
    organization: str = ""
    served: int = 0


def check_rule(rule: Rule, seats: int) -> None:
    """Looks at whether seats can be given so.

    Raises:
        Refused: a criterion or group is named twice or unknown, or a number is out of bounds.
    """
    if len(set(rule.criteria)) < len(rule.criteria) or len(set(rule.groups)) < len(rule.groups):
        raise Refused("support_rule_twice")
    if not set(rule.groups) <= set(GROUP_CODES) or (Criterion.GROUP in rule.criteria and not rule.groups):
        raise Refused("support_groups_wrong")
    if not 1 <= seats <= MOST_SEATS:
        raise Refused("support_seats_wrong", most=MOST_SEATS)
    if not 1 <= rule.months <= MOST_MONTHS:
        raise Refused("support_months_wrong", most=MOST_MONTHS)
    if not 0 <= rule.per_district <= seats:
        raise Refused("support_district_wrong", seats=seats)


def first_groups(declared: Collection[str]) -> tuple[str, ...]:
    """The groups that a call puts first, the narrowest first: in any other order the wider hides it."""
    return tuple(group for group in GROUP_CODES if group in declared)


def standing(request: Request, rule: Rule) -> tuple[int, ...]:
    """How the request stands by the criteria that depend on it alone, smaller first."""
    told: list[int] = []
    for criterion in rule.criteria:
        if criterion is Criterion.GROUP:
            told.append(
                next((n for n, one in enumerate(rule.groups) if one in request.groups), len(rule.groups))
            )
        elif criterion is Criterion.SERVED:
            told.append(request.served)
    return tuple(told)


def rule_told(rule: Rule) -> tuple[Message, ...]:
    """The rule in sentences, in the order in which it is applied."""
    said = []
    for criterion in rule.criteria:
        if criterion is Criterion.GROUP:
            said += [Message(_FIRST[group]) for group in rule.groups]
        elif criterion is Criterion.SERVED:
            said.append(Message("support_rule_served", {"months": rule.months}))
        else:
            said.append(Message("support_rule_spread"))
    if rule.per_district:
        said.append(Message("support_rule_district", {"most": rule.per_district}))
    if rule.one_per_organization:
        said.append(Message("support_rule_organization"))
    return (*said, Message("support_rule_lot"))


_FIRST = {
    "conferred": "support_rule_conferred",
    "recommended": "support_rule_recommended",
    "nominated": "support_rule_nominated",
}
