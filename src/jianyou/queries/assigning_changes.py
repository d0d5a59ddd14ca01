"""分配的变动: what adopting a plan would do, and where it no longer fits how things stand."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import NamedTuple

from jianyou.datafiles.canonical import canonical
from jianyou.queries.assigning_basis import Basis, Judged, Pair
from jianyou.store.models import AssignmentPlan
from jianyou.terms.message import Message

_GONE = Judged("", "", 0, "—", "", "")


@dataclass(frozen=True, slots=True)
class Changes:
    """Pairs that a plan gives anew, takes away, and those it would take if nothing were written on them.

    `outdated` says why the plan can't be adopted any more.
    """

    given: tuple[Pair, ...]
    taken: tuple[Pair, ...]
    kept: tuple[Pair, ...]
    outdated: tuple[Message, ...]


class Moved(NamedTuple):
    """A pair that is given, taken away or kept, in words."""

    expert: str
    entry: str


class Moves(NamedTuple):
    """How many pairs are given, taken away or kept, and the first of them in words, by entry and expert."""

    total: int = 0
    first: tuple[Moved, ...] = ()

    @property
    def more(self) -> int:
        """How many aren't named."""
        return self.total - len(self.first)


def changes_of(plan: AssignmentPlan, basis: Basis) -> Changes:
    """What a plan would change now."""
    pairs: set[Pair] = {(expert, entry) for expert, entry in plan.pairs}
    present = set(basis.sheets)
    gone = present - pairs
    return Changes(
        given=tuple(sorted(pairs - present)),
        taken=tuple(sorted(pair for pair in gone if not basis.sheets[pair])),
        kept=tuple(sorted(pair for pair in gone if basis.sheets[pair])),
        outdated=tuple(_outdated(pairs, plan, basis)),
    )


def moves_of(pairs: Collection[Pair], plan: AssignmentPlan, basis: Basis, most: int) -> Moves:
    """Pairs as they are shown, at most so many of them named."""
    return Moves(len(pairs), tuple(islice(_moved(pairs, plan, basis), most)) if most else ())


def _moved(pairs: Iterable[Pair], plan: AssignmentPlan, basis: Basis) -> Iterator[Moved]:
    """In the order of the entries; those no longer judged come last."""
    names = plan.report.get("names", {})
    by_entry: dict[str, list[str]] = {}
    for expert, entry in pairs:
        who = basis.experts[expert].name if expert in basis.experts else names.get(expert, "—")
        by_entry.setdefault(entry, []).append(who)
    for entry in [
        *filter(by_entry.__contains__, basis.entries),
        *sorted(by_entry.keys() - basis.entries.keys()),
    ]:
        judged = basis.entries.get(entry, _GONE)
        yield from (Moved(who, judged.name) for who in sorted(by_entry[entry]))


def _outdated(pairs: set[Pair], plan: AssignmentPlan, basis: Basis) -> Iterable[Message]:
    names = plan.report.get("names", {})
    planned = {entry for _, entry in pairs} | {one["entry"] for one in plan.report.get("uncovered", ())}
    for entry in sorted(basis.entries.keys() - planned):
        yield Message("assign_entry_came", {"entry": basis.entries[entry].name})
    for entry in sorted(planned - basis.entries.keys()):
        yield Message("assign_entry_went", {"entry": names.get(entry, "—")})
    for expert in sorted({one for one, _ in pairs} - basis.experts.keys()):
        yield Message("assign_expert_went", {"expert": names.get(expert, "—")})
    for expert, entry in sorted(pairs & basis.blocked):
        told = {"expert": names.get(expert, "—"), "entry": names.get(entry, "—")}
        yield Message("assign_recused_since", told)


def digest_of_pairs(pairs: Iterable[Pair]) -> str:
    """The SHA-256 of the pairs, in whatever order they come."""
    return sha256(canonical([list(pair) for pair in sorted(pairs)])).hexdigest()
