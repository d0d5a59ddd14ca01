"""帮扶 as an office sees it: needs with what each department did about them, in a list and one by one."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.timezone import localtime

from jianyou.domain.calls.course import Support
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.who_may import possible_acts
from jianyou.queries.calls import file_of
from jianyou.queries.office_calls import names_of, own_call
from jianyou.queries.subjects import subject_at
from jianyou.queries.support_basis import helped
from jianyou.store.dialect import database_now
from jianyou.store.models import Activity, Call, Help, Need
from jianyou.terms.finding import Refused
from jianyou.terms.paging import Page, turned_to

LENGTH = 50
MOST_IN_FILE = 5_000
MOST_NOMINEES = 200


class HelpLine(NamedTuple):
    """One department's part in meeting a need; `at` is when it was last changed, in the site's zone."""

    key: uuid.UUID
    department: str
    resource: str
    action: str
    outcome: str
    status: str
    begun_on: date | None
    done_on: date | None
    by: str
    at: datetime


class NeedLine(NamedTuple):
    """A need in the list, with the departments' parts in it."""

    number: int
    filing: str
    ordinal: int
    name: str
    district: str
    kind: str
    text: str
    source: str
    status: str
    closing: str
    by: str
    at: datetime
    helps: tuple[HelpLine, ...]


@dataclass(frozen=True, slots=True)
class NeedsWanted:
    """Which needs a list shows; what is empty leaves nothing out."""

    kind: str = ""
    status: str = ""
    district: str = ""
    department: str = ""
    page: int = 1


class ActivityLine(NamedTuple):
    """An activity in the list; moments in the site's zone."""

    number: int
    kind: str
    title: str
    status: str
    begins_at: datetime
    ask_until: datetime
    seats: int
    requests: int


