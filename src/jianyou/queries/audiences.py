"""The lists of firms that an office keeps: which there are, what stands on one, what a file would bring."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from jianyou.codes.names import name_key
from jianyou.codes.pinyin import sound_of
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.screening.roster_firms import (
    COUNTING,
    Difference,
    Roster,
    RosterStatus,
    Standing,
    compare_rosters,
    read_roster,
)
from jianyou.domain.screening.rosters import CONTACTS, RosterField, RosterKind, RosterSheet
from jianyou.queries.office_calls import names_of
from jianyou.queries.pages import page_of
from jianyou.store.models import AudienceList, Listed, PersonalDatum
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.paging import Page

SHEET = "sheet"
"""The field of personal data under which a file that is only looked at is kept."""
LENGTH = 50
_SAMPLES = 5
_SHORTEST_SOUND = 2


class ListState(StrEnum):
    """Looked at, kept, or retired."""

    READING = "reading"
    KEPT = "kept"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list; `firms` is how many stand on it, `maker` the name of who brought its `file`."""

    key: UUID
    kind: RosterKind
    title: str
    batch: str
    listed_on: date | None
    state: ListState
    firms: int
    file: str
    maker: str
    made_at: datetime
    retired_at: datetime | None


class FirmLine(NamedTuple):
    """A firm on a list; `row` is that of its file, `contact` tells whether one is kept."""

    row: str
    name: str
    former_name: str
    uscc: str
    district: str
    industry: str
    status: RosterStatus
    valid_until: date | None
    contact: bool


@dataclass(frozen=True, slots=True)
class FirmsWanted:
    """Which firms of a list are wanted: of a status, found by name, sound or code."""

    status: RosterStatus | None = None
    search: str = ""
    page: int = 1


class ListView(NamedTuple):
    """A list opened: its line, how many firms have which status, and one page of them."""

    line: ListLine
    counts: Mapping[RosterStatus, int]
    page: Page[FirmLine]


class ColumnSample(NamedTuple):
    """A column of a file: its place (from 0), heading, the field that it is, and its first texts.

    `hidden`: it holds contacts, of which none is told.
    """

    at: int
    heading: str
    field: str
    texts: tuple[str, ...]
    hidden: bool


class Looking(NamedTuple):
    """What a file would bring: its columns, its firms and problems, what changes against the lists there are.

    `others` are the titles of these. Without a column of names there are no firms.
    """

    line: ListLine
    columns: tuple[ColumnSample, ...]
    rows: int
    roster: Roster
    statuses: Mapping[RosterStatus, int]
    contacts: int
    difference: Difference | None
    others: tuple[str, ...]


def list_lists(*, viewer: Actor) -> tuple[ListLine, ...]:
    """Every list of the viewer's office: those looked at first, those retired last, the newest first."""
    rows = list(
        AudienceList.objects.filter(office_id=viewer.office)
        .annotate(count=Count("firms"))
        .order_by("-made_at", "-id")
    )
    names = names_of(viewer, [row.made_by for row in rows])
    lines = [_line(row, row.count, names) for row in rows]
    return tuple(sorted(lines, key=lambda line: list(ListState).index(line.state)))


def get_list(*, viewer: Actor, key: UUID, wanted: FirmsWanted) -> ListView:
    """A list that is kept or was.

    Raises:
        Refused: the viewer's office has no such list.
    """
    row = AudienceList.objects.filter(office_id=viewer.office, id=key).exclude(kept_at=None).first()
    if row is None:
        raise Refused("audience_gone")
    firms = Listed.objects.filter(audience_list=row)
    counted = dict(firms.values_list("status").annotate(count=Count("id")))
    counts = {status: counted[status] for status in RosterStatus if counted.get(status)}
    line = _line(row, sum(counted.values()), names_of(viewer, [row.made_by]))
    found = _found(firms, wanted).order_by("ordinal")
    return ListView(line, counts, page_of(found, wanted.page, LENGTH, _firm_lines))


