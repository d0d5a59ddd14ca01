"""Whether there is a plan at all: candidates widened until they hold one, or until it is plain that none is.

A plan that can't be is cut down as little as may be: first as many reviews as possible, and among such
plans as many of the minimum loads as possible (both at once can always be had).
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from jianyou.domain.judging.assignment.core import NEVER, Core
from jianyou.domain.judging.assignment.flow import Network, Solver, cheapest_flow
from jianyou.domain.judging.assignment.keys import Ints, Sparse, union
from jianyou.domain.judging.assignment.prices import Marks

_WIDER = 3
_STEPS = 8
_SPARE_COST = 10
_UNMET_COST = 100


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """As full a plan as can be: its pairs, the reviews of each entry, the entries of each expert."""

    taken: Ints
    cover: Ints
    load: Ints

    @classmethod
    def of(cls, core: Core, taken: Ints) -> Self:
        """Counted from the plan's pairs."""
        return cls(
            taken,
            np.bincount(taken // core.width, minlength=core.rows),
            np.bincount(taken % core.width, minlength=core.width),
        )

    def meets(self, core: Core) -> bool:
        """Whether every entry has its experts and every expert his minimum."""
        return bool((self.cover == core.demand).all() and (self.load >= core.least).all())


def more_candidates(core: Core, codes: Ints) -> Ints:
    """Pairs that may make room for a fuller plan than these candidates hold; none if there is no fuller one.

    Most reviews and most minimum loads are looked at apart: where each can be had, so can both.
    """
    found = []
    for limits, wanted in ((core.most, int(core.demand.sum())), (core.least, int(core.least.sum()))):
        taken = _largest(core, codes, limits)
        if len(taken) < wanted:
            free = np.setdiff1d(codes, taken, assume_unique=True)
            room = np.bincount(taken % core.width, minlength=core.width) < limits
            found.append(_reached_anew(core, free, taken, room))
    return union(*found) if found else np.zeros(0, dtype=np.int64)


def _largest(core: Core, codes: Ints, limits: Ints) -> Ints:
    """As many of these candidates as fit the demands and these limits of the experts."""
    source, sink = core.rows + core.width, core.rows + core.width + 1
    tails = [codes % core.width + core.rows, np.full(core.width, source), np.arange(core.rows)]
    heads = [codes // core.width, np.arange(core.rows, source), np.full(core.rows, sink)]
    capacities = np.concatenate([np.ones_like(codes), limits, core.demand]).astype(np.int32)
    pairs = np.concatenate(tails).astype(np.int32), np.concatenate(heads).astype(np.int32)
    graph = csr_array((capacities, pairs), shape=(sink + 1, sink + 1))
    flow = maximum_flow(graph, source, sink).flow.tocoo()
    used = (flow.data > 0) & (flow.row >= core.rows) & (flow.col < core.rows)
    return np.sort(flow.col[used].astype(np.int64) * core.width + flow.row[used] - core.rows)


def fullest(core: Core, codes: Ints, solver: Solver) -> Filled:
    """As many reviews as these candidates allow, then as much of the minimum loads; affinity aside."""
    experts, hub = np.arange(core.rows, core.rows + core.width), core.rows + core.width
    entries, unmet, steps = _unmet(core)
    counts = (len(codes), core.width, core.width)
    network = Network(
        tails=np.concatenate([codes % core.width + core.rows, np.full(2 * core.width + len(entries), hub)]),
        heads=np.concatenate([codes // core.width, experts, experts, entries]),
        capacities=np.concatenate([np.ones_like(codes), core.least, core.most - core.least, unmet]),
        costs=np.concatenate([np.repeat([0, 0, _SPARE_COST], counts), _UNMET_COST + steps]),
        supply=np.concatenate([-core.demand, np.zeros_like(core.most), [core.demand.sum()]]),
    )
    flows = cheapest_flow(network, solver)
    assert flows is not None
    return Filled.of(core, codes[flows[: len(codes)] > 0])


def _unmet(core: Core) -> tuple[Ints, Ints, Ints]:
    """Ways for entries to go without: entry, how many, and a cost that rises, so that all lack a little."""
    parts = []
    for step in range(_STEPS + 1):
        left = np.maximum(core.demand - step, 0)
        rows = np.flatnonzero(left)
        parts.append((rows, left[rows] if step == _STEPS else np.ones_like(rows), np.full(len(rows), step)))
    entries, counts, steps = (np.concatenate(part) for part in zip(*parts, strict=True))
    return entries, counts, steps


def _reached_anew(core: Core, free: Ints, taken: Ints, experts: Marks) -> Ints:
    """The best pairs from experts reachable among the candidates to entries that aren't.

    None of them means that nothing more is reachable over all pairs.
    """
    experts, entries = experts.copy(), np.zeros(core.rows, dtype=np.bool_)
    while True:
        entries[free[experts[free % core.width]] // core.width] = True
        more = taken[entries[taken // core.width]] % core.width
        if experts[more].all():
            break
        experts[more] = True
    anew = reached(core, taken, experts) & ~entries
    found = [np.zeros(0, dtype=np.int64)]
    for start, stop in core.blocks():
        lines = np.flatnonzero(anew[start:stop])
        if not len(lines):
            continue
        worth = core.block(start, stop)[lines]
        worth[:, ~experts] = NEVER
        columns = np.argpartition(-worth, min(_WIDER, core.width) - 1, axis=1)[:, :_WIDER]
        good = np.take_along_axis(worth, columns, axis=1) > NEVER // 2
        found.append(((lines[:, None] + start) * core.width + columns)[good])
    # A pair of the plan may be among the best of an entry; the others take it out again.
    return np.setdiff1d(np.concatenate(found), taken)


def reached(core: Core, taken: Ints, experts: Marks) -> Marks:
    """Entries that one of these experts could judge, and doesn't yet; over all pairs, not the candidates."""
    counts = np.full(core.rows, int(experts.sum()))
    barred_rows, barred_columns = core.barred.part(0, core.rows)
    counts -= np.bincount(barred_rows[experts[barred_columns]], minlength=core.rows)
    counts -= np.bincount((taken // core.width)[experts[taken % core.width]], minlength=core.rows)
    return counts > 0


def forward(core: Core, taken: Ints, experts: Marks) -> tuple[Marks, Marks]:
    """Entries and experts that places of these experts can reach by shifting pairs of the plan."""
    experts = experts.copy()
    while True:
        entries = reached(core, taken, experts)
        more = taken[entries[taken // core.width]] % core.width
        if experts[more].all():
            return entries, experts
        experts[more] = True


def backward(core: Core, taken: Ints, entries: Marks, experts: Marks) -> tuple[Marks, Marks]:
    """Entries and experts from which a review can be shifted to one of these."""
    entries, experts = entries.copy(), experts.copy()
    by_expert = _transposed(core)
    while True:
        entries[(taken // core.width)[experts[taken % core.width]]] = True
        more = _may_take(core, by_expert, taken, entries) & ~experts
        if not more.any():
            return entries, experts
        experts |= more


def _may_take(core: Core, by_expert: Sparse, taken: Ints, entries: Marks) -> Marks:
    counts = np.full(core.width, int(entries.sum()))
    columns, rows = by_expert.part(0, core.width)
    counts -= np.bincount(columns[entries[rows]], minlength=core.width)
    counts -= np.bincount((taken % core.width)[entries[taken // core.width]], minlength=core.width)
    return counts > 0


def _transposed(core: Core) -> Sparse:
    rows, columns = core.barred.part(0, core.rows)
    return Sparse.of(np.sort(columns.astype(np.int64) * core.rows + rows), core.width, core.rows)
