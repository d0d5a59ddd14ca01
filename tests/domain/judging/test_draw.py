"""随机抽取: fixed before, checked after, fair to each, and within the rules that were announced."""

import hashlib
import hmac
import json
from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.judging.draw import (
    Draw,
    DrawPlan,
    DrawPurpose,
    Secret,
    Ticket,
    check_draw,
    check_plan,
    commit,
    make_draw,
    order_by,
    seed_of,
)
from jianyou.domain.judging.draw_plain import as_plain, from_plain, plan_as_plain, plan_from_plain
from jianyou.domain.judging.draw_strata import Strata, Stratum, conflicting
from jianyou.terms.finding import Refused

OFFICE = Secret("示例经济信息委", "春江水暖", "0f" * 16)
WATCH = Secret("示例纪检组", "7c1e", "a1" * 16)
VALUE = "全国开奖 2026135 期 03 08 11 19 27 30 + 05"


def plan(**changed: Any) -> DrawPlan:
    fields = ["机械", "机械", "机械", "电子", "电子", "汽车", "汽车", "汽车", "化工", ""]
    tickets = tuple(
        Ticket(f"专家{number}", {"field": each} if each else {}) for number, each in enumerate(fields)
    )
    usual = DrawPlan(
        DrawPurpose.EXPERTS,
        "2026年评审专家抽取",
        tickets,
        5,
        "2026年11月24日全国开奖号码",
        (commit(OFFICE), commit(WATCH)),
        (Stratum("field", "汽车", least=2), Stratum("field", most=2)),
    )
    return replace(usual, **changed)


def drawn(**changed: Any) -> Draw:
    return make_draw(plan(**changed), VALUE, [WATCH, OFFICE])


def told(value: Any) -> str:
    """The SHA-256 of JSON as the guide describes it, without our own writer."""
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def test_hashes_are_those_that_the_guide_describes() -> None:
    published = plan_as_plain(plan())
    listed = {key: value for key, value in published.items() if key not in {"commitments", "list_hash"}}
    assert told(listed) == published["list_hash"]
    assert told(["jianyou-draw-1-secret", WATCH.who, WATCH.salt, WATCH.secret]) == commit(WATCH).sha256


def test_the_seed_and_the_order_can_be_computed_with_any_tool() -> None:
    seed = told([plan().list_hash, VALUE, ["春江水暖", "7c1e"]])
    draw = drawn()
    assert draw.seed == seed
    keys = [ticket.key for ticket in plan().tickets]
    assert list(draw.order) == sorted(
        keys, key=lambda key: hmac.new(bytes.fromhex(seed), key.encode(), "sha256").hexdigest()
    )


def test_the_rules_are_kept_and_the_order_walked() -> None:
    draw = drawn()
    fields = {ticket.key: ticket.values.get("field", "") for ticket in plan().tickets}
    counts = Counter(fields[key] for key in draw.taken)
    assert (len(draw.taken), counts["汽车"]) == (5, 2)
    assert max(count for field, count in counts.items() if field) <= 2
    walked = [key for key in draw.order if key in draw.taken + draw.passed_over]
    assert walked == list(draw.order[: len(walked)])
    assert check_draw(draw) == ()


def test_how_the_list_is_sorted_and_a_value_is_typed_change_nothing() -> None:
    other = make_draw(
        plan(tickets=plan().tickets[::-1]),
        "全国开奖  2026135期 03 08 11 19 27 30 ＋ 05".replace("5期", "5 期"),
        [OFFICE, WATCH],
    )
    assert (other.seed, other.order, other.taken) == (drawn().seed, drawn().order, drawn().taken)


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "另一次抽取"},
        {"take": 4},
        {"public_value": "2026年11月25日全国开奖号码"},
        {"strata": ()},
        {"clause": "第九条"},
        {"tickets": plan().tickets[1:]},
        {"purpose": DrawPurpose.SUPPORT_SEATS},
    ],
)
def test_whatever_was_frozen_is_in_the_hash(changed: dict[str, Any]) -> None:
    assert plan(**changed).list_hash != plan().list_hash
    assert plan(**changed).digest != plan().digest


def test_commitments_are_in_the_digest() -> None:
    assert plan(commitments=(commit(OFFICE),)).digest != plan().digest
    assert commit(OFFICE) != commit(OFFICE._replace(salt="1f" * 16))
    assert commit(OFFICE) != commit(OFFICE._replace(who="别人"))


