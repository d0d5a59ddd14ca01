"""我的评审: the reviews that an expert takes part in, what is left, and what is to be done before."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.judging.filling import total_of
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.judged import judged_entries
from jianyou.queries.reviews import undertaking_sha256
from jianyou.queries.sheet_gate import (
    Step,
    entry_code,
    has_signed,
    in_order,
    own_place,
    own_places,
    own_sheets,
    step_of,
)
from jianyou.queries.sheets import filled_in, rubrics_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Panelist, Recusal, Sheet
from jianyou.terms.finding import Refused

_WITH_SHEETS = frozenset({Step.SCORE, Step.TALK, Step.OVER})


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet in the list: by name, or by code where names are hidden; `complete`: it may be submitted."""

    key: UUID
    name: str
    status: SheetStatus
    saved_at: datetime | None
    complete: bool


@dataclass(frozen=True, slots=True)
class TaskView:
    """A review that an expert takes part in, and the step that he is at. Moments are in the site's zone.

    `sheets` are listed once he may open them. `ties` counts the entries that he declared.
    """

    review: UUID
    call_title: str
    office: str
    title: str
    step: Step
    blind: bool
    phones: bool
    due: datetime | None
    now: datetime
    asks_undertaking: bool
    sheets: tuple[SheetLine, ...]
    ties: int

    @property
    def overdue(self) -> bool:
        """Whether the moment is past while he scores."""
        return self.step is Step.SCORE and self.due is not None and self.due < self.now

    @property
    def left(self) -> int:
        """Sheets that aren't submitted."""
        return sum(one.status is not SheetStatus.SUBMITTED for one in self.sheets)

    @property
    def next(self) -> SheetLine | None:
        """The first sheet that is left to score, None where he can't or needn't."""
        waiting = (one for one in self.sheets if one.status is not SheetStatus.SUBMITTED)
        return next(waiting, None) if self.step is Step.SCORE else None


@dataclass(frozen=True, slots=True)
class NomineeLine:
    """An entry to declare ties to: its name alone; `told` is the reason declared before, empty for none."""

    key: UUID
    name: str
    told: str
    recused: bool


@dataclass(frozen=True, slots=True)
class Undertaking:
    """The text to sign with its fingerprint; `name` is the expert's, `signed_at` None until he signed it."""

    review: UUID
    title: str
    office: str
    call_title: str
    text: str
    digest: str
    name: str
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where an expert stands in a review, and by what others know it: call, number, his own key."""

    step: Step
    call_slug: str
    number: int
    expert: UUID


def get_place(*, viewer: Actor, review: UUID) -> PlaceView:
    """His place in a review.

    Raises:
        Refused: he has none.
    """
    place = own_place(viewer, review)
    step = step_of(place, place.review)
    return PlaceView(step, place.review.call.slug, place.review.number, place.expert_id)


def list_tasks(*, viewer: Actor) -> tuple[TaskView, ...]:
    """The reviews that an expert takes part in, the one that is due first first; those over come last."""
    now = localtime(database_now())
    places = list(own_places(viewer))
    rows: dict[UUID, list[Sheet]] = {}
    for sheet in own_sheets(viewer).select_related("entry"):
        rows.setdefault(sheet.review_id, []).append(sheet)
    declared: dict[UUID, int] = {}
    told = Recusal.objects.filter(expert__user__username=viewer.person, source="declared", lifted_at=None)
    for call in told.values_list("call_id", flat=True):
        declared[call] = declared.get(call, 0) + 1
    tasks = [
        _task(place, rows.get(place.review_id, []), declared.get(place.review.call_id, 0), now)
        for place in places
    ]
    last = now.max.replace(tzinfo=now.tzinfo)
    return tuple(sorted(tasks, key=lambda one: (one.step is Step.OVER, one.due or last, one.title)))


def get_task(*, viewer: Actor, review: UUID) -> TaskView:
    """One of them.

    Raises:
        Refused: he has no place in it.
    """
    own_place(viewer, review)
    return next(one for one in list_tasks(viewer=viewer) if one.review == review)


def list_nominees(*, viewer: Actor, review: UUID) -> tuple[NomineeLine, ...]:
    """Every entry of the call by its name alone, so that ties can be told before anything is read.

    Raises:
        Refused: he has no place in it, or hasn't accepted.
    """
    place = own_place(viewer, review)
    if step_of(place, place.review) in (Step.ANSWER, Step.OVER):
        raise Refused("sheet_answer_first")
    entries = judged_entries(place.review.call).order_by("sound", "name", "id")
    recusals = Recusal.objects.filter(call=place.review.call_id, expert=place.expert_id, lifted_at=None)
    told = {row.entry_id: row.reason for row in recusals.filter(source="declared")}
    kept_away = set(recusals.filter(blocks=True).values_list("entry_id", flat=True))
    return tuple(
        NomineeLine(key, name, told.get(key, ""), key in kept_away)
        for key, name in entries.values_list("id", "name")
    )


def get_undertaking(*, viewer: Actor, review: UUID) -> Undertaking:
    """The text that he signs in a review.

    Raises:
        Refused: he has no place in it, or hasn't told his ties.
    """
    place = own_place(viewer, review)
    if step_of(place, place.review) in (Step.ANSWER, Step.TIES):
        raise Refused("sheet_ties_first")
    text, signed = place.review.undertaking, has_signed(place, place.review)
    return Undertaking(
        review=place.review_id,
        title=place.review.title,
        office=place.review.call.office.name,
        call_title=place.review.call.title,
        text=text,
        digest=undertaking_sha256(text),
        name=place.expert.name,
        signed_at=localtime(place.undertaken_at) if signed and place.undertaken_at else None,
    )


def _task(place: Panelist, rows: list[Sheet], ties: int, now: datetime) -> TaskView:
    review = place.review
    step = step_of(place, review)
    return TaskView(
        review=review.id,
        call_title=review.call.title,
        office=review.call.office.name,
        title=review.title,
        step=step,
        blind=review.blind,
        phones=review.phones,
        due=localtime(review.due) if review.due else None,
        now=now,
        asks_undertaking=bool(review.undertaking),
        sheets=tuple(_lines(place, rows)) if step in _WITH_SHEETS else (),
        ties=ties,
    )


def _lines(place: Panelist, rows: list[Sheet]) -> list[SheetLine]:
    review = place.review
    rubrics = rubrics_of(review.call, review, [row.entry for row in rows]) if rows else {}
    return [
        SheetLine(
            key=row.id,
            name=entry_code(review.id, row.entry_id) if review.blind else row.entry.name,
            status=SheetStatus(row.status),
            saved_at=localtime(row.saved_at) if row.saved_at else None,
            complete=total_of(filled_in(row), rubrics[row.entry_id]) is not None,
        )
        for row in in_order(rows, blind=review.blind)
    ]
