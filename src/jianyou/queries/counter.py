"""窗口: what a counter sees of its own office's calls: who waits, what was registered, what came before.

Every function takes the viewer, and of another office's calls tells no more than that there are none.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime, make_aware

from jianyou.domain.ledger.fingerprints import mark_of
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.deadline import elapsed, late_by
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus, FilingStatus
from jianyou.domain.lifecycle.who_may import can
from jianyou.queries.calls import file_of
from jianyou.queries.counter_records import (
    ArrivalLine,
    CounterCall,
    Day,
    Desk,
    OutageLine,
    Paper,
    PaperLine,
    Registered,
)
from jianyou.queries.handing_in import paper_act, registrations
from jianyou.queries.ledger import entry_of
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Arrival, Call, Entry, Filing, LogRow, Outage, User
from jianyou.terms.finding import Refused
from jianyou.terms.media import handed_of

MOST_WAITING = 200
MOST_RECENT = 20
CHANNEL = Channel.COUNTER.value
"""The channel of filings that began with the paper."""


def list_counter_calls(*, viewer: Actor) -> tuple[CounterCall, ...]:
    """The office's calls in which papers may come, the next deadline first, those past it last."""
    now = localtime(database_now())
    calls = _calls(viewer).filter(status__in=(CallStatus.OPEN, CallStatus.CLOSED))
    told = [_told(call, viewer, now) for call in calls.order_by("deadline", "slug")]
    return tuple(sorted(told, key=lambda one: one.late is not None))


def get_counter_call(*, viewer: Actor, slug: str) -> CounterCall:
    """One of the office's calls.

    Raises:
        Refused: the office has none of that name.
    """
    return _told(call_of(viewer, slug), viewer, localtime(database_now()))


def get_desk(*, viewer: Actor, slug: str) -> Desk:
    """The counter of a call as it stands now.

    Raises:
        Refused: the office has none of that name.
    """
    call, now = call_of(viewer, slug), localtime(database_now())
    waiting = Arrival.objects.filter(call=call, filing=None, voided_at=None).order_by("at", "number")
    rows = registrations(call).filter(at__gte=_midnight(now.date())).order_by("-at", "-id")
    return Desk(
        call=_told(call, viewer, now),
        waiting=_lines(call, waiting[:MOST_WAITING], now),
        recent=registered_by(call, rows[:MOST_RECENT]),
    )


def first_waiting(*, viewer: Actor, slug: str) -> ArrivalLine | None:
    """Whose turn it is: the arrival that waits longest, None where nobody waits.

    Raises:
        Refused: the office has no such call.
    """
    call = call_of(viewer, slug)
    waiting = Arrival.objects.filter(call=call, filing=None, voided_at=None).order_by("at", "number")
    return next(iter(_lines(call, waiting[:1])), None)


def get_arrival(*, viewer: Actor, slug: str, number: int) -> ArrivalLine:
    """An arrival by its number.

    Raises:
        Refused: the office has no such call, or the call no such arrival.
    """
    call = call_of(viewer, slug)
    lines = _lines(call, Arrival.objects.filter(call=call, number=number))
    if not lines:
        raise Refused("site_no_arrival", number=number)
    return lines[0]


def get_paper(*, viewer: Actor, slug: str, number: str, arrival: ArrivalLine | None = None) -> Paper:
    """A filing of that call; what registering its paper comes to is judged by the arrival where one is given.

    Raises:
        Refused: the office has no such call, or the call no such filing.
    """
    call = call_of(viewer, slug)
    filing = Filing.objects.filter(call=call, number=number).first()
    if filing is None:
        raise Refused("site_no_filing", number=number[:20])
    rows = registrations(call).filter(filing=filing).order_by("-at", "-id")
    registered = next(iter(registered_by(call, rows[:1])), None)
    newest = filing.versions.latest("ordinal")
    return Paper(
        line=paper_lines([filing])[0],
        version=newest.ordinal,
        mark=mark_of(filing.number, newest.content).text,
        scanned=newest.files.filter(purpose="sealed_scan").exists(),
        filed_at=localtime(filing.filed_at) if filing.filed_at else None,
        admitted=filing.admitted_at is not None,
        coming=_coming(call, viewer, filing, arrival, registered=registered is not None),
        registered=registered,
        arrivals=_lines(call, filing.arrivals.order_by("at", "number")),
    )


def list_outages(*, viewer: Actor, slug: str) -> tuple[OutageLine, ...]:
    """The recorded outages of a call, the last one first.

    Raises:
        Refused: the office has no such call.
    """
    rows = Outage.objects.filter(call=call_of(viewer, slug)).order_by("-began", "id")
    return tuple(
        OutageLine(localtime(row.began), localtime(row.ended), row.reason, row.approved_by) for row in rows
    )


def list_slips(*, viewer: Actor, slug: str) -> tuple[ArrivalLine, ...]:
    """The slips that were entered, the last one first.

    Raises:
        Refused: the office has no such call.
    """
    call = call_of(viewer, slug)
    return _lines(call, Arrival.objects.filter(call=call, outage__isnull=False).order_by("-number"))


