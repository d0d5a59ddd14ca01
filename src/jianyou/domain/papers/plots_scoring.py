"""Pictures for the scoring check: ranks with their intervals, harshness, coverage, disagreement."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jianyou.domain.papers.plots import (
    FOOT,
    LEFT,
    MOST_ROWS,
    ROW,
    WIDTH,
    Canvas,
    Plot,
    heads,
    number,
    span_of,
    words,
)
from jianyou.terms.charts import clipped
from jianyou.terms.lang import Lang

_MOST_COLUMNS = 18


class Ranked(NamedTuple):
    """An entry's likely rank with its interval, 1 the best, and the `chance` of being within quota."""

    label: str
    rank: float
    low: float
    high: float
    chance: float


class Harsh(NamedTuple):
    """By how many points an expert marks below (negative: harsh) or above the others, with its interval."""

    label: str
    points: float
    low: float
    high: float
    flagged: bool = False


class Marked(NamedTuple):
    """An entry's scores; `wild` says which of them was flagged."""

    label: str
    scores: tuple[float, ...]
    wild: tuple[bool, ...] = ()


def rank_plot(entries: Sequence[Ranked], quota: int, lang: Lang = Lang.ZH, *, most: int = 60) -> Plot:
    """Ranks with intervals, the best above; the line is the quota, a hollow dot more likely out than in."""
    ordered = sorted(entries, key=lambda one: (one.rank, one.label))
    drawn = ordered[: min(most, MOST_ROWS)]
    span = span_of([1.0, *(one.high for one in drawn)])
    canvas = Canvas()
    for one in drawn:
        middle = canvas.row(one.label)
        canvas.line(
            span.at(one.low),
            middle,
            span.at(one.high),
            middle,
            look=' class="plot-main" stroke-width="3" stroke-opacity="0.45"',
        )
        canvas.dot(span.at(one.rank), middle, hollow=one.chance < 0.5)
        canvas.text(WIDTH, middle + 4, f"{one.chance:.0%}", anchor="end")
    canvas.text(WIDTH, canvas.top - 12, words("plot_chance", lang), anchor="end")
    canvas.upright(span.at(quota + 0.5), words("plot_quota_line", lang, count=quota))
    canvas.ends(span, 0)
    columns = ("plot_entry", "plot_rank", "plot_rank_low", "plot_rank_high", "plot_chance_long")
    rows = [
        (one.label, number(one.rank), number(one.low, 0), number(one.high, 0), f"{one.chance:.1%}")
        for one in ordered
    ]
    return Plot(
        "ranks",
        words("plot_ranks_title", lang),
        words("plot_ranks", lang, count=len(ordered), drawn=len(drawn), quota=quota),
        canvas.bottom + FOOT,
        tuple(canvas.marks),
        heads(lang, *columns),
        tuple(rows),
    )


def harshness_plot(experts: Sequence[Harsh], lang: Lang = Lang.ZH) -> Plot:
    """How far each expert marks from the others, the harshest above; a diamond calls for a look."""
    ordered = sorted(experts, key=lambda one: (one.points, one.label))
    drawn = ordered[:MOST_ROWS]
    span = span_of([end for one in drawn for end in (one.low, one.high)], around=[-1.0, 1.0])
    canvas = Canvas()
    for one in drawn:
        middle = canvas.row(one.label)
        canvas.line(
            span.at(one.low), middle, span.at(one.high), middle, look=' stroke-width="3" stroke-opacity="0.4"'
        )
        canvas.dot(span.at(one.points), middle, alert=one.flagged)
        canvas.text(WIDTH, middle + 4, _signed(one.points), anchor="end")
    canvas.upright(span.at(0), words("plot_others", lang), look="")
    canvas.ends(span, 1)
    flagged = sum(one.flagged for one in ordered)
    return Plot(
        "harshness",
        words("plot_harshness_title", lang),
        words("plot_harshness", lang, count=len(ordered), flagged=flagged),
        canvas.bottom + FOOT,
        tuple(canvas.marks),
        heads(lang, "plot_expert", "plot_points", "plot_low", "plot_high", "plot_flagged"),
        tuple(
            (
                one.label,
                _signed(one.points),
                _signed(one.low),
                _signed(one.high),
                words("plot_yes" if one.flagged else "plot_no", lang),
            )
            for one in ordered
        ),
    )


