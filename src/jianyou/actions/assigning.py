"""分配专家: plans are asked for and adopted, and sheets are given, taken back and asked again by hand.

A plan is computed by a job (`assigning_work`); nothing is assigned before somebody adopts it.
"""

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from jianyou.actions.acting import reason_given
from jianyou.actions.experts_told import tell_expert
from jianyou.actions.log import log_act
from jianyou.actions.numbering import numbered
from jianyou.actions.outbox import Kind
from jianyou.actions.reviewing import on_review, on_sheet
from jianyou.datafiles.canonical import Plain
from jianyou.domain.judging.wishes import Wishes
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.queries.assigning_basis import Basis, Pair, basis_of
from jianyou.queries.assigning_changes import changes_of, digest_of_pairs
from jianyou.store.models import AssignmentPlan, Entry, Expert, Review, Sheet
from jianyou.terms.finding import Refused

RUNNING, FAILED, PROPOSED, ADOPTED, DROPPED = "running", "failed", "proposed", "adopted", "dropped"
_AT_ONCE = 500


def ask_plan(*, actor: Actor, call_slug: str, review: int, wishes: Wishes) -> int:
    """Orders a plan, which a job computes; its number within the review. One still running is dropped.

    Nothing is logged: nothing is assigned yet.

    Raises:
        Refused: there is no such review, nobody is on its panel, or it has no entries.
        NotAllowed: the actor may not assign now.
    """
    return numbered(lambda: _ask(actor, call_slug, review, wishes))


def drop_plan(*, actor: Actor, call_slug: str, review: int, plan: int) -> None:
    """Gives up a plan that runs or is proposed; the job ends by itself.

    Raises:
        Refused: there is no such review or plan, or the plan is settled.
        NotAllowed: the actor may not assign now.
    """
    with transaction.atomic():
        _, row, at = on_review(actor, Act.ASSIGN_EXPERTS, call_slug, review)
        found = _plan(row, plan, RUNNING, PROPOSED)
        _settle(found, DROPPED, actor, at)


def adopt_plan(
    *, actor: Actor, call_slug: str, review: int, plan: int, given: int, taken: int, reason: str = ""
) -> None:
    """Makes a proposed plan the one in force: `given` sheets anew, `taken` away, as was shown.

    Sheets on which something was written stay whatever the plan says. Logs `assign_experts` with digests
    of pairs and proof. A reason is needed where sheets are taken away.

    Raises:
        Refused: there is no such plan, it isn't proposed, it no longer fits how things stand, others than
            were shown would be given or taken, or the reason is missing.
        NotAllowed: the actor may not assign now.
    """
    with transaction.atomic():
        call, row, at = on_review(actor, Act.ASSIGN_EXPERTS, call_slug, review)
        found = _plan(row, plan, PROPOSED)
        basis = basis_of(row)
        changes = changes_of(found, basis)
        if changes.outdated:
            raise Refused("assign_plan_outdated", plan=plan, count=len(changes.outdated))
        if (len(changes.given), len(changes.taken)) != (given, taken):
            raise Refused(
                "assign_changed",
                given=given,
                taken=taken,
                now_given=len(changes.given),
                now_taken=len(changes.taken),
            )
        told = reason_given(reason) if changes.taken else ""
        _take(row, changes.taken, at, told)
        _give(row, changes.given, at)
        others = AssignmentPlan.objects.filter(review=row, status__in=(RUNNING, PROPOSED, ADOPTED))
        others.exclude(id=found.id).update(status=DROPPED, settled_by=actor.person, settled_at=at)
        _settle(found, ADOPTED, actor, at)
        content: dict[str, Plain] = {
            "review": review,
            "plan": plan,
            "pairs": len(found.pairs),
            "pairs_sha256": digest_of_pairs((one, other) for one, other in found.pairs),
            "proof_sha256": found.report.get("proof", {}).get("sha256", ""),
            "given": given,
            "taken": taken,
            "reason": told,
        }
        log_act(call=call, act=Act.ASSIGN_EXPERTS, actor=actor, at=at, content=content)


def assign_by_hand(
    *, actor: Actor, call_slug: str, review: int, expert: uuid.UUID, entry: uuid.UUID
) -> uuid.UUID:
    """Gives one entry to one expert; the key of the sheet. Logs `assign_experts`.

    The limits of plans don't bind it: it is one person's decision, by name.

    Raises:
        Refused: there is no such review, the expert isn't on its panel or the entry not under review, he is
            recused from it, or has it already.
        NotAllowed: the actor may not assign now.
    """
    with transaction.atomic():
        call, row, at = on_review(actor, Act.ASSIGN_EXPERTS, call_slug, review)
        basis = basis_of(row)
        _check_pair(basis, (expert.hex, entry.hex))
        (sheet,) = _give(row, [(expert.hex, entry.hex)], at)
        content: dict[str, Plain] = {"review": review, "sheet": sheet.id.hex, **_entry_told(sheet.entry)}
        log_act(call=call, act=Act.ASSIGN_EXPERTS, actor=actor, at=at, content=content)
    return sheet.id


