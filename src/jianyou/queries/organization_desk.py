"""我的单位: each call with what the organization has in it, the one next step, and what was written to it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, Min, Q
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.deadline import elapsed, late_by
from jianyou.domain.lifecycle.states import CallStatus, CorrectionStatus, FilingStatus
from jianyou.queries.calls import PUBLIC_STATES
from jianyou.queries.organizations import Deed
from jianyou.queries.pages import page_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Draft, Filing, OrganizationAct, OutboxMessage
from jianyou.terms.paging import Page

LENGTH = 50


class Step(StrEnum):
    """What an organization does next in a call, the most urgent first."""

    CORRECT = "correct"
    FILL = "fill"
    SEAL = "seal"
    START = "start"
    WAIT = "wait"
    MISSED = "missed"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class CallTimes:
    """A call at the moment of the desk: until when, whether something may be filed now, `left` for it.

    `shown` tells whether it has a page: a cancelled call has none.
    """

    slug: str
    title: str
    office: str
    deadline: datetime
    open: bool
    shown: bool
    left: timedelta


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft: not filed, whatever stands in it."""

    number: str
    filer: str
    begun_at: datetime
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class FilingLine:
    """A filing. `due` is when its first open correction must be answered, None without one."""

    number: str
    filer: str
    status: FilingStatus
    sent_at: datetime
    entries: int
    due: datetime | None
    unread: int


@dataclass(frozen=True, slots=True)
class OwnCall:
    """A call with the organization's drafts and filings in it.

    `number` is what the step is done to, empty for a start; `left` the time until it must be done.
    """

    call: CallTimes
    step: Step
    number: str
    until: datetime
    left: timedelta
    drafts: tuple[DraftLine, ...]
    filings: tuple[FilingLine, ...]


@dataclass(frozen=True, slots=True)
class OwnDesk:
    """Everything on the desk at one moment `now`, calls in the order of what is to be done.

    `unread` counts messages, `drafts` those that can still be filed.
    """

    now: datetime
    calls: tuple[OwnCall, ...]
    unread: int
    drafts: int


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """A message about one of its filings; its words go by `kind`.

    `unread`: nobody of the organization has said that he read it.
    """

    kind: str
    params: Mapping[str, Any]
    at: datetime
    number: str
    unread: bool


def get_desk(*, organization: uuid.UUID) -> OwnDesk:
    """The desk of that organization: every open call, and every other in which it has something."""
    seen = _seen_until(organization)
    drafts, filings = _drafts(organization), _filings(organization, seen)
    now = localtime(database_now())
    calls = _calls({*drafts, *filings}, now)
    own = [_own_call(call, drafts.get(call.slug, ()), filings.get(call.slug, ()), now) for call in calls]
    return OwnDesk(
        now=now,
        calls=tuple(sorted(own, key=_urgency)),
        unread=sum(filing.unread for lines in filings.values() for filing in lines),
        drafts=sum(len(each.drafts) for each in own if each.call.open),
    )


def list_messages(*, organization: uuid.UUID, page: int) -> Page[OwnMessage]:
    """What was told about its filings, the newest first."""
    seen = _seen_until(organization)

    def shown(rows: Sequence[OutboxMessage]) -> Sequence[OwnMessage]:
        return [
            OwnMessage(
                row.kind,
                row.params,
                localtime(row.at),
                row.params["number"],
                seen is None or row.at > seen,
            )
            for row in rows
        ]

    found = OutboxMessage.objects.filter(filing__organization_id=organization, audience="filer")
    return page_of(found.order_by("-at", "-id"), page, LENGTH, shown)


def _seen_until(organization: uuid.UUID) -> datetime | None:
    """Up to when somebody of it has read its messages."""
    seen = OrganizationAct.objects.filter(organization_id=organization, act=Deed.MESSAGES_SEEN)
    return seen.order_by("-at").values_list("at", flat=True).first()


def _calls(slugs: set[str], now: datetime) -> list[CallTimes]:
    """The calls that are open, and those of these names."""
    wanted = Q(status=CallStatus.OPEN, deadline__gte=now) | Q(slug__in=slugs)
    rows = Call.objects.filter(wanted).select_related("office").order_by("deadline", "slug")
    return [
        CallTimes(
            slug=call.slug,
            title=call.title,
            office=call.office.name,
            deadline=localtime(call.deadline),
            open=call.status == CallStatus.OPEN
            and late_by(now, call.deadline, counts=call.deadline_counts) is None,
            shown=call.status in PUBLIC_STATES,
            left=elapsed(now, call.deadline),
        )
        for call in rows
    ]


def _drafts(organization: uuid.UUID) -> dict[str, tuple[DraftLine, ...]]:
    found: dict[str, tuple[DraftLine, ...]] = {}
    rows = Draft.objects.filter(organization_id=organization).order_by("-saved_at", "id")
    for slug, number, filer, begun, saved in rows.values_list(
        "call__slug", "number", "filer", "begun_at", "saved_at"
    ):
        line = DraftLine(number, filer, localtime(begun), localtime(saved))
        found[slug] = (*found.get(slug, ()), line)
    return found


def _filings(organization: uuid.UUID, seen: datetime | None) -> dict[str, tuple[FilingLine, ...]]:
    unread = Q(messages__audience="filer") & (Q(messages__at__gt=seen) if seen else Q())
    asked = Q(entries__corrections__status=CorrectionStatus.ASKED)
    rows = (
        Filing.objects.filter(organization_id=organization)
        .annotate(
            count=Count("entries", distinct=True),
            due=Min("entries__corrections__due", filter=asked),
            unread=Count("messages", filter=unread, distinct=True),
        )
        .order_by("-sent_at", "id")
    )
    found: dict[str, tuple[FilingLine, ...]] = {}
    for slug, number, filer, status, sent, count, due, new in rows.values_list(
        "call__slug", "number", "filer", "status", "sent_at", "count", "due", "unread"
    ):
        asked_until = localtime(due) if due else None
        line = FilingLine(number, filer, FilingStatus(status), localtime(sent), count, asked_until, new)
        found[slug] = (*found.get(slug, ()), line)
    return found


def _own_call(
    call: CallTimes, drafts: tuple[DraftLine, ...], filings: tuple[FilingLine, ...], now: datetime
) -> OwnCall:
    step, number, until = _next(call, drafts, filings, now)
    return OwnCall(call, step, number, until, elapsed(now, until), drafts, filings)


def _next(
    call: CallTimes, drafts: Sequence[DraftLine], filings: Sequence[FilingLine], now: datetime
) -> tuple[Step, str, datetime]:
    """The step, the number of what it is done to, and until when. In a cancelled call there is none."""
    due = sorted((line.due, line.number) for line in filings if line.due and line.due > now)
    unsealed = [line for line in filings if line.status is FilingStatus.PREFILLED]
    if not call.shown:
        return Step.OVER, "", call.deadline
    if due:
        return Step.CORRECT, due[0][1], due[0][0]
    if drafts and call.open:
        return Step.FILL, drafts[0].number, call.deadline
    if unsealed:
        return Step.SEAL if call.open else Step.MISSED, unsealed[0].number, call.deadline
    if not call.open:
        return Step.OVER, "", call.deadline
    waits = any(line.status is not FilingStatus.WITHDRAWN for line in filings)
    return Step.WAIT if waits else Step.START, "", call.deadline


_STEPS = tuple(Step)


def _urgency(own: OwnCall) -> tuple[int, float]:
    """By the step, then by the time left for it; what is over by its age."""
    return _STEPS.index(own.step), own.left.total_seconds() if own.call.open else -own.left.total_seconds()
