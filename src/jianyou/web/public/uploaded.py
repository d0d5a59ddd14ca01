"""An uploaded form, read and checked; and what kind of file a scan is."""

import threading
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.intake import check_in, read_in
from jianyou.domain.annexes.reading import MOST_ENTRIES, Reading, as_read
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.calls.call import Call
from jianyou.domain.papers.scanned import LOOKS, Seen, look_at
from jianyou.officefiles.guard import admit
from jianyou.officefiles.locked import LOCKED
from jianyou.officefiles.model import FileKind
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.web.components.forms.reading import day_of

MOST_BYTES = 20 * 1024 * 1024
_FORMS = (FileKind.DOCX, FileKind.XLSX, FileKind.XLS)
_SCANS = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_AT_ONCE = threading.BoundedSemaphore(2)
_PATIENCE = 25.0
_LOOKS_AT_ONCE = threading.BoundedSemaphore(2)
_LOOK_PATIENCE = 3.0


def read_form(path: Path, name: str, call: Call, lang: Lang) -> Reading:
    """Reads and checks an uploaded form; at most two are read at once, so that memory is bounded.

    Raises:
        Refused: it is none, it can't be read, nothing stands in it, or too many read at this moment.
    """
    _check_kind(path, name)
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise Refused("public_busy")
    try:
        form = read_in(path, file=name, schema=call.annex)
        form = check_in(form, call.annex, day_of(call))
    finally:
        _AT_ONCE.release()
    _check_read(form, name, lang)
    return as_read(form)


def check_scan(path: Path, name: str) -> None:
    """Looks at what a scan is by its own first bytes; nothing of it is opened further.

    Raises:
        Refused: it is no PDF, JPEG or PNG.
    """
    with path.open("rb") as stream:
        head = stream.read(16)
    if not head:
        raise Refused("public_file_empty", name=name)
    if not head.startswith(_SCANS):
        raise Refused("public_scan_kind", name=name)


def look_at_scan(path: Path, schema: AnnexSchema, left: timedelta) -> Mapping[str, Plain]:
    """What a scan bears, as it is kept with it; `left` is the time to the deadline, negative once it is past.

    Never raises for what is on the scan: what kept it from being looked into is told instead. Just before
    the deadline, and where many hand in at once, it is taken first and looked into later (`jobs.looking`).
    """
    if timedelta(0) <= left < LOOKS:
        return Seen(problem="scan_near_deadline").as_plain()
    if not _LOOKS_AT_ONCE.acquire(timeout=_LOOK_PATIENCE):
        return Seen(problem="scan_busy").as_plain()
    try:
        return look_at(path.read_bytes(), schema).as_plain()
    finally:
        _LOOKS_AT_ONCE.release()


def _check_kind(path: Path, name: str) -> None:
    try:
        guarded = admit(path, file=name)
    except Refused as refused:
        if refused.code == "file_empty":
            raise Refused("public_file_empty", name=name) from None
        # Its own reason says more than ours, and is said when the form is read.
        return
    if guarded.kind is FileKind.ENCRYPTED and guarded.refusal in LOCKED:
        raise Refused("public_form_locked", name=name)
    if guarded.kind not in _FORMS:
        raise Refused("public_form_kind", name=name)


def _check_read(form: Form, name: str, lang: Lang) -> None:
    if form.status is not FormStatus.READ:
        if form.reason and form.reason.code in LOCKED:
            raise Refused("public_form_locked", name=name)
        reason = say(form.reason.code, form.reason.params, lang) if form.reason else ""
        raise Refused("public_form_unread", name=name, reason=reason)
    if not form.rows:
        raise Refused("public_form_no_rows", name=name)
    if len(form.rows) > MOST_ENTRIES:
        raise Refused("public_form_too_many", name=name, count=len(form.rows), most=MOST_ENTRIES)
