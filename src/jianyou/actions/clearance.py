"""征求部门意见: departments are asked about entries by letters; each is sent, reminded of, or dropped."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from jianyou.actions.acting import check_act, on_call, reason_given, short_text
from jianyou.actions.clearance_settling import settle_facts
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.texts import one_line
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.domain.papers.clearance import (
    LONGEST_DEPARTMENT,
    MOST_DEPARTMENTS,
    MOST_QUESTIONS,
    MatrixRow,
    questions_for,
)
from jianyou.queries.clearance_matrix import Matrix, matrix_rows
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.facts import asked_of
from jianyou.queries.office_calls import own_call
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Enquired, Enquiry, Entry
from jianyou.terms.finding import Refused

MOST_ENTRIES = 10_000
LONGEST_HOW = 100
MOST_REMINDERS = 50
_CHUNK = 400


class ToAsk(NamedTuple):
    """A department and the keys of the questions that it is asked."""

    department: str
    asks: Sequence[str]


def ask_clearance(
    *,
    actor: Actor,
    call_slug: str,
    departments: Sequence[ToAsk],
    keys: Sequence[EntryKey],
    due: date,
    text: str = "",
    again: bool = False,
) -> tuple[int, ...]:
    """Prepares a letter to each department about these entries; the letters' numbers in the call.

    An entry that a department was asked about before is left out of its letter, unless `again`; a department
    that nothing is left for gets none. Logs `ask_clearance` once a letter.

    Raises:
        Refused: there is no such call or entry, an entry isn't filed, something is missing, too long or too
            many, the day is past, or nothing is left to ask.
        NotAllowed: who asks may not.
    """
    told = short_text(text)
    with transaction.atomic():
        call, at = on_call(actor, Act.ASK_CLEARANCE, call_slug)
        wanted = _checked(call, departments)
        if due < localtime(at).date():
            raise Refused("clearance_due_past")
        entries = _entries(call, keys)
        last = Enquiry.objects.filter(call=call).aggregate(last=Max("number"))["last"] or 0
        numbers: list[int] = []
        for one in wanted:
            left = entries if again else _without_asked(call, one.department, entries)
            if not left:
                continue
            numbers.append(last + len(numbers) + 1)
            row = _enquiry(call, numbers[-1], one, due, told, actor, at)
            _ask(row, left)
            _log(call, actor, at, row, _asked_log(row, left))
        if not numbers:
            raise Refused("clearance_nothing")
        settle_facts(actor=actor, call=call, entries=[entry.id for entry in entries.values()])
    return tuple(numbers)


def mark_sent(*, actor: Actor, call_slug: str, number: int, on: date, how: str) -> None:
    """Notes that a letter went out: on which day, and how. Logs `ask_clearance`.

    Raises:
        Refused: there is no such letter, it was sent or dropped, the day is to come, or `how` isn't told.
        NotAllowed: who asks may not.
    """
    way = one_line(how, LONGEST_HOW, "clearance_how_missing")
    with transaction.atomic():
        call, at = on_call(actor, Act.ASK_CLEARANCE, call_slug)
        row = _letter(call, number)
        if row.sent_at:
            raise Refused("clearance_sent_already")
        if on > localtime(at).date():
            raise Refused("clearance_day_to_come")
        row.sent_at, row.sent_by, row.sent_on, row.sent_how = at, actor.person, on, way
        row.save(update_fields=["sent_at", "sent_by", "sent_on", "sent_how"])
        _log(call, actor, at, row, {"sent_on": on.isoformat(), "sent_how": way})


def note_reminder(*, actor: Actor, call_slug: str, number: int) -> None:
    """Notes that a department was reminded. Logs `ask_clearance`.

    Raises:
        Refused: there is no such letter, it isn't sent yet or was dropped, or reminded of too often.
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        call, at = on_call(actor, Act.ASK_CLEARANCE, call_slug)
        row = _letter(call, number)
        if not row.sent_at:
            raise Refused("clearance_not_sent")
        if len(row.reminded) >= MOST_REMINDERS:
            raise Refused("clearance_reminded_often", most=MOST_REMINDERS)
        row.reminded = [*row.reminded, moment_for_people(at)]
        row.save(update_fields=["reminded"])
        _log(call, actor, at, row, {"reminded": row.reminded[-1]})


def drop_enquiry(*, actor: Actor, call_slug: str, number: int, reason: str) -> None:
    """Drops a letter that wasn't sent; it stays on record. Logs `ask_clearance` with the reason.

    Raises:
        Refused: no reason is given, there is no such letter, or it was sent or dropped already.
        NotAllowed: who asks may not.
    """
    told = reason_given(reason)
    with transaction.atomic():
        call, at = on_call(actor, Act.ASK_CLEARANCE, call_slug)
        row = _letter(call, number)
        if row.sent_at:
            raise Refused("clearance_sent_already")
        row.dropped_at = at
        row.save(update_fields=["dropped_at"])
        _log(call, actor, at, row, {"dropped": True, "reason": told})
        own = Enquired.objects.filter(enquiry=row).values_list("entry_id", flat=True)
        settle_facts(actor=actor, call=call, entries=list(own))


