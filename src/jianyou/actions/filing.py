"""报送: a filing comes in, once, with its receipt; or it is withdrawn by who filed it."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction

from jianyou.actions.log import log_act
from jianyou.domain.ledger.canonical import Plain
from jianyou.domain.ledger.entries import EntryKind
from jianyou.domain.lifecycle.completion import Means, act_of, completes
from jianyou.domain.lifecycle.deadline import in_time
from jianyou.domain.lifecycle.states import CallStatus, FilingStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.identifiers import spoken_number
from jianyou.store.lookups import call_named
from jianyou.store.models import (
    Call,
    Candidacy,
    Entry,
    Filing,
    FilingVersion,
    LogRow,
    PersonalDatum,
    StoredFile,
)
from jianyou.store.sitekeys import SiteKeys, load_keys
from jianyou.terms.finding import Refused

SEALED_SCAN = "sealed_scan"
"""The purpose of a file that is the scan of the sealed table."""


class SentFile(NamedTuple):
    """A file already kept in the store: its name as sent, digest, size, and what it is for."""

    name: str
    digest: str
    size: int
    purpose: str


class SentEntry(NamedTuple):
    """One nominee: name as written, its key for comparing, and the awards with the stated willingness."""

    name: str
    name_key: str
    willing: Mapping[str, bool | None]


class Sent(NamedTuple):
    """A filing as it was sent: read, checked and its files kept before any transaction begins.

    `content` is header and rows as written, without personal data; that stands in `personal` by field.
    """

    token: uuid.UUID
    filer: str
    channel: str
    content: Mapping[str, Plain]
    findings: tuple[Plain, ...]
    entries: tuple[SentEntry, ...]
    files: tuple[SentFile, ...]
    personal: Mapping[str, str]


class Filed(NamedTuple):
    """What the filer gets: the filing, its receipt's row, and the code to come back with."""

    filing: Filing
    receipt: LogRow
    code: str


def submit(*, actor: str, call_slug: str, sent: Sent) -> Filed:
    """Files what was sent, judged by the database's clock. Logs `submit` or `register_scan`, as the receipt.

    Sent twice with one token, it is filed once and the same receipt comes back.

    Raises:
        Refused: the call is not open, or its deadline is past.
    """
    keys = load_keys(settings.JIANYOU_HOME)
    try:
        with transaction.atomic():
            return _filed_before(sent.token, keys) or _submit(actor, call_slug, sent, keys)
    except IntegrityError:
        # The same token came at the same moment; the other one was first.
        found = _filed_before(sent.token, keys)
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
    keys = load_keys(settings.JIANYOU_HOME)
    filing = Filing.objects.create(
        office_id=call.office_id,
        call=call,
        number=spoken_number(3),
        token=sent.token,
        code_index=keys.finder("filing code", code_for(sent.token, keys)),
        status=status,
        channel=sent.channel,
        filer=sent.filer,
        sent_at=at,
        filed_at=filed_at,
    )
    _version(filing, sent, at)
    _personal(filing, sent, keys)
    return filing


def _submit(actor: str, call_slug: str, sent: Sent, keys: SiteKeys) -> Filed:
    lock_call_shared(call_slug)
    call = call_named(call_slug)
    at = database_now()
    if call.status != CallStatus.OPEN:
        raise Refused("site_call_not_open")
    if not in_time(at, call.deadline, counts=call.deadline_counts):
        raise Refused("site_too_late", deadline=call.deadline.isoformat(), at=at.isoformat())
    scanned = any(file.purpose == SEALED_SCAN for file in sent.files)
    means = Means.SEALED_SCAN if scanned and completes(Means.SEALED_SCAN, call.completes_on) else Means.WEB
    act = act_of(means, call.completes_on, in_time=True)
    status = next_status(FilingStatus.DRAFT, act)
    filed_at = at if status is FilingStatus.FILED else None
    filing = start_filing(call, sent, status, at, filed_at)
    content = receipt_content(filing, filing.sent_at)
    receipt = log_act(call=call, act=act, actor=actor, at=at, content=content, filing=filing, receipt=True)
    return Filed(filing, receipt, code_for(sent.token, keys))


def _filed_before(token: uuid.UUID, keys: SiteKeys) -> Filed | None:
    filing = Filing.objects.filter(token=token).first()
    if filing is None:
        return None
    receipt = LogRow.objects.filter(filing=filing, kind=EntryKind.RECEIPT).earliest("at", "id")
    return Filed(filing, receipt, code_for(token, keys))


def _version(filing: Filing, sent: Sent, at: datetime) -> None:
    version = FilingVersion.objects.create(
        office_id=filing.office_id,
        filing=filing,
        ordinal=1,
        content=sent.content,
        findings=list(sent.findings),
        at=at,
    )
    StoredFile.objects.bulk_create(
        StoredFile(office_id=filing.office_id, version=version, **file._asdict()) for file in sent.files
    )
    entries = [
        Entry(
            office_id=filing.office_id,
            call_id=filing.call_id,
            filing=filing,
            ordinal=ordinal,
            name=entry.name,
            name_key=entry.name_key,
        )
        for ordinal, entry in enumerate(sent.entries, 1)
    ]
    Entry.objects.bulk_create(entries)
    Candidacy.objects.bulk_create(
        Candidacy(office_id=filing.office_id, entry=row, award=award, willing=willing)
        for row, entry in zip(entries, sent.entries, strict=True)
        for award, willing in entry.willing.items()
    )


def _personal(filing: Filing, sent: Sent, keys: SiteKeys) -> None:
    PersonalDatum.objects.bulk_create(
        PersonalDatum(
            office_id=filing.office_id,
            subject=filing.id,
            field=field,
            value=keys.encrypt(value),
            lookup=keys.finder(field.split(".")[-1], value),
        )
        for field, value in sent.personal.items()
    )


def receipt_content(filing: Filing, decisive: datetime) -> dict[str, Plain]:
    """What a receipt tells of a filing as it stands; `decisive` is the moment that decides.

    No personal data: names of nominees, of files, and their fingerprints.
    """
    version = filing.versions.latest("ordinal")
    names = filing.entries.order_by("ordinal").values_list("name", flat=True)
    return {
        "call": filing.call.title,
        "deadline": filing.call.deadline.isoformat(),
        "number": filing.number,
        "filer": filing.filer,
        "status": filing.status,
        "decisive": decisive.isoformat(),
        "version": version.ordinal,
        "entries": list(names),
        "files": [
            {"name": file.name, "sha256": file.digest, "size": file.size, "purpose": file.purpose}
            for file in version.files.order_by("id")
        ],
    }
