"""Calls as the public may see them: what, until when by the database's clock, and what was published."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime

from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.calls.load import parse_call
from jianyou.domain.ledger.heads import SignedHead
from jianyou.domain.lifecycle.deadline import elapsed, late_by
from jianyou.domain.lifecycle.states import MADE_PUBLIC, CallStatus
from jianyou.queries.ledger import signed_head
from jianyou.queries.overview import public_key
from jianyou.store.calls_now import CallNow, call_now
from jianyou.store.models import Call, Draw, Publicity, TreeHead
from jianyou.store.prepared import Prepared
from jianyou.terms.finding import Refused

PUBLIC_STATES = (CallStatus.OPEN, CallStatus.CLOSED, CallStatus.ARCHIVED)
"""A call that is still written, or was cancelled, is shown to nobody."""


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """A later deadline for all: from when to when, why, and when everybody could know of it."""

    before: datetime
    after: datetime
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CallView:
    """A call at one moment of the database's clock. `file` is what its call file tells.

    Moments are in the site's zone. `deadline` is the one in force, extensions included; `late` is how
    long it is past, None while there is time. `head` is the published one, None before the call was
    closed; `key` the site's public key (64 hex digits);
    `opened_at`, `closed_at` (by the sealer), `extensions` and whether there are `draws` and `lists` that
    were made public are told where they were asked for.
    """

    slug: str
    title: str
    office: str
    status: CallStatus
    file: CallFile
    source: str
    deadline: datetime
    counts: bool
    completes_on: str
    late_admission: bool
    now: datetime
    late: timedelta | None
    head: SignedHead | None
    key: str
    opened_at: datetime | None
    closed_at: datetime | None
    extensions: tuple[ExtensionView, ...]
    draws: bool = False
    lists: bool = False

    @property
    def issuer(self) -> str:
        """Whose name stands at the head of the paper."""
        return self.file.notice.issuer or self.office

    @property
    def open(self) -> bool:
        """Whether something may be filed at that moment."""
        return self.status is CallStatus.OPEN and self.late is None

    @property
    def left(self) -> timedelta:
        """The time left, negative where the deadline is past."""
        return elapsed(self.now, self.deadline)


def get_call(*, slug: str, history: bool = False) -> CallView:
    """A call that anyone may see; with `history` it is told how its time went.

    Raises:
        Refused: there is none of that name.
    """
    call = call_now(slug)
    if call is None:
        raise Refused("site_no_call", name=slug)
    return call_view(slug, call, history=history)


def call_view(slug: str, call: CallNow, *, history: bool = False) -> CallView:
    """The same of columns that were read together with something else.

    Raises:
        Refused: anyone may see none of that name.
    """
    if call.status not in PUBLIC_STATES:
        raise Refused("site_no_call", name=slug)
    now, deadline = localtime(call.now), localtime(call.deadline)
    told = _history(slug) if history else _NO_HISTORY
    return CallView(
        slug=slug,
        title=call.title,
        office=call.office,
        status=CallStatus(call.status),
        file=file_of(slug, call.source),
        source=call.source,
        deadline=deadline,
        counts=call.deadline_counts,
        completes_on=call.completes_on,
        late_admission=call.late_admission,
        now=now,
        late=late_by(now, deadline, counts=call.deadline_counts),
        head=_published(slug) if call.status != CallStatus.OPEN else None,
        key=public_key(),
        opened_at=told.opened_at,
        closed_at=told.closed_at,
        extensions=told.extensions,
        draws=told.draws,
        lists=told.lists,
    )


class _History(NamedTuple):
    """When the call was opened and closed, whether lots were drawn and lists made public, its extensions."""

    opened_at: datetime | None = None
    closed_at: datetime | None = None
    draws: bool = False
    lists: bool = False
    extensions: tuple[ExtensionView, ...] = ()


_NO_HISTORY = _History()
_LATER = ("before", "after", "reason", "at")
_HISTORY = Prepared(
    lambda slug: (
        Call.objects.filter(slug=slug)
        .annotate(
            drawn=Exists(Draw.objects.filter(call=OuterRef("id"))),
            listed=Exists(Publicity.objects.filter(call=OuterRef("id"), status__in=MADE_PUBLIC)),
        )
        .order_by("extensions__at")
        .values_list("opened_at", "closed_at", "drawn", "listed", *(f"extensions__{name}" for name in _LATER))
    ),
    str,
)


def _history(slug: str) -> _History:
    """The same in one statement."""
    told = _HISTORY.rows(slug)
    extensions = tuple(
        ExtensionView(localtime(before), localtime(after), reason, localtime(at))
        for *_, before, after, reason, at in told
        if at is not None
    )
    opened_at, closed_at, draws, lists = told[0][:4] if told else (None, None, False, False)
    return _History(
        opened_at and localtime(opened_at),
        closed_at and localtime(closed_at),
        bool(draws),
        bool(lists),
        extensions,
    )


def _published(slug: str) -> SignedHead | None:
    head = TreeHead.objects.filter(call__slug=slug, final=True).first()
    return signed_head(head, slug) if head else None


@lru_cache(maxsize=64)
def file_of(slug: str, source: str) -> CallFile:
    """What a call's file tells, read once: it is kept word for word and never changes."""
    return parse_call(source, source=slug)
