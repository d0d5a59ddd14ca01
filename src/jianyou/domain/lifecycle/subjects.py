"""What an act is done to, with all that it stands in: an entry in its filing in its call."""

from dataclasses import dataclass, replace
from typing import Any

from jianyou.domain.lifecycle.acts import SUBJECTS, Act
from jianyou.domain.lifecycle.states import (
    ActivityStatus,
    CallStatus,
    CorrectionStatus,
    EntryStatus,
    FilingStatus,
    ObjectionStatus,
    Owner,
    PublicityStatus,
    ReviewStatus,
    SheetStatus,
    Status,
    SubjectKind,
)
from jianyou.domain.lifecycle.transitions import (
    ACTIVITY,
    CORRECTION,
    ENTRY,
    FILING,
    OBJECTION,
    PUBLICITY,
    REVIEW,
    SHEET,
    S,
    carried_status,
    is_final,
    next_status,
    owner,
)


class NoSubject(LookupError):
    """An act was to be done to something that isn't there: a defect of the caller, not of a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The states from the call down to what is looked at; None for what isn't there or isn't meant.

    `office`, `filing_key` and `expert` (of the sheet) are the keys of whose it is. `in_time` tells whether
    the moment that decides (`deadline.decisive_moment`) lies before the deadline; `correcting` whether the
    time to correct still runs. `late_admission` is the call's own rule.
    """

    office: str
    call: CallStatus
    in_time: bool
    filing_key: str = ""
    filing: FilingStatus | None = None
    entry: EntryStatus | None = None
    correction: CorrectionStatus | None = None
    correcting: bool = True
    late_admission: bool = False
    review: ReviewStatus | None = None
    sheet: SheetStatus | None = None
    expert: str = ""
    publicity: PublicityStatus | None = None
    objection: ObjectionStatus | None = None
    activity: ActivityStatus | None = None

    def status_of(self, kind: SubjectKind) -> Status | None:
        """The state of one of them."""
        found: Status | None = getattr(self, kind.value)
        return found


def principal(subject: Subject, act: Act) -> Status:
    """The state of what the act is done to.

    Raises:
        NoSubject: there is none.
    """
    status = subject.status_of(SUBJECTS[act])
    if status is None:
        raise NoSubject(act)
    return status


_HANDING_IN = frozenset(
    {Act.SUBMIT, Act.REGISTER_FORM, Act.REGISTER_PAPER, Act.REGISTER_SCAN, Act.REGISTER_LATE}
)
"""What turns the rows of a draft into entries, which stay `pending` as long as their filing isn't filed."""


_BEGUN: dict[Act, dict[str, Any]] = {
    Act.START_FILING: {"filing": FILING.begins, "entry": None, "correction": None},
    Act.RETURN_ENTRY: {"correction": CORRECTION.begins},
    Act.START_REVIEW: {"review": REVIEW.begins, "sheet": None},
    Act.ASSIGN_EXPERTS: {"sheet": SHEET.begins},
    Act.PREPARE_PUBLICITY: {"publicity": PUBLICITY.begins},
    Act.RAISE_OBJECTION: {"objection": OBJECTION.begins},
    Act.PLAN_ACTIVITY: {"activity": ACTIVITY.begins},
}
"""What an act makes of other subjects."""


def after(subject: Subject, act: Act) -> Subject:
    """All the states as the act leaves them, those included that it makes or carries along.

    Raises:
        NotAllowed: the state of its principal subject doesn't know the act.
        NoSubject: there is none.
    """
    kind = SUBJECTS[act]
    principal(subject, act)

    def moved(status: S, of: SubjectKind) -> S:
        return next_status(status, act) if of is kind else carried_status(status, act)

    filing, entry, correction = subject.filing, subject.entry, subject.correction
    result = replace(
        subject,
        call=moved(subject.call, SubjectKind.CALL),
        filing=filing and moved(filing, SubjectKind.FILING),
        entry=entry and moved(entry, SubjectKind.ENTRY),
        correction=correction and moved(correction, SubjectKind.CORRECTION),
        review=subject.review and moved(subject.review, SubjectKind.REVIEW),
        sheet=subject.sheet and moved(subject.sheet, SubjectKind.SHEET),
        publicity=subject.publicity and moved(subject.publicity, SubjectKind.PUBLICITY),
        objection=subject.objection and moved(subject.objection, SubjectKind.OBJECTION),
        activity=subject.activity and moved(subject.activity, SubjectKind.ACTIVITY),
    )
    return replace(result, **_begun(act))


def _begun(act: Act) -> dict[str, Any]:
    """The states of what the act makes, and of what isn't meant any more."""
    if act in _HANDING_IN:
        return {"entry": ENTRY.begins}
    return _BEGUN.get(act, {})


def holder(subject: Subject) -> Owner:
    """Whose turn it is: nobody's where the call is over, the filing's as long as that isn't filed."""
    if is_final(subject.call) or subject.filing is None:
        return owner(subject.call)
    if subject.entry is None or subject.filing is not FilingStatus.FILED:
        return owner(subject.filing)
    return owner(subject.entry)
