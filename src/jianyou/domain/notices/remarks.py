"""What a draft's comments still ask: each question with the path of the key that it is about."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from jianyou.datafiles.edits import Spot, spots
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_MARKS = "|".join(re.escape(say("draft_question", lang=lang)) for lang in Lang)
_QUESTION = re.compile(rf"(?P<indent> *)# (?:{_MARKS}) (?P<key>[a-z][a-z0-9_.]*): (?P<asked>.+)")
_CANDIDATE = re.compile(r" *#   - (?P<words>.+)")


class Remark(NamedTuple):
    """A question in a comment: its key's path, its words, what may be chosen, and its lines (from 0)."""

    path: str
    asked: str
    candidates: tuple[str, ...]
    first: int
    last: int


def remarks_in(text: str) -> tuple[Remark, ...]:
    """Every question that stands in the comments of a call file, in the order of its lines."""
    lines = text.split("\n")
    known = list(spots(text))
    found = []
    for number, line in enumerate(lines):
        match = _QUESTION.fullmatch(line)
        if match is None:
            continue
        candidates = []
        for below in lines[number + 1 :]:
            candidate = _CANDIDATE.fullmatch(below)
            if candidate is None:
                break
            candidates.append(candidate["words"])
        path = _path(match["key"], len(match["indent"]), number, known)
        found.append(Remark(path, match["asked"], tuple(candidates), number, number + len(candidates)))
    return tuple(found)


def without_remarks(text: str, settled: Collection[Remark]) -> str:
    """The file without those comments."""
    gone = {line for remark in settled for line in range(remark.first, remark.last + 1)}
    return "\n".join(line for number, line in enumerate(text.split("\n")) if number not in gone)


def _path(key: str, indent: int, line: int, known: Sequence[Spot]) -> str:
    """The whole path: a key with points is whole already, another is meant where the comment stands."""
    if "." in key or not indent:
        return key
    same = [spot for spot in known if spot.column == indent]
    # A comment stands within what it is about, right below it, or above its first line.
    around = [spot for spot in same if spot.first <= line <= spot.last + 1]
    below = [spot for spot in same if spot.first > line]
    if not (around or below):
        return key
    inner = around[-1] if around else min(below, key=lambda spot: spot.first)
    if not inner.listing:
        return f"{inner.path}.{key}"
    item = next((at for at, start in enumerate(inner.starts, 1) if start > line), len(inner.starts))
    return f"{inner.path}.{item}.{key}"
