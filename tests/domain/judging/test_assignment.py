"""Plans: the best of all plans on small problems, the same in any order, proven on larger ones."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianyou.domain.judging.assignment import candidates, exact
from jianyou.domain.judging.assignment.affinity import Affinity
from jianyou.domain.judging.assignment.assign import assign, solve
from jianyou.domain.judging.assignment.flow import Solver
from jianyou.domain.judging.assignment.keys import IndexedPairs
from jianyou.domain.judging.assignment.problem import Problem
from jianyou.domain.judging.assignment.proof import check_proof, worst_of
from jianyou.domain.judging.wishes import Aim
from tests.domain.judging.assignments import cases, every_plan, keys, most_reviews

pytest.importorskip("ortools")


def kept_and_total(problem: Problem, codes: np.ndarray) -> tuple[int, int]:
    return int(np.isin(codes, problem.core.kept).sum()), int(problem.core.affinity(codes).sum())


@settings(max_examples=150, deadline=None)
@given(problem=cases())
def test_a_plan_is_the_best_of_all_plans(problem: Problem) -> None:
    plans = every_plan(problem)
    plan = solve(problem)
    assert plan.complete is bool(plans)
    if plans:
        best = max(kept_and_total(problem, codes) for codes in plans)
        assert kept_and_total(problem, problem.codes(plan.pairs)) == best
        assert check_proof(problem, plan.pairs, plan.proof).holds


@settings(max_examples=100, deadline=None)
@given(problem=cases(), spare=st.integers(0, 2))
def test_candidates_lead_to_the_best_of_all_plans_or_the_fullest(problem: Problem, spare: int) -> None:
    plans = every_plan(problem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "ALL_PAIRS", 0)
        patch.setattr(candidates, "_SPARE", spare)
        patch.setattr(candidates, "_ESCAPES", 1)
        plan = solve(problem)
    assert plan.complete is bool(plans)
    if plans:
        best = max(kept_and_total(problem, codes) for codes in plans)
        assert kept_and_total(problem, problem.codes(plan.pairs)) == best
        assert check_proof(problem, plan.pairs, plan.proof).holds
    else:
        recused = set(problem.recused.tolist())
        assert len(plan.pairs) == most_reviews(problem, problem.most, problem.demand, recused)
        short = problem.least.sum() - most_reviews(problem, problem.least, problem.demand, recused)
        assert sum(each.missing for each in plan.underused.values()) == short


@settings(max_examples=25, deadline=None)
@given(problem=cases())
def test_without_ortools_a_plan_is_worth_the_same(problem: Problem) -> None:
    plans = every_plan(problem)
    plan = solve(problem, solver=Solver.HIGHS)
    assert plan.complete is bool(plans)
    if plans:
        assert plan.total == solve(problem, solver=Solver.ORTOOLS).total
        assert check_proof(problem, plan.pairs, plan.proof).holds


@settings(max_examples=60, deadline=None)
@given(problem=cases(numbers=False))
def test_the_worst_served_is_never_above_its_bound_nor_below_the_best_total(problem: Problem) -> None:
    plans = every_plan(problem)
    if not plans:
        return
    plan = solve(problem, aim=Aim.WORST)
    checked = check_proof(problem, plan.pairs, plan.proof)
    best = max(worst_of(problem, codes) for codes in plans)
    assert checked.faults == ()
    assert checked.reached == plan.worst
    assert checked.bound == plan.proof.bound
    assert solve(problem).worst <= plan.worst <= best <= checked.bound


@settings(max_examples=100, deadline=None)
@given(problem=cases())
def test_a_plan_that_can_not_be_is_as_full_as_can_be_and_each_way_out_gives_one_more(
    problem: Problem,
) -> None:
    plan = solve(problem)
    recused = set(problem.recused.tolist())
    fullest = most_reviews(problem, problem.most, problem.demand, recused)
    assert len(plan.pairs) == fullest
    missing = {key: short.missing for key, short in plan.uncovered.items()}
    assert sum(missing.values()) == problem.demand.sum() - fullest
    for short in plan.uncovered.values():
        assert short.needed - short.available == sum(missing.get(key, 0) for key in short.entries) > 0
    helpful_experts, helpful_pairs = set(), set()
    if not plan.uncovered:
        return
    for column, key in enumerate(problem.experts):
        raised = problem.most.copy()
        raised[column] += 1
        if most_reviews(problem, raised, problem.demand, recused) > fullest:
            helpful_experts.add(key)
    for code in recused:
        if most_reviews(problem, problem.most, problem.demand, recused - {code}) > fullest:
            helpful_pairs.add(problem.pair(code))
    assert {key for short in plan.uncovered.values() for key in short.experts} == helpful_experts
    assert {pair for short in plan.uncovered.values() for pair in short.recusals} == helpful_pairs


@settings(max_examples=100, deadline=None)
@given(problem=cases())
def test_minimum_loads_that_can_not_be_met_are_missed_by_as_little_as_can_be(problem: Problem) -> None:
    plan = solve(problem)
    recused = set(problem.recused.tolist())
    reachable = most_reviews(problem, problem.least, problem.demand, recused)
    missing = {key: short.missing for key, short in plan.underused.items()}
    assert sum(missing.values()) == problem.least.sum() - reachable
    lifts = set()
    for code in recused:
        if most_reviews(problem, problem.least, problem.demand, recused - {code}) > reachable:
            lifts.add(problem.pair(code))
    if plan.underused:
        assert {pair for short in plan.underused.values() for pair in short.recusals} == lifts
    for short in plan.underused.values():
        assert short.needed - short.available == sum(missing.get(key, 0) for key in short.experts) > 0
        for key in short.experts:
            lowered = problem.least.copy()
            lowered[problem.experts.index(key)] -= 1
            assert lowered.sum() - most_reviews(problem, lowered, problem.demand, recused) < sum(
                missing.values()
            )
        for key in short.entries:
            demand = problem.demand.copy()
            demand[problem.entries.index(key)] += 1
            assert most_reviews(problem, problem.least, demand, recused) > reachable


def crowded(entries: int, experts: int, seed: int = 7) -> tuple[Affinity, IndexedPairs]:
    """Industries of very different size, and one pair in twenty recused."""
    random = np.random.default_rng(seed)
    popular = 1 / np.arange(1, 13)
    industry = random.choice(12, entries, p=popular / popular.sum())
    fields = random.integers(0, 12, experts)
    worth = random.random((entries, experts)) * 0.5 + 0.4 * (industry[:, None] == fields)
    rows, columns = np.nonzero(random.random((entries, experts)) < 0.05)
    names, others = keys("e", entries), keys("x", experts)
    return Affinity.of_matrix(names, others, worth), IndexedPairs(names, others, rows, columns)


@pytest.fixture
def few_candidates(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Have even small problems solved by candidates, of which there are too few at first."""

    def limit(spare: int) -> None:
        monkeypatch.setattr(candidates, "ALL_PAIRS", 0)
        monkeypatch.setattr(candidates, "_SPARE", spare)
        monkeypatch.setattr(candidates, "_ESCAPES", 1)
        monkeypatch.setattr(exact, "_MANY", 0)

    return limit


