"""The regular expressions of a data file: only such as can't make a check hang."""

import re
import warnings

from jianyou.datafiles.problems import quoted
from jianyou.terms.message import Message, Param

LONGEST_SIGN = 400
MOST_REPEATS = 3
"""Unbounded repeats in one sign: each makes the worst case a power worse."""

_LARGE = 50
"""A repeat that may go beyond this counts as unbounded."""

_TOKEN = re.compile(
    r"""\\.                                        # an escaped character
      | \[\^?\]?(?:\\.|[^\]\\])*\]                 # a character class
      | \((?:\?(?:P?<[^>]*>|<?[=!]|[>:]))?         # a group begins
      | (?P<repeat>[*+?]|\{\d*,\d*\}|\{\d+\})[?+]?
      | .""",
    re.VERBOSE | re.DOTALL,
)
_COMMENTED = re.compile(r"\(\?(?:#|[a-zA-Z-]*x)")
"""Comments and verbose patterns, which `_TOKEN` would misread."""


def problem_of_sign(sign: str) -> Message | None:
    """What is wrong with a regular expression, None where it may be used."""
    if len(sign) > LONGEST_SIGN:
        return Message("data_sign_too_long", {"count": len(sign), "most": LONGEST_SIGN})
    said: dict[str, Param] = {"text": quoted(sign)}
    try:
        with warnings.catch_warnings():
            # Python warns where it may one day read a pattern differently: that is no sure sign.
            warnings.simplefilter("error")
            pattern = re.compile(sign)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        position = getattr(error, "pos", None)
        if position is None:
            return Message("data_sign_bad", said)
        return Message("data_sign_bad_at", {**said, "position": position + 1})
    if _COMMENTED.search(sign) or _may_hang(sign):
        return Message("data_sign_slow", {**said, "most": MOST_REPEATS})
    return Message("data_sign_empty", said) if pattern.match("") else None


def _may_hang(sign: str) -> bool:
    """Whether a group with a choice in it is repeated, or too much is repeated without bound."""
    choices = [0]
    unbounded = closed = 0
    """`choices` counts repeats and alternatives in each open group, `closed` in the last closed one."""
    after_group = False
    for token in _TOKEN.finditer(sign):
        text, repeat = token.group(), token["repeat"]
        if repeat is not None:
            most = _most(repeat)
            if after_group and closed and most > 1:
                return True
            choices[-1] += 1
            unbounded += most > _LARGE
        elif text == "|":
            choices[-1] += 1
        elif text == ")" and len(choices) > 1:
            closed = choices.pop()
            choices[-1] += closed
        elif text.startswith("("):
            choices.append(0)
        after_group = text == ")"
    return unbounded > MOST_REPEATS


def _most(repeat: str) -> int:
    """The most times that a repeat allows."""
    if repeat == "?":
        return 1
    most = "" if repeat in "*+" else repeat.strip("{}").split(",")[-1]
    return int(most) if most else _LARGE + 1
