"""成批导入, by itself: a chosen form becomes a filing, or a filing is withdrawn, one a transaction."""

import json
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import F

from jianyou.actions.acting import check_act
from jianyou.actions.filing import SEALED_SCAN, Sent, SentFile, receipt_content, start_filing
from jianyou.actions.handing_in import handed_in
from jianyou.actions.importing_work import Claimed
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.outbox import Kind, tell
from jianyou.actions.withdrawing import withdraw
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Channel, Means
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.domain.mailbox.importing import (
    Choice,
    FileStatus,
    ImportStatus,
    is_new,
    means_of,
    reading_in,
    registration,
)
from jianyou.domain.papers.scanned import Seen
from jianyou.queries.calls import file_of
from jianyou.queries.import_twins import same_nominees
from jianyou.queries.import_undoing import undoable
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, Filing, Import, ImportedFile
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

_LOG = logging.getLogger(__name__)
_PAST = "not_allowed_past_deadline"


# Looking into a scan takes long: the site does it afterwards, as with all that are taken in a hurry.
_NOT_YET = Seen(problem="scan_busy").as_plain()


def forms_to_enter(claimed: Claimed) -> list[int]:
    """The ordinals of the forms that were chosen and aren't entered yet."""
    rows = ImportedFile.objects.filter(batch_id=claimed.key, status=FileStatus.READ, choice=Choice.ENTER)
    return list(rows.order_by("ordinal").values_list("ordinal", flat=True))


def enter_form(claimed: Claimed, ordinal: int) -> bool:
    """Registers a form, with the scans beside it, for who ordered it; whether it became a filing.

    Logs `register_form`, `register_paper`, `register_scan` or `register_late`, as the receipt. A form that
    can't be entered tells why, and is left out.
    """
    try:
        with transaction.atomic():
            lock_call_shared(claimed.slug)
            call, at = call_named(claimed.slug), database_now()
            row = _row(claimed, ordinal)
            if row is None:
                return False
            _look_at_doubles(claimed, row)
            scans = list(row.scans.order_by("ordinal").defer("body"))
            means = means_of(row.means, Means(row.batch.means), call.completes_on, scanned=bool(scans))
            filing = _register(_actor(row.batch), call, at, _sent(call, row, scans), means)
            row.filing, row.status, row.body = filing, FileStatus.ENTERED, None
            row.told = {**row.told, "status": filing.status}
            row.save(update_fields=["filing", "status", "body", "told"])
            row.scans.update(filing=filing, status=FileStatus.ENTERED, body=None)
            _step(row.batch)
    except Refused as refused:
        _note_refusal(claimed, ordinal, refused)
        return False
    except OperationalError:
        # The database's own trouble is over sometime: the form is entered then.
        raise
    except Exception as error:  # noqa: BLE001  — a defect of ours met by one form must not stop the others
        _LOG.exception("a form of an import can't be entered")
        _note_refusal(claimed, ordinal, Refused("import_enter_failed", error=type(error).__name__))
        return False
    return True


def finish_entering(claimed: Claimed) -> None:
    """Ends the import: what isn't entered is left out, what was read is emptied. Logs `import_forms`."""
    with transaction.atomic():
        lock_call_shared(claimed.slug)
        batch = _locked(claimed)
        if batch is None or forms_to_enter(claimed):
            return
        at = database_now()
        batch.files.filter(status__in=(FileStatus.READ, FileStatus.SCAN)).update(status=FileStatus.LEFT_OUT)
        batch.files.update(body=None)
        batch.status, batch.entered_at, batch.beat_at = ImportStatus.ENTERED, at, None
        batch.save(update_fields=["status", "entered_at", "beat_at"])
        counted = Counter(batch.files.values_list("status", flat=True))
        content: dict[str, Plain] = {
            "import": batch.number,
            "means": batch.means,
            "filings": batch.files.filter(status=FileStatus.ENTERED, scan_of=None).count(),
            **{status.value: counted[status] for status in FileStatus if counted[status]},
        }
        log_act(call=batch.call, act=Act.IMPORT_FORMS, actor=_actor(batch), at=at, content=content)


def filings_to_undo(claimed: Claimed) -> list[str]:
    """The numbers of the filings that can still be withdrawn."""
    return [one.number for one in undoable(Import.objects.get(id=claimed.key)).possible]


def undo_filing(claimed: Claimed, number: str) -> None:
    """Withdraws one filing for who ordered it; one that can't be, any more, stays. Logs `withdraw`."""
    batch = Import.objects.get(id=claimed.key)
    try:
        with transaction.atomic():
            withdraw(actor=_actor(batch), number=number, reason=batch.reason)
            _step(batch)
    except Refused:
        # Somebody decided on it, or withdrew it, meanwhile: the page tells what stayed.
        return


