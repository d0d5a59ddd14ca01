"""Calls as the public may see them: what, until when by the database's clock, and what was published."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.utils.timezone import localtime

from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.calls.load import parse_call
from jianyou.domain.ledger.heads import SignedHead
from jianyou.domain.lifecycle.deadline import elapsed, late_by
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.queries.ledger import signed_head
from jianyou.queries.overview import public_key
from jianyou.store.calls_now import call_now
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Extension, TreeHead
from jianyou.terms.finding import Refused

_PUBLIC = (CallStatus.OPEN, CallStatus.CLOSED, CallStatus.ARCHIVED)


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """A later deadline for all: from when to when, why, and when everybody could know of it."""

    before: datetime
    after: datetime
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call in the list; `open` says whether something may be filed now."""

    slug: str
    title: str
    office: str
    deadline: datetime
    now: datetime
    open: bool

    @property
    def left(self) -> timedelta:
        """The time left, negative where the deadline is past."""
        return elapsed(self.now, self.deadline)


@dataclass(frozen=True, slots=True)
class CallView:
    """A call at one moment of the database's clock. `file` is what its call file tells.

    Moments are in the site's zone. `deadline` is the one in force, extensions included; `late` is how
    long it is past, None while there is time. `head` is the published one, None before the call was
    closed; `key` the site's public key (64 hex digits);
    `extensions` are told where they were asked for.
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
    extensions: tuple[ExtensionView, ...]
    head: SignedHead | None
    key: str

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


def list_public_calls() -> list[CallLine]:
    """The calls that anyone may see, the latest deadline first."""
    now = localtime(database_now())
    calls = Call.objects.filter(status__in=_PUBLIC).select_related("office").order_by("-deadline")
    return [
        CallLine(
            slug=call.slug,
            title=call.title,
            office=call.office.name,
            deadline=localtime(call.deadline),
            now=now,
            open=call.status == CallStatus.OPEN
            and late_by(now, call.deadline, counts=call.deadline_counts) is None,
        )
        for call in calls
    ]


def get_call(*, slug: str, history: bool = False) -> CallView:
    """A call that anyone may see; with `history` its extensions are told.

    Raises:
        Refused: there is none of that name.
    """
    call = call_now(slug)
    if call is None or call.status not in _PUBLIC:
        raise Refused("site_no_call", name=slug)
    now, deadline = localtime(call.now), localtime(call.deadline)
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
        extensions=_extensions(slug) if history else (),
        head=_published(slug) if call.status != CallStatus.OPEN else None,
        key=public_key(),
    )


def _extensions(slug: str) -> tuple[ExtensionView, ...]:
    return tuple(
        ExtensionView(localtime(each.before), localtime(each.after), each.reason, localtime(each.at))
        for each in Extension.objects.filter(call__slug=slug).order_by("at")
    )


def _published(slug: str) -> SignedHead | None:
    head = TreeHead.objects.filter(call__slug=slug, final=True).first()
    return signed_head(head, slug) if head else None


@lru_cache(maxsize=64)
def file_of(slug: str, source: str) -> CallFile:
    """What a call's file tells, read once: it is kept word for word and never changes."""
    return parse_call(source, source=slug)
