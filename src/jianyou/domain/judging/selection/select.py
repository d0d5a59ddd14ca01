"""`select`: the choice, and what can be asked of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

import numpy as np

from jianyou.domain.judging.selection.alternatives import replacements, replacing, second_best
from jianyou.domain.judging.selection.checks import check_problem
from jianyou.domain.judging.selection.chooser import Best, Chooser
from jianyou.domain.judging.selection.conflicts import Infeasible, conflicts_of
from jianyou.domain.judging.selection.explain import Explainer
from jianyou.domain.judging.selection.inputs import Candidate, Limit, Problem, Rule, Tie, Tier
from jianyou.domain.judging.selection.program import Ints, program_of
from jianyou.domain.judging.selection.told import (
    Alternative,
    Chosen,
    Move,
    Reserve,
    Tied,
    Use,
    Why,
)
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.place import Place

Progress = Callable[[int, int], None]


def select(
    candidates: Iterable[Candidate],
    tiers: Sequence[Tier],
    rules: Sequence[Rule] = (),
    *,
    ties: Sequence[Tie] = (),
    digits: int = 2,
) -> "Selection":
    """The best choice. Scores have at most `digits` decimal places; tiers stand from the highest.

    What is best: no entry gets two tiers, no tier more entries than places, none below its floor, and
    every rule holds. Among all such choices the highest score total of the first tier wins, then that
    of the second, and so on. Where all totals are equal, the entries are gone through in the published
    order (score, then `ties` one by one, at last the key), and the choice wins that gives the first
    entry treated differently the higher tier. That is one choice, whatever the solver, the machine or
    the order of rows, and its totals are proved in whole numbers. Where only the key decided between
    equal entries, a finding says so: a person must settle it, by `ties` that tell them apart.

    Raises:
        Refused: the input is wrong, or the proof didn't come to an end.
        Infeasible: the rules can't all be kept; it names those in conflict.
    """
    return Selection(Problem(tuple(candidates), tuple(tiers), tuple(rules), tuple(ties), digits))


class Scenario(NamedTuple):
    """The choice under other rules, and the entries that it treats differently."""

    selection: "Selection"
    moves: tuple[Move, ...]


class Selection:
    """A choice made, with its reasons. Entries are named by their keys, scores are exact."""

    def __init__(self, problem: Problem) -> None:
        doubts = check_problem(problem)
        self.problem = problem
        self._program = program_of(problem)
        self._chooser = Chooser(self._program, problem.ties)
        best = self._chooser.best(self._program.ask, whole=True)
        if best is None:
            raise Infeasible(conflicts_of(self._program), problem.digits)
        self._best: Best = best
        self._explainer = Explainer(self._chooser, best)
        self._number = {each.key: number for number, each in enumerate(self._program.candidates)}
        self.findings: tuple[Finding, ...] = (*doubts, *self._tie_findings())

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        """The chosen entries, by tier and then in the published order."""
        program, choice = self._program, self._best.choice
        numbers = sorted(
            (entry for entry in self._best.order if choice[entry] < program.tiers),
            key=lambda entry: int(choice[entry]),
        )
        return tuple(
            Chosen(
                self._key(entry),
                self.problem.tiers[int(choice[entry])].key,
                self._program.candidates[entry].score,
            )
            for entry in numbers
        )

    @property
    def order(self) -> tuple[str, ...]:
        """All entries in the published order."""
        return tuple(self._key(entry) for entry in self._best.order)

    @property
    def totals(self) -> Mapping[str, Decimal]:
        """The score total of each tier, by its key."""
        return {
            tier.key: self._points(units)
            for tier, units in zip(self.problem.tiers, self._best.sums, strict=True)
        }

    @property
    def unsettled(self) -> tuple[Tied, ...]:
        """Equal entries of which some have a place and others none, told apart by nothing but the key."""
        return tuple(
            Tied(self._key(tied.first), tuple(map(self._key, tied.others)), self.problem.tiers[tied.tier].key)
            for tied in self._best.unsettled
        )

    @cached_property
    def quota_map(self) -> tuple[Use, ...]:
        """How far each limit is used, rules in the call's order, then places of tiers."""
        used = self._program.used(self._best.choice).tolist()
        return tuple(Use(limit, count) for limit, count in zip(self._program.limits, used, strict=True))

    def tier_of(self, key: str) -> str | None:
        """The key of the tier that an entry got, None for none."""
        return self._tier(int(self._best.choice[self._entry(key)]))

    def why(self, key: str) -> Why:
        """Everything about one entry at once; see the single answers below."""
        entry = self._entry(key)
        chosen = self.tier_of(key) is not None
        gap = self._explainer.missing(entry)
        displaced = self.displaced(key)
        blocked = self._explainer.blocked_by(entry)
        return Why(
            key=key,
            tier=self.tier_of(key),
            score=self._program.candidates[entry].score,
            margin=self.margin(key) if chosen else None,
            missing_score=None if gap is None else self._points(gap.units),
            toward=None if gap is None else self._tier(gap.tier),
            blocked_by=blocked.limits,
            together=blocked.together,
            displaced=displaced,
            digits=self.problem.digits,
            tier_names={tier.key: tier.name for tier in self.problem.tiers},
        )

    def missing_score(self, key: str) -> Decimal | None:
        """What an entry lacks for a higher place than now: with a unit more it has it, with a unit less not.

        At exactly so much the criteria for ties decide. None where no score would do.
        """
        gap = self._explainer.missing(self._entry(key))
        return None if gap is None else self._points(gap.units)

    def margin(self, key: str) -> Decimal | None:
        """What a chosen entry could lose and still keep its tier but for ties; None for one not chosen."""
        if self.tier_of(key) is None:
            return None
        return self._points(self._explainer.margin(self._entry(key)))

    def blocked_by(self, key: str) -> tuple[Limit, ...]:
        """Rules in the way of a higher place as the score stands; () where only places and scores are.

        Each of them alone, or where none is alone, all of them together: without, a better choice with
        the entry would be possible, and it would be the best one.
        """
        return self._explainer.blocked_by(self._entry(key)).limits

    def displaced(self, key: str) -> tuple[Move, ...]:
        """What would change if the entry had what it lacks: itself first, then who gives way or rises."""
        entry = self._entry(key)
        choice = self._explainer.displaced(entry)
        if choice is None:
            return ()
        return tuple(sorted(self._moves(choice), key=lambda move: move.key != key))

    @cached_property
    def second_best(self) -> Alternative | None:
        """The best of all other choices, and what it would lose; None if there is none."""
        return self.find_second_best()

    def find_second_best(self, progress: Progress | None = None) -> Alternative | None:
        """The same with progress told as (done, of)."""
        other = second_best(self._explainer, progress)
        if other is None:
            return None
        losses = {
            tier.key: self._points(mine - its)
            for tier, mine, its in zip(self.problem.tiers, self._best.sums, other.sums, strict=True)
        }
        return Alternative(self._moves(other.choice), losses)

    def replacing(self, key: str) -> tuple[Move, ...] | None:
        """What changes if a chosen entry drops out and all others keep their tier or rise.

        None where the rules can't be kept so: the choice must then be made anew without it.
        """
        if self.tier_of(key) is None:
            return ()
        choice = replacing(self._explainer, self._entry(key))
        return None if choice is None else self._moves(choice)

    def reserve(self, n: int, progress: Progress | None = None) -> tuple[Reserve, ...]:
        """候补: the first `n` in the published order of those that come in when one chosen entry drops out.

        Who comes in for whom is what `replacing` says; an entry that comes in for nobody isn't on the
        list. So for any one that drops out, the list tells by itself whom to call.
        """
        for_whom: dict[int, list[str]] = {}
        for gone, comes in replacements(self._explainer, progress):
            for_whom.setdefault(comes, []).append(self._key(gone))
        called = [entry for entry in self._best.order if entry in for_whom][:n]
        return tuple(
            Reserve(number, self._key(entry), tuple(sorted(for_whom[entry])))
            for number, entry in enumerate(called, 1)
        )

    def scenario(
        self,
        *,
        tiers: Sequence[Tier] | None = None,
        rules: Sequence[Rule] | None = None,
        ties: Sequence[Tie] | None = None,
    ) -> Scenario:
        """The choice under other tiers, rules or criteria, and what that changes.

        Raises:
            Refused, Infeasible: as `select` does.
        """
        changed = replace(
            self.problem,
            tiers=self.problem.tiers if tiers is None else tuple(tiers),
            rules=self.problem.rules if rules is None else tuple(rules),
            ties=self.problem.ties if ties is None else tuple(ties),
        )
        other = Selection(changed)
        before = {each.key: each.tier for each in self.chosen}
        after = {each.key: each.tier for each in other.chosen}
        moves = tuple(
            Move(key, before.get(key), after.get(key))
            for key in self.order
            if before.get(key) != after.get(key)
        )
        return Scenario(other, moves)

    def _entry(self, key: str) -> int:
        if key not in self._number:
            raise Refused("selection_key_unknown", key=key[:60])
        return self._number[key]

    def _key(self, entry: int) -> str:
        return self._program.candidates[entry].key

    def _tier(self, option: int) -> str | None:
        return self.problem.tiers[option].key if option < self._program.tiers else None

    def _points(self, units: int) -> Decimal:
        return Decimal(units).scaleb(-self.problem.digits)

    def _moves(self, choice: Ints) -> tuple[Move, ...]:
        """Who stands elsewhere in another choice, in the published order."""
        mine = self._best.choice
        moved = np.flatnonzero(mine != choice).tolist()
        return tuple(
            Move(self._key(entry), self._tier(int(mine[entry])), self._tier(int(choice[entry])))
            for entry in sorted(moved, key=self._place.__getitem__)
        )

    @cached_property
    def _place(self) -> Mapping[int, int]:
        """Where each entry stands in the published order."""
        return {entry: place for place, entry in enumerate(self._best.order)}

    def _tie_findings(self) -> Iterable[Finding]:
        for tied in self.unsettled:
            names = {tier.key: tier.name for tier in self.problem.tiers}
            params = {"first": tied.first, "others": "、".join(tied.others), "tier": names[tied.tier]}
            yield Finding("selection_tie_unsettled", Severity.ERROR, Place(""), params)
