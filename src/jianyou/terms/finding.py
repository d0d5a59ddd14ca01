"""问题项: what a check has to say about a file, a row or a cell."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from jianyou.terms.lang import Lang
from jianyou.terms.message import NO_PARAMS, Param, say
from jianyou.terms.place import Place


class Severity(StrEnum):
    """An error must be mended, a warning looked at, an info is told for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


def gravest(severities: Iterable[Severity]) -> Severity | None:
    """The gravest of them, None where there is none."""
    there = set(severities)
    return next((severity for severity in Severity if severity in there), None)


class Finding(NamedTuple):
    """One finding. `row` is the entry's number within its file (from 1), `column` a schema key."""

    code: str
    severity: Severity
    place: Place
    params: Mapping[str, Param] = NO_PARAMS
    row: int | None = None
    column: str | None = None

    def text(self, lang: Lang = Lang.ZH) -> str:
        """What is wrong and how to mend it, in words."""
        return say(self.code, self.params, lang)


class Refused(Exception):
    """An input that can't be read at all; `code` and `params` say why and what to do."""

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code, params)
        self.code = code
        self.params: Mapping[str, Param] = params

    def text(self, lang: Lang = Lang.ZH) -> str:
        """The reason in words."""
        return say(self.code, self.params, lang)
