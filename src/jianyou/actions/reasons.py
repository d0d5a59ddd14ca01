"""理由库: an office keeps the reasons that it gives again and again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from jianyou.actions.site_log import SiteDeed, log_deed
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.papers.reasons import (
    LAST_ORDER,
    LONGEST_CLAUSE,
    LONGEST_REASON,
    LONGEST_TITLE,
    MOST_REASONS,
    REASONED,
)
from jianyou.store.dialect import database_now
from jianyou.store.models import Office, Reason
from jianyou.terms.finding import Refused

_KEEPERS = (Role.OFFICE_CLERK, Role.SECTION_HEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonTold:
    """A reason as it is typed: for which act, its title, its text, the clause (may be empty), its place."""

    act: Act
    title: str
    text: str
    clause: str = ""
    order: int = 0


def keep_reason(*, actor: Actor, told: ReasonTold, key: UUID | None = None) -> UUID:
    """Keeps a new reason, or changes the one of that key; what it was given for before stays as it was told.

    Written into the site's log. Gives the reason's key.

    Raises:
        Refused: a text is missing or too long, the act takes no reason, there is no such reason, or there
            are too many.
        NotAllowed: only clerks and section heads of the office keep its reasons.
    """
    _check_keeper(actor)
    values = _checked(told)
    with transaction.atomic():
        _lock(actor)
        own = Reason.objects.filter(office_id=actor.office)
        if key is None:
            if own.filter(retired_at=None).count() >= MOST_REASONS:
                raise Refused("reasons_too_many", most=MOST_REASONS)
            row = Reason.objects.create(office_id=actor.office, **values)
        else:
            found = own.filter(id=key, retired_at=None).first()
            if found is None:
                raise Refused("reason_unknown")
            row = found
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
        log_deed(
            SiteDeed.REASON_KEPT,
            subject=row.title,
            operator=actor.person,
            for_act=row.act,
            text=row.text,
            clause=row.clause,
        )
    return row.id


def retire_reason(*, actor: Actor, key: UUID) -> None:
    """Offers a reason no more. A second time changes nothing.

    Raises:
        Refused: there is no such reason.
        NotAllowed: only clerks and section heads of the office keep its reasons.
    """
    _check_keeper(actor)
    with transaction.atomic():
        _lock(actor)
        row = Reason.objects.filter(office_id=actor.office, id=key).first()
        if row is None:
            raise Refused("reason_unknown")
        if row.retired_at is None:
            row.retired_at = database_now()
            row.save(update_fields=["retired_at"])
            log_deed(SiteDeed.REASON_RETIRED, subject=row.title, operator=actor.person, for_act=row.act)


def _lock(actor: Actor) -> None:
    Office.objects.select_for_update().get(id=actor.office)


def _check_keeper(actor: Actor) -> None:
    if actor.role not in _KEEPERS or not actor.office:
        raise NotAllowed("reasons_not_yours")


def _checked(told: ReasonTold) -> dict[str, Any]:
    if told.act not in REASONED:
        raise Refused("reason_act_unknown")
    title = _text(told.title, LONGEST_TITLE, "reason_title_missing", lines=False)
    text = _text(told.text, LONGEST_REASON, "reason_text_missing", lines=True)
    clause = _text(told.clause, LONGEST_CLAUSE, "", lines=False)
    if not 0 <= told.order <= LAST_ORDER:
        raise Refused("reason_order_wrong", most=LAST_ORDER)
    return {"act": told.act.value, "title": title, "text": text, "clause": clause, "order": told.order}


def _text(typed: str, most: int, missing: str, *, lines: bool) -> str:
    text = fit_text(typed, lines=lines).strip()
    if missing and not text:
        raise Refused(missing)
    if len(text) > most:
        raise Refused("site_text_long", most=most)
    return text
