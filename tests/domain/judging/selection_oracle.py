"""Choices of tiny problems by trying every one: written from the words of `select`, not from its code."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product

from hypothesis import strategies as st

from jianyou.domain.judging.selection.inputs import (
    AtLeast,
    AtMost,
    ByLot,
    ByValue,
    Candidate,
    OneOf,
    Problem,
    Rule,
    Tie,
    Tier,
)

Choice = Mapping[str, str]
"""The tier of each chosen entry, by key."""


def every_choice(problem: Problem) -> Iterator[Choice]:
    """All choices that keep to the rules."""
    keys = [each.key for each in problem.candidates]
    options: list[str | None] = [*(tier.key for tier in problem.tiers), None]
    for taken in product(options, repeat=len(keys)):
        choice = {key: tier for key, tier in zip(keys, taken, strict=True) if tier is not None}
        if keeps(problem, choice):
            yield choice


def keeps(problem: Problem, choice: Choice) -> bool:
    """Whether places, floors and rules are kept."""
    for tier in problem.tiers:
        inside = [each for each in problem.candidates if choice.get(each.key) == tier.key]
        if len(inside) > tier.most or any(
            tier.floor is not None and each.score < tier.floor for each in inside
        ):
            return False
    return all(_kept(rule, problem, choice) for rule in problem.rules)


def _kept(rule: Rule, problem: Problem, choice: Choice) -> bool:
    if isinstance(rule, OneOf):
        groups = Counter(each.attributes[rule.attribute] for each in problem.candidates if each.key in choice)
        return all(times <= 1 for group, times in groups.items() if group)
    tiers = rule.tiers or tuple(tier.key for tier in problem.tiers)
    counted = [each for each in problem.candidates if choice.get(each.key) in tiers]
    if not rule.per:
        counts = [len(counted)]
    else:
        values = (
            {rule.value} if rule.value else {each.attributes[rule.per] for each in problem.candidates} - {""}
        )
        counts = [sum(each.attributes[rule.per] == value for each in counted) for value in values]
    if isinstance(rule, AtMost):
        return all(count <= rule.n for count in counts)
    return all(count >= rule.n for count in counts)


def totals(problem: Problem, choice: Choice) -> tuple[Decimal, ...]:
    """The score totals of the tiers."""
    return tuple(
        sum((each.score for each in problem.candidates if choice.get(each.key) == tier.key), Decimal(0))
        for tier in problem.tiers
    )


def published(problem: Problem) -> list[str]:
    """The published order, where no criterion counts places."""

    def rank(each: Candidate) -> tuple[object, ...]:
        ranks: list[object] = [-each.score]
        for tie in problem.ties:
            if isinstance(tie, ByValue):
                ranks.append(-each.values[tie.key] if tie.larger_first else each.values[tie.key])
            elif isinstance(tie, ByLot):
                ranks.append(each.lot if each.lot is not None else 10**9)
        return (*ranks, each.key)

    return [each.key for each in sorted(problem.candidates, key=rank)]


def worth(problem: Problem, choice: Choice) -> tuple[object, ...]:
    """What two choices are compared by, the larger one being better."""
    place = {tier.key: -number for number, tier in enumerate(problem.tiers)}
    along = tuple(place[choice[key]] if key in choice else -99 for key in published(problem))
    return (totals(problem, choice), along)


def best_choice(problem: Problem) -> Choice | None:
    """The best choice, None where no choice keeps to the rules."""
    return max(every_choice(problem), key=lambda choice: worth(problem, choice), default=None)


SCORES = st.integers(0, 12).map(lambda n: Decimal(n).scaleb(-1) * 5)
NAMES = {"district": ["a", "b", ""], "kind": ["p", "q"], "size": ["s", "m", ""]}


@st.composite
def problems(draw: st.DrawFn, most: int = 6) -> Problem:
    """Tiny problems with many ties, nested tiers, and rules that may clash."""
    candidates = tuple(
        Candidate(
            f"e{number}",
            draw(SCORES),
            {name: draw(st.sampled_from(values)) for name, values in NAMES.items()},
            {"first": Decimal(draw(st.integers(0, 2)))},
        )
        for number in range(draw(st.integers(0, most)))
    )
    floors = st.one_of(st.none(), SCORES)
    tiers = tuple(
        Tier(f"t{number}", f"第{number}等", draw(st.integers(0, 3)), draw(floors))
        for number in range(draw(st.integers(1, 3)))
    )
    rules = tuple(draw(st.lists(_rules(tiers), max_size=5)))
    ties: tuple[Tie, ...] = draw(
        st.sampled_from([(), (ByValue("first"),), (ByValue("first", larger_first=False),)])
    )
    return Problem(candidates, tiers, rules, ties, digits=2)


def _rules(tiers: tuple[Tier, ...]) -> st.SearchStrategy[Rule]:
    pairs = [
        ("", ""),
        *((name, value) for name, values in NAMES.items() for value in ["", *filter(None, values)]),
    ]
    keys = [(), *((tier.key,) for tier in tiers)]

    def made(kind: type[AtMost | AtLeast], n: int, pair: tuple[str, str], among: tuple[str, ...]) -> Rule:
        return kind(n, pair[0], pair[1], tuple(dict.fromkeys(among)))

    counted = st.builds(
        made,
        st.sampled_from([AtMost, AtMost, AtLeast]),
        st.integers(0, 2),
        st.sampled_from(sorted(set(pairs))),
        st.sampled_from(keys),
    )
    return st.one_of(counted, st.sampled_from(list(NAMES)).map(OneOf))
