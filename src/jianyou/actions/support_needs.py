"""帮扶台账: needs are told by nominees or typed in; each department's part in meeting them is kept beside.

What was written in words stays out of the log: nobody can tell what stands in it.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Max

from jianyou.actions.acting import LONGEST_TEXT, OnFiling, check_act, on_call, on_filing, reason_given
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.outbox import Kind, Told, tell_some
from jianyou.actions.texts import in_lines, one_line
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.calls import file_of
from jianyou.queries.subjects import subject_at
from jianyou.queries.support_basis import helped
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.lookups import filing_numbered
from jianyou.store.models import Call, Entry, Filing, Help, Need
from jianyou.terms.finding import Refused

LONGEST_NAME, LONGEST_RESOURCE = 100, 200
MOST_NEEDS, MOST_HELPS = 50, 50
"""Of one nominee, and of one need."""
OPEN, HELPED, CLOSED = "open", "helped", "closed"
SURVEY, OFFICE = "survey", "office"


class HelpStatus(StrEnum):
    """已承诺、进行中、已完成、未能办成."""

    PROMISED = "promised"
    BEGUN = "begun"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpTold:
    """What is said of a department's part: its resource, what it does, what came of it, from when to when."""

    department: str
    resource: str
    action: str = ""
    outcome: str = ""
    status: HelpStatus = HelpStatus.PROMISED
    begun_on: date | None = None
    done_on: date | None = None


def tell_need(*, actor: Actor, number: str, ordinal: int, kind: str, text: str) -> int:
    """A nominee tells what it needs, from its own page; the need's number. Logs `record_need`.

    Raises:
        Refused: there is no such entry, or it is out; the kind isn't the call's; there is no text, or too
            much of it, or as many needs as one may tell.
        NotAllowed: who asks may not.
    """
    told = in_lines(text, LONGEST_TEXT, "support_need_missing")
    with transaction.atomic():
        call, _, at = on_filing_alone(number)
        entry = entry_of(call, number, ordinal)
        _check_need(actor, call, at, entry)
        return _recorded(call, entry, actor, at, (kind, told, SURVEY))


def record_need(*, actor: Actor, call_slug: str, entry: uuid.UUID, kind: str, text: str) -> int:
    """The office records what a nominee needs; the need's number. Logs `record_need`.

    Raises:
        Refused: as `tell_need`; or there is no such call.
        NotAllowed: who asks may not.
    """
    told = in_lines(text, LONGEST_TEXT, "support_need_missing")
    with transaction.atomic():
        call = on_call_row(actor, call_slug)
        at = database_now()
        found = helped(call).filter(id=entry).select_related("filing").first()
        if found is None:
            raise Refused("support_entry_missing")
        _check_need(actor, call, at, found)
        return _recorded(call, found, actor, at, (kind, told, OFFICE))


def _recorded(call: Call, entry: Entry, actor: Actor, at: datetime, told: tuple[str, str, str]) -> int:
    kind, text, source = told
    check_kind(call, kind)
    if Need.objects.filter(entry=entry).count() >= MOST_NEEDS:
        raise Refused("support_needs_many", most=MOST_NEEDS)
    last = Need.objects.filter(call=call).aggregate(last=Max("number"))["last"] or 0
    need = Need.objects.create(
        office_id=call.office_id,
        call=call,
        entry=entry,
        number=last + 1,
        kind=kind,
        text=text,
        source=source,
        by=actor.person,
        at=at,
    )
    _log(call, Act.RECORD_NEED, actor, at, need, {"purpose": kind, "source": source})
    return need.number


def close_need(*, actor: Actor, call_slug: str, number: int, helped_: bool, closing: str) -> None:
    """Closes a need, met or not, and says how; an open one again is `reopen`. Logs `record_need`.

    Raises:
        Refused: there is no such call or need, it is closed, or nothing is said.
        NotAllowed: who asks may not.
    """
    told = reason_given(fit_text(closing[: 2 * LONGEST_TEXT], lines=True))
    with transaction.atomic():
        call = on_call_row(actor, call_slug)
        at, need = database_now(), _need(call, number)
        _check_need(actor, call, at, need.entry)
        if need.status != OPEN:
            raise Refused("support_need_closed")
        need.status, need.closing = HELPED if helped_ else CLOSED, told
        need.save(update_fields=["status", "closing"])
        _log(call, Act.RECORD_NEED, actor, at, need, {"status": need.status})


def reopen_need(*, actor: Actor, call_slug: str, number: int) -> None:
    """Opens a closed need again; one that is open is no matter. Logs `record_need`.

    Raises:
        Refused: there is no such call or need.
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        call = on_call_row(actor, call_slug)
        at, need = database_now(), _need(call, number)
        _check_need(actor, call, at, need.entry)
        if need.status != OPEN:
            need.status = OPEN
            need.save(update_fields=["status"])
            _log(call, Act.RECORD_NEED, actor, at, need, {"status": OPEN})


def record_help(*, actor: Actor, call_slug: str, number: int, told: HelpTold) -> uuid.UUID:
    """Adds a department's part in meeting a need; its key. Logs `record_help`.

    Raises:
        Refused: there is no such call or need, it is closed, has as many parts as it may, department or
            resource are missing, something is too long, or the days are turned round.
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        call, at = on_call(actor, Act.RECORD_HELP, call_slug)
        need = _need(call, number)
        if need.status != OPEN:
            raise Refused("support_need_closed")
        if need.helps.count() >= MOST_HELPS:
            raise Refused("support_helps_many", most=MOST_HELPS)
        row = Help(office_id=call.office_id, need=need)
        _put(row, told, actor, at)
        row.save(force_insert=True)
        _log_help(call, actor, at, need, row)
    return row.id


