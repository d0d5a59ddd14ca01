"""Who may do what: the truth table, its conditions, and that nobody gets past either."""

from dataclasses import replace
from itertools import product

import pytest

from jianyou.domain.lifecycle.acts import SUBJECTS, Act
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import STAFF, Role
from jianyou.domain.lifecycle.states import (
    CallStatus,
    EntryStatus,
    FilingStatus,
    ReviewStatus,
    SheetStatus,
    SubjectKind,
)
from jianyou.domain.lifecycle.subjects import NoSubject, Subject
from jianyou.domain.lifecycle.who_may import DECIDED_BY_HEAD, WHO_MAY, can, check, possible_acts
from jianyou.terms.lang import Lang
from tests.domain.lifecycle.walking import EVERYBODY, all_steps, beginning, moments_of, reachable, somebody

OPEN = replace(beginning(late_admission=False), call=CallStatus.OPEN)
PREFILLED = replace(OPEN, filing=FilingStatus.PREFILLED, entry=EntryStatus.PENDING)
LATE = replace(
    PREFILLED, call=CallStatus.CLOSED, filing=FilingStatus.LATE, in_time=False, late_admission=True
)
SCORING = replace(
    OPEN, review=ReviewStatus.SCORING, sheet=SheetStatus.ASSIGNED, expert=somebody(Role.EXPERT).person
)
FILED = replace(LATE, filing=FilingStatus.FILED)
CLERK, HEAD = somebody(Role.OFFICE_CLERK), somebody(Role.SECTION_HEAD)


FOLLOWS = (
    "prepare_publicity raise_objection record_intentions send_package take_package refuse_package "
    "record_results confer_titles change_title plan_activity record_help make_archive"
)
"""What the office may do once it has chosen; states of lists, objections and activities add to it."""


def why(subject: Subject, role: Role, act: Act) -> str:
    with pytest.raises(NotAllowed) as refused:
        check(somebody(role), act, subject)
    return refused.value.code


def test_every_true_cell_is_possible_somewhere_and_no_other() -> None:
    possible = {(act, actor.role) for actor, act, *_ in all_steps()}
    assert possible == {(act, role) for act, roles in WHO_MAY.items() for role in roles}


