"""What is asked of a plan, as a form tells it; and the words of plans and sheets."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.judging.wishes import Aim, Wishes
from jianyou.queries.scoring_progress import Mark
from jianyou.terms.finding import Refused
from jianyou.web.components.states import State

NUMBERS = ("per_entry", "least", "most")
TICKS = ("keep", "answered", "anchors")
_MOST_DIGITS = 6

PLANS = {
    "running": State("clock", "blue", gettext_lazy("正在计算"), gettext_lazy("正在计算")),
    "failed": State("cross", "red", gettext_lazy("没有算成"), gettext_lazy("没有算成")),
    "proposed": State("pen", "amber", gettext_lazy("待采用"), gettext_lazy("算好了，还没有采用")),
    "adopted": State("tick", "green", gettext_lazy("已采用"), gettext_lazy("现行的分配")),
    "dropped": State("out", "grey", gettext_lazy("未采用"), gettext_lazy("放弃，或者被后来的方案取代")),
}
"""States of a plan."""

MARKS = {
    Mark.GIVEN: State("dots", "grey", gettext_lazy("未开始"), gettext_lazy("已派，还没有开始评")),
    Mark.STARTED: State("pen", "blue", gettext_lazy("已开始"), gettext_lazy("存了一部分，还没有提交")),
    Mark.SUBMITTED: State("tick", "green", gettext_lazy("已提交"), gettext_lazy("已提交")),
    Mark.AGAIN: State("back", "amber", gettext_lazy("请再看一次"), gettext_lazy("退给专家再看一次")),
}
"""How far a sheet is."""


@dataclass(frozen=True, slots=True)
class WishesForm:
    """What was typed, and what is wrong with it by field."""

    typed: Mapping[str, str]
    problems: Mapping[str, Refused]
    wishes: Wishes | None = None

    @classmethod
    def starting(cls, wishes: Wishes) -> "WishesForm":
        """What stands in it at first."""
        typed = {name: str(getattr(wishes, name)) for name in NUMBERS}
        ticked = {name: "yes" for name in TICKS if getattr(wishes, name)}
        return cls({**typed, **ticked, "aim": wishes.aim.value}, {})

    @classmethod
    def of(cls, posted: QueryDict) -> "WishesForm":
        """What a browser sent."""
        typed = {name: fit_text(posted.get(name, "")[:20], lines=False) for name in NUMBERS}
        ticked = {name: "yes" for name in TICKS if posted.get(name) == "yes"}
        aim = Aim.WORST if posted.get("aim") == Aim.WORST else Aim.TOTAL
        told = {**typed, **ticked, "aim": aim.value}
        try:
            wishes = Wishes(
                per_entry=_whole(typed["per_entry"]),
                least=_whole(typed["least"]),
                most=_whole(typed["most"]),
                aim=aim,
                keep="keep" in ticked,
                answered="answered" in ticked,
                anchors="anchors" in ticked,
            )
        except Refused as refused:
            return cls(told, {_field(refused): refused})
        return cls(told, {}, wishes)


def _whole(text: str) -> int:
    """The number, -1 (out of all bounds) where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else -1


def _field(refused: Refused) -> str:
    return (
        refused.code.removeprefix("assign_").removesuffix("_bounds") if "_bounds" in refused.code else "least"
    )
