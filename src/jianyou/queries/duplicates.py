"""重复申报: the same nominee elsewhere in the office's calls, and names much like it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Abs, Length
from django.utils.timezone import localtime

from jianyou.codes import region
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.store.models import Decided, Entry

MOST_SAME = 50
MOST_SIMILAR = 8
_LOOKED_AT = 300
"""Names that are compared letter by letter, the likest in length first."""
_MOST_EDITS = 2
_SHORTEST_CORE = 2
_LEGAL_FORM = re.compile(
    r"(?:集团)?(?:股份)?(?:有限)?(?:责任)?公司.*$|集团$|厂$|(?:研究)?[院所]$|\(.*?\)|（.*?）"
)
_CITY = ("重庆市", "重庆")


class Likeness(StrEnum):
    """Why two entries may be of one nominee: the same credit code, name, or only a similar name."""

    CODE = "code"
    NAME = "name"
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True)
class DuplicateLine:
    """Another entry of the office: where it stands, how it came, and what became of it.

    `outcomes` are those of collective decisions by award, empty while none decided. `by` tells on what
    the likeness rests; `own_call`: it is in the same call; `came_at` is in the site's zone.
    """

    number: str
    ordinal: int
    name: str
    uscc: str
    filer: str
    channel: str
    call: str
    call_title: str
    own_call: bool
    filing: FilingStatus
    status: EntryStatus
    came_at: datetime
    outcomes: tuple[tuple[str, str], ...]
    by: Likeness


def duplicates_of(entry: Entry) -> tuple[DuplicateLine, ...]:
    """Entries of the same nominee by credit code or name, then similar names; the own call's first."""
    same = list(_same(entry))
    known = {row.id for row in same}
    similar = [row for row in _similar(entry) if row.id not in known]
    decided = _decided([entry, *same, *similar])
    lines = [
        *(_line(row, entry, _by(row, entry), decided) for row in same),
        *(_line(row, entry, Likeness.SIMILAR, decided) for row in similar),
    ]
    order = list(Likeness)
    return tuple(
        sorted(lines, key=lambda one: (one.by is Likeness.SIMILAR, not one.own_call, order.index(one.by)))
    )


def edits_between(one: str, other: str, most: int = _MOST_EDITS) -> int:
    """How many letters must be changed, put in or left out to make one of the other; `most` + 1 if more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        now = [at]
        for there, another in enumerate(other, 1):
            now.append(min(before[there] + 1, now[-1] + 1, before[there - 1] + (letter != another)))
        if min(now) > most:
            return most + 1
        before = now
    return min(before[-1], most + 1)


def core_of(key: str) -> str:
    """What is a nominee's own in its name: without the place in front and the legal form behind."""
    bare = _LEGAL_FORM.sub("", key)
    for place in _places():
        bare = bare.removeprefix(place)
    return bare


@cache
def _places() -> tuple[str, ...]:
    """What may stand in front of a name: the city, then one of its districts."""
    return (*_CITY, *(each.name for each in region.regions()))


def _others(entry: Entry) -> QuerySet[Entry]:
    """All other entries of the office."""
    return Entry.objects.filter(office_id=entry.office_id).exclude(id=entry.id)


def _same(entry: Entry) -> Iterable[Entry]:
    alike = Q(name_key=entry.name_key) if entry.name_key else Q(pk__in=())
    if entry.uscc:
        alike |= Q(uscc=entry.uscc)
    rows = _others(entry).filter(alike).select_related("filing", "call").defer("call__source", "codes")
    return rows.order_by("-id")[:MOST_SAME]


def _similar(entry: Entry) -> list[Entry]:
    """Names that sound the same, hold this one's own part, or differ by a letter or two of it."""
    key = entry.name_key
    core = core_of(key)
    if len(core) < _SHORTEST_CORE:
        return []
    half = len(core) // 2
    # A name that differs in one letter only has one half of the core unchanged.
    alike = Q(sound=entry.sound) | Q(name_key__contains=core)
    if half >= _SHORTEST_CORE:
        near = Q(name_key__contains=core[:half]) | Q(name_key__contains=core[half:])
        alike |= near & Q(long__gte=len(key) - _MOST_EDITS, long__lte=len(key) + _MOST_EDITS)
    found = _others(entry).annotate(long=Length("name_key")).filter(alike).exclude(name_key=key)
    by_length = found.order_by(Abs(F("long") - len(key)), "-id").values_list("id", "name_key", "sound")
    ranked: list[tuple[bool, int, int, UUID]] = []
    for at, other, sound in by_length[:_LOOKED_AT]:
        edits = edits_between(core, core_of(other))
        if sound == entry.sound or core in other or edits <= min(_MOST_EDITS, len(core) // 2 - 1):
            ranked.append((sound != entry.sound, edits, abs(len(other) - len(key)), at))
    ranked.sort(key=lambda each: each[:3])
    return _rows([each[3] for each in ranked[:MOST_SIMILAR]], entry)


def _rows(keys: Sequence[UUID], entry: Entry) -> list[Entry]:
    """The entries of these keys, in their order; as many queries for none as for some."""
    found = Entry.objects.filter(id__in=[*keys, entry.id]).select_related("filing", "call")
    rows = {row.id: row for row in found.defer("call__source", "codes")}
    return [rows[key] for key in keys]


def _by(row: Entry, entry: Entry) -> Likeness:
    return Likeness.CODE if entry.uscc and row.uscc == entry.uscc else Likeness.NAME


def _decided(rows: Sequence[Entry]) -> dict[UUID, list[tuple[str, str]]]:
    """The outcomes of the newest collective decisions by award."""
    found: dict[UUID, dict[str, str]] = {}
    decided = Decided.objects.filter(entry__in=[row.id for row in rows]).order_by("decision__at", "id")
    for entry, award, outcome in decided.values_list("entry_id", "award", "outcome"):
        found.setdefault(entry, {})[award] = outcome
    return {entry: list(outcomes.items()) for entry, outcomes in found.items()}


def _line(
    row: Entry, entry: Entry, by: Likeness, decided: dict[UUID, list[tuple[str, str]]]
) -> DuplicateLine:
    filing = row.filing
    return DuplicateLine(
        number=filing.number,
        ordinal=row.ordinal,
        name=row.name,
        uscc=row.uscc,
        filer=filing.filer,
        channel=filing.channel,
        call=row.call.slug,
        call_title=row.call.title,
        own_call=row.call_id == entry.call_id,
        filing=FilingStatus(filing.status),
        status=EntryStatus(row.status),
        came_at=localtime(filing.filed_at or filing.sent_at),
        outcomes=tuple(decided.get(row.id, ())),
        by=by,
    )