def take_sheet_back(*, actor: Actor, sheet: uuid.UUID, reason: str) -> None:
    """Takes a sheet away from its expert; what he wrote is kept, and counts no more. Logs `take_sheet_back`.

    Raises:
        Refused: there is no such sheet, or no reason is given.
        NotAllowed: the actor may not, or the sheet's or review's state forbids it.
    """
    told = reason_given(reason)
    with transaction.atomic():
        call, review, row, at = on_sheet(actor, Act.TAKE_SHEET_BACK, sheet)
        was = row.status
        row.status = next_status(SheetStatus(row.status), Act.TAKE_SHEET_BACK)
        row.dropped_at, row.dropped_reason = at, told
        row.save(update_fields=["status", "dropped_at", "dropped_reason"])
        content: dict[str, Plain] = {
            "review": review.number,
            "sheet": sheet.hex,
            **_entry_told(row.entry),
            "sheet_before": was,
            "reason": told,
        }
        log_act(call=call, act=Act.TAKE_SHEET_BACK, actor=actor, at=at, content=content)


def ask_again(*, actor: Actor, sheet: uuid.UUID, reason: str) -> None:
    """Asks an expert to look at a submitted sheet once more; he reads the reason. Logs `ask_again`.

    What he submitted is kept as a version. He is told by a message where his address is known.

    Raises:
        Refused: there is no such sheet, or no reason is given.
        NotAllowed: the actor may not, or the sheet's or review's state forbids it.
    """
    told = reason_given(reason)
    with transaction.atomic():
        call, review, row, at = on_sheet(actor, Act.ASK_AGAIN, sheet)
        row.status = next_status(SheetStatus(row.status), Act.ASK_AGAIN)
        row.again = told
        row.save(update_fields=["status", "again"])
        content: dict[str, Plain] = {
            "review": review.number,
            "sheet": sheet.hex,
            **_entry_told(row.entry),
            "reason": told,
        }
        log_act(call=call, act=Act.ASK_AGAIN, actor=actor, at=at, content=content)
        tell_expert(row.expert, review, kind=Kind.EXPERT_AGAIN, at=at, params={})


def _ask(actor: Actor, call_slug: str, review: int, wishes: Wishes) -> int:
    _, row, at = on_review(actor, Act.ASSIGN_EXPERTS, call_slug, review)
    basis = basis_of(row)
    if not basis.entries:
        raise Refused("assign_no_entries")
    if not any(one.accepted or not wishes.answered for one in basis.experts.values()):
        raise Refused("assign_nobody" if not basis.experts else "assign_nobody_accepted")
    plans = AssignmentPlan.objects.filter(review=row)
    plans.filter(status=RUNNING).update(status=DROPPED, settled_by=actor.person, settled_at=at)
    last = plans.aggregate(last=Max("number"))["last"] or 0
    made = AssignmentPlan.objects.create(
        office_id=row.office_id,
        review=row,
        number=last + 1,
        wanted=wishes.as_plain(),
        made_by=actor.person,
        made_at=at,
    )
    return made.number


def _plan(review: Review, number: int, *statuses: str) -> AssignmentPlan:
    found = AssignmentPlan.objects.select_for_update().filter(review=review, number=number).first()
    if found is None:
        raise Refused("assign_no_plan", plan=number)
    if found.status not in statuses:
        raise Refused("assign_plan_settled", plan=number)
    return found


def _settle(plan: AssignmentPlan, status: str, actor: Actor, at: datetime) -> None:
    plan.status, plan.settled_by, plan.settled_at = status, actor.person, at
    plan.save(update_fields=["status", "settled_by", "settled_at"])


def _check_pair(basis: Basis, pair: Pair) -> None:
    expert, entry = pair
    if expert not in basis.experts:
        raise Refused("assign_not_on_panel")
    if entry not in basis.entries:
        raise Refused("assign_not_reviewed")
    told = {"expert": basis.experts[expert].name, "entry": basis.entries[entry].name}
    if pair in basis.blocked:
        raise Refused("assign_recused", **told)
    if pair in basis.sheets:
        raise Refused("assign_given_already", **told)


def _give(review: Review, pairs: Iterable[Pair], at: datetime) -> list[Sheet]:
    pairs = sorted(pairs)
    experts = Expert.objects.select_related("user").in_bulk({uuid.UUID(one) for one, _ in pairs})
    sheets = [
        Sheet(
            office_id=review.office_id,
            review=review,
            expert=experts[uuid.UUID(expert)],
            entry_id=uuid.UUID(entry),
            by=_signs_in_as(experts[uuid.UUID(expert)]),
            assigned_at=at,
        )
        for expert, entry in pairs
    ]
    return Sheet.objects.bulk_create(sheets, batch_size=_AT_ONCE)


def _signs_in_as(expert: Expert) -> str:
    return expert.user.username if expert.user else ""


def _take(review: Review, pairs: Collection[Pair], at: datetime, reason: str) -> None:
    sheets = Sheet.objects.select_for_update().filter(review=review, status=SheetStatus.ASSIGNED, revision=0)
    wanted = set(pairs)
    rows = [key for key, *pair in sheets.values_list("id", "expert_id", "entry_id") if _hex(pair) in wanted]
    for start in range(0, len(rows), _AT_ONCE):
        some = Sheet.objects.filter(id__in=rows[start : start + _AT_ONCE])
        some.update(status=SheetStatus.DROPPED, dropped_at=at, dropped_reason=reason)


def _hex(pair: list[uuid.UUID]) -> Pair:
    expert, entry = pair
    return expert.hex, entry.hex


def _entry_told(entry: Entry) -> dict[str, Plain]:
    return {"number": entry.filing.number, "ordinal": entry.ordinal}
