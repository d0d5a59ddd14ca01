"""What a choice tells beyond itself: ties, conflicts, rules in the way, reserve list, scenarios, words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from jianyou.domain.judging.selection.conflicts import Infeasible
from jianyou.domain.judging.selection.inputs import (
    AtLeast,
    AtMost,
    ByLot,
    ByValue,
    Candidate,
    FewerPlaces,
    Limit,
    LimitKind,
    OneOf,
    Problem,
    Rule,
    Tie,
    Tier,
)
from jianyou.domain.judging.selection.limits import limit_text
from jianyou.domain.judging.selection.select import Selection, select
from jianyou.domain.judging.selection.told import Move, Reserve
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.domain.judging.selection_oracle import best_choice, every_choice, problems, totals, worth

TWO = Tier("award", "质量奖", 2)


def entry(key: str, score: str, lot: int | None = None, values: str = "", **attributes: str) -> Candidate:
    return Candidate(key, Decimal(score), attributes, {"depth": Decimal(values)} if values else {}, lot)


def keys(selection: Selection) -> list[str]:
    return [each.key for each in selection.chosen]


def test_equal_entries_are_told_apart_by_the_chain() -> None:
    pair = [entry("a", "80", values="6"), entry("b", "80", values="7"), entry("c", "90", values="1")]
    by_depth = select(pair, [TWO], ties=[ByValue("depth", "质量水平")])
    assert keys(by_depth) == ["c", "b"]
    assert by_depth.findings == ()
    assert by_depth.missing_score("a") == 0
    assert by_depth.why("a").text() == ("与列入“质量奖”的申报并列，按并列规则未列入。若列入，则不再列入：b。")


def test_the_district_with_fewer_places_goes_first() -> None:
    entries = [
        entry("a", "80", district="东"),
        entry("b", "80", district="西"),
        entry("c", "90", district="东"),
    ]
    assert keys(select(entries, [TWO], ties=[FewerPlaces("district")])) == ["c", "b"]


def test_places_are_counted_among_equals_as_well() -> None:
    entries = [entry(key, "80", district=district) for key, district in zip("abcd", "东东西西", strict=True)]
    chosen = select(entries, [TWO], ties=[FewerPlaces("district")])
    assert keys(chosen) == ["a", "c"]
    assert [(tied.first, tied.others) for tied in chosen.unsettled] == [("a", ("b", "d")), ("c", ("d",))]


def test_what_only_the_key_decides_is_for_a_person_to_settle() -> None:
    entries = [entry("a", "80"), entry("b", "80"), entry("c", "90")]
    selection = select(entries, [TWO])
    assert keys(selection) == ["c", "a"]
    (finding,) = selection.findings
    assert (finding.code, finding.params) == (
        "selection_tie_unsettled",
        {"first": "a", "others": "b", "tier": "质量奖"},
    )


def test_equal_entries_that_all_have_a_place_are_no_matter() -> None:
    assert select([entry("a", "80"), entry("b", "80")], [TWO]).findings == ()


def test_a_draw_decides_only_where_the_call_has_a_rule_for_it() -> None:
    entries = [entry("a", "80", lot=2), entry("b", "80", lot=1), entry("c", "90")]
    drawn = select(entries, [TWO], ties=[ByLot("第十二条")])
    assert keys(drawn) == ["c", "b"]
    assert drawn.findings == ()
    with pytest.raises(Refused) as refused:
        select(entries, [TWO], ties=[ByLot(" ")])
    assert refused.value.code == "selection_lot_without_clause"


def test_equal_entries_without_a_lot_stay_unsettled() -> None:
    entries = [entry("a", "80"), entry("b", "80"), entry("c", "90")]
    assert [each.code for each in select(entries, [TWO], ties=[ByLot("第十二条")]).findings] == [
        "selection_tie_unsettled"
    ]


def sample(*rules: Rule) -> Selection:
    """Five entries; `b` stands second, in the district of `a`."""
    entries = [
        entry("a", "95", district="东", kind="firm"),
        entry("b", "90", district="东", kind="firm"),
        entry("c", "85", district="西", kind="firm"),
        entry("d", "80", district="东", kind="person"),
        entry("e", "75", district="西", kind="person"),
    ]
    return select(entries, [TWO], rules)


def test_why_tells_what_is_missing_and_what_is_in_the_way() -> None:
    selection = sample(AtMost(1, "district", clause="第五条", label="每个区县"))
    assert keys(selection) == ["a", "c"]
    why = selection.why("b")
    assert (why.tier, why.margin, why.missing_score) == (None, None, Decimal("5.00"))
    assert [(limit.kind, limit.value) for limit in why.blocked_by] == [(LimitKind.AT_MOST, "东")]
    assert why.displaced == (Move("b", None, "award"), Move("a", "award", None))
    assert why.text() == (
        "距“质量奖”差 5.00 分，超过此数即可列入（恰好补足时按并列规则定）。"
        "受以下规则限制，去掉其中任一项即可列入：东最多 1 个（第五条）。若列入，则不再列入：a。"
    )
    assert selection.why("a").margin == Decimal("5.00")
    assert selection.why("a").text(Lang.EN) == (
        "In “质量奖”; it keeps the tier with less than 5.00 points taken away; at 5.00 it is a tie."
    )


def test_where_only_better_entries_stand_before_it_no_rule_is_in_the_way() -> None:
    assert sample().blocked_by("c") == ()


def test_two_rules_are_in_the_way_together() -> None:
    entries = [
        entry("a", "95", district="东", kind="p"),
        entry("b", "94", district="西", kind="q"),
        entry("c", "90", district="东", kind="q"),
        entry("d", "60", district="北", kind="r"),
    ]
    selection = select(entries, [replace(TWO, most=3)], [AtMost(1, "district"), AtMost(1, "kind")])
    assert keys(selection) == ["a", "b", "d"]
    assert [limit.value for limit in selection.blocked_by("c")] == ["东", "q"]
    assert selection.why("c").together


def test_a_floor_is_in_the_way() -> None:
    selection = select([entry("a", "59.5")], [replace(TWO, floor=Decimal(60))])
    assert selection.chosen == ()
    assert selection.missing_score("a") == Decimal("0.50")
    assert [limit_text(limit, 2) for limit in selection.blocked_by("a")] == ["质量奖最低 60.00 分"]
    full = select([entry("a", "59.5"), entry("b", "80"), entry("c", "70")], [replace(TWO, floor=Decimal(60))])
    assert (full.blocked_by("a"), full.missing_score("a")) == ((), Decimal("10.50"))


def test_an_entry_that_no_score_brings_in() -> None:
    selection = select([entry("a", "90", kind="person")], [TWO], [AtMost(0, "kind", "person")])
    assert selection.missing_score("a") is None
    assert selection.why("a").text().startswith("在现行规则下，得分再高也不能列入。")


def test_a_lower_tier_tells_what_is_missing_for_the_higher() -> None:
    tiers = [Tier("award", "质量奖", 1), Tier("named", "提名奖", 1)]
    selection = select([entry("a", "95"), entry("b", "90"), entry("c", "80")], tiers)
    assert [(each.key, each.tier) for each in selection.chosen] == [("a", "award"), ("b", "named")]
    why = selection.why("b")
    assert (why.margin, why.missing_score, why.toward) == (Decimal("10.00"), Decimal("5.00"), "award")
    assert why.displaced == (Move("b", "named", "award"), Move("a", "award", "named"))


@settings(max_examples=30, deadline=None)
@given(problems(most=5))
def test_who_comes_in_is_the_best_that_leaves_the_others_where_they_are(problem: Problem) -> None:
    best = best_choice(problem)
    if best is None:
        return
    rank = {tier.key: number for number, tier in enumerate(problem.tiers)}
    selection = Selection(problem)
    for gone in best:
        stays = [
            choice
            for choice in every_choice(problem)
            if gone not in choice
            and all(key == gone or (key in choice and rank[choice[key]] <= rank[best[key]]) for key in best)
        ]
        expected = max(stays, key=lambda choice: worth(problem, choice), default=None)
        moves = selection.replacing(gone)
        if expected is None:
            assert moves is None
        else:
            assert moves is not None
            after = {**best, **{move.key: move.after for move in moves}}
            assert {key: tier for key, tier in after.items() if tier is not None} == expected


@settings(max_examples=30, deadline=None)
@given(problems(most=5))
def test_rules_in_the_way_let_the_entry_in_when_they_go(problem: Problem) -> None:
    best = best_choice(problem)
    if best is None:
        return
    selection = Selection(problem)
    for candidate in problem.candidates:
        why = selection.why(candidate.key)
        if why.tier is not None:
            continue
        sets = [why.blocked_by] if why.together else [(limit,) for limit in why.blocked_by]
        for limits in sets:
            if any(limit.each for limit in limits):
                continue
            gone = {limit.rule for limit in limits}
            rules = tuple(rule for number, rule in enumerate(problem.rules) if number not in gone)
            assert let_in(problem, _without_floors(replace(problem, rules=rules), limits), candidate.key)


@settings(max_examples=60, deadline=None)
@given(problems(most=5))
def test_the_lowest_floor_is_named_just_where_the_entry_would_come_in_without_it(problem: Problem) -> None:
    if best_choice(problem) is None:
        return
    selection = Selection(problem)
    lowest = problem.tiers[-1]
    for candidate in problem.candidates:
        below = all(tier.floor is not None and candidate.score < tier.floor for tier in problem.tiers)
        if below and selection.tier_of(candidate.key) is None:
            named = selection.blocked_by(candidate.key)
            assert [limit.tiers for limit in named] in ([], [(lowest.name,)])
            floorless = replace(problem, tiers=(*problem.tiers[:-1], replace(lowest, floor=None)))
            assert bool(named) == let_in(problem, floorless, candidate.key)


def let_in(problem: Problem, without: Problem, key: str) -> bool:
    """Whether the best totals without something are higher and a choice with the entry reaches them."""
    best, anew = best_choice(problem), best_choice(without)
    assert best is not None
    assert anew is not None
    top = totals(without, anew)
    if top <= totals(problem, best):
        return False
    return any(key in choice for choice in every_choice(without) if totals(without, choice) == top)


def _without_floors(problem: Problem, limits: Sequence[Limit]) -> Problem:
    floors = {limit.tiers for limit in limits if limit.kind is LimitKind.FLOOR}
    tiers = tuple(
        replace(tier, floor=None if (tier.name,) in floors else tier.floor) for tier in problem.tiers
    )
    return replace(problem, tiers=tiers)


def _for_each_value(rule: Rule) -> bool:
    return isinstance(rule, OneOf) or bool(rule.per and not rule.value)


def test_the_reserve_list_tells_whom_each_would_come_in_for() -> None:
    selection = sample(AtMost(1, "district"))
    assert selection.replacing("a") == (Move("a", "award", None), Move("b", None, "award"))
    assert selection.replacing("c") == (Move("c", "award", None), Move("e", None, "award"))
    assert selection.reserve(5) == (Reserve(1, "b", ("a",)), Reserve(2, "e", ("c",)))
    assert selection.reserve(1) == (Reserve(1, "b", ("a",)),)


def test_nobody_comes_in_where_the_others_would_have_to_be_chosen_anew() -> None:
    entries = [entry("a", "95", kind="person"), entry("b", "90", kind="firm")]
    assert select(entries, [replace(TWO, most=1)], [AtLeast(1, "kind", "person")]).replacing("a") is None


def test_a_scenario_names_what_other_rules_change() -> None:
    scenario = sample(AtMost(1, "district")).scenario(rules=[AtLeast(1, "kind", "person")])
    assert keys(scenario.selection) == ["a", "d"]
    assert scenario.moves == (Move("c", "award", None), Move("d", None, "award"))


def test_the_quota_map_counts_every_limit() -> None:
    selection = sample(AtMost(1, "district"), AtLeast(1, "kind", "firm"))
    assert [
        (use.limit.kind, use.limit.value, use.used, use.limit.n, use.full) for use in selection.quota_map
    ] == [
        (LimitKind.AT_MOST, "东", 1, 1, True),
        (LimitKind.AT_MOST, "西", 1, 1, True),
        (LimitKind.AT_LEAST, "firm", 2, 1, False),
        (LimitKind.PLACES, "", 2, 2, True),
    ]


def test_rules_in_conflict_are_named_with_what_would_free_them() -> None:
    with pytest.raises(Infeasible) as refused:
        sample(
            AtLeast(3, "kind", "firm", clause="第三条"),
            AtMost(1, "district", clause="第五条"),
            AtLeast(1, "kind", "person"),
        )
    assert refused.value.text() == (
        "各项规则无法同时满足，共 1 处冲突：\n"
        "以下各项不能同时成立：firm至少 3 个（第三条），降为 1 即可；"
        "东最多 1 个（第五条），须增至 2，但还有别的冲突。"
    )


def test_too_few_above_the_floor() -> None:
    floor = [replace(TWO, floor=Decimal(90))]
    entries = [entry("a", "95", kind="firm"), entry("b", "80", kind="person")]
    with pytest.raises(Infeasible) as refused:
        select(entries, floor, [AtLeast(1, "kind", "person")])
    assert refused.value.text(Lang.EN) == (
        "The rules can't all be kept; conflicts: 1.\n"
        "These can't hold together: at least 1 of person, where 0 would do; "
        "at least 90.00 points for 质量奖, where 80.00 would do."
    )


@settings(max_examples=30, deadline=None)
@given(problems(most=5))
def test_a_remedy_that_is_enough_frees_the_rules(problem: Problem) -> None:
    if best_choice(problem) is not None:
        return
    with pytest.raises(Infeasible) as refused:
        Selection(problem)
    assert refused.value.conflicts != ()
    remedies = [remedy for conflict in refused.value.conflicts for remedy in conflict.remedies]
    for remedy in remedies:
        rule = None if remedy.limit.rule is None else problem.rules[remedy.limit.rule]
        if rule is None or isinstance(rule, OneOf) or not remedy.enough or _for_each_value(rule):
            continue
        mended = tuple(replace(each, n=remedy.n or 0) if each is rule else each for each in problem.rules)
        assert best_choice(replace(problem, rules=mended)) is not None


ONE = [entry("a", "80", kind="firm")]
DEPTH: Sequence[Tie] = [ByValue("depth", "质量水平")]


@pytest.mark.parametrize(
    ("code", "given_"),
    [
        ("selection_key_twice", {"candidates": [*ONE, *ONE]}),
        ("selection_score_wrong", {"candidates": [entry("a", "-1")]}),
        ("selection_score_wrong", {"candidates": [entry("a", "NaN")]}),
        ("selection_score_wrong", {"candidates": [entry("a", "1e300")]}),
        ("selection_score_digits", {"candidates": [entry("a", "80.005")]}),
        ("selection_name_wrong", {"candidates": [entry("", "80")]}),
        ("selection_without_tiers", {"tiers": []}),
        ("selection_tier_twice", {"tiers": [TWO, TWO]}),
        ("selection_number_wrong", {"tiers": [replace(TWO, most=-1)]}),
        ("selection_number_wrong", {"rules": [AtMost(-1)]}),
        ("selection_attribute_missing", {"rules": [AtMost(1, "district")]}),
        ("selection_attribute_missing", {"rules": [OneOf("group")]}),
        ("selection_value_without_attribute", {"rules": [AtMost(1, value="东")]}),
        ("selection_tier_unknown", {"rules": [AtMost(1, "kind", tiers=("named",))]}),
        ("selection_tie_value_missing", {"ties": DEPTH}),
        (
            "selection_lot_twice",
            {"candidates": [entry("a", "8", 1), entry("b", "8", 1)], "ties": [ByLot("x")]},
        ),
        ("selection_too_many", {"rules": [AtMost(1)] * 1_001}),
        ("selection_too_many", {"digits": 7}),
    ],
)
def test_bad_input_is_refused_with_words(code: str, given_: Mapping[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        select(**{"candidates": ONE, "tiers": [TWO], **given_})  # type: ignore[arg-type]
    assert refused.value.code == code
    assert refused.value.text() != refused.value.text(Lang.EN)


def test_a_rule_for_a_value_that_nobody_has_is_doubtful() -> None:
    assert [each.code for each in select(ONE, [TWO], [AtMost(1, "kind", "frim")]).findings] == [
        "selection_value_unknown"
    ]


def test_an_unknown_entry_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        sample().why("z")
    assert refused.value.code == "selection_key_unknown"
