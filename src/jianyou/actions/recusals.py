"""回避: ties of the panel are looked for, told, and lifted; who is recused has no sheet of that entry."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from jianyou.actions.acting import reason_given
from jianyou.actions.log import log_act
from jianyou.actions.reviewing import OnReview, on_review
from jianyou.actions.reviews import log_review
from jianyou.datafiles.canonical import Plain
from jianyou.domain.judging.recusal.ties import Tie, TieKind, find_ties
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.states import ReviewStatus, SheetStatus
from jianyou.queries.judged import judged_entries
from jianyou.queries.recusal_facts import facts_of
from jianyou.queries.reviews import own_review
from jianyou.store.dialect import database_now
from jianyou.store.models import Entry, Expert, Panelist, Recusal, Sheet
from jianyou.terms.finding import Refused
from jianyou.terms.message import say

DECLARED, FOUND, OFFICE = "declared", "found", "office"
"""Who told of a tie: the expert, the facts, the office."""
_BATCH = 500
_COUNTING = (SheetStatus.ASSIGNED, SheetStatus.SUBMITTED, SheetStatus.AGAIN)


class Sought(NamedTuple):
    """What a search came to: ties that block, ties to be looked at, new ones among them, sheets dropped."""

    blocking: int
    flagged: int
    new: int
    dropped: int


def find_recusals(*, actor: Actor, call_slug: str, review: int) -> Sought:
    """Looks for ties between the panel and every entry; sheets that one blocks are dropped. Logs `recuse`.

    What was found before and no longer holds goes; what the office lifted stays lifted.

    Raises:
        Refused: there is no such review.
        NotAllowed: who asks may not, or the review's state forbids it.
    """
    # Facts are read, decrypted and compared before anything is locked; the moment before is what is kept.
    began, ties = _ties(actor, call_slug, review)
    with transaction.atomic():
        on = on_review(actor, Act.RECUSE, call_slug, review)
        standing = set(judged_entries(on.call).values_list("id", flat=True))
        held = [tie for tie in ties if UUID(tie.entry) in standing]
        new = _keep_found(on, actor, held)
        pairs = [(UUID(tie.expert), UUID(tie.entry)) for tie in _unlifted(on, held)]
        dropped = _drop(on, pairs, say("recusal_found"))
        on.review.sought_at = began
        on.review.save(update_fields=["sought_at"])
        told = Sought(sum(tie.blocks for tie in held), sum(not tie.blocks for tie in held), new, dropped)
        log_review(on, Act.RECUSE, actor, {"source": FOUND, **told._asdict()})
    return told


def recuse(*, actor: Actor, call_slug: str, review: int, expert: UUID, entry: UUID, reason: str) -> int:
    """An expert may not judge an entry: his own word, or the office's; how many sheets that drops.

    It holds in every review of the call. Told again, it holds anew. Logs `recuse`.

    Raises:
        Refused: there is no such review, expert on its panel or entry, no reason is given, or an expert
            speaks of another.
        NotAllowed: who asks may not, or the review's state forbids it.
    """
    why = reason_given(reason)
    own = actor.role is Role.EXPERT
    with transaction.atomic():
        on = on_review(actor, Act.RECUSE, call_slug, review)
        who = _on_panel(on, actor, expert)
        what = Entry.objects.filter(call=on.call, id=entry).select_related("filing").first()
        if what is None:
            raise Refused("recusal_entry_unknown")
        Recusal.objects.update_or_create(
            expert=who,
            entry=what,
            kind=TieKind.DECLARED.value if own else OFFICE,
            source=DECLARED if own else OFFICE,
            defaults={
                "office_id": on.call.office_id,
                "call": on.call,
                "blocks": True,
                "reason": why,
                "by": actor.person,
                "at": on.at,
                "lifted_by": "",
                "lifted_at": None,
                "lifted_reason": "",
            },
        )
        dropped = _drop(on, [(expert, entry)], why)
        content: dict[str, Plain] = {"expert": who.name, "reason": why, "sheets": dropped}
        _log(on, Act.RECUSE, actor, what, content)
    return dropped


def lift_recusal(*, actor: Actor, call_slug: str, review: int, recusal: UUID, reason: str) -> None:
    """The expert may judge the entry after all, as far as this tie goes. Logs `lift_recusal`.

    Sheets that were dropped don't come back: the entry is assigned anew.

    Raises:
        Refused: there is no such review or tie, it was lifted already, or no reason is given.
        NotAllowed: who asks may not, or the review's state forbids it.
    """
    why = reason_given(reason)
    with transaction.atomic():
        on = on_review(actor, Act.LIFT_RECUSAL, call_slug, review)
        rows = Recusal.objects.select_for_update(of=("self",)).select_related("expert", "entry__filing")
        row = rows.filter(call=on.call, id=recusal).first()
        if row is None:
            raise Refused("recusal_unknown")
        if row.lifted_at is not None:
            raise Refused("recusal_lifted_already")
        row.lifted_at, row.lifted_by, row.lifted_reason = on.at, actor.person, why
        row.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
        content: dict[str, Plain] = {"expert": row.expert.name, "tie": row.kind, "reason": why}
        _log(on, Act.LIFT_RECUSAL, actor, row.entry, content)


def _ties(actor: Actor, call_slug: str, number: int) -> tuple[datetime, tuple[Tie, ...]]:
    """The moment before the facts were read, and the ties that they tell; entries' persons are masked."""
    began = database_now()
    facts = facts_of(own_review(actor, call_slug, number))
    return began, find_ties(facts.experts, facts.entries)


