"""Values as they are written into a data file: YAML that takes any words."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from jianyou.terms.clause import Clause

_WORD = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_NO_WORDS = ("yes", "no", "true", "false", "null", "on", "off", "y", "n")
_NO_TEXT = ("Cc", "Cs")
_NO_SIGNS = "\ufeff\ufffe\uffff"


def clean(text: str) -> str:
    """A text on one line without what no paper can carry."""
    return bare(" ".join(text.split())).strip()


def bare(text: str) -> str:
    """A text without signs that YAML doesn't take."""
    return "".join(
        sign for sign in text if unicodedata.category(sign) not in _NO_TEXT and sign not in _NO_SIGNS
    )


def flow(values: Mapping[str, Any]) -> str:
    """A mapping on one line, what has no value left out."""
    pairs = (f"{key}: {written(value)}" for key, value in values.items() if value not in (None, "", ()))
    return f"{{{', '.join(pairs)}}}"


def written(value: Any) -> str:
    """A value as YAML takes it whatever it holds.

    Texts, numbers, flags, dates, enums, clauses, and lists and mappings of such.
    """
    match value:
        case bool():
            said = "yes" if value else "no"
        case Enum():
            said = str(value.value)
        case Clause():
            said = quoted_text(str(value))
        case str():
            said = quoted_text(value)
        case date():
            said = value.isoformat()
        case float():
            said = f"{value:g}"
        case Mapping():
            said = flow(value)
        case Sequence():
            said = f"[{', '.join(written(item) for item in value)}]"
        case _:
            said = str(value)
    return said


def quoted_text(value: str) -> str:
    """A text quoted; JSON's strings are YAML's. A plain word that YAML takes for nothing else stays so."""
    if _WORD.fullmatch(value) and value not in _NO_WORDS:
        return value
    return json.dumps(clean(value), ensure_ascii=False)
