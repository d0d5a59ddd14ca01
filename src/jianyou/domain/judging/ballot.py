"""审议表决: quorum, majority, abstentions, rounds; every threshold an exact fraction.

A secret ballot hands in sums alone; an open one hands in who voted how, and its sums are counted here.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message

MOST_MEMBERS = 10_000
MOST_ROUNDS = 20


class Base(StrEnum):
    """Of whom a majority is reckoned: all members, those present, or those who voted for or against."""

    MEMBERS = "members"
    PRESENT = "present"
    CAST = "cast"


class Majority(NamedTuple):
    """Votes for needed: over `share` of the base, or at least that much where it isn't `strict`.

    Of `Base.CAST` abstentions and invalid papers count for nothing; of the others they count as not for.
    """

    share: Fraction
    strict: bool
    base: Base

    def needed(self, members: int, present: int, cast: int) -> int:
        """The least number of votes for that is enough."""
        of = {Base.MEMBERS: members, Base.PRESENT: present, Base.CAST: cast}[self.base]
        exact = self.share * of
        whole = exact.numerator // exact.denominator
        return whole + 1 if self.strict or exact != whole else whole


def more_than_half(base: Base = Base.PRESENT) -> Majority:
    """过半数: over one half."""
    return Majority(Fraction(1, 2), strict=True, base=base)


def two_thirds(base: Base = Base.PRESENT) -> Majority:
    """三分之二以上: two thirds or more."""
    return Majority(Fraction(2, 3), strict=False, base=base)


@dataclass(frozen=True, slots=True)
class BallotRules:
    """What was declared before the vote.

    `members` is the size of the committee, `quorum` the share of it that has to be present (that much or
    more). After a round those that didn't pass come again, up to `rounds`. With `places` no more than so
    many pass: those with the most votes for, and those tied at the line come again, alone. With `secret`
    only sums may be kept.
    """

    members: int
    quorum: Fraction
    majority: Majority
    rounds: int = 1
    places: int | None = None
    secret: bool = True

    @property
    def present_needed(self) -> int:
        """How many members have to be present."""
        exact = self.quorum * self.members
        return -(-exact.numerator // exact.denominator)


class Tally(NamedTuple):
    """Votes on one entry; `invalid` are papers that can't be read."""

    for_: int
    against: int = 0
    abstained: int = 0
    invalid: int = 0

    @property
    def papers(self) -> int:
        """All that were handed in."""
        return self.for_ + self.against + self.abstained + self.invalid


class Vote(StrEnum):
    """One member's vote on one entry in an open ballot."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


@dataclass(frozen=True, slots=True)
class Round:
    """One round: how many members were present, and the votes by entry."""

    present: int
    tallies: Mapping[str, Tally]


class Outcome(StrEnum):
    """What an entry comes to: passed, not passed, or to be voted on again."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    AGAIN = "again"


_OUTCOMES = {
    "ballot_passed": Outcome.PASSED,
    "ballot_tied_again": Outcome.AGAIN,
    "ballot_short_again": Outcome.AGAIN,
    "ballot_tied_last": Outcome.NOT_PASSED,
    "ballot_no_place": Outcome.NOT_PASSED,
    "ballot_short": Outcome.NOT_PASSED,
}


class BallotResult(NamedTuple):
    """An entry's result in the last round it stood in (from 1), with its votes and what was needed."""

    entry: str
    outcome: Outcome
    round: int
    tally: Tally
    needed: int
    reason: Message

    def text(self, lang: Lang = Lang.ZH) -> str:
        """The result in words."""
        return self.reason.text(lang)


def open_round(votes: Mapping[str, Mapping[str, Vote]]) -> Round:
    """The round that named votes come to: member -> entry -> vote.

    Every member named is present; who says nothing on an entry abstains.
    """
    counts: dict[str, Counter[Vote]] = {entry: Counter() for ballot in votes.values() for entry in ballot}
    for ballot in votes.values():
        for entry, counted in counts.items():
            counted[ballot.get(entry, Vote.ABSTAINED)] += 1
    tallies = {
        entry: Tally(counted[Vote.FOR], counted[Vote.AGAINST], counted[Vote.ABSTAINED])
        for entry, counted in counts.items()
    }
    return Round(len(votes), dict(sorted(tallies.items())))


def check_rules(rules: BallotRules) -> None:
    """Refuses rules that no vote could follow.

    Raises:
        Refused: no members, a share outside 0 to 1, a majority of at most nobody, no round, negative places.
    """
    if not 1 <= rules.members <= MOST_MEMBERS:
        raise Refused("ballot_members_wrong", count=rules.members, most=MOST_MEMBERS)
    if not 0 < rules.quorum <= 1:
        raise Refused("ballot_quorum_wrong", share=_said(rules.quorum))
    share = rules.majority.share
    if not 0 < share <= 1 or (share == 1 and rules.majority.strict):
        raise Refused("ballot_majority_wrong", share=_said(share))
    if not 1 <= rules.rounds <= MOST_ROUNDS:
        raise Refused("ballot_rounds_wrong", count=rules.rounds, most=MOST_ROUNDS)
    if rules.places is not None and rules.places < 0:
        raise Refused("ballot_places_wrong", count=rules.places)


