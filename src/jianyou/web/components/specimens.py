"""Every component in every state, for the page that shows them: what it needs, invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jianyou.terms.finding import Refused, Severity
from jianyou.terms.paging import Page
from jianyou.web.components.answers import Remark
from jianyou.web.components.colours import SHAPE_LEAST, SHAPES, TEXT, TEXT_LEAST, contrast, looks
from jianyou.web.components.states import CALLS, CORRECTIONS, ENTRIES, FILES, FILINGS, SEVERITIES

SPACES = (8, 16, 24, 32, 48, 64)
"""The distances of the grid, in px."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour on its ground, by the names of the tokens, with its contrast in both looks."""

    colour: str
    ground: str
    light: float
    dark: float
    least: float


@dataclass(frozen=True, slots=True)
class Turning:
    """A list as far as its pager asks: which page."""

    page: int = 1

    @property
    def query(self) -> str:
        """The end of the address of that page."""
        return f"?page={self.page}"

    def other(self, *, page: int) -> "Turning":
        """Another page of it."""
        return Turning(page)


def specimens() -> Mapping[str, Any]:
    """What the page shows, by the name that its templates use."""
    return {
        "files": FILES,
        "severities": SEVERITIES,
        "pills": (CALLS, FILINGS, ENTRIES, CORRECTIONS),
        "wrong": [
            ("specimen-missing", Refused("moment_missing")),
            ("specimen-when", Refused("moment_unreadable")),
        ],
        "found": _remarks(),
        "pages": Page(range(100, 200), 2, 250, 100),
        "listing": Turning(2),
        "colours": _pairs(),
        "spaces": SPACES,
    }


@cache
def _pairs() -> tuple[Pair, ...]:
    light, dark = looks()["light"], looks()["dark"]
    kinds = ((TEXT, TEXT_LEAST), (SHAPES, SHAPE_LEAST))
    return tuple(
        Pair(one, on, contrast(light[one], light[on]), contrast(dark[one], dark[on]), least)
        for pairs, least in kinds
        for one, on in pairs
    )


def _remarks() -> tuple[Remark, ...]:
    told = {
        Severity.ERROR: "“联系人姓名、职务及联系电话”没有填写。",
        Severity.WARNING: "“质量标杆”没有写获奖年份，无法判断是否在近 5 年内。",
        Severity.INFO: "行业只写到门类“制造业”，请写到大类。",
    }
    return tuple(Remark(one, text, "main", "1 · 质量荣誉") for one, text in told.items())
