"""Evidence: rows of the log with everything that proves them, and a filing as it was written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.datafiles.canonical import Plain
from jianyou.domain.ledger.entries import Entry, EntryKind
from jianyou.domain.ledger.heads import SignedHead
from jianyou.domain.ledger.receipts import Inclusion, Receipt
from jianyou.domain.ledger.tree import Tree, leaf_hash
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.queries.audit_list import AuditLine, Sought, found_rows, lines_of, list_audit_keys
from jianyou.queries.ledger import entry_of, list_ledger, signed_head
from jianyou.queries.ledger_check import wrong_with
from jianyou.store.models import Filing, LogRow, TreeHead
from jianyou.terms.finding import Refused

MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class ProvenRow:
    """A row with its entry, the content and salt (hex) that the entry commits to, and its proof.

    `content` is None and `salt` "" where they were erased, `inclusion` is None until it is sealed.
    `receipt` is the file of a receipt, None of any other row or an erased one. `hash` is that of its leaf.
    """

    line: AuditLine
    kind: EntryKind
    entry: Entry
    content: Mapping[str, Plain] | None
    salt: str
    hash: str
    inclusion: Inclusion | None
    receipt: Receipt | None


@dataclass(frozen=True, slots=True)
class LoggedRow:
    """A row opened: its entry, its content where it wasn't erased, the hash of its leaf, and a head over it.

    `head` is the first one, None until it is sealed; `wrong` are the codes of what doesn't fit in it now.
    """

    line: AuditLine
    entry: Entry
    content: Mapping[str, Plain] | None
    hash: str
    head: SignedHead | None
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenVersion:
    """A version of a filing, without personal data; `at` is in the site's zone."""

    ordinal: int
    at: datetime
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FilingRecord:
    """A filing as it stands: entries as (number, name, state)."""

    number: str
    filer: str
    call: str
    status: FilingStatus
    filed_at: datetime | None
    entries: tuple[tuple[int, str, EntryStatus], ...]
    versions: tuple[WrittenVersion, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Proven rows, the newest first; the calls they are of, as (short name, title); the filing, if of one."""

    rows: tuple[ProvenRow, ...]
    calls: tuple[tuple[str, str], ...]
    filing: FilingRecord | None

    @property
    def keys(self) -> tuple[str, ...]:
        """The public keys that signed anything in it, 64 hex digits each."""
        heads = (row.inclusion.head.key for row in self.rows if row.inclusion)
        receipts = (row.receipt.key for row in self.rows if row.receipt)
        return tuple(dict.fromkeys((*heads, *receipts)))

    @property
    def heads(self) -> tuple[SignedHead, ...]:
        """The heads that the proofs lead to, one a call."""
        return tuple(dict.fromkeys(row.inclusion.head for row in self.rows if row.inclusion))


def get_logged_row(*, viewer: Actor, key: UUID) -> LoggedRow:
    """One row of the log of the viewer's office.

    Raises:
        Refused: that office has no such row.
    """
    rows = LogRow.objects.filter(id=key, office_id=viewer.office).select_related("call", "filing")
    row = rows.first()
    if row is None:
        raise Refused("evidence_no_row")
    heads = TreeHead.objects.filter(call=row.call).order_by("size", "at")
    head = None if row.place is None else heads.filter(size__gt=row.place).first()
    return LoggedRow(
        line=lines_of(viewer, [key])[0],
        entry=entry_of(row),
        content=row.content,
        hash=leaf_hash(bytes(row.body)).hex(),
        head=signed_head(head, row.call.slug) if head else None,
        wrong=tuple(wrong_with(row, row.call.slug)),
    )


def get_evidence(*, viewer: Actor, keys: Sequence[UUID], number: str = "") -> Evidence:
    """The rows of these keys, and the filing of that number where one is named.

    Raises:
        Refused: the viewer's office has no such filing.
    """
    rows = _proven(viewer, keys)
    calls = tuple(dict.fromkeys((row.line.call, row.line.call_title) for row in rows))
    return Evidence(rows, calls, _filing(viewer, number) if number else None)


def list_evidence_keys(*, viewer: Actor, sought: Sought) -> tuple[list[UUID], int]:
    """The rows that would be exported, at most `MOST_ROWS` of the newest, and how many there are."""
    keys = list_audit_keys(viewer=viewer, sought=sought, most=MOST_ROWS)
    return keys, len(keys) if len(keys) < MOST_ROWS else found_rows(viewer, sought).count()


def list_filing_keys(*, viewer: Actor, number: str) -> list[UUID]:
    """All rows of a filing of the viewer's office, the newest first.

    Raises:
        Refused: that office has no such filing.
    """
    rows = LogRow.objects.filter(office_id=viewer.office, filing__number=number)
    keys = list(rows.order_by("-at", "-id").values_list("id", flat=True))
    if not keys:
        raise Refused("site_no_filing", number=number[:20])
    return keys


def list_call_lines(*, viewer: Actor, slug: str) -> Iterator[str]:
    """The ledger file of a call, whose rows the viewer has seen."""
    del viewer
    return list_ledger(call_slug=slug)


def _proven(viewer: Actor, keys: Sequence[UUID]) -> tuple[ProvenRow, ...]:
    lines = lines_of(viewer, keys)
    rows = LogRow.objects.filter(id__in=keys, office_id=viewer.office).select_related("call")
    by_key = {row.id: row for row in rows.defer("call__source")}
    under = {row.call_id: row.call.slug for row in by_key.values()}
    heads = {call: head for call, slug in under.items() if (head := _newest_head(call, slug))}
    trees = {call: _tree(call, head) for call, head in heads.items()}
    return tuple(
        _row(line, row, heads.get(row.call_id), trees.get(row.call_id))
        for line in lines
        if (row := by_key.get(line.key))
    )


def _newest_head(call: UUID, slug: str) -> SignedHead | None:
    head = TreeHead.objects.filter(call_id=call).order_by("size", "at").last()
    return signed_head(head, slug) if head else None


def _tree(call: UUID, head: SignedHead) -> Tree:
    rows = LogRow.objects.filter(call_id=call, place__lt=head.head.size).order_by("place")
    return Tree(leaf_hash(bytes(body)) for body in rows.values_list("body", flat=True).iterator())


def _row(line: AuditLine, row: LogRow, head: SignedHead | None, tree: Tree | None) -> ProvenRow:
    entry, salt = entry_of(row), bytes(row.salt or b"").hex()
    inclusion = None
    if head and tree and row.place is not None and row.place < tree.size:
        inclusion = Inclusion(row.place, tuple(each.hex() for each in tree.path(row.place)), head)
    receipt = None
    if row.kind == EntryKind.RECEIPT and row.content is not None and row.signature:
        receipt = Receipt(entry, row.content, salt, row.key, bytes(row.signature).hex(), inclusion)
    return ProvenRow(
        line=line,
        kind=EntryKind(row.kind),
        entry=entry,
        content=row.content if row.salt else None,
        salt=salt,
        hash=leaf_hash(bytes(row.body)).hex(),
        inclusion=inclusion,
        receipt=receipt,
    )


def _filing(viewer: Actor, number: str) -> FilingRecord:
    found = Filing.objects.filter(office_id=viewer.office, number=number).select_related("call").first()
    if found is None:
        raise Refused("site_no_filing", number=number[:20])
    entries = found.entries.order_by("ordinal").values_list("ordinal", "name", "status")
    return FilingRecord(
        number=found.number,
        filer=found.filer,
        call=found.call.title,
        status=FilingStatus(found.status),
        filed_at=localtime(found.filed_at) if found.filed_at else None,
        entries=tuple((ordinal, name, EntryStatus(status)) for ordinal, name, status in entries),
        versions=tuple(
            WrittenVersion(version.ordinal, localtime(version.at), version.content)
            for version in found.versions.order_by("ordinal")
        ),
    )
