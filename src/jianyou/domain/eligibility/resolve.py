"""A pack on one day of reckoning: every parameter a constant, every span of years a date.

What comes out is all that an engine needs: no engine does calendar work or looks anything up.
"""

import math
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import NamedTuple

from jianyou.domain.eligibility.facts import FactSpec, FactType
from jianyou.domain.eligibility.pack import (
    All,
    Any,
    Condition,
    FieldOp,
    FieldTest,
    Leaf,
    Node,
    Not,
    Op,
    Pack,
    Ref,
    Said,
    Setting,
)
from jianyou.domain.eligibility.settings import kind_of, kind_of_parameter
from jianyou.terms.clause import Clause
from jianyou.terms.finding import Refused
from jianyou.terms.nominee import NomineeKind

KIND = "kind"
"""The code of the condition that comes first in every pack: whether it is for such nominees at all."""

_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class FieldCheck:
    """A test of a record's field with its constants; `cutoff` None accepts any day."""

    field: str
    op: FieldOp
    values: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    flag: bool = True
    cutoff: date | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """A leaf with its constants. `cutoff` is that of HELD_YEARS.

    `coarser` are all codes too short to answer PREFIX_IN (C where C36 is asked, 50 where 500112 is): a
    fact that equals one of them and begins with none of `values` answers neither yes nor no.
    """

    leaf: Leaf
    spec: FactSpec
    values: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    coarser: tuple[str, ...] = ()
    number: float | None = None
    cutoff: date | None = None
    flag: bool = True
    where: tuple[FieldCheck, ...] = ()

    @property
    def code(self) -> str:
        """The leaf's code."""
        return self.leaf.code


@dataclass(frozen=True, slots=True)
class Every:
    """All of them, with constants."""

    parts: "tuple[Part, ...]"


@dataclass(frozen=True, slots=True)
class Some:
    """Any of them, with constants."""

    parts: "tuple[Part, ...]"


@dataclass(frozen=True, slots=True)
class Never:
    """Not, with constants."""

    part: "Part"


Part = Every | Some | Never | Test | Said


class Rule(NamedTuple):
    """One condition to be answered. `part` is already yes for kinds that it isn't asked of."""

    code: str
    condition: Condition
    part: Part


@dataclass(frozen=True, slots=True)
class Rules:
    """A pack's conditions on a day of reckoning; the first asks for the kind of nominee.

    The nominee's outcome is that all of them hold. Bit i of the masks is rule i.
    """

    pack: Pack
    as_of: date
    settings: Mapping[str, Setting]
    rules: tuple[Rule, ...]

    def tests(self) -> Iterator[Test | Said]:
        """Every leaf of every rule, in order."""
        for rule in self.rules:
            yield from tests(rule.part)


def resolve(pack: Pack, as_of: date, settings: Mapping[str, Setting] | None = None) -> Rules:
    """The pack's rules on that day; `settings` replace parameters that the office has settled otherwise.

    Raises:
        Refused: a setting is of no parameter, or of another kind than it.
    """
    chosen = dict(settings or {})
    for name, setting in chosen.items():
        if name not in pack.parameters:
            raise Refused("pack_no_parameter", name=name, known="、".join(pack.parameters) or "-")
        kind = kind_of_parameter(pack.parameters[name])
        if kind_of(setting) is not kind or (isinstance(setting, float) and not math.isfinite(setting)):
            raise Refused(f"pack_setting_not_{kind}", name=name, text=str(setting)[:_LONGEST_SHOWN])
    for name, parameter in pack.parameters.items():
        if name not in chosen:
            _, chosen[name] = parameter.on(as_of)
    maker = _Maker(pack, as_of, chosen)
    rules = (maker.kind_rule(), *map(maker.rule, pack.conditions))
    return Rules(pack, as_of, chosen, rules)


def years_before(day: date, years: float) -> date:
    """The same day so many years earlier; 29 February becomes 28 February. Half years are 6 months.

    What lies outside of the calendar becomes its first or last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - round(years * 12), 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.min if year < MINYEAR else date.max
    _, last = monthrange(year, month + 1)
    return date(year, month + 1, min(day.day, last))


def _coarser(op: Op, spec: FactSpec, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Every proper beginning of the codes that are asked for."""
    if op is not Op.PREFIX_IN or spec.type is not FactType.CODE:
        return ()
    return tuple(sorted({code[:length] for code in codes for length in range(1, len(code))}))


def tests(part: Part) -> Iterator[Test | Said]:
    """Every leaf below a part, from left to right."""
    if isinstance(part, Never):
        yield from tests(part.part)
    elif isinstance(part, (Every, Some)):
        for each in part.parts:
            yield from tests(each)
    else:
        yield part


class _Maker:
    """Puts constants into nodes."""

    def __init__(self, pack: Pack, as_of: date, settings: Mapping[str, Setting]) -> None:
        self._pack = pack
        self._as_of = as_of
        self._settings = settings

    def kind_rule(self) -> Rule:
        leaf = Leaf(KIND, KIND, Op.ONE_OF, tuple(self._pack.applies_to))
        condition = Condition(KIND, Clause(0, ""), "", leaf)
        return Rule(KIND, condition, self._part(leaf))

    def rule(self, condition: Condition) -> Rule:
        part = self._part(condition.node)
        narrower = set(condition.applies_to) != set(self._pack.applies_to)
        if condition.applies_to and narrower:
            part = Some((Never(self._of_kind(condition.applies_to)), part))
        return Rule(condition.code, condition, part)

    def _of_kind(self, kinds: tuple[NomineeKind, ...]) -> Part:
        return self._part(Leaf(KIND, KIND, Op.ONE_OF, tuple(kinds)))

    def _part(self, node: Node) -> Part:
        if isinstance(node, All):
            return Every(tuple(map(self._part, node.nodes)))
        if isinstance(node, Any):
            return Some(tuple(map(self._part, node.nodes)))
        if isinstance(node, Not):
            return Never(self._part(node.node))
        return node if isinstance(node, Said) else self._test(node)

    def _test(self, leaf: Leaf) -> Test:
        number = self._number(leaf.number)
        held = leaf.op is Op.HELD_YEARS and number is not None
        spec = self._pack.facts[leaf.fact]
        values, unsure = self._texts(leaf.values), self._texts(leaf.unsure)
        return Test(
            leaf,
            spec,
            values=values,
            unsure=unsure,
            coarser=_coarser(leaf.op, spec, (*values, *unsure)),
            number=number,
            cutoff=years_before(self._as_of, number or 0) if held else None,
            flag=bool(self._value(leaf.flag)),
            where=tuple(map(self._check, leaf.where)),
        )

    def _check(self, test: FieldTest) -> FieldCheck:
        years = self._number(test.years)
        cutoff = None
        if test.op is FieldOp.NOT_OVER:
            cutoff = self._as_of
        elif test.op is FieldOp.WITHIN_YEARS and years is not None:
            cutoff = years_before(self._as_of, years)
        return FieldCheck(
            test.field, test.op, self._texts(test.values), self._texts(test.unsure), test.flag, cutoff
        )

    def _value(self, given: Setting | Ref) -> Setting:
        return self._settings[given.name] if isinstance(given, Ref) else given

    def _number(self, given: float | Ref | None) -> float | None:
        value = self._value(given)
        return None if value is None or isinstance(value, tuple) else float(value)

    def _texts(self, given: tuple[str, ...] | Ref) -> tuple[str, ...]:
        value = self._value(given)
        return value if isinstance(value, tuple) else ()
