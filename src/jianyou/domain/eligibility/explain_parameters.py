"""The parameters that a leaf is measured by: their values on the day of reckoning, and since when."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from jianyou.domain.eligibility.explain_values import (
    flag_words,
    listed,
    number_words,
    plain_value,
    text_words,
    words_of,
)
from jianyou.domain.eligibility.facts import FactSpec
from jianyou.domain.eligibility.pack import Op, Parameter, Ref, Said, Setting
from jianyou.domain.eligibility.resolve import Rules, Test
from jianyou.domain.eligibility.settings import shown_number
from jianyou.terms.lang import Lang
from jianyou.terms.message import say


class _Use(NamedTuple):
    """How a leaf uses a parameter: for a fact, or a field of the records `within`; as a span of years."""

    name: str
    spec: FactSpec
    within: str
    span: bool


def parameters_of(test: Test | Said, rules: Rules, lang: Lang) -> list[dict[str, Any]]:
    """Each parameter that a leaf refers to once, as JSON takes it.

    `since` is the day that its value holds from, None where the office has settled it otherwise.
    """
    uses: dict[str, _Use] = {}
    for use in () if isinstance(test, Said) else _uses(test):
        uses.setdefault(use.name, use)
    return [_parameter(rules.pack.parameters[name], use, rules, lang) for name, use in uses.items()]


def since_of(parameters: list[dict[str, Any]], rules: Rules) -> str | None:
    """Since when a threshold has been what it is; without parameters as long as the pack."""
    days = [each["since"] for each in parameters]
    return None if None in days else max(days, default=rules.pack.valid_from.isoformat())


def _parameter(parameter: Parameter, use: _Use, rules: Rules, lang: Lang) -> dict[str, Any]:
    value = rules.settings[parameter.name]
    day, own = parameter.on(rules.as_of)
    since: date | None = day if own == value else None
    return {
        "name": parameter.name,
        "label": words_of(parameter.label, parameter.label_en, lang),
        "value": plain_value(value),
        "value_text": _value_words(value, use, lang),
        "since": since.isoformat() if since else None,
        "clause": str(parameter.clause) if parameter.clause else None,
        "question": words_of(parameter.question, parameter.question_en, lang),
    }


def _value_words(value: Setting, use: _Use, lang: Lang) -> str:
    if value is None:
        return say("told_unbounded", lang=lang)
    if isinstance(value, bool):
        return flag_words(value, lang)
    if isinstance(value, tuple):
        words = [text_words(use.spec, each, lang, use.within) for each in value]
        return listed(words, lang) or say("told_nothing", lang=lang)
    if use.span:
        return say("told_years", {"years": shown_number(value)}, lang)
    return number_words(value, use.spec.unit)


def _uses(test: Test) -> Iterator[_Use]:
    leaf = test.leaf
    given: list[tuple[object, FactSpec, str, bool]] = [
        (leaf.number, test.spec, "", leaf.op is Op.HELD_YEARS),
        *((each, test.spec, "", False) for each in (leaf.values, leaf.unsure, leaf.flag)),
    ]
    fields = {field.name: field for field in test.spec.fields}
    for where in leaf.where:
        field = fields[where.field]
        given += [(each, field, test.spec.name, False) for each in (where.values, where.unsure)]
        given.append((where.years, field, test.spec.name, True))
    yield from (
        _Use(each.name, spec, within, span) for each, spec, within, span in given if isinstance(each, Ref)
    )
