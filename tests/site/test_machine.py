"""All acts by all roles in any order: no illegal state, no version lost, the log whole after every seal."""

import contextlib
import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from jianyou.actions.adding import add_scan
from jianyou.actions.arrivals import (
    enter_slip,
    mark_arrival,
    record_outage,
    register_paper,
    void_arrival,
)
from jianyou.actions.calls import extend_deadline
from jianyou.actions.correcting import (
    answer_correction,
    cancel_correction,
    expire_correction,
    extend_correction,
)
from jianyou.actions.deciding import (
    Looked,
    Remark,
    accept_entry,
    admit_late,
    refuse_entry,
    reopen_entry,
    return_entry,
)
from jianyou.actions.detailing import enter_details
from jianyou.actions.filing import SentFile, submit
from jianyou.actions.sealing import seal
from jianyou.actions.showing import show_personal_data
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.ledger.log import check_log, entry_lines
from jianyou.domain.lifecycle.acts import SUBJECTS, Act
from jianyou.domain.lifecycle.roles import PUBLIC, SYSTEM, Actor, Role, filer_of
from jianyou.domain.lifecycle.states import CallStatus, EntryStatus, FilingStatus, SubjectKind
from jianyou.domain.lifecycle.transitions import carried_status, next_status
from jianyou.domain.lifecycle.who_may import WHO_MAY
from jianyou.queries.ledger import list_ledger
from jianyou.store.dialect import database_now
from jianyou.store.models import Arrival, Call, Correction, Entry, Filing, FilingVersion, LogRow
from jianyou.terms.finding import Refused
from tests.site.kit import copied_site, master_of, opened, sent, somewhere_else, staff

CALL = "call-1"
COMPLETES = st.sampled_from(["either", "paper", "sealed_scan"])
NAMES = st.sampled_from(["示例轴承有限公司", "示例轴承制造有限公司", "示例齿轮厂"])


def everybody(number: str) -> Iterator[Actor]:
    """Somebody of each role, those more than once who may do most; strangers come last."""
    own = [staff(role, f"{role}-1") for role in (Role.OFFICE_CLERK, Role.SECTION_HEAD, Role.COUNTER_CLERK)]
    yield from (*own, *own, *own, filer_of(number), filer_of(number), staff(Role.SUPERVISOR, "supervisor-1"))
    yield from (PUBLIC, SYSTEM, filer_of("AAAA-BBBB-CCCC"), somewhere_else())


