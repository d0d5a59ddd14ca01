"""席位: by the rule alone, however requests come in; explained, moved up, and given anew from a file."""

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianyou.domain.support.record import check_seats, digest_of, read_seats
from jianyou.domain.support.rules import (
    GROUP_CODES,
    Criterion,
    Request,
    Rule,
    check_rule,
    first_groups,
    rule_told,
    standing,
)
from jianyou.domain.support.seats import Answer, counted, give_seats, in_order, next_up, waiting_list
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from tests.domain.support.records import record

G, S, D = Criterion.GROUP, Criterion.SERVED, Criterion.SPREAD

requests_of = st.lists(
    st.builds(
        Request,
        key=st.text("abcdef0123456789", min_size=4, max_size=6),
        groups=st.sampled_from([(), ("nominated",), ("nominated", "recommended")]),
        district=st.sampled_from(["", "渝北区", "江北区", "巴南区"]),
        organization=st.sampled_from(["", "o1", "o2", "o3", "o4"]),
        served=st.integers(0, 2),
    ),
    min_size=1,
    max_size=14,
    unique_by=lambda each: each.key,
)
rules_of = st.builds(
    Rule,
    criteria=st.permutations([G, S, D]).flatmap(
        lambda all_: st.integers(0, 3).map(lambda n: tuple(all_[:n]))
    ),
    per_district=st.integers(0, 2),
    one_per_organization=st.booleans(),
)


def lots(requests: Sequence[Request], seed: int = 1) -> dict[str, int]:
    keys = sorted(each.key for each in requests)
    random.Random(seed).shuffle(keys)
    return {key: at for at, key in enumerate(keys, 1)}


def told(answer: Answer) -> list[str]:
    return [message.text() for message in (*answer.why, *answer.change)]


def test_recommended_first_then_who_was_not_served_then_the_draw() -> None:
    requests = [
        Request("a", ("nominated",), "渝北区", "o1"),
        Request("b", ("nominated", "recommended"), "渝北区", "o2", served=1),
        Request("c", ("nominated", "recommended"), "江北区", "o3"),
        Request("d", ("nominated", "recommended"), "渝北区", "o4"),
        Request("e", (), "巴南区", "o5"),
    ]
    given_ = give_seats(requests, 2, Rule(), {"a": 1, "b": 2, "c": 4, "d": 3, "e": 5})
    assert [(each.key, each.waiting) for each in given_] == [("d", 0), ("c", 0), ("b", 1), ("a", 2), ("e", 3)]
    assert [told(each) for each in given_] == [
        [
            "获推荐的对象",
            "近 24 个月未参加",
            "本区县在前面已有 0 家",
            "同等的 2 家中抽签第 1",
            "排第 1，有席位",
        ],
        [
            "获推荐的对象",
            "近 24 个月未参加",
            "本区县在前面已有 0 家",
            "同等的 2 家中抽签第 2",
            "排第 2，有席位",
        ],
        [
            *("获推荐的对象", "近 24 个月已参加 1 次", "本区县在前面已有 1 家", "2 个席位已满"),
            "席位空出时按候补次序递补",
        ],
        [
            *("申报的推荐对象", "近 24 个月未参加", "本区县在前面已有 1 家", "2 个席位已满"),
            "席位空出时按候补次序递补",
        ],
        [
            *("不在优先对象之列", "近 24 个月未参加", "本区县在前面已有 0 家", "2 个席位已满"),
            "席位空出时按候补次序递补",
        ],
    ]


def test_limits_stand_in_the_way_and_are_named() -> None:
    requests = [
        Request("a", ("recommended",), "渝北区", "o1"),
        Request("b", ("recommended",), "渝北区", "o2"),
        Request("c", ("recommended",), "江北区", "o1"),
        Request("d", ("nominated",), "江北区", "o3"),
    ]
    rule = Rule(criteria=(G,), per_district=1)
    given_ = give_seats(requests, 3, rule, {"a": 1, "b": 2, "c": 3, "d": 4})
    assert [(each.key, each.waiting) for each in given_] == [("a", 0), ("b", 1), ("c", 2), ("d", 0)]
    assert [told(each)[-2:] for each in given_[1:3]] == [
        ["渝北区已满 1 家", "渝北区有席位的单位放弃时，才能递补"],
        ["本单位已有 1 个席位", "本单位放弃已有的席位时，才能递补"],
    ]


