"""What the office does on its pages: in two steps, logged, told, and never on what somebody else changed."""

import re
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localtime

from jianyou.actions.arrivals import register_paper
from jianyou.actions.correcting import answer_correction
from jianyou.actions.deciding import Looked, Remark, return_entry
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.store.dialect import database_now
from jianyou.store.models import (
    Call,
    Correction,
    Entry,
    Extension,
    Filing,
    LogRow,
    Office,
    Outage,
    OutboxMessage,
)
from jianyou.web.components.moments import moment_to_type
from tests.site.kit import clerk, counter, moved_deadline
from tests.site.office import (
    CLERK,
    FEATURE,
    HEAD,
    done,
    fields_on,
    filed_city,
    previewed,
    sent_city,
    typed,
    working,
)
from tests.site.public import opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")

FAULT = "共 55 字（不计标点 45 字），超过 25 字的限制，请精简。"
NAME, OTHER = "示例轴承有限公司", "示例齿轮厂"


@pytest.fixture
def number() -> str:
    """A filing of two entries; the first one's feature is too long."""
    opened_city()
    return filed_city(typed(NAME), typed(OTHER, feature="一轴一档"))


def entry(number: str, ordinal: int = 1) -> str:
    """The beginning of the addresses of an entry's acts."""
    return f"/office/filings/{number}/entries/{ordinal}/"


def states() -> list[str]:
    """The states of all entries."""
    return list(Entry.objects.order_by("ordinal").values_list("status", flat=True))


def last_log() -> tuple[str, str, Any]:
    """The newest act, who did it, and what was logged of it."""
    row = LogRow.objects.order_by("at", "id").last()
    assert row is not None
    return row.act, row.actor, row.content


def last_told() -> tuple[str, str]:
    """The kind of the newest message and whom it is for."""
    message = OutboxMessage.objects.order_by("at", "id").last()
    assert message is not None
    return message.kind, message.audience


def in_days(days: float) -> str:
    """A moment as it is typed."""
    return moment_to_type(database_now() + timedelta(days=days))


def led_to(answer: Any, number: str, act: str, ordinal: int = 0) -> None:
    """The answer leads to the filing, which says what was done."""
    told, anchor = (f"{act}.{ordinal}", f"#entry-{ordinal}") if ordinal else (act, "")
    assert (answer.status_code, answer.headers["Location"]) == (
        HTTPStatus.FOUND,
        f"/office/filings/{number}/?done={told}{anchor}",
    )


def problems_on(answer: Any) -> list[str]:
    """What the summary at the top says, which has the focus."""
    html = answer.content.decode()
    summary = re.search(r'role="alert" tabindex="-1" autofocus id="problems">(.*?)</ul>', html, re.DOTALL)
    assert summary
    return re.findall(r'<li><a href="#([\w-]+)">', summary[1])


def test_accepting(number: str) -> None:
    client = working(CLERK)
    page = client.get(f"/office/filings/{number}/")
    assert page.content.decode().count("button-primary") == 1
    led_to(client.post(entry(number, 2) + "accept", {"version": "1"}), number, "accept_entry", 2)
    assert states() == ["pending", "accepted"]
    act, who, content = last_log()
    assert (act, who, content["ordinal"], content["version"]) == ("accept_entry", "jingban", 2, 1)
    assert last_told() == ("accepted", "filer")
    told = text_of(client.get(f"/office/filings/{number}/?done=accept_entry.2"))
    assert "已办理“受理”" in told
    again = client.post(entry(number, 2) + "accept", {"version": "1"})
    assert again.status_code == HTTPStatus.CONFLICT
    assert problems_on(again) == ["entry-2"]


def test_returning(number: str) -> None:
    client, address = working(CLERK), entry(number) + "return"
    form = fields_on(client.get(address))
    asked = {name: text for name, text in form.items() if name.startswith("column-")}
    assert {name for name, text in asked.items() if text} == {"column-feature"}
    assert asked["column-feature"] == FAULT
    due = datetime.fromisoformat(form["due"])
    assert (due.hour, due.minute, due.weekday() < 5) == (18, 0, True)
    assert timedelta(days=6) < due - localtime(database_now()).replace(tzinfo=None) < timedelta(days=10)

    preview = previewed(client, address, **{"column-name": "请写营业执照上的全称。", "note": "电话已沟通。"})
    assert (states(), Correction.objects.count()) == (["pending", "pending"], 0)
    told = text_of(preview)
    for words in ("退回补正 1 条", NAME, FAULT, "请写营业执照上的全称。", "电话已沟通。"):
        assert words in told, words
    assert f"{due.year}年{due.month}月{due.day}日" in told

    edited = client.post(address, {**fields_on(preview), "edit": "yes"})
    assert fields_on(edited)["note"] == "电话已沟通。"
    led_to(client.post(address, {**fields_on(preview), "sure": "yes"}), number, "return_entry", 1)
    correction = Correction.objects.get()
    assert [(one["column"], one["text"]) for one in correction.remarks] == [
        ("name", "请写营业执照上的全称。"),
        ("feature", FAULT),
    ]
    assert (correction.note, moment_to_type(correction.due)) == ("电话已沟通。", form["due"])
    assert states() == ["returned", "pending"]
    assert (last_log()[:2], last_told()) == (("return_entry", "jingban"), ("returned", "filer"))
    assert "等申报单位补正，期限" in text_of(client.get(f"/office/filings/{number}/"))


