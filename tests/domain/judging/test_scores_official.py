"""官方得分: the declared rule in exact numbers, against an oracle of whole numbers, in any order."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.judging.scores.exact import half_up, number_of, said, too_fine
from jianyou.domain.judging.scores.official import Scores, StageScore, official_scores
from jianyou.domain.judging.scores.rubrics import Item, Rubric
from jianyou.domain.judging.scores.sheets import CONSENSUS, Assigned, Mark, Sheet
from jianyou.domain.judging.scores.stages import Combine, Formula, FormulaKind, Review
from tests.domain.judging.score_samples import ONE_ITEM, RUBRIC, marked, one_stage, sheet, sheets, stage

D = Decimal
HUNDREDTHS = st.integers(0, 10_000)


def told(scores: Scores) -> list[tuple[str, str, str, str]]:
    return [(each.code, each.stage, each.entry, each.expert) for each in scores.findings]


def only(scores: Scores) -> Decimal | None:
    (one,) = scores.by_entry.values()
    return one.score


@pytest.mark.parametrize(
    ("kind", "drop", "points", "expected"),
    [
        (FormulaKind.MEAN, 0, ["80", "85", "90.01"], "85.00"),
        (FormulaKind.MEAN, 0, ["80", "80", "80.02"], "80.01"),
        (FormulaKind.MEAN, 0, ["0.01", "0", "0"], "0.00"),
        (FormulaKind.TRIMMED, 1, ["0", "85", "85.01", "85", "100"], "85.00"),
        (FormulaKind.TRIMMED, 2, ["0", "1", "77.77", "99", "100"], "77.77"),
        (FormulaKind.MEDIAN, 0, ["90", "10", "85"], "85.00"),
        (FormulaKind.MEDIAN, 0, ["90", "10", "85", "85.01"], "85.01"),
    ],
)
def test_known_scores(kind: FormulaKind, drop: int, points: list[str], expected: str) -> None:
    review = one_stage(kind, per_entry=len(points), drop=drop)
    assert str(only(official_scores(review, {"a": ""}, sheets("a", *points)))) == expected


def test_experts_count_by_their_role() -> None:
    weights = {"chair": D(2), "member": D("0.5")}
    review = Review((stage(Formula(FormulaKind.WEIGHTED, weights=weights, digits=1)),), Combine(D(100), 1))
    given = [
        sheet("e1", "a", "90", role="chair"),
        sheet("e2", "a", "60", role="member"),
        sheet("e3", "a", "70.8", role="member"),
    ]
    assert only(official_scores(review, {"a": ""}, given)) == D("81.8")


def test_a_consensus_counts_once_all_have_reviewed_alone() -> None:
    review = one_stage(FormulaKind.CONSENSUS)
    agreed = [sheet(CONSENSUS, "a", "77.5")]
    early = official_scores(review, {"a": ""}, [*sheets("a", "70", "80"), *agreed])
    assert (only(early), told(early)) == (None, [("score_too_few_reviews", "material", "a", "")])
    alone = official_scores(review, {"a": ""}, sheets("a", "70", "80", "90"))
    assert (only(alone), told(alone)) == (None, [("score_no_consensus", "material", "a", "")])
    scores = official_scores(review, {"a": ""}, [*sheets("a", "70", "80", "90"), *agreed])
    assert (only(scores), told(scores)) == (D("77.50"), [])
    assert scores.by_entry["a"].stages["material"].counted == ("e1", "e2", "e3")


def test_what_a_trimmed_mean_leaves_out_is_told_and_items_are_of_all() -> None:
    review = one_stage(FormulaKind.TRIMMED, per_entry=4, drop=1)
    scores = official_scores(review, {"a": ""}, sheets("a", "90", "70", "70", "80"))
    assert scores.by_entry["a"].stages["material"] == StageScore(
        D("75.00"), ("e1", "e2", "e3", "e4"), ("e1", "e2"), {"all": D("77.50")}
    )


def test_items_count_by_their_weight() -> None:
    review = Review((stage(Formula(), rubric=RUBRIC, per_entry=1, fewest=1),), Combine(D(100)))
    scores = official_scores(review, {"a": ""}, [marked({"lead": "12", "run": "20.5", "result": "15"})])
    assert scores.by_entry["a"].stages["material"].items == {"lead": 12, "run": D("20.5"), "result": 15}
    assert scores.by_entry["a"].score == D("62.50")


def two_stages(**first: object) -> Review:
    thousand = Rubric((Item("all", "总评", D(1000)),))
    material = replace(stage(Formula(), per_entry=1, fewest=1), weight=D(60), **first)  # type: ignore[arg-type]
    defence = replace(stage(Formula(), key="defence", rubric=thousand, per_entry=1, fewest=1), weight=D(40))
    return Review((material, defence), Combine(D(100)))


def test_stages_are_put_on_one_scale_and_weighed() -> None:
    given = [sheet("e1", "a", "81.25"), sheet("e2", "a", "905", stage="defence")]
    scores = official_scores(two_stages(), {"a": ""}, given)
    assert scores.by_entry["a"].score == D("84.95")  # 81.25 x 60 % + 90.5 x 40 %
    assert scores.complete


def test_below_the_gate_nobody_goes_further() -> None:
    given = [
        *(sheet("e1", entry, points) for entry, points in (("a", "60"), ("b", "59.99"), ("c", "70"))),
        *(sheet("e2", entry, "900", stage="defence") for entry in ("a", "b")),
    ]
    scores = official_scores(two_stages(gate=D(60)), dict.fromkeys("abc", ""), given)
    assert [(each.score, each.stopped_at) for each in scores.by_entry.values()] == [
        (D("72.00"), ""),
        (None, "material"),
        (None, ""),
    ]
    assert told(scores) == [
        ("score_beyond_gate", "defence", "b", "e2"),
        ("score_too_few_reviews", "defence", "c", ""),
    ]
    assert not scores.complete


def test_a_gate_at_the_last_stage_takes_the_score() -> None:
    review = Review((replace(stage(Formula(), per_entry=1, fewest=1), gate=D(60)),), Combine(D(100)))
    scores = official_scores(review, {"a": ""}, [sheet("e1", "a", "59")])
    assert (scores.by_entry["a"].score, scores.by_entry["a"].stopped_at, scores.complete) == (
        None,
        "material",
        True,
    )


def test_so_many_of_each_award_go_further_and_their_equals() -> None:
    entries = {"a": "x", "b": "x", "c": "x", "d": "x", "e": "y"}
    points = {"a": "70", "b": "90", "c": "70", "d": "60", "e": "10"}
    first = [sheet("e1", entry, each) for entry, each in points.items()]
    scores = official_scores(two_stages(advance=2), entries, first)
    assert [entry for entry, each in scores.by_entry.items() if each.stopped_at] == ["d"]
    waiting = official_scores(two_stages(advance=2), entries, first[1:])
    assert [entry for entry, each in waiting.by_entry.items() if each.stopped_at] == []
    assert [entry for entry, each in waiting.by_entry.items() if "defence" in each.stages] == ["e"]


def test_too_few_reviews_give_no_score_and_fewer_a_warning() -> None:
    review = Review((stage(Formula(), per_entry=4, fewest=2),), Combine(D(100)))
    assigned = [Assigned(f"e{n}", "a", "material") for n in range(1, 5)]
    one = official_scores(review, {"a": ""}, sheets("a", "80"), assigned)
    assert (only(one), told(one)) == (
        None,
        [
            ("score_too_few_reviews", "material", "a", ""),
            ("score_review_missing", "material", "a", "e2"),
            ("score_review_missing", "material", "a", "e3"),
            ("score_review_missing", "material", "a", "e4"),
        ],
    )
    two = official_scores(review, {"a": ""}, sheets("a", "80", "90"))
    assert (only(two), told(two)) == (D(85), [("score_fewer_reviews", "material", "a", "")])
    five = official_scores(review, {"a": ""}, sheets("a", "80", "90", "80", "90", "85"))
    assert (only(five), told(five)) == (D(85), [("score_more_reviews", "material", "a", "")])


def test_a_sheet_with_an_error_counts_for_nothing() -> None:
    given = [*sheets("a", "80", "90", "101", "85"), sheet("e4", "a", "10")]
    scores = official_scores(one_stage(), {"a": ""}, given)
    assert told(scores) == [
        ("score_too_few_reviews", "material", "a", ""),
        ("score_out_of_range", "material", "a", "e3"),
        ("score_twice", "material", "a", "e4"),
    ]


def test_an_award_that_nothing_is_marked_for_is_told() -> None:
    rubric = Rubric((Item("all", "总评", D(100), awards=("x",)),))
    review = Review((stage(Formula(), rubric=rubric, per_entry=1, fewest=1),), Combine(D(100)))
    scores = official_scores(review, {"a": "x", "b": "y"}, [sheet("e1", "a", "80")])
    assert told(scores) == [("score_award_unknown", "", "b", "")]
    assert [each.score for each in scores.by_entry.values()] == [D("80.00"), None]


@given(st.lists(HUNDREDTHS, min_size=3, max_size=9), st.integers(0, 4), st.integers(0, 6))
def test_scores_are_those_of_whole_numbers(points: list[int], drop: int, digits: int) -> None:
    n, drop = len(points), min(drop, (len(points) - 1) // 2)
    texts = [f"{each // 100}.{each % 100:02}" for each in points]

    def score(kind: FormulaKind, drop: int) -> Decimal | None:
        review = Review(
            (stage(Formula(kind, drop, digits=digits), per_entry=n, fewest=n),), Combine(D(100), digits)
        )
        return only(official_scores(review, {"a": ""}, sheets("a", *texts)))

    kept = sorted(points)[drop : n - drop]
    assert score(FormulaKind.TRIMMED, drop) == rounded(Fraction(sum(kept), 100 * len(kept)), digits)
    assert score(FormulaKind.MEAN, 0) == rounded(Fraction(sum(points), 100 * n), digits)
    assert score(FormulaKind.MEDIAN, 0) == rounded(Fraction(median(map(Fraction, points))) / 100, digits)


def rounded(value: Fraction, digits: int) -> Decimal:
    """Half up by counting: the largest number of units that isn't above the value and a half."""
    units = int(value * 10**digits)
    units += value * 10**digits - units >= Fraction(1, 2)
    return D(units).scaleb(-digits)


