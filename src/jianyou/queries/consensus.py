"""合议: entries whose experts are far apart, their sheets side by side, and what they agreed on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Min
from django.utils.timezone import localtime

from jianyou.domain.judging.scores.exact import said
from jianyou.domain.judging.scores.rubrics import Item, Rubric
from jianyou.domain.judging.scores.stages import FormulaKind
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import ReviewStatus, SheetStatus
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.judged import judged_entries
from jianyou.queries.office_calls import names_of
from jianyou.queries.reviews import ReviewView, get_review, own_review
from jianyou.queries.sheet_gate import Step, entry_code, own_place, own_sheets, step_of
from jianyou.queries.sheets import rubric_of_sheet
from jianyou.store.models import Consensus, Entry, Review, Sheet
from jianyou.terms.finding import Refused
from jianyou.terms.paging import Page, turned_to

LENGTH = 50
_SHARE = Decimal("0.15")
"""How far apart scores are, as a share of all points, unless the office says otherwise."""


class Only(StrEnum):
    """Which entries a list shows: far apart; nothing recorded yet; recorded; all."""

    APART = "apart"
    OPEN = "open"
    DONE = "done"
    ALL = "all"


class TalkLine(NamedTuple):
    """An entry with its independent totals; `agreed_at` is None as long as nothing is recorded.

    `total` is what was agreed on, None where the scores stand as they are.
    """

    number: str
    ordinal: int
    name: str
    sheets: int
    low: Decimal
    high: Decimal
    apart: bool
    agreed_at: datetime | None
    total: Decimal | None

    @property
    def spread(self) -> Decimal:
        """From the lowest total to the highest."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class TalksView:
    """A review's entries, those farthest apart first. `over`: from how many points on they are far apart.

    `scores`: the declared rule takes the score from what is agreed on; else talking changes none.
    """

    review: ReviewView
    over: Decimal
    scores: bool
    page: Page[TalkLine]
    counts: Mapping[Only, int]


class Voice(NamedTuple):
    """One expert's sheet: points and comments by item, in the order of the rubric."""

    name: str
    own: bool
    total: Decimal | None
    points: tuple[str, ...]
    comments: tuple[str, ...]
    strengths: str
    gaps: str
    submitted_at: datetime | None


class Agreed(NamedTuple):
    """A record: points by item in the order of the rubric, empty where the scores stand as they are."""

    key: UUID
    points: tuple[str, ...]
    total: Decimal | None
    note: str
    participants: tuple[str, ...]
    by: str
    at: datetime


class Compared(NamedTuple):
    """An item with what each expert gave it. `agreed` is what the record says, empty for nothing."""

    item: Item
    given: tuple[str, ...]
    agreed: str

    @property
    def differ(self) -> bool:
        """Whether not all gave the same."""
        return len(set(self.given)) > 1


@dataclass(frozen=True, slots=True)
class TalkView:
    """An entry's sheets side by side. `records`: what was recorded before, the newest first.

    `scores`: the declared rule takes the score from what is agreed on.
    """

    review: ReviewView
    number: str
    ordinal: int
    name: str
    rubric: Rubric
    voices: tuple[Voice, ...]
    items: tuple[Compared, ...]
    scores: bool
    agreed: Agreed | None
    records: tuple[Agreed, ...]

    @property
    def seen(self) -> str:
        """What tells this state from others: the newest record's key."""
        return self.agreed.key.hex if self.agreed else ""


@dataclass(frozen=True, slots=True)
class CommonView:
    """An entry that an expert scored, as he sees it while scores are talked over; colleagues have numbers."""

    key: UUID
    review_title: str
    name: str
    blind: bool
    phones: bool
    most: str
    voices: tuple[Voice, ...]
    items: tuple[Compared, ...]
    agreed: Agreed | None


