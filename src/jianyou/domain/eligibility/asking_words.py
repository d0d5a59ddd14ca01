"""Questions of the self-check, their topics and their answers, in plain words."""

from jianyou.domain.eligibility.asking import Question
from jianyou.domain.eligibility.evaluate import LeafOutcome
from jianyou.domain.eligibility.explain_demands import demand_words
from jianyou.domain.eligibility.explain_values import (
    listed,
    record_words,
    value_words,
    words_of,
)
from jianyou.domain.eligibility.facts import COMMON_FACTS, PARENT, Facts, FactType
from jianyou.domain.eligibility.pack import Basis, Said
from jianyou.domain.eligibility.resolve import KIND, Rules
from jianyou.domain.eligibility.values_labels import fact_label
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say
from jianyou.terms.texts import TEXTS


def question_words(question: Question, lang: Lang) -> str:
    """The question itself, one sentence."""
    if question.spec is None:
        return say("selfcheck_declared", {"text": topic_words(question, lang)}, lang)
    if question.key in COMMON_FACTS:
        return say(f"selfcheck_fact_{question.key}", lang=lang)
    return say(f"selfcheck_own_{question.kind}", {"label": topic_words(question, lang)}, lang)


def topic_words(question: Question, lang: Lang) -> str:
    """What it is about, as short as it goes: the fact's name, or what is to be declared."""
    if question.spec is not None:
        return fact_label(question.key, question.spec, lang)
    test = question.leaves[0].test
    own = words_of(test.text, test.text_en, lang) if isinstance(test, Said) else ""
    return (own or question.conditions[0].words(lang)).rstrip("。.")


def hint_words(question: Question, rules: Rules, lang: Lang) -> list[str]:
    """Where the answer is found, and how it is written; a sentence each."""
    params: dict[str, Param] = {
        "as_of": rules.as_of.isoformat(),
        "unit": question.spec.unit if question.spec else "",
    }
    unit = "_unit" if params["unit"] else ""
    codes = [
        f"selfcheck_hint_{question.key.removeprefix(PARENT)}",
        f"selfcheck_how_{question.kind}{unit}",
    ]
    if question.kind == "records" and not question.fields:
        codes.pop()
    return [say(code, params, lang) for code in codes if code in TEXTS]


def demanded_words(question: Question, rules: Rules, lang: Lang) -> list[str]:
    """What the conditions want the answer to be: `成立日期不晚于2019-02-22（到2024-02-22满5年）`."""
    return list(dict.fromkeys(demand_words(leaf, rules, lang) for leaf in question.leaves if _asks(leaf)))


def _asks(leaf: LeafOutcome) -> bool:
    """Whether a leaf says something that its condition's words don't."""
    return not isinstance(leaf.test, Said) and leaf.test.leaf.fact != KIND


def answer_words(question: Question, facts: Facts, lang: Lang) -> str:
    """What is known of it; where nothing is, that it isn't known yet."""
    if question.spec is None:
        said = facts.said.get((Basis.DECLARED, question.key.partition(".")[2]))
        code = {True: "selfcheck_can", False: "selfcheck_cannot", None: "selfcheck_not_known"}[said]
        return say(code, lang=lang)
    value = facts.value(question.key)
    if value is None:
        return say("selfcheck_not_known", lang=lang)
    if question.spec.type is FactType.RECORDS and isinstance(value, tuple):
        records = [each for each in value if not isinstance(each, str)]
        if records and not question.fields:
            return say("selfcheck_some", lang=lang)
        told = [record_words(question.spec, number, each, lang) for number, each in enumerate(records, 1)]
        return listed(told, lang) or say("selfcheck_none", lang=lang)
    return value_words(question.spec, value, lang)
