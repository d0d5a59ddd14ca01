"""Filing: once, in time or not at all, with a receipt that verifies; on both databases."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from jianyou.actions.calls import extend_deadline
from jianyou.actions.filing import submit
from jianyou.actions.sealing import seal
from jianyou.domain.ledger.log import check_log
from jianyou.domain.ledger.receipts import check_receipt
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.queries.ledger import get_receipt, list_ledger
from jianyou.store.models import Candidacy, Entry, Filing, LogRow, PersonalDatum, TreeHead
from jianyou.store.sitekeys import load_keys
from jianyou.terms.finding import Refused
from tests.site.kit import clerk, counter, head, moved_deadline, opened, sent

pytestmark = pytest.mark.usefixtures("site")


def holds(number: str) -> dict[str, bool | None]:
    key = load_keys(settings.JIANYOU_HOME).signing.public
    return {check.code: check.holds for check in check_receipt(get_receipt(number=number), key)}


def test_a_filing_is_kept_with_its_receipt() -> None:
    opened()
    filed = submit(actor=PUBLIC, call_slug="call-1", sent=sent())
    assert Filing.objects.get() == filed.filing
    assert (filed.receipt.content or {})["entries"] == ["示例轴承有限公司"]
    assert list(Entry.objects.values_list("ordinal", "name")) == [(1, "示例轴承有限公司")]
    assert dict(Candidacy.objects.values_list("award", "willing")) == {"award": True, "other": None}
    checks = holds(filed.filing.number)
    assert checks.pop("receipt_in_log") is None
    assert set(checks.values()) == {True}


def test_a_sealed_receipt_is_proved() -> None:
    opened()
    numbers = [submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number for _ in range(5)]
    sealed = seal(call_slug="call-1")
    assert (sealed.placed, sealed.closed) == (6, False)
    assert [set(holds(number).values()) for number in numbers] == [{True}] * 5
    assert check_log(list_ledger(call_slug="call-1")).troubles == ()
    assert seal(call_slug="call-1") == (0, None, False)


def test_one_token_is_one_filing() -> None:
    opened()
    token = uuid.uuid4()
    first = submit(actor=PUBLIC, call_slug="call-1", sent=sent(token=token))
    again = submit(actor=PUBLIC, call_slug="call-1", sent=sent("另一家有限公司", token=token))
    assert (again.filing, again.receipt, again.code) == (first.filing, first.receipt, first.code)
    assert Filing.objects.count() == 1


def test_after_the_deadline_nothing_is_filed() -> None:
    call = opened()
    moved_deadline(call, -0.001)
    with pytest.raises(Refused) as refused:
        submit(actor=PUBLIC, call_slug="call-1", sent=sent())
    assert refused.value.code == "site_too_late"
    assert (Filing.objects.count(), PersonalDatum.objects.count()) == (0, 0)


def test_the_call_closes_with_its_head_published() -> None:
    call = opened()
    number = submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number
    moved_deadline(call, -0.001)
    sealed = seal(call_slug="call-1")
    assert (sealed.placed, sealed.closed) == (3, True)
    call.refresh_from_db()
    assert call.status == CallStatus.CLOSED
    final = TreeHead.objects.get(final=True)
    receipt = get_receipt(number=number)
    assert receipt.inclusion is not None
    assert receipt.inclusion.head.head.root == final.root
    assert set(holds(number).values()) == {True}
    with pytest.raises(Refused) as refused:
        submit(actor=PUBLIC, call_slug="call-1", sent=sent())
    assert refused.value.code == "site_call_not_open"


def test_personal_data_stands_nowhere_in_the_open() -> None:
    opened()
    submit(actor=PUBLIC, call_slug="call-1", sent=sent())
    seal(call_slug="call-1")
    log = "".join(list_ledger(call_slug="call-1"))
    rows = [bytes(row.body).decode() + str(row.content) for row in LogRow.objects.all()]
    values = [bytes(each.value) for each in PersonalDatum.objects.all()]
    assert len(values) == 2
    for text in [log, *rows, *map(repr, values)]:
        assert "60000001" not in text
        assert "示例人" not in text
    keys = load_keys(settings.JIANYOU_HOME)
    assert {keys.decrypt(value) for value in values} == {"示例人", "023-60000001"}
    phone = PersonalDatum.objects.get(lookup=keys.finder("phone", "023-60000001"))
    assert phone.field == "1.phone"


def test_what_was_erased_leaves_the_log_whole() -> None:
    opened()
    number = submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number
    seal(call_slug="call-1")
    LogRow.objects.filter(kind="receipt").update(content=None, salt=None)
    assert check_log(list_ledger(call_slug="call-1")).troubles == ()
    with pytest.raises(Refused):
        get_receipt(number=number)


def test_more_time_is_for_all_and_only_while_there_is_time() -> None:
    call = opened()
    later = call.deadline + timedelta(days=1)
    extended = extend_deadline(
        actor=clerk(), call_slug="call-1", deadline=later, reason="系统维护", approver=head()
    )
    assert extended.deadline == later
    for wrong in (
        {"deadline": later - timedelta(hours=1)},
        {"reason": " "},
        {"approver": None},
        {"approver": clerk()},
        {"actor": counter()},
    ):
        asked = {
            "actor": clerk(),
            "deadline": later + timedelta(days=1),
            "reason": "x",
            "approver": head(),
            **wrong,
        }
        with pytest.raises(Refused):
            extend_deadline(call_slug="call-1", **asked)  # type: ignore[arg-type]
    moved_deadline(call, -1)
    with pytest.raises(Refused) as refused:
        extend_deadline(actor=clerk(), call_slug="call-1", deadline=later, reason="系统维护", approver=head())
    assert refused.value.code == "not_allowed_past_deadline"


def test_a_call_is_opened_once_and_before_its_deadline() -> None:
    opened()
    with pytest.raises(Refused) as refused:
        opened()
    assert refused.value.code == "site_call_exists"
    with pytest.raises(Refused) as refused:
        opened("call-2", seconds=-10)
    assert refused.value.code == "site_call_past"


def test_paper_completes_where_the_call_says_paper() -> None:
    opened(completes_on="paper")
    filed = submit(actor=PUBLIC, call_slug="call-1", sent=sent())
    assert (filed.filing.status, filed.filing.filed_at) == ("prefilled", None)
    assert (filed.receipt.content or {})["status"] == "prefilled"


def test_files_are_kept_by_digest(site: Path) -> None:
    from jianyou.store.files import keep_file, path_of

    digest = keep_file(b"a form")
    assert keep_file(b"a form") == digest
    assert path_of(digest).read_bytes() == b"a form"
    assert [each.name for each in (site / "files").rglob("*") if each.is_file()] == [digest]
