"""报送: a filing comes in, once, with its receipt; its versions, entries and files are written."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction

from jianyou.actions.judging import first_verdicts
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.outbox import REACH, Address, Kind, tell
from jianyou.actions.personal import keep_personal
from jianyou.codes.pinyin import sound_of
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.marks import columns_of, marks_of
from jianyou.domain.ledger.entries import EntryKind
from jianyou.domain.ledger.fingerprints import content_sha256
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Means, act_of, completes
from jianyou.domain.lifecycle.deadline import in_time
from jianyou.domain.lifecycle.roles import Actor, filer_of
from jianyou.domain.lifecycle.states import CallStatus, FilingStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.domain.lifecycle.who_may import check
from jianyou.queries.calls import file_of
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.identifiers import spoken_number
from jianyou.store.lookups import call_named
from jianyou.store.models import (
    Attached,
    Call,
    Candidacy,
    Entry,
    Filing,
    FilingVersion,
    LogRow,
    StoredFile,
)
from jianyou.store.prepared import insert
from jianyou.store.sitekeys import SiteKeys, site_keys
from jianyou.terms.finding import Refused

SEALED_SCAN = "sealed_scan"
"""The purpose of a file that is the scan of the sealed table."""


class SentFile(NamedTuple):
    """A file already kept in the store: its name as sent, digest, size, and what it is for.

    A proof has its kind, and where they were told the ordinal of its entry and its validity; a sealed scan
    what is `seen` on it.
    """

    name: str
    digest: str
    size: int
    purpose: str
    kind: str = ""
    entry: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    seen: Mapping[str, Plain] = MappingProxyType({})


class SentEntry(NamedTuple):
    """One nominee: name as written, its key for comparing, and the awards with the stated willingness."""

    name: str
    name_key: str
    willing: Mapping[str, bool | None]


class Sent(NamedTuple):
    """A filing as it was sent: read, checked and its files kept before any transaction begins.

    `content` is header and rows as written, without personal data; that stands in `personal` by field:
    `0.<key>` of the header, `<ordinal>.<key>` of an entry. `reach` is where messages go, in `lang`, and
    `confirmed` tells that its filer has read a code there. What was a draft keeps its `number`, and belongs
    to the organization with the key `organization`, where it was made in an account.
    """

    token: uuid.UUID
    filer: str
    channel: str
    content: Mapping[str, Plain]
    findings: tuple[Plain, ...]
    entries: tuple[SentEntry, ...]
    files: tuple[SentFile, ...]
    personal: Mapping[str, str]
    reach: Address | None = None
    confirmed: bool = False
    lang: str = "zh"
    number: str = ""
    organization: uuid.UUID | None = None


class Filed(NamedTuple):
    """What the filer gets: the filing, its receipt's row, and the code to come back with."""

    filing: Filing
    receipt: LogRow
    code: str


def submit(*, actor: Actor, call_slug: str, sent: Sent) -> Filed:
    """Files what was sent, judged by the database's clock. Logs `submit` or `register_scan`, as the receipt.

    Sent twice with one token, it is filed once and the same receipt comes back.

    Raises:
        Refused: the call is not open, or its deadline is past.
        NotAllowed: the actor's role doesn't file.
    """
    try:
        with transaction.atomic():
            lock_call_shared(call_slug)
            return file_now(actor=actor, call=call_named(call_slug), at=database_now(), sent=sent)
    except (IntegrityError, Refused):
        # The same token may have filed before, in time: then this is no new filing.
        found = filed_before(sent.token)
        if found is None:
            raise
        return found


def code_for(token: uuid.UUID, keys: SiteKeys) -> str:
    """The code that goes with a token: made of the site's key, so that it need not be kept."""
    return keys.finder("filing code", token.hex)[:12].upper()


