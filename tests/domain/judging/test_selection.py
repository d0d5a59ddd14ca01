"""The choice is the best one, proved; its explanations hold when what they say is tried."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.judging.selection_child import milp_by_tier
from benchmarks.judging.selection_data import problem
from jianyou.domain.judging.selection.conflicts import Infeasible
from jianyou.domain.judging.selection.inputs import Candidate, OneOf, Problem, Tier
from jianyou.domain.judging.selection.select import Selection
from tests.domain.judging.selection_oracle import (
    Choice,
    best_choice,
    every_choice,
    problems,
    published,
    totals,
    worth,
)

CENT = Decimal("0.01")


def chosen(selection: Selection) -> Choice:
    return {each.key: each.tier for each in selection.chosen}


def with_score(problem: Problem, key: str, score: Decimal) -> Problem:
    return replace(
        problem,
        candidates=tuple(
            replace(each, score=score) if each.key == key else each for each in problem.candidates
        ),
    )


def rank(problem: Problem, tier: str | None) -> int:
    keys = [each.key for each in problem.tiers]
    return keys.index(tier) if tier is not None else len(keys)


@settings(max_examples=80, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_choice_is_the_best_of_all(problem: Problem, random: object) -> None:
    best = best_choice(problem)
    shuffled = list(problem.candidates)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    mixed = replace(problem, candidates=tuple(shuffled))
    if best is None:
        with pytest.raises(Infeasible):
            Selection(mixed)
        return
    selection = Selection(mixed)
    assert chosen(selection) == best
    assert tuple(selection.totals.values()) == totals(problem, best)
    assert list(selection.order) == published(problem)


@settings(max_examples=30, deadline=None)
@given(problems(most=5))
def test_what_is_missing_brings_it_in_and_less_does_not(problem: Problem) -> None:
    if best_choice(problem) is None:
        return
    selection = Selection(problem)
    for candidate in problem.candidates:
        now = rank(problem, selection.tier_of(candidate.key))
        missing = selection.missing_score(candidate.key)

        def place(score: Decimal, key: str = candidate.key) -> int:
            best = best_choice(with_score(problem, key, score))
            assert best is not None
            return rank(problem, best.get(key))

        if missing is None:
            assert place(candidate.score + 1000) == now
        else:
            assert place(candidate.score + missing + CENT) < now
            if missing >= CENT:
                assert place(candidate.score + missing - CENT) == now


@settings(max_examples=30, deadline=None)
@given(problems(most=5))
def test_a_chosen_entry_keeps_its_tier_up_to_its_margin(problem: Problem) -> None:
    if best_choice(problem) is None:
        return
    selection = Selection(problem)
    for each in selection.chosen:
        margin = selection.margin(each.key)
        assert margin is not None
        if margin >= CENT:
            kept = best_choice(with_score(problem, each.key, each.score - margin + CENT))
            assert kept is not None
            assert kept.get(each.key) == each.tier
        if each.score - margin >= CENT:
            lost = best_choice(with_score(problem, each.key, each.score - margin - CENT))
            assert lost is None or lost.get(each.key) != each.tier


@settings(max_examples=30, deadline=None)
@given(problems(most=5))
def test_the_second_best_is_the_best_of_the_others(problem: Problem) -> None:
    best = best_choice(problem)
    if best is None:
        return
    others = [choice for choice in every_choice(problem) if choice != best]
    second = max(others, key=lambda choice: worth(problem, choice), default=None)
    told = Selection(problem).second_best
    if second is None:
        assert told is None
        return
    assert told is not None
    moved = {key: best.get(key) for key in published(problem) if best.get(key) != second.get(key)}
    assert {move.key: move.before for move in told.moves} == moved
    assert {move.key: move.after for move in told.moves} == {key: second.get(key) for key in moved}
    differences = zip(totals(problem, best), totals(problem, second), strict=True)
    assert tuple(told.losses.values()) == tuple(mine - its for mine, its in differences)


def test_a_choice_that_no_linear_program_finds() -> None:
    """Three entries of which any two exclude each other: a half of each would be worth more."""
    pairs = ((1, 0, 1), (1, 1, 0), (0, 1, 1))
    candidates = tuple(
        Candidate(
            f"e{number}",
            Decimal(80 + number),
            {f"p{at}": "x" if there else "" for at, there in enumerate(pair)},
        )
        for number, pair in enumerate(pairs)
    )
    rules = tuple(OneOf(f"p{at}") for at in range(3))
    selection = Selection(Problem(candidates, (Tier("award", "质量奖", 3),), rules))
    assert chosen(selection) == {"e2": "award"}
    assert selection.missing_score("e0") == Decimal("2.00")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_large_choice_is_that_of_another_solver(seed: int) -> None:
    given = problem(seed, entries=1_500)
    selection = Selection(given)
    assert [int(total * 100) for total in selection.totals.values()] == milp_by_tier(given)
    out = [key for key in selection.order if selection.tier_of(key) is None][:30]
    for key in out:
        missing = selection.missing_score(key)
        assert missing is not None
        score = next(each.score for each in given.candidates if each.key == key)
        assert Selection(with_score(given, key, score + missing + CENT)).tier_of(key) is not None
        assert Selection(with_score(given, key, score + missing - CENT)).tier_of(key) is None
