"""Every act has a subject, an event of its own, somebody who may do it, and its words."""

from jianyou.domain.lifecycle.acts import EVENTS, SUBJECTS, Act
from jianyou.domain.lifecycle.labels import label_code
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import SubjectKind
from jianyou.domain.lifecycle.surroundings import CALL_MUST_BE, FILING_MUST_BE, REVIEW_MUST_BE, WHEN, When
from jianyou.domain.lifecycle.transitions import TABLES
from jianyou.domain.lifecycle.who_may import DECIDED_BY_HEAD, WHO_MAY
from jianyou.terms.texts.lifecycle import TEXTS


def test_tables_of_acts_are_total() -> None:
    everything = set(Act)
    assert set(SUBJECTS) == everything
    assert set(EVENTS) == everything
    assert set(WHO_MAY) == everything
    assert set(WHEN) == everything
    assert {act for act in Act if not WHO_MAY[act]} == set()
    assert set(WHEN.values()) == set(When)
    assert everything - DECIDED_BY_HEAD != everything


def test_what_stands_in_a_call_needs_its_state_and_entries_need_their_filings() -> None:
    within = {act for act in Act if SUBJECTS[act] is not SubjectKind.CALL}
    assert set(CALL_MUST_BE) == within
    of_entries = {SubjectKind.ENTRY, SubjectKind.CORRECTION}
    assert set(FILING_MUST_BE) == {act for act in within if SUBJECTS[act] in of_entries}
    assert set(REVIEW_MUST_BE) == {act for act in within if SUBJECTS[act] is SubjectKind.SHEET}


def test_every_event_is_of_one_act() -> None:
    assert len(set(EVENTS.values())) == len(Act)


def test_everything_has_its_label_and_every_label_its_thing() -> None:
    statuses = [status for table in TABLES.values() for status in table.owners]
    owners = {owner for table in TABLES.values() for owner in table.owners.values()}
    labels = {label_code(thing) for thing in [*statuses, *owners, *Act, *Role, *SubjectKind]}
    labels |= {f"when_{when}" for when in When}
    kinds = (
        *("subject_", "call_status_", "filing_status_", "entry_status_", "correction_status_"),
        *("review_status_", "sheet_status_", "publicity_status_", "objection_status_", "activity_status_"),
    )
    assert labels == {code for code in TEXTS if code.startswith((*kinds, "act_", "role_", "owner_", "when_"))}
