"""门: which reviews and score sheets an expert may open, and what is to be done before."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus, EntryStatus, ReviewStatus, SheetStatus
from jianyou.queries.reviews import undertaking_sha256
from jianyou.store.models import Panelist, Recusal, Review, Sheet
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

ACCEPTED = "accepted"
_ASKED = ("invited", ACCEPTED)
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_SIGNS = 6
_SHOWN_CALLS = (CallStatus.OPEN, CallStatus.CLOSED)


class Step(StrEnum):
    """What an expert has to do in a review before anything else; `score`: nothing is in the way."""

    ANSWER = "answer"
    TIES = "ties"
    SIGN = "sign"
    WAIT = "wait"
    SCORE = "score"
    TALK = "talk"
    OVER = "over"


def step_of(panelist: Panelist, review: Review) -> Step:
    """Where he stands: invitation, ties, undertaking, in this order; then what the review's phase allows."""
    if review.status == ReviewStatus.CLOSED or review.call.status not in _SHOWN_CALLS:
        return Step.OVER
    if panelist.state != ACCEPTED:
        return Step.ANSWER
    if panelist.declared_at is None:
        return Step.TIES
    if not has_signed(panelist, review):
        return Step.SIGN
    return {
        ReviewStatus.PREPARING: Step.WAIT,
        ReviewStatus.SCORING: Step.SCORE,
        ReviewStatus.CONSENSUS: Step.TALK,
    }[ReviewStatus(review.status)]


def has_signed(panelist: Panelist, review: Review) -> bool:
    """Whether he signed the text as it is now; an office may ask for none."""
    return not review.undertaking or panelist.undertaken == undertaking_sha256(review.undertaking)


def own_places(viewer: Actor) -> QuerySet[Panelist]:
    """The reviews that an expert is asked to take part in, each with its call."""
    places = Panelist.objects.filter(office_id=viewer.office, expert__user__username=viewer.person)
    asked = places.filter(state__in=_ASKED, left_at=None).exclude(review__call__status=CallStatus.CANCELLED)
    return asked.select_related("expert", "review__call__office")


def own_place(viewer: Actor, review: UUID) -> Panelist:
    """His place in that review.

    Raises:
        Refused: he has none.
    """
    place = own_places(viewer).filter(review_id=review).first()
    if place is None:
        raise Refused("site_no_review")
    return place


def own_sheets(viewer: Actor) -> QuerySet[Sheet]:
    """The sheets given to an expert: on a panel that he has joined, of no entry that he is recused from.

    Where an entry isn't accepted any more, there is nothing to judge.
    """
    blocked = Recusal.objects.filter(
        expert=OuterRef("expert_id"), entry=OuterRef("entry_id"), blocks=True, lifted_at=None
    )
    joined = Panelist.objects.filter(
        review=OuterRef("review_id"), expert=OuterRef("expert_id"), state=ACCEPTED, left_at=None
    )
    own = Sheet.objects.filter(
        office_id=viewer.office, by=viewer.person, expert__user__username=viewer.person
    ).exclude(status=SheetStatus.DROPPED)
    own = own.filter(entry__status=EntryStatus.ACCEPTED)
    return own.filter(~Exists(blocked), Exists(joined))


def entry_code(review: UUID, entry: UUID) -> str:
    """What an entry is called where names are hidden: `K73-M9Q`, the same throughout a review.

    It is keyed: nobody tells the entry from it, nor the codes of two reviews from each other.
    """
    number = int(site_keys().finder("entry in review", f"{review.hex} {entry.hex}"), 16)
    signs = []
    for _ in range(_SIGNS):
        number, at = divmod(number, len(_LETTERS))
        signs.append(_LETTERS[at])
    code = "".join(signs)
    return f"{code[:3]}-{code[3:]}"


def in_order(sheets: Iterable[Sheet], *, blind: bool) -> list[Sheet]:
    """The sheets of one review as its expert sees them: by name, or by code where names are hidden."""
    if blind:
        return sorted(sheets, key=lambda sheet: entry_code(sheet.review_id, sheet.entry_id))
    return sorted(sheets, key=lambda sheet: (sheet.entry.sound, sheet.entry.name, sheet.id))
