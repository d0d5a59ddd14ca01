"""到件情况: what came to a call, by when and from where, and what is still to be done about it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, Substr
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import late_by
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus, CorrectionStatus, EntryStatus, FilingStatus
from jianyou.queries.calls import file_of
from jianyou.queries.handing_in import registrations
from jianyou.queries.invited import Progress
from jianyou.queries.office_calls import names_of, own_call
from jianyou.store.dialect import database_now
from jianyou.store.models import Arrival, Call, Correction, Entry, Filing, Invited, LogRow

SOON = timedelta(days=3)
"""A correction that is due within this time is due soon."""

DECISIONS = (Act.ACCEPT_ENTRY, Act.RETURN_ENTRY, Act.REFUSE_ENTRY, Act.CHECK_ENTRY)
"""What an officer's work on entries is counted by."""

_HOUR_SIGNS = len("2026-01-01 00")
_DIVISION_SIGNS = len("C34")


class Hour(NamedTuple):
    """What was complete within the hour that begins at `at` (site's zone): with a paper, and without."""

    at: datetime
    paper: int
    web: int


class Queue(NamedTuple):
    """Stamped arrivals: all that hold, those whose papers aren't registered, the oldest of these."""

    stamped: int
    waiting: int
    oldest: datetime | None


class Corrections(NamedTuple):
    """Corrections asked for, by what is left of their time, and entries that were answered."""

    overdue: int
    soon: int
    later: int
    answered: int


class Officer(NamedTuple):
    """What somebody decided in a call, by act, and when last."""

    name: str
    done: Mapping[Act, int]
    last: datetime

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.done.values())


@dataclass(frozen=True, slots=True)
class ArrivalsDesk:
    """A call's arrivals at one moment of the database's clock, in the site's zone.

    `late` is how long the deadline is past, None while there is time. `hours` are those in which anything was
    complete, in order. `entries`, `districts`, `divisions` (letter and two digits of GB/T 4754) and `codes`
    of findings count entries of complete filings, as the list of entries does; the empty name: not told.
    `invited` counts firms by what came of them, those to be corrected as filed. `regions` names the call's
    table of regions, empty for none.
    """

    slug: str
    title: str
    status: CallStatus
    opened_at: datetime | None
    deadline: datetime
    now: datetime
    late: timedelta | None
    hours: tuple[Hour, ...]
    queue: Queue
    filings: Mapping[FilingStatus, int]
    entries: Mapping[EntryStatus, int]
    districts: Mapping[str, int]
    divisions: Mapping[str, int]
    codes: Mapping[str, int]
    invited: Mapping[Progress, int]
    corrections: Corrections
    officers: tuple[Officer, ...]
    regions: str

    @property
    def as_of(self) -> date:
        """The day whose districts are meant."""
        return self.deadline.date()

    @property
    def left(self) -> timedelta:
        """The time left, negative where the deadline is past."""
        return self.deadline - self.now

    @property
    def open(self) -> bool:
        """Whether anything can still be handed in."""
        return self.status is CallStatus.OPEN and self.late is None

    @property
    def filed(self) -> int:
        """Filings that are complete."""
        return self.filings.get(FilingStatus.FILED, 0)

    @property
    def undecided(self) -> int:
        """Entries that wait for the office."""
        return sum(self.entries.get(one, 0) for one in (EntryStatus.PENDING, EntryStatus.RESUBMITTED))


def get_arrivals_desk(*, viewer: Actor, slug: str) -> ArrivalsDesk:
    """The arrivals of a call of the viewer's office, in the same statements however many there are.

    Raises:
        Refused: that office has no such call.
    """
    call = own_call(viewer, slug)
    now = localtime(database_now())
    states, districts, divisions = _entries(call)
    return ArrivalsDesk(
        slug=call.slug,
        title=call.title,
        status=CallStatus(call.status),
        opened_at=localtime(call.opened_at) if call.opened_at else None,
        deadline=localtime(call.deadline),
        now=now,
        late=late_by(now, call.deadline, counts=call.deadline_counts),
        hours=_hours(call),
        queue=_queue(call),
        filings=_filings(call),
        entries={state: states[state] for state in EntryStatus if states[state]},
        districts=districts,
        divisions=divisions,
        codes=_codes(call),
        invited=_invited(call),
        corrections=_corrections(call, now),
        officers=_officers(viewer, call),
        regions=file_of(call.slug, call.source).regions,
    )


