"""The reviews of a call as its office sees them: what was set up, how far it is, what is missing."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.utils.timezone import localtime

from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.judging.scores.stages import ReviewStage
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus, ReviewStatus, SheetStatus
from jianyou.domain.lifecycle.who_may import possible_acts
from jianyou.queries.calls import file_of
from jianyou.queries.judged import judged_entries
from jianyou.queries.office_calls import own_call
from jianyou.queries.redacted import unready
from jianyou.queries.reviewed import reviewed_entries
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import AssignmentPlan, Panelist, Recusal, Review, Sheet
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

UNFINISHED = (SheetStatus.ASSIGNED, SheetStatus.AGAIN)


@dataclass(frozen=True, slots=True)
class PanelCounts:
    """How many are on the panel in each state, and how many of those who accepted declared and signed."""

    named: int = 0
    invited: int = 0
    accepted: int = 0
    declined: int = 0
    declared: int = 0
    signed: int = 0

    @property
    def all(self) -> int:
        """Everybody who didn't decline."""
        return self.named + self.invited + self.accepted


@dataclass(frozen=True, slots=True)
class SheetCounts:
    """How many sheets there are in each state; `started` are those assigned that were saved before."""

    assigned: int = 0
    started: int = 0
    submitted: int = 0
    again: int = 0

    @property
    def all(self) -> int:
        """Every sheet that counts."""
        return self.assigned + self.submitted + self.again

    @property
    def unfinished(self) -> int:
        """Those still with their experts."""
        return self.assigned + self.again


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A stage of the call file, and its review where it was started. Moments are in the site's zone."""

    stage: ReviewStage
    number: int | None
    status: ReviewStatus | None
    due: datetime | None
    panel: PanelCounts
    sheets: SheetCounts


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """The stages of a call in their order; none where its file declares no review. `entries` are accepted."""

    slug: str
    title: str
    status: CallStatus
    lines: tuple[ReviewLine, ...]
    entries: int
    acts: tuple[Act, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review opened. `title` is the call's, `name` the stage's; `stage` its rubric, formula and load.

    `missing` says what has to be settled before scoring starts, in the order in which it is done. `recusals`
    are those that block and weren't lifted, `flagged` those that only ask to be looked at. `plan` is the
    number of the plan adopted. Moments are in the site's zone.
    """

    slug: str
    title: str
    number: int
    name: str
    stage: ReviewStage
    status: ReviewStatus
    blind: bool
    phones: bool
    due: datetime | None
    undertaking: str
    sought_at: datetime | None
    made_at: datetime
    started_at: datetime | None
    closed_at: datetime | None
    panel: PanelCounts
    sheets: SheetCounts
    entries: int
    recusals: int
    flagged: int
    plan: int | None
    missing: tuple[Message, ...]
    acts: tuple[Act, ...]
    call_file: CallFile
    now: datetime

    @property
    def overdue(self) -> bool:
        """Whether the moment is past while experts score."""
        return self.status is ReviewStatus.SCORING and self.due is not None and self.due < self.now


def list_reviews(*, viewer: Actor, slug: str) -> ReviewsView:
    """The stages of a call of the viewer's office.

    Raises:
        Refused: that office has none of that name.
    """
    call = own_call(viewer, slug)
    now = localtime(database_now())
    declared = file_of(call.slug, call.source).review
    stages = declared.stages if declared else ()
    rows = {row.stage: row for row in Review.objects.filter(call=call)}
    panels = _panels(Panelist.objects.filter(review__call=call))
    sheets = _sheets(Sheet.objects.filter(review__call=call))
    return ReviewsView(
        slug=call.slug,
        title=call.title,
        status=CallStatus(call.status),
        lines=tuple(_line(stage, rows.get(stage.key), panels, sheets) for stage in stages),
        entries=judged_entries(call).count(),
        acts=possible_acts(viewer, subject_at(call, now)),
        now=now,
    )


def get_review(*, viewer: Actor, slug: str, number: int) -> ReviewView:
    """A review of a call of the viewer's office.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    row = own_review(viewer, slug, number)
    call, now = row.call, localtime(database_now())
    file = file_of(call.slug, call.source)
    recusals = Recusal.objects.filter(call=call, lifted_at=None, expert__panels__review=row)
    ties = recusals.filter(expert__panels__left_at=None).aggregate(
        blocking=Count("id", filter=Q(blocks=True)), flagged=Count("id", filter=Q(blocks=False))
    )
    counts = _panels(Panelist.objects.filter(review=row)).get(row.id, PanelCounts())
    sheets = _sheets(Sheet.objects.filter(review=row)).get(row.id, SheetCounts())
    adopted = AssignmentPlan.objects.filter(review=row, status="adopted").order_by("-number")
    return ReviewView(
        slug=call.slug,
        title=call.title,
        number=row.number,
        name=row.title,
        stage=_declared(file, row.stage),
        status=ReviewStatus(row.status),
        blind=row.blind,
        phones=row.phones,
        due=_local(row.due),
        undertaking=row.undertaking,
        sought_at=_local(row.sought_at),
        made_at=localtime(row.made_at),
        started_at=_local(row.started_at),
        closed_at=_local(row.closed_at),
        panel=counts,
        sheets=sheets,
        entries=reviewed_entries(row).count(),
        recusals=ties["blocking"],
        flagged=ties["flagged"],
        plan=adopted.values_list("number", flat=True).first(),
        missing=_missing(row, now, counts, sheets),
        acts=possible_acts(viewer, subject_at(call, now, review=row)),
        call_file=file,
        now=now,
    )


def own_review(viewer: Actor, slug: str, number: int) -> Review:
    """The row of a review of the viewer's office, with its call.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    call = own_call(viewer, slug)
    row = Review.objects.filter(call=call, number=number).first()
    if row is None:
        raise Refused("site_no_review")
    row.call = call
    return row


def stage_declared(review: Review) -> ReviewStage:
    """The stage of the call file that a review is of."""
    return _declared(file_of(review.call.slug, review.call.source), review.stage)


def undertaking_sha256(text: str) -> str:
    """What is kept of the undertaking that was signed: 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def missing_to_score(review: Review, at: datetime) -> tuple[Message, ...]:
    """What has to be settled before scoring starts, in the order in which it is done; empty if nothing."""
    counts = _panels(Panelist.objects.filter(review=review)).get(review.id, PanelCounts())
    sheets = _sheets(Sheet.objects.filter(review=review)).get(review.id, SheetCounts())
    return _missing(review, at, counts, sheets)


def _missing(review: Review, at: datetime, panel: PanelCounts, sheets: SheetCounts) -> tuple[Message, ...]:
    if review.status != ReviewStatus.PREPARING:
        return ()
    newest = reviewed_entries(review).aggregate(last=Max("decided_at"), all=Count("id"))
    sought = review.sought_at
    stale = sought is not None and newest["last"] is not None and newest["last"] > sought
    told = {
        "review_lacks_entries": not newest["all"],
        "review_lacks_undertaking": not review.undertaking,
        "review_lacks_due": review.due is None,
        "review_lacks_later_due": review.due is not None and review.due <= at,
        "review_lacks_panel": not panel.accepted,
        "review_lacks_recusals": sought is None,
        "review_lacks_fresh_recusals": stale,
        "review_lacks_plan": not sheets.all,
        "review_lacks_copies": review.blind and unready(reviewed_entries(review)).exists(),
    }
    return tuple(Message(code) for code, missing in told.items() if missing)


def _line(
    stage: ReviewStage,
    row: Review | None,
    panels: Mapping[UUID, PanelCounts],
    sheets: Mapping[UUID, SheetCounts],
) -> ReviewLine:
    if row is None:
        return ReviewLine(stage, None, None, None, PanelCounts(), SheetCounts())
    return ReviewLine(
        stage=stage,
        number=row.number,
        status=ReviewStatus(row.status),
        due=_local(row.due),
        panel=panels.get(row.id, PanelCounts()),
        sheets=sheets.get(row.id, SheetCounts()),
    )


_STATES = ("named", "invited", "accepted", "declined")


def _panels(rows: QuerySet[Panelist]) -> dict[UUID, PanelCounts]:
    """The counts of each panel by its review's key; who left is not counted."""
    accepted = Q(state="accepted")
    counts = {state: Count("id", filter=Q(state=state)) for state in _STATES} | {
        "declared": Count("id", filter=accepted & Q(declared_at__isnull=False)),
        "signed": Count("id", filter=accepted & Q(undertaken_at__isnull=False)),
    }
    counted = rows.filter(left_at=None).values_list("review_id").annotate(**counts)
    return {review: PanelCounts(*told) for review, *told in counted}


def _sheets(rows: QuerySet[Sheet]) -> dict[UUID, SheetCounts]:
    """The counts of the sheets of each review by its key."""
    assigned = Q(status=SheetStatus.ASSIGNED)
    # Of a column that is never empty and in the index, which so answers alone.
    counts = {
        "assigned": Count("status", filter=assigned),
        "started": Count("status", filter=assigned & Q(saved_at__isnull=False)),
        "submitted": Count("status", filter=Q(status=SheetStatus.SUBMITTED)),
        "again": Count("status", filter=Q(status=SheetStatus.AGAIN)),
    }
    counted = rows.exclude(status=SheetStatus.DROPPED).values_list("review_id").annotate(**counts)
    return {review: SheetCounts(*told) for review, *told in counted}


def _declared(file: CallFile, stage: str) -> ReviewStage:
    if file.review is None:
        raise Refused("review_not_declared")
    return file.review.by_key[stage]


def _local(moment: datetime | None) -> datetime | None:
    return localtime(moment) if moment else None
