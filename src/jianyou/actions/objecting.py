"""异议: raised once, added to, withdrawn, and answered by the nominee who never learns by whom."""

import hmac
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from jianyou.actions.acting import check_act, reason_given
from jianyou.actions.limits import Limit
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.objecting_rows import (
    KeptFile,
    OnObjection,
    add_objection_files,
    add_step,
    log_objection,
    missing_now,
    moved,
    on_objection,
)
from jianyou.datafiles.canonical import Plain
from jianyou.domain.ledger.fingerprints import content_sha256
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import decisive_moment, elapsed, in_time
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.states import MADE_PUBLIC
from jianyou.domain.publicity.objections import (
    LONGEST_OBJECTION,
    Channel,
    FileRole,
    ObjectionKind,
    Objector,
    objector_problems,
    plain_objector,
)
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.identifiers import spoken_number
from jianyou.store.lookups import arrival_numbered, call_named
from jianyou.store.models import Call, Entry, Filing, Objection, Publicity, Published
from jianyou.store.sitekeys import SiteKeys, site_keys
from jianyou.terms.finding import Refused

_HOUR = timedelta(hours=1)
MOST_AN_HOUR = 20
"""Objections from one place on the web."""
WRONG_CODES, CODE_MINUTES = 10, 10
_RAISED = Limit("objections from", MOST_AN_HOUR, _HOUR)
_WRONG = Limit("objection codes", WRONG_CODES, timedelta(minutes=CODE_MINUTES))
_CODE = "objection code"


@dataclass(frozen=True, slots=True)
class Raised:
    """What somebody gets who objects: number and code to come back with, and what it still lacks."""

    number: str
    code: str
    in_time: bool
    missing: tuple[str, ...]
    moment: datetime


def raise_objection(
    *,
    actor: Actor,
    call_slug: str,
    publicity: int,
    token: uuid.UUID,
    channel: Channel,
    kind: ObjectionKind,
    about: uuid.UUID | None,
    text: str,
    person: Objector | None,
    files: Sequence[KeptFile] = (),
    lang: str = "zh",
    arrival: int | None = None,
    place: str = "",
) -> Raised:
    """Takes an objection to a published list; sent twice with one token it is raised once.

    `about` is the key of the entry in the list, None for the list as a whole; `person` None for an anonymous
    one. The arrival's moment decides where one was stamped, else the present one; a late one is kept and
    told so. `place` is the address it came from, counted and kept nowhere. Logs `raise_objection`.

    Raises:
        Refused: the list isn't public and never was, the row isn't in it, nothing is held, something is
            wrong with who objects, or there are too many, files included.
        NotAllowed: the actor's role doesn't raise, or the call's state forbids it.
    """
    told, person = _checked_text(text), _checked(person) if person else None
    if (channel is Channel.WEB) is not (actor.role is Role.PUBLIC):
        raise Refused("objection_channel")
    try:
        with transaction.atomic():
            call, published, at = _on_list(actor, call_slug, publicity)
            known = raised_before(token=token)
            if known is not None:
                return known
            if place and not _RAISED.take(site_keys().finder("objections from", place), at):
                raise Refused("objection_too_often")
            row = _new(call, published, at, token)
            row.channel, row.kind, row.lang = channel.value, kind.value, lang
            row.text, row.entry = site_keys().encrypt(told), _entry_in(published, about)
            row.named, row.person = person is not None, _sealed_person(person)
            _timed(row, arrival)
            _keep(on := OnObjection(call, row, at), files, actor)
            _log_raised(on, actor, told, files)
    except IntegrityError:
        if known := raised_before(token=token):
            return known
        raise
    return _raised(row)


def raised_before(*, token: uuid.UUID) -> Raised | None:
    """What was raised with that token; None while nothing was."""
    row = Objection.objects.filter(token=token).first()
    return _raised(row) if row else None


def objection_by_code(*, number: str, code: str, place: str = "") -> Actor:
    """Whoever comes back with number and code, to act for it; wrong codes are counted.

    Raises:
        Refused: they don't go together (which is wrong isn't told), or too many wrong ones were tried.
    """
    name = site_keys().finder("objection codes", f"{place}\0{number}")
    at = database_now()
    if _WRONG.is_over(name, at):
        raise Refused("public_too_often", minutes=CODE_MINUTES)
    kept = Objection.objects.filter(number=number).values_list("code_index", flat=True).first()
    if not hmac.compare_digest(_index(code, site_keys()), kept or "") or kept is None:
        _WRONG.take(name, at)
        raise Refused("objection_not_found")
    _WRONG.forget(name)
    return objector_actor(number)


