"""The log row of an act: every action writes one, in its own transaction."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings

from jianyou.domain.ledger.canonical import Plain
from jianyou.domain.ledger.entries import EntryKind, make_entry, new_salt
from jianyou.domain.ledger.keys import Purpose
from jianyou.domain.lifecycle.acts import Act
from jianyou.store.identifiers import uuid7
from jianyou.store.models import Call, Filing, LogRow
from jianyou.store.sitekeys import load_keys


def log_act(
    *,
    call: Call,
    act: Act,
    actor: str,
    at: datetime,
    content: Mapping[str, Plain],
    filing: Filing | None = None,
    receipt: bool = False,
) -> LogRow:
    """Writes what was done, by whom and when; the sealer gives it its place in the log.

    With `receipt` the row is the filing's receipt: it goes by the filing's number and is signed at once.
    """
    key = uuid7()
    told: dict[str, Plain] = {**content, "act": act.value, "actor": actor}
    salt = new_salt()
    kind = EntryKind.RECEIPT if receipt else EntryKind.AUDIT
    subject = filing.number if receipt and filing else key.hex
    body = make_entry(kind, call.slug, subject, at, told, salt).written()
    key_of_site = load_keys(settings.JIANYOU_HOME).signing
    return LogRow.objects.create(
        id=key,
        office_id=call.office_id,
        call=call,
        kind=kind.value,
        act=act.value,
        actor=actor,
        filing=filing,
        at=at,
        body=body,
        content=told,
        salt=salt,
        key=key_of_site.public.raw.hex() if receipt else "",
        signature=key_of_site.sign(Purpose.RECEIPT, body) if receipt else None,
    )
