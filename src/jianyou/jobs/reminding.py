"""Reminding before deadlines: again and again what is due, some at once; nothing depends on when it runs.

Each draft and filing is looked at anew under its lock, so a deadline that was moved meanwhile is the one
that counts, and two processes at once remind nobody twice.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localtime

from jianyou.actions.outbox import Kind
from jianyou.actions.reminding import STOPPED, due_in, remind_drafts, remind_filing
from jianyou.domain.lifecycle.reminders import FIRST, Due, is_to_send
from jianyou.domain.lifecycle.states import CallStatus, FilingStatus
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Draft, Filing, OutboxMessage, PersonalDatum

_AT_ONCE = 50


def remind_due(*, going: Callable[[], bool] = lambda: True) -> int:
    """Writes every reminder that is due, as long as `going` says so; of how many drafts and filings."""
    now = localtime(database_now())
    near = Call.objects.filter(status=CallStatus.OPEN, deadline__gt=now, deadline__lte=now + FIRST)
    reminded = 0
    for call in near.order_by("deadline", "id"):
        due = due_in(call, now)
        if due is not None:
            reminded += sum(_in_call(call, due, going))
    return reminded


def _in_call(call: Call, due: Due, going: Callable[[], bool]) -> Iterator[int]:
    keys = _drafts(call, due)
    for begin in range(0, len(keys), _AT_ONCE):
        if not going():
            return
        yield remind_drafts(call_slug=call.slug, keys=keys[begin : begin + _AT_ONCE])
    for number in _filings(call, due):
        if not going():
            return
        yield remind_filing(number=number)


def _drafts(call: Call, due: Due) -> list[UUID]:
    """The drafts that somebody may be reminded of and wasn't yet."""
    reached = Draft.objects.filter(Q(reach__isnull=False) | Q(organization__isnull=False), call=call)
    told: Iterator[tuple[UUID, datetime, list[str]]] = reached.values_list(
        "id", "begun_at", "reminded"
    ).iterator()
    return [key for key, begun, sent in told if is_to_send(due, begun=begun, sent=sent)]


def _filings(call: Call, due: Due) -> list[str]:
    """The filings that aren't complete, whose people weren't reminded yet and may be."""
    messages = OutboxMessage.objects.filter(
        filing=OuterRef("pk"), kind=Kind.REMINDER_FILING, params__reminder=due.name
    )
    waiting = Filing.objects.filter(call=call, status=FilingStatus.PREFILLED, sent_at__lt=due.since)
    declined = PersonalDatum.objects.filter(subject=OuterRef("pk"), field=STOPPED)
    nobody = Exists(declined) & Q(organization=None)
    return list(waiting.exclude(Exists(messages)).exclude(nobody).values_list("number", flat=True))
