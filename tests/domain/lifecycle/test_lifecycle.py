"""A call with two filings under everything that anybody tries: what was promised holds at every moment."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from jianyou.domain.lifecycle.acts import EVENTS, SUBJECTS, Act
from jianyou.domain.lifecycle.completion import Means, act_of
from jianyou.domain.lifecycle.deadline import Extension, decisive_moment, effective_deadline, in_time
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import (
    CallStatus,
    CorrectionStatus,
    EntryStatus,
    FilingStatus,
    SubjectKind,
)
from jianyou.domain.lifecycle.subjects import Subject, after
from jianyou.domain.lifecycle.transitions import is_final
from jianyou.domain.lifecycle.who_may import WHO_MAY, can, check
from jianyou.terms.lang import Lang
from tests.domain.lifecycle.walking import OFFICE, somebody

PRINTED = datetime(2024, 2, 22, 18, tzinfo=timezone(timedelta(hours=8)))
HOUR = timedelta(hours=1)
KEYS = ("filing-1", "filing-2")
HEAD = somebody(Role.SECTION_HEAD, person="approver")


@dataclass
class Filing:
    """One filing as a store would keep it, with what the machine remembers to judge by."""

    status: FilingStatus | None = None
    entry: EntryStatus | None = None
    correction: CorrectionStatus | None = None
    due: datetime = PRINTED
    arrived_at: datetime | None = None
    decided_at: datetime | None = None
    admitted: bool = False
    head_said_yes: bool = False


class Site(RuleBasedStateMachine):
    """Everybody tries every act at any time, on what is theirs and on what is not."""

    @initialize(late_admission=st.booleans(), counts=st.booleans())
    def begin(self, late_admission: bool, counts: bool) -> None:
        self.now = PRINTED - 3 * HOUR
        self.extensions: list[Extension] = []
        self.call = CallStatus.DRAFT
        self.late_admission, self.counts = late_admission, counts
        self.filings = {key: Filing() for key in KEYS}
        self.events: list[str] = []
        self.acts_done = 0

    @property
    def deadline(self) -> datetime:
        return effective_deadline(PRINTED, self.extensions, counts=self.counts)

    def subject(self, key: str, act: Act) -> Subject:
        filing = self.filings[key]
        registering = act in {Act.REGISTER_PAPER, Act.REGISTER_SCAN, Act.REGISTER_LATE}
        moment = decisive_moment(self.now, filing.arrived_at) if registering else self.now
        return Subject(
            office=OFFICE,
            call=self.call,
            in_time=in_time(moment, self.deadline, counts=self.counts),
            filing_key=key,
            filing=filing.status,
            entry=filing.entry,
            correction=filing.correction,
            correcting=in_time(self.now, filing.due),
            late_admission=self.late_admission,
        )

    @rule(minutes=st.sampled_from([1, 59, 60, 61]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(key=st.sampled_from(KEYS))
    @precondition(lambda self: self.call in {CallStatus.OPEN, CallStatus.CLOSED})
    def somebody_arrives_at_the_counter(self, key: str) -> None:
        check(somebody(Role.COUNTER_CLERK), Act.MARK_ARRIVAL, self.subject(key, Act.MARK_ARRIVAL))
        if self.filings[key].status in {None, FilingStatus.DRAFT, FilingStatus.PREFILLED}:
            self.filings[key].arrived_at = self.filings[key].arrived_at or self.now

    @rule(key=st.sampled_from(KEYS), means=st.sampled_from(Means), rule_=st.sampled_from(["paper", "either"]))
    def something_is_handed_in(self, key: str, means: Means, rule_: str) -> None:
        early = self.subject(key, Act.REGISTER_PAPER).in_time
        role = Role.FILER if means is Means.WEB else Role.COUNTER_CLERK
        self.attempt(key, role, act_of(means, rule_, in_time=early), own=True, approved=False)

    @rule(
        key=st.sampled_from(KEYS),
        role=st.sampled_from(Role),
        act=st.sampled_from(Act),
        own=st.sampled_from([True, True, True, False]),
        approved=st.booleans(),
    )
    def anybody_tries(self, key: str, role: Role, act: Act, own: bool, approved: bool) -> None:
        self.attempt(key, role, act, own=own, approved=approved)

    @rule(key=st.sampled_from(KEYS), data=st.data())
    def somebody_does_what_they_may(self, key: str, data: st.DataObject) -> None:
        choices = [
            (role, act)
            for act in Act
            if act not in {Act.CANCEL_CALL, Act.WITHDRAW}
            for role in Role
            if can(somebody(role, filing=key), act, self.subject(key, act))
        ]
        if choices:
            role, act = data.draw(st.sampled_from(choices))
            self.attempt(key, role, act, own=True, approved=True)

    def attempt(self, key: str, role: Role, act: Act, *, own: bool, approved: bool) -> None:
        subject = self.subject(key, act)
        mine = KEYS[1 - KEYS.index(key)] if not own else key
        actor = somebody(role, office=OFFICE if own else "office-2", filing=mine)
        if subject.status_of(SUBJECTS[act]) is None:
            assert not can(actor, act, subject)
            return
        try:
            check(actor, act, subject, approver=HEAD if approved else None, second_person=True)
        except NotAllowed as refused:
            refused.text(Lang.ZH)
            return
        assert role in WHO_MAY[act]
        assert own or role in {Role.SYSTEM, Role.PUBLIC} or (role is Role.FILER and act is Act.START_FILING)
        assert approved or act not in {Act.EXTEND_DEADLINE, Act.ADMIT_LATE}
        self.keep(key, act, subject, after(subject, act))

    def keep(self, key: str, act: Act, found: Subject, left: Subject) -> None:
        if act is Act.START_FILING and found.filing is not None:
            return  # a further filing, which this machine doesn't follow
        filing = self.filings[key]
        assert not is_final(self.call) or left.call is self.call
        if act is Act.EXTEND_DEADLINE:
            self.extensions.append(Extension(self.now, self.deadline + HOUR))
        if act in {Act.RETURN_ENTRY, Act.EXTEND_CORRECTION}:
            filing.due = max(filing.due, self.now) + 2 * HOUR
        if act in {Act.REGISTER_PAPER, Act.REGISTER_SCAN, Act.REGISTER_LATE}:
            filing.decided_at = decisive_moment(self.now, filing.arrived_at)
        filing.admitted = filing.admitted or act is Act.ADMIT_LATE
        filing.status, filing.entry, filing.correction = left.filing, left.entry, left.correction
        self.call = left.call
        if act is Act.CANCEL_CALL:
            self.carry_to_others(act)
        self.events.append(EVENTS[act])
        self.acts_done += 1

    def carry_to_others(self, act: Act) -> None:
        for filing in self.filings.values():
            was = replace(self.subject(KEYS[0], act), call=CallStatus.OPEN)
            left = after(
                replace(was, filing=filing.status, entry=filing.entry, correction=filing.correction), act
            )
            filing.status, filing.entry, filing.correction = left.filing, left.entry, left.correction

    @invariant()
    def every_act_left_its_event(self) -> None:
        assert len(self.events) == self.acts_done

    @invariant()
    def what_is_filed_was_in_time_or_admitted(self) -> None:
        for filing in self.filings.values():
            if filing.decided_at is None:
                assert filing.status not in {FilingStatus.FILED, FilingStatus.LATE}
                continue
            early = in_time(filing.decided_at, self.deadline, counts=self.counts)
            if filing.status is FilingStatus.FILED:
                assert early != filing.admitted
            if filing.status is FilingStatus.LATE:
                assert not early
            assert self.late_admission or not filing.admitted

    @invariant()
    def a_call_is_sealed_after_its_deadline_only(self) -> None:
        if self.call in {CallStatus.CLOSED, CallStatus.ARCHIVED}:
            assert not in_time(self.now, self.deadline, counts=self.counts)

    @invariant()
    def an_entry_is_returned_as_long_as_a_correction_is_asked(self) -> None:
        for filing in self.filings.values():
            assert (filing.entry is EntryStatus.RETURNED) == (filing.correction is CorrectionStatus.ASKED)

    @invariant()
    def entries_are_decided_in_filings_that_are_filed(self) -> None:
        for filing in self.filings.values():
            if filing.entry in {EntryStatus.ACCEPTED, EntryStatus.RESUBMITTED, EntryStatus.RETURNED}:
                assert filing.status is FilingStatus.FILED


TestSite = Site.TestCase
TestSite.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


FILED_KINDS = (SubjectKind.CALL, SubjectKind.FILING, SubjectKind.ENTRY, SubjectKind.CORRECTION)


def test_a_walk_from_the_notice_to_the_archive() -> None:
    """One filing completes on paper, is returned after the deadline, corrected and accepted."""
    subject = Subject(office=OFFICE, call=CallStatus.DRAFT, in_time=True, filing_key=KEYS[0])
    walk = [
        *((Role.OFFICE_CLERK, Act.OPEN_CALL), (Role.PUBLIC, Act.START_FILING), (Role.FILER, Act.SAVE_DRAFT)),
        *((Role.FILER, Act.SUBMIT), (Role.COUNTER_CLERK, Act.REGISTER_PAPER)),
        *((Role.SYSTEM, Act.SEAL_CALL), (Role.OFFICE_CLERK, Act.RETURN_ENTRY)),
        *((Role.FILER, Act.RESUBMIT_ENTRY), (Role.OFFICE_CLERK, Act.ACCEPT_ENTRY)),
        (Role.SECTION_HEAD, Act.ARCHIVE_CALL),
    ]
    told = []
    for role, act in walk:
        subject = replace(subject, in_time=subject.in_time and act is not Act.SEAL_CALL)
        check(somebody(role), act, subject)
        subject = after(subject, act)
        told.append(" ".join(str(subject.status_of(kind) or "-") for kind in FILED_KINDS))
    assert told == [
        "open - - -",
        "open draft - -",
        "open draft - -",
        "open prefilled pending -",
        "open filed pending -",
        "closed filed pending -",
        "closed filed returned asked",
        "closed filed resubmitted answered",
        "closed filed accepted answered",
        "archived filed accepted answered",
    ]


def test_a_walk_through_a_review() -> None:
    """Scores are given, looked at again, talked over and closed; what is recused counts no more."""
    expert = somebody(Role.EXPERT).person
    subject = Subject(office=OFFICE, call=CallStatus.CLOSED, in_time=False, expert=expert)
    walk = [
        *((Role.OFFICE_CLERK, Act.START_REVIEW), (Role.OFFICE_CLERK, Act.NAME_PANEL)),
        *((Role.EXPERT, Act.SIGN_UNDERTAKING), (Role.OFFICE_CLERK, Act.ASSIGN_EXPERTS)),
        *((Role.OFFICE_CLERK, Act.START_SCORING), (Role.EXPERT, Act.SUBMIT_SHEET)),
        *((Role.OFFICE_CLERK, Act.ASK_AGAIN), (Role.EXPERT, Act.SUBMIT_SHEET)),
        *((Role.OFFICE_CLERK, Act.OPEN_CONSENSUS), (Role.EXPERT, Act.RECUSE)),
        (Role.OFFICE_CLERK, Act.CLOSE_SCORING),
    ]
    told = []
    for role, act in walk:
        check(somebody(role), act, subject)
        subject = after(subject, act)
        told.append(f"{subject.review} {subject.sheet or '-'}")
    assert told == [
        *("preparing -", "preparing -", "preparing -", "preparing assigned", "scoring assigned"),
        *("scoring submitted", "scoring again", "scoring submitted", "consensus submitted"),
        *("consensus dropped", "closed dropped"),
    ]
