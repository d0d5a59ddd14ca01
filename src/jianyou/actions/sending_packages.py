"""发出数据包: a package that was made is kept and told in the call's log, in one transaction."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from jianyou.actions.acting import check_act, on_call
from jianyou.actions.log import log_act
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.packages.cards import Relation
from jianyou.domain.packages.manifest import Manifest, Signed
from jianyou.queries.nominating import stamp_of
from jianyou.queries.office_calls import own_call
from jianyou.queries.proposed import upward_list
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Partner, SentPackage
from jianyou.store.sealed_files import sealing
from jianyou.terms.finding import Refused


class Sender(NamedTuple):
    """A call whose office may send a package now, and the number that it would bear."""

    call: Call
    number: int


def sender_of(actor: Actor, call_slug: str) -> Sender:
    """Look at whether this person may send a package of a call, before any of it is made.

    Raises:
        NotAllowed: the role doesn't, or the call is over.
        Refused: the actor's office has no such call.
    """
    call = own_call(actor, call_slug)
    check_act(actor, Act.SEND_PACKAGE, subject_at(call, database_now()), call)
    newest = SentPackage.objects.filter(call=call).aggregate(newest=Max("number"))["newest"]
    return Sender(call, (newest or 0) + 1)


def recipient(actor: Actor, key: UUID, relation: Relation) -> Partner:
    """The office that a package is for.

    Raises:
        Refused: the actor's office knows none of that key there, or it was retired.
    """
    found = Partner.objects.filter(office_id=actor.office, id=key, relation=relation, retired_at=None).first()
    if found is None:
        raise Refused("partner_unknown")
    return found


def record_sent(
    *,
    actor: Actor,
    signed: Signed,
    data: bytes,
    partner: Partner | None,
    summary: Mapping[str, Plain],
    stamp: str = "",
) -> UUID:
    """Keeps a package that was made of a call as it stands; its key. Logs `send_package`.

    `stamp` is that of the list it was made of, "" where it was made of none.

    Raises:
        NotAllowed: the role doesn't, or the call is over by now.
        Refused: the list was changed meanwhile, or another package took its number.
    """
    manifest = signed.manifest
    try:
        with sealing(data) as kept, transaction.atomic():
            call, at = on_call(actor, Act.SEND_PACKAGE, manifest.call)
            if stamp and stamp_of(upward_list(call)) != stamp:
                raise Refused("package_list_changed")
            row = SentPackage.objects.create(
                office_id=call.office_id,
                call=call,
                partner=partner,
                number=manifest.number,
                kind=manifest.kind.value,
                package=manifest.package,
                to=manifest.to,
                digest=manifest.digest,
                size=len(data),
                file=kept.digest,
                file_key=kept.key,
                summary=dict(summary),
                made_by=actor.person,
                made_at=at,
            )
            content = _logged(manifest, partner, summary)
            log_act(call=call, act=Act.SEND_PACKAGE, actor=actor, at=at, content=content)
    except IntegrityError:
        raise Refused("package_list_changed") from None
    return row.id


def _logged(manifest: Manifest, partner: Partner | None, summary: Mapping[str, Plain]) -> dict[str, Plain]:
    return {
        "package": manifest.package.hex,
        "package_number": manifest.number,
        "kind": manifest.kind.value,
        "to_office": partner.name if partner else "",
        "manifest_sha256": manifest.digest,
        **summary,
    }
