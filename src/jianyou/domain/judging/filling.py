"""评分表的填写: what stands in the fields of a score sheet while it is filled in, and what is wrong with it.

A field's name is `c-<number of the item, from 1>-points` or `-comment`; `c-0-strengths` and `c-0-gaps`
speak of the whole. Points stay as they were typed until they are settled, so that nothing typed is lost.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from jianyou.datafiles.problems import quoted
from jianyou.domain.judging.scores.exact import half_up, said
from jianyou.domain.judging.scores.rubrics import Item, Rubric
from jianyou.domain.judging.scores.sheets import LONGEST_REMARK, Mark, ScoreFinding, Sheet, check_sheet
from jianyou.terms.finding import Severity

STRENGTHS, GAPS = "c-0-strengths", "c-0-gaps"
TOTAL_DIGITS = 4
_POINTS, _COMMENT = "points", "comment"
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,12})?", re.ASCII)


def points_name(number: int) -> str:
    """The field of an item's points."""
    return f"c-{number}-{_POINTS}"


def comment_name(number: int) -> str:
    """The field of an item's comment."""
    return f"c-{number}-{_COMMENT}"


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a sheet: points (as typed) and comments by item key; strengths and gaps of the whole."""

    points: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    strengths: str = ""
    gaps: str = ""

    def texts(self, rubric: Rubric) -> dict[str, str]:
        """The texts by the names of their fields, every field of the rubric's."""
        told = {STRENGTHS: self.strengths, GAPS: self.gaps}
        for number, item in enumerate(rubric.items, 1):
            told[points_name(number)] = self.points.get(item.key, "")
            told[comment_name(number)] = self.comments.get(item.key, "")
        return told

    def settled(self) -> "Filled":
        """With every number written the one way; only of what nothing is wrong with."""
        return Filled(
            {
                key: said(number)
                for key, text in self.points.items()
                if (number := points_of(text)) is not None
            },
            {key: text for key, text in self.comments.items() if text},
            self.strengths,
            self.gaps,
        )

    def as_plain(self) -> dict[str, object]:
        """The same for JSON."""
        return {
            "points": dict(self.points),
            "comments": dict(self.comments),
            "strengths": self.strengths,
            "gaps": self.gaps,
        }


def filled_of(texts: Mapping[str, str], rubric: Rubric) -> Filled:
    """What the fields of a page hold; others than the rubric's are passed over."""
    numbered = list(enumerate(rubric.items, 1))
    points = {item.key: texts.get(points_name(number), "") for number, item in numbered}
    comments = {item.key: texts.get(comment_name(number), "") for number, item in numbered}
    return Filled(
        {key: text for key, text in points.items() if text},
        {key: text for key, text in comments.items() if text},
        texts.get(STRENGTHS, ""),
        texts.get(GAPS, ""),
    )


def rubric_for(rubric: Rubric, awards: Collection[str]) -> Rubric:
    """The items that are marked for an entry that stands for these awards."""
    if not any(item.awards for item in rubric.items):
        return rubric
    return Rubric(tuple(item for item in rubric.items if not item.awards or set(item.awards) & set(awards)))


def points_of(text: str) -> Decimal | None:
    """The number that was typed, in whatever width; None where it is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return Decimal(plain) if _NUMBER.fullmatch(plain) else None


def marks_of(filled: Filled, rubric: Rubric) -> dict[str, Mark]:
    """The marks by item; points that can't be read are none."""
    return {
        item.key: Mark(points_of(filled.points.get(item.key, "")), filled.comments.get(item.key, ""))
        for item in rubric.items
    }


def total_of(filled: Filled, rubric: Rubric) -> Decimal | None:
    """The weighted sum, exact but for digits beyond the fourth; None where an item isn't marked."""
    total = Sheet("", "", "", marks_of(filled, rubric)).total(rubric)
    return None if total is None else half_up(total, TOTAL_DIGITS)


def sum_so_far(filled: Filled, rubric: Rubric) -> Decimal:
    """The weighted sum of what is marked already."""
    marks = marks_of(filled, rubric)
    points = ((item, marks[item.key].points) for item in rubric.items)
    summed = sum(
        (Fraction(item.weight) * Fraction(each) for item, each in points if each is not None), Fraction()
    )
    return half_up(summed, TOTAL_DIGITS)


def findings_of(filled: Filled, rubric: Rubric) -> Iterator[tuple[str, ScoreFinding]]:
    """What is wrong with a sheet, by the names of its fields, in the order of the page."""
    found = check_sheet(Sheet("", "", "", marks_of(filled, rubric)), rubric)
    for number, item in enumerate(rubric.items, 1):
        typed = filled.points.get(item.key, "")
        for one in found:
            if one.item == item.key:
                about_comment = one.code in _ABOUT_REMARKS
                told = _unreadable(item, typed) if one.code == "score_item_missing" and typed.strip() else one
                yield comment_name(number) if about_comment else points_name(number), told
    for name, text in ((STRENGTHS, filled.strengths), (GAPS, filled.gaps)):
        if len(text) > LONGEST_REMARK:
            params = {"count": len(text), "most": LONGEST_REMARK}
            yield name, ScoreFinding("score_remark_too_long", Severity.ERROR, params)


_ABOUT_REMARKS = frozenset({"score_remark_too_long", "score_remark_control"})


def _unreadable(item: Item, typed: str) -> ScoreFinding:
    params = {"name": item.name, "text": quoted(typed[:40])}
    return ScoreFinding("sheet_points_unreadable", Severity.ERROR, params, item=item.key)