def start_filing(
    call: Call, sent: Sent, status: FilingStatus, at: datetime, filed_at: datetime | None
) -> Filing:
    """Writes the filing with its first version, entries and personal data; the caller logs its act."""
    keys = site_keys()
    filing = Filing(
        office_id=call.office_id,
        call=call,
        number=sent.number or spoken_number(3),
        organization_id=sent.organization,
        sound=sound_of(sent.filer),
        token=sent.token,
        code_index=keys.finder("filing code", code_for(sent.token, keys)),
        status=status,
        channel=sent.channel,
        filer=sent.filer,
        sent_at=at,
        filed_at=filed_at,
        confirmed=sent.confirmed,
        lang=sent.lang,
    )
    insert([filing])
    add_version(filing, sent, at)
    _write_entries(filing, sent)
    reach = {REACH + sent.reach.channel: sent.reach.text} if sent.reach else {}
    keep_personal(filing, {**sent.personal, **reach})
    return filing


def file_now(*, actor: Actor, call: Call, at: datetime, sent: Sent) -> Filed:
    """Files what was sent, within a transaction that holds the call's lock; `at` was read under it.

    Raises:
        Refused: the call is not open, or its deadline is past.
        NotAllowed: the actor's role doesn't file.
    """
    if call.status != CallStatus.OPEN:
        raise Refused("site_call_not_open")
    if not in_time(at, call.deadline, counts=call.deadline_counts):
        raise Refused("site_too_late", deadline=moment_for_people(call.deadline), at=moment_for_people(at))
    check(actor, Act.START_FILING, subject_at(call, at))
    scanned = any(file.purpose == SEALED_SCAN for file in sent.files)
    means = Means.SEALED_SCAN if scanned and completes(Means.SEALED_SCAN, call.completes_on) else Means.WEB
    act = act_of(means, call.completes_on, in_time=True)
    status = next_status(FilingStatus.DRAFT, act)
    filed_at = at if status is FilingStatus.FILED else None
    filing = start_filing(call, sent, status, at, filed_at)
    content = _receipt(filing, at, 1, sent.content, [entry.name for entry in sent.entries], sent.files)
    filer = filer_of(filing.number)
    receipt = log_act(call=call, act=act, actor=filer, at=at, content=content, filing=filing, receipt=True)
    params: dict[str, Plain] = {"at": moment_for_people(at), "status": status.value}
    code = code_for(sent.token, site_keys())
    confirmed = sent.reach if sent.confirmed else None
    tell(filing, kind=Kind.RECEIVED, at=at, params=params, secret={"code": code}, confirmed=confirmed)
    return Filed(filing, receipt, code)


def filed_before(token: uuid.UUID) -> Filed | None:
    """What was filed with that token, with its first receipt; None while nothing was."""
    filing = Filing.objects.filter(token=token).first()
    if filing is None:
        return None
    receipt = LogRow.objects.filter(filing=filing, kind=EntryKind.RECEIPT).earliest("at", "id")
    return Filed(filing, receipt, code_for(token, site_keys()))


def add_version(
    filing: Filing, sent: Sent, at: datetime, before: FilingVersion | None = None
) -> FilingVersion:
    """Writes the next version of a filing, with the files of the one before and those that were sent."""
    return _next_version(filing, before, sent.content, list(sent.findings), sent.files, at)


def add_files(filing: Filing, files: Sequence[SentFile], at: datetime) -> FilingVersion:
    """Writes the next version of a filing: the same content, and these files more."""
    before = filing.versions.latest("ordinal")
    return _next_version(filing, before, before.content, before.findings, files, at)


def _next_version(
    filing: Filing,
    before: FilingVersion | None,
    content: Mapping[str, Plain],
    findings: list[Plain],
    files: Sequence[SentFile],
    at: datetime,
) -> FilingVersion:
    version = FilingVersion(
        office_id=filing.office_id,
        filing=filing,
        ordinal=before.ordinal + 1 if before else 1,
        content=content,
        findings=findings,
        at=at,
    )
    insert([version])
    insert(
        [
            StoredFile(
                office_id=version.office_id, version=version, **file._asdict() | {"seen": dict(file.seen)}
            )
            for file in [*_files_of(before), *files]
        ]
    )
    return version


def _files_of(version: FilingVersion | None) -> list[SentFile]:
    return [sent_again(row) for row in version.files.order_by("id")] if version else []