MISTAKES: tuple[tuple[dict[str, str], list[str]], ...] = (
    ({"column-feature": ""}, ["column-name"]),
    ({"due": ""}, ["due"]),
    ({"due": "下周五"}, ["due"]),
    ({"due": "2026-02-30 18:00"}, ["due"]),
    ({"due": "2" * 100_000}, ["due"]),
    ({"column-feature": "长" * 2001, "note": "长" * 2001}, ["column-feature", "note"]),
)


def test_a_return_with_mistakes(number: str) -> None:
    client, address = working(CLERK), entry(number) + "return"
    start = fields_on(client.get(address))
    for fields, wrong in MISTAKES:
        answer = client.post(address, {**start, **fields, "sure": "yes"})
        assert (answer.status_code, problems_on(answer)) == (HTTPStatus.UNPROCESSABLE_ENTITY, wrong)
        html = answer.content.decode()
        for name in wrong:
            assert html.count(f'id="{name}-error"') == 1
            told = rf'name="{name}"[^>]*aria-describedby="[^"]*{name}-error"[^>]*aria-invalid="true"'
            assert re.search(told, html)
        assert states() == ["pending", "pending"]


def test_remarks_begin_in_the_language_of_the_filer(number: str) -> None:
    client, address = working(CLERK), entry(number) + "return"
    client.cookies["jianyou_lang"] = "en"
    page = client.get(address)
    assert fields_on(page)["column-feature"] == FAULT
    assert "above the limit of 25; please shorten." in text_of(page)


def test_a_due_moment_that_is_past(number: str) -> None:
    client, address = working(CLERK), entry(number) + "return"
    answer = client.post(
        address, {**fields_on(client.get(address)), "due": "2020-01-01 08:00", "sure": "yes"}
    )
    assert (answer.status_code, problems_on(answer)) == (HTTPStatus.CONFLICT, ["due"])
    assert "请填写以后的时间" in text_of(answer)


def test_what_nobody_could_type_is_left_out(number: str) -> None:
    client, address = working(CLERK), entry(number) + "refuse"
    led_to(done(client, address, reason="不属于\0参评范围"), number, "refuse_entry", 1)
    assert last_log()[2]["reason"] == "不属于参评范围"


def test_refusing_and_looking_again(number: str) -> None:
    client, address = working(CLERK), entry(number) + "refuse"
    empty = client.post(address, {"version": "1", "sure": "yes"})
    assert (empty.status_code, problems_on(empty)) == (HTTPStatus.UNPROCESSABLE_ENTITY, ["reason"])
    assert "不予受理 1 条" in text_of(previewed(client, address, reason="不属于参评范围。"))
    assert states() == ["pending", "pending"]
    led_to(done(client, address, reason="不属于参评范围。"), number, "refuse_entry", 1)
    assert (states(), last_told()) == (["refused", "pending"], ("refused", "filer"))
    assert last_log()[2]["reason"] == "不属于参评范围。"

    again = entry(number) + "reopen"
    assert "不属于您的岗位" in text_of(client.get(again))
    assert (
        client.post(again, {"reason": "漏看一项", "sure": "yes", "version": "1"}).status_code
        == HTTPStatus.CONFLICT
    )
    assert states() == ["refused", "pending"]
    chief = working(HEAD)
    led_to(done(chief, again, reason="漏看一项。"), number, "reopen_entry", 1)
    assert (states(), last_told()) == (["pending", "pending"], ("reopened", "filer"))
    assert last_log()[1] == "chuzhang"


def test_more_time_and_no_longer_asked(number: str) -> None:
    client = working(CLERK)
    done(client, entry(number) + "return")
    address, later = entry(number) + "extend", in_days(30)
    refused = client.post(address, {"reason": "来函申请", "due": in_days(1), "sure": "yes", "version": "1"})
    assert (refused.status_code, problems_on(refused)) == (HTTPStatus.CONFLICT, ["due"])
    led_to(done(client, address, reason="来函申请延期。", due=later), number, "extend_correction", 1)
    assert moment_to_type(Correction.objects.get().due) == later
    assert last_told() == ("correction_extended", "filer")
    led_to(done(client, entry(number) + "cancel", reason="不用再改。"), number, "cancel_correction", 1)
    assert (states(), last_told()) == (["pending", "pending"], ("correction_cancelled", "filer"))
    assert last_log()[2]["reason"] == "不用再改。"
    assert "状态已经改变" in text_of(client.get(address))


