"""异议人: shown to who needs it, which is logged with its reason first; forgotten after a while."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from jianyou.actions.acting import reason_given
from jianyou.actions.log import log_act
from jianyou.actions.objecting_rows import (
    OnObjection,
    check_tells_nobody,
    confirming,
    log_objection,
    on_objection,
)
from jianyou.actions.outbox import Kind
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import SYSTEM, Actor
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.domain.publicity.objections import FileRole, Objector, plain_objector
from jianyou.queries.objection_rows import objector_in
from jianyou.queries.objections import ObjectionFileView, files_of, opened
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.models import Objection, OutboxMessage
from jianyou.store.sealed_files import remove_sealed
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

KEPT_FOR = timedelta(days=30)
"""How long contacts and identity material are kept after an objection is settled."""
_BATCH = 100


@dataclass(frozen=True, slots=True)
class ObjectorShown:
    """Who objects, with the files of his identity."""

    objector: Objector
    files: tuple[ObjectionFileView, ...]


@confirming
def show_objector(*, actor: Actor, number: str, reason: str) -> ObjectorShown:
    """Who raised an objection. Logs `show_objector` with the reason before anything is told.

    Raises:
        Refused: no reason is given or it tells who it is, the objection is anonymous, or who asks is recused.
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        on = _shown(actor, number, reason, "")
        objector = objector_in(on.row)
        if objector is None:
            raise Refused("objection_is_anonymous")
        return ObjectorShown(objector, files_of(on.row.files.filter(role=FileRole.IDENTITY)))


@confirming
def show_identity_file(*, actor: Actor, number: str, key: UUID, reason: str) -> tuple[str, bytes]:
    """Name and bytes of a file of the objector's identity. Logs `show_objector` with its digest.

    Raises:
        Refused: as for `show_objector`, or there is no such file (any more).
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        file = Objection.objects.filter(number=number, files__id=key, files__role=FileRole.IDENTITY)
        digest = file.values_list("files__plain_digest", flat=True).first()
        on = _shown(actor, number, reason, digest or "")
        return opened(on.row.files.filter(id=key, role=FileRole.IDENTITY).first())


def _shown(actor: Actor, number: str, reason: str, digest: str) -> OnObjection:
    why = reason_given(reason)
    on = on_objection(actor, Act.SHOW_OBJECTOR, number)
    check_tells_nobody(on.row, why)
    log_objection(on, Act.SHOW_OBJECTOR, actor, {"reason": why, "sha256": digest})
    return on


def forget_objectors(*, at: datetime) -> int:
    """Wipes what tells more of objectors than the name, 30 days after settlement or cancelled; how many.

    Files of identity lose key and bytes, the record phone, mailbox, address and number, the outbox the
    mailbox. Logs `erase_personal_data` for each.
    """
    before = at - KEPT_FOR
    due = Q(settled_at__lt=before) | Q(call__status=CallStatus.CANCELLED, at__lt=before)
    found = Objection.objects.filter(due, wiped_at=None).order_by("id")
    return sum(_forgotten(*one) for one in list(found.values_list("id", "call__slug")[:_BATCH]))


def _forgotten(key: UUID, slug: str) -> bool:
    """Wipes one; False where another process did."""
    with transaction.atomic():
        lock_call_shared(slug)
        rows = Objection.objects.select_for_update(of=("self",)).select_related("call")
        row = rows.filter(id=key, wiped_at=None).first()
        if row is not None:
            _forget(row, database_now())
    return row is not None


def _forget(row: Objection, at: datetime) -> None:
    files = list(row.files.filter(role=FileRole.IDENTITY, wiped_at=None))
    for file in files:
        file.key, file.wiped_at = None, at
        file.save(update_fields=["key", "wiped_at"])
        # A crash in between leaves bytes that nobody can read: their key is gone.
        transaction.on_commit(partial(remove_sealed, file.digest))
    objector = objector_in(row)
    if objector is not None:
        bare = plain_objector(Objector(kind=objector.kind, name=objector.name))
        row.person = site_keys().encrypt(json.dumps(bare))
    row.wiped_at = at
    row.save(update_fields=["person", "wiped_at"])
    told = OutboxMessage.objects.filter(call=row.call, kind=Kind.OBJECTION_ANSWERED, filing=None)
    told.filter(params__number=row.number).update(recipient=None, next_try_at=None)
    content: dict[str, Plain] = {"objection": row.number, "files": [file.plain_digest for file in files]}
    log_act(call=row.call, act=Act.ERASE_PERSONAL_DATA, actor=SYSTEM, at=at, content=content)
