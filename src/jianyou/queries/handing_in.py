"""Which act it comes to when a sealed paper or scan is handed in now; pages tell it, actions do it."""

from django.db.models import QuerySet

from jianyou.domain.ledger.entries import EntryKind
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Means, act_of
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.store.models import Call, Filing, LogRow

_REGISTERED = (Act.REGISTER_PAPER, Act.REGISTER_LATE, Act.ADD_COPY)
_AT_COUNTER = (Role.COUNTER_CLERK.value, Role.OFFICE_CLERK.value)


def registrations(call: Call) -> QuerySet[LogRow, LogRow]:
    """The receipts that were given at the counter: a copy is also added by filers, on the web."""
    rows = LogRow.objects.filter(call=call, kind=EntryKind.RECEIPT, act__in=_REGISTERED)
    return rows.filter(content__role__in=_AT_COUNTER)


def paper_act(call: Call, filing: Filing, *, in_time: bool, registered: bool) -> Act:
    """Of a sealed paper: a copy where a scan completed the filing and nothing was `registered` for it."""
    if filing.status == FilingStatus.FILED and not registered:
        return Act.ADD_COPY
    return act_of(Means.PAPER, call.completes_on, in_time=in_time)


def scan_act(call: Call, filing: Filing, *, in_time: bool) -> Act:
    """Of a scan of the sealed table: a copy where the filing is complete."""
    if filing.status == FilingStatus.FILED:
        return Act.ADD_COPY
    return act_of(Means.SEALED_SCAN, call.completes_on, in_time=in_time)
