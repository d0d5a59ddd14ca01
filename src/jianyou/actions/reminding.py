"""提醒: who began and hasn't finished is told so before the deadline, where he reads messages.

A draft or a filing has an address of its own, confirmed by a code; the people of its organization are
reached at theirs. What was sent is kept with a draft, or is the filing's message, in the transaction that
writes it: nobody is told twice.
"""

import json
import uuid
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils.timezone import localtime

from jianyou.actions.acting import on_filing
from jianyou.actions.drafting import OFF, on_draft
from jianyou.actions.filing import code_for
from jianyou.actions.log import moment_for_people
from jianyou.actions.outbox import STOP, Address, Kind, address_of, send_to, tell
from jianyou.actions.reaching import Reach, opened_reach
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.check import Day, check_form
from jianyou.domain.annexes.typed import form_of_values
from jianyou.domain.lifecycle.reminders import Due, due_reminder, is_to_send, past_reminders
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus, FilingStatus
from jianyou.queries.calls import file_of
from jianyou.queries.drafts import content_of
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, Draft, Filing, Member, OutboxMessage, PersonalDatum
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused, Severity

_OWN = "reminders"
STOPPED = STOP + _OWN
"""The field under which a filing keeps that its own address isn't to be reminded."""
_SALT = "reminders.stop"
_MOST_COLUMNS = 5
_STOP, _FIND, _MY = "/reminders/stop/", "/filings/", "/my/"


class Stop(NamedTuple):
    """Whose reminders end: of a draft or filing, by its number; `user` is a person's key in hex, or empty."""

    number: str
    user: str = ""


def set_reach(*, actor: Actor, number: str, address: Address) -> None:
    """Keeps the confirmed address at which a draft's reminders are read; those due before are not sent.

    Raises:
        Refused: there is no such draft (any more).
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        draft, at = on_draft(actor, number)
        draft.reach = site_keys().encrypt(json.dumps(list(address)))
        past = past_reminders(localtime(draft.call.deadline), localtime(at))
        draft.reminded = _with(draft.reminded, *past)
        draft.save(update_fields=["reach", "reminded"])


def drop_reach(*, actor: Actor, number: str) -> None:
    """Forgets the address; no more reminders of the draft go there.

    Raises:
        Refused: there is no such draft (any more).
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        draft, _ = on_draft(actor, number)
        draft.reach = None
        draft.save(update_fields=["reach"])


def reach_of(*, number: str) -> Address | None:
    """The address at which a draft's reminders are read; only for who was let in to it."""
    reach = Draft.objects.filter(number=number).values_list("reach", flat=True).first()
    return _opened(reach) if reach else None


def stop_key(stop: Stop) -> str:
    """What an address tells that ends reminders; signed, and nothing of anybody in it."""
    return signing.dumps(list(stop), salt=_SALT)