def objector_actor(number: str) -> Actor:
    """Whoever was let in to the objection of that number (`objection_by_code`)."""
    return Actor(role=Role.PUBLIC, filing=number)


def code_of_objection(*, token: uuid.UUID) -> str:
    """The code that goes with a token: made of the site's key, so that it need not be kept."""
    return _code(token, site_keys())


def add_evidence(
    *,
    actor: Actor,
    number: str,
    code: str | None = None,
    files: Sequence[KeptFile] = (),
    text: str = "",
    person: Objector | None = None,
) -> tuple[str, ...]:
    """Adds to an objection: files, words, or who raises it where nobody said so; what it lacks then.

    For who was let in to it, or by its code, or by staff. Logs `add_evidence`.

    Raises:
        Refused: there is none, nothing is added, it was named before, or there are too many files.
        NotAllowed: who asks may not, or it is settled.
    """
    told = _checked_text(text) if text.strip() else ""
    if person is not None:
        person = _checked(person)
    if not files and not told and person is None:
        raise Refused("objection_nothing_added")
    actor = _let_in(actor, number, code)
    with transaction.atomic():
        on = on_objection(actor, Act.ADD_EVIDENCE, number)
        if person is not None:
            if on.row.named:
                raise Refused("objection_named_already")
            on.row.named, on.row.person = True, _sealed_person(person)
        add_objection_files(on, files, actor.person)
        add_step(on, Act.ADD_EVIDENCE, actor, told)
        on.row.missing = list(missing_now(on.row))
        on.row.save(update_fields=["named", "person", "missing"])
        content: dict[str, Plain] = {
            "missing": on.row.missing,
            "named": on.row.named,
            "files": [file.sealed.plain_digest for file in files],
            "content_sha256": content_sha256({"text": told}),
        }
        log_objection(on, Act.ADD_EVIDENCE, actor, content)
    return tuple(on.row.missing)


def withdraw_objection(*, actor: Actor, number: str, code: str | None = None, reason: str) -> None:
    """Takes an objection back; it stays on record. Logs `withdraw_objection` without the reason.

    Raises:
        Refused: there is none, or no reason is given.
        NotAllowed: who asks may not, or it is settled.
    """
    why = reason_given(reason)
    actor = _let_in(actor, number, code)
    with transaction.atomic():
        on = on_objection(actor, Act.WITHDRAW_OBJECTION, number)
        moved(on.row, Act.WITHDRAW_OBJECTION)
        on.row.settled_at, on.row.settled_by = on.at, actor.person or actor.role.value
        on.row.save(update_fields=["status", "settled_at", "settled_by"])
        add_step(on, Act.WITHDRAW_OBJECTION, actor, why)
        log_objection(on, Act.WITHDRAW_OBJECTION, actor, {})


def reply_to_objection(*, actor: Actor, number: str, text: str, files: Sequence[KeptFile] = ()) -> None:
    """The nominee's answer to what the office asked, by the filer; a later one stands beside the former.

    Logs `reply_to_objection`.

    Raises:
        Refused: nothing was asked of this filing, the time is over, or nothing is said.
        NotAllowed: it is another's, or settled.
    """
    told = _checked_text(text, missing="objection_reply_empty")
    with transaction.atomic():
        filing = Filing.objects.filter(number=actor.filing).first()
        asked = Objection.objects.filter(number=number, entry__filing=filing, reply_asked_at__isnull=False)
        if filing is None or not asked.exists():
            raise Refused("objection_unknown")
        on = on_objection(actor, Act.REPLY_TO_OBJECTION, number, filing=filing)
        if on.row.reply_until is None or elapsed(on.at, on.row.reply_until) <= timedelta(0):
            raise Refused("objection_reply_late")
        add_objection_files(on, [file._replace(role=FileRole.REPLY) for file in files], "")
        add_step(on, Act.REPLY_TO_OBJECTION, actor, told)
        on.row.reply, on.row.replied_at = site_keys().encrypt(told), on.at
        on.row.save(update_fields=["reply", "replied_at"])
        content: dict[str, Plain] = {
            "files": [file.sealed.plain_digest for file in files],
            "content_sha256": content_sha256({"text": told}),
        }
        log_objection(on, Act.REPLY_TO_OBJECTION, actor, content)


