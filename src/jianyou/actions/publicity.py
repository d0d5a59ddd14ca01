"""公示: a list is prepared, published for its period, taken down before its end, or dropped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import get_default_timezone, localtime

from jianyou.actions.acting import check_act, on_call, reason_given
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.publicity_asked import PublicityAsked, check_impersonal, checked
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import MADE_PUBLIC, PublicityStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.domain.publicity.lists import MOST_LINES, PublicList, fingerprint, snapshot, suspects
from jianyou.domain.publicity.periods import objections_until
from jianyou.queries.calls import file_of
from jianyou.queries.publicity import period_now, status_at
from jianyou.queries.publicity_lines import EntryOnList, list_of, proposed_lines, shown_columns
from jianyou.queries.subjects import subject_at
from jianyou.queries.workdays import declared_days
from jianyou.store.dialect import database_now
from jianyou.store.files import keep_file
from jianyou.store.models import Call, Publicity, Published
from jianyou.terms.finding import Refused

MOST_ROUNDS = 50


def prepare_publicity(*, actor: Actor, call_slug: str, asked: PublicityAsked) -> int:
    """Prepares a round; its number in the call. Nothing is public yet. Logs `prepare_publicity`.

    Raises:
        Refused: there is no such call, award or round to replace, something is missing, too long or looks
            personal, a column can't be made public, or the call's file sets something else.
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        call, at = on_call(actor, Act.PREPARE_PUBLICITY, call_slug)
        told = checked(file_of(call.slug, call.source), asked)
        last = Publicity.objects.filter(call=call).aggregate(last=Max("number"))["last"] or 0
        if last >= MOST_ROUNDS:
            raise Refused("publicity_rounds_many", most=MOST_ROUNDS)
        row = Publicity.objects.create(
            office_id=call.office_id,
            call=call,
            number=last + 1,
            prepared_by=actor.person,
            prepared_at=at,
            **_columns(call, told),
        )
        log_act(call=call, act=Act.PREPARE_PUBLICITY, actor=actor, at=at, content=_logged(row))
    return row.number


def change_publicity(*, actor: Actor, call_slug: str, number: int, asked: PublicityAsked) -> None:
    """Changes what was prepared. Logs `change_publicity`.

    Raises:
        Refused: there is no such round, or as `prepare_publicity` does.
        NotAllowed: who asks may not, or it is published already.
    """
    with transaction.atomic():
        row, at = _on_round(actor, Act.CHANGE_PUBLICITY, call_slug, number)
        told = checked(file_of(row.call.slug, row.call.source), asked)
        for name, value in _columns(row.call, told).items():
            setattr(row, name, value)
        row.prepared_by, row.prepared_at = actor.person, at
        row.save()
        log_act(call=row.call, act=Act.CHANGE_PUBLICITY, actor=actor, at=at, content=_logged(row))


def _columns(call: Call, told: PublicityAsked) -> dict[str, Any]:
    replaces = None
    if told.replaces:
        found = Publicity.objects.filter(call=call, number=told.replaces, status__in=MADE_PUBLIC)
        replaces = found.filter(award=told.award).first()
        if replaces is None:
            raise Refused("publicity_replaces_unknown", number=told.replaces)
    return {
        "award": told.award,
        "title": told.title,
        "text": told.text,
        "shows": list(told.shows),
        "covers": told.covers,
        "days": told.days,
        "working_days": told.working_days,
        "places": list(told.places),
        "contact": [contact._asdict() for contact in told.contacts],
        "replaces": replaces,
    }


def publish_list(*, actor: Actor, call_slug: str, number: int, looked: str) -> str:
    """Makes a list public from this moment, to the end of its period; the digest of what was published.

    Its lines are kept as they are shown. A round that it replaces and that is still public is taken down.
    Logs `publish_list` with the digest, which is that of the file that anyone can take away meanwhile.

    Raises:
        Refused: there is no such round, nothing stands proposed, something in it looks personal, it isn't
            what was looked at (`looked`, its fingerprint), a day of its period isn't known, or the office
            wants two people and who asks prepared it.
        NotAllowed: who asks may not, or it isn't prepared any more.
    """
    with transaction.atomic():
        row, at = _on_round(actor, Act.PUBLISH_LIST, call_slug, number)
        if row.call.office.second_person and row.prepared_by == actor.person:
            raise Refused("publicity_own")
        told, entries = _to_publish(row, looked)
        told = _timed(row, told, localtime(at))
        # Small, and named after what is in it: were the transaction to fail, nobody would find it.
        row.snapshot = keep_file(snapshot(told))
        _freeze(row, told, at, actor)
        Published.objects.bulk_create(
            Published(
                office_id=row.office_id,
                publicity=row,
                entry_id=one.entry,
                award=one.award,
                tier=one.tier,
                order=one.line.order,
                values=one.line.values,
            )
            for one in entries
        )
        _log_published(actor, row, at, len(entries))
        rounds = Publicity.objects.select_for_update(no_key=True)
        before = rounds.get(id=row.replaces_id) if row.replaces_id else None
        if before and status_at(before, at) is PublicityStatus.PUBLIC:
            before.call = row.call
            _take_down(actor, before, at, {"replaced_by": row.number})
    return row.snapshot


