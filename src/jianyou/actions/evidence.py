"""Taking evidence from the log: what was taken, why and by whom stands in the log itself."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from jianyou.actions.acting import check_act, on_filing, reason_given
from jianyou.actions.log import log_act
from jianyou.actions.personal import personal_of
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.lookups import call_named
from jianyou.store.models import LogRow
from jianyou.terms.finding import Refused


class Extent(StrEnum):
    """What the evidence is of: a filing, one decision or other act, or a list."""

    FILING = "filing"
    ROW = "row"
    LIST = "list"


class Taken(NamedTuple):
    """When evidence was taken, and the personal data that it holds by field, if any."""

    at: datetime
    personal: Mapping[str, str]


def export_evidence(
    *, actor: Actor, extent: Extent, keys: Sequence[UUID], reason: str, number: str = ""
) -> Taken:
    """Logs `export_evidence` with reason and count, once in each call that the rows are of.

    `number` is that of the filing, where the evidence is of one.

    Raises:
        Refused: no reason is given, or the actor's office has none of these rows.
        NotAllowed: who asks may not.
    """
    told = reason_given(reason)
    with transaction.atomic():
        own = LogRow.objects.filter(id__in=keys, office_id=actor.office).order_by()
        by_call = sorted(own.values_list("call__slug").annotate(count=Count("id")))
        if not by_call:
            raise Refused("evidence_no_row")
        for slug, count in by_call:
            lock_call_shared(slug)
            call, at = call_named(slug), database_now()
            check_act(actor, Act.EXPORT_EVIDENCE, subject_at(call, at), call)
            content: dict[str, Plain] = {"reason": told, "extent": extent.value, "rows": count}
            if number:
                content["number"] = number
            log_act(call=call, act=Act.EXPORT_EVIDENCE, actor=actor, at=at, content=content)
    return Taken(at, {})


def export_evidence_with_persons(*, actor: Actor, keys: Sequence[UUID], reason: str, number: str) -> Taken:
    """Evidence of one filing with its personal data by field; logs `show_personal_data` beside the export.

    Raises:
        Refused: no reason is given, or there are no such rows or filing.
        NotAllowed: who asks may not.
    """
    told = reason_given(reason)
    with transaction.atomic():
        call, filing, at = on_filing(number)
        check_act(actor, Act.SHOW_PERSONAL_DATA, subject_at(call, at, filing=filing), call)
        content: dict[str, Plain] = {"number": number, "reason": told}
        log_act(call=call, act=Act.SHOW_PERSONAL_DATA, actor=actor, at=at, content=content, filing=filing)
        export_evidence(actor=actor, extent=Extent.FILING, keys=keys, reason=told, number=number)
        return Taken(at, personal_of([filing]).get(filing.id, {}))
