"""What a plan is computed from, and all that is told of it: proof, load, comparability, who lacks where."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np

from jianyou.actions.assigning_work import Asked
from jianyou.datafiles.canonical import Plain, canonical
from jianyou.domain.judging.assignment.affinity import Affinity, written
from jianyou.domain.judging.assignment.assign import assign
from jianyou.domain.judging.assignment.plan import Plan
from jianyou.domain.judging.assignment.problem import Problem
from jianyou.domain.judging.assignment.proof import Checked, check_proof
from jianyou.domain.judging.assignment.shortage import Shortage
from jianyou.domain.judging.wishes import Wishes
from jianyou.jobs.assigning_fit import field_of, fits
from jianyou.queries.assigning_basis import Basis, Chair, Pair
from jianyou.terms.message import Message

_NEXT = 3
_KEY = re.compile(r"[0-9a-f]{32}")


class Found(NamedTuple):
    """A plan: its pairs (expert, entry), and a plain object of what is told of it."""

    pairs: list[Pair]
    report: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The basis in the engine's terms: pairs are (entry, expert)."""

    basis: Basis
    wishes: Wishes
    experts: tuple[Chair, ...]
    demand: Mapping[str, int]
    own_load: Mapping[str, tuple[int, int]]
    recused: tuple[tuple[str, str], ...]
    locked: frozenset[tuple[str, str]]
    keep: frozenset[tuple[str, str]]
    affinity: Affinity
    industries: Mapping[str, str]

    @property
    def load(self) -> tuple[int, int]:
        """Bounds of who has no own ones."""
        return self.wishes.least, self.wishes.most

    @property
    def keys(self) -> list[str]:
        """Of the experts."""
        return [one.key for one in self.experts]


def proposal(wanted: Asked, progress: Callable[[int, int], None]) -> Found:
    """The best plan for what is wanted, its proof tested over all pairs.

    Raises:
        Refused: what is wanted contradicts itself.
    """
    asked = _asked(wanted)
    plan = _assigned(asked, progress)
    report = _report(asked, plan, _checked(asked, plan))
    return Found([(expert, entry) for entry, expert in plan.pairs], report)


def _asked(wanted: Asked) -> _Asked:
    basis, wishes = wanted.basis, wanted.wishes
    experts = tuple(one for one in basis.experts.values() if one.accepted or not wishes.answered)
    there = {one.key for one in experts}
    sheets = [
        (entry, expert, stays) for (expert, entry), stays in basis.sheets.items() if entry in basis.entries
    ]
    inside = [
        (entry, expert, stays)
        for entry, expert, stays in sheets
        if expert in there and (expert, entry) not in basis.blocked
    ]
    locked = frozenset((entry, expert) for entry, expert, stays in inside if stays)
    # Sheets that stay with somebody who takes no more still count for their entries.
    outside = Counter(entry for entry, expert, stays in sheets if stays and expert not in there)
    of_entry, of_expert = Counter(entry for entry, _ in locked), Counter(expert for _, expert in locked)
    return _Asked(
        basis=basis,
        wishes=wishes,
        experts=experts,
        demand={key: max(wishes.per_entry - outside[key], of_entry[key]) for key in basis.entries},
        own_load=_own_loads(wanted, experts, of_expert),
        recused=tuple(
            (entry, expert) for expert, entry in basis.blocked if expert in there and entry in basis.entries
        ),
        locked=locked,
        keep=frozenset((entry, expert) for entry, expert, _ in inside) if wishes.keep else frozenset(),
        affinity=fits(basis.entries.values(), experts),
        industries={key: field_of(one.industry) for key, one in basis.entries.items()},
    )


