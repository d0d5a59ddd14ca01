"""数据包: those that a call sent and took, each as it went, and its bytes for whoever may have them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.packages.manifest import Kind
from jianyou.domain.packages.nomination import tells_contacts
from jianyou.domain.packages.parcel import open_parcel
from jianyou.queries.office_calls import names_of, own_call
from jianyou.store.models import SentPackage, TakenEntry, TakenPackage
from jianyou.store.sealed_files import open_sealed
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

MOST_FILE = 64 * 1024 * 1024
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class SentLine:
    """A package that was made here; `to` is "" where it is for anybody. The moment is in the site's zone."""

    key: UUID
    call: str
    number: int
    kind: Kind
    to: str
    their_call: str
    count: int
    size: int
    digest: str
    by: str
    at: datetime
    kept: bool

    @property
    def personal(self) -> bool:
        """Whether contacts are in it."""
        return self.kind is Kind.NOMINATION


@dataclass(frozen=True, slots=True)
class TakenLine:
    """A package that came; `problems` say why it was refused. `filing` is its table's number, "" for none."""

    key: UUID
    call: str
    partner: str
    number: int
    kind: Kind
    taken: bool
    problems: tuple[Message, ...]
    their_call: str
    title: str
    count: int
    size: int
    digest: str
    filing: str
    by: str
    at: datetime
    kept: bool

    def tells_contacts(self, name: str) -> bool:
        """Whether a file in it may tell contacts, by its name."""
        return self.kind is Kind.NOMINATION and tells_contacts(name)


@dataclass(frozen=True, slots=True)
class CameEntry:
    """An entry of a package as it stands here, and where it comes from; `provenance` as it was sent."""

    number: str
    ordinal: int
    name: str
    their_number: str
    their_ordinal: int
    provenance: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TakenView:
    """A package that came, with its entries and files (name and bytes); no files where it isn't kept."""

    line: TakenLine
    entries: tuple[CameEntry, ...]
    files: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CameFrom:
    """来源: of an entry that came in a package."""

    package: UUID
    partner: str
    their_call: str
    title: str
    entry: CameEntry
    at: datetime


def list_sent(*, viewer: Actor, slug: str) -> tuple[SentLine, ...]:
    """The packages that a call sent, the newest first.

    Raises:
        Refused: the viewer's office has no such call.
    """
    rows = SentPackage.objects.filter(call=own_call(viewer, slug)).select_related("partner", "call")
    found = list(rows.order_by("-number")[:MOST_LISTED])
    names = names_of(viewer, [row.made_by for row in found])
    return tuple(_sent(row, names) for row in found)


def list_taken(*, viewer: Actor, slug: str) -> tuple[TakenLine, ...]:
    """The packages that a call took or refused, the newest first.

    Raises:
        Refused: the viewer's office has no such call.
    """
    rows = TakenPackage.objects.filter(call=own_call(viewer, slug)).select_related("partner", "call")
    return _taken(viewer, list(rows.order_by("-at", "-id")[:MOST_LISTED]))


def get_sent(*, viewer: Actor, key: UUID) -> SentLine:
    """A package that was made here.

    Raises:
        Refused: the viewer's office made none of that key.
    """
    row = _sent_row(viewer, key)
    return _sent(row, names_of(viewer, [row.made_by]))


def get_taken(*, viewer: Actor, key: UUID) -> TakenView:
    """A package that came.

    Raises:
        Refused: none of that key came to the viewer's office.
    """
    row = _taken_row(viewer, key)
    entries = (
        TakenEntry.objects.filter(package=row).select_related("entry__filing").order_by("entry__ordinal")
    )
    files: tuple[tuple[str, int], ...] = ()
    if row.file_key:
        with open_parcel(open_sealed(row.file, bytes(row.file_key))) as parcel:
            files = tuple((name, mark.size) for name, mark in sorted(parcel.manifest.files.items()))
    return TakenView(_taken(viewer, [row])[0], tuple(map(_came, entries)), files)


