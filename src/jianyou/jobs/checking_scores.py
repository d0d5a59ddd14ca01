"""评分检查: computed beside the pages; cut off anywhere, it is begun anew, and nothing half done is left."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

from jianyou.actions.checking_scores_work import (
    Claimed,
    Scores,
    claim_check,
    fail_check,
    keep_check,
    note_progress,
    read_scores,
    release_check,
)
from jianyou.domain.judging.scores.exact import said
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

_LOG = logging.getLogger(__name__)
_SECONDS = 0.3
"""How far it is, is told that often at most."""
_MOST_FINDINGS = 500
Going = Callable[[], bool]


def check_scores_due(*, going: Going = lambda: True) -> int:
    """Computes every check that was ordered, as long as `going` says so; how many."""
    worked = 0
    while going() and (claimed := claim_check()):
        _compute(_Worker(claimed, going))
        worked += 1
    return worked


class _Over(Exception):
    """Computing ends here, without an error: nobody wants the check any more, or the site stops."""


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
        scores = read_scores(worker.claimed)
        found = _standing(scores, worker)
        keep_check(worker.claimed, scores.told.digest(), found)
    except _Over:
        release_check(worker.claimed)
    except Refused as refused:
        fail_check(worker.claimed, Message(refused.code, refused.params))
    except Exception as error:  # noqa: BLE001  — whoever waits for the check must learn that none comes
        _LOG.exception("a check of scoring broke off")
        fail_check(worker.claimed, Message("scoring_check_failed", {"error": type(error).__name__}))


def _standing(scores: Scores, worker: _Worker) -> dict[str, Any]:
    # Numerical libraries take 0.3 s; most pages never need them.
    from jianyou.domain.judging.calibration.calibrate import calibrate  # noqa: PLC0415

    rows, claimed = scores.told.rows, worker.claimed
    groups = scores.told.groups if len(set(scores.told.groups.values())) > 1 else None
    submitted = [row for row in rows if row.points is not None]
    standing = calibrate(submitted, groups, quota=claimed.quota, progress=worker)
    experts = {key: at for at, key in enumerate(sorted({row.expert for row in rows}))}
    entries = {key: at for at, key in enumerate(sorted({row.entry for row in rows}))}
    return {
        "read_at": scores.at.isoformat(),
        "most": said(scores.told.most),
        "percent": scores.told.percent,
        "missing": len(rows) - len(submitted),
        "experts": list(experts),
        "entries": list(entries),
        "scores": [
            [experts[row.expert], entries[row.entry], said(row.points)]
            for row in rows
            if row.points is not None
        ],
        "findings": [
            [one.code, dict(one.params), one.expert, one.entry]
            for one in scores.told.findings[:_MOST_FINDINGS]
        ],
        "standing": standing.as_plain(),
    }
