"""Small assignments, and what brute force and plain flows say of them."""

from itertools import combinations, product

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from jianyou.domain.judging.assignment.affinity import Affinity
from jianyou.domain.judging.assignment.problem import Problem


def keys(letter: str, count: int) -> tuple[str, ...]:
    return tuple(f"{letter}{number}" for number in range(count))


@st.composite
def cases(draw: st.DrawFn, *, entries: int = 4, experts: int = 4, numbers: bool = True) -> Problem:
    """A problem small enough to try every plan."""
    rows, columns = draw(st.integers(1, entries)), draw(st.integers(1, experts))
    names, others = keys("e", rows), keys("x", columns)
    worth = draw(st.lists(st.integers(-3, 12), min_size=rows * columns, max_size=rows * columns))
    affinity = Affinity(names, others, np.array(worth, dtype=np.int32).reshape(rows, columns))
    every = list(product(names, others))
    recusals = draw(st.lists(st.sampled_from(every), max_size=4, unique=True))
    keep = draw(st.lists(st.sampled_from(every), max_size=3, unique=True)) if numbers else []
    own_load = {}
    for key in others:
        least = draw(st.integers(0, 2))
        own_load[key] = (least, least + draw(st.integers(0, 3)))
    own_demand = {key: draw(st.integers(0, 2)) for key in names} if numbers else {}
    per_entry = draw(st.integers(1, 2))
    return Problem.of(
        names,
        others,
        per_entry=per_entry,
        own_demand=own_demand,
        own_load=own_load,
        recusals=recusals,
        affinity=affinity,
        keep=keep,
    )


def every_plan(problem: Problem) -> list[np.ndarray]:
    """All plans that keep the rules, as codes."""
    width = len(problem.experts)
    barred = set(problem.recused.tolist())
    choices = []
    for row, wanted in enumerate(problem.demand.tolist()):
        able = [row * width + column for column in range(width) if row * width + column not in barred]
        choices.append(list(combinations(able, wanted)))
    plans = []
    for chosen in product(*choices):
        codes = np.array(sorted(sum(chosen, ())), dtype=np.int64)
        load = np.bincount(codes % width, minlength=width)
        if (load >= problem.least).all() and (load <= problem.most).all():
            plans.append(codes)
    return plans


def most_reviews(problem: Problem, limits: np.ndarray, demand: np.ndarray, recused: set[int]) -> int:
    """How many reviews fit the demands, these limits of the experts and these recusals."""
    rows, width = len(problem.entries), len(problem.experts)
    source, sink = rows + width, rows + width + 1
    arcs = [
        (rows + column, row, 1)
        for row in range(rows)
        for column in range(width)
        if row * width + column not in recused
    ]
    arcs += [(source, rows + column, int(limit)) for column, limit in enumerate(limits)]
    arcs += [(row, sink, int(wanted)) for row, wanted in enumerate(demand)]
    tails, heads, capacities = (np.array(values, dtype=np.int32) for values in zip(*arcs, strict=True))
    graph = csr_array((capacities, (tails, heads)), shape=(sink + 1, sink + 1))
    return int(maximum_flow(graph, source, sink).flow_value)