@pytest.mark.parametrize("spare", [0, 12])
@pytest.mark.parametrize("seed", range(4))
def test_few_candidates_lead_to_the_same_total_as_all(
    few_candidates: Callable[[int], None], spare: int, seed: int
) -> None:
    affinity, recusals = crowded(120, 40, seed)
    problem = Problem.of(
        affinity.entries, affinity.experts, per_entry=3, load=(6, 10), recusals=recusals, affinity=affinity
    )
    total = solve(problem).total
    few_candidates(spare)
    plan = solve(problem)
    assert plan.total == total
    assert check_proof(problem, plan.pairs, plan.proof).holds


def test_the_order_of_rows_changes_nothing() -> None:
    affinity, recusals = crowded(60, 25)
    pairs = [
        (recusals.entries[row], recusals.experts[column])
        for row, column in zip(recusals.rows, recusals.columns, strict=True)
    ]
    straight = assign(
        affinity.entries, affinity.experts, per_entry=3, load=(4, 9), recusals=pairs, affinity=affinity
    )
    turned = Affinity(affinity.entries[::-1], affinity.experts[::-1], affinity.units[::-1, ::-1])
    other = assign(
        turned.entries, turned.experts, per_entry=3, load=(4, 9), recusals=reversed(pairs), affinity=turned
    )
    assert other.as_plain() == straight.as_plain()


