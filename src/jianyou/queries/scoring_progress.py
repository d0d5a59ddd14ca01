"""评分进度: how far each expert is, how far each entry, and whom to phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.assigning_basis import wanted_of
from jianyou.queries.contacts import masked
from jianyou.queries.experts import MAIL, PHONE
from jianyou.queries.reviewed import reviewed_entries
from jianyou.queries.reviews import ReviewView, get_review, own_review
from jianyou.queries.scoring_late import LEFT, last_reminded
from jianyou.store.models import Entry, Expert, Panelist, PersonalDatum, Review, Sheet
from jianyou.store.sitekeys import site_keys
from jianyou.terms.paging import Page, turned_to

LENGTH = 50
_STARTED = Q(status=SheetStatus.ASSIGNED, saved_at__isnull=False)


class Mark(StrEnum):
    """How far a sheet is. Given: nothing is written on it; started: something is saved."""

    GIVEN = "given"
    STARTED = "started"
    SUBMITTED = "submitted"
    AGAIN = "again"


class Only(StrEnum):
    """Which entries a list shows: all; those with too few experts; with sheets left; with all in."""

    ALL = "all"
    SHORT = "short"
    WAITING = "waiting"
    DONE = "done"


class ExpertProgress(NamedTuple):
    """An expert with his sheets: how many in all, started, submitted, asked again; when he last wrote.

    `overdue`: sheets are left and the moment is past. `left` are those he still has.
    """

    key: UUID
    name: str
    employer: str
    sheets: int
    started: int
    submitted: int
    again: int
    last_at: datetime | None
    reminded_at: datetime | None
    overdue: bool

    @property
    def left(self) -> int:
        """Sheets still with him."""
        return self.sheets - self.submitted


class SheetMark(NamedTuple):
    """A sheet of an entry: whose, how far, and by which key acts name it. `why` is what was asked again."""

    key: UUID
    expert: UUID
    name: str
    mark: Mark
    by_hand: bool
    overdue: bool
    why: str


class EntryProgress(NamedTuple):
    """An entry with its sheets, by the experts' names; `missing` experts are still to be found for it."""

    key: UUID
    number: str
    ordinal: int
    name: str
    district: str
    industry: str
    missing: int
    sheets: tuple[SheetMark, ...]


@dataclass(frozen=True, slots=True)
class ProgressView:
    """A review's progress: who is how far, and its entries, a page of each.

    `late` is how many experts have sheets left; `counts` are the entries of each list.
    """

    review: ReviewView
    experts: Page[ExpertProgress]
    late: int
    page: Page[EntryProgress]
    counts: Mapping[Only, int]


class ToPhone(NamedTuple):
    """An expert with sheets left and no address for messages; the contact is masked unless it was logged."""

    name: str
    employer: str
    left: int
    contact: str


def get_progress(
    *,
    viewer: Actor,
    slug: str,
    number: int,
    only: Only = Only.ALL,
    search: str = "",
    page: int = 1,
    people: int = 1,
) -> ProgressView:
    """How far a review of the viewer's office is: that page of its entries, that one of its experts.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    view = get_review(viewer=viewer, slug=slug, number=number)
    row = own_review(viewer, slug, number)
    wanted = wanted_of(row)
    entries = reviewed_entries(row)
    counts = counts_of(row, entries, wanted)
    found = list_of(row, entries, wanted, only)
    if search:
        found = found.filter(Q(name__icontains=search) | Q(sound__icontains=search.lower()))
    total = found.count() if search else counts[only]
    at = turned_to(page, total, LENGTH)
    some = found.order_by("filing__number", "ordinal")[(at - 1) * LENGTH : at * LENGTH]
    experts, late = _experts(row, view, people)
    return ProgressView(
        review=view,
        experts=experts,
        late=late,
        page=Page(tuple(_entries(list(some.select_related("filing")), row, view, wanted)), at, total, LENGTH),
        counts=counts,
    )


def list_to_phone(
    *, viewer: Actor, slug: str, number: int, keys: Sequence[UUID], shown: bool
) -> list[ToPhone]:
    """How to phone these experts of a review, by name; unmasked only where that was logged.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    row = own_review(viewer, slug, number)
    left = dict(
        Sheet.objects.filter(review=row, status__in=LEFT, expert__in=keys)
        .values_list("expert_id")
        .annotate(left=Count("id"))
    )
    box = site_keys()
    data = PersonalDatum.objects.filter(subject__in=list(left), field__in=(PHONE, MAIL)).order_by("-field")
    told: dict[UUID, list[str]] = {}
    for subject, value in data.values_list("subject", "value"):
        text = box.decrypt(bytes(value))
        told.setdefault(subject, []).append(text if shown else masked(text))
    experts = Expert.objects.filter(id__in=list(left)).order_by("name", "id")
    return [ToPhone(one.name, one.employer, left[one.id], "；".join(told.get(one.id, []))) for one in experts]


