"""What happened to calls that anyone may know: opened, more time given, sealed."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.states import CallStatus
from jianyou.queries.calls import PUBLIC_STATES
from jianyou.store.models import Call, Extension, TreeHead

MOST_NEWS = 50


class NewsKind(StrEnum):
    """What happened."""

    OPENED = "opened"
    EXTENDED = "extended"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened to a call; `key` is its own for ever, `deadline` the one from then on.

    `reason` is that of an extension, `root` the hash of a sealed log (64 hex digits); else empty.
    Moments are in the site's zone.
    """

    key: uuid.UUID
    kind: NewsKind
    slug: str
    title: str
    office: str
    at: datetime
    deadline: datetime
    reason: str = ""
    root: str = ""


def list_news(*, most: int = MOST_NEWS) -> list[News]:
    """The newest first; in a fixed number of statements."""
    found = [*_opened(most), *_extended(most), *_sealed(most)]
    return sorted(found, key=lambda news: (news.at, news.key), reverse=True)[:most]


def _opened(most: int) -> list[News]:
    calls = Call.objects.filter(status__in=PUBLIC_STATES, opened_at__isnull=False)
    rows = calls.select_related("office").defer("source").order_by("-opened_at")[:most]
    firsts: dict[uuid.UUID, datetime] = {}
    for each in Extension.objects.filter(call__in=[row.id for row in rows]).order_by("-at"):
        firsts[each.call_id] = each.before
    return [
        News(
            key=row.id,
            kind=NewsKind.OPENED,
            slug=row.slug,
            title=row.title,
            office=row.office.name,
            at=localtime(row.opened_at),
            deadline=localtime(firsts.get(row.id, row.deadline)),
        )
        for row in rows
    ]


def _extended(most: int) -> list[News]:
    rows = Extension.objects.filter(call__status__in=PUBLIC_STATES).select_related("call", "call__office")
    return [
        News(
            key=row.id,
            kind=NewsKind.EXTENDED,
            slug=row.call.slug,
            title=row.call.title,
            office=row.call.office.name,
            at=localtime(row.at),
            deadline=localtime(row.after),
            reason=row.reason,
        )
        for row in rows.defer("call__source").order_by("-at")[:most]
    ]


def _sealed(most: int) -> list[News]:
    over = (CallStatus.CLOSED, CallStatus.ARCHIVED)
    rows = TreeHead.objects.filter(final=True, call__status__in=over).select_related("call", "call__office")
    return [
        News(
            key=row.id,
            kind=NewsKind.SEALED,
            slug=row.call.slug,
            title=row.call.title,
            office=row.call.office.name,
            at=localtime(datetime.fromisoformat(row.at)),
            deadline=localtime(row.call.deadline),
            root=row.root,
        )
        for row in rows.defer("call__source").order_by("-id")[:most]
    ]