def finish_undoing(claimed: Claimed) -> None:
    """Ends the undoing. Logs `undo_import`."""
    with transaction.atomic():
        lock_call_shared(claimed.slug)
        batch = _locked(claimed)
        if batch is None:
            return
        at = database_now()
        batch.status, batch.undone_at, batch.beat_at = ImportStatus.UNDONE, at, None
        batch.save(update_fields=["status", "undone_at", "beat_at"])
        numbers = Filing.objects.filter(imported_from__batch=batch).distinct()
        withdrawn = numbers.filter(status=FilingStatus.WITHDRAWN).count()
        content: dict[str, Plain] = {
            "import": batch.number,
            "withdrawn": withdrawn,
            "kept": numbers.count() - withdrawn,
            "reason": batch.reason,
        }
        log_act(call=batch.call, act=Act.UNDO_IMPORT, actor=_actor(batch), at=at, content=content)


def _register(actor: Actor, call: Call, at: datetime, sent: Sent, means: Means) -> Filing:
    check_act(actor, Act.START_FILING, subject_at(call, at), call)
    filing = start_filing(call, sent, FilingStatus.DRAFT, at, None)
    subject = subject_at(call, at, filing=filing)
    act = registration(means, call.completes_on, in_time=subject.in_time)
    check_act(actor, act, subject, call)
    status = next_status(FilingStatus.DRAFT, act)
    filing.status, filing.filed_at = status, at if status is FilingStatus.FILED else None
    filing.save(update_fields=["status", "filed_at"])
    content = receipt_content(filing, at)
    log_act(call=call, act=act, actor=actor, at=at, content=content, filing=filing, receipt=True)
    tell(filing, kind=Kind.RECEIVED, at=at, params={"at": moment_for_people(at), "status": status.value})
    return filing


def _sent(call: Call, row: ImportedFile, scans: Sequence[ImportedFile]) -> Sent:
    body: Mapping[str, Any] = json.loads(site_keys().decrypt(bytes(row.body or b"")))
    form = SentFile(_base(row.name), row.digest, row.size, "form")
    sealed = [SentFile(_base(one.name), one.digest, one.size, SEALED_SCAN, seen=_NOT_YET) for one in scans]
    return handed_in(
        reading_in(body),
        file_of(call.slug, call.source),
        filer=row.told["filer"],
        channel=Channel.IMPORT,
        token=row.token,
        files=(form, *sealed),
    )


def _look_at_doubles(claimed: Claimed, row: ImportedFile) -> None:
    """Look at whether a filing with one of its nominees came after it was chosen.

    Raises:
        Refused: one did.
    """
    now = same_nominees(claimed.slug, claimed.key, {row.ordinal: row.told}).get(row.ordinal, [])
    known = {one["number"] for one in row.told.get("same", [])}
    numbers = [one["number"] for one in now]
    if is_new(known, numbers):
        raise Refused("import_same_since", number=next(one for one in numbers if one not in known))


def _note_refusal(claimed: Claimed, ordinal: int, refused: Refused) -> None:
    code, params = refused.code, dict(refused.params)
    if code == _PAST:
        code, params = "import_form_late", {}
    elif code.startswith("not_allowed"):
        code, params = "import_not_allowed", {}
    with transaction.atomic():
        row = _row(claimed, ordinal)
        if row is not None:
            row.told, row.choice = {**row.told, "problem": [code, params]}, Choice.LEAVE
            row.save(update_fields=["told", "choice"])
            _step(row.batch)


def _row(claimed: Claimed, ordinal: int) -> ImportedFile | None:
    """The form, locked, if it is still to be entered."""
    rows = ImportedFile.objects.select_for_update(of=("self",)).select_related("batch")
    return rows.filter(
        batch_id=claimed.key,
        batch__status=claimed.status,
        ordinal=ordinal,
        status=FileStatus.READ,
        choice=Choice.ENTER,
    ).first()


def _locked(claimed: Claimed) -> Import | None:
    locked = Import.objects.select_for_update(of=("self",)).filter(id=claimed.key, status=claimed.status)
    return locked.select_related("call__office").first()


def _step(batch: Import) -> None:
    Import.objects.filter(id=batch.id).update(done=F("done") + 1, beat_at=database_now())


def _actor(batch: Import) -> Actor:
    """Who ordered the newest step."""
    person = batch.undone_by or batch.entered_by
    return Actor(role=Role(batch.worked_as), person=person, office=batch.office_id.hex)


def _base(name: str) -> str:
    return name.rpartition("/")[2]