def _to_publish(row: Publicity, looked: str) -> tuple[PublicList, Sequence[EntryOnList]]:
    columns = shown_columns(file_of(row.call.slug, row.call.source), row.shows)
    entries = proposed_lines(row.call, row.award, columns, covers=row.covers)
    if not entries:
        raise Refused("publicity_nobody")
    if len(entries) > MOST_LINES:
        raise Refused("publicity_too_many", most=MOST_LINES)
    told = list_of(row, [one.line for one in entries])
    if fingerprint(told) != looked:
        raise Refused("publicity_changed")
    found = next(suspects(told.lines, told.columns), None)
    if found:
        raise Refused("publicity_personal", order=found.order, column=found.column)
    return told, entries


def _timed(row: Publicity, told: PublicList, at: datetime) -> PublicList:
    period = period_now(row, at)
    until = objections_until(
        at,
        period,
        told.objection_days,
        working_days=row.working_days,
        zone=get_default_timezone(),
        changes=declared_days(row.office_id) if row.working_days else {},
    )
    return replace(told, published_at=at, period=period, objections_until=until)


def _freeze(row: Publicity, told: PublicList, at: datetime, actor: Actor) -> None:
    assert told.period
    row.status = next_status(PublicityStatus(row.status), Act.PUBLISH_LIST)
    row.published_by, row.published_at = actor.person, at
    row.begins_on, row.ends_at = told.period.begins_on, told.period.ends_at
    row.objections_until = told.objections_until
    row.save()


def _log_published(actor: Actor, row: Publicity, at: datetime, entries: int) -> None:
    assert row.begins_on
    assert row.ends_at
    assert row.objections_until
    content: dict[str, Plain] = {
        "publicity": row.number,
        "award": row.award,
        "entries": entries,
        "sha256": row.snapshot,
        "begins": row.begins_on.isoformat(),
        "ends": moment_for_people(row.ends_at),
        "objections_until": moment_for_people(row.objections_until),
        "replaces": row.replaces.number if row.replaces else None,
    }
    log_act(call=row.call, act=Act.PUBLISH_LIST, actor=actor, at=at, content=content)


def take_down_list(*, actor: Actor, call_slug: str, number: int, reason: str) -> None:
    """Takes a list down before its end. Logs `take_down_list` with the reason, which anybody may read.

    Raises:
        Refused: no reason is given, it looks personal, there is no such round, or its period is over.
        NotAllowed: who asks may not, or it isn't public.
    """
    why = reason_given(reason)
    check_impersonal(why)
    with transaction.atomic():
        row, at = _on_round(actor, Act.TAKE_DOWN_LIST, call_slug, number)
        if row.ends_at is not None and row.ends_at <= at:
            raise Refused("publicity_over")
        row.reason = why
        _take_down(actor, row, at, {"reason": why})


def _take_down(actor: Actor, row: Publicity, at: datetime, why: dict[str, Plain]) -> None:
    row.status = next_status(PublicityStatus(row.status), Act.TAKE_DOWN_LIST)
    row.settled_by, row.settled_at = actor.person, at
    row.save(update_fields=["status", "settled_by", "settled_at", "reason"])
    content: dict[str, Plain] = {"publicity": row.number, **why}
    log_act(call=row.call, act=Act.TAKE_DOWN_LIST, actor=actor, at=at, content=content)


def drop_publicity(*, actor: Actor, call_slug: str, number: int, reason: str) -> None:
    """Drops what was prepared; it stays on record. Logs `drop_publicity` with the reason.

    Raises:
        Refused: no reason is given, or there is no such round.
        NotAllowed: who asks may not, or it was published.
    """
    why = reason_given(reason)
    with transaction.atomic():
        row, at = _on_round(actor, Act.DROP_PUBLICITY, call_slug, number)
        row.status = next_status(PublicityStatus(row.status), Act.DROP_PUBLICITY)
        row.settled_by, row.settled_at, row.reason = actor.person, at, why
        row.save(update_fields=["status", "settled_by", "settled_at", "reason"])
        content: dict[str, Plain] = {"publicity": number, "reason": why}
        log_act(call=row.call, act=Act.DROP_PUBLICITY, actor=actor, at=at, content=content)


def _on_round(actor: Actor, act: Act, slug: str, number: int) -> tuple[Publicity, datetime]:
    """A round, locked with its call, once it is known that this may be done with it."""
    call, _ = on_call(actor, Act.PREPARE_PUBLICITY, slug)
    rows = Publicity.objects.select_for_update(of=("self",)).filter(call=call, number=number)
    row = rows.select_related("replaces").first()
    if row is None:
        raise Refused("publicity_unknown")
    row.call = call
    at = database_now()
    check_act(actor, act, subject_at(call, at, publicity=row), call)
    return row, at


def _logged(row: Publicity) -> dict[str, Plain]:
    return {
        "publicity": row.number,
        "award": row.award,
        "shows": list(row.shows),
        "covers": row.covers,
        "days": row.days,
        "working_days": row.working_days,
        "replaces": row.replaces.number if row.replaces else None,
    }
