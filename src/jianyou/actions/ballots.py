"""表决: a vote of a committee as its clerk counts it; of a secret one only sums are ever kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from jianyou.actions.acting import on_call
from jianyou.actions.log import log_act
from jianyou.actions.texts import one_line
from jianyou.datafiles.canonical import Plain
from jianyou.domain.judging.ballot import (
    BallotRules,
    Outcome,
    Round,
    Vote,
    check_rules,
    count_votes,
    open_round,
)
from jianyou.domain.judging.plain import plain_of
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.together import LONGEST_SUBJECT, MOST_PEOPLE, Person
from jianyou.queries.ballots import rounds_of, rules_of
from jianyou.queries.judged import judged_entries
from jianyou.store.models import Ballot, Call, Choice
from jianyou.terms.finding import Refused

MOST_ENTRIES = 120
"""Entries that are voted on at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotTold:
    """A ballot as it was called: on which entries, by which rules, who belongs to the committee.

    `choice` is the number of the choice that it is about, 0 for none.
    """

    title: str
    held_on: date
    rules: BallotRules
    members: Sequence[Person]
    entries: Sequence[UUID]
    choice: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """A round as it was counted: of a secret one the sums, of an open one the votes by member and entry."""

    round: Round
    votes: Mapping[str, Mapping[str, Vote]] | None = None


def open_count(votes: Mapping[str, Mapping[str, Vote]]) -> Counted:
    """The count of a round in which everybody's vote is known."""
    return Counted(open_round(votes), votes)


def hold_ballot(*, actor: Actor, call_slug: str, told: BallotTold, counted: Counted) -> int:
    """Records a ballot with its first round; its number in the call. Logs `hold_ballot`.

    Raises:
        Refused: there is no such call or choice, an entry isn't accepted, title or members are missing, the
            rules or the count can't be (see `count_votes`), or names stand in a secret ballot.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    title = one_line(told.title, LONGEST_SUBJECT, "ballot_title_missing")
    _check_people(told)
    check_rules(told.rules)
    with transaction.atomic():
        call, at = on_call(actor, Act.HOLD_BALLOT, call_slug)
        if told.held_on > localtime(at).date():
            raise Refused("ballot_date_future")
        choice = Choice.objects.filter(call=call, number=told.choice).first() if told.choice else None
        if told.choice and choice is None:
            raise Refused("choice_unknown")
        row = Ballot(
            office_id=call.office_id,
            call=call,
            choice=choice,
            number=(Ballot.objects.filter(call=call).aggregate(last=Max("number"))["last"] or 0) + 1,
            title=title,
            held_on=told.held_on,
            rule=plain_of(told.rules),
            members=[person._asdict() for person in told.members],
            entries=_entries(call, told.entries),
            by=actor.person,
            at=at,
        )
        _count(row, counted)
        row.save(force_insert=True)
        log_act(call=call, act=Act.HOLD_BALLOT, actor=actor, at=at, content=_logged(row))
    return row.number


def add_round(*, actor: Actor, call_slug: str, number: int, round_: int, counted: Counted) -> None:
    """Adds the next round, the `round_`-th, on the entries that come again. Logs `hold_ballot`.

    Raises:
        Refused: there is no such ballot, that round was counted before, or the count can't be.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    with transaction.atomic():
        call, at = on_call(actor, Act.HOLD_BALLOT, call_slug)
        row = Ballot.objects.select_for_update().filter(call=call, number=number).first()
        if row is None:
            raise Refused("ballot_unknown")
        if len(row.rounds) != round_ - 1:
            raise Refused("ballot_round_counted", round=round_)
        _count(row, counted)
        row.save(update_fields=["rounds", "result"])
        log_act(call=call, act=Act.HOLD_BALLOT, actor=actor, at=at, content=_logged(row))


def _check_people(told: BallotTold) -> None:
    if len(told.members) > MOST_PEOPLE:
        raise Refused("together_too_many_people", most=MOST_PEOPLE)
    names = [person.name for person in told.members]
    if len(set(names)) != len(names):
        raise Refused("ballot_member_twice")
    if len(names) != told.rules.members:
        raise Refused("ballot_members_other", count=len(names), members=told.rules.members)


def _entries(call: Call, wanted: Sequence[UUID]) -> list[str]:
    keys = list(dict.fromkeys(wanted))
    if not keys:
        raise Refused("ballot_nothing")
    if len(keys) > MOST_ENTRIES:
        raise Refused("ballot_too_many", most=MOST_ENTRIES, count=len(keys))
    if judged_entries(call).filter(id__in=keys).count() != len(keys):
        raise Refused("ballot_entry_unknown")
    return [key.hex for key in keys]


def _count(row: Ballot, counted: Counted) -> None:
    """Puts a round to the ballot and reckons what it comes to."""
    rules = rules_of(row)
    if rules.secret is (counted.votes is not None):
        raise Refused("ballot_secrecy_wrong")
    members = {person["name"] for person in row.members}
    for member in counted.votes or ():
        if member not in members:
            raise Refused("ballot_stranger", name=member[:60])
    results = count_votes(rules, row.entries, [*rounds_of(row), counted.round])
    told: dict[str, Plain] = {
        "present": counted.round.present,
        "tallies": plain_of(counted.round.tallies),
    }
    if counted.votes is not None:
        told["votes"] = {
            member: {entry: vote.value for entry, vote in own.items()}
            for member, own in counted.votes.items()
        }
    row.rounds = [*row.rounds, told]
    row.result = {result.entry: result.outcome.value for result in results}


def _logged(row: Ballot) -> dict[str, Plain]:
    outcomes = list(row.result.values())
    return {
        "ballot": row.number,
        "subject": row.title,
        "held_on": row.held_on.isoformat(),
        "choice": row.choice.number if row.choice else None,
        "secret": row.rule["secret"],
        "members": len(row.members),
        "entries": len(row.entries),
        "rounds": len(row.rounds),
        "passed": outcomes.count(Outcome.PASSED.value),
    }
