"""字数: counted as Word does, and the same without punctuation, and a verdict against a limit.

Word counts each East Asian character, full-width punctuation included, as one, and each run of
other characters between spaces or East Asian characters as one. General punctuation that Chinese
text shares with others (—, …, “ ”) counts as East Asian: one each.

Without punctuation, marks of Unicode's P classes and the wave dashes ～ 〜 ~ count nothing; other
symbols (+, ￥, ℃, ①) say something and stay. A run such as `ISO9001:2015` stays one.
"""

import re
import unicodedata
from typing import NamedTuple

from jianyou.terms.finding import Severity

_EAST_ASIAN = (
    "\u1100-\u11ff\u2010-\u2027\u2030-\u205e\u2100-\u214f\u2160-\u218b\u2190-\u22ff\u2460-\u27bf"
    "\u2e80-\u2fff\u3001-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uffee"
    "\U00017000-\U00018d08\U0001aff0-\U0001b2fb\U0001f100-\U0001f2ff\U00020000-\U0003ffff"
)
# Zero-width and bidirectional marks and variation selectors: no character of their own.
_INVISIBLE = (
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
_EAST_ASIAN_MARKS = (
    "\u2010-\u2027\u2030-\u2043\u2045-\u2051\u2053-\u205e\u2768-\u2775"
    "\u3001-\u3003\u3008-\u3011\u3014-\u301f\u3030\u303d\u30a0\u30fb"
    "\ufe10-\ufe19\ufe30-\ufe52\ufe54-\ufe61\ufe63\ufe68\ufe6a\ufe6b\uff01-\uff03\uff05-\uff0a\uff0c-\uff0f"
    "\uff1a\uff1b\uff1f\uff20\uff3b-\uff3d\uff3f\uff5b\uff5d-\uff65"
)

_RUN = re.compile(rf"[^\s{_EAST_ASIAN}{_INVISIBLE}]+")
_MARK = re.compile(f"[{_EAST_ASIAN_MARKS}]")
_HIDDEN = re.compile(f"[{_INVISIBLE}]+")
_PLAIN = re.compile(r"[0-9A-Za-z]")


class Counts(NamedTuple):
    """`words` is Word's 字数, `words_without_punctuation` <= `words` <= `characters` (no spaces)."""

    words: int
    words_without_punctuation: int
    characters: int


def count(text: str) -> Counts:
    """Count a text; line breaks and all other white space count nothing."""
    text = _HIDDEN.sub("", text)
    solid = "".join(text.split())
    runs = _RUN.findall(text)
    characters = len(solid)
    words = characters - sum(map(len, runs)) + len(runs)
    marks = len(_MARK.findall(solid)) + sum(not _says_something(run) for run in runs)
    return Counts(words, words - marks, characters)


def judge(counts: Counts, limit: int, *, as_a_rule: bool = False) -> Severity | None:
    """How far a text goes over `limit`, by the kindest count that still does so.

    Over it without punctuation is an error, over it only with punctuation a warning, over it only
    by characters info, within it None. A limit `as_a_rule` (原则上) is never more than a warning.
    """
    if counts.words_without_punctuation > limit:
        return Severity.WARNING if as_a_rule else Severity.ERROR
    if counts.words > limit:
        return Severity.WARNING
    if counts.characters > limit:
        return Severity.INFO
    return None


def _says_something(run: str) -> bool:
    if _PLAIN.search(run):
        return True
    return any(mark != "~" and unicodedata.category(mark)[0] != "P" for mark in run)
