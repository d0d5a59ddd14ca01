"""评分检查: checks that were ordered are computed."""

from typing import Any

from jianyou.actions.checking_scores_work import (
    Ordered,
    Scores,
    fail_check,
    keep_check,
    read_check,
    read_scores,
)
from jianyou.domain.judging.scores.exact import said
from jianyou.jobs.computing import Going, Work, Worker, compute_due
from jianyou.store.models import ScoringCheck

_MOST_FINDINGS = 500


def check_scores_due(*, going: Going = lambda: True) -> int:
    """Computes every check that was ordered, as long as `going` says so; how many."""
    return compute_due(Work(ScoringCheck.objects.all(), "at", _compute, fail_check), going)


def _compute(worker: Worker) -> None:
    ordered = read_check(worker.claim)
    scores = read_scores(ordered)
    found = _standing(scores, ordered, worker)
    keep_check(worker.claim, ordered, scores.told.digest(), found)


def _standing(scores: Scores, ordered: Ordered, worker: Worker) -> dict[str, Any]:
    # Numerical libraries take 0.3 s; most pages never need them.
    from jianyou.domain.judging.calibration.calibrate import calibrate  # noqa: PLC0415

    rows = scores.told.rows
    groups = scores.told.groups if len(set(scores.told.groups.values())) > 1 else None
    submitted = [row for row in rows if row.points is not None]
    standing = calibrate(submitted, groups, quota=ordered.quota, progress=worker)
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
