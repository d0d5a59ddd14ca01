"""What an act is done to, with all that it stands in: an entry in its filing in its call."""

from dataclasses import dataclass, replace

from jianyou.domain.lifecycle.acts import SUBJECTS, Act
from jianyou.domain.lifecycle.states import (
    CallStatus,
    CorrectionStatus,
    EntryStatus,
    FilingStatus,
    Owner,
    ReviewStatus,
    SheetStatus,
    Status,
    SubjectKind,
)
from jianyou.domain.lifecycle.transitions import (
    CORRECTION,
    ENTRY,
    FILING,
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

    def status_of(self, kind: SubjectKind) -> Status | None:
        """The state of one of them."""
        match kind:
            case SubjectKind.CALL:
                return self.call
            case SubjectKind.FILING:
                return self.filing
            case SubjectKind.ENTRY:
                return self.entry
            case SubjectKind.CORRECTION:
                return self.correction
            case SubjectKind.REVIEW:
                return self.review
            case SubjectKind.SHEET:
                return self.sheet


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
    )
    if act is Act.START_REVIEW:
        return replace(result, review=REVIEW.begins, sheet=None)
    if act is Act.ASSIGN_EXPERTS:
        return replace(result, sheet=SHEET.begins)
    if act is Act.START_FILING:
        return replace(result, filing=FILING.begins, entry=None, correction=None)
    if act in _HANDING_IN:
        return replace(result, entry=ENTRY.begins)
    if act is Act.RETURN_ENTRY:
        return replace(result, correction=CORRECTION.begins)
    return result


def holder(subject: Subject) -> Owner:
    """Whose turn it is: nobody's where the call is over, the filing's as long as that isn't filed."""
    if is_final(subject.call) or subject.filing is None:
        return owner(subject.call)
    if subject.entry is None or subject.filing is not FilingStatus.FILED:
        return owner(subject.filing)
    return owner(subject.entry)
