"""决定记录: written once, made anew anywhere; a change anywhere is found and named."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianyou.domain.judging.record import (
    PARTS,
    digest_of,
    framed,
    hash_of,
    parts_of,
    pseudonyms,
    read_record,
    record_of,
    written,
)
from jianyou.domain.judging.record_check import MOST_TOLD, check_record
from jianyou.domain.judging.record_choice import choice_plain, problem_from, result_plain
from jianyou.domain.judging.selection.select import Selection
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.lang import Lang
from tests.domain.judging.record_samples import EXPERTS, decided, inputs, record

Told = list[tuple[str, str]]


def told(text: str, digest: str = "") -> Told:
    found = check_record(read_record(text), digest=digest)
    assert all(each.text(lang) for each in found for lang in Lang)
    return [(each.code, each.part) for each in found]


def outcome(text: str) -> Told:
    """The same, or why it can't be read at all."""
    try:
        return told(text)
    except Refused as refused:
        return [(refused.code, "")]


def parts() -> dict[str, Any]:
    """The parts of the record as anybody may change them."""
    loaded: dict[str, Any] = json.loads(record())["parts"]
    return loaded


def forged(change: Callable[[dict[str, Any]], object]) -> Told:
    """What is told of a record whose hashes were all made anew after the change."""
    changed = parts()
    change(changed)
    return told(written(changed))


def test_a_record_holds() -> None:
    assert told(record()) == []
    file = read_record(record())
    assert told(record(), file.digest) == []
    assert file.digest == digest_of(file.hashes)
    assert list(file.parts) == list(PARTS)


def test_it_comes_out_the_same_from_any_order_of_its_inputs() -> None:
    given = decided()
    turned = replace(
        given,
        entries=given.entries[::-1],
        assigned=given.assigned and given.assigned[::-1],
        sheets=given.sheets[::-1],
        problem=replace(given.problem, candidates=given.problem.candidates[::-1]),
    )
    result = result_plain(Selection(turned.problem), [each.key for each in turned.problem.candidates], 3)
    assert record_of(turned, result) == record()


def test_what_a_choice_is_made_from_comes_back() -> None:
    problem = inputs().problem
    assert problem_from(json.loads(json.dumps(choice_plain(problem)))) == problem


def test_experts_have_pseudonyms_and_their_words_stay_out() -> None:
    text = record()
    assert [name for name in (*EXPERTS, "不进记录") if f'"{name}"' in text] == []
    names = pseudonyms(["e1", "e2", "e2", "e3"], b"one")
    assert sorted(names.values()) == ["x1", "x2", "x3"]
    orders = {tuple(pseudonyms(map(str, range(9)), bytes([n]))) for n in range(9)}
    assert len(orders) == 9


def test_a_line_a_part_and_its_hash() -> None:
    text = record()
    for name, line in zip(PARTS, text.splitlines()[5:-2], strict=True):
        assert line.startswith(f'"{name}":')
        assert hash_of(json.loads(line.removeprefix(f'"{name}":').removesuffix(","))) in text.splitlines()[3]


@settings(max_examples=60)
@given(st.data())
def test_a_changed_character_anywhere_is_found_and_named(data: st.DataObject) -> None:
    text = record()
    at = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.characters(blacklist_categories=["Cs"]).filter(lambda sign: sign != text[at]))
    changed = text[:at] + sign + text[at + 1 :]
    found = outcome(changed)
    number = text.count("\n", 0, at)
    parts_lines = dict(enumerate(PARTS, 5))
    expected = {
        **{
            line: {("record_part_changed", name), ("record_not_as_written", "")}
            for line, name in parts_lines.items()
        },
        2: {("record_digest_wrong", "digest")},
        3: {("record_digest_wrong", "digest"), ("record_not_as_written", "")},
    }
    assert set(found) & {("record_unreadable", ""), *expected.get(number, {("record_not_as_written", "")})}


