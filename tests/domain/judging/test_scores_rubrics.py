"""评分标准: items, bands, drafts, and the ready-made standard."""

from decimal import Decimal

import pytest

from jianyou.domain.calls.load import load_call
from jianyou.domain.calls.review import rubric_of
from jianyou.domain.eligibility.load import load_pack
from jianyou.domain.judging.scores.gb19580 import CHECKED, RUBRIC
from jianyou.domain.judging.scores.rubrics import Item, Rubric, draft_rubric
from jianyou.terms.clause import Clause
from tests.domain.judging.score_samples import ITEMS

D = Decimal


def test_the_standard_has_seven_categories_with_their_points() -> None:
    points: dict[str, Decimal] = {}
    for item in RUBRIC.items:
        points[item.text] = points.get(item.text, D(0)) + item.most
    assert points == {
        "4.1 领导": 110,
        "4.2 战略": 90,
        "4.3 顾客与市场": 90,
        "4.4 资源": 130,
        "4.5 过程管理": 100,
        "4.6 测量、分析与改进": 80,
        "4.7 结果": 400,
    }
    assert (str(RUBRIC.total), len(RUBRIC.items), len(RUBRIC.by_key)) == ("1000", 23, 23)
    assert CHECKED is False


def test_every_step_of_the_standard_lies_in_one_of_six_bands() -> None:
    for item in RUBRIC.items:
        steps = [item.step * number for number in range(21)]
        assert steps[-1] == item.most
        bands = [item.band_of(points) for points in steps]
        assert [bands.index(band) for band in item.bands] == [0, 2, 6, 10, 14, 18]
        assert all(band is not None for band in bands)


def test_points_stand_on_steps_or_are_all() -> None:
    lead, run, result = ITEMS
    assert [points for points in ("0", "10", "10.5", "30") if lead.on_step(D(points))] == ["0", "10", "30"]
    assert [points for points in ("0.25", "0.5", "29.5") if run.on_step(D(points))] == ["0.5", "29.5"]
    odd = Item("a", "甲", D(10), step=D(3))
    assert [n for n in range(11) if odd.on_step(D(n))] == [0, 3, 6, 9, 10]
    assert result.total == 40


def test_a_rubric_by_award() -> None:
    both, one = Item("a", "甲", D(60)), Item("b", "乙", D(40), awards=("city",))
    rubric = Rubric((both, one))
    assert rubric.for_award("city").items == (both, one)
    assert rubric.for_award("nation").items == (both,)
    assert [rubric.for_award(award).total for award in ("city", "nation")] == [D(100), D(60)]


@pytest.mark.parametrize(
    ("count", "points"), [(1, [100]), (3, [34, 33, 33]), (7, [15, 15, 14, 14, 14, 14, 14])]
)
def test_a_draft_shares_points_evenly(count: int, points: list[int]) -> None:
    drafted = draft_rubric(
        (f"条件{number}，说明。", Clause(1, f"二{number}")) for number in range(1, count + 1)
    )
    assert [item.most for item in drafted.items] == points
    assert (drafted.items[0].name, drafted.items[0].clause) == ("条件1", Clause(1, "二1"))
    assert drafted.total == 100


def test_nothing_judged_drafts_nothing() -> None:
    assert draft_rubric([]) == Rubric(())


def test_a_draft_from_the_clauses_that_experts_judge() -> None:
    mayor = load_call("chongqing-2024").awards[1]
    judged = rubric_of(mayor, load_pack("mayor-2024"))
    assert judged.total == 100
    assert [str(item.clause) for item in judged.items][:1] == ["附件1二（一）#1-6"]
    every = rubric_of(mayor, None)
    assert [item.clause for item in every.items] == [each.clause for each in mayor.conditions]
