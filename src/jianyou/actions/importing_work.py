"""成批导入, by itself: what was read is written down, and related to what came before.

Whoever is killed in between leaves rows from which another goes on: nothing is done twice.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from jianyou.actions.importing import Brought, add_rows
from jianyou.domain.mailbox.importing import (
    WORKING,
    FileStatus,
    ImportStatus,
    choice_at_first,
    pair_scans,
    repeated_within,
    told_of,
)
from jianyou.queries.calls import file_of
from jianyou.queries.import_twins import came_before, find_twins, same_nominees
from jianyou.store.dialect import database_now
from jianyou.store.models import Import, ImportedFile
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

STALE = timedelta(seconds=20)
"""Whoever works on an import and says nothing for so long is taken for dead."""
_PAIRED = (FileStatus.READ, FileStatus.SCAN, FileStatus.REJECTED)


class Claimed(NamedTuple):
    """An import that is this worker's: what is to be done, and for which call."""

    key: UUID
    status: ImportStatus
    slug: str
    source: str


class Waiting(NamedTuple):
    """A file that is to be read."""

    ordinal: int
    name: str
    digest: str


def claim_import() -> Claimed | None:
    """The oldest import with work that nobody is at; None where there is none."""
    working = Import.objects.filter(status__in=WORKING)
    if not working.exists():
        # Most rounds end here.
        return None
    at = database_now()
    free = working.filter(Q(beat_at=None) | Q(beat_at__lt=at - STALE)).order_by("made_at", "id")
    for batch in free.select_related("call"):
        same = Import.objects.filter(id=batch.id, status=batch.status, beat_at=batch.beat_at)
        if same.update(beat_at=at):
            return Claimed(batch.id, ImportStatus(batch.status), batch.call.slug, batch.call.source)
    return None


def release(key: UUID) -> None:
    """Lets another go on at once."""
    Import.objects.filter(id=key).update(beat_at=None)


def still_at(claimed: Claimed) -> bool:
    """Tells that this worker is there; False where the import is no longer at that step."""
    here = Import.objects.filter(id=claimed.key, status=claimed.status)
    return bool(here.update(beat_at=database_now()))


def waiting_files(claimed: Claimed, most: int, after: int) -> tuple[list[Waiting], int]:
    """Of the next files behind that ordinal those to be read, and the last one's ordinal (0: none are left).

    Those that came before are settled at once, as twins.
    """
    rows = ImportedFile.objects.filter(batch_id=claimed.key, status=FileStatus.WAITING, ordinal__gt=after)
    some = list(rows.order_by("ordinal").select_related("batch")[:most])
    twins = find_twins(some)
    for row in some:
        if row.ordinal in twins:
            row.status, row.told = FileStatus.TWIN, {"twin": twins[row.ordinal]}
    ImportedFile.objects.bulk_update([row for row in some if row.ordinal in twins], ["status", "told"])
    fresh = [Waiting(row.ordinal, row.name, row.digest) for row in some if row.ordinal not in twins]
    return fresh, some[-1].ordinal if some else 0


def unfold(claimed: Claimed, ordinal: int, members: Sequence[Brought]) -> None:
    """Writes what came out of a container in its place."""
    with transaction.atomic():
        batch = _still(claimed)
        if batch is None:
            return
        row = batch.files.filter(ordinal=ordinal, status=FileStatus.WAITING).first()
        if row is None:
            return
        try:
            add_rows(batch, members)
        except Refused as refused:
            _reject(row, Message(refused.code, refused.params))
            return
        row.delete()
        batch.total -= 1
        batch.save(update_fields=["total"])


def note_readings(claimed: Claimed, read: Sequence[tuple[int, Mapping[str, Any] | None]]) -> bool:
    """Writes forms as plain data by ordinal, None for what couldn't be read; False if nobody wants them."""
    schema, keys = file_of(claimed.slug, claimed.source).annex, site_keys()
    bodies = {ordinal: body or _BROKEN for ordinal, body in read}
    sealed = {ordinal: keys.encrypt(json.dumps(body, ensure_ascii=False)) for ordinal, body in bodies.items()}
    with transaction.atomic():
        batch = _still(claimed)
        if batch is None:
            return False
        rows = list(batch.files.filter(status=FileStatus.WAITING, ordinal__in=bodies))
        for row in rows:
            body = bodies[row.ordinal]
            row.status = FileStatus.REJECTED if body["reason"] else FileStatus.READ
            row.body, row.told = sealed[row.ordinal], told_of(row.name, body, schema)
        ImportedFile.objects.bulk_update(rows, ["status", "body", "told"])
        batch.beat_at = database_now()
        batch.save(update_fields=["beat_at"])
    return True


def settle(claimed: Claimed) -> bool:
    """Relates the files of an import to each other, now that all are read; False if more came meanwhile."""
    keys, schema = site_keys(), file_of(claimed.slug, claimed.source).annex
    rows = list(ImportedFile.objects.filter(batch_id=claimed.key, status__in=_PAIRED).order_by("ordinal"))
    files = [(row.ordinal, row.name, json.loads(keys.decrypt(bytes(row.body)))) for row in rows if row.body]
    scans = pair_scans(files, schema)
    forms = [row for row in rows if row.status == FileStatus.READ and row.ordinal not in scans]
    _choose_anew(claimed, forms)
    by_ordinal = {row.ordinal: row for row in rows}
    for row in rows:
        form = by_ordinal.get(scans.get(row.ordinal, 0))
        if row.ordinal in scans and form is not None:
            row.status, row.scan_of, row.choice = FileStatus.SCAN, form, ""
    with transaction.atomic():
        batch = _still(claimed)
        if batch is None or batch.files.filter(status=FileStatus.WAITING).exists():
            return False
        ImportedFile.objects.bulk_update(rows, ["status", "scan_of", "choice", "told"], batch_size=200)
        batch.status, batch.beat_at = ImportStatus.READY, None
        batch.save(update_fields=["status", "beat_at"])
    return True


def _choose_anew(claimed: Claimed, forms: Sequence[ImportedFile]) -> None:
    """What is to be done with each form; what somebody chose stays as long as it has the same doubles."""
    within = repeated_within((row.ordinal, row.told) for row in forms)
    same = same_nominees(claimed.slug, claimed.key, {row.ordinal: row.told for row in forms})
    before = came_before(claimed.key, forms)
    for row in forms:
        now = {"same": same.get(row.ordinal, []), "within": within.get(row.ordinal, [])}
        now["before"] = before.get(row.ordinal, 0)
        if row.choice and {key: row.told.get(key) for key in now} == now:
            continue
        row.told = {**row.told, **now}
        row.choice = choice_at_first(before=bool(now["before"]), same=bool(now["same"] or now["within"]))


def _still(claimed: Claimed) -> Import | None:
    """The import, locked, if it is still at the step that was claimed."""
    locked = Import.objects.select_for_update(of=("self",)).filter(id=claimed.key, status=claimed.status)
    return locked.select_related("call").first()


def _reject(row: ImportedFile, reason: Message) -> None:
    row.status, row.told = FileStatus.REJECTED, {"kind": "", "reason": [reason.code, dict(reason.params)]}
    row.save(update_fields=["status", "told"])


_BROKEN: Mapping[str, Any] = {"kind": "", "text": "", "reason": ["import_broke_off", {}], "reading": None}
