"""形式审查: accepting, returning, refusing, looking again; each with its reason, log row and message."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from jianyou.actions.arrivals import register_paper
from jianyou.actions.deciding import (
    Looked,
    Remark,
    accept_entry,
    admit_late,
    refuse_entry,
    reopen_entry,
    return_entry,
)
from jianyou.actions.filing import submit
from jianyou.domain.lifecycle.roles import PUBLIC, Actor
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Correction, Entry, Filing, LogRow, OutboxMessage
from jianyou.terms.finding import Refused
from tests.site.kit import clerk, counter, filed_paper, head, moved_deadline, opened, sent, somewhere_else

pytestmark = pytest.mark.usefixtures("site")

WRONG = [Remark("name", "请写营业执照上的全称。")]


def looked(number: str, version: int = 1, ordinal: int = 1) -> Looked:
    """The entry as it was shown."""
    return Looked(number, ordinal, version)


def status() -> EntryStatus:
    """The state of the one entry."""
    return EntryStatus(Entry.objects.get().status)


def told() -> list[str]:
    """The kinds of the messages to the filer, in order."""
    return list(
        OutboxMessage.objects.filter(audience="filer").order_by("at", "id").values_list("kind", flat=True)
    )


def test_accepted_and_looked_at_again() -> None:
    number = filed_paper()
    accept_entry(actor=clerk(), looked=looked(number))
    assert status() is EntryStatus.ACCEPTED
    with pytest.raises(Refused) as refused:
        reopen_entry(actor=clerk(), looked=looked(number), reason="漏看一项")
    assert refused.value.code == "not_allowed_role"
    reopen_entry(actor=head(), looked=looked(number), reason="漏看一项")
    assert status() is EntryStatus.PENDING
    assert told() == ["received", "accepted", "reopened"]
    rows = LogRow.objects.filter(act__in=["accept_entry", "reopen_entry"]).order_by("at")
    assert [(row.actor, row.content["role"], row.content["name"]) for row in rows if row.content] == [
        ("jingban", "office_clerk", "示例轴承有限公司"),
        ("chuzhang", "section_head", "示例轴承有限公司"),
    ]


def test_refused_with_a_reason() -> None:
    number = filed_paper()
    for reason in ("", "  "):
        with pytest.raises(Refused) as refused:
            refuse_entry(actor=clerk(), looked=looked(number), reason=reason)
        assert refused.value.code == "site_reason_missing"
    refuse_entry(actor=clerk(), looked=looked(number), reason="不在参评范围")
    assert status() is EntryStatus.REFUSED
    message = OutboxMessage.objects.get(kind="refused")
    assert message.params["reason"] == "不在参评范围"


def test_returned_with_remarks_in_the_order_of_the_table() -> None:
    number = filed_paper()
    due = database_now() + timedelta(days=3)
    return_entry(actor=clerk(), looked=looked(number), remarks=WRONG, due=due, note="请在三天内改好")
    assert status() is EntryStatus.RETURNED
    correction = Correction.objects.get()
    assert (correction.status, correction.remarks, correction.due) == (
        "asked",
        [{"column": "name", "text": "请写营业执照上的全称。"}],
        due,
    )
    assert told() == ["received", "returned"]


@pytest.mark.parametrize(
    ("asked", "ahead", "code"),
    [
        ([], 1, "site_nothing_asked"),
        ([Remark("phone", "错")], 1, "site_no_column"),
        ([Remark("name", " ")], 1, "site_reason_missing"),
        (WRONG, -1, "correction_due_past"),
    ],
)
def test_a_return_that_asks_nothing_clear_is_none(asked: list[Remark], ahead: int, code: str) -> None:
    number = filed_paper()
    with pytest.raises(Refused) as refused:
        return_entry(
            actor=clerk(),
            looked=looked(number),
            remarks=asked,
            due=database_now() + timedelta(days=ahead),
        )
    assert refused.value.code == code
    assert status() is EntryStatus.PENDING


def test_a_decision_on_what_was_changed_meanwhile_is_refused() -> None:
    number = filed_paper()
    with pytest.raises(Refused) as refused:
        accept_entry(actor=clerk(), looked=looked(number, version=2))
    assert refused.value.code == "site_entry_changed"
    with pytest.raises(Refused) as refused:
        accept_entry(actor=clerk(), looked=looked(number, ordinal=2))
    assert refused.value.code == "site_no_entry"


@pytest.mark.parametrize("who", [counter, somewhere_else])
def test_only_the_own_office_decides(who: Callable[[], Actor]) -> None:
    number = filed_paper()
    with pytest.raises(Refused) as refused:
        accept_entry(actor=who(), looked=looked(number))
    assert refused.value.code in {"not_allowed_role", "not_allowed_office"}
    assert status() is EntryStatus.PENDING
    assert not LogRow.objects.filter(act="accept_entry").exists()


def test_what_isnt_filed_yet_is_not_decided() -> None:
    opened(completes_on="paper")
    number = submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number
    with pytest.raises(Refused) as refused:
        accept_entry(actor=clerk(), looked=looked(number))
    assert refused.value.code == "not_allowed_around"


def test_a_late_filing_is_admitted_by_a_head_where_the_call_allows_it() -> None:
    call = opened()
    moved_deadline(call, -60)
    number = register_paper(actor=counter(), call_slug="call-1", sent=sent()).filing.number
    with pytest.raises(Refused) as refused:
        admit_late(actor=head(), number=number, reason="邮路中断")
    assert refused.value.code == "not_allowed_late_admission"
    Call.objects.update(late_admission=True)
    with pytest.raises(Refused) as refused:
        admit_late(actor=clerk(), number=number, reason="邮路中断")
    assert refused.value.code == "not_allowed_without_head"
    admit_late(actor=clerk(), approver=head(), number=number, reason="邮路中断")
    filing = Filing.objects.get()
    assert filing.status == FilingStatus.FILED
    assert filing.admitted_at == filing.filed_at
    row = LogRow.objects.get(act="admit_late")
    assert row.content is not None
    assert (row.kind, row.content["reason"], row.content["approved_by"]) == (
        "receipt",
        "邮路中断",
        "chuzhang",
    )


def test_two_people_where_the_office_wants_two() -> None:
    call = opened()
    moved_deadline(call, -60)
    Call.objects.update(late_admission=True)
    call.office.second_person = True
    call.office.save()
    number = register_paper(actor=counter(), call_slug="call-1", sent=sent()).filing.number
    with pytest.raises(Refused) as refused:
        admit_late(actor=head(), number=number, reason="邮路中断")
    assert refused.value.code == "not_allowed_alone"