def change_help(*, actor: Actor, call_slug: str, number: int, key: uuid.UUID, told: HelpTold) -> None:
    """Changes what is said of a department's part. Logs `record_help`.

    Raises:
        Refused: as `record_help`; or there is no such part.
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        call, at = on_call(actor, Act.RECORD_HELP, call_slug)
        need = _need(call, number)
        if need.status != OPEN:
            raise Refused("support_need_closed")
        row = need.helps.select_for_update().filter(id=key).first()
        if row is None:
            raise Refused("support_help_unknown")
        _put(row, told, actor, at)
        row.save()
        _log_help(call, actor, at, need, row)


def ask_for_needs(*, actor: Actor, call_slug: str, until: datetime, count: int) -> int:
    """Asks the filers of all nominees to tell what they need, `count` of them as shown; how many.

    They are messages; telling needs no invitation and ends at no moment. Logs `record_help`.

    Raises:
        Refused: there is no such call, the moment is past, others are asked by now, or there is nobody.
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        call, at = on_call(actor, Act.RECORD_HELP, call_slug)
        if until <= at:
            raise Refused("support_until_past")
        filings = filings_of(call)
        if len(filings) != count or not filings:
            raise Refused("support_changed", shown=count, now=len(filings))
        params: dict[str, Plain] = {"until": moment_for_people(until)}
        tell_some(call, [Told(filing, Kind.NEEDS_ASKED, params) for filing in filings], at=at)
        content: dict[str, Plain] = {"asked": len(filings), "until": moment_for_people(until)}
        log_act(call=call, act=Act.RECORD_HELP, actor=actor, at=at, content=content)
    return len(filings)


def filings_of(call: Call) -> list[Filing]:
    """The filings that hold a nominee."""
    return list(Filing.objects.filter(id__in=helped(call).values("filing_id")).order_by("id"))


def on_call_row(actor: Actor, call_slug: str) -> Call:
    """A call of the actor's office, locked; what may be done stands with its activities and entries.

    Raises:
        Refused: that office has none of that name.
    """
    lock_call_shared(call_slug)
    rows = Call.objects.select_for_update(of=("self",), no_key=True).select_related("office")
    call = rows.filter(slug=call_slug, office_id=actor.office).first()
    if call is None:
        raise Refused("site_no_call", name=call_slug[:64])
    return call


def on_filing_alone(number: str) -> OnFiling:
    """A filing with its call, nobody else at what follows the choice of that call meanwhile.

    The call's row comes before the filing's, as in every act of an office.

    Raises:
        Refused: the site has none.
    """
    found = filing_numbered(number)
    lock_call_shared(found.call.slug)
    Call.objects.select_for_update(of=("self",), no_key=True).get(id=found.call_id)
    return on_filing(number)


def entry_of(call: Call, number: str, ordinal: int) -> Entry:
    """A nominee by its filing's number and its ordinal.

    Raises:
        Refused: there is none, or it is out.
    """
    found = helped(call).select_related("filing").filter(filing__number=number, ordinal=ordinal).first()
    if found is None:
        raise Refused("site_no_entry", number=number, ordinal=ordinal)
    return found


def check_kind(call: Call, kind: str) -> None:
    """Looks at whether the call promises such help.

    Raises:
        Refused: it doesn't.
    """
    support = file_of(call.slug, call.source).support
    if support is None or kind not in {one.kind.value for one in support.activities}:
        raise Refused("support_kind_unknown")


def _check_need(actor: Actor, call: Call, at: datetime, entry: Entry) -> None:
    subject = subject_at(call, at, filing=entry.filing, entry=entry)
    check_act(actor, Act.RECORD_NEED, subject, call)


def _put(row: Help, told: HelpTold, actor: Actor, at: datetime) -> None:
    row.department = one_line(told.department, LONGEST_NAME, "support_department_missing")
    row.resource = one_line(told.resource, LONGEST_RESOURCE, "support_resource_missing")
    row.action, row.outcome = in_lines(told.action, LONGEST_TEXT), in_lines(told.outcome, LONGEST_TEXT)
    if told.begun_on and told.done_on and told.done_on < told.begun_on:
        raise Refused("support_days_turned")
    row.status, row.begun_on, row.done_on = told.status.value, told.begun_on, told.done_on
    row.by, row.at = actor.person, at


def _need(call: Call, number: int) -> Need:
    row = Need.objects.select_for_update(of=("self",)).select_related("entry__filing")
    found = row.filter(call=call, number=number).first()
    if found is None:
        raise Refused("support_need_unknown")
    return found


def _log_help(call: Call, actor: Actor, at: datetime, need: Need, row: Help) -> None:
    content = {"department": row.department, "resource": row.resource, "status": row.status}
    _log(call, Act.RECORD_HELP, actor, at, need, content)


def _log(call: Call, act: Act, actor: Actor, at: datetime, need: Need, more: Mapping[str, Any]) -> None:
    filing = need.entry.filing
    content: dict[str, Plain] = {
        "need": need.number,
        "number": filing.number,
        "ordinal": need.entry.ordinal,
        **{name: value for name, value in more.items() if value},
    }
    log_act(call=call, act=act, actor=actor, at=at, content=content, filing=filing)
