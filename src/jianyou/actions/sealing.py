"""Giving log rows their places, signing heads, and closing a call whose deadline is past."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.timezone import localtime

from jianyou.actions.log import log_act, moment_for_people
from jianyou.domain.ledger.entries import moment_text
from jianyou.domain.ledger.heads import SignedHead
from jianyou.domain.ledger.log import head_of
from jianyou.domain.ledger.tree import Edge, leaf_hash
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import in_time
from jianyou.domain.lifecycle.roles import SYSTEM
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.domain.lifecycle.who_may import check
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_alone
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, LogRow, TreeHead
from jianyou.store.sitekeys import site_keys


class Sealed(NamedTuple):
    """What one sealing did: rows placed, the head signed (None where nothing was new), the call closed."""

    placed: int
    head: SignedHead | None
    closed: bool


def seal(*, call_slug: str) -> Sealed:
    """Places every row that has no place, signs the head, and closes the call once its deadline is past.

    Interrupted anywhere it leaves all as it was; two at once wait for one another. Logs `seal_call`
    where it closes.
    """
    with transaction.atomic():
        lock_call_alone(call_slug)
        call = call_named(call_slug)
        at = database_now()
        over = not in_time(at, call.deadline, counts=call.deadline_counts)
        closing = call.status == CallStatus.OPEN and over
        if closing:
            _close(call, at)
        placed = _place(call)
        if not placed:
            return Sealed(0, None, closing)
        return Sealed(placed, _sign(call, at, final=closing), closing)


def _close(call: Call, at: datetime) -> None:
    call.closed_at = at
    check(SYSTEM, Act.SEAL_CALL, subject_at(call, at))
    content = {"deadline": moment_for_people(call.deadline)}
    call.status = next_status(CallStatus(call.status), Act.SEAL_CALL)
    log_act(call=call, act=Act.SEAL_CALL, actor=SYSTEM, at=at, content=content)


def _place(call: Call) -> int:
    edge = Edge(call.log_size, [bytes.fromhex(peak) for peak in call.log_edge])
    rows = list(LogRow.objects.filter(call=call, place=None).order_by("at", "id").only("id", "body"))
    for row in rows:
        row.place = edge.size
        edge.append(leaf_hash(bytes(row.body)))
    LogRow.objects.bulk_update(rows, ["place"], batch_size=500)
    call.log_size = edge.size
    call.log_edge = [peak.hex() for peak in edge.peaks]
    call.save(update_fields=["status", "closed_at", "log_size", "log_edge"])
    return len(rows)


def _sign(call: Call, at: datetime, *, final: bool) -> SignedHead:
    edge = Edge(call.log_size, [bytes.fromhex(peak) for peak in call.log_edge])
    signed = head_of(call.slug, edge, moment_text(localtime(at)), site_keys().signing)
    TreeHead.objects.create(
        office_id=call.office_id,
        call=call,
        size=signed.head.size,
        root=signed.head.root,
        at=signed.head.at,
        key=signed.key,
        signature=signed.signature,
        final=final,
    )
    return signed
