"""随机抽取: what can be drawn, and the draws of a call as its office and everybody sees them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.judging.draw import DrawPlan, DrawPurpose, Ticket, check_draw
from jianyou.domain.judging.draw_plain import from_plain, plan_from_plain
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import ReviewStatus
from jianyou.queries.calls import PUBLIC_STATES
from jianyou.queries.experts import knowing
from jianyou.queries.judged import judged_entries
from jianyou.queries.office_calls import own_call
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Draw, Entry, Expert, Panelist, Review
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

FIELD, DISTRICT = "领域", "区县"
"""What rules of a draw may speak of: an expert's first industry's division (`C36`), and the district."""
_DIVISION = len("C36")


@dataclass(frozen=True, slots=True)
class LotsLine:
    """A draw in a list; moments are in the site's zone."""

    number: int
    purpose: DrawPurpose
    title: str
    status: str
    listed: int
    taken: int
    announced_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class LotsView:
    """A draw opened. `plan` and `result` are as they are published; `result` is empty before it was drawn.

    `names` are the tickets' by key, for the office alone. `findings` say what of the result doesn't follow;
    `reviews` are those (number and name) whose panel still can grow.
    """

    slug: str
    title: str
    line: LotsLine
    clause: str
    plan: DrawPlan
    digest: str
    record: Mapping[str, Any]
    result: Mapping[str, Any]
    void_reason: str
    announced_by: str
    drawn_by: str
    names: Mapping[str, str]
    findings: tuple[Message, ...]
    reviews: tuple[tuple[int, str], ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class LotsList:
    """The draws of a call, the newest first."""

    slug: str
    title: str
    lines: tuple[LotsLine, ...]


def tickets_for(call: Call, purpose: DrawPurpose, fields: Sequence[str] = ()) -> tuple[Ticket, ...]:
    """What can be drawn for that purpose: experts who are on no panel of the call, or judged entries.

    Keys are those of the rows in hex, which tell strangers nothing.
    """
    if purpose is DrawPurpose.EXPERTS:
        taken = Panelist.objects.filter(review__call=call, left_at=None).exclude(state="declined")
        pool = Expert.objects.filter(office_id=call.office_id, retired_at=None)
        free = knowing(pool.exclude(id__in=taken.values("expert_id")), fields).order_by("id")
        return tuple(
            Ticket(key.hex, _values(industries[0][:_DIVISION] if industries else "", district))
            for key, industries, district in free.values_list("id", "industries", "district")
        )
    entries = judged_entries(call).order_by("id").values_list("id", "industry", "district")
    return tuple(
        Ticket(key.hex, _values(industry[:_DIVISION], district)) for key, industry, district in entries
    )


def list_draws(*, viewer: Actor, slug: str) -> LotsList:
    """The draws of a call of the viewer's office.

    Raises:
        Refused: that office has none of that name.
    """
    call = own_call(viewer, slug)
    return LotsList(call.slug, call.title, _lines(Draw.objects.filter(call=call)))


def count_tickets(
    *, viewer: Actor, slug: str, purpose: DrawPurpose, fields: Sequence[str]
) -> Mapping[str, int]:
    """How many could be drawn, by their field; entries without one under the empty text.

    Raises:
        Refused: the viewer's office has no such call.
    """
    counts: dict[str, int] = {}
    for ticket in tickets_for(own_call(viewer, slug), purpose, fields):
        field = ticket.values.get(FIELD, "")
        counts[field] = counts.get(field, 0) + 1
    return dict(sorted(counts.items()))


def get_draw(*, viewer: Actor, slug: str, number: int) -> LotsView:
    """A draw of a call of the viewer's office, its tickets by name.

    Raises:
        Refused: that office has no such call, or the call no such draw.
    """
    call = own_call(viewer, slug)
    row = Draw.objects.filter(call=call, number=number).first()
    if row is None:
        raise Refused("lots_unknown")
    growing = (ReviewStatus.PREPARING, ReviewStatus.SCORING)
    reviews = Review.objects.filter(call=call, status__in=growing).order_by("number")
    keys = [UUID(one["key"]) for one in row.plan["tickets"]]
    rows = Expert if row.purpose == DrawPurpose.EXPERTS else Entry
    names = rows.objects.filter(id__in=keys, office_id=call.office_id).values_list("id", "name")
    return _view(
        call,
        row,
        names={key.hex: name for key, name in names},
        reviews=tuple(reviews.values_list("number", "title")),
    )


def get_public_draw(*, slug: str, number: int) -> LotsView:
    """A draw of a call that anyone may see, its tickets by their keys alone.

    Raises:
        Refused: there is none.
    """
    rows = Draw.objects.select_related("call")
    row = rows.filter(call__slug=slug, call__status__in=PUBLIC_STATES, number=number).first()
    if row is None:
        raise Refused("lots_unknown")
    return _view(row.call, row, names={}, reviews=())


def list_public_draws(*, slug: str) -> tuple[LotsLine, ...]:
    """The draws of a call that anyone may see, the newest first."""
    return _lines(Draw.objects.filter(call__slug=slug, call__status__in=PUBLIC_STATES))


def _view(
    call: Call, row: Draw, *, names: Mapping[str, str], reviews: tuple[tuple[int, str], ...]
) -> LotsView:
    return LotsView(
        slug=call.slug,
        title=call.title,
        line=_line(row),
        clause=row.clause,
        plan=plan_from_plain(row.plan),
        digest=row.digest,
        record=row.result or {"plan": row.plan},
        result=row.result,
        void_reason=row.void_reason,
        announced_by=row.announced_by,
        drawn_by=row.drawn_by,
        names=names,
        findings=check_draw(from_plain(row.result)) if row.result else (),
        reviews=reviews,
        now=localtime(database_now()),
    )


def _lines(rows: Iterable[Draw]) -> tuple[LotsLine, ...]:
    return tuple(_line(row) for row in sorted(rows, key=lambda row: -row.number))


def _line(row: Draw) -> LotsLine:
    return LotsLine(
        number=row.number,
        purpose=DrawPurpose(row.purpose),
        title=row.title,
        status=row.status,
        listed=len(row.plan["tickets"]),
        taken=len(row.result.get("taken", ())),
        announced_at=localtime(row.announced_at),
        settled_at=localtime(row.drawn_at) if row.drawn_at else None,
    )


def _values(field: str, district: str) -> dict[str, str]:
    return {name: value for name, value in ((FIELD, field), (DISTRICT, district)) if value}
