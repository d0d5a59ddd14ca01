"""评分表: one expert's sheet with the dossier beside it; of anybody else's there is nothing to ask."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.judging.filling import (
    Filled,
    comment_name,
    findings_of,
    points_name,
    rubric_for,
    sum_so_far,
)
from jianyou.domain.judging.scores.exact import said
from jianyou.domain.judging.scores.rubrics import Item, Rubric
from jianyou.domain.judging.scores.sheets import ScoreFinding
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import ReviewStatus, SheetStatus
from jianyou.queries.calls import file_of
from jianyou.queries.dossiers import Dossier, DossierFile, dossier_file, dossier_of
from jianyou.queries.sheet_gate import Step, entry_code, in_order, own_place, own_sheets, step_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Candidacy, Entry, Panelist, Review, Sheet, SheetVersion
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang

UNFINISHED = frozenset({SheetStatus.ASSIGNED, SheetStatus.AGAIN})
_READING = frozenset({Step.SCORE, Step.TALK})


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item to mark: its fields by name with their texts, and what was submitted before, if anything.

    `clause_text` is what the notice says at the item's clause, empty where the call file doesn't have it.
    """

    item: Item
    number: int
    points_name: str
    comment_name: str
    points: str
    comment: str
    points_before: str
    comment_before: str
    clause_text: str

    @property
    def most(self) -> str:
        """The most points."""
        return said(self.item.most)

    @property
    def step(self) -> str:
        """Between two marks."""
        return said(self.item.step)

    @property
    def weight(self) -> str:
        """How often it counts, empty where once."""
        return "" if self.item.weight == 1 else said(self.item.weight)

    @property
    def bands(self) -> tuple[tuple[str, str, str], ...]:
        """The bands as (lowest points, highest, words), the highest first."""
        return tuple((said(one.low), said(one.high), one.words) for one in reversed(self.item.bands))


