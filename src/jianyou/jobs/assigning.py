"""分配方案: computed beside the pages; cut off anywhere, it is begun anew, and nothing half done is left."""

import logging
from collections.abc import Callable
from time import monotonic

from jianyou.actions.assigning_work import (
    Claimed,
    claim_plan,
    fail_plan,
    keep_plan,
    note_progress,
    release_plan,
)
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

_LOG = logging.getLogger(__name__)
_SECONDS = 0.3
"""How far it is, is told that often at most."""
Going = Callable[[], bool]


def assign_due(*, going: Going = lambda: True) -> int:
    """Computes every plan that was asked for, as long as `going` says so; how many."""
    worked = 0
    while going() and (claimed := claim_plan()):
        _compute(_Worker(claimed, going))
        worked += 1
    return worked


class _Over(Exception):
    """Computing ends here, without an error: nobody wants the plan any more, or the site stops."""


class _Worker:
    """Tells how far it is now and then, and learns whether to go on."""

    def __init__(self, claimed: Claimed, going: Going) -> None:
        self.claimed, self._going, self._told = claimed, going, 0.0

    def __call__(self, done: int, of: int) -> None:
        if not self._going():
            raise _Over
        if done < of and monotonic() - self._told < _SECONDS:
            return
        self._told = monotonic()
        still = note_progress(self.claimed, done, of)
        if still is None:
            raise _Over
        self.claimed = still


def _compute(worker: _Worker) -> None:
    try:
        # Numerical libraries take 0.3 s; most pages never need them.
        from jianyou.jobs.assigning_report import proposal  # noqa: PLC0415

        found = proposal(worker.claimed, worker)
        keep_plan(worker.claimed, found.pairs, found.report)
    except _Over:
        release_plan(worker.claimed)
    except Refused as refused:
        fail_plan(worker.claimed, Message(refused.code, refused.params))
    except ImportError:
        fail_plan(worker.claimed, Message("assign_numeric_missing"))
    except Exception as error:  # noqa: BLE001  — whoever waits for the plan must learn that none comes
        _LOG.exception("a plan of assignment broke off")
        fail_plan(worker.claimed, Message("assign_failed", {"error": type(error).__name__}))
