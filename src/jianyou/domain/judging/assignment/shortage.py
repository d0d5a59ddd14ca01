"""Why a plan can't be, and what would free it: the least cut of the flow, told by names and numbers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jianyou.domain.judging.assignment.feasible import Filled, backward, forward
from jianyou.domain.judging.assignment.keys import Ints, Pair
from jianyou.domain.judging.assignment.prices import Marks
from jianyou.domain.judging.assignment.problem import Problem
from jianyou.terms.message import Message

MOST_NAMED = 10
"""So many keys are named in a sentence; the fields hold all."""
MOST_LIFTED = 1_000
"""So many recusals at most are named as ways out of one shortage."""
_MOST_CUTS = 50


@dataclass(frozen=True, slots=True)
class Shortage:
    """An entry without all of its experts, or an expert without his minimum.

    `entries` want `needed` reviews together, and those who can judge them can give `available`; for an
    expert `experts` must take `needed` together, and `available` are there for them. Each single step of
    the rest brings one review more: a higher limit (or lower minimum) of one of `experts`, lifting one of
    `recusals`, and for an expert's minimum a higher demand of one of `entries`.
    """

    missing: int
    needed: int
    available: int
    entries: tuple[str, ...]
    experts: tuple[str, ...]
    recusals: tuple[Pair, ...]
    reason: Message
    frees: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Shortages:
    """All of them: by entry, and by expert whose minimum can't be reached."""

    uncovered: Mapping[str, Shortage]
    underused: Mapping[str, Shortage]


def explain_shortages(problem: Problem, filled: Filled) -> Shortages:
    """Name what blocks each entry and each expert that a fullest plan leaves short."""
    core, taken = problem.core, filled.taken
    nobody = np.zeros(core.width, dtype=np.bool_)

    def of_entries(chosen: Ints) -> Cut:
        return backward(core, taken, _marked(core.rows, chosen), nobody)

    def of_experts(chosen: Ints) -> Cut:
        return forward(core, taken, _marked(core.width, chosen))

    _, spare = forward(core, taken, filled.load < core.most)
    giving, _ = backward(core, taken, filled.cover < core.demand, filled.load > core.least)
    short = np.flatnonzero(filled.cover < core.demand), np.flatnonzero(filled.load < core.least)
    return Shortages(
        {
            problem.entries[row]: _uncovered(problem, filled, row, cut, spare)
            for row, cut in _cuts(short[0], of_entries)
        },
        {
            problem.experts[column]: _underused(problem, filled, column, cut, giving)
            for column, cut in _cuts(short[1], of_experts)
        },
    )


Cut = tuple[Marks, Marks]
"""Marked entries and marked experts."""


def _cuts(short: Ints, cut_of: Callable[[Ints], Cut]) -> Iterator[tuple[int, Cut]]:
    """The cut of each, where there are few; where there are many, those beyond share one."""
    for place in short[:_MOST_CUTS].tolist():
        yield place, cut_of(np.array([place]))
    if len(short) > _MOST_CUTS:
        together = cut_of(short)
        for place in short[_MOST_CUTS:].tolist():
            yield place, together


def _marked(size: int, chosen: Ints) -> Marks:
    marks = np.zeros(size, dtype=np.bool_)
    marks[chosen] = True
    return marks


def _uncovered(problem: Problem, filled: Filled, row: int, cut: Cut, spare: Marks) -> Shortage:
    core, (entries, experts) = problem.core, cut
    taken_rows, taken_columns = filled.taken // core.width, filled.taken % core.width
    others = int((entries[taken_rows] & ~experts[taken_columns]).sum())
    needed, available = int(core.demand[entries].sum()), int(core.most[experts].sum()) + others
    missing = int(core.demand[row] - filled.cover[row])
    names, lifted = _names(problem.experts, experts), _recused(problem, entries, spare)
    told = _names(problem.entries, entries)
    numbers: dict[str, str | int] = {"missing": missing, "needed": needed, "available": available}
    if len(told) == 1:
        reason = Message("assignment_entry_short", {"entry": problem.entries[row], **numbers})
    else:
        together = {"count": len(told), "entries": named(told), **numbers}
        reason = Message("assignment_entries_short", {"entry": problem.entries[row], **together})
    frees = []
    if names:
        frees.append(Message("assignment_free_most", {"experts": named(names)}))
    if lifted:
        frees.append(Message("assignment_free_recusal", {"pairs": named_pairs(lifted)}))
    frees.append(Message("assignment_free_entry", {"entries": named(told)}))
    return Shortage(missing, needed, available, told, names, lifted, reason, tuple(frees))


def _underused(problem: Problem, filled: Filled, column: int, cut: Cut, giving: Marks) -> Shortage:
    core, (entries, experts) = problem.core, cut
    needed, available = int(core.least[experts].sum()), int(filled.load[experts].sum())
    missing = int(core.least[column] - filled.load[column])
    names, told = _names(problem.experts, experts), _names(problem.entries, entries)
    lifted = _recused(problem, giving, experts)
    numbers: dict[str, str | int] = {"missing": missing, "needed": needed, "available": available}
    if len(names) == 1:
        reason = Message("assignment_expert_short", {"expert": problem.experts[column], **numbers})
    else:
        together = {"count": len(names), "experts": named(names), **numbers}
        reason = Message("assignment_experts_short", {"expert": problem.experts[column], **together})
    frees = [Message("assignment_free_least", {"experts": named(names)})]
    if lifted:
        frees.append(Message("assignment_free_recusal", {"pairs": named_pairs(lifted)}))
    if told:
        frees.append(Message("assignment_free_demand", {"entries": named(told)}))
    return Shortage(missing, needed, available, told, names, lifted, reason, tuple(frees))


def _recused(problem: Problem, entries: Marks, experts: Marks) -> tuple[Pair, ...]:
    rows, columns = problem.recused // len(problem.experts), problem.recused % len(problem.experts)
    return problem.pairs(problem.recused[entries[rows] & experts[columns]][:MOST_LIFTED])


def _names(keys: tuple[str, ...], marks: Marks) -> tuple[str, ...]:
    return tuple(keys[place] for place in np.flatnonzero(marks).tolist())


def named(keys: Sequence[str]) -> str:
    """The first keys, and a sign that there are more."""
    return "、".join(keys[:MOST_NAMED]) + ("……" if len(keys) > MOST_NAMED else "")


def named_pairs(pairs: Sequence[Pair]) -> str:
    """The first pairs, and a sign that there are more."""
    return named([f"{entry}/{expert}" for entry, expert in pairs[: MOST_NAMED + 1]])
