"""邀请与催报: firms are put on a call's list, invited, reminded; each act is logged with names."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from jianyou.actions.acting import check_act, reason_given, short_text
from jianyou.actions.confirming import address_of, offered_channels
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.outbox import Address, Kind, Told, send_to, tell_some
from jianyou.actions.texts import one_line
from jianyou.codes import uscc
from jianyou.codes.names import name_key
from jianyou.codes.pinyin import sound_of
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.screening.rosters import CONTACTS
from jianyou.queries.handling import handles
from jianyou.queries.invited import AGAIN, CONTACT, contacts_of, corrections_to_remind, page_of_call
from jianyou.queries.screened import Screened, Screening, select_screened
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, Correction, Invited, Office, PersonalDatum
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

MOST_INVITED = 5000
MOST_AT_ONCE = 500
"""Messages that one act writes."""
LONGEST_NAME, LONGEST_CONTACT = 300, 200
MAIL = "mail"
_NOBODY = UUID(int=0)


class Outcome(NamedTuple):
    """How many messages were written; who was only noted down for want of an address; who was left out."""

    mailed: int
    noted: int
    left: int


class _On(NamedTuple):
    call: Call
    at: datetime


def invite_firms(
    *, actor: Actor, call_slug: str, wanted: Screening, keys: Iterable[UUID] | None, count: int
) -> int:
    """Puts firms that a screening shows on the call's list, all or those named; `count` of them as was shown.

    Who is on it stays as it is. Contacts of the lists come along. Logs `invite`. Gives how many came.

    Raises:
        NotAllowed: the actor may not, or the call's state forbids it.
        Refused: there is no such call, other firms than were shown would come, or there are too many.
    """
    firms = [
        firm
        for firm in select_screened(viewer=actor, slug=call_slug, wanted=wanted, keys=keys)
        if not firm.invited
    ]
    if len(firms) != count:
        raise Refused("invited_changed", shown=count, now=len(firms))
    if not firms:
        raise Refused("invited_nobody")
    contacts = _sealed_contacts([row for firm in firms for row in firm.rows])
    rows = [_invited(actor, firm) for firm in firms]
    with transaction.atomic():
        call, at = _on(actor, call_slug)
        there = set(Invited.objects.filter(call=call, removed_at=None).values_list("name_key", flat=True))
        if any(firm.name_key in there for firm in firms):
            raise Refused("invited_changed", shown=count, now=sum(one.name_key not in there for one in firms))
        _put(call, at, firms, rows, contacts)
        content: dict[str, Plain] = {"added": [firm.name for firm in firms], "on": wanted.on.isoformat()}
        log_act(call=call, act=Act.INVITE, actor=actor, at=at, content=content)
    return len(firms)


def invite_one(*, actor: Actor, call_slug: str, name: str, code: str, contact: Mapping[str, str]) -> UUID:
    """Puts a firm that stands on no list on the call's list, with its contact. Logs `invite`. Gives its key.

    Raises:
        NotAllowed: the actor may not, or the call's state forbids it.
        Refused: name or code is wrong, it is on the list already, or there are too many.
    """
    told = one_line(name, LONGEST_NAME)
    key = name_key(told)
    if not key:
        raise Refused("invited_name_missing")
    checked = uscc.check(code) if code.strip() else None
    if checked and not checked.ok:
        raise Refused(checked.problems[0].code, **checked.problems[0].params)
    fit = _contact(contact)
    with transaction.atomic():
        call, at = _on(actor, call_slug)
        if Invited.objects.filter(call=call, name_key=key, removed_at=None).exists():
            raise Refused("invited_already", name=told)
        _check_room(call, 1)
        row = _row(actor, told, key, checked.code if checked else "", sound_of(told))
        row.added_at = at
        row, _ = Invited.objects.update_or_create(
            call=call, name_key=key, defaults={name: getattr(row, name) for name in _COLUMNS}
        )
        _keep_contact(row, fit)
        log_act(call=call, act=Act.INVITE, actor=actor, at=at, content={"added": [told]})
    return row.id


def set_contact(*, actor: Actor, call_slug: str, key: UUID, contact: Mapping[str, str]) -> None:
    """Writes the contact of an invited firm in place of the one kept. Logs `invite`, without what it says.

    Raises:
        NotAllowed: the actor may not, or the call's state forbids it.
        Refused: it isn't invited, or the contact is wrong.
    """
    fit = _contact(contact)
    with transaction.atomic():
        call, at = _on(actor, call_slug)
        row = Invited.objects.filter(call=call, id=key, removed_at=None).first()
        if row is None:
            raise Refused("invited_gone")
        _keep_contact(row, fit)
        content: dict[str, Plain] = {"contact_of": [row.name], "fields": [*sorted(fit)]}
        log_act(call=call, act=Act.INVITE, actor=actor, at=at, content=content)


def remove_invited(*, actor: Actor, call_slug: str, keys: Sequence[UUID], reason: str) -> int:
    """Takes firms off the call's list, and removes their contacts. Logs `invite`. Gives how many.

    Raises:
        NotAllowed: the actor may not, or the call's state forbids it.
        Refused: no reason is given, or nobody of them is on the list.
    """
    told = reason_given(reason)
    with transaction.atomic():
        call, at = _on(actor, call_slug)
        rows = _locked(call, keys)
        if not rows:
            raise Refused("invited_nobody")
        Invited.objects.filter(id__in=[row.id for row in rows]).update(removed_at=at)
        PersonalDatum.objects.filter(subject__in=[row.id for row in rows], field=CONTACT).delete()
        content: dict[str, Plain] = {"removed": [row.name for row in rows], "reason": told}
        log_act(call=call, act=Act.INVITE, actor=actor, at=at, content=content)
    return len(rows)


def send_invitations(*, actor: Actor, call_slug: str, keys: Sequence[UUID]) -> Outcome:
    """Invites firms: by mail where an address is kept and the site sends mail, else it is only noted.

    Each is invited once. Logs `invite` with names.

    Raises:
        NotAllowed: the actor may not, or the call's state forbids it.
        Refused: there are more than MOST_AT_ONCE, or nobody is left to be invited.
    """
    with transaction.atomic():
        call, at = _on(actor, call_slug)
        rows = _locked(call, keys)
        fresh = [row for row in rows if row.invited_at is None]
        outcome = _written(call, at, fresh, Kind.INVITATION, left=len(rows) - len(fresh))
        Invited.objects.filter(id__in=[row.id for row in fresh]).update(invited_at=at)
        _log_sent(actor, call, at, "invited", fresh, outcome)
    return outcome


def send_reminders(*, actor: Actor, call_slug: str, keys: Sequence[UUID]) -> Outcome:
    """Reminds invited firms of filing, as above; who was reminded within AGAIN is left out. Logs `invite`.

    Raises:
        NotAllowed: the actor may not, or the call's state forbids it.
        Refused: there are more than MOST_AT_ONCE, or nobody is left to be reminded.
    """
    with transaction.atomic():
        call, at = _on(actor, call_slug)
        rows = _locked(call, keys)
        fresh = [row for row in rows if row.reminded_at is None or row.reminded_at <= at - AGAIN]
        outcome = _written(call, at, fresh, Kind.URGING, left=len(rows) - len(fresh))
        Invited.objects.filter(id__in=[row.id for row in fresh]).update(reminded_at=at)
        _log_sent(actor, call, at, "reminded", fresh, outcome)
    return outcome


def remind_returned(*, actor: Actor, call_slug: str, count: int) -> int:
    """Reminds every filer with a confirmed address whose entry is to be corrected and still can; how many.

    `count` of them, as was shown; who was reminded within AGAIN is left out. Logs `invite` with numbers.

    Raises:
        NotAllowed: the actor may not, or the call's state forbids it.
        Refused: nobody is to be reminded, or others than were shown.
    """
    with transaction.atomic():
        call, at = _on(actor, call_slug)
        asked = corrections_to_remind(call, at).select_related("entry__filing").order_by("due", "id")
        some = list(asked[:MOST_AT_ONCE])
        if len(some) != min(count, MOST_AT_ONCE):
            raise Refused("invited_changed", shown=count, now=len(some))
        if not some:
            raise Refused("invited_nobody_to_remind")
        tell_some(call, [_urging(row) for row in some], at=at)
        numbers: list[Plain] = [row.entry.filing.number for row in some]
        log_act(call=call, act=Act.INVITE, actor=actor, at=at, content={"reminded_of_correction": numbers})
    return len(some)


def _urging(row: Correction) -> Told:
    params: dict[str, Plain] = {
        "ordinal": row.entry.ordinal,
        "name": row.entry.name,
        "due": moment_for_people(row.due),
    }
    return Told(row.entry.filing, Kind.URGING_CORRECTION, params)


def show_contacts(*, actor: Actor, call_slug: str, reason: str = "") -> None:
    """Logs `show_list`: contacts may then be shown. Who handles the call needs no reason.

    Raises:
        NotAllowed: the actor may not.
        Refused: no reason is given by somebody else.
    """
    with transaction.atomic():
        call, at = _on(actor, call_slug, Act.SHOW_LIST)
        told = short_text(reason) if handles(actor, call) else reason_given(reason)
        count = Invited.objects.filter(call=call, removed_at=None).count()
        content: dict[str, Plain] = {"list": "invited", "reason": told, "count": count}
        log_act(call=call, act=Act.SHOW_LIST, actor=actor, at=at, content=content)


def log_invited_export(*, actor: Actor, call_slug: str, reason: str, count: int) -> None:
    """Logs `export_list` before a table of so many invited firms with their contacts is taken away.

    Raises:
        NotAllowed: the actor may not.
        Refused: no reason is given.
    """
    told = reason_given(reason)
    with transaction.atomic():
        call, at = _on(actor, call_slug, Act.EXPORT_LIST)
        content: dict[str, Plain] = {"list": "invited", "reason": told, "count": count}
        log_act(call=call, act=Act.EXPORT_LIST, actor=actor, at=at, content=content)


_COLUMNS = (
    *("office_id", "name", "sound", "uscc", "district", "industry", "lists", "verdicts", "added_by"),
    *("added_at", "invited_at", "reminded_at", "removed_at"),
)


def _on(actor: Actor, slug: str, act: Act = Act.INVITE) -> _On:
    """The call, checked. Two of an office who invite wait for each other, and keep no filing waiting."""
    lock_call_shared(slug)
    if act is Act.INVITE:
        Office.objects.select_for_update().filter(id=actor.office or _NOBODY).first()
    call, at = call_named(slug), database_now()
    check_act(actor, act, subject_at(call, at), call)
    return _On(call, at)


def _sealed_contacts(keys: Sequence[UUID]) -> dict[UUID, bytes]:
    """The contacts kept under these keys, as they are encrypted."""
    found: dict[UUID, bytes] = {}
    for at in range(0, len(keys), 500):
        some = PersonalDatum.objects.filter(subject__in=keys[at : at + 500], field=CONTACT)
        found |= {key: bytes(value) for key, value in some.values_list("subject", "value")}
    return found


def _invited(actor: Actor, firm: Screened) -> Invited:
    row = _row(actor, firm.name, firm.name_key, firm.uscc, firm.sound)
    row.district, row.industry, row.lists = firm.district, firm.industry, list(firm.lists)
    row.verdicts = {award: answer.verdict.value for award, answer in firm.answers.items()}
    return row


def _put(
    call: Call,
    at: datetime,
    firms: Sequence[Screened],
    rows: Sequence[Invited],
    contacts: Mapping[UUID, bytes],
) -> None:
    """Writes the rows; a firm that was taken off before gets its row back."""
    _check_room(call, len(firms))
    for row in rows:
        row.call, row.added_at = call, at
    Invited.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["call", "name_key"],
        update_fields=_COLUMNS,
    )
    keys = dict(Invited.objects.filter(call=call, added_at=at).values_list("name_key", "id"))
    data = []
    for firm in firms:
        value = next((contacts[row] for row in firm.rows if row in contacts), None)
        if value:
            data.append(_datum(call, keys[firm.name_key], value))
    PersonalDatum.objects.bulk_create(data, batch_size=500)


def _row(actor: Actor, name: str, key: str, code: str, sound: str) -> Invited:
    return Invited(
        office_id=actor.office, name=name, name_key=key, sound=sound, uscc=code, added_by=actor.person
    )


def _check_room(call: Call, more: int) -> None:
    if Invited.objects.filter(call=call, removed_at=None).count() + more > MOST_INVITED:
        raise Refused("invited_too_many", most=MOST_INVITED)


def _locked(call: Call, keys: Sequence[UUID]) -> list[Invited]:
    rows = Invited.objects.select_for_update().filter(call=call, removed_at=None, id__in=keys[:MOST_INVITED])
    return list(rows.order_by("id"))


def _written(call: Call, at: datetime, rows: Sequence[Invited], kind: Kind, *, left: int) -> Outcome:
    """The messages to those whose address for mail is kept."""
    if len(rows) > MOST_AT_ONCE:
        raise Refused("invited_too_many_at_once", most=MOST_AT_ONCE, count=len(rows))
    if not rows:
        raise Refused("invited_nobody_to_tell")
    contacts = contacts_of([row.id for row in rows]) if MAIL in offered_channels() else {}
    mailed = 0
    for row in rows:
        address = _reachable(contacts.get(row.id, {}))
        if address is None:
            continue
        params: dict[str, Plain] = {
            "title": call.title,
            "office": call.office.name,
            "name": row.name,
            "until": moment_for_people(call.deadline),
            "page": page_of_call(call) or "-",
        }
        send_to(address, call=call, kind=kind, at=at, params=params, secret={}, lang="zh")
        mailed += 1
    return Outcome(mailed, len(rows) - mailed, left)


def _reachable(contact: Mapping[str, str]) -> Address | None:
    """The address for mail if it is well written: that of a list is as somebody typed it."""
    try:
        address = address_of(contact.get(MAIL, ""))
    except Refused:
        return None
    return address if address.channel == MAIL else None


def _log_sent(
    actor: Actor, call: Call, at: datetime, what: str, rows: Sequence[Invited], outcome: Outcome
) -> None:
    content: dict[str, Plain] = {
        what: [row.name for row in rows],
        "mailed": outcome.mailed,
        "noted": outcome.noted,
    }
    log_act(call=call, act=Act.INVITE, actor=actor, at=at, content=content)


def _contact(contact: Mapping[str, str]) -> dict[str, str]:
    """The fields of a contact that say something."""
    fit = {field.value: one_line(contact.get(field, ""), LONGEST_CONTACT) for field in CONTACTS}
    mail = fit[MAIL]
    if mail and (
        mail.count("@") != 1 or mail.startswith("@") or "." not in mail.partition("@")[2] or " " in mail
    ):
        raise Refused("invited_mail_wrong")
    return {name: text for name, text in fit.items() if text}


def _keep_contact(row: Invited, contact: Mapping[str, str]) -> None:
    PersonalDatum.objects.filter(subject=row.id, field=CONTACT).delete()
    if contact:
        value = site_keys().encrypt(json.dumps(dict(contact), ensure_ascii=False))
        _datum(row.call, row.id, value).save(force_insert=True)


def _datum(call: Call, key: UUID, value: bytes) -> PersonalDatum:
    return PersonalDatum(office_id=call.office_id, subject=key, field=CONTACT, value=value, lookup="")
