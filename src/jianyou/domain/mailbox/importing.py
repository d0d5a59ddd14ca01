"""成批导入: what becomes of each file of a folder, and how a form waits as plain data to be entered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from jianyou.codes import uscc
from jianyou.codes.names import name_key
from jianyou.domain.annexes.reading import MOST_ENTRIES, Reading, as_read, clean, reading_of
from jianyou.domain.annexes.records import Form, FormStatus, Row, Value
from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Means, act_of, completes
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.domain.mailbox.pairing import FormsSeen, Paired, may_be_scan
from jianyou.domain.mailbox.provenance import sender
from jianyou.officefiles.model import FileKind
from jianyou.terms.finding import Severity
from jianyou.terms.message import Message
from jianyou.terms.place import Place

LONGEST_FILER = 200
LONGEST_NAME = 300
MOST_NAMED = 5
"""Nominees of a form that a list names; the others are counted."""


class ImportStatus(StrEnum):
    """Files are read, looked at, entered; what was entered may be undone, what wasn't may be dropped."""

    READING = "reading"
    READY = "ready"
    ENTERING = "entering"
    ENTERED = "entered"
    UNDOING = "undoing"
    UNDONE = "undone"
    DROPPED = "dropped"


WORKING = (ImportStatus.READING, ImportStatus.ENTERING, ImportStatus.UNDOING)
"""Something goes on by itself."""


class FileStatus(StrEnum):
    """A file waits, is read as a form, can't be, came before, is another one's sealed scan, or is settled."""

    WAITING = "waiting"
    READ = "read"
    REJECTED = "rejected"
    TWIN = "twin"
    SCAN = "scan"
    LEFT_OUT = "left_out"
    ENTERED = "entered"


class Choice(StrEnum):
    """What is to be done with a form: `ask` until somebody says it."""

    ENTER = "enter"
    LEAVE = "leave"
    ASK = "ask"


class Nominee(NamedTuple):
    """A nominee of a form: as written, its key for comparing, and a valid credit code or nothing."""

    name: str
    key: str
    code: str


def body_of(form: Form) -> dict[str, Any]:
    """A form as plain data for JSON: its reading, or why there is none."""
    reason = form.reason
    if form.status is FormStatus.READ and not form.rows:
        reason = Message("import_no_rows")
    elif len(form.rows) > MOST_ENTRIES:
        reason = Message("import_many_rows", {"count": len(form.rows), "most": MOST_ENTRIES})
    params = (
        {key: clean(text) if isinstance(text, str) else text for key, text in reason.params.items()}
        if (reason)
        else {}
    )
    return {
        "kind": form.kind.value if form.kind else "",
        "text": clean(form.text),
        "reason": [reason.code, params] if reason else None,
        "reading": None if reason else as_read(form).as_plain(),
    }


def reading_in(body: Mapping[str, Any]) -> Reading:
    """The reading of a form that was read."""
    return reading_of(body["reading"])


def form_of(name: str, body: Mapping[str, Any]) -> Form:
    """Enough of the form to pair scans with it; what was understood of its values isn't kept."""
    reason = Message(*body["reason"]) if body["reason"] else None
    status = FormStatus.REJECTED if reason else FormStatus.READ
    kind = FileKind(body["kind"]) if body["kind"] else None
    form = Form(name, status, reason, kind=kind, text=body["text"])
    if body["reading"]:
        reading, place = reading_in(body), Place(name)
        form.header = {key: Value(text, place) for key, text in reading.header.items()}
        form.rows = [
            Row(row.number, place, {key: Value(text, place) for key, text in row.values.items()})
            for row in reading.rows
        ]
    return form


def nominees_of(reading: Reading, schema: AnnexSchema) -> list[Nominee]:
    """Every nominee of a form, in its order."""
    codes = [column.key for column in schema.columns if column.kind is ColumnKind.CREDIT_CODE]
    found = []
    for row in reading.rows:
        name = " ".join(row.values.get(schema.name_column.key, "").split())
        checked = (uscc.check(row.values.get(key, "")) for key in codes)
        code = next((one.code for one in checked if one.ok), "")
        found.append(Nominee(name[:LONGEST_NAME], name_key(name)[:LONGEST_NAME], code))
    return found


