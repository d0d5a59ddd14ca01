"""What a choice is made from: candidates with official scores, tiers, rules, criteria for ties."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

_NONE: Mapping[str, str] = MappingProxyType({})
_NO_VALUES: Mapping[str, Decimal] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry with its official score.

    `attributes` hold what rules speak of (district, industry, kind, group; "" for none), `values` the
    numbers that `ByValue` compares, `lot` its place in a draw (1 is drawn first).
    """

    key: str
    score: Decimal
    attributes: Mapping[str, str] = field(default_factory=lambda: _NONE)
    values: Mapping[str, Decimal] = field(default_factory=lambda: _NO_VALUES)
    lot: int | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier with at most `most` places, which may stay empty; nobody below `floor` gets one."""

    key: str
    name: str
    most: int
    floor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Counted:
    """Chosen entries whose attribute `per` is `value`, and the number `n` that they are held to.

    Without `value` the rule holds for every value of its own; entries whose attribute is empty don't
    count. Without `per` it counts all entries. `tiers` are the keys of the tiers counted together, ()
    for all of them.
    """

    n: int
    per: str = ""
    value: str = ""
    tiers: tuple[str, ...] = ()
    clause: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class AtMost(_Counted):
    """At most `n` of those counted."""


@dataclass(frozen=True, slots=True)
class AtLeast(_Counted):
    """At least `n` of those counted."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """At most one chosen entry of each group: of those that share a value of `attribute` other than ""."""

    attribute: str
    clause: str = ""
    label: str = ""


Rule = AtMost | AtLeast | OneOf


@dataclass(frozen=True, slots=True)
class ByValue:
    """Of equal entries the one with the larger number under `key` goes first, or the smaller one."""

    key: str
    name: str = ""
    larger_first: bool = True


@dataclass(frozen=True, slots=True)
class FewerPlaces:
    """Of equal entries that one goes first whose value of `per` has fewer places up to there.

    Counted are the chosen entries that stand before it in the published order.
    """

    per: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ByLot:
    """Of equal entries the one drawn earlier goes first; `clause` is the rule of the call that allows it."""

    clause: str
    name: str = ""


Tie = ByValue | FewerPlaces | ByLot


class LimitKind(StrEnum):
    """What a limit comes from: a rule of the call, or a tier's places or floor."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    ONE_OF = "one_of"
    PLACES = "places"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class Limit:
    """One bound as it is counted: a rule for one value, or what a tier sets.

    `rule` is the number of the rule in the call's order (from 0), None for a tier's own. `n` is how
    many, for a floor the score in units. `tiers` are the names of the tiers counted together. `each`
    tells that the rule holds for every value; without a value the limit then stands for all of them.
    """

    kind: LimitKind
    rule: int | None
    n: int
    attribute: str = ""
    value: str = ""
    tiers: tuple[str, ...] = ()
    clause: str = ""
    label: str = ""
    each: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """All that a choice depends on; scores have at most `digits` decimal places."""

    candidates: tuple[Candidate, ...]
    tiers: tuple[Tier, ...]
    rules: tuple[Rule, ...] = ()
    ties: tuple[Tie, ...] = ()
    digits: int = 2
