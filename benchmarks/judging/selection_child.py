"""One contestant in a process of its own: prints CPU seconds, peak MB beyond the start, and what it chose."""

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from benchmarks.judging.selection_data import problem
from jianyou.domain.judging.selection.inputs import Problem
from jianyou.domain.judging.selection.program import program_of
from jianyou.domain.judging.selection.select import Selection

Totals = list[int]
CENT = Decimal("0.01")


def ours(given: Problem) -> Totals:
    """The whole of it: checks, order of ties, proof."""
    return [int(total * 100) for total in Selection(given).totals.values()]


def milp_by_tier(given: Problem) -> Totals:
    """scipy's milp, the second tier with the first one's total kept."""
    gains, limits, bounds = _matrices(given)
    reached: Totals = []
    for gain in gains:
        found = milp(-gain, constraints=limits, integrality=np.ones(len(gain)), bounds=bounds, options=EXACT)
        assert found.success
        reached.append(round(-found.fun))
        limits = [*limits, LinearConstraint(sparse.csr_matrix(gain), reached[-1], reached[-1])]
    return reached


def milp_weighted(given: Problem) -> Totals:
    """scipy's milp once, the first tier weighted so that it always counts for more."""
    gains, limits, bounds = _matrices(given)
    weighted = gains[0] * 1_000_000 + gains[1]
    found = milp(
        -weighted, constraints=limits, integrality=np.ones(len(weighted)), bounds=bounds, options=EXACT
    )
    assert found.success
    return [round(float(gain @ np.rint(found.x))) for gain in gains]


EXACT = {"mip_rel_gap": 0}


def _matrices(given: Problem) -> tuple[list[np.ndarray], list[LinearConstraint], Bounds]:
    program = program_of(given)
    entries, tiers, limits = program.entries, program.tiers, len(program.limits)
    where, tiers_counted = np.nonzero(program.in_tier[program.counts].reshape(-1, tiers))
    rows = program.counts.ravel()[where]
    columns = where // program.counts.shape[1] * tiers + tiers_counted
    counted = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), (limits + 1, entries * tiers))[:-1]
    once = sparse.kron(sparse.eye(entries), np.ones((1, tiers)), format="csr")
    gains = [np.zeros(entries * tiers) for _ in range(tiers)]
    for tier, gain in enumerate(gains):
        gain[tier::tiers] = program.scores
    return (
        gains,
        [LinearConstraint(counted, program.ask.low, program.ask.high), LinearConstraint(once, 0, 1)],
        Bounds(0, program.ask.may[:, :-1].astype(float).ravel()),
    )


CONTESTANTS: dict[str, Callable[[Problem], Totals]] = {
    "ours": ours,
    "milp by tier": milp_by_tier,
    "milp weighted": milp_weighted,
}


def explain(given: Problem, most: int) -> dict[str, object]:
    """CPU milliseconds of every kind of answer, for the chosen and the best `most` of the others."""
    selection = Selection(given)
    out = [key for key in selection.order if selection.tier_of(key) is None][:most]
    chosen = [each.key for each in selection.chosen]
    asked: list[tuple[str, Callable[[str], object], list[str]]] = [
        ("why", Selection(given).why, out),
        ("missing_score", selection.missing_score, out),
        ("displaced", selection.displaced, out),
        ("margin", selection.margin, chosen),
        ("blocked_by", selection.blocked_by, out),
        ("replacing", selection.replacing, chosen),
    ]
    taken = {name: [_milliseconds(ask, key) for key in keys] for name, ask, keys in asked}
    start = time.process_time()
    second = selection.second_best
    return {
        "taken": taken,
        "second_best": (time.process_time() - start) * 1000,
        "second_best_loses": [str(loss) for loss in second.losses.values()] if second else [],
        "kept": [_holds(selection, key) for key in out[:: max(1, len(out) // 25)]],
    }


def _milliseconds(ask: Callable[[str], object], key: str) -> float:
    start = time.process_time()
    ask(key)
    return (time.process_time() - start) * 1000


def _holds(selection: Selection, key: str) -> bool:
    """Whether 0.01 more than what is missing brings it in and 0.01 less doesn't, chosen anew."""
    missing = selection.missing_score(key)
    assert missing is not None
    return _chosen_with(selection, key, missing + CENT) and not _chosen_with(selection, key, missing - CENT)


def _chosen_with(selection: Selection, key: str, more: Decimal) -> bool:
    candidates = tuple(
        replace(each, score=each.score + more) if each.key == key else each
        for each in selection.problem.candidates
    )
    return Selection(replace(selection.problem, candidates=candidates)).tier_of(key) is not None


def main() -> None:
    name, seed = sys.argv[1], int(sys.argv[2])
    given = problem(seed)
    if name == "explain":
        print(json.dumps(explain(given, int(sys.argv[3]))))
        return
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    totals = CONTESTANTS[name](given)
    cpu = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"cpu": cpu, "megabytes": (peak - before) / 1024, "totals": totals}))


if __name__ == "__main__":
    main()