def _hours(call: Call) -> tuple[Hour, ...]:
    """By hour, as the databases write moments (UTC): grouping by their text is what both do fast."""
    paper = Exists(registrations(call).filter(filing=OuterRef("pk")))
    filed = Filing.objects.filter(call=call, status=FilingStatus.FILED, filed_at__isnull=False)
    written = Substr(Cast("filed_at", TextField()), 1, _HOUR_SIGNS)
    counted: dict[datetime, Counter[bool]] = {}
    for hour, on_paper, count in (
        filed.annotate(hour=written, paper=paper)
        .order_by()
        .values_list("hour", "paper")
        .annotate(count=Count("id"))
    ):
        at = localtime(datetime.fromisoformat(f"{hour}:00").replace(tzinfo=UTC))
        counted.setdefault(at, Counter())[bool(on_paper)] += count
    return tuple(Hour(at, both[True], both[False]) for at, both in sorted(counted.items()))


def _queue(call: Call) -> Queue:
    waits = Q(filing=None)
    told = Arrival.objects.filter(call=call, voided_at=None).aggregate(
        stamped=Count("id"), waiting=Count("id", filter=waits), oldest=Min("at", filter=waits)
    )
    oldest = told["oldest"]
    return Queue(told["stamped"], told["waiting"], localtime(oldest) if oldest else None)


def _filings(call: Call) -> dict[FilingStatus, int]:
    counted = dict(Filing.objects.filter(call=call).values_list("status").annotate(Count("id")))
    return {
        state: counted[state] for state in FilingStatus if counted.get(state) and state != FilingStatus.DRAFT
    }


def _entries(call: Call) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Entries of complete filings by state, by district, by division."""
    columns = ("status", "district", "division")
    alike = _filed(call).annotate(division=Substr("industry", 1, _DIVISION_SIGNS)).values_list(*columns)
    states, districts, divisions = Counter[str](), Counter[str](), Counter[str]()
    for status, district, division, count in alike.annotate(count=Count("id")):
        states[status] += count
        districts[district] += count
        divisions[division] += count
    return states, districts, divisions


def _codes(call: Call) -> dict[str, int]:
    """The most frequent first."""
    counted = Counter[str]()
    for codes, count in _filed(call).values_list("codes").annotate(count=Count("id")):
        for code in codes:
            counted[code] += count
    return dict(counted.most_common())


def _filed(call: Call) -> QuerySet[Entry]:
    return Entry.objects.filter(call=call, filing__status=FilingStatus.FILED).order_by()


def _invited(call: Call) -> Counter[Progress]:
    """Firms by the entry that got furthest: a name or a credit code at a time, which have indexes."""
    invited = Invited.objects.filter(call=call, removed_at=None)
    entries = Entry.objects.filter(call=call, filing__status__in=list(_CAME)).exclude(
        status=EntryStatus.WITHDRAWN
    )
    furthest: dict[tuple[str, str], int] = {}
    for column in ("name_key", "uscc"):
        named = invited.exclude(**{column: ""}).values(column)
        found = entries.filter(**{f"{column}__in": named})
        for value, status in found.values_list(column, "filing__status"):
            furthest[column, value] = min(furthest.get((column, value), len(_CAME)), _ORDER.index(status))
    counted: Counter[Progress] = Counter()
    for name, code in invited.values_list("name_key", "uscc"):
        came = min(furthest.get(key, len(_CAME)) for key in (("name_key", name), ("uscc", code)))
        counted[_CAME[_ORDER[came]] if came < len(_CAME) else Progress.NOTHING] += 1
    return counted


_CAME = {
    FilingStatus.FILED: Progress.FILED,
    FilingStatus.LATE: Progress.LATE,
    FilingStatus.PREFILLED: Progress.BEGUN,
}
_ORDER = tuple(_CAME)
"""The furthest first."""


def _corrections(call: Call, now: datetime) -> Corrections:
    asked = Q(status=CorrectionStatus.ASKED)
    told = Correction.objects.filter(entry__call=call).aggregate(
        overdue=Count("id", filter=asked & Q(due__lte=now)),
        soon=Count("id", filter=asked & Q(due__gt=now, due__lte=now + SOON)),
        later=Count("id", filter=asked & Q(due__gt=now + SOON)),
        answered=Count("id", filter=Q(entry__status=EntryStatus.RESUBMITTED, answer__isnull=False)),
    )
    return Corrections(**told)


def _officers(viewer: Actor, call: Call) -> tuple[Officer, ...]:
    rows = LogRow.objects.filter(call=call, act__in=DECISIONS).order_by().values_list("actor", "act")
    done: dict[str, Counter[Act]] = {}
    last: dict[str, datetime] = {}
    for actor, act, count, newest in rows.annotate(count=Count("id"), newest=Max("at")):
        done.setdefault(actor, Counter())[Act(act)] += count
        last[actor] = max(newest, last.get(actor, newest))
    names = names_of(viewer, list(done))
    officers = (Officer(names[actor], counted, localtime(last[actor])) for actor, counted in done.items())
    return tuple(sorted(officers, key=lambda one: (-one.total, one.name)))
