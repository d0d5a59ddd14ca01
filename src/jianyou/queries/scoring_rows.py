"""评分检查所看的分数: each expert's total for each entry of a review, as it was submitted last."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from jianyou.datafiles.canonical import canonical
from jianyou.domain.judging.filling import marks_of
from jianyou.domain.judging.scores.exact import half_up, said
from jianyou.domain.judging.scores.rubrics import Rubric
from jianyou.domain.judging.scores.sheets import ScoreFinding, check_sheet
from jianyou.domain.judging.scores.sheets import Sheet as ScoreSheet
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.judged import judged_entries
from jianyou.queries.sheets import filled_in, rubrics_of
from jianyou.store.models import Candidacy, Review, Sheet

_HUNDRED = 100
_DIGITS = 4
_FIELD = 3
"""Signs of an industry's code that make a group: section and division of GB/T 4754, as C36."""


class ScoreRow(NamedTuple):
    """A sheet's total, None before it was submitted; expert and entry are row keys in hex."""

    expert: str
    entry: str
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class ScoreRows:
    """All of them. `groups` are the industry groups of entries; `most` is what a sheet can come to.

    With `percent` the rubrics of entries differ in that, and points are percents of it.
    """

    rows: tuple[ScoreRow, ...]
    groups: Mapping[str, str]
    most: Decimal
    percent: bool
    findings: tuple[ScoreFinding, ...]

    def digest(self) -> str:
        """The SHA-256 of the scores, in whatever order they were read."""
        rows = sorted((row.expert, row.entry, _said(row.points)) for row in self.rows)
        return hashlib.sha256(canonical(rows)).hexdigest()


def score_rows(review: Review, award: str) -> ScoreRows:
    """The scores of the entries that stand for an award, "" for any; the review brings its call."""
    entries = {entry.id: entry for entry in _entries(review, award)}
    rubrics = rubrics_of(review.call, review, list(entries.values()))
    percent = len({rubric.total for rubric in rubrics.values()}) > 1
    sheets = Sheet.objects.filter(review=review).exclude(status=SheetStatus.DROPPED)
    rows: list[ScoreRow] = []
    findings: list[ScoreFinding] = []
    for sheet in sheets.order_by("entry_id", "expert_id"):
        if sheet.entry_id in entries:
            rubric = rubrics[sheet.entry_id]
            rows.append(_row(sheet, rubric, percent=percent))
            findings += _findings(sheet, review, rubric)
    return ScoreRows(
        rows=tuple(rows),
        groups={key.hex: entry.industry[:_FIELD] for key, entry in entries.items()},
        most=max((rubric.total for rubric in rubrics.values()), default=Decimal(_HUNDRED)),
        percent=percent,
        findings=tuple(findings),
    )


def _entries(review: Review, award: str) -> Any:
    entries: Any = judged_entries(review.call)
    if award:
        stands = Candidacy.objects.filter(award=award, entry__in=entries).exclude(willing=False)
        entries = entries.filter(id__in=stands.values("entry_id"))
    return entries.only("id", "industry")


def _row(sheet: Sheet, rubric: Rubric, *, percent: bool) -> ScoreRow:
    total = sheet.total
    if total is not None and percent:
        total = half_up(Fraction(total) * _HUNDRED / Fraction(rubric.total), _DIGITS)
    return ScoreRow(sheet.expert_id.hex, sheet.entry_id.hex, total)


def _findings(sheet: Sheet, review: Review, rubric: Rubric) -> Iterator[ScoreFinding]:
    """What is wrong with a sheet that counts; nothing can be, unless the table was written past the site."""
    if sheet.status == SheetStatus.SUBMITTED:
        marks = marks_of(filled_in(sheet), rubric)
        told = ScoreSheet(sheet.expert_id.hex, sheet.entry_id.hex, review.stage, marks)
        yield from check_sheet(told, rubric)


def _said(points: Decimal | None) -> str | None:
    return None if points is None else said(points)
