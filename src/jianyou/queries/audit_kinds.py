"""What was done, grouped as a supervisor asks for it, and what of it deserves a look."""

from enum import StrEnum

from jianyou.domain.lifecycle.acts import Act


class ActGroup(StrEnum):
    """Acts of one kind, in plain words."""

    COURSE = "course"
    ARRIVING = "arriving"
    CHECKING = "checking"
    DECIDING = "deciding"
    CORRECTING = "correcting"
    REVIEW = "review"
    LETTERS = "letters"
    PUBLICITY = "publicity"
    OBJECTIONS = "objections"
    UPWARD = "upward"
    SUPPORT = "support"
    TAKEN = "taken"


GROUPS: dict[ActGroup, tuple[Act, ...]] = {
    ActGroup.COURSE: (
        *(Act.DRAFT_CALL, Act.OPEN_CALL, Act.EXTEND_DEADLINE, Act.CHANGE_COURSE, Act.RECORD_OUTAGE),
        *(Act.SEAL_CALL, Act.ARCHIVE_CALL, Act.CANCEL_CALL, Act.ASSIGN_HANDLERS, Act.INVITE),
        *(Act.MAKE_ARCHIVE, Act.ERASE_PERSONAL_DATA),
    ),
    ActGroup.ARRIVING: (
        *(Act.START_FILING, Act.SAVE_DRAFT, Act.SUBMIT, Act.TAKE_FILING, Act.MARK_ARRIVAL),
        *(Act.ENTER_SLIP, Act.VOID_ARRIVAL, Act.REGISTER_PAPER, Act.REGISTER_SCAN, Act.REGISTER_FORM),
        *(Act.REGISTER_LATE, Act.ADMIT_LATE, Act.ADD_COPY, Act.ENTER_DETAILS, Act.HAND_OVER),
        *(Act.TAKE_OVER, Act.WITHDRAW, Act.IMPORT_FORMS, Act.UNDO_IMPORT),
    ),
    ActGroup.CHECKING: (Act.CHECK_ENTRY, Act.RECORD_FACT, Act.ASK_CLEARANCE, Act.RECORD_REPLIES),
    ActGroup.DECIDING: (
        *(Act.ACCEPT_ENTRY, Act.REFUSE_ENTRY, Act.RETURN_ENTRY, Act.REOPEN_ENTRY),
        *(Act.DECIDE_TOGETHER, Act.RANK_ENTRIES, Act.COMPILE_TABLE),
        *(Act.MAKE_CHOICE, Act.HOLD_BALLOT, Act.SIGN_CHOICE),
    ),
    ActGroup.CORRECTING: (
        *(Act.RESUBMIT_ENTRY, Act.EXTEND_CORRECTION, Act.EXPIRE_CORRECTION, Act.CANCEL_CORRECTION),
    ),
    ActGroup.REVIEW: (
        *(
            Act.START_REVIEW,
            Act.SET_REVIEW,
            Act.NAME_PANEL,
            Act.ANSWER_INVITATION,
            Act.DRAW_LOTS,
            Act.SIGN_UNDERTAKING,
            Act.RECUSE,
        ),
        *(Act.LIFT_RECUSAL, Act.REDACT_FILES, Act.ASSIGN_EXPERTS, Act.START_SCORING, Act.SAVE_SHEET),
        *(Act.SUBMIT_SHEET, Act.ENTER_SHEET, Act.ASK_AGAIN, Act.TAKE_SHEET_BACK, Act.CHECK_SCORING),
        *(Act.PLAN_VISITS, Act.OPEN_CONSENSUS, Act.RECORD_CONSENSUS, Act.CLOSE_SCORING, Act.REOPEN_SCORING),
    ),
    ActGroup.LETTERS: (Act.SEND_LETTERS,),
    ActGroup.PUBLICITY: (
        *(
            Act.PREPARE_PUBLICITY,
            Act.CHANGE_PUBLICITY,
            Act.PUBLISH_LIST,
            Act.END_PUBLICITY,
            Act.TAKE_DOWN_LIST,
        ),
        *(Act.DROP_PUBLICITY,),
    ),
    ActGroup.OBJECTIONS: (
        *(Act.RAISE_OBJECTION, Act.ADD_EVIDENCE, Act.ACCEPT_OBJECTION, Act.REFUSE_OBJECTION),
        *(Act.PASS_ON_LEAD, Act.CORRECT_TYPO, Act.INVESTIGATE, Act.ASK_FOR_REPLY, Act.REPLY_TO_OBJECTION),
        *(Act.DECIDE_OBJECTION, Act.WITHDRAW_OBJECTION, Act.RECUSE_OFFICER),
    ),
    ActGroup.UPWARD: (
        *(Act.RECORD_INTENTIONS, Act.SEND_PACKAGE, Act.TAKE_PACKAGE, Act.REFUSE_PACKAGE, Act.RECORD_RESULTS),
        *(Act.CONFER_TITLES, Act.CHANGE_TITLE),
    ),
    ActGroup.SUPPORT: (
        *(Act.RECORD_NEED, Act.RECORD_HELP, Act.PLAN_ACTIVITY, Act.CHANGE_ACTIVITY, Act.OPEN_ACTIVITY),
        *(Act.ASK_FOR_SEAT, Act.GIVE_SEATS, Act.MOVE_SEAT, Act.RECORD_ATTENDANCE, Act.CLOSE_ACTIVITY),
        *(Act.CANCEL_ACTIVITY,),
    ),
    ActGroup.TAKEN: (
        *(Act.SHOW_PERSONAL_DATA, Act.SHOW_LIST, Act.EXPORT_MASTER, Act.EXPORT_LIST, Act.EXPORT_EVIDENCE),
        Act.SHOW_OBJECTOR,
    ),
}
"""Every act stands in exactly one group."""

DECISIONS = (Act.ACCEPT_ENTRY, Act.REFUSE_ENTRY, Act.RETURN_ENTRY, Act.REOPEN_ENTRY)
"""What somebody of the office decides of one entry."""


class Watch(StrEnum):
    """What deserves a look."""

    LATE = "late"
    DEADLINE = "deadline"
    CORRECTION = "correction"
    REOPENED = "reopened"
    ALONE = "alone"
    EXPORTED = "exported"
    SHOWN = "shown"
    IMPORT_UNDONE = "import_undone"
    VOIDED = "voided"
    RECUSAL_LIFTED = "recusal_lifted"
    SCORES_CHANGED = "scores_changed"


WATCHED: dict[Watch, tuple[Act, ...]] = {
    Watch.LATE: (Act.ADMIT_LATE,),
    Watch.DEADLINE: (Act.EXTEND_DEADLINE,),
    Watch.CORRECTION: (Act.EXTEND_CORRECTION, Act.CANCEL_CORRECTION),
    Watch.REOPENED: (Act.REOPEN_ENTRY,),
    Watch.EXPORTED: (Act.EXPORT_MASTER, Act.EXPORT_LIST),
    Watch.SHOWN: (Act.SHOW_PERSONAL_DATA, Act.SHOW_LIST),
    Watch.IMPORT_UNDONE: (Act.UNDO_IMPORT,),
    Watch.VOIDED: (Act.VOID_ARRIVAL,),
    Watch.RECUSAL_LIFTED: (Act.LIFT_RECUSAL,),
    Watch.SCORES_CHANGED: (Act.ASK_AGAIN, Act.REOPEN_SCORING, Act.TAKE_SHEET_BACK),
}
"""The acts of each; for `alone` see `audit_list.alone`: it is no kind of act. Filers who look at their own
data aren't counted as `shown`."""
