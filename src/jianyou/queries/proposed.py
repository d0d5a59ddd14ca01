"""拟推荐名单: which entries stand to be recommended, for which award, in which tier and order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max

from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus, PublicityStatus
from jianyou.domain.papers.together import Outcome
from jianyou.queries.calls import file_of
from jianyou.queries.choice_records import record_part
from jianyou.queries.entry_wanted import EntryKey
from jianyou.store.models import Call, Choice, Decided, Entry, FilingVersion, Published

_AT_ONCE = 400
_GONE = frozenset({EntryStatus.WITHDRAWN, EntryStatus.REFUSED})


class ProposedRow(NamedTuple):
    """An entry that stands to be recommended; `version` is the newest of its filing.

    `award` and `tier` are keys of the call's file, "" where the entry is recommended as such or no tier is
    known. `order` counts from 1 in the whole list.
    """

    entry_id: UUID
    key: EntryKey
    version: int
    award: str
    tier: str
    order: int
    name: str


class _Stands(NamedTuple):
    """What was said of an entry for an award, when, and its place among the others of its source."""

    entry: UUID
    award: str
    at: datetime
    place: tuple[int, int]


def proposed_list(call: Call, award: str = "") -> tuple[ProposedRow, ...]:
    """What stands proposed in a call, or in it for one award; by awards, tiers, and the order decided.

    What was decided together comes first: of each entry and award the newest decision's outcome. For an
    award that no meeting decided on, the choice that stands for it tells; its tiers are told for what a
    meeting took from it, too. Entries that were withdrawn or refused since are left out.

    Raises:
        Refused: the file of a decision record is gone.
    """
    return _listed(call, award, _standing(call))


def upward_list(call: Call, award: str = "") -> tuple[ProposedRow, ...]:
    """What is recommended to the authority: what stands proposed without what an upheld objection removed.

    An entry that was decided on anew after it had been removed stands again.

    Raises:
        Refused: the file of a decision record is gone.
    """
    removed = _removed(call)
    stands = (one for one in _standing(call) if not _was_removed(one, removed))
    return _listed(call, award, stands)


def removed_in(call: Call) -> frozenset[tuple[str, int, str]]:
    """What a meeting decided and an upheld objection removed since: filing's number, ordinal, award."""
    removed = _removed(call)
    if not removed:
        return frozenset()
    # Who was recommended as such may have been published, and removed, for an award that the choice gave.
    left = {row.entry_id for row in upward_list(call)}
    since = {one.entry for _, one in _decided(call).values() if _was_removed_at_all(one, removed)} - left
    gone = [
        one
        for _, one in _decided(call).values()
        if _was_removed(one, removed) or (not one.award and one.entry in since)
    ]
    entries = _entries([one.entry for one in gone])
    return frozenset((*entries[one.entry][0], one.award) for one in gone if one.entry in entries)


def _standing(call: Call) -> list[_Stands]:
    """Everything that is proposed, each entry once for each award."""
    said = _decided(call)
    decided = {key: one for key, (outcome, one) in said.items() if outcome is Outcome.RECOMMENDED}
    not_at_all = {entry for (entry, award), (outcome, _) in said.items() if not award} - {
        entry for entry, award in decided if not award
    }
    awards = {award for _, award in said if award}
    chosen = {
        key: one for key, one in _chosen(call).items() if key[1] not in awards and key[0] not in not_at_all
    }
    # A meeting that recommended an entry as such may have meant what the choice gives it an award for.
    named = {entry for entry, _ in chosen} | {entry for entry, award in decided if award}
    plain = {key: one for key, one in decided.items() if key[1] or key[0] not in named}
    return [*plain.values(), *chosen.values()]


def _decided(call: Call) -> dict[tuple[UUID, str], tuple[Outcome, _Stands]]:
    rows = Decided.objects.filter(decision__call=call).order_by("decision__number")
    told = rows.values_list("entry_id", "award", "outcome", "decision__number", "order", "decision__at")
    return {
        (entry, award): (Outcome(outcome), _Stands(entry, award, at, (order, number)))
        for entry, award, outcome, number, order, at in told
    }


