"""`python -m benchmarks.judging.assignment_child NAME ENTRIES EXPERTS REVIEWS SEED`: one contestant.

Prints CPU seconds of the work (libraries loaded and data made before), peak MB beyond the data, and
what the plan is worth.
"""

import gc
import json
import sys
import time
from pathlib import Path

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from benchmarks.judging.assignment_data import problem, read
from jianyou.domain.judging.assignment.assign import solve
from jianyou.domain.judging.assignment.keys import IndexedPairs
from jianyou.domain.judging.assignment.proof import check_proof
from jianyou.domain.judging.wishes import Aim

Told = dict[str, float]


def ours(asked: dict[str, object], _: np.ndarray, aim: Aim = Aim.TOTAL) -> Told:
    """From what is asked to the plan, its shortages and its design."""
    start = time.process_time()
    given = read(asked)
    plan = solve(given, aim=aim)
    cpu, megabytes = time.process_time() - start, peak()
    start = time.process_time()
    checked = check_proof(given, plan.pairs, plan.proof)
    took = time.process_time() - start
    return {
        "cpu": cpu,
        "megabytes": megabytes,
        "total": plan.total,
        "holds": checked.holds,
        "faults": len(checked.faults),
        "check": took,
        "worst": checked.reached if aim is Aim.WORST else plan.worst,
        "bound": checked.bound,
    }


def worst(asked: dict[str, object], recused: np.ndarray) -> Told:
    """The same, for the worst-served entry."""
    return ours(asked, recused, Aim.WORST)


def all_arcs(asked: dict[str, object], recused: np.ndarray) -> Told:
    """OR-tools with an arc for every pair that isn't recused."""
    start = time.process_time()
    units = asked["affinity"].units  # type: ignore[attr-defined]  # of mixed kinds
    (rows, width), (least, most) = units.shape, asked["load"]  # type: ignore[misc]  # as above
    able = np.ones(rows * width, dtype=np.bool_)
    able[recused] = False
    codes = np.flatnonzero(able)
    del able
    flow, hub = SimpleMinCostFlow(), rows + width
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        codes % width + rows, codes // width, np.ones_like(codes), -units.ravel()[codes].astype(np.int64)
    )
    experts = np.arange(rows, hub)
    flow.add_arcs_with_capacity_and_unit_cost(
        np.full(width, hub), experts, np.full(width, most - least), np.zeros(width, dtype=np.int64)
    )
    flow.set_nodes_supplies(np.arange(rows), np.full(rows, -int(asked["per_entry"])))  # type: ignore[call-overload]
    flow.set_nodes_supplies(experts, np.full(width, least))
    flow.set_node_supply(hub, rows * int(asked["per_entry"]) - width * least)  # type: ignore[call-overload]
    assert flow.solve() == flow.OPTIMAL
    taken = codes[flow.flows(arcs) > 0]
    return {
        "cpu": time.process_time() - start,
        "megabytes": peak(),
        "total": int(units.ravel()[taken].sum(dtype=np.int64)),
    }


def highest() -> float:
    """The most memory that this process held since it was last forgotten, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def peak() -> float:
    """The most memory beyond what there was when the work began."""
    return highest() - BEGUN[0]


BEGUN: list[float] = []
CONTESTANTS = {"ours": ours, "worst": worst, "all arcs": all_arcs}


def main(name: str, *numbers: str) -> None:
    asked, recused = problem(*map(int, numbers))
    assert isinstance(asked["recusals"], IndexedPairs)
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    BEGUN.append(highest())
    print(json.dumps(CONTESTANTS[name](asked, recused)))


if __name__ == "__main__":
    main(*sys.argv[1:])
