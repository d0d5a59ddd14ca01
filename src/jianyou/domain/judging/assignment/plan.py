"""A plan: who judges which entry, how well, what proves it and what falls short."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from jianyou.datafiles.canonical import Plain
from jianyou.domain.judging.assignment.design import Design
from jianyou.domain.judging.assignment.keys import MOST_ENTRIES, Pair
from jianyou.domain.judging.assignment.proof import Proof
from jianyou.domain.judging.assignment.shortage import Shortage
from jianyou.terms.finding import Refused

MOST_NUMBER = 2**57


class Moved(NamedTuple):
    """What changed against an older plan: pairs that came and pairs that went."""

    came: tuple[Pair, ...] = ()
    went: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The pairs (entry, expert), in the order of their keys.

    `total` is the sum of their affinities and `worst` the lowest mean affinity that an entry has, both in
    millionths. `load` counts each expert's entries. `uncovered` entries have fewer experts than they
    want, `underused` experts fewer entries than their minimum; where there are any, the plan is the best
    among the fullest, and its proof is one for the numbers that it reaches. `moved` is None where no
    older plan was given. `held` pairs are there for comparable scores' sake, fit or not.
    """

    pairs: tuple[Pair, ...]
    load: Mapping[str, int]
    total: int
    worst: int
    proof: Proof
    uncovered: Mapping[str, Shortage]
    underused: Mapping[str, Shortage]
    design: Design
    moved: Moved | None = None
    aim: str = "total"
    held: tuple[Pair, ...] = ()

    @property
    def scarcity(self) -> Mapping[str, int]:
        """The price of each expert in millionths: what one more place with him would add to the total.

        Below zero where his minimum costs the others something; none for the worst-served aim.
        """
        return {} if self.proof.weights else self.proof.prices

    @property
    def complete(self) -> bool:
        """Whether every entry has its experts and every expert his minimum."""
        return not self.uncovered and not self.underused

    @property
    def connected(self) -> bool:
        """Whether entries and experts hang together, so that scores can be compared."""
        return self.design.connected

    @property
    def anchors(self) -> tuple[str, ...]:
        """The experts who judge entries of two industries or more."""
        return self.design.anchors

    def as_plain(self) -> Plain:
        """The plan for a JSON file; affinities and prices as whole millionths."""
        return {
            "aim": self.aim,
            "complete": self.complete,
            "pairs": [list(pair) for pair in self.pairs],
            "load": dict(self.load),
            "total": self.total,
            "worst": self.worst,
            "proof": {
                "prices": dict(self.proof.prices),
                "weights": dict(self.proof.weights),
                "bound": self.proof.bound,
                "bonus": self.proof.bonus,
            },
            "uncovered": {key: _shortage(short) for key, short in self.uncovered.items()},
            "underused": {key: _shortage(short) for key, short in self.underused.items()},
            "design": {
                "connected": self.connected,
                "parts": [list(part) for part in self.design.parts],
                "anchors": list(self.anchors),
                "crossings": [[*pair, count] for pair, count in sorted(self.design.crossings.items())],
                "thin": dict(self.design.thin),
                "add": [list(pair) for pair in self.design.add],
            },
            "held": [list(pair) for pair in self.held],
            "moved": None
            if self.moved is None
            else {
                "came": [list(pair) for pair in self.moved.came],
                "went": [list(p) for p in self.moved.went],
            },
        }


def proof_of(plain: object) -> Proof:
    """The proof as `as_plain` wrote it.

    Raises:
        Refused: it is something else.
    """
    told = plain if isinstance(plain, Mapping) else {}
    return Proof(
        _whole_numbers(told, "prices"),
        _whole(told, "bound"),
        _whole(told, "bonus"),
        _whole_numbers(told, "weights"),
    )


def _whole(told: Mapping[str, object], name: str) -> int:
    value = told.get(name)
    if type(value) is not int or abs(value) > MOST_NUMBER:
        raise Refused("assignment_proof_unreadable", field=name)
    return value


def _whole_numbers(told: Mapping[str, object], name: str) -> dict[str, int]:
    values = told.get(name)
    if not isinstance(values, Mapping):
        raise Refused("assignment_proof_unreadable", field=name)
    if len(values) > MOST_ENTRIES or not all(
        type(v) is int and abs(v) <= MOST_NUMBER for v in values.values()
    ):
        raise Refused("assignment_proof_unreadable", field=name)
    return {str(key): value for key, value in values.items()}


def _shortage(short: Shortage) -> Plain:
    return {
        "missing": short.missing,
        "needed": short.needed,
        "available": short.available,
        "entries": list(short.entries),
        "experts": list(short.experts),
        "recusals": [list(pair) for pair in short.recusals],
    }
