"""评分表: what one expert marked for one entry in one stage, and what is wrong with it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from jianyou.datafiles.problems import quoted
from jianyou.datafiles.values import unprintable
from jianyou.domain.judging.scores.exact import fraction, said, too_fine
from jianyou.domain.judging.scores.rubrics import Item, Rubric
from jianyou.domain.judging.scores.stages import FormulaKind, Review
from jianyou.terms.finding import Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import NO_PARAMS, Param, say

CONSENSUS = "consensus"
"""Stands for the expert of the sheet that all agreed on; no expert has this key."""

LONGEST_REMARK = 2000
"""Characters of a comment, of strengths or of gaps."""


class Mark(NamedTuple):
    """One item: its points (None: not marked yet), a comment, strengths (优势), and gaps (改进机会)."""

    points: Decimal | None = None
    comment: str = ""
    strengths: str = ""
    gaps: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A review: marks by item, and a comment on the whole; `role` is the expert's, for weighted formulas."""

    expert: str
    entry: str
    stage: str
    marks: Mapping[str, Mark]
    comment: str = ""
    role: str = ""

    def total(self, rubric: Rubric) -> Fraction | None:
        """The weighted points of all items; None where one isn't marked."""
        points = [self.marks.get(item.key, Mark()).points for item in rubric.items]
        if any(each is None for each in points):
            return None
        pairs = zip(rubric.items, points, strict=True)
        return sum(
            (fraction(item.weight) * fraction(each) for item, each in pairs if each is not None), Fraction()
        )


class Assigned(NamedTuple):
    """That an expert is to review an entry in a stage."""

    expert: str
    entry: str
    stage: str


class ScoreFinding(NamedTuple):
    """One finding on scores, with what of them it is about, "" where it isn't about one."""

    code: str
    severity: Severity
    params: Mapping[str, Param] = NO_PARAMS
    stage: str = ""
    entry: str = ""
    expert: str = ""
    item: str = ""

    def text(self, lang: Lang = Lang.ZH) -> str:
        """What is wrong and what to do, in words."""
        return say(self.code, self.params, lang)


def check_sheet(sheet: Sheet, rubric: Rubric) -> tuple[ScoreFinding, ...]:
    """What is wrong with the marks of one sheet: unknown items, then the items in the order of the rubric."""
    about = _About(sheet.stage, sheet.entry, sheet.expert)
    unknown = [
        about.error("score_item_unknown", key, item=quoted(key))
        for key in sheet.marks
        if key not in rubric.by_key
    ]
    items = (
        found for item in rubric.items for found in _of_mark(sheet.marks.get(item.key, Mark()), item, about)
    )
    return (*unknown, *items, *_of_remark("", sheet.comment, about))


def check_sheets(
    sheets: Iterable[Sheet],
    review: Review,
    entries: Mapping[str, str],
    assigned: Collection[Assigned] | None = None,
) -> tuple[ScoreFinding, ...]:
    """What is wrong with any of the sheets, ordered by stage, entry, expert.

    `entries` are the keys of all entries with that of their award. An unknown stage or entry, an expert that
    isn't assigned (`assigned` None: anybody may review) and a second review by the same expert are errors.
    """
    ordered = sorted(sheets, key=place_of)
    pairs = None if assigned is None else frozenset(assigned)
    found: list[ScoreFinding] = []
    for before, sheet in zip([None, *ordered], ordered, strict=False):
        found += _of_place(sheet, review, entries, pairs)
        if before is not None and place_of(before) == place_of(sheet):
            found.append(_About(*place_of(sheet)).error("score_twice"))
        stage = review.by_key.get(sheet.stage)
        if stage is not None and sheet.entry in entries:
            found += check_sheet(sheet, stage.rubric.for_award(entries[sheet.entry]))
    return tuple(found)


def place_of(sheet: Sheet) -> tuple[str, str, str]:
    """Stage, entry and expert: what a sheet is told apart by."""
    return sheet.stage, sheet.entry, sheet.expert


class _About(NamedTuple):
    stage: str
    entry: str
    expert: str

    def error(self, code: str, key: str = "", **params: Param) -> ScoreFinding:
        return ScoreFinding(code, Severity.ERROR, params or NO_PARAMS, *self, key)


def _of_place(
    sheet: Sheet, review: Review, entries: Mapping[str, str], assigned: Collection[Assigned] | None
) -> Iterator[ScoreFinding]:
    about = _About(*place_of(sheet))
    stage = review.by_key.get(sheet.stage)
    if stage is None:
        yield about.error("score_stage_unknown", known=", ".join(review.by_key))
        return
    if sheet.entry not in entries:
        yield about.error("score_entry_unknown")
    if sheet.expert == CONSENSUS:
        if stage.formula.kind is not FormulaKind.CONSENSUS:
            yield about.error("score_consensus_not_here")
        return
    if assigned is not None and Assigned(sheet.expert, sheet.entry, sheet.stage) not in assigned:
        yield about.error("score_not_assigned")
    if stage.formula.kind is FormulaKind.WEIGHTED and sheet.role not in stage.formula.weights:
        yield about.error(
            "score_role_unknown", role=quoted(sheet.role), known=", ".join(stage.formula.weights)
        )


def _of_mark(mark: Mark, item: Item, about: _About) -> Iterator[ScoreFinding]:
    for remark in (mark.comment, mark.strengths, mark.gaps):
        yield from _of_remark(item.key, remark, about)
    points, named = mark.points, item.name
    if points is None:
        yield about.error("score_item_missing", item.key, name=named)
    elif not points.is_finite() or not 0 <= points <= item.most:
        yield about.error(
            "score_out_of_range", item.key, name=named, points=_said(points), most=said(item.most)
        )
    elif too_fine(points) or not item.on_step(points):
        yield about.error("score_off_step", item.key, name=named, points=_said(points), step=said(item.step))
    elif item.bands and item.band_of(points) is None:
        bands = ", ".join(f"{said(band.low)}–{said(band.high)}" for band in item.bands)
        yield about.error("score_between_bands", item.key, name=named, points=said(points), bands=bands)


def _of_remark(key: str, text: str, about: _About) -> Iterator[ScoreFinding]:
    if len(text) > LONGEST_REMARK:
        yield about.error("score_remark_too_long", key, count=len(text), most=LONGEST_REMARK)
    if any(unprintable(sign) for sign in text):
        yield about.error("score_remark_control", key)


def _said(points: Decimal) -> str:
    """Somebody's number, which may be endless or absurd."""
    return quoted(str(points))
