"""The best plan for the total worth: few candidates, exact flow, prices tested against all pairs."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from jianyou.domain.judging.assignment.core import Core
from jianyou.domain.judging.assignment.feasible import Filled, fullest, more_candidates
from jianyou.domain.judging.assignment.flow import Network, Solver, cheapest_flow
from jianyou.domain.judging.assignment.keys import Ints, union
from jianyou.domain.judging.assignment.prices import Arcs, better_pairs, least_prices

_QUICK = 100
_FEW = 20
_MANY = 200_000


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """Codes of the plan's pairs, rising; the experts' prices that prove it; the candidates looked at."""

    taken: Ints
    prices: Ints
    codes: Ints


def flow_among(core: Core, codes: Ints, solver: Solver) -> Ints | None:
    """Of these candidates the pairs of the best plan, rising; None where they hold none."""
    experts = np.arange(core.rows, core.rows + core.width)
    hub = core.rows + core.width
    spare = core.most - core.least
    supply = np.concatenate([-core.demand, core.least, [core.demand.sum() - core.least.sum()]])
    if supply[-1] < 0:
        return None
    network = Network(
        tails=np.concatenate([codes % core.width + core.rows, np.full(core.width, hub)]),
        heads=np.concatenate([codes // core.width, experts]),
        capacities=np.concatenate([np.ones(len(codes), dtype=np.int64), spare]),
        costs=np.concatenate([-core.worth(codes), np.zeros(core.width, dtype=np.int64)]),
        supply=supply,
    )
    flows = cheapest_flow(network, solver)
    return None if flows is None else codes[flows[: len(codes)] > 0]


def best_plan(core: Core, codes: Ints, solver: Solver, look: Callable[[], None]) -> Best | Filled:
    """The best plan over all pairs, begun with these candidates; where none is, as full a one as can be.

    `look` is told after each test of all pairs.
    """
    thinned = False
    while True:
        taken = flow_among(core, codes, solver)
        if taken is None:
            more = more_candidates(core, codes)
            look()
            if not len(more):
                return fullest(core, codes, solver)
            codes = union(codes, more)
            continue
        codes, prices = _priced(core, codes, taken, look, thin=len(codes) > _MANY and not thinned)
        thinned = True
        if prices is not None:
            return Best(taken, prices, codes)


def _priced(
    core: Core, codes: Ints, taken: Ints, look: Callable[[], None], *, thin: bool
) -> tuple[Ints, Ints | None]:
    """Prices at which no pair anywhere betters this plan, or None and more candidates.

    While better pairs turn up, other prices may do for the same plan; only if none do it has to change.
    `thin` drops the poorer half of the candidates, once: with prices at hand most are known to be useless,
    and whatever is missed turns up in the next test of all pairs.
    """
    arcs = Arcs.of(core, codes, taken)
    priced = least_prices(core, arcs)
    while priced is not None:
        better = better_pairs(core, arcs, priced.prices)
        look()
        if not len(better):
            return codes, priced.prices
        codes = union(arcs.likely(core, priced.prices) if thin else codes, better)
        thin = False
        if len(better) > _FEW:
            break
        arcs = Arcs.of(core, codes, taken)
        priced = least_prices(core, arcs, sweeps=_QUICK, start=priced.prices)
    return codes, None