REFUSALS: list[tuple[dict[str, Any], str]] = [
    ({"tickets": ()}, "draw_tickets_count"),
    ({"tickets": (Ticket("甲"), Ticket("甲"))}, "draw_ticket_twice"),
    ({"take": 0}, "draw_take_wrong"),
    ({"take": 11}, "draw_take_wrong"),
    ({"public_value": " "}, "draw_public_value_undescribed"),
    ({"commitments": ()}, "draw_commitments_missing"),
    ({"commitments": (commit(OFFICE), commit(OFFICE))}, "draw_party_twice"),
    ({"purpose": DrawPurpose.TIES}, "draw_clause_missing"),
    ({"strata": (Stratum("field", "汽车", 2, 1),)}, "draw_stratum_wrong"),
    ({"strata": (Stratum("field", "汽车", -1),)}, "draw_stratum_wrong"),
    ({"strata": (Stratum("unit", most=1),)}, "draw_attribute_unknown"),
    ({"strata": (Stratum("a", most=1), Stratum("b", most=1), Stratum("c", most=1))}, "draw_attributes_many"),
    ({"strata": (Stratum("field", "汽车", 4),)}, "draw_rules_conflict"),
]


@pytest.mark.parametrize(("changed", "code"), REFUSALS)
def test_a_plan_that_cannot_be_drawn_is_refused_before(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_plan(plan(**changed))
    assert refused.value.code == code
    assert refused.value.text()


def test_rules_in_conflict_are_named_and_no_others() -> None:
    rules = (
        Stratum("field", "机械", most=3),
        Stratum("field", "汽车", least=3),
        Stratum("field", "电子", least=2),
        Stratum("field", "化工", least=1),
    )
    tickets = {ticket.key: ticket.values for ticket in plan().tickets}
    assert conflicting(rules, tickets, 5) == rules[1:]
    assert conflicting(rules, tickets, 6) == ()
    with pytest.raises(Refused) as refused:
        check_plan(plan(strata=rules))
    assert (
        "“field”为汽车的至少 3 个；“field”为电子的至少 2 个；“field”为化工的至少 1 个" in refused.value.text()
    )


def test_a_secret_missing_or_other_than_committed_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        make_draw(plan(), VALUE, [OFFICE])
    assert (refused.value.code, refused.value.params) == ("draw_secret_missing", {"who": "示例纪检组"})
    with pytest.raises(Refused) as refused:
        make_draw(plan(), VALUE, [OFFICE, WATCH._replace(secret="7c1f")])
    assert refused.value.code == "draw_secret_other"
    with pytest.raises(Refused) as refused:
        make_draw(plan(), "  ", [OFFICE, WATCH])
    assert refused.value.code == "draw_public_value_missing"
    with pytest.raises(Refused) as refused:
        commit(OFFICE._replace(salt="0f"))
    assert refused.value.code == "draw_salt_short"


def test_a_draw_told_otherwise_than_it_fell_is_found() -> None:
    draw = drawn()
    swapped = (draw.order[1], draw.order[0], *draw.order[2:])
    for changed, code in (
        ({"seed": "00" * 32}, "draw_seed_differs"),
        ({"order": swapped}, "draw_order_differs"),
        ({"taken": draw.taken[:-1]}, "draw_taken_differs"),
        ({"passed_over": (*draw.passed_over, "专家0")}, "draw_passed_over_differs"),
        ({"secrets": (OFFICE,)}, "draw_secret_missing"),
    ):
        assert [found.code for found in check_draw(replace(draw, **changed))] == [code]
    found = check_draw(replace(draw, taken=draw.taken[:-1]))[0]
    assert found.params == {"number": 5, "told": "—", "due": draw.taken[-1]}
    assert check_draw(replace(draw, public_value="别的号码"))[0].code == "draw_seed_differs"


def test_a_draw_reads_back_from_json() -> None:
    draw = drawn()
    read = from_plain(json.loads(json.dumps(as_plain(draw))))
    assert check_draw(read) == ()
    assert as_plain(read) == as_plain(draw)
    assert plan_from_plain(json.loads(json.dumps(plan_as_plain(plan())))).digest == plan().digest


def spoiled(path: list[str | int], value: Any) -> Any:
    plain: Any = json.loads(json.dumps(as_plain(drawn())))
    part = plain
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return plain


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (["seed"], 5, "draw_part_wrong"),
        (["order"], "甲", "draw_part_wrong"),
        (["order"], [1], "draw_part_wrong"),
        (["plan"], None, "draw_part_wrong"),
        (["plan", "format"], "other", "draw_format_unknown"),
        (["plan", "purpose"], "other", "draw_part_wrong"),
        (["plan", "take"], True, "draw_part_wrong"),
        (["plan", "strata"], None, "draw_part_wrong"),
        (["plan", "list_hash"], None, "draw_part_wrong"),
        (["plan", "title"], "\ud800", "draw_part_wrong"),
        (["plan", "title"], "改过", "draw_list_differs"),
        (["plan", "tickets", 0, "values"], [], "draw_part_wrong"),
        (["plan", "tickets", 0, "values"], {"field": 1}, "draw_part_wrong"),
        (["plan", "tickets", 0, "weight"], 2, "draw_part_wrong"),
        (["plan", "strata", 0, "most"], 1.5, "draw_part_wrong"),
        (["plan", "commitments", 0, "sha256"], None, "draw_part_wrong"),
        (["secrets", 0, "more"], "", "draw_part_wrong"),
        (["more"], "", "draw_part_wrong"),
    ],
)
def test_a_file_that_is_no_draw_is_refused_in_words(path: list[str | int], value: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        from_plain(spoiled(path, value))
    assert refused.value.code == code
    assert refused.value.text()


def test_every_ticket_has_the_same_chance() -> None:
    keys = [f"{number:02}" for number in range(20)]
    times: Counter[str] = Counter()
    pairs: Counter[tuple[str, ...]] = Counter()
    rounds = 6_000
    for number in range(rounds):
        order = order_by(seed_of("f" * 64, str(number), ()), keys)
        times.update(order[:5])
        pairs[order[0], order[1]] += 1
    # Chi-squared over 20 with 19 degrees of freedom: 43.8 is its 0.999 quantile; drawing 5 of 20 shrinks it.
    due = rounds * 5 / 20
    assert sum((times[key] - due) ** 2 / due for key in keys) < 43.8
    due = rounds / 380
    assert sum((pairs[a, b] - due) ** 2 / due for a in keys for b in keys if a != b) < 470


small = st.lists(
    st.tuples(st.sampled_from(["甲", "乙", ""]), st.sampled_from(["一", "二", "三", ""])),
    min_size=1,
    max_size=7,
)
bounds = st.tuples(st.integers(0, 3), st.one_of(st.none(), st.integers(0, 3)))
rule = st.builds(
    lambda where, bound: Stratum(where[0], where[1], bound[0], bound[1]),
    st.sampled_from([("f", "甲"), ("f", "乙"), ("f", ""), ("u", "一"), ("u", "二"), ("u", "")]),
    bounds,
)


def keeps(rules: list[Stratum], chosen: list[dict[str, str]], there: list[dict[str, str]]) -> bool:
    for each in rules:
        values = {each.value} if each.value else {one[each.attribute] for one in there} - {""}
        for value in values:
            count = sum(one[each.attribute] == value for one in chosen)
            if count < each.least or (each.most is not None and count > each.most):
                return False
    return True


@given(small, st.lists(rule, max_size=4), st.integers(1, 5))
def test_walking_takes_what_trying_every_choice_would(
    cells: list[tuple[str, str]], rules: list[Stratum], take: int
) -> None:
    there = [{"f": first, "u": second} for first, second in cells]
    possible = [
        set(chosen)
        for chosen in combinations(range(len(there)), take)
        if keeps(rules, [there[at] for at in chosen], there)
    ]
    tickets = {str(at): one for at, one in enumerate(there)}
    strata = Strata(rules, tickets, take)
    assert strata.feasible() == bool(possible)
    assert bool(conflicting(rules, tickets, take)) == (not possible and Strata([], tickets, take).feasible())
    if not possible:
        return
    taken: set[int] = set()
    for at in range(len(there)):
        allowed = len(taken) < take and any(taken | {at} <= choice for choice in possible)
        assert strata.take(str(at)) == allowed
        taken |= {at} if allowed else set()
    assert taken in possible
