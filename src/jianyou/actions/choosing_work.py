"""择优, by itself: a job takes a choice that was asked for, tells how far it is, and writes its record.

Whoever is killed in between has written nothing of the choice; another begins it anew.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localtime

from jianyou.domain.judging.changes import Changes, changes_of
from jianyou.domain.judging.record import read_record
from jianyou.queries.choice_basis import Basis, LeftOut, basis_of, left_out, standing_for
from jianyou.store.dialect import database_now
from jianyou.store.files import keep_file
from jianyou.store.models import Choice
from jianyou.store.sitekeys import site_keys
from jianyou.terms.message import Message

STALE = timedelta(seconds=30)
"""Whoever works on a choice and says nothing for so long is taken for dead."""


class Claimed(NamedTuple):
    """A choice that is this worker's, by its key and the moment of its last word, and what was asked of it.

    `about` are the call's name, the SHA-256 of its file, the award and when it was asked (ISO 8601).
    """

    key: UUID
    at: datetime
    about: tuple[str, str, str, str]
    places: Mapping[str, int]
    changes: Changes
    basis: Basis
    left_out: tuple[LeftOut, ...]
    secret: bytes


def claim_choice() -> Claimed | None:
    """The oldest choice that is to be computed and that nobody is at; None where there is none."""
    running = Choice.objects.filter(status="running")
    if not running.exists():
        # Most rounds end here.
        return None
    at = database_now()
    free = running.filter(Q(claimed_at=None) | Q(claimed_at__lt=at - STALE)).order_by("made_at", "id")
    for row in free.select_related("call"):
        same = Choice.objects.filter(id=row.id, status="running", claimed_at=row.claimed_at)
        if same.update(claimed_at=at, done=0, of=0):
            return _claimed(row, at)
    return None


def _claimed(row: Choice, at: datetime) -> Claimed:
    call = row.call
    return Claimed(
        key=row.id,
        at=at,
        about=(call.slug, call.source_digest, row.award, localtime(row.made_at).isoformat()),
        places=row.wanted.get("places", {}),
        changes=changes_of(row.changes),
        basis=basis_of(call, row.award, unknown=bool(row.wanted.get("unknown"))),
        left_out=left_out(call, row.award, standing_for(call, row.award).not_met),
        secret=pseudonym_secret(call.slug),
    )


def pseudonym_secret(slug: str) -> bytes:
    """By what experts of a call have their pseudonyms: always the same, so that a record can be made anew."""
    return bytes.fromhex(site_keys().finder("decision record", slug))


def note_progress(claimed: Claimed, done: int, of: int) -> Claimed | None:
    """Tells how far it is; None where nobody wants the choice any more, or another works on it."""
    at = database_now()
    told = _still(claimed).update(claimed_at=at, done=done, of=of)
    return claimed._replace(at=at) if told else None


def release_choice(claimed: Claimed) -> None:
    """Lets another begin it anew at once."""
    _still(claimed).update(claimed_at=None)


def keep_choice(claimed: Claimed, record: str, summary: Mapping[str, Any]) -> bool:
    """Keeps the record, then says that it is there; False where nobody wants it any more."""
    kept = keep_record(record)
    told = {"status": "computed", "summary": dict(summary), "claimed_at": None}
    return bool(_still(claimed).update(**told, digest=kept.digest, file=kept.file, size=kept.size))


class Kept(NamedTuple):
    """A record that is kept: its digest, which is published, and the SHA-256 and size of its file."""

    digest: str
    file: str
    size: int


def keep_record(record: str) -> Kept:
    """Writes the file of a record."""
    data = record.encode()
    return Kept(read_record(record).digest, keep_file(data), len(data))


def fail_choice(
    claimed: Claimed, reason: Message, conflicts: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> bool:
    """Writes why there is no choice; False where nobody wants it any more.

    `conflicts` are lines on rules that can't be kept together, by language.
    """
    told = {"reason": [reason.code, dict(reason.params)], "conflicts": dict(conflicts)}
    return bool(_still(claimed).update(status="failed", summary=told, claimed_at=None))


def _still(claimed: Claimed) -> Any:
    """The choice, while it is this worker's."""
    return Choice.objects.filter(id=claimed.key, status="running", claimed_at=claimed.at)
