"""Cheapest flow through a network: by OR-tools where it is installed, else as a linear program."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from jianyou.domain.judging.assignment.affinity import UNIT
from jianyou.domain.judging.assignment.keys import Ints
from jianyou.terms.finding import Refused


class Solver(StrEnum):
    """Who finds the flow. Both find a cheapest one; where several are, they may find another."""

    ANY = "any"
    ORTOOLS = "ortools"
    HIGHS = "highs"


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Arcs from `tails` to `heads` with capacities and costs a unit; nodes give (+) or want (-) `supply`."""

    tails: Ints
    heads: Ints
    capacities: Ints
    costs: Ints
    supply: Ints


def cheapest_flow(network: Network, solver: Solver = Solver.ANY) -> Ints | None:
    """The flow along each arc, None where the supply can't reach those who want it.

    Raises:
        ImportError: OR-tools was asked for and isn't there.
        Refused: the costs are too far apart for 64 bits.
    """
    if network.supply.sum() != 0:
        return None
    if solver is not Solver.HIGHS:
        try:
            return _by_ortools(network)
        except ImportError:
            if solver is Solver.ORTOOLS:
                raise
    return _by_highs(network)


def _by_ortools(network: Network) -> Ints | None:
    # An optional extra, and slow to load.
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # noqa: PLC0415

    flow = SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        network.tails, network.heads, network.capacities, network.costs
    )
    flow.set_nodes_supplies(np.arange(len(network.supply)), network.supply)
    status = flow.solve()
    if status == flow.INFEASIBLE:
        return None
    if status == flow.BAD_COST_RANGE:
        raise Refused("assignment_range")
    if status != flow.OPTIMAL:
        raise ArithmeticError(str(status))
    return np.asarray(flow.flows(arcs), dtype=np.int64)


def _by_highs(network: Network) -> Ints | None:
    # Half a second to load, which nobody pays who has OR-tools.
    from scipy.optimize import linprog  # noqa: PLC0415
    from scipy.sparse import csr_array  # noqa: PLC0415

    arcs = np.arange(len(network.tails))
    ones = np.ones(len(arcs))
    incidence = csr_array(
        (
            np.concatenate([ones, -ones]),
            (np.concatenate([network.tails, network.heads]), np.concatenate([arcs, arcs])),
        ),
        shape=(len(network.supply), len(arcs)),
    )
    answer = linprog(
        network.costs / UNIT,
        A_eq=incidence,
        b_eq=network.supply,
        bounds=np.column_stack([np.zeros(len(arcs)), network.capacities]),
        method="highs-ds",
    )
    if answer.status == 2:
        return None
    if answer.status != 0:
        raise ArithmeticError(answer.message)
    # Corners of such a polytope are whole numbers; the solver's are within its tolerance of them.
    return np.asarray(np.rint(answer.x), dtype=np.int64)
