"""催评: experts whose sheets aren't in are reminded, by the office once a day at most, and before the end.

Each is told how many sheets wait, never of whom: who reads mail isn't known. What was sent is the message
itself, so nobody is told twice.
"""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils.timezone import localtime

from jianyou.actions.experts_told import reaches_of, write_to
from jianyou.actions.log import log_act
from jianyou.actions.outbox import Kind
from jianyou.actions.reviewing import on_review
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.reminders import Due, due_reminder
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus, ReviewStatus
from jianyou.queries.scoring_late import AGAIN, Late, late_experts, reminded_of
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.models import Expert, Review
from jianyou.terms.finding import Refused

_MOST = 500
"""Messages that one act writes."""


class Reminded(NamedTuple):
    """How many were written to, and how many can only be phoned."""

    written: int
    to_phone: int


def remind_experts(*, actor: Actor, call_slug: str, review: int, count: int) -> Reminded:
    """Reminds the experts of a review with sheets left; `count` of them can be written to, as was shown.

    Who was written to within a day is left out. Logs `assign_experts` with how many.

    Raises:
        Refused: there is no such review, it isn't scoring, nobody can be written to, or others than were
            shown.
        NotAllowed: the actor may not.
    """
    with transaction.atomic():
        call, row, at = on_review(actor, Act.ASSIGN_EXPERTS, call_slug, review)
        if row.status != ReviewStatus.SCORING:
            raise Refused("assign_not_scoring")
        recent = reminded_of(row, since=at - AGAIN)
        late = [one for one in late_experts(row) if one.key not in recent]
        experts = _experts(late)
        reaches = reaches_of(experts.values())
        written = [one for one in late if one.key in reaches][:_MOST]
        if len(written) != min(count, _MOST):
            raise Refused("assign_late_changed", shown=count, now=len(written))
        if not written:
            raise Refused("assign_nobody_to_remind")
        for one in written:
            told: dict[str, Plain] = {"left": one.left, "reminder": "office"}
            write_to(
                reaches[one.key],
                experts[one.key],
                row,
                kind=Kind.REMINDER_EXPERT,
                at=at,
                params=told,
            )
        outcome = Reminded(len(written), len(late) - len(written))
        content: dict[str, Plain] = {
            "review": review,
            "reminded": outcome.written,
            "to_phone": outcome.to_phone,
        }
        log_act(call=call, act=Act.ASSIGN_EXPERTS, actor=actor, at=at, content=content)
    return outcome


def due_of(review: Review, at: datetime) -> Due | None:
    """The reminder of a review that is due, None where there is none."""
    if review.due is None or review.status != ReviewStatus.SCORING:
        return None
    return due_reminder(localtime(review.due), localtime(at))


def remind_before_end(*, review: uuid.UUID) -> int:
    """Reminds those with sheets left of the moment that comes, if that is due and wasn't done; how many.

    Two processes at once share the work: what one has locked the other leaves to it.
    """
    found = Review.objects.filter(id=review).values_list("call__slug", flat=True).first()
    if found is None:
        return 0
    with transaction.atomic():
        lock_call_shared(found)
        rows = Review.objects.select_for_update(of=("self",), skip_locked=True).select_related("call")
        row = rows.filter(id=review, call__status__in=(CallStatus.OPEN, CallStatus.CLOSED)).first()
        at = database_now()
        due = due_of(row, at) if row else None
        if row is None or due is None:
            return 0
        return _remind(row, due, at)


def _remind(review: Review, due: Due, at: datetime) -> int:
    late = _to_remind(review, due, at)
    experts = _experts(late)
    reaches = reaches_of(experts.values())
    for one in late:
        if one.key not in reaches:
            continue
        told: dict[str, Plain] = {"left": one.left, "reminder": due.name}
        write_to(reaches[one.key], experts[one.key], review, kind=Kind.REMINDER_EXPERT, at=at, params=told)
    return sum(one.key in reaches for one in late)


def _to_remind(review: Review, due: Due, at: datetime) -> Sequence[Late]:
    """Those who had their sheets when the reminder was due, weren't sent it, and nothing this very hour."""
    sent = reminded_of(review, name=due.name) | reminded_of(review, since=at - timedelta(hours=1))
    return [one for one in late_experts(review) if one.key not in sent and one.since < due.since][:_MOST]


def _experts(late: Collection[Late]) -> dict[uuid.UUID, Expert]:
    return Expert.objects.select_related("user").in_bulk([one.key for one in late])


def reachable(keys: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Which of these experts can be written to; their addresses aren't told."""
    return frozenset(reaches_of(Expert.objects.select_related("user").filter(id__in=list(keys))))
