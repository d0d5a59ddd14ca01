"""What departments' replies together settle becomes facts; what no longer is settled is withdrawn."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from jianyou.actions.facts import NewFact, record_facts
from jianyou.actions.judging import judge_entries
from jianyou.actions.log import log_act
from jianyou.datafiles.canonical import Plain
from jianyou.domain.eligibility.claims import SourceKind, plain_fact
from jianyou.domain.eligibility.facts import FactSpec
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.who_may import can
from jianyou.domain.papers.clearance import fact_of
from jianyou.domain.papers.clearance_answers import Answer, Asked, Settled, answers_kept, settle
from jianyou.domain.papers.official import written_date
from jianyou.queries.facts import CHUNK, asked_of
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Enquired, Enquiry, Entry, Fact
from jianyou.terms.message import say

_MOST_NAMED = 4


class SettledFacts(NamedTuple):
    """How many facts were recorded, how many taken back, and entries that take none as they stand."""

    recorded: int
    withdrawn: int
    closed: int


def settle_facts(*, actor: Actor, call: Call, entries: Sequence[UUID], reference: str = "") -> SettledFacts:
    """Brings the facts of these entries in step with all replies about them, in the running transaction.

    `reference` is the key of the letter whose reply was recorded last. What departments said before and no
    longer do is withdrawn; whatever they left open stays unknown.
    """
    specs, at = asked_of(call).specs, database_now()
    enquiries = {row.id: row for row in Enquiry.objects.filter(call=call, dropped_at=None)}
    references = [key.hex for key in Enquiry.objects.filter(call=call).values_list("id", flat=True)]
    new: list[NewFact] = []
    gone: list[Fact] = []
    touched: dict[UUID, Entry] = {}
    closed = 0
    for some in _chunks(entries):
        asked = _asked(enquiries, some)
        standing = _standing(some, references)
        for entry in _entries(some, {*asked, *standing}):
            if not can(actor, Act.RECORD_FACT, subject_at(call, at, filing=entry.filing, entry=entry)):
                closed += 1
                continue
            made, old = _differences(call, entry, asked.get(entry.id, {}), standing.get(entry.id, {}), specs)
            new += made
            gone += old
            if old:
                touched[entry.id] = entry
    for fact in gone:
        fact.withdrawn_at = at
    Fact.objects.bulk_update(gone, ["withdrawn_at"], batch_size=500)
    _log_withdrawn(actor, call, at, gone, touched)
    if new:
        record_facts(actor=actor, call_slug=call.slug, facts=new, kind=SourceKind.REPLY, reference=reference)
    recorded = {(fact.number, fact.ordinal) for fact in new}
    judge_entries([e for e in touched.values() if (e.filing.number, e.ordinal) not in recorded])
    return SettledFacts(len(new), len(gone), closed)


def _log_withdrawn(
    actor: Actor, call: Call, at: datetime, gone: Iterable[Fact], entries: Mapping[UUID, Entry]
) -> None:
    """One log row an entry, as of any fact that is taken back."""
    by_entry: dict[UUID, list[Plain]] = {}
    for fact in gone:
        by_entry.setdefault(fact.entry_id, []).append({"name": fact.name, "source": fact.source})
    for key, withdrawn in by_entry.items():
        entry = entries[key]
        content: dict[str, Plain] = {
            "number": entry.filing.number,
            "ordinal": entry.ordinal,
            "name": entry.name,
            "withdrawn": withdrawn,
            "reason": say("clearance_withdrawn_reason"),
        }
        log_act(call=call, act=Act.RECORD_FACT, actor=actor, at=at, content=content, filing=entry.filing)


def _asked(enquiries: Mapping[UUID, Enquiry], entries: Sequence[UUID]) -> dict[UUID, dict[str, list[Asked]]]:
    """Who was asked what of each entry, by fact; of entries that nobody answered about nothing is told."""
    rows = Enquired.objects.filter(entry__in=entries, enquiry__in=list(enquiries))
    newest: dict[UUID, dict[tuple[str, str], tuple[Enquired, Answer | None]]] = {}
    answered: set[UUID] = set()
    for row in rows.order_by("recorded_at", "enquiry__number"):
        enquiry, kept = enquiries[row.enquiry_id], answers_kept(row.answers)
        if row.answer:
            answered.add(row.entry_id)
        own = newest.setdefault(row.entry_id, {})
        for key in enquiry.asks:
            slot = enquiry.department, key
            # A second letter that is silent on it doesn't undo what the first one brought.
            if slot not in own or key in kept:
                own[slot] = (row, kept.get(key))
    told: dict[UUID, dict[str, list[Asked]]] = {}
    for entry in answered:
        for (department, key), (row, answer) in newest[entry].items():
            one = Asked(department, key, answer, row.replied_on)
            told.setdefault(entry, {}).setdefault(fact_of(key), []).append(one)
    return told


def _standing(entries: Sequence[UUID], references: Sequence[str]) -> dict[UUID, dict[str, list[Fact]]]:
    """The facts that replies brought before."""
    told: dict[UUID, dict[str, list[Fact]]] = {}
    rows = Fact.objects.filter(entry__in=entries, kind=SourceKind.REPLY, withdrawn_at=None)
    for row in rows:
        if row.reference in references:
            told.setdefault(row.entry_id, {}).setdefault(row.name, []).append(row)
    return told


def _entries(some: Sequence[UUID], wanted: Iterable[UUID]) -> QuerySet[Entry]:
    keys = set(wanted)
    found = Entry.objects.filter(id__in=[key for key in some if key in keys])
    return found.select_related("filing", "call__office").order_by("filing__number", "ordinal")


def _differences(
    call: Call,
    entry: Entry,
    asked: Mapping[str, Sequence[Asked]],
    standing: Mapping[str, Sequence[Fact]],
    specs: Mapping[str, FactSpec],
) -> tuple[list[NewFact], list[Fact]]:
    """The facts to record, and those to take back."""
    new: list[NewFact] = []
    gone: list[Fact] = []
    as_of = call.deadline.date()
    for name in dict.fromkeys((*asked, *standing)):
        spec = specs.get(name)
        settled = settle(spec, asked.get(name, ())) if spec else None
        old = standing.get(name, ())
        fact = _fact(entry, name, settled) if settled else None
        value = plain_fact(name, fact.value, asked_of(call), as_of) if fact else None
        if fact and len(old) == 1 and _same(old[0], fact, value):
            continue
        gone += old
        if fact:
            new.append(fact)
    return new, gone


def _fact(entry: Entry, name: str, settled: Settled) -> NewFact:
    named = "、".join(settled.departments[:_MOST_NAMED])
    on = written_date(settled.on)
    many = len(settled.departments) > _MOST_NAMED
    source = say(
        "clearance_source_many" if many else "clearance_source",
        {"departments": named[:150], "count": len(settled.departments), "on": on},
    )
    return NewFact(entry.filing.number, entry.ordinal, name, settled.value, source, settled.on, settled.note)


def _same(old: Fact, new: NewFact, value: object) -> bool:
    return (old.value, old.source, old.on, old.note) == (value, new.source, new.on, new.note)


def _chunks(items: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]
