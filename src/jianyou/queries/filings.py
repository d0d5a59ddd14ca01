"""A filing for whoever filed it: found by its number and the code that goes with it."""

import hmac
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localtime

from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import elapsed, late_by
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.domain.lifecycle.states import CallStatus, CorrectionStatus, EntryStatus, FilingStatus
from jianyou.domain.lifecycle.subjects import Subject
from jianyou.domain.lifecycle.transitions import allowed_acts
from jianyou.domain.lifecycle.who_may import can
from jianyou.queries.calls import file_of
from jianyou.queries.drafts import call_of, moment_now
from jianyou.queries.handing_in import scan_act
from jianyou.queries.ledger import entry_of, last_receipt
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import moment_of
from jianyou.store.models import Call, Entry, Filing, FilingVersion, LogRow, Office
from jianyou.store.prepared import Prepared, Row, columns, row_of
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

MOST_MESSAGES = 50
"""How many messages are shown, the newest of them."""


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of a filing: its name as sent, its SHA-256 in hex, bytes, and what it is for."""

    name: str
    digest: str
    size: int
    purpose: str


@dataclass(frozen=True, slots=True)
class RemarkView:
    """What is to be corrected in one column; `title` is the column's as printed."""

    column: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """One return of an entry. `left` is the time to correct, negative where it is over.

    `answer` is the ordinal of the version that answered, None where none did.
    """

    status: CorrectionStatus
    remarks: tuple[RemarkView, ...]
    note: str
    due: datetime
    left: timedelta
    asked_at: datetime
    settled_at: datetime | None
    answer: int | None

    @property
    def open(self) -> bool:
        """Whether it can be answered now."""
        return self.status is CorrectionStatus.ASKED and self.left > timedelta(0)


@dataclass(frozen=True, slots=True)
class EntryView:
    """One nominee of a filing, with all that was asked of it, the newest last."""

    ordinal: int
    name: str
    status: EntryStatus
    corrections: tuple[CorrectionView, ...]

    @property
    def asked(self) -> CorrectionView | None:
        """The correction that still waits for an answer, in time or not."""
        last = self.corrections[-1] if self.corrections else None
        return last if last and last.status is CorrectionStatus.ASKED else None


