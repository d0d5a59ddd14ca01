"""A rising line of time as numbers ready to be drawn; bars are in `jianyou.terms.charts`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

WIDTH, HEIGHT = 340, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 8.0, 332.0, 46.0, 164.0


class Point(NamedTuple):
    """How many there were at the end of a day."""

    on: date
    total: int


@dataclass(frozen=True, slots=True)
class Course:
    """A line that rises by days up to its last point, with the day of a deadline; all in px.

    `area` is the same with the ground below it, both as the `d` of a path; `mark_anchor` says to which
    side of the mark its words stand.
    """

    line: str
    area: str
    mark_x: float
    mark_anchor: str
    end_x: float
    end_y: float
    total: int
    bottom: float = _BOTTOM
    left: float = _LEFT
    right: float = _RIGHT
    width: int = WIDTH
    height: int = HEIGHT


def course(points: Sequence[Point], begins: date, mark: date) -> Course:
    """The line of points (in order, none before `begins`) from the morning of `begins` on."""
    last = max([mark, *(point.on for point in points)])
    days = (last - begins).days + 1
    most = max((point.total for point in points), default=0) or 1

    def across(day: date) -> float:
        """The end of that day."""
        return round(_LEFT + (_RIGHT - _LEFT) * ((day - begins).days + 1) / days, 1)

    def up(total: int) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * total / most, 1)

    steps = [f"M{across(begins - timedelta(days=1))} {up(0)}"]
    steps += [f"L{across(point.on)} {up(point.total)}" for point in points]
    line = " ".join(steps)
    end_x = across(points[-1].on) if points else _LEFT
    total = points[-1].total if points else 0
    mark_x = across(mark)
    return Course(
        line=line,
        area=f"{line} V{_BOTTOM} H{_LEFT} Z",
        mark_x=mark_x,
        mark_anchor="end" if mark_x > WIDTH / 2 else "start",
        end_x=end_x,
        end_y=up(total),
        total=total,
    )
