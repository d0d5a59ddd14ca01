"""What an assignment refuses, how affinities are made, how a plan hangs together, and its plain form."""

import json
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from jianyou.datafiles.canonical import canonical
from jianyou.domain.judging.assignment.affinity import Affinity
from jianyou.domain.judging.assignment.assign import assign, solve
from jianyou.domain.judging.assignment.matching import (
    EntryFacts,
    ExpertFacts,
    affinity_of,
)
from jianyou.domain.judging.assignment.plan import proof_of
from jianyou.domain.judging.assignment.problem import Problem
from jianyou.domain.judging.assignment.proof import check_proof, why
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.domain.judging.assignments import keys

ENTRIES, EXPERTS = keys("e", 3), keys("x", 4)


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("assignment_no_entries", {"entries": ()}),
        ("assignment_no_experts", {"experts": ()}),
        ("assignment_key", {"entries": ("e0", " ")}),
        ("assignment_key", {"entries": ("e" * 201,)}),
        ("assignment_key_twice", {"experts": ("x0", "x0")}),
        ("assignment_demand", {"per_entry": -1}),
        ("assignment_demand", {"per_entry": 101}),
        ("assignment_demand", {"own_demand": {"e1": 101}}),
        ("assignment_unknown_entry", {"own_demand": {"e9": 1}}),
        ("assignment_load", {"load": (3, 2)}),
        ("assignment_load", {"load": (-1, 2)}),
        ("assignment_load", {"own_load": {"x1": (0, 100_001)}}),
        ("assignment_unknown_expert", {"own_load": {"x9": (0, 1)}}),
        ("assignment_pair_unknown", {"recusals": [("e0", "x9")]}),
        ("assignment_pair_unknown", {"locked": [("e9", "x0")]}),
        ("assignment_pair_twice", {"locked": [("e0", "x0"), ("e0", "x0")]}),
        ("assignment_locked_recused", {"locked": [("e0", "x0")], "recusals": [("e0", "x0")]}),
        ("assignment_locked_entry", {"locked": [("e0", "x0"), ("e0", "x1"), ("e0", "x2")]}),
        ("assignment_locked_expert", {"locked": [("e0", "x0"), ("e1", "x0")], "load": (0, 1)}),
        ("assignment_no_industry", {"industries": {"e0": "C36"}}),
        ("assignment_affinity_missing", {"affinity": Affinity.equal(ENTRIES, EXPERTS[:3])}),
    ],
)
def test_wrong_input_is_refused_in_words(code: str, asked: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        assign(**{"entries": ENTRIES, "experts": EXPERTS, "per_entry": 2, **asked})
    assert refused.value.code == code
    assert all(refused.value.text(lang) for lang in Lang)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), 100.5, -101.0])
def test_an_affinity_that_is_no_number_in_bounds_is_refused(wrong: float) -> None:
    values = np.zeros((3, 4))
    values[1, 2] = wrong
    with pytest.raises(Refused) as refused:
        Affinity.of_matrix(ENTRIES, EXPERTS, values)
    assert (refused.value.code, refused.value.params["entry"], refused.value.params["expert"]) == (
        "assignment_affinity_value",
        "e1",
        "x2",
    )


Row = tuple[str, str, str]


def test_affinities_are_read_to_the_millionth() -> None:
    rows = [("e1", "x0", "0.1234565"), ("e2", "x3", "-1")]
    units = Affinity.of_rows(ENTRIES, EXPERTS, rows).units
    assert units.tolist() == [[0, 0, 0, 0], [123_456, 0, 0, 0], [0, 0, 0, -1_000_000]]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("e1", "x0", "much")], "assignment_affinity_value"),
        ([("e1", "x0", "1e999999999")], "assignment_affinity_value"),
        ([("e1", "x0", "")], "assignment_affinity_value"),
        ([("e7", "x0", "1")], "assignment_affinity_unknown"),
        ([("e1", "x0", "1"), ("e1", "x0", "2")], "assignment_affinity_twice"),
    ],
)
def test_wrong_affinities_are_refused(rows: list[Row], code: str) -> None:
    with pytest.raises(Refused) as refused:
        Affinity.of_rows(ENTRIES, EXPERTS, rows)
    assert refused.value.code == code


