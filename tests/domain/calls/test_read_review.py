"""评审与择优, as a call file declares them."""

from decimal import Decimal
from pathlib import Path

import pytest

from jianyou.domain.calls.load import load_call, parse_call
from jianyou.domain.calls.questions import open_questions
from jianyou.domain.calls.read_review import STANDARDS
from jianyou.domain.calls.review import Choice, ChoiceRule, ChoiceTier, Lottery, Tie
from jianyou.domain.calls.told_review import choice_lines, review_lines
from jianyou.domain.judging.scores.rubrics import Band, Item, Rubric
from jianyou.domain.judging.scores.stages import (
    Combine,
    Formula,
    FormulaKind,
    Load,
    Review,
    ReviewStage,
    StageKind,
)
from jianyou.terms.clause import Clause
from jianyou.terms.lang import Lang
from tests.domain.calls.samples import FULL, REVIEWED
from tests.domain.calls.telling import changed, line_of, problems_of, told

D = Decimal
CALL = parse_call(REVIEWED, source="")
EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "review-2026.yaml"


def test_a_call_without_them_is_as_before() -> None:
    plain = parse_call(FULL, source="")
    assert (plain.review, plain.choices) == (None, ())
    assert (review_lines(plain, Lang.ZH), choice_lines(plain, Lang.ZH)) == ([], [])
    assert load_call("chongqing-2024").review is None


def test_the_review_in_full() -> None:
    bands = (Band(D(0), D("29.5"), "沿用旧法"), Band(D(30), D(60), "前人没有做过"))
    clause = Clause(2, "四1")
    idea = Item(
        "idea", "创新", D(60), D("0.5"), D(1), clause, "与上一年相比新在哪里。", bands, ("innovation",)
    )
    material = ReviewStage(
        key="material",
        kind=StageKind.MATERIAL,
        name="材料评审",
        per_entry=5,
        fewest=3,
        rubric=Rubric((idea, Item("effect", "效果", D(20), weight=D(2)))),
        formula=Formula(FormulaKind.TRIMMED, 1, digits=3),
        weight=D(60),
        load=Load(2, 9),
        blind=True,
        phones=True,
        gate=D("55.5"),
        advance=20,
        clause=Clause(0, "七（一）"),
    )
    site = ReviewStage(
        key="site",
        kind=StageKind.ON_SITE,
        name="现场核验",
        per_entry=3,
        fewest=3,
        rubric=STANDARDS["gb-t-19580-2012"],
        formula=Formula(FormulaKind.WEIGHTED, weights={"chair": D(2), "member": D(1)}),
        weight=D(40),
    )
    assert CALL.review == Review((material, site), Combine(D(100), 1, Clause(0, "七（二）")))


def test_the_choice_in_full() -> None:
    assert CALL.choices == (
        Choice(
            award="innovation",
            tiers=(
                ChoiceTier("first", "一等奖", 5, D("85.5"), Clause(0, "八（一）")),
                ChoiceTier("praise", "鼓励奖", 10),
            ),
            rules=(
                ChoiceRule(at_most=4, per="district", clause=Clause(0, "八（二）")),
                ChoiceRule(at_least=1, per="kind", value="team", tiers=("first", "praise")),
            ),
            one_of=("group",),
            ties=(Tie("site"), Tie("material", "effect"), Tie(fewer="district")),
            lottery=Lottery(Clause(0, "八（三）")),
            clause=Clause(0, "八"),
        ),
    )
    assert open_questions(CALL) == ()


SINGLE = (
    FULL
    + """\
review:
  stages:
    - key: paper
      kind: material
      name: 评分
      per_entry: 3
      formula: {kind: mean}
      rubric: [{key: a, name: 甲, most: 50}]
"""
)


def test_one_stage_needs_neither_weight_nor_scale() -> None:
    review = parse_call(SINGLE, source="").review
    assert review is not None
    assert review.combine == Combine(D(50), 2)
    assert (review.stages[0].fewest, review.stages[0].weight, review.stages[0].load) == (3, D(1), None)


