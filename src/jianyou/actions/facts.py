"""事实: what is found out about an entry is recorded with its source; what it changes is judged at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from jianyou.actions.acting import check_act, newest_version, on_filing, reason_given, short_text
from jianyou.actions.deciding import Looked, entry_of
from jianyou.actions.judging import judge_call, judge_entries
from jianyou.actions.log import log_act
from jianyou.datafiles.canonical import Plain
from jianyou.domain.eligibility.claims import SourceKind, plain_fact
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.facts import asked_of
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, Entry, Fact, Filing
from jianyou.terms.finding import Refused

LONGEST_SOURCE = 200
MOST_FACTS = 50_000
"""Facts that are recorded at once: those of every entry of the largest call."""

__all__ = [
    "NewFact",
    "judge_call",
    "judge_entries",
    "record_fact",
    "record_facts",
    "withdraw_fact",
    "withdraw_facts",
]


class NewFact(NamedTuple):
    """A fact of the entry at `ordinal` of the filing `number`, as a source tells it on the day `on`.

    `name` is that of a fact of the rule packs (`accidents`, `parent.region`), or `declared.<code>` or
    `judged.<code>`; `value` is anything that `domain.eligibility.values` understands.
    """

    number: str
    ordinal: int
    name: str
    value: object
    source: str
    on: date | None = None
    note: str = ""


def record_fact(
    *,
    actor: Actor,
    looked: Looked,
    name: str,
    value: object,
    kind: SourceKind,
    source: str,
    reference: str = "",
    on: date | None = None,
    note: str = "",
) -> UUID:
    """Records one fact of the entry that was looked at, and judges it anew. Logs `record_fact`; its key.

    Raises:
        Refused: there is no such entry or fact, the value can't be understood, no source is named, the day
            is to come, or the entry was changed since it was looked at.
        NotAllowed: who asks may not, or the entry isn't in a state for it.
    """
    fact = NewFact(looked.number, looked.ordinal, name, value, source, on, note)
    with transaction.atomic():
        call, filing, at = locked = on_filing(looked.number)
        entry = entry_of(locked, looked.ordinal)
        _check(actor, call, at, filing, entry)
        newest_version(filing, looked_at=looked.version)
        (row,) = _write(actor, call, at, [(entry, fact)], kind, reference)
        judge_entries([entry])
        return row.id


def record_facts(
    *, actor: Actor, call_slug: str, facts: Sequence[NewFact], kind: SourceKind, reference: str = ""
) -> int:
    """Records facts of many entries of a call at once and judges these anew; all or none.

    Logs `record_fact` once an entry. `reference` is the key of what brought them (an enquiry, a register).
    Returns how many entries they are about.

    Raises:
        Refused: as `record_fact`; `not_allowed_…` of the first entry that takes none.
    """
    if len(facts) > MOST_FACTS:
        raise Refused("facts_too_many_at_once", most=MOST_FACTS)
    with transaction.atomic():
        lock_call_shared(call_slug)
        call, entries = call_named(call_slug), _locked(call_slug, {fact.number for fact in facts})
        at = database_now()
        told = []
        for fact in facts:
            entry = entries.get((fact.number, fact.ordinal))
            if entry is None:
                raise Refused("site_no_entry", number=fact.number[:20], ordinal=fact.ordinal)
            told.append((entry, fact))
        touched = list({entry.id: entry for entry, _ in told}.values())
        for entry in touched:
            _check(actor, call, at, entry.filing, entry)
        _write(actor, call, at, told, kind, reference)
        judge_entries(touched)
        return len(touched)


def withdraw_fact(*, actor: Actor, looked: Looked, key: str, reason: str) -> None:
    """Takes back a fact that was recorded by mistake; it stays to be seen, but counts no more.

    Logs `record_fact` with the reason.

    Raises:
        Refused: no reason is given, the entry has no such fact (any more), or it was changed meanwhile.
        NotAllowed: who asks may not, or the entry isn't in a state for it.
    """
    told = reason_given(reason)
    with transaction.atomic():
        call, filing, at = locked = on_filing(looked.number)
        entry = entry_of(locked, looked.ordinal)
        _check(actor, call, at, filing, entry)
        newest_version(filing, looked_at=looked.version)
        found = Fact.objects.filter(entry=entry, withdrawn_at=None, id=_key(key))
        if not _withdraw(actor, call, at, found.select_related("entry__filing"), told):
            raise Refused("fact_gone")
        judge_entries([entry])


def withdraw_facts(*, actor: Actor, call_slug: str, reference: str, reason: str) -> int:
    """Takes back all facts of a call that were brought by `reference`; how many they were.

    Raises:
        Refused: no reason is given, or there is no such call.
        NotAllowed: who asks may not, or an entry isn't in a state for it.
    """
    told = reason_given(reason)
    with transaction.atomic():
        lock_call_shared(call_slug)
        call = call_named(call_slug)
        found = Fact.objects.filter(entry__call=call, reference=reference, withdrawn_at=None)
        entries = _locked(call_slug, set(found.values_list("entry__filing__number", flat=True)))
        at = database_now()
        touched = {entry.id: entry for entry in entries.values()}
        rows = list(found.select_related("entry__filing").order_by("id")) if reference else []
        own = [touched[key] for key in dict.fromkeys(row.entry_id for row in rows)]
        for entry in own:
            _check(actor, call, at, entry.filing, entry)
        _withdraw(actor, call, at, rows, told)
        judge_entries(own)
        return len(rows)


def _locked(call_slug: str, numbers: set[str]) -> dict[tuple[str, int], Entry]:
    """The entries of filings of the call by number and ordinal, the filings locked in one order."""
    keys = sorted(numbers)
    found: dict[tuple[str, int], Entry] = {}
    for at in range(0, len(keys), 500):
        filings = Filing.objects.select_for_update(of=("self",)).filter(
            call__slug=call_slug, number__in=keys[at : at + 500]
        )
        by_id = {filing.id: filing for filing in filings.select_related("call__office").order_by("number")}
        for entry in Entry.objects.filter(filing__in=list(by_id)):
            entry.filing = by_id[entry.filing_id]
            entry.call = entry.filing.call
            found[entry.filing.number, entry.ordinal] = entry
    return found


def _check(actor: Actor, call: Call, at: datetime, filing: Filing, entry: Entry) -> None:
    check_act(actor, Act.RECORD_FACT, subject_at(call, at, filing=filing, entry=entry), call)


def _write(
    actor: Actor,
    call: Call,
    at: datetime,
    told: Iterable[tuple[Entry, NewFact]],
    kind: SourceKind,
    reference: str,
) -> list[Fact]:
    """Writes the facts, and one log row an entry."""
    asked, today = asked_of(call), localtime(at).date()
    rows: dict[UUID, list[Fact]] = {}
    entries: dict[UUID, Entry] = {}
    for entry, fact in told:
        if fact.on is not None and fact.on > today:
            raise Refused("fact_day_to_come", on=fact.on.isoformat())
        row = Fact(
            office_id=entry.office_id,
            entry=entry,
            name=fact.name,
            value=plain_fact(fact.name, fact.value, asked, today),
            kind=kind.value,
            source=_source(fact.source),
            reference=reference,
            on=fact.on,
            note=short_text(fact.note),
            by=actor.person,
            at=at,
        )
        rows.setdefault(entry.id, []).append(row)
        entries[entry.id] = entry
    made = [row for own in rows.values() for row in own]
    Fact.objects.bulk_create(made, batch_size=500)
    for key, own in rows.items():
        _log(actor, call, at, entries[key], {"facts": [_plain(row) for row in own], "reference": reference})
    return made


def _withdraw(actor: Actor, call: Call, at: datetime, rows: Iterable[Fact], reason: str) -> int:
    found = list(rows)
    by_entry: dict[UUID, list[Fact]] = {}
    for row in found:
        row.withdrawn_at = at
        by_entry.setdefault(row.entry_id, []).append(row)
    Fact.objects.bulk_update(found, ["withdrawn_at"], batch_size=500)
    for own in by_entry.values():
        told: dict[str, Plain] = {"withdrawn": [_plain(row) for row in own], "reason": reason}
        _log(actor, call, at, own[0].entry, told)
    return len(found)


def _log(actor: Actor, call: Call, at: datetime, entry: Entry, told: Mapping[str, Plain]) -> None:
    filing = entry.filing
    content: dict[str, Plain] = {
        "number": filing.number,
        "ordinal": entry.ordinal,
        "name": entry.name,
        **told,
    }
    log_act(call=call, act=Act.RECORD_FACT, actor=actor, at=at, content=content, filing=filing)


def _plain(row: Fact) -> dict[str, Plain]:
    """A fact for the log: numbers as texts, for what is signed knows whole numbers only."""
    return {
        "name": row.name,
        "value": _signable(row.value),
        "kind": row.kind,
        "source": row.source,
        "on": row.on.isoformat() if row.on else "",
        "note": row.note,
    }


def _signable(value: object) -> Plain:
    if isinstance(value, list):
        return [_signable(each) for each in value]
    if isinstance(value, dict):
        return {str(name): _signable(each) for name, each in value.items()}
    return value if isinstance(value, (bool, int, str)) else str(value)


def _source(text: str) -> str:
    told = " ".join(text.split())
    if not told:
        raise Refused("fact_source_missing")
    if len(told) > LONGEST_SOURCE:
        raise Refused("fact_source_long", most=LONGEST_SOURCE)
    return told


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused("fact_gone") from None
