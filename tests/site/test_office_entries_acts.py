"""Acts on many entries: what is previewed, what is done, what is left and why, and how it is taken back."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from jianyou.actions.deciding import Looked, Remark, accept_entry, refuse_entry, return_entry
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.store.dialect import database_now
from jianyou.store.models import Correction, Entry, LogRow, OutboxMessage, Reason
from jianyou.web.components.moments import moment_to_type
from jianyou.web.office import bulk
from tests.site.kit import clerk, office
from tests.site.office import CLERK, HEAD, SUPERVISOR, fields_on, filed_city, typed, working
from tests.site.public import opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")

LIST = "/office/calls/city/entries/"
BEARINGS, GEARS, LIFTS = "示例轴承有限公司", "示例齿轮厂", "示例电梯厂"
FAULT = "共 55 字（不计标点 45 字），超过 25 字的限制，请精简。"


@pytest.fixture
def numbers() -> list[str]:
    """Two filings, of two nominees and one; only the first nominee has no faults."""
    opened_city()
    return [filed_city(typed(BEARINGS, feature="一轴一档"), typed(GEARS)), filed_city(typed(LIFTS))]


def states() -> dict[str, str]:
    """The state of each entry."""
    return dict(Entry.objects.values_list("name", "status"))


def logged(act: str) -> int:
    """How many rows of the log tell of this act."""
    return LogRow.objects.filter(act=act).count()


def sure(client: Client, preview: Any, **more: str) -> Any:
    """Presses the button of a preview."""
    html = preview.content.decode()
    token = re.findall(r'name="token" value="([^"]+)"', html)[0]
    return client.post(re.findall(rf'action="({LIST}[a-z-]+)"', html)[0], {"token": token, **more})


def test_accepting_what_is_checked(numbers: list[str]) -> None:
    client = working(CLERK)
    refuse_entry(actor=clerk(), looked=Looked(numbers[0], 2, 1), reason="不符")
    picked = {"entry": [f"{numbers[0]}.1", f"{numbers[0]}.2", "x"], "query": "?q=示例"}
    preview = client.post(LIST + "accept", picked)
    told = text_of(preview)
    for words in ("可以办理 1 条", BEARINGS, "不能办理 1 条", "目前为“不予受理”", "受理 1 条"):
        assert words in told, words
    assert states() == {BEARINGS: "pending", GEARS: "refused", LIFTS: "pending"}
    done = sure(client, preview)
    assert "办理了 1 条" in text_of(done)
    assert f'href="{LIST}?q=%E7%A4%BA%E4%BE%8B"' in done.content.decode()
    assert states() == {BEARINGS: "accepted", GEARS: "refused", LIFTS: "pending"}
    assert (logged("accept_entry"), OutboxMessage.objects.filter(kind="accepted").count()) == (1, 1)
    # The same sent again is no second decision, and no failure either.
    assert "办理了 1 条" in text_of(sure(client, preview))
    assert logged("accept_entry") == 1


def test_accepting_all_that_a_list_selects(numbers: list[str]) -> None:
    client = working(CLERK)
    preview = client.post(LIST + "accept", {"which": "?found=errors", "entry": f"{numbers[0]}.1"})
    assert "受理 2 条" in text_of(preview)
    sure(client, preview)
    assert states() == {BEARINGS: "pending", GEARS: "accepted", LIFTS: "accepted"}


def test_nothing_without_a_preview(numbers: list[str]) -> None:
    client, picked = working(CLERK), {"entry": f"{numbers[0]}.1"}
    assert client.get(LIST + "accept", picked).headers["Location"] == LIST
    preview = client.post(LIST + "accept", {**picked, "sure": "yes", "next": "yes"})
    token = re.findall(r'name="token" value="([^"]+)"', preview.content.decode())[0]
    for other, address, field in (
        (client, LIST, "x" + token),
        (client, LIST, ""),
        (working(HEAD), LIST, token),
        (working(CLERK), LIST, token),  # the same person in another session
        (working(CLERK, slug="elsewhere"), LIST, token),
    ):
        answer = other.post(address + "accept", {"token": field})
        assert answer.status_code in {404, 422}
    opened_city("other")
    assert client.post("/office/calls/other/entries/accept", {"token": token}).status_code == 422
    assert working(SUPERVISOR).post(LIST + "accept", {"token": token}).status_code == 403
    nothing = client.post(LIST + "accept", {"entry": "x.1", "query": "?sort=name"})
    assert (nothing.status_code, "没有选中申报" in text_of(nothing)) == (422, True)
    assert set(states().values()) == {"pending"}


def test_refusing_with_a_reason_of_the_list(numbers: list[str]) -> None:
    reason = Reason.objects.create(
        office_id=office().id, act="refuse_entry", title="不属范围", text="不属于参评范围。", clause="附件1二"
    )
    Reason.objects.create(
        office_id=office().id, act="refuse_entry", title="旧理由", text="旧", retired_at=database_now()
    )
    client, picked = working(CLERK), {"entries": f"{numbers[0]}.1 {numbers[1]}.1"}
    form = client.post(LIST + "refuse", picked)
    assert re.findall(r"<option[^>]*>([^<]+)</option>", form.content.decode()) == ["不用常用理由", "不属范围"]
    empty = client.post(LIST + "refuse", {**picked, "next": "yes", "kept": "", "reason": " "})
    assert (empty.status_code, "请写明理由" in text_of(empty)) == (422, True)
    odd = client.post(LIST + "refuse", {**picked, "next": "yes", "kept": "x", "reason": "理由"})
    assert odd.status_code == 422
    preview = client.post(
        LIST + "refuse", {**picked, "next": "yes", "kept": reason.id.hex, "reason": "见来函。"}
    )
    assert "不予受理 2 条" in text_of(preview)
    back = client.post(
        LIST + "refuse", {**picked, "edit": "yes", "kept": reason.id.hex, "reason": "见来函。"}
    )
    assert (fields_on(back)["reason"], f'value="{reason.id.hex}" selected' in back.content.decode()) == (
        "见来函。",
        True,
    )
    sure(client, preview)
    assert states() == {BEARINGS: "refused", GEARS: "pending", LIFTS: "refused"}
    told = {row.content["reason"] for row in LogRow.objects.filter(act="refuse_entry") if row.content}
    assert told == {"不属于参评范围。（附件1二）\n见来函。"}


def test_returning_each_with_its_own_errors(numbers: list[str]) -> None:
    client, due = working(CLERK), moment_to_type(database_now() + timedelta(days=5))
    form = client.post(LIST + "return-errors", {"which": "?"})
    told = text_of(form)
    for words in ("可以办理 2 条", FAULT, "不能办理 1 条", "没有可以照写的意见"):
        assert words in told, words
    fields = {**fields_on(form), "which": "?", "next": "yes"}
    past = client.post(LIST + "return-errors", {**fields, "due": "2020-01-01 08:00"})
    assert (past.status_code, past.content.decode().count('id="due-error"')) == (422, 1)
    preview = client.post(LIST + "return-errors", {**fields, "due": due, "note": "请尽快。"})
    assert "退回补正 2 条" in text_of(preview)
    sure(client, preview)
    assert states() == {BEARINGS: "pending", GEARS: "returned", LIFTS: "returned"}
    asked = Correction.objects.get(entry__name=GEARS)
    assert (asked.remarks, asked.note) == ([{"column": "feature", "text": FAULT}], "请尽快。")
    assert moment_to_type(asked.due) == due
    assert Correction.objects.get(entry__name=LIFTS).entry.filing.number == numbers[1]


def test_returning_many_with_the_same_words(numbers: list[str]) -> None:
    client, picked = working(CLERK), {"entries": f"{numbers[0]}.1 {numbers[1]}.1", "next": "yes"}
    due = moment_to_type(database_now() + timedelta(days=5))
    empty = client.post(LIST + "return", {**picked, "due": due})
    assert (empty.status_code, "退回补正 2 条" in text_of(empty)) == (422, False)
    preview = client.post(
        LIST + "return",
        {**picked, "due": due, "column-profile": "补写员工人数。", "column-honors": "附证书。"},
    )
    sure(client, preview)
    assert states() == {BEARINGS: "returned", GEARS: "pending", LIFTS: "returned"}
    remarks = [{"column": "profile", "text": "补写员工人数。"}, {"column": "honors", "text": "附证书。"}]
    assert [one.remarks for one in Correction.objects.all()] == [remarks, remarks]


def test_what_changed_meanwhile_is_left_and_told(numbers: list[str]) -> None:
    client = working(CLERK)
    preview = client.post(LIST + "accept", {"which": "?"})
    withdraw(actor=clerk(), number=numbers[1], reason="来函")
    accept_entry(
        actor=Actor(role=Role.OFFICE_CLERK, person="other", office=office().id.hex),
        looked=Looked(numbers[0], 2, 1),
    )
    told = text_of(sure(client, preview))
    for words in ("办理了 1 条", "另有人作了决定", "没有办 1 条"):
        assert words in told, words
    assert states() == {BEARINGS: "accepted", GEARS: "accepted", LIFTS: "withdrawn"}
    assert logged("accept_entry") == 2


def test_an_older_version_is_not_decided_on(numbers: list[str]) -> None:
    client = working(CLERK)
    preview = client.post(LIST + "accept", {"entry": f"{numbers[1]}.1"})
    version = Entry.objects.get(name=LIFTS).filing.versions.get()
    version.pk, version.ordinal = None, 2
    version.save()
    told = text_of(sure(client, preview))
    for words in ("办理了 0 条", "现在已是第 2 版"):
        assert words in told, words
    assert states()[LIFTS] == "pending"


def test_a_batch_is_taken_back(numbers: list[str]) -> None:
    client = working(HEAD)
    done = sure(client, client.post(LIST + "accept", {"which": "?"}))
    token = re.findall(r'name="undo" value="([^"]+)"', done.content.decode())[0]
    form = client.post(LIST + "reopen", {"undo": token})
    assert "可以办理 3 条" in text_of(form)
    fields = {"undo": token, "next": "yes", "reason": "选错了一批。"}
    preview = client.post(LIST + "reopen", fields)
    assert "重新审查 3 条" in text_of(preview)
    assert set(states().values()) == {"accepted"}
    sure(client, preview)
    assert set(states().values()) == {"pending"}
    assert (logged("reopen_entry"), OutboxMessage.objects.filter(kind="reopened").count()) == (3, 3)
    # What was taken back isn't done again by what was previewed before.
    accept_entry(actor=clerk(), looked=Looked(numbers[0], 1, 1))
    assert "另有人作了决定" in text_of(client.post(LIST + "reopen", {"undo": token}))
    assert "可以办理" not in text_of(client.post(LIST + "reopen", {"undo": "x"}))


def test_a_return_is_taken_back_by_the_clerk(numbers: list[str]) -> None:
    client = working(CLERK)
    picked = {
        "entry": f"{numbers[1]}.1",
        "next": "yes",
        "due": moment_to_type(database_now() + timedelta(days=5)),
    }
    done = sure(client, client.post(LIST + "return-errors", picked))
    token = re.findall(r'name="undo" value="([^"]+)"', done.content.decode())[0]
    sure(client, client.post(LIST + "cancel", {"undo": token, "next": "yes", "reason": "不用补了。"}))
    assert (states()[LIFTS], Correction.objects.get().status) == ("pending", "cancelled")
    accepted = sure(client, client.post(LIST + "accept", {"entry": f"{numbers[1]}.1"}))
    assert "请处室负责人在列表里" in text_of(accepted)
    assert 'name="undo"' not in accepted.content.decode()
    assert "不能办理 1 条" in text_of(client.post(LIST + "reopen", {"entry": f"{numbers[1]}.1"}))


def test_many_are_done_in_parts_and_can_be_stopped(
    numbers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "ONE_GO", 1)
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    client = working(CLERK)
    due = database_now() + timedelta(days=5)
    return_entry(actor=clerk(), looked=Looked(numbers[0], 2, 1), remarks=[Remark("feature", "精简")], due=due)
    first = sure(client, client.post(LIST + "accept", {"which": "?"}))
    assert "1 / 2" in text_of(first)
    assert "继续（还有 1 条）" in text_of(first)
    stopped = text_of(sure(client, first, stop="yes"))
    assert "办理了 1 条 ，停下时还有 1 条没有办" in stopped
    assert states() == {BEARINGS: "accepted", GEARS: "returned", LIFTS: "pending"}
    last = sure(client, first)
    assert "办理了 2 条" in text_of(last)
    assert states() == {BEARINGS: "accepted", GEARS: "returned", LIFTS: "accepted"}


def test_what_is_in_order_is_recorded_as_checked(numbers: list[str]) -> None:
    client = working(CLERK)
    preview = client.post(LIST + "check", {"which": "?"})
    for words in ("记录已审查 1 条", "不能办理 2 条", "不能成批记为都符合"):
        assert words in text_of(preview), words
    for _ in range(2):
        assert "办理了 1 条" in text_of(sure(client, preview))
    row = LogRow.objects.get(act="check_entry")
    assert row.content
    assert (row.content["name"], row.content["items"]["seal"]) == (BEARINGS, {"ok": True, "remark": ""})
    assert set(states().values()) == {"pending"}
    assert row.content["number"] == numbers[0]
