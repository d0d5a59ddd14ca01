"""评审: a stage of the call file is started, set up, scored in, and closed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from jianyou.actions.acting import OnCall, on_call, reason_given, short_text
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.reviewing import OnReview, on_review
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.judging.scores.stages import ReviewStage
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import ReviewStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.queries.calls import file_of
from jianyou.queries.reviews import UNFINISHED, missing_to_score, undertaking_sha256
from jianyou.store.models import Call, Draw, Expert, Panelist, Review, Sheet
from jianyou.terms.finding import Refused
from jianyou.terms.message import say

MOST_PANEL = 2000


def start_review(*, actor: Actor, call_slug: str, stage: str) -> int:
    """Starts a stage of the call file, as it is set up there; its number in the call. Logs `start_review`.

    Raises:
        Refused: the call file has no review section or no such stage, or it was started already.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    with transaction.atomic():
        call, at = on_call(actor, Act.START_REVIEW, call_slug)
        told = stage_of(call, stage)
        reviews = Review.objects.filter(call=call)
        if reviews.filter(stage=stage).exists():
            raise Refused("review_started_already", name=told.name)
        number = (reviews.aggregate(last=Max("number"))["last"] or 0) + 1
        Review.objects.create(
            office_id=call.office_id,
            call=call,
            number=number,
            stage=told.key,
            title=told.name,
            blind=told.blind,
            phones=told.phones,
            undertaking=say("review_undertaking_text"),
            made_by=actor.person,
            made_at=at,
        )
        content: dict[str, Plain] = {"review": number, "stage": told.name}
        log_act(call=call, act=Act.START_REVIEW, actor=actor, at=at, content=content)
    return number


