"""现场评审、答辩的安排: what is planned when and where, what in it can't be kept, and what an expert has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localtime

from jianyou.domain.judging.draw import DrawPurpose
from jianyou.domain.judging.visits import Clash, ClashKind, Planned, find_clashes
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import ReviewStatus, SheetStatus
from jianyou.queries.assigning_basis import DECLINED
from jianyou.queries.reviewed import reviewed_entries
from jianyou.queries.reviews import ReviewView, get_review, own_review
from jianyou.store.dialect import database_now
from jianyou.store.models import Draw, Entry, Expert, Panelist, Recusal, Review, Sheet, Visit
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

_CODES = {
    ClashKind.EXPERT: "visit_clash_expert",
    ClashKind.RECUSED: "visit_clash_recused",
    ClashKind.PLACE: "visit_clash_place",
    ClashKind.ENTRY: "visit_clash_entry",
}


class VisitEntry(NamedTuple):
    """The entry of a visit."""

    key: UUID
    number: str
    ordinal: int
    name: str
    district: str


class Member(NamedTuple):
    """An expert of a visit, or one who may be put into it."""

    key: UUID
    name: str
    employer: str


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit; moments are in the site's zone. `troubles` say what of it can't be kept."""

    key: UUID
    order: int
    entry: VisitEntry
    begins: datetime
    ends: datetime
    place: str
    experts: tuple[Member, ...]
    note: str
    changed_at: datetime
    troubles: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class VisitsView:
    """All visits of a review by day; `open` are entries without one, in the order of being seen.

    That order is a draw's where one was held for it (`drawn`), else that of the names.
    """

    review: ReviewView
    days: tuple[tuple[datetime, tuple[VisitLine, ...]], ...]
    open: tuple[VisitEntry, ...]
    drawn: bool
    panel: tuple[Member, ...]

    @property
    def visits(self) -> tuple[VisitLine, ...]:
        """All of them in their order."""
        return tuple(one for _, lines in self.days for one in lines)

    @property
    def troubled(self) -> tuple[VisitLine, ...]:
        """Those that can't be kept as they stand."""
        return tuple(one for one in self.visits if one.troubles)


@dataclass(frozen=True, slots=True)
class OwnVisit:
    """A visit as its expert sees it. In blind mode `entry` is empty. Moments are in the site's zone."""

    key: UUID
    call: str
    review: str
    entry: str
    begins: datetime
    ends: datetime
    place: str
    note: str
    changed_at: datetime


def get_visits(*, viewer: Actor, slug: str, number: int) -> VisitsView:
    """The visits of a review of the viewer's office.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    view = get_review(viewer=viewer, slug=slug, number=number)
    row = own_review(viewer, slug, number)
    lines = _lines(row)
    days: dict[datetime, list[VisitLine]] = {}
    for line in lines:
        days.setdefault(line.begins.replace(hour=0, minute=0, second=0, microsecond=0), []).append(line)
    planned = Visit.objects.filter(review=row, cancelled_at=None).values("entry_id")
    columns = ("id", "filing__number", "ordinal", "name", "district")
    open_ = reviewed_entries(row).exclude(id__in=planned).order_by("name", "filing__number", "ordinal")
    waiting = [VisitEntry(*one) for one in open_.values_list(*columns)]
    drawn = _drawn_order(row)
    waiting.sort(key=lambda one: drawn.get(one.key.hex, len(drawn)))
    return VisitsView(
        review=view,
        days=tuple((day, tuple(some)) for day, some in days.items()),
        open=tuple(waiting),
        drawn=bool(drawn),
        panel=tuple(_panel(row)),
    )


def get_visit(*, viewer: Actor, slug: str, number: int, key: UUID) -> VisitLine:
    """One visit that wasn't cancelled.

    Raises:
        Refused: there is none.
    """
    row = own_review(viewer, slug, number)
    found = [one for one in _lines(row) if one.key == key]
    if not found:
        raise Refused("visit_unknown")
    return found[0]


def visits_of(*, viewer: Actor) -> tuple[OwnVisit, ...]:
    """What an expert has before him, by time; nothing of entries from which he is recused."""
    expert = Expert.objects.filter(user__username=viewer.person, office_id=viewer.office).first()
    if expert is None:
        return ()
    return visits_of_expert(expert)


def visits_of_expert(expert: Expert) -> tuple[OwnVisit, ...]:
    """The same for the office, which may hand it to him."""
    recused = Recusal.objects.filter(expert=expert, entry=OuterRef("entry_id"), blocks=True, lifted_at=None)
    found = Visit.objects.filter(office_id=expert.office_id, cancelled_at=None, ends_at__gt=database_now())
    found = found.exclude(Exists(recused)).exclude(review__status=ReviewStatus.CLOSED)
    rows = found.select_related("review__call", "entry").order_by("starts_at", "id")
    return tuple(
        OwnVisit(
            key=one.id,
            call=one.review.call.title,
            review=one.review.title,
            entry="" if one.review.blind else one.entry.name,
            begins=localtime(one.starts_at),
            ends=localtime(one.ends_at),
            place=one.place,
            note=one.note,
            changed_at=localtime(one.at),
        )
        for one in rows
        if expert.id.hex in one.experts
    )


def list_own_visits(
    *, viewer: Actor, slug: str, number: int, expert: UUID
) -> tuple[str, tuple[OwnVisit, ...]]:
    """The name of an expert on a review's panel, and what he has before him.

    Raises:
        Refused: that office has no such review, or the panel no such expert.
    """
    row = own_review(viewer, slug, number)
    found = Expert.objects.filter(id=expert, panels__review=row).first()
    if found is None:
        raise Refused("site_no_review")
    return found.name, visits_of_expert(found)


def planned_of(visits: Iterable[Visit]) -> list[Planned]:
    """Visits as clashes are looked for in them."""
    return [
        Planned(
            key=one.id.hex,
            entry=one.entry_id.hex,
            begins=one.starts_at,
            ends=one.ends_at,
            place=one.place,
            experts=tuple(one.experts),
        )
        for one in visits
    ]


def office_visits(review: Review) -> QuerySet[Visit]:
    """All visits of the review's office that stand: an expert can't be in two reviews at once either."""
    return Visit.objects.filter(office_id=review.office_id, cancelled_at=None)


def recused_pairs(review: Review) -> set[tuple[str, str]]:
    """(expert, entry) of who may not judge what in the review's call."""
    found = Recusal.objects.filter(call_id=review.call_id, blocks=True, lifted_at=None)
    return {(expert.hex, entry.hex) for expert, entry in found.values_list("expert_id", "entry_id")}


