"""Computing beside the pages: cut off anywhere, it is begun anew, and nothing half done is left."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any, NamedTuple

from django.db.models import QuerySet

from jianyou.actions.claims import Claim, claim_oldest, note_progress, release
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

_LOG = logging.getLogger(__name__)
_SECONDS = 0.3
"""How far it is, is told that often at most."""
Going = Callable[[], bool]


class Over(Exception):
    """Computing ends here, without an error: nobody wants the result any more, or the site stops."""


class Worker:
    """Tells how far it is now and then, and learns whether to go on."""

    def __init__(self, claim: Claim, going: Going) -> None:
        self.claim, self._going, self._told = claim, going, 0.0

    def __call__(self, done: int, of: int) -> None:
        """So many pieces of so many are done.

        Raises:
            Over: that is the end.
        """
        if not self._going():
            raise Over
        if done < of and monotonic() - self._told < _SECONDS:
            return
        self._told = monotonic()
        still = note_progress(self.claim, done, of)
        if still is None:
            raise Over
        self.claim = still


class Work(NamedTuple):
    """What is computed: the rows of a table in the order of a column, how, and what tells of a failure."""

    table: QuerySet[Any]
    by: str
    compute: Callable[[Worker], object]
    fail: Callable[[Claim, Message], object]


def compute_due(work: Work, going: Going) -> int:
    """Computes everything that was asked for, as long as `going` says so; how many."""
    worked = 0
    while going() and (claim := claim_oldest(work.table, by=work.by)):
        _compute(work, Worker(claim, going))
        worked += 1
    return worked


def _compute(work: Work, worker: Worker) -> None:
    try:
        work.compute(worker)
    except Over:
        release(worker.claim)
    except Refused as refused:
        work.fail(worker.claim, Message(refused.code, refused.params))
    except ImportError:
        _LOG.exception("what computes %s isn't installed", work.table.model.__name__)
        work.fail(worker.claim, Message("computing_not_installed"))
    except Exception as error:  # noqa: BLE001  — whoever waits for it must learn that nothing comes
        _LOG.exception("computing %s broke off", work.table.model.__name__)
        work.fail(worker.claim, Message("computing_failed", {"error": type(error).__name__}))