class Office(RuleBasedStateMachine):
    """One call with its filers, its counter, its office and its sealer."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = contextlib.ExitStack()
        self._tokens: list[uuid.UUID] = []
        self._receipts = 0
        self._sealed: list[str] = []
        self._versions: dict[tuple[str, int], str] = {}

    @initialize(completes_on=COMPLETES, late=st.booleans(), two=st.booleans())
    def open(self, completes_on: str, late: bool, two: bool) -> None:
        folder = self._stack.enter_context(tempfile.TemporaryDirectory())
        self._stack.enter_context(copied_site(Path(folder) / "site"))
        call = opened(completes_on=completes_on)
        Call.objects.update(late_admission=late)
        call.office.second_person = two
        call.office.save()

    def teardown(self) -> None:
        self._stack.close()

    def numbers(self) -> list[str]:
        return list(Filing.objects.order_by("id").values_list("number", flat=True))

    def somewhere(self, data: st.DataObject) -> tuple[str, Actor]:
        """A filing, and somebody who tries something with it."""
        filed = Filing.objects.filter(status=FilingStatus.FILED).order_by("id")
        number = data.draw(st.sampled_from([*filed.values_list("number", flat=True)] * 3 + self.numbers()))
        return number, data.draw(st.sampled_from(list(everybody(number))))

    def tried(self, act: Callable[..., Any], *, receipt: bool = False, actor: Actor, **told: Any) -> None:
        """Does it; where it is refused nothing may have changed."""
        before = LogRow.objects.count()
        try:
            act(actor=actor, **told)
        except Refused:
            assert LogRow.objects.count() == before
            return
        done = LogRow.objects.latest("at", "id")
        assert actor.role in WHO_MAY[Act(done.act)] or done.act in {Act.SUBMIT, Act.REGISTER_SCAN}
        if actor.office:
            assert actor.office == Call.objects.get().office_id.hex
        self._receipts += receipt

    @rule(name=NAMES)
    def file(self, name: str) -> None:
        token = uuid.uuid4()
        with contextlib.suppress(Refused):
            submit(actor=PUBLIC, call_slug=CALL, sent=sent(name, token=token))
            self._tokens.append(token)
            self._receipts += 1

    @rule(returned=st.booleans(), name=NAMES)
    def paper_is_filed(self, returned: bool, name: str) -> None:
        """The short way to the states that come after the counter."""
        actor = staff(Role.COUNTER_CLERK, "counter_clerk-1")
        before = self._receipts
        self.tried(register_paper, receipt=True, actor=actor, call_slug=CALL, sent=sent(name))
        if returned and self._receipts > before:
            looked = Looked(Filing.objects.latest("sent_at", "id").number, 1, 1)
            due = database_now() + timedelta(days=1)
            clerk = staff(Role.OFFICE_CLERK, "office_clerk-1")
            asked = [Remark("name", "写全称")]
            self.tried(return_entry, actor=clerk, looked=looked, remarks=asked, due=due)

    @rule(data=st.data())
    def file_again(self, data: st.DataObject) -> None:
        if self._tokens:
            token = data.draw(st.sampled_from(self._tokens))
            before = Filing.objects.get(token=token)
            assert submit(actor=PUBLIC, call_slug=CALL, sent=sent(token=token)).filing == before

    @rule(data=st.data())
    def arrive(self, data: st.DataObject) -> None:
        self.tried(mark_arrival, actor=data.draw(st.sampled_from(list(everybody("")))), call_slug=CALL)

    @rule(data=st.data(), reason=st.sampled_from(["多取的号", ""]))
    def void(self, data: st.DataObject, reason: str) -> None:
        actor = data.draw(st.sampled_from(list(everybody(""))))
        number = data.draw(st.integers(1, 3))
        self.tried(void_arrival, actor=actor, call_slug=CALL, number=number, reason=reason)

    @rule(data=st.data(), name=NAMES)
    def type_in(self, data: st.DataObject, name: str) -> None:
        if self.numbers():
            number, actor = self.somewhere(data)
            Filing.objects.filter(number=number).update(channel="counter")
            version = self.newest(number)
            self.tried(enter_details, actor=actor, number=number, version=version, sent=sent(name))

    @rule(data=st.data(), minutes=st.integers(-90, 0))
    def slip(self, data: st.DataObject, minutes: int) -> None:
        actor = data.draw(st.sampled_from(list(everybody(""))))
        now = database_now()
        if data.draw(st.booleans()):
            began = now - timedelta(minutes=60)
            self.tried(
                record_outage,
                actor=actor,
                approver=data.draw(st.sampled_from([None, staff(Role.SECTION_HEAD, "other-head")])),
                call_slug=CALL,
                began=began,
                ended=now - timedelta(seconds=1),
                reason="停电",
            )
        self.tried(
            enter_slip,
            actor=actor,
            call_slug=CALL,
            slip=data.draw(st.sampled_from(["1", "2", ""])),
            written_at=now + timedelta(minutes=minutes),
        )

    @rule(data=st.data())
    def bring_paper(self, data: st.DataObject) -> None:
        waiting = Arrival.objects.filter(filing=None).values_list("number", flat=True)
        arrival = data.draw(st.sampled_from([None, *waiting]))
        number = data.draw(st.sampled_from(["", *self.numbers()]))
        actor = data.draw(st.sampled_from(list(everybody(number))))
        told: dict[str, Any] = {"number": number} if number else {"call_slug": CALL, "sent": sent()}
        self.tried(register_paper, receipt=True, actor=actor, arrival=arrival, **told)

    @rule(data=st.data())
    def bring_scan(self, data: st.DataObject) -> None:
        if self.numbers():
            number, actor = self.somewhere(data)
            scan = SentFile("盖章件.pdf", "0" * 64, 10, "sealed_scan")
            self.tried(add_scan, receipt=True, actor=actor, number=number, file=scan)

    def newest(self, number: str) -> int:
        return FilingVersion.objects.filter(filing__number=number).count()

    @rule(data=st.data(), stale=st.sampled_from([0, 0, 0, 1]))
    def decide(self, data: st.DataObject, stale: int) -> None:
        if not self.numbers():
            return
        number, actor = self.somewhere(data)
        looked = Looked(number, 1, self.newest(number) + stale)
        due = database_now() + timedelta(days=data.draw(st.sampled_from([1, 1, 1, -1])))
        acts: dict[str, Callable[[], None]] = {
            "accept": lambda: self.tried(accept_entry, actor=actor, looked=looked),
            "refuse": lambda: self.tried(refuse_entry, actor=actor, looked=looked, reason="不在范围"),
            "reopen": lambda: self.tried(reopen_entry, actor=actor, looked=looked, reason="再看一次"),
            "return": lambda: self.tried(
                return_entry, actor=actor, looked=looked, remarks=[Remark("name", "写全称")], due=due
            ),
            "admit": lambda: self.tried(
                admit_late,
                receipt=True,
                actor=actor,
                approver=data.draw(st.sampled_from([None, staff(Role.SECTION_HEAD, "other-head")])),
                number=number,
                reason="邮路中断",
            ),
        }
        acts[data.draw(st.sampled_from(sorted(acts)))]()

    @rule(data=st.data(), name=NAMES, stale=st.sampled_from([0, 0, 0, 1]))
    def correct(self, data: st.DataObject, name: str, stale: int) -> None:
        if not self.numbers():
            return
        number, actor = self.somewhere(data)
        version = self.newest(number) + stale
        told: dict[str, Any] = {"number": number, "ordinal": 1}
        due = database_now() + timedelta(days=3)
        match data.draw(st.sampled_from(["answer", "extend", "cancel", "expire"])):
            case "answer":
                answer = {"version": version, "sent": sent(name)}
                self.tried(answer_correction, receipt=True, actor=actor, **told, **answer)
            case "extend":
                self.tried(extend_correction, actor=actor, due=due, reason="出差", **told)
            case "cancel":
                self.tried(cancel_correction, actor=actor, reason="看错", **told)
            case _:
                with contextlib.suppress(Refused):
                    expire_correction(**told)

    @rule(now=st.sampled_from([False, False, True]))
    def time_to_correct_passes(self, now: bool) -> None:
        if now:
            Correction.objects.filter(status="asked").update(due=database_now() - timedelta(seconds=1))

    @rule(data=st.data(), reason=st.sampled_from(["", "来函"]))
    def take_back(self, data: st.DataObject, reason: str) -> None:
        if self.numbers():
            number, actor = self.somewhere(data)
            self.tried(withdraw, actor=actor, number=number, reason=reason)

    @rule(data=st.data())
    def look(self, data: st.DataObject) -> None:
        if self.numbers():
            number, actor = self.somewhere(data)
            self.tried(show_personal_data, actor=actor, number=number, reason="核对")
            self.tried(master_of, actor=actor, call_slug=CALL, reason="汇总")

    @rule(data=st.data(), hours=st.integers(-2, 30))
    def extend(self, data: st.DataObject, hours: int) -> None:
        before = Call.objects.get().deadline
        self.tried(
            extend_deadline,
            actor=data.draw(st.sampled_from(list(everybody("")))),
            approver=data.draw(st.sampled_from([None, staff(Role.SECTION_HEAD, "other-head")])),
            call_slug=CALL,
            deadline=before + timedelta(hours=hours),
            reason="停电",
        )
        assert Call.objects.get().deadline >= before

    @rule(now=st.sampled_from([False, False, False, True]))
    def deadline_passes(self, now: bool) -> None:
        if not now:
            return
        # SQLite's clock tells milliseconds: what was just filed must stay before the moved deadline.
        soon = database_now() + timedelta(milliseconds=2)
        Call.objects.filter(status=CallStatus.OPEN).update(deadline=soon)

    @rule()
    def seal_now(self) -> None:
        seal(call_slug=CALL)
        lines = list(list_ledger(call_slug=CALL))
        assert check_log(lines).troubles == ()
        entries = [entry.decode() for entry in entry_lines(lines)]
        assert entries[: len(self._sealed)] == self._sealed
        assert len(entries) == LogRow.objects.count()
        self._sealed = entries

    @invariant()
    def every_filing_has_its_receipts(self) -> None:
        if not Call.objects.exists():
            return
        assert LogRow.objects.filter(kind="receipt").count() == self._receipts
        for filing in Filing.objects.select_related("call"):
            if filing.status == FilingStatus.FILED:
                assert filing.filed_at is not None
            if filing.filed_at is not None and filing.admitted_at is None:
                assert filing.filed_at < filing.call.deadline

    @invariant()
    def no_version_is_lost_or_changed(self) -> None:
        found = {
            (version.filing.number, version.ordinal): str(version.content)
            for version in FilingVersion.objects.select_related("filing")
        }
        assert self._versions.items() <= found.items()
        for number in {number for number, _ in found}:
            ordinals = sorted(ordinal for of, ordinal in found if of == number)
            assert ordinals == list(range(1, len(ordinals) + 1))
        self._versions = found

    @invariant()
    def states_are_what_the_log_leads_to(self) -> None:
        for filing in Filing.objects.all():
            filed, entry = FilingStatus.DRAFT, EntryStatus.PENDING
            for act in (
                LogRow.objects.filter(filing=filing).order_by("at", "id").values_list("act", flat=True)
            ):
                filed, entry = _after(filed, entry, Act(act))
            assert (filing.status, Entry.objects.get(filing=filing).status) == (filed, entry)


def _after(filing: FilingStatus, entry: EntryStatus, act: Act) -> tuple[FilingStatus, EntryStatus]:
    """The states of a filing and its entry after an act, by the tables."""
    match SUBJECTS[act]:
        case SubjectKind.FILING:
            return next_status(filing, act), carried_status(entry, act)
        case SubjectKind.ENTRY:
            return carried_status(filing, act), next_status(entry, act)
        case _:
            return filing, carried_status(entry, act)


def _settings(examples: int) -> settings:
    phases = [Phase.explicit, Phase.reuse, Phase.generate]
    return settings(max_examples=examples, stateful_step_count=50, deadline=None, phases=phases)


class LongOffice(Office):
    """The same for longer: the rarer ways are found only then."""


TestOffice = Office.TestCase
TestOffice.settings = _settings(20)
TestLongOffice = pytest.mark.slow(LongOffice.TestCase)
TestLongOffice.settings = _settings(80)
