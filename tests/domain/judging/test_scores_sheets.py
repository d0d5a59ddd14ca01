"""评分表: what is wrong with one, and with several together."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from jianyou.domain.judging.scores.sheets import (
    CONSENSUS,
    LONGEST_REMARK,
    Assigned,
    Mark,
    check_sheet,
    check_sheets,
)
from jianyou.domain.judging.scores.stages import Combine, Formula, FormulaKind, Review
from jianyou.terms.finding import Severity
from jianyou.terms.lang import Lang
from tests.domain.judging.score_samples import RUBRIC, marked, one_stage, sheet, stage

D = Decimal
GOOD = marked({"lead": "12", "run": "20.5", "result": "15"})


def test_a_good_sheet_has_a_weighted_total() -> None:
    assert check_sheet(GOOD, RUBRIC) == ()
    assert GOOD.total(RUBRIC) == Fraction("62.5")


@pytest.mark.parametrize(
    ("points", "codes"),
    [
        ({"lead": "12", "run": "20.5"}, ["score_item_missing"]),
        ({"lead": "31", "run": "20.5", "result": "15"}, ["score_out_of_range"]),
        ({"lead": "-1", "run": "20.5", "result": "15"}, ["score_out_of_range"]),
        ({"lead": "NaN", "run": "Infinity", "result": "sNaN"}, ["score_out_of_range"] * 3),
        ({"lead": "1E+999999", "run": "20.5", "result": "15"}, ["score_out_of_range"]),
        ({"lead": "12", "run": "20.5", "result": "1E-999999"}, ["score_off_step"]),
        ({"lead": "12", "run": "20.25", "result": "15"}, ["score_off_step"]),
        ({"lead": "12.5", "run": "20.5", "result": "15"}, ["score_off_step"]),
        ({"lead": "12", "run": "20.5", "result": "15", "more": "1"}, ["score_item_unknown"]),
        ({"lead": "-0", "run": "20.50", "result": "2E+1"}, []),
    ],
)
def test_what_is_wrong_is_told_item_by_item(points: dict[str, str], codes: list[str]) -> None:
    found = check_sheet(marked(points), RUBRIC)
    assert [each.code for each in found] == codes
    assert all(each.text(lang) for each in found for lang in Lang)
    assert {(each.stage, each.entry, each.expert) for each in found} <= {("material", "a", "e1")}


def test_points_between_bands_are_told_with_the_bands() -> None:
    halves = replace(RUBRIC.items[0], step=D("0.5"))
    (found,) = check_sheet(marked({"lead": "10.5"}), replace(RUBRIC, items=(halves,)))
    assert (found.code, found.item, found.params["bands"]) == ("score_between_bands", "lead", "0–10, 11–30")


def test_remarks_are_bounded_and_printable() -> None:
    def codes(mark: Mark) -> list[tuple[str, str]]:
        marks = {**GOOD.marks, "lead": mark}
        return [(each.code, each.item) for each in check_sheet(replace(GOOD, marks=marks), RUBRIC)]

    whole = "好" * LONGEST_REMARK
    assert codes(Mark(D(12), whole, whole, "分两行\n写")) == []
    assert codes(Mark(D(12), whole + "。")) == [("score_remark_too_long", "lead")]
    assert codes(Mark(D(12), gaps="\x00")) == [("score_remark_control", "lead")]
    (found,) = check_sheet(replace(GOOD, comment="\ud800"), RUBRIC)
    assert (found.code, found.item) == ("score_remark_control", "")


def test_what_is_wrong_among_sheets() -> None:
    assigned = [Assigned(expert, "a", "material") for expert in ("e1", "e2", "e4")]
    given = [
        sheet("e4", "a", "50"),
        sheet("e3", "a", "50"),
        sheet("e1", "a", "50"),
        sheet("e1", "a", "60"),
        sheet("e1", "z", "50"),
        sheet("e1", "a", "50", stage="final"),
        sheet(CONSENSUS, "a", "50"),
        sheet("e2", "a", "101"),
    ]
    found = check_sheets(given, one_stage(), {"a": ""}, assigned)
    assert [(each.code, each.stage, each.entry, each.expert) for each in found] == [
        ("score_stage_unknown", "final", "a", "e1"),
        ("score_consensus_not_here", "material", "a", "consensus"),
        ("score_twice", "material", "a", "e1"),
        ("score_out_of_range", "material", "a", "e2"),
        ("score_not_assigned", "material", "a", "e3"),
        ("score_entry_unknown", "material", "z", "e1"),
        ("score_not_assigned", "material", "z", "e1"),
    ]
    assert {each.severity for each in found} == {Severity.ERROR}
    assert all(each.text(lang) for each in found for lang in Lang)


def test_anybody_may_review_where_nothing_is_assigned() -> None:
    assert check_sheets([sheet("e9", "a", "50")], one_stage(), {"a": ""}) == ()


def test_a_role_must_be_declared_where_roles_count() -> None:
    formula = Formula(FormulaKind.WEIGHTED, weights={"chair": D(2)})
    review = Review((stage(formula),), Combine(D(100)))
    given = [sheet("e1", "a", "50"), sheet("e2", "a", "50", role="chair")]
    found = check_sheets(given, review, {"a": ""})
    assert [(each.code, each.expert) for each in found] == [("score_role_unknown", "e1")]
    assert check_sheets(given, one_stage(), {"a": ""}) == ()
