"""请专家再看: what experts were asked to look at once more, and what they submitted before and after."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.office_calls import names_of
from jianyou.queries.reviews import ReviewView, get_review, own_review
from jianyou.store.models import LogRow, Review, Sheet, SheetVersion


class Request(NamedTuple):
    """One request to look again: who was asked about what, by whom, why; the totals before and after.

    `after` is None until the expert has submitted once more. Moments are in the site's zone.
    """

    sheet: UUID
    expert: str
    number: str
    ordinal: int
    name: str
    by: str
    at: datetime
    reason: str
    before: Decimal | None
    after: Decimal | None
    answered_at: datetime | None
    status: SheetStatus

    @property
    def change(self) -> Decimal | None:
        """By how much the total was moved, None as long as that isn't known."""
        return None if self.before is None or self.after is None else self.after - self.before


class Chosen(NamedTuple):
    """A sheet that may be sent back: whose, of which entry, what it comes to; `open`: it can be now."""

    key: UUID
    expert: str
    number: str
    ordinal: int
    name: str
    total: Decimal | None
    status: SheetStatus

    @property
    def open(self) -> bool:
        """Whether it was submitted and isn't with its expert again."""
        return self.status is SheetStatus.SUBMITTED


@dataclass(frozen=True, slots=True)
class AgainView:
    """The sheets that were chosen in a review, by expert and entry."""

    review: ReviewView
    sheets: tuple[Chosen, ...]

    @property
    def asked(self) -> tuple[Chosen, ...]:
        """Those that can be sent back."""
        return tuple(one for one in self.sheets if one.open)

    @property
    def experts(self) -> int:
        """How many experts they are with."""
        return len({one.expert for one in self.asked})


def get_again(*, viewer: Actor, slug: str, number: int, sheets: list[UUID]) -> AgainView:
    """What is about to be asked again.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    view = get_review(viewer=viewer, slug=slug, number=number)
    rows = Sheet.objects.filter(review=own_review(viewer, slug, number), id__in=sheets)
    columns = ("id", "expert__name", "entry__filing__number", "entry__ordinal", "entry__name")
    told = rows.order_by("expert__name", "entry__filing__number", "entry__ordinal")
    return AgainView(
        review=view,
        sheets=tuple(
            Chosen(key, expert, filing, ordinal, name, total, SheetStatus(status))
            for key, expert, filing, ordinal, name, total, status in told.values_list(
                *columns, "total", "status"
            )
        ),
    )


def list_requests(*, viewer: Actor, slug: str, number: int) -> tuple[Request, ...]:
    """Every request of a review, the newest first; read in the same number of statements however many.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    return requests_of(viewer, own_review(viewer, slug, number))


def requests_of(viewer: Actor, review: Review) -> tuple[Request, ...]:
    """The same of a row that is there."""
    rows = [
        (row, row.content)
        for row in LogRow.objects.filter(call_id=review.call_id, act=Act.ASK_AGAIN).order_by("at", "id")
        if row.content and row.content.get("review") == review.number
    ]
    keys = {UUID(content["sheet"]) for _, content in rows}
    sheets = Sheet.objects.filter(id__in=keys).select_related("expert", "entry__filing").in_bulk()
    versions: dict[UUID, list[SheetVersion]] = {}
    for version in SheetVersion.objects.filter(sheet__in=keys).order_by("ordinal").defer("content"):
        versions.setdefault(version.sheet_id, []).append(version)
    people = names_of(viewer, [row.actor for row, _ in rows])
    found = []
    for row, content in rows:
        sheet = sheets[UUID(content["sheet"])]
        own = versions.get(sheet.id, [])
        before = [one for one in own if one.at <= row.at]
        after = next((one for one in own if one.at > row.at), None)
        found.append(
            Request(
                sheet=sheet.id,
                expert=sheet.expert.name,
                number=sheet.entry.filing.number,
                ordinal=sheet.entry.ordinal,
                name=sheet.entry.name,
                by=people[row.actor],
                at=localtime(row.at),
                reason=content["reason"],
                before=before[-1].total if before else None,
                after=after.total if after else None,
                answered_at=localtime(after.at) if after else None,
                status=SheetStatus(sheet.status),
            )
        )
    return tuple(reversed(found))
