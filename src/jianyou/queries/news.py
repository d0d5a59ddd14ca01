"""What happened to calls that anyone may know: opened, given more time, sealed, lots drawn, lists public."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.states import CallStatus, PublicityStatus
from jianyou.queries.calls import PUBLIC_STATES
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Draw, Extension, Publicity, TreeHead

MOST_NEWS = 50


class NewsKind(StrEnum):
    """What happened."""

    OPENED = "opened"
    EXTENDED = "extended"
    SEALED = "sealed"
    LOTS_ANNOUNCED = "lots_announced"
    LOTS_DRAWN = "lots_drawn"
    LIST_PUBLISHED = "list_published"


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened to a call; `key` is its own for ever, `deadline` the one from then on.

    `reason` is that of an extension, `root` the hash of a sealed log (64 hex digits), `lots` the number of a
    draw, `turn` that of a list made public, `named` what either is called; else empty. A list's `deadline` is
    the moment from which it is public no more: from then on it is no news. Moments are in the site's zone.
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
    lots: int = 0
    turn: int = 0
    named: str = ""


def list_news(*, most: int = MOST_NEWS) -> list[News]:
    """The newest first; in a fixed number of statements."""
    found = [*_opened(most), *_extended(most), *_sealed(most), *_drawn(most), *_published(most)]
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


def _drawn(most: int) -> Iterator[News]:
    """Draws twice: as they were announced, and as they were made; a void one was announced all the same."""
    rows = Draw.objects.filter(call__status__in=PUBLIC_STATES).select_related("call", "call__office")
    rows = rows.defer("call__source", "plan", "result", "secret")
    for row in rows.order_by(Coalesce("drawn_at", "announced_at").desc())[:most]:
        told = News(
            key=row.id,
            kind=NewsKind.LOTS_ANNOUNCED,
            slug=row.call.slug,
            title=row.call.title,
            office=row.call.office.name,
            at=localtime(row.announced_at),
            deadline=localtime(row.call.deadline),
            lots=row.number,
            named=row.title,
        )
        yield told
        if row.status == "drawn" and row.drawn_at:
            own = uuid.uuid5(row.id, NewsKind.LOTS_DRAWN)
            yield replace(told, key=own, kind=NewsKind.LOTS_DRAWN, at=localtime(row.drawn_at))


def _published(most: int) -> list[News]:
    """Lists that are public at this moment."""
    rows = Publicity.objects.filter(status=PublicityStatus.PUBLIC, call__status__in=PUBLIC_STATES)
    running = rows.filter(ends_at__gt=database_now()).select_related("call", "call__office")
    return [
        News(
            key=row.id,
            kind=NewsKind.LIST_PUBLISHED,
            slug=row.call.slug,
            title=row.call.title,
            office=row.call.office.name,
            at=localtime(row.published_at),
            deadline=localtime(row.ends_at),
            turn=row.number,
            named=row.title,
        )
        for row in running.defer("call__source").order_by("-published_at")[:most]
    ]
