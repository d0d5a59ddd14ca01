"""评审的申报: what is judged of a call at all."""

from django.db.models import QuerySet

from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.store.models import Call, Entry


def judged_entries(call: Call) -> QuerySet[Entry]:
    """The entries of a call that are judged: accepted ones of complete filings."""
    return Entry.objects.filter(call=call, status=EntryStatus.ACCEPTED, filing__status=FilingStatus.FILED)
