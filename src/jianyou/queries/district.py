"""下级部门: how the offices below stand in a call, and how an office below stands in its own."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Count, F, Max, Q
from django.utils.timezone import localtime

from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import elapsed, in_time
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus, CorrectionStatus, EntryStatus, FilingStatus
from jianyou.domain.lifecycle.who_may import possible_acts
from jianyou.queries.calls import file_of
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.office_calls import own_call
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Correction, DistrictQuota, Entry, Filing, FilingVersion, Office
from jianyou.terms.finding import Refused

MOST_RANKED = 500
"""Accepted entries that can be put in order on a page; a table holds fewer."""


class Standing(StrEnum):
    """How far an office below has come; `sealed`: its table is filed, sealed and complete."""

    NOT_BEGUN = "not_begun"
    COLLECTING = "collecting"
    REPORTED = "reported"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Below:
    """An office below in a call: its own call, its quota (None: unlimited), and counts, nothing more.

    `filings` and `entries` are complete filings and their entries there, withdrawn ones aside. `reported` are
    the entries in its table, `number` that table's, empty before; `late`: its sealed copy came too late.
    """

    slug: str
    office: str
    name: str
    district: str
    deadline: datetime
    most: int | None
    standing: Standing
    filings: int
    entries: int
    accepted: int
    reported: int
    number: str
    late: bool


@dataclass(frozen=True, slots=True)
class OfficeBelow:
    """An office below that doesn't take part yet."""

    slug: str
    name: str
    district: str