def get_looking(*, viewer: Actor, key: UUID) -> Looking:
    """A file that is looked at, as its columns stand.

    Raises:
        Refused: the viewer's office looks at no such file (any more).
    """
    row = AudienceList.objects.filter(office_id=viewer.office, id=key, kept_at=None).first()
    if row is None:
        raise Refused("audience_gone")
    sheet = sheet_of(row)
    roster = read_again(row, sheet)
    before = AudienceList.objects.filter(office_id=viewer.office, key=row.key, retired_at=None)
    others = list(before.exclude(kept_at=None).order_by("-made_at"))
    counts = {status: sum(firm.status is status for firm in roster.firms) for status in RosterStatus}
    return Looking(
        line=_line(row, len(roster.firms), names_of(viewer, [row.made_by])),
        columns=tuple(_samples(sheet, row.columns)),
        rows=len(sheet.rows),
        roster=roster,
        statuses={status: count for status, count in counts.items() if count},
        contacts=sum(bool(firm.contact) for firm in roster.firms),
        difference=_difference(others, roster) if others else None,
        others=tuple(one.title + (f"（{one.batch}）" if one.batch else "") for one in others),
    )


def sheet_of(row: AudienceList) -> RosterSheet:
    """The file of a list that is looked at, as it was read."""
    kept = PersonalDatum.objects.get(subject=row.id, field=SHEET)
    headings, rows = json.loads(site_keys().decrypt(bytes(kept.value)))
    return RosterSheet(tuple(headings), tuple((number, tuple(texts)) for number, texts in rows))


def read_again(row: AudienceList, sheet: RosterSheet | None = None) -> Roster:
    """The firms of a list that is looked at, as its columns stand."""
    columns = {RosterField(field): int(at) for field, at in row.columns.items()}
    if RosterField.NAME not in columns:
        return Roster((), ())
    as_of = row.listed_on or localtime(row.made_at).date()
    return read_roster(sheet or sheet_of(row), columns, as_of)


def _difference(others: list[AudienceList], roster: Roster) -> Difference:
    rows = Listed.objects.filter(audience_list__in=others, status__in=[each.value for each in COUNTING])
    standing = [Standing(*told) for told in rows.order_by("id").values_list("name", "name_key", "uscc")]
    return compare_rosters(standing, [firm for firm in roster.firms if firm.status in COUNTING])


def _samples(sheet: RosterSheet, columns: Mapping[str, int]) -> list[ColumnSample]:
    """The columns with their first texts; contacts are not shown."""
    fields = {at: field for field, at in columns.items()}
    samples = []
    for at, heading in enumerate(sheet.headings):
        texts = [row[at] for _, row in sheet.rows if row[at]][:_SAMPLES]
        field = fields.get(at, "")
        hidden = field in CONTACTS
        shown = () if hidden else tuple(text[:40] for text in texts)
        samples.append(ColumnSample(at, heading, field, shown, hidden))
    return samples


def _found(rows: QuerySet[Listed], wanted: FirmsWanted) -> QuerySet[Listed]:
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    return rows.filter(by_name(wanted.search)) if wanted.search else rows


def by_name(text: str) -> Q:
    """Firms by name however written, its sound or initials, or credit code."""
    wanted = Q(name_key__contains=name_key(text)) if name_key(text) else Q(pk__in=())
    if text.isascii():
        wanted |= Q(uscc__startswith=text.upper().replace(" ", "").replace("-", ""))
    sound = "".join(filter(str.isalnum, text.lower())) if text.isascii() else sound_of(text).partition(" ")[0]
    return wanted | Q(sound__contains=sound) if len(sound) >= _SHORTEST_SOUND else wanted


def _firm_lines(rows: Sequence[Listed]) -> list[FirmLine]:
    keys = [row.id for row in rows]
    held = set(PersonalDatum.objects.filter(subject__in=keys).values_list("subject", flat=True))
    return [
        FirmLine(
            row.place,
            row.name,
            str(row.facts.get("former_name", "")),
            row.uscc,
            row.district,
            row.industry,
            RosterStatus(row.status),
            row.valid_until,
            row.id in held,
        )
        for row in rows
    ]


def _line(row: AudienceList, firms: int, names: Mapping[str, str]) -> ListLine:
    state = ListState.READING if row.kept_at is None else ListState.KEPT
    return ListLine(
        key=row.id,
        kind=RosterKind(row.key) if row.key in set(RosterKind) else RosterKind.OTHER,
        title=row.title,
        batch=row.batch,
        listed_on=row.listed_on,
        state=ListState.RETIRED if row.retired_at else state,
        firms=firms,
        file=row.source,
        maker=names[row.made_by],
        made_at=localtime(row.made_at),
        retired_at=localtime(row.retired_at) if row.retired_at else None,
    )
