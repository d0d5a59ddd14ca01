"""Corrections whose time is over end without an answer. Nothing depends on when this runs."""

from jianyou.actions.correcting import expire_correction
from jianyou.domain.lifecycle.states import CorrectionStatus
from jianyou.store.dialect import database_now
from jianyou.store.models import Correction
from jianyou.terms.finding import Refused


def expire_due() -> int:
    """Ends every correction whose time is over; how many."""
    due = Correction.objects.filter(status=CorrectionStatus.ASKED, due__lte=database_now())
    found = list(due.order_by("due", "id").values_list("entry__filing__number", "entry__ordinal"))
    return sum(_expired(number, ordinal) for number, ordinal in found)


def _expired(number: str, ordinal: int) -> bool:
    try:
        expire_correction(number=number, ordinal=ordinal)
    except Refused:
        # Meanwhile it was answered, extended or taken back, or another process came first.
        return False
    return True
