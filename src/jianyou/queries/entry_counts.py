"""How many entries each filter of the list would show, beside the other filters that are set."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When
from django.db.models.functions import Substr

from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.queries.entry_wanted import (
    NOT_TOLD,
    EntryWanted,
    Found,
    Willing,
    all_of,
    conditions,
    moments_and_codes,
)
from jianyou.store.models import Call, Candidacy, Entry, Office

_WILLING = {True: Willing.YES, False: Willing.NO, None: Willing.NOT_STATED}


@dataclass(frozen=True, slots=True)
class EntryCounts:
    """Entries by what filters ask for; each count leaves its own filter aside and heeds all others.

    `total` heeds all. `offices` go by their slug, with their
    names. `verdicts` and
    `willing` are those for the award that is wanted, empty where none is.
    """

    total: int
    states: Mapping[EntryStatus, int]
    filings: Mapping[FilingStatus, int]
    districts: Mapping[str, int]
    sections: Mapping[str, int]
    found: Mapping[Found, int]
    codes: Mapping[str, int]
    channels: Mapping[str, int]
    offices: Mapping[str, tuple[str, int]]
    ranked: Mapping[bool, int]
    verdicts: Mapping[str, int]
    willing: Mapping[Willing, int]


_COUNTED = (
    *("states", "filing", "channel", "from_office", "district", "section"),
    *("found", "ranked"),
)
"""The filters that are counted from groups of entries alike, by their place in a group."""
_BEFORE = ("search", "code", "award", "decided")
"""Those that aren't: they leave entries out before these are grouped."""


def entry_counts(call: Call, wanted: EntryWanted) -> EntryCounts:
    """The counts of a call's list."""
    set_ones = conditions(wanted)
    below = {office.id: office for office in Office.objects.filter(upper_id=call.office_id)}
    asked = _asked(wanted, next((id_ for id_, one in below.items() if one.slug == wanted.from_office), None))
    total, counted = _tallied(_groups(call, set_ones), asked)
    verdicts, willing = _of_award(call, wanted, set_ones)
    return EntryCounts(
        total=total,
        states=_in_order(EntryStatus, counted["states"]),
        filings=_in_order(FilingStatus, counted["filing"]),
        districts=counted["district"],
        sections=counted["section"],
        found=_in_order(Found, counted["found"]),
        codes=_codes(call, set_ones),
        channels=counted["channel"],
        offices={below[one].slug: (below[one].name, n) for one, n in counted["from_office"].items()},
        ranked=counted["ranked"],
        verdicts=verdicts,
        willing=willing,
    )


def _asked(wanted: EntryWanted, office: Any) -> dict[int, frozenset[Any]]:
    """What the filters that are set ask for, by their place in a group."""
    asked = {
        "states": wanted.states,
        "filing": {wanted.filing} if wanted.filing else (),
        "channel": {wanted.channel} - {""},
        "from_office": {office} if wanted.from_office else (),
        "district": {wanted.district} - {""},
        "section": {wanted.section} - {""},
        "found": {wanted.found} if wanted.found else (),
        "ranked": {wanted.ranked} - {None},
    }
    return {_COUNTED.index(name): frozenset(values) for name, values in asked.items() if values}


def _tallied(
    groups: Iterable[tuple[Any, ...]], asked: Mapping[int, frozenset[Any]]
) -> tuple[int, dict[str, Counter[Any]]]:
    """How many entries all filters leave, and each but one, by its values."""
    total, counted = 0, [Counter[Any]() for _ in _COUNTED]
    for group in groups:
        values, entries = group[:-1], group[-1]
        missed = [at for at, wanted in asked.items() if wanted.isdisjoint(values[at])]
        if not missed:
            total += entries
        if len(missed) < 2:
            for at in missed or range(len(_COUNTED)):
                for value in values[at]:
                    counted[at][value] += entries
    return total, dict(zip(_COUNTED, counted, strict=True))


def _groups(call: Call, set_ones: Mapping[str, Q]) -> Iterator[tuple[Any, ...]]:
    """What each of the filters could ask for to have the entries of a group, and how many they are."""
    before = [set_ones[name] for name in _BEFORE if name in set_ones]
    rows = moments_and_codes(Entry.objects.filter(call=call)).filter(all_of(before))
    marks = _mark(1, errors__gt=0) + _mark(2, warnings__gt=0) + _mark(4, rank__isnull=False)
    marked = rows.order_by().annotate(section=Substr("industry", 1, 1), marks=marks)
    columns = ("status", "filing__status", "filing__channel", "filing__from_office_id", "district", "section")
    alike = marked.values_list(*columns, "marks").annotate(entries=Count("id"))
    for status, filing, channel, office, district, section, mark, entries in alike.values_list(
        *columns, "marks", "entries"
    ):
        yield (
            *((status,), (filing,), (channel,), (office,) if office else ()),
            *((district or NOT_TOLD,), (section or NOT_TOLD,), _FOUND[mark & 3], (bool(mark & 4),), entries),
        )


_FOUND = ((Found.NOTHING,), (Found.ERRORS,), (Found.WARNINGS,), (Found.ERRORS, Found.WARNINGS))


def _mark(value: int, **condition: Any) -> Case:
    """One number tells several things, which a database groups faster than several columns."""
    return Case(When(**condition, then=value), default=0, output_field=IntegerField())


def _others(call: Call, set_ones: Mapping[str, Q], own: str) -> QuerySet[Entry]:
    """The rows that all the filters but one leave."""
    rows = moments_and_codes(Entry.objects.filter(call=call))
    return rows.filter(all_of(condition for name, condition in set_ones.items() if name != own)).order_by()


def _codes(call: Call, set_ones: Mapping[str, Q]) -> dict[str, int]:
    """The most frequent first."""
    counted = Counter[str]()
    rows = _others(call, set_ones, "code").values_list("codes").annotate(count=Count("id"))
    for codes, count in rows.values_list("codes", "count"):
        for code in codes:
            counted[code] += count
    return dict(counted.most_common())


def _of_award(
    call: Call, wanted: EntryWanted, set_ones: Mapping[str, Q]
) -> tuple[Counter[str], Counter[Willing]]:
    """Of the award that is wanted: by verdict, and by willingness."""
    verdicts, willing = Counter[str](), Counter[Willing]()
    if not wanted.award:
        return verdicts, willing
    rows = Candidacy.objects.filter(
        award=wanted.award, entry__in=_others(call, set_ones, "award").values("id")
    )
    alike = rows.order_by().values_list("verdict", "willing").annotate(entries=Count("id"))
    for verdict, told, entries in alike.values_list("verdict", "willing", "entries"):
        if wanted.willing in {None, _WILLING[told]}:
            verdicts[verdict] += entries
        if wanted.verdict in {"", verdict}:
            willing[_WILLING[told]] += entries
    return verdicts, willing


def _in_order(kinds: Iterable[Any], counted: Mapping[Any, int]) -> dict[Any, int]:
    return {kind: counted[kind] for kind in kinds if counted.get(kind)}
