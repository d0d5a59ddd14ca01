"""公示的经过 as papers tell it: when lists were public, and what came of objections against them."""

from datetime import date

from django.db.models import Count, Q
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.states import UNDECIDED, ObjectionStatus, PublicityStatus
from jianyou.domain.papers.course import PublicTime
from jianyou.domain.publicity.objections import Outcome
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Publicity

_NONE = (ObjectionStatus.LEAD, ObjectionStatus.WITHDRAWN)
RAISED = Count("objections", filter=~Q(objections__status__in=_NONE))
"""The objections to a list, without leads and those taken back."""
UPHELD = Count("objections", filter=Q(objections__outcome__in=(Outcome.UPHELD, Outcome.PARTLY)))
PENDING = Count("objections", filter=Q(objections__status__in=UNDECIDED))


def public_times(call: Call) -> tuple[PublicTime, ...]:
    """The rounds of a call that are public or ended in time, in order; not what was taken down early."""
    rows = Publicity.objects.filter(call=call, status__in=(PublicityStatus.PUBLIC, PublicityStatus.ENDED))
    counted = rows.annotate(raised=RAISED, upheld=UPHELD, pending=PENDING)
    now = database_now()
    return tuple(
        PublicTime(
            begins_on=row.begins_on,
            last_on=date.fromordinal(localtime(row.ends_at).date().toordinal() - 1),
            running=row.ends_at > now,
            objections=row.raised,
            upheld=row.upheld,
            pending=row.pending,
        )
        for row in counted.order_by("number")
        if row.begins_on and row.ends_at
    )