def export_matrix(*, actor: Actor, call_slug: str, reason: str) -> Matrix:
    """Who answered what of whom, all of it. Logs `export_list` with the reason.

    Raises:
        Refused: no reason is given, or there is no such call.
        NotAllowed: who asks may not export.
    """
    told = reason_given(reason)
    with transaction.atomic():
        call, at = own_call(actor, call_slug), database_now()
        check_act(actor, Act.EXPORT_LIST, subject_at(call, at), call)
        departments, rows = matrix_rows(call)
        kept: list[MatrixRow] = list(rows)
        content: dict[str, Plain] = {"list": "clearance", "rows": len(kept), "reason": told}
        log_act(call=call, act=Act.EXPORT_LIST, actor=actor, at=at, content=content)
    return Matrix(departments, tuple(kept))


def _letter(call: Call, number: int) -> Enquiry:
    row = Enquiry.objects.filter(call=call, number=number).first()
    if row is None:
        raise Refused("clearance_unknown")
    if row.dropped_at:
        raise Refused("clearance_dropped")
    return row


def _checked(call: Call, departments: Sequence[ToAsk]) -> list[ToAsk]:
    """The departments with their names trimmed."""
    known = {question.key for question in questions_for(asked_of(call).specs)}
    if not departments:
        raise Refused("clearance_no_department")
    if len(departments) > MOST_DEPARTMENTS:
        raise Refused("clearance_departments_many", most=MOST_DEPARTMENTS)
    wanted: dict[str, ToAsk] = {}
    for one in departments:
        name = one_line(one.department, LONGEST_DEPARTMENT, "clearance_no_department")
        if name in wanted:
            raise Refused("clearance_department_twice", name=name)
        asks = tuple(dict.fromkeys(one.asks))
        if not asks or not set(asks) <= known:
            raise Refused("clearance_no_question", name=name)
        if len(asks) > MOST_QUESTIONS:
            raise Refused("clearance_questions_many", most=MOST_QUESTIONS)
        wanted[name] = ToAsk(name, asks)
    return list(wanted.values())


def _entries(call: Call, keys: Sequence[EntryKey]) -> dict[EntryKey, Entry]:
    """The entries by their names, in the order told."""
    if not keys:
        raise Refused("clearance_nothing")
    if len(keys) > MOST_ENTRIES:
        raise Refused("entries_too_many", most=MOST_ENTRIES)
    found: dict[EntryKey, Entry] = {}
    for some in _chunks(sorted({key.number for key in keys})):
        rows = Entry.objects.filter(call=call, filing__number__in=some).select_related("filing")
        found |= {EntryKey(row.filing.number, row.ordinal): row for row in rows}
    for key in keys:
        if key not in found:
            raise Refused("site_no_entry", number=key.number, ordinal=key.ordinal)
        if found[key].filing.status != FilingStatus.FILED:
            raise Refused("clearance_not_filed", name=found[key].name)
    return {key: found[key] for key in dict.fromkeys(keys)}


def _without_asked(call: Call, department: str, entries: Mapping[EntryKey, Entry]) -> dict[EntryKey, Entry]:
    before = Enquired.objects.filter(
        enquiry__call=call, enquiry__department=department, enquiry__dropped_at=None
    )
    asked = set(before.values_list("entry_id", flat=True))
    return {key: entry for key, entry in entries.items() if entry.id not in asked}


def _enquiry(
    call: Call, number: int, one: ToAsk, due: date, text: str, actor: Actor, at: datetime
) -> Enquiry:
    return Enquiry.objects.create(
        office_id=call.office_id,
        call=call,
        number=number,
        department=one.department,
        asks=list(one.asks),
        text=text,
        due=due,
        made_by=actor.person,
        made_at=at,
    )


def _ask(row: Enquiry, entries: Mapping[EntryKey, Entry]) -> None:
    made = (Enquired(office_id=row.office_id, enquiry=row, entry=entry) for entry in entries.values())
    Enquired.objects.bulk_create(made, batch_size=500)


def _asked_log(row: Enquiry, entries: Mapping[EntryKey, Entry]) -> dict[str, Plain]:
    return {
        "department": row.department,
        "asks": list(row.asks),
        "due": row.due.isoformat(),
        "text": row.text,
        "entries": [key.text for key in entries],
    }


def _log(call: Call, actor: Actor, at: datetime, row: Enquiry, told: Mapping[str, Plain]) -> None:
    content: dict[str, Plain] = {"enquiry": row.number, "department": row.department, **told}
    log_act(call=call, act=Act.ASK_CLEARANCE, actor=actor, at=at, content=content)


def _chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
