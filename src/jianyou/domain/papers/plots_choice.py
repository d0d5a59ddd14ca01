"""Pictures for assignment and choice: how full each quota is, and how much each expert has to do."""

from collections.abc import Sequence
from typing import NamedTuple

from jianyou.domain.papers.plots import (
    LEFT,
    MOST_ROWS,
    WIDTH,
    Canvas,
    Plot,
    heads,
    span_of,
    words,
)
from jianyou.terms.lang import Lang


class Quota(NamedTuple):
    """A bound with how much of it is used; `most` None is a bound from below only."""

    label: str
    used: int
    least: int = 0
    most: int | None = None


class Load(NamedTuple):
    """How many entries an expert has, between how few and how many."""

    label: str
    entries: int
    least: int
    most: int


def quota_plot(quotas: Sequence[Quota], lang: Lang = Lang.ZH) -> Plot:
    """Each bound as a bar in its frame; a full one says so in words. Those with least room stand above."""
    ordered = sorted(quotas, key=lambda one: (_room(one), -one.used, one.label))
    drawn = ordered[:MOST_ROWS]
    span = span_of([0.0, *(float(max(one.most or 0, one.least, one.used)) for one in drawn)])
    canvas = Canvas(top=6)
    for one in drawn:
        middle = canvas.row(one.label)
        bound = one.least if one.most is None else one.most
        _frame(canvas, span.at(bound), middle)
        canvas.bar(LEFT, middle - 5, span.at(one.used) - LEFT, 10)
        if one.least:
            canvas.line(
                span.at(one.least), middle - 8, span.at(one.least), middle + 8, look=' stroke-width="2"'
            )
        canvas.text(WIDTH, middle + 4, _used(one), anchor="end", strong=one.used == one.most)
    full = sum(one.used == one.most for one in ordered)
    return Plot(
        "quotas",
        words("plot_quotas_title", lang),
        words("plot_quotas", lang, count=len(ordered), full=full),
        canvas.bottom + 8,
        tuple(canvas.marks),
        heads(lang, "plot_bound", "plot_used", "plot_at_least", "plot_at_most", "plot_full"),
        tuple(
            (
                one.label,
                str(one.used),
                str(one.least) if one.least else "—",
                "—" if one.most is None else str(one.most),
                words("plot_yes" if one.used == one.most else "plot_no", lang),
            )
            for one in ordered
        ),
    )


def load_plot(experts: Sequence[Load], lang: Lang = Lang.ZH) -> Plot:
    """How many entries each expert has, the most above; the frame ends at the most, the tick is the least."""
    ordered = sorted(experts, key=lambda one: (-one.entries, one.label))
    drawn = ordered[:MOST_ROWS]
    span = span_of([0.0, *(float(max(one.most, one.entries)) for one in drawn)])
    canvas = Canvas(top=6)
    for one in drawn:
        middle = canvas.row(one.label)
        _frame(canvas, span.at(one.most), middle)
        canvas.bar(LEFT, middle - 5, span.at(one.entries) - LEFT, 10)
        if one.least:
            canvas.line(
                span.at(one.least), middle - 8, span.at(one.least), middle + 8, look=' stroke-width="2"'
            )
        canvas.text(WIDTH, middle + 4, f"{one.entries}/{one.most}", anchor="end")
    counts = [one.entries for one in ordered] or [0]
    return Plot(
        "loads",
        words("plot_loads_title", lang),
        words("plot_loads", lang, count=len(ordered), fewest=min(counts), most=max(counts)),
        canvas.bottom + 8,
        tuple(canvas.marks),
        heads(lang, "plot_expert", "plot_entries", "plot_at_least", "plot_at_most"),
        tuple((one.label, str(one.entries), str(one.least), str(one.most)) for one in ordered),
    )


def _frame(canvas: Canvas, end: float, middle: float) -> None:
    canvas.marks.append(
        f'<rect x="{LEFT}" y="{middle - 5:g}" width="{max(1.0, end - LEFT):g}" height="10" fill="none" '
        'stroke="currentColor" stroke-opacity="0.5"/>'
    )


def _room(one: Quota) -> int:
    return one.used - one.least if one.most is None else one.most - one.used


def _used(one: Quota) -> str:
    return f"{one.used}≥{one.least}" if one.most is None else f"{one.used}/{one.most}"
