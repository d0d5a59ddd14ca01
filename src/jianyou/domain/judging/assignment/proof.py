"""The proof of a plan: prices against which anyone can test every pair, without trusting whoever made it.

With a price for each expert, no plan can be worth more than: of each entry the best it could get at these
prices, and of each price what the expert's limits make of it. A plan that is worth just that is best.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from jianyou.domain.judging.assignment.affinity import written
from jianyou.domain.judging.assignment.core import NEVER, Core
from jianyou.domain.judging.assignment.keys import Ints, Pair, contained, union
from jianyou.domain.judging.assignment.problem import Problem
from jianyou.terms.message import Message


@dataclass(frozen=True, slots=True)
class Proof:
    """Prices of the experts in millionths, and for the worst-served aim weights of the entries.

    `bound` is in millionths: without weights no plan has a higher total of affinity and of `bonus` for
    each kept pair; with weights none has a worst entry with a higher mean affinity.
    """

    prices: Mapping[str, int]
    bound: int
    bonus: int = 0
    weights: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a plan finds: `faults` against the hard rules, and how far it is from the bound.

    `reached` and `bound` are in millionths, computed anew; `gap` is their difference.
    """

    faults: tuple[Message, ...]
    reached: int
    bound: int

    @property
    def gap(self) -> int:
        """How much better a plan might be at most."""
        return self.bound - self.reached

    @property
    def holds(self) -> bool:
        """Whether the plan keeps all rules and none is better."""
        return not self.faults and self.gap == 0


def check_proof(problem: Problem, pairs: tuple[Pair, ...], proof: Proof) -> Checked:
    """Test a plan and its proof over all pairs.

    Raises:
        Refused: a pair names nobody in the problem, or stands twice.
    """
    codes = problem.codes(pairs)
    prices = np.array([proof.prices.get(key, 0) for key in problem.experts], dtype=np.int64)
    faults = tuple(_faults(problem, codes))
    if proof.weights:
        weights = np.array([max(0, proof.weights.get(key, 0)) for key in problem.entries], dtype=np.int64)
        return Checked(faults, worst_of(problem, codes), bound_of_worst(problem, weights, prices))
    bonus = proof.bonus * int(contained(codes, problem.core.kept).sum())
    core = replace(problem.core, bonus=proof.bonus)
    settled = int(problem.core.affinity(problem.locked).sum())
    total = int(problem.core.affinity(codes).sum())
    return Checked(faults, total + bonus, settled + upper_bound(core, prices))


def upper_bound(core: Core, prices: Ints, weights: Ints | None = None) -> int:
    """No plan is worth more than this; any prices give a bound, the right ones the least.

    An entry with too few experts left counts with those it can have.
    """
    limits = np.where(prices > 0, core.most, core.least)
    bound: int = sum(price * limit for price, limit in zip(prices.tolist(), limits.tolist(), strict=True))
    core = replace(core, weights=weights)
    available = np.minimum(core.demand, core.available())
    for start, stop in core.blocks():
        reduced = core.block(start, stop)
        reduced[reduced > NEVER // 2] -= np.broadcast_to(prices, reduced.shape)[reduced > NEVER // 2]
        bound += _best_sums(reduced, available[start:stop])
    return bound


def _best_sums(reduced: Ints, counts: Ints) -> int:
    """The sum over rows of each row's `counts` greatest values."""
    most = int(counts.max(initial=0))
    if not most:
        return 0
    if most < reduced.shape[1]:
        reduced = -np.partition(-reduced, most - 1, axis=1)[:, :most]
    reduced = -np.sort(-reduced, axis=1)
    return int(reduced[np.arange(reduced.shape[1]) < counts[:, None]].sum())


def bound_of_worst(problem: Problem, weights: Ints, prices: Ints) -> int:
    """No plan serves its worst entry with a higher mean affinity than this, in millionths."""
    core = replace(problem.core, bonus=0, kept=problem.core.kept[:0])
    total = upper_bound(core, prices, weights)
    rows = problem.locked // len(problem.experts)
    total += int((weights[rows] * problem.core.affinity(problem.locked)).sum())
    scale = sum(w * d for w, d in zip(weights.tolist(), problem.demand.tolist(), strict=True))
    return total // scale if scale else 0


def worst_of(problem: Problem, codes: Ints) -> int:
    """The lowest mean affinity that an entry has, in whole millionths; 0 where no entry wants anybody."""
    sums = np.zeros(len(problem.entries), dtype=np.int64)
    np.add.at(sums, codes // len(problem.experts), problem.core.affinity(codes))
    wanting = problem.demand > 0
    return int((sums[wanting] // problem.demand[wanting]).min()) if wanting.any() else 0


def _faults(problem: Problem, codes: Ints) -> list[Message]:
    width = len(problem.experts)
    faults = []
    for code in codes[contained(codes, problem.recused)].tolist():
        entry, expert = problem.pair(code)
        faults.append(Message("assignment_fault_recused", {"entry": entry, "expert": expert}))
    for code in problem.locked[~contained(problem.locked, codes)].tolist():
        entry, expert = problem.pair(code)
        faults.append(Message("assignment_fault_locked", {"entry": entry, "expert": expert}))
    cover = np.bincount(codes // width, minlength=len(problem.entries))
    for row in np.flatnonzero(cover != problem.demand).tolist():
        numbers = {"count": int(cover[row]), "demand": int(problem.demand[row])}
        faults.append(Message("assignment_fault_entry", {"entry": problem.entries[row], **numbers}))
    load = np.bincount(codes % width, minlength=width)
    for column in np.flatnonzero((load < problem.least) | (load > problem.most)).tolist():
        least, most = int(problem.least[column]), int(problem.most[column])
        numbers = {"load": int(load[column]), "least": least, "most": most}
        faults.append(Message("assignment_fault_load", {"expert": problem.experts[column], **numbers}))
    return faults


def why(problem: Problem, pairs: tuple[Pair, ...], proof: Proof, entry: str, expert: str) -> Message:
    """Why this expert does or doesn't judge this entry, by the prices of the plan for the total.

    Raises:
        Refused: the problem knows no such entry or expert.
    """
    code, codes = problem.codes([(entry, expert)]), problem.codes(pairs)
    names = {"entry": entry, "expert": expert}
    if contained(code, problem.locked)[0]:
        return Message("assignment_why_locked", names)
    if contained(code, codes)[0]:
        return Message("assignment_why_assigned", names)
    if contained(code, problem.recused)[0]:
        return Message("assignment_why_recused", names)
    row = int(code[0]) // len(problem.experts)
    own = np.setdiff1d(codes[codes // len(problem.experts) == row], problem.locked)
    if proof.weights or not len(own):
        return Message("assignment_why_other", names)
    prices = np.array([proof.prices[key] for key in problem.experts], dtype=np.int64)
    worth = problem.core.worth(union(own, code)) - prices[union(own, code) % len(problem.experts)]
    behind = int(worth[union(own, code) != code[0]].min() - worth[union(own, code) == code[0]][0])
    told = {
        "affinity": written(int(problem.core.affinity(code)[0])),
        "price": written(int(proof.prices[expert])),
        "behind": written(behind),
    }
    return Message("assignment_why_price", {**names, **told})
