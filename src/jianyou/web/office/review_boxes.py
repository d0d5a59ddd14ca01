"""Fields of the forms around reviews: what stands in each, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from jianyou.domain.annexes.typed import fit_text
from jianyou.terms.finding import Refused

_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A field. `kind`: line, text, moment, day, number, choice, check, file. `longest` in characters."""

    name: str
    label: Any
    hint: Any = ""
    kind: str = "line"
    text: str = ""
    longest: int = 200
    choices: Sequence[tuple[str, Any]] = ()
    problem: Refused | None = None
    chinese: bool = True
    off: bool = False

    @property
    def told_by(self) -> str:
        """The ids of what explains the field."""
        said = {"hint": self.hint, "error": self.problem}
        return " ".join(f"{self.name}-{part}" for part, there in said.items() if there)


def typed(post: QueryDict, name: str, longest: int, *, lines: bool = False) -> str:
    """What was typed into a field, as any database can hold it; no longer than twice what it may be."""
    return fit_text(post.get(name, "")[: 2 * longest], lines=lines)


def number_typed(post: QueryDict, name: str, low: int, high: int) -> int | None:
    """A whole number within bounds, None where nothing was typed.

    Raises:
        Refused: it is something else.
    """
    text = post.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS and low <= int(text) <= high):
        raise Refused("review_number_wrong", low=low, high=high)
    return int(text)


def placed(refused: Refused, places: Mapping[str, str], otherwise: str) -> dict[str, Refused]:
    """A refusal at the field that it speaks of."""
    return {places.get(refused.code, otherwise): refused}
