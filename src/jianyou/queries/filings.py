"""A filing for whoever filed it: found by its number and the code that goes with it."""

import hmac
import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from jianyou.domain.ledger.entries import entry_from
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import in_time
from jianyou.domain.lifecycle.states import CallStatus, FilingStatus
from jianyou.domain.lifecycle.transitions import allowed_acts
from jianyou.queries.calls import file_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Filing, LogRow, StoredFile
from jianyou.store.sitekeys import load_keys
from jianyou.terms.finding import Refused


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of a filing: its name as sent, its SHA-256 in hex, bytes, and what it is for."""

    name: str
    digest: str
    size: int
    purpose: str


@dataclass(frozen=True, slots=True)
class FilingView:
    """A filing as its filer may see it. Moments are in the site's zone.

    `own_application` tells that filing doesn't replace an award's own application. `filed_at` is
    None where it isn't complete; `placed` tells whether its receipt has a place in the
    sealed log; `may_withdraw` whether its filer may take it back now.
    """

    number: str
    call: str
    call_title: str
    issuer: str
    own_application: bool
    filer: str
    status: FilingStatus
    completes_on: str
    deadline: datetime
    sent_at: datetime
    filed_at: datetime | None
    entries: tuple[str, ...]
    files: tuple[FileView, ...]
    commitment: str
    placed: bool
    may_withdraw: bool


def number_of(*, token: uuid.UUID) -> str:
    """The number of the filing that was sent with a token, empty while there is none."""
    return Filing.objects.filter(token=token).values_list("number", flat=True).first() or ""


def find_filing(*, number: str, code: str) -> FilingView:
    """The filing of that number, for who has its code.

    Raises:
        Refused: number and code don't go together; which of them is wrong is not told.
    """
    index = load_keys(settings.JIANYOU_HOME).finder("filing code", code)
    kept = Filing.objects.filter(number=number).values_list("code_index", flat=True).first()
    if not hmac.compare_digest(index, kept or "") or kept is None:
        raise Refused("public_no_filing")
    return get_filing(number=number)


def get_filing(*, number: str) -> FilingView:
    """The filing of that number; only for who was let in to it.

    Raises:
        Refused: there is none.
    """
    filing = Filing.objects.filter(number=number).select_related("call__office").first()
    if filing is None:
        raise Refused("public_no_filing")
    call, status = filing.call, FilingStatus(filing.status)
    file = file_of(call.slug, call.source)
    open_now = call.status == CallStatus.OPEN and in_time(
        database_now(), call.deadline, counts=call.deadline_counts
    )
    receipt = LogRow.objects.filter(filing=filing, kind="receipt").order_by("at", "id").last()
    files = StoredFile.objects.filter(version__filing=filing).order_by("version__ordinal", "id")
    return FilingView(
        number=filing.number,
        call=call.slug,
        call_title=call.title,
        issuer=file.notice.issuer or call.office.name,
        own_application=any(award.own_application for award in file.awards),
        filer=filing.filer,
        status=status,
        completes_on=call.completes_on,
        deadline=_local(call.deadline),
        sent_at=_local(filing.sent_at),
        filed_at=_local(filing.filed_at) if filing.filed_at else None,
        entries=tuple(filing.entries.order_by("ordinal").values_list("name", flat=True)),
        files=tuple(FileView(each.name, each.digest, each.size, each.purpose) for each in files),
        commitment=_commitment(receipt),
        placed=receipt is not None and receipt.place is not None,
        may_withdraw=open_now and Act.WITHDRAW in allowed_acts(status),
    )


def _commitment(receipt: LogRow | None) -> str:
    entry = entry_from(json.loads(bytes(receipt.body))) if receipt else None
    return entry.commitment if entry else ""


def _local(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(settings.TIME_ZONE))
