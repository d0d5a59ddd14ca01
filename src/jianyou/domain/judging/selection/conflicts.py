"""Limits that can't all be kept: a smallest set of them, and the number at which each would give way."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

import numpy as np

from jianyou.domain.judging.selection.inputs import Limit, LimitKind
from jianyou.domain.judging.selection.limits import limit_text, score_text
from jianyou.domain.judging.selection.program import Program
from jianyou.domain.judging.selection.relaxation import Relaxation
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_MOST = 5
_FEW = 3
# What a person would rather keep comes last: it is tried for removal last, and so more often named.
_TRIED = (LimitKind.ONE_OF, LimitKind.PLACES, LimitKind.AT_MOST, LimitKind.FLOOR, LimitKind.AT_LEAST)


class Remedy(NamedTuple):
    """With `n` in place of its own number the limit no longer stands against those it is in conflict with.

    `enough` tells that all rules can then be kept. None: no number does.
    """

    limit: Limit
    n: int | None
    enough: bool


class Conflict(NamedTuple):
    """Limits that can't be kept together, though without any single one the rest of them can."""

    remedies: tuple[Remedy, ...]

    def text(self, digits: int, lang: Lang = Lang.ZH) -> str:
        """The limits and what would free them, in words."""
        lines = [_remedy_text(remedy, digits, lang) for remedy in self.remedies]
        return say("selection_conflict", {"limits": ("；" if lang is Lang.ZH else "; ").join(lines)}, lang)


class Infeasible(Refused):
    """No choice keeps to all rules; `conflicts` name those that can't be kept together."""

    def __init__(self, conflicts: tuple[Conflict, ...], digits: int) -> None:
        super().__init__("selection_infeasible", n=len(conflicts))
        self.conflicts = conflicts
        self.digits = digits

    def text(self, lang: Lang = Lang.ZH) -> str:
        """The conflicts in words."""
        head = say(self.code, self.params, lang)
        return "\n".join([head, *(conflict.text(self.digits, lang) for conflict in self.conflicts)])


def conflicts_of(program: Program) -> tuple[Conflict, ...]:
    """The conflicts of a program that no choice keeps to, at most five, none sharing a rule with another."""
    finder = _Finder(program)
    left, found = finder.parts, list[Conflict]()
    while len(found) < _MOST and not finder.possible(left):
        conflict = finder.shrink(left)
        for rule in tuple(conflict):
            at = conflict.index(rule)
            conflict[at : at + 1] = finder.named(rule, conflict)
        conflict.sort()
        found.append(Conflict(tuple(finder.remedy(part, conflict) for part in conflict)))
        named = set(chain.from_iterable(conflict))
        left = [part for part in left if not named.intersection(part)]
    return tuple(found)


Part = tuple[int, ...]
"""Limits by number that stand or fall together; a floor has the number of limits plus that of its tier."""


class _Finder:
    """Tells which rules can be kept together, and at which number one of them would give way."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._limits: dict[int, Limit] = dict(enumerate(program.limits))
        for tier, floor in enumerate(program.floors):
            if floor is not None:
                self._limits[len(program.limits) + tier] = floor
        rules: dict[tuple[int | None, int], list[int]] = {}
        for number, limit in self._limits.items():
            rules.setdefault((limit.rule, 0 if limit.rule is not None else number), []).append(number)
        self.parts: list[Part] = sorted(
            (tuple(numbers) for numbers in rules.values()),
            key=lambda part: _TRIED.index(self._limits[part[0]].kind),
        )
        self._any = Relaxation(program, np.zeros((program.entries, program.tiers), np.int64))

    def limit(self, part: Part) -> Limit:
        """The limit, or one without a value that stands for all of a rule."""
        limit = self._limits[part[0]]
        return limit if len(part) == 1 else replace(limit, value="")

    def possible(self, kept: list[Part], part: Part = (), n: int = 0) -> bool:
        """Whether some choice keeps to these, `part` having `n` in place of its own number."""
        program = self._program
        numbers = {number for each in [*kept, part] for number in each}
        dropped = [number for number in range(len(program.limits)) if number not in numbers]
        ask = program.ask.without_limits(dropped, program.entries)
        may = np.ones_like(ask.may)
        for number in sorted(numbers):
            limit, mended = self._limits[number], number in part
            if limit.kind is LimitKind.FLOOR:
                may[:, number - len(program.limits)] = program.scores >= (n if mended else limit.n)
            elif mended and limit.kind is LimitKind.AT_LEAST:
                ask.low[number] = n
            elif mended:
                ask.high[number] = n
        return self._any.maximize(ask._replace(may=may), least=0, enough=True) is not None

    def shrink(self, parts: list[Part], others: Sequence[Part] = ()) -> list[Part]:
        """Leaves out what can go without making a choice possible, in an order that is always the same."""
        kept, size = parts, max(1, len(parts) // 2)
        while True:
            at = 0
            while at < len(kept):
                rest = kept[:at] + kept[at + size :]
                if self.possible([*rest, *others]):
                    at += size
                else:
                    kept = rest
            if size == 1:
                return kept
            size //= 2

    def named(self, part: Part, conflict: list[Part]) -> list[Part]:
        """A rule for every value as the few values that matter, or as a whole."""
        if len(part) == 1:
            return [part]
        others = [each for each in conflict if each != part]
        values = self.shrink([(number,) for number in part], others)
        return values if len(values) <= _FEW else [part]

    def remedy(self, part: Part, conflict: list[Part]) -> Remedy:
        """The number nearest to its own at which all others can be kept, else those of the conflict."""
        numbers: list[Part] = [(number,) for each in self.parts for number in each if number not in part]
        rest = [each for each in conflict if each != part]
        for others in (numbers, rest):
            n = self._nearest(part, others)
            if n is not None:
                return Remedy(self.limit(part), n, others is numbers)
        return Remedy(self.limit(part), None, enough=False)

    def _nearest(self, part: Part, others: list[Part]) -> int | None:
        limit = self.limit(part)
        if limit.kind is LimitKind.FLOOR:
            steps: list[int] = sorted(
                {0, *(n for n in self._program.scores.tolist() if n < limit.n)}, reverse=True
            )
        elif limit.kind is LimitKind.AT_LEAST:
            steps = list(range(limit.n - 1, -1, -1))
        else:
            steps = list(range(limit.n + 1, self._program.entries + 1))
        if not steps or not self.possible(others, part, steps[-1]):
            return None
        return steps[bisect_left(steps, True, key=lambda n: self.possible(others, part, n))]


def _remedy_text(remedy: Remedy, digits: int, lang: Lang) -> str:
    limit = limit_text(remedy.limit, digits, lang)
    if remedy.n is None:
        return limit
    n = score_text(remedy.n, digits) if remedy.limit.kind is LimitKind.FLOOR else str(remedy.n)
    upward = remedy.limit.kind in {LimitKind.AT_LEAST, LimitKind.FLOOR}
    code = _REMEDIES[upward, remedy.enough]
    return say(code, {"limit": limit, "n": n}, lang)


_REMEDIES = {
    (True, True): "selection_remedy_lower",
    (True, False): "selection_remedy_lower_too",
    (False, True): "selection_remedy_raise",
    (False, False): "selection_remedy_raise_too",
}