def count_votes(
    rules: BallotRules, entries: Collection[str], rounds: Sequence[Round]
) -> tuple[BallotResult, ...]:
    """What each entry comes to after these rounds, by its key.

    Raises:
        Refused: the rules can't be followed, a round without a quorum or without need, more papers than
            members present, an entry that should have been voted on wasn't, or the other way round.
    """
    check_rules(rules)
    if len(set(entries)) != len(entries):
        raise Refused("ballot_entry_twice")
    if len(rounds) > rules.rounds:
        raise Refused("ballot_rounds_many", count=len(rounds), most=rules.rounds)
    standing = sorted(entries)
    results: dict[str, BallotResult] = {}
    places = rules.places
    for number, one in enumerate(rounds, 1):
        if not standing:
            raise Refused("ballot_round_idle", round=number)
        _check_round(rules, number, one, standing)
        told = _of_round(rules, number, one, standing, places)
        results |= told
        passed = sum(result.outcome is Outcome.PASSED for result in told.values())
        places = None if places is None else places - passed
        standing = [entry for entry in standing if told[entry].outcome is Outcome.AGAIN]
    return tuple(results[entry] for entry in sorted(results))


def _check_round(rules: BallotRules, number: int, one: Round, standing: Sequence[str]) -> None:
    if not 0 <= one.present <= rules.members:
        raise Refused("ballot_present_wrong", round=number, present=one.present, members=rules.members)
    if one.present < rules.present_needed:
        raise Refused("ballot_no_quorum", round=number, present=one.present, needed=rules.present_needed)
    for entry in standing:
        if entry not in one.tallies:
            raise Refused("ballot_entry_missing", round=number, entry=entry)
    for entry, tally in one.tallies.items():
        if entry not in standing:
            raise Refused("ballot_entry_not_standing", round=number, entry=entry)
        if min(tally) < 0:
            raise Refused("ballot_votes_negative", round=number, entry=entry)
        if tally.papers > one.present:
            raise Refused(
                "ballot_papers_many", round=number, entry=entry, papers=tally.papers, present=one.present
            )


def _of_round(
    rules: BallotRules, number: int, one: Round, standing: Sequence[str], places: int | None
) -> dict[str, BallotResult]:
    needed = {
        entry: rules.majority.needed(
            rules.members, one.present, one.tallies[entry].for_ + one.tallies[entry].against
        )
        for entry in standing
    }
    enough = [entry for entry in standing if _is_enough(one.tallies[entry], needed[entry])]
    through, tied = _within(enough, one.tallies, places)
    # Those tied share the last places among themselves; who fell short comes again only for open places.
    more = number < rules.rounds
    again = tied or set(standing) - set(enough)
    if not more or (places is not None and len(through) == places):
        again = set()
    return {
        entry: _result(entry, _code(entry, enough, through, tied, again), number, one, needed[entry])
        for entry in standing
    }


def _is_enough(tally: Tally, needed: int) -> bool:
    """Nobody for is never enough, whatever the base is."""
    return tally.for_ >= needed and tally.for_ > 0


def _within(
    enough: Sequence[str], tallies: Mapping[str, Tally], places: int | None
) -> tuple[set[str], set[str]]:
    """Who takes a place by votes for, and who ties at the line of the places."""
    if places is None or len(enough) <= places:
        return set(enough), set()
    ranked = sorted((tallies[entry].for_ for entry in enough), reverse=True)
    line = ranked[places - 1] if places else ranked[0] + 1
    over = {entry for entry in enough if tallies[entry].for_ > line}
    at_line = {entry for entry in enough if tallies[entry].for_ == line}
    if len(over) + len(at_line) == places:
        return over | at_line, set()
    return over, at_line


def _code(entry: str, enough: Collection[str], through: set[str], tied: set[str], again: set[str]) -> str:
    if entry in through:
        return "ballot_passed"
    if entry in tied:
        return "ballot_tied_again" if entry in again else "ballot_tied_last"
    if entry in enough:
        return "ballot_no_place"
    return "ballot_short_again" if entry in again else "ballot_short"


def _result(entry: str, code: str, number: int, one: Round, needed: int) -> BallotResult:
    tally = one.tallies[entry]
    params = {
        "round": number,
        "votes": tally.for_,
        "against": tally.against,
        "abstained": tally.abstained + tally.invalid,
        "present": one.present,
        "needed": needed,
    }
    return BallotResult(entry, _OUTCOMES[code], number, tally, needed, Message(code, params))


def _said(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}"
