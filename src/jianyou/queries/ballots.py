"""表决: the ballots of a call, as its office sees them and as decision records hold them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.judging.ballot import BallotRules, Outcome, Round, Tally, count_votes
from jianyou.domain.judging.plain import from_plain
from jianyou.domain.judging.record import Ballot as Recorded
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.together import Person
from jianyou.queries.choice_records import record_part
from jianyou.queries.judged import judged_entries
from jianyou.queries.office_calls import names_of, own_call
from jianyou.store.models import Ballot, Call, Choice, Entry
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

MOST_LISTED = 120


@dataclass(frozen=True, slots=True)
class BallotLine:
    """A ballot in the list; `again` entries still wait for another round."""

    number: int
    title: str
    held_on: date
    secret: bool
    choice: int | None
    entries: int
    passed: int
    again: int
    rounds: int


@dataclass(frozen=True, slots=True)
class VoteLine:
    """What a ballot came to for an entry."""

    key: UUID
    number: str
    ordinal: int
    name: str
    district: str
    outcome: Outcome
    round: int
    tally: Tally
    reason: Message


@dataclass(frozen=True, slots=True)
class BallotView:
    """A ballot opened; `votes` are of each round of an open one who voted how, by member and entry."""

    slug: str
    title: str
    line: BallotLine
    rules: BallotRules
    members: tuple[Person, ...]
    present: tuple[int, ...]
    lines: tuple[VoteLine, ...]
    votes: tuple[Mapping[str, Mapping[str, str]], ...]
    by: str
    at: datetime

    @property
    def again(self) -> tuple[VoteLine, ...]:
        """Those that come again in the next round."""
        return tuple(line for line in self.lines if line.outcome is Outcome.AGAIN)


def rules_of(row: Ballot) -> BallotRules:
    """The rules of a ballot."""
    return from_plain(BallotRules, row.rule, "rule")


def rounds_of(row: Ballot) -> tuple[Round, ...]:
    """The sums of its rounds."""
    told = [{"present": one["present"], "tallies": one["tallies"]} for one in row.rounds]
    return from_plain(tuple[Round, ...], told, "rounds")


def recorded_ballots(call: Call, numbers: Iterable[int]) -> tuple[Recorded, ...]:
    """Ballots of a call as a decision record holds them, in the order of their numbers.

    Raises:
        Refused: one of them isn't there.
    """
    return tuple(
        Recorded(row.title, rules_of(row), tuple(row.entries), rounds_of(row)) for row in _rows(call, numbers)
    )


def passed_in(call: Call, numbers: Iterable[int]) -> set[str]:
    """The entries that passed in any of these ballots.

    Raises:
        Refused: one of them isn't there.
    """
    return {
        result.entry
        for row in _rows(call, numbers)
        for result in count_votes(rules_of(row), row.entries, rounds_of(row))
        if result.outcome is Outcome.PASSED
    }


def _rows(call: Call, numbers: Iterable[int]) -> Sequence[Ballot]:
    wanted = set(numbers)
    rows = list(Ballot.objects.filter(call=call, number__in=wanted).order_by("number"))
    if len(rows) != len(wanted):
        raise Refused("ballot_unknown")
    return rows


class Votable(NamedTuple):
    """An entry that can be voted on; `tier` is what a choice gave it, "" for none."""

    key: UUID
    number: str
    ordinal: int
    name: str
    district: str
    score: str
    tier: str


def list_votable(*, viewer: Actor, slug: str, choice: int) -> tuple[Votable, ...]:
    """The first entries of a choice's ranking, those chosen first; without one, accepted entries by name.

    Raises:
        Refused: that office has no such call, or the call no such choice.
    """
    call = own_call(viewer, slug)
    row = Choice.objects.filter(call=call, number=choice).first() if choice else None
    if choice and (row is None or not row.file):
        raise Refused("choice_unknown")
    if row is None:
        entries = judged_entries(call).select_related("filing").order_by("sound", "id")[:MOST_LISTED]
        return tuple(_votable(entry, "", "") for entry in entries)
    result = record_part(row.file, "result")
    scores = {one["key"]: one["score"] for one in record_part(row.file, "choice")["candidates"]}
    names = {tier["key"]: tier["name"] for tier in record_part(row.file, "choice")["tiers"]}
    due = {one["key"]: one["tier"] for one in result["chosen"]}
    order = sorted(result["order"], key=lambda key: key not in due)[:MOST_LISTED]
    rows = Entry.objects.filter(id__in=[UUID(key) for key in order]).select_related("filing")
    found = {entry.id.hex: entry for entry in rows}
    return tuple(_votable(found[key], scores[key], names.get(due.get(key, ""), "")) for key in order)


def _votable(entry: Entry, score: str, tier: str) -> Votable:
    return Votable(entry.id, entry.filing.number, entry.ordinal, entry.name, entry.district, score, tier)


def list_ballots(*, viewer: Actor, slug: str) -> tuple[BallotLine, ...]:
    """The ballots of a call of the viewer's office, the newest first.

    Raises:
        Refused: that office has none of that name.
    """
    rows = Ballot.objects.filter(call=own_call(viewer, slug)).select_related("choice")
    return tuple(_line(row) for row in rows.order_by("-number"))


def get_ballot(*, viewer: Actor, slug: str, number: int) -> BallotView:
    """A ballot of a call.

    Raises:
        Refused: that office has no such call, or the call no such ballot.
    """
    call = own_call(viewer, slug)
    row = Ballot.objects.filter(call=call, number=number).select_related("choice").first()
    if row is None:
        raise Refused("ballot_unknown")
    results = count_votes(rules_of(row), row.entries, rounds_of(row))
    rows = Entry.objects.filter(id__in=[UUID(key) for key in row.entries]).select_related("filing")
    entries = {entry.id.hex: entry for entry in rows}
    by_key = {result.entry: result for result in results}
    lines = []
    for key in row.entries:
        entry, result = entries[key], by_key[key]
        line = VoteLine(
            key=entry.id,
            number=entry.filing.number,
            ordinal=entry.ordinal,
            name=entry.name,
            district=entry.district,
            outcome=result.outcome,
            round=result.round,
            tally=result.tally,
            reason=result.reason,
        )
        lines.append(line)
    return BallotView(
        slug=call.slug,
        title=call.title,
        line=_line(row),
        rules=rules_of(row),
        members=tuple(Person(one["name"], one["post"]) for one in row.members),
        present=tuple(one["present"] for one in row.rounds),
        lines=tuple(lines),
        votes=tuple(one.get("votes", {}) for one in row.rounds),
        by=names_of(viewer, [row.by])[row.by],
        at=localtime(row.at),
    )


def _line(row: Ballot) -> BallotLine:
    outcomes = list(row.result.values())
    return BallotLine(
        number=row.number,
        title=row.title,
        held_on=row.held_on,
        secret=bool(row.rule["secret"]),
        choice=row.choice.number if row.choice else None,
        entries=len(row.entries),
        passed=outcomes.count(Outcome.PASSED.value),
        again=outcomes.count(Outcome.AGAIN.value),
        rounds=len(row.rounds),
    )
