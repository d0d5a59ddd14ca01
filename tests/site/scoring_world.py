"""What the tests of the scoring check share: a review with many sheets, submitted by a fixed rule."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from jianyou.actions.recusals import find_recusals
from jianyou.actions.reviews import set_review, start_review
from jianyou.domain.lifecycle.states import ReviewStatus, SheetStatus
from jianyou.store.dialect import database_now
from jianyou.store.models import Expert, Review, Sheet, SheetVersion
from tests.site.judging_world import (
    UNDERTAKING,
    World,
    accepted,
    judged_call,
    judging,
    on_panel,
    pool,
    with_accounts,
)
from tests.site.kit import clerk

ITEMS = ("leading", "method", "effect")
"""The keys of the items of `material`."""
Marks = tuple[str, str, str]
"""Points of the three items of `material`: of 40, 30 and 30."""


class Checked(NamedTuple):
    """A review that is scored in, its row's key, and the sheets by (place of the expert, of the entry)."""

    world: World
    review: uuid.UUID
    sheets: Mapping[tuple[int, int], uuid.UUID]

    def sheet(self, expert: int, entry: int) -> Sheet:
        return Sheet.objects.get(id=self.sheets[expert, entry])


def marks(expert: int, entry: int, *, wild: tuple[int, int] | None = None) -> Marks:
    """Points by a fixed rule: entries differ, the first expert is harsh, one score may be wild."""
    if (expert, entry) == wild:
        return "2", "1", "1"
    quality = 14 + entry * 7 % 13
    harsh = 5 if expert == 1 else 0
    noise = (expert * 5 + entry * 3) % 4
    return str(quality - harsh + noise), str(quality - harsh + (noise + 1) % 3), str(quality - 3 - harsh)


def declaring(review: str, entries: int, experts: int) -> World:
    """A call whose file declares another review section; its first stage is prepared."""
    call = judged_call(review=review)
    made, who = accepted(count=entries), pool(experts)
    with_accounts(who)
    number = start_review(actor=clerk(), call_slug=call.slug, stage="material")
    set_review(
        actor=clerk(),
        call_slug=call.slug,
        review=number,
        blind=False,
        phones=False,
        due=database_now() + timedelta(days=7),
        undertaking=UNDERTAKING,
    )
    on_panel(call.slug, number, [one.id for one in who])
    find_recusals(actor=clerk(), call_slug=call.slug, review=number)
    return World(call.slug, number, tuple(one.id for one in made), tuple(one.id for one in who))


def submitted(world: World, given: Mapping[tuple[int, int], Marks | None]) -> Checked:
    """Sheets as if submitted with these points (None: only assigned), written in bulk; scoring is open."""
    review = Review.objects.get(call__slug=world.slug, number=world.review)
    names = dict(Expert.objects.filter(id__in=world.experts).values_list("id", "user__username"))
    at = database_now()
    sheets, versions = {}, []
    for (expert, entry), points in given.items():
        sheet = Sheet(
            office_id=review.office_id,
            review=review,
            expert_id=world.experts[expert - 1],
            entry_id=world.entries[entry - 1],
            by=names[world.experts[expert - 1]] or "",
            assigned_at=at,
        )
        if points is not None:
            sheet.points = dict(zip(ITEMS, points, strict=True))
            sheet.total = sum((Decimal(each) for each in points), Decimal(0))
            sheet.status, sheet.revision, sheet.submitted_at = SheetStatus.SUBMITTED, 1, at
            versions.append(
                SheetVersion(
                    office_id=review.office_id,
                    sheet=sheet,
                    ordinal=1,
                    content={"points": sheet.points, "comments": {}, "strengths": "", "gaps": ""},
                    total=sheet.total,
                    by=sheet.by,
                    at=at,
                )
            )
        sheets[expert, entry] = sheet
    Sheet.objects.bulk_create(sheets.values(), batch_size=500)
    SheetVersion.objects.bulk_create(versions, batch_size=500)
    Review.objects.filter(id=review.id).update(status=ReviewStatus.SCORING)
    return Checked(world, review.id, {place: sheet.id for place, sheet in sheets.items()})


def checked(
    entries: int = 24, experts: int = 8, each: int = 4, *, wild: tuple[int, int] | None = (3, 7)
) -> Checked:
    """Every entry is scored by `each` experts, in turn; the first is harsh, and one score is wild."""
    world = judging(entries, experts)
    given: dict[tuple[int, int], Marks | None] = {}
    for entry in range(1, entries + 1):
        for step in range(each):
            expert = (entry * 3 + step * (1 + entry % 3)) % experts + 1
            given[expert, entry] = marks(expert, entry, wild=wild)
    if wild:
        given[wild] = marks(*wild, wild=wild)
    return submitted(world, given)