def set_review(
    *,
    actor: Actor,
    call_slug: str,
    review: int,
    blind: bool,
    phones: bool,
    due: datetime | None,
    undertaking: str,
) -> None:
    """Sets until when experts score, and how; who signed another text signs anew. Logs `set_review`.

    Once scoring has begun, only the moment may be moved and phones allowed or not.

    Raises:
        Refused: there is no such review, `due` is past, or scoring began and more would change.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    text = short_text(fit_text(undertaking, lines=True))
    with transaction.atomic():
        on = on_review(actor, Act.SET_REVIEW, call_slug, review)
        row = on.review
        if due is not None and due <= on.at and due != row.due:
            raise Refused("review_due_past")
        if row.status != ReviewStatus.PREPARING and (blind != row.blind or text != row.undertaking):
            raise Refused("review_settings_fixed")
        if text != row.undertaking:
            Panelist.objects.filter(review=row).update(undertaken="", undertaken_at=None)
        row.blind, row.phones, row.due, row.undertaking = blind, phones, due, text
        row.save(update_fields=["blind", "phones", "due", "undertaking"])
        settings: dict[str, Plain] = {
            "due": moment_for_people(due) if due else "",
            "blind": blind,
            "phones": phones,
            "undertaking": undertaking_sha256(text),
        }
        log_review(on, Act.SET_REVIEW, actor, settings)


def name_panel(
    *,
    actor: Actor,
    call_slug: str,
    review: int,
    experts: Sequence[UUID],
    least: int | None = None,
    most: int | None = None,
    draw: Draw | None = None,
) -> int:
    """Puts experts of the pool on the panel, each to judge `least` to `most` entries; how many came.

    Who is on it gets these bounds; who left or declined is named anew. Without bounds those of the call
    file hold. Logs `name_panel`.

    Raises:
        Refused: there is no such review or expert, the bounds are wrong, or there are too many.
        NotAllowed: who asks may not, or the review's state forbids it.
    """
    with transaction.atomic():
        on = on_review(actor, Act.NAME_PANEL, call_slug, review)
        pool = Expert.objects.filter(office_id=actor.office, retired_at=None)
        names = dict(pool.filter(id__in=experts).values_list("id", "name"))
        if not experts or len(names) != len(set(experts)):
            raise Refused("review_expert_unknown")
        least, most = _bounds(on, least, most)
        there = {row.expert_id: row for row in Panelist.objects.filter(review=on.review)}
        if len({*there, *names}) > MOST_PANEL:
            raise Refused("review_panel_full", most=MOST_PANEL)
        came = [_named(on, actor, key, there.get(key), draw) for key in names if _is_new(there.get(key))]
        for row in came:
            row.save()
        Panelist.objects.filter(review=on.review, expert__in=names).update(least=least, most=most)
        if came:
            on.review.sought_at = None
            on.review.save(update_fields=["sought_at"])
        listed: list[Plain] = [*sorted(names.values())]
        content: dict[str, Plain] = {"experts": listed, "least": least, "most": most}
        log_review(on, Act.NAME_PANEL, actor, content | ({"draw": draw.number} if draw else {}))
    return len(came)


def start_scoring(*, actor: Actor, call_slug: str, review: int) -> None:
    """Opens the score sheets to their experts. Logs `start_scoring`.

    Raises:
        Refused: there is no such review, or something is missing; the first thing is told.
        NotAllowed: who asks may not, or the review's state forbids it.
    """
    with transaction.atomic():
        on = on_review(actor, Act.START_SCORING, call_slug, review)
        missing = missing_to_score(on.review, on.at)
        if missing:
            raise Refused(missing[0].code, **missing[0].params)
        on.review.started_at = on.at
        _move(on, Act.START_SCORING, "started_at")
        sheets = Sheet.objects.filter(review=on.review).exclude(status="dropped").count()
        content: dict[str, Plain] = {"sheets": sheets, "due": moment_for_people(on.review.due or on.at)}
        log_review(on, Act.START_SCORING, actor, content)


def close_scoring(
    *, actor: Actor, call_slug: str, review: int, unfinished: int = 0, reason: str = ""
) -> None:
    """Ends scoring; `unfinished` sheets, as was shown, stay without a score, for a reason. Logs it.

    Raises:
        Refused: there is no such review, others are unfinished than were shown, or no reason is given.
        NotAllowed: who asks may not, or the review's state forbids it.
    """
    why = reason_given(reason) if unfinished else short_text(reason)
    with transaction.atomic():
        on = on_review(actor, Act.CLOSE_SCORING, call_slug, review)
        left = _unfinished(on.review)
        if left != unfinished:
            raise Refused("review_unfinished_changed", shown=unfinished, now=left)
        on.review.closed_at = on.at
        _move(on, Act.CLOSE_SCORING, "closed_at")
        log_review(on, Act.CLOSE_SCORING, actor, {"unfinished": left, "reason": why})


def reopen_scoring(*, actor: Actor, call_slug: str, review: int, due: datetime, reason: str) -> None:
    """Experts score again, until `due`; a section head's decision. Logs `reopen_scoring`.

    Raises:
        Refused: there is no such review, no reason is given, or `due` is past.
        NotAllowed: who asks may not, or the review's state forbids it.
    """
    why = reason_given(reason)
    with transaction.atomic():
        on = on_review(actor, Act.REOPEN_SCORING, call_slug, review)
        if due <= on.at:
            raise Refused("review_due_past")
        on.review.due, on.review.closed_at = due, None
        _move(on, Act.REOPEN_SCORING, "due", "closed_at")
        log_review(on, Act.REOPEN_SCORING, actor, {"due": moment_for_people(due), "reason": why})


def open_consensus(*, actor: Actor, call_slug: str, review: int) -> None:
    """Scores far apart are talked over, now that the independent ones are in. Logs `open_consensus`.

    Raises:
        Refused: there is no such review, or a sheet isn't handed in.
        NotAllowed: who asks may not, or the review's state forbids it.
    """
    with transaction.atomic():
        on = on_review(actor, Act.OPEN_CONSENSUS, call_slug, review)
        if left := _unfinished(on.review):
            raise Refused("review_sheets_missing", count=left)
        _move(on, Act.OPEN_CONSENSUS)
        log_review(on, Act.OPEN_CONSENSUS, actor, {})


def stage_of(call: Call, key: str) -> ReviewStage:
    """A stage of the call file.

    Raises:
        Refused: it has no review section, or no such stage.
    """
    declared = file_of(call.slug, call.source).review
    if declared is None:
        raise Refused("review_not_declared")
    if key not in declared.by_key:
        raise Refused("review_stage_unknown", name=key[:40])
    return declared.by_key[key]


def log_review(on: OnReview | OnCall, act: Act, actor: Actor, content: dict[str, Plain]) -> None:
    """The log row of an act on a review; it tells which."""
    told: dict[str, Plain] = {"review": on.review.number} if isinstance(on, OnReview) else {}
    log_act(call=on.call, act=act, actor=actor, at=on.at, content=told | content)


def _bounds(on: OnReview, least: int | None, most: int | None) -> tuple[int | None, int | None]:
    load = stage_of(on.call, on.review.stage).load
    if least is None and most is None:
        return (load.least, load.most) if load else (None, None)
    if (least or 0) < 0 or (most is not None and most < max(1, least or 0)):
        raise Refused("review_bounds_wrong")
    return least, most


def _is_new(row: Panelist | None) -> bool:
    return row is None or row.left_at is not None or row.state == "declined"


def _named(on: OnReview, actor: Actor, key: UUID, row: Panelist | None, draw: Draw | None) -> Panelist:
    """Who is named (again): not asked yet, nothing answered."""
    row = row or Panelist(office_id=on.review.office_id, review=on.review, expert_id=key)
    row.state, row.draw, row.named_by, row.named_at = "named", draw, actor.person, on.at
    row.invited_at = row.answered_at = row.left_at = None
    row.answer = ""
    return row


def _unfinished(review: Review) -> int:
    return Sheet.objects.filter(review=review, status__in=UNFINISHED).count()


def _move(on: OnReview, act: Act, *changed: str) -> None:
    on.review.status = next_status(ReviewStatus(on.review.status), act)
    on.review.save(update_fields=["status", *changed])
