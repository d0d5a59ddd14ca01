"""择优: computed beside the pages; cut off anywhere, it is begun anew, and nothing half done is left."""

import logging
from collections.abc import Callable, Mapping
from time import monotonic
from typing import TYPE_CHECKING, Any

from jianyou.actions.choosing_record import inputs_of, problem_for, scores_of
from jianyou.actions.choosing_work import (
    Claimed,
    claim_choice,
    fail_choice,
    keep_choice,
    note_progress,
    release_choice,
)
from jianyou.domain.judging.record import Decided, record_of
from jianyou.domain.judging.record_choice import result_plain
from jianyou.domain.judging.scores.official import Scores
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message

if TYPE_CHECKING:
    from jianyou.domain.judging.selection.select import Selection

_LOG = logging.getLogger(__name__)
_SECONDS = 0.3
"""How far it is, is told that often at most."""
MOST_EXPLAINED = 400
"""Entries in the published order whose reasons are told at once; those of others when somebody asks."""
RESERVE = 10
_MOST_FINDINGS = 50
Going = Callable[[], bool]


def choose_due(*, going: Going = lambda: True) -> int:
    """Computes every choice that was asked for, as long as `going` says so; how many."""
    worked = 0
    while going() and (claimed := claim_choice()):
        _compute(_Worker(claimed, going))
        worked += 1
    return worked


class _Over(Exception):
    """Computing ends here, without an error: nobody wants the choice any more, or the site stops."""


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
    # Numerical libraries take 0.3 s; most pages never need them.
    from jianyou.domain.judging.selection.conflicts import Infeasible  # noqa: PLC0415

    try:
        record, summary = _made(worker)
        keep_choice(worker.claimed, record, summary)
    except _Over:
        release_choice(worker.claimed)
    except Infeasible as refused:
        lines = {lang.value: refused.text(lang).split("\n")[1:] for lang in Lang}
        fail_choice(worker.claimed, Message(refused.code, refused.params), lines)
    except Refused as refused:
        fail_choice(worker.claimed, Message(refused.code, refused.params))
    except Exception as error:  # noqa: BLE001  — whoever waits for the choice must learn that none comes
        _LOG.exception("a choice broke off")
        fail_choice(worker.claimed, Message("choice_failed", {"error": type(error).__name__}))


def _made(worker: _Worker) -> tuple[str, Mapping[str, Any]]:
    """The record of the choice and what lists show of it."""
    # Numerical libraries take 0.3 s; most pages never need them.
    from jianyou.domain.judging.selection.select import Selection  # noqa: PLC0415

    claimed = worker.claimed
    scores = scores_of(claimed.basis)
    problem = problem_for(claimed.basis, scores, claimed.places, claimed.changes)
    selection = Selection(problem)
    explained = {*selection.order[:MOST_EXPLAINED], *(each.key for each in selection.chosen)}
    result = result_plain(selection, explained, RESERVE, worker)
    chosen = [Decided(each.key, each.tier) for each in selection.chosen]
    inputs = inputs_of(claimed.basis, claimed.about, problem, chosen, claimed.secret)
    reasons = result["why"]
    assert isinstance(reasons, dict)
    several = [key for key, why in reasons.items() if len(why["blocked_by"]) > 1]
    summary = {
        **_summary(claimed, scores, selection),
        "together": [key for key in several if selection.why(key).together],
    }
    return record_of(inputs, result), summary


def _summary(claimed: Claimed, scores: Scores, selection: "Selection") -> dict[str, Any]:
    counts = {tier.key: 0 for tier in selection.problem.tiers}
    for each in selection.chosen:
        counts[each.tier] += 1
    stopped = {key: one.stopped_at for key, one in scores.by_entry.items() if one.stopped_at}
    return {
        "entries": len(scores.by_entry),
        "chosen": counts,
        "totals": {key: str(total) for key, total in selection.totals.items()},
        "stopped": stopped,
        "left_out": [[one.entry.hex, list(one.clauses)] for one in claimed.left_out],
        "unsettled": len(selection.unsettled),
        "doubts": [[one.code, dict(one.params)] for one in selection.findings[:_MOST_FINDINGS]],
        "findings": [
            [one.code, one.severity.value, dict(one.params), one.stage, one.entry]
            for one in scores.findings[:_MOST_FINDINGS]
        ],
        "found": len(scores.findings),
    }
