"""What somebody typed, made comparable: widths, white space and invisible characters told apart no more."""

import re
from datetime import date

from jianyou.codes.fold import fold_width
from jianyou.terms.display import excerpt, plain

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udfff]"
)
_LONGEST_SHOWN = 40
_MOST_DIGITS = 30


def cleaned(text: str) -> str:
    """Without what can't be seen or printed, white space as single spaces."""
    return " ".join(_INVISIBLE.sub("", text).split())


def folded(text: str) -> str:
    """Cleaned and in half width: what texts of packs and of facts are compared by."""
    return cleaned(fold_width(text))


def shown(raw: object) -> str:
    """The beginning of anything given, fit to be shown."""
    text = type(raw).__name__
    match raw:
        case str():
            text = excerpt(plain(cleaned(raw[: 10 * _LONGEST_SHOWN])), _LONGEST_SHOWN)
        case date():
            text = raw.isoformat()
        case None:
            text = "null"
        case int() if abs(raw) >= 10**_MOST_DIGITS:
            text = "1…"
        case bool() | int() | float():
            text = str(raw).lower()
        case list() | tuple():
            text = "[…]"
        case dict():
            text = "{…}"
    return text