def stop_of(key: str) -> Stop:
    """Whose reminders such a key ends.

    Raises:
        Refused: it is none of this site's.
    """
    try:
        return Stop(*signing.loads(key, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        raise Refused("reminders_link_bad") from None


def stop_reminders(*, stop: Stop) -> None:
    """No more reminders for whoever holds that key; what is gone needs none."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(number=stop.number).first()
        if draft is not None:
            if stop.user:
                draft.reminded = _with(draft.reminded, OFF + stop.user)
            else:
                draft.reach = None
            draft.save(update_fields=["reach", "reminded"])
            return
        filing = Filing.objects.filter(number=stop.number).first()
        if filing is not None:
            PersonalDatum.objects.get_or_create(
                subject=filing.id,
                field=STOP + (stop.user or _OWN),
                defaults={"office_id": filing.office_id, "value": site_keys().encrypt("stop"), "lookup": ""},
            )


def remind_drafts(*, call_slug: str, keys: list[uuid.UUID]) -> int:
    """Reminds of these drafts of a call, if they are to be reminded now; how many were.

    Two processes at once share the work: what one has locked the other leaves to it.
    """
    with transaction.atomic():
        lock_call_shared(call_slug)
        call, now = call_named(call_slug), localtime(database_now())
        due = due_in(call, now)
        if due is None:
            return 0
        waiting = Draft.objects.select_for_update(skip_locked=True).filter(call=call, id__in=keys)
        return sum(_remind_draft(draft, call, due, now) for draft in waiting.order_by("id"))


def remind_filing(*, number: str) -> bool:
    """Reminds of a filing that isn't complete, if that is due and wasn't done; whether.

    It is told in the inbox, to its own address and to the people of its organization, each address once.
    """
    with transaction.atomic():
        call, filing, at = on_filing(number)
        due = due_in(call, localtime(at))
        if due is None or filing.status != FilingStatus.PREFILLED:
            return False
        told = OutboxMessage.objects.filter(
            filing=filing, kind=Kind.REMINDER_FILING, params__reminder=due.name
        )
        if not is_to_send(due, begun=filing.sent_at, sent=()) or told.exists():
            return False
        declined = _declined(filing)
        if _OWN in declined and not filing.organization_id:
            return False
        _remind_filing(filing, due, at, declined)
        return True


def _remind_filing(filing: Filing, due: Due, at: datetime, declined: AbstractSet[str]) -> None:
    call = filing.call
    params: dict[str, Plain] = {
        "until": moment_for_people(call.deadline),
        "then": call.completes_on,
        "reminder": due.name,
    }
    own, kind, links = address_of(filing), Kind.REMINDER_FILING, _links(Stop(filing.number), "")
    goes = _OWN not in declined
    tell(filing, kind=kind, at=at, params=params, secret=links, confirmed=own if goes else None, goes=goes)
    params |= {"number": filing.number, "filer": filing.filer, "title": call.title}
    for user, reach in _members(filing.organization_id, {own} if own else set(), declined):
        secret = _links(Stop(filing.number, user.hex), _MY)
        send_to(reach.address, call=call, kind=kind, at=at, params=params, secret=secret, lang=reach.lang)


def due_in(call: Call, now: datetime) -> Due | None:
    """The reminder of that call that is due, None where none is or nothing can be filed."""
    if call.status != CallStatus.OPEN:
        return None
    return due_reminder(localtime(call.deadline), now)


def _remind_draft(draft: Draft, call: Call, due: Due, now: datetime) -> bool:
    if not is_to_send(due, begun=draft.begun_at, sent=draft.reminded):
        return False
    recipients = list(_recipients(draft))
    if recipients:
        params = _told(draft, call)
        for reach, secret in recipients:
            send_to(
                reach.address,
                call=call,
                kind=Kind.REMINDER_DRAFT,
                at=now,
                params=params,
                secret=secret,
                lang=reach.lang,
            )
    draft.reminded = _with(draft.reminded, *past_reminders(localtime(call.deadline), now))
    draft.save(update_fields=["reminded"])
    return bool(recipients)


def _recipients(draft: Draft) -> Iterator[tuple[Reach, Mapping[str, Plain]]]:
    """Each address once with what only it may read: the draft's own, then those of its people."""
    reached: set[Address] = set()
    if draft.reach:
        own = _opened(draft.reach)
        reached.add(own)
        code = {"draft_code": code_for(draft.token, site_keys())}
        yield Reach(own, draft.lang), {**code, **_links(Stop(draft.number), _FIND)}
    declined = {one.removeprefix(OFF) for one in draft.reminded}
    for user, reach in _members(draft.organization_id, reached, declined):
        yield reach, _links(Stop(draft.number, user.hex), _MY)


def _members(
    organization: uuid.UUID | None, reached: set[Address], declined: AbstractSet[str]
) -> Iterator[tuple[uuid.UUID, Reach]]:
    """The people of an organization who haven't declined, by key in hex, and where each address is once."""
    if not organization:
        return
    members = Member.objects.filter(organization_id=organization, until=None, user__is_active=True)
    for member in members.exclude(user__reach=None).select_related("user").order_by("since", "id"):
        reach = opened_reach(member.user.reach or b"")
        if reach.address in reached or member.user_id.hex in declined:
            continue
        reached.add(reach.address)
        yield member.user_id, reach


def _links(stop: Stop, onward: str) -> dict[str, str]:
    """Addresses of the site's pages, where its own address is known."""
    url = settings.JIANYOU_MESSAGES.get("url", "")
    if not url:
        return {}
    links = {"stop": f"{url}{_STOP}{stop_key(stop)}/"}
    return {"draft_link": f"{url}{onward}", **links} if onward else links


def _told(draft: Draft, call: Call) -> dict[str, Plain]:
    """What a reminder says of a draft: its name, until when, how much is to be mended, and where."""
    drafted, file = content_of(draft), file_of(call.slug, call.source)
    form = form_of_values(file.annex, drafted.header, [row.values for row in drafted.rows])
    check_form(form, file.annex, Day(localtime(call.deadline).date(), file.regions))
    wrong = [one.column for one in form.findings if one.severity is Severity.ERROR]
    titles = {one.key: one.label for one in file.annex.header}
    titles |= {one.key: one.title for one in file.annex.columns}
    columns = list(dict.fromkeys(titles[key] for key in wrong if key in titles))
    if not form.rows:
        wrong, columns = [*wrong, None], [file.annex.name_column.title, *columns]
    shown = "、".join(columns[:_MOST_COLUMNS]) + ("……" if len(columns) > _MOST_COLUMNS else "")
    return {
        "number": draft.number,
        "title": call.title,
        "filer": draft.filer or "—",
        "until": moment_for_people(call.deadline),
        "missing": len(wrong),
        "columns": shown or "—",
        "then": call.completes_on,
    }


def _declined(filing: Filing) -> AbstractSet[str]:
    """Who wants no reminders of it: people by their keys in hex, and `_OWN`."""
    kept = PersonalDatum.objects.filter(subject=filing.id, field__startswith=STOP)
    return {field.removeprefix(STOP) for field in kept.values_list("field", flat=True)}


def _opened(reach: bytes | memoryview) -> Address:
    channel, text = json.loads(site_keys().decrypt(bytes(reach)))
    return Address(channel, text)


def _with(reminded: list[str], *names: str) -> list[str]:
    return [*reminded, *(name for name in names if name not in reminded)]