@given(st.data())
def test_neither_order_nor_precision_changes_anything(data: st.DataObject) -> None:
    entries = {entry: data.draw(st.sampled_from("xy")) for entry in "abcdef"}
    first = [
        sheet(f"e{n}", entry, str(D(data.draw(HUNDREDTHS)) / 100)) for entry in entries for n in range(3)
    ]
    second = [
        Sheet(f"e{n}", entry, "defence", {"all": Mark(D(data.draw(st.integers(0, 1000))))})
        for entry in entries
        for n in range(2)
    ]
    rubric = Rubric((Item("all", "总评", D(1000)),))
    review = Review(
        (
            replace(stage(Formula(FormulaKind.TRIMMED, 1)), weight=D(3), gate=D(20), advance=3),
            replace(stage(Formula(), key="defence", rubric=rubric, per_entry=2, fewest=1), weight=D(7)),
        ),
        Combine(D(100), 4),
    )
    given = [*first, *second[: data.draw(st.integers(0, len(second)))]]
    expected = official_scores(review, entries, given)
    shuffled: Sequence[Sheet] = data.draw(st.permutations(given))
    turned = dict(reversed(entries.items()))
    with localcontext(prec=6):
        again = official_scores(review, turned, shuffled)
    assert again == expected
    assert list(again.by_entry) == list(expected.by_entry) == sorted(entries)