@settings(max_examples=30)
@given(st.data())
def test_a_removed_or_added_character_is_found(data: st.DataObject) -> None:
    text = record()
    at = data.draw(st.integers(0, len(text) - 1))
    extra = data.draw(st.sampled_from(["", " ", "0", "\n", ","]))
    changed = text[:at] + extra + text[at + (not extra) :]
    assert outcome(changed) != []


def first(rows: list[dict[str, Any]], **wanted: str) -> dict[str, Any]:
    return next(row for row in rows if all(row[key] == value for key, value in wanted.items()))


def set_points(parts: dict[str, Any]) -> None:
    for sheet in parts["sheets"]:
        if sheet["entry"] == "a05" and sheet["stage"] == "material":
            sheet["points"]["lead"] = "30"


def set_score(parts: dict[str, Any]) -> None:
    parts["scores"]["a05"]["score"] = "99"


def set_candidate(parts: dict[str, Any]) -> None:
    first(parts["choice"]["candidates"], key="a05")["score"] = "99"


def drop_candidate(parts: dict[str, Any]) -> None:
    parts["choice"]["candidates"] = [each for each in parts["choice"]["candidates"] if each["key"] != "a01"]


def set_lot(parts: dict[str, Any]) -> None:
    first(parts["choice"]["candidates"], key="a04")["lot"] = 3


def test_forged_points_show_in_the_scores() -> None:
    found = forged(set_points)
    assert ("record_comes_out_otherwise", "scores.a05.stages.material.score") in found
    assert ("record_comes_out_otherwise", "choice.candidates.a05.score") in found
    assert {part.split(".")[1] for code, part in found if code == "record_comes_out_otherwise"} >= {"a05"}


def test_a_forged_score_is_named_with_both_values() -> None:
    changed = parts()
    set_score(changed)
    (found,) = check_record(read_record(written(changed)))
    assert (found.code, found.part) == ("record_comes_out_otherwise", "scores.a05.score")
    assert found.params["told"] == '"99"'
    assert found.params["found"] == json.dumps(parts()["scores"]["a05"]["score"])
    assert "scores.a05.score" in found.text()


def test_a_choice_from_other_scores_is_named() -> None:
    found = forged(set_candidate)
    assert found[0] == ("record_comes_out_otherwise", "choice.candidates.a05.score")
    assert ("record_comes_out_otherwise", "result.chosen.1.key") in found


def test_a_candidate_left_out_is_named() -> None:
    assert ("record_comes_out_otherwise", "choice.candidates.a01") in forged(drop_candidate)


def test_a_lot_needs_its_draw() -> None:
    assert ("record_lot_without_draw", "choice.candidates.a04.lot") in forged(set_lot)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda parts: parts["result"]["order"].reverse(), "result.order.1"),
        (lambda parts: parts["result"].update(more=1), "result.more"),
        (
            lambda parts: parts["result"]["why"]["a05"].update(missing_score="0.01"),
            "result.why.a05.missing_score",
        ),
        (lambda parts: parts["result"].update(reserve_asked=True), "result.reserve_asked"),
        (lambda parts: parts["choice"]["tiers"][1].update(most=3), "result.chosen.4"),
        (
            lambda parts: parts["ballots"][0]["results"]["a05"].update(outcome="passed"),
            "ballots.1.results.a05.outcome",
        ),
        (lambda parts: parts["review"]["combine"].update(out_of="1000"), "scores.a01.score"),
    ],
)
def test_whatever_else_is_forged_is_named(change: Callable[[dict[str, Any]], object], expected: str) -> None:
    found = [part for code, part in forged(change) if code == "record_comes_out_otherwise"]
    assert expected in found


