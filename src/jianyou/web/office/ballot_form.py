"""The form of a ballot: its rules, its members, what was counted in a round, understood."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from jianyou.actions.ballots import BallotTold, Counted, open_count
from jianyou.domain.judging.ballot import (
    MOST_ROUNDS,
    BallotRules,
    Base,
    Majority,
    Round,
    Tally,
    Vote,
    more_than_half,
    two_thirds,
)
from jianyou.domain.papers.together import LONGEST_SUBJECT, MOST_PEOPLE, Person, people_typed
from jianyou.terms.finding import Refused
from jianyou.web.office.deciding_together import LONGEST_PEOPLE
from jianyou.web.office.review_boxes import Box, number_typed, typed

MAJORITIES: Mapping[str, tuple[object, Majority]] = {
    "half-present": (gettext_lazy("到会的过半数"), more_than_half()),
    "thirds-present": (gettext_lazy("到会的三分之二以上"), two_thirds()),
    "half-members": (gettext_lazy("应到的过半数"), more_than_half(Base.MEMBERS)),
    "thirds-members": (gettext_lazy("应到的三分之二以上"), two_thirds(Base.MEMBERS)),
}
QUORUMS: Mapping[str, tuple[object, Fraction]] = {
    "half": (gettext_lazy("应到的二分之一以上到会"), Fraction(1, 2)),
    "thirds": (gettext_lazy("应到的三分之二以上到会"), Fraction(2, 3)),
    "all": (gettext_lazy("全部到会"), Fraction(1)),
}
WAYS = (("secret", gettext_lazy("无记名，只登记票数")), ("open", gettext_lazy("记名，登记每人的票")))
MOST_PLACES = 10_000
LONGEST_NAMES = 1000
_DIGITS = 6
SIGNS = ("f", "a", "b", "x")
"""Of the fields of a secret count: for, against, abstained, invalid, each before the entry's key."""


class Typed(NamedTuple):
    """A ballot as typed, None where something is wrong with it; the problems by field."""

    told: BallotTold | None
    problems: dict[str, Refused]


def rule_boxes(post: QueryDict, problems: Mapping[str, Refused]) -> list[Box]:
    """The fields of a ballot's rules."""

    def box(name: str, label: str, hint: str = "", *, kind: str = "line", longest: int = 6) -> Box:
        text = typed(post, name, longest, lines=kind == "text")
        return Box(
            name=name,
            label=label,
            hint=hint,
            kind=kind,
            text=text,
            longest=longest,
            problem=problems.get(name),
        )

    def chosen(name: str, label: str, choices: Sequence[tuple[str, object]], start: str) -> Box:
        text = post.get(name, start)[:20]
        return Box(
            name=name, label=label, kind="choice", text=text, choices=choices, problem=problems.get(name)
        )

    return [
        box("title", gettext("表决事项"), gettext("例如 拟推荐名单。"), longest=LONGEST_SUBJECT),
        box("held_on", gettext("日期"), gettext("例如 2026-03-02"), longest=10),
        chosen("way", gettext("方式"), WAYS, "secret"),
        box(
            "members",
            gettext("委员（应到）"),
            gettext("一行一位：姓名，职务"),
            kind="text",
            longest=LONGEST_PEOPLE,
        ),
        chosen("quorum", gettext("到会人数"), [(key, word) for key, (word, _) in QUORUMS.items()], "thirds"),
        chosen(
            "majority",
            gettext("通过"),
            [(key, word) for key, (word, _) in MAJORITIES.items()],
            "thirds-present",
        ),
        box("rounds", gettext("最多几轮"), gettext("没有通过的再投，空着就是一轮。"), kind="number"),
        box(
            "places",
            gettext("最多通过几条（可不填）"),
            gettext("超过的按赞成票多少取，末位票数相同的再投。"),
            kind="number",
        ),
    ]