@dataclass(frozen=True, slots=True)
class Districts:
    """The offices below of a call; moments are in the site's zone. `open`: more may still be named."""

    slug: str
    title: str
    deadline: datetime
    now: datetime
    open: bool
    upper: bool
    below: tuple[Below, ...]
    others: tuple[OfficeBelow, ...]

    def count(self, standing: Standing) -> int:
        """How many have come as far as that, and no farther."""
        return sum(one.standing is standing for one in self.below)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An accepted entry of an office below; `rank` is its place, None while it has none."""

    key: EntryKey
    name: str
    filer: str
    district: str
    rank: int | None
    version: int


class Accepted(NamedTuple):
    """Accepted entries as far as a page lists them, and how many there are."""

    rows: tuple[Candidate, ...]
    total: int


@dataclass(frozen=True, slots=True)
class AskedBack:
    """补正 that the office above asks of a reported entry; `remarks` are by column key."""

    ordinal: int
    name: str
    remarks: Mapping[str, str]
    note: str
    due: datetime
    origin: EntryKey | None


@dataclass(frozen=True, slots=True)
class Reported:
    """The table as it was filed with the office above, and what that asks to be corrected."""

    number: str
    status: FilingStatus
    sent_at: datetime
    filed_at: datetime | None
    entries: int
    asked: tuple[AskedBack, ...]


@dataclass(frozen=True, slots=True)
class Upward:
    """An office below in its own call: what the office above wants of it, and how far it is.

    `candidates` are the accepted entries, those with a rank first; `more` is how many aren't listed.
    `stamp` changes with the list, its order, the quota and what the entries say.
    """

    slug: str
    title: str
    status: CallStatus
    deadline: datetime
    now: datetime
    upper_office: str
    upper_deadline: datetime
    upper_open: bool
    completes_on: str
    most: int | None
    office: str
    schema: AnnexSchema
    undecided: int
    candidates: tuple[Candidate, ...]
    more: int
    stamp: str
    reported: Reported | None
    acts: tuple[Act, ...]

    @property
    def left(self) -> timedelta:
        """The time left to report, negative where the office above takes no more."""
        return elapsed(self.now, self.upper_deadline)

    @property
    def open(self) -> bool:
        """Whether something may be filed here now."""
        return self.status is CallStatus.OPEN and elapsed(self.now, self.deadline).total_seconds() > 0

    @property
    def ranked(self) -> tuple[Candidate, ...]:
        """Those with a rank, in their order."""
        return tuple(one for one in self.candidates if one.rank is not None)

    @property
    def within(self) -> tuple[Candidate, ...]:
        """Those that would be reported: ranked, and within the quota."""
        return self.ranked if self.most is None else self.ranked[: self.most]

    @property
    def beyond(self) -> tuple[Candidate, ...]:
        """Those that are ranked beyond the quota."""
        return self.ranked[len(self.within) :]

    @property
    def unranked(self) -> tuple[Candidate, ...]:
        """Those that have no rank."""
        return tuple(one for one in self.candidates if one.rank is None)

    @property
    def standing(self) -> Standing:
        """How far it is."""
        return standing_of(self.status, self.reported.status if self.reported else None)


def standing_of(call: CallStatus, filing: FilingStatus | None) -> Standing:
    """How far an office below is: by its call, and its table with the office above where one is there."""
    if filing is FilingStatus.FILED:
        return Standing.SEALED
    if filing is not None:
        return Standing.REPORTED
    return Standing.NOT_BEGUN if call is CallStatus.DRAFT else Standing.COLLECTING


def list_districts(*, viewer: Actor, slug: str) -> Districts:
    """The offices below of a call of the viewer's office, by the names of their districts.

    Raises:
        Refused: that office has no such call.
    """
    call, now = own_call(viewer, slug), localtime(database_now())
    lower = list(Call.objects.filter(upper=call).select_related("office").order_by("slug"))
    quotas = quotas_of(call)
    counts, tables = _counts(lower), live_tables(call)
    below = [_below(one, quotas, counts, tables) for one in lower]
    named = {one.office_id for one in lower}
    others = Office.objects.filter(upper_id=call.office_id).exclude(id__in=named)
    return Districts(
        slug=call.slug,
        title=call.title,
        deadline=localtime(call.deadline),
        now=now,
        open=running(call, now),
        upper=call.upper_id is not None,
        below=tuple(sorted(below, key=lambda one: (one.district, one.office))),
        others=tuple(
            OfficeBelow(one.slug, one.name, one.district) for one in others.order_by("district", "slug")
        ),
    )


def running(call: Call, at: datetime) -> bool:
    """Whether something may be filed in a call at that moment."""
    return call.status == CallStatus.OPEN and in_time(at, call.deadline, counts=call.deadline_counts)


def quotas_of(call: Call) -> dict[Any, int]:
    """The quotas of a call by the key of the office below; unlimited ones are left out."""
    return dict(DistrictQuota.objects.filter(call=call).values_list("of_id", "most"))


def live_tables(call: Call) -> dict[Any, Filing]:
    """The tables that offices below have filed in a call by the office's key, withdrawn ones aside."""
    filed = Filing.objects.filter(call=call, from_office__isnull=False)
    rows = (
        filed.exclude(status=FilingStatus.WITHDRAWN).annotate(nominees=Count("entries")).order_by("sent_at")
    )
    return {row.from_office_id: row for row in rows}


def _counts(calls: Sequence[Call]) -> dict[Any, tuple[int, int, int]]:
    """Filings, entries and accepted entries of each call that count."""
    rows = (
        Entry.objects.filter(call__in=calls, filing__status=FilingStatus.FILED)
        .values("call_id")
        .annotate(
            filings=Count("filing_id", distinct=True),
            entries=Count("id"),
            accepted=Count("id", filter=Q(status=EntryStatus.ACCEPTED)),
        )
        .order_by()
    )
    return {row["call_id"]: (row["filings"], row["entries"], row["accepted"]) for row in rows}


def _below(
    call: Call,
    quotas: Mapping[Any, int],
    counts: Mapping[Any, tuple[int, int, int]],
    tables: Mapping[Any, Any],
) -> Below:
    table = tables.get(call.office_id)
    status = FilingStatus(table.status) if table else None
    filings, entries, accepted = counts.get(call.id, (0, 0, 0))
    return Below(
        slug=call.slug,
        office=call.office.slug,
        name=call.office.name,
        district=call.office.district,
        deadline=localtime(call.deadline),
        most=quotas.get(call.office_id),
        standing=standing_of(CallStatus(call.status), status),
        filings=filings,
        entries=entries,
        accepted=accepted,
        reported=table.nominees if table else 0,
        number=table.number if table else "",
        late=status is FilingStatus.LATE,
    )


