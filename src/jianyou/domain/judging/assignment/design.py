"""Whether scores will be comparable: entries and experts hang together, and some experts cross industries.

Where they don't, an expert's harshness and the quality of his entries can't be told apart afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from jianyou.domain.judging.assignment.keys import Ints, Pair, contained
from jianyou.domain.judging.assignment.problem import Problem
from jianyou.terms.finding import Refused

ANCHORS_EACH = 2
"""An industry wants so many experts who also judge another one; one alone may fall ill, or be odd."""


@dataclass(frozen=True, slots=True)
class Design:
    """How a plan hangs together.

    `parts` are the entries of each connected part, the largest first; `anchors` the experts who judge
    entries of two industries or more; `crossings` how many anchors join each two industries; `thin` the
    industries with fewer anchors than they want, and how many they have. `add` are pairs, neither recused
    nor in the plan, that would join parts or give a thin industry an anchor; an expert's limit may have to
    rise for them.
    """

    parts: tuple[tuple[str, ...], ...]
    anchors: tuple[str, ...]
    crossings: Mapping[tuple[str, str], int] = field(default_factory=dict)
    thin: Mapping[str, int] = field(default_factory=dict)
    add: tuple[Pair, ...] = ()

    @property
    def connected(self) -> bool:
        """Whether all entries that are judged at all hang together."""
        return len(self.parts) <= 1

    @property
    def lacks(self) -> tuple[int, int]:
        """How many joins of parts are missing, and how many anchors of thin industries."""
        return max(0, len(self.parts) - 1), sum(ANCHORS_EACH - have for have in self.thin.values())


def design_of(problem: Problem, codes: Ints, industries: Mapping[str, str] | None = None) -> Design:
    """Look at the graph of a plan; `industries` gives the industry (or panel) of each entry.

    Raises:
        Refused: an entry has no industry.
    """
    part = _parts(problem, codes)
    judged = np.unique(codes // len(problem.experts))
    members: dict[int, list[str]] = {}
    for row in judged.tolist():
        members.setdefault(int(part[row]), []).append(problem.entries[row])
    parts = tuple(sorted((tuple(keys) for keys in members.values()), key=lambda keys: (-len(keys), keys)))
    add = _joins(problem, codes, part, parts)
    if industries is None:
        return Design(parts, (), add=add)
    return _with_industries(problem, codes, parts, add, industries)


def _parts(problem: Problem, codes: Ints) -> Ints:
    rows, columns = codes // len(problem.experts), codes % len(problem.experts) + len(problem.entries)
    size = len(problem.entries) + len(problem.experts)
    graph = csr_array((np.ones(len(codes), dtype=np.int8), (rows, columns)), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def _joins(problem: Problem, codes: Ints, part: Ints, parts: tuple[tuple[str, ...], ...]) -> tuple[Pair, ...]:
    """For each smaller part its best pair with an expert of the largest."""
    if len(parts) < 2:
        return ()
    main = part[problem.entries.index(parts[0][0])]
    joined = part[len(problem.entries) :] == main
    place = {key: row for row, key in enumerate(problem.entries)}
    found = [_best_pair(problem, codes, [place[key] for key in keys], joined) for keys in parts[1:]]
    return tuple(pair for pair in found if pair is not None)


def _best_pair(problem: Problem, codes: Ints, rows: list[int], experts: np.ndarray) -> Pair | None:
    """The pair of most affinity among these, not recused, not in the plan; one with places left first."""
    width = len(problem.experts)
    room = np.bincount(codes % width, minlength=width) < problem.most
    best: tuple[bool, int, int] | None = None
    for row in rows:
        every = np.flatnonzero(experts) + row * width
        every = every[~contained(every, problem.recused) & ~contained(every, codes)]
        if not len(every):
            continue
        worth = problem.core.affinity(every)
        order = np.lexsort((every, -worth, ~room[every % width]))[0]
        told = (bool(room[every[order] % width]), int(worth[order]), -int(every[order]))
        best = told if best is None else max(best, told)
    return None if best is None else problem.pair(-best[2])


def _with_industries(
    problem: Problem,
    codes: Ints,
    parts: tuple[tuple[str, ...], ...],
    add: tuple[Pair, ...],
    industries: Mapping[str, str],
) -> Design:
    missing = [key for key in problem.entries if key not in industries]
    if missing:
        raise Refused("assignment_no_industry", entry=missing[0])
    names = sorted({industries[key] for key in problem.entries})
    number = {name: place for place, name in enumerate(names)}
    of_entry = np.array([number[industries[key]] for key in problem.entries])
    width = len(problem.experts)
    judges = np.zeros((width, len(names)), dtype=np.bool_)
    judges[codes % width, of_entry[codes // width]] = True
    anchors = judges.sum(axis=1) > 1
    crossings = {
        (names[one], names[other]): int((judges[:, one] & judges[:, other]).sum())
        for one, other in combinations(range(len(names)), 2)
        if (judges[:, one] & judges[:, other]).any()
    }
    thin = {}
    for place, name in enumerate(names):
        have = int((judges[:, place] & anchors).sum())
        if len(names) > 1 and judges[:, place].any() and have < ANCHORS_EACH:
            thin[name] = have
            others = ~judges[:, place] & judges.any(axis=1)
            pair = _best_pair(problem, codes, np.flatnonzero(of_entry == place).tolist(), others)
            add += () if pair is None or pair in add else (pair,)
    told = tuple(problem.experts[column] for column in np.flatnonzero(anchors).tolist())
    return Design(parts, told, crossings, thin, add)