@settings(max_examples=60, deadline=None)
@given(requests_of, rules_of, st.integers(1, 8), st.randoms(use_true_random=False))
def test_seats_follow_the_rule_whatever_the_order(
    requests: list[Request], rule: Rule, seats: int, chance: random.Random
) -> None:
    rule = replace(rule, per_district=min(rule.per_district, seats))
    drawn = lots(requests)
    given_ = give_seats(requests, seats, rule, drawn)
    shuffled = list(requests)
    chance.shuffle(shuffled)
    assert give_seats(shuffled, seats, rule, drawn) == given_
    assert sorted(each.key for each in given_) == sorted(each.key for each in requests)
    assert [each.place for each in given_] == list(range(1, len(requests) + 1))
    by_key = {each.key: each for each in requests}
    seated = [by_key[each.key] for each in given_ if each.seated]
    assert len(seated) <= seats
    if rule.one_per_organization:
        assert all(n == 1 for name, n in Counter(each.organization for each in seated).items() if name)
    _no_higher_one_loses(given_, by_key, rule)
    ends = [each.why[-1].code for each in given_]
    if not (rule.per_district or rule.one_per_organization):
        assert ends == ["support_why_seated"] * len(seated) + ["support_why_full"] * (
            len(given_) - len(seated)
        )


def _no_higher_one_loses(given_: Sequence[Answer], by_key: dict[str, Request], rule: Rule) -> None:
    """Who waits though one behind it has a seat is told the limit that says so."""
    last = max((each.place for each in given_ if each.seated), default=0)
    before = rule.criteria.index(D) if D in rule.criteria else len(rule.criteria)
    static = replace(rule, criteria=rule.criteria[:before])
    ranks = [standing(by_key[each.key], static) for each in given_]
    assert ranks == sorted(ranks)
    for each in given_:
        if not each.seated and each.place < last:
            assert each.why[-1].code in {"support_why_district", "support_why_organization"}


@settings(max_examples=40, deadline=None)
@given(requests_of, rules_of, st.integers(1, 5), st.data())
def test_who_moves_up_is_who_would_have_had_the_seat(
    requests: list[Request], rule: Rule, seats: int, data: st.DataObject
) -> None:
    """Without balance of districts: leaving from the start or afterwards comes to the same."""
    criteria = tuple(one for one in rule.criteria if one is not D)
    rule = replace(rule, criteria=criteria, per_district=min(rule.per_district, seats))
    drawn = lots(requests)
    given_ = give_seats(requests, seats, rule, drawn)
    order = in_order(requests, rule, {each.key: each.place for each in given_})
    seated = {each.key for each in given_ if each.seated}
    leaves = data.draw(st.sampled_from(sorted(seated)))
    waiting = {each.key for each in given_} - seated
    up = next_up(order, seated - {leaves}, waiting, seats, rule)
    # As they were counted: without the first of an organization its others would count elsewhere.
    rest = [each for each in counted(requests, rule) if each.key != leaves]
    again = {each.key for each in give_seats(rest, seats, rule, drawn) if each.seated} if rest else set()
    assert seated - {leaves} | ({up} if up else set()) == again


def test_moving_up_counts_an_organization_in_one_district_as_giving_did() -> None:
    requests = [Request("a", (), "渝北区", "o1"), Request("b", (), "江北区", "o1")]
    requests += [Request("c", (), "渝北区"), Request("d", (), "江北区")]
    rule = Rule(criteria=(), per_district=1)
    given_ = give_seats(requests, 2, rule, {"b": 1, "a": 2, "c": 3, "d": 4})
    assert [(each.key, each.seated) for each in given_] == [
        ("b", True),
        ("a", False),
        ("c", False),
        ("d", True),
    ]
    order = in_order(requests, rule, {each.key: each.place for each in given_})
    # b counts in 渝北区, where a, the first of its organization, is: c would be the second there.
    assert next_up(order, {"b"}, {"a", "c"}, 2, rule) == ""
    told_ = waiting_list(order, {"b"}, {"a", "c"}, 2, rule)
    assert {key: one.change.code for key, one in told_.items()} == {
        "a": "support_change_organization",
        "c": "support_change_district",
    }
    # Who left still tells where its organization counts.
    assert next_up(order, {"d"}, {"c"}, 2, rule) == "c"
    left = in_order(requests, rule, {"b": 1, "c": 3, "d": 4})
    assert next_up(left, {"b"}, {"c"}, 2, rule) == ""