def test_places_may_be_left_open_and_are_asked() -> None:
    call = parse_call(changed("key: first, n: 5, floor", "key: first, floor", REVIEWED), source="")
    assert call.choices[0].tiers[0].n is None
    (question,) = open_questions(call)
    assert (question.key, question.message.code) == ("choices.1.tiers.1.n", "call_open_places")
    assert all(question.message.text(lang) for lang in Lang)


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("per_entry: 5", "per_entry: 0", "data_bad_whole", "review.stages.1.per_entry"),
        ("fewest: 3", "fewest: 2", "call_review_too_few", "review.stages.1.per_entry"),
        ("fewest: 3", "fewest: 6", "data_bad_whole", "review.stages.1.fewest"),
        ("{least: 2, most: 9}", "{least: 2, most: 1}", "data_bad_whole", "review.stages.1.load.most"),
        ("{least: 2, most: 9}", "{least: 2}", "data_key_missing", "review.stages.1.load.most"),
        ("weight: 60", "weight: 六十", "call_bad_number", "review.stages.1.weight"),
        ("weight: 60", "weight: 1e3", "call_bad_number", "review.stages.1.weight"),
        ("weight: 60", "weight: -1", "call_bad_number", "review.stages.1.weight"),
        ("gate: 55.5", "gate: 100.5", "call_review_gate_too_high", "review.stages.1.gate"),
        ("drop: 1, digits: 3", "drop: 1, digits: 7", "data_bad_whole", "review.stages.1.formula.digits"),
        ("kind: trimmed, drop", "kind: mean, drop", "data_key_not_here", "review.stages.1.formula.drop"),
        ("kind: trimmed, drop", "kind: trim, drop", "data_bad_choice_near", "review.stages.1.formula.kind"),
        ("most: 60\n", "most: 0\n", "call_bad_number", "review.stages.1.rubric.1.most"),
        ("most: 20, weight: 2", "most: 20, weight: 0", "call_bad_number", "review.stages.1.rubric.2.weight"),
        ("key: effect", "key: idea", "data_item_key_twice", "review.stages.1.rubric.2.key"),
        ("step: 0.5", "step: 61", "call_bad_number", "review.stages.1.rubric.1.step"),
        ("[innovation]", "[innovations]", "data_bad_choice_near", "review.stages.1.rubric.1.awards.1"),
        (
            "low: 30, high: 60",
            "low: 29.5, high: 60",
            "call_review_bands",
            "review.stages.1.rubric.1.bands.2.high",
        ),
        (
            "low: 30, high: 60",
            "low: 30, high: 61",
            "call_bad_number",
            "review.stages.1.rubric.1.bands.2.high",
        ),
        ("key: site\n", "key: material\n", "data_item_key_twice", "review.stages.2.key"),
        (
            "per_entry: 3\n",
            "per_entry: 3\n      advance: 4\n",
            "call_review_advance_last",
            "review.stages.2.advance",
        ),
        ("      weight: 40\n", "", "data_key_missing", "review.stages.2.weight"),
        ("role: member", "role: chair", "call_review_role_twice", "review.stages.2.formula.weights.2.role"),
        (
            "standard: gb-t-19580-2012",
            "standard: gb-t-19580-2004",
            "data_bad_choice_near",
            "review.stages.2.standard",
        ),
        ("award: innovation", "award: other", "data_bad_choice", "choices.1.award"),
        ("n: 5, floor: 85.5", "n: 5, floor: 100.1", "call_bad_number", "choices.1.tiers.1.floor"),
        ("{key: praise, name", "{key: first, name", "data_item_key_twice", "choices.1.tiers.2.key"),
        ("key: praise, name: 鼓励奖", "key: praise", "data_key_missing", "choices.1.tiers.2.name"),
        ("at_most: 4, per: district", "at_most: 4, per: town", "data_bad_choice", "choices.1.rules.1.per"),
        ("at_most: 4, per: district", "at_most: 4, per: phone", "data_bad_choice", "choices.1.rules.1.per"),
        ("at_most: 4, per", "at_most: 4, at_least: 1, per", "call_choice_bound", "choices.1.rules.1.at_most"),
        ("at_most: 4, per", "per", "call_choice_bound", "choices.1.rules.1.at_most"),
        ("per: kind, value", "value", "call_choice_value_of_nothing", "choices.1.rules.2.value"),
        ("value: team", "value: 班组", "data_bad_choice", "choices.1.rules.2.value"),
        ("tiers: [first, praise]", "tiers: [first, third]", "data_bad_choice", "choices.1.rules.2.tiers.2"),
        ("one_of: [group]", "one_of: [groups]", "data_bad_choice_near", "choices.1.one_of.1"),
        ("{stage: site}", "{stage: sites}", "data_bad_choice_near", "choices.1.ties.1.stage"),
        ("{stage: site}", "{stage: site, fewer: group}", "call_choice_tie", "choices.1.ties.1.stage"),
        ("{stage: material, item: effect}", "{item: effect}", "call_choice_tie", "choices.1.ties.2.item"),
        ("item: effect}", "item: efect}", "call_choice_tie_item", "choices.1.ties.2.item"),
        ("{stage: site}, ", "{fewer: district}, ", "call_choice_tie_twice", "choices.1.ties.3.fewer"),
        (
            "lottery: {clause: 八（三）}",
            "lottery: {clause: ''}",
            "call_choice_lottery_clause",
            "choices.1.lottery.clause",
        ),
        ("lottery: {clause: 八（三）}", "lottery: yes", "data_not_mapping", "choices.1.lottery"),
    ],
)
def test_a_mistake_is_told_at_its_key(old: str, new: str, code: str, key: str) -> None:
    changed_text = changed(old, new, REVIEWED)
    found = problems_of(changed_text)
    assert [(each.code, each.key) for each in found if (each.code, each.key) == (code, key)] == [(code, key)]
    assert found[0].line is not None
    assert all(each.text(lang) for each in found for lang in Lang)


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("    advance: 20\n", "    advances: 20\n", "data_key_unknown_near", "review.stages.1"),
        ("combine: {out_of: 100", "combine: {out_off: 100", "data_key_unknown_near", "review.combine"),
        ("  one_of: [group]", "  one_off: [group]", "data_key_unknown_near", "choices.1"),
    ],
)
def test_a_misspelt_key_is_told_at_its_line(old: str, new: str, code: str, key: str) -> None:
    text = changed(old, new, REVIEWED)
    assert (code, line_of(new.strip(), text), key) in told(text)


