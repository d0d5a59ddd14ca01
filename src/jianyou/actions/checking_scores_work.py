"""评分检查, as a job computes it: the scores are read, and what was found is written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from jianyou.actions.claims import Claim, settle
from jianyou.queries.scoring_rows import ScoreRows, score_rows
from jianyou.store.dialect import database_now
from jianyou.store.models import Review, ScoringCheck
from jianyou.terms.message import Message


class Ordered(NamedTuple):
    """What is wanted of a check."""

    review: UUID
    quota: int
    award: str


class Scores(NamedTuple):
    """The scores as they all were at one moment."""

    at: datetime
    told: ScoreRows


def read_check(claim: Claim) -> Ordered:
    """What was ordered."""
    check = ScoringCheck.objects.get(id=claim.key)
    wanted = check.standing["wanted"]
    return Ordered(check.review_id, wanted["quota"], wanted["award"])


def read_scores(ordered: Ordered) -> Scores:
    """What was submitted until now; nothing is submitted while it is read."""
    with transaction.atomic():
        Review.objects.select_for_update(no_key=True).get(id=ordered.review)
        at = database_now()
        review = Review.objects.select_related("call").get(id=ordered.review)
        return Scores(at, score_rows(review, ordered.award))


def keep_check(claim: Claim, ordered: Ordered, digest: str, standing: Mapping[str, Any]) -> bool:
    """Writes what was found, all of it at once; False where nobody wants it any more."""
    told = {"wanted": {"quota": ordered.quota, "award": ordered.award}, **standing}
    return settle(claim, status="done", digest=digest, standing=told, settled_at=database_now())


def fail_check(claim: Claim, reason: Message) -> bool:
    """Writes why there is none; False where nobody wants it any more."""
    standing = {"reason": [reason.code, dict(reason.params)]}
    return settle(claim, status="failed", standing=standing, settled_at=database_now())
