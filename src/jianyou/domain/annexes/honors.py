"""质量荣誉: each honor of a cell with its year and level, as far as the words tell."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jianyou.domain.annexes.schema import Column, Fact

_BREAK = re.compile(r"[\n\r；;]+")
_NEXT = re.compile(r"[、，,。]\s*(?=(?:\d{1,2}[.．、])?\s*[（(]?\s*(?:19|20)\d\d\s*(?:年|[.．/\-]\d))")
_NUMBERING = re.compile(r"^\s*(?:[（(]?\d{1,2}[）).．、](?=(?:19|20)\d\d|\D)|[①-⑳]|[•●·▪-])\s*")
_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:年度?\s*(?:(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日)?)?|[.．/\-](\d{1,2})(?:[.．/\-](\d{1,2}))?|(?!\d))"
)
_CHINESE_YEAR = re.compile(r"二[〇○零]([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])年")
_NONE = re.compile(r"\s*(?:无|暂无|没有|无相关荣誉|/|—|－|-|N/?A|none)\s*[。.]?\s*", re.IGNORECASE)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
_DIGITS = {**dict(zip("一二三四五六七八九", range(1, 10), strict=True)), **dict.fromkeys("〇○零", 0)}


class Timing(StrEnum):
    """Whether an honor falls within the years asked for."""

    WITHIN = "within"
    TOO_OLD = "too_old"
    UNDECIDED = "undecided"
    FUTURE = "future"
    NO_YEAR = "no_year"


class Honor(NamedTuple):
    """One honor, digits in half width; `level` is a level's key, None where the words tell none."""

    text: str
    year: int | None
    level: str | None
    lower: bool
    timing: Timing


def says_none(text: str) -> bool:
    """Whether the cell says that there are no honors."""
    return bool(_NONE.fullmatch(text))


def parse(text: str, column: Column, as_of: date) -> list[Honor]:
    """The honors of a cell, in order; their timing is judged on `as_of`, years counted back."""
    if says_none(text):
        return []
    return [_honor(item, column, as_of) for item in _items(text)]


def _items(text: str) -> Iterator[str]:
    for line in _BREAK.split(text.translate(_HALF_WIDTH)):
        for item in _NEXT.split(_NUMBERING.sub("", line)):
            bare = _NUMBERING.sub("", item).strip(" \u3000，,。、")
            if bare:
                yield bare


def _honor(text: str, column: Column, as_of: date) -> Honor:
    dates = [
        (int(hit[1]), int(hit[2] or hit[4] or 0), int(hit[3] or hit[5] or 0)) for hit in _DATE.finditer(text)
    ]
    dates += [(2000 + _DIGITS[hit[1]] * 10 + _DIGITS[hit[2]], 0, 0) for hit in _CHINESE_YEAR.finditer(text)]
    lower = _level(text, column.lower_levels)
    level = lower or _level(text, column.levels)
    if not dates:
        return Honor(text, None, level, lower is not None, Timing.NO_YEAR)
    latest = max(dates)
    return Honor(text, latest[0], level, lower is not None, _timing(latest, column.years, as_of))


def _level(text: str, levels: tuple[Fact, ...]) -> str | None:
    return next((level.key for level in levels if level.is_told(text)), None)


def _timing(when: tuple[int, int, int], years: int | None, as_of: date) -> Timing:
    """Compares the earliest and the latest day that the words allow with the span asked for."""
    first, last = _span(when)
    if first > as_of:
        return Timing.FUTURE
    if years is None:
        return Timing.WITHIN
    start = years_before(as_of, years)
    if last < start:
        return Timing.TOO_OLD
    return Timing.WITHIN if first >= start else Timing.UNDECIDED


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February becomes 28 February."""
    last = monthrange(day.year - years, day.month)[1]
    return day.replace(year=day.year - years, day=min(day.day, last))


def _span(when: tuple[int, int, int]) -> tuple[date, date]:
    year, month, day = when
    if not 1 <= month <= 12:
        return date(year, 1, 1), date(year, 12, 31)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        return date(year, month, 1), date(year, month, last)
    return date(year, month, day), date(year, month, day)
