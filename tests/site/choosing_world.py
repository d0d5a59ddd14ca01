"""A call that chooses: entries reviewed in one stage by points of the test's own, its review closed."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from jianyou.actions.choosing import ChoiceAsked, ask_choice
from jianyou.domain.lifecycle.states import ReviewStatus, SheetStatus
from jianyou.jobs.choosing import choose_due
from jianyou.store.dialect import database_now
from jianyou.store.models import Candidacy, Choice, Entry, Expert, Review, Sheet
from tests.site.judging_world import accepted, judged_call, pool
from tests.site.kit import clerk, office

AWARD = "mayor"
SLUG = "judged"
REVIEW = """
review:
  stages:
    - key: material
      kind: material
      name: 材料评审
      per_entry: 2
      fewest: 1
      formula: {kind: mean, digits: 2}
      rubric:
        - {key: leading, name: 引领性, most: 60, step: 0.5}
        - {key: effect, name: 成效, most: 40, step: 0.5}
choices:
  - award: AWARD
    tiers:
      - {key: award, n: 1, floor: 60, clause: 附件1一}
      - {key: nomination, n: 2, clause: 附件1二}
    rules:
      - {at_most: 1, per: district, clause: 附件1二}
    ties:
      - {item: leading}
"""


def chosen_call(points: Sequence[tuple[str, str]], *, review: str = "") -> tuple[Entry, ...]:
    """The entries, each with these points (引领性, 成效) from both of its experts; the review is closed."""
    judged_call(SLUG, review=(review or REVIEW).replace("AWARD", AWARD))
    entries = accepted(SLUG, len(points), together=len(points) > 6)
    experts = pool(2)
    reviewed(entries, experts, points)
    return tuple(entries)


def reviewed(
    entries: Sequence[Entry], experts: Sequence[Expert], points: Sequence[tuple[str, str]]
) -> Review:
    """A closed review with a submitted sheet of every expert for every entry."""
    at = database_now()
    own = {"office": office(), "call": entries[0].call}
    review = Review.objects.create(
        **own,
        number=1,
        stage="material",
        title="材料评审",
        status=ReviewStatus.CLOSED,
        made_by="jingban",
        made_at=at,
        closed_at=at,
    )
    Candidacy.objects.filter(entry__in=entries, award=AWARD).update(willing=True, verdict="met")
    Sheet.objects.bulk_create(
        Sheet(
            office=office(),
            review=review,
            expert=expert,
            entry=entry,
            by=f"expert{at_}",
            status=SheetStatus.SUBMITTED,
            points={"leading": leading, "effect": effect},
            strengths=f"优势{at_}",
            gaps=f"不足{at_}",
            total=Decimal(leading) + Decimal(effect),
            assigned_at=at,
            submitted_at=at,
        )
        for entry, (leading, effect) in zip(entries, points, strict=True)
        for at_, expert in enumerate(experts, 1)
    )
    return review


def computed(**asked: Any) -> Choice:
    """A choice that was asked for and computed."""
    number = ask_choice(actor=clerk(), call_slug=SLUG, asked=ChoiceAsked(award=AWARD, **asked))
    choose_due()
    return Choice.objects.get(call__slug=SLUG, number=number)