def get_taken_line(*, viewer: Actor, key: UUID) -> TakenLine:
    """A package that came, without what is in it.

    Raises:
        Refused: none of that key came to the viewer's office.
    """
    return _taken(viewer, [_taken_row(viewer, key)])[0]


def sent_bytes(*, viewer: Actor, key: UUID) -> bytes:
    """The bytes of a package that was made here; that contacts leave with it must have been logged.

    Raises:
        Refused: the viewer's office made none of that key, or it was erased.
    """
    return _opened(_sent_row(viewer, key))


def taken_file(*, viewer: Actor, key: UUID, name: str) -> bytes:
    """A file in a package that came; that it is taken away must have been logged where it tells contacts.

    Raises:
        Refused: there is none, or it was erased.
    """
    with open_parcel(_opened(_taken_row(viewer, key))) as parcel:
        if name not in parcel.manifest.files:
            raise Refused("package_gone")
        return parcel.read(name, MOST_FILE)


def came_from(*, viewer: Actor, number: str, ordinal: int) -> CameFrom | None:
    """Where an entry of the viewer's office comes from; None where it came in no package."""
    rows = TakenEntry.objects.filter(
        office_id=viewer.office, entry__filing__number=number, entry__ordinal=ordinal
    )
    row = rows.select_related("package__partner", "entry__filing").first()
    if row is None:
        return None
    package = row.package
    title = package.summary["title"]
    return CameFrom(
        package.id, package.partner.name, row.their_call, title, _came(row), localtime(package.at)
    )


def package_of(*, viewer: Actor, number: str) -> UUID | None:
    """The package that a filing of the viewer's office came in; None where it came otherwise."""
    rows = TakenEntry.objects.filter(office_id=viewer.office, filing__number=number)
    return rows.values_list("package_id", flat=True).first()


def _opened(row: SentPackage | TakenPackage) -> bytes:
    if not row.file_key:
        raise Refused("package_gone")
    return open_sealed(row.file, bytes(row.file_key))


def _sent_row(viewer: Actor, key: UUID) -> SentPackage:
    rows = SentPackage.objects.filter(office_id=viewer.office, id=key).select_related("partner", "call")
    row = rows.first()
    if row is None:
        raise Refused("package_gone")
    return row


def _taken_row(viewer: Actor, key: UUID) -> TakenPackage:
    rows = TakenPackage.objects.filter(office_id=viewer.office, id=key).select_related("partner", "call")
    row = rows.first()
    if row is None:
        raise Refused("package_gone")
    return row


def _sent(row: SentPackage, names: Mapping[str, str]) -> SentLine:
    return SentLine(
        key=row.id,
        call=row.call.slug,
        number=row.number,
        kind=Kind(row.kind),
        to=row.partner.name if row.partner else "",
        their_call=str(row.summary.get("their_call", "")),
        count=int(row.summary.get("count", 0)),
        size=row.size,
        digest=row.digest,
        by=names[row.made_by],
        at=localtime(row.made_at),
        kept=row.file_key is not None,
    )


def _taken(viewer: Actor, rows: Sequence[TakenPackage]) -> tuple[TakenLine, ...]:
    names = names_of(viewer, [row.by for row in rows])
    came = TakenEntry.objects.filter(package__in=[row.id for row in rows])
    filings = dict(came.values_list("package_id", "filing__number"))
    return tuple(
        TakenLine(
            key=row.id,
            call=row.call.slug if row.call else "",
            partner=row.partner.name,
            number=row.number,
            kind=Kind(row.kind),
            taken=row.status == "taken",
            problems=tuple(Message(code, params) for code, params in row.problems),
            their_call=row.their_call,
            title=row.summary["title"],
            count=row.summary["count"],
            size=row.size,
            digest=row.digest,
            filing=filings.get(row.id, ""),
            by=names[row.by],
            at=localtime(row.at),
            kept=bool(row.file_key),
        )
        for row in rows
    )


def _came(row: TakenEntry) -> CameEntry:
    entry = row.entry
    return CameEntry(
        entry.filing.number, entry.ordinal, entry.name, row.their_number, row.their_ordinal, row.provenance
    )