def _own_loads(
    wanted: Asked, experts: Iterable[Chair], locked: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """The bounds of those with whom others were agreed than the call file's, or who have written more."""
    wishes, own = wanted.wishes, {}
    for one in experts:
        agreed = (one.least, one.most) != wanted.own_load
        most = one.most if agreed and one.most is not None else wishes.most
        least = one.least if agreed and one.least is not None else wishes.least
        most = max(most, locked.get(one.key, 0))
        bounds = (min(least, most), most)
        if bounds != (wishes.least, wishes.most):
            own[one.key] = bounds
    return own


def _assigned(asked: _Asked, progress: Callable[[int, int], None]) -> Plan:
    return assign(
        list(asked.basis.entries),
        asked.keys,
        own_demand=asked.demand,
        load=asked.load,
        own_load=asked.own_load,
        recusals=asked.recused,
        affinity=asked.affinity,
        keep=asked.keep,
        locked=asked.locked,
        industries=asked.industries,
        crossing=asked.wishes.anchors,
        aim=asked.wishes.aim.value,
        progress=progress,
    )


def _checked(asked: _Asked, plan: Plan) -> Checked:
    """The plan tested over all pairs, by the numbers that it reaches."""
    cover = Counter(entry for entry, _ in plan.pairs)
    own = {key: asked.own_load.get(key, asked.load) for key in asked.keys}
    problem = Problem.of(
        list(asked.basis.entries),
        asked.keys,
        own_demand={key: cover[key] for key in asked.basis.entries},
        own_load={key: (min(least, plan.load[key]), most) for key, (least, most) in own.items()},
        recusals=asked.recused,
        affinity=asked.affinity,
        keep=asked.keep,
        locked=asked.locked.union(plan.held),
    )
    return check_proof(problem, plan.pairs, plan.proof)


def _report(asked: _Asked, plan: Plan, checked: Checked) -> dict[str, Any]:
    basis = asked.basis
    names = {key: one.name or "—" for key, one in basis.entries.items()}
    names |= {one.key: one.name for one in asked.experts}
    cover = Counter(entry for entry, _ in plan.pairs)
    pairs = len(basis.entries) * len(asked.experts)
    written_proof: Plain = {
        "prices": dict(plan.proof.prices),
        "weights": dict(plan.proof.weights),
        "bound": plan.proof.bound,
        "bonus": plan.proof.bonus,
    }
    return {
        "names": names,
        "pairs": len(plan.pairs),
        "entries": len(basis.entries),
        "experts": len(asked.experts),
        "total": written(plan.total)[:-4],
        "mean": written(plan.total // max(1, len(plan.pairs)))[:-4],
        "worst": _worst(asked, plan),
        "proof": {
            "holds": checked.holds and not plan.uncovered and not plan.underused,
            "faults": bool(plan.uncovered or plan.underused or checked.faults),
            "gap": written(checked.gap),
            "pairs": pairs,
            "sha256": sha256(canonical(written_proof)).hexdigest(),
            "written": written_proof,
        },
        "load": dict(plan.load),
        "prices": {key: written(price)[:-4] for key, price in plan.scarcity.items()},
        "uncovered": [
            {"entry": key, "has": cover[key], **_short(one, names)} for key, one in plan.uncovered.items()
        ],
        "underused": [{"expert": key, **_short(one, names)} for key, one in plan.underused.items()],
        "connected": plan.connected,
        "parts": len(plan.design.parts),
        "crossing": len(plan.anchors),
        "thin": sorted(plan.design.thin),
        "added": len(plan.held),
        "fields": _fields(asked, plan),
        "cover": _cover(asked, plan),
        "panel": asked.keys,
        "next": _next_best(asked, plan),
    }


def _short(one: Shortage, names: Mapping[str, str]) -> dict[str, Any]:
    return {"why": [_told(one.reason, names)], "frees": [_told(each, names) for each in one.frees]}


def _told(message: Message, names: Mapping[str, str]) -> list[Any]:
    """A message with the names of those whom it tells by key."""
    params = {
        key: _KEY.sub(lambda found: names.get(found[0], found[0]), value) if isinstance(value, str) else value
        for key, value in message.params.items()
    }
    return [message.code, params]


def _worst(asked: _Asked, plan: Plan) -> dict[str, str] | None:
    """The entry whose experts fit it least on the average, of several the first by key."""
    place = {key: at for at, key in enumerate(asked.affinity.entries)}
    across = {key: at for at, key in enumerate(asked.affinity.experts)}
    fits: dict[str, list[int]] = {}
    for entry, expert in plan.pairs:
        fits.setdefault(entry, []).append(int(asked.affinity.units[place[entry], across[expert]]))
    if not fits:
        return None
    mean, entry = min((sum(some) // len(some), entry) for entry, some in fits.items())
    return {"entry": entry, "fit": written(mean)[:-4]}


def _fields(asked: _Asked, plan: Plan) -> list[dict[str, Any]]:
    """Of each industry of the entries: how many, how many experts know it, what one more would be worth."""
    entries = Counter(asked.industries.values())
    most = asked.wishes.most
    found = []
    for code, count in entries.items():
        knowing = [one.key for one in asked.experts if code and code in _knows(one)]
        prices = [plan.scarcity[key] for key in knowing if key in plan.scarcity]
        reviews = asked.wishes.per_entry * count
        wanted = max(asked.wishes.per_entry, -(-reviews // most)) - len(knowing) if code else 0
        price = written(sum(prices) // len(prices))[:-4] if prices else "—"
        told = {"code": code, "entries": count, "experts": len(knowing), "price": price}
        found.append({**told, "wanted": max(0, wanted)})
    return sorted(found, key=lambda one: (-one["wanted"], -one["entries"], one["code"]))


def _knows(one: Chair) -> set[str]:
    return {field_of(code) for code in one.industries}


def _cover(asked: _Asked, plan: Plan) -> dict[str, Any]:
    """How many reviews of each industry's entries come from experts of each; who knows it is its own."""
    chairs = {one.key: one for one in asked.experts}
    counts: Counter[tuple[str, str]] = Counter()
    for entry, expert in plan.pairs:
        own = asked.industries[entry]
        known = _knows(chairs[expert])
        first = field_of(chairs[expert].industries[0]) if chairs[expert].industries else ""
        counts[own, own if own in known else first] += 1
    rows = sorted({row for row, _ in counts})
    columns = sorted({column for _, column in counts})
    return {
        "entries": rows,
        "experts": columns,
        "counts": [[counts[row, column] for column in columns] for row in rows],
    }


def _next_best(asked: _Asked, plan: Plan) -> dict[str, list[int]]:
    """Of each entry the experts who would fit it next, as places in the panel; none recused, none full."""
    keys = asked.keys
    across = np.array([asked.affinity.experts.index(key) for key in keys])
    full = np.array([plan.load[key] >= asked.own_load.get(key, asked.load)[1] for key in keys])
    barred: dict[str, list[int]] = {}
    place = {key: at for at, key in enumerate(keys)}
    for entry, expert in (*asked.recused, *plan.pairs):
        barred.setdefault(entry, []).append(place[expert])
    found = {}
    for row, entry in enumerate(asked.affinity.entries):
        worth = asked.affinity.units[row, across].astype(np.int64)
        worth[full] -= 2**40
        worth[barred.get(entry, [])] = -(2**60)
        best: Sequence[int] = np.argsort(-worth, kind="stable")[:_NEXT].tolist()
        found[entry] = [at for at in best if worth[at] > -(2**59)]
    return found