def _on_list(actor: Actor, slug: str, number: int) -> tuple[Call, Publicity, datetime]:
    """The call and the list, for the transaction that is running."""
    lock_call_shared(slug)
    call, at = call_named(slug), database_now()
    check_act(actor, Act.RAISE_OBJECTION, subject_at(call, at), call)
    rows = Publicity.objects.select_for_update(of=("self",), no_key=True)
    published = rows.filter(call=call, number=number, status__in=MADE_PUBLIC).first()
    if published is None:
        raise Refused("objection_no_list")
    return call, published, at


def _new(call: Call, published: Publicity, at: datetime, token: uuid.UUID) -> Objection:
    keys = site_keys()
    return Objection(
        office_id=call.office_id,
        call=call,
        publicity=published,
        number=spoken_number(3),
        token=token,
        code_index=_index(_code(token, keys), keys),
        at=at,
    )


def _timed(row: Objection, arrival: int | None) -> None:
    """Sets the moment that decides, and whether it is in time."""
    row.arrival = arrival
    row.moment = decisive_moment(row.at, _stamped(row, arrival))
    row.in_time = in_time(row.moment, _until(row.publicity))


def _keep(on: OnObjection, files: Sequence[KeptFile], actor: Actor) -> None:
    on.row.save(force_insert=True)
    add_objection_files(on, files, actor.person)
    on.row.missing = list(missing_now(on.row))
    on.row.save(update_fields=["missing"])


def _entry_in(published: Publicity, about: uuid.UUID | None) -> Entry | None:
    if about is None:
        return None
    row = (
        Published.objects.filter(publicity=published, entry_id=about).select_related("entry__filing").first()
    )
    if row is None:
        raise Refused("objection_row_unknown")
    return row.entry


def _stamped(row: Objection, arrival: int | None) -> datetime | None:
    """The moment of the stamp; it can't be older than what is objected to."""
    if arrival is None:
        return None
    stamp, published_at = arrival_numbered(row.call, arrival), row.publicity.published_at
    if published_at and elapsed(published_at, stamp.at) < timedelta(0):
        raise Refused("objection_arrival_before", number=arrival)
    return stamp.at


def _until(published: Publicity) -> datetime:
    until = published.objections_until or published.ends_at
    if until is None:
        raise Refused("objection_no_list")
    return until


def _log_raised(on: OnObjection, actor: Actor, text: str, files: Sequence[KeptFile]) -> None:
    row = on.row
    content: dict[str, Plain] = {
        "objection": row.number,
        "publicity": row.publicity.number,
        "number": row.entry.filing.number if row.entry else "",
        "ordinal": row.entry.ordinal if row.entry else 0,
        "channel": row.channel,
        "kind": row.kind,
        "named": row.named,
        "in_time": row.in_time,
        "decisive": moment_for_people(row.moment),
        "arrival": row.arrival or 0,
        "missing": row.missing,
        "files": [file.sealed.plain_digest for file in files],
        "content_sha256": content_sha256({"text": text}),
    }
    log_act(call=on.call, act=Act.RAISE_OBJECTION, actor=actor, at=on.at, content=content)


def _raised(row: Objection) -> Raised:
    code = _code(row.token, site_keys())
    return Raised(row.number, code, row.in_time, tuple(row.missing), localtime(row.moment))


def _let_in(actor: Actor, number: str, code: str | None) -> Actor:
    """Staff by their role, the public by the door or the code."""
    if actor.role is not Role.PUBLIC or (actor.filing and actor.filing == number):
        return actor
    return objection_by_code(number=number, code=code or "")


def _checked_text(text: str, missing: str = "objection_text_empty") -> str:
    told = text.strip()
    if not told:
        raise Refused(missing)
    if len(told) > LONGEST_OBJECTION:
        raise Refused("objection_text_long", most=LONGEST_OBJECTION)
    return told


def _checked(person: Objector) -> Objector:
    trimmed = replace(
        person,
        name=person.name.strip(),
        phone=person.phone.strip(),
        mail=person.mail.strip(),
        address=person.address.strip(),
        identity_last4=person.identity_last4.strip().upper(),
        uscc=person.uscc.strip().upper(),
    )
    for problem in objector_problems(trimmed):
        raise Refused(problem.code, **problem.params)
    return trimmed


def _sealed_person(person: Objector | None) -> bytes | None:
    return site_keys().encrypt(json.dumps(plain_objector(person))) if person else None


def _code(token: uuid.UUID, keys: SiteKeys) -> str:
    return keys.finder(_CODE, token.hex)[:12].upper()


def _index(code: str, keys: SiteKeys) -> str:
    return keys.finder(_CODE + " index", code)
