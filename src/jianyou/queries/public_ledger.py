"""A sealed log page by page, as anyone may read it; nothing of it is shown before its head is published."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils.timezone import localtime

from jianyou.domain.ledger.entries import EntryKind
from jianyou.domain.ledger.heads import SignedHead
from jianyou.queries.ledger import entry_of, signed_head
from jianyou.store.models import LogRow, TreeHead
from jianyou.terms.display import code_signs, in_groups
from jianyou.terms.paging import Page, turned_to

ENTRIES_A_PAGE = 50
LONGEST_SOUGHT = 100
_MOST_FOUND = 20
_HASH_DIGITS = 64
_HEX = frozenset("0123456789ABCDEF")
_GROUP = 4
_SIGNS = range(8, 21)
"""Of the number of a filing."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One entry at its place (from 1), with the heads that were signed right after it.

    `subject` of a receipt is the number of the filing; that of another entry tells nothing. `commitment`
    is 64 hex digits, `at` in the site's zone.
    """

    place: int
    kind: EntryKind
    subject: str
    at: datetime
    commitment: str
    head: SignedHead | None

    @property
    def receipt(self) -> bool:
        """Whether it is the receipt of a filing."""
        return self.kind is EntryKind.RECEIPT


@dataclass(frozen=True, slots=True)
class LedgerView:
    """A page of the log, the newest head over all of it, and the places (from 1) of what was sought.

    `found` is None where neither the number of a filing nor a commitment was sought.
    """

    newest: SignedHead
    page: Page[LedgerEntry]
    found: tuple[int, ...] | None


def get_ledger(*, slug: str, page: int | None = None, sought: str = "") -> LedgerView:
    """A log whose head is published: that page; None for the one with what is sought, or the first.

    `sought` is the number of a filing, whose receipts are found, or a commitment, however typed. Heads are
    told of entries on the page. In a fixed number of statements, however long the log is.
    """
    head = TreeHead.objects.filter(call__slug=slug).latest("size")
    found = _found(slug, head, sought) if sought else ()
    if page is None:
        page = (found[0] - 1) // ENTRIES_A_PAGE + 1 if found else 1
    number = turned_to(page, head.size, ENTRIES_A_PAGE)
    first = (number - 1) * ENTRIES_A_PAGE
    after = min(first + ENTRIES_A_PAGE, head.size)
    rows = LogRow.objects.filter(call__slug=slug, place__gte=first, place__lt=after).order_by("place")
    heads = TreeHead.objects.filter(call__slug=slug, size__gt=first, size__lte=after)
    signed = {each.size: signed_head(each, slug) for each in heads}
    entries = tuple(_shown(row, signed) for row in rows.only("place", "body"))
    return LedgerView(signed_head(head, slug), Page(entries, number, head.size, ENTRIES_A_PAGE), found)


def _found(slug: str, head: TreeHead, sought: str) -> tuple[int, ...] | None:
    if len(sought) > LONGEST_SOUGHT:
        return None
    signs = code_signs(sought)
    if len(signs) == _HASH_DIGITS and set(signs) <= _HEX:
        place = _commitments(slug, head.size, head.root).get(bytes.fromhex(signs))
        return () if place is None else (place + 1,)
    if len(signs) % _GROUP or len(signs) not in _SIGNS:
        return None
    rows = LogRow.objects.filter(
        call__slug=slug, kind=EntryKind.RECEIPT, filing__number=in_groups(signs), place__lt=head.size
    )
    return tuple((row.place or 0) + 1 for row in rows.order_by("place").only("place")[:_MOST_FOUND])


@lru_cache(maxsize=4)
def _commitments(slug: str, size: int, root: str) -> dict[bytes, int]:
    """Places (from 0) by commitment; what stands under a head never changes."""
    del root  # another site's call of the same name would have another
    rows = LogRow.objects.filter(call__slug=slug, place__lt=size).only("place", "body")
    return {
        bytes.fromhex(entry_of(row).commitment): row.place for row in rows.iterator() if row.place is not None
    }


def _shown(row: LogRow, heads: dict[int, SignedHead]) -> LedgerEntry:
    entry, place = entry_of(row), (row.place or 0) + 1
    at = localtime(datetime.fromisoformat(entry.at))
    return LedgerEntry(place, entry.kind, entry.subject, at, entry.commitment, heads.get(place))
