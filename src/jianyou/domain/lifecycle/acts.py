"""办理: every act of a call's course, what it is done to, and the name it has in the audit trail.

Reading is no act, except where it must leave a trace: personal data, and the master table.
"""

from enum import StrEnum

from jianyou.domain.lifecycle.states import SubjectKind


class Act(StrEnum):
    """What people, and the system, can do. Handing in is told apart by what it comes to: see `completion`."""

    DRAFT_CALL = "draft_call"
    OPEN_CALL = "open_call"
    EXTEND_DEADLINE = "extend_deadline"
    SEAL_CALL = "seal_call"
    ARCHIVE_CALL = "archive_call"
    CANCEL_CALL = "cancel_call"
    MARK_ARRIVAL = "mark_arrival"
    START_FILING = "start_filing"
    EXPORT_MASTER = "export_master"
    RECORD_OUTAGE = "record_outage"
    ENTER_SLIP = "enter_slip"
    VOID_ARRIVAL = "void_arrival"
    HAND_OVER = "hand_over"
    TAKE_OVER = "take_over"
    CHANGE_COURSE = "change_course"
    ASSIGN_HANDLERS = "assign_handlers"
    INVITE = "invite"
    IMPORT_FORMS = "import_forms"
    UNDO_IMPORT = "undo_import"
    ASK_CLEARANCE = "ask_clearance"
    RECORD_REPLIES = "record_replies"
    DECIDE_TOGETHER = "decide_together"
    SEND_LETTERS = "send_letters"
    RANK_ENTRIES = "rank_entries"
    COMPILE_TABLE = "compile_table"
    EXPORT_LIST = "export_list"
    EXPORT_EVIDENCE = "export_evidence"
    SHOW_LIST = "show_list"
    START_REVIEW = "start_review"
    DRAW_LOTS = "draw_lots"
    REDACT_FILES = "redact_files"
    MAKE_CHOICE = "make_choice"
    HOLD_BALLOT = "hold_ballot"
    SIGN_CHOICE = "sign_choice"

    SAVE_DRAFT = "save_draft"
    SUBMIT = "submit"
    REGISTER_FORM = "register_form"
    REGISTER_PAPER = "register_paper"
    REGISTER_SCAN = "register_scan"
    REGISTER_LATE = "register_late"
    ADD_COPY = "add_copy"
    ENTER_DETAILS = "enter_details"
    ADMIT_LATE = "admit_late"
    WITHDRAW = "withdraw"
    TAKE_FILING = "take_filing"
    SHOW_PERSONAL_DATA = "show_personal_data"

    ACCEPT_ENTRY = "accept_entry"
    RETURN_ENTRY = "return_entry"
    RESUBMIT_ENTRY = "resubmit_entry"
    REFUSE_ENTRY = "refuse_entry"
    REOPEN_ENTRY = "reopen_entry"
    CHECK_ENTRY = "check_entry"
    RECORD_FACT = "record_fact"
    RECORD_NEED = "record_need"

    EXTEND_CORRECTION = "extend_correction"
    EXPIRE_CORRECTION = "expire_correction"
    CANCEL_CORRECTION = "cancel_correction"

    SET_REVIEW = "set_review"
    NAME_PANEL = "name_panel"
    ANSWER_INVITATION = "answer_invitation"
    SIGN_UNDERTAKING = "sign_undertaking"
    RECUSE = "recuse"
    LIFT_RECUSAL = "lift_recusal"
    ASSIGN_EXPERTS = "assign_experts"
    START_SCORING = "start_scoring"
    CHECK_SCORING = "check_scoring"
    PLAN_VISITS = "plan_visits"
    OPEN_CONSENSUS = "open_consensus"
    RECORD_CONSENSUS = "record_consensus"
    CLOSE_SCORING = "close_scoring"
    REOPEN_SCORING = "reopen_scoring"

    SAVE_SHEET = "save_sheet"
    SUBMIT_SHEET = "submit_sheet"
    ENTER_SHEET = "enter_sheet"
    ASK_AGAIN = "ask_again"
    TAKE_SHEET_BACK = "take_sheet_back"

    PREPARE_PUBLICITY = "prepare_publicity"
    RAISE_OBJECTION = "raise_objection"
    RECORD_INTENTIONS = "record_intentions"
    SEND_PACKAGE = "send_package"
    TAKE_PACKAGE = "take_package"
    REFUSE_PACKAGE = "refuse_package"
    RECORD_RESULTS = "record_results"
    CONFER_TITLES = "confer_titles"
    CHANGE_TITLE = "change_title"
    PLAN_ACTIVITY = "plan_activity"
    RECORD_HELP = "record_help"
    MAKE_ARCHIVE = "make_archive"
    ERASE_PERSONAL_DATA = "erase_personal_data"

    CHANGE_PUBLICITY = "change_publicity"
    PUBLISH_LIST = "publish_list"
    END_PUBLICITY = "end_publicity"
    TAKE_DOWN_LIST = "take_down_list"
    DROP_PUBLICITY = "drop_publicity"

    ADD_EVIDENCE = "add_evidence"
    ACCEPT_OBJECTION = "accept_objection"
    REFUSE_OBJECTION = "refuse_objection"
    PASS_ON_LEAD = "pass_on_lead"  # noqa: S105  — an act
    CORRECT_TYPO = "correct_typo"
    INVESTIGATE = "investigate"
    ASK_FOR_REPLY = "ask_for_reply"
    REPLY_TO_OBJECTION = "reply_to_objection"
    DECIDE_OBJECTION = "decide_objection"
    WITHDRAW_OBJECTION = "withdraw_objection"
    RECUSE_OFFICER = "recuse_officer"
    SHOW_OBJECTOR = "show_objector"

    CHANGE_ACTIVITY = "change_activity"
    OPEN_ACTIVITY = "open_activity"
    ASK_FOR_SEAT = "ask_for_seat"
    GIVE_SEATS = "give_seats"
    MOVE_SEAT = "move_seat"
    RECORD_ATTENDANCE = "record_attendance"
    CLOSE_ACTIVITY = "close_activity"
    CANCEL_ACTIVITY = "cancel_activity"


