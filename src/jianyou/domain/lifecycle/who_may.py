"""权限: one truth table of who may do what, and the conditions on top of it."""

from functools import lru_cache

from jianyou.domain.lifecycle.acts import SUBJECTS, Act
from jianyou.domain.lifecycle.refusals import NotAllowed, not_now
from jianyou.domain.lifecycle.roles import STAFF, Actor, Role
from jianyou.domain.lifecycle.states import SubjectKind
from jianyou.domain.lifecycle.subjects import Subject, principal
from jianyou.domain.lifecycle.surroundings import check_moment, check_surroundings
from jianyou.domain.lifecycle.transitions import allowed_acts, owner

_OFFICE = frozenset({Role.OFFICE_CLERK, Role.SECTION_HEAD})
_COUNTER = frozenset({Role.COUNTER_CLERK, Role.OFFICE_CLERK})
_CLERK = frozenset({Role.OFFICE_CLERK})
_HEAD = frozenset({Role.SECTION_HEAD})
_FILER = frozenset({Role.FILER})
_SYSTEM = frozenset({Role.SYSTEM})
_EXPERT = frozenset({Role.EXPERT})

WHO_MAY: dict[Act, frozenset[Role]] = {
    Act.DRAFT_CALL: _OFFICE,
    Act.OPEN_CALL: _OFFICE,
    Act.EXTEND_DEADLINE: _OFFICE,
    Act.SEAL_CALL: _SYSTEM,
    Act.ARCHIVE_CALL: _OFFICE,
    Act.CANCEL_CALL: _HEAD,
    Act.MARK_ARRIVAL: _COUNTER,
    Act.START_FILING: _COUNTER | {Role.PUBLIC, Role.FILER},
    Act.EXPORT_MASTER: _OFFICE,
    Act.RECORD_OUTAGE: _OFFICE,
    Act.ENTER_SLIP: _COUNTER,
    Act.VOID_ARRIVAL: _COUNTER,
    Act.HAND_OVER: _COUNTER,
    Act.TAKE_OVER: _OFFICE,
    Act.CHANGE_COURSE: _OFFICE,
    Act.ASSIGN_HANDLERS: _OFFICE,
    Act.INVITE: _OFFICE,
    Act.IMPORT_FORMS: _CLERK,
    Act.UNDO_IMPORT: _OFFICE,
    Act.ASK_CLEARANCE: _OFFICE,
    Act.RECORD_REPLIES: _OFFICE,
    Act.DECIDE_TOGETHER: _OFFICE,
    Act.SEND_LETTERS: _OFFICE,
    Act.RANK_ENTRIES: _OFFICE,
    Act.COMPILE_TABLE: _OFFICE,
    Act.EXPORT_LIST: _OFFICE,
    Act.EXPORT_EVIDENCE: _OFFICE | {Role.SUPERVISOR},
    Act.SHOW_LIST: _OFFICE | {Role.SUPERVISOR},
    Act.SAVE_DRAFT: _FILER,
    Act.SUBMIT: _FILER,
    Act.REGISTER_FORM: _CLERK,
    Act.REGISTER_PAPER: _COUNTER,
    Act.REGISTER_SCAN: _COUNTER | _FILER,
    Act.REGISTER_LATE: _COUNTER | _FILER,
    Act.ADD_COPY: _COUNTER | _FILER,
    Act.ENTER_DETAILS: _COUNTER,
    Act.ADMIT_LATE: _OFFICE,
    Act.WITHDRAW: _OFFICE | _FILER,
    Act.TAKE_FILING: _FILER,
    Act.SHOW_PERSONAL_DATA: _OFFICE | _FILER | {Role.COUNTER_CLERK, Role.SUPERVISOR},
    Act.ACCEPT_ENTRY: _OFFICE,
    Act.RETURN_ENTRY: _OFFICE,
    Act.RESUBMIT_ENTRY: _COUNTER | _FILER,
    Act.REFUSE_ENTRY: _OFFICE,
    Act.REOPEN_ENTRY: _HEAD,
    Act.CHECK_ENTRY: _OFFICE,
    Act.RECORD_FACT: _OFFICE,
    Act.EXTEND_CORRECTION: _OFFICE,
    Act.EXPIRE_CORRECTION: _SYSTEM,
    Act.CANCEL_CORRECTION: _OFFICE,
    Act.START_REVIEW: _OFFICE,
    Act.DRAW_LOTS: _OFFICE,
    Act.REDACT_FILES: _OFFICE,
    Act.MAKE_CHOICE: _OFFICE,
    Act.HOLD_BALLOT: _OFFICE,
    Act.SIGN_CHOICE: _OFFICE,
    Act.SET_REVIEW: _OFFICE,
    Act.NAME_PANEL: _OFFICE,
    Act.ANSWER_INVITATION: _OFFICE | _EXPERT,
    Act.SIGN_UNDERTAKING: _EXPERT,
    Act.RECUSE: _OFFICE | _EXPERT,
    Act.LIFT_RECUSAL: _OFFICE,
    Act.ASSIGN_EXPERTS: _OFFICE,
    Act.START_SCORING: _OFFICE,
    Act.CHECK_SCORING: _OFFICE | {Role.SUPERVISOR},
    Act.PLAN_VISITS: _OFFICE,
    Act.OPEN_CONSENSUS: _OFFICE,
    Act.RECORD_CONSENSUS: _OFFICE,
    Act.CLOSE_SCORING: _OFFICE,
    Act.REOPEN_SCORING: _HEAD,
    Act.SAVE_SHEET: _EXPERT,
    Act.SUBMIT_SHEET: _EXPERT,
    Act.ENTER_SHEET: _OFFICE,
    Act.ASK_AGAIN: _OFFICE,
    Act.TAKE_SHEET_BACK: _OFFICE,
    Act.PREPARE_PUBLICITY: _OFFICE,
    Act.RAISE_OBJECTION: _COUNTER | {Role.PUBLIC, Role.SECTION_HEAD},
    Act.RECORD_INTENTIONS: _OFFICE,
    Act.SEND_PACKAGE: _OFFICE,
    Act.TAKE_PACKAGE: _OFFICE,
    Act.REFUSE_PACKAGE: _OFFICE,
    Act.RECORD_RESULTS: _OFFICE,
    Act.CONFER_TITLES: _OFFICE,
    Act.CHANGE_TITLE: _OFFICE,
    Act.PLAN_ACTIVITY: _OFFICE,
    Act.RECORD_NEED: _OFFICE | _FILER,
    Act.RECORD_HELP: _OFFICE,
    Act.MAKE_ARCHIVE: _OFFICE,
    Act.ERASE_PERSONAL_DATA: _SYSTEM,
    Act.CHANGE_PUBLICITY: _OFFICE,
    Act.PUBLISH_LIST: _OFFICE,
    Act.END_PUBLICITY: _SYSTEM,
    Act.TAKE_DOWN_LIST: _OFFICE,
    Act.DROP_PUBLICITY: _OFFICE,
    Act.ADD_EVIDENCE: _COUNTER | {Role.PUBLIC, Role.SECTION_HEAD},
    Act.ACCEPT_OBJECTION: _OFFICE,
    Act.REFUSE_OBJECTION: _OFFICE,
    Act.PASS_ON_LEAD: _OFFICE,
    Act.CORRECT_TYPO: _OFFICE,
    Act.INVESTIGATE: _OFFICE,
    Act.ASK_FOR_REPLY: _OFFICE,
    Act.REPLY_TO_OBJECTION: _FILER,
    Act.DECIDE_OBJECTION: _OFFICE,
    Act.WITHDRAW_OBJECTION: _OFFICE | {Role.PUBLIC},
    Act.RECUSE_OFFICER: _OFFICE,
    Act.SHOW_OBJECTOR: _OFFICE | {Role.SUPERVISOR},
    Act.CHANGE_ACTIVITY: _OFFICE,
    Act.OPEN_ACTIVITY: _OFFICE,
    Act.ASK_FOR_SEAT: _OFFICE | _FILER,
    Act.GIVE_SEATS: _OFFICE,
    Act.MOVE_SEAT: _OFFICE | _FILER,
    Act.RECORD_ATTENDANCE: _OFFICE,
    Act.CLOSE_ACTIVITY: _OFFICE,
    Act.CANCEL_ACTIVITY: _OFFICE,
}
"""Who may do what at all. Staff act for their own office only, a filer on the own filing only, an expert on
the own score sheets only."""

