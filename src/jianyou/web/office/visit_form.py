"""What is typed of a visit or a series of visits, and what is wrong with it."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.http import QueryDict

from jianyou.actions.visiting import MOST_EXPERTS, SeriesTold, VisitTold
from jianyou.domain.annexes.typed import fit_text
from jianyou.queries.visits import VisitLine
from jianyou.terms.finding import Refused
from jianyou.web.components.moments import moment_to_type, moment_typed

TEXTS = ("entry", "begins", "ends", "place", "note", "reason", "first", "minutes", "pause", "a_day")
_LONGEST = 4000
_MOST_DIGITS = 4
FIELDS = {
    "visit_times_turned": "ends",
    "visit_past": "begins",
    "visit_nobody": "experts",
    "visit_place_missing": "place",
    "visit_place_taken": "place",
    "visit_expert_busy": "experts",
    "visit_recused": "experts",
    "assign_not_on_panel": "experts",
    "visit_entry_twice": "entry",
    "assign_pair_missing": "entry",
    "assign_not_reviewed": "entry",
    "site_reason_missing": "reason",
    "visit_series_bounds": "minutes",
    "visit_series_late": "a_day",
}
"""At which field a refusal of the act is told."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class VisitForm:
    """What was typed by field, which experts were ticked, and the problems by field."""

    typed: Mapping[str, str]
    experts: frozenset[str]
    problems: Mapping[str, Refused]

    @classmethod
    def of(cls, posted: QueryDict) -> "VisitForm":
        """What a browser sent."""
        typed = {
            name: fit_text(posted.get(name, "")[:_LONGEST], lines=name in {"note", "reason"})
            for name in TEXTS
        }
        return cls(typed, frozenset(posted.getlist("experts")[: MOST_EXPERTS * 2]), {})

    @classmethod
    def showing(cls, line: VisitLine) -> "VisitForm":
        """A visit as it stands."""
        typed = {
            "begins": moment_to_type(line.begins),
            "ends": moment_to_type(line.ends),
            "place": line.place,
            "note": line.note,
        }
        return cls(typed, frozenset(str(one.key) for one in line.experts), {})

    @property
    def wrong(self) -> list[tuple[str, Refused]]:
        """The problems for the summary on top."""
        return list(self.problems.items())

    def with_problems(self, problems: Mapping[str, Refused]) -> "VisitForm":
        """The same with what is wrong."""
        return VisitForm(self.typed, self.experts, problems)

    def refused(self, refused: Refused) -> "VisitForm":
        """The same with a refusal of the act at its field, else at the form as a whole (`act`)."""
        return self.with_problems({FIELDS.get(refused.code, "act"): refused})

    def visit(self) -> "VisitTold | VisitForm":
        """What it says of one visit, or the form with what is wrong."""
        problems: dict[str, Refused] = {}
        begins = _read(problems, "begins", lambda: moment_typed(self.typed["begins"]))
        ends = _read(problems, "ends", lambda: moment_typed(self.typed["ends"]))
        experts = _read(problems, "experts", self._keys)
        if begins is None or ends is None or experts is None:
            return self.with_problems(problems)
        return VisitTold(
            begins=begins, ends=ends, place=self.typed["place"], experts=experts, note=self.typed["note"]
        )

    def series(self) -> "SeriesTold | VisitForm":
        """What it says of a series, or the form with what is wrong."""
        problems: dict[str, Refused] = {}
        first: datetime | None = _read(problems, "first", lambda: moment_typed(self.typed["first"]))
        experts = _read(problems, "experts", self._keys)
        if first is None or experts is None:
            return self.with_problems(problems)
        return SeriesTold(
            first=first,
            minutes=_whole(self.typed["minutes"]),
            pause=_whole(self.typed["pause"]),
            a_day=_whole(self.typed["a_day"]),
            place=self.typed["place"],
            experts=experts,
        )

    def entry(self) -> uuid.UUID:
        """The entry that was chosen.

        Raises:
            Refused: none was.
        """
        return _uuid(self.typed.get("entry", ""), "assign_pair_missing")

    def _keys(self) -> tuple[uuid.UUID, ...]:
        return tuple(_uuid(text, "assign_not_on_panel") for text in sorted(self.experts))


def _read(problems: dict[str, Refused], name: str, read: Callable[[], T]) -> T | None:
    try:
        return read()
    except Refused as refused:
        problems[name] = refused
        return None


def _uuid(text: str, code: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Refused(code) from None


def _whole(text: str) -> int:
    """The number, -1 (out of all bounds) where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else -1