_SUBJECTS = {
    SubjectKind.CALL: (
        *(Act.DRAFT_CALL, Act.OPEN_CALL, Act.EXTEND_DEADLINE, Act.SEAL_CALL, Act.ARCHIVE_CALL),
        *(Act.CANCEL_CALL, Act.MARK_ARRIVAL, Act.START_FILING, Act.EXPORT_MASTER),
        *(Act.RECORD_OUTAGE, Act.ENTER_SLIP, Act.VOID_ARRIVAL, Act.HAND_OVER, Act.TAKE_OVER),
        *(Act.CHANGE_COURSE, Act.ASSIGN_HANDLERS, Act.INVITE, Act.IMPORT_FORMS, Act.UNDO_IMPORT),
        *(Act.ASK_CLEARANCE, Act.RECORD_REPLIES, Act.DECIDE_TOGETHER, Act.SEND_LETTERS, Act.RANK_ENTRIES),
        *(Act.COMPILE_TABLE, Act.EXPORT_LIST, Act.EXPORT_EVIDENCE, Act.SHOW_LIST),
        *(Act.START_REVIEW, Act.DRAW_LOTS, Act.REDACT_FILES),
        *(Act.MAKE_CHOICE, Act.HOLD_BALLOT, Act.SIGN_CHOICE),
        *(Act.PREPARE_PUBLICITY, Act.RAISE_OBJECTION, Act.RECORD_INTENTIONS, Act.SEND_PACKAGE),
        *(Act.TAKE_PACKAGE, Act.REFUSE_PACKAGE, Act.RECORD_RESULTS, Act.CONFER_TITLES, Act.CHANGE_TITLE),
        *(Act.PLAN_ACTIVITY, Act.RECORD_HELP, Act.MAKE_ARCHIVE, Act.ERASE_PERSONAL_DATA),
    ),
    SubjectKind.FILING: (
        *(Act.SAVE_DRAFT, Act.SUBMIT, Act.REGISTER_FORM, Act.REGISTER_PAPER, Act.REGISTER_SCAN),
        *(Act.REGISTER_LATE, Act.ADD_COPY, Act.ENTER_DETAILS, Act.ADMIT_LATE, Act.WITHDRAW, Act.TAKE_FILING),
        Act.SHOW_PERSONAL_DATA,
    ),
    SubjectKind.ENTRY: (
        *(Act.ACCEPT_ENTRY, Act.RETURN_ENTRY, Act.RESUBMIT_ENTRY, Act.REFUSE_ENTRY, Act.REOPEN_ENTRY),
        *(Act.CHECK_ENTRY, Act.RECORD_FACT, Act.RECORD_NEED),
    ),
    SubjectKind.CORRECTION: (Act.EXTEND_CORRECTION, Act.EXPIRE_CORRECTION, Act.CANCEL_CORRECTION),
    SubjectKind.REVIEW: (
        *(
            Act.SET_REVIEW,
            Act.NAME_PANEL,
            Act.ANSWER_INVITATION,
            Act.SIGN_UNDERTAKING,
            Act.RECUSE,
            Act.LIFT_RECUSAL,
            Act.ASSIGN_EXPERTS,
        ),
        *(Act.START_SCORING, Act.CHECK_SCORING, Act.PLAN_VISITS, Act.OPEN_CONSENSUS, Act.RECORD_CONSENSUS),
        *(Act.CLOSE_SCORING, Act.REOPEN_SCORING),
    ),
    SubjectKind.SHEET: (
        *(Act.SAVE_SHEET, Act.SUBMIT_SHEET, Act.ENTER_SHEET, Act.ASK_AGAIN, Act.TAKE_SHEET_BACK),
    ),
    SubjectKind.PUBLICITY: (
        *(Act.CHANGE_PUBLICITY, Act.PUBLISH_LIST, Act.END_PUBLICITY, Act.TAKE_DOWN_LIST, Act.DROP_PUBLICITY),
    ),
    SubjectKind.OBJECTION: (
        *(Act.ADD_EVIDENCE, Act.ACCEPT_OBJECTION, Act.REFUSE_OBJECTION, Act.PASS_ON_LEAD, Act.CORRECT_TYPO),
        *(
            Act.INVESTIGATE,
            Act.ASK_FOR_REPLY,
            Act.REPLY_TO_OBJECTION,
            Act.DECIDE_OBJECTION,
            Act.WITHDRAW_OBJECTION,
        ),
        *(Act.RECUSE_OFFICER, Act.SHOW_OBJECTOR),
    ),
    SubjectKind.ACTIVITY: (
        *(Act.CHANGE_ACTIVITY, Act.OPEN_ACTIVITY, Act.ASK_FOR_SEAT, Act.GIVE_SEATS, Act.MOVE_SEAT),
        *(Act.RECORD_ATTENDANCE, Act.CLOSE_ACTIVITY, Act.CANCEL_ACTIVITY),
    ),
}

