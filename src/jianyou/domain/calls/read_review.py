"""评审: how experts review, as a call file declares it; numbers are taken exactly as they are written."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from jianyou.datafiles.fields import Section
from jianyou.datafiles.problems import quoted
from jianyou.domain.calls.awards import Award
from jianyou.domain.calls.course import Stage
from jianyou.domain.calls.course import StageKind as CourseStage
from jianyou.domain.calls.unique import check_keys
from jianyou.domain.judging.scores.exact import said
from jianyou.domain.judging.scores.gb19580 import RUBRIC as GB19580
from jianyou.domain.judging.scores.rubrics import MOST_ITEMS, ONE, Band, Item, Rubric
from jianyou.domain.judging.scores.stages import (
    MOST_DIGITS,
    Combine,
    Formula,
    FormulaKind,
    Load,
    Review,
    ReviewStage,
    StageKind,
)

STANDARDS = {"gb-t-19580-2012": GB19580}
"""Rubrics that come ready-made, by the name that a call file uses."""

MOST_POINTS = Decimal(10_000)
_MOST_WEIGHT = Decimal(1000)
_MOST_REVIEWS = 99
_MOST_LOAD = 9999
_MOST_STAGES = 10
_LONGEST_TEXT = 2000
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?", re.ASCII)
ZERO = Decimal(0)
_FINEST = Decimal("0.000001")


def read_review(root: Section, stages: Sequence[Stage], awards: Sequence[Award]) -> Review | None:
    """How experts review; it needs its stage where stages are listed."""
    section = root.section("review")
    if section is None:
        return None
    if stages and all(stage.kind is not CourseStage.REVIEW for stage in stages):
        root.problem("review", "call_review_without_stage")
    sections = section.sections("stages", most=_MOST_STAGES, required=True)
    read = tuple(_stage(one, awards, single=len(sections) == 1) for one in sections)
    check_keys(sections, (stage.key for stage in read))
    reviewed = [
        award.key for award in awards if any(stage.rubric.for_award(award.key).items for stage in read)
    ]
    for one, stage in zip(sections, read, strict=True):
        _check_stage(one, stage, reviewed, last=stage is read[-1])
    if read and not any(stage.weight for stage in read):
        sections[0].problem("weight", "call_review_no_weight")
    review = Review(read, _combine(section, read, reviewed))
    section.done()
    return review


def read_number(
    section: Section, key: str, *, default: Decimal | None, low: Decimal, high: Decimal
) -> Decimal:
    """A number within bounds, exactly as written; without a default the key is required."""
    text = section.text(key, required=default is None)
    if not text:
        return high if default is None else default
    if not _NUMBER.fullmatch(text) or not low <= Decimal(text) <= high:
        section.problem(key, "call_bad_number", text=quoted(text), low=said(low), high=said(high))
        return high
    return Decimal(text)


def _stage(section: Section, awards: Sequence[Award], *, single: bool) -> ReviewStage:
    per_entry = section.whole("per_entry", default=None, low=1, high=_MOST_REVIEWS)
    stage = ReviewStage(
        key=section.slug("key"),
        kind=section.member("kind", StageKind),
        name=section.text("name", required=True),
        per_entry=per_entry,
        fewest=section.whole("fewest", default=per_entry, low=1, high=per_entry),
        rubric=_rubric(section, awards),
        formula=_formula(section),
        weight=read_number(section, "weight", default=ONE if single else None, low=ZERO, high=_MOST_WEIGHT),
        load=_load(section),
        blind=section.flag("blind"),
        phones=section.flag("phones"),
        gate=_given(section, "gate", high=MOST_POINTS),
        advance=_advance(section),
        clause=section.clause(),
    )
    section.done()
    return stage


def _given(section: Section, key: str, high: Decimal) -> Decimal | None:
    return read_number(section, key, default=None, low=ZERO, high=high) if section.given(key) else None


def _advance(section: Section) -> int | None:
    return (
        section.whole("advance", default=None, low=1, high=_MOST_LOAD) if section.given("advance") else None
    )


def _load(section: Section) -> Load | None:
    inner = section.section("load")
    if inner is None:
        return None
    least = inner.whole("least", default=0, low=0, high=_MOST_LOAD)
    load = Load(least, inner.whole("most", default=None, low=max(1, least), high=_MOST_LOAD))
    inner.done()
    return load


def _formula(section: Section) -> Formula:
    inner = section.section("formula", required=True)
    if inner is None:
        return Formula()
    name = inner.choice("kind", tuple(FormulaKind), default=None)
    trimmed, weighted = name == FormulaKind.TRIMMED, name == FormulaKind.WEIGHTED
    formula = Formula(
        kind=FormulaKind(name or FormulaKind.MEAN),
        drop=inner.whole("drop", default=1, low=1, high=_MOST_REVIEWS) if trimmed else 0,
        weights=_weights(inner) if weighted else {},
        digits=_digits(inner),
    )
    if not name:
        inner.given("drop")  # whether they belong here can't be told
        inner.given("weights")
    inner.done(elsewhere=("drop", "weights"))
    return formula


def _weights(section: Section) -> dict[str, Decimal]:
    """Weights by role; every expert of the stage then needs one of these roles."""
    found: dict[str, Decimal] = {}
    for each in section.sections("weights", most=20, required=True):
        role = each.slug("role")
        if role in found:
            each.problem("role", "call_review_role_twice", name=quoted(role))
        found[role] = read_number(each, "weight", default=None, low=_FINEST, high=_MOST_WEIGHT)
        each.done()
    return found


def _digits(section: Section) -> int:
    return section.whole("digits", default=2, low=0, high=MOST_DIGITS)


def _rubric(section: Section, awards: Sequence[Award]) -> Rubric:
    """The items written here, or those of a standard by its name."""
    if section.given("standard"):
        if section.given("rubric"):
            section.problem("rubric", "call_review_rubric_twice")
        name = section.choice("standard", tuple(STANDARDS), default="")
        return STANDARDS.get(name, Rubric(()))
    sections = section.sections("rubric", most=MOST_ITEMS, required=True)
    items = tuple(_item(each, awards) for each in sections)
    check_keys(sections, (item.key for item in items))
    return Rubric(items)


def _item(section: Section, awards: Sequence[Award]) -> Item:
    most = read_number(section, "most", default=None, low=_FINEST, high=MOST_POINTS)
    item = Item(
        key=section.slug("key"),
        name=section.text("name", required=True),
        most=most,
        step=read_number(section, "step", default=min(ONE, most), low=_FINEST, high=most),
        weight=read_number(section, "weight", default=ONE, low=_FINEST, high=_MOST_WEIGHT),
        clause=section.clause(),
        text=section.text("text", longest=_LONGEST_TEXT, lines=True),
        bands=_bands(section, most),
        awards=section.chosen("awards", [award.key for award in awards]),
    )
    section.done()
    return item


def _bands(section: Section, most: Decimal) -> tuple[Band, ...]:
    """Bands from the lowest to the highest, none reaching into another."""
    found: list[Band] = []
    for each in section.sections("bands", most=20):
        band = Band(
            read_number(each, "low", default=ZERO, low=ZERO, high=most),
            read_number(each, "high", default=None, low=ZERO, high=most),
            each.text("words", required=True),
        )
        if band.low > band.high or (found and band.low <= found[-1].high):
            each.problem("high", "call_review_bands")
        each.done()
        found.append(band)
    return tuple(found)


def _check_stage(section: Section, stage: ReviewStage, reviewed: Iterable[str], *, last: bool) -> None:
    """What must agree between the parts of a stage."""
    needed = 2 * stage.formula.drop + 1
    if stage.fewest < needed:
        section.problem("per_entry", "call_review_too_few", fewest=stage.fewest, needed=needed)
    if last and stage.advance is not None:
        section.problem("advance", "call_review_advance_last")
    missing = [award for award in reviewed if not stage.rubric.for_award(award).items]
    if missing:
        section.problem("rubric", "call_review_award_without_items", awards=", ".join(missing))
    total = _least_total(stage, reviewed)
    if stage.gate is not None and stage.gate > total:
        section.problem("gate", "call_review_gate_too_high", gate=said(stage.gate), total=said(total))


def _least_total(stage: ReviewStage, reviewed: Iterable[str]) -> Decimal:
    """The full score of the award that has the lowest; awards without any item are told elsewhere."""
    totals = (stage.rubric.for_award(award).total for award in reviewed)
    return min(filter(None, totals), default=stage.rubric.total)


def _combine(section: Section, stages: Sequence[ReviewStage], reviewed: Sequence[str]) -> Combine:
    """Without anything said: on the scale of the rubrics where all have one total, to two digits."""
    inner = section.section("combine")
    totals = {stage.rubric.for_award(award).total for stage in stages for award in reviewed or [""]}
    common = next(iter(totals)) if len(totals) == 1 else None
    if inner is None:
        if common is None:
            section.problem("combine", "call_review_out_of", totals=", ".join(map(said, sorted(totals))))
        return Combine(common or ONE)
    out_of = common if common is not None and not inner.given("out_of") else None
    combine = Combine(
        out_of=out_of or read_number(inner, "out_of", default=None, low=_FINEST, high=MOST_POINTS),
        digits=_digits(inner),
        clause=inner.clause(),
    )
    inner.done()
    return combine
