"""The list of calls as anyone may see it: searched, by year, page by page."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.timezone import localtime

from jianyou.domain.calls.call import Notice
from jianyou.domain.calls.load import parse_call
from jianyou.domain.lifecycle.deadline import elapsed, late_by
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.queries.calls import PUBLIC_STATES
from jianyou.store.dialect import database_now
from jianyou.store.models import Call
from jianyou.terms.paging import Page, turned_to

CALLS_A_PAGE = 20
_MOST_NOTICES = 2000
_COLUMNS = (
    *("slug", "title", "office__name", "status", "deadline", "deadline_counts"),
    *("opened_at", "closed_at", "source_digest"),
)


class _Row(NamedTuple):
    slug: str
    title: str
    office: str
    status: str
    deadline: datetime
    deadline_counts: bool
    opened_at: datetime | None
    closed_at: datetime | None
    source_digest: str


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call in the list; `open` says whether something may be filed now. Moments are in the site's zone.

    `number` is the notice's, empty where it has none; `opened_at` and `closed_at` are None where that
    is still to come.
    """

    slug: str
    title: str
    number: str
    issuer: str
    status: CallStatus
    deadline: datetime
    now: datetime
    open: bool
    opened_at: datetime | None
    closed_at: datetime | None

    @property
    def left(self) -> timedelta:
        """The time left, negative where the deadline is past."""
        return elapsed(self.now, self.deadline)


@dataclass(frozen=True, slots=True)
class CallList:
    """One page of the calls that were asked for, `years` (of deadlines) of all that there are."""

    page: Page[CallLine]
    years: tuple[int, ...]
    all: int

    @property
    def open(self) -> tuple[CallLine, ...]:
        """Those of the page in which something may be filed now, the next deadline first."""
        return tuple(call for call in self.page.items if call.open)

    @property
    def over(self) -> tuple[CallLine, ...]:
        """The others of the page, the latest deadline first."""
        return tuple(call for call in self.page.items if not call.open)


def list_public_calls(
    *, search: str = "", year: int = 0, page: int = 1, length: int = CALLS_A_PAGE
) -> CallList:
    """The calls that anyone may see: open ones first, the next deadline first, then those that are over.

    Each word of `search` must stand in the title, the notice's number or the issuer; `year` is that of
    the deadline, 0 for all.
    """
    now = localtime(database_now())
    found = Call.objects.filter(status__in=PUBLIC_STATES).order_by("-deadline", "slug")
    rows = [_Row(*told) for told in found.values_list(*_COLUMNS)]
    years = sorted({localtime(row.deadline).year for row in rows}, reverse=True)
    wanted = [row for row in rows if year in {0, localtime(row.deadline).year}]
    if search:
        wanted = _matching(wanted, search)
    still = [row for row in wanted if _open(row, now)]
    ordered = [*reversed(still), *(row for row in wanted if not _open(row, now))]
    number = turned_to(page, len(ordered), length)
    shown = ordered[(number - 1) * length : number * length]
    notices = _notices(shown)
    lines = tuple(_line(row, notices[row.source_digest], now) for row in shown)
    return CallList(Page(lines, number, len(ordered), length), tuple(years), len(rows))


def _open(row: _Row, now: datetime) -> bool:
    in_time = late_by(now, row.deadline, counts=row.deadline_counts) is None
    return row.status == CallStatus.OPEN and in_time


def _matching(rows: Sequence[_Row], search: str) -> list[_Row]:
    notices, words = _notices(rows), _folded(search).split()

    def told(row: _Row) -> str:
        notice = notices[row.source_digest]
        return _folded(f"{row.title}\n{notice.number}\n{notice.issuer}\n{row.office}")

    return [row for row in rows if all(word in told(row) for word in words)]


def _folded(text: str) -> str:
    """The text as it is compared: width and case aside, every kind of bracket the same."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return plain.translate(_BRACKETS)


_BRACKETS = str.maketrans("〔[【(〕]】)", "(((())))")

_read: dict[str, Notice] = {}
"""Notices by the digest of their call file, which never changes: the list needs them at every look."""


def _notices(rows: Sequence[_Row]) -> Mapping[str, Notice]:
    """What the call files tell of their notices; those not read before in one statement."""
    wanted = {row.source_digest for row in rows}
    known = {digest: _read[digest] for digest in wanted if digest in _read}
    unread = wanted - known.keys()
    if unread:
        files = Call.objects.filter(source_digest__in=unread).values_list("slug", "source_digest", "source")
        known |= {digest: parse_call(source, source=slug).notice for slug, digest, source in files}
        if len(_read) > _MOST_NOTICES:
            _read.clear()
        _read.update(known)
    return known


def _line(row: _Row, notice: Notice, now: datetime) -> CallLine:
    return CallLine(
        slug=row.slug,
        title=row.title,
        number=notice.number,
        issuer=notice.issuer or row.office,
        status=CallStatus(row.status),
        deadline=localtime(row.deadline),
        now=now,
        open=_open(row, now),
        opened_at=row.opened_at and localtime(row.opened_at),
        closed_at=row.closed_at and localtime(row.closed_at),
    )
