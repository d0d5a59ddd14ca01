"""The calls of an office for who works there: how they stand, how much came, what was logged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Count, QuerySet
from django.utils.timezone import localtime

from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import elapsed, late_by
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.states import CallStatus, EntryStatus, FilingStatus
from jianyou.domain.lifecycle.who_may import possible_acts
from jianyou.queries.calls import file_of
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Entry, Extension, Filing, LogRow, Outage, Post, TreeHead
from jianyou.terms.finding import Refused

S = TypeVar("S", FilingStatus, EntryStatus)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many filings and entries there are in each state; states that nothing is in are left out."""

    filings: Mapping[FilingStatus, int]
    entries: Mapping[EntryStatus, int]

    @property
    def all_filings(self) -> int:
        """How many filings there are."""
        return sum(self.filings.values())

    @property
    def all_entries(self) -> int:
        """How many entries there are."""
        return sum(self.entries.values())


@dataclass(frozen=True, slots=True)
class OfficeCall:
    """A call of the office at one moment of the database's clock; moments are in the site's zone.

    `late` is how long the deadline is past, None while there is time.
    """

    slug: str
    title: str
    status: CallStatus
    deadline: datetime
    now: datetime
    late: timedelta | None
    counts: Counts

    @property
    def left(self) -> timedelta:
        """The time left, negative where the deadline is past."""
        return elapsed(self.now, self.deadline)

    @property
    def open(self) -> bool:
        """Whether something may be filed at that moment."""
        return self.status is CallStatus.OPEN and self.late is None


@dataclass(frozen=True, slots=True)
class ExtensionLine:
    """A later deadline for all: from when to when, why, who approved it, and when it was told."""

    before: datetime
    after: datetime
    reason: str
    approved_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OutageLine:
    """停机: from when to when, why, who approved the record, when it was made, how many slips it holds."""

    began: datetime
    ended: datetime
    reason: str
    approved_by: str
    at: datetime
    slips: int


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """How far the call's log is sealed: rows in the tree, rows that have no place yet, and its newest head.

    `root` is 64 hex digits, `signed_at` ISO, both empty before the first head. `published`: that head, or
    one before, is the one published at the deadline.
    """

    size: int
    waiting: int
    root: str
    signed_at: str
    published: bool


@dataclass(frozen=True, slots=True)
class OfficeCallView:
    """A call opened: its line, its rules, its course, its ledger, and what the viewer may do with it now.

    People are told by their names. `second_person`: what moves a deadline takes two people here.
    """

    call: OfficeCall
    office: str
    second_person: bool
    schema: AnnexSchema
    deadline_counts: bool
    completes_on: str
    late_admission: bool
    opened_at: datetime | None
    closed_at: datetime | None
    extensions: tuple[ExtensionLine, ...]
    outages: tuple[OutageLine, ...]
    ledger: LedgerLine
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """处室负责人: somebody who may approve, by name and as the log knows him."""

    username: str
    name: str


def list_office_calls(*, viewer: Actor) -> list[OfficeCall]:
    """Every call of the viewer's office, the latest deadline first."""
    calls = list(_own(viewer).order_by("-deadline", "slug"))
    counts, now = _counts(calls), localtime(database_now())
    return [_line(call, counts[call.id.hex], now) for call in calls]


def get_call_line(*, viewer: Actor, slug: str) -> OfficeCall:
    """One call of the viewer's office as it stands in the list of calls.

    Raises:
        Refused: that office has none of that name.
    """
    call = own_call(viewer, slug)
    return _line(call, _counts([call])[call.id.hex], localtime(database_now()))