def told_of(name: str, body: Mapping[str, Any], schema: AnnexSchema) -> dict[str, Any]:
    """What lists show of a file, without contacts and phones: filer, nominees, counts, or the reason."""
    told: dict[str, Any] = {"kind": body["kind"]}
    if body["reason"]:
        return {**told, "reason": body["reason"]}
    reading = reading_in(body)
    nominees = nominees_of(reading, schema)
    filer = sender(form_of(name, body), schema) or next((one.name for one in nominees if one.name), "")
    return {
        **told,
        "filer": (filer or PurePosixPath(name).stem)[:LONGEST_FILER],
        "names": [one.name for one in nominees[:MOST_NAMED]],
        "count": len(nominees),
        "keys": [one.key for one in nominees if one.key],
        "codes": [one.code for one in nominees if one.code],
        "errors": reading.count(Severity.ERROR),
        "warnings": reading.count(Severity.WARNING),
    }


def pair_scans(files: Sequence[tuple[int, str, Mapping[str, Any]]], schema: AnnexSchema) -> dict[int, int]:
    """Which form each sealed scan belongs to, by ordinal; `files` are ordinal, name and body.

    A scan that fits several forms belongs to none: a person decides.
    """
    seen, by_name = FormsSeen(schema), {name: ordinal for ordinal, name, _ in reversed(files)}
    forms = [(ordinal, form_of(name, body)) for ordinal, name, body in files]
    # Word and Excel first, then what was read of PDF and OFD, as `FormsSeen` asks.
    papers = [(ordinal, form) for ordinal, form in forms if _is_print(form) or may_be_scan(form)]
    for _, form in forms:
        if not _is_print(form):
            seen.remember(form)
    found: dict[int, int] = {}
    for ordinal, form in sorted(papers, key=lambda one: may_be_scan(one[1])):
        paired = seen.pair(form)
        if isinstance(paired, Paired) and by_name[paired.file] != ordinal:
            found[ordinal] = by_name[paired.file]
        elif form.status is FormStatus.READ:
            seen.remember(form)
    return found


def _is_print(form: Form) -> bool:
    return form.status is FormStatus.READ and form.kind in {FileKind.PDF, FileKind.OFD}


def repeated_within(files: Iterable[tuple[int, Mapping[str, Any]]]) -> dict[int, list[int]]:
    """The other files that name a nominee of each, by ordinal; `files` come with what is told of them."""
    by_key: dict[str, set[int]] = defaultdict(set)
    told = list(files)
    for ordinal, one in told:
        for key in (*one["keys"], *one["codes"]):
            by_key[key].add(ordinal)
    found = {
        ordinal: sorted(set().union(*(by_key[key] for key in (*one["keys"], *one["codes"]))) - {ordinal})
        for ordinal, one in told
    }
    return {ordinal: others for ordinal, others in found.items() if others}


def choice_at_first(*, before: bool, same: bool) -> Choice:
    """What is done with a form that was read unless somebody says otherwise.

    `before`: it came in an earlier import and was left out there; `same`: its nominee is there already.
    """
    if before:
        return Choice.LEAVE
    return Choice.ASK if same else Choice.ENTER


def is_new(known: AbstractSet[str], now: Iterable[str]) -> bool:
    """Whether there are filings with a nominee of the form that nobody had seen when it was chosen."""
    return not set(now) <= known


def means_of(own: str, folder: Means, completes_on: str, *, scanned: bool) -> Means:
    """How a form came: as was said of it; as the whole `folder` did if that completes; else by its scan."""
    if own:
        return Means(own)
    by_scan = scanned and completes(Means.SEALED_SCAN, completes_on) and not completes(folder, completes_on)
    return Means.SEALED_SCAN if by_scan else folder


def registration(means: Means, completes_on: str, *, in_time: bool) -> Act:
    """The act that entering a form comes to; without what completes it, it awaits its seal."""
    if not completes(means, completes_on):
        return Act.REGISTER_FORM
    return act_of(means, completes_on, in_time=in_time)


def comes_to(means: Means, completes_on: str, *, in_time: bool) -> FilingStatus | None:
    """The state of a form once entered; None where it can't be, as the deadline is past."""
    act = registration(means, completes_on, in_time=in_time)
    if act is Act.REGISTER_FORM and not in_time:
        return None
    return next_status(FilingStatus.DRAFT, act)
