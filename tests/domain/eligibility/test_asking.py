"""What the self-check asks: all that matters, nothing that doesn't, and nothing twice."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianyou.domain.eligibility.asking import (
    AnswerKind,
    Question,
    all_questions,
    key_of,
    most_questions,
    next_question,
    open_questions,
)
from jianyou.domain.eligibility.asking_words import (
    answer_words,
    demanded_words,
    hint_words,
    question_words,
    topic_words,
)
from jianyou.domain.eligibility.evaluate import RuleOutcome, Truth, evaluate, negated, said
from jianyou.domain.eligibility.evaluate import every as every_of
from jianyou.domain.eligibility.evaluate import some as some_of
from jianyou.domain.eligibility.facts import COMMON_FACTS, Facts, Known
from jianyou.domain.eligibility.load import parse_pack
from jianyou.domain.eligibility.normalize import normalize
from jianyou.domain.eligibility.pack import Basis, Said
from jianyou.domain.eligibility.resolve import KIND, Every, Never, Part, Rules, Some, resolve
from jianyou.terms.lang import Lang
from jianyou.terms.texts import TEXTS
from tests.domain.eligibility.builtin import AS_OF, CHINA, GIANT_2026, MAYOR, NAMES, pack
from tests.domain.eligibility.pack_samples import FULL, changed
from tests.strategies.eligibility import Row, days_of_reckoning, facts_of, packs, rows

FIRM = {
    "kind": "organization",
    "region": "500112",
    "is_legal_person": True,
    "industry": "C3670",
    "declared.follows_policies": True,
    "in_operation_since": "2010-03-01",
    "suspended_periods": [],
    "accidents": [],
    "spot_check_failures": [],
    "declared.good_credit": True,
    "on_abnormal_list": False,
    "on_serious_breach_list": False,
}
"""Everything that the Mayor's Award asks of a firm, in its order, in its favor."""


def rules_of(name: str) -> Rules:
    return resolve(pack(name), AS_OF[name])


def asked(name: str, answers: Mapping[str, object], *, whole: bool = False) -> list[str]:
    """The keys of all questions, in order; what `answers` don't tell isn't known yet."""
    rules, told, passed = rules_of(name), dict[str, object](), list[str]()
    while question := next_question(rules, _facts(name, told), passed, whole=whole):
        if question.key in answers:
            told[question.key] = answers[question.key]
        passed.append(question.key)
    return passed


def _facts(name: str, told: Mapping[str, object]) -> Facts:
    return normalize(told, pack(name).facts, AS_OF[name]).facts


def about(rules: Rules, facts: Facts, key: str) -> Question | None:
    return next((each for each in all_questions(rules, facts) if each.key == key), None)


def test_a_firm_without_fault_is_asked_everything_in_the_order_of_the_clauses() -> None:
    assert asked(MAYOR, FIRM) == list(FIRM)
    assert most_questions(rules_of(MAYOR)) == len(FIRM)


@pytest.mark.parametrize(
    ("other", "last"),
    [
        ({"kind": "individual"}, "kind"),
        ({"region": "11"}, "region"),
        ({"industry": "I65"}, "industry"),
        ({"declared.follows_policies": False}, "declared.follows_policies"),
        ({"in_operation_since": "2019-02-23"}, "in_operation_since"),
    ],
)
def test_the_first_fault_ends_it(other: Mapping[str, object], last: str) -> None:
    order = list(FIRM)
    assert asked(MAYOR, {**FIRM, **other}) == order[: order.index(last) + 1]


def test_the_rest_of_the_clauses_may_be_asked_all_the_same() -> None:
    assert asked(MAYOR, {**FIRM, "region": "11"}, whole=True) == list(FIRM)
    assert asked(MAYOR, {**FIRM, "kind": "team"}, whole=True) == ["kind"]


def test_what_is_not_known_yet_is_passed_over() -> None:
    assert asked(MAYOR, {"kind": "organization"}) == list(FIRM)
    known = _facts(MAYOR, FIRM | {"region": None})
    assert next_question(rules_of(MAYOR), known, ["region"]) is None


def test_a_school_is_asked_for_its_level_and_a_maker_is_not() -> None:
    maker = asked(CHINA, {"kind": "organization", "organization_types": ["manufacturing"]})
    school = asked(CHINA, {"kind": "organization", "organization_types": ["school"]})
    rest = ["declared.supports_policies", "established_on", "country", "accidents", "violations"]
    assert maker == ["kind", "organization_types", *rest]
    assert school == ["kind", "organization_types", "school_level", *rest]