@pytest.mark.parametrize(
    ("rule", "seats", "code"),
    [
        (Rule(criteria=(G, G)), 1, "support_rule_twice"),
        (Rule(groups=("recommended", "recommended")), 1, "support_rule_twice"),
        (Rule(groups=("favourite",)), 1, "support_groups_wrong"),
        (Rule(groups=()), 1, "support_groups_wrong"),
        (Rule(), 0, "support_seats_wrong"),
        (Rule(), 5_001, "support_seats_wrong"),
        (Rule(months=0), 1, "support_months_wrong"),
        (Rule(per_district=3), 2, "support_district_wrong"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused(rule: Rule, seats: int, code: str) -> None:
    with pytest.raises(Refused) as caught:
        check_rule(rule, seats)
    assert caught.value.code == code


def test_nobody_and_no_lot_are_refused() -> None:
    nobody: list[Request] = []
    for requests, code in ((nobody, "support_nobody"), ([Request("a")], "support_lot_missing")):
        with pytest.raises(Refused) as caught:
            give_seats(requests, 1, Rule(), {})
        assert caught.value.code == code


def test_the_narrowest_group_comes_first_and_the_rule_is_told() -> None:
    assert first_groups(["nominated", "recommended"]) == ("recommended", "nominated")
    rule = Rule(groups=("conferred", "recommended", "nominated"), months=12, per_district=2)
    assert [one.text() for one in rule_told(rule)] == [
        *("获奖的优先", "获推荐的优先", "申报的推荐对象优先", "近 12 个月参加次数少的优先"),
        *("排在前面的同区县单位少的优先", "每个区县至多 2 家", "每个单位至多 1 个席位"),
        "同等的由可核验的抽签决定",
    ]
    for code in GROUP_CODES.values():
        assert all(say(code, lang=lang) for lang in Lang)


def test_a_record_holds_and_names_nobody() -> None:
    text = record()
    file = read_seats(text)
    assert check_seats(file) == ()
    assert check_seats(file, file.digest) == ()
    assert file.digest == digest_of(file.parts)
    assert "91500112" not in text
    assert [each.code for each in check_seats(file, "0" * 64)] == ["support_record_other"]


def test_every_change_of_a_record_is_found() -> None:
    told_ = json.loads(record())
    answers = told_["parts"]["answers"]
    swapped = [answers[1], answers[0], *answers[2:]]
    assert [each.code for each in check_seats(read_seats(record(answers=swapped)))] == [
        "support_record_answers"
    ]
    assert [each.code for each in check_seats(read_seats(record(answers=answers[1:])))] == [
        "support_record_answers"
    ]
    assert [each.code for each in check_seats(read_seats(record(seats=3)))] == ["support_record_answers"]
    assert [each.code for each in check_seats(read_seats(record(rule=None)))] == ["record_part_wrong"]
    draw = told_["parts"]["draw"]
    other = {**draw, "order": [draw["order"][1], draw["order"][0], *draw["order"][2:]]}
    assert "draw_order_differs" in {each.code for each in check_seats(read_seats(record(draw=other)))}
    told_["parts"]["seats"] = 1
    found = [each.code for each in check_seats(read_seats(json.dumps(told_)))]
    assert found == ["support_record_part", "support_record_digest", "support_record_answers"]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "jianyou-seats-1"}', '"\\ud800"', "[" * 100_000, "1.5"]
)
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        read_seats(text)
    assert caught.value.code == "support_record_unreadable"
