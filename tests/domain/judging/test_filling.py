"""What stands in the fields of a score sheet while it is filled in."""

from decimal import Decimal

import pytest

from jianyou.domain.judging.filling import (
    GAPS,
    STRENGTHS,
    Filled,
    comment_name,
    filled_of,
    findings_of,
    points_name,
    points_of,
    rubric_for,
    sum_so_far,
    total_of,
)
from jianyou.domain.judging.scores.rubrics import Band, Item, Rubric

RUBRIC = Rubric(
    (
        Item("leading", "引领性", Decimal(40), bands=(Band(Decimal(0), Decimal(15), "一般"),)),
        Item("method", "方法", Decimal(30), step=Decimal("0.5"), weight=Decimal("1.5"), awards=("mayor",)),
    )
)
GOOD = {points_name(1): "12", points_name(2): "24.5", comment_name(2): "体系完整", STRENGTHS: "数据扎实"}


def test_fields_and_content_lead_to_each_other() -> None:
    filled = filled_of({**GOOD, "c-9-points": "5", "filer": "别的栏"}, RUBRIC)
    assert filled == Filled({"leading": "12", "method": "24.5"}, {"method": "体系完整"}, "数据扎实")
    assert filled.texts(RUBRIC) == {**GOOD, comment_name(1): "", GAPS: ""}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8", "8"),
        (" ８．５ ", "8.5"),
        ("08", "8"),
        ("", None),
        ("八", None),
        ("-1", None),
        ("1e3", None),
        ("9,5", None),
    ],
)
def test_numbers_are_read_in_any_width(text: str, number: str | None) -> None:
    assert points_of(text) == (None if number is None else Decimal(number))


def test_points_stay_as_typed_until_they_are_settled() -> None:
    filled = filled_of({points_name(1): "１２", points_name(2): "24.50"}, RUBRIC)
    assert filled.points == {"leading": "１２", "method": "24.50"}
    assert filled.settled().points == {"leading": "12", "method": "24.5"}


def test_the_total_is_weighted_and_waits_for_every_item() -> None:
    filled = filled_of(GOOD, RUBRIC)
    assert total_of(filled, RUBRIC) == Decimal("48.75")
    half = filled_of({points_name(2): "24.5"}, RUBRIC)
    assert (total_of(half, RUBRIC), sum_so_far(half, RUBRIC)) == (None, Decimal("36.75"))


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({}, []),
        ({points_name(1): ""}, [(points_name(1), "score_item_missing")]),
        ({points_name(1): "十二"}, [(points_name(1), "sheet_points_unreadable")]),
        ({points_name(1): "41"}, [(points_name(1), "score_out_of_range")]),
        ({points_name(1): "16"}, [(points_name(1), "score_between_bands")]),
        ({points_name(2): "24.3"}, [(points_name(2), "score_off_step")]),
        ({comment_name(1): "长" * 2001}, [(comment_name(1), "score_remark_too_long")]),
        ({GAPS: "长" * 2001}, [(GAPS, "score_remark_too_long")]),
    ],
)
def test_what_is_wrong_is_told_at_its_field(texts: dict[str, str], found: list[tuple[str, str]]) -> None:
    filled = filled_of({**GOOD, **texts}, RUBRIC)
    assert [(name, one.code) for name, one in findings_of(filled, RUBRIC)] == found


def test_an_entry_is_marked_for_the_awards_that_it_stands_for() -> None:
    told = {
        awards: [one.key for one in rubric_for(RUBRIC, awards).items]
        for awards in [(), ("mayor",), ("other",)]
    }
    assert told == {(): ["leading"], ("mayor",): ["leading", "method"], ("other",): ["leading"]}