def corrected(number: str, feature: str) -> None:
    """The first entry is returned and its filer answers."""
    due = database_now() + timedelta(days=1)
    looked = Looked(number, 1, Filing.objects.get(number=number).versions.count())
    return_entry(actor=clerk(), looked=looked, remarks=[Remark("feature", "精简")], due=due)
    again = sent_city(typed(NAME, feature=feature), typed(OTHER, feature="一轴一档"))
    answer_correction(actor=filer_of(number), number=number, ordinal=1, version=looked.version, sent=again)


def test_a_decision_on_what_has_changed_is_refused_with_the_difference(number: str) -> None:
    client, refuse = working(CLERK), entry(number) + "refuse"
    seen = fields_on(previewed(client, refuse, reason="太长。"))
    corrected(number, "一轴一档，件件可追溯")
    for answer in (
        client.post(refuse, {**seen, "sure": "yes"}),
        client.post(entry(number) + "accept", {"version": "1"}),
    ):
        html = answer.content.decode()
        assert answer.status_code == HTTPStatus.CONFLICT
        assert "<del>" in html
        assert "件件可追溯" in html
        assert states() == ["resubmitted", "pending"]
    # The refusal showed the difference, so its form goes on from the newest version.
    led_to(
        client.post(refuse, {**fields_on(client.post(refuse, {**seen, "sure": "yes"})), "sure": "yes"}),
        number,
        "refuse_entry",
        1,
    )


def test_a_version_that_never_was(number: str) -> None:
    client = working(CLERK)
    for version in ("", "0", "-1", "99", "x", "9" * 30):
        answer = client.post(entry(number) + "accept", {"version": version})
        assert (answer.status_code, states()) == (HTTPStatus.CONFLICT, ["pending", "pending"])


def test_two_versions_side_by_side(number: str) -> None:
    client = working(CLERK)
    address = f"/office/filings/{number}/versions"
    assert "0 处不同" in text_of(client.get(address))
    corrected(number, "一轴一档，件件可追溯")
    corrected(number, "一轴一档")
    newest, both = client.get(address), client.get(address + "?from=1&to=3")
    assert "1 处不同" in text_of(newest)
    assert "<del>，件件可追溯</del>" in newest.content.decode()
    assert FEATURE in both.content.decode().replace("<del>", "").replace("</del>", "")
    for odd in ("?from=x&to=99", "?from=0&to=" + "9" * 30):
        assert "1 处不同" in text_of(client.get(address + odd))


def test_withdrawing_for_a_filer(number: str) -> None:
    client, address = working(CLERK), f"/office/filings/{number}/withdraw"
    told = text_of(previewed(client, address, reason="申报单位来函撤回。"))
    assert "撤回 2 条" in told
    assert NAME in told
    assert OTHER in told
    assert states() == ["pending", "pending"]
    led_to(done(client, address, reason="申报单位来函撤回。"), number, "withdraw")
    assert (states(), last_told()) == (["withdrawn", "withdrawn"], ("withdrawn", "filer"))
    assert last_log()[2]["reason"] == "申报单位来函撤回。"
    assert "状态已经改变" in text_of(client.get(address))


def late_filing(*, admits: bool) -> str:
    """A paper that came after the deadline."""
    call = opened_city(late=admits)
    moved_deadline(call, -90)
    return register_paper(actor=counter(), call_slug="city", sent=sent_city()).filing.number


def test_a_late_filing_admitted_by_the_head() -> None:
    number = late_filing(admits=True)
    address = f"/office/filings/{number}/admit"
    told = text_of(working(CLERK).get(f"/office/filings/{number}/"))
    assert re.search(r"逾期 1 分 3\d 秒", told)
    clerks = working(CLERK).get(address)
    assert "须由本部门的处室负责人" in text_of(clerks)
    assert "sure" not in fields_on(clerks)
    assert working(CLERK).post(address, {"reason": "想收", "sure": "yes"}).status_code == HTTPStatus.CONFLICT
    assert Filing.objects.get().status == "late"
    chief = working(HEAD)
    assert "准予接收 1 条" in text_of(previewed(chief, address, reason="邮路中断。"))
    led_to(done(chief, address, reason="邮路中断。"), number, "admit_late")
    assert (Filing.objects.get().status, last_told()) == ("filed", ("admitted", "filer"))
    assert (last_log()[2]["reason"], last_log()[2]["approved_by"]) == ("邮路中断。", "chuzhang")
    assert "逾期后准予接收" in text_of(chief.get(f"/office/filings/{number}/"))


