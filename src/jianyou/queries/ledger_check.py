"""A call's ledger checked against what is stored now: walked in steps, each of bounded time.

What was found so far goes from step to step as a `Walk`; nothing is kept here between them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.ledger.entries import Entry, EntryKind, commitment, entry_from
from jianyou.domain.ledger.fingerprints import content_sha256
from jianyou.domain.ledger.keys import PublicKey, Purpose
from jianyou.domain.ledger.tree import Edge, leaf_hash
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus
from jianyou.queries.audit_list import ordinal_in
from jianyou.queries.ledger import signed_head
from jianyou.queries.office_calls import own_call
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Filing, LogRow, TreeHead

ROWS_A_STEP = 20_000
FILINGS_A_STEP = 2_000
MOST_TOLD = 50
"""How many troubles are told one by one; all are counted."""

_DECIDED = {
    Act.ACCEPT_ENTRY: EntryStatus.ACCEPTED,
    Act.REFUSE_ENTRY: EntryStatus.REFUSED,
    Act.RETURN_ENTRY: EntryStatus.RETURNED,
    Act.RESUBMIT_ENTRY: EntryStatus.RESUBMITTED,
    Act.REOPEN_ENTRY: EntryStatus.PENDING,
}
_FINAL = frozenset({EntryStatus.ACCEPTED, EntryStatus.REFUSED})


class Trouble(NamedTuple):
    """What is wrong, at which place of the log (from 1, 0 for none), with which filing ("" for none)."""

    code: str
    place: int = 0
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How far a check has come: `placed` of `size` rows, `filings` of `all_filings`, and what was found.

    `peaks` are the tree's so far, `edge` those that are stored, in hex. `told` is how many rows still have
    their content, `erased` how many haven't; `waiting` rows have no place yet. `last_head` is the ISO moment
    of the newest head seen, `published` says that one was published at the deadline.
    """

    slug: str
    begun_at: str
    size: int
    edge: tuple[str, ...]
    all_filings: int
    waiting: int
    placed: int = 0
    peaks: tuple[str, ...] = ()
    heads: int = 0
    receipts: int = 0
    told: int = 0
    erased: int = 0
    keys: tuple[str, ...] = ()
    last_head: str = ""
    root: str = ""
    published: bool = False
    after: str = ""
    filings: int = 0
    versions: int = 0
    wrong: int = 0
    troubles: tuple[Trouble, ...] = ()
    finished: bool = False

    @property
    def percent(self) -> int:
        """How much is done."""
        return 100 * (self.placed + self.filings) // max(1, self.size + self.all_filings)

    def as_plain(self) -> dict[str, Any]:
        """The walk as JSON can hold it."""
        return asdict(self)


def walk_from(plain: Mapping[str, Any]) -> Walk:
    """The walk that was written so, by this version of the program.

    Raises:
        TypeError: by another.
    """
    lists = {name: tuple(plain[name]) for name in ("edge", "peaks", "keys") if name in plain}
    troubles = tuple(Trouble(*each) for each in plain.get("troubles", ()))
    return Walk(**{**plain, **lists, "troubles": troubles})


def begin_check(*, viewer: Actor, slug: str) -> Walk:
    """The beginning of a check of the log of a call of the viewer's office.

    Raises:
        Refused: that office has no such call.
    """
    call = own_call(viewer, slug)
    rows = LogRow.objects.filter(call=call)
    return Walk(
        slug=slug,
        begun_at=localtime(database_now()).isoformat(timespec="seconds"),
        size=call.log_size,
        edge=tuple(call.log_edge),
        all_filings=Filing.objects.filter(call=call).count(),
        waiting=rows.filter(place=None).count(),
    )


def go_on(*, viewer: Actor, walk: Walk) -> Walk:
    """The check one step further: first through the log, then through what was filed.

    Raises:
        Refused: the viewer's office has no such call.
    """
    call = own_call(viewer, walk.slug)
    if walk.placed < walk.size:
        return _through_log(call, walk)
    if not walk.after:
        walk = _at_the_end(call, walk)
    return _through_filings(call, walk)


def _through_log(call: Call, walk: Walk) -> Walk:
    edge = Edge(walk.placed, [bytes.fromhex(peak) for peak in walk.peaks])
    until = min(walk.placed + ROWS_A_STEP, walk.size)
    rows = LogRow.objects.filter(call=call, place__gte=walk.placed, place__lt=until).order_by("place")
    heads: dict[int, list[TreeHead]] = {}
    for head in TreeHead.objects.filter(call=call, size__gt=walk.placed, size__lte=until).order_by("at"):
        heads.setdefault(head.size, []).append(head)
    troubles: list[Trouble] = []
    receipts = told = 0
    for row in rows.select_related("filing").iterator():
        if row.place != edge.size:
            troubles.append(Trouble("check_place_missing", edge.size + 1))
            break
        edge.append(leaf_hash(bytes(row.body)))
        troubles += [Trouble(code, edge.size, _number(row)) for code in wrong_with(row, call.slug)]
        receipts += row.kind == EntryKind.RECEIPT
        told += row.content is not None
        for head in heads.pop(edge.size, ()):
            walk = _past_head(call, walk, head, edge, troubles)
    else:
        if edge.size < until:
            troubles.append(Trouble("check_place_missing", edge.size + 1))
    whole = edge.size == until
    return _with(
        walk,
        troubles,
        # Behind a gap no hash can be right any more.
        placed=until if whole else walk.size,
        peaks=tuple(peak.hex() for peak in edge.peaks),
        root=edge.root().hex(),
        receipts=walk.receipts + receipts,
        told=walk.told + told,
        erased=walk.erased + (edge.size - walk.placed - told),
    )


