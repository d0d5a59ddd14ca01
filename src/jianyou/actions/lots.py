"""随机抽取: a draw is announced with frozen list and commitments; later it follows from what is revealed.

The office commits to a secret of its own, kept encrypted until it is revealed; others may commit to theirs.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from jianyou.actions.acting import on_call, reason_given
from jianyou.actions.log import log_act
from jianyou.actions.reviews import name_panel
from jianyou.actions.texts import one_line
from jianyou.datafiles.canonical import Plain
from jianyou.domain.judging.draw import (
    Commitment,
    DrawPlan,
    DrawPurpose,
    Secret,
    Ticket,
    check_plan,
    commit,
    make_draw,
)
from jianyou.domain.judging.draw_plain import as_plain, plan_as_plain, plan_from_plain
from jianyou.domain.judging.draw_strata import Stratum
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.lots import tickets_for
from jianyou.store.models import Call, Draw
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

LONGEST_TITLE, LONGEST_VALUE = 200, 500
ANNOUNCED, DRAWN, VOID = "announced", "drawn", "void"
_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class LotsTold:
    """A draw as it is asked for. `public_value` says in words which value will be taken.

    `fields` narrows a draw of experts to those who know one of these industries; `parties` are commitments
    of others than the office. `take` 0 means all, as an order does.
    """

    purpose: DrawPurpose
    title: str
    public_value: str
    take: int = 0
    strata: Sequence[Stratum] = ()
    fields: Sequence[str] = ()
    parties: Sequence[Commitment] = ()
    clause: str = ""


def announce_draw(*, actor: Actor, call_slug: str, told: LotsTold, listed: int) -> int:
    """Freezes the list, `listed` long as was shown, and publishes it with the commitments; its number.

    Logs `draw_lots` with the digest.

    Raises:
        Refused: there is no such call, the list changed, or the plan can't be drawn (see `check_plan`).
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    title, value = one_line(told.title, LONGEST_TITLE), one_line(told.public_value, LONGEST_VALUE)
    if not title:
        raise Refused("lots_title_missing")
    own = Secret(say("lots_party", lang=Lang.ZH), secrets.token_hex(_BYTES), secrets.token_hex(_BYTES))
    kept = site_keys().encrypt(json.dumps(own._asdict()))
    with transaction.atomic():
        call, at = on_call(actor, Act.DRAW_LOTS, call_slug)
        tickets = tickets_for(call, told.purpose, told.fields)
        _check_list(tickets, listed)
        plan = DrawPlan(
            purpose=told.purpose,
            title=title,
            tickets=tickets,
            take=told.take or len(tickets),
            public_value=value,
            commitments=(commit(own), *told.parties),
            strata=tuple(told.strata),
            clause=one_line(told.clause, LONGEST_TITLE),
        )
        check_plan(plan)
        number = (Draw.objects.filter(call=call).aggregate(last=Max("number"))["last"] or 0) + 1
        Draw.objects.create(
            office_id=call.office_id,
            call=call,
            number=number,
            purpose=told.purpose.value,
            title=title,
            clause=plan.clause,
            plan=plan_as_plain(plan),
            digest=plan.digest,
            secret=kept,
            announced_by=actor.person,
            announced_at=at,
        )
        _log(actor, call, at, number, {"announced": title, "count": len(tickets), "digest": plan.digest})
    return number


def reveal_draw(
    *, actor: Actor, call_slug: str, number: int, public_value: str, told: Sequence[Secret] = ()
) -> int:
    """Draws: by the public value, the office's secret and those that others tell; how many were taken.

    Logs `draw_lots` with the seed.

    Raises:
        Refused: there is no such draw, it is settled, or a secret is missing or isn't the one committed to.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    with transaction.atomic():
        on = _on_draw(actor, call_slug, number)
        own = Secret(**json.loads(site_keys().decrypt(bytes(on.row.secret or b""))))
        drawn = make_draw(plan_from_plain(on.row.plan), one_line(public_value, LONGEST_VALUE), [own, *told])
        on.row.result = as_plain(drawn)
        on.row.secret = None
        on.row.status, on.row.drawn_by, on.row.drawn_at = DRAWN, actor.person, on.at
        on.row.save(update_fields=["result", "secret", "status", "drawn_by", "drawn_at"])
        content: dict[str, Plain] = {"public_value": drawn.public_value, "seed": drawn.seed}
        _log(actor, on.call, on.at, number, {**content, "taken": len(drawn.taken)})
    return len(drawn.taken)


def void_draw(*, actor: Actor, call_slug: str, number: int, reason: str) -> None:
    """A draw that was announced isn't made; who refused his secret is named in the reason. Logs `draw_lots`.

    Raises:
        Refused: there is no such draw, it is settled, or no reason is given.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    why = reason_given(reason)
    with transaction.atomic():
        on = _on_draw(actor, call_slug, number)
        on.row.status, on.row.void_reason, on.row.secret = VOID, why, None
        on.row.drawn_by, on.row.drawn_at = actor.person, on.at
        on.row.save(update_fields=["status", "void_reason", "secret", "drawn_by", "drawn_at"])
        _log(actor, on.call, on.at, number, {"dropped": True, "reason": why})


def name_drawn(*, actor: Actor, call_slug: str, number: int, review: int) -> int:
    """Puts the experts that a draw took on a review's panel; how many came. Logs `name_panel`.

    Raises:
        Refused: there is no such draw of experts with a result, or no such review.
        NotAllowed: who asks may not, or the review's state forbids it.
    """
    with transaction.atomic():
        row = Draw.objects.filter(call__slug=call_slug, office_id=actor.office, number=number).first()
        if row is None or row.purpose != DrawPurpose.EXPERTS or row.status != DRAWN:
            raise Refused("lots_unknown")
        taken = [UUID(key) for key in row.result["taken"]]
        return name_panel(actor=actor, call_slug=call_slug, review=review, experts=taken, draw=row)


class _OnDraw(NamedTuple):
    call: Call
    row: Draw
    at: datetime


def _on_draw(actor: Actor, call_slug: str, number: int) -> _OnDraw:
    """A draw that is announced and open, locked."""
    call, at = on_call(actor, Act.DRAW_LOTS, call_slug)
    row = Draw.objects.select_for_update().filter(call=call, number=number).first()
    if row is None:
        raise Refused("lots_unknown")
    if row.status != ANNOUNCED:
        raise Refused("lots_settled")
    return _OnDraw(call, row, at)


def _check_list(tickets: Sequence[Ticket], listed: int) -> None:
    if not tickets:
        raise Refused("lots_list_empty")
    if len(tickets) != listed:
        raise Refused("lots_list_changed", shown=listed, now=len(tickets))


def _log(actor: Actor, call: Call, at: datetime, number: int, content: dict[str, Any]) -> None:
    log_act(call=call, act=Act.DRAW_LOTS, actor=actor, at=at, content={"draw": number, **content})
