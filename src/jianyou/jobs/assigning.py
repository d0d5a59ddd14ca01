"""分配方案: plans that were asked for are computed."""

from jianyou.actions.assigning_work import fail_plan, keep_plan, read_plan
from jianyou.jobs.computing import Going, Work, Worker, compute_due
from jianyou.store.models import AssignmentPlan


def assign_due(*, going: Going = lambda: True) -> int:
    """Computes every plan that was asked for, as long as `going` says so; how many."""
    return compute_due(Work(AssignmentPlan.objects.all(), "made_at", _compute, fail_plan), going)


def _compute(worker: Worker) -> None:
    # Numerical libraries take 0.3 s; most pages never need them.
    from jianyou.jobs.assigning_report import proposal  # noqa: PLC0415

    found = proposal(read_plan(worker.claim), worker)
    keep_plan(worker.claim, found.pairs, found.report)
