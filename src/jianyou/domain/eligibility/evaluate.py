"""The reference reading of rules: one nominee, three values, nothing skipped."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, cast

from jianyou.domain.eligibility.facts import PARENT, Facts, Record, Value
from jianyou.domain.eligibility.pack import FieldOp, Op, Said
from jianyou.domain.eligibility.resolve import KIND, Every, FieldCheck, Never, Part, Rule, Rules, Some, Test
from jianyou.terms.nominee import NomineeKind
from jianyou.terms.verdict import Verdict

ALL_SAID = "*"
"""Stands for every declaration or judgement: for what-if questions and tests."""

Truth = bool | None


class LeafOutcome(NamedTuple):
    """What one leaf answered, and the fact (with `parent.` where it was the parent's) that it saw."""

    test: Test | Said
    truth: Truth
    fact: str


class RuleOutcome(NamedTuple):
    """What one condition answered. `missing` are the leaves that could still change it."""

    rule: Rule
    truth: Truth
    leaves: tuple[LeafOutcome, ...]
    missing: tuple[LeafOutcome, ...]

    @property
    def verdict(self) -> Verdict:
        """The answer as a verdict."""
        return Verdict.of(self.truth)


class Outcome(NamedTuple):
    """The answer to all conditions of one nominee, in the order of the pack."""

    rules: Rules
    truth: Truth
    conditions: tuple[RuleOutcome, ...]

    @property
    def verdict(self) -> Verdict:
        """The answer as a verdict."""
        return Verdict.of(self.truth)

    @property
    def blocking(self) -> list[RuleOutcome]:
        """The conditions that are not met, the first one first."""
        return [each for each in self.conditions if each.truth is False]

    def masks(self) -> tuple[int, int]:
        """Bits of the conditions that are not met, and of those that are unknown."""
        false = sum(1 << at for at, each in enumerate(self.conditions) if each.truth is False)
        unknown = sum(1 << at for at, each in enumerate(self.conditions) if each.truth is None)
        return false, unknown


def evaluate(rules: Rules, facts: Facts) -> Outcome:
    """Every condition's answer with its leaves; facts must be normalized."""
    conditions = tuple(_rule_outcome(rule, facts) for rule in rules.rules)
    return Outcome(rules, every(each.truth for each in conditions), conditions)


def applies(rule: Rule, facts: Facts) -> bool:
    """Whether the condition is asked of this kind of nominee, or may be."""
    kind = facts.value(KIND)
    asked = rule.condition.applies_to
    return not asked or kind is None or kind in asked


def every(truths: Iterable[Truth]) -> Truth:
    """Kleene's and."""
    unknown = False
    for truth in truths:
        if truth is False:
            return False
        unknown = unknown or truth is None
    return None if unknown else True


def some(truths: Iterable[Truth]) -> Truth:
    """Kleene's or."""
    unknown = False
    for truth in truths:
        if truth is True:
            return True
        unknown = unknown or truth is None
    return None if unknown else False


def negated(truth: Truth) -> Truth:
    """Kleene's not."""
    return None if truth is None else not truth


def _rule_outcome(rule: Rule, facts: Facts) -> RuleOutcome:
    seen: list[LeafOutcome] = []
    truth = _truth(rule.part, facts, seen)
    missing = tuple(_decisive(rule.part, iter(seen))[1]) if truth is None else ()
    return RuleOutcome(rule, truth, tuple(seen), missing)


def decisive(outcome: RuleOutcome) -> tuple[LeafOutcome, ...]:
    """The leaves that the answer rests on; of an unknown one, those that could still change it."""
    return outcome.missing or tuple(_decisive(outcome.rule.part, iter(outcome.leaves))[1])


def _truth(part: Part, facts: Facts, seen: list[LeafOutcome]) -> Truth:
    """The truth of a part; every leaf is asked and noted, also where the answer is already known."""
    if isinstance(part, (Test, Said)):
        outcome = _tested(part, facts) if isinstance(part, Test) else _said(part, facts)
        seen.append(outcome)
        return outcome.truth
    if isinstance(part, Never):
        return negated(_truth(part.part, facts, seen))
    truths = [_truth(each, facts, seen) for each in part.parts]
    return every(truths) if isinstance(part, Every) else some(truths)


def _decisive(part: Part, seen: Iterator[LeafOutcome]) -> tuple[Truth, list[LeafOutcome]]:
    """A part's truth and the leaves that it rests on, from outcomes in order: those below parts as true."""
    if isinstance(part, Never):
        truth, leaves = _decisive(part.part, seen)
        return negated(truth), leaves
    if isinstance(part, (Every, Some)):
        parts = [_decisive(each, seen) for each in part.parts]
        truths = [truth for truth, _ in parts]
        truth = every(truths) if isinstance(part, Every) else some(truths)
        return truth, [leaf for own, leaves in parts if own is truth for leaf in leaves]
    outcome = next(seen)
    return outcome.truth, [outcome]


def said(part: Said, facts: Facts) -> Truth:
    """What was declared or judged, by the leaf's code, its clause, or for all."""
    told = facts.said
    answer = told.get((part.basis, part.code))
    if answer is None and part.clause is not None and told:
        answer = told.get((part.basis, str(part.clause)))
        answer = told.get((part.basis, str(part.clause.whole))) if answer is None else answer
    return told.get((part.basis, ALL_SAID)) if answer is None else answer


def _said(part: Said, facts: Facts) -> LeafOutcome:
    return LeafOutcome(part, said(part, facts), part.basis.value)


def _tested(test: Test, facts: Facts) -> LeafOutcome:
    fact = test.leaf.fact
    if test.leaf.by_parent:
        kind = facts.value(KIND)
        if kind is None:
            return LeafOutcome(test, None, KIND)
        fact = PARENT + fact if kind == NomineeKind.TEAM else fact
    return LeafOutcome(test, holds(test, facts.value(fact)), fact)


def holds(test: Test, value: Value | None) -> Truth:
    """Whether a value passes a test; None where it is unknown or the test is unsure of it."""
    return None if value is None else _TESTS[test.leaf.op](test, value)


def _among(value: str, values: Sequence[str], unsure: Sequence[str]) -> Truth:
    if value in values:
        return True
    return None if value in unsure else False


def _begins(value: str, test: Test) -> Truth:
    if value.startswith(test.values):
        return True
    return None if value.startswith(test.unsure) or value in test.coarser else False


def record_holds(checks: Sequence[FieldCheck], record: Record) -> Truth:
    """Whether a record passes every test."""
    return every(field_holds(check, record) for check in checks)


def _any_record(checks: Sequence[FieldCheck], records: Sequence[Record]) -> Truth:
    return some(record_holds(checks, record) for record in records)


def field_holds(check: FieldCheck, record: Record) -> Truth:
    """Whether one field of a record passes its test."""
    value = record.get(check.field)
    if value is None:
        # However long ago counts where no span is set, so the day isn't needed.
        return True if check.op is FieldOp.WITHIN_YEARS and check.cutoff is None else None
    match check.op:
        case FieldOp.IS:
            return value is check.flag
        case FieldOp.ONE_OF:
            return _among(str(value), check.values, check.unsure)
        case _:
            return check.cutoff is None or cast(date, value) >= check.cutoff


_TESTS: dict[Op, Callable[[Test, Any], Truth]] = {
    Op.KNOWN: lambda _test, _value: True,
    Op.IS: lambda test, value: value is test.flag,
    Op.ONE_OF: lambda test, value: _among(value, test.values, test.unsure),
    Op.PREFIX_IN: lambda test, value: _begins(value, test),
    Op.HAS_ANY: lambda test, value: some(_among(each, test.values, test.unsure) for each in value),
    Op.AT_LEAST: lambda test, value: test.number is None or value >= test.number,
    Op.AT_MOST: lambda test, value: test.number is None or value <= test.number,
    Op.ABOVE: lambda test, value: test.number is None or value > test.number,
    Op.BELOW: lambda test, value: test.number is None or value < test.number,
    Op.HELD_YEARS: lambda test, value: test.cutoff is None or value <= test.cutoff,
    Op.SOME: lambda test, value: _any_record(test.where, value),
    Op.NONE: lambda test, value: negated(_any_record(test.where, value)),
}
