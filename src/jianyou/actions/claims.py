"""计算任务: a row that a job computes is one worker's as long as he says something now and then.

Its table has `status` (running until it is settled), `claimed_at`, and `done` and `of`, the progress. Whoever
is killed in between has written nothing of the result; another begins it anew.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from jianyou.store.dialect import database_now

STALE = timedelta(seconds=30)
"""Whoever says nothing for so long is taken for dead."""
RUNNING = "running"


class Claim(NamedTuple):
    """A row of that table that is this worker's, by its key and the moment of its last word."""

    table: QuerySet[Any]
    key: UUID
    at: datetime

    @property
    def row(self) -> QuerySet[Any]:
        """The row, while it is this worker's; else none."""
        return self.table.filter(id=self.key, status=RUNNING, claimed_at=self.at)


def claim_oldest(table: QuerySet[Any], *, by: str = "made_at") -> Claim | None:
    """The oldest row, `by` that column, that is to be computed and that nobody is at; None without one."""
    running = table.filter(status=RUNNING)
    if not running.exists():
        # Most rounds end here.
        return None
    at = database_now()
    free = running.filter(Q(claimed_at=None) | Q(claimed_at__lt=at - STALE)).order_by(by, "id")
    for key, before in free.values_list("id", "claimed_at"):
        same = table.filter(id=key, status=RUNNING, claimed_at=before)
        if same.update(claimed_at=at, done=0, of=0):
            return Claim(table, key, at)
    return None


def note_progress(claim: Claim, done: int, of: int) -> Claim | None:
    """Tells how far it is; None where nobody wants the result any more, or another works on it."""
    at = database_now()
    return claim._replace(at=at) if claim.row.update(claimed_at=at, done=done, of=of) else None


def release(claim: Claim) -> None:
    """Lets another begin it anew at once."""
    claim.row.update(claimed_at=None)


def settle(claim: Claim, **told: Any) -> bool:
    """Writes the result and its `status`, all at once; False where nobody wants it any more."""
    return bool(claim.row.update(claimed_at=None, **told))
