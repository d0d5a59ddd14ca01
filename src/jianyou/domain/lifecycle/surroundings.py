"""前提: what must hold around the subject of an act: the call's state, the filing's, the moment."""

from enum import StrEnum

from jianyou.domain.lifecycle.acts import SUBJECTS, Act
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.states import CallStatus, FilingStatus, ReviewStatus, SubjectKind
from jianyou.domain.lifecycle.subjects import Subject


class When(StrEnum):
    """On which side of which moment an act lies."""

    ANY_TIME = "any_time"
    IN_TIME = "in_time"
    PAST_DEADLINE = "past_deadline"
    TIME_TO_CORRECT = "time_to_correct"
    PAST_CORRECTING = "past_correcting"


_LIVE = frozenset({CallStatus.OPEN, CallStatus.CLOSED})

CALL_MUST_BE: dict[Act, frozenset[CallStatus]] = {
    **{act: _LIVE for act, kind in SUBJECTS.items() if kind is not SubjectKind.CALL},
    Act.SHOW_PERSONAL_DATA: frozenset(CallStatus) - {CallStatus.DRAFT},
    Act.TAKE_FILING: frozenset(CallStatus) - {CallStatus.DRAFT},
    **{act: _LIVE | {CallStatus.ARCHIVED} for act, kind in SUBJECTS.items() if kind is SubjectKind.ACTIVITY},
    Act.RECORD_NEED: _LIVE | {CallStatus.ARCHIVED},
    Act.END_PUBLICITY: frozenset(CallStatus),
    Act.SHOW_OBJECTOR: frozenset(CallStatus) - {CallStatus.DRAFT},
}
"""In which states of the call something within it may be moved; the call's own acts stand in its table.

Whether something may still be handed in is for the moment to say, not for `closed`. Drafts are saved
after the deadline too, so that nobody loses a word that was being typed.
"""

FILING_MUST_BE: dict[Act, frozenset[FilingStatus]] = {
    act: frozenset({FilingStatus.FILED})
    for act, kind in SUBJECTS.items()
    if kind in {SubjectKind.ENTRY, SubjectKind.CORRECTION}
}
"""Entries are looked at once their filing is complete, in time or admitted."""

REVIEW_MUST_BE: dict[Act, frozenset[ReviewStatus]] = {
    **{act: frozenset({ReviewStatus.SCORING}) for act, kind in SUBJECTS.items() if kind is SubjectKind.SHEET},
    Act.TAKE_SHEET_BACK: frozenset({ReviewStatus.PREPARING, ReviewStatus.SCORING}),
}
"""Sheets are filled in while their review scores: not before, and not once scores are talked over."""

_WHEN = {
    Act.OPEN_CALL: When.IN_TIME,
    Act.EXTEND_DEADLINE: When.IN_TIME,
    Act.SEAL_CALL: When.PAST_DEADLINE,
    Act.SUBMIT: When.IN_TIME,
    Act.REGISTER_FORM: When.IN_TIME,
    Act.REGISTER_PAPER: When.IN_TIME,
    Act.REGISTER_SCAN: When.IN_TIME,
    Act.REGISTER_LATE: When.PAST_DEADLINE,
    Act.RESUBMIT_ENTRY: When.TIME_TO_CORRECT,
    Act.EXPIRE_CORRECTION: When.PAST_CORRECTING,
}
WHEN: dict[Act, When] = {act: _WHEN.get(act, When.ANY_TIME) for act in Act}
"""The moment that decides is the database's, or that of the arrival (`deadline.decisive_moment`)."""


def check_surroundings(act: Act, subject: Subject) -> None:
    """Look at the call and the filing that the act's principal subject stands in.

    Raises:
        NotAllowed: the state of one of them, or the call's own rule, forbids it.
    """
    calls, filings, reviews = CALL_MUST_BE.get(act), FILING_MUST_BE.get(act), REVIEW_MUST_BE.get(act)
    if calls is not None and subject.call not in calls:
        raise NotAllowed("not_allowed_around", subject=SubjectKind.CALL, status=subject.call, act=act)
    if filings is not None and subject.filing is not None and subject.filing not in filings:
        raise NotAllowed("not_allowed_around", subject=SubjectKind.FILING, status=subject.filing, act=act)
    if reviews is not None and subject.review is not None and subject.review not in reviews:
        raise NotAllowed("not_allowed_around", subject=SubjectKind.REVIEW, status=subject.review, act=act)
    if act is Act.ADMIT_LATE and not subject.late_admission:
        raise NotAllowed("not_allowed_late_admission", act=act)


def check_moment(act: Act, subject: Subject) -> None:
    """Look at the side of the deadline, or of the time to correct, on which the act lies.

    Raises:
        NotAllowed: it is the wrong one.
    """
    match WHEN[act]:
        case When.IN_TIME if not subject.in_time and act is Act.SUBMIT:
            raise NotAllowed("not_allowed_submit_late", act=act)
        case When.IN_TIME if not subject.in_time:
            raise NotAllowed("not_allowed_past_deadline", act=act)
        case When.PAST_DEADLINE if subject.in_time:
            raise NotAllowed("not_allowed_before_deadline", act=act)
        case When.TIME_TO_CORRECT if not subject.correcting:
            raise NotAllowed("not_allowed_past_correcting", act=act)
        case When.PAST_CORRECTING if subject.correcting:
            raise NotAllowed("not_allowed_while_correcting", act=act)
        case _:
            pass
