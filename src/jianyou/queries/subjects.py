"""The states of rows at a moment, as the truth table looks at them."""

from datetime import datetime

from jianyou.domain.lifecycle.deadline import decisive_moment, elapsed, in_time
from jianyou.domain.lifecycle.states import (
    ActivityStatus,
    CallStatus,
    CorrectionStatus,
    EntryStatus,
    FilingStatus,
    ObjectionStatus,
    PublicityStatus,
    ReviewStatus,
    SheetStatus,
)
from jianyou.domain.lifecycle.subjects import Subject
from jianyou.store.models import (
    Activity,
    Call,
    Correction,
    Entry,
    Filing,
    Objection,
    Publicity,
    Review,
    Sheet,
)


def subject_at(
    call: Call,
    at: datetime,
    *,
    filing: Filing | None = None,
    entry: Entry | None = None,
    correction: Correction | None = None,
    arrived_at: datetime | None = None,
    review: Review | None = None,
    sheet: Sheet | None = None,
    publicity: Publicity | None = None,
    objection: Objection | None = None,
    activity: Activity | None = None,
) -> Subject:
    """What `who_may` is asked about; `arrived_at` is the stamp that decides where there is one."""
    return Subject(
        office=call.office_id.hex,
        call=CallStatus(call.status),
        in_time=in_time(decisive_moment(at, arrived_at), call.deadline, counts=call.deadline_counts),
        filing_key=filing.number if filing else "",
        filing=FilingStatus(filing.status) if filing else None,
        entry=EntryStatus(entry.status) if entry else None,
        correction=CorrectionStatus(correction.status) if correction else None,
        correcting=correction is not None and elapsed(at, correction.due).total_seconds() > 0,
        late_admission=call.late_admission,
        review=ReviewStatus(review.status) if review else None,
        sheet=SheetStatus(sheet.status) if sheet else None,
        expert=sheet.by if sheet else "",
        publicity=PublicityStatus(publicity.status) if publicity else None,
        objection=ObjectionStatus(objection.status) if objection else None,
        activity=ActivityStatus(activity.status) if activity else None,
    )