def test_a_team_is_asked_for_its_organization_and_for_itself() -> None:
    assert asked(CHINA, {"kind": "team"}) == [
        *("kind", "declared.supports_policies", "parent.established_on", "parent.country"),
        *("accidents", "violations"),
    ]


def test_a_person_is_asked_as_a_person() -> None:
    assert asked(CHINA, {"kind": "individual"}) == [
        *("kind", "person_kind", "declared.person_conduct", "violations"),
    ]


def test_one_way_to_meet_a_condition_makes_the_other_needless() -> None:
    common = {"kind": "organization", "country": "CN", "is_legal_person": True}
    firm = {**common, "organization_types": ["small_medium"]}
    enough = asked(GIANT_2026, {**firm, "class_one_rights": 4.0, "market_share": 10.0})
    less = asked(GIANT_2026, {**firm, "class_one_rights": 3.0, "market_share": 9.0})
    assert [key for key in less if key not in enough] == ["national_science_award", "market_rank"]


def test_what_a_question_tells_of_itself() -> None:
    rules = rules_of(MAYOR)
    question = about(rules, _facts(MAYOR, FIRM), "suspended_periods")
    assert question is not None
    assert question.kind is AnswerKind.RECORDS
    assert [field.name for field in question.fields] == ["since", "until"]
    assert [each.code for each in question.conditions] == ["in_operation"]
    assert [leaf.test.code for leaf in question.leaves] == ["no_suspension_ended", "no_suspension_begun"]
    assert question_words(question, Lang.ZH) == "有没有停产停业过？"
    assert topic_words(question, Lang.ZH) == "停产停业记录"
    assert hint_words(question, rules, Lang.ZH) == ["有几次写几条；弄不清的栏空着。"]
    assert demanded_words(question, rules, Lang.ZH) == [
        "没有这样的停产停业记录：结束日期在2019-02-22或以后",
        "没有这样的停产停业记录：开始日期在2019-02-22或以后",
    ]


def test_each_kind_of_answer() -> None:
    kinds = {
        "kind": AnswerKind.ONE_OF,
        "region": AnswerKind.PLACE,
        "is_legal_person": AnswerKind.YES_NO,
        "industry": AnswerKind.INDUSTRY,
        "declared.good_credit": AnswerKind.YES_NO,
        "in_operation_since": AnswerKind.DATE,
        "accidents": AnswerKind.RECORDS,
    }
    found = {each.key: each.kind for each in open_questions(rules_of(MAYOR), _facts(MAYOR, {}))}
    assert found | kinds == found
    giant = {each.key: each.kind for each in open_questions(rules_of(GIANT_2026), _facts(GIANT_2026, {}))}
    assert (giant["revenue"], giant["organization_types"]) == (AnswerKind.NUMBER, AnswerKind.SEVERAL)
    assert (giant["country"], giant["titles"]) == (AnswerKind.TEXT, AnswerKind.RECORDS)


def test_no_question_of_another_pack_or_for_experts() -> None:
    facts = _facts(MAYOR, FIRM)
    for key in ("judged.excellence", "school_level", "declared.honesty", "parent.region", "", "computed"):
        assert about(rules_of(MAYOR), facts, key) is None
    person = _facts(CHINA, {"kind": "individual"})
    assert about(rules_of(CHINA), person, "organization_types") is None


def test_experts_alone_can_leave_a_question_without_use() -> None:
    """Neither way can the condition still be told: what is left in it is never asked."""
    wanted = "{code: excellent, clause: 附件1二4, text: 成效显著。, rule: {judged: excellent}}"
    useless = (
        "{code: excellent, clause: 附件1二4, text: 成效显著。, rule: {any: [{all: [{judged: excellent}, "
        "{code: small, fact: scale, op: one_of, values: [small]}]}, {all: [{judged: other}, "
        "{not: {code: named, fact: name, op: known}}]}]}}"
    )
    # The judged half of each `all` can only stay unknown, so `any` becomes false by both facts, never true.
    rules = resolve(parse_pack(changed(wanted, useless), source="sample"), AS_OF[GIANT_2026])
    facts = normalize({"kind": "organization"}, rules.pack.facts).facts
    excellent = [each.key for each in open_questions(rules, facts) if "excellent" in codes(each)]
    assert excellent == ["scale", "name"]
    passed = [each.key for each in open_questions(rules, facts, ["scale"]) if "excellent" in codes(each)]
    assert passed == []


def codes(question: Question) -> list[str]:
    return [each.code for each in question.conditions]