def test_nothing_late_where_the_call_admits_nothing() -> None:
    number = late_filing(admits=False)
    chief, address = working(HEAD), f"/office/filings/{number}/admit"
    assert "准予接收逾期件…" not in text_of(chief.get(f"/office/filings/{number}/"))
    assert chief.post(address, {"reason": "想收", "sure": "yes"}).status_code == HTTPStatus.CONFLICT
    assert Filing.objects.get().status == "late"


def test_more_time_for_all(number: str) -> None:
    address, later = "/office/calls/city/extend", in_days(9)
    before = Call.objects.get().deadline
    assert "须由本部门的处室负责人" in text_of(working(CLERK).get(address))
    working(CLERK).post(address, {"due": later, "reason": "系统维护", "sure": "yes"})
    assert Call.objects.get().deadline == before
    chief = working(HEAD)
    earlier = chief.post(address, {"due": "2020-01-01 08:00", "reason": "系统维护", "sure": "yes"})
    assert (earlier.status_code, problems_on(earlier)) == (HTTPStatus.CONFLICT, ["due"])
    assert "告知已经报送的 1 件" in text_of(previewed(chief, address, due=later, reason="系统维护。"))
    answer = done(chief, address, due=later, reason="系统维护。")
    assert (answer.status_code, answer.headers["Location"]) == (
        HTTPStatus.FOUND,
        "/office/calls/city/?done=extend",
    )
    assert (moment_to_type(Call.objects.get().deadline), Extension.objects.get().approved_by) == (
        later,
        "chuzhang",
    )
    assert (last_log()[0], last_told()) == ("extend_deadline", ("extended", "filer"))
    told = text_of(chief.get("/office/calls/city/?done=extend"))
    assert "系统维护。" in told
    assert "chuzhang示例" in told
    assert number


def test_an_outage(number: str) -> None:
    address, chief = "/office/calls/city/outage", working(HEAD)
    fields = {"began": in_days(-0.2), "ended": in_days(-0.1), "reason": "机房停电。"}
    assert "须由本部门的处室负责人" in text_of(working(CLERK).get(address))
    wrong = chief.post(address, {**fields, "ended": in_days(1), "sure": "yes"})
    assert (wrong.status_code, problems_on(wrong)) == (HTTPStatus.CONFLICT, ["ended"])
    assert done(chief, address, **fields).headers["Location"] == "/office/calls/city/?done=outage"
    outage = Outage.objects.get()
    assert (moment_to_type(outage.began), moment_to_type(outage.ended)) == (fields["began"], fields["ended"])
    assert last_log()[:2] == ("record_outage", "chuzhang")
    assert "机房停电。" in text_of(chief.get("/office/calls/city/"))
    assert number


def test_two_people_where_the_office_wants_it(number: str) -> None:
    Office.objects.filter(slug="office").update(second_person=True)
    address, chief = "/office/calls/city/extend", working(HEAD)
    assert "没有另一位处室负责人" in text_of(chief.get(address))
    working(HEAD, username="fuchuzhang")
    working(CLERK)
    fields = {"due": in_days(9), "reason": "系统维护。"}
    for name in ("", "chuzhang", "jingban", "nobody"):
        answer = chief.post(address, {**fields, "approver": name, "sure": "yes"})
        assert (answer.status_code, problems_on(answer)) == (HTTPStatus.UNPROCESSABLE_ENTITY, ["approver"]), (
            name
        )
    assert "fuchuzhang示例" in text_of(previewed(chief, address, **fields, approver="fuchuzhang"))
    done(chief, address, **fields, approver="fuchuzhang")
    content = last_log()[2]
    assert (last_log()[1], content["approved_by"]) == ("chuzhang", "fuchuzhang")
    assert number


def test_the_list_is_kept_through_an_act(number: str) -> None:
    client: Client = working(CLERK)
    query = "?state=filed&q=%E7%A4%BA%E4%BE%8B&page=2"
    address = f"{entry(number)}refuse{query}"
    seen = client.get(address)
    assert f'href="/office/filings/{number}/?state=filed&amp;q=%E7%A4%BA%E4%BE%8B&amp;page=2#entry-1"' in (
        seen.content.decode()
    )
    answer = done(client, address, reason="不属于参评范围。")
    assert answer.headers["Location"] == f"/office/filings/{number}/{query}&done=refuse_entry.1#entry-1"
    html = client.get(f"/office/filings/{number}/{query}").content.decode()
    assert 'href="/office/calls/city/filings/?state=filed&amp;q=%E7%A4%BA%E4%BE%8B&amp;page=2"' in html
