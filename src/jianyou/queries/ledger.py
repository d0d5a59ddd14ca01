"""A call's log as anyone may have it: receipts with their proofs, and the whole of it as a file."""

import json
from collections.abc import Iterator
from functools import lru_cache
from uuid import UUID

from jianyou.domain.ledger.entries import Entry, EntryKind, entry_from
from jianyou.domain.ledger.heads import Head, SignedHead
from jianyou.domain.ledger.log import include, written_log
from jianyou.domain.ledger.receipts import Receipt
from jianyou.domain.ledger.tree import Tree, leaf_hash
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, LogRow, TreeHead
from jianyou.store.prepared import Prepared, columns, row_of
from jianyou.terms.finding import Refused


def get_receipt(*, number: str) -> Receipt:
    """The receipt of a filing, with the proof of its place as soon as a head stands over it.

    Raises:
        Refused: there is no such filing, or what it told was erased.
    """
    row = last_receipt(number)
    if row is None or row.content is None or row.salt is None or row.signature is None:
        raise Refused("site_no_receipt", number=number)
    head = _head_over(row)
    entry = entry_of(row)
    receipt = Receipt(entry, row.content, bytes(row.salt).hex(), row.key, bytes(row.signature).hex())
    if head is None or row.place is None:
        return receipt
    return include(receipt, row.place, _tree(row.call_id, head.head.size, head.head.root), head)


@lru_cache(maxsize=4)
def _tree(call_id: UUID, size: int, root: str) -> Tree:
    """The tree under a head, which never changes again: just after a deadline everybody asks for the same."""
    del root  # another site's call of the same key would have another
    rows = LogRow.objects.filter(call_id=call_id, place__lt=size).order_by("place")
    return Tree(leaf_hash(bytes(body)) for body in rows.values_list("body", flat=True))


_RECEIPT = Prepared(
    lambda number: (
        LogRow.objects.filter(filing__number=number, kind=EntryKind.RECEIPT)
        .order_by("-at", "-id")
        .values_list(*columns(LogRow))[:1]
    ),
    str,
)


def last_receipt(number: str) -> LogRow | None:
    """The row of a filing's newest receipt."""
    found = _RECEIPT.first(number)
    return row_of(LogRow, found)[0] if found else None


def list_ledger(*, call_slug: str) -> Iterator[str]:
    """The lines of the call's ledger file: every placed entry, and every signed head where it was signed."""
    call = call_named(call_slug)
    return written_log(call.slug, _parts(call))


def _parts(call: Call) -> Iterator[Entry | SignedHead]:
    heads = {head.size: signed_head(head, call.slug) for head in TreeHead.objects.filter(call=call)}
    rows = LogRow.objects.filter(call=call, place__isnull=False).order_by("place")
    for size, row in enumerate(rows.iterator(), 1):
        yield entry_of(row)
        if size in heads:
            yield heads[size]


def _head_over(row: LogRow) -> SignedHead | None:
    """The first head that the row is under: the published one, for whoever filed in time."""
    if row.place is None:
        return None
    heads = TreeHead.objects.filter(call_id=row.call_id, size__gt=row.place).select_related("call")
    head = heads.order_by("-final", "size").first()
    return signed_head(head, head.call.slug) if head else None


def signed_head(head: TreeHead, log: str) -> SignedHead:
    """The head of that log as it was signed."""
    return SignedHead(Head(log, head.size, head.root, head.at), head.key, head.signature)


def entry_of(row: LogRow) -> Entry:
    """What a row of the log says to everybody."""
    entry = entry_from(json.loads(bytes(row.body)))
    assert entry is not None
    return entry