def get_office_call(*, viewer: Actor, slug: str) -> OfficeCallView:
    """A call of the viewer's office.

    Raises:
        Refused: that office has none of that name.
    """
    call = own_call(viewer, slug)
    now = localtime(database_now())
    extensions = list(Extension.objects.filter(call=call).order_by("at"))
    outages = list(Outage.objects.filter(call=call).annotate(slips=Count("arrivals")).order_by("began"))
    approvers = [each.approved_by for each in extensions] + [each.approved_by for each in outages]
    names = names_of(viewer, approvers)
    return OfficeCallView(
        call=_line(call, _counts([call])[call.id.hex], now),
        office=call.office.name,
        second_person=call.office.second_person,
        schema=file_of(call.slug, call.source).annex,
        deadline_counts=call.deadline_counts,
        completes_on=call.completes_on,
        late_admission=call.late_admission,
        opened_at=localtime(call.opened_at) if call.opened_at else None,
        closed_at=localtime(call.closed_at) if call.closed_at else None,
        extensions=tuple(
            ExtensionLine(
                localtime(each.before),
                localtime(each.after),
                each.reason,
                names[each.approved_by],
                localtime(each.at),
            )
            for each in extensions
        ),
        outages=tuple(
            OutageLine(
                localtime(each.began),
                localtime(each.ended),
                each.reason,
                names[each.approved_by],
                localtime(each.at),
                each.slips,
            )
            for each in outages
        ),
        ledger=_ledger(call),
        acts=possible_acts(viewer, subject_at(call, now)),
    )


def list_heads(*, viewer: Actor) -> tuple[Head, ...]:
    """Who of the viewer's office may approve what the viewer does: its section heads, but not the viewer."""
    posts = Post.objects.filter(office_id=viewer.office, role=Role.SECTION_HEAD, user__is_active=True)
    others = posts.exclude(user__username=viewer.person).select_related("user").order_by("user__username")
    return tuple(Head(post.user.username, post.user.name) for post in others)


def own_call(viewer: Actor, slug: str) -> Call:
    """The row of a call of the viewer's office.

    Raises:
        Refused: that office has none of that name.
    """
    call = _own(viewer).filter(slug=slug).select_related("office").first()
    if call is None:
        raise Refused("site_no_call", name=slug[:64])
    return call


def names_of(viewer: Actor, usernames: list[str]) -> dict[str, str]:
    """What those of the viewer's office are called; who has no account there keeps the name of the log."""
    posts = Post.objects.filter(office_id=viewer.office, user__username__in=set(usernames))
    known = dict(posts.values_list("user__username", "user__name"))
    return {username: known.get(username, username) for username in usernames}


def _own(viewer: Actor) -> QuerySet[Call]:
    return Call.objects.filter(office_id=viewer.office)


def _line(call: Call, counts: Counts, now: datetime) -> OfficeCall:
    return OfficeCall(
        slug=call.slug,
        title=call.title,
        status=CallStatus(call.status),
        deadline=localtime(call.deadline),
        now=now,
        late=late_by(now, call.deadline, counts=call.deadline_counts),
        counts=counts,
    )


def _counts(calls: list[Call]) -> dict[str, Counts]:
    """The counts of each call by its hex key."""
    filings = _tally(Filing.objects.filter(call__in=calls), FilingStatus)
    entries = _tally(Entry.objects.filter(call__in=calls), EntryStatus)
    return {call.id.hex: Counts(filings.get(call.id.hex, {}), entries.get(call.id.hex, {})) for call in calls}


def _tally(rows: QuerySet[Any], states: type[S]) -> dict[str, dict[S, int]]:
    """How many rows of each call (hex key) are in which state, in the order of the states."""
    counted: dict[str, dict[str, int]] = {}
    for call, status, count in rows.values_list("call_id", "status").annotate(count=Count("id")):
        counted.setdefault(call.hex, {})[status] = count
    return {
        call: {state: by_status[state] for state in states if state in by_status}
        for call, by_status in counted.items()
    }


def _ledger(call: Call) -> LedgerLine:
    heads = TreeHead.objects.filter(call=call)
    newest = heads.order_by("size").last()
    return LedgerLine(
        size=call.log_size,
        waiting=LogRow.objects.filter(call=call, place=None).count(),
        root=newest.root if newest else "",
        signed_at=newest.at if newest else "",
        published=heads.filter(final=True).exists(),
    )
