"""审议表决: quorum, majorities and rounds come out as the rules say, with exact thresholds."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.judging.ballot import (
    BallotRules,
    Base,
    Majority,
    Outcome,
    Round,
    Tally,
    Vote,
    count_votes,
    more_than_half,
    open_round,
    two_thirds,
)
from jianyou.domain.judging.plain import from_plain, plain_of
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang


def rules(**changed: Any) -> BallotRules:
    return BallotRules(**{"members": 9, "quorum": Fraction(2, 3), "majority": two_thirds(), **changed})


@pytest.mark.parametrize(
    ("majority", "needed"),
    [
        (more_than_half(), 5),
        (more_than_half(Base.MEMBERS), 5),
        (more_than_half(Base.CAST), 4),
        (two_thirds(), 6),
        (two_thirds(Base.MEMBERS), 6),
        (two_thirds(Base.CAST), 4),
        (Majority(Fraction(3, 4), strict=False, base=Base.MEMBERS), 7),
        (Majority(Fraction(1), strict=False, base=Base.PRESENT), 8),
    ],
)
def test_what_is_needed_of_nine_members_eight_present_six_cast(majority: Majority, needed: int) -> None:
    assert majority.needed(9, 8, 6) == needed


@given(st.fractions(Fraction(1, 50), 1, max_denominator=50), st.booleans(), st.integers(0, 60))
def test_what_is_needed_is_the_least_that_is_enough(share: Fraction, strict: bool, of: int) -> None:
    needed = Majority(share, strict=strict, base=Base.PRESENT).needed(100, of, 0)
    enough = [votes for votes in range(of + 2) if (votes > share * of if strict else votes >= share * of)]
    assert needed == enough[0]


def test_an_entry_passes_with_exactly_what_is_needed() -> None:
    one = Round(9, {"甲": Tally(6, 3), "乙": Tally(5, 1, 3), "丙": Tally(5, 2, 1, 1)})
    results = count_votes(rules(), ["乙", "甲", "丙"], [one])
    assert [(each.entry, each.outcome, each.needed) for each in results] == [
        ("丙", Outcome.NOT_PASSED, 6),
        ("乙", Outcome.NOT_PASSED, 6),
        ("甲", Outcome.PASSED, 6),
    ]
    assert results[0].text() == (
        "未通过：第 1 轮赞成 5 票，需要 6 票（到会 9 人，反对 2 票，弃权和无效 2 票）"
    )
    assert results[2].text(Lang.EN) == (
        "passed in round 1: 6 for, 6 needed (9 present, 3 against, 0 abstained or invalid)"
    )


def test_abstentions_count_as_declared() -> None:
    one = Round(9, {"乙": Tally(5, 1, 3)})
    cast = rules(majority=two_thirds(Base.CAST))
    assert count_votes(cast, ["乙"], [one])[0].outcome is Outcome.PASSED
    assert count_votes(rules(), ["乙"], [one])[0].outcome is Outcome.NOT_PASSED


def test_nobody_for_is_never_enough() -> None:
    one = Round(9, {"乙": Tally(0, 0, 9)})
    assert count_votes(rules(majority=two_thirds(Base.CAST)), ["乙"], [one])[0].outcome is Outcome.NOT_PASSED


def test_who_did_not_pass_comes_again() -> None:
    first = Round(9, {"甲": Tally(7, 2), "乙": Tally(5, 4)})
    second = Round(8, {"乙": Tally(6, 2)})
    after_one = count_votes(rules(rounds=2), ["甲", "乙"], [first])
    assert [(each.entry, each.outcome) for each in after_one] == [
        ("乙", Outcome.AGAIN),
        ("甲", Outcome.PASSED),
    ]
    after_two = count_votes(rules(rounds=2), ["甲", "乙"], [first, second])
    assert [(each.entry, each.outcome, each.round) for each in after_two] == [
        ("乙", Outcome.PASSED, 2),
        ("甲", Outcome.PASSED, 1),
    ]


def test_places_go_by_votes_and_a_tie_at_the_line_comes_again_alone() -> None:
    first = Round(9, {"甲": Tally(8), "乙": Tally(7), "丙": Tally(7), "丁": Tally(6), "戊": Tally(3)})
    entries = list(first.tallies)
    placed = rules(rounds=2, places=2)
    results = {each.entry: each for each in count_votes(placed, entries, [first])}
    assert {entry: (each.outcome.value, each.reason.code) for entry, each in results.items()} == {
        "甲": ("passed", "ballot_passed"),
        "乙": ("again", "ballot_tied_again"),
        "丙": ("again", "ballot_tied_again"),
        "丁": ("not_passed", "ballot_no_place"),
        "戊": ("not_passed", "ballot_short"),
    }
    tied = count_votes(placed, entries, [first, Round(9, {"乙": Tally(6), "丙": Tally(6)})])
    assert {each.entry: each.reason.code for each in tied if each.round == 2} == {
        "乙": "ballot_tied_last",
        "丙": "ballot_tied_last",
    }
    settled = count_votes(placed, entries, [first, Round(9, {"乙": Tally(6), "丙": Tally(7)})])
    assert [each.entry for each in settled if each.outcome is Outcome.PASSED] == ["丙", "甲"]


def test_places_filled_end_the_vote() -> None:
    first = Round(9, {"甲": Tally(8), "乙": Tally(5)})
    results = count_votes(rules(rounds=3, places=1), ["甲", "乙"], [first])
    assert [each.reason.code for each in results] == ["ballot_short", "ballot_passed"]
    open_places = count_votes(rules(rounds=3, places=2), ["甲", "乙"], [first])
    assert [each.reason.code for each in open_places] == ["ballot_short_again", "ballot_passed"]
    none = count_votes(rules(rounds=3, places=0), ["甲", "乙"], [first])
    assert [each.outcome for each in none] == [Outcome.NOT_PASSED] * 2


def test_an_open_ballot_is_counted_from_its_votes() -> None:
    votes = {
        "专家一": {"甲": Vote.FOR, "乙": Vote.AGAINST},
        "专家二": {"甲": Vote.FOR},
        "专家三": {"乙": Vote.ABSTAINED, "甲": Vote.AGAINST},
    }
    assert open_round(votes) == Round(3, {"乙": Tally(0, 1, 2), "甲": Tally(2, 1, 0)})


GOOD = Round(9, {"甲": Tally(8, 1), "乙": Tally(1, 8)})


@pytest.mark.parametrize(
    ("changed", "rounds", "code"),
    [
        ({"members": 0}, [GOOD], "ballot_members_wrong"),
        ({"quorum": Fraction(3, 2)}, [GOOD], "ballot_quorum_wrong"),
        ({"majority": Majority(Fraction(1), strict=True, base=Base.CAST)}, [GOOD], "ballot_majority_wrong"),
        ({"rounds": 0}, [GOOD], "ballot_rounds_wrong"),
        ({"places": -1}, [GOOD], "ballot_places_wrong"),
        ({}, [GOOD, GOOD], "ballot_rounds_many"),
        ({"rounds": 3}, [GOOD, Round(9, {"乙": Tally(9)}), GOOD], "ballot_round_idle"),
        ({}, [Round(10, GOOD.tallies)], "ballot_present_wrong"),
        ({}, [Round(5, {"甲": Tally(1), "乙": Tally(1)})], "ballot_no_quorum"),
        ({}, [Round(9, {"甲": Tally(8, 1)})], "ballot_entry_missing"),
        ({"rounds": 2}, [GOOD, GOOD], "ballot_entry_not_standing"),
        ({}, [Round(9, {"甲": Tally(8, 1), "乙": Tally(1, -1)})], "ballot_votes_negative"),
        ({}, [Round(9, {"甲": Tally(8, 1), "乙": Tally(1, 8, 0, 1)})], "ballot_papers_many"),
    ],
)
def test_a_vote_that_cannot_be_is_refused_in_words(
    changed: dict[str, Any], rounds: list[Round], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        count_votes(rules(**changed), ["甲", "乙"], rounds)
    assert refused.value.code == code
    assert refused.value.text()


def test_an_entry_listed_twice_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        count_votes(rules(), ["甲", "甲"], [GOOD])
    assert refused.value.code == "ballot_entry_twice"


def test_six_of_nine_are_a_quorum_of_two_thirds() -> None:
    assert rules().present_needed == 6
    assert rules(members=10).present_needed == 7


def test_rules_and_rounds_read_back_from_plain_data() -> None:
    declared = rules(rounds=2, places=3)
    assert from_plain(BallotRules, json.loads(json.dumps(plain_of(declared)))) == declared
    assert from_plain(Round, json.loads(json.dumps(plain_of(GOOD)))) == GOOD