def ballot_typed(post: QueryDict, known: Iterable[UUID]) -> Typed:
    """The rules, the members and the entries of a ballot."""
    problems: dict[str, Refused] = {}
    people: tuple[Person, ...] = ()
    rounds, places = 1, None
    try:
        people = people_typed(typed(post, "members", LONGEST_PEOPLE, lines=True))
    except Refused as refused:
        problems["members"] = refused
    for name, most in (("rounds", MOST_ROUNDS), ("places", MOST_PLACES)):
        try:
            number = number_typed(post, name, 1, most)
        except Refused as refused:
            problems[name] = refused
            continue
        rounds, places = (number or 1, places) if name == "rounds" else (rounds, number)
    title, day = typed(post, "title", LONGEST_SUBJECT).strip(), _day(post.get("held_on", ""))
    majority, quorum = MAJORITIES.get(post.get("majority", "")), QUORUMS.get(post.get("quorum", ""))
    wanted = set(post.getlist("entry")[:MOST_PLACES])
    entries = [key for key in known if key.hex in wanted]
    missing = {
        "title": (not title, "ballot_title_missing"),
        "held_on": (day is None, "ballot_date_missing"),
        "majority": (majority is None or quorum is None, "ballot_majority_missing"),
        "entries": (not entries, "ballot_nothing"),
    }
    problems |= {name: Refused(code) for name, (wrong, code) in missing.items() if wrong}
    if problems or day is None or majority is None or quorum is None:
        return Typed(None, problems)
    rules = BallotRules(len(people), quorum[1], majority[1], rounds, places, secret=post.get("way") != "open")
    about = post.get("choice", "")
    told = BallotTold(
        title=title,
        held_on=day,
        rules=rules,
        members=people,
        entries=entries,
        choice=int(about) if about.isascii() and about.isdigit() and len(about) <= _DIGITS else 0,
    )
    return Typed(told, {})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


class Count(NamedTuple):
    """A round as typed, None where something is wrong with it; the problems by field."""

    counted: Counted | None
    problems: dict[str, Refused]


def count_typed(
    post: QueryDict, rules: BallotRules, members: Sequence[Person], keys: Sequence[UUID]
) -> Count:
    """What was counted of these entries."""
    return _sums(post, keys) if rules.secret else _votes(post, members, keys)


def _sums(post: QueryDict, keys: Sequence[UUID]) -> Count:
    problems: dict[str, Refused] = {}

    def number(name: str, *, needed: bool = False) -> int:
        try:
            found = number_typed(post, name, 0, MOST_PEOPLE)
        except Refused:
            found = None
            needed = True
        if found is None and needed:
            problems[name] = Refused("ballot_votes_wrong", most=MOST_PEOPLE)
        return found or 0

    present = number("present", needed=True)
    tallies = {
        key.hex: Tally(
            number(f"f-{key.hex}", needed=True), *(number(f"{sign}-{key.hex}") for sign in SIGNS[1:])
        )
        for key in keys
    }
    return Count(None if problems else Counted(Round(present, tallies)), problems)


def _votes(post: QueryDict, members: Sequence[Person], keys: Sequence[UUID]) -> Count:
    """Everybody present voted for, but for those who are named."""
    names = {person.name for person in members}
    problems: dict[str, Refused] = {}

    def named(field: str, among: set[str], code: str) -> set[str]:
        found = set(typed(post, field, LONGEST_NAMES).replace("，", "、").replace(",", "、").split("、"))
        told = {name.strip() for name in found} - {""}
        for name in sorted(told - among):
            problems.setdefault(field, Refused(code, name=name[:60]))
        return told

    absent = named("absent", names, "ballot_stranger")
    votes: dict[str, dict[str, Vote]] = {name: {} for name in sorted(names - absent)}
    for key in keys:
        against = named(f"a-{key.hex}", names - absent, "ballot_absent_votes")
        abstained = named(f"b-{key.hex}", names - absent, "ballot_absent_votes")
        for name in sorted(against & abstained):
            problems.setdefault(f"a-{key.hex}", Refused("ballot_vote_twice", name=name[:60]))
        for name, own in votes.items():
            no = Vote.AGAINST if name in against else Vote.ABSTAINED
            own[key.hex] = no if name in against | abstained else Vote.FOR
    return Count(None if problems else open_count(votes), problems)