def _keep_found(on: OnReview, actor: Actor, ties: Sequence[Tie]) -> int:
    """Writes the ties that are new, removes those of the panel that no longer hold; how many are new."""
    panel = list(Panelist.objects.filter(review=on.review, left_at=None).values_list("expert_id", flat=True))
    there = {
        (row.expert_id.hex, row.entry_id.hex, row.kind): row
        for row in Recusal.objects.filter(call=on.call, source=FOUND, expert__in=panel)
    }
    held = {(tie.expert, tie.entry, tie.kind.value): tie for tie in ties}
    gone = [row.id for key, row in there.items() if key not in held and row.lifted_at is None]
    for start in range(0, len(gone), _BATCH):
        Recusal.objects.filter(id__in=gone[start : start + _BATCH]).delete()
    fresh = [_row(on, actor, tie) for key, tie in held.items() if key not in there]
    Recusal.objects.bulk_create(fresh, batch_size=_BATCH)
    return len(fresh)


def _row(on: OnReview, actor: Actor, tie: Tie) -> Recusal:
    return Recusal(
        office_id=on.call.office_id,
        call=on.call,
        expert_id=UUID(tie.expert),
        entry_id=UUID(tie.entry),
        kind=tie.kind.value,
        source=FOUND,
        blocks=tie.blocks,
        because={"code": tie.reason.code, "params": _told(tie)},
        by=actor.person,
        at=on.at,
    )


_ABOUT_PERSONS = {TieKind.PERSON, TieKind.SURNAME_AND_UNIT, TieKind.SAME_NAME}


def _told(tie: Tie) -> Mapping[str, Plain]:
    """The texts that a tie rests on; a contact's name is personal, so that only its surname is kept."""
    params = dict(tie.reason.params)
    if tie.kind in _ABOUT_PERSONS:
        name, bracket, unit = tie.entry_text.partition("（")
        params["entry"] = f"{name[:1]}**{bracket}{unit}"
    return {name: str(text) for name, text in params.items()}


def _unlifted(on: OnReview, ties: Iterable[Tie]) -> list[Tie]:
    """Those that block and that the office hasn't lifted."""
    lifted = Recusal.objects.filter(call=on.call, source=FOUND, lifted_at__isnull=False)
    keys = {(row.expert_id.hex, row.entry_id.hex, row.kind) for row in lifted}
    return [tie for tie in ties if tie.blocks and (tie.expert, tie.entry, tie.kind.value) not in keys]


def _drop(on: OnReview, pairs: Iterable[tuple[UUID, UUID]], reason: str) -> int:
    """Drops the sheets of these pairs in every review that isn't over; how many."""
    wanted = set(pairs)
    if not wanted:
        return 0
    rows = Sheet.objects.filter(review__call=on.call, status__in=_COUNTING)
    rows = rows.exclude(review__status=ReviewStatus.CLOSED).filter(expert__in={one for one, _ in wanted})
    ids = [row for row, *pair in rows.values_list("id", "expert_id", "entry_id") if tuple(pair) in wanted]
    dropped: int = Sheet.objects.filter(id__in=ids).update(
        status=SheetStatus.DROPPED, dropped_at=on.at, dropped_reason=reason
    )
    return dropped


def _on_panel(on: OnReview, actor: Actor, key: UUID) -> Expert:
    rows = Panelist.objects.filter(review=on.review, expert=key, left_at=None).exclude(state="declined")
    row = rows.select_related("expert__user").first()
    if row is None:
        raise Refused("review_not_on_panel")
    expert = row.expert
    if actor.role is Role.EXPERT and (expert.user is None or expert.user.username != actor.person):
        raise Refused("site_no_review")
    return expert


def _log(on: OnReview, act: Act, actor: Actor, entry: Entry, content: dict[str, Plain]) -> None:
    told: dict[str, Plain] = {
        "review": on.review.number,
        "number": entry.filing.number,
        "ordinal": entry.ordinal,
        "name": entry.name,
    }
    log_act(call=on.call, act=act, actor=actor, at=on.at, content=told | content, filing=entry.filing)