DECIDED_BY_HEAD = frozenset({Act.EXTEND_DEADLINE, Act.ADMIT_LATE, Act.RECORD_OUTAGE})
"""Acts that move or cross the deadline: a section head does or approves them."""

_FROM_OUTSIDE = frozenset({Role.PUBLIC, Role.FILER})


def can(actor: Actor, act: Act, subject: Subject) -> bool:
    """Whether this person may do this now; False too where there is no such subject.

    An approval that `check` will ask for is left aside, so that a page can offer to seek it.
    """
    status = subject.status_of(SUBJECTS[act])
    if status is None or act not in allowed_acts(status):
        return False
    try:
        _check_without_approval(actor, act, subject)
    except NotAllowed:
        return False
    return True


@lru_cache(maxsize=4096)
def possible_acts(actor: Actor, subject: Subject) -> tuple[Act, ...]:
    """Everything that this person may do now, in the order of `Act`."""
    return tuple(act for act in Act if can(actor, act, subject))


def check(
    actor: Actor, act: Act, subject: Subject, *, approver: Actor | None = None, second_person: bool = False
) -> None:
    """Look at role, ownership, surroundings, state and moment: in this order, a stranger learns no state.

    Where a section head must decide (`DECIDED_BY_HEAD`), look last at who does: the actor, or an
    `approver`, who with `second_person` is somebody else than the actor.

    Raises:
        NotAllowed: one of them forbids it; the first is told.
        NoSubject: `subject` holds nothing that the act could be done to.
    """
    _check_without_approval(actor, act, subject)
    if act not in DECIDED_BY_HEAD:
        return
    if second_person and (approver is None or approver.person == actor.person):
        raise NotAllowed("not_allowed_alone", act=act)
    decider = approver or actor
    if decider.role is not Role.SECTION_HEAD or decider.office != actor.office:
        raise NotAllowed("not_allowed_without_head", act=act, role=Role.SECTION_HEAD)


