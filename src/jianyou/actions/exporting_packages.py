"""What leaves a package: where it tells contacts, its reason is logged before its first byte goes out."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from jianyou.actions.acting import on_call, reason_given
from jianyou.actions.exporting import Listing
from jianyou.actions.log import log_act
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.packages import SentLine, TakenLine, get_sent, get_taken_line, sent_bytes, taken_file


def export_sent(*, actor: Actor, key: UUID, reason: str = "") -> bytes:
    """A package that was made here, to be taken away. Logs `export_list` where contacts are in it.

    Raises:
        Refused: the actor's office made none of that key, it was erased, or no reason is given for contacts.
        NotAllowed: who asks may not export.
    """
    line = get_sent(viewer=actor, key=key)
    told = reason_given(reason) if line.personal else ""
    data = sent_bytes(viewer=actor, key=key)
    if line.personal:
        _log(actor, line, told, {"to_office": line.to})
    return data


def export_taken_file(*, actor: Actor, key: UUID, name: str, reason: str = "") -> bytes:
    """A file in a package that came, to be taken away. Logs `export_list` where it may tell contacts.

    Raises:
        Refused: there is none, it was erased, or no reason is given for contacts.
        NotAllowed: who asks may not export.
    """
    line = get_taken_line(viewer=actor, key=key)
    personal = line.tells_contacts(name)
    told = reason_given(reason) if personal else ""
    data = taken_file(viewer=actor, key=key, name=name)
    if personal:
        _log(actor, line, told, {"from_office": line.partner, "file": name})
    return data


def _log(actor: Actor, line: SentLine | TakenLine, reason: str, about: Mapping[str, Plain]) -> None:
    content: dict[str, Plain] = {
        "list": Listing.PACKAGE.value,
        "reason": reason,
        "count": line.count,
        "package_number": line.number,
        "manifest_sha256": line.digest,
        **about,
    }
    with transaction.atomic():
        call, at = on_call(actor, Act.EXPORT_LIST, line.call)
        log_act(call=call, act=Act.EXPORT_LIST, actor=actor, at=at, content=content)