def sent_again(row: Attached) -> SentFile:
    """A file that is kept, to go along with what comes next."""
    return SentFile(
        name=row.name,
        digest=row.digest,
        size=row.size,
        purpose=row.purpose,
        kind=row.kind,
        entry=row.entry,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        seen=row.seen,
    )


def _write_entries(filing: Filing, sent: Sent) -> None:
    marks = _marks(filing, sent)
    entries = [
        Entry(
            office_id=filing.office_id,
            call_id=filing.call_id,
            filing=filing,
            ordinal=ordinal,
            name=entry.name,
            name_key=entry.name_key,
            sound=sound_of(entry.name),
            **marks[ordinal - 1],
        )
        for ordinal, entry in enumerate(sent.entries, 1)
    ]
    insert(entries)
    verdicts = first_verdicts(filing.call, entries)
    insert(
        [
            Candidacy(
                office_id=filing.office_id,
                entry=row,
                award=award,
                willing=willing,
                verdict=verdicts[row.id].get(award, ""),
            )
            for row, entry in zip(entries, sent.entries, strict=True)
            for award, willing in entry.willing.items()
        ]
    )


def _marks(filing: Filing, sent: Sent) -> list[dict[str, Any]]:
    """What lists ask of each entry, by its columns."""
    rows: Any = sent.content["rows"]
    return marks_of_rows(filing.call, rows, sent.findings)


def marks_of_rows(
    call: Call, rows: Sequence[Mapping[str, str]], findings: Iterable[Any]
) -> list[dict[str, Any]]:
    """What lists ask of each row of a version, by the columns of its entry; `findings` are plain."""
    file = file_of(call.slug, call.source)
    columns, as_of = columns_of(file.annex, regions=bool(file.regions)), file.deadline.date()
    by_row: dict[int, list[Mapping[str, Any]]] = {}
    for one in findings:
        by_row.setdefault(one["row"] or 0, []).append(one)
    marks = [marks_of(columns, row, by_row.get(at, ()), as_of) for at, row in enumerate(rows, 1)]
    return [each._asdict() | {"codes": list(each.codes)} for each in marks]


def rewrite_entry(filing: Filing, ordinal: int, sent: Sent) -> None:
    """Writes the entry at that place anew, or one more at the end; its state stays."""
    told = sent.entries[ordinal - 1]
    entry, _ = Entry.objects.update_or_create(
        filing=filing,
        ordinal=ordinal,
        defaults={
            "office_id": filing.office_id,
            "call_id": filing.call_id,
            "name": told.name,
            "name_key": told.name_key,
            "sound": sound_of(told.name),
            **_marks(filing, sent)[ordinal - 1],
        },
    )
    for award, willing in told.willing.items():
        Candidacy.objects.update_or_create(
            entry=entry, award=award, defaults={"office_id": entry.office_id, "willing": willing}
        )


def receipt_content(filing: Filing, decisive: datetime) -> dict[str, Plain]:
    """What a receipt tells of a filing as it stands; `decisive` is the moment that decides.

    No personal data: names of nominees, and the fingerprints of content and files. `content_sha256` is that
    of header and rows as canonical JSON, contacts and phones left out.
    """
    version = filing.versions.latest("ordinal")
    names = filing.entries.order_by("ordinal").values_list("name", flat=True)
    return _receipt(filing, decisive, version.ordinal, version.content, names, _files_of(version))


def _receipt(
    filing: Filing,
    decisive: datetime,
    version: int,
    content: Mapping[str, Plain],
    names: Iterable[str],
    files: Iterable[SentFile],
) -> dict[str, Plain]:
    return {
        "call": filing.call.title,
        "deadline": moment_for_people(filing.call.deadline),
        "number": filing.number,
        "filer": filing.filer,
        "status": filing.status,
        "decisive": moment_for_people(decisive),
        "version": version,
        "content_sha256": content_sha256(content),
        "entries": list(names),
        "files": [
            {"name": file.name, "sha256": file.digest, "size": file.size, "purpose": file.purpose}
            for file in files
        ],
    }
