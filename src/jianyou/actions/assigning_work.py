"""分配方案, as a job computes it: what is wanted of a plan, and what was found."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from jianyou.actions.claims import Claim, settle
from jianyou.domain.judging.wishes import Wishes
from jianyou.queries.assigning_basis import Basis, Pair, basis_of
from jianyou.queries.reviews import stage_declared
from jianyou.store.models import AssignmentPlan
from jianyou.terms.message import Message


class Asked(NamedTuple):
    """What is wanted of a plan, the bounds that the call file gives each expert, and what it rests on."""

    wishes: Wishes
    own_load: tuple[int | None, int | None]
    basis: Basis


def read_plan(claim: Claim) -> Asked:
    """What is asked for, as things stand now."""
    plan = AssignmentPlan.objects.select_related("review__call").get(id=claim.key)
    load = stage_declared(plan.review).load
    bounds = (load.least, load.most) if load else (None, None)
    return Asked(Wishes.of(plan.wanted), bounds, basis_of(plan.review, texts=True))


def keep_plan(claim: Claim, pairs: Sequence[Pair], report: Mapping[str, Any]) -> bool:
    """Writes a plan that was computed, all of it at once; False where nobody wants it any more."""
    written = [list(pair) for pair in sorted(pairs)]
    return settle(claim, status="proposed", pairs=written, report=dict(report))


def fail_plan(claim: Claim, reason: Message) -> bool:
    """Writes why there is no plan; False where nobody wants it any more."""
    return settle(claim, status="failed", report={"reason": [reason.code, dict(reason.params)]})
