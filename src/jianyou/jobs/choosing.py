"""择优: choices that were asked for are computed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jianyou.actions.choosing_record import inputs_of, problem_for, scores_of
from jianyou.actions.choosing_work import Asked, fail_choice, keep_choice, read_choice
from jianyou.domain.judging.record import Decided, record_of
from jianyou.domain.judging.record_choice import result_plain
from jianyou.domain.judging.scores.official import Scores
from jianyou.jobs.computing import Going, Work, Worker, compute_due
from jianyou.store.models import Choice
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message

if TYPE_CHECKING:
    from jianyou.domain.judging.selection.select import Selection

MOST_EXPLAINED = 400
"""Entries in the published order whose reasons are told at once; those of others when somebody asks."""
RESERVE = 10
_MOST_FINDINGS = 50


def choose_due(*, going: Going = lambda: True) -> int:
    """Computes every choice that was asked for, as long as `going` says so; how many."""
    return compute_due(Work(Choice.objects.all(), "made_at", _compute, fail_choice), going)


def _compute(worker: Worker) -> None:
    # Numerical libraries take 0.3 s; most pages never need them.
    from jianyou.domain.judging.selection.conflicts import Infeasible  # noqa: PLC0415

    try:
        record, summary = _made(worker)
    except Infeasible as refused:
        lines = {lang.value: refused.text(lang).split("\n")[1:] for lang in Lang}
        fail_choice(worker.claim, Message(refused.code, refused.params), lines)
    else:
        keep_choice(worker.claim, record, summary)


def _made(worker: Worker) -> tuple[str, Mapping[str, Any]]:
    """The record of the choice and what lists show of it."""
    # Numerical libraries take 0.3 s; most pages never need them.
    from jianyou.domain.judging.selection.select import Selection  # noqa: PLC0415

    asked = read_choice(worker.claim)
    scores = scores_of(asked.basis)
    problem = problem_for(asked.basis, scores, asked.places, asked.changes)
    selection = Selection(problem)
    explained = {*selection.order[:MOST_EXPLAINED], *(each.key for each in selection.chosen)}
    result = result_plain(selection, explained, RESERVE, worker)
    chosen = [Decided(each.key, each.tier) for each in selection.chosen]
    inputs = inputs_of(asked.basis, asked.about, problem, chosen, asked.secret)
    reasons = result["why"]
    assert isinstance(reasons, dict)
    several = [key for key, why in reasons.items() if len(why["blocked_by"]) > 1]
    summary = {
        **_summary(asked, scores, selection),
        "together": [key for key in several if reasons[key]["together"]],
    }
    return record_of(inputs, result), summary


def _summary(asked: Asked, scores: Scores, selection: "Selection") -> dict[str, Any]:
    counts = {tier.key: 0 for tier in selection.problem.tiers}
    for each in selection.chosen:
        counts[each.tier] += 1
    stopped = {key: one.stopped_at for key, one in scores.by_entry.items() if one.stopped_at}
    return {
        "entries": len(scores.by_entry),
        "chosen": counts,
        "totals": {key: str(total) for key, total in selection.totals.items()},
        "stopped": stopped,
        "left_out": [[one.entry.hex, list(one.clauses)] for one in asked.left_out],
        "unsettled": len(selection.unsettled),
        "doubts": [[one.code, dict(one.params)] for one in selection.findings[:_MOST_FINDINGS]],
        "findings": [
            [one.code, one.severity.value, dict(one.params), one.stage, one.entry]
            for one in scores.findings[:_MOST_FINDINGS]
        ],
        "found": len(scores.findings),
    }
