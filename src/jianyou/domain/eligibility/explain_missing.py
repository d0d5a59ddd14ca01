"""What an unknown answer waits for, and how it is supplied."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from jianyou.domain.eligibility.evaluate import LeafOutcome, field_holds
from jianyou.domain.eligibility.explain_values import listed, relevant_records, text_words, value_words
from jianyou.domain.eligibility.facts import COMMON_FACTS, Facts, FactSpec, FactType, Record, Value
from jianyou.domain.eligibility.pack import FieldOp, Op, Said
from jianyou.domain.eligibility.resolve import KIND, FieldCheck, Test
from jianyou.domain.eligibility.values_labels import fact_label, field_label, option_words
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

MOST_MISSING = 20

Missing = dict[str, Any]
"""`need` is fact, field, ruling, declared or judged; `name` its path or code; `text` what to do."""


def missing(leaf: LeafOutcome, facts: Facts, asked: str, lang: Lang) -> list[Missing]:
    """What a leaf that answers neither yes nor no waits for; `asked` is what its condition asks."""
    test = leaf.test
    if isinstance(test, Said):
        said = (test.text_en if lang is Lang.EN else "") or test.text or asked
        text = say(f"told_missing_{test.basis}", {"code": test.code, "asked": said.rstrip("。.")}, lang)
        return [{"need": test.basis.value, "name": test.code, "text": text}]
    value = facts.value(leaf.fact)
    if value is None:
        return [_missing_fact(leaf.fact, test, lang)]
    if test.leaf.op in (Op.SOME, Op.NONE) and isinstance(value, tuple):
        records = tuple(each for each in value if not isinstance(each, str))
        return list(islice(_missing_fields(leaf.fact, test, records, lang), MOST_MISSING))
    return [_unsure_value(leaf.fact, test, value, lang)]


def how_words(spec: FactSpec, lang: Lang, within: str = "") -> str:
    """How a value of a fact is written."""
    path = f"{within}.{spec.name}" if within else spec.name
    options = listed([option_words(path, option, lang) for option in spec.options], lang)
    params: dict[str, Param] = {
        "options": options,
        "unit": spec.unit or "-",
        "fields": listed([field.name for field in spec.fields], lang),
    }
    unit = "_unit" if spec.type is FactType.NUMBER and spec.unit else ""
    return say(f"told_how_{spec.type}{unit}", params, lang)


def _missing_fact(fact: str, test: Test, lang: Lang) -> Missing:
    spec = COMMON_FACTS[KIND] if fact == KIND else test.spec
    params: dict[str, Param] = {
        "label": fact_label(fact, spec, lang),
        "name": fact,
        "how": how_words(spec, lang),
    }
    text = say("told_missing_fact", params, lang)
    return {"need": "fact", "name": fact, "text": text}


def _missing_fields(fact: str, test: Test, records: tuple[Record, ...], lang: Lang) -> Iterator[Missing]:
    """Fields of the records that may count: those that aren't known, and those that the text leaves open."""
    fields = {field.name: field for field in test.spec.fields}
    for number, record in relevant_records(test, records):
        for check in test.where:
            if field_holds(check, record) is None:
                yield _missing_field(fact, test, (number, record), (check, fields[check.field]), lang)


def _missing_field(
    fact: str, test: Test, numbered: tuple[int, Record], asked: tuple[FieldCheck, FactSpec], lang: Lang
) -> Missing:
    (number, record), (check, field) = numbered, asked
    value = record.get(check.field)
    params: dict[str, Param] = {
        "label": fact_label(fact, test.spec, lang),
        "number": number,
        "field": field_label(test.spec.name, field, lang),
    }
    name = f"{fact}.{number}.{field.name}"
    if value is not None and check.op is FieldOp.ONE_OF:
        words = value_words(field, value, lang, test.spec.name)
        text = say("told_missing_ruling_on_field", {**params, "value": words}, lang)
        return {"need": "ruling", "name": name, "text": text}
    how = how_words(field, lang, test.spec.name)
    text = say("told_missing_field", {**params, "name": field.name, "how": how}, lang)
    return {"need": "field", "name": name, "text": text}


def _unsure_value(fact: str, test: Test, value: Value, lang: Lang) -> Missing:
    label = fact_label(fact, test.spec, lang)
    if isinstance(value, str) and value in test.coarser and not value.startswith(test.unsure):
        params: dict[str, Param] = {"label": label, "value": text_words(test.spec, value, lang), "name": fact}
        return {"need": "fact", "name": fact, "text": say("told_missing_finer", params, lang)}
    words = value_words(test.spec, value, lang)
    text = say("told_missing_ruling", {"label": label, "value": words}, lang)
    return {"need": "ruling", "name": fact, "text": text}
