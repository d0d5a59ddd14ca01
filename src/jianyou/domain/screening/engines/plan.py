"""What an engine computes: every distinct question once, then conditions made of the answers.

Engines work in four steps on columns with short names, so that no name of a register or a pack can be
in the way: facts `f0…`, answers to questions `q0…`, conditions `r0_0…` (pack, rule), and from these the
masks and outcome. Carried columns are `c0…` on the way.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from jianyou.domain.eligibility.evaluate import ALL_SAID
from jianyou.domain.eligibility.facts import PARENT, FactSpec
from jianyou.domain.eligibility.pack import Op, Said
from jianyou.domain.eligibility.resolve import KIND, Every, FieldCheck, Never, Part, Rules, Some, Test
from jianyou.domain.screening.output import (
    condition_column,
    false_column,
    outcome_column,
    result_columns,
    unknown_column,
)
from jianyou.domain.screening.register import ColumnPlan
from jianyou.terms.finding import Refused

_HALVES = re.compile("[\ud800-\udfff]")

Fixed = bool | None
"""An answer that is the same in every row."""


@dataclass(frozen=True, slots=True)
class Question:
    """One test put to columns of facts; equal questions of any rules and packs are asked once.

    `own` is the fact's column, None where the register has none. With `kind` set, teams are judged by
    `parent`, others by `own`, and where the kind is unknown so is the answer.
    """

    op: Op
    spec: FactSpec
    own: str | None
    parent: str | None
    kind: str | None
    values: tuple[str, ...]
    unsure: tuple[str, ...]
    coarser: tuple[str, ...]
    number: float | None
    cutoff: date | None
    flag: bool
    where: tuple[FieldCheck, ...]


@dataclass(frozen=True, slots=True)
class Hearing:
    """Declarations or judgements: the first of these columns that isn't null answers."""

    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, by its column."""

    column: str


@dataclass(frozen=True, slots=True)
class And:
    """Kleene's and; `unknown` adds one operand that is never known."""

    parts: "tuple[Combined, ...]"
    unknown: bool


@dataclass(frozen=True, slots=True)
class Or:
    """Kleene's or; `unknown` adds one operand that is never known."""

    parts: "tuple[Combined, ...]"
    unknown: bool


@dataclass(frozen=True, slots=True)
class Negated:
    """Kleene's not."""

    part: "Combined"


Combined = And | Or | Negated | Answer | Fixed


@dataclass(frozen=True, slots=True)
class RulePlan:
    """One condition: its column on the way and in the result, and how it is combined from answers."""

    column: str
    result: str
    answer: Combined