def get_upward(*, viewer: Actor, slug: str) -> Upward:
    """The viewer's own call as the office above sees it come.

    Raises:
        Refused: that office has no such call, or it is collected for nobody above.
    """
    call = own_call(viewer, slug)
    upper = upper_of(call)
    now = localtime(database_now())
    most = quotas_of(upper).get(call.office_id)
    accepted = accepted_in(call)
    table = live_tables(upper).get(call.office_id)
    waiting = Entry.objects.filter(call=call, filing__status=FilingStatus.FILED)
    undecided = (EntryStatus.PENDING, EntryStatus.RETURNED, EntryStatus.RESUBMITTED)
    return Upward(
        slug=call.slug,
        title=call.title,
        status=CallStatus(call.status),
        deadline=localtime(call.deadline),
        now=now,
        upper_office=upper.office.name,
        upper_deadline=localtime(upper.deadline),
        upper_open=running(upper, now),
        completes_on=upper.completes_on,
        most=most,
        office=call.office.name,
        schema=file_of(upper.slug, upper.source).annex,
        undecided=waiting.filter(status__in=undecided).count(),
        candidates=accepted.rows,
        more=accepted.total - len(accepted.rows),
        stamp=stamp_of(accepted, most),
        reported=_reported(table) if table else None,
        acts=possible_acts(viewer, subject_at(call, now)),
    )


def upper_of(call: Call) -> Call:
    """The call of the office above that a call is collected for.

    Raises:
        Refused: it is collected for none.
    """
    upper = Call.objects.filter(id=call.upper_id).select_related("office").first() if call.upper_id else None
    if upper is None:
        raise Refused("district_no_upper")
    return upper


def accepted_in(call: Call) -> Accepted:
    """The accepted entries of a call, those with a rank first, the others as they came."""
    accepted = Entry.objects.filter(call=call, status=EntryStatus.ACCEPTED, filing__status=FilingStatus.FILED)
    order = (F("rank").asc(nulls_last=True), "filing__filed_at", "filing_id", "ordinal")
    columns = ("filing_id", "filing__number", "ordinal", "name", "filing__filer", "district", "rank")
    rows = list(accepted.order_by(*order).values_list(*columns)[:MOST_RANKED])
    versions = FilingVersion.objects.filter(filing__in={row[0] for row in rows}).values_list("filing_id")
    newest = dict(versions.annotate(newest=Max("ordinal")).values_list("filing_id", "newest"))
    found = [Candidate(EntryKey(*row[1:3]), row[3], row[4], row[5], row[6], newest[row[0]]) for row in rows]
    return Accepted(tuple(found), accepted.count())


def stamp_of(accepted: Accepted, most: int | None) -> str:
    """What changes with the list, its order, the quota and what the entries say."""
    rows = (f"{one.key.text} {one.version} {one.rank}" for one in accepted.rows)
    told = [f"{most} {accepted.total}", *rows]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def _reported(table: Filing) -> Reported:
    asked = Correction.objects.filter(entry__filing=table, status=CorrectionStatus.ASKED)
    lines = []
    for one in asked.select_related("entry__origin__filing").order_by("entry__ordinal"):
        origin = one.entry.origin
        lines.append(
            AskedBack(
                ordinal=one.entry.ordinal,
                name=one.entry.name,
                remarks={remark["column"]: remark["text"] for remark in one.remarks},
                note=one.note,
                due=localtime(one.due),
                origin=EntryKey(origin.filing.number, origin.ordinal) if origin else None,
            )
        )
    return Reported(
        number=table.number,
        status=FilingStatus(table.status),
        sent_at=localtime(table.sent_at),
        filed_at=localtime(table.filed_at) if table.filed_at else None,
        entries=Entry.objects.filter(filing=table).count(),
        asked=tuple(lines),
    )