def test_a_round_number_of_entries_takes_no_time() -> None:
    """No limit of time, but of work: thousands of sheets pass without squares of them."""
    seeded = random.Random(7)
    given = [sheet(f"e{n}", f"a{k:04}", str(seeded.randrange(101))) for k in range(600) for n in range(3)]
    entries = {f"a{k:04}": "" for k in range(600)}
    assert official_scores(one_stage(), entries, given).complete


@pytest.mark.parametrize(
    ("number", "digits", "expected"),
    [
        ("5/2", 0, "3"),
        ("1/8", 2, "0.13"),
        ("0.125", 3, "0.125"),
        ("2/3", 6, "0.666667"),
        ("999.995", 2, "1000.00"),
    ],
)
def test_half_goes_up(number: str, digits: int, expected: str) -> None:
    assert str(half_up(Fraction(number), digits)) == expected


@pytest.mark.parametrize(
    ("number", "text"), [("1E+2", "100"), ("0.500", "0.5"), ("-0", "0"), ("-0.00", "0"), ("12.30", "12.3")]
)
def test_a_number_is_written_in_one_way(number: str, text: str) -> None:
    assert said(D(number)) == text
    assert number_of(text) == D(number)


@pytest.mark.parametrize("text", ["", "01", "1.0", "1.", ".5", "1e2", "+1", "-0", "１", "1 ", "NaN", 1, None])
def test_other_writings_are_no_numbers(text: object) -> None:
    assert number_of(text) is None


def test_too_fine_numbers() -> None:
    fine = ["0.0000001", "1E-99", "NaN", "Infinity"]
    assert [text for text in [*fine, "0.000001", "0.1000000000", "5E+3"] if too_fine(D(text))] == fine


def test_the_samples_agree_with_their_rubrics() -> None:
    assert [ONE_ITEM.total, RUBRIC.total] == [D(100), D(100)]