def test_affinity_counts_industry_words_and_language() -> None:
    entries = [
        EntryFacts("e0", "C3670", "汽车零部件精密铸造与在线检测", "zh"),
        EntryFacts("e1", "D4411", "火力发电机组节能改造", "en"),
    ]
    experts = [
        ExpertFacts("x0", ("C3670",), ("精密铸造",), ("zh",)),
        ExpertFacts("x1", ("C36", "D4412"), ("节能",), ("zh", "en")),
        ExpertFacts("x2"),
    ]
    units = affinity_of(entries, experts).units
    assert units[0, 0] > 700_000 + 50_000
    assert (units[0, 1], units[0, 2]) == (460_000, 0)
    assert 510_000 + 100_000 < units[1, 1] < 910_000
    assert units[1, 2] == 0
    turned = affinity_of(entries[::-1], experts[::-1]).units
    assert turned[::-1, ::-1].tolist() == units.tolist()


def test_long_texts_and_lists_are_refused() -> None:
    with pytest.raises(Refused, match="assignment_facts_text"):
        affinity_of([EntryFacts("e0", text="字" * 20_001)], [ExpertFacts("x0")])
    with pytest.raises(Refused, match="assignment_facts_words"):
        affinity_of([EntryFacts("e0")], [ExpertFacts("x0", words=("词",) * 51)])


def test_parts_that_do_not_hang_together_are_named_with_what_would_join_them() -> None:
    entries, experts = keys("e", 4), keys("x", 4)
    panels = {"e0": "C", "e1": "C", "e2": "D", "e3": "D"}
    worth = np.array([[1, 1, 0, 0.3], [1, 1, 0, 0], [0, 0.4, 1, 1], [0.2, 0, 1, 1]])
    affinity = Affinity.of_matrix(entries, experts, worth)
    asked = {"per_entry": 2, "load": (2, 3), "affinity": affinity, "industries": panels}
    apart = assign(entries, experts, **asked)  # type: ignore[arg-type]  # of mixed kinds
    assert apart.design.parts == (("e0", "e1"), ("e2", "e3"))
    assert (apart.connected, apart.anchors, dict(apart.design.thin)) == (False, (), {"C": 0, "D": 0})
    assert apart.design.add == (("e2", "x1"), ("e0", "x3"))
    joined = assign(entries, experts, **asked, locked=[("e2", "x1")])  # type: ignore[arg-type]  # as above
    assert (joined.connected, joined.anchors) == (True, ("x1", "x3"))
    assert dict(joined.design.crossings) == {("C", "D"): 2}


def test_a_plan_written_as_json_is_checked_from_it() -> None:
    affinity = Affinity.of_rows(ENTRIES, EXPERTS, [("e0", "x1", "0.5"), ("e1", "x1", Decimal("0.7"))])
    plan = assign(
        ENTRIES, EXPERTS, per_entry=2, load=(1, 2), affinity=affinity, keep=[("e0", "x0"), ("e8", "x0")]
    )
    plain = json.loads(canonical(plan.as_plain()))
    pairs = tuple((entry, expert) for entry, expert in plain["pairs"])
    problem = Problem.of(
        ENTRIES, EXPERTS, per_entry=2, load=(1, 2), affinity=affinity, keep=[("e0", "x0"), ("e8", "x0")]
    )
    assert check_proof(problem, pairs, proof_of(plain["proof"])).holds
    assert plain["moved"]["went"] == [["e8", "x0"]]
    broken: list[object] = [None, [], {"prices": {"x0": 2**60}}]
    broken += [{"prices": {}, "weights": {}, "bound": wrong, "bonus": 0} for wrong in ("1", 1.5, None, True)]
    for wrong in broken:
        with pytest.raises(Refused, match="assignment_proof_unreadable"):
            proof_of(wrong)


