"""A call whose list is public, and people who object to it."""

import json
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.timezone import localtime

from jianyou.actions.deciding import Looked, accept_entry
from jianyou.actions.objecting import Raised, raise_objection
from jianyou.actions.objecting_rows import KeptFile, keep_objection_file
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.domain.lifecycle.states import PublicityStatus
from jianyou.domain.publicity.objections import Channel, FileRole, ObjectionKind, Objector, ObjectorKind
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Entry, LogRow, Objection, OutboxMessage, Publicity, Published
from tests.site.kit import clerk
from tests.site.office import filed_city, typed
from tests.site.public import opened_city

SLUG = "city"
NAME, OTHER = "示例轴承有限公司", "示例齿轮厂"
PDF = b"%PDF-1.4\n% what shows it\n"
PERSON = Objector(
    kind=ObjectorKind.PERSON,
    name="异示例",
    phone="13900000177",
    mail="yishi@mail.example",
    address="示例市示例路 177 号",
    identity_last4="177X",
)
UNIT = Objector(
    kind=ObjectorKind.UNIT, name="示例举报阀门厂", phone="023-60000177", uscc="91500000MA5U01778U"
)
WHAT = "名单中的单位在申报年度发生过质量事故，证据见附件。"


def public_list(*names: str, seconds: float = 3600, number: int = 1) -> Publicity:
    """The call `city` with a filing of these nominees, accepted, and their list, public for so long."""
    names = names or (NAME, OTHER)
    call = Call.objects.filter(slug=SLUG).first() or opened_city()
    filing = filed_city(*(typed(name) for name in names))
    for ordinal in range(1, len(names) + 1):
        accept_entry(actor=clerk(), looked=Looked(filing, ordinal, 1))
    return listed(
        call, list(Entry.objects.filter(filing__number=filing).order_by("ordinal")), seconds, number
    )


def listed(call: Call, entries: Sequence[Entry], seconds: float = 3600, number: int = 1) -> Publicity:
    """A public list of these entries."""
    at = database_now()
    ends = at + timedelta(seconds=seconds)
    publicity = Publicity.objects.create(
        office_id=call.office_id,
        call=call,
        number=number,
        award="mayor",
        title="示例拟推荐名单公示",
        status=PublicityStatus.PUBLIC,
        shows=["name", "location_industry"],
        days=5,
        begins_on=localtime(at).date() + timedelta(days=1),
        ends_at=ends,
        objections_until=ends,
        prepared_by="jingban",
        prepared_at=at,
        published_at=at,
        published_by="jingban",
    )
    Published.objects.bulk_create(
        [
            Published(
                office_id=call.office_id,
                publicity=publicity,
                entry=entry,
                award="mayor",
                order=order,
                values={"name": entry.name, "location_industry": "渝北区，制造业"},
            )
            for order, entry in enumerate(entries, 1)
        ]
    )
    return publicity


def entry_named(name: str = NAME) -> Entry:
    """The entry of that name."""
    return Entry.objects.select_related("filing").get(name=name)


def a_file(name: str = "证据.pdf", role: FileRole = FileRole.EVIDENCE, data: bytes = PDF) -> KeptFile:
    """A file that is kept."""
    return keep_objection_file(name=name, data=data, role=role)


def raised(**told: Any) -> Raised:
    """An objection to the first row, named and with evidence unless told otherwise."""
    whole: dict[str, Any] = {
        "actor": PUBLIC,
        "call_slug": SLUG,
        "publicity": 1,
        "token": uuid.uuid4(),
        "channel": Channel.WEB,
        "kind": ObjectionKind.SUBSTANCE,
        "text": WHAT,
        "person": PERSON,
        **told,
    }
    if "about" not in whole:
        whole["about"] = entry_named().id
    if "files" not in whole:
        whole["files"] = [a_file()]
    return raise_objection(**whole)


def objection(number: str) -> Objection:
    """Its row."""
    return Objection.objects.get(number=number)


def logged() -> str:
    """All that the log holds, and all messages."""
    rows = [json.dumps(row.content, ensure_ascii=False) for row in LogRow.objects.all()]
    told = [json.dumps(one.params, ensure_ascii=False) for one in OutboxMessage.objects.all()]
    return "\n".join([*rows, *told, *(bytes(row.body).decode() for row in LogRow.objects.all())])
