"""What a title tells of its holder is held against the rules of the calls that run."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from jianyou.actions.judging import judge_entries
from jianyou.codes.names import name_key
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.queries.facts import CHUNK, asks_register
from jianyou.store.dialect import lock_call_shared
from jianyou.store.models import Call, Entry, Title


def judge_holders(rows: Sequence[Title]) -> int:
    """Judges the entries of these titles' holders anew, in every running call of their office that asks.

    To be called when the titles are written: it takes transactions of its own. Returns how many changed.
    """
    if not rows:
        return 0
    live = Call.objects.filter(
        office_id=rows[0].office_id, status__in=(CallStatus.OPEN, CallStatus.CLOSED)
    ).order_by("id")
    changed = 0
    for call in live:
        if asks_register(call):
            changed += sum(judge_in(call, rows[at : at + CHUNK]) for at in range(0, len(rows), CHUNK))
    return changed


def judge_in(call: Call, rows: Sequence[Title]) -> int:
    """The same in one call, for some hundred titles at most."""
    codes = {row.uscc for row in rows if row.uscc}
    keys = {name_key(name) for row in rows for name in (row.name, *row.former)} - {""}
    with transaction.atomic():
        lock_call_shared(call.slug)
        # Who records a fact holds the filing; what is read here has to stand until it is written.
        some = Entry.objects.select_for_update(of=("self", "filing")).select_related("filing", "call")
        found = some.filter(Q(uscc__in=codes) | Q(name_key__in=keys), call=call)
        return judge_entries(list(found.order_by("filing_id", "id")))
