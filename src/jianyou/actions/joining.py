"""入组: what an expert does before he reads anything: he tells his ties, and signs the undertaking."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from jianyou.actions.recusals import recuse
from jianyou.actions.reviewing import OnReview, on_review
from jianyou.actions.reviews import log_review
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.judged import judged_entries
from jianyou.queries.reviews import undertaking_sha256
from jianyou.queries.sheet_gate import ACCEPTED, own_place
from jianyou.store.models import Panelist, Recusal
from jianyou.terms.finding import Refused

MOST_TIES = 300
"""Entries that one declaration names."""


def declare_ties(*, actor: Actor, review: UUID, ties: Mapping[UUID, str]) -> int:
    """申报回避: the entries that an expert may not judge, each with its reason, or none; how many are new.

    More may be declared later; none is taken back by himself. Logs `recuse` for each; that there were none
    is told by the row of the undertaking.

    Raises:
        Refused: he has no place in that review, a reason is missing, or an entry isn't one of it.
        NotAllowed: the review's state forbids it.
    """
    if len(ties) > MOST_TIES:
        raise Refused("sheet_too_many_ties", most=MOST_TIES)
    with transaction.atomic():
        on, place = _on_own(actor, Act.RECUSE, review)
        known = set(judged_entries(on.call).filter(id__in=list(ties)).values_list("id", flat=True))
        if known != set(ties):
            raise Refused("sheet_tie_unknown")
        own = Recusal.objects.filter(expert=place.expert_id, source="declared", lifted_at=None)
        told = set(own.filter(entry__in=known).values_list("entry_id", flat=True))
        for entry in [key for key in ties if key not in told]:
            recuse(
                actor=actor,
                call_slug=on.call.slug,
                review=on.review.number,
                expert=place.expert_id,
                entry=entry,
                reason=ties[entry],
            )
        place.declared_at = on.at
        place.save(update_fields=["declared_at"])
    return len(known - told)


def sign_undertaking(*, actor: Actor, review: UUID, digest: str, name: str) -> None:
    """签承诺书: an expert types his name under the text whose SHA-256 he was shown. Logs `sign_undertaking`.

    Raises:
        Refused: he has no place in that review, told no ties yet, the text was changed meanwhile, or the
            name isn't his.
        NotAllowed: the review's state forbids it.
    """
    with transaction.atomic():
        on, place = _on_own(actor, Act.SIGN_UNDERTAKING, review)
        if place.declared_at is None:
            raise Refused("sheet_ties_first")
        if digest != undertaking_sha256(on.review.undertaking):
            raise Refused("sheet_undertaking_changed")
        if "".join(name.split()) != "".join(place.expert.name.split()):
            raise Refused("sheet_name_differs", name=place.expert.name)
        place.undertaken, place.undertaken_at = digest, on.at
        place.save(update_fields=["undertaken", "undertaken_at"])
        declared = Recusal.objects.filter(expert=place.expert_id, call=on.call, source="declared").count()
        content: dict[str, Plain] = {"expert": place.expert.name, "sha256": digest, "declared": declared}
        log_review(on, Act.SIGN_UNDERTAKING, actor, content)


def _on_own(actor: Actor, act: Act, review: UUID) -> tuple[OnReview, Panelist]:
    """His place in a review, locked with it."""
    found = own_place(actor, review)
    on = on_review(actor, act, found.review.call.slug, found.review.number)
    place = own_place(actor, review)
    if place.state != ACCEPTED:
        raise Refused("sheet_answer_first")
    return on, place