def test_why_an_expert_does_not_judge_an_entry() -> None:
    values = np.array([[0.9, 0.8, 0.1], [0.9, 0.2, 0.1]])
    affinity = Affinity.of_matrix(("e0", "e1"), ("x0", "x1", "x2"), values)
    problem = Problem.of(
        ("e0", "e1"), ("x0", "x1", "x2"), per_entry=1, load=(0, 1), affinity=affinity, recusals=[("e1", "x1")]
    )
    plan = assign(
        ("e0", "e1"), ("x0", "x1", "x2"), per_entry=1, load=(0, 1), affinity=affinity, recusals=[("e1", "x1")]
    )
    assert plan.pairs == (("e0", "x1"), ("e1", "x0"))
    assert dict(plan.scarcity) == {"x0": 100_000, "x1": 0, "x2": 0}
    told = why(problem, plan.pairs, plan.proof, "e0", "x0")
    assert dict(told.params) == {
        "entry": "e0",
        "expert": "x0",
        "affinity": "0.900000",
        "price": "0.100000",
        "behind": "0.000000",
    }
    reasons = [why(problem, plan.pairs, plan.proof, *pair).code for pair in (("e0", "x1"), ("e1", "x1"))]
    assert reasons == ["assignment_why_assigned", "assignment_why_recused"]


def test_a_shortage_is_told_with_numbers_and_ways_out() -> None:
    plan = assign(
        ENTRIES,
        EXPERTS,
        per_entry=2,
        own_load={"x0": (0, 1), "x1": (0, 1)},
        recusals=[(entry, expert) for entry in ("e0", "e1") for expert in ("x2", "x3")],
    )
    short = [key for key in ENTRIES if key in plan.uncovered]
    assert set(short) <= {"e0", "e1"}
    told = plan.uncovered[short[0]]
    assert (told.needed, told.available) == (4, 2)
    assert told.experts == ("x0", "x1")
    assert len(told.recusals) == 4
    assert [free.code for free in told.frees] == [
        "assignment_free_most",
        "assignment_free_recusal",
        "assignment_free_entry",
    ]
    assert "共 2 项（e0、e1）需要 4 人次评审，可评的专家合计最多 2 人次" in told.reason.text()


def test_pairs_are_held_that_join_parts_and_industries_and_the_plan_is_the_best_with_them() -> None:
    entries, experts = keys("e", 4), keys("x", 4)
    panels = {"e0": "C", "e1": "C", "e2": "D", "e3": "D"}
    worth = np.array([[1, 1, 0, 0.3], [1, 1, 0, 0], [0, 0.4, 1, 1], [0.2, 0, 1, 1]])
    problem = Problem.of(
        entries, experts, per_entry=2, load=(2, 2), affinity=Affinity.of_matrix(entries, experts, worth)
    )
    plan = solve(problem, industries=panels, crossing=True)
    assert plan.held == (("e0", "x3"), ("e2", "x1"))
    assert (plan.connected, plan.anchors, dict(plan.design.thin)) == (True, ("x1", "x3"), {})
    assert set(plan.held) <= set(plan.pairs)
    held = problem.holding(problem.codes(plan.held))
    checked = check_proof(held, plan.pairs, plan.proof)
    assert (checked.faults, checked.gap, checked.reached) == ((), 0, plan.total)
    locked = Problem.of(
        entries,
        experts,
        per_entry=2,
        load=(2, 2),
        affinity=Affinity.of_matrix(entries, experts, worth),
        locked=plan.held,
    )
    assert solve(locked, industries=panels).pairs == plan.pairs


def test_no_pair_is_held_where_nothing_is_missing_or_nothing_can_be_done() -> None:
    entries, experts = keys("e", 4), keys("x", 4)
    panels = {"e0": "C", "e1": "C", "e2": "D", "e3": "D"}
    whole = assign(entries, experts, per_entry=3, load=(3, 3), industries=panels, crossing=True)
    assert (whole.held, whole.connected, dict(whole.design.thin)) == ((), True, {})
    across = [(entry, expert) for entry in entries for expert in experts if (entry < "e2") != (expert < "x2")]
    apart = assign(
        entries, experts, per_entry=2, load=(2, 2), industries=panels, recusals=across, crossing=True
    )
    assert (apart.held, apart.complete, dict(apart.design.thin)) == ((), True, {"C": 0, "D": 0})
