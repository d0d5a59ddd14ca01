"""What an act does to everything that its subject stands in, over all that can come of a call."""

from dataclasses import replace

import pytest

from jianyou.domain.lifecycle.acts import SUBJECTS, Act
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.states import (
    CallStatus,
    CorrectionStatus,
    EntryStatus,
    FilingStatus,
    Owner,
    SubjectKind,
)
from jianyou.domain.lifecycle.subjects import NoSubject, Subject, after, holder
from tests.domain.lifecycle.walking import all_steps, beginning, reachable

FILED = replace(
    beginning(late_admission=False),
    call=CallStatus.CLOSED,
    in_time=False,
    filing=FilingStatus.FILED,
    entry=EntryStatus.PENDING,
)
RETURNED = replace(FILED, entry=EntryStatus.RETURNED, correction=CorrectionStatus.ASKED)


def test_states_fit_together_whatever_was_done() -> None:
    for subject in reachable():
        asked = subject.correction is CorrectionStatus.ASKED
        assert (subject.entry is EntryStatus.RETURNED) == asked, subject
        if subject.filing is FilingStatus.WITHDRAWN:
            assert subject.entry in {None, EntryStatus.WITHDRAWN, EntryStatus.REFUSED}, subject
        else:
            assert subject.entry is not EntryStatus.WITHDRAWN, subject
        if subject.filing in {FilingStatus.DRAFT, FilingStatus.PREFILLED, FilingStatus.LATE}:
            assert subject.entry in {None, EntryStatus.PENDING}, subject
        if subject.filing in {FilingStatus.PREFILLED, FilingStatus.FILED, FilingStatus.LATE}:
            assert subject.entry is not None, subject
        if subject.call is CallStatus.DRAFT:
            assert subject.filing is None, subject


def test_the_deadline_parts_what_can_be() -> None:
    for subject in reachable():
        if subject.in_time:
            assert subject.call not in {CallStatus.CLOSED, CallStatus.ARCHIVED}, subject
            assert subject.filing is not FilingStatus.LATE, subject


READ_AFTERWARDS = {
    *(Act.EXPORT_MASTER, Act.EXPORT_LIST, Act.EXPORT_EVIDENCE, Act.SHOW_LIST, Act.SHOW_PERSONAL_DATA),
    *(Act.TAKE_FILING, Act.ASSIGN_HANDLERS),
    *(Act.RECORD_RESULTS, Act.CONFER_TITLES, Act.CHANGE_TITLE, Act.RECORD_NEED, Act.RECORD_HELP),
    *(Act.PLAN_ACTIVITY, Act.MAKE_ARCHIVE, Act.ERASE_PERSONAL_DATA, Act.END_PUBLICITY, Act.SHOW_OBJECTOR),
    *(act for act, kind in SUBJECTS.items() if kind is SubjectKind.ACTIVITY),
}


def test_what_is_over_stays_as_it_is() -> None:
    for _, act, found, left in all_steps():
        if found.call in {CallStatus.ARCHIVED, CallStatus.CANCELLED}:
            # A list goes off the page on its day, and help goes on, whatever became of the call.
            same = replace(left, publicity=found.publicity, activity=found.activity)
            assert (same, act in READ_AFTERWARDS) == (found, True)
        if found.filing is FilingStatus.WITHDRAWN and act is not Act.START_FILING:
            assert (left.filing, left.entry) == (found.filing, found.entry)


def test_a_call_only_goes_forward() -> None:
    order = list(CallStatus)
    for _, _, found, left in all_steps():
        assert order.index(left.call) >= order.index(found.call)


def test_what_an_act_makes() -> None:
    started = after(replace(beginning(late_admission=False), call=CallStatus.OPEN), Act.START_FILING)
    assert (started.filing, started.entry) == (FilingStatus.DRAFT, None)
    handed_in = after(started, Act.SUBMIT)
    assert (handed_in.filing, handed_in.entry) == (FilingStatus.PREFILLED, EntryStatus.PENDING)
    again = after(after(RETURNED, Act.RESUBMIT_ENTRY), Act.RETURN_ENTRY)
    assert again == RETURNED


def test_withdrawing_takes_entry_and_correction_along() -> None:
    left = after(RETURNED, Act.WITHDRAW)
    assert (left.filing, left.entry, left.correction) == (
        FilingStatus.WITHDRAWN,
        EntryStatus.WITHDRAWN,
        CorrectionStatus.CANCELLED,
    )


def test_an_act_on_what_isnt_there() -> None:
    for act in Act:
        if SUBJECTS[act] is SubjectKind.CORRECTION:
            with pytest.raises(NoSubject):
                after(FILED, act)
    with pytest.raises(NotAllowed):
        after(FILED, Act.SUBMIT)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (beginning(late_admission=False), Owner.OFFICE),
        (replace(FILED, filing=FilingStatus.PREFILLED), Owner.FILER),
        (replace(FILED, filing=FilingStatus.LATE), Owner.OFFICE),
        (FILED, Owner.OFFICE),
        (RETURNED, Owner.FILER),
        (replace(FILED, entry=EntryStatus.REFUSED), Owner.NOBODY),
        (replace(RETURNED, call=CallStatus.CANCELLED), Owner.NOBODY),
    ],
)
def test_whose_turn_it_is(subject: Subject, expected: Owner) -> None:
    assert holder(subject) is expected
