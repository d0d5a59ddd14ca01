"""纸质评分表: the sheets of a review that are typed in from signed papers, and how far each is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.timezone import localtime

from jianyou.domain.annexes.drafting import text_mark
from jianyou.domain.judging.filling import Filled
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.domain.lifecycle.who_may import can
from jianyou.queries.office_calls import names_of
from jianyou.queries.reviews import own_review
from jianyou.queries.sheet_gate import entry_code, in_order
from jianyou.queries.sheets import UNFINISHED, SheetView, paper_view
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Review, Sheet
from jianyou.terms.finding import Refused


@dataclass(frozen=True, slots=True)
class PaperExpert:
    """An expert with how many sheets he has, how many are in, and how many of those were typed from paper."""

    key: UUID
    name: str
    all: int
    submitted: int
    by_hand: int
    begun: int


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A sheet of an expert; `code` is what stands on its paper where names are hidden.

    `first_by` is who typed it first, empty while nobody did. Moments are in the site's zone.
    """

    key: UUID
    name: str
    code: str
    status: SheetStatus
    by_hand: bool
    first_by: str
    first_at: datetime | None
    may_enter: bool


@dataclass(frozen=True, slots=True)
class PapersView:
    """The experts of a review, and the sheets of the one that was chosen (`expert`), if any."""

    slug: str
    call_title: str
    number: int
    title: str
    blind: bool
    second_person: bool
    experts: tuple[PaperExpert, ...]
    expert: PaperExpert | None
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A sheet opened to be typed in. `sheet` is as its paper has it, `name` the nominee's.

    `mark` stands for the first typing, whose points the second typist isn't shown; its remarks are in
    `remarks`. `alone`: the viewer typed the first, and the office wants another person for the second.
    """

    slug: str
    number: int
    title: str
    expert: UUID
    name: str
    sheet: SheetView
    first_by: str
    first_at: datetime | None
    mark: str
    first: Filled
    remarks: Filled
    alone: bool


def list_papers(*, viewer: Actor, slug: str, number: int, expert: UUID | None) -> PapersView:
    """The sheets of a review of the viewer's office, by expert.

    Raises:
        Refused: that office has no such review, or nobody of that key has sheets in it.
    """
    review = own_review(viewer, slug, number)
    experts = tuple(_experts(review))
    chosen = next((one for one in experts if one.key == expert), None)
    if expert is not None and chosen is None:
        raise Refused("site_no_sheet")
    return PapersView(
        slug=slug,
        call_title=review.call.title,
        number=number,
        title=review.title,
        blind=review.blind,
        second_person=review.call.office.second_person,
        experts=experts,
        expert=chosen,
        lines=_lines(viewer, review, chosen.key) if chosen else (),
    )


def get_paper(*, viewer: Actor, slug: str, number: int, key: UUID) -> PaperSheet:
    """One of them.

    Raises:
        Refused: that office has no such review, or it no such sheet.
    """
    review = own_review(viewer, slug, number)
    sheet = _sheets(review).filter(id=key).first()
    if sheet is None:
        raise Refused("site_no_sheet")
    first: Mapping[str, Any] = sheet.first
    by = str(first.get("by", ""))
    filled = _filled(first)
    return PaperSheet(
        slug=slug,
        number=number,
        title=review.title,
        expert=sheet.expert_id,
        name=sheet.entry.name,
        sheet=paper_view(sheet),
        first_by=names_of(viewer, [by])[by] if by else "",
        first_at=localtime(datetime.fromisoformat(first["at"])) if first else None,
        mark=first_mark(first),
        first=filled,
        remarks=Filled({}, filled.comments, filled.strengths, filled.gaps),
        alone=bool(by) and review.call.office.second_person and by == viewer.person,
    )


def print_papers(*, viewer: Actor, slug: str, number: int, expert: UUID) -> tuple[SheetView, ...]:
    """An expert's sheets in a review of the viewer's office, to be printed.

    Raises:
        Refused: that office has no such review, or nobody of that key has sheets in it.
    """
    review = own_review(viewer, slug, number)
    rows = list(_sheets(review).filter(expert=expert))
    if not rows:
        raise Refused("site_no_sheet")
    return tuple(paper_view(row) for row in in_order(rows, blind=review.blind))


def first_mark(first: Mapping[str, Any]) -> str:
    """What stands for a first typing on the page of the second, telling nothing of it; empty without one."""
    return text_mark(f"{first['by']} {first['at']}") if first else ""


def _filled(first: Mapping[str, Any]) -> Filled:
    if not first:
        return Filled()
    return Filled(first["points"], first["comments"], first["strengths"], first["gaps"])


def _sheets(review: Review) -> Any:
    rows = Sheet.objects.filter(review=review).exclude(status=SheetStatus.DROPPED)
    return rows.select_related("review__call__office", "entry__filing", "expert")


def _experts(review: Review) -> list[PaperExpert]:
    submitted = Q(status=SheetStatus.SUBMITTED)
    told = (
        Sheet.objects.filter(review=review)
        .exclude(status=SheetStatus.DROPPED)
        .values_list("expert_id", "expert__name")
        .annotate(
            given=Count("status"),
            came=Count("status", filter=submitted),
            typed=Count("status", filter=submitted & Q(by_hand=True)),
            begun=Count("status", filter=Q(status__in=UNFINISHED) & ~Q(first={})),
        )
        .order_by("expert__sound", "expert__name", "expert_id")
    )
    return [PaperExpert(*row) for row in told]


def _lines(viewer: Actor, review: Review, expert: UUID) -> tuple[PaperLine, ...]:
    rows = in_order(_sheets(review).filter(expert=expert), blind=review.blind)
    names = names_of(viewer, [row.first["by"] for row in rows if row.first])
    at = database_now()
    return tuple(
        PaperLine(
            key=row.id,
            name=row.entry.name,
            code=entry_code(review.id, row.entry_id) if review.blind else "",
            status=SheetStatus(row.status),
            by_hand=row.by_hand,
            first_by=names[row.first["by"]] if row.first else "",
            first_at=localtime(datetime.fromisoformat(row.first["at"])) if row.first else None,
            may_enter=can(viewer, Act.ENTER_SHEET, subject_at(review.call, at, review=review, sheet=row)),
        )
        for row in rows
    )
