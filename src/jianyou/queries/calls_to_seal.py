"""Which calls the sealer has to look at."""

from django.db.models import Exists, OuterRef, Q

from jianyou.domain.lifecycle.states import CallStatus
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, LogRow


def list_calls_to_seal() -> list[str]:
    """Calls with rows that have no place yet, and open ones whose deadline is past."""
    unplaced = Exists(LogRow.objects.filter(call=OuterRef("pk"), place=None))
    over = Q(status=CallStatus.OPEN, deadline__lte=database_now())
    return list(Call.objects.filter(Q(unplaced) | over).order_by("slug").values_list("slug", flat=True))
