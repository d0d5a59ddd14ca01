"""申报意向: a list of who means to be named is recorded and amended until the second date; all stay."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from jianyou.actions.acting import check_act
from jianyou.actions.log import log_act
from jianyou.codes.names import name_key
from jianyou.codes.uscc import is_valid
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.packages.downward import MOST_INTENDED, Intended
from jianyou.queries.calls import file_of
from jianyou.queries.office_calls import own_call
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_alone
from jianyou.store.models import Call, IntentionList, Partner
from jianyou.terms.finding import Refused

LONGEST_SOURCE, LONGEST_NAME = 200, 300


def record_intentions(
    *, actor: Actor, call_slug: str, source: str, items: Sequence[Intended], seen: int
) -> int:
    """The list of that source as it is from now on; its version. Logs `record_intentions`.

    `seen` is the version that was looked at, 0 for none.

    Raises:
        NotAllowed: the role doesn't, or the call is over.
        Refused: there is no such call, it asks for no intentions or takes none any more, nothing is listed,
            a name stands twice, something is too long, or the list was changed since it was looked at.
    """
    source = fit_text(source, lines=False)
    if not 0 < len(source) <= LONGEST_SOURCE:
        raise Refused("intentions_source", most=LONGEST_SOURCE)
    items = _checked(items)
    with transaction.atomic():
        lock_call_alone(call_slug)
        call, at = own_call(actor, call_slug), database_now()
        check_act(actor, Act.RECORD_INTENTIONS, subject_at(call, at), call)
        asked = file_of(call.slug, call.source).intentions
        if asked is None:
            raise Refused("intentions_none")
        if at > asked.amend_until:
            until = localtime(asked.amend_until).isoformat(" ", "minutes")[:16]
            raise Refused("intentions_over", until=until)
        newest = IntentionList.objects.filter(call=call, source=source).order_by("ordinal").last()
        if (newest.ordinal if newest else 0) != seen:
            raise Refused("intentions_changed", source=source)
        row = write_intentions(call, source, items, actor.person, at)
        content: dict[str, Plain] = {"source": source, "version": row.ordinal, "entries": len(items)}
        log_act(call=call, act=Act.RECORD_INTENTIONS, actor=actor, at=at, content=content)
    return row.ordinal


def write_intentions(
    call: Call,
    source: str,
    items: Sequence[Intended],
    by: str,
    at: datetime,
    *,
    partner: Partner | None = None,
) -> IntentionList:
    """Writes the next version of a source's list, in the transaction that is running."""
    newest = IntentionList.objects.filter(call=call, source=source).order_by("ordinal").last()
    return IntentionList.objects.create(
        office_id=call.office_id,
        call=call,
        partner=partner,
        source=source,
        ordinal=newest.ordinal + 1 if newest else 1,
        items=[one._asdict() for one in items],
        by=by,
        at=at,
    )


def _checked(items: Sequence[Intended]) -> list[Intended]:
    fit = [
        Intended(fit_text(one.name, lines=False), one.uscc.strip().upper(), fit_text(one.award, lines=False))
        for one in items
    ]
    if not fit or len(fit) > MOST_INTENDED:
        raise Refused("intentions_count", count=len(fit), most=MOST_INTENDED)
    seen: set[tuple[str, str]] = set()
    for at, one in enumerate(fit, 1):
        if not 0 < len(one.name) <= LONGEST_NAME or len(one.award) > 100:
            raise Refused("intentions_line", line=at)
        if one.uscc and not is_valid(one.uscc):
            raise Refused("intentions_uscc", line=at, text=one.uscc[:30])
        key = (name_key(one.name), one.award)
        if key in seen:
            raise Refused("intentions_twice", line=at, name=one.name)
        seen.add(key)
    return fit