@pytest.mark.parametrize(
    ("subject", "table"),
    [
        (
            OPEN,
            {
                "public": "start_filing raise_objection",
                "filer": "start_filing",
                "counter_clerk": (
                    "mark_arrival start_filing enter_slip void_arrival hand_over raise_objection"
                ),
                "office_clerk": (
                    "extend_deadline mark_arrival start_filing export_master record_outage enter_slip "
                    "void_arrival hand_over take_over change_course assign_handlers invite import_forms "
                    "undo_import ask_clearance record_replies decide_together send_letters rank_entries "
                    "compile_table export_list export_evidence show_list "
                    "start_review draw_lots redact_files make_choice hold_ballot sign_choice " + FOLLOWS
                ),
                "section_head": (
                    "extend_deadline cancel_call export_master record_outage take_over change_course "
                    "assign_handlers invite undo_import ask_clearance record_replies decide_together "
                    "send_letters rank_entries compile_table export_list export_evidence show_list "
                    "start_review draw_lots redact_files make_choice hold_ballot sign_choice " + FOLLOWS
                ),
                "supervisor": ("export_evidence show_list"),
                "system": "erase_personal_data",
                "expert": "",
            },
        ),
        (
            PREFILLED,
            {
                "public": "start_filing raise_objection",
                "filer": (
                    "start_filing save_draft submit register_scan add_copy withdraw take_filing "
                    "show_personal_data"
                ),
                "counter_clerk": (
                    "mark_arrival start_filing enter_slip void_arrival hand_over register_paper "
                    "register_scan add_copy show_personal_data raise_objection"
                ),
                "office_clerk": (
                    "extend_deadline mark_arrival start_filing export_master record_outage enter_slip "
                    "void_arrival hand_over take_over change_course assign_handlers invite import_forms "
                    "undo_import ask_clearance record_replies decide_together send_letters rank_entries "
                    "compile_table export_list export_evidence show_list "
                    "start_review draw_lots redact_files make_choice hold_ballot sign_choice register_form "
                    "register_paper register_scan add_copy withdraw show_personal_data " + FOLLOWS
                ),
                "section_head": (
                    "extend_deadline cancel_call export_master record_outage take_over change_course "
                    "assign_handlers invite undo_import ask_clearance record_replies decide_together "
                    "send_letters rank_entries compile_table export_list export_evidence show_list "
                    "start_review draw_lots redact_files make_choice hold_ballot sign_choice "
                    "withdraw show_personal_data " + FOLLOWS
                ),
                "supervisor": ("export_evidence show_list show_personal_data"),
                "system": "erase_personal_data",
                "expert": "",
            },
        ),
        (
            LATE,
            {
                "public": "start_filing raise_objection",
                "filer": "start_filing add_copy withdraw take_filing show_personal_data",
                "counter_clerk": (
                    "mark_arrival start_filing enter_slip void_arrival hand_over add_copy enter_details "
                    "show_personal_data raise_objection"
                ),
                "office_clerk": (
                    "archive_call mark_arrival start_filing export_master record_outage enter_slip "
                    "void_arrival hand_over take_over change_course assign_handlers invite import_forms "
                    "undo_import ask_clearance record_replies decide_together send_letters rank_entries "
                    "compile_table export_list export_evidence show_list "
                    "start_review draw_lots redact_files make_choice hold_ballot sign_choice add_copy "
                    "enter_details admit_late withdraw show_personal_data " + FOLLOWS
                ),
                "section_head": (
                    "archive_call cancel_call export_master record_outage take_over change_course "
                    "assign_handlers invite undo_import ask_clearance record_replies decide_together "
                    "send_letters rank_entries compile_table export_list export_evidence show_list "
                    "start_review draw_lots redact_files make_choice hold_ballot sign_choice "
                    "admit_late withdraw show_personal_data " + FOLLOWS
                ),
                "supervisor": ("export_evidence show_list show_personal_data"),
                "system": "erase_personal_data",
                "expert": "",
            },
        ),
        (
            SCORING,
            {
                "public": "start_filing raise_objection",
                "filer": "start_filing",
                "counter_clerk": (
                    "mark_arrival start_filing enter_slip void_arrival hand_over raise_objection"
                ),
                "office_clerk": (
                    "extend_deadline mark_arrival start_filing export_master record_outage enter_slip "
                    "void_arrival hand_over take_over change_course assign_handlers invite import_forms "
                    "undo_import ask_clearance record_replies decide_together send_letters rank_entries "
                    "compile_table export_list export_evidence show_list "
                    "start_review draw_lots redact_files make_choice hold_ballot sign_choice "
                    "set_review name_panel answer_invitation recuse lift_recusal assign_experts "
                    "check_scoring plan_visits open_consensus close_scoring enter_sheet take_sheet_back "
                    + FOLLOWS
                ),
                "section_head": (
                    "extend_deadline cancel_call export_master record_outage take_over change_course "
                    "assign_handlers invite undo_import ask_clearance record_replies decide_together "
                    "send_letters rank_entries compile_table export_list export_evidence show_list "
                    "start_review draw_lots redact_files make_choice hold_ballot sign_choice "
                    "set_review name_panel answer_invitation recuse lift_recusal assign_experts "
                    "check_scoring plan_visits open_consensus close_scoring enter_sheet take_sheet_back "
                    + FOLLOWS
                ),
                "supervisor": "export_evidence show_list check_scoring",
                "system": "erase_personal_data",
                "expert": "answer_invitation sign_undertaking recuse save_sheet submit_sheet",
            },
        ),
    ],
    ids=["open", "prefilled", "late", "scoring"],
)
def test_what_each_role_may_do(subject: Subject, table: dict[str, str]) -> None:
    found = {actor.role.value: " ".join(possible_acts(actor, subject)) for actor in EVERYBODY}
    assert found == table


def test_staff_of_another_office_may_do_nothing_and_learn_no_state() -> None:
    for subject in reachable():
        for role in STAFF:
            stranger, nobody = somebody(role, office="office-2"), somebody(role, office="")
            assert (possible_acts(stranger, subject), possible_acts(nobody, subject)) == ((), ())
    assert possible_acts(somebody(Role.OFFICE_CLERK, office=""), replace(OPEN, office="")) == ()
    with pytest.raises(NotAllowed) as refused:
        check(somebody(Role.OFFICE_CLERK, office="office-2"), Act.ACCEPT_ENTRY, FILED)
    assert (refused.value.code, refused.value.params) == ("not_allowed_office", {"act": "act_accept_entry"})