@dataclass(frozen=True, slots=True)
class VersionView:
    """What a filing was at one time: its files, and which entry it corrected, if it did."""

    ordinal: int
    at: datetime
    files: tuple[FileView, ...]
    corrected: int | None


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message to the filer; its words go by its kind."""

    kind: str
    params: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class FilingView:
    """A filing as its filer may see it, at one moment of the database's clock, `now`, in the site's zone.

    `own_application` tells that filing doesn't replace an award's own application. `filed_at` is
    None where it isn't complete, `admitted_at` where it needed no decision; `late` is how long after the
    deadline it came, None where it was in time. `files` are those of the newest version. `placed`
    tells whether its receipt has a place in the sealed log. `scan_act` is what a sealed scan handed in
    now would come to, None where none is taken; `messages` are the newest first, where they were asked for.
    `schema` is that of the call's table.
    """

    number: str
    call: str
    call_title: str
    issuer: str
    own_application: bool
    schema: AnnexSchema
    filer: str
    status: FilingStatus
    completes_on: str
    late_admission: bool
    now: datetime
    deadline: datetime
    past: timedelta | None
    sent_at: datetime
    filed_at: datetime | None
    admitted_at: datetime | None
    late: timedelta | None
    entries: tuple[EntryView, ...]
    versions: tuple[VersionView, ...]
    messages: tuple[MessageView, ...]
    content_sha256: str
    commitment: str
    placed: bool
    call_open: bool
    may_withdraw: bool
    scan_act: Act | None

    @property
    def left(self) -> timedelta:
        """The time left to file, negative where the deadline is past."""
        return elapsed(self.now, self.deadline)

    @property
    def files(self) -> tuple[FileView, ...]:
        """The files that the filing holds now."""
        return self.versions[-1].files

    @property
    def has_scan(self) -> bool:
        """Whether a scan of the sealed table came."""
        return any(file.purpose == "sealed_scan" for file in self.files)

    @property
    def version(self) -> int:
        """The ordinal of the newest version."""
        return self.versions[-1].ordinal

    @property
    def changed_at(self) -> datetime:
        """When the newest version came."""
        return self.versions[-1].at

    @property
    def has_annex(self) -> bool:
        """Whether its filer needs the annex from here: no form was sent, or it was corrected since."""
        form = any(file.purpose == "form" for file in self.files)
        return not form or any(version.corrected for version in self.versions)


@dataclass(frozen=True, slots=True)
class FiledContent:
    """The newest version of a filing, personal data left out; entries stand in `rows` by their order.

    `file` is what the call's file tells; `findings` are plain data, as they were kept.
    """

    number: str
    filer: str
    file: CallFile
    version: int
    header: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]
    findings: tuple[Mapping[str, Any], ...]


def number_of(*, token: uuid.UUID) -> str:
    """The number of the filing that was sent with a token, empty while there is none."""
    return Filing.objects.filter(token=token).values_list("number", flat=True).first() or ""


def find_filing(*, number: str, code: str) -> None:
    """Looks at whether that number and that code go together.

    Raises:
        Refused: they don't; which of them is wrong is not told.
    """
    index = site_keys().finder("filing code", code)
    kept = Filing.objects.filter(number=number).values_list("code_index", flat=True).first()
    if not hmac.compare_digest(index, kept or "") or kept is None:
        raise Refused("public_no_filing")


def get_filing(*, number: str) -> FilingView:
    """The filing of that number with its messages; only for who was let in to it.

    Raises:
        Refused: there is none.
    """
    filing, now = _filing(_BY_NUMBER.first(number))
    messages = filing.messages.filter(audience="filer").order_by("-at", "-id")[:MOST_MESSAGES]
    return _view(
        filing, now, tuple(MessageView(each.kind, each.params, localtime(each.at)) for each in messages)
    )


def get_just_filed(*, token: uuid.UUID) -> FilingView:
    """The filing that was sent with that token, without the messages that tell no more than its receipt.

    Raises:
        Refused: there is none.
    """
    return _view(*_filing(_BY_TOKEN.first(token)), ())


def _with_call(filings: QuerySet[Filing]) -> QuerySet[Filing, Row]:
    names = (*columns(Filing), *columns(Call, "call__"), *columns(Office, "call__office__"))
    return filings.annotate(now=moment_now()).values_list(*names, "now")


_BY_NUMBER = Prepared(lambda number: _with_call(Filing.objects.filter(number=number)), str)
_BY_TOKEN = Prepared(lambda token: _with_call(Filing.objects.filter(token=token)), uuid.UUID)


def _filing(found: Row | None) -> tuple[Filing, datetime]:
    """A filing with its call, and the moment by the database's clock."""
    if found is None:
        raise Refused("public_no_filing")
    filing, rest = row_of(Filing, found)
    filing.call, (now,) = call_of(rest)
    return filing, moment_of(now)


def get_content(*, number: str) -> FiledContent:
    """What the newest version of a filing says; only for who was let in to it.

    Raises:
        Refused: there is no such filing.
    """
    versions = FilingVersion.objects.filter(filing__number=number).select_related("filing__call")
    version = versions.order_by("ordinal").last()
    if version is None:
        raise Refused("public_no_filing")
    call = version.filing.call
    return FiledContent(
        number=number,
        filer=version.filing.filer,
        file=file_of(call.slug, call.source),
        version=version.ordinal,
        header=version.content["header"],
        rows=tuple(version.content["rows"]),
        findings=tuple(version.findings),
    )


