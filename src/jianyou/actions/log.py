"""The log row of an act: every action writes one, in its own transaction."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.timezone import localtime

from jianyou.datafiles.canonical import Plain
from jianyou.domain.ledger.entries import EntryKind, make_entry, new_salt
from jianyou.domain.ledger.keys import Purpose
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.store.identifiers import uuid7
from jianyou.store.models import Call, Filing, LogRow
from jianyou.store.prepared import insert
from jianyou.store.sitekeys import site_keys


def log_act(
    *,
    call: Call,
    act: Act,
    actor: Actor,
    at: datetime,
    content: Mapping[str, Plain],
    filing: Filing | None = None,
    receipt: bool = False,
) -> LogRow:
    """Writes what was done, by whom and when; the sealer gives it its place in the log.

    With `receipt` the row is the filing's receipt: it goes by the filing's number and is signed at once.
    Moments are written in the site's zone, where people read them.
    """
    key = uuid7()
    who = actor.person or actor.role.value
    told: dict[str, Plain] = {**content, "act": act.value, "actor": who, "role": actor.role.value}
    salt = new_salt()
    kind = EntryKind.RECEIPT if receipt else EntryKind.AUDIT
    subject = filing.number if receipt and filing else key.hex
    body = make_entry(kind, call.slug, subject, localtime(at), told, salt).written()
    signing = site_keys().signing
    row = LogRow(
        id=key,
        office_id=call.office_id,
        call=call,
        kind=kind.value,
        act=act.value,
        actor=who,
        filing=filing,
        at=at,
        body=body,
        content=told,
        salt=salt,
        key=signing.public.raw.hex() if receipt else "",
        signature=signing.sign(Purpose.RECEIPT, body) if receipt else None,
    )
    insert([row])
    return row


def moment_for_people(at: datetime) -> str:
    """A moment as log and receipts tell it: ISO in the site's zone."""
    return localtime(at).isoformat()
