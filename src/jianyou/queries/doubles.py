"""重复申报: nominees that arrive in a package, compared with everything that this site knows of them.

Entries of all calls, years and channels of the office are looked at, and titles in its register; by credit
code, else by name. Nothing is refused for it: people decide.
"""

from collections.abc import Container, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localtime

from jianyou.codes.names import name_key
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.domain.titles.facts import barring, cooling
from jianyou.domain.titles.rules import rule_for
from jianyou.domain.titles.standing import Standing, standing
from jianyou.queries.calls import file_of
from jianyou.queries.duplicates import Likeness
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.title_facts import Match, matches_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Entry, TakenEntry

_MOST = 2000
_MOST_EACH = 20


class DoubleEntry(NamedTuple):
    """Another entry of the same nominee; `partner` is the office that sent it in a package, "" for none."""

    key: EntryKey
    name: str
    call: str
    call_title: str
    own_call: bool
    channel: str
    filer: str
    partner: str
    status: EntryStatus
    filing: FilingStatus
    came_at: datetime
    by: Likeness


class DoubleTitle(NamedTuple):
    """A title that the nominee may hold; `barred`: not to be named again, `cooling`: not yet, today."""

    number: int
    name: str
    award: str
    tier: str
    batch: str
    conferred_on: date
    standing: Standing
    barred: bool
    cooling: bool
    by: Likeness


class Doubles(NamedTuple):
    """What is known of one nominee."""

    entries: tuple[DoubleEntry, ...] = ()
    titles: tuple[DoubleTitle, ...] = ()

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.entries) + len(self.titles)


def doubles_of(call: Call, nominees: Sequence[tuple[str, str]]) -> tuple[Doubles, ...]:
    """What this office knows of each nominee, given as (name, credit code or ""), in their order.

    In a fixed number of statements, however many there are up to 300.
    """
    asked = [
        Entry(office_id=call.office_id, name=name, name_key=name_key(name), uscc=code)
        for name, code in nominees
    ]
    entries, titles = _entries(call, asked), _titles(call, asked)
    return tuple(Doubles(entries.get(one.id, ()), titles.get(one.id, ())) for one in asked)


def _entries(call: Call, asked: Sequence[Entry]) -> dict[UUID, tuple[DoubleEntry, ...]]:
    keys, codes = {one.name_key for one in asked if one.name_key}, {one.uscc for one in asked if one.uscc}
    alike = Q(name_key__in=keys) | Q(uscc__in=codes)
    rows = Entry.objects.filter(alike, office_id=call.office_id).select_related("filing", "call")
    found = list(rows.defer("call__source", "codes").order_by("-id")[:_MOST])
    partners = dict(
        TakenEntry.objects.filter(entry__in=[row.id for row in found]).values_list(
            "entry_id", "package__partner__name"
        )
    )
    by_code: dict[str, list[Entry]] = {}
    by_name: dict[str, list[Entry]] = {}
    for row in found:
        by_code.setdefault(row.uscc, []).append(row)
        by_name.setdefault(row.name_key, []).append(row)
    told = {}
    for one in asked:
        sure = by_code.get(one.uscc, []) if one.uscc else []
        named = [row for row in by_name.get(one.name_key, []) if row not in sure] if one.name_key else []
        lines = [_entry(row, call, Likeness.CODE, partners) for row in sure]
        lines += [_entry(row, call, Likeness.NAME, partners) for row in named]
        told[one.id] = tuple(lines[:_MOST_EACH])
    return told


def _entry(row: Entry, call: Call, by: Likeness, partners: Mapping[UUID, str]) -> DoubleEntry:
    filing = row.filing
    return DoubleEntry(
        key=EntryKey(filing.number, row.ordinal),
        name=row.name,
        call=row.call.slug,
        call_title=row.call.title,
        own_call=row.call_id == call.id,
        channel=filing.channel,
        filer=filing.filer,
        partner=partners.get(row.id, ""),
        status=EntryStatus(row.status),
        filing=FilingStatus(filing.status),
        came_at=localtime(filing.filed_at or filing.sent_at),
        by=by,
    )


def _titles(call: Call, asked: Sequence[Entry]) -> dict[UUID, tuple[DoubleTitle, ...]]:
    today = localtime(database_now()).date()
    rules = file_of(call.slug, call.source).titles
    found = {}
    for key, matches in matches_of(asked).items():
        held = [match.title for match in matches]
        barred = {title.number for title in barring(held, today)}
        cooled = {
            title.number
            for award in {title.award for title in held}
            for title in cooling(held, award, rule_for(rules, award).cooling_years, today)
        }
        found[key] = tuple(_title(match, today, barred, cooled) for match in matches[:_MOST_EACH])
    return found


def _title(match: Match, today: date, barred: Container[int], cooled: Container[int]) -> DoubleTitle:
    title = match.title
    return DoubleTitle(
        number=title.number,
        name=match.name,
        award=title.award_name,
        tier=title.tier_name,
        batch=title.batch,
        conferred_on=title.dates.conferred_on,
        standing=standing(title.dates, today),
        barred=title.number in barred,
        cooling=title.number in cooled,
        by=Likeness.CODE if match.sure else Likeness.NAME,
    )