def test_full_scores_that_differ_ask_for_a_scale() -> None:
    text = changed("  combine: {out_of: 100, digits: 1, clause: 七（二）}\n", "", REVIEWED)
    assert ("call_review_out_of", "review.combine") in [(code, key) for code, _, key in told(text)]


def test_a_stage_that_forgets_an_award_is_told() -> None:
    text = changed(
        "- {key: effect, name: 效果, most: 20, weight: 2}",
        "- {key: effect, name: 效果, most: 20, awards: [innovation]}",
        REVIEWED,
    )
    text = changed(
        "awards:\n  - key: innovation\n",
        "awards:\n  - {key: other, name: 其他奖}\n  - key: innovation\n",
        text,
    )
    assert [(code, key) for code, _, key in told(text)] == [
        ("call_review_award_without_items", "review.stages.1.rubric")
    ]


def test_a_review_needs_its_stage_where_stages_are_listed() -> None:
    text = changed("  - {stage: review}\n", "", REVIEWED)
    assert told(text) == [("call_review_without_stage", line_of("review:", text), "review")]


def test_some_stage_must_count() -> None:
    text = changed("weight: 60", "weight: 0", changed("weight: 40", "weight: 0", REVIEWED))
    assert told(text) == [
        ("call_review_no_weight", text.splitlines().index("      weight: 0") + 1, "review.stages.1.weight")
    ]


def test_an_award_is_chosen_in_one_way() -> None:
    again = "  - {award: innovation, tiers: [{key: first}]}\n"
    text = REVIEWED + again
    assert [(code, key) for code, _, key in told(text)] == [("call_choice_twice", "choices.2.award")]


def test_without_a_review_nothing_of_it_can_decide() -> None:
    text = FULL + REVIEWED[REVIEWED.index("choices:") :]
    assert [(code, key) for code, _, key in told(text)] == [
        ("data_bad_choice", "choices.1.ties.1.stage"),
        ("data_bad_choice", "choices.1.ties.2.stage"),
        ("call_choice_tie", "choices.1.ties.2.stage"),
    ]


@pytest.mark.parametrize("lang", list(Lang))
def test_it_is_told_in_words(lang: Lang) -> None:
    lines = [*review_lines(CALL, lang), *choice_lines(CALL, lang)]
    assert all(line.text for line in lines)
    assert len(lines) == 31 + 8


def test_the_words_of_a_choice() -> None:
    assert [line.text for line in choice_lines(CALL, Lang.ZH)] == [
        "质量创新奖  [八]",
        "一等奖  至多 5 个，可以空缺  总分不低于 85.5  [八（一）]",
        "鼓励奖  至多 10 个，可以空缺",
        "每个区县至多 4 个  [八（二）]",
        "推荐对象类别为“班组团队”的至少 1 个  只计一等奖、鼓励奖",
        "同一集团只取一个",
        "同分时依次比较：现场核验得分高的在前、材料评审中“效果”平均分高的在前、所属区县入选少的在前",
        "仍相同的，依据八（三）抽签",
    ]


def test_the_example_is_a_whole_call() -> None:
    call = load_call(str(EXAMPLE))
    assert open_questions(call) == ()
    assert call.review is not None
    assert [(stage.key, stage.rubric.total) for stage in call.review.stages] == [
        ("material", D(100)),
        ("defence", D(100)),
    ]
    assert [choice.award for choice in call.choices] == ["benchmark"]


def test_a_call_with_a_review_can_be_kept_by_its_hash() -> None:
    assert hash(load_call(str(EXAMPLE))) == hash(load_call(str(EXAMPLE)))
