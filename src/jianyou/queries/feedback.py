"""反馈: what experts wrote of an entry, and what of it the letter on its result is to tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.calls import file_of
from jianyou.queries.choice_records import record_part
from jianyou.queries.choice_told import Named, Telling
from jianyou.queries.office_calls import own_call
from jianyou.store.models import Call, Choice, Feedback, Sheet
from jianyou.terms.finding import Refused
from jianyou.terms.paging import Page, turned_to

LENGTH = 100


class FeedbackLine(NamedTuple):
    """An entry with the tier that it got, "" for none, and whether its feedback is written."""

    entry: Named
    tier: str
    written: bool


class Remark(NamedTuple):
    """What one expert wrote: `expert` is a mere number; `item` names what it is about, "" for the whole."""

    expert: int
    stage: str
    item: str
    text: str


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """An entry's feedback: what experts wrote, and what the letter tells so far."""

    slug: str
    title: str
    choice: int
    entry: Named
    tier: str
    strengths: tuple[Remark, ...]
    gaps: tuple[Remark, ...]
    comments: tuple[Remark, ...]
    told_strengths: str
    told_gaps: str


def standing_choice(call: Call, number: int) -> Choice:
    """A choice that stands adopted.

    Raises:
        Refused: there is none of that number.
    """
    row = Choice.objects.filter(call=call, number=number, status="adopted").first()
    if row is None:
        raise Refused("choice_unknown")
    return row


def list_feedback(*, viewer: Actor, slug: str, number: int, page: int = 1) -> tuple[str, Page[FeedbackLine]]:
    """The title of the call, and the entries of a choice that stands in the published order.

    Raises:
        Refused: that office has no such call, or no such choice stands.
    """
    call = own_call(viewer, slug)
    row = standing_choice(call, number)
    order = record_part(row.file, "result")["order"]
    turned = turned_to(page, len(order), LENGTH)
    shown = order[(turned - 1) * LENGTH : turned * LENGTH]
    telling = Telling(call, row)
    names = telling.names(shown)
    keys = [names[key].key for key in shown]
    told = set(Feedback.objects.filter(entry__in=keys, award=row.award).values_list("entry_id", flat=True))
    decided: dict[str, str] = row.summary["decided"]
    lines = tuple(
        FeedbackLine(names[key], telling.tier_names.get(decided.get(key, ""), ""), names[key].key in told)
        for key in shown
    )
    return call.title, Page(lines, turned, len(order), LENGTH)


def get_feedback(*, viewer: Actor, slug: str, number: int, entry: UUID) -> FeedbackView:
    """The feedback of one entry.

    Raises:
        Refused: that office has no such call, no such choice stands, or it hasn't this entry.
    """
    call = own_call(viewer, slug)
    row = standing_choice(call, number)
    telling = Telling(call, row)
    if entry.hex not in telling.scores:
        raise Refused("choice_unknown")
    told = Feedback.objects.filter(entry=entry, award=row.award).first()
    sheets = list(_sheets(call, entry))
    return FeedbackView(
        slug=call.slug,
        title=call.title,
        choice=number,
        entry=telling.names([entry.hex])[entry.hex],
        tier=telling.tier_names.get(row.summary["decided"].get(entry.hex, ""), ""),
        strengths=tuple(
            Remark(at, stage, "", sheet.strengths) for at, stage, sheet in sheets if sheet.strengths
        ),
        gaps=tuple(Remark(at, stage, "", sheet.gaps) for at, stage, sheet in sheets if sheet.gaps),
        comments=tuple(_comments(call, sheets)),
        told_strengths=told.strengths if told else "",
        told_gaps=told.gaps if told else "",
    )


def _sheets(call: Call, entry: UUID) -> Iterator[tuple[int, str, Sheet]]:
    """Submitted sheets in an order that tells nothing of who wrote them."""
    rows = Sheet.objects.filter(review__call=call, entry=entry, status=SheetStatus.SUBMITTED)
    for at, row in enumerate(rows.select_related("review").order_by("review__number", "id"), 1):
        yield at, row.review.title, row


def _comments(call: Call, sheets: Sequence[tuple[int, str, Sheet]]) -> Iterator[Remark]:
    review = file_of(call.slug, call.source).review
    for at, title, sheet in sheets:
        stage = review.by_key.get(sheet.review.stage) if review else None
        for key, text in sheet.comments.items():
            item = stage.rubric.by_key.get(key) if stage else None
            if text:
                yield Remark(at, title, item.name if item else "", text)