def test_a_filer_gets_at_no_other_filing() -> None:
    for subject in reachable():
        for filing in ("filing-2", ""):
            others = possible_acts(somebody(Role.FILER, filing=filing), subject)
            assert set(others) <= {Act.START_FILING}
        keyless = replace(subject, filing_key="")
        assert set(possible_acts(somebody(Role.FILER, filing=""), keyless)) <= {Act.START_FILING}
    with pytest.raises(NotAllowed, match="not_allowed_filing"):
        check(somebody(Role.FILER, filing="filing-2"), Act.SUBMIT, PREFILLED)


def test_an_expert_gets_at_no_other_experts_sheet() -> None:
    other = somebody(Role.EXPERT, person="another expert")
    assert possible_acts(other, SCORING) == (Act.ANSWER_INVITATION, Act.SIGN_UNDERTAKING, Act.RECUSE)
    with pytest.raises(NotAllowed, match="not_allowed_sheet"):
        check(other, Act.SAVE_SHEET, SCORING)
    assert possible_acts(somebody(Role.EXPERT, office="office-2"), SCORING) == ()


@pytest.mark.parametrize(
    ("subject", "role", "act", "code"),
    [
        (PREFILLED, Role.FILER, Act.ACCEPT_ENTRY, "not_allowed_role"),
        (PREFILLED, Role.OFFICE_CLERK, Act.ACCEPT_ENTRY, "not_allowed_around"),
        (replace(FILED, call=CallStatus.ARCHIVED), Role.FILER, Act.WITHDRAW, "not_allowed_around"),
        (replace(PREFILLED, in_time=False), Role.FILER, Act.SUBMIT, "not_allowed_submit_late"),
        (replace(PREFILLED, in_time=False), Role.FILER, Act.REGISTER_SCAN, "not_allowed_past_deadline"),
        (replace(PREFILLED, in_time=False), Role.FILER, Act.REGISTER_LATE, "not_allowed_late_admission"),
        (replace(OPEN, in_time=False), Role.PUBLIC, Act.START_FILING, "not_allowed_late_admission"),
        (replace(OPEN, in_time=False), Role.SECTION_HEAD, Act.EXTEND_DEADLINE, "not_allowed_past_deadline"),
        (
            replace(LATE, late_admission=False),
            Role.SECTION_HEAD,
            Act.ADMIT_LATE,
            "not_allowed_late_admission",
        ),
        (PREFILLED, Role.COUNTER_CLERK, Act.REGISTER_LATE, "not_allowed_before_deadline"),
        (OPEN, Role.SYSTEM, Act.SEAL_CALL, "not_allowed_before_deadline"),
        (
            replace(PREFILLED, call=CallStatus.CLOSED, in_time=False),
            Role.FILER,
            Act.SUBMIT,
            "not_allowed_submit_late",
        ),
        (
            replace(OPEN, call=CallStatus.DRAFT, in_time=False),
            Role.SECTION_HEAD,
            Act.OPEN_CALL,
            "not_allowed_past_deadline",
        ),
        (FILED, Role.FILER, Act.RESUBMIT_ENTRY, "not_allowed_now"),
        (FILED, Role.FILER, Act.SAVE_DRAFT, "not_allowed_now"),
        (replace(SCORING, review=ReviewStatus.CONSENSUS), Role.EXPERT, Act.SAVE_SHEET, "not_allowed_around"),
        (replace(SCORING, sheet=SheetStatus.SUBMITTED), Role.EXPERT, Act.SAVE_SHEET, "not_allowed_now"),
        (
            replace(FILED, entry=EntryStatus.REFUSED),
            Role.OFFICE_CLERK,
            Act.ACCEPT_ENTRY,
            "not_allowed_settled",
        ),
    ],
)
def test_why_not(subject: Subject, role: Role, act: Act, code: str) -> None:
    assert why(subject, role, act) == code


def test_time_to_correct_is_its_own() -> None:
    returned = next(
        left for _, act, _, left in all_steps() if act is Act.RETURN_ENTRY and left.call is CallStatus.CLOSED
    )
    expired = replace(returned, correcting=False)
    filer, system = somebody(Role.FILER), somebody(Role.SYSTEM)
    assert (can(filer, Act.RESUBMIT_ENTRY, returned), can(system, Act.EXPIRE_CORRECTION, returned)) == (
        True,
        False,
    )
    assert (can(filer, Act.RESUBMIT_ENTRY, expired), can(system, Act.EXPIRE_CORRECTION, expired)) == (
        False,
        True,
    )
    assert why(expired, Role.FILER, Act.RESUBMIT_ENTRY) == "not_allowed_past_correcting"
    assert why(returned, Role.SYSTEM, Act.EXPIRE_CORRECTION) == "not_allowed_while_correcting"


