"""现场安排: visits and defences are planned, moved and cancelled; who can't keep one is named, not put in.

What was planned before somebody was recused stays, and the page tells it: a schedule that people know of
isn't changed behind their backs.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from jianyou.actions.acting import LONGEST_TEXT, reason_given, short_text
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.reviewing import OnReview, on_review
from jianyou.actions.texts import one_line
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.judging.visits import Clash, ClashKind, Planned, Slot, find_clashes, slots
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.assigning_basis import Basis, basis_of
from jianyou.queries.visits import experts_of_entries, office_visits, planned_of, recused_pairs
from jianyou.store.models import Entry, Expert, Office, Visit
from jianyou.terms.finding import Refused

LONGEST_PLACE = 200
MOST_EXPERTS = 50
SHORTEST, LONGEST, MOST_A_DAY = 5, 480, 60
MOST_AT_ONCE = 500
"""Visits of one series."""
_LAST_HOUR = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitTold:
    """What is said of a visit; moments know their zone, `experts` are keys of experts on the panel."""

    begins: datetime
    ends: datetime
    place: str
    experts: tuple[uuid.UUID, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesTold:
    """What is said of a series: the first time, minutes for each, minutes between, how many a day.

    Each entry is seen by the experts who judge it, or by those named in `experts` where there are any.
    """

    first: datetime
    minutes: int
    pause: int
    a_day: int
    place: str
    experts: tuple[uuid.UUID, ...] = ()


def plan_visit(*, actor: Actor, call_slug: str, review: int, entry: uuid.UUID, told: VisitTold) -> uuid.UUID:
    """Plans when and where an entry is seen, and by whom; the visit's key. Logs `plan_visits`.

    Raises:
        Refused: there is no such review, the entry isn't under review or has a visit, an expert isn't on the
            panel, is recused or elsewhere then, the place is taken, or the times are wrong.
        NotAllowed: the actor may not, or the review's state forbids it.
    """
    with transaction.atomic():
        on = _on(actor, call_slug, review)
        visit = Visit(office_id=on.review.office_id, review=on.review, entry_id=entry)
        last = Visit.objects.filter(review=on.review).aggregate(last=Max("order"))["last"] or 0
        visit.order = last + 1
        _tell(on, visit, told, basis_of(on.review), actor)
        visit.save(force_insert=True)
        _log(on, actor, visit, {})
    return visit.id


def change_visit(
    *, actor: Actor, call_slug: str, review: int, visit: uuid.UUID, told: VisitTold, reason: str
) -> None:
    """Moves a visit, or changes who comes. Logs `plan_visits` with the reason.

    Raises:
        Refused: as `plan_visit`; or there is no such visit, or no reason is given.
        NotAllowed: the actor may not, or the review's state forbids it.
    """
    why = reason_given(reason)
    with transaction.atomic():
        on = _on(actor, call_slug, review)
        row = _visit(on, visit)
        before = moment_for_people(row.starts_at)
        _tell(on, row, told, basis_of(on.review), actor)
        row.save()
        _log(on, actor, row, {"before": before, "reason": why})


def cancel_visit(*, actor: Actor, call_slug: str, review: int, visit: uuid.UUID, reason: str) -> None:
    """Cancels a visit; it is kept with the reason. Logs `plan_visits`.

    Raises:
        Refused: there is no such visit, or no reason is given.
        NotAllowed: the actor may not, or the review's state forbids it.
    """
    why = reason_given(reason)
    with transaction.atomic():
        on = _on(actor, call_slug, review)
        row = _visit(on, visit)
        row.cancelled_at, row.cancelled_reason = on.at, why
        row.save(update_fields=["cancelled_at", "cancelled_reason"])
        _log(on, actor, row, {"reason": why, "cancelled": True})


def slots_of(count: int, told: SeriesTold) -> list[Slot]:
    """The times of a series, for a preview too.

    Raises:
        Refused: the numbers are out of bounds, or a day would go on into the night.
    """
    bounds = SHORTEST <= told.minutes <= LONGEST and 0 <= told.pause <= LONGEST
    if not bounds or not 1 <= told.a_day <= MOST_A_DAY:
        raise Refused("visit_series_bounds", low=SHORTEST, high=LONGEST, most=MOST_A_DAY)
    first, length = localtime(told.first), timedelta(minutes=told.minutes)
    pause = timedelta(minutes=told.pause)
    a_day = min(told.a_day, count)
    end = first + a_day * length + (a_day - 1) * pause
    if end.date() != first.date() or end > first.replace(hour=_LAST_HOUR, minute=0, second=0):
        raise Refused("visit_series_late", until=f"{_LAST_HOUR}:00")
    return slots(count, first=first, length=length, pause=pause, a_day=told.a_day)


def plan_series(
    *,
    actor: Actor,
    call_slug: str,
    review: int,
    entries: Sequence[uuid.UUID],
    told: SeriesTold,
) -> int:
    """Plans entries one after the other in the order given, all or none; how many. Logs `plan_visits`.

    Raises:
        Refused: as `plan_visit` for any of them, or the numbers of the series are out of bounds.
        NotAllowed: the actor may not, or the review's state forbids it.
    """
    times = slots_of(len(entries), told)
    with transaction.atomic():
        on = _on(actor, call_slug, review)
        basis = basis_of(on.review)
        judges = experts_of_entries(on.review, entries)
        last = Visit.objects.filter(review=on.review).aggregate(last=Max("order"))["last"] or 0
        made = []
        for at, (entry, slot) in enumerate(zip(entries, times, strict=True), last + 1):
            own = told.experts or tuple(uuid.UUID(key) for key in judges.get(entry, ()))
            each = VisitTold(begins=slot.begins, ends=slot.ends, place=told.place, experts=own)
            visit = Visit(office_id=on.review.office_id, review=on.review, entry_id=entry, order=at)
            _put(on, visit, each, basis, actor)
            made.append(visit)
        _check(on, made, basis)
        Visit.objects.bulk_create(made)
        content: dict[str, Plain] = {
            "review": review,
            "visits": len(made),
            "begins": moment_for_people(times[0].begins) if times else "",
            "ends": moment_for_people(times[-1].ends) if times else "",
        }
        log_act(call=on.call, act=Act.PLAN_VISITS, actor=actor, at=on.at, content=content)
    return len(made)


def _on(actor: Actor, call_slug: str, review: int) -> OnReview:
    """The locked review; one plans at a time: an expert's time counts over all reviews of the office."""
    on = on_review(actor, Act.PLAN_VISITS, call_slug, review)
    Office.objects.select_for_update(no_key=True).get(id=on.review.office_id)
    return on


