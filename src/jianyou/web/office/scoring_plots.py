"""The pictures of a scoring check: ranks, harshness, coverage and disagreement."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from jianyou.domain.papers.plots import Plot
from jianyou.domain.papers.plots_scoring import (
    Harsh,
    Marked,
    Ranked,
    coverage_plot,
    disagreement_plot,
    harshness_plot,
    rank_plot,
)
from jianyou.queries.scoring_found import Found
from jianyou.terms.lang import Lang
from jianyou.web.components.language import page_lang

TOLD = 100
"""Rows of a picture's table on its page; all of them are in the workbook."""


class Picture(NamedTuple):
    """A plot ready for its page: `svg` is markup, every text in it escaped. `more` rows aren't listed."""

    plot: Plot
    svg: SafeString
    rows: tuple[tuple[str, ...], ...]
    more: int


_DRAWN: dict[tuple[UUID, Lang], list[Picture]] = {}
"""The pictures of the newest checks that were shown."""
_KEPT_AT_ONCE = 8


def pictures_of(found: Found) -> list[Picture]:
    """Those that there is something to show in: while calibration is locked, ranks and harshness aren't."""
    key = found.key, page_lang()
    drawn = _DRAWN.get(key)
    if drawn is None:
        drawn = _drawn(found, page_lang())
        while len(_DRAWN) >= _KEPT_AT_ONCE:
            _DRAWN.pop(next(iter(_DRAWN)), None)
        _DRAWN[key] = drawn
    return drawn


def _drawn(found: Found, lang: Lang) -> list[Picture]:
    return [
        Picture(
            replace(plot, rows=()),
            mark_safe(plot.svg()),  # noqa: S308  — every text is escaped where the plot is drawn
            plot.rows[:TOLD],
            max(0, len(plot.rows) - TOLD),
        )
        for plot in (make(found, lang) for make in _MADE.values())
        if plot.rows
    ]


def picture_file(found: Found, key: str) -> str | None:
    """One of them as a file that brings its own colors; None where there is none."""
    make = _MADE.get(key)
    plot = make(found, page_lang()) if make else None
    return plot.svg(alone=True) if plot and plot.rows else None


def _ranks(found: Found, lang: Lang) -> Plot:
    told = [
        Ranked(one.entry.name, float(one.expected_rank), one.first, one.last, float(one.chance))
        for one in found.entries
        if one.expected_rank is not None
        and one.first is not None
        and one.last is not None
        and one.chance is not None
    ]
    return rank_plot(told, found.quota, lang)


def _harshness(found: Found, lang: Lang) -> Plot:
    told = [
        Harsh(one.name, -float(one.harshness), -float(one.high), -float(one.low), bool(one.words))
        for one in found.experts
        if one.harshness is not None and one.high is not None and one.low is not None
    ]
    return harshness_plot(told, lang)


def _coverage(found: Found, lang: Lang) -> Plot:
    none = gettext("行业未填")
    counts = {
        one.name: {group or none: count for group, count in sorted(one.groups.items())}
        for one in found.experts
    }
    return coverage_plot(counts, lang)


def _disagreement(found: Found, lang: Lang) -> Plot:
    told = [
        Marked(one.entry.name, tuple(float(score) for score in one.scores), one.wild) for one in found.entries
    ]
    return disagreement_plot(told, lang)


_MADE: Mapping[str, Callable[[Found, Lang], Plot]] = {
    "ranks": _ranks,
    "harshness": _harshness,
    "disagreement": _disagreement,
    "coverage": _coverage,
}
