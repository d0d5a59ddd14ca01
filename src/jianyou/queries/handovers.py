"""交接单: the papers that the hall hands over to the section, and who signed for them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.who_may import can
from jianyou.queries.counter import call_of, paper_lines, people_named
from jianyou.queries.counter_records import PaperLine
from jianyou.queries.handing_in import registrations
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Filing, HandedOver, Handover
from jianyou.terms.finding import Refused
from jianyou.terms.media import Handed, handed_of

MOST_SLIPS = 200


@dataclass(frozen=True, slots=True)
class RegisteredPaper:
    """A registered paper and when it was registered last, in the site's zone."""

    paper: PaperLine
    at: datetime


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A slip in the list: `papers` on it, `missing` of them; `taken_at` is None until it is signed for."""

    number: int
    made_by: str
    made_at: datetime
    taken_by: str
    taken_at: datetime | None
    papers: int
    missing: int


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """A paper on a slip; `missing`: the section didn't find it."""

    registered: RegisteredPaper
    missing: bool


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip opened. `signs` tells whether the viewer may sign for it now; who made it may not."""

    line: SlipLine
    note: str
    taken_note: str
    papers: tuple[SlipPaper, ...]
    copies: int
    signs: bool


@dataclass(frozen=True, slots=True)
class HeldSlip:
    """A slip that a filing's paper is on, as the filing's own page tells it."""

    number: int
    made_at: datetime
    taken_at: datetime | None
    missing: bool


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """What of a filing was handed in on paper, and the slips on which it went to the section."""

    handed: Handed
    slips: tuple[HeldSlip, ...]


def to_hand_over(call: Call) -> QuerySet[Filing, Filing]:
    """The filings whose paper was registered and is on no slip, or was missing on the last one.

    What the section registered itself from a folder of forms never was in the hall.
    """
    came = registrations(call).filter(filing__isnull=False).values("filing_id")
    gone = HandedOver.objects.filter(handover__call=call, missing=False).values("filing_id")
    return Filing.objects.filter(call=call, id__in=came).exclude(id__in=gone).exclude(channel=Channel.IMPORT)


def list_to_hand_over(*, viewer: Actor, slug: str, most: int) -> tuple[RegisteredPaper, ...]:
    """The papers that wait to be handed over, the first registered first, no more than `most`.

    Raises:
        Refused: the office has no such call.
    """
    call = call_of(viewer, slug)
    return _registered(call, list(to_hand_over(call)))[:most]


def list_slips_over(*, viewer: Actor, slug: str) -> tuple[SlipLine, ...]:
    """The slips of a call, the last one first, at most 200.

    Raises:
        Refused: the office has no such call.
    """
    rows = list(_counted(call_of(viewer, slug)).order_by("-number")[:MOST_SLIPS])
    names = people_named(name for row in rows for name in (row.made_by, row.taken_by))
    return tuple(_line(row, names) for row in rows)


def get_slip(*, viewer: Actor, slug: str, number: int) -> Slip:
    """A slip with its papers in the order in which they were registered.

    Raises:
        Refused: the office has no such call, or the call no such slip.
    """
    call = call_of(viewer, slug)
    row = _counted(call).filter(number=number).first()
    if row is None:
        raise Refused("handover_unknown", number=number)
    on_it = list(row.papers.select_related("filing"))
    missing = {one.filing.number: one.missing for one in on_it}
    papers = _registered(call, [one.filing for one in on_it])
    signs = not row.taken_by and row.made_by != viewer.person
    return Slip(
        line=_line(row, people_named((row.made_by, row.taken_by))),
        note=row.note,
        taken_note=row.taken_note,
        papers=tuple(SlipPaper(one, missing[one.paper.number]) for one in papers),
        copies=row.copies or 0,
        signs=signs and can(viewer, Act.TAKE_OVER, subject_at(call, database_now())),
    )


def held_paper(filing: Filing) -> HeldPaper:
    """What was handed in with this filing, and the slips that its paper is on, the first one first."""
    rows = HandedOver.objects.filter(filing=filing).select_related("handover").order_by("handover__number")
    slips = (
        HeldSlip(
            row.handover.number, localtime(row.handover.made_at), _local(row.handover.taken_at), row.missing
        )
        for row in rows
    )
    return HeldPaper(handed_of(filing.copies, filing.media), tuple(slips))


def _registered(call: Call, filings: list[Filing]) -> tuple[RegisteredPaper, ...]:
    """These filings by the moment of their last registration."""
    rows = registrations(call).filter(filing__in=filings)
    at: dict[UUID | None, datetime] = dict(rows.values_list("filing_id").annotate(at=Max("at")))
    found = sorted(filings, key=lambda filing: (at[filing.id], filing.number))
    return tuple(
        RegisteredPaper(line, localtime(at[one.id]))
        for one, line in zip(found, paper_lines(found), strict=True)
    )


def _counted(call: Call) -> QuerySet[Any, Any]:
    return Handover.objects.filter(call=call).annotate(
        count=Count("papers"),
        gone=Count("papers", filter=Q(papers__missing=True)),
        copies=Sum("papers__filing__copies"),
    )


def _line(row: Any, names: dict[str, str]) -> SlipLine:
    return SlipLine(
        number=row.number,
        made_by=names.get(row.made_by, row.made_by),
        made_at=localtime(row.made_at),
        taken_by=names.get(row.taken_by, row.taken_by),
        taken_at=_local(row.taken_at),
        papers=row.count,
        missing=row.gone,
    )


def _local(at: datetime | None) -> datetime | None:
    return localtime(at) if at else None