def test_the_counter_registers_late_what_the_web_refuses() -> None:
    late = replace(PREFILLED, in_time=False)
    assert can(somebody(Role.COUNTER_CLERK), Act.REGISTER_LATE, late)
    assert not can(somebody(Role.FILER), Act.REGISTER_LATE, late)
    assert can(somebody(Role.FILER), Act.REGISTER_LATE, replace(late, late_admission=True))


@pytest.mark.parametrize(("act", "subject"), [(Act.EXTEND_DEADLINE, OPEN), (Act.ADMIT_LATE, LATE)])
def test_a_section_head_decides_what_crosses_the_deadline(act: Act, subject: Subject) -> None:
    other_head = somebody(Role.SECTION_HEAD, person="another head")
    strange_head = somebody(Role.SECTION_HEAD, person="a third head", office="office-2")
    check(HEAD, act, subject)
    check(CLERK, act, subject, approver=HEAD)
    check(CLERK, act, subject, approver=HEAD, second_person=True)
    check(HEAD, act, subject, approver=other_head, second_person=True)
    for actor, approver, second_person, code in (
        (CLERK, None, False, "not_allowed_without_head"),
        (CLERK, somebody(Role.OFFICE_CLERK, person="another"), True, "not_allowed_without_head"),
        (HEAD, CLERK, True, "not_allowed_without_head"),
        (CLERK, strange_head, True, "not_allowed_without_head"),
        (HEAD, None, True, "not_allowed_alone"),
        (HEAD, HEAD, True, "not_allowed_alone"),
        (CLERK, None, True, "not_allowed_alone"),
    ):
        with pytest.raises(NotAllowed, match=code):
            check(actor, act, subject, approver=approver, second_person=second_person)


def test_other_acts_ask_for_no_approval() -> None:
    assert {act for act in Act if act in DECIDED_BY_HEAD} == {
        Act.EXTEND_DEADLINE,
        Act.ADMIT_LATE,
        Act.RECORD_OUTAGE,
    }
    check(CLERK, Act.ACCEPT_ENTRY, FILED, second_person=True)


def test_can_and_check_agree_and_every_refusal_can_be_said() -> None:
    refusals = {}
    for subject, act in product(reachable(), Act):
        for found, role in product(moments_of(subject, act), WHO_MAY[act]):
            try:
                check(somebody(role), act, found, approver=HEAD)
            except NotAllowed as refused:
                refusals[refused.code, *refused.params.values(), refused.allowed] = refused
            except NoSubject:
                assert found.status_of(SUBJECTS[act]) is None
            else:
                assert can(somebody(role), act, found)
                continue
            assert not can(somebody(role), act, found)
    told = [refused.text(lang) for refused in refusals.values() for lang in Lang]
    assert [text for text in told if "{" in text or "_" in text] == []


def test_a_role_that_may_not_is_told_who_may() -> None:
    for act, role in product(Act, Role):
        if role not in WHO_MAY[act]:
            with pytest.raises(NotAllowed) as refused:
                check(somebody(role), act, FILED)
            roles = " ".join(f"role_{each}" for each in Role if each in WHO_MAY[act])
            assert refused.value.params == {"act": f"act_{act}", "role": f"role_{role}", "roles": roles}


def test_a_stamp_that_turned_up_makes_a_late_filing_filed() -> None:
    strict = replace(LATE, late_admission=False)
    assert why(strict, Role.COUNTER_CLERK, Act.REGISTER_PAPER) == "not_allowed_past_deadline"
    assert can(somebody(Role.COUNTER_CLERK), Act.REGISTER_PAPER, replace(strict, in_time=True))


def test_what_may_be_done_instead_is_what_this_person_may_do_now() -> None:
    with pytest.raises(NotAllowed) as refused:
        check(somebody(Role.FILER), Act.SUBMIT, replace(FILED, call=CallStatus.OPEN, in_time=True))
    assert refused.value.allowed == (Act.ADD_COPY, Act.WITHDRAW, Act.TAKE_FILING, Act.SHOW_PERSONAL_DATA)
    assert {SUBJECTS[act] for act in refused.value.allowed} == {SubjectKind.FILING}
    with pytest.raises(NotAllowed) as refused:
        check(somebody(Role.COUNTER_CLERK), Act.REGISTER_LATE, LATE)
    assert refused.value.allowed == (Act.ADD_COPY, Act.ENTER_DETAILS, Act.SHOW_PERSONAL_DATA)