def _visit(on: OnReview, key: uuid.UUID) -> Visit:
    found = Visit.objects.select_for_update().filter(review=on.review, id=key, cancelled_at=None).first()
    if found is None:
        raise Refused("visit_unknown")
    return found


def _tell(on: OnReview, visit: Visit, told: VisitTold, basis: Basis, actor: Actor) -> None:
    _put(on, visit, told, basis, actor)
    _check(on, [visit], basis)


def _put(on: OnReview, visit: Visit, told: VisitTold, basis: Basis, actor: Actor) -> None:
    """Writes what is said into the row, if it can be said at all."""
    if visit.entry_id.hex not in basis.entries:
        raise Refused("assign_not_reviewed")
    begins, ends = localtime(told.begins), localtime(told.ends)
    if ends <= begins or begins.date() != ends.date():
        raise Refused("visit_times_turned")
    if begins <= on.at and begins != visit.starts_at:
        raise Refused("visit_past")
    place = one_line(told.place, LONGEST_PLACE, "visit_place_missing")
    keys = sorted({key.hex for key in told.experts})
    if not keys:
        raise Refused("visit_nobody")
    if len(keys) > MOST_EXPERTS or any(key not in basis.experts for key in keys):
        raise Refused("assign_not_on_panel")
    visit.starts_at, visit.ends_at, visit.place, visit.experts = told.begins, told.ends, place, keys
    visit.note = short_text(fit_text(told.note[: 2 * LONGEST_TEXT], lines=True))
    visit.by, visit.at = actor.person, on.at


def _check(on: OnReview, visits: Sequence[Visit], basis: Basis) -> None:
    """Look for what can't be kept: among these visits, and between them and what is planned already."""
    mine = {one.id.hex for one in visits}
    first, last = min(one.starts_at for one in visits), max(one.ends_at for one in visits)
    others = office_visits(on.review).filter(ends_at__gt=first, starts_at__lt=last).select_related("entry")
    others = others.exclude(id__in=[one.id for one in visits])
    twice = Visit.objects.filter(
        review=on.review, cancelled_at=None, entry__in=[one.entry_id for one in visits]
    )
    for double in twice.exclude(id__in=[one.id for one in visits]).select_related("entry")[:1]:
        raise Refused("visit_entry_twice", entry=double.entry.name)
    names = {one.id.hex: one.entry.name for one in others} | {
        one.id.hex: basis.entries[one.entry_id.hex].name for one in visits
    }
    planned = planned_of(visits) + [_elsewhere(one) for one in planned_of(others)]
    for clash in find_clashes(planned, recused_pairs(on.review)):
        if clash.visit in mine or clash.other in mine:
            _refuse(clash, names, clash.other if clash.visit in mine else clash.visit, planned)


def _elsewhere(one: Planned) -> Planned:
    """What was planned before: its entry isn't looked at again."""
    return Planned(
        key=one.key,
        entry=f"other {one.key}",
        begins=one.begins,
        ends=one.ends,
        place=one.place,
        experts=one.experts,
    )


def _refuse(clash: Clash, names: dict[str, str], other: str, planned: Sequence[Planned]) -> None:
    match clash.kind:
        case ClashKind.EXPERT:
            raise Refused("visit_expert_busy", expert=_name(clash.expert), entry=names[other])
        case ClashKind.RECUSED:
            raise Refused("visit_recused", expert=_name(clash.expert), entry=names[clash.visit])
        case ClashKind.PLACE:
            place = next(one.place for one in planned if one.key == clash.visit)
            raise Refused("visit_place_taken", place=place, entry=names[other])
        case ClashKind.ENTRY:
            raise Refused("visit_entry_twice", entry=names[clash.visit])


def _name(key: str) -> str:
    return Expert.objects.values_list("name", flat=True).get(id=uuid.UUID(key))


def _log(on: OnReview, actor: Actor, visit: Visit, more: dict[str, Plain]) -> None:
    entry = Entry.objects.select_related("filing").get(id=visit.entry_id)
    content: dict[str, Plain] = {
        "review": on.review.number,
        "number": entry.filing.number,
        "ordinal": entry.ordinal,
        "begins": moment_for_people(visit.starts_at),
        "ends": moment_for_people(visit.ends_at),
        "place": visit.place,
        **more,
    }
    log_act(call=on.call, act=Act.PLAN_VISITS, actor=actor, at=on.at, content=content)
