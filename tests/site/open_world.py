"""Calls with many filings for the public pages: rows written at once where filing each would take minutes."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime

from jianyou.actions.filing import Sent as Handed
from jianyou.actions.filing import SentEntry, submit
from jianyou.actions.sealing import seal
from jianyou.domain.ledger.entries import EntryKind, make_entry, new_salt
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.store.dialect import database_now
from jianyou.store.identifiers import spoken_number
from jianyou.store.models import Call, Filing, FilingVersion, LogRow
from tests.site.kit import moved_deadline

PLACES = (
    *("渝北区，制造业（通用设备制造业）",) * 4,
    *("江北区，制造业（汽车制造业）",) * 3,
    "万州区，建筑业",
    "巴南区，制造业（食品制造业）",
)


def file_at(slug: str, place: str, name: str = "示例轴承有限公司") -> str:
    """One filing of one nominee there; its number. With the sealed scan left out it may stay a prefilling."""
    content: dict[str, Any] = {"header": {}, "rows": [{"name": name, "location_industry": place}]}
    handed = Handed(
        token=uuid.uuid4(),
        filer="示例区经济信息化局",
        channel=Channel.WEB,
        content=content,
        findings=(),
        entries=(SentEntry(name, name, {}),),
        files=(),
        personal={},
    )
    return submit(actor=PUBLIC, call_slug=slug, sent=handed).filing.number


def complete(slug: str, days_ago: Sequence[float] = ()) -> None:
    """All filings of the call are complete, sent so many days ago in turn."""
    now = database_now()
    filings = list(Filing.objects.filter(call__slug=slug).order_by("id"))
    for number, filing in enumerate(filings):
        filing.status = "filed"
        filing.filed_at = now - timedelta(days=days_ago[number % len(days_ago)] if days_ago else 0)
    Filing.objects.bulk_update(filings, ["status", "filed_at"])


def many(call: Call, count: int) -> None:
    """So many complete filings, each with version and receipt, sent within the last ten days."""
    now = database_now()
    filings = [_filing(call, now - timedelta(minutes=each * 14_400 / count)) for each in range(count)]
    Filing.objects.bulk_create(filings, batch_size=500)
    rows = [{"name": "示例厂", "location_industry": PLACES[each % len(PLACES)]} for each in range(count)]
    FilingVersion.objects.bulk_create(
        (
            FilingVersion(
                office_id=call.office_id,
                filing=filing,
                ordinal=1,
                content={"header": {}, "rows": [row]},
                at=filing.sent_at,
            )
            for filing, row in zip(filings, rows, strict=True)
        ),
        batch_size=500,
    )
    LogRow.objects.bulk_create((_receipt(call, filing) for filing in filings), batch_size=500)


def _filing(call: Call, at: datetime) -> Filing:
    return Filing(
        office_id=call.office_id,
        call=call,
        number=spoken_number(3),
        token=uuid.uuid4(),
        code_index=uuid.uuid4().hex,
        status="filed",
        channel=Channel.WEB,
        filer="示例区经济信息化局",
        sent_at=at,
        filed_at=at,
    )


def _receipt(call: Call, filing: Filing) -> LogRow:
    salt = new_salt()
    entry = make_entry(EntryKind.RECEIPT, call.slug, filing.number, localtime(filing.sent_at), {"n": 1}, salt)
    return LogRow(
        office_id=call.office_id,
        call=call,
        kind=EntryKind.RECEIPT,
        act="submit",
        actor="filer",
        filing=filing,
        at=filing.sent_at,
        body=entry.written(),
        salt=salt,
    )


def sealed(call: Call) -> None:
    """The call is over, and its log sealed."""
    moved_deadline(call, -1)
    assert seal(call_slug=call.slug).closed
