"""One place where a call file and its notice don't say the same."""

from typing import NamedTuple

from jianyou.domain.notices.model import Span
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message


class Difference(NamedTuple):
    """What differs: the path of its key in the call file (items from 1), and a message's code.

    `said_in_call` and `said_in_notice` are empty where one of them says nothing; `span` is the
    notice's place, None where it has none.
    """

    key: str
    code: str
    said_in_call: str
    said_in_notice: str
    span: Span | None

    def text(self, lang: Lang = Lang.ZH) -> str:
        """The difference in words."""
        params = {"call": self.said_in_call, "notice": self.said_in_notice}
        return Message(self.code, params).text(lang)


def differing(key: str, in_call: str, in_notice: str, span: Span | None) -> Difference:
    """A value that one of the two lacks, or that they give differently."""
    if not in_call:
        code = "compare_not_in_call"
    elif not in_notice:
        code = "compare_not_in_notice"
    else:
        code = "compare_differs"
    return Difference(key, code, in_call, in_notice, span)
