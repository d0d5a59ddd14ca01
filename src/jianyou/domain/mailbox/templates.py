"""消息文字: the words of a kind of message, the shipped ones or an office's own, and what may stand in them.

Own words are somebody's typing: they are never a format, only text with the names that the shipped words
have in braces.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.texts import TEXTS

LONGEST_SUBJECT, LONGEST_BODY = 120, 1500
_NAME = re.compile(r"\{([a-z][a-z_]*)\}")
_BRACE = re.compile(r"[{}]")
_NEEDED = frozenset({"page", "until", "due", "after", "number", "begins", "ends"})
"""What a body must not leave out where the shipped one says it: the way back, and until when."""


class Words(NamedTuple):
    """Subject (one line) and body, with names in braces where a message's values stand."""

    subject: str
    body: str


def shipped_words(kind: str, lang: Lang) -> Words:
    """The words that come with the system; KeyError if there is no such kind."""
    at = 0 if lang is Lang.ZH else 1
    return Words(TEXTS[f"message_{kind}_subject"][at], TEXTS[f"message_{kind}"][at])


def names_in(text: str) -> tuple[str, ...]:
    """The names that stand in braces, each once, in their order."""
    return tuple(dict.fromkeys(_NAME.findall(text)))


def names_of(kind: str) -> tuple[str, ...]:
    """What own words of a kind may mention: whatever the shipped ones do, in either language."""
    words = [shipped_words(kind, lang) for lang in Lang]
    return names_in("\n".join(text for each in words for text in (each.body, each.subject)))


def needed_names(kind: str, lang: Lang) -> tuple[str, ...]:
    """What an own body of a kind must mention."""
    return tuple(name for name in names_in(shipped_words(kind, lang).body) if name in _NEEDED)


def filled(text: str, values: Mapping[str, Any]) -> str:
    """The text with each value in the place of its name; KeyError for a name without a value."""
    return _NAME.sub(lambda found: str(values[found[1]]), text)


def check_words(kind: str, lang: Lang, words: Words) -> list[tuple[str, Refused]]:
    """What is wrong with own words: at `subject` or `body`, each in the order of its place."""
    wrong = [
        *_of_text("subject", words.subject, LONGEST_SUBJECT, kind),
        *_of_text("body", words.body, LONGEST_BODY, kind),
    ]
    if not any(place == "body" for place, _ in wrong):
        wrong += [
            ("body", Refused("template_name_missing", name=f"{{{name}}}"))
            for name in needed_names(kind, lang)
            if name not in names_in(words.body)
        ]
    return wrong


def _of_text(place: str, text: str, most: int, kind: str) -> list[tuple[str, Refused]]:
    if not text.strip():
        return [(place, Refused("template_empty"))]
    if len(text) > most:
        return [(place, Refused("template_long", count=len(text), most=most))]
    allowed = set(names_of(kind))
    for found in _BRACE.finditer(text):
        begin = found.start()
        name = _NAME.match(text, begin) if found[0] == "{" else None
        if name and name[1] not in allowed:
            return [(place, Refused("template_name_unknown", name=name[0], **_place(text, begin)))]
        if name is None and not _closes(text, begin):
            return [(place, Refused("template_brace", **_place(text, begin)))]
    return []


def _closes(text: str, at: int) -> bool:
    """Whether the brace at that place ends a name."""
    begin = text.rfind("{", 0, at)
    found = _NAME.match(text, begin) if text[at] == "}" and begin >= 0 else None
    return found is not None and found.end() == at + 1


def _place(text: str, at: int) -> dict[str, int]:
    """Line and sign, each from 1."""
    before = text[:at]
    return {"line": before.count("\n") + 1, "sign": at - (before.rfind("\n") + 1) + 1}
