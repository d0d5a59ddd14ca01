"""称号: conferred from results, and what becomes of them afterwards; nothing of their history is lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from jianyou.actions.acting import check_act, on_call, reason_given, short_text
from jianyou.actions.log import log_act
from jianyou.actions.outbox import Kind, Told, tell_some
from jianyou.actions.site_log import SiteDeed, log_deed
from jianyou.actions.texts import one_line
from jianyou.actions.title_judging import judge_holders
from jianyou.codes.names import name_key
from jianyou.codes.pinyin import sound_of
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.nominees import kind_of
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.titles import changing
from jianyou.domain.titles.changing import Change, ChangeKind, HowLong
from jianyou.domain.titles.rules import recheck_from
from jianyou.queries.results import Conferral, conferrals
from jianyou.queries.subjects import subject_at
from jianyou.queries.title_facts import dates_of
from jianyou.queries.titles import MOST_MONTHS, TitleSettings, rule_of
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.models import Call, Entry, Office, Title, TitleChange, TitleName, TitleSetting
from jianyou.terms.finding import Refused

LONGEST_BATCH, LONGEST_DOCUMENT, LONGEST_NAME = 60, 200, 300
MOST_TITLES = 200_000
_BATCH = 500
_KEEPERS = (Role.OFFICE_CLERK, Role.SECTION_HEAD)
Difference = tuple[Mapping[str, Plain], Mapping[str, Plain]]
"""Before and after, of what changes only."""


def confer_titles(*, actor: Actor, call_slug: str, batch: str, document: str, on: date, count: int) -> int:
    """Enters a title for each of the `count` results of a call that were conferred and have none; how many.

    They hold from that day, for as long as the call's file says. Their filers are told. Logs `confer_titles`.

    Raises:
        Refused: there is no such call, nothing to confer, others than were shown, something is missing or
            too long, or the day lies ahead.
        NotAllowed: who asks may not.
    """
    batch = one_line(batch, LONGEST_BATCH, "title_batch_missing")
    document = one_line(document, LONGEST_DOCUMENT, "title_document_missing")
    with transaction.atomic():
        call, at = on_call(actor, Act.CONFER_TITLES, call_slug)
        given = conferrals(call)
        if on > localtime(at).date():
            raise Refused("title_day_future")
        if len(given) != count:
            raise Refused("titles_others", shown=count, now=len(given))
        if not given:
            raise Refused("titles_nothing")
        rows = [_conferred(call, one, batch, document, on) for one in given]
        enter(actor, rows, at)
        told = [_news(row, one.result.entry) for row, one in zip(rows, given, strict=True)]
        tell_some(call, told, at=at)
        content: dict[str, Plain] = {
            "batch": batch,
            "document": document,
            "on": on.isoformat(),
            "titles": [_told(row) for row in rows],
        }
        log_act(call=call, act=Act.CONFER_TITLES, actor=actor, at=at, content=content)
    judge_holders(rows)
    return len(rows)


def _conferred(call: Call, one: Conferral, batch: str, document: str, on: date) -> Title:
    entry, until = one.result.entry, one.valid_until(on)
    return Title(
        office_id=call.office_id,
        call=call,
        entry=entry,
        award=one.result.award,
        award_name=one.award_name[:100],
        tier_name=one.tier_name[:100],
        batch=batch,
        document=document,
        name=entry.name[:LONGEST_NAME],
        name_key=entry.name_key[:LONGEST_NAME],
        uscc=entry.uscc,
        kind=kind_of(entry.name).value,
        district=entry.district,
        conferred_on=on,
        valid_until=until,
        recheck_on=recheck_from(until, one.rule),
    )


def _news(row: Title, entry: Entry) -> Told:
    params: dict[str, Plain] = {
        "ordinal": entry.ordinal,
        "name": row.name,
        "tier": row.tier_name,
        "batch": row.batch,
        "document": row.document,
    }
    return Told(entry.filing, Kind.TITLE_CONFERRED, params)


def _told(row: Title) -> dict[str, Plain]:
    return {"title": row.number, "name": row.name, "award": row.award_name, "tier": row.tier_name}


def enter(actor: Actor, rows: Sequence[Title], at: datetime) -> None:
    """Numbers new titles of the actor's office and writes them, for the transaction that is running.

    Raises:
        Refused: the register would be too long.
    """
    Office.objects.select_for_update(no_key=True).get(id=actor.office)
    last = Title.objects.filter(office_id=actor.office).aggregate(last=Max("number"))["last"] or 0
    if last + len(rows) > MOST_TITLES:
        raise Refused("titles_too_many", most=MOST_TITLES)
    for number, row in enumerate(rows, last + 1):
        row.number, row.by, row.at = number, actor.person, at
    Title.objects.bulk_create(rows, batch_size=_BATCH)
    names = [name for row in rows for name in _names(row)]
    TitleName.objects.bulk_create(names, batch_size=_BATCH)


def _names(row: Title) -> Iterable[TitleName]:
    """What a title is found by: each of its names once, however it is written."""
    told = {name_key(name)[:LONGEST_NAME]: name for name in (*row.former, row.name)}
    for key, name in told.items():
        if key:
            yield TitleName(office_id=row.office_id, title=row, name_key=key, sound=sound_of(name)[:1000])


def look_at_change(*, actor: Actor, number: int, change: Change) -> Difference:
    """What a change would change of a title; nothing is changed.

    Raises:
        Refused: as `change_title`.
        NotAllowed: who asks may not.
    """
    change = _checked(actor, change)
    with transaction.atomic():
        row, at = _locked(actor, number)
        was, now = _changed(row, change, at)
        return changing.difference(was, now)


def change_title(*, actor: Actor, number: int, change: Change, seen: int) -> None:
    """Changes a title of which `seen` changes were looked at. What it was before stays to be seen.

    Entries of its holder in running calls that ask for titles are judged anew. Logs `change_title` in the
    call's log, or where the title came with no call in the site's.

    Raises:
        Refused: there is no such title, it was changed since it was looked at, something is missing or too
            long, or it can't be changed so.
        NotAllowed: who asks may not; only a section head revokes and restores.
    """
    change = _checked(actor, change)
    with transaction.atomic():
        row, at = _locked(actor, number)
        if row.changes.count() != seen:
            raise Refused("title_changed")
        was, now = _changed(row, change, at)
        before, after = changing.difference(was, now)
        _keep(row, was, now)
        TitleChange.objects.create(
            office_id=row.office_id,
            title=row,
            kind=change.kind.value,
            on=change.on,
            before=before,
            after=after,
            reason=change.reason,
            document=change.document,
            by=actor.person,
            at=at,
        )
        content: dict[str, Plain] = {
            "title": number,
            "name": was.name,
            "change": change.kind.value,
            "on": change.on.isoformat(),
            "before": dict(before),
            "after": dict(after),
            "document": change.document,
            "reason": change.reason,
        }
        _log(row, actor, at, content)
    judge_holders([row])


def _checked(actor: Actor, change: Change) -> Change:
    check_keeper(actor)
    if change.kind in changing.BY_HEAD and actor.role is not Role.SECTION_HEAD:
        raise NotAllowed("titles_head_only")
    missing = "title_document_missing" if change.kind in changing.BY_HEAD else ""
    name = one_line(change.name, LONGEST_NAME)
    if change.kind is ChangeKind.RENAMED and not name_key(name):
        raise Refused("title_name_missing")
    return replace(
        change,
        name=name,
        document=one_line(change.document, LONGEST_DOCUMENT, missing),
        reason=reason_given(change.reason) if change.kind in changing.REASONED else short_text(change.reason),
    )


def _changed(row: Title, change: Change, at: datetime) -> tuple[HowLong, HowLong]:
    if change.on > localtime(at).date():
        raise Refused("title_day_future")
    was = HowLong(row.name, tuple(row.former), dates_of(row))
    return was, changing.changed(was, change, rule_of(row))


class _On(NamedTuple):
    row: Title
    at: datetime


def _locked(actor: Actor, number: int) -> _On:
    """A title of the actor's office, locked; where it is of a call, whether the actor may change it there."""
    found = Title.objects.filter(office_id=actor.office, number=number).select_related("call__office").first()
    if found is None:
        raise Refused("title_unknown")
    if found.call:
        lock_call_shared(found.call.slug)
    rows = Title.objects.select_for_update(of=("self",)).select_related("call__office", "entry")
    row, at = rows.get(id=found.id), database_now()
    if row.call:
        check_act(actor, Act.CHANGE_TITLE, subject_at(row.call, at), row.call)
    return _On(row, at)


