"""证明材料: proofs are given with a draft until it is filed, and with a filing as long as it lives."""

from datetime import timedelta
from typing import NamedTuple

from django.db import transaction

from jianyou.actions.acting import check_act, on_filing
from jianyou.actions.drafting import on_draft
from jianyou.actions.filing import Filed, SentFile, add_files, code_for, receipt_content
from jianyou.actions.limits import Limit
from jianyou.actions.log import log_act
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.proofs import PROOF
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import DraftFile, Filing, StoredFile
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

MOST_PROOFS = 20
"""Proofs of one draft or filing."""
_UPLOADS = Limit("proofs of", 3 * MOST_PROOFS, timedelta(days=1))


class Added(NamedTuple):
    """What became of a proof; `known` tells that its draft had the very file before."""

    known: bool


def check_room(*, number: str) -> None:
    """Look at whether one more upload may be taken for a draft or filing; counts it.

    Raises:
        Refused: there were too many within a day.
    """
    if not _UPLOADS.take(site_keys().finder("proofs", number), database_now()):
        raise Refused("proof_too_often")


def add_to_draft(*, actor: Actor, number: str, file: SentFile) -> Added:
    """Keeps a proof with a draft; the same file again gets what is told of it now. `entry` is a row's id.

    Raises:
        Refused: there is no such draft (any more), or it has as many proofs as it may.
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        draft, _ = on_draft(actor, number)
        told = {name: getattr(file, name) for name in ("name", "kind", "entry", "valid_from", "valid_until")}
        known = draft.files.filter(purpose=PROOF, digest=file.digest).first()
        if known is not None:
            DraftFile.objects.filter(id=known.id).update(**told)
            return Added(known=True)
        if draft.files.filter(purpose=PROOF).count() >= MOST_PROOFS:
            raise Refused("proof_too_many", most=MOST_PROOFS)
        DraftFile.objects.create(
            office_id=draft.office_id,
            draft=draft,
            digest=file.digest,
            size=file.size,
            purpose=PROOF,
            **told,
        )
    return Added(known=False)


def remove_from_draft(*, actor: Actor, number: str, digest: str) -> None:
    """Takes a proof out of a draft; one that isn't there (any more) is no matter.

    Raises:
        Refused: there is no such draft (any more).
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        on_draft(actor, number).draft.files.filter(purpose=PROOF, digest=digest).delete()


def add_to_filing(*, actor: Actor, number: str, file: SentFile) -> Filed:
    """Adds a proof to a filing as a new version with the same content. Logs `add_copy`, as a receipt.

    Nothing is taken out of a filing again: its versions stay.

    Raises:
        Refused: there is no such filing, it has the very file, or as many proofs as it may.
        NotAllowed: who asks may not, or the filing takes nothing (any more).
    """
    with transaction.atomic():
        call, filing, at = on_filing(number)
        check_act(actor, Act.ADD_COPY, subject_at(call, at, filing=filing), call)
        _check_new(filing, file)
        add_files(filing, [file], at)
        content = receipt_content(filing, at)
        row = log_act(
            call=call, act=Act.ADD_COPY, actor=actor, at=at, content=content, filing=filing, receipt=True
        )
        return Filed(filing, row, code_for(filing.token, site_keys()))


def _check_new(filing: Filing, file: SentFile) -> None:
    held = StoredFile.objects.filter(version__filing=filing, purpose=PROOF)
    if held.filter(digest=file.digest).exists():
        raise Refused("proof_there_already", name=file.name)
    if held.values("digest").distinct().count() >= MOST_PROOFS:
        raise Refused("proof_too_many", most=MOST_PROOFS)