@dataclass(frozen=True, slots=True)
class SupportFrame:
    """What every page of a call's support tells. `promised` is what the call's file says, None for nothing.

    `kinds` are the names of the kinds of help by their keys.
    """

    slug: str
    title: str
    office: str
    promised: Support | None
    kinds: Mapping[str, str]
    acts: tuple[Act, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class SupportView:
    """How the support of a call stands: needs by state, departments with what they gave, activities."""

    frame: SupportFrame
    needs: Mapping[str, int]
    helps: int
    departments: tuple[tuple[str, int], ...]
    activities: tuple[ActivityLine, ...]
    nominees: int
    filings: int


@dataclass(frozen=True, slots=True)
class NeedsView:
    """One page of the ledger; `districts` and `departments` are those that can be chosen."""

    frame: SupportFrame
    page: Page[NeedLine]
    districts: tuple[str, ...]
    departments: tuple[str, ...]


class Nominee(NamedTuple):
    """Somebody to be chosen from."""

    key: uuid.UUID
    number: str
    ordinal: int
    name: str
    district: str


def frame_of(viewer: Actor, call: Call) -> SupportFrame:
    """What every page tells."""
    promised = file_of(call.slug, call.source).support
    now = database_now()
    return SupportFrame(
        slug=call.slug,
        title=call.title,
        office=call.office.name,
        promised=promised,
        kinds={one.kind.value: one.name for one in promised.activities} if promised else {},
        acts=possible_acts(viewer, subject_at(call, now)),
        now=localtime(now),
    )


def get_frame(*, viewer: Actor, slug: str) -> SupportFrame:
    """What every page of a call's support tells.

    Raises:
        Refused: the viewer's office has no such call.
    """
    return frame_of(viewer, own_call(viewer, slug))


def get_support(*, viewer: Actor, slug: str) -> SupportView:
    """The support of a call of the viewer's office.

    Raises:
        Refused: that office has no such call.
    """
    call = own_call(viewer, slug)
    helps = Help.objects.filter(need__call=call)
    by_department = (
        helps.values_list("department").annotate(count=Count("id")).order_by("-count", "department")
    )
    rows = Activity.objects.filter(call=call).annotate(asked=Count("requests")).defer("giving")
    return SupportView(
        frame=frame_of(viewer, call),
        needs=dict(Need.objects.filter(call=call).values_list("status").annotate(count=Count("id"))),
        helps=helps.count(),
        departments=tuple(by_department),
        activities=tuple(map(_activity, rows.order_by("-number"))),
        nominees=helped(call).count(),
        filings=helped(call).values("filing_id").distinct().count(),
    )


def _activity(row: Activity) -> ActivityLine:
    return ActivityLine(
        number=row.number,
        kind=row.kind,
        title=row.title,
        status=row.status,
        begins_at=localtime(row.begins_at),
        ask_until=localtime(row.ask_until),
        seats=row.seats,
        requests=row.asked,  # type: ignore[attr-defined]  # as the query counted them
    )


def list_needs(*, viewer: Actor, slug: str, wanted: NeedsWanted) -> NeedsView:
    """One page of the needs of a call, the newest first.

    Raises:
        Refused: the viewer's office has no such call.
    """
    call = own_call(viewer, slug)
    rows = _needs(call, wanted)
    total = rows.count()
    number = turned_to(wanted.page, total, LENGTH)
    found = rows.order_by("-number")[(number - 1) * LENGTH : number * LENGTH]
    everything = Need.objects.filter(call=call)
    districts = everything.exclude(entry__district="").values_list("entry__district", flat=True)
    departments = Help.objects.filter(need__call=call).values_list("department", flat=True)
    return NeedsView(
        frame=frame_of(viewer, call),
        page=Page(_lines(viewer, list(found)), number, total, LENGTH),
        districts=tuple(districts.distinct().order_by("entry__district")),
        departments=tuple(departments.distinct().order_by("department")),
    )


def list_ledger(
    *, viewer: Actor, slug: str, wanted: NeedsWanted
) -> tuple[SupportFrame, tuple[NeedLine, ...]]:
    """All the needs that a list shows, in their order, for a file.

    Raises:
        Refused: the viewer's office has no such call, or there are more than go into one file.
    """
    call = own_call(viewer, slug)
    rows = _needs(call, wanted)
    count = rows.count()
    if count > MOST_IN_FILE:
        raise Refused("support_ledger_long", count=count, most=MOST_IN_FILE)
    return frame_of(viewer, call), _lines(viewer, list(rows.order_by("number")))


def get_need(*, viewer: Actor, slug: str, number: int) -> tuple[SupportFrame, NeedLine]:
    """A need of a call.

    Raises:
        Refused: the viewer's office has no such call, or the call no such need.
    """
    call = own_call(viewer, slug)
    row = _needs(call, NeedsWanted()).filter(number=number).first()
    if row is None:
        raise Refused("support_need_unknown")
    return frame_of(viewer, call), _lines(viewer, [row])[0]


def list_nominees(*, viewer: Actor, slug: str, search: str = "") -> tuple[Nominee, ...]:
    """The nominees whose names have that text, in the order of names, at most `MOST_NOMINEES`.

    Raises:
        Refused: the viewer's office has no such call.
    """
    rows = helped(own_call(viewer, slug)).filter(name__contains=search)
    told = rows.order_by("name", "id").values_list("id", "filing__number", "ordinal", "name", "district")
    return tuple(Nominee(*row) for row in told[:MOST_NOMINEES])


def _needs(call: Call, wanted: NeedsWanted) -> QuerySet[Need]:
    rows = Need.objects.filter(call=call).select_related("entry__filing")
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.district:
        rows = rows.filter(entry__district=wanted.district)
    if wanted.department:
        rows = rows.filter(Exists(Help.objects.filter(need=OuterRef("id"), department=wanted.department)))
    return rows


def _lines(viewer: Actor, rows: Sequence[Need]) -> tuple[NeedLine, ...]:
    helps = Help.objects.filter(need__in=rows).order_by("at", "id")
    kept: dict[uuid.UUID, list[Help]] = {}
    for one in helps:
        kept.setdefault(one.need_id, []).append(one)
    names = names_of(viewer, [row.by for row in rows] + [one.by for one in helps])
    return tuple(
        need_line(row, (help_line(one, names) for one in kept.get(row.id, ())), names) for row in rows
    )


def need_line(row: Need, helps: Iterable[HelpLine], names: Mapping[str, str]) -> NeedLine:
    """A need (entry and filing loaded) as it is told."""
    return NeedLine(
        number=row.number,
        filing=row.entry.filing.number,
        ordinal=row.entry.ordinal,
        name=row.entry.name,
        district=row.entry.district,
        kind=row.kind,
        text=row.text,
        source=row.source,
        status=row.status,
        closing=row.closing,
        by=names.get(row.by, ""),
        at=localtime(row.at),
        helps=tuple(helps),
    )


def help_line(row: Help, names: Mapping[str, str]) -> HelpLine:
    """A department's part as it is told."""
    return HelpLine(
        key=row.id,
        department=row.department,
        resource=row.resource,
        action=row.action,
        outcome=row.outcome,
        status=row.status,
        begun_on=row.begun_on,
        done_on=row.done_on,
        by=names.get(row.by, ""),
        at=localtime(row.at),
    )
