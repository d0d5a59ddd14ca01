"""All acts in any order: no illegal state, no filing without its receipt, the log whole after every seal."""

import contextlib
import tempfile
import uuid
from datetime import timedelta
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from jianyou.actions.arrivals import mark_arrival, register_paper
from jianyou.actions.calls import extend_deadline
from jianyou.actions.filing import submit
from jianyou.actions.sealing import seal
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.ledger.log import check_log, entry_lines
from jianyou.domain.lifecycle.states import CallStatus, FilingStatus
from jianyou.queries.ledger import list_ledger
from jianyou.store.dialect import database_now
from jianyou.store.models import Arrival, Call, Filing, FilingVersion, LogRow
from jianyou.terms.finding import Refused
from tests.site.kit import opened, sent, site_at

CALL = "call-1"
COMPLETES = st.sampled_from(["paper", "sealed_scan", "either"])


class Office(RuleBasedStateMachine):
    """One call with its filers, its counter and its sealer."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = contextlib.ExitStack()
        self._tokens: list[uuid.UUID] = []
        self._filed = 0
        self._sealed: list[str] = []

    @initialize(completes_on=COMPLETES)
    def open(self, completes_on: str) -> None:
        folder = self._stack.enter_context(tempfile.TemporaryDirectory())
        self._stack.enter_context(site_at(Path(folder) / "site"))
        opened(completes_on=completes_on)

    def teardown(self) -> None:
        self._stack.close()

    @rule()
    def file(self) -> None:
        token = uuid.uuid4()
        with contextlib.suppress(Refused):
            submit(actor="filer", call_slug=CALL, sent=sent(token=token))
            self._tokens.append(token)
            self._filed += 1

    @rule(data=st.data())
    def file_again(self, data: st.DataObject) -> None:
        if self._tokens:
            token = data.draw(st.sampled_from(self._tokens))
            before = Filing.objects.get(token=token)
            assert submit(actor="filer", call_slug=CALL, sent=sent(token=token)).filing == before

    @rule()
    def arrive(self) -> None:
        with contextlib.suppress(Refused):
            mark_arrival(actor="窗口", call_slug=CALL)

    @rule(data=st.data())
    def bring_paper(self, data: st.DataObject) -> None:
        waiting = Arrival.objects.filter(filing=None).values_list("number", flat=True)
        arrival = data.draw(st.sampled_from([None, *waiting]))
        numbers = list(Filing.objects.order_by("id").values_list("number", flat=True))
        number = data.draw(st.sampled_from(["", *numbers]))
        with contextlib.suppress(Refused):
            if number:
                register_paper(actor="窗口", number=number, arrival=arrival)
            else:
                register_paper(actor="窗口", call_slug=CALL, sent=sent(), arrival=arrival)
            self._filed += 1

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        numbers = list(Filing.objects.order_by("id").values_list("number", flat=True))
        if numbers:
            with contextlib.suppress(Refused):
                withdraw(number=data.draw(st.sampled_from(numbers)))

    @rule(hours=st.integers(-2, 30))
    def extend(self, hours: int) -> None:
        later = Call.objects.get().deadline + timedelta(hours=hours)
        with contextlib.suppress(Refused):
            extend_deadline(actor="经办人", call_slug=CALL, deadline=later, reason="停电", approved_by="处长")
            assert hours > 0

    @rule()
    def deadline_passes(self) -> None:
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
        assert LogRow.objects.filter(kind="receipt").count() == self._filed
        assert FilingVersion.objects.count() == Filing.objects.count()
        for filing in Filing.objects.all():
            filed = filing.status == FilingStatus.FILED
            assert (filing.filed_at is not None) == filed or filing.status == FilingStatus.WITHDRAWN
            if filing.filed_at is not None:
                assert filing.filed_at < filing.call.deadline


TestOffice = Office.TestCase
TestOffice.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
