"""受邀单位 of a call: who was invited, what came of it, who is still to be reminded."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus, CorrectionStatus, EntryStatus, FilingStatus
from jianyou.queries.audiences import LENGTH, by_name
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.handling import handles
from jianyou.queries.office_calls import own_call
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Correction, Entry, Invited, OutboxMessage, PersonalDatum
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.paging import Page, turned_to

CONTACT = "contact"
"""The field of personal data under which a firm's contact is kept, as JSON."""
AGAIN = timedelta(hours=20)
"""Nobody is reminded twice within it."""
URGING_CORRECTION = "urging_correction"
"""The kind of the messages that remind of a correction."""
_CALLS = "/calls/"


class Progress(StrEnum):
    """What came of an invitation: nothing, a table without its seal, a late one, filed, to be corrected."""

    NOTHING = "nothing"
    BEGUN = "begun"
    LATE = "late"
    FILED = "filed"
    RETURNED = "returned"


TO_REMIND = (Progress.NOTHING, Progress.BEGUN)
"""Who still has something to file."""


class Sent(StrEnum):
    """Whether somebody was told: not invited yet, invited, reminded."""

    NO = "no"
    INVITED = "invited"
    REMINDED = "reminded"


@dataclass(frozen=True, slots=True)
class InvitedWanted:
    """Which invited firms are wanted: what came of them, what they were told, found by name or code."""

    progress: Progress | None = None
    sent: Sent | None = None
    search: str = ""
    page: int = 1

    @property
    def told_by_all(self) -> bool:
        """Whether nothing but what came of them narrows the list."""
        return not (self.sent or self.search)


EVERYBODY = InvitedWanted()


@dataclass(frozen=True, slots=True)
class InvitedLine:
    """A firm that is invited; moments in the site's zone. `entry` is what it filed, the furthest one.

    `verdicts` are by award. `contact` holds its fields where they may be shown, `has_contact` whether there
    is one, `has_mail` whether an address for mail is among it.
    """

    key: UUID
    name: str
    uscc: str
    district: str
    industry: str
    lists: tuple[str, ...]
    verdicts: Mapping[str, str]
    invited_at: datetime | None
    reminded_at: datetime | None
    progress: Progress
    entry: EntryKey | None
    has_contact: bool
    has_mail: bool
    contact: Mapping[str, str]


class InvitedView(NamedTuple):
    """The invited firms of a call: how many in which state, how many untold, one page; its awards' names.

    `status` is the call's. `handled`: the viewer handles it.
    """

    slug: str
    title: str
    status: CallStatus
    office: str
    deadline: datetime
    page_url: str
    counts: Mapping[Progress, int]
    untold: int
    handled: bool
    page: Page[InvitedLine]

    @property
    def total(self) -> int:
        """How many are invited."""
        return sum(self.counts.values())


class ReturnedLine(NamedTuple):
    """An entry that is to be corrected; `reach`: its filer has a confirmed address."""

    number: str
    ordinal: int
    name: str
    filer: str
    due: datetime
    reach: bool


def get_invited(
    *, viewer: Actor, slug: str, wanted: InvitedWanted = EVERYBODY, shown: bool = False
) -> InvitedView:
    """The invited firms of a call of the viewer's office, in the same few statements however many.

    `shown`: contacts are told, which must have been logged.

    Raises:
        Refused: that office has no such call.
    """
    call = own_call(viewer, slug)
    came, everybody = _came(call), _told(call, EVERYBODY)
    counts = Counter(came.of(one).progress for one in everybody)
    keys = _fitting(came, everybody if wanted.told_by_all else _told(call, wanted), wanted)
    number = turned_to(wanted.page, len(keys), LENGTH)
    some = keys[(number - 1) * LENGTH : number * LENGTH]
    return InvitedView(
        slug=call.slug,
        title=call.title,
        status=CallStatus(call.status),
        office=call.office.name,
        deadline=localtime(call.deadline),
        page_url=page_of_call(call),
        counts={progress: counts[progress] for progress in Progress},
        untold=sum(one.invited_at is None for one in everybody),
        handled=handles(viewer, call),
        page=Page(_lines(call, came, some, shown=shown), number, len(keys), LENGTH),
    )