@dataclass(frozen=True, slots=True)
class PackPlan:
    """The conditions of one pack, bit i of the masks being rule i, and its columns in the result."""

    number: int
    rules: tuple[RulePlan, ...]
    outcome: str
    false_mask: str
    unknown_mask: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is to be computed. Column i of `facts` is `f{i}`, of `questions` `q{i}`."""

    facts: tuple[ColumnPlan, ...]
    questions: tuple[Question | Hearing, ...]
    packs: tuple[PackPlan, ...]


def planned(columns: Sequence[ColumnPlan], rules: Sequence[Rules], carried: Sequence[str]) -> Plan:
    """The plan for these rules over a register with these columns.

    Raises:
        Refused: two columns of the result would have one name, or packs disagree on a fact's type.
    """
    named = [*carried, *(name for each in rules for name in result_columns(each))]
    twice = next((name for name in named if named.count(name) > 1), None)
    if twice is not None:
        raise Refused("screening_column_twice", column=twice)
    planner = _Planner(columns)
    packs = tuple(planner.pack(number, each) for number, each in enumerate(rules))
    return Plan(tuple(planner.facts.values()), tuple(planner.questions), packs)


def check_columns(there: Container[str], columns: Sequence[ColumnPlan], carried: Sequence[str]) -> None:
    """Refuse a register that lacks a column which is to be read or carried."""
    wanted = [*(each.source for each in columns), *carried]
    absent = next((name for name in wanted if name not in there), None)
    if absent is not None:
        raise Refused("screening_column_absent", column=absent)


class _Planner:
    """Gives short names to facts and questions as rules ask for them."""

    def __init__(self, columns: Sequence[ColumnPlan]) -> None:
        self._columns = {each.fact: each for each in columns}
        self.facts: dict[str, ColumnPlan] = {}
        self.questions: dict[Question | Hearing, Answer] = {}

    def pack(self, number: int, rules: Rules) -> PackPlan:
        each = tuple(
            RulePlan(f"r{number}_{at}", condition_column(rules, rule.code), self._combined(rule.part))
            for at, rule in enumerate(rules.rules)
        )
        return PackPlan(number, each, outcome_column(rules), false_column(rules), unknown_column(rules))

    def _combined(self, part: Part) -> Combined:
        if isinstance(part, Never):
            return _negated(self._combined(part.part))
        if isinstance(part, Every):
            return _every([self._combined(each) for each in part.parts])
        if isinstance(part, Some):
            return _some([self._combined(each) for each in part.parts])
        question = self._hearing(part) if isinstance(part, Said) else self._question(part)
        if question is None:
            return None
        return self.questions.setdefault(question, Answer(f"q{len(self.questions)}"))

    def _hearing(self, said: Said) -> Hearing | None:
        clauses = (str(said.clause), str(said.clause.whole)) if said.clause else ()
        names = dict.fromkeys((said.code, *clauses, ALL_SAID))
        found = [self._fact(f"{said.basis.value}.{name}") for name in names]
        there = tuple(name for name in found if name is not None)
        return Hearing(there) if there else None

    def _question(self, test: Test) -> Question | None:
        """None where the answer is unknown in every row."""
        leaf = test.leaf
        kind = self._fact(KIND) if leaf.by_parent else None
        if leaf.by_parent and kind is None:
            return None
        own = self._fact(leaf.fact, test.spec)
        parent = self._fact(PARENT + leaf.fact, test.spec) if leaf.by_parent else None
        if own is None and parent is None:
            return None
        where = tuple(
            FieldCheck(each.field, each.op, _text(each.values), _text(each.unsure), each.flag, each.cutoff)
            for each in test.where
        )
        return Question(
            op=leaf.op,
            spec=test.spec,
            own=own,
            parent=parent,
            kind=kind,
            values=_text(test.values),
            unsure=_text(test.unsure),
            coarser=_text(test.coarser),
            number=test.number,
            cutoff=test.cutoff,
            flag=test.flag,
            where=where,
        )

    def _fact(self, fact: str, spec: FactSpec | None = None) -> str | None:
        column = self._columns.get(fact)
        if column is None:
            return None
        if spec is not None and spec.type is not column.spec.type:
            raise Refused("screening_fact_type", fact=fact, one=column.spec.type, other=spec.type)
        self.facts.setdefault(fact, column)
        return f"f{list(self.facts).index(fact)}"


def _text(values: tuple[str, ...]) -> tuple[str, ...]:
    """Those that a table can hold: half a surrogate pair, as JSON may write it, equals no cell's text."""
    return tuple(value for value in values if not _HALVES.search(value))


def _negated(part: Combined) -> Combined:
    if part is None or isinstance(part, bool):
        return None if part is None else not part
    return part.part if isinstance(part, Negated) else Negated(part)


def _every(parts: list[Combined]) -> Combined:
    if any(part is False for part in parts):
        return False
    unknown = any(part is None for part in parts)
    rest = tuple(dict.fromkeys(part for part in parts if part is not None and part is not True))
    if not rest:
        return None if unknown else True
    return rest[0] if len(rest) == 1 and not unknown else And(rest, unknown)


def _some(parts: list[Combined]) -> Combined:
    if any(part is True for part in parts):
        return True
    unknown = any(part is None for part in parts)
    rest = tuple(dict.fromkeys(part for part in parts if part is not None and part is not False))
    if not rest:
        return None if unknown else False
    return rest[0] if len(rest) == 1 and not unknown else Or(rest, unknown)