def disagreement_plot(entries: Sequence[Marked], lang: Lang = Lang.ZH, *, most: int = 40) -> Plot:
    """The scores of each entry, those farthest apart above; a diamond is a score that was flagged."""
    ordered = sorted((one for one in entries if one.scores), key=lambda one: (-_spread(one), one.label))
    drawn = ordered[: min(most, MOST_ROWS)]
    span = span_of([score for one in drawn for score in one.scores])
    canvas = Canvas(top=12)
    for one in drawn:
        middle = canvas.row(one.label)
        canvas.line(
            span.at(min(one.scores)), middle, span.at(max(one.scores)), middle, look=' stroke-opacity="0.45"'
        )
        flags = one.wild or (False,) * len(one.scores)
        for score, wild in zip(one.scores, flags, strict=True):
            canvas.dot(span.at(score), middle, hollow=not wild, alert=wild)
        canvas.text(WIDTH, middle + 4, number(_spread(one)), anchor="end")
    canvas.ends(span, 1)
    columns = ("plot_entry", "plot_spread", "plot_scores")
    return Plot(
        "disagreement",
        words("plot_disagreement_title", lang),
        words("plot_disagreement", lang, count=len(ordered), drawn=len(drawn)),
        canvas.bottom + FOOT,
        tuple(canvas.marks),
        heads(lang, *columns),
        tuple(
            (one.label, number(_spread(one)), "  ".join(number(score) for score in sorted(one.scores)))
            for one in ordered
        ),
    )


def coverage_plot(counts: Mapping[str, Mapping[str, int]], lang: Lang = Lang.ZH) -> Plot:
    """How many entries of each industry each expert has: expert -> industry -> number.

    Industries beyond the eighteen with the most entries stand together in the last column.
    """
    totals: dict[str, int] = {}
    for of_expert in counts.values():
        for industry, count in of_expert.items():
            totals[industry] = totals.get(industry, 0) + count
    names = sorted(totals, key=lambda name: (-totals[name], name))
    shown_names = names if len(names) <= _MOST_COLUMNS else names[: _MOST_COLUMNS - 1]
    others = set(names) - set(shown_names)
    titles = [*shown_names, *([words("plot_other_industries", lang)] if others else [])]
    table = [
        (
            expert,
            [
                *(of.get(name, 0) for name in shown_names),
                *([sum(of.get(name, 0) for name in others)] if others else []),
            ],
        )
        for expert, of in sorted(counts.items())
    ]
    canvas = _coverage_marks(titles, table[:MOST_ROWS])
    crossing = sum(sum(count > 0 for count in row) > 1 for _, row in table)
    return Plot(
        "coverage",
        words("plot_coverage_title", lang),
        words("plot_coverage", lang, experts=len(table), industries=len(names), crossing=crossing),
        canvas.bottom + 8,
        tuple(canvas.marks),
        (words("plot_expert", lang), *titles),
        tuple((expert, *map(str, row)) for expert, row in table),
    )


def _coverage_marks(titles: Sequence[str], table: Sequence[tuple[str, Sequence[int]]]) -> Canvas:
    """Squares that grow with the number, which stands in or beside each; heads are turned upright."""
    canvas = Canvas(top=84)
    step = min(28.0, (WIDTH - LEFT) / max(1, len(titles)))
    largest = max((count for _, row in table for count in row), default=0) or 1
    for at, title in enumerate(titles):
        x = LEFT + step * (at + 0.5) + 4
        canvas.marks.append(f'<g transform="translate({x:g} {canvas.top - 6}) rotate(-90)">')
        canvas.text(0, 0, clipped(title, 11))
        canvas.marks.append("</g>")
    for expert, row in table:
        middle = canvas.row(expert)
        canvas.line(
            LEFT, middle + ROW / 2, LEFT + step * len(titles), middle + ROW / 2, look=' stroke-opacity="0.15"'
        )
        for at, count in enumerate(row):
            if count:
                _square(canvas, LEFT + step * at, middle, step, count, largest)
    return canvas


def _square(canvas: Canvas, x: float, middle: float, step: float, count: int, largest: int) -> None:
    side = min(step, ROW) - 2
    opacity = 0.12 + 0.38 * count / largest
    canvas.bar(x + 1, middle - side / 2, step - 2, side, look=f' fill-opacity="{opacity:.2f}"')
    canvas.text(x + step / 2, middle + 4, str(count), anchor="middle")


def _spread(one: Marked) -> float:
    return max(one.scores) - min(one.scores)


def _signed(value: float) -> str:
    return ("+" if round(value, 1) > 0 else "") + number(value)
