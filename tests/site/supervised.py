"""A call whose log is long: rows made in bulk, as the acts would write them, for tests and measures."""

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from jianyou.datafiles.canonical import Plain
from jianyou.domain.ledger.entries import EntryKind, make_entry
from jianyou.domain.ledger.keys import Purpose
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.store.dialect import database_now
from jianyou.store.identifiers import uuid7
from jianyou.store.models import Call, Entry, Filing, LogRow
from jianyou.store.sitekeys import site_keys

_SALT = bytes(32)
_ACTS = (
    Act.MARK_ARRIVAL,
    Act.REGISTER_PAPER,
    Act.RETURN_ENTRY,
    Act.EXTEND_CORRECTION,
    Act.RESUBMIT_ENTRY,
    Act.ACCEPT_ENTRY,
    Act.SHOW_PERSONAL_DATA,
    Act.REFUSE_ENTRY,
    Act.REOPEN_ENTRY,
    Act.ACCEPT_ENTRY,
)
_RECEIPTS = frozenset({Act.REGISTER_PAPER, Act.RESUBMIT_ENTRY})
_PEOPLE = ("jingban", "jingban2", "jingban3")


def long_log(call: Call, filings: int) -> None:
    """So many filings of one entry each, with ten rows of the log for each of them, none placed yet."""
    begun = database_now() - timedelta(days=20)
    numbers = LogRow.objects.filter(call=call).count()
    pending = iter(_rows(call, filings, begun, numbers))
    while some := list(islice(pending, 500)):
        Filing.objects.bulk_create([filing for filing, _, _ in some])
        Entry.objects.bulk_create([entry for _, entry, _ in some])
        LogRow.objects.bulk_create([row for _, _, rows in some for row in rows])


def _rows(
    call: Call, filings: int, begun: datetime, first: int
) -> Iterator[tuple[Filing, Entry, list[LogRow]]]:
    for number in range(filings):
        at = begun + timedelta(seconds=number)
        filing = Filing(
            id=uuid7(),
            office_id=call.office_id,
            call=call,
            number=f"{first % 10000:04d}-{number // 10000:04d}-{number % 10000:04d}",
            token=uuid.uuid4(),
            code_index="0",
            status=FilingStatus.FILED,
            channel=Channel.COUNTER,
            filer="示例区经济信息化局",
            sent_at=at,
            filed_at=at,
        )
        entry = Entry(
            office_id=call.office_id,
            call=call,
            filing=filing,
            ordinal=1,
            name=f"示例第{number}厂",
            name_key=f"示例第{number}厂",
            status=EntryStatus.ACCEPTED,
        )
        yield filing, entry, [_row(call, filing, act, at, step) for step, act in enumerate(_ACTS)]


def _row(call: Call, filing: Filing, act: Act, begun: datetime, step: int) -> LogRow:
    at, key = begun + timedelta(hours=step), uuid7()
    receipt = act in _RECEIPTS
    who = _PEOPLE[step % 3]
    content: dict[str, Plain] = {
        "number": filing.number,
        "ordinal": 1,
        "name": "示例厂",
        "version": 1,
        "reason": f"材料第{step}项与参评条件第{step}款不符，请核对后再办。",
        "act": act.value,
        "actor": who,
        "role": "office_clerk",
    }
    kind = EntryKind.RECEIPT if receipt else EntryKind.AUDIT
    subject = filing.number if receipt else key.hex
    body = make_entry(kind, call.slug, subject, at, content, _SALT).written()
    signing = site_keys().signing
    return LogRow(
        id=key,
        office_id=call.office_id,
        call=call,
        kind=kind.value,
        act=act.value,
        actor=who,
        filing=None if act is Act.MARK_ARRIVAL else filing,
        at=at,
        body=body,
        content=content,
        salt=_SALT,
        key=signing.public.raw.hex() if receipt else "",
        signature=signing.sign(Purpose.RECEIPT, body) if receipt else None,
    )