def _view(filing: Filing, now: datetime, messages: tuple[MessageView, ...]) -> FilingView:
    call, status = filing.call, FilingStatus(filing.status)
    file = file_of(call.slug, call.source)
    subject = subject_at(call, now, filing=filing)
    open_now = subject.call is CallStatus.OPEN and subject.in_time
    receipt = last_receipt(filing.number)
    entries = _entries(filing, file.annex, now)
    return FilingView(
        number=filing.number,
        call=call.slug,
        call_title=call.title,
        issuer=file.notice.issuer or call.office.name,
        own_application=any(award.own_application for award in file.awards),
        schema=file.annex,
        filer=filing.filer,
        status=status,
        completes_on=call.completes_on,
        late_admission=call.late_admission,
        now=localtime(now),
        deadline=localtime(call.deadline),
        past=late_by(now, call.deadline, counts=call.deadline_counts),
        sent_at=localtime(filing.sent_at),
        filed_at=localtime(filing.filed_at) if filing.filed_at else None,
        admitted_at=localtime(filing.admitted_at) if filing.admitted_at else None,
        late=_late(filing, status, receipt),
        entries=entries,
        versions=_versions(filing, entries),
        messages=messages,
        content_sha256=receipt.content.get("content_sha256", "") if receipt and receipt.content else "",
        commitment=entry_of(receipt).commitment if receipt else "",
        placed=receipt is not None and receipt.place is not None,
        call_open=open_now,
        may_withdraw=open_now and Act.WITHDRAW in allowed_acts(status),
        scan_act=_scan_act(filing, subject),
    )


_ASKED = ("status", "remarks", "note", "due", "asked_at", "settled_at", "answer__ordinal")
_ENTRIES = Prepared(
    lambda filing: (
        Entry.objects.filter(filing=filing)
        .order_by("ordinal", "corrections__id")
        .values_list("ordinal", "name", "status", *(f"corrections__{field}" for field in _ASKED))
    ),
    uuid.UUID,
)


def _entries(filing: Filing, schema: AnnexSchema, now: datetime) -> tuple[EntryView, ...]:
    """Entries and what was asked of them, in one query."""
    entries: dict[int, EntryView] = {}
    for ordinal, name, status, *told in _ENTRIES.rows(filing.id):
        before = entries[ordinal].corrections if ordinal in entries else ()
        own = (_correction(told, schema, now),) if told[0] else ()
        entries[ordinal] = EntryView(ordinal, name, EntryStatus(status), (*before, *own))
    return tuple(entries.values())


def _correction(told: list[Any], schema: AnnexSchema, now: datetime) -> CorrectionView:
    status, remarks, note, due, asked_at, settled_at, answer = told
    return CorrectionView(
        status=CorrectionStatus(status),
        remarks=tuple(
            RemarkView(each["column"], schema.by_key[each["column"]].title, each["text"]) for each in remarks
        ),
        note=note,
        due=localtime(due),
        left=elapsed(now, due),
        asked_at=localtime(asked_at),
        settled_at=localtime(settled_at) if settled_at else None,
        answer=answer,
    )


_VERSIONS = Prepared(
    lambda filing: (
        FilingVersion.objects.filter(filing=filing)
        .order_by("ordinal", "files__id")
        .values_list("ordinal", "at", *(f"files__{name}" for name in ("name", "digest", "size", "purpose")))
    ),
    uuid.UUID,
)


def _versions(filing: Filing, entries: tuple[EntryView, ...]) -> tuple[VersionView, ...]:
    """Versions and their files, in one query."""
    corrected = {
        correction.answer: entry.ordinal
        for entry in entries
        for correction in entry.corrections
        if correction.answer is not None
    }
    versions: dict[int, VersionView] = {}
    for ordinal, at, *told in _VERSIONS.rows(filing.id):
        before = versions[ordinal].files if ordinal in versions else ()
        own = (FileView(*told),) if told[1] else ()
        versions[ordinal] = VersionView(ordinal, localtime(at), (*before, *own), corrected.get(ordinal))
    return tuple(versions.values())


def _late(filing: Filing, status: FilingStatus, receipt: LogRow | None) -> timedelta | None:
    """How long after the deadline it came, by the moment that its receipt tells; None where it tells none."""
    if status is not FilingStatus.LATE or receipt is None or receipt.content is None:
        return None
    if receipt.act != Act.REGISTER_LATE:
        return None
    decisive = datetime.fromisoformat(receipt.content["decisive"])
    return late_by(decisive, filing.call.deadline, counts=filing.call.deadline_counts)


def _scan_act(filing: Filing, subject: Subject) -> Act | None:
    """What a sealed scan comes to that the filer hands in now."""
    act = scan_act(filing.call, filing, in_time=subject.in_time)
    return act if can(filer_of(filing.number), act, subject) else None