def list_of(review: Review, entries: QuerySet[Entry], wanted: int, only: Only) -> QuerySet[Entry]:
    """The entries of a list; `wanted` is how many experts each is to have."""
    live = Sheet.objects.filter(review=review).exclude(status=SheetStatus.DROPPED)
    full = live.values("entry_id").annotate(n=Count("status")).filter(n__gte=wanted).values("entry_id")
    waiting = live.filter(status__in=LEFT).values("entry_id")
    match only:
        case Only.ALL:
            return entries
        case Only.SHORT:
            return entries.exclude(id__in=full)
        case Only.WAITING:
            return entries.filter(id__in=waiting)
        case Only.DONE:
            return entries.filter(id__in=full).exclude(id__in=waiting)


def counts_of(review: Review, entries: QuerySet[Entry], wanted: int) -> dict[Only, int]:
    """The same as counting each list, in two statements."""
    live = Sheet.objects.filter(review=review, entry__in=entries).exclude(status=SheetStatus.DROPPED)
    by_entry = live.values("entry_id").annotate(
        n=Count("status"), left=Count("status", filter=Q(status__in=LEFT))
    )
    full = Q(n__gte=wanted)
    told = by_entry.aggregate(
        full=Count("entry_id", filter=full),
        waiting=Count("entry_id", filter=Q(left__gt=0)),
        done=Count("entry_id", filter=full & Q(left=0)),
    )
    everything = entries.count()
    return {
        Only.ALL: everything,
        Only.SHORT: everything - told["full"],
        Only.WAITING: told["waiting"],
        Only.DONE: told["done"],
    }


def _experts(review: Review, view: ReviewView, asked: int) -> tuple[Page[ExpertProgress], int]:
    """Everybody on the panel, and who has sheets though he left it; by name. And how many have some left."""
    live = Sheet.objects.filter(review=review).exclude(status=SheetStatus.DROPPED)
    rows = live.values("expert_id").annotate(
        sheets=Count("id"),
        started=Count("id", filter=_STARTED),
        submitted=Count("id", filter=Q(status=SheetStatus.SUBMITTED)),
        again=Count("id", filter=Q(status=SheetStatus.AGAIN)),
        last_at=Max("saved_at"),
    )
    told: dict[UUID, dict[str, Any]] = {row["expert_id"]: {**row} for row in rows}
    for own in told.values():
        del own["expert_id"]
    panel = Panelist.objects.filter(review=review, left_at=None).exclude(state="declined")
    people = Expert.objects.filter(Q(id__in=panel.values("expert_id")) | Q(id__in=list(told)))
    late = sum(own["sheets"] > own["submitted"] for own in told.values())
    total = people.count()
    at = turned_to(asked, total, LENGTH)
    shown = people.order_by("name", "id")[(at - 1) * LENGTH : at * LENGTH]
    reminded = last_reminded(review)
    none: dict[str, Any] = {"sheets": 0, "started": 0, "submitted": 0, "again": 0, "last_at": None}
    made = []
    for key, name, employer in shown.values_list("id", "name", "employer"):
        own = told.get(key, none)
        left = own["sheets"] - own["submitted"]
        last = {"last_at": _local(own["last_at"]), "reminded_at": _local(reminded.get(key))}
        made.append(
            ExpertProgress(
                key=key, name=name, employer=employer, overdue=bool(left) and view.overdue, **own | last
            )
        )
    return Page(tuple(made), at, total, LENGTH), late


def _entries(rows: Sequence[Entry], review: Review, view: ReviewView, wanted: int) -> list[EntryProgress]:
    sheets = Sheet.objects.filter(review=review, entry__in=rows).exclude(status=SheetStatus.DROPPED)
    told: dict[UUID, list[SheetMark]] = {}
    columns = ("id", "entry_id", "expert_id", "name", "status", "saved_at", "by_hand", "again")
    named = sheets.annotate(name=F("expert__name")).order_by("name", "expert_id")
    for key, entry, expert, name, status, saved_at, by_hand, why in named.values_list(*columns):
        mark = _mark(status, started=saved_at is not None)
        overdue = view.overdue and status in LEFT
        told.setdefault(entry, []).append(SheetMark(key, expert, name, mark, by_hand, overdue, why))
    return [
        EntryProgress(
            key=one.id,
            number=one.filing.number,
            ordinal=one.ordinal,
            name=one.name,
            district=one.district,
            industry=one.industry,
            missing=max(0, wanted - len(told.get(one.id, ()))),
            sheets=tuple(told.get(one.id, ())),
        )
        for one in rows
    ]


def _mark(status: str, *, started: bool) -> Mark:
    if status == SheetStatus.ASSIGNED:
        return Mark.STARTED if started else Mark.GIVEN
    return Mark(status)


def _local(moment: datetime | None) -> datetime | None:
    return localtime(moment) if moment else None
