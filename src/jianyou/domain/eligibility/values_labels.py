"""What facts, their fields and their options are called."""

from jianyou.domain.eligibility.facts import COMMON_FACTS, PARENT, FactSpec
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.terms.texts import TEXTS


def fact_label(name: str, spec: FactSpec | None, lang: Lang) -> str:
    """A fact's name in words; that of a parent's fact says so. Without a spec, the name as it is."""
    bare = name.removeprefix(PARENT)
    label = _label(bare, spec, lang)
    return label if bare == name else say("told_of_parent", {"label": label}, lang)


def field_label(fact: str, field: FactSpec, lang: Lang) -> str:
    """The name of a field of a fact's records in words."""
    code = f"fact_field_{fact}_{field.name}"
    return say(code, lang=lang) if fact in COMMON_FACTS and code in TEXTS else _own(field, lang)


def option_label(path: str, option: str, lang: Lang) -> str:
    """What an option of a fact, or of a field of its records (`accidents.kind`), is called."""
    code = f"fact_option_{path.replace('.', '_')}_{option}"
    return say(code, lang=lang) if code in TEXTS else option


def option_words(path: str, option: str, lang: Lang) -> str:
    """An option as it is written, with what it is called."""
    label = option_label(path, option, lang)
    if label == option:
        return option
    return f"{option}（{label}）" if lang is Lang.ZH else f"{option} ({label})"


def _label(name: str, spec: FactSpec | None, lang: Lang) -> str:
    if name in COMMON_FACTS:
        return say(f"fact_{name}", lang=lang)
    return name if spec is None else _own(spec, lang)


def _own(spec: FactSpec, lang: Lang) -> str:
    return (spec.label_en if lang is Lang.EN else "") or spec.label or spec.name
