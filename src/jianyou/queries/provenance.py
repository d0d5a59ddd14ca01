"""来历: where the entries of a table that an office below has reported come from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.store.models import Entry, Filing, LogRow, Post
from jianyou.terms.finding import Refused


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a reported entry comes from: its place there, its filing there, and who accepted it when.

    `received_at` is the moment that decided there. `accepted_by` is a name, empty where the log of the
    office below tells none any more.
    """

    ordinal: int
    name: str
    rank: int | None
    number: str
    filer: str
    received_at: datetime | None
    accepted_by: str
    accepted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """A table that an office below has reported, in the call of `slug`, and where its entries come from."""

    number: str
    slug: str
    title: str
    office: str
    district: str
    sent_at: datetime
    filed_at: datetime | None
    entries: tuple[Origin, ...]


def get_provenance(*, viewer: Actor, number: str) -> Provenance:
    """Where the entries of a filing of the viewer's office come from.

    Raises:
        Refused: that office has no such filing, or no office below has reported it.
    """
    filed = Filing.objects.filter(office_id=viewer.office, number=number, from_office__isnull=False)
    filing = filed.select_related("call", "from_office").first()
    if filing is None or filing.from_office is None:
        raise Refused("site_no_filing", number=number[:20])
    rows = list(filing.entries.select_related("origin__filing").order_by("ordinal"))
    accepted = _accepted([row.origin for row in rows if row.origin])
    names = _names(filing.from_office_id, accepted.values())
    return Provenance(
        number=filing.number,
        slug=filing.call.slug,
        title=filing.call.title,
        office=filing.from_office.name,
        district=filing.from_office.district,
        sent_at=localtime(filing.sent_at),
        filed_at=localtime(filing.filed_at) if filing.filed_at else None,
        entries=tuple(_origin(row, accepted, names) for row in rows),
    )


def _accepted(origins: Sequence[Entry]) -> dict[UUID, LogRow]:
    """The newest acceptance of each entry, by its key."""
    keys: dict[Any, UUID] = {(entry.filing_id, entry.ordinal): entry.id for entry in origins}
    logged = LogRow.objects.filter(act=Act.ACCEPT_ENTRY, filing__in={entry.filing_id for entry in origins})
    found: dict[UUID, LogRow] = {}
    for row in logged.order_by("at", "id"):
        entry = keys.get((row.filing_id, (row.content or {}).get("ordinal", 0)))
        if entry is not None:
            found[entry] = row
    return found


def _names(office: Any, rows: Iterable[LogRow]) -> dict[str, str]:
    people = {row.actor for row in rows}
    posts = Post.objects.filter(office_id=office, user__username__in=people)
    return {person: person for person in people} | dict(posts.values_list("user__username", "user__name"))


def _origin(row: Entry, accepted: dict[UUID, LogRow], names: dict[str, str]) -> Origin:
    origin = row.origin
    log = accepted.get(origin.id) if origin else None
    received = (origin.filing.filed_at or origin.filing.sent_at) if origin else None
    return Origin(
        ordinal=row.ordinal,
        name=row.name,
        rank=row.rank,
        number=origin.filing.number if origin else "",
        filer=origin.filing.filer if origin else "",
        received_at=localtime(received) if received else None,
        accepted_by=names[log.actor] if log else "",
        accepted_at=localtime(log.at) if log else None,
    )
