"""Who judges which entry: the one door of this room."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from jianyou.domain.judging.assignment.affinity import Affinity
from jianyou.domain.judging.assignment.candidates import candidates
from jianyou.domain.judging.assignment.core import Core
from jianyou.domain.judging.assignment.design import design_of
from jianyou.domain.judging.assignment.exact import Best, best_plan
from jianyou.domain.judging.assignment.fair import FLOWS, fair_plan
from jianyou.domain.judging.assignment.feasible import Filled
from jianyou.domain.judging.assignment.flow import Solver
from jianyou.domain.judging.assignment.keys import IndexedPairs, Ints, Pair, contained, positions, union
from jianyou.domain.judging.assignment.plan import Moved, Plan
from jianyou.domain.judging.assignment.problem import Problem
from jianyou.domain.judging.assignment.proof import Proof, bound_of_worst, worst_of
from jianyou.domain.judging.assignment.shortage import Shortages, explain_shortages
from jianyou.domain.judging.assignment.trades import Given
from jianyou.domain.judging.wishes import Aim

Progress = Callable[[int, int], None]
_LOOKS = 6
_ROUNDS = 4
"""Plans more at most for the sake of comparability."""


def assign(
    entries: Iterable[str],
    experts: Iterable[str],
    *,
    per_entry: int = 5,
    own_demand: Mapping[str, int] | None = None,
    load: tuple[int, int] | None = None,
    own_load: Mapping[str, tuple[int, int]] | None = None,
    recusals: Iterable[Pair] | IndexedPairs = (),
    affinity: Affinity | None = None,
    keep: Plan | Iterable[Pair] = (),
    locked: Iterable[Pair] = (),
    industries: Mapping[str, str] | None = None,
    crossing: bool = False,
    aim: Aim | str = Aim.TOTAL,
    solver: Solver = Solver.ANY,
    progress: Progress | None = None,
) -> Plan:
    """Give every entry its experts: best for `aim` among all plans that keep recusals, numbers, locked pairs.

    What each parameter may be stands at `Problem.of`. Without `affinity` all experts fit alike. Of an
    older plan (`keep`) as many pairs as possible stay, before affinity counts. Where no plan is possible,
    the fullest one comes back, with `uncovered` and `underused` telling why and what would free it.
    `industries` is that of each entry; with `crossing` some pairs are held (`Plan.held`), also where others
    fit better, so that entries hang together and experts join the industries; the plan is the best with them.

    Raises:
        Refused: the input is wrong; the message says where.
    """
    problem = Problem.of(
        entries,
        experts,
        per_entry=per_entry,
        own_demand=own_demand,
        load=load,
        own_load=own_load,
        recusals=recusals,
        affinity=affinity,
        keep=keep.pairs if isinstance(keep, Plan) else keep,
        locked=locked,
    )
    return solve(
        problem, aim=Aim(aim), industries=industries, crossing=crossing, solver=solver, progress=progress
    )


def solve(
    problem: Problem,
    *,
    aim: Aim = Aim.TOTAL,
    industries: Mapping[str, str] | None = None,
    crossing: bool = False,
    solver: Solver = Solver.ANY,
    progress: Progress | None = None,
) -> Plan:
    """As `assign`, for a problem that was read before.

    The proof of a plan with pairs held is one for `problem.holding` them.
    """

    def solved(asked: Problem) -> Plan:
        return _solved(asked, aim, industries, solver, progress)

    plan = solved(problem)
    return _crossed(problem, plan, solved) if crossing else plan


def _crossed(problem: Problem, plan: Plan, solved: Callable[[Problem], Plan]) -> Plan:
    """The plan with pairs held that make scores comparable; the one that does so best with the fewest."""
    asked, latest = problem, plan
    for _ in range(_ROUNDS):
        more = _with_room(asked, latest.design.add)
        if not len(more):
            break
        asked = asked.holding(more)
        latest = solved(asked)
        if len(latest.uncovered) > len(plan.uncovered) or len(latest.underused) > len(plan.underused):
            break
        if latest.design.lacks < plan.design.lacks:
            held = asked.locked[~contained(asked.locked, problem.locked)]
            plan = replace(latest, held=problem.pairs(held))
    return plan


def _with_room(problem: Problem, pairs: Iterable[Pair]) -> Ints:
    """Codes of those of the pairs, the first ones first, that demands and limits leave room to hold."""
    rows, columns = positions(problem.entries), positions(problem.experts)
    demand, most = problem.core.demand.copy(), problem.core.most.copy()
    found = []
    for entry, expert in pairs:
        row, column = rows[entry], columns[expert]
        if demand[row] and most[column]:
            demand[row] -= 1
            most[column] -= 1
            found.append(row * len(columns) + column)
    return np.array(sorted(found), dtype=np.int64)


def _solved(
    problem: Problem,
    aim: Aim,
    industries: Mapping[str, str] | None,
    solver: Solver,
    progress: Progress | None,
) -> Plan:
    looked = _Looked(progress, _LOOKS + (FLOWS if aim is Aim.WORST else 0))
    core, best, shortages = _best(problem, solver, looked)
    if aim is Aim.WORST:
        fair = fair_plan(core, _given(problem, core), best, solver, looked)
        codes = union(fair.taken, problem.locked)
        proof = _proof_of_worst(replace(problem, core=core), fair.weights, fair.prices)
    else:
        codes = union(best.taken, problem.locked)
        proof = _proof_of_total(problem, core, best)
    looked.end()
    return _plan(problem, codes, proof, shortages, aim, industries)


def _best(problem: Problem, solver: Solver, looked: "_Looked") -> tuple[Core, Best, Shortages]:
    """The best plan; where none is possible, the best among the fullest, for numbers cut down to it."""
    core = problem.core
    codes = candidates(core, looked)
    answer = best_plan(core, codes, solver, looked)
    if isinstance(answer, Best):
        return core, answer, Shortages({}, {})
    shortages = explain_shortages(problem, answer)
    core = _cut_down(core, answer)
    answer = best_plan(core, union(codes, answer.taken), solver, looked)
    assert isinstance(answer, Best)
    return core, answer, shortages


def _cut_down(core: Core, filled: Filled) -> Core:
    return replace(core, demand=filled.cover, least=np.minimum(core.least, filled.load))


def _given(problem: Problem, core: Core) -> Given:
    rows = problem.locked // len(problem.experts)
    sums = np.zeros(len(problem.entries), dtype=np.int64)
    np.add.at(sums, rows, core.affinity(problem.locked))
    return Given(sums, np.maximum(1, core.demand + np.bincount(rows, minlength=len(problem.entries))))


def _proof_of_total(problem: Problem, core: Core, best: Best) -> Proof:
    # At prices that no pair anywhere betters the bound is the plan's own worth; `check_proof` computes it.
    settled = core.affinity(problem.locked).sum()
    bound = int(settled + replace(core, weights=None).worth(best.taken).sum())
    return Proof(dict(zip(problem.experts, best.prices.tolist(), strict=True)), bound, core.bonus)


def _proof_of_worst(problem: Problem, weights: Ints, prices: Ints) -> Proof:
    return Proof(
        dict(zip(problem.experts, prices.tolist(), strict=True)),
        bound_of_worst(problem, weights, prices),
        weights=dict(zip(problem.entries, weights.tolist(), strict=True)),
    )


def _plan(
    problem: Problem,
    codes: Ints,
    proof: Proof,
    shortages: Shortages,
    aim: Aim,
    industries: Mapping[str, str] | None,
) -> Plan:
    load = np.bincount(codes % len(problem.experts), minlength=len(problem.experts))
    return Plan(
        pairs=problem.pairs(codes),
        load=dict(zip(problem.experts, load.tolist(), strict=True)),
        total=int(problem.core.affinity(codes).sum()),
        worst=worst_of(problem, codes),
        proof=proof,
        uncovered=shortages.uncovered,
        underused=shortages.underused,
        design=design_of(problem, codes, industries),
        moved=_moved(problem, codes),
        aim=aim.value,
    )


def _moved(problem: Problem, codes: Ints) -> Moved | None:
    if not len(problem.older) and not problem.gone:
        return None
    came = problem.pairs(codes[~contained(codes, problem.older)])
    went = problem.pairs(problem.older[~contained(problem.older, codes)])
    return Moved(came, tuple(sorted(went + problem.gone)))


class _Looked:
    """Counts the looks at all pairs for whoever watches; how many there will be is a guess."""

    def __init__(self, progress: Progress | None, expected: int) -> None:
        self.progress, self.expected, self.done = progress, expected, 0

    def __call__(self) -> None:
        self.done = min(self.done + 1, self.expected - 1)
        if self.progress:
            self.progress(self.done, self.expected)

    def end(self) -> None:
        """All is done."""
        if self.progress:
            self.progress(self.expected, self.expected)