def test_words_of_a_packs_own_facts() -> None:
    rules = resolve(parse_pack(FULL, source="sample"), AS_OF[GIANT_2026])
    facts = normalize({"kind": "organization"}, rules.pack.facts).facts
    words = {each.key: question_words(each, Lang.ZH) for each in open_questions(rules, facts)}
    assert words == {
        "established_on": "哪一天成立？",
        "revenue": "营业收入是多少？",
        "scale": "规模是哪一种？",
        "region": "注册在哪里？",
        "accidents": "有没有出过事故？",
        "patents": "有没有专利？",
        "is_legal_person": "是不是独立法人？",
        "declared.honesty": "能不能如实声明：声明守信？",
    }


def test_a_teams_organization_is_named() -> None:
    question = about(rules_of(CHINA), _facts(CHINA, {"kind": "team"}), "parent.established_on")
    assert question is not None
    assert question_words(question, Lang.ZH) == "所在单位的成立日期是哪一天？"
    assert hint_words(question, rules_of(CHINA), Lang.ZH)[0] == "照营业执照或法人证书。"


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_words(name: str, lang: Lang) -> None:
    rules = rules_of(name)
    for question in open_questions(rules, _facts(name, {"kind": "organization"})):
        assert question_words(question, lang).endswith("？" if lang is Lang.ZH else "?")
        assert topic_words(question, lang)
        assert answer_words(question, _facts(name, {}), lang) == TEXTS["selfcheck_not_known"][lang is Lang.EN]
        assert all(hint_words(question, rules, lang))


def test_every_common_fact_and_kind_of_answer_has_a_question() -> None:
    assert {f"selfcheck_fact_{name}" for name in COMMON_FACTS} <= set(TEXTS)
    assert {f"selfcheck_own_{kind}" for kind in AnswerKind} <= set(TEXTS)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"industry": "C3670"}, "C3670 汽车零部件及配件制造"),
        ({"is_legal_person": True}, "是"),
        ({"in_operation_since": "2010年3月1日"}, "2010-03-01"),
        ({"accidents": []}, "没有"),
        ({"accidents": [{"kind": "safety"}]}, "第1条（事故种类：安全事故）"),
        ({"declared.good_credit": False}, "不能"),
        ({"region": None}, "还不清楚"),
    ],
)
def test_answers_in_words(told: Mapping[str, object], words: str) -> None:
    facts = _facts(MAYOR, {"kind": "organization", **told})
    question = about(rules_of(MAYOR), facts, next(iter(told)))
    assert question is not None
    assert answer_words(question, facts, Lang.ZH) == words


# What holds of every pack and nominee


class Answering:
    """Somebody who knows a row, and nothing that experts say; some questions are passed over."""

    def __init__(self, row: Row, passes: frozenset[str] = frozenset()) -> None:
        self.full = facts_of({key: value for key, value in row.items() if not key.startswith("judged.")})
        self.passes = passes

    def answer(self, question: Question) -> Facts | None:
        """What the answer adds to the facts, None for "I don't know yet"."""
        if question.key in self.passes:
            return None
        test = question.leaves[0].test
        if isinstance(test, Said):
            told = said(test, self.full)
            return None if told is None else Facts({}, {(Basis.DECLARED, test.code): told})
        value = self.full.value(question.key)
        return None if value is None else Facts({question.key: Known(value)}, {})


def interview(
    rules: Rules, who: Answering, *, whole: bool = False
) -> Iterator[tuple[Question | None, Facts, frozenset[str]]]:
    """Each question with what was known before, and None with what is known at the end."""
    facts, passed = Facts({}, {}), frozenset[str]()
    while True:
        question = next_question(rules, facts, passed, whole=whole)
        yield question, facts, passed
        if question is None:
            return
        told = who.answer(question)
        if told is None:
            passed |= {question.key}
        else:
            facts = Facts({**facts.known, **told.known}, {**facts.said, **told.said})


def drawn(data: st.DataObject, deepest: int = 3) -> tuple[Rules, Row]:
    drawn_pack, as_of = data.draw(packs(deepest=deepest)), data.draw(days_of_reckoning())
    return resolve(drawn_pack, as_of), data.draw(rows(drawn_pack, as_of))


