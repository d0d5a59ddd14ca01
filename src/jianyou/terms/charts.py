"""Bar charts as numbers ready to be drawn: every label in words, every bar with its count."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jianyou.terms.display import width

WIDTH = 340
BAR_HEIGHT = 10
_COUNT_ROOM = 48
_SHORTEST = 2.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A label with its count; `role` names a color for what the label says in words."""

    label: str
    count: int
    role: str = "plain"


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar with its place in the picture, in px."""

    label: str
    count: int
    role: str
    label_y: int
    bar_x: int
    bar_y: int
    length: float
    count_x: float


class Layout(NamedTuple):
    """How rows are laid out: px, and the display columns of a label at 13 px."""

    row_height: int
    label_y: int
    label_columns: int
    bar_x: int
    bar_y: int


ABOVE = Layout(row_height=40, label_y=14, label_columns=48, bar_x=0, bar_y=21)
"""Long labels, each above its bar."""

BESIDE = Layout(row_height=24, label_y=15, label_columns=20, bar_x=140, bar_y=6)
"""Short labels, each beside its bar."""


class Words(NamedTuple):
    """A chart's title, its description, and the line for bars that there is no room for.

    `others` is given how many bars there are more, and their sum.
    """

    title: str
    description: str
    others: Callable[[int, int], str]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of horizontal bars, a line on those left out, and all of them for a table."""

    id: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    drawn: tuple[DrawnBar, ...]
    height: int
    rest: str


def bar_chart(id_: str, words: Words, bars: Sequence[Bar], *, most: int, layout: Layout = ABOVE) -> Chart:
    """A chart of the bars in their order, the first `most` of them drawn."""
    shown, rest = bars[:most], bars[most:]
    longest = max((bar.count for bar in shown), default=0) or 1
    drawn = tuple(_drawn(number, bar, longest, layout) for number, bar in enumerate(shown))
    return Chart(
        id=id_,
        title=words.title,
        description=words.description,
        bars=tuple(bars),
        drawn=drawn,
        height=len(shown) * layout.row_height,
        rest=words.others(len(rest), sum(bar.count for bar in rest)) if rest else "",
    )


def _drawn(number: int, bar: Bar, longest: int, layout: Layout) -> DrawnBar:
    top = number * layout.row_height
    room = WIDTH - layout.bar_x - _COUNT_ROOM
    length = max(_SHORTEST, round(room * bar.count / longest, 1))
    return DrawnBar(
        label=clipped(bar.label, layout.label_columns),
        count=bar.count,
        role=bar.role,
        label_y=top + layout.label_y,
        bar_x=layout.bar_x,
        bar_y=top + layout.bar_y,
        length=length,
        count_x=layout.bar_x + length + 6,
    )


def clipped(text: str, columns: int) -> str:
    """The text cut to a display width, with an ellipsis where something is missing."""
    if width(text) <= columns:
        return text
    kept = ""
    for character in text:
        if width(kept + character) >= columns:
            break
        kept += character
    return kept + "…"