def get_talks(
    *,
    viewer: Actor,
    slug: str,
    number: int,
    only: Only = Only.APART,
    over: Decimal | None = None,
    page: int = 1,
) -> TalksView:
    """The entries of a review of the viewer's office that may be talked over.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    view = get_review(viewer=viewer, slug=slug, number=number)
    review = own_review(viewer, slug, number)
    limit = view.stage.rubric.total * _SHARE if over is None else over
    submitted = Sheet.objects.filter(review=review, status=SheetStatus.SUBMITTED, total__isnull=False)
    here = submitted.filter(entry__in=judged_entries(review.call))
    rows = here.values_list("entry_id").annotate(n=Count("id"), low=Min("total"), high=Max("total"))
    told: list[_Row] = list(rows)
    records = Consensus.objects.filter(review=review, replaced_at=None)
    agreed = {entry: (at, total) for entry, at, total in records.values_list("entry_id", "at", "total")}
    lists = {
        Only.APART: [row for row in told if row[3] - row[2] >= limit],
        Only.OPEN: [row for row in told if row[0] not in agreed],
        Only.DONE: [row for row in told if row[0] in agreed],
        Only.ALL: told,
    }
    chosen = sorted(lists[only], key=lambda row: (row[2] - row[3], row[0]))
    at = turned_to(page, len(chosen), LENGTH)
    some = chosen[(at - 1) * LENGTH : at * LENGTH]
    return TalksView(
        review=view,
        over=limit,
        scores=view.stage.formula.kind is FormulaKind.CONSENSUS,
        page=Page(tuple(_lines(some, limit, agreed)), at, len(chosen), LENGTH),
        counts={one: len(rows) for one, rows in lists.items()},
    )


def get_talk(*, viewer: Actor, slug: str, number: int, entry: EntryKey) -> TalkView:
    """One of them with everybody's sheet.

    Raises:
        Refused: that office has no such review, or nothing of such an entry was submitted in it.
    """
    view = get_review(viewer=viewer, slug=slug, number=number)
    review = own_review(viewer, slug, number)
    row = Entry.objects.filter(call=review.call, filing__number=entry.number, ordinal=entry.ordinal).first()
    sheets = _sheets(review, row) if row else []
    if row is None or not sheets:
        raise Refused("consensus_no_entry")
    rubric = rubric_of_sheet(review.call, review, row)
    voices = tuple(_voice(sheet, rubric, sheet.expert.name) for sheet in sheets)
    records = _records(review, row, rubric, viewer)
    agreed = records[0] if records else None
    return TalkView(
        review=view,
        number=entry.number,
        ordinal=entry.ordinal,
        name=row.name,
        rubric=rubric,
        voices=voices,
        items=tuple(_compared(rubric, voices, agreed)),
        scores=view.stage.formula.kind is FormulaKind.CONSENSUS,
        agreed=agreed,
        records=records[1:],
    )


def get_common(*, viewer: Actor, key: UUID) -> CommonView:
    """The sheets of an entry that the expert scored himself, while his review talks scores over.

    Raises:
        Refused: the sheet isn't his, or scores aren't talked over now.
    """
    rows = own_sheets(viewer).filter(id=key, status=SheetStatus.SUBMITTED)
    own = rows.select_related("review__call", "entry").first()
    if own is None:
        raise Refused("site_no_sheet")
    review, call = own.review, own.review.call
    if (
        review.status != ReviewStatus.CONSENSUS
        or step_of(own_place(viewer, review.id), review) is not Step.TALK
    ):
        raise Refused("consensus_not_now")
    rubric = rubric_of_sheet(call, review, own.entry)
    voices = tuple(
        _voice(sheet, rubric, str(number), own=sheet.id == own.id)
        for number, sheet in enumerate(_sheets(review, own.entry), 1)
    )
    records = _records(review, own.entry, rubric, viewer)
    agreed = records[0]._replace(by="", participants=()) if records else None
    return CommonView(
        key=own.id,
        review_title=review.title,
        name=entry_code(review.id, own.entry_id) if review.blind else own.entry.name,
        blind=review.blind,
        phones=review.phones,
        most=said(rubric.total),
        voices=voices,
        items=tuple(_compared(rubric, voices, agreed)),
        agreed=agreed,
    )


_Row = tuple[Any, int, Decimal, Decimal]


def _lines(
    rows: Sequence[_Row], limit: Decimal, agreed: Mapping[UUID, tuple[datetime, Decimal | None]]
) -> Iterable[TalkLine]:
    entries = Entry.objects.filter(id__in=[row[0] for row in rows]).select_related("filing").in_bulk()
    for key, count, low, high in rows:
        at, total = agreed.get(key, (None, None))
        entry = entries[key]
        yield TalkLine(
            number=entry.filing.number,
            ordinal=entry.ordinal,
            name=entry.name,
            sheets=count,
            low=low,
            high=high,
            apart=high - low >= limit,
            agreed_at=localtime(at) if at else None,
            total=total,
        )


def _sheets(review: Review, entry: Entry) -> list[Sheet]:
    rows = Sheet.objects.filter(review=review, entry=entry, status=SheetStatus.SUBMITTED)
    return list(rows.select_related("expert").order_by("id"))


def _voice(sheet: Sheet, rubric: Rubric, name: str, *, own: bool = False) -> Voice:
    return Voice(
        name=name,
        own=own,
        total=sheet.total,
        points=tuple(sheet.points.get(item.key, "") for item in rubric.items),
        comments=tuple(sheet.comments.get(item.key, "") for item in rubric.items),
        strengths=sheet.strengths,
        gaps=sheet.gaps,
        submitted_at=localtime(sheet.submitted_at) if sheet.submitted_at else None,
    )


def _compared(rubric: Rubric, voices: Sequence[Voice], agreed: Agreed | None) -> Iterable[Compared]:
    for at, item in enumerate(rubric.items):
        points = agreed.points[at] if agreed and agreed.points else ""
        yield Compared(item, tuple(voice.points[at] for voice in voices), points)


def _records(review: Review, entry: Entry, rubric: Rubric, viewer: Actor) -> tuple[Agreed, ...]:
    rows = list(Consensus.objects.filter(review=review, entry=entry).order_by("-at", "-id"))
    people = names_of(viewer, [row.by for row in rows]) if rows else {}
    return tuple(
        Agreed(
            key=row.id,
            points=tuple(row.points.get(item.key, "") for item in rubric.items) if row.points else (),
            total=row.total,
            note=row.note,
            participants=tuple(row.participants),
            by=people[row.by],
            at=localtime(row.at),
        )
        for row in rows
    )
