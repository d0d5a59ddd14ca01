"""回避: who may not judge what in a call, why, by whose word, and what was lifted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.office_calls import names_of
from jianyou.queries.reviews import ReviewView, get_review, own_review
from jianyou.store.models import Entry, Expert, Panelist, Recusal, Review
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message
from jianyou.terms.paging import Page, turned_to

LENGTH = 50
_NOBODY = UUID(int=0)


class TieState(StrEnum):
    """Whether a tie keeps the expert away, only asks to be looked at, or was lifted."""

    BLOCKS = "blocks"
    FLAGGED = "flagged"
    LIFTED = "lifted"


_STATES: Mapping[TieState, Q] = {
    TieState.BLOCKS: Q(blocks=True, lifted_at=None),
    TieState.FLAGGED: Q(blocks=False, lifted_at=None),
    TieState.LIFTED: Q(lifted_at__isnull=False),
}


@dataclass(frozen=True, slots=True)
class TiesWanted:
    """Which ties are wanted: in a state, told by a source, of an expert, of an entry."""

    state: TieState | None = None
    source: str = ""
    expert: UUID | None = None
    entry: UUID | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie. `because` is the finding's reason, None where somebody gave `reason` in own words.

    `by` is the name of who told or looked; moments are in the site's zone.
    """

    key: UUID
    expert: UUID
    expert_name: str
    employer: str
    entry: UUID
    entry_key: EntryKey
    entry_name: str
    kind: str
    source: str
    state: TieState
    because: Message | None
    reason: str
    by: str
    at: datetime
    lifted_by: str
    lifted_at: datetime | None
    lifted_reason: str


@dataclass(frozen=True, slots=True)
class TiesView:
    """The ties of a review's panel; how many in each state; `expert` and `entry` are the names asked for."""

    review: ReviewView
    page: Page[TieLine]
    counts: Mapping[TieState, int]
    expert: str
    entry: str
    experts: tuple[tuple[UUID, str], ...]


def list_ties(*, viewer: Actor, slug: str, number: int, wanted: TiesWanted) -> TiesView:
    """The ties of those on a review's panel, by expert and entry.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    view = get_review(viewer=viewer, slug=slug, number=number)
    row = own_review(viewer, slug, number)
    rows = _of_panel(row)
    counts = rows.aggregate(**{f"in_{one.value}": Count("id", filter=told) for one, told in _STATES.items()})
    for_expert = Expert.objects.filter(id=wanted.expert or _NOBODY, office_id=viewer.office).first()
    for_entry = Entry.objects.filter(id=wanted.entry or _NOBODY, call=row.call).first()
    found = _narrowed(rows, wanted)
    total = found.count()
    turned = turned_to(wanted.page, total, LENGTH)
    ordered = found.select_related("expert", "entry__filing").order_by("expert_id", "entry_id", "kind")
    some = list(ordered[(turned - 1) * LENGTH : turned * LENGTH])
    names = names_of(viewer, [one.by for one in some] + [one.lifted_by for one in some])
    panel = Panelist.objects.filter(review=row, left_at=None).exclude(state="declined")
    return TiesView(
        review=view,
        page=Page(tuple(_line(one, names) for one in some), turned, total, LENGTH),
        counts={state: counts[f"in_{state.value}"] for state in TieState},
        expert=for_expert.name if for_expert else "",
        entry=for_entry.name if for_entry else "",
        experts=tuple(panel.order_by("expert__sound", "id").values_list("expert_id", "expert__name")),
    )


def get_tie(*, viewer: Actor, slug: str, number: int, key: UUID) -> TieLine:
    """One tie of a review's call.

    Raises:
        Refused: that office has no such call, the call no such review, or there is no such tie.
    """
    row = own_review(viewer, slug, number)
    found = Recusal.objects.filter(call=row.call, id=key).select_related("expert", "entry__filing").first()
    if found is None:
        raise Refused("recusal_unknown")
    return _line(found, names_of(viewer, [found.by, found.lifted_by]))


def entry_of_key(*, viewer: Actor, slug: str, number: int, key: EntryKey) -> UUID:
    """The row's key of an entry of a review's call by its filing's number and ordinal.

    Raises:
        Refused: that office has no such call, the call no such review or entry.
    """
    row = own_review(viewer, slug, number)
    found = Entry.objects.filter(call=row.call, filing__number=key.number, ordinal=key.ordinal).first()
    if found is None:
        raise Refused("recusal_entry_unknown")
    return found.id


def _of_panel(review: Review) -> QuerySet[Recusal]:
    """The ties of everybody who is on the panel."""
    places = Panelist.objects.filter(review=review, left_at=None)
    return Recusal.objects.filter(call=review.call, expert__in=places.values("expert_id"))


def _narrowed(rows: QuerySet[Recusal], wanted: TiesWanted) -> QuerySet[Recusal]:
    if wanted.state:
        rows = rows.filter(_STATES[wanted.state])
    if wanted.source:
        rows = rows.filter(source=wanted.source)
    if wanted.expert:
        rows = rows.filter(expert=wanted.expert)
    if wanted.entry:
        rows = rows.filter(entry=wanted.entry)
    return rows


def _line(row: Recusal, names: Mapping[str, str]) -> TieLine:
    state = TieState.LIFTED if row.lifted_at else TieState.BLOCKS if row.blocks else TieState.FLAGGED
    told = row.because
    return TieLine(
        key=row.id,
        expert=row.expert_id,
        expert_name=row.expert.name,
        employer=row.expert.employer,
        entry=row.entry_id,
        entry_key=EntryKey(row.entry.filing.number, row.entry.ordinal),
        entry_name=row.entry.name,
        kind=row.kind,
        source=row.source,
        state=state,
        because=Message(told["code"], told["params"]) if told else None,
        reason=row.reason,
        by=names.get(row.by, row.by),
        at=localtime(row.at),
        lifted_by=names.get(row.lifted_by, row.lifted_by),
        lifted_at=localtime(row.lifted_at) if row.lifted_at else None,
        lifted_reason=row.lifted_reason,
    )
