"""公示期满: what the clock has ended is written down; no page waits for it."""

from django.db import transaction

from jianyou.actions.acting import check_act
from jianyou.actions.log import log_act
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import SYSTEM
from jianyou.domain.lifecycle.states import PublicityStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.models import Publicity


def end_publicity() -> bool:
    """Writes the end of one list whose period is over; whether there was one. Logs `end_publicity`."""
    due = Publicity.objects.filter(status=PublicityStatus.PUBLIC, ends_at__lte=database_now())
    first = due.order_by("ends_at", "id").values_list("id", "call__slug").first()
    if first is None:
        return False
    key, slug = first
    with transaction.atomic():
        lock_call_shared(slug)
        rows = Publicity.objects.select_for_update(of=("self",)).filter(id=key, status=PublicityStatus.PUBLIC)
        row = rows.select_related("call__office").first()
        if row is None:  # somebody else was faster
            return True
        at = database_now()
        check_act(SYSTEM, Act.END_PUBLICITY, subject_at(row.call, at, publicity=row), row.call)
        row.status = next_status(PublicityStatus(row.status), Act.END_PUBLICITY)
        row.settled_at = row.ends_at
        row.save(update_fields=["status", "settled_at"])
        log_act(call=row.call, act=Act.END_PUBLICITY, actor=SYSTEM, at=at, content={"publicity": row.number})
    return True
