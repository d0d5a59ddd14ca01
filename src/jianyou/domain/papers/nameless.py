"""隐名副本: a copy of a file that shows nobody's name, made anew and searched for the names."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from jianyou.domain.judging.hiding import MOST_TEXT, Finder, Mark
from jianyou.officefiles.neutral import Neutral, Part, neutral_copy
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

MOST_HITS = 40
"""Hits that are told; where there are more, so many are enough to see what to do."""
_SHOWN = 40


class Hit(NamedTuple):
    """What was found, as it is written, and where; `covered`: nothing is seen of it in the copy."""

    text: str
    where: Message
    covered: bool


@dataclass(frozen=True, slots=True)
class Nameless:
    """A copy with what its text was found to hold.

    `names` are hits that must not be shown, `maybe` those that may be ordinary words or somebody else's
    numbers, and those that are covered: for somebody's eyes.
    """

    copy: Neutral
    names: tuple[Hit, ...]
    maybe: tuple[Hit, ...]


def make_nameless(data: bytes, *, title: str, finder: Finder) -> Nameless:
    """The copy of a PDF, JPEG, PNG, Word or Excel file, searched.

    Raises:
        Refused: it is of another kind, locked, damaged, empty or too large.
    """
    copy = neutral_copy(data, title=title)
    hits = list(_hits(copy.parts, finder))
    return Nameless(
        copy,
        tuple(hit for hit, sure in hits if sure and not hit.covered)[:MOST_HITS],
        tuple(hit for hit, sure in hits if not sure or hit.covered)[:MOST_HITS],
    )


def _hits(parts: Sequence[Part], finder: Finder) -> Iterator[tuple[Hit, bool]]:
    """All parts are searched as one text: a name may begin on one page and end on the next."""
    text = "\n".join(part.text for part in parts)
    if len(text) > MOST_TEXT:
        raise Refused("redact_too_large")
    starts = list(accumulate((len(part.text) + 1 for part in parts[:-1]), initial=0))
    for mark in finder.marks(text):
        first = bisect_right(starts, mark.start) - 1
        last = bisect_right(starts, mark.end - 1) - 1
        covered = all(_is_covered(parts[at], starts[at], mark, text) for at in range(first, last + 1))
        shown = " ".join(text[mark.start : mark.end].split())[:_SHOWN]
        yield Hit(shown, parts[first].where, covered), mark.sure


def _is_covered(part: Part, start: int, mark: Mark, text: str) -> bool:
    """Whether nothing can be seen of the signs of this part that the mark holds."""
    own = range(max(mark.start, start), min(mark.end, start + len(part.text)))
    hidden = {at for left, right in part.covered for at in range(start + left, start + right) if at in own}
    return all(at in hidden for at in own if not text[at].isspace())
