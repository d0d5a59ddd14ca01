"""Which column a heading means, however the sender wrote it."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from jianyou.domain.annexes.schema import AnnexSchema

_NOISE = re.compile(r"[\s\W_]+")
_SIMILAR = 0.85
_SHORTEST_FUZZY = 6


class Strength(IntEnum):
    """How sure a heading's match is, weakest first."""

    SIMILAR = 1
    PART = 2
    CONTAINS = 3
    EXACT = 4


class Match(NamedTuple):
    """The column that a heading means."""

    key: str
    strength: Strength


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """A heading without white space, brackets and punctuation: what is compared."""
    return _NOISE.sub("", text).casefold()


@lru_cache(maxsize=64)
def _names(schema: AnnexSchema) -> tuple[tuple[str, str], ...]:
    """(folded title or alias, column key), in the schema's order."""
    return tuple(
        (fold(name), column.key) for column in schema.columns for name in (column.title, *column.aliases)
    )


@lru_cache(maxsize=64)
def _exact(schema: AnnexSchema) -> dict[str, str]:
    return dict(reversed(_names(schema)))


@lru_cache(maxsize=64)
def _first_letters(schema: AnnexSchema) -> frozenset[str]:
    return frozenset(name[0] for name in _exact(schema))


def exact_headings(texts: Iterable[str], schema: AnnexSchema) -> Iterator[str | None]:
    """For each text the column whose title or alias it is to the letter, punctuation aside."""
    exact, letters = _exact(schema), _first_letters(schema)
    for text in texts:
        first = text[:1].casefold()
        known = first in letters or not first.isalnum()  # a cheap look: most texts are no headings
        yield exact.get(fold(text)) if known else None


@lru_cache(maxsize=1024)
def match_heading(text: str, schema: AnnexSchema) -> Match | None:
    """The column meant by `text`, or None where it is none of ours or could be several."""
    folded = fold(text)
    if not folded:
        return None
    exact = _exact(schema).get(folded)
    if exact:
        return Match(exact, Strength.EXACT)
    names = _names(schema)
    return _containing(folded, names) or _part(folded, names) or _similar(folded, names)


def _containing(folded: str, names: tuple[tuple[str, str], ...]) -> Match | None:
    found = [(len(name), key) for name, key in names if len(name) > 2 and name in folded]
    if len({key for _, key in found}) > 1:
        found = [(length, key) for length, key in found if length * 2 > len(folded)]
    keys = {key for _, key in found}
    return Match(keys.pop(), Strength.CONTAINS) if len(keys) == 1 else None


def _part(folded: str, names: tuple[tuple[str, str], ...]) -> Match | None:
    if len(folded) < 2:
        return None
    keys = {key for name, key in names if folded in name}
    return Match(keys.pop(), Strength.PART) if len(keys) == 1 else None


def _similar(folded: str, names: tuple[tuple[str, str], ...]) -> Match | None:
    if len(folded) < _SHORTEST_FUZZY:
        return None
    best, key = max((SequenceMatcher(None, folded, name).ratio(), key) for name, key in names)
    return Match(key, Strength.SIMILAR) if best >= _SIMILAR else None
