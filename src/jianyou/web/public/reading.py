"""One uploaded form: let in by the guard, read, checked, and kept as plain data between two pages."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jianyou.domain.annexes.check import Day
from jianyou.domain.annexes.intake import check_in, read_in
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.calls.call import Call
from jianyou.officefiles.guard import admit
from jianyou.officefiles.locked import LOCKED
from jianyou.officefiles.model import FileKind
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.terms.place import Place

MOST_BYTES = 20 * 1024 * 1024
MOST_ENTRIES = 300
_FORMS = (FileKind.DOCX, FileKind.XLSX, FileKind.XLS)
_SCANS = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_AT_ONCE = threading.BoundedSemaphore(2)
_PATIENCE = 25.0


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One entry as written, by column key, and the answers understood of yes-or-no columns."""

    number: int
    values: Mapping[str, str]
    answers: Mapping[str, bool | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A form that was read: header and rows as written, and what the formal check found."""

    header: Mapping[str, str]
    rows: tuple[ReadRow, ...]
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """How many findings of that severity there are."""
        return sum(one.severity is severity for one in self.findings)

    def as_plain(self) -> dict[str, Any]:
        """The same for JSON."""
        return {
            "header": dict(self.header),
            "rows": [
                {"number": row.number, "values": dict(row.values), "answers": dict(row.answers)}
                for row in self.rows
            ],
            "findings": [finding_as_plain(one, one.params) for one in self.findings],
        }


def finding_as_plain(one: Finding, params: Mapping[str, Any]) -> dict[str, Any]:
    """A finding for JSON, with these parameters."""
    return {
        "code": one.code,
        "severity": one.severity.value,
        "params": dict(params),
        "row": one.row,
        "column": one.column,
        "place": one.place.as_dict(),
    }


def reading_of(plain: Mapping[str, Any]) -> Reading:
    """The reading that was written so by `as_plain`."""
    return Reading(
        plain["header"],
        tuple(ReadRow(row["number"], row["values"], row["answers"]) for row in plain["rows"]),
        tuple(_finding(one) for one in plain["findings"]),
    )


def _finding(plain: Mapping[str, Any]) -> Finding:
    return Finding(
        plain["code"],
        Severity(plain["severity"]),
        Place(**plain["place"]),
        plain["params"],
        plain["row"],
        plain["column"],
    )


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
        form = check_in(form, call.annex, Day(call.deadline.date(), call.regions))
    finally:
        _AT_ONCE.release()
    _check_read(form, name, lang)
    return Reading(
        {key: clean(value.text) for key, value in form.header.items()},
        tuple(
            ReadRow(
                row.number,
                {key: clean(value.text) for key, value in row.values.items()},
                {key: told["answer"] for key, told in row.parsed.items() if "answer" in told},
            )
            for row in form.rows
        ),
        tuple(one._replace(params=dict(_clean_params(one.params))) for one in form.findings),
    )


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


def clean(text: str) -> str:
    """The text as any database keeps it: no NUL, no half of a surrogate pair."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _clean_params(params: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in params.items():
        yield key, clean(value) if isinstance(value, str) else value


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