def get_invited_firm(*, viewer: Actor, slug: str, key: UUID, shown: bool = False) -> InvitedLine:
    """One invited firm.

    Raises:
        Refused: the viewer's office has no such call, or it has not invited such a firm.
    """
    call = own_call(viewer, slug)
    lines = _lines(call, _came(call), [key], shown=shown)
    if not lines:
        raise Refused("invited_gone")
    return lines[0]


def select_invited(
    *, viewer: Actor, slug: str, wanted: InvitedWanted | Iterable[UUID], shown: bool = False
) -> tuple[InvitedLine, ...]:
    """All that a list shows over its pages, or those named, in the list's order.

    Raises:
        Refused: the viewer's office has no such call.
    """
    call = own_call(viewer, slug)
    came = _came(call)
    if isinstance(wanted, InvitedWanted):
        keys = _fitting(came, _told(call, wanted), wanted)
    else:
        named = set(wanted)
        keys = [one.id for one in _told(call, EVERYBODY) if one.id in named]
    return _lines(call, came, keys, shown=shown)


def names_to_remind(*, viewer: Actor, slug: str) -> tuple[str, ...]:
    """The invited firms that still have something to file, in the list's order.

    Raises:
        Refused: the viewer's office has no such call.
    """
    call = own_call(viewer, slug)
    came = _came(call)
    return tuple(one.name for one in _told(call, EVERYBODY) if came.of(one).progress in TO_REMIND)


def list_returned(*, viewer: Actor, slug: str, page: int = 1) -> Page[ReturnedLine]:
    """The entries of a call that are to be corrected, the first due first.

    Raises:
        Refused: the viewer's office has no such call.
    """
    asked = Correction.objects.filter(
        entry__call=own_call(viewer, slug), entry__status=EntryStatus.RETURNED, status=CorrectionStatus.ASKED
    )
    total = asked.count()
    number = turned_to(page, total, LENGTH)
    rows = asked.select_related("entry__filing").order_by("due", "id")[
        (number - 1) * LENGTH : number * LENGTH
    ]
    lines = tuple(
        ReturnedLine(
            row.entry.filing.number,
            row.entry.ordinal,
            row.entry.name,
            row.entry.filing.filer,
            localtime(row.due),
            row.entry.filing.confirmed,
        )
        for row in rows
    )
    return Page(lines, number, total, LENGTH)


def count_to_remind(*, viewer: Actor, slug: str) -> int:
    """How many filers would be reminded of a correction now.

    Raises:
        Refused: the viewer's office has no such call.
    """
    return corrections_to_remind(own_call(viewer, slug), database_now()).count()


def corrections_to_remind(call: Call, at: datetime) -> QuerySet[Correction]:
    """Corrections that can still be answered, whose filer is reached and wasn't reminded within AGAIN."""
    recent = OutboxMessage.objects.filter(call=call, kind=URGING_CORRECTION, at__gt=at - AGAIN)
    asked = Correction.objects.filter(
        entry__call=call,
        entry__status=EntryStatus.RETURNED,
        entry__filing__confirmed=True,
        status=CorrectionStatus.ASKED,
        due__gt=at,
    )
    return asked.exclude(entry__filing__in=recent.values("filing_id"))


def page_of_call(call: Call) -> str:
    """The address of a call's public page, empty where the site's own isn't known."""
    url = settings.JIANYOU_MESSAGES.get("url", "")
    return f"{url}{_CALLS}{call.slug}/" if url else ""


def contacts_of(keys: Sequence[UUID]) -> dict[UUID, dict[str, str]]:
    """The contacts kept under these keys, by field."""
    found: dict[UUID, dict[str, str]] = {}
    for at in range(0, len(keys), 500):
        some = PersonalDatum.objects.filter(subject__in=keys[at : at + 500], field=CONTACT)
        found |= {datum.subject: json.loads(site_keys().decrypt(bytes(datum.value))) for datum in some}
    return found


class _Came(NamedTuple):
    """What a firm filed that got furthest."""

    progress: Progress
    entry: EntryKey | None


_NOTHING = _Came(Progress.NOTHING, None)


class _Told(NamedTuple):
    """An invited firm as far as states are told by it."""

    id: UUID
    name_key: str
    uscc: str
    invited_at: datetime | None
    name: str