@dataclass(frozen=True, slots=True)
class Before:
    """What an expert had submitted before the office asked him to look again."""

    strengths: str
    gaps: str
    total: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet opened by its expert. `name` is the nominee's, or its code where the review is `blind`.

    `editable`: it may be filled in now. `texts` are those of its fields by name. `dossier` is None once the
    review is closed. `place` is its own among `places` sheets, `after` and `before` the neighbours' keys.
    Moments are in the site's zone.
    """

    key: UUID
    review: UUID
    review_title: str
    call_title: str
    office: str
    expert: str
    name: str
    blind: bool
    phones: bool
    status: SheetStatus
    editable: bool
    due: datetime | None
    now: datetime
    revision: int
    saved_at: datetime | None
    submitted_at: datetime | None
    by_hand: bool
    again: str
    rubric: Rubric
    filled: Filled
    items: tuple[ItemView, ...]
    earlier: Before | None
    total: str
    so_far: str
    most: str
    dossier: Dossier | None
    place: int
    places: int
    before: UUID | None
    after: UUID | None

    @property
    def texts(self) -> dict[str, str]:
        """What stands in its fields, by their names."""
        return self.filled.texts(self.rubric)

    @property
    def overdue(self) -> bool:
        """Whether the moment is past; the office ends scoring, not the clock."""
        return self.due is not None and self.due < self.now

    def findings(self) -> tuple[tuple[str, ScoreFinding], ...]:
        """What keeps it from being submitted, by field."""
        return tuple(findings_of(self.filled, self.rubric))


def get_sheet(*, viewer: Actor, key: UUID, lang: Lang, dossier: bool = True) -> SheetView:
    """A sheet of the expert's own, once nothing is in the way of it; without its dossier where none is asked.

    Raises:
        Refused: it isn't his (any more), or ties, undertaking or the review's phase are before it.
    """
    sheet, place = _opened(viewer, key)
    review, call = sheet.review, sheet.review.call
    reading = dossier and step_of(place, review) in _READING
    told = dossier_of(call, sheet.entry, blind=review.blind, lang=lang) if reading else None
    own = in_order(own_sheets(viewer).filter(review=review).select_related("entry"), blind=review.blind)
    return _view(sheet, told, [one.id for one in own])


def get_sheet_file(*, viewer: Actor, key: UUID, digest: str) -> DossierFile:
    """A file of the entry that a sheet of the expert's own is about, under the name that he may see.

    Raises:
        Refused: it isn't his, the phase doesn't allow it, or there is no such file for experts.
    """
    sheet, place = _opened(viewer, key)
    if step_of(place, sheet.review) not in _READING:
        raise Refused("proof_file_gone")
    return dossier_file(sheet.entry, digest, blind=sheet.review.blind)


class Origin(NamedTuple):
    """What a sheet belongs to, as others know it; never shown to its expert."""

    review: UUID
    call_slug: str
    number: int
    expert: UUID
    entry: UUID


def origin_of(*, viewer: Actor, key: UUID) -> Origin:
    """The review, expert and entry of a sheet of the expert's own.

    Raises:
        Refused: it isn't his.
    """
    told = ("review_id", "review__call__slug", "review__number", "expert_id", "entry_id")
    found = own_sheets(viewer).filter(id=key).values_list(*told).first()
    if found is None:
        raise Refused("site_no_sheet")
    return Origin(*found)


def allows_phones(*, viewer: Actor, key: UUID) -> bool:
    """Whether that sheet of his may be opened on a phone.

    Raises:
        Refused: it isn't his.
    """
    found = own_sheets(viewer).filter(id=key).values_list("review__phones", flat=True).first()
    if found is None:
        raise Refused("site_no_sheet")
    return bool(found)


def list_sheets(*, viewer: Actor, review: UUID) -> tuple[SheetView, ...]:
    """All of an expert's own sheets in a review, as they are printed: without dossiers.

    Raises:
        Refused: he has no place in it, or ties, undertaking or its phase are before them.
    """
    place = own_place(viewer, review)
    if step_of(place, place.review) not in (*_READING, Step.OVER):
        raise Refused("sheet_not_yet")
    rows = _with_all(own_sheets(viewer).filter(review=place.review))
    sheets = in_order(rows, blind=place.review.blind)
    keys = [one.id for one in sheets]
    return tuple(_view(one, None, keys) for one in sheets)


def rubric_of_sheet(call: Call, review: Review, entry: Entry) -> Rubric:
    """What is marked on a sheet: the items of the stage for the awards that the entry stands for."""
    return rubrics_of(call, review, [entry])[entry.id]


def rubrics_of(call: Call, review: Review, entries: Sequence[Entry]) -> dict[UUID, Rubric]:
    """The same of many entries.

    Raises:
        Refused: the call file has no such stage.
    """
    declared = file_of(call.slug, call.source).review
    stage = declared.by_key.get(review.stage) if declared else None
    if stage is None:
        raise Refused("site_no_review")
    if not any(item.awards for item in stage.rubric.items):
        return {entry.id: stage.rubric for entry in entries}
    awards: dict[UUID, list[str]] = {entry.id: [] for entry in entries}
    stands = Candidacy.objects.filter(entry__in=list(awards)).exclude(willing=False)
    for entry, award in stands.values_list("entry_id", "award"):
        awards[entry].append(award)
    return {key: rubric_for(stage.rubric, own) for key, own in awards.items()}


def filled_in(sheet: Sheet) -> Filled:
    """What stands in a sheet."""
    return Filled(sheet.points, sheet.comments, sheet.strengths, sheet.gaps)


def filled_before(content: Mapping[str, Any]) -> Filled:
    """What a version of a sheet says."""
    return Filled(content["points"], content["comments"], content["strengths"], content["gaps"])


def _opened(viewer: Actor, key: UUID) -> tuple[Sheet, Panelist]:
    sheet = _with_all(own_sheets(viewer).filter(id=key)).first()
    if sheet is None:
        raise Refused("site_no_sheet")
    place = own_place(viewer, sheet.review_id)
    step = step_of(place, place.review)
    if step not in (*_READING, Step.OVER) or (step is Step.OVER and sheet.status != SheetStatus.SUBMITTED):
        raise Refused("sheet_not_yet")
    return sheet, place


def _with_all(sheets: Any) -> Any:
    return sheets.select_related("review__call__office", "entry__filing", "expert")


def paper_view(sheet: Sheet) -> SheetView:
    """A sheet as it is printed, whoever prints it; the sheet brings its review, call, entry and expert."""
    return _view(sheet, None, [sheet.id])


def _view(sheet: Sheet, dossier: Dossier | None, own: Sequence[UUID]) -> SheetView:
    review, call = sheet.review, sheet.review.call
    rubric = rubric_of_sheet(call, review, sheet.entry)
    filled = filled_in(sheet)
    version = sheet.versions.order_by("ordinal").last() if sheet.status == SheetStatus.AGAIN else None
    before = filled_before(version.content) if version else Filled()
    at = own.index(sheet.id)
    return SheetView(
        key=sheet.id,
        review=review.id,
        review_title=review.title,
        call_title=call.title,
        office=call.office.name,
        expert=sheet.expert.name,
        name=entry_code(review.id, sheet.entry_id) if review.blind else sheet.entry.name,
        blind=review.blind,
        phones=review.phones,
        status=SheetStatus(sheet.status),
        editable=review.status == ReviewStatus.SCORING and sheet.status in UNFINISHED,
        due=localtime(review.due) if review.due else None,
        now=localtime(database_now()),
        revision=sheet.revision,
        saved_at=localtime(sheet.saved_at) if sheet.saved_at else None,
        submitted_at=localtime(sheet.submitted_at) if sheet.submitted_at else None,
        by_hand=sheet.by_hand,
        again=sheet.again if sheet.status == SheetStatus.AGAIN else "",
        rubric=rubric,
        filled=filled,
        items=tuple(_items(call, rubric, filled, before)),
        earlier=_before(version) if version else None,
        total=_total(sheet.total),
        so_far=said(sum_so_far(filled, rubric)) if filled.points else "",
        most=said(rubric.total),
        dossier=dossier,
        place=at + 1,
        places=len(own),
        before=own[at - 1] if at else None,
        after=own[at + 1] if at + 1 < len(own) else None,
    )


def _items(call: Call, rubric: Rubric, filled: Filled, before: Filled) -> Iterator[ItemView]:
    awards = file_of(call.slug, call.source).awards
    clauses = {one.clause: one.text for award in awards for one in award.conditions if one.clause}
    for number, item in enumerate(rubric.items, 1):
        clause_text = clauses.get(item.clause, "") if item.clause else ""
        yield ItemView(
            item=item,
            number=number,
            points_name=points_name(number),
            comment_name=comment_name(number),
            points=filled.points.get(item.key, ""),
            comment=filled.comments.get(item.key, ""),
            points_before=before.points.get(item.key, ""),
            comment_before=before.comments.get(item.key, ""),
            clause_text="" if clause_text == item.text else clause_text,
        )


def _before(version: SheetVersion) -> Before:
    content = version.content
    return Before(content["strengths"], content["gaps"], _total(version.total), localtime(version.at))


def _total(total: Decimal | None) -> str:
    return "" if total is None else said(total)