def _keep(row: Title, was: HowLong, now: HowLong) -> None:
    dates = now.dates
    row.name, row.former = now.name, list(now.former)
    row.name_key = name_key(now.name)[:LONGEST_NAME]
    row.valid_until, row.recheck_on = dates.valid_until, dates.recheck_on
    row.status, row.barred_until = dates.status.value, dates.barred_until
    row.save()
    if now.name != was.name:
        row.names.all().delete()
        TitleName.objects.bulk_create(_names(row))


def _log(row: Title, actor: Actor, at: datetime, content: dict[str, Plain]) -> None:
    if row.call:
        log_act(call=row.call, act=Act.CHANGE_TITLE, actor=actor, at=at, content=content)
        return
    subject = f"{row.number} {row.name}"
    told = {name: value for name, value in content.items() if name not in ("subject", "operator")}
    log_deed(SiteDeed.TITLE_CHANGED, subject=subject, operator=actor.person, **told)


def set_register(*, actor: Actor, settings: TitleSettings) -> None:
    """Whether anyone may read the register, with credit codes or not, and how far ahead it reminds.

    Written into the site's log.

    Raises:
        Refused: the months are out of bounds.
        NotAllowed: only a section head may.
    """
    if actor.role is not Role.SECTION_HEAD or not actor.office:
        raise NotAllowed("titles_head_only")
    if not 1 <= settings.months <= MOST_MONTHS:
        raise Refused("title_months_wrong", most=MOST_MONTHS)
    with transaction.atomic():
        office = Office.objects.select_for_update(no_key=True).get(id=actor.office)
        TitleSetting.objects.update_or_create(office=office, defaults=settings._asdict())
        log_deed(SiteDeed.TITLES_SET, subject=office.name, operator=actor.person, **settings._asdict())


def check_keeper(actor: Actor) -> None:
    """Look at whether somebody keeps his office's register.

    Raises:
        NotAllowed: he doesn't.
    """
    if actor.role not in _KEEPERS or not actor.office:
        raise NotAllowed("titles_not_yours")