SUBJECTS: dict[Act, SubjectKind] = {act: kind for kind, acts in _SUBJECTS.items() for act in acts}
"""What each act is done to. A filing that is being started isn't there yet, so its call is the subject."""

EVENTS: dict[Act, str] = {
    Act.DRAFT_CALL: "call_drafted",
    Act.OPEN_CALL: "call_opened",
    Act.EXTEND_DEADLINE: "deadline_extended",
    Act.SEAL_CALL: "call_sealed",
    Act.ARCHIVE_CALL: "call_archived",
    Act.CANCEL_CALL: "call_cancelled",
    Act.MARK_ARRIVAL: "arrival_marked",
    Act.START_FILING: "filing_started",
    Act.EXPORT_MASTER: "master_exported",
    Act.RECORD_OUTAGE: "outage_recorded",
    Act.ENTER_SLIP: "slip_entered",
    Act.VOID_ARRIVAL: "arrival_voided",
    Act.HAND_OVER: "papers_handed_over",
    Act.TAKE_OVER: "papers_taken_over",
    Act.CHANGE_COURSE: "course_changed",
    Act.ASSIGN_HANDLERS: "handlers_assigned",
    Act.INVITE: "firms_invited",
    Act.IMPORT_FORMS: "forms_imported",
    Act.UNDO_IMPORT: "import_undone",
    Act.ASK_CLEARANCE: "clearance_asked",
    Act.RECORD_REPLIES: "replies_recorded",
    Act.DECIDE_TOGETHER: "decided_together",
    Act.SEND_LETTERS: "letters_sent",
    Act.RANK_ENTRIES: "entries_ranked",
    Act.COMPILE_TABLE: "table_compiled",
    Act.EXPORT_LIST: "list_exported",
    Act.EXPORT_EVIDENCE: "evidence_exported",
    Act.SHOW_LIST: "list_shown",
    Act.START_REVIEW: "review_started",
    Act.DRAW_LOTS: "lots_drawn",
    Act.REDACT_FILES: "files_redacted",
    Act.MAKE_CHOICE: "choice_made",
    Act.HOLD_BALLOT: "ballot_held",
    Act.SIGN_CHOICE: "choice_signed",
    Act.SAVE_DRAFT: "draft_saved",
    Act.SUBMIT: "filing_submitted",
    Act.REGISTER_FORM: "form_registered",
    Act.REGISTER_PAPER: "paper_registered",
    Act.REGISTER_SCAN: "scan_registered",
    Act.REGISTER_LATE: "late_registered",
    Act.ADD_COPY: "copy_added",
    Act.ENTER_DETAILS: "details_entered",
    Act.ADMIT_LATE: "late_admitted",
    Act.WITHDRAW: "filing_withdrawn",
    Act.TAKE_FILING: "filing_taken",
    Act.SHOW_PERSONAL_DATA: "personal_data_shown",
    Act.ACCEPT_ENTRY: "entry_accepted",
    Act.RETURN_ENTRY: "entry_returned",
    Act.RESUBMIT_ENTRY: "entry_resubmitted",
    Act.REFUSE_ENTRY: "entry_refused",
    Act.REOPEN_ENTRY: "entry_reopened",
    Act.CHECK_ENTRY: "entry_checked",
    Act.RECORD_FACT: "fact_recorded",
    Act.RECORD_NEED: "need_recorded",
    Act.EXTEND_CORRECTION: "correction_extended",
    Act.EXPIRE_CORRECTION: "correction_expired",
    Act.CANCEL_CORRECTION: "correction_cancelled",
    Act.SET_REVIEW: "review_set",
    Act.NAME_PANEL: "panel_named",
    Act.ANSWER_INVITATION: "invitation_answered",
    Act.SIGN_UNDERTAKING: "undertaking_signed",
    Act.RECUSE: "expert_recused",
    Act.LIFT_RECUSAL: "recusal_lifted",
    Act.ASSIGN_EXPERTS: "experts_assigned",
    Act.START_SCORING: "scoring_started",
    Act.CHECK_SCORING: "scoring_checked",
    Act.PLAN_VISITS: "visits_planned",
    Act.OPEN_CONSENSUS: "consensus_opened",
    Act.RECORD_CONSENSUS: "consensus_recorded",
    Act.CLOSE_SCORING: "scoring_closed",
    Act.REOPEN_SCORING: "scoring_reopened",
    Act.SAVE_SHEET: "sheet_saved",
    Act.SUBMIT_SHEET: "sheet_submitted",
    Act.ENTER_SHEET: "sheet_entered",
    Act.ASK_AGAIN: "asked_again",
    Act.TAKE_SHEET_BACK: "sheet_taken_back",
    Act.PREPARE_PUBLICITY: "publicity_prepared",
    Act.RAISE_OBJECTION: "objection_raised",
    Act.RECORD_INTENTIONS: "intentions_recorded",
    Act.SEND_PACKAGE: "package_sent",
    Act.TAKE_PACKAGE: "package_taken",
    Act.REFUSE_PACKAGE: "package_refused",
    Act.RECORD_RESULTS: "results_recorded",
    Act.CONFER_TITLES: "titles_conferred",
    Act.CHANGE_TITLE: "title_changed",
    Act.PLAN_ACTIVITY: "activity_planned",
    Act.RECORD_HELP: "help_recorded",
    Act.MAKE_ARCHIVE: "archive_made",
    Act.ERASE_PERSONAL_DATA: "personal_data_erased",
    Act.CHANGE_PUBLICITY: "publicity_changed",
    Act.PUBLISH_LIST: "list_published",
    Act.END_PUBLICITY: "publicity_ended",
    Act.TAKE_DOWN_LIST: "list_taken_down",
    Act.DROP_PUBLICITY: "publicity_dropped",
    Act.ADD_EVIDENCE: "evidence_added",
    Act.ACCEPT_OBJECTION: "objection_accepted",
    Act.REFUSE_OBJECTION: "objection_refused",
    Act.PASS_ON_LEAD: "lead_passed_on",
    Act.CORRECT_TYPO: "typo_corrected",
    Act.INVESTIGATE: "objection_investigated",
    Act.ASK_FOR_REPLY: "reply_asked",
    Act.REPLY_TO_OBJECTION: "objection_replied",
    Act.DECIDE_OBJECTION: "objection_decided",
    Act.WITHDRAW_OBJECTION: "objection_withdrawn",
    Act.RECUSE_OFFICER: "officer_recused",
    Act.SHOW_OBJECTOR: "objector_shown",
    Act.CHANGE_ACTIVITY: "activity_changed",
    Act.OPEN_ACTIVITY: "activity_opened",
    Act.ASK_FOR_SEAT: "seat_asked",
    Act.GIVE_SEATS: "seats_given",
    Act.MOVE_SEAT: "seat_moved",
    Act.RECORD_ATTENDANCE: "attendance_recorded",
    Act.CLOSE_ACTIVITY: "activity_closed",
    Act.CANCEL_ACTIVITY: "activity_cancelled",
}
"""The event that an audit row of the act bears; written in the act's own transaction."""
