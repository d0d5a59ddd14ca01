"""What stands around an act on a review or a score sheet: its locked rows, and whether it may be done."""

import uuid
from datetime import datetime
from typing import NamedTuple

from jianyou.actions.acting import check_act
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.models import Call, Review, Sheet
from jianyou.terms.finding import Refused


class OnReview(NamedTuple):
    """A locked review with its call, and the moment read under the lock."""

    call: Call
    review: Review
    at: datetime


def on_review(actor: Actor, act: Act, call_slug: str, number: int) -> OnReview:
    """A review of a call of the actor's office, for the transaction that is running.

    Raises:
        Refused: there is none.
        NotAllowed: the actor may not do this now.
    """
    lock_call_shared(call_slug)
    rows = Review.objects.select_for_update(of=("self",)).select_related("call__office")
    review = rows.filter(call__slug=call_slug, number=number, office_id=actor.office).first()
    if review is None:
        raise Refused("site_no_review")
    at = database_now()
    check_act(actor, act, subject_at(review.call, at, review=review), review.call)
    return OnReview(review.call, review, at)


class OnSheet(NamedTuple):
    """A locked score sheet in its review, and the moment read under the lock."""

    call: Call
    review: Review
    sheet: Sheet
    at: datetime


def on_sheet(actor: Actor, act: Act, sheet_id: uuid.UUID) -> OnSheet:
    """A score sheet, for the transaction that is running; its review stays as it is meanwhile.

    Raises:
        Refused: there is none in the actor's office, or it isn't this expert's.
        NotAllowed: the actor may not do this now.
    """
    rows = Sheet.objects.select_related("review__call__office", "expert", "entry__filing")
    found = rows.filter(id=sheet_id, office_id=actor.office).first()
    if found is None:
        raise Refused("site_no_sheet")
    lock_call_shared(found.review.call.slug)
    review = Review.objects.select_for_update(of=("self",), no_key=True).get(id=found.review_id)
    sheet = rows.select_for_update(of=("self",)).get(id=sheet_id)
    call, at = found.review.call, database_now()
    check_act(actor, act, subject_at(call, at, review=review, sheet=sheet), call)
    return OnSheet(call, review, sheet, at)
