"""Kinds of findings by their code, as people read them."""

from collections import defaultdict

from jianyou.terms.message import say
from jianyou.terms.texts import TEXTS
from jianyou.web.components.language import page_lang

_LONGEST = 40


def kind_word(code: str) -> str:
    """The first sentence of what a finding of that kind says, its values left out; no longer than a line."""
    if code not in TEXTS:
        return code
    said = say(code, defaultdict(lambda: "…"), page_lang()).split("。")[0].split(". ")[0]
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