@dataclass(frozen=True, slots=True)
class _Arrivals:
    """What came of the invited to a call, by name and by credit code."""

    by_name: Mapping[str, _Came]
    by_code: Mapping[str, _Came]

    def of(self, firm: _Told | Invited) -> _Came:
        """What came of one."""
        found = (self.by_name.get(firm.name_key), self.by_code.get(firm.uscc) if firm.uscc else None)
        return min((one for one in found if one), key=_furthest, default=_NOTHING)


_FURTHEST = (Progress.RETURNED, Progress.FILED, Progress.LATE, Progress.BEGUN, Progress.NOTHING)
_OF_FILINGS = {
    FilingStatus.FILED: Progress.FILED,
    FilingStatus.LATE: Progress.LATE,
    FilingStatus.PREFILLED: Progress.BEGUN,
}


def _furthest(came: _Came) -> int:
    return _FURTHEST.index(came.progress)


def _came(call: Call) -> _Arrivals:
    """All that invited firms filed in a call, in one statement: a lookup a firm would cost a second."""
    firms = Invited.objects.filter(call=call, removed_at=None)
    codes = firms.exclude(uscc="")
    alike = Q(name_key__in=firms.values("name_key")) | Q(uscc__in=codes.values("uscc"))
    rows = Entry.objects.filter(alike, call=call, filing__status__in=_OF_FILINGS)
    by_name: dict[str, _Came] = {}
    by_code: dict[str, _Came] = {}
    for name, code, status, filing, number, ordinal in rows.exclude(status=EntryStatus.WITHDRAWN).values_list(
        "name_key", "uscc", "status", "filing__status", "filing__number", "ordinal"
    ):
        progress = _OF_FILINGS[FilingStatus(filing)]
        if status == EntryStatus.RETURNED and progress is Progress.FILED:
            progress = Progress.RETURNED
        came = _Came(progress, EntryKey(number, ordinal))
        by_name[name] = min(by_name.get(name, came), came, key=_furthest)
        if code:
            by_code[code] = min(by_code.get(code, came), came, key=_furthest)
    return _Arrivals(by_name, by_code)


def _told(call: Call, wanted: InvitedWanted) -> list[_Told]:
    """The invited in the list's order, whatever came of them."""
    rows = Invited.objects.filter(call=call, removed_at=None)
    if wanted.sent is Sent.NO:
        rows = rows.filter(invited_at=None)
    elif wanted.sent is Sent.INVITED:
        rows = rows.exclude(invited_at=None)
    elif wanted.sent is Sent.REMINDED:
        rows = rows.exclude(reminded_at=None)
    if wanted.search:
        rows = rows.filter(by_name(wanted.search))
    ordered = rows.order_by("district", "sound", "id")
    return [_Told(*row) for row in ordered.values_list("id", "name_key", "uscc", "invited_at", "name")]


def _fitting(came: _Arrivals, firms: Sequence[_Told], wanted: InvitedWanted) -> list[UUID]:
    progress = wanted.progress
    return [one.id for one in firms if progress is None or came.of(one).progress is progress]


def _lines(call: Call, came: _Arrivals, keys: Sequence[UUID], *, shown: bool) -> tuple[InvitedLine, ...]:
    """The firms of these keys that are on the call's list, in the order of the keys."""
    rows: dict[UUID, Invited] = {}
    for at in range(0, len(keys), 500):
        rows |= Invited.objects.filter(call=call, removed_at=None).in_bulk(keys[at : at + 500])
    contacts = contacts_of(list(rows))
    return tuple(_line(rows[key], came, contacts.get(key, {}), shown=shown) for key in keys if key in rows)


def _line(row: Invited, came: _Arrivals, contact: Mapping[str, str], *, shown: bool) -> InvitedLine:
    progress, entry = came.of(row)
    return InvitedLine(
        key=row.id,
        name=row.name,
        uscc=row.uscc,
        district=row.district,
        industry=row.industry,
        lists=tuple(row.lists),
        verdicts=row.verdicts,
        invited_at=localtime(row.invited_at) if row.invited_at else None,
        reminded_at=localtime(row.reminded_at) if row.reminded_at else None,
        progress=progress,
        entry=entry,
        has_contact=bool(contact),
        has_mail=bool(contact.get("mail")),
        contact=contact if shown else {},
    )
