"""补正: only what was asked opens again, for that filer alone; every version is kept."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from jianyou.actions.adding import add_scan
from jianyou.actions.arrivals import register_paper
from jianyou.actions.correcting import (
    answer_correction,
    cancel_correction,
    expire_correction,
    extend_correction,
)
from jianyou.actions.deciding import Looked, Remark, accept_entry, return_entry
from jianyou.actions.detailing import enter_details
from jianyou.actions.filing import Sent, SentEntry, SentFile, submit
from jianyou.actions.sealing import seal
from jianyou.actions.showing import show_personal_data
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.ledger.log import check_log
from jianyou.domain.lifecycle.roles import PUBLIC, Role, filer_of
from jianyou.queries.ledger import get_receipt, list_ledger
from jianyou.store.dialect import database_now
from jianyou.store.models import Correction, Entry, Filing, FilingVersion, LogRow, OutboxMessage
from jianyou.terms.finding import Refused
from tests.site.kit import (
    clerk,
    counter,
    filed_paper,
    master_of,
    moved_deadline,
    office,
    opened,
    sent,
    somewhere_else,
    staff,
)

pytestmark = pytest.mark.usefixtures("site")


@dataclass(frozen=True)
class Case:
    """A filing whose one entry was returned."""

    number: str


@pytest.fixture
def case() -> Case:
    """The name is to be corrected within three days."""
    number = filed_paper()
    return_entry(
        actor=clerk(),
        looked=Looked(number, 1, 1),
        remarks=[Remark("name", "请写全称。")],
        due=database_now() + timedelta(days=3),
    )
    return Case(number)


def answer(name: str = "示例轴承制造有限公司", **other: Any) -> Sent:
    """The filing with another name."""
    plain = sent(name)
    return plain._replace(token=uuid.uuid4(), **other)


def states() -> tuple[str, str]:
    """Of the one entry and its correction."""
    return Entry.objects.get().status, Correction.objects.get().status


def test_answered_once_as_a_new_version(case: Case) -> None:
    filer = filer_of(case.number)
    filed = answer_correction(actor=filer, number=case.number, ordinal=1, version=1, sent=answer())
    assert states() == ("resubmitted", "answered")
    assert Entry.objects.get().name == "示例轴承制造有限公司"
    versions = FilingVersion.objects.order_by("ordinal")
    assert [(version.ordinal, version.content["rows"][0]["name"]) for version in versions] == [
        (1, "示例轴承有限公司"),
        (2, "示例轴承制造有限公司"),
    ]
    assert Correction.objects.get().answer == versions[1]
    receipt = get_receipt(number=case.number)
    assert (receipt.content["version"], receipt.content["corrected"]) == (2, 1)
    assert receipt.entry.subject == filed.filing.number
    with pytest.raises(Refused) as refused:
        answer_correction(actor=filer, number=case.number, ordinal=1, version=2, sent=answer("再改一次"))
    assert refused.value.code == "site_no_correction"
    assert OutboxMessage.objects.get(audience="office").kind == "correction_answered"
    seal(call_slug="call-1")
    assert check_log(list_ledger(call_slug="call-1")).troubles == ()


PERSONAL: Mapping[str, str] = {"1.contact": "另一人", "1.phone": "023-60000001"}


@pytest.mark.parametrize(
    ("other", "column"),
    [
        (
            {"content": {"header": {"department": "别的部门"}, "rows": [{"name": "示例轴承制造有限公司"}]}},
            "0",
        ),
        ({"content": {"header": {}, "rows": [{"name": "示例轴承制造有限公司", "profile": "新"}]}}, "profile"),
        ({"content": {"header": {}, "rows": [{"name": "甲"}, {"name": "乙"}]}}, "0"),
        ({"personal": PERSONAL}, "contact"),
        ({"personal": {}}, "contact"),
    ],
)
def test_nothing_else_can_be_changed(case: Case, other: dict[str, Any], column: str) -> None:
    with pytest.raises(Refused) as refused:
        answer_correction(
            actor=filer_of(case.number), number=case.number, ordinal=1, version=1, sent=answer(**other)
        )
    assert (refused.value.code, refused.value.params) == ("site_correction_elsewhere", {"column": column})
    assert states() == ("returned", "asked")
    assert FilingVersion.objects.count() == 1


def test_only_the_own_filing_and_in_time(case: Case) -> None:
    for who in (filer_of("AAAA-BBBB-CCCC"), clerk_elsewhere := somewhere_else()):
        with pytest.raises(Refused) as refused:
            answer_correction(actor=who, number=case.number, ordinal=1, version=1, sent=answer())
        assert refused.value.code in {"not_allowed_filing", "not_allowed_office"}, clerk_elsewhere
    Correction.objects.update(due=database_now() - timedelta(seconds=1))
    with pytest.raises(Refused) as refused:
        answer_correction(
            actor=filer_of(case.number), number=case.number, ordinal=1, version=1, sent=answer()
        )
    assert refused.value.code == "not_allowed_past_correcting"


def test_it_may_be_answered_after_the_deadline_of_the_call(case: Case) -> None:
    moved_deadline(Filing.objects.get().call, -1)
    seal(call_slug="call-1")
    answer_correction(actor=filer_of(case.number), number=case.number, ordinal=1, version=1, sent=answer())
    assert states() == ("resubmitted", "answered")


def test_more_time_for_one(case: Case) -> None:
    due = Correction.objects.get().due
    with pytest.raises(Refused) as refused:
        extend_correction(actor=clerk(), number=case.number, ordinal=1, due=due, reason="出差")
    assert refused.value.code == "correction_due_not_later"
    later = due + timedelta(days=2)
    extend_correction(actor=clerk(), number=case.number, ordinal=1, due=later, reason="出差")
    assert Correction.objects.get().due == later
    assert OutboxMessage.objects.filter(kind="correction_extended").count() == 1


def test_taken_back_by_the_office(case: Case) -> None:
    cancel_correction(actor=clerk(), number=case.number, ordinal=1, reason="看错了")
    assert states() == ("pending", "cancelled")
    with pytest.raises(Refused) as refused:
        cancel_correction(actor=clerk(), number=case.number, ordinal=1, reason="看错了")
    assert refused.value.code == "site_no_correction"


def test_over_without_an_answer(case: Case) -> None:
    with pytest.raises(Refused) as refused:
        expire_correction(number=case.number, ordinal=1)
    assert refused.value.code == "not_allowed_while_correcting"
    Correction.objects.update(due=database_now() - timedelta(seconds=1))
    expire_correction(number=case.number, ordinal=1)
    assert states() == ("pending", "expired")


def test_withdrawn_with_all_that_was_asked(case: Case) -> None:
    withdraw(actor=filer_of(case.number), number=case.number)
    assert states() == ("withdrawn", "cancelled")


def test_after_the_deadline_it_is_for_the_office_with_a_reason(case: Case) -> None:
    moved_deadline(Filing.objects.get().call, -1)
    for who, code in ((filer_of(case.number), "public_withdraw_late"), (clerk(), "site_reason_missing")):
        with pytest.raises(Refused) as refused:
            withdraw(actor=who, number=case.number)
        assert refused.value.code == code
    withdraw(actor=clerk(), number=case.number, reason="申报单位来函")
    assert Filing.objects.get().status == "withdrawn"


@pytest.mark.parametrize(
    ("completes_on", "status", "act"),
    [
        ("either", "filed", "register_scan"),
        ("sealed_scan", "filed", "register_scan"),
        ("paper", "prefilled", "add_copy"),
    ],
)
def test_a_scan_comes_later(completes_on: str, status: str, act: str) -> None:
    opened(completes_on=completes_on)
    number = submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number
    scan = SentFile("盖章件.pdf", "0" * 64, 10, "sealed_scan")
    filed = add_scan(actor=filer_of(number), number=number, file=scan)
    assert (filed.filing.status, filed.receipt.act) == (status, act)
    versions = FilingVersion.objects.order_by("ordinal")
    assert [version.files.count() for version in versions] == [0, 1]
    assert versions[0].content == versions[1].content


def test_a_scan_that_comes_late_is_refused_unless_the_call_admits_it() -> None:
    call = opened(completes_on="sealed_scan")
    number = submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number
    moved_deadline(call, -1)
    scan = SentFile("盖章件.pdf", "0" * 64, 10, "sealed_scan")
    with pytest.raises(Refused) as refused:
        add_scan(actor=filer_of(number), number=number, file=scan)
    assert refused.value.code == "not_allowed_late_admission"
    call.refresh_from_db()
    call.late_admission = True
    call.save()
    assert add_scan(actor=filer_of(number), number=number, file=scan).filing.status == "late"


def test_personal_data_is_shown_by_an_act_with_its_reason() -> None:
    number = filed_paper()
    with pytest.raises(Refused) as refused:
        show_personal_data(actor=counter(), number=number, reason=" ")
    assert refused.value.code == "site_reason_missing"
    with pytest.raises(Refused) as refused:
        show_personal_data(actor=somewhere_else(), number=number, reason="核对")
    assert refused.value.code == "not_allowed_office"
    assert LogRow.objects.filter(act="show_personal_data").count() == 0
    shown = show_personal_data(actor=staff(Role.SUPERVISOR, "jiandu"), number=number, reason="核对")
    assert shown == {"1.contact": "示例人", "1.phone": "023-60000001"}
    row = LogRow.objects.get(act="show_personal_data")
    assert row.content is not None
    assert (row.actor, row.content["reason"]) == ("jiandu", "核对")
    assert show_personal_data(actor=filer_of(number), number=number, reason="") == shown


def test_the_master_table_is_logged_once_and_holds_what_was_filed() -> None:
    number = filed_paper()
    opened("call-2")
    rows = master_of(actor=clerk(), call_slug="call-1", reason="汇总")
    assert [(row.number, row.ordinal, row.filer, row.values) for row in rows] == [
        (
            number,
            1,
            "示例区经济信息化局",
            {"name": "示例轴承有限公司", "contact": "示例人", "phone": "023-60000001"},
        )
    ]
    assert master_of(actor=clerk(), call_slug="call-1", reason="汇总", accepted_only=True) == []
    assert master_of(actor=clerk(), call_slug="call-2", reason="汇总") == []
    assert LogRow.objects.filter(act="export_master").count() == 3
    with pytest.raises(Refused) as refused:
        master_of(actor=counter(), call_slug="call-1", reason="汇总")
    assert refused.value.code == "not_allowed_role"


def test_no_log_row_tells_personal_data(case: Case) -> None:
    answer_correction(actor=filer_of(case.number), number=case.number, ordinal=1, version=1, sent=answer())
    show_personal_data(actor=clerk(), number=case.number, reason="核对")
    master_of(actor=clerk(), call_slug="call-1", reason="汇总")
    everything = [str(row.content) for row in LogRow.objects.all()]
    everything += [str(message.params) for message in OutboxMessage.objects.all()]
    everything += [str(version.content) for version in FilingVersion.objects.all()]
    assert [text for text in everything if "示例人" in text or "60000001" in text] == []
    assert office().name not in everything


def test_entries_are_written_anew_with_their_awards(case: Case) -> None:
    new = answer()._replace(
        entries=(SentEntry("示例轴承制造有限公司", "示例轴承制造", {"award": False, "other": True}),)
    )
    answer_correction(actor=filer_of(case.number), number=case.number, ordinal=1, version=1, sent=new)
    kept = Entry.objects.get()
    assert kept.name_key == "示例轴承制造"
    willing = {one.award: one.willing for one in kept.candidacies.all()}
    assert willing == {"award": False, "other": True}


PAPER = Sent(
    token=uuid.UUID(int=0),
    filer="",
    channel="counter",
    content={
        "header": {"department": "示例区经济信息化局"},
        "rows": [{"name": "示例甲厂"}, {"name": "示例乙厂"}],
    },
    findings=(),
    entries=(SentEntry("示例甲厂", "甲", {"award": True}), SentEntry("示例乙厂", "乙", {"award": None})),
    files=(),
    personal={"1.contact": "另一人"},
)


def from_paper() -> str:
    """A filing that began at the counter with one name."""
    opened(completes_on="paper")
    paper = sent()._replace(channel="counter")
    return register_paper(actor=counter(), call_slug="call-1", sent=paper).filing.number


def test_what_stands_on_a_paper_is_typed_in_afterwards() -> None:
    number = from_paper()
    receipt = get_receipt(number=number)
    assert enter_details(actor=clerk(), number=number, version=1, sent=PAPER) == 2
    entries = Entry.objects.order_by("ordinal")
    assert [(entry.name, entry.status) for entry in entries] == [
        ("示例甲厂", "pending"),
        ("示例乙厂", "pending"),
    ]
    assert show_personal_data(actor=clerk(), number=number, reason="核对") == {"1.contact": "另一人"}
    assert FilingVersion.objects.get(ordinal=1).content["rows"] == [{"name": "示例轴承有限公司"}]
    assert get_receipt(number=number) == receipt
    row = LogRow.objects.get(act="enter_details")
    assert row.content is not None
    assert row.content["entries"] == ["示例甲厂", "示例乙厂"]
    with pytest.raises(Refused) as refused:
        enter_details(actor=clerk(), number=number, version=1, sent=PAPER)
    assert refused.value.code == "site_entry_changed"
    fewer = PAPER._replace(entries=PAPER.entries[:1])
    with pytest.raises(Refused) as refused:
        enter_details(actor=counter(), number=number, version=2, sent=fewer)
    assert refused.value.code == "site_details_fewer"


def test_nothing_is_typed_into_what_the_filer_typed_or_what_was_decided() -> None:
    number = filed_paper()
    with pytest.raises(Refused) as refused:
        enter_details(actor=clerk(), number=number, version=1, sent=PAPER)
    assert refused.value.code == "site_not_from_paper"
    Filing.objects.update(channel="counter")
    accept_entry(actor=clerk(), looked=Looked(number, 1, 1))
    with pytest.raises(Refused) as refused:
        enter_details(actor=clerk(), number=number, version=1, sent=PAPER)
    assert refused.value.code == "site_details_late"
    with pytest.raises(Refused) as refused:
        enter_details(actor=filer_of(number), number=number, version=1, sent=PAPER)
    assert refused.value.code == "not_allowed_role"
