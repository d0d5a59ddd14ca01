"""自测: what is still to be asked of a nominee, in the order of the pack, and nothing that can't matter."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from jianyou.domain.eligibility.evaluate import (
    LeafOutcome,
    RuleOutcome,
    Truth,
    applies,
    evaluate,
    every,
    negated,
    some,
)
from jianyou.domain.eligibility.facts import PARENT, Facts, FactSpec, FactType, Known
from jianyou.domain.eligibility.pack import Basis, Condition, Said
from jianyou.domain.eligibility.resolve import KIND, Every, Never, Part, Rules, Some, Test
from jianyou.terms.nominee import NomineeKind


class AnswerKind(StrEnum):
    """How a question is answered; the value that the fact takes is that of its type."""

    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    ONE_OF = "one_of"
    SEVERAL = "several"
    PLACE = "place"
    INDUSTRY = "industry"
    TEXT = "text"
    RECORDS = "records"


_KINDS = {
    FactType.FLAG: AnswerKind.YES_NO,
    FactType.DATE: AnswerKind.DATE,
    FactType.NUMBER: AnswerKind.NUMBER,
    FactType.CHOICE: AnswerKind.ONE_OF,
    FactType.CHOICES: AnswerKind.SEVERAL,
    FactType.CODE: AnswerKind.TEXT,
    FactType.TEXT: AnswerKind.TEXT,
    FactType.RECORDS: AnswerKind.RECORDS,
}
_CODES = {"region": AnswerKind.PLACE, "industry": AnswerKind.INDUSTRY}


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Its answer goes under `key` among the facts that `normalize` reads.

    The key is a fact (`region`, `parent.region` of a team's organization) or a declaration
    (`declared.good_credit`). `spec` is None for a declaration. `fields` are those of RECORDS that any
    rule looks at. `conditions` wait for the answer, `leaves` are what they ask of it; both in the
    order of the pack.
    """

    key: str
    kind: AnswerKind
    spec: FactSpec | None
    fields: tuple[FactSpec, ...]
    conditions: tuple[Condition, ...]
    leaves: tuple[LeafOutcome, ...]


def next_question(
    rules: Rules, facts: Facts, passed: Collection[str] = (), *, whole: bool = False
) -> Question | None:
    """The first of the open questions, None where there is nothing left to ask."""
    return next(iter(open_questions(rules, facts, passed, whole=whole)), None)


def open_questions(
    rules: Rules, facts: Facts, passed: Collection[str] = (), *, whole: bool = False
) -> tuple[Question, ...]:
    """What could still change an answer, each question once, the kind of nominee first.

    `passed` are the keys of questions that were answered by "I don't know yet". One condition that
    isn't met settles the outcome and leaves nothing to ask, unless the `whole` pack is to be told; the
    kind of nominee settles it in any case. What experts judge is never asked.
    """
    outcome = evaluate(rules, facts)
    if outcome.conditions[0].truth is False or (outcome.truth is False and not whole):
        return ()

    def is_open(leaf: LeafOutcome) -> bool:
        return not _is_judged(leaf) and key_of(leaf) not in passed and facts.value(key_of(leaf)) is None

    return tuple(_questions(rules, _uses(outcome.conditions, is_open)))


def all_questions(rules: Rules, facts: Facts) -> tuple[Question, ...]:
    """Every question that the conditions ask of a nominee of this kind, answered or not."""
    uses = (
        _Use(each.rule.condition, leaf)
        for each in evaluate(rules, facts).conditions
        if applies(each.rule, facts)
        for leaf in each.leaves
        if not _is_judged(leaf)
    )
    return tuple(_questions(rules, uses))


def most_questions(rules: Rules) -> int:
    """How many questions there are at most for a nominee whose kind is known, whatever is answered."""
    return 1 + max(
        len(open_questions(rules, Facts({KIND: Known(kind.value)}, {}), whole=True)) for kind in NomineeKind
    )


def key_of(leaf: LeafOutcome) -> str:
    """The question that a leaf's answer hangs on; `judged.` and the code where experts have it."""
    return f"{leaf.test.basis}.{leaf.test.code}" if isinstance(leaf.test, Said) else leaf.fact


def _is_judged(leaf: LeafOutcome) -> bool:
    return isinstance(leaf.test, Said) and leaf.test.basis is Basis.JUDGED


class _Use(NamedTuple):
    condition: Condition
    leaf: LeafOutcome


def _uses(outcomes: Sequence[RuleOutcome], is_open: Callable[[LeafOutcome], bool]) -> Iterator[_Use]:
    """The leaves that can still decide a condition, on whichever side."""
    for outcome in outcomes:
        ways = _ways(outcome.rule.part, iter(outcome.leaves), is_open)
        useful = {id(leaf) for leaf in (*ways.to_true, *ways.to_false)} if outcome.truth is None else set()
        yield from (_Use(outcome.rule.condition, leaf) for leaf in outcome.leaves if id(leaf) in useful)


class _Ways(NamedTuple):
    """A part's truth, and the open leaves by which it may still become true, and false; none: it can't."""

    truth: Truth
    to_true: tuple[LeafOutcome, ...]
    to_false: tuple[LeafOutcome, ...]


def _ways(part: Part, seen: Iterator[LeafOutcome], is_open: Callable[[LeafOutcome], bool]) -> _Ways:
    """Every is true only with all of its parts, so that one without a way leaves none; Some the reverse."""
    if isinstance(part, Never):
        truth, to_true, to_false = _ways(part.part, seen, is_open)
        return _Ways(negated(truth), to_false, to_true)
    if isinstance(part, (Every, Some)):
        parts = [_ways(each, seen, is_open) for each in part.parts]
        waiting = [each for each in parts if each.truth is None]
        true_ways, false_ways = [each.to_true for each in waiting], [each.to_false for each in waiting]
        truths = [each.truth for each in parts]
        if isinstance(part, Every):
            return _Ways(every(truths), _all_of(true_ways), _any_of(false_ways))
        return _Ways(some(truths), _any_of(true_ways), _all_of(false_ways))
    leaf = next(seen)
    own = (leaf,) if leaf.truth is None and is_open(leaf) else ()
    return _Ways(leaf.truth, own, own)


def _any_of(ways: Sequence[tuple[LeafOutcome, ...]]) -> tuple[LeafOutcome, ...]:
    return tuple(leaf for way in ways for leaf in way)


def _all_of(ways: Sequence[tuple[LeafOutcome, ...]]) -> tuple[LeafOutcome, ...]:
    return _any_of(ways) if all(ways) else ()


def _questions(rules: Rules, uses: Iterable[_Use]) -> Iterator[Question]:
    """The uses by their questions, in the order of first use."""
    by_key: dict[str, list[_Use]] = {}
    for use in uses:
        by_key.setdefault(key_of(use.leaf), []).append(use)
    for key, own in by_key.items():
        spec = None if isinstance(own[0].leaf.test, Said) else rules.pack.facts[key.removeprefix(PARENT)]
        yield Question(
            key=key,
            kind=AnswerKind.YES_NO if spec is None else _CODES.get(spec.name, _KINDS[spec.type]),
            spec=spec,
            fields=_fields(rules, spec) if spec else (),
            conditions=tuple({id(use.condition): use.condition for use in own}.values()),
            leaves=tuple(use.leaf for use in own),
        )


def _fields(rules: Rules, spec: FactSpec) -> tuple[FactSpec, ...]:
    tests = [test for test in rules.tests() if isinstance(test, Test) and test.leaf.fact == spec.name]
    asked = {check.field for test in tests for check in test.where}
    return tuple(field for field in spec.fields if field.name in asked)
