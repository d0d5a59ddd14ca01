"""交接: registered papers go from the hall to the section on a slip, and the section signs for them."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max

from jianyou.actions.acting import check_act, short_text
from jianyou.actions.log import log_act
from jianyou.actions.numbering import numbered
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.handovers import to_hand_over
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, Filing, HandedOver, Handover
from jianyou.terms.finding import Refused

MOST_PAPERS = 500
"""Papers on one slip."""


def hand_over(*, actor: Actor, call_slug: str, numbers: Collection[str], note: str = "") -> int:
    """Puts these papers on a new slip; its number within the call. Logs `hand_over`.

    Raises:
        NotAllowed: the actor's role hands nothing over, or the call's state forbids it.
        Refused: no paper is named, too many are, or one of them isn't there to be handed over.
    """
    chosen, note = tuple(dict.fromkeys(numbers)), short_text(note)
    if not chosen:
        raise Refused("handover_empty")
    if len(chosen) > MOST_PAPERS:
        raise Refused("handover_many", count=len(chosen), most=MOST_PAPERS)
    return numbered(lambda: _hand_over(actor, call_slug, chosen, note))


def take_over(
    *, actor: Actor, call_slug: str, number: int, missing: Collection[str] = (), note: str = ""
) -> None:
    """Signs for a slip: every paper of it is there but the `missing` ones, which can be handed over again.

    Logs `take_over`.

    Raises:
        NotAllowed: the actor's role doesn't sign, or the call's state forbids it.
        Refused: there is no such slip, it was signed for, the actor made it, a paper isn't on it, or one is
            missing and nothing is said about it.
    """
    note = short_text(note)
    with transaction.atomic():
        lock_call_shared(call_slug)
        call, at = call_named(call_slug), database_now()
        check_act(actor, Act.TAKE_OVER, subject_at(call, at), call)
        slip = _open_slip(call, number, actor)
        gone = set(missing)
        papers = set(slip.papers.values_list("filing__number", flat=True))
        if unknown := gone - papers:
            raise Refused("handover_not_on_it", number=number, filing=min(unknown)[:20])
        if gone and not note:
            raise Refused("handover_note_missing")
        slip.papers.filter(filing__number__in=gone).update(missing=True)
        slip.taken_by, slip.taken_at, slip.taken_note = actor.person, at, note
        slip.save(update_fields=["taken_by", "taken_at", "taken_note"])
        content: dict[str, Plain] = {
            "handover": number,
            "papers": len(papers) - len(gone),
            "missing": list[Plain](sorted(gone)),
            "note": note,
        }
        log_act(call=call, act=Act.TAKE_OVER, actor=actor, at=at, content=content)


def _hand_over(actor: Actor, call_slug: str, chosen: tuple[str, ...], note: str) -> int:
    lock_call_shared(call_slug)
    call, at = call_named(call_slug), database_now()
    check_act(actor, Act.HAND_OVER, subject_at(call, at), call)
    filings = _locked(call, chosen)
    last = Handover.objects.filter(call=call).aggregate(last=Max("number"))["last"] or 0
    slip = Handover.objects.create(
        office_id=call.office_id, call=call, number=last + 1, made_by=actor.person, made_at=at, note=note
    )
    HandedOver.objects.bulk_create(
        HandedOver(office_id=call.office_id, handover=slip, filing=filings[number]) for number in chosen
    )
    content: dict[str, Plain] = {"handover": slip.number, "papers": list[Plain](chosen), "note": note}
    log_act(call=call, act=Act.HAND_OVER, actor=actor, at=at, content=content)
    return slip.number


def _locked(call: Call, chosen: tuple[str, ...]) -> dict[str, Filing]:
    """The filings by number, locked first and looked at then: another slip may have been made meanwhile."""
    rows = Filing.objects.select_for_update(of=("self",)).filter(call=call, number__in=chosen)
    filings = {filing.number: filing for filing in rows.order_by("id")}
    there = set(to_hand_over(call).filter(number__in=chosen).values_list("number", flat=True))
    for number in chosen:
        if number not in there:
            raise Refused("handover_not_there", number=number[:20])
    return filings


def _open_slip(call: Call, number: int, actor: Actor) -> Handover:
    slip = Handover.objects.select_for_update(of=("self",)).filter(call=call, number=number).first()
    if slip is None:
        raise Refused("handover_unknown", number=number)
    if slip.taken_at is not None:
        raise Refused("handover_taken", number=number)
    if slip.made_by == actor.person:
        raise Refused("handover_own")
    return slip