@pytest.mark.parametrize(
    ("change", "code", "part"),
    [
        (lambda parts: parts["about"].pop("award"), "record_part_wrong", "about"),
        (lambda parts: parts["about"].update(rules="scores-0"), "record_rules_unknown", "about.rules"),
        (lambda parts: parts["review"]["stages"][0].update(fewest=0), "record_part_wrong", "review.stages.1"),
        (
            lambda parts: parts["review"]["combine"].update(digits=10**9),
            "record_part_wrong",
            "review.combine",
        ),
        (lambda parts: parts["sheets"][0]["points"].update(lead="1e9"), "record_part_wrong", "review"),
        (lambda parts: parts["choice"]["rules"][0].update(type="never"), "record_part_wrong", "choice"),
        (lambda parts: parts["choice"].update(digits=True), "record_part_wrong", "choice"),
        (lambda parts: parts["choice"]["tiers"][0].update(most=-1), "selection_number_wrong", "result"),
        (lambda parts: parts["ballots"][0]["rules"].update(quorum="2/4"), "record_part_wrong", "ballots.1"),
        (lambda parts: parts["ballots"][0]["rounds"][0].update(present=1), "ballot_no_quorum", "ballots.1"),
        (lambda parts: parts["draws"][0].update(seed="0" * 64), "draw_seed_differs", "draws.1"),
        (lambda parts: parts["decision"]["chosen"].pop(), "record_decided_without_reason", "decision.chosen"),
        (lambda parts: parts["decision"].update(how=1), "record_part_wrong", "decision"),
        (lambda parts: parts.update(result=None), "record_part_wrong", "result.why"),
        (
            lambda parts: parts["decision"].update(how="ballot"),
            "record_decided_without_votes",
            "decision.chosen",
        ),
        (lambda parts: parts["draws"].append([]), "record_part_wrong", "draws"),
        (lambda parts: parts.update(ballots={}), "record_part_wrong", "ballots"),
        (
            lambda parts: parts["decision"]["chosen"].append(parts["decision"]["chosen"][0]),
            "record_decided_twice",
            "decision.chosen",
        ),
    ],
)
def test_what_can_not_be_reckoned_is_told(
    change: Callable[[dict[str, Any]], object], code: str, part: str
) -> None:
    assert (code, part) in forged(change)


ODD = [None, True, -1, 10**15 + 1, "", "x", "0", "9" * 30, "0.0000001", "consensus", [], {}, ["x"], {"a": 1}]


@settings(max_examples=30)
@given(st.data())
def test_no_odd_value_anywhere_brings_it_down(data: st.DataObject) -> None:
    changed = parts()
    at: Any = changed
    key: Any = data.draw(st.sampled_from(PARTS))
    while isinstance(at[key], dict | list) and at[key] and data.draw(st.integers(0, 4)):
        at = at[key]
        key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
    at[key] = data.draw(st.sampled_from(ODD))
    assert isinstance(told(written(changed)), list)


def test_a_decision_may_differ_where_it_says_why() -> None:
    changed = parts()
    changed["decision"]["chosen"].pop()
    changed["decision"]["reason"] = "该单位自愿退出。"
    (found,) = check_record(read_record(written(changed)))
    assert (found.code, found.severity) == ("record_decided_otherwise", Severity.WARNING)


def test_another_record_than_the_published_one_is_told() -> None:
    assert told(record(), "0" * 64) == [("record_digest_other", "digest")]


def test_after_many_differences_no_more_are_told() -> None:
    changed = parts()
    changed["result"]["order"] = list(range(5000))
    found = check_record(read_record(written(changed)))
    assert len(found) == MOST_TOLD


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[" * 100_000,
        "null",
        '{"format": "jianyou-decision-1"}',
        '{"format":"jianyou-decision-1","digest":"","hashes":{},"parts":{}}',
        '{"format":"jianyou-decision-1","digest":1.5,"hashes":{},"parts":{}}',
        '{"format":"jianyou-decision-1","digest":"\\ud800","hashes":{},"parts":{}}',
        "9" * 10_000,
        "\ud800",
    ],
)
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        read_record(text)
    assert caught.value.code == "record_unreadable"
    assert all(caught.value.text(lang) for lang in Lang)


def test_hashes_of_other_parts_are_told() -> None:
    file = read_record(record())
    more = {**file.hashes, "more": "0"}
    assert told(framed(file.parts, more, file.digest)) == [("record_digest_wrong", "digest")]


def test_the_parts_are_those_of_the_inputs() -> None:
    result = parts()["result"]
    assert json.loads(json.dumps(parts_of(decided(), result))) == parts()
