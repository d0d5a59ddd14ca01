"""Pictures of numbers as SVG, each with its title, its description and a table of the same numbers.

Marks take the color of the text around them (`currentColor`), so that they show on light and dark ground
and in print; classes named `plot-…` let a page color them, and nothing is told by color alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from jianyou.terms.charts import clipped
from jianyou.terms.display import plain
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

WIDTH = 340
"""Px, as the bars of the pages."""
ROW = 20
LABEL_COLUMNS = 16
"""Display columns of a row's label at 12 px."""
LEFT, RIGHT = 108, 296
"""Px between which values stand; labels are to the left and numbers to the right."""
MOST_ROWS = 400
"""Rows of a picture; its table holds all."""
_TOP = 30

_FONTS = (
    "font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',system-ui,sans-serif"
)
_STYLE = (
    f"svg{{color:#1c1b19;background:#fff;{_FONTS}}}"
    ".plot-main{color:#0b5c63}.plot-alert{color:#a8201a}"
    "@media (prefers-color-scheme:dark){svg{color:#edebe5;background:#1f1e1b}.plot-main{color:#6cc5bf}"
    ".plot-alert{color:#ffa79d}}"
)
_PAGE_STYLE = (
    f"body{{margin:0 auto;max-width:60rem;padding:24px 16px;background:#fff;color:#1c1b19;{_FONTS};"
    "line-height:1.7}figure{margin:0 0 48px}figure svg{width:100%;max-width:27rem;height:auto}"
    "h1{font-size:1.6rem}h2{font-size:1.2rem;margin:0}p{margin:4px 0 12px}"
    "details{overflow-x:auto}summary{cursor:pointer;min-height:24px}"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums}"
    "th,td{border-bottom:1px solid #dcd7cc;padding:4px 12px 4px 0;text-align:left;font-weight:400}"
    "thead th{font-weight:600}.plot-main{color:#0b5c63}.plot-alert{color:#a8201a}"
    "@media screen and (prefers-color-scheme:dark){body{background:#1f1e1b;color:#edebe5}"
    ".plot-main{color:#6cc5bf}.plot-alert{color:#ffa79d}th,td{border-color:#3b3934}}"
)


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture: `marks` are SVG elements in `width` x `height` px; the table has all the numbers."""

    key: str
    title: str
    description: str
    height: int
    marks: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    width: int = WIDTH

    def svg(self, *, alone: bool = False) -> str:
        """The SVG element; `alone` makes it a file that brings its own colors."""
        name = f"plot-{self.key}"
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'role="img" aria-labelledby="{name}-title {name}-desc" font-size="12">'
            f'<title id="{name}-title">{shown(self.title)}</title>'
            f'<desc id="{name}-desc">{shown(self.description)}</desc>'
        )
        return head + (f"<style>{_STYLE}</style>" if alone else "") + "".join(self.marks) + "</svg>"


def plots_page(plots: Sequence[Plot], title: str, lang: Lang = Lang.ZH) -> str:
    """All of them on one page that needs nothing but itself, each with its table behind."""
    figures = "".join(_figure(plot, lang) for plot in plots)
    tongue = "zh-Hans" if lang is Lang.ZH else "en"
    return (
        f'<!DOCTYPE html><html lang="{tongue}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{shown(title)}</title><style>{_PAGE_STYLE}</style></head>"
        f"<body><main><h1>{shown(title)}</h1>{figures}</main></body></html>\n"
    )


def _figure(plot: Plot, lang: Lang) -> str:
    name = f"plot-{plot.key}-caption"
    head = "".join(f'<th scope="col">{shown(cell)}</th>' for cell in plot.columns)
    body = "".join(
        f'<tr><th scope="row">{shown(first)}</th>{"".join(f"<td>{shown(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in plot.rows
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return (
        f'<figure aria-labelledby="{name}"><figcaption><h2 id="{name}">{shown(plot.title)}</h2>'
        f"<p>{shown(plot.description)}</p></figcaption>{plot.svg()}"
        f"<details><summary>{shown(say('plot_table', lang=lang))}</summary>{table}</details></figure>"
    )


def shown(text: str) -> str:
    """Text made fit for SVG and HTML."""
    return escape(plain(text))


class Span(NamedTuple):
    """Where values stand across: `low` at LEFT and `high` at RIGHT."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """Px from the left, kept within the room."""
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share)), 1)


def span_of(values: Iterable[float], *, around: Iterable[float] = ()) -> Span:
    """The span of the values, with `around` within it."""
    all_values = [*values, *around] or [0.0]
    low, high = min(all_values), max(all_values)
    return Span(low, high if high > low else low + 1)


@dataclass(slots=True)
class Canvas:
    """Collects marks, row by row below a head."""

    marks: list[str] = field(default_factory=list)
    rows: int = 0
    top: int = _TOP

    @property
    def bottom(self) -> int:
        """Px of the end of the last row."""
        return self.top + self.rows * ROW

    def row(self, label: str) -> float:
        """Begins a row; returns the px of its middle line."""
        middle = self.bottom + ROW / 2
        self.rows += 1
        self.text(0, middle + 4, clipped(plain(label), LABEL_COLUMNS))
        return middle

    def text(self, x: float, y: float, words: str, *, anchor: str = "start", strong: bool = False) -> None:
        """Words at a place."""
        weight = ' font-weight="600"' if strong else ""
        look = f'text-anchor="{anchor}" fill="currentColor"{weight}'
        self.marks.append(f'<text x="{x:g}" y="{y:g}" {look}>{shown(words)}</text>')

    def line(self, x: float, y: float, to_x: float, to_y: float, *, look: str = "") -> None:
        """A thin line; `look` adds attributes."""
        self.marks.append(
            f'<line x1="{x:g}" y1="{y:g}" x2="{to_x:g}" y2="{to_y:g}" stroke="currentColor"{look}/>'
        )

    def dot(
        self, x: float, y: float, *, hollow: bool = False, alert: bool = False, radius: float = 4
    ) -> None:
        """A dot; hollow for what isn't in, a square for what calls for a look."""
        fill = "none" if hollow else "currentColor"
        name = "plot-alert" if alert else "plot-main"
        look = f'class="{name}" fill="{fill}" stroke="currentColor" stroke-width="1.5"'
        if alert:
            side = 2 * radius - 1
            self.marks.append(
                f'<rect x="{x - side / 2:g}" y="{y - side / 2:g}" width="{side:g}" height="{side:g}" '
                f'transform="rotate(45 {x:g} {y:g})" {look}/>'
            )
        else:
            self.marks.append(f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" {look}/>')

    def bar(self, x: float, y: float, width: float, height: float, *, look: str = "") -> None:
        """A filled box."""
        self.marks.append(
            f'<rect x="{x:g}" y="{y:g}" width="{max(0.0, width):g}" height="{height:g}" '
            f'class="plot-main" fill="currentColor"{look}/>'
        )

    def upright(self, x: float, words: str, *, look: str = ' stroke-dasharray="4 3"') -> None:
        """A line down all the rows with words above it."""
        anchor = "middle" if LEFT + 30 < x < RIGHT - 30 else ("start" if x <= LEFT + 30 else "end")
        self.text(x, self.top - 12, words, anchor=anchor)
        self.line(x, self.top - 6, x, self.bottom, look=look)

    def ends(self, span: Span, digits: int) -> None:
        """The numbers at both ends of the room, below the rows."""
        self.line(LEFT, self.bottom + 2, RIGHT, self.bottom + 2, look=' stroke-opacity="0.5"')
        self.text(LEFT, self.bottom + 17, number(span.low, digits))
        self.text(RIGHT, self.bottom + 17, number(span.high, digits), anchor="end")


FOOT = 24
"""Px below the rows for the numbers at both ends."""


def number(value: float, digits: int = 1) -> str:
    """A number with so many decimal places, with a real minus."""
    written = f"{value:.{digits}f}"
    return (written.removeprefix("-") if float(written) == 0 else written).replace("-", "−")


def heads(lang: Lang, *codes: str) -> tuple[str, ...]:
    """The heads of a table's columns."""
    return tuple(say(code, lang=lang) for code in codes)


def words(code: str, lang: Lang, **params: Param) -> str:
    """The sentence of a message."""
    return say(code, params, lang)
