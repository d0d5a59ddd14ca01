"""The examples of a rule pack: cases with the outcomes that they must have."""

from collections.abc import Iterator, Sequence
from datetime import date

from jianyou.datafiles.fields import Section
from jianyou.datafiles.plain import plain_value
from jianyou.datafiles.problems import quoted
from jianyou.domain.eligibility.evaluate import ALL_SAID
from jianyou.domain.eligibility.pack import Basis, Condition, Example, Said, leaves
from jianyou.domain.eligibility.read_facts import RESERVED_FACTS
from jianyou.domain.eligibility.resolve import KIND
from jianyou.domain.eligibility.vocabulary import Vocabulary
from jianyou.terms.verdict import Verdict

_MOST_EXAMPLES = 500


def read_examples(
    section: Section, vocabulary: Vocabulary, conditions: Sequence[Condition], valid_from: date | None
) -> tuple[Example, ...]:
    """The examples; what they name must be known, whether they pass is another matter."""
    examples: dict[str, Example] = {}
    for each in section.sections("examples", most=_MOST_EXAMPLES):
        example = _example(each, vocabulary, conditions, valid_from)
        if example.name in examples:
            each.problem("name", "pack_example_twice", name=quoted(example.name))
        examples[example.name] = example
    return tuple(examples.values())


def _example(
    section: Section, vocabulary: Vocabulary, conditions: Sequence[Condition], valid_from: date | None
) -> Example:
    as_of = section.day("as_of")
    if not section.given("as_of"):
        section.problem("as_of", "data_key_missing")
    elif as_of and valid_from and as_of < valid_from:
        section.problem("as_of", "pack_example_early", valid_from=valid_from.isoformat())
    node = section.node("facts")
    _check_facts(section.section("facts", required=True), vocabulary, conditions)
    expected = section.section("conditions")
    example = Example(
        name=section.text("name", required=True),
        as_of=as_of or date.min,
        facts=plain_value(node) if node else {},
        outcome=section.choice("outcome", tuple(Verdict), default=None),
        conditions=_expected(expected, conditions) if expected else {},
        line=section.line,
    )
    section.done()
    return example


def _expected(section: Section, conditions: Sequence[Condition]) -> dict[str, str]:
    codes = [KIND, *(condition.code for condition in conditions)]
    expected = {code: section.choice(code, tuple(Verdict), default="") for code in codes}
    section.done()
    return {code: verdict for code, verdict in expected.items() if verdict}


def _check_facts(section: Section | None, vocabulary: Vocabulary, conditions: Sequence[Condition]) -> None:
    if section is None:
        return
    for name in (*vocabulary.facts, *RESERVED_FACTS):
        section.given(name)
    for basis in (Basis.DECLARED, Basis.JUDGED):
        inner = section.section(basis) if section.given(basis) else None
        if inner is not None:
            for name in (ALL_SAID, *_said(conditions, basis)):
                inner.given(name)
            inner.done()
    section.done()


def _said(conditions: Sequence[Condition], basis: Basis) -> Iterator[str]:
    """What declarations or judgements may be called: codes and clauses."""
    for condition in conditions:
        for leaf in leaves(condition.node):
            if isinstance(leaf, Said) and leaf.basis is basis:
                yield leaf.code
                yield from (str(leaf.clause), str(leaf.clause.whole)) if leaf.clause else ()
