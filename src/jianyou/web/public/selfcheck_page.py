"""One question of the self-check as a page shows it, and the answers so far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jianyou.codes import industry, region
from jianyou.domain.eligibility.asking import AnswerKind, Question
from jianyou.domain.eligibility.asking_words import (
    answer_words,
    demanded_words,
    hint_words,
    question_words,
    topic_words,
)
from jianyou.domain.eligibility.facts import PARENT, FactSpec, FactType
from jianyou.domain.eligibility.normalize import Normalized
from jianyou.domain.eligibility.pack import Said
from jianyou.domain.eligibility.resolve import KIND, Rules
from jianyou.domain.eligibility.values_labels import field_label, option_label
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.web.public.selfcheck_answers import (
    NO,
    NONE_OF_THESE,
    THERE_ARE,
    THERE_ARE_NONE,
    YES,
    Problems,
    Typed,
    field_id,
    most_records,
)


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, by its value, and whether it is chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: a list to choose from where it has options, else to be written."""

    id: str
    label: str
    options: tuple[Option, ...]
    text: str
    suggestions: tuple[str, ...]
    is_date: bool
    problem: Refused | None


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition that waits for the answer, in our words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in one language, with what stands in its fields.

    `kind` is that of its answer; `shape` says how it is shown: chosen, several, written or records.
    """

    key: str
    shape: str
    words: str
    hints: tuple[str, ...]
    clauses: tuple[Clause, ...]
    demands: tuple[str, ...]
    options: tuple[Option, ...]
    text: str
    unit: str
    numeric: bool
    suggestions: tuple[str, ...]
    rows: tuple[tuple[Field, ...], ...]
    may_have_more: bool
    may_be_unknown: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer so far, in words, with what is to be looked at once more."""

    key: str
    topic: str
    words: str
    notes: tuple[str, ...]


_SHAPES = {
    AnswerKind.YES_NO: "chosen",
    AnswerKind.ONE_OF: "chosen",
    AnswerKind.SEVERAL: "several",
    AnswerKind.RECORDS: "records",
}


def asked_of(question: Question, typed: Typed, rules: Rules, lang: Lang, problems: Problems) -> Asked:
    """The question with what stands in its fields."""
    is_kind = question.key == KIND
    return Asked(
        key=question.key,
        shape=_SHAPES.get(question.kind, "written"),
        words=question_words(question, lang),
        hints=tuple(hint_words(question, rules, lang)),
        # Every condition hangs on the kind: naming them all explains nothing.
        clauses=() if is_kind else _clauses(question, lang),
        demands=() if is_kind else tuple(demanded_words(question, rules, lang)),
        options=tuple(_options(question, typed, lang)),
        text=typed.text,
        unit=question.spec.unit if question.spec else "",
        numeric=question.kind is AnswerKind.NUMBER,
        suggestions=_suggestions(question, rules.as_of),
        rows=tuple(_rows(question, typed, lang, problems)),
        may_have_more=len(typed.rows) < most_records(question),
        may_be_unknown=not is_kind,
    )


def answered_of(
    keys: Sequence[str], questions: Mapping[str, Question], read: Normalized, lang: Lang
) -> list[Answered]:
    """The answers so far, in their order."""
    notes: dict[str, list[str]] = {}
    for finding in read.findings:
        bare = finding.fact.removeprefix(PARENT)
        key = finding.fact[: len(finding.fact) - len(bare)] + bare.split(".")[0]
        notes.setdefault(key, []).append(say(finding.code, finding.params, lang))
    return [
        Answered(
            key,
            topic_words(questions[key], lang),
            answer_words(questions[key], read.facts, lang),
            tuple(notes.get(key, ())),
        )
        for key in keys
    ]


def _clauses(question: Question, lang: Lang) -> tuple[Clause, ...]:
    return tuple(Clause(each.clause.label(), each.words(lang)) for each in question.conditions)


def _options(question: Question, typed: Typed, lang: Lang) -> Iterator[Option]:
    labels: dict[str, str] = {}
    spec = question.spec
    if question.kind is AnswerKind.RECORDS:
        labels = {
            THERE_ARE_NONE: say("selfcheck_none", lang=lang),
            THERE_ARE: say("selfcheck_some", lang=lang),
        }
    elif spec is None:
        labels = {YES: say("selfcheck_can", lang=lang), NO: say("selfcheck_cannot", lang=lang)}
    elif question.kind is AnswerKind.YES_NO:
        labels = _yes_no(lang)
    else:
        labels = {option: option_label(spec.name, option, lang) for option in spec.options}
    if question.kind is AnswerKind.SEVERAL:
        labels[NONE_OF_THESE] = say("selfcheck_none_of_these", lang=lang)
    for value, label in labels.items():
        yield Option(value, label, value in typed.chosen)


def _yes_no(lang: Lang) -> dict[str, str]:
    return {YES: say("told_yes", lang=lang), NO: say("told_no", lang=lang)}


def _rows(question: Question, typed: Typed, lang: Lang, problems: Problems) -> Iterator[tuple[Field, ...]]:
    if not question.fields or question.spec is None:
        return
    for number, row in enumerate(typed.rows or ({},), 1):
        yield tuple(
            _field(question, field, field_id(number, field), row.get(field.name, ""), lang, problems)
            for field in question.fields
        )


def _field(
    question: Question, field: FactSpec, name: str, text: str, lang: Lang, problems: Problems
) -> Field:
    fact = question.spec.name if question.spec else ""
    labels: dict[str, str] = {}
    if field.type is FactType.FLAG:
        labels = _yes_no(lang)
    elif field.type is FactType.CHOICE:
        labels = {option: option_label(f"{fact}.{field.name}", option, lang) for option in field.options}
    if labels:
        labels = {"": say("selfcheck_unsure", lang=lang), **labels}
    return Field(
        id=name,
        label=field_label(fact, field, lang),
        options=tuple(Option(value, label, value == text) for value, label in labels.items()),
        text=text,
        suggestions=_texts_asked(question, field) if field.type is FactType.TEXT else (),
        is_date=field.type is FactType.DATE,
        problem=problems.get(name),
    )


def _suggestions(question: Question, as_of: date) -> tuple[str, ...]:
    """What a field offers while it is written in; anything else may be written, too."""
    if question.kind is AnswerKind.PLACE:
        return tuple(f"重庆市{each.name}" for each in region.districts(as_of))
    if question.kind is AnswerKind.INDUSTRY:
        return tuple(f"{each.code} {each.name}" for each in industry.sections())
    if question.spec is not None and question.spec.name == "country":
        return ("中国", "中国香港", "中国澳门", "中国台湾")
    tests = [leaf.test for leaf in question.leaves]
    return tuple(value for test in tests if not isinstance(test, Said) for value in test.values)


def _texts_asked(question: Question, field: FactSpec) -> tuple[str, ...]:
    tests = [leaf.test for leaf in question.leaves if not isinstance(leaf.test, Said)]
    values = [
        value for test in tests for check in test.where if check.field == field.name for value in check.values
    ]
    return tuple(dict.fromkeys(values))
