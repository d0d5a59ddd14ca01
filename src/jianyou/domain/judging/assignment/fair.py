"""The plan that serves its worst-served entry best: weighted flows, then trades, beside a bound.

The exact answer is out of reach (NP-hard from two experts an entry); the bound says what is left.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from jianyou.domain.judging.assignment.core import Core
from jianyou.domain.judging.assignment.exact import Best, best_plan, flow_among
from jianyou.domain.judging.assignment.flow import Solver
from jianyou.domain.judging.assignment.keys import Ints
from jianyou.domain.judging.assignment.trades import Given, traded

FLOWS = 24
_PACE = 8.0
_SCALE = 1_000
_LEAST_SHARE = 1e-3
_MOST_SHARE_KEEPING = 30.0
_TRADED = 3
_SMALL = 1_000_000

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Fair:
    """Codes of the plan's pairs, and the weights and prices of the lowest bound that was met."""

    taken: Ints
    weights: Ints
    prices: Ints


def fair_plan(core: Core, given: Given, best: Best, solver: Solver, look: Callable[[], None]) -> Fair:
    """A plan with a high lowest mean, locked pairs (`given`) included.

    `best` is the plan for the total, whose candidates serve here too. `look` is told after each flow.
    """
    share = np.full(core.rows, 1 / core.rows)
    plans, average = [best.taken], np.zeros(core.rows)
    # What keeps an older plan together counts as much as the greatest weight, and has to fit 64 bits.
    most = _MOST_SHARE_KEEPING if core.bonus else float(core.rows)
    for turn in range(FLOWS):
        weights = _whole(share / given.size)
        weighted = replace(core, weights=weights, bonus=core.bonus * int(weights.max()))
        taken = flow_among(weighted, best.codes, solver)
        assert taken is not None
        plans.append(taken)
        average += share
        share = _urged(share, levels(core, given, taken), turn, most)
        look()
    bound = _bounded(core, best, _whole(average / FLOWS / given.size), solver)
    plans.sort(key=lambda taken: rank(core, given, taken), reverse=True)
    tries = _TRADED if core.rows * core.width <= _SMALL else 1
    improved = [traded(core, given, taken) for taken in plans[:tries]]
    chosen = max(improved, key=lambda taken: rank(core, given, taken))
    return Fair(chosen, *bound)


def levels(core: Core, given: Given, taken: Ints) -> Ints:
    """The mean affinity of each entry in whole millionths; very high where it wants nobody."""
    sums = given.sums.copy()
    np.add.at(sums, taken // core.width, core.affinity(taken))
    return np.where(core.demand > 0, sums // given.size, np.iinfo(np.int64).max)


def rank(core: Core, given: Given, taken: Ints) -> tuple[int, int]:
    """What makes one plan better than another: kept pairs aside, the worst level, then the total."""
    return int(levels(core, given, taken).min()), int(core.affinity(taken).sum())


def _urged(share: Floats, level: Ints, turn: int, most: float) -> Floats:
    """More weight for entries served badly, less for those served well."""
    there = level < np.iinfo(np.int64).max
    known = level[there].astype(np.float64)
    spread = float(known.max() - known.min()) or 1.0
    urged = share.copy()
    urged[there] *= np.exp(-_PACE / (1 + turn / 8) * (known - known.min()) / spread)
    urged = np.clip(urged, _LEAST_SHARE * urged.mean(), most * urged.mean())
    return np.asarray(urged / urged.sum())


def _whole(weights: Floats) -> Ints:
    return np.asarray(np.maximum(1, np.rint(weights / weights.mean() * _SCALE)), dtype=np.int64)


def _bounded(core: Core, best: Best, weights: Ints, solver: Solver) -> tuple[Ints, Ints]:
    answer = best_plan(replace(core, weights=weights, bonus=0), best.codes, solver, lambda: None)
    assert isinstance(answer, Best)
    return weights, answer.prices
