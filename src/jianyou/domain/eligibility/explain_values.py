"""Values of facts in words: what was seen, and what it is measured by."""

from datetime import date

from jianyou.codes import industry, region
from jianyou.domain.eligibility.evaluate import LeafOutcome, record_holds
from jianyou.domain.eligibility.facts import FactSpec, FactType, Record, Value
from jianyou.domain.eligibility.pack import Op, Said, Setting
from jianyou.domain.eligibility.resolve import Test
from jianyou.domain.eligibility.settings import shown_number
from jianyou.domain.eligibility.values_labels import field_label, option_label
from jianyou.domain.eligibility.values_words import PROVINCES
from jianyou.terms.display import excerpt, plain
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

MOST_RECORDS_TOLD = 5
_LONGEST_TOLD = 100
_LARGEST_WHOLE = 2**53
_COMMA = {Lang.ZH: "，", Lang.EN: ", "}
_PAUSE = {Lang.ZH: "、", Lang.EN: ", "}


def listed(words: list[str], lang: Lang) -> str:
    """Words side by side."""
    return _PAUSE[lang].join(words)


def words_of(chinese: str, english: str, lang: Lang) -> str:
    """Words that a pack brings itself; Chinese where it has no English."""
    return (english if lang is Lang.EN else "") or chinese


def flag_words(value: object, lang: Lang) -> str:
    """Yes or no."""
    return say("told_yes" if value else "told_no", lang=lang)


def number_words(value: float, unit: str) -> str:
    """A number with its unit."""
    return f"{shown_number(value)} {unit}".strip()


def text_words(spec: FactSpec, text: str, lang: Lang, within: str = "") -> str:
    """A text, a choice or a code of a fact, or of a field of the records `within`.

    Codes have their names beside them in Chinese, the only language of the standards.
    """
    if spec.type in (FactType.CHOICE, FactType.CHOICES):
        return option_label(f"{within}.{spec.name}" if within else spec.name, text, lang)
    if spec.type is FactType.CODE and spec.name in _CODE_NAMES and lang is Lang.ZH:
        name = _CODE_NAMES[spec.name](text)
        return f"{text} {name}" if name else text
    return excerpt(plain(text), _LONGEST_TOLD)


def value_words(spec: FactSpec, value: Value | None, lang: Lang, within: str = "") -> str:
    """A value in words; records are told by `record_words`."""
    if value is None:
        return say("told_unknown", lang=lang)
    if isinstance(value, bool):
        return flag_words(value, lang)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return number_words(value, spec.unit)
    if isinstance(value, tuple):
        words = [text_words(spec, each, lang, within) for each in value if isinstance(each, str)]
        return listed(words, lang) if words else say("told_nothing", lang=lang)
    return text_words(spec, str(value), lang, within)


def record_words(spec: FactSpec, number: int, record: Record, lang: Lang) -> str:
    """One record by its number, with all that is known of it."""
    told = []
    for field in spec.fields:
        value = record.get(field.name)
        if value is not None:
            words = value_words(field, value, lang, spec.name)
            label = {"label": field_label(spec.name, field, lang), "value": words}
            told.append(say("told_observed", label, lang))
    fields = _COMMA[lang].join(told) or say("told_record_bare", lang=lang)
    return say("told_record", {"number": number, "fields": fields}, lang)


def relevant_records(test: Test, value: tuple[Record, ...]) -> list[tuple[int, Record]]:
    """The records, with their numbers from 1, that pass the test's `where` or may do so."""
    return [(at, each) for at, each in enumerate(value, 1) if record_holds(test.where, each) is not False]


def plain_value(value: Setting | Value | None) -> object:
    """A value as JSON has it; whole numbers without a fraction."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [each if isinstance(each, str) else _plain_record(each) for each in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_WHOLE:
        return int(value)
    return value


def _plain_record(record: Record) -> dict[str, object]:
    return {name: plain_value(value) for name, value in record.items()}


def observed_words(leaf: LeafOutcome, value: Value | None, lang: Lang) -> str:
    """What a leaf saw, in words, without its label."""
    test = leaf.test
    if isinstance(test, Said):
        answer = {True: "yes", False: "no", None: "open"}[leaf.truth]
        return say(f"told_{test.basis}_{answer}", lang=lang)
    if test.leaf.op in (Op.SOME, Op.NONE) and isinstance(value, tuple):
        return _records_words(test, tuple(each for each in value if not isinstance(each, str)), lang)
    if test.spec.type is FactType.RECORDS and isinstance(value, tuple):
        return say("told_records", {"count": len(value)}, lang)
    return value_words(test.spec, value, lang)


def _records_words(test: Test, records: tuple[Record, ...], lang: Lang) -> str:
    if not records:
        return say("told_records_none", lang=lang)
    found = relevant_records(test, records)
    if not found:
        return say("told_records_other", {"count": len(records)}, lang)
    words = [record_words(test.spec, number, record, lang) for number, record in found[:MOST_RECORDS_TOLD]]
    told = listed(words, lang)
    if len(found) <= MOST_RECORDS_TOLD:
        return told
    return say("told_records_more", {"told": told, "count": len(found)}, lang)


def _industry_name(code: str) -> str:
    entry = industry.get(code)
    return entry.name if entry else ""


def _region_name(code: str) -> str:
    named = next((each.name for each in region.regions() if each.code == code[:6]), "")
    return named or next((name for name, digits in PROVINCES.items() if digits == code[:2]), "")


_CODE_NAMES = {"industry": _industry_name, "region": _region_name}
