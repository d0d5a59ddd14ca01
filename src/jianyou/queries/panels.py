"""评审组: who is on a review's panel, what they answered, and which fields they cover."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.utils.timezone import localtime

from jianyou.codes.industry import get as industry_of
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.experts import LENGTH, ExpertLine, ExpertsWanted, lines_of, narrowed
from jianyou.queries.judged import judged_entries
from jianyou.queries.reviews import ReviewView, get_review, own_review, stage_declared, undertaking_sha256
from jianyou.store.models import Call, Expert, Panelist, Recusal, Review, Sheet
from jianyou.terms.paging import Page, turned_to

_DIVISION = len("C36")
_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on a panel. `state`: named, invited, accepted, declined. Moments are in the site's zone.

    `signed`: the undertaking as it is now. `sheets` were given to him and count, `submitted` of them handed
    in; `recused` entries he may not judge. `draw` is the number of the draw that chose him.
    """

    expert: ExpertLine
    state: str
    least: int | None
    most: int | None
    draw: int | None
    named_at: datetime
    invited_at: datetime | None
    answered_at: datetime | None
    answer: str
    declared: bool
    signed: bool
    sheets: int
    submitted: int
    recused: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """A field (division of GB/T 4754, empty where untold) with its entries and who knows it.

    `experts` are on the panel (declined ones aside), `pool` those of the pool who aren't. `wanted` is how
    many reviews its entries ask for, `room` how many those of its experts may take (None without bounds).
    """

    field: str
    name: str
    entries: int
    experts: int
    pool: int
    wanted: int
    room: int | None

    @property
    def scarce(self) -> bool:
        """Whether those on the panel who know it can't take its reviews."""
        return not self.experts or (self.room is not None and self.room < self.wanted)


@dataclass(frozen=True, slots=True)
class PanelView:
    """A review with a page of its panel, and the fields of its entries, the scarce ones first."""

    review: ReviewView
    page: Page[Member]
    coverage: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """A page of the pool's experts who may be put on the panel."""

    review: ReviewView
    page: Page[ExpertLine]
    coverage: tuple[Coverage, ...]


def get_panel(*, viewer: Actor, slug: str, number: int, page: int = 1) -> PanelView:
    """A page of the panel of a review of the viewer's office, by name; who left isn't told.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    view = get_review(viewer=viewer, slug=slug, number=number)
    row = own_review(viewer, slug, number)
    places = list(
        Panelist.objects.filter(review=row, left_at=None)
        .select_related("expert__user", "draw")
        .order_by("expert__sound", "expert_id")
    )
    turned = turned_to(page, len(places), _LENGTH)
    members = _members(row, places[(turned - 1) * _LENGTH : turned * _LENGTH])
    return PanelView(view, Page(members, turned, len(places), _LENGTH), _coverage(row, places))


def list_candidates(*, viewer: Actor, slug: str, number: int, wanted: ExpertsWanted) -> Candidates:
    """Who of the pool isn't on the panel, or declined, as wanted.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    view = get_review(viewer=viewer, slug=slug, number=number)
    row = own_review(viewer, slug, number)
    places = list(Panelist.objects.filter(review=row, left_at=None).select_related("expert"))
    there = [one.expert_id for one in places if one.state != "declined"]
    pool = Expert.objects.filter(office_id=row.office_id).exclude(id__in=there)
    rows = narrowed(pool, wanted)
    total = rows.count()
    turned = turned_to(wanted.page, total, LENGTH)
    ordered = rows.select_related("user").order_by("sound", "id")
    some = list(ordered[(turned - 1) * LENGTH : turned * LENGTH])
    page = Page(lines_of(some, shown=False), turned, total, LENGTH)
    return Candidates(view, page, _coverage(row, places))


def names_of_experts(*, viewer: Actor, keys: Iterable[UUID]) -> tuple[tuple[UUID, str, str], ...]:
    """Key, name and employer of the office's experts of these keys, by name; unknown ones are left out."""
    rows = Expert.objects.filter(office_id=viewer.office, id__in=list(keys)).order_by("sound", "id")
    return tuple(rows.values_list("id", "name", "employer"))


def _members(review: Review, places: Sequence[Panelist]) -> tuple[Member, ...]:
    lines = {one.key: one for one in lines_of([place.expert for place in places], shown=False)}
    counted = (
        Sheet.objects.filter(review=review)
        .exclude(status=SheetStatus.DROPPED)
        .values_list("expert_id")
        .annotate(all=Count("id"), handed=Count("id", filter=Q(status=SheetStatus.SUBMITTED)))
    )
    sheets = {expert: (given, handed) for expert, given, handed in counted}
    blocked = Recusal.objects.filter(call=review.call, blocks=True, lifted_at=None)
    recused = dict(blocked.values_list("expert_id").annotate(count=Count("entry_id", distinct=True)))
    signed = undertaking_sha256(review.undertaking)
    return tuple(
        Member(
            expert=lines[place.expert_id],
            state=place.state,
            least=place.least,
            most=place.most,
            draw=place.draw.number if place.draw else None,
            named_at=localtime(place.named_at),
            invited_at=localtime(place.invited_at) if place.invited_at else None,
            answered_at=localtime(place.answered_at) if place.answered_at else None,
            answer=place.answer,
            declared=place.declared_at is not None,
            signed=place.undertaken == signed,
            sheets=sheets.get(place.expert_id, (0, 0))[0],
            submitted=sheets.get(place.expert_id, (0, 0))[1],
            recused=recused.get(place.expert_id, 0),
        )
        for place in places
    )


def _coverage(review: Review, places: Sequence[Panelist]) -> tuple[Coverage, ...]:
    """Of each field of the entries; who knows the whole section knows each of its divisions."""
    entries = _entries_by_field(review.call)
    per_entry = stage_declared(review).per_entry
    sitting = [place for place in places if place.state != "declined"]
    on_panel = {place.expert_id for place in sitting}
    pool = Expert.objects.filter(office_id=review.office_id, retired_at=None)
    free = [known for key, known in pool.values_list("id", "industries") if key not in on_panel]
    told = []
    for field, count in entries.items():
        knowing = [place for place in sitting if _knows(place.expert.industries, field)]
        bounded = [place.most for place in knowing if place.most is not None]
        industry = industry_of(field) if field else None
        told.append(
            Coverage(
                field=field,
                name=industry.name if industry else "",
                entries=count,
                experts=len(knowing),
                pool=sum(_knows(known, field) for known in free),
                wanted=count * per_entry,
                room=sum(bounded) if len(bounded) == len(knowing) else None,
            )
        )
    return tuple(sorted(told, key=lambda one: (not one.scarce, -one.entries, one.field)))


def _entries_by_field(call: Call) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    codes = judged_entries(call).values_list("industry").annotate(count=Count("id"))
    for code, count in codes:
        counts[code[:_DIVISION]] = counts.get(code[:_DIVISION], 0) + count
    return counts


def _knows(industries: Iterable[str], field: str) -> bool:
    return bool(field) and any(code.startswith(field) or field.startswith(code) for code in industries)
