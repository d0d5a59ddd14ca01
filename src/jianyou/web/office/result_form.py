"""The form of results: which entries it asks about, what was chosen for each, and what stands empty."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.results import LONGEST_DOCUMENT, Empty, ResultLine
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.results import CONFERRED, NOT_CONFERRED, AwardResults, ResultRow, ResultsView
from jianyou.terms.finding import Refused
from jianyou.web.office.days import day_typed
from jianyou.web.office.review_boxes import typed

MOST_ROWS = 300
"""Entries on one form: a browser may send so many fields."""
GIVEN, NOTHING = "tier:", "none"
_LONGEST_DAY = 20
_PARTS = 3


@dataclass(frozen=True, slots=True)
class RowTyped:
    """A row of the form: its number from 1, its entry, what is chosen, what was seen of it before."""

    at: int
    row: ResultRow
    tiers: Sequence[tuple[str, str]]
    chosen: str
    seen: str

    @property
    def key(self) -> str:
        """The line that names it when the form is sent."""
        return f"{self.row.key.number}.{self.row.key.ordinal} {self.row.award} {self.seen or '-'}"


def rows_of(view: ResultsView, post: QueryDict | None) -> list[RowTyped]:
    """The rows of the form with what was chosen: before anything is sent, what stands or was proposed."""
    tiers = {award.key: _options(award) for award in view.awards}
    if post is None:
        return [
            RowTyped(at, row, tiers[row.award], _standing(row), _seen(row))
            for at, row in enumerate(view.rows[:MOST_ROWS], 1)
        ]
    by_key = {(row.key, row.award): row for row in view.rows}
    found = []
    for at, (key, award, seen) in enumerate(_keys(post.get("keys", "")), 1):
        row = by_key.get((key, award))
        if row is not None:
            found.append(RowTyped(at, row, tiers[award], post.get(f"o{at}", "")[:60], seen))
    return found


def fresh(rows: Sequence[RowTyped]) -> list[RowTyped]:
    """The same rows with what stands of them now, after somebody else was first."""
    return [RowTyped(one.at, one.row, one.tiers, one.chosen, _seen(one.row)) for one in rows]


def _options(award: AwardResults) -> list[tuple[str, str]]:
    return [(GIVEN + tier.key, tier.name) for tier in award.tiers]


def _standing(row: ResultRow) -> str:
    if row.result is None:
        return ""
    return GIVEN + row.result.tier if row.result.outcome is CONFERRED else NOTHING


def _seen(row: ResultRow) -> str:
    return row.result.key if row.result else ""


def _keys(text: str) -> Iterator[tuple[EntryKey, str, str]]:
    for line in text.split("\n")[: MOST_ROWS + 1]:
        parts = line.split()
        number, _, ordinal = parts[0].partition(".") if len(parts) == _PARTS else ("", "", "")
        if ordinal.isascii() and ordinal.isdigit() and len(ordinal) <= len("9999"):
            yield EntryKey(number[:40], int(ordinal)), parts[1][:40], "" if parts[2] == "-" else parts[2][:32]


def lines_of(rows: Sequence[RowTyped]) -> list[ResultLine]:
    """What was chosen; rows that nothing was chosen for are left out."""
    lines = []
    for one in rows:
        key, award = one.row.key, one.row.award
        if one.chosen.startswith(GIVEN):
            tier = one.chosen.removeprefix(GIVEN)
            lines.append(ResultLine(key, award, CONFERRED, tier, seen=one.seen))
        elif one.chosen == NOTHING:
            lines.append(ResultLine(key, award, NOT_CONFERRED, seen=one.seen))
    return lines


@dataclass(frozen=True, slots=True)
class TierTyped:
    """A tier as the form would have it: its places, how many are given, why some stay empty."""

    award: AwardResults
    key: str
    name: str
    places: int | None
    given: int
    reason: str

    @property
    def field(self) -> str:
        """The field of the reason."""
        return f"v-{self.award.key}-{self.key}"

    @property
    def choice(self) -> str:
        """What a row holds that is given this tier."""
        return GIVEN + self.key

    @property
    def empty(self) -> int:
        """How many places would stay empty."""
        return max(0, (self.places or 0) - self.given)

    @property
    def over(self) -> int:
        """How many would be too many."""
        return max(0, self.given - self.places) if self.places is not None else 0


def tiers_of_form(view: ResultsView, rows: Sequence[RowTyped], post: QueryDict | None) -> list[TierTyped]:
    """Every tier with what the form would make of it; entries that aren't on it count as they stand."""
    on_form = {(one.row.key, one.row.award) for one in rows}
    given = Counter((one.row.award, one.chosen) for one in rows)
    for row in view.rows:
        if (row.key, row.award) not in on_form:
            given[row.award, _standing(row)] += 1
    tiers = []
    for award in view.awards:
        for tier in award.tiers if award.rows else ():
            name = f"v-{award.key}-{tier.key}"
            reason = tier.reason if post is None else typed(post, name, LONGEST_TEXT, lines=True)
            count = given[award.key, GIVEN + tier.key]
            tiers.append(TierTyped(award, tier.key, tier.name, tier.places, count, reason))
    return tiers


def vacancies_of(tiers: Sequence[TierTyped]) -> list[Empty]:
    """Why places stay empty, where that was told."""
    return [Empty(one.award.key, one.key, one.reason) for one in tiers if one.empty and one.reason.strip()]


@dataclass(frozen=True, slots=True)
class HeadTyped:
    """What the results rest on, as typed."""

    document: str = ""
    on: str = ""
    over: str = ""


def head_typed(post: QueryDict) -> HeadTyped:
    """What was typed."""
    return HeadTyped(
        typed(post, "document", LONGEST_DOCUMENT),
        typed(post, "on", _LONGEST_DAY),
        typed(post, "over", LONGEST_TEXT, lines=True),
    )


def day_told(text: str) -> tuple[date | None, dict[str, Refused]]:
    """The day that was typed into `on`, and what is wrong with it."""
    try:
        day = day_typed(text)
    except Refused as refused:
        return None, {"on": refused}
    return day, {} if day else {"on": Refused("title_day_missing")}


def head_problems(head: HeadTyped) -> tuple[date | None, Mapping[str, Refused]]:
    """The day that was typed, and what is wrong by field."""
    day, problems = day_told(head.on)
    if not head.document.strip():
        problems["document"] = Refused("title_document_missing")
    return day, problems
