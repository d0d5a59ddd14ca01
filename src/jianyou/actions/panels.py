"""评审组: who is on a review's panel is invited, answers, and may leave it again."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from jianyou.actions.acting import reason_given, short_text
from jianyou.actions.experts_told import reaches_of, write_to
from jianyou.actions.outbox import Kind
from jianyou.actions.reviewing import OnReview, on_review
from jianyou.actions.reviews import log_review
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.reviews import UNFINISHED
from jianyou.store.models import Expert, Panelist, Sheet, User
from jianyou.terms.finding import Refused

MOST_AT_ONCE = 500
"""Messages that one act writes."""


class Outcome(NamedTuple):
    """How many were written to, and how many have no address and are to be phoned."""

    written: int
    to_phone: int


def invite_panel(*, actor: Actor, call_slug: str, review: int, experts: Sequence[UUID]) -> Outcome:
    """Asks those of the panel who weren't asked yet: by message where an address is known. Logs `name_panel`.

    Raises:
        Refused: there is no such review, more than MOST_AT_ONCE are asked at once, or nobody is left to ask.
        NotAllowed: who asks may not, or the review's state forbids it.
    """
    with transaction.atomic():
        on = on_review(actor, Act.NAME_PANEL, call_slug, review)
        rows = _panel(on).filter(expert__in=experts, state="named").order_by("id")
        asked = list(rows.select_related("expert__user")[: MOST_AT_ONCE + 1])
        if not asked:
            raise Refused("review_nobody_to_invite")
        if len(asked) > MOST_AT_ONCE:
            raise Refused("review_too_many", most=MOST_AT_ONCE)
        written = _write(on, [row.expert for row in asked])
        Panelist.objects.filter(id__in=[row.id for row in asked]).update(state="invited", invited_at=on.at)
        names: list[Plain] = [row.expert.name for row in asked]
        log_review(on, Act.NAME_PANEL, actor, {"invited": names, "written": written})
    return Outcome(written, len(asked) - written)


def answer_invitation(
    *, actor: Actor, call_slug: str, review: int, expert: UUID, accepts: bool, note: str = ""
) -> None:
    """An expert's answer, by himself or typed in by the office; who declines has no sheet left.

    Logs `answer_invitation`.

    Raises:
        Refused: there is no such review, he isn't on its panel, or it isn't the expert's own answer.
        NotAllowed: who asks may not, or the review's state forbids it.
    """
    text = short_text(note)
    with transaction.atomic():
        on = on_review(actor, Act.ANSWER_INVITATION, call_slug, review)
        row = _panel(on).select_for_update(of=("self",)).select_related("expert__user").filter(expert=expert)
        panelist = row.first()
        if panelist is None or not _is_own(actor, panelist.expert.user):
            raise Refused("site_no_review")
        if actor.role is Role.EXPERT and panelist.state == "named":
            raise Refused("site_no_review")
        panelist.state = "accepted" if accepts else "declined"
        panelist.answered_at, panelist.answer = on.at, text
        panelist.save(update_fields=["state", "answered_at", "answer"])
        if not accepts:
            _drop(on, expert, text)
        content: dict[str, Plain] = {"expert": panelist.expert.name, "accepts": accepts, "note": text}
        log_review(on, Act.ANSWER_INVITATION, actor, content)


def leave_panel(*, actor: Actor, call_slug: str, review: int, expert: UUID, reason: str) -> int:
    """Takes an expert off the panel, with his sheets that aren't handed in; how many. Logs `name_panel`.

    What he handed in stays, unless it is taken back by itself.

    Raises:
        Refused: there is no such review, he isn't on its panel, or no reason is given.
        NotAllowed: who asks may not, or the review's state forbids it.
    """
    why = reason_given(reason)
    with transaction.atomic():
        on = on_review(actor, Act.NAME_PANEL, call_slug, review)
        panelist = _panel(on).filter(expert=expert).select_related("expert").first()
        if panelist is None:
            raise Refused("review_not_on_panel")
        panelist.left_at = on.at
        panelist.save(update_fields=["left_at"])
        dropped = _drop(on, expert, why)
        content: dict[str, Plain] = {"left": panelist.expert.name, "reason": why, "sheets": dropped}
        log_review(on, Act.NAME_PANEL, actor, content)
    return dropped


def _panel(on: OnReview) -> QuerySet[Panelist]:
    return Panelist.objects.filter(review=on.review, left_at=None)


def _is_own(actor: Actor, user: User | None) -> bool:
    return actor.role is not Role.EXPERT or (user is not None and user.username == actor.person)


def _drop(on: OnReview, expert: UUID, reason: str) -> int:
    sheets = Sheet.objects.filter(review=on.review, expert=expert, status__in=UNFINISHED)
    dropped: int = sheets.update(status=SheetStatus.DROPPED, dropped_at=on.at, dropped_reason=reason)
    return dropped


def _write(on: OnReview, experts: Sequence[Expert]) -> int:
    """Writes to those whose address is known; how many."""
    reached = reaches_of(experts)
    on.review.call = on.call
    for expert in experts:
        if reach := reached.get(expert.id):
            params: dict[str, Plain] = {"name": expert.name, "office": on.call.office.name}
            write_to(reach, expert, on.review, kind=Kind.EXPERT_INVITED, at=on.at, params=params)
    return len(reached)
