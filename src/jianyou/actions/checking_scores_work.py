"""评分检查, by itself: a job takes a check that was ordered, reads the scores, and writes what it found.

Whoever is killed in between has written nothing of the check; another begins it anew.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from jianyou.queries.scoring_rows import ScoreRows, score_rows
from jianyou.store.dialect import database_now
from jianyou.store.models import Review, ScoringCheck
from jianyou.terms.message import Message

STALE = timedelta(seconds=30)
"""Whoever works on a check and says nothing for so long is taken for dead."""


class Claimed(NamedTuple):
    """A check that is this worker's, by its key and the moment of its last word; what is wanted of it."""

    key: UUID
    at: datetime
    review: UUID
    quota: int
    award: str


class Scores(NamedTuple):
    """The scores as they all were at one moment."""

    at: datetime
    told: ScoreRows


def claim_check() -> Claimed | None:
    """The oldest check that is to be computed and that nobody is at; None where there is none."""
    running = ScoringCheck.objects.filter(status="running")
    if not running.exists():
        # Most rounds end here.
        return None
    at = database_now()
    free = running.filter(Q(claimed_at=None) | Q(claimed_at__lt=at - STALE)).order_by("at", "id")
    for check in free:
        same = ScoringCheck.objects.filter(id=check.id, status="running", claimed_at=check.claimed_at)
        if same.update(claimed_at=at, done=0, of=0):
            wanted = check.standing["wanted"]
            return Claimed(check.id, at, check.review_id, wanted["quota"], wanted["award"])
    return None


def read_scores(claimed: Claimed) -> Scores:
    """What was submitted until now; nothing is submitted while it is read."""
    with transaction.atomic():
        Review.objects.select_for_update(no_key=True).get(id=claimed.review)
        at = database_now()
        review = Review.objects.select_related("call").get(id=claimed.review)
        return Scores(at, score_rows(review, claimed.award))


def note_progress(claimed: Claimed, done: int, of: int) -> Claimed | None:
    """Tells how far it is; None where nobody wants the check any more, or another works on it."""
    at = database_now()
    told = _still(claimed).update(claimed_at=at, done=done, of=of)
    return claimed._replace(at=at) if told else None


def release_check(claimed: Claimed) -> None:
    """Lets another begin it anew at once."""
    _still(claimed).update(claimed_at=None)


def keep_check(claimed: Claimed, digest: str, standing: Mapping[str, Any]) -> bool:
    """Writes what was found, all of it at once; False where nobody wants it any more."""
    told = {"wanted": {"quota": claimed.quota, "award": claimed.award}, **standing}
    found = {"digest": digest, "standing": told, "settled_at": database_now(), "claimed_at": None}
    return bool(_still(claimed).update(status="done", **found))


def fail_check(claimed: Claimed, reason: Message) -> bool:
    """Writes why there is none; False where nobody wants it any more."""
    standing = {"reason": [reason.code, dict(reason.params)]}
    settled = {"settled_at": database_now(), "claimed_at": None}
    return bool(_still(claimed).update(status="failed", standing=standing, **settled))


def _still(claimed: Claimed) -> Any:
    """The check, while it is this worker's."""
    return ScoringCheck.objects.filter(id=claimed.key, status="running", claimed_at=claimed.at)
