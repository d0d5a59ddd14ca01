"""来源: what several sources say of one nominee, and which of them stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from jianyou.domain.eligibility.explain_values import plain_value
from jianyou.domain.eligibility.facts import COMMON_FACTS, PARENT, FactSpec
from jianyou.domain.eligibility.pack import Basis, Said
from jianyou.domain.eligibility.resolve import Rules
from jianyou.domain.eligibility.values import normal_value
from jianyou.domain.eligibility.values_text import folded, shown
from jianyou.domain.eligibility.values_words import NO, YES
from jianyou.terms.finding import Refused

LONGEST_NAME = 80
"""Characters of a fact's name."""


class SourceKind(StrEnum):
    """Who says a fact; what a department replied goes before registers, the office and the filer."""

    REPLY = "reply"
    REGISTER = "register"
    OFFICE = "office"
    FILER = "filer"


_ORDER = tuple(SourceKind)


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's word: the fact's name and value as JSON has it, who says so, and of which day.

    `at` is when it was recorded, None for what the table itself tells; `key` finds its record.
    """

    name: str
    value: object
    kind: SourceKind
    source: str
    on: date | None = None
    at: datetime | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The claim that counts, and what other sources say of the same fact."""

    claim: Claim
    others: tuple[Claim, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether another source says something else."""
        return any(other.value != self.claim.value for other in self.others)


def standings(claims: Iterable[Claim]) -> dict[str, Standing]:
    """Which claim stands for each fact: by the kind of source, of one kind the newest.

    A later claim of a source takes the place of its earlier one.
    """
    newest: dict[str, dict[tuple[SourceKind, str], Claim]] = {}
    for claim in claims:
        own = newest.setdefault(claim.name, {})
        source = claim.kind, claim.source
        if source not in own or _recorded(claim) >= _recorded(own[source]):
            own[source] = claim
    told = {}
    for name, own in newest.items():
        first, *others = sorted(sorted(own.values(), key=_day, reverse=True), key=_rank)
        told[name] = Standing(first, tuple(others))
    return told


def raw_of(told: Mapping[str, Standing]) -> dict[str, object]:
    """What stands, as `normalize` reads it."""
    return {
        name: {
            "value": each.claim.value,
            "source": each.claim.source,
            "on": each.claim.on.isoformat() if each.claim.on else None,
        }
        for name, each in told.items()
    }


def _rank(claim: Claim) -> int:
    return _ORDER.index(claim.kind)


def _recorded(claim: Claim) -> float:
    return claim.at.timestamp() if claim.at else 0.0


def _day(claim: Claim) -> tuple[str, float]:
    """The day that the source gives, else that of the record; then the record."""
    day = claim.on or (claim.at.date() if claim.at else date.min)
    return day.isoformat(), _recorded(claim)


class Asked(NamedTuple):
    """What rules ask about: facts with their specs, and the names of what is declared or judged."""

    specs: Mapping[str, FactSpec]
    said: Mapping[str, Said]


def asked_by(rules: Iterable[Rules]) -> Asked:
    """All that may be told of a nominee under these rules; the common facts always."""
    specs, said = dict(COMMON_FACTS), {}
    for each in rules:
        specs.update(each.pack.facts)
        said.update({f"{one.basis}.{one.code}": one for one in each.tests() if isinstance(one, Said)})
    return Asked(specs, said)


def plain_fact(name: str, raw: object, asked: Asked, as_of: date) -> object:
    """A value of that fact made canonical, as JSON has it: a flag for what is declared or judged.

    Raises:
        Refused: there is no such fact, the value is empty, or it can't be understood.
    """
    if name.partition(".")[0] in (Basis.DECLARED, Basis.JUDGED):
        return _answer(name, raw, asked)
    spec = asked.specs.get(name.removeprefix(PARENT))
    if spec is None or len(name) > LONGEST_NAME:
        raise Refused("fact_no_such", name=shown(name))
    normal = normal_value(spec, raw, as_of)
    if normal.value is None:
        if normal.notes:
            raise Refused(normal.code, **normal.params)
        raise Refused("fact_value_missing")
    return plain_value(normal.value)


def _answer(name: str, raw: object, asked: Asked) -> bool:
    if name not in asked.said or len(name) > LONGEST_NAME:
        raise Refused("fact_no_such", name=shown(name))
    if isinstance(raw, bool):
        return raw
    word = folded(shown(raw)).casefold()
    if not word:
        raise Refused("fact_value_missing")
    if word not in YES and word not in NO:
        raise Refused("value_not_flag", written=shown(raw))
    return word in YES
