"""A call with contacts, a scan, a letter and a decision, closed: something to archive and to erase."""

import io
from datetime import date
from typing import Any

from jianyou.actions.arrivals import register_paper
from jianyou.actions.filing import Sent, SentFile
from jianyou.actions.sealing import seal
from jianyou.domain.packages.parcel import Parcel, open_parcel
from jianyou.domain.packages.parcel_check import Trusted
from jianyou.jobs.archiving import archive_due
from jianyou.store.dialect import database_now
from jianyou.store.files import keep_file, path_of
from jianyou.store.models import Archive, Call, CollectiveDecision, Decided, Entry, Letter
from jianyou.store.sitekeys import site_keys
from tests.site.kit import clerk, counter, moved_deadline, office, opened, sent

PERSON, PHONE = "示例联系人", "023-60001234"
SCAN = b"%PDF-1.4 scan of " + PHONE.encode()


def told() -> Sent:
    """A filing with contacts and a sealed scan."""
    scan = SentFile("盖章件.pdf", keep_file(SCAN), len(SCAN), "sealed_scan")
    return sent("示例轴承有限公司")._replace(
        files=(scan,), personal={"1.contact": PERSON, "1.phone": PHONE, "0.phone": PHONE}
    )


def closed_call(slug: str = "call-1", *, closed: bool = True) -> Call:
    """A call with one filing at the counter, a letter sent, and a decision; closed and sealed."""
    call = opened(slug)
    number = register_paper(actor=counter(), call_slug=slug, sent=told()).filing.number
    at = database_now()
    entry = Entry.objects.get(filing__number=number)
    own: dict[str, Any] = {"office": office(), "call": call}
    Letter.objects.create(
        **own,
        filing=entry.filing,
        entry=entry,
        kind="acceptance",
        status="sent",
        addressee=entry.filing.filer,
        content={
            "title": "受理通知书",
            "paragraphs": ["已经受理。"],
            "signed_by": "示例市经济信息化委员会",
            "of": "x",
        },
        made_by="jingban",
        made_at=at,
        sent_by="jingban",
        sent_at=at,
    )
    decision = CollectiveDecision.objects.create(
        **own,
        number=1,
        held_on=date(2024, 3, 1),
        minutes="会议纪要〔2024〕1号",
        subject="研究推荐名单",
        participants=[{"name": "示例甲", "post": "处长"}],
        digest=keep_file(b"minutes"),
        file_name="纪要.txt",
        by="jingban",
        at=at,
    )
    Decided.objects.create(
        office=office(), decision=decision, entry=entry, order=1, outcome="recommended", reason="领先"
    )
    if closed:
        moved_deadline(call, -1)
        seal(call_slug=slug)
    call.refresh_from_db()
    return call


def made(slug: str = "call-1") -> Archive:
    """The newest archive, once the job has made it."""
    archive_due()
    return Archive.objects.filter(call__slug=slug).latest("number")


def opened_parcel(row: Archive) -> Parcel:
    """Its package, compared with the site's keys."""
    keys = site_keys()
    assert keys.sm2 is not None
    trusted = [Trusted(keys.signing.public.raw.hex(), keys.sm2.public)]
    return open_parcel(io.BytesIO(path_of(row.digest).read_bytes()).getvalue(), trusted=trusted)


__all__ = ["PERSON", "PHONE", "SCAN", "clerk", "closed_call", "made", "opened_parcel", "told"]