@settings(max_examples=100)
@given(st.data(), st.booleans())
def test_the_answers_asked_for_decide_as_all_facts_do(data: st.DataObject, whole: bool) -> None:
    rules, row = drawn(data)
    who = Answering(row)
    *_, (_, facts, _) = interview(rules, who, whole=whole)
    got, full = evaluate(rules, facts), evaluate(rules, who.full)
    assert got.truth is full.truth
    if got.truth is not False or (whole and got.conditions[0].truth is not False):
        assert [each.truth for each in got.conditions] == [each.truth for each in full.conditions]


@settings(max_examples=100)
@given(st.data())
def test_what_is_not_known_leaves_the_rest_as_it_is(data: st.DataObject) -> None:
    """Passing over questions is the same as not knowing these facts, and nothing else."""
    rules, row = drawn(data)
    keys = sorted(each.key for each in open_questions(rules, Answering(row).full, whole=True)) + list(row)
    who = Answering(row, frozenset(data.draw(st.lists(st.sampled_from(keys)))))
    *_, (_, facts, passed) = interview(rules, who, whole=True)
    assert not passed & set(facts.known)
    less = evaluate(rules, without(who.full, rules, who.passes))
    got = evaluate(rules, facts)
    assert got.truth is less.truth
    if got.conditions[0].truth is not False:
        assert [each.truth for each in got.conditions] == [each.truth for each in less.conditions]


def without(full: Facts, rules: Rules, passes: frozenset[str]) -> Facts:
    """The facts without some; what is declared goes by the code of each leaf that asks for it."""
    told = {}
    for test in rules.tests():
        if isinstance(test, Said) and test.basis is Basis.DECLARED:
            answer = said(test, full)
            if answer is not None and f"declared.{test.code}" not in passes:
                told[test.basis.value, test.code] = answer
    return Facts({name: known for name, known in full.known.items() if name not in passes}, told)


@settings(max_examples=100)
@given(st.data(), st.booleans())
def test_no_question_comes_twice_and_their_number_is_bounded(data: st.DataObject, whole: bool) -> None:
    rules, row = drawn(data)
    keys, bounds = [], []
    for question, facts, passed in interview(rules, Answering(row), whole=whole):
        if question is not None:
            keys.append(question.key)
            bounds.append(len(keys) - 1 + len(open_questions(rules, facts, passed, whole=whole)))
    assert len(set(keys)) == len(keys)
    assert len(keys) <= len(row)
    if row[KIND] is not None:
        assert len(keys) <= most_questions(rules)
    assert keys[:1] == [KIND]
    # Once the kind is known, what may still come only gets less.
    assert bounds[1:] == sorted(bounds[1:], reverse=True)


@settings(max_examples=100)
@given(st.data(), st.booleans())
def test_every_question_could_still_decide_a_condition(data: st.DataObject, whole: bool) -> None:
    """For some answers to the other questions, its own answer makes the difference."""
    rules, row = drawn(data, deepest=2)
    for question, facts, passed in interview(rules, Answering(row), whole=whole):
        outcome = evaluate(rules, facts)
        if question is None:
            continue
        assert whole or outcome.truth is None
        waiting = [
            each for each in outcome.conditions if any(each.rule.code == code for code in codes(question))
        ]
        assert len(waiting) == len(question.conditions)
        assert all(each.truth is None for each in waiting)
        others = {each.key for each in open_questions(rules, facts, passed, whole=whole)} - {question.key}
        assert all(decides(each, question, others) for each in waiting)


def decides(outcome: RuleOutcome, question: Question, others: set[str]) -> bool:
    """Whether one of the question's leaves turns the condition, for some answers to other leaves."""
    open_ones = [leaf for leaf in outcome.missing if key_of(leaf) in {question.key, *others}]
    for pivot in (leaf for leaf in open_ones if key_of(leaf) == question.key):
        rest = [leaf for leaf in open_ones if leaf is not pivot]
        for answers in product((True, False), repeat=len(rest)):
            truths = dict(zip(map(id, rest), answers, strict=True))
            turned = {again(outcome, {**truths, id(pivot): mine}) for mine in (True, False, None)}
            if len(turned) > 1:
                return True
    return False


def again(outcome: RuleOutcome, truths: Mapping[int, Truth]) -> Truth:
    """The condition's truth with some of its leaves' truths replaced."""
    return _again(outcome.rule.part, (truths.get(id(leaf), leaf.truth) for leaf in outcome.leaves))


def _again(part: Part, truths: Iterator[Truth]) -> Truth:
    if isinstance(part, Never):
        return negated(_again(part.part, truths))
    if isinstance(part, (Every, Some)):
        parts = [_again(each, truths) for each in part.parts]
        return every_of(parts) if isinstance(part, Every) else some_of(parts)
    return next(truths)
