"""From a call file to a choice and its record, and the record beside the call file again."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from jianyou.domain.calls.choosing import problem_of
from jianyou.domain.calls.load import load_call
from jianyou.domain.calls.record_beside import beside_call
from jianyou.domain.judging.record import read_record, written
from jianyou.domain.judging.record_check import check_record
from jianyou.domain.judging.scores.official import official_scores
from jianyou.domain.judging.selection.inputs import (
    AtLeast,
    AtMost,
    ByLot,
    ByValue,
    FewerPlaces,
    OneOf,
    Problem,
    Tier,
)
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.domain.calls.deciding import ATTRIBUTES, ENTRIES, PATH, call, record, sheets

D = Decimal
TEXT = PATH.read_text("utf-8")


def problem(**changed: Any) -> Problem:
    review, (choice,) = call().review, call().choices
    assert review is not None
    scores = official_scores(review, ENTRIES, sheets())
    return problem_of(replace(choice, **changed), review, scores, ATTRIBUTES, lots={"N01": 1})


def test_a_declared_choice_becomes_a_problem() -> None:
    made = problem()
    assert made.tiers == (
        Tier("benchmark", "示范区质量标杆", 10, D(80)),
        Tier("nomination", "示范区质量标杆提名", 20, D(70)),
    )
    assert made.rules == (
        AtMost(4, "district", tiers=("benchmark",), clause="附件3 四3"),
        AtMost(8, "district", clause="附件3 四3"),
        AtMost(12, "industry", clause="附件3 四4"),
        AtLeast(3, "size", "中小企业", clause="附件3 四5"),
        OneOf("group"),
    )
    assert made.ties == (
        ByValue("defence", "现场答辩"),
        ByValue("material.results", "材料评审：质量水平和经营绩效"),
        FewerPlaces("district"),
        ByLot("附件3 四6"),
    )
    first = made.candidates[0]
    assert (first.key, first.lot, made.digits) == ("N01", 1, 2)
    assert first.values == {"defence": D("94.57"), "material.results": D("38.00")}


def test_without_a_clause_no_lot_decides() -> None:
    made = problem(lottery=None)
    assert [each.lot for each in made.candidates] == [None] * len(made.candidates)
    assert made.ties[-1] == FewerPlaces("district")


def test_places_left_open_must_be_said() -> None:
    open_tiers = tuple(replace(tier, n=None) for tier in call().choices[0].tiers)
    with pytest.raises(Refused) as caught:
        problem(tiers=open_tiers)
    assert caught.value.code == "choice_places_open"
    review = call().review
    assert review is not None
    scores = official_scores(review, ENTRIES, sheets())
    choice = replace(call().choices[0], tiers=open_tiers)
    made = problem_of(choice, review, scores, ATTRIBUTES, places={"benchmark": 2, "nomination": 3})
    assert [tier.most for tier in made.tiers] == [2, 3]


def test_an_entry_that_waits_stops_the_choice() -> None:
    review, (choice,) = call().review, call().choices
    assert review is not None
    waiting = official_scores(review, ENTRIES, sheets()[5:])
    with pytest.raises(Refused) as caught:
        problem_of(choice, review, waiting, ATTRIBUTES)
    assert (caught.value.code, caught.value.params["entry"]) == ("candidate_without_score", "N01")


def told(change: Callable[[dict[str, Any]], object]) -> list[tuple[str, str]]:
    """What is told of a record, changed with all its hashes, beside the call file."""
    parts = json.loads(record())["parts"]
    change(parts)
    found = beside_call(read_record(written(parts)), call(), TEXT)
    assert all(each.text(lang) for each in found for lang in Lang)
    return [(each.code, each.part) for each in found]


def test_the_record_of_the_example_holds_beside_its_call() -> None:
    assert check_record(read_record(record())) == ()
    assert told(lambda _: None) == []


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda parts: parts["about"].update(call="other"), "about.call"),
        (lambda parts: parts["about"].update(call_sha256="0" * 64), "about.call_sha256"),
        (lambda parts: parts["review"]["stages"][0].update(gate="50"), "review.stages.1.gate"),
        (lambda parts: parts["choice"]["tiers"][0].update(most=11), "choice.tiers.1.most"),
        (lambda parts: parts["choice"]["rules"].pop(), "choice.rules.5"),
        (lambda parts: parts["choice"]["ties"][0].update(larger_first=False), "choice.ties.1.larger_first"),
    ],
)
def test_other_rules_than_declared_are_named(change: Callable[[dict[str, Any]], object], part: str) -> None:
    assert told(change) == [("record_comes_out_otherwise", part)]


def test_an_award_that_the_call_never_declared_is_told() -> None:
    assert told(lambda parts: parts["about"].update(award="other")) == [
        ("record_not_declared", "about.award")
    ]
    plain = load_call("chongqing-2024")
    assert ("record_not_declared", "about.award") in [
        (each.code, each.part) for each in beside_call(read_record(record()), plain, "")
    ]
