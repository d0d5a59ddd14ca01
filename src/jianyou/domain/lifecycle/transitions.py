"""流转表: for each subject, which act leads from which state to which, and who holds it meanwhile.

An act has one principal subject, whose table of transitions allows or refuses it, and may carry
others along: a filing withdrawn takes its entries with it. What else must hold stands in
`surroundings`, and who may act in `who_may`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Generic, TypeVar

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.refusals import not_now
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

S = TypeVar("S", bound=Status)


@dataclass(frozen=True, slots=True)
class Table(Generic[S]):
    """One subject's tables side by side.

    `transitions` are of the acts done to it, `carried` of those done to another subject.
    """

    kind: SubjectKind
    begins: S
    owners: Mapping[S, Owner]
    transitions: Mapping[tuple[S, Act], S]
    carried: Mapping[tuple[S, Act], S]


def _staying(statuses: tuple[S, ...], *acts: Act) -> dict[tuple[S, Act], S]:
    return {(status, act): status for status in statuses for act in acts}


def _leading(statuses: tuple[S, ...], act: Act, to: S) -> dict[tuple[S, Act], S]:
    return {(status, act): to for status in statuses}


_C = CallStatus

CALL = Table(
    kind=SubjectKind.CALL,
    begins=_C.DRAFT,
    owners={
        _C.DRAFT: Owner.OFFICE,
        _C.OPEN: Owner.OFFICE,
        _C.CLOSED: Owner.OFFICE,
        _C.ARCHIVED: Owner.NOBODY,
        _C.CANCELLED: Owner.NOBODY,
    },
    transitions={
        **_staying((_C.DRAFT,), Act.DRAFT_CALL),
        (_C.DRAFT, Act.OPEN_CALL): _C.OPEN,
        **_staying((_C.OPEN,), Act.EXTEND_DEADLINE),
        **_staying((_C.OPEN, _C.CLOSED), Act.MARK_ARRIVAL, Act.START_FILING),
        **_staying((_C.OPEN, _C.CLOSED), Act.RECORD_OUTAGE, Act.ENTER_SLIP, Act.VOID_ARRIVAL),
        **_staying((_C.OPEN, _C.CLOSED), Act.HAND_OVER, Act.TAKE_OVER),
        **_staying((_C.OPEN, _C.CLOSED), Act.CHANGE_COURSE, Act.INVITE, Act.IMPORT_FORMS, Act.UNDO_IMPORT),
        **_staying((_C.OPEN, _C.CLOSED), Act.ASK_CLEARANCE, Act.RECORD_REPLIES, Act.DECIDE_TOGETHER),
        **_staying((_C.OPEN, _C.CLOSED), Act.SEND_LETTERS, Act.RANK_ENTRIES, Act.COMPILE_TABLE),
        **_staying((_C.OPEN, _C.CLOSED, _C.ARCHIVED), Act.ASSIGN_HANDLERS, Act.EXPORT_LIST, Act.SHOW_LIST),
        **_staying((_C.OPEN, _C.CLOSED, _C.ARCHIVED, _C.CANCELLED), Act.EXPORT_EVIDENCE),
        **_staying((_C.OPEN, _C.CLOSED), Act.START_REVIEW, Act.DRAW_LOTS, Act.REDACT_FILES),
        **_staying((_C.OPEN, _C.CLOSED), Act.MAKE_CHOICE, Act.HOLD_BALLOT, Act.SIGN_CHOICE),
        **_staying((_C.OPEN, _C.CLOSED), Act.PREPARE_PUBLICITY, Act.RAISE_OBJECTION, Act.RECORD_INTENTIONS),
        **_staying((_C.OPEN, _C.CLOSED), Act.SEND_PACKAGE, Act.TAKE_PACKAGE, Act.REFUSE_PACKAGE),
        # What follows the choice goes on for years, whether or not the call's papers are in the archive.
        **_staying(
            (_C.OPEN, _C.CLOSED, _C.ARCHIVED),
            Act.RECORD_RESULTS,
            Act.CONFER_TITLES,
            Act.CHANGE_TITLE,
            Act.PLAN_ACTIVITY,
        ),
        **_staying(
            (_C.OPEN, _C.CLOSED, _C.ARCHIVED),
            Act.RECORD_HELP,
        ),
        # What was handed in is kept, and erased in its time, though the call was cancelled.
        **_staying(
            (_C.OPEN, _C.CLOSED, _C.ARCHIVED, _C.CANCELLED), Act.MAKE_ARCHIVE, Act.ERASE_PERSONAL_DATA
        ),
        (_C.OPEN, Act.SEAL_CALL): _C.CLOSED,
        (_C.CLOSED, Act.ARCHIVE_CALL): _C.ARCHIVED,
        **_leading((_C.DRAFT, _C.OPEN, _C.CLOSED), Act.CANCEL_CALL, _C.CANCELLED),
        **_staying((_C.OPEN, _C.CLOSED, _C.ARCHIVED), Act.EXPORT_MASTER),
    },
    carried={},
)

_F = FilingStatus

FILING = Table(
    kind=SubjectKind.FILING,
    begins=_F.DRAFT,
    owners={
        _F.DRAFT: Owner.FILER,
        _F.PREFILLED: Owner.FILER,
        _F.FILED: Owner.OFFICE,
        _F.LATE: Owner.OFFICE,
        _F.WITHDRAWN: Owner.NOBODY,
    },
    transitions={
        # A prefilling may be mended and handed in again; what is filed must be withdrawn first.
        **_staying((_F.DRAFT, _F.PREFILLED), Act.SAVE_DRAFT),
        **_leading((_F.DRAFT, _F.PREFILLED), Act.SUBMIT, _F.PREFILLED),
        # A form that came without its seal; the sealed paper or scan completes it later.
        **_leading((_F.DRAFT, _F.PREFILLED), Act.REGISTER_FORM, _F.PREFILLED),
        # From `late` only by the stamp of an arrival in time that turned up later: the moment decides.
        **_leading((_F.DRAFT, _F.PREFILLED, _F.LATE), Act.REGISTER_PAPER, _F.FILED),
        **_leading((_F.DRAFT, _F.PREFILLED, _F.LATE), Act.REGISTER_SCAN, _F.FILED),
        **_leading((_F.DRAFT, _F.PREFILLED), Act.REGISTER_LATE, _F.LATE),
        **_staying((_F.DRAFT, _F.PREFILLED, _F.FILED, _F.LATE), Act.ADD_COPY),
        # What stands on a paper is typed in afterwards; what was typed on the web is the filer's alone.
        **_staying((_F.FILED, _F.LATE), Act.ENTER_DETAILS),
        (_F.LATE, Act.ADMIT_LATE): _F.FILED,
        **_leading((_F.DRAFT, _F.PREFILLED, _F.FILED, _F.LATE), Act.WITHDRAW, _F.WITHDRAWN),
        # Whoever has its code keeps it with the others of the organization.
        **_staying((_F.PREFILLED, _F.FILED, _F.LATE, _F.WITHDRAWN), Act.TAKE_FILING),
        **_staying(tuple(_F), Act.SHOW_PERSONAL_DATA),
    },
    carried={},
)

_E = EntryStatus

ENTRY = Table(
    kind=SubjectKind.ENTRY,
    begins=_E.PENDING,
    owners={
        _E.PENDING: Owner.OFFICE,
        _E.RETURNED: Owner.FILER,
        _E.RESUBMITTED: Owner.OFFICE,
        _E.ACCEPTED: Owner.OFFICE,
        _E.REFUSED: Owner.NOBODY,
        _E.WITHDRAWN: Owner.NOBODY,
    },
    transitions={
        **_leading((_E.PENDING, _E.RESUBMITTED), Act.ACCEPT_ENTRY, _E.ACCEPTED),
        **_leading((_E.PENDING, _E.RESUBMITTED), Act.RETURN_ENTRY, _E.RETURNED),
        # Nobody is refused within the time given to correct: the correction is cancelled first.
        **_leading((_E.PENDING, _E.RESUBMITTED), Act.REFUSE_ENTRY, _E.REFUSED),
        (_E.RETURNED, Act.RESUBMIT_ENTRY): _E.RESUBMITTED,
        **_leading((_E.ACCEPTED, _E.REFUSED), Act.REOPEN_ENTRY, _E.PENDING),
        **_staying((_E.PENDING, _E.RESUBMITTED), Act.CHECK_ENTRY),
        **_staying(
            (_E.PENDING, _E.RETURNED, _E.RESUBMITTED, _E.ACCEPTED, _E.REFUSED),
            Act.RECORD_FACT,
            Act.RECORD_NEED,
        ),
    },
    carried={
        **_leading((_E.RETURNED,), Act.EXPIRE_CORRECTION, _E.PENDING),
        **_leading((_E.RETURNED,), Act.CANCEL_CORRECTION, _E.PENDING),
        **_leading((_E.RETURNED,), Act.CANCEL_CALL, _E.PENDING),
        **_leading((_E.PENDING, _E.RETURNED, _E.RESUBMITTED, _E.ACCEPTED), Act.WITHDRAW, _E.WITHDRAWN),
    },
)

_R = CorrectionStatus

CORRECTION = Table(
    kind=SubjectKind.CORRECTION,
    begins=_R.ASKED,
    owners={
        _R.ASKED: Owner.FILER,
        _R.ANSWERED: Owner.NOBODY,
        _R.EXPIRED: Owner.NOBODY,
        _R.CANCELLED: Owner.NOBODY,
    },
    transitions={
        **_staying((_R.ASKED,), Act.EXTEND_CORRECTION),
        (_R.ASKED, Act.EXPIRE_CORRECTION): _R.EXPIRED,
        (_R.ASKED, Act.CANCEL_CORRECTION): _R.CANCELLED,
    },
    carried={
        (_R.ASKED, Act.RESUBMIT_ENTRY): _R.ANSWERED,
        (_R.ASKED, Act.WITHDRAW): _R.CANCELLED,
        (_R.ASKED, Act.CANCEL_CALL): _R.CANCELLED,
    },
)

_V = ReviewStatus

REVIEW = Table(
    kind=SubjectKind.REVIEW,
    begins=_V.PREPARING,
    owners={
        _V.PREPARING: Owner.OFFICE,
        _V.SCORING: Owner.EXPERT,
        _V.CONSENSUS: Owner.OFFICE,
        _V.CLOSED: Owner.OFFICE,
    },
    transitions={
        **_staying((_V.PREPARING, _V.SCORING), Act.SET_REVIEW, Act.NAME_PANEL, Act.ANSWER_INVITATION),
        **_staying((_V.PREPARING, _V.SCORING), Act.ASSIGN_EXPERTS, Act.PLAN_VISITS),
        **_staying((_V.PREPARING, _V.SCORING, _V.CONSENSUS), Act.SIGN_UNDERTAKING, Act.RECUSE),
        # Whoever has been recused of an entry doesn't come back to it once scores are talked over.
        **_staying((_V.PREPARING, _V.SCORING), Act.LIFT_RECUSAL),
        (_V.PREPARING, Act.START_SCORING): _V.SCORING,
        **_staying((_V.SCORING, _V.CONSENSUS, _V.CLOSED), Act.CHECK_SCORING),
        (_V.SCORING, Act.OPEN_CONSENSUS): _V.CONSENSUS,
        **_staying((_V.CONSENSUS,), Act.RECORD_CONSENSUS),
        **_leading((_V.SCORING, _V.CONSENSUS), Act.CLOSE_SCORING, _V.CLOSED),
        **_leading((_V.CONSENSUS, _V.CLOSED), Act.REOPEN_SCORING, _V.SCORING),
    },
    carried={},
)

_T = SheetStatus

SHEET = Table(
    kind=SubjectKind.SHEET,
    begins=_T.ASSIGNED,
    owners={
        _T.ASSIGNED: Owner.EXPERT,
        _T.SUBMITTED: Owner.OFFICE,
        _T.AGAIN: Owner.EXPERT,
        _T.DROPPED: Owner.NOBODY,
    },
    transitions={
        **_staying((_T.ASSIGNED, _T.AGAIN), Act.SAVE_SHEET),
        **_leading((_T.ASSIGNED, _T.AGAIN), Act.SUBMIT_SHEET, _T.SUBMITTED),
        **_leading((_T.ASSIGNED, _T.AGAIN), Act.ENTER_SHEET, _T.SUBMITTED),
        (_T.SUBMITTED, Act.ASK_AGAIN): _T.AGAIN,
        **_leading((_T.ASSIGNED, _T.SUBMITTED, _T.AGAIN), Act.TAKE_SHEET_BACK, _T.DROPPED),
    },
    # Of an expert who is recused from its entry; what he scored counts no more.
    carried=_leading((_T.ASSIGNED, _T.SUBMITTED, _T.AGAIN), Act.RECUSE, _T.DROPPED),
)

_P = PublicityStatus

PUBLICITY = Table(
    kind=SubjectKind.PUBLICITY,
    begins=_P.PREPARED,
    owners={
        _P.PREPARED: Owner.OFFICE,
        _P.PUBLIC: Owner.OFFICE,
        _P.ENDED: Owner.NOBODY,
        _P.TAKEN_DOWN: Owner.NOBODY,
        _P.DROPPED: Owner.NOBODY,
    },
    transitions={
        **_staying((_P.PREPARED,), Act.CHANGE_PUBLICITY),
        (_P.PREPARED, Act.PUBLISH_LIST): _P.PUBLIC,
        (_P.PREPARED, Act.DROP_PUBLICITY): _P.DROPPED,
        (_P.PUBLIC, Act.END_PUBLICITY): _P.ENDED,
        (_P.PUBLIC, Act.TAKE_DOWN_LIST): _P.TAKEN_DOWN,
    },
    carried={(_P.PREPARED, Act.CANCEL_CALL): _P.DROPPED, (_P.PUBLIC, Act.CANCEL_CALL): _P.TAKEN_DOWN},
)

_O = ObjectionStatus

OBJECTION = Table(
    kind=SubjectKind.OBJECTION,
    begins=_O.RECEIVED,
    owners={
        _O.RECEIVED: Owner.OFFICE,
        _O.INVESTIGATING: Owner.OFFICE,
        _O.REFUSED: Owner.NOBODY,
        _O.LEAD: Owner.NOBODY,
        _O.DECIDED: Owner.NOBODY,
        _O.WITHDRAWN: Owner.NOBODY,
    },
    transitions={
        **_staying((_O.RECEIVED, _O.INVESTIGATING), Act.ADD_EVIDENCE, Act.RECUSE_OFFICER),
        (_O.RECEIVED, Act.ACCEPT_OBJECTION): _O.INVESTIGATING,
        (_O.RECEIVED, Act.REFUSE_OBJECTION): _O.REFUSED,
        (_O.RECEIVED, Act.PASS_ON_LEAD): _O.LEAD,
        (_O.RECEIVED, Act.CORRECT_TYPO): _O.DECIDED,
        **_staying((_O.INVESTIGATING,), Act.INVESTIGATE, Act.ASK_FOR_REPLY, Act.REPLY_TO_OBJECTION),
        (_O.INVESTIGATING, Act.DECIDE_OBJECTION): _O.DECIDED,
        **_leading((_O.RECEIVED, _O.INVESTIGATING), Act.WITHDRAW_OBJECTION, _O.WITHDRAWN),
        **_staying(tuple(_O), Act.SHOW_OBJECTOR),
    },
    carried={},
)

_A = ActivityStatus

ACTIVITY = Table(
    kind=SubjectKind.ACTIVITY,
    begins=_A.PLANNED,
    owners={
        _A.PLANNED: Owner.OFFICE,
        _A.OPEN: Owner.FILER,
        _A.SEATED: Owner.OFFICE,
        _A.HELD: Owner.NOBODY,
        _A.CANCELLED: Owner.NOBODY,
    },
    transitions={
        **_staying((_A.PLANNED, _A.OPEN, _A.SEATED), Act.CHANGE_ACTIVITY),
        (_A.PLANNED, Act.OPEN_ACTIVITY): _A.OPEN,
        **_staying((_A.OPEN,), Act.ASK_FOR_SEAT),
        (_A.OPEN, Act.GIVE_SEATS): _A.SEATED,
        # Somebody can't come, and the next of the waiting list does.
        **_staying((_A.OPEN, _A.SEATED), Act.MOVE_SEAT),
        **_staying((_A.SEATED, _A.HELD), Act.RECORD_ATTENDANCE),
        (_A.SEATED, Act.CLOSE_ACTIVITY): _A.HELD,
        **_leading((_A.PLANNED, _A.OPEN, _A.SEATED), Act.CANCEL_ACTIVITY, _A.CANCELLED),
    },
    carried={},
)

TABLES: dict[type[StrEnum], Table[Any]] = {
    CallStatus: CALL,
    FilingStatus: FILING,
    EntryStatus: ENTRY,
    CorrectionStatus: CORRECTION,
    ReviewStatus: REVIEW,
    SheetStatus: SHEET,
    PublicityStatus: PUBLICITY,
    ObjectionStatus: OBJECTION,
    ActivityStatus: ACTIVITY,
}


def next_status(status: S, act: Act) -> S:
    """The state that an act done to something in this state leads to.

    Raises:
        NotAllowed: this state doesn't know the act.
    """
    table: Table[S] = TABLES[type(status)]
    found = table.transitions.get((status, act))
    if found is None:
        raise not_now(table.kind, status, table.owners[status], act, allowed_acts(status))
    return found


def carried_status(status: S, act: Act) -> S:
    """The state of something after an act done to another subject; the same where that doesn't touch it."""
    table: Table[S] = TABLES[type(status)]
    return table.carried.get((status, act), status)


# Kinds share some of their words, which are equal unless their types are looked at.
@lru_cache(maxsize=None, typed=True)
def allowed_acts(status: Status) -> tuple[Act, ...]:
    """The acts that can be done to something in this state, in the order of `Act`."""
    transitions = TABLES[type(status)].transitions
    return tuple(act for act in Act if (status, act) in transitions)


def owner(status: Status) -> Owner:
    """Who holds it in this state."""
    return TABLES[type(status)].owners[status]


def is_final(status: Status) -> bool:
    """Whether no act leads to another state any more."""
    table = TABLES[type(status)]
    ways = {**table.transitions, **table.carried}
    return all(to == status for (of, _), to in ways.items() if of == status)
