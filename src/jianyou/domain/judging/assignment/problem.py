"""What an assignment has to keep to: entries, experts, numbers, recusals, affinity, an older plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from jianyou.domain.judging.assignment.affinity import Affinity, order_of
from jianyou.domain.judging.assignment.core import Core
from jianyou.domain.judging.assignment.keys import (
    IndexedPairs,
    Ints,
    Pair,
    Sparse,
    contained,
    distinct,
    positions,
    union,
)
from jianyou.terms.finding import Refused

MOST_REVIEWS = 100
"""The most experts that one entry may want."""
MOST_LOAD = 100_000
_NOBODY = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What is asked, checked and in the order of the keys, so that the order of rows changes nothing.

    `core` is what is left to find: demands and limits less the `locked` pairs, whose codes are barred
    from it like the `recused` ones. Codes are entry * experts + expert, rising.
    """

    entries: tuple[str, ...]
    experts: tuple[str, ...]
    demand: Ints
    least: Ints
    most: Ints
    recused: Ints
    locked: Ints
    older: Ints
    gone: tuple[Pair, ...]
    core: Core

    @classmethod
    def of(
        cls,
        entries: Iterable[str],
        experts: Iterable[str],
        *,
        per_entry: int = 5,
        own_demand: Mapping[str, int] | None = None,
        load: tuple[int, int] | None = None,
        own_load: Mapping[str, tuple[int, int]] | None = None,
        recusals: Iterable[Pair] | IndexedPairs = (),
        affinity: Affinity | None = None,
        keep: Iterable[Pair] = (),
        locked: Iterable[Pair] = (),
    ) -> Self:
        """Read what is asked.

        `per_entry` experts an entry, `own_demand` where an entry wants another number; `load` is the
        least and most entries an expert, `own_load` where one has his own. `recusals` can't be; `keep`
        are the pairs of an older plan, of which as many as possible stay; `locked` ones stay in any case.

        Raises:
            Refused: a key, number or pair is wrong, or contradicts another.
        """
        rows, columns = tuple(sorted(distinct(entries, "entry"))), tuple(sorted(distinct(experts, "expert")))
        demand = _demands(rows, per_entry, own_demand or {})
        least, most = _loads(columns, load or (0, len(rows)), own_load or {})
        places = positions(rows), positions(columns)
        recused = _codes(recusals, places, rows, columns)
        held = _pairs(locked, places)
        older, gone = _older(keep, places)
        problem = cls(
            entries=rows,
            experts=columns,
            demand=demand,
            least=least,
            most=most,
            recused=recused,
            locked=held,
            older=older,
            gone=gone,
            core=_core(
                demand, least, most, recused, held, affinity or Affinity.equal(rows, columns), rows, columns
            ),
        )
        problem.check_locked()
        kept = older[~contained(older, union(recused, held))]
        core = replace(problem.core, kept=kept, bonus=_bonus(problem.core) if len(kept) else 0)
        return replace(problem, core=core)

    def holding(self, codes: Ints) -> Self:
        """The same with these pairs locked too; demands and limits leave room for them, none is recused."""
        core, width = self.core, len(self.experts)
        taken = np.bincount(codes % width, minlength=width)
        held = union(self.locked, codes)
        return replace(
            self,
            locked=held,
            core=replace(
                core,
                demand=core.demand - np.bincount(codes // width, minlength=len(self.entries)),
                least=np.maximum(core.least - taken, 0),
                most=core.most - taken,
                barred=Sparse.of(union(self.recused, held), len(self.entries), width),
                kept=core.kept[~contained(core.kept, held)],
            ),
        )

    def pair(self, code: int) -> Pair:
        """The keys of a code."""
        return self.entries[code // len(self.experts)], self.experts[code % len(self.experts)]

    def pairs(self, codes: Ints) -> tuple[Pair, ...]:
        """The keys of codes, in their order."""
        return tuple(self.pair(code) for code in codes.tolist())

    def codes(self, pairs: Iterable[Pair]) -> Ints:
        """Codes of pairs, rising.

        Raises:
            Refused: a pair names nobody here, or stands twice.
        """
        return _pairs(pairs, (positions(self.entries), positions(self.experts)))

    def check_locked(self) -> None:
        """Raise Refused if a locked pair is recused, or there are more than an entry or expert may have."""
        against = self.locked[contained(self.locked, self.recused)]
        if len(against):
            entry, expert = self.pair(int(against[0]))
            raise Refused("assignment_locked_recused", entry=entry, expert=expert)
        for key, left in zip(self.entries, self.core.demand.tolist(), strict=True):
            if left < 0:
                raise Refused("assignment_locked_entry", entry=key, over=-left)
        for key, left in zip(self.experts, self.core.most.tolist(), strict=True):
            if left < 0:
                raise Refused("assignment_locked_expert", expert=key, over=-left)


def _core(
    demand: Ints,
    least: Ints,
    most: Ints,
    recused: Ints,
    held: Ints,
    affinity: Affinity,
    rows: tuple[str, ...],
    columns: tuple[str, ...],
) -> Core:
    try:
        line, column = order_of(rows, affinity.entries), order_of(columns, affinity.experts)
    except KeyError as error:
        raise Refused("assignment_affinity_missing", key=str(error.args[0])) from None
    taken = np.bincount(held % len(columns), minlength=len(columns))
    return Core(
        demand=demand - np.bincount(held // len(columns), minlength=len(rows)),
        least=np.maximum(least - taken, 0),
        most=most - taken,
        units=affinity.units,
        line=line,
        column=column,
        barred=Sparse.of(union(recused, held), len(rows), len(columns)),
        kept=_NOBODY,
    )


def _bonus(core: Core) -> int:
    """So much that no chain of shifts can make up for one kept pair given up."""
    low, high = int(core.units.min()), int(core.units.max())
    return (high - low + 1) * (2 * min(core.rows, core.width) + 3)


def _demands(entries: tuple[str, ...], per_entry: int, own: Mapping[str, int]) -> Ints:
    unknown = sorted(own.keys() - set(entries))
    if unknown:
        raise Refused("assignment_unknown_entry", entry=unknown[0])
    for key, wanted in [("", per_entry), *sorted(own.items())]:
        if not 0 <= wanted <= MOST_REVIEWS:
            raise Refused("assignment_demand", entry=key, demand=wanted, most=MOST_REVIEWS)
    return np.array([own.get(key, per_entry) for key in entries], dtype=np.int64)


def _loads(
    experts: tuple[str, ...], load: tuple[int, int], own: Mapping[str, tuple[int, int]]
) -> tuple[Ints, Ints]:
    unknown = sorted(own.keys() - set(experts))
    if unknown:
        raise Refused("assignment_unknown_expert", expert=unknown[0])
    for key, (least, most) in [("", load), *sorted(own.items())]:
        if not 0 <= least <= most <= MOST_LOAD:
            raise Refused("assignment_load", expert=key, least=least, most=most, bound=MOST_LOAD)
    limits = np.array([own.get(key, load) for key in experts], dtype=np.int64)
    return limits[:, 0].copy(), limits[:, 1].copy()


Places = tuple[dict[str, int], dict[str, int]]


def _pairs(pairs: Iterable[Pair], places: Places) -> Ints:
    rows, columns = places
    codes = []
    for entry, expert in pairs:
        if entry not in rows or expert not in columns:
            raise Refused("assignment_pair_unknown", entry=entry, expert=expert)
        codes.append(rows[entry] * len(columns) + columns[expert])
    told = np.array(sorted(codes), dtype=np.int64)
    twice = told[:-1][np.diff(told) == 0]
    if len(twice):
        code = int(twice[0])
        entry, expert = list(rows)[code // len(columns)], list(columns)[code % len(columns)]
        raise Refused("assignment_pair_twice", entry=entry, expert=expert)
    return told


def _codes(
    recusals: Iterable[Pair] | IndexedPairs,
    places: Places,
    rows: tuple[str, ...],
    columns: tuple[str, ...],
) -> Ints:
    if not isinstance(recusals, IndexedPairs):
        return _pairs(set(recusals), places)
    lines, across = recusals.rows.astype(np.int64), recusals.columns.astype(np.int64)
    if recusals.entries != rows:
        lines = np.array([places[0][key] for key in recusals.entries], dtype=np.int64)[lines]
    if recusals.experts != columns:
        across = np.array([places[1][key] for key in recusals.experts], dtype=np.int64)[across]
    return union(lines * len(columns) + across)


def _older(keep: Iterable[Pair], places: Places) -> tuple[Ints, tuple[Pair, ...]]:
    """Codes of the older plan's pairs, and those whose entry or expert is no longer there."""
    there: set[Pair] = set()
    gone: set[Pair] = set()
    for pair in keep:
        (there if pair[0] in places[0] and pair[1] in places[1] else gone).add(pair)
    return _pairs(there, places), tuple(sorted(gone))