def _check_without_approval(actor: Actor, act: Act, subject: Subject) -> None:
    _check_person(actor, act, subject)
    _check_late(actor, act, subject)
    check_surroundings(act, subject)
    kind, status = SUBJECTS[act], principal(subject, act)
    possible = allowed_acts(status)
    if act not in possible:
        own = [other for other in possible if can(actor, other, subject)]
        raise not_now(kind, status, owner(status), act, own)
    check_moment(act, subject)


def _check_person(actor: Actor, act: Act, subject: Subject) -> None:
    if actor.role not in WHO_MAY[act]:
        roles = [role for role in Role if role in WHO_MAY[act]]
        raise NotAllowed("not_allowed_role", act=act, role=actor.role, roles=roles)
    if actor.role in STAFF and (not actor.office or actor.office != subject.office):
        raise NotAllowed("not_allowed_office", act=act)
    if actor.role is Role.EXPERT and SUBJECTS[act] is SubjectKind.SHEET and actor.person != subject.expert:
        raise NotAllowed("not_allowed_sheet", act=act)
    on_filing = SUBJECTS[act] is not SubjectKind.CALL
    if actor.role is Role.FILER and on_filing and (not actor.filing or actor.filing != subject.filing_key):
        raise NotAllowed("not_allowed_filing", act=act)


def _check_late(actor: Actor, act: Act, subject: Subject) -> None:
    """From outside nothing is begun that the call couldn't admit; a counter registers whoever comes."""
    begun_late = act in {Act.START_FILING, Act.REGISTER_LATE} and not subject.in_time
    if begun_late and not subject.late_admission and actor.role in _FROM_OUTSIDE:
        raise NotAllowed("not_allowed_late_admission", act=act)