def _chosen(call: Call) -> dict[tuple[UUID, str], _Stands]:
    found: dict[tuple[UUID, str], _Stands] = {}
    for choice in Choice.objects.filter(call=call, status="adopted"):
        order = {key: place for place, key in enumerate(record_part(choice.file, "result")["order"])}
        for key in choice.summary["decided"]:
            at = choice.settled_at or choice.made_at
            place = (order.get(key, len(order)), 0)
            found[UUID(key), choice.award] = _Stands(UUID(key), choice.award, at, place)
    return found


def _tiers(call: Call) -> dict[tuple[UUID, str], str]:
    """The tiers that the choices which stand give, by entry and award."""
    rows = Choice.objects.filter(call=call, status="adopted").values_list("award", "summary")
    return {(UUID(key), award): tier for award, summary in rows for key, tier in summary["decided"].items()}


def _removed(call: Call) -> Mapping[tuple[UUID, str], datetime]:
    """When an upheld objection last removed an entry, by entry and award ("" for all of them)."""
    rows = Published.objects.filter(publicity__call=call, removed_at__isnull=False)
    counting = rows.exclude(publicity__status=PublicityStatus.DROPPED)
    newest = counting.values_list("entry_id", "award").annotate(newest=Max("removed_at"))
    return {(entry, award): at for entry, award, at in newest}


def _was_removed(one: _Stands, removed: Mapping[tuple[UUID, str], datetime]) -> bool:
    moments = [removed[key] for key in ((one.entry, one.award), (one.entry, "")) if key in removed]
    return any(at > one.at for at in moments)


def _was_removed_at_all(one: _Stands, removed: Mapping[tuple[UUID, str], datetime]) -> bool:
    return any(at > one.at for (entry, _), at in removed.items() if entry == one.entry)


def _listed(call: Call, award: str, stands: Iterable[_Stands]) -> tuple[ProposedRow, ...]:
    file = file_of(call.slug, call.source)
    places = _tier_places(file)
    awards = {one.key: at for at, one in enumerate(file.awards)}
    tiers = _tiers(call)

    def place(one: _Stands) -> tuple[int, int, tuple[int, int], str]:
        tier = tiers.get((one.entry, one.award), "")
        at = places.get((one.award, tier), len(places))
        return awards.get(one.award, -1), at, one.place, one.entry.hex

    wanted = sorted((one for one in stands if award in {"", one.award}), key=place)
    entries = _entries([one.entry for one in wanted])
    there = [one for one in wanted if one.entry in entries]
    return tuple(
        ProposedRow(
            entry_id=one.entry,
            key=entries[one.entry][0],
            version=entries[one.entry][1],
            award=one.award,
            tier=tiers.get((one.entry, one.award), ""),
            order=order,
            name=entries[one.entry][2],
        )
        for order, one in enumerate(there, 1)
    )


def _tier_places(file: CallFile) -> dict[tuple[str, str], int]:
    """The places of tiers by award and tier."""
    return {(one.award, tier.key): at for one in file.choices for at, tier in enumerate(one.tiers)}


def _entries(ids: Sequence[UUID]) -> dict[UUID, tuple[EntryKey, int, str]]:
    """Key, newest version and name of those that are still there."""
    found: dict[UUID, tuple[EntryKey, int, str]] = {}
    for some in _parts(list(dict.fromkeys(ids))):
        rows = Entry.objects.filter(id__in=some, filing__status=FilingStatus.FILED).exclude(status__in=_GONE)
        told = list(rows.values_list("id", "filing_id", "filing__number", "ordinal", "name"))
        versions = FilingVersion.objects.filter(filing__in={filing for _, filing, *_ in told})
        newest = dict(versions.values_list("filing_id").annotate(newest=Max("ordinal")))
        for entry, filing, number, ordinal, name in told:
            found[entry] = (EntryKey(number, ordinal), newest[filing], name)
    return found


def _parts(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
