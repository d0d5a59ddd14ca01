"""Lines that rise by hours up to a deadline, and bars of single hours, as numbers ready to be drawn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

HOUR = timedelta(hours=1)
_WIDTH, _HEIGHT = 680, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 8.0, 566.0, 34.0, 216.0
_APART = 17.0
_MOST_DAYS = 6
_TICK_ROOM = 24.0
_BARS_HEIGHT, _BARS_TOP, _BARS_BOTTOM = 170, 26.0, 132.0
_BARS_LEFT, _BARS_RIGHT = 8.0, 672.0


class Tick(NamedTuple):
    """A moment below a picture: its place, and itself for words."""

    x: float
    at: datetime


class Line(NamedTuple):
    """A line by its key: its path, where it ends, where its words stand, and what it comes to."""

    key: str
    path: str
    end_y: float
    label_y: float
    total: int


@dataclass(frozen=True, slots=True)
class Risings:
    """Lines from `begins`; `mark_x` is the deadline's place."""

    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    mark_x: float
    mark_anchor: str
    end_x: float
    label_x: float
    left: float = _LEFT
    right: float = _RIGHT
    bottom: float = _BOTTOM
    width: int = _WIDTH
    height: int = _HEIGHT


class Pair(NamedTuple):
    """What came in an hour, of two kinds, one upon the other."""

    at: datetime
    lower: int
    upper: int


class Bar(NamedTuple):
    """An hour's bar in px; `total` stands above it where there is anything."""

    x: float
    lower_y: float
    lower_height: float
    upper_y: float
    upper_height: float
    middle: float
    total: int


@dataclass(frozen=True, slots=True)
class HourBars:
    """Bars of hours one after another; `mark_x` is None where the deadline isn't among them."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    mark_x: float | None
    bar_width: float
    left: float = _BARS_LEFT
    right: float = _BARS_RIGHT
    bottom: float = _BARS_BOTTOM
    width: int = _WIDTH
    height: int = _BARS_HEIGHT


def risings(
    series: Mapping[str, Sequence[tuple[datetime, int]]],
    *,
    begins: datetime,
    until: datetime,
    mark: datetime,
) -> Risings:
    """The lines of totals that held at the moments told (in order), drawn on to `until`."""
    moments = [at for points in series.values() for at, _ in points]
    first, last = min([begins, *moments]), max([mark, until, *moments])
    span = max((last - first).total_seconds(), 1.0)
    most = max((points[-1][1] for points in series.values() if points), default=0) or 1

    def across(at: datetime) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * (at - first).total_seconds() / span, 1)

    def up(total: int) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * total / most, 1)

    lines = []
    for key, points in series.items():
        steps = [f"M{_LEFT} {up(0)}", *(f"H{across(at)} V{up(total)}" for at, total in points)]
        total = points[-1][1] if points else 0
        path = " ".join([*steps, f"H{across(max(until, points[-1][0] if points else until))}"])
        lines.append(Line(key, path, up(total), 0.0, total))
    mark_x = across(mark)
    return Risings(
        lines=_with_labels(lines),
        ticks=_days(first, last, across),
        mark_x=mark_x,
        mark_anchor="end" if mark_x > _WIDTH / 2 else "start",
        end_x=across(max([until, *moments])),
        label_x=_RIGHT + 8,
    )


def _with_labels(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Words beside the ends, apart enough to be read, the highest line's on top."""
    placed: list[Line] = []
    below = _BOTTOM - _APART * (len(lines) - 1)
    for at, line in enumerate(sorted(lines, key=lambda one: one.end_y)):
        lowest = below + _APART * at
        wanted = max(line.end_y, placed[-1].label_y + _APART if placed else 0.0)
        placed.append(line._replace(label_y=round(min(wanted, lowest), 1)))
    order = {line.key: at for at, line in enumerate(lines)}
    return tuple(sorted(placed, key=lambda one: order[one.key]))


def _days(first: datetime, last: datetime, across: Callable[[datetime], float]) -> tuple[Tick, ...]:
    """Midnights at even distances, as many as there is room for."""
    day = first.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    days = max((last - day).days + 1, 0)
    step = timedelta(days=max(-(-days // _MOST_DAYS), 1))
    ticks: list[Tick] = []
    while day <= last and len(ticks) < _MOST_DAYS:
        if across(day) >= _TICK_ROOM:
            ticks.append(Tick(across(day), day))
        day += step
    return tuple(ticks)


def hour_bars(pairs: Sequence[Pair], *, last: datetime, hours: int, mark: datetime) -> HourBars:
    """The bars of so many whole hours up to the one in which `last` lies; empty hours stay empty."""
    end = last.replace(minute=0, second=0, microsecond=0) + HOUR
    if last == end - HOUR:
        end = last
    begin = end - hours * HOUR
    step = (_BARS_RIGHT - _BARS_LEFT) / hours
    told = [pair for pair in pairs if begin <= pair.at < end]
    most = max((pair.lower + pair.upper for pair in told), default=0) or 1
    room = _BARS_BOTTOM - _BARS_TOP

    def across(at: datetime) -> float:
        return round(_BARS_LEFT + step * ((at - begin) / HOUR), 1)

    bars = []
    for pair in told:
        lower, upper = room * pair.lower / most, room * pair.upper / most
        x, total = across(pair.at), pair.lower + pair.upper
        bars.append(
            Bar(
                x=round(x + 1, 1),
                lower_y=round(_BARS_BOTTOM - lower, 1),
                lower_height=round(lower, 1),
                upper_y=round(_BARS_BOTTOM - lower - upper, 1),
                upper_height=round(upper, 1),
                middle=round(x + step / 2, 1),
                total=total,
            )
        )
    ticks = [begin + each * HOUR for each in range(hours) if (begin + each * HOUR).hour % 6 == 0]
    return HourBars(
        bars=tuple(bars),
        ticks=tuple(Tick(across(at), at) for at in ticks),
        mark_x=across(mark) if begin <= mark <= end else None,
        bar_width=round(step - 2, 1),
    )
