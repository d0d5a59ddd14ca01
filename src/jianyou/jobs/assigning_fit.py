"""How well experts fit entries, from what an office knows of both."""

import re
from collections.abc import Iterable

from jianyou.domain.judging.assignment.affinity import Affinity
from jianyou.domain.judging.assignment.matching import (
    MOST_TEXT,
    MOST_WORDS,
    EntryFacts,
    ExpertFacts,
    affinity_of,
)
from jianyou.queries.assigning_basis import Chair, Judged

_FIELD = 3
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_USUAL = ("zh",)
"""What an expert reads of whom nothing is told."""


def field_of(code: str) -> str:
    """The industry by which entries and experts are compared: letter and division (`C36`), "" for none."""
    return code[:_FIELD]


def fits(entries: Iterable[Judged], experts: Iterable[Chair]) -> Affinity:
    """The fit of each expert to each entry by industry, words of expertise and language of the texts."""
    return affinity_of(
        [
            EntryFacts(
                one.key, one.industry, one.text[:MOST_TEXT], "zh" if _CHINESE.search(one.text) else "en"
            )
            for one in sorted(entries)
        ],
        [
            ExpertFacts(
                one.key,
                one.industries[:MOST_WORDS],
                tuple(word[:200] for word in one.words[:MOST_WORDS]),
                one.languages[:MOST_WORDS] or _USUAL,
            )
            for one in sorted(experts)
        ],
    )
