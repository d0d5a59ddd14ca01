"""A review to score with: two stages, three items, experts who mark what a test says."""

from collections.abc import Mapping
from decimal import Decimal

from jianyou.domain.judging.scores.rubrics import Band, Item, Rubric
from jianyou.domain.judging.scores.sheets import Mark, Sheet
from jianyou.domain.judging.scores.stages import (
    Combine,
    Formula,
    FormulaKind,
    Review,
    ReviewStage,
    StageKind,
)

D = Decimal
ITEMS = (
    Item("lead", "领导", D(30), bands=(Band(D(0), D(10), "起步"), Band(D(11), D(30), "成熟"))),
    Item("run", "过程", D(30), step=D("0.5")),
    Item("result", "结果", D(20), weight=D(2)),
)
RUBRIC = Rubric(ITEMS)
ONE_ITEM = Rubric((Item("all", "总评", D(100), step=D("0.01")),))


def stage(
    formula: Formula, *, key: str = "material", rubric: Rubric = ONE_ITEM, per_entry: int = 3, fewest: int = 3
) -> ReviewStage:
    return ReviewStage(key, StageKind.MATERIAL, "材料评审", per_entry, fewest, rubric, formula)


def one_stage(kind: FormulaKind = FormulaKind.MEAN, *, per_entry: int = 3, drop: int = 0) -> Review:
    return Review((stage(Formula(kind, drop), per_entry=per_entry, fewest=per_entry),), Combine(D(100)))


def sheet(expert: str, entry: str, points: str, *, stage: str = "material", role: str = "") -> Sheet:
    return Sheet(expert, entry, stage, {"all": Mark(D(points))}, role=role)


def sheets(entry: str, *points: str, stage: str = "material") -> list[Sheet]:
    """Reviews by e1, e2, ... of one item."""
    return [sheet(f"e{number}", entry, each, stage=stage) for number, each in enumerate(points, 1)]


def marked(points: Mapping[str, str]) -> Sheet:
    """A review of the three items."""
    return Sheet("e1", "a", "material", {key: Mark(D(each)) for key, each in points.items()})
