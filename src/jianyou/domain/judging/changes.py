"""测算: how the rules of a scenario differ from those that a call declares."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from jianyou.datafiles.canonical import Plain
from jianyou.domain.judging.scores.exact import number_of, said
from jianyou.domain.judging.selection.inputs import OneOf, Problem, Rule, Tier
from jianyou.terms.finding import Refused

MOST_PLACES = 100_000


@dataclass(frozen=True, slots=True)
class Changes:
    """`places` and `floors` by tier (a floor None: there is none), `numbers` by the rule's place (from 0).

    `without` are the places of rules that are left out.
    """

    places: Mapping[str, int] = field(default_factory=dict)
    floors: Mapping[str, Decimal | None] = field(default_factory=dict)
    numbers: Mapping[int, int] = field(default_factory=dict)
    without: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.places or self.floors or self.numbers or self.without)

    def applied(self, problem: Problem) -> Problem:
        """The problem with these changes."""
        tiers = tuple(self._tier(tier) for tier in problem.tiers)
        rules = tuple(self._rule(at, rule) for at, rule in enumerate(problem.rules) if at not in self.without)
        return replace(problem, tiers=tiers, rules=rules)

    def _tier(self, tier: Tier) -> Tier:
        floor = self.floors.get(tier.key, tier.floor)
        return replace(tier, most=self.places.get(tier.key, tier.most), floor=floor)

    def _rule(self, at: int, rule: Rule) -> Rule:
        if at not in self.numbers or isinstance(rule, OneOf):
            return rule
        return replace(rule, n=self.numbers[at])

    def plain(self) -> dict[str, Plain]:
        """As plain values; empty where nothing is changed."""
        told: dict[str, Plain] = {
            "places": dict(self.places),
            "floors": {key: None if floor is None else said(floor) for key, floor in self.floors.items()},
            "numbers": {str(at): n for at, n in self.numbers.items()},
            "without": sorted(self.without),
        }
        return {name: each for name, each in told.items() if each}


def changes_of(plain: Mapping[str, object]) -> Changes:
    """The same back again.

    Raises:
        Refused: they aren't what `Changes.plain` makes.
    """
    places, floors, numbers = (plain.get(name, {}) for name in ("places", "floors", "numbers"))
    without = plain.get("without", [])
    if not (isinstance(places, dict) and isinstance(floors, dict) and isinstance(numbers, dict)):
        raise Refused("record_part_wrong", where="changes")
    if not isinstance(without, list):
        raise Refused("record_part_wrong", where="changes.without")
    return Changes(
        places=places,
        floors={key: None if floor is None else number_of(floor) for key, floor in floors.items()},
        numbers={int(at): n for at, n in numbers.items()},
        without=frozenset(without),
    )
