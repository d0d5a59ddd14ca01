"""集体研究: what may come of it for an entry, and how many the office may recommend."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from jianyou.terms.finding import Refused

MOST_LINES, MOST_PEOPLE, LAST_ORDER = 120, 60, 9999
LONGEST_MINUTES, LONGEST_SUBJECT, LONGEST_PERSON = 100, 200, 60
_BETWEEN = re.compile(r"[，,、\t；;]")


class Outcome(StrEnum):
    """拟推荐、备选、不推荐."""

    RECOMMENDED = "recommended"
    RESERVE = "reserve"
    NOT_RECOMMENDED = "not_recommended"


class Person(NamedTuple):
    """Somebody who took part: name and post."""

    name: str
    post: str = ""


def people_typed(text: str) -> tuple[Person, ...]:
    """Who took part, one a line, name and post parted by a comma.

    Raises:
        Refused: there is nobody, there are too many, or a line is too long.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        raise Refused("together_nobody")
    if len(lines) > MOST_PEOPLE:
        raise Refused("together_too_many_people", most=MOST_PEOPLE)
    people = []
    for line in lines:
        name, *posts = (part.strip() for part in _BETWEEN.split(line, maxsplit=1))
        post = posts[0] if posts else ""
        if not name or max(len(name), len(post)) > LONGEST_PERSON:
            raise Refused("together_nobody")
        people.append(Person(name, post))
    return tuple(people)


Standing = Mapping[tuple[str, int, str], Outcome]
"""What stands decided by the filing's number, the entry's ordinal and the award."""


def recommended_entries(standing: Standing) -> set[tuple[str, int]]:
    """The entries to be recommended for any award: each counts once against the quota."""
    return {key[:2] for key, outcome in standing.items() if outcome is Outcome.RECOMMENDED}