def test_a_false_proof_and_a_broken_plan_are_found_out() -> None:
    affinity, recusals = crowded(30, 12)
    problem = Problem.of(
        affinity.entries, affinity.experts, per_entry=3, load=(5, 9), recusals=recusals, affinity=affinity
    )
    plan = solve(problem)
    price = dict(plan.proof.prices)
    price["x3"] += 300_000
    worse = check_proof(problem, plan.pairs, type(plan.proof)(price, plan.proof.bound))
    assert worse.gap > 0
    assert not worse.holds
    entry, expert = problem.pair(int(problem.recused[0]))
    own = [pair for pair in plan.pairs if pair[0] == entry]
    swapped = [pair for pair in plan.pairs if pair != own[0]] + [(entry, expert)]
    codes = [fault.code for fault in check_proof(problem, tuple(swapped), plan.proof).faults]
    assert "assignment_fault_recused" in codes


@given(changes=st.integers(0, 3))
@settings(max_examples=4, deadline=None)
def test_an_older_plan_is_kept_but_for_what_has_to_change(changes: int) -> None:
    affinity, recusals = crowded(40, 16)
    ask = partial(assign, affinity.entries, affinity.experts, per_entry=3, load=(4, 10), affinity=affinity)
    old = ask(recusals=recusals)
    broken = old.pairs[: changes * 5 : 5]
    pairs = [
        (recusals.entries[row], recusals.experts[column])
        for row, column in zip(recusals.rows, recusals.columns, strict=True)
    ]
    new = ask(recusals=pairs + list(broken), keep=old)
    assert new.moved is not None
    assert new.moved.went == broken
    assert len(new.moved.came) == changes
    assert new.complete


def test_an_older_plan_is_kept_whatever_the_order_of_the_affinitys_experts() -> None:
    entries, experts = [f"e{at}" for at in range(6)], [f"x{at}" for at in range(4)]
    keep = [("e0", "x0"), ("e1", "x1"), ("e2", "x2")]
    affinity = Affinity.of_matrix(entries, experts[::-1], np.random.default_rng(1).random((6, 4)))
    problem = Problem.of(entries, experts, per_entry=2, load=(0, 6), keep=keep, affinity=affinity)
    plan = solve(problem)
    assert check_proof(problem, plan.pairs, plan.proof).gap == 0
    assert set(keep) <= set(plan.pairs)


def test_progress_ends_where_it_said() -> None:
    affinity, recusals = crowded(200, 160)
    told: list[tuple[int, int]] = []
    assign(
        affinity.entries,
        affinity.experts,
        per_entry=3,
        recusals=recusals,
        affinity=affinity,
        progress=lambda done, of: told.append((done, of)),
    )
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_the_worst_served_counts_locked_pairs_and_keeps_what_it_can_of_an_older_plan() -> None:
    affinity, recusals = crowded(40, 16)
    ask = partial(
        assign,
        affinity.entries,
        affinity.experts,
        per_entry=3,
        load=(4, 10),
        recusals=recusals,
        affinity=affinity,
    )
    free = ask(aim="worst")
    assert free.worst > ask().worst
    old = ask()
    assert ask(aim="worst", keep=old).pairs == old.pairs
    locked = ask(aim="worst", locked=old.pairs[::3])
    assert set(old.pairs[::3]) <= set(locked.pairs)
    problem = Problem.of(
        affinity.entries,
        affinity.experts,
        per_entry=3,
        load=(4, 10),
        recusals=recusals,
        affinity=affinity,
        locked=old.pairs[::3],
    )
    checked = check_proof(problem, locked.pairs, locked.proof)
    assert (checked.faults, checked.reached) == ((), locked.worst)
    assert old.worst <= locked.worst <= checked.bound


def test_where_experts_are_too_few_all_entries_lack_a_little() -> None:
    affinity, recusals = crowded(40, 16)
    plan = assign(
        affinity.entries, affinity.experts, per_entry=4, load=(0, 7), recusals=recusals, affinity=affinity
    )
    assert {short.missing for short in plan.uncovered.values()} == {1, 2}
    assert sum(short.missing for short in plan.uncovered.values()) == 40 * 4 - 16 * 7
    assert len(plan.uncovered) == 40
