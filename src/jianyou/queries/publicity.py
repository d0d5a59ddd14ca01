"""公示: the rounds of a call as its office sees them, and as anyone does while they are public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils.timezone import get_default_timezone, localtime

from jianyou.codes.workdays import CalendarUnknown
from jianyou.domain.calls.course import Publicity as Declared
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import MADE_PUBLIC, PublicityStatus
from jianyou.domain.lifecycle.who_may import possible_acts
from jianyou.domain.publicity.lists import (
    Line,
    PublicList,
    Shown,
    Suspect,
    fingerprint,
    suspects,
    without_personal,
)
from jianyou.domain.publicity.periods import Period, period_of
from jianyou.queries.calls import PUBLIC_STATES, file_of
from jianyou.queries.office_calls import names_of, own_call
from jianyou.queries.proposed import upward_list
from jianyou.queries.publicity_lines import (
    list_of,
    may_be_shown,
    names_in,
    proposed_lines,
    shown_columns,
)
from jianyou.queries.subjects import subject_at
from jianyou.queries.workdays import declared_days
from jianyou.store.dialect import database_now
from jianyou.store.files import path_of
from jianyou.store.models import Call, Publicity, Published
from jianyou.terms.finding import Refused

MOST_SUSPECTS = 50


class Round(NamedTuple):
    """A round in a list. `status` is by the clock; `entries` 0 before it is published.

    `replaces` and `replaced_by` are numbers, 0 for none. Moments are in the site's zone.
    """

    number: int
    award: str
    title: str
    status: PublicityStatus
    entries: int
    days: int
    working_days: bool
    published_at: datetime | None
    begins_on: date | None
    ends_at: datetime | None
    objections_until: datetime | None
    replaces: int
    replaced_by: int

    @property
    def public(self) -> bool:
        """Whether it is public at this moment."""
        return self.status is PublicityStatus.PUBLIC


@dataclass(frozen=True, slots=True)
class RoundsView:
    """The rounds of a call, the newest first. `declared` is what the call's file sets, None where nothing.

    `awards` are those of the file by key and name; `columns` those that may be shown.
    """

    slug: str
    title: str
    office: str
    declared: Declared | None
    awards: tuple[tuple[str, str], ...]
    columns: tuple[Shown, ...]
    name_column: str
    rounds: tuple[Round, ...]
    proposed: int
    acts: tuple[Act, ...]
    now: datetime

    @property
    def replaceable(self) -> tuple[Round, ...]:
        """The rounds that were published and that none replaced."""
        return tuple(one for one in self.rounds if one.status in MADE_PUBLIC and not one.replaced_by)


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round opened by its office. `list` has the lines of now while it is prepared, then what is shown.

    `period` would be its if it were published now (None with `calendar`, the reason); then it is its own.
    `found` is what looks personal in what would be published, all in all `found_count` texts. `looked` is the
    fingerprint of all that publishing decides on. `own`: the viewer prepared it, and the office wants it
    published by somebody else. People are told by their names.
    """

    slug: str
    call: str
    line: Round
    list: PublicList
    award: str
    covers: bool
    period: Period | None
    calendar: Refused | None
    found: tuple[Suspect, ...]
    found_count: int
    looked: str
    snapshot: str
    prepared_by: str
    prepared_at: datetime
    own: bool
    published_by: str
    settled_by: str
    settled_at: datetime | None
    reason: str
    acts: tuple[Act, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class PublishedView:
    """A round as anyone may see it; once it is over `list` has no lines.

    `snapshot` is the digest of what was published (64 hex digits), `objecting`: objections are still in time.
    """

    slug: str
    line: Round
    list: PublicList
    snapshot: str
    objecting: bool
    reason: str
    now: datetime


def list_rounds(*, viewer: Actor, slug: str) -> RoundsView:
    """The rounds of a call of the viewer's office.

    Raises:
        Refused: that office has none of that name.
    """
    call = own_call(viewer, slug)
    file, now = file_of(call.slug, call.source), localtime(database_now())
    return RoundsView(
        slug=call.slug,
        title=call.title,
        office=call.office.name,
        declared=file.publicity,
        awards=tuple((award.key, award.name) for award in file.awards),
        columns=may_be_shown(file.annex),
        name_column=file.annex.name_column.key,
        rounds=_rounds(call, now),
        proposed=len(upward_list(call)),
        acts=possible_acts(viewer, subject_at(call, now)),
        now=now,
    )


def get_round(*, viewer: Actor, slug: str, number: int) -> RoundView:
    """A round of a call of the viewer's office.

    Raises:
        Refused: that office has no such call, or the call no such round.
    """
    call, now = own_call(viewer, slug), localtime(database_now())
    row = _row(call, number)
    told = told_list(row)
    period, calendar = told.period, None
    if row.status == PublicityStatus.PREPARED:
        try:
            period = period_now(row, now)
        except CalendarUnknown as unknown:
            calendar = unknown
    found = list(suspects(told.lines, told.columns)) if row.status == PublicityStatus.PREPARED else []
    names = names_of(viewer, [row.prepared_by, row.published_by, row.settled_by])
    awards = names_in(file_of(call.slug, call.source))
    return RoundView(
        slug=call.slug,
        call=call.title,
        line=_line(row, now, len(told.lines), _replaced_by([row]).get(row.number, 0)),
        list=told,
        award=awards.get((row.award, ""), ""),
        covers=row.covers,
        period=period,
        calendar=calendar,
        found=tuple(found[:MOST_SUSPECTS]),
        found_count=len(found),
        looked=fingerprint(told),
        snapshot=row.snapshot,
        prepared_by=names[row.prepared_by],
        prepared_at=localtime(row.prepared_at),
        own=call.office.second_person and row.prepared_by == viewer.person,
        published_by=names[row.published_by],
        settled_by=names[row.settled_by],
        settled_at=localtime(row.settled_at) if row.settled_at else None,
        reason=row.reason,
        acts=possible_acts(viewer, subject_at(call, now, publicity=row)),
        now=now,
    )


def period_now(row: Publicity, at: datetime) -> Period:
    """The period of a round if it were published at that moment.

    Raises:
        CalendarUnknown: whether a day is worked on isn't known.
    """
    return period_of(
        at,
        row.days,
        working_days=row.working_days,
        zone=get_default_timezone(),
        changes=declared_days(row.office_id) if row.working_days else {},
    )


def list_public_rounds(*, slug: str, over: bool = False) -> tuple[Round, ...]:
    """The rounds of a call that are public now, the newest first; with `over` those that were public, too."""
    call = Call.objects.filter(slug=slug, status__in=PUBLIC_STATES).first()
    if call is None:
        return ()
    wanted = MADE_PUBLIC if over else (PublicityStatus.PUBLIC,)
    return tuple(one for one in _rounds(call, localtime(database_now())) if one.status in wanted)


def get_published(*, slug: str, number: int) -> PublishedView:
    """A round that is public, or was.

    Raises:
        Refused: there is no such call for anyone to see, or none of its published rounds has that number.
    """
    rows = Publicity.objects.filter(call__slug=slug, call__status__in=PUBLIC_STATES, number=number)
    row = rows.select_related("call__office", "replaces").filter(status__in=MADE_PUBLIC).first()
    if row is None:
        raise Refused("publicity_unknown")
    now = localtime(database_now())
    line = _line(row, now, 0, _replaced_by([row]).get(number, 0))
    told = told_list(row) if line.public else replace(_timed(row, list_of(row, ())), text="")
    return PublishedView(
        slug=slug,
        line=line._replace(entries=len(told.lines)),
        list=told,
        snapshot=row.snapshot,
        reason=row.reason,
        objecting=bool(row.objections_until and now < row.objections_until and line.status != "taken_down"),
        now=now,
    )


def get_snapshot(*, slug: str, number: int) -> bytes:
    """The bytes of a round as it was published, while it is public.

    Raises:
        Refused: it isn't, or its file is gone.
    """
    view = get_published(slug=slug, number=number)
    path = path_of(view.snapshot)
    if not view.line.public or not path.is_file():
        raise Refused("publicity_unknown")
    return path.read_bytes()


def status_at(row: Publicity, now: datetime) -> PublicityStatus:
    """How a round stands by the clock, whether or not anybody wrote it down yet."""
    status = PublicityStatus(row.status)
    if status is PublicityStatus.PUBLIC and row.ends_at and row.ends_at <= now:
        return PublicityStatus.ENDED
    return status


def told_list(row: Publicity) -> PublicList:
    """What a round shows: the proposed lines of now while it is prepared, then those that it published."""
    if row.status == PublicityStatus.DROPPED:
        return list_of(row, ())
    if row.status == PublicityStatus.PREPARED:
        columns = shown_columns(file_of(row.call.slug, row.call.source), row.shows)
        lines = proposed_lines(row.call, row.award, columns, covers=row.covers)
        return list_of(row, [one.line for one in lines])
    published = list(Published.objects.filter(publicity=row).order_by("order"))
    file = file_of(row.call.slug, row.call.source)
    columns, names = shown_columns(file, row.shows), names_in(file)
    there = [_published_line(one, names, columns) for one in published if one.removed_at is None]
    return _timed(row, list_of(row, there, removed=len(published) - len(there)))


def _published_line(row: Published, names: Mapping[tuple[str, str], str], columns: Sequence[Shown]) -> Line:
    changed = {one["column"] for one in row.corrected}
    return Line(
        row.order,
        names.get((row.award, ""), ""),
        names.get((row.award, row.tier), "") if row.tier else "",
        # What was published has been looked at; what somebody put right since hasn't.
        without_personal(row.values, columns) if changed else row.values,
        tuple(column.title for column in columns if column.key in changed),
    )


def _timed(row: Publicity, told: PublicList) -> PublicList:
    assert row.published_at
    assert row.begins_on
    assert row.ends_at
    assert row.objections_until
    ends_at = localtime(row.ends_at)
    last_on = date.fromordinal(ends_at.date().toordinal() - 1)
    return replace(
        told,
        published_at=localtime(row.published_at),
        period=Period(row.begins_on, last_on, ends_at),
        objections_until=localtime(row.objections_until),
    )


def _row(call: Call, number: int) -> Publicity:
    rows = Publicity.objects.filter(call=call, number=number)
    row = rows.select_related("call__office", "replaces").first()
    if row is None:
        raise Refused("publicity_unknown")
    return row


def _rounds(call: Call, now: datetime) -> tuple[Round, ...]:
    there = Count("rows", filter=Q(rows__removed_at=None))
    rows = Publicity.objects.filter(call=call).select_related("replaces").annotate(there=there)
    listed = sorted(rows, key=lambda row: -row.number)
    replaced = _replaced_by(listed)
    return tuple(_line(row, now, row.there, replaced.get(row.number, 0)) for row in listed)


def _replaced_by(rows: Sequence[Publicity]) -> dict[int, int]:
    """The numbers of the rounds that replaced those, once they were published."""
    newer = Publicity.objects.filter(replaces__in=rows, status__in=MADE_PUBLIC).order_by("number")
    return dict(newer.values_list("replaces__number", "number"))


def _line(row: Publicity, now: datetime, entries: int, replaced_by: int) -> Round:
    return Round(
        number=row.number,
        award=row.award,
        title=row.title,
        status=status_at(row, now),
        entries=entries,
        days=row.days,
        working_days=row.working_days,
        published_at=localtime(row.published_at) if row.published_at else None,
        begins_on=row.begins_on,
        ends_at=localtime(row.ends_at) if row.ends_at else None,
        objections_until=localtime(row.objections_until) if row.objections_until else None,
        replaces=row.replaces.number if row.replaces else 0,
        replaced_by=replaced_by,
    )
