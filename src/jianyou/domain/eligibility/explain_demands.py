"""What a leaf asks for, in words and as data."""

from jianyou.domain.eligibility.evaluate import LeafOutcome
from jianyou.domain.eligibility.explain_values import (
    flag_words,
    listed,
    number_words,
    plain_value,
    text_words,
)
from jianyou.domain.eligibility.facts import FactSpec
from jianyou.domain.eligibility.pack import FieldOp, Op, Said
from jianyou.domain.eligibility.resolve import KIND, FieldCheck, Rules, Test
from jianyou.domain.eligibility.settings import shown_number
from jianyou.domain.eligibility.values_labels import fact_label, field_label
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

_AND = {Lang.ZH: "，且", Lang.EN: " and "}


def demand_words(leaf: LeafOutcome, rules: Rules, lang: Lang) -> str:
    """What a leaf asks for: `成立日期不晚于2019-02-22（到2024-02-22满5年）`."""
    test = leaf.test
    if isinstance(test, Said):
        return say(f"told_needs_{test.basis}", lang=lang)
    # Of a team whose kind isn't known it is open whose fact is asked; then the leaf saw the kind.
    label = fact_label(test.leaf.fact if leaf.fact == KIND else leaf.fact, test.spec, lang)
    op = test.leaf.op
    said = say("told_known", {"label": label}, lang)
    match op:
        case Op.IS:
            said = say("told_is", {"label": label, "value": flag_words(test.flag, lang)}, lang)
        case Op.HELD_YEARS if test.cutoff is not None:
            said = _held_words(test, label, rules, lang)
        case Op.AT_LEAST | Op.AT_MOST | Op.ABOVE | Op.BELOW if test.number is not None:
            number = number_words(test.number, test.spec.unit)
            said = say(f"told_{op}", {"label": label, "number": number}, lang)
        case Op.ONE_OF | Op.PREFIX_IN | Op.HAS_ANY:
            values = _values_words(test.spec, test.values, lang)
            said = say(f"told_{op}", {"label": label, "values": values}, lang)
            said = _unsure_words(said, _values_words(test.spec, test.unsure, lang), lang)
        case Op.SOME | Op.NONE:
            said = _records_words(test, label, lang)
    return said


def demand_data(test: Test | Said) -> dict[str, object]:
    """What a leaf asks for as data; what isn't asked is left out."""
    if isinstance(test, Said):
        return {"op": test.basis.value}
    data: dict[str, object] = {
        "op": test.leaf.op.value,
        "values": list(test.values),
        "unsure": list(test.unsure),
        "years" if test.leaf.op is Op.HELD_YEARS else "number": plain_value(test.number),
        "no_later_than": test.cutoff.isoformat() if test.cutoff else None,
        "is": test.flag if test.leaf.op is Op.IS else None,
        "where": [_check_data(check) for check in test.where],
    }
    return _given(data)


def _check_data(check: FieldCheck) -> dict[str, object]:
    data: dict[str, object] = {
        "field": check.field,
        "op": check.op.value,
        "values": list(check.values),
        "unsure": list(check.unsure),
        "is": check.flag if check.op is FieldOp.IS else None,
        "no_earlier_than": check.cutoff.isoformat() if check.cutoff else None,
    }
    return _given(data)


def _given(data: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if value is not None and value != []}


def _held_words(test: Test, label: str, rules: Rules, lang: Lang) -> str:
    params: dict[str, Param] = {
        "label": label,
        "cutoff": test.cutoff.isoformat() if test.cutoff else "",
        "as_of": rules.as_of.isoformat(),
        "years": shown_number(test.number or 0),
    }
    return say("told_held_years" if test.number else "told_by_day", params, lang)


def _values_words(spec: FactSpec, values: tuple[str, ...], lang: Lang, within: str = "") -> str:
    return listed([text_words(spec, value, lang, within) for value in values], lang)


def _unsure_words(said: str, unsure: str, lang: Lang) -> str:
    return say("told_unsure", {"said": said, "values": unsure}, lang) if unsure else said


def _records_words(test: Test, label: str, lang: Lang) -> str:
    fields = {field.name: field for field in test.spec.fields}
    checks = [_check_words(test.spec, fields[check.field], check, lang) for check in test.where]
    tests = _AND[lang].join(words for words in checks if words)
    bare = "" if tests else "_at_all"
    return say(f"told_{test.leaf.op}{bare}", {"label": label, "tests": tests}, lang)


def _check_words(spec: FactSpec, field: FactSpec, check: FieldCheck, lang: Lang) -> str:
    """What a test asks of a field; nothing where any day will do."""
    params: dict[str, Param] = {"field": field_label(spec.name, field, lang)}
    if check.op is FieldOp.IS:
        return say("told_where_is", {**params, "value": flag_words(check.flag, lang)}, lang)
    if check.op is FieldOp.ONE_OF:
        values = _values_words(field, check.values, lang, spec.name)
        said = say("told_where_one_of", {**params, "values": values}, lang)
        return _unsure_words(said, _values_words(field, check.unsure, lang, spec.name), lang)
    if check.cutoff is None:
        return ""
    return say("told_where_day", {**params, "day": check.cutoff.isoformat()}, lang)
