"""What the register of titles tells of entries: found by credit code, else by a name now or before."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.eligibility.claims import Claim, SourceKind
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.titles.facts import (
    REGISTER_BARS,
    REGISTER_TITLES,
    HeldTitle,
    barring,
    cooling,
    facts_of,
)
from jianyou.domain.titles.rules import rule_for
from jianyou.domain.titles.standing import Standing, TitleDates, TitleStatus, standing
from jianyou.queries.calls import file_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Entry, Title, TitleName
from jianyou.terms.finding import Refused
from jianyou.terms.message import say

_CHUNK = 500


class Match(NamedTuple):
    """A title that may be an entry's: `sure` by credit code, else only a name is the same."""

    title: HeldTitle
    name: str
    former: tuple[str, ...]
    sure: bool


class TitleOfEntry(NamedTuple):
    """A title on the page of an entry, as it stands today."""

    number: int
    award_name: str
    tier_name: str
    batch: str
    name: str
    conferred_on: date
    valid_until: date | None
    standing: Standing
    barred_until: date | None
    sure: bool


class TitlesOfEntry(NamedTuple):
    """What the register tells of an entry, and what of it keeps it from being named.

    `barred` and `cooling` are for those found by credit code; `look`: by name only, somebody must look.
    """

    lines: tuple[TitleOfEntry, ...]
    barred: tuple[TitleOfEntry, ...]
    cooling: tuple[TitleOfEntry, ...]

    @property
    def look(self) -> tuple[TitleOfEntry, ...]:
        """Those that only a name leads to."""
        return tuple(line for line in self.lines if not line.sure)


def held_title(row: Title) -> HeldTitle:
    """A row as the domain has it."""
    return HeldTitle(row.number, row.award, row.award_name, row.tier_name, row.batch, dates_of(row))


def dates_of(row: Title) -> TitleDates:
    """The dates of a row."""
    return TitleDates(
        row.conferred_on, row.valid_until, row.recheck_on, TitleStatus(row.status), row.barred_until
    )


def matches_of(entries: Sequence[Entry]) -> dict[UUID, list[Match]]:
    """The titles that may be those of entries of one office, in the order of their numbers."""
    found: dict[UUID, list[Match]] = {entry.id: [] for entry in entries}
    for at in range(0, len(entries), _CHUNK):
        some = entries[at : at + _CHUNK]
        by_code, by_name = _by_code(some), _by_name(some)
        for entry in some:
            sure = {row.id: row for row in by_code.get(entry.uscc, ())}
            named = {row.id: row for row in by_name.get(entry.name_key, ()) if not _another(row, entry)}
            rows = sorted({**named, **sure}.values(), key=lambda row: row.number)
            found[entry.id] = [
                Match(held_title(row), row.name, tuple(row.former), row.id in sure) for row in rows
            ]
    return found


def _another(row: Title, entry: Entry) -> bool:
    """Whether two credit codes tell that the same name is somebody else's."""
    return bool(row.uscc and entry.uscc and row.uscc != entry.uscc)


def _by_code(entries: Sequence[Entry]) -> dict[str, list[Title]]:
    codes = {entry.uscc for entry in entries if entry.uscc}
    rows = Title.objects.filter(office_id=entries[0].office_id, uscc__in=codes) if codes else ()
    return _grouped((row.uscc, row) for row in rows)


def _by_name(entries: Sequence[Entry]) -> dict[str, list[Title]]:
    keys = {entry.name_key for entry in entries if entry.name_key}
    if not keys:
        return {}
    rows = TitleName.objects.filter(office_id=entries[0].office_id, name_key__in=keys)
    return _grouped((row.name_key, row.title) for row in rows.select_related("title"))


def _grouped(pairs: Iterable[tuple[str, Title]]) -> dict[str, list[Title]]:
    groups: dict[str, list[Title]] = {}
    for key, row in pairs:
        groups.setdefault(key, []).append(row)
    return groups


def add_titles(file: CallFile, entries: Sequence[Entry], claims: Mapping[UUID, list[Claim]]) -> None:
    """What the register tells of entries, as its claims, on the day of the call's deadline.

    Nothing is claimed where only a name leads to a title, or an entry tells no credit code: somebody must
    look first. An office without a register claims nothing.
    """
    if not entries or not Title.objects.filter(office_id=entries[0].office_id).exists():
        return
    on = file.deadline.date()
    known = {entry.id for entry in entries if entry.uscc}
    for key, matches in matches_of(entries).items():
        if key not in known or any(not match.sure for match in matches):
            continue
        titles = [match.title for match in matches if match.title.dates.conferred_on <= on]
        bars = [title for title in titles if title.dates.barred_until]
        facts = facts_of(titles, on)
        for name, rests_on in ((REGISTER_TITLES, titles), (REGISTER_BARS, bars)):
            claims[key].append(Claim(name, facts[name], SourceKind.REGISTER, _source(rests_on)))


def bars_on(office: UUID, on: date) -> dict[str, date]:
    """Until when revoked titles of an office keep holders from being named on that day, by credit code."""
    rows = Title.objects.filter(office_id=office, barred_until__gte=on).exclude(uscc="")
    told = rows.order_by("barred_until").values_list("uscc", "barred_until")
    return {code: until for code, until in told if until}


def _source(titles: Sequence[HeldTitle]) -> str:
    numbers = [title.number for title in titles]
    if not numbers:
        return say("titles_source_none")
    if len(numbers) == 1:
        return say("titles_source", {"number": numbers[0]})
    return say("titles_source_more", {"number": numbers[0], "count": len(numbers)})


def get_titles_of_entry(*, viewer: Actor, number: str, ordinal: int) -> TitlesOfEntry:
    """What the register tells of an entry of the viewer's office today.

    Raises:
        Refused: that office has no such entry.
    """
    rows = Entry.objects.filter(office_id=viewer.office, filing__number=number, ordinal=ordinal)
    entry = rows.select_related("call").first()
    if entry is None:
        raise Refused("site_no_entry", number=number[:20], ordinal=ordinal)
    matches = matches_of([entry])[entry.id]
    if not matches:
        return TitlesOfEntry((), (), ())
    today = localtime(database_now()).date()
    lines = {match.title.number: _line(match, today) for match in matches}
    sure = [match.title for match in matches if match.sure]
    rules = file_of(entry.call.slug, entry.call.source).titles
    cooled = {
        title.number
        for award in {title.award for title in sure}
        for title in cooling(sure, award, rule_for(rules, award).cooling_years, today)
    }
    return TitlesOfEntry(
        lines=tuple(lines.values()),
        barred=tuple(lines[title.number] for title in barring(sure, today)),
        cooling=tuple(line for number, line in lines.items() if number in cooled),
    )


def _line(match: Match, today: date) -> TitleOfEntry:
    title = match.title
    return TitleOfEntry(
        number=title.number,
        award_name=title.award_name,
        tier_name=title.tier_name,
        batch=title.batch,
        name=match.name,
        conferred_on=title.dates.conferred_on,
        valid_until=title.dates.valid_until,
        standing=standing(title.dates, today),
        barred_until=title.dates.barred_until,
        sure=match.sure,
    )
