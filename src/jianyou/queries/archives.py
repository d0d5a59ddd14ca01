"""归档: the archives of a call, how long its papers are kept, and what of it is personal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.domain.lifecycle.who_may import possible_acts
from jianyou.domain.packages.keeping import Keeping
from jianyou.queries.ledger import entry_of, signed_head
from jianyou.queries.office_calls import names_of, own_call
from jianyou.queries.personal_rows import Personal, personal_in
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Archive, Call, Erasure, LogRow, Retention, TreeHead
from jianyou.store.sitekeys import site_keys
from jianyou.terms.message import Message

MOST_SHOWN = 50
"""Archives that a page lists, the newest first."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ArchiveLine:
    """An archive: `status` is running, failed, made, or gone (erased with the personal data in it).

    `failure` says why there is none. `manifest` and `digest` are 64 hex digits, empty until it is made.
    """

    number: int
    status: str
    personal: bool
    made_by: str
    made_at: datetime
    size: int
    digest: str
    manifest: str
    log_size: int
    files: int
    done: int
    of: int
    failure: Message | None

    @property
    def running(self) -> bool:
        """Whether a job is at it, or will be."""
        return self.status == "running"

    @property
    def percent(self) -> int:
        """How much is done."""
        return 100 * self.done // self.of if self.of else 0


@dataclass(frozen=True, slots=True)
class RetentionLine:
    """保管期限 as it is set; `keep_until` is None for permanent."""

    category: Keeping
    keep_until: date | None
    erase_on: date | None
    originals: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ErasureLine:
    """An erasure: who had it done, when, and how much of what."""

    by: str
    at: datetime
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ArchivesView:
    """The archives of a call and what may be done now; `key` and `sm2` are the site's public keys."""

    slug: str
    title: str
    status: CallStatus
    today: date
    closed_on: date
    archives: tuple[ArchiveLine, ...]
    retention: RetentionLine | None
    erasures: tuple[ErasureLine, ...]
    acts: frozenset[Act]
    key: str
    sm2: str
    stamp: str

    @property
    def running(self) -> bool:
        """Whether one is being made."""
        return any(line.running for line in self.archives)


def get_archives(*, viewer: Actor, slug: str) -> ArchivesView:
    """The archives of a call of the viewer's office.

    Raises:
        Refused: that office has no such call.
    """
    call, now = own_call(viewer, slug), database_now()
    archives = list(Archive.objects.filter(call=call).order_by("-number")[:MOST_SHOWN])
    kept = Retention.objects.filter(call=call).first()
    erasures = list(Erasure.objects.filter(call=call).order_by("-at"))
    names = names_of(viewer, [one.made_by for one in archives] + [one.by for one in [kept, *erasures] if one])
    keys = site_keys()
    return ArchivesView(
        slug=call.slug,
        title=call.title,
        status=CallStatus(call.status),
        today=localtime(now).date(),
        closed_on=localtime(call.closed_at or call.deadline).date(),
        archives=tuple(_line(one, names) for one in archives),
        retention=_retention(kept, names) if kept else None,
        erasures=tuple(ErasureLine(names[one.by], localtime(one.at), one.counts) for one in erasures),
        acts=frozenset(possible_acts(viewer, subject_at(call, now))),
        key=keys.signing.public.raw.hex(),
        sm2=keys.sm2.public if keys.sm2 else "",
        stamp=kept.at.isoformat() if kept else "",
    )


def archive_progress(*, viewer: Actor, slug: str) -> tuple[int, int, bool]:
    """How far the newest archive is: done, of, and whether it is still being made.

    Raises:
        Refused: the viewer's office has no such call.
    """
    row = Archive.objects.filter(call=own_call(viewer, slug)).order_by("-number").first()
    return (row.done, row.of, row.status == "running") if row else (0, 0, False)


def personal_to_erase(*, viewer: Actor, slug: str) -> Personal:
    """What would be erased of a call now, by its retention.

    Raises:
        Refused: the viewer's office has no such call.
    """
    call = own_call(viewer, slug)
    kept = Retention.objects.filter(call=call).first()
    return personal_in(call, originals=bool(kept and kept.originals))


def ledger_parts(call: Call, size: int) -> Iterator[Any]:
    """The call's first `size` entries with the signed heads among them, in order."""
    heads = {head.size: signed_head(head, call.slug) for head in TreeHead.objects.filter(call=call)}
    for at, row in enumerate(_placed(call, size), 1):
        yield entry_of(row)
        if at in heads:
            yield heads[at]


def ledger_contents(call: Call, size: int) -> Iterator[dict[str, Any]]:
    """What each of them committed to, with its salt; those whose content was erased are left out."""
    for row in _placed(call, size):
        if row.content is not None and row.salt is not None:
            yield {"place": row.place, "content": row.content, "salt": bytes(row.salt).hex()}


def _placed(call: Call, size: int) -> Iterator[LogRow]:
    rows = LogRow.objects.filter(call=call, place__lt=size).order_by("place")
    return rows.iterator(chunk_size=_AT_ONCE)


def _line(row: Archive, names: Mapping[str, str]) -> ArchiveLine:
    reason = row.summary.get("reason")
    return ArchiveLine(
        number=row.number,
        status=row.status,
        personal=row.personal,
        made_by=names[row.made_by],
        made_at=localtime(row.made_at),
        size=row.size,
        digest=row.digest,
        manifest=row.manifest,
        log_size=row.log_size,
        files=int(row.summary.get("files", 0)),
        done=row.done,
        of=row.of,
        failure=Message(reason[0], reason[1]) if reason else None,
    )


def _retention(row: Retention, names: Mapping[str, str]) -> RetentionLine:
    return RetentionLine(
        Keeping(row.category),
        row.keep_until,
        row.erase_on,
        row.originals,
        row.reason,
        names[row.by],
        localtime(row.at),
    )