def wrong_with(row: LogRow, slug: str) -> Iterator[str]:
    """The codes of what is wrong with a row by itself."""
    body = bytes(row.body)
    entry = _entry(body)
    if entry is None:
        yield "check_row_unreadable"
        return
    subject = row.filing.number if row.kind == EntryKind.RECEIPT and row.filing else row.id.hex
    if (entry.call, entry.kind, entry.subject) != (slug, row.kind, subject) or not _same(entry.at, row.at):
        yield "check_row_differs"
    if row.content is not None and row.salt is not None:
        if commitment(row.content, bytes(row.salt)) != entry.commitment:
            yield "check_content_differs"
        elif (row.content.get("act"), row.content.get("actor")) != (row.act, row.actor):
            yield "check_row_differs"
    if row.kind == EntryKind.RECEIPT and not _signed(row, body):
        yield "check_receipt_unsigned"


def _past_head(call: Call, walk: Walk, row: TreeHead, edge: Edge, troubles: list[Trouble]) -> Walk:
    head = signed_head(row, call.slug)
    if not head.valid:
        troubles.append(Trouble("check_head_unsigned", edge.size))
    if head.head.root != edge.root().hex():
        troubles.append(Trouble("check_head_differs", edge.size))
    if walk.last_head and datetime.fromisoformat(head.head.at) < datetime.fromisoformat(walk.last_head):
        troubles.append(Trouble("check_head_earlier", edge.size))
    keys = walk.keys if head.key in walk.keys else (*walk.keys, head.key)
    published = walk.published or row.final
    return replace(walk, heads=walk.heads + 1, keys=keys, last_head=head.head.at, published=published)


def _at_the_end(call: Call, walk: Walk) -> Walk:
    """Look at the stored edge, and at whether a head stands over all rows that have their places."""
    troubles = [] if walk.peaks == walk.edge else [Trouble("check_edge_differs", walk.size)]
    if walk.size and not TreeHead.objects.filter(call=call, size=walk.size).exists():
        troubles.append(Trouble("check_end_unsigned", walk.size))
    return _with(walk, troubles)


def _through_filings(call: Call, walk: Walk) -> Walk:
    found = Filing.objects.filter(call=call).order_by("id")
    if walk.after:
        found = found.filter(id__gt=UUID(walk.after))
    filings = list(found[:FILINGS_A_STEP])
    versions, wrong = _wrong_with_filings(filings)
    if wrong:
        # Something may have been done between two reads.
        _, wrong = _wrong_with_filings([filing for filing in filings if filing.number in wrong])
    return _with(
        walk,
        [Trouble(code, number=number) for number, codes in wrong.items() for code in codes],
        after=filings[-1].id.hex if filings else walk.after,
        filings=walk.filings + len(filings),
        versions=walk.versions + versions,
        finished=len(filings) < FILINGS_A_STEP,
    )


def _wrong_with_filings(filings: Sequence[Filing]) -> tuple[int, dict[str, list[str]]]:
    """How many versions these have, and the codes of what is wrong by the filing's number."""
    now = Filing.objects.filter(id__in=[filing.id for filing in filings])
    found = list(now.order_by("id").prefetch_related("versions", "entries"))
    logged: dict[UUID, list[LogRow]] = {}
    rows = LogRow.objects.filter(filing__in=found, content__isnull=False).order_by("at", "id")
    for row in rows.only("filing_id", "act", "kind", "content"):
        if row.filing_id:
            logged.setdefault(row.filing_id, []).append(row)
    wrong = {filing.number: list(_wrong_with_filing(filing, logged.get(filing.id, []))) for filing in found}
    versions = sum(len(filing.versions.all()) for filing in found)
    return versions, {number: codes for number, codes in wrong.items() if codes}


def _wrong_with_filing(filing: Filing, rows: Sequence[LogRow]) -> Iterator[str]:
    receipts = [row.content for row in rows if row.kind == EntryKind.RECEIPT and row.content]
    told = {(content.get("version"), content.get("content_sha256")) for content in receipts}
    for version in filing.versions.all():
        fingerprints = {fingerprint for ordinal, fingerprint in told if ordinal == version.ordinal}
        if fingerprints - {content_sha256(version.content)}:
            yield "check_version_differs"
    decided: dict[int, EntryStatus] = {}
    for row in rows:
        status = _DECIDED.get(Act(row.act))
        if status and row.content:
            decided[ordinal_in(row.content)] = status
    for entry in filing.entries.all():
        said = decided.get(entry.ordinal)
        stands = EntryStatus(entry.status)
        # A withdrawal carries every entry along.
        compared = (stands in _FINAL or said in _FINAL) and stands is not EntryStatus.WITHDRAWN
        if compared and stands is not said:
            yield "check_status_differs"


def _with(walk: Walk, troubles: Sequence[Trouble], **changes: Any) -> Walk:
    told = (*walk.troubles, *troubles)[:MOST_TOLD]
    return replace(walk, wrong=walk.wrong + len(troubles), troubles=told, **changes)


def _entry(body: bytes) -> Entry | None:
    try:
        plain = json.loads(body)
    except ValueError:
        return None
    return entry_from(plain) if isinstance(plain, dict) else None


def _same(told: str, at: datetime) -> bool:
    try:
        return datetime.fromisoformat(told) == at
    except (ValueError, TypeError):
        return False


def _signed(row: LogRow, body: bytes) -> bool:
    try:
        key = bytes.fromhex(row.key)
    except ValueError:
        return False
    return PublicKey(key).verifies(Purpose.RECEIPT, body, bytes(row.signature or b""))


def _number(row: LogRow) -> str:
    return row.filing.number if row.filing else ""
