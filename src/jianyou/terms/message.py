"""Anything said to a person: a stable code with parameters; its words live in `texts`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from jianyou.terms.lang import Lang
from jianyou.terms.texts import TEXTS

Param = str | int
NO_PARAMS: Mapping[str, Param] = MappingProxyType({})


class Message(NamedTuple):
    """A stable lower_snake_case code and the values that its sentence mentions."""

    code: str
    params: Mapping[str, Param] = NO_PARAMS

    def text(self, lang: Lang = Lang.ZH) -> str:
        """The sentence in `lang`. A code without a text raises KeyError: that is a defect of ours."""
        return say(self.code, self.params, lang)


def say(code: str, params: Mapping[str, Param] = NO_PARAMS, lang: Lang = Lang.ZH) -> str:
    """The text of `code` in `lang` with its parameters filled in; KeyError if there is none."""
    chinese, english = TEXTS[code]
    return (chinese if lang is Lang.ZH else english).format_map(params)