def _lines(review: Review) -> list[VisitLine]:
    rows = list(
        Visit.objects.filter(review=review, cancelled_at=None)
        .select_related("entry__filing")
        .order_by("starts_at", "order", "id")
    )
    if not rows:
        return []
    first, last = rows[0].starts_at, max(one.ends_at for one in rows)
    around = list(office_visits(review).filter(ends_at__gt=first, starts_at__lt=last).select_related("entry"))
    clashes = find_clashes(_within(planned_of(around), review, around), recused_pairs(review))
    people = {
        one.id.hex: Member(one.id, one.name, one.employer)
        for one in Expert.objects.filter(id__in={UUID(key) for row in around for key in row.experts})
    }
    entries = {one.id.hex: one.entry.name for one in around}
    troubles: dict[str, list[Message]] = {}
    for clash in clashes:
        for key in {clash.visit, clash.other}:
            troubles.setdefault(key, []).append(_trouble(clash, entries, people))
    return [_line(one, people, troubles.get(one.id.hex, [])) for one in rows]


def _within(planned: list[Planned], review: Review, rows: list[Visit]) -> list[Planned]:
    """One entry may be seen once in each review: of other reviews only the experts' time counts."""
    own = {one.id.hex for one in rows if one.review_id == review.id}
    return [
        one
        if one.key in own
        else Planned(
            key=one.key, entry=f"other {one.key}", begins=one.begins, ends=one.ends, experts=one.experts
        )
        for one in planned
    ]


def _trouble(clash: Clash, entries: Mapping[str, str], people: Mapping[str, Member]) -> Message:
    told = {"entry": entries[clash.visit], "other": entries[clash.other]}
    name = people[clash.expert].name if clash.expert in people else "—"
    match clash.kind:
        case ClashKind.EXPERT:
            return Message(_CODES[clash.kind], {**told, "expert": name})
        case ClashKind.RECUSED:
            return Message(_CODES[clash.kind], {"entry": told["entry"], "expert": name})
        case ClashKind.ENTRY:
            return Message(_CODES[clash.kind], {"entry": told["entry"]})
        case ClashKind.PLACE:
            return Message(_CODES[clash.kind], told)


def _line(row: Visit, people: Mapping[str, Member], troubles: list[Message]) -> VisitLine:
    return VisitLine(
        key=row.id,
        order=row.order,
        entry=_entry(row.entry),
        begins=localtime(row.starts_at),
        ends=localtime(row.ends_at),
        place=row.place,
        experts=tuple(
            sorted((people[key] for key in row.experts if key in people), key=lambda one: one.name)
        ),
        note=row.note,
        changed_at=localtime(row.at),
        troubles=tuple(troubles),
    )


def _entry(row: Entry) -> VisitEntry:
    return VisitEntry(row.id, row.filing.number, row.ordinal, row.name, row.district)


def _panel(review: Review) -> list[Member]:
    panel = Panelist.objects.filter(review=review, left_at=None).exclude(state=DECLINED)
    rows = panel.order_by("expert__name", "expert_id")
    return [Member(*one) for one in rows.values_list("expert_id", "expert__name", "expert__employer")]


def _drawn_order(review: Review) -> dict[str, int]:
    """The place of each entry (its key in hex) in the newest drawn order, empty where there is none."""
    draws = Draw.objects.filter(
        call_id=review.call_id, purpose=DrawPurpose.DEFENCE_ORDER, status="drawn"
    ).order_by("-number")
    draw = draws.first()
    order = draw.result.get("order", []) if draw else []
    return {key: at for at, key in enumerate(order)}


def experts_of_entries(review: Review, entries: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Who judges each entry in the review, by keys in hex."""
    live = Sheet.objects.filter(review=review, entry__in=list(entries)).exclude(status=SheetStatus.DROPPED)
    found: dict[UUID, list[str]] = {}
    for entry, expert in live.order_by("expert_id").values_list("entry_id", "expert_id"):
        found.setdefault(entry, []).append(expert.hex)
    return found