def get_day(*, viewer: Actor, slug: str, on: date | None = None) -> Day:
    """What was stamped, entered and registered on a day of the site's zone; today where none is given.

    Raises:
        Refused: the office has no such call.
    """
    call, now = call_of(viewer, slug), localtime(database_now())
    day = on or now.date()
    since, until = _midnight(day), _midnight(day + timedelta(days=1))
    within = Q(at__gte=since, at__lt=until) | Q(entered_at__gte=since, entered_at__lt=until)
    rows = registrations(call).filter(at__gte=since, at__lt=until).order_by("at", "id")
    return Day(
        call=_told(call, viewer, now),
        on=day,
        arrivals=_lines(call, Arrival.objects.filter(within, call=call).order_by("at", "number")),
        registered=registered_by(call, rows),
    )


def _calls(viewer: Actor) -> QuerySet[Call, Call]:
    """The calls of the viewer's office that were opened, with what waits in each."""
    if not viewer.office:
        return Call.objects.none()
    calls = Call.objects.filter(office_id=viewer.office).exclude(status=CallStatus.DRAFT)
    waiting = Count("arrivals", filter=Q(arrivals__filing=None, arrivals__voided_at=None))
    return calls.select_related("office").annotate(waiting=waiting)


def call_of(viewer: Actor, slug: str) -> Call:
    """The row of the office's call of that name.

    Raises:
        Refused: the office has none.
    """
    call = _calls(viewer).filter(slug=slug).first()
    if call is None:
        raise Refused("site_no_call", name=slug[:64])
    return call


def _told(call: Any, viewer: Actor, now: datetime) -> CounterCall:
    file = file_of(call.slug, call.source)
    return CounterCall(
        slug=call.slug,
        title=call.title,
        issuer=file.notice.issuer or call.office.name,
        status=CallStatus(call.status),
        file=file,
        deadline=localtime(call.deadline),
        counts=call.deadline_counts,
        completes_on=call.completes_on,
        late_admission=call.late_admission,
        now=now,
        late=late_by(now, call.deadline, counts=call.deadline_counts),
        takes=can(viewer, Act.MARK_ARRIVAL, subject_at(call, now)),
        waiting=call.waiting,
    )


def _coming(
    call: Call, viewer: Actor, filing: Filing, arrival: ArrivalLine | None, *, registered: bool
) -> Act | None:
    subject = subject_at(call, database_now(), filing=filing, arrived_at=arrival.at if arrival else None)
    act = paper_act(call, filing, in_time=subject.in_time, registered=registered)
    return act if can(viewer, act, subject) else None


def _midnight(on: date) -> datetime:
    return make_aware(datetime.combine(on, time.min))


def _lines(
    call: Call, rows: QuerySet[Arrival, Arrival], now: datetime | None = None
) -> tuple[ArrivalLine, ...]:
    found = list(rows.select_related("filing"))
    names = people_named(row.stamped_by for row in found)
    return tuple(
        ArrivalLine(
            number=row.number,
            at=localtime(row.at),
            late=late_by(row.at, call.deadline, counts=call.deadline_counts),
            slip=row.slip,
            entered_at=localtime(row.entered_at) if row.entered_at else None,
            by=names.get(row.stamped_by, row.stamped_by),
            filing=row.filing.number if row.filing else "",
            filer=row.filing.filer if row.filing else "",
            void=row.voided_at is not None,
            waited=elapsed(row.at, now) if now else None,
        )
        for row in found
    )


def paper_lines(filings: Iterable[Filing]) -> tuple[PaperLine, ...]:
    """Filings as lists tell them, in their order."""
    filings = list(filings)
    names: dict[Any, list[str]] = {}
    for entry in Entry.objects.filter(filing__in=filings).order_by("filing", "ordinal"):
        names.setdefault(entry.filing_id, []).append(entry.name)
    return tuple(
        PaperLine(
            number=filing.number,
            filer=filing.filer,
            names=tuple(names.get(filing.id, ())),
            status=FilingStatus(filing.status),
            channel=filing.channel,
            sent_at=localtime(filing.sent_at),
            handed=handed_of(filing.copies, filing.media),
        )
        for filing in filings
    )


def registered_by(call: Call, rows: QuerySet[LogRow, LogRow]) -> tuple[Registered, ...]:
    """Registrations at the counter as lists tell them, in the order of their log rows."""
    found = [(row, row.filing) for row in rows.select_related("filing") if row.filing is not None]
    filings = [filing for _, filing in found]
    papers = paper_lines(filings)
    names = people_named(row.actor for row, _ in found)
    arrivals: dict[Any, list[int]] = {}
    for one in Arrival.objects.filter(filing__in=filings).order_by("number"):
        arrivals.setdefault(one.filing_id, []).append(one.number)
    return tuple(
        _one_registered(call, row, paper, names.get(row.actor, row.actor), tuple(arrivals.get(filing.id, ())))
        for (row, filing), paper in zip(found, papers, strict=True)
    )


def _one_registered(
    call: Call, row: LogRow, paper: PaperLine, by: str, arrivals: tuple[int, ...]
) -> Registered:
    told = (row.content or {}).get("decisive")
    decisive = datetime.fromisoformat(told) if told else row.at
    return Registered(
        paper=paper,
        act=Act(row.act),
        at=localtime(row.at),
        decisive=localtime(decisive),
        late=late_by(decisive, call.deadline, counts=call.deadline_counts),
        by=by,
        arrivals=arrivals,
        commitment=entry_of(row).commitment,
        placed=row.place is not None,
    )


def people_named(usernames: Iterable[str]) -> dict[str, str]:
    """Names by account; who acted by the command line has none."""
    return dict(User.objects.filter(username__in=set(usernames)).values_list("username", "name"))
