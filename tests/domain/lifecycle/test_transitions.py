"""The tables are total: every state has an owner and a way on or is final, and no row is dead."""

from enum import StrEnum

import pytest

from jianyou.domain.lifecycle.acts import SUBJECTS, Act
from jianyou.domain.lifecycle.refusals import NotAllowed
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
from jianyou.domain.lifecycle.subjects import Subject
from jianyou.domain.lifecycle.transitions import (
    TABLES,
    allowed_acts,
    carried_status,
    is_final,
    next_status,
    owner,
)
from tests.domain.lifecycle.walking import all_steps, reachable

STATUSES: tuple[Status, ...] = (
    *(*CallStatus, *FilingStatus, *EntryStatus, *CorrectionStatus, *ReviewStatus, *SheetStatus),
    *(*PublicityStatus, *ObjectionStatus, *ActivityStatus),
)
FINAL: dict[type[StrEnum], set[Status]] = {
    CallStatus: {CallStatus.ARCHIVED, CallStatus.CANCELLED},
    FilingStatus: {FilingStatus.WITHDRAWN},
    EntryStatus: {EntryStatus.WITHDRAWN},
    CorrectionStatus: {CorrectionStatus.ANSWERED, CorrectionStatus.EXPIRED, CorrectionStatus.CANCELLED},
    ReviewStatus: set(),
    SheetStatus: {SheetStatus.DROPPED},
    PublicityStatus: {PublicityStatus.ENDED, PublicityStatus.TAKEN_DOWN, PublicityStatus.DROPPED},
    ObjectionStatus: {
        *(ObjectionStatus.REFUSED, ObjectionStatus.LEAD, ObjectionStatus.DECIDED, ObjectionStatus.WITHDRAWN),
    },
    ActivityStatus: {ActivityStatus.HELD, ActivityStatus.CANCELLED},
}


def states_of(subject: Subject) -> tuple[Status | None, ...]:
    return (
        *(subject.call, subject.filing, subject.entry, subject.correction, subject.review, subject.sheet),
        *(subject.publicity, subject.objection, subject.activity),
    )


def name(thing: object) -> str:
    return f"{type(thing).__name__}-{thing}"


def test_every_kind_has_its_table_of_its_own_states() -> None:
    assert [table.kind for table in TABLES.values()] == list(SubjectKind)
    for kind, table in TABLES.items():
        assert list(table.owners) == list(kind)
        for (of, _), to in {**table.transitions, **table.carried}.items():
            assert {type(of), type(to), type(table.begins)} == {kind}


def test_every_act_stands_in_the_table_of_its_subject_alone() -> None:
    for table in TABLES.values():
        own = {act for act, kind in SUBJECTS.items() if kind is table.kind}
        assert {act for _, act in table.transitions} == own
        assert {act for _, act in table.carried}.isdisjoint(own)


@pytest.mark.parametrize("status", STATUSES, ids=name)
def test_final_states_are_these_and_rest_with_nobody(status: Status) -> None:
    assert is_final(status) == (status in FINAL[type(status)])
    if is_final(status):
        assert owner(status) is Owner.NOBODY


@pytest.mark.parametrize("status", STATUSES, ids=name)
def test_whoever_holds_something_can_move_it(status: Status) -> None:
    table = TABLES[type(status)]
    moving = {act for (of, act), to in {**table.transitions, **table.carried}.items() if of == status != to}
    assert bool(moving) == (not is_final(status))


@pytest.mark.parametrize("status", STATUSES, ids=name)
def test_an_act_leads_on_or_is_refused_with_how_things_stand(status: Status) -> None:
    table, allowed = TABLES[type(status)], allowed_acts(status)
    expected = "not_allowed_settled" if owner(status) is Owner.NOBODY else "not_allowed_now"
    for act in Act:
        if act in allowed:
            assert next_status(status, act) is table.transitions[status, act]
            continue
        with pytest.raises(NotAllowed) as refused:
            next_status(status, act)
        assert (refused.value.code, refused.value.allowed) == (expected, allowed)
        assert refused.value.params["act"] == f"act_{act}"


def test_an_act_elsewhere_carries_along_or_leaves_alone() -> None:
    assert carried_status(EntryStatus.RETURNED, Act.WITHDRAW) is EntryStatus.WITHDRAWN
    assert carried_status(EntryStatus.REFUSED, Act.WITHDRAW) is EntryStatus.REFUSED
    assert carried_status(CorrectionStatus.ASKED, Act.RESUBMIT_ENTRY) is CorrectionStatus.ANSWERED
    assert carried_status(CallStatus.OPEN, Act.WITHDRAW) is CallStatus.OPEN


def test_no_row_of_any_table_is_dead() -> None:
    moved = set()
    for _, act, found, _ in all_steps():
        for status in states_of(found):
            if status is not None:
                moved.add((type(status), status, act))
    rows = {
        (kind, of, act) for kind, table in TABLES.items() for of, act in [*table.transitions, *table.carried]
    }
    assert rows - moved == set()


def test_every_state_is_reached() -> None:
    reached = {
        (type(status), status)
        for subject in reachable()
        for status in states_of(subject)
        if status is not None
    }
    assert reached == {(type(status), status) for status in STATUSES}


def test_words_shared_by_two_kinds_are_kept_apart() -> None:
    assert (owner(CallStatus.DRAFT), owner(FilingStatus.DRAFT)) == (Owner.OFFICE, Owner.FILER)
    assert (is_final(CallStatus.CANCELLED), is_final(CorrectionStatus.CANCELLED)) == (True, True)
    assert allowed_acts(CallStatus.DRAFT) == (Act.DRAFT_CALL, Act.OPEN_CALL, Act.CANCEL_CALL)
    assert allowed_acts(EntryStatus.RETURNED) == (Act.RESUBMIT_ENTRY, Act.RECORD_FACT, Act.RECORD_NEED)
