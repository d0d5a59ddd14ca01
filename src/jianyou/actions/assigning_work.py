"""分配方案, by itself: a job takes a plan that was asked for, tells how far it is, and writes what it found.

Whoever is killed in between has written nothing of the plan; another begins it anew.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from jianyou.domain.judging.wishes import Wishes
from jianyou.queries.assigning_basis import Basis, Pair, basis_of
from jianyou.queries.reviews import stage_declared
from jianyou.store.dialect import database_now
from jianyou.store.models import AssignmentPlan
from jianyou.terms.message import Message

STALE = timedelta(seconds=30)
"""Whoever works on a plan and says nothing for so long is taken for dead."""


class Claimed(NamedTuple):
    """A plan that is this worker's, by its key and the moment of its last word; what is wanted of it."""

    key: UUID
    at: datetime
    wishes: Wishes
    own_load: tuple[int | None, int | None]
    basis: Basis


def claim_plan() -> Claimed | None:
    """The oldest plan that is to be computed and that nobody is at; None where there is none."""
    running = AssignmentPlan.objects.filter(status="running")
    if not running.exists():
        # Most rounds end here.
        return None
    at = database_now()
    free = running.filter(Q(claimed_at=None) | Q(claimed_at__lt=at - STALE)).order_by("made_at", "id")
    for plan in free.select_related("review__call"):
        same = AssignmentPlan.objects.filter(id=plan.id, status="running", claimed_at=plan.claimed_at)
        if same.update(claimed_at=at, done=0, of=0):
            load = stage_declared(plan.review).load
            bounds = (load.least, load.most) if load else (None, None)
            return Claimed(plan.id, at, Wishes.of(plan.wanted), bounds, basis_of(plan.review, texts=True))
    return None


def note_progress(claimed: Claimed, done: int, of: int) -> Claimed | None:
    """Tells how far it is; None where nobody wants the plan any more, or another works on it."""
    at = database_now()
    told = _still(claimed).update(claimed_at=at, done=done, of=of)
    return claimed._replace(at=at) if told else None


def release_plan(claimed: Claimed) -> None:
    """Lets another begin it anew at once."""
    _still(claimed).update(claimed_at=None)


def keep_plan(claimed: Claimed, pairs: Sequence[Pair], report: Mapping[str, Any]) -> bool:
    """Writes a plan that was computed, all of it at once; False where nobody wants it any more."""
    written = [list(pair) for pair in sorted(pairs)]
    return bool(
        _still(claimed).update(status="proposed", pairs=written, report=dict(report), claimed_at=None)
    )


def fail_plan(claimed: Claimed, reason: Message) -> bool:
    """Writes why there is no plan; False where nobody wants it any more."""
    report = {"reason": [reason.code, dict(reason.params)]}
    return bool(_still(claimed).update(status="failed", report=report, claimed_at=None))


def _still(claimed: Claimed) -> Any:
    """The plan, while it is this worker's."""
    return AssignmentPlan.objects.filter(id=claimed.key, status="running", claimed_at=claimed.at)
