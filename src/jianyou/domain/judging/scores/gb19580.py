"""GB/T 19580-2012《卓越绩效评价准则》: its seven categories and their items with points, 1000 in all.

Points of 4.1 were read in a public excerpt; those of 4.2 to 4.7 stand here from general knowledge. They
add up to 1000, but were not compared with the printed standard: an office that uses them compares them
first (`CHECKED`). Bands are those of the usual method of marking: six, in steps of 5 percent; their words
are our own.
"""

from decimal import Decimal
from typing import NamedTuple

from jianyou.domain.judging.scores.rubrics import Item, Rubric, bands_by_percent

CHECKED = False
"""Whether every figure here was compared with the printed standard."""

_STEP_PERCENT = 5


class _Category(NamedTuple):
    number: str
    name: str
    items: tuple[tuple[str, int], ...]
    """Names with points."""


_CATEGORIES = (
    _Category("4.1", "领导", (("高层领导的作用", 50), ("组织治理", 30), ("社会责任", 30))),
    _Category("4.2", "战略", (("战略制定", 40), ("战略部署", 50))),
    _Category("4.3", "顾客与市场", (("顾客与市场的了解", 40), ("顾客关系与顾客满意", 50))),
    _Category(
        "4.4",
        "资源",
        (
            ("人力资源", 60),
            ("财务资源", 15),
            ("信息和知识资源", 20),
            ("技术资源", 15),
            ("基础设施", 10),
            ("相关方关系", 10),
        ),
    ),
    _Category("4.5", "过程管理", (("过程的识别与设计", 50), ("过程的实施与改进", 50))),
    _Category("4.6", "测量、分析与改进", (("测量、分析和评价", 40), ("改进与创新", 40))),
    _Category(
        "4.7",
        "结果",
        (
            ("产品和服务结果", 80),
            ("顾客与市场结果", 80),
            ("财务结果", 80),
            ("资源结果", 60),
            ("过程有效性结果", 50),
            ("领导方面的结果", 50),
        ),
    ),
)

_PROCESS_BANDS = (
    (0, 5, "没有系统的方法，只有零星做法"),
    (10, 25, "方法开始成形，多数部门还没有展开"),
    (30, 45, "方法成体系，多数部门已展开，开始评价和改进"),
    (50, 65, "方法有效，展开良好，按事实评价改进，与战略相配合"),
    (70, 85, "方法成熟，展开充分，持续学习创新，各项工作相互配合"),
    (90, 100, "方法完全满足要求，处处展开，创新成为习惯，可作标杆"),
)
_RESULT_BANDS = (
    (0, 5, "没有结果，或结果差"),
    (10, 25, "少数方面有结果，趋势和对比数据很少"),
    (30, 45, "多数方面有结果，开始出现好的趋势，有一些对比"),
    (50, 65, "主要方面趋势良好，与同行对比较好"),
    (70, 85, "主要方面水平良好到优秀，趋势持续，多数领先于同行"),
    (90, 100, "主要方面水平优秀，趋势持续优异，是行业标杆"),
)


def _item(category: _Category, number: int, name: str, points: int) -> Item:
    most = Decimal(points)
    result = category.number == "4.7"
    return Item(
        key=f"c{category.number.replace('.', '_')}_{number}",
        name=f"{category.number}.{number} {name}",
        most=most,
        step=most * _STEP_PERCENT / 100,
        text=f"{category.number} {category.name}",
        bands=tuple(bands_by_percent(most, _RESULT_BANDS if result else _PROCESS_BANDS)),
    )


RUBRIC = Rubric(
    tuple(
        _item(category, number, name, points)
        for category in _CATEGORIES
        for number, (name, points) in enumerate(category.items, 1)
    )
)
"""Every item of the standard as a rubric of 1000 points."""
