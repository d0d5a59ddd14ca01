"""参评条件审查: what is known of entries is held against the awards' rules; the answer stands with them."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from jianyou.domain.lifecycle.states import CallStatus
from jianyou.queries.facts import CHUNK, known_of
from jianyou.store.dialect import lock_call_shared
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, Candidacy, Entry


def first_verdicts(call: Call, entries: Sequence[Entry]) -> Mapping[UUID, Mapping[str, str]]:
    """The answers to entries that are just being written, by entry and award; nothing is read for them."""
    known = known_of(call, entries, fresh=True)
    return {key: {award: one.value for award, one in each.verdicts.items()} for key, each in known.items()}


def judge_entries(entries: Sequence[Entry]) -> int:
    """Writes the answer of each award's rules to these entries' candidacies, in the running transaction.

    The entries may be of several calls. To be called with their filings locked, after whatever changed what
    is known of them. Returns how many answers changed.
    """
    changed = 0
    for call, own in _by_call(entries):
        for at in range(0, len(own), CHUNK):
            changed += _judge(call, own[at : at + CHUNK])
    return changed


def judge_call(slug: str) -> int:
    """The same for every entry of a call, as after an upgrade that brought other rules.

    Raises:
        Refused: there is no such call.
    """
    with transaction.atomic():
        lock_call_shared(slug)
        call = call_named(slug)
        keys = list(Entry.objects.filter(call=call).order_by("id").values_list("id", flat=True))
    changed = 0
    for at in range(0, len(keys), CHUNK):
        with transaction.atomic():
            lock_call_shared(slug)
            # Who records a fact holds the filing; what is read here has to stand until it is written.
            some = Entry.objects.select_for_update(of=("self", "filing")).select_related("filing")
            changed += _judge(
                call, list(some.filter(id__in=keys[at : at + CHUNK]).order_by("filing_id", "id"))
            )
    return changed


def judge_running() -> int:
    """The same for every call that isn't over."""
    running = Call.objects.filter(status__in=(CallStatus.OPEN, CallStatus.CLOSED)).order_by("id")
    return sum(judge_call(slug) for slug in list(running.values_list("slug", flat=True)))


def _by_call(entries: Iterable[Entry]) -> Iterable[tuple[Call, list[Entry]]]:
    by_call: dict[UUID, list[Entry]] = {}
    for entry in entries:
        by_call.setdefault(entry.call_id, []).append(entry)
    for own in by_call.values():
        yield own[0].call, own


def _judge(call: Call, entries: list[Entry]) -> int:
    known = known_of(call, entries)
    changed = []
    for row in Candidacy.objects.filter(entry__in=[entry.id for entry in entries]):
        verdict = known[row.entry_id].verdicts.get(row.award, "")
        if row.verdict != verdict:
            row.verdict = verdict
            changed.append(row)
    Candidacy.objects.bulk_update(changed, ["verdict"])
    return len(changed)
