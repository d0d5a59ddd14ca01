"""The supervisor's desk: what it counts, finds and tells, at whatever length of the log."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jianyou.actions.arrivals import mark_arrival, void_arrival
from jianyou.actions.calls import extend_deadline
from jianyou.actions.correcting import cancel_correction
from jianyou.actions.deciding import (
    Looked,
    Remark,
    accept_entry,
    refuse_entry,
    reopen_entry,
    return_entry,
)
from jianyou.actions.sealing import seal
from jianyou.actions.showing import show_personal_data
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.queries.audit_kinds import GROUPS, Watch
from jianyou.queries.supervise import SoughtDecisions, get_start, list_decisions
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, LogRow, Office
from jianyou.terms.lang import Lang
from jianyou.web.office.supervising import GROUP_CODES, WATCH_CODES, told_content
from tests.site.kit import clerk, counter, head, master_of, staff
from tests.site.office import CLERK, COUNTER, FILER, HEAD, SUPERVISOR, filed_city, typed, working
from tests.site.public import opened_city, text_of
from tests.site.supervised import long_log

pytestmark = pytest.mark.usefixtures("site")

DESK, LOG, DECISIONS = "/office/supervise/", "/office/supervise/log/", "/office/supervise/decisions/"
ASKED = [Remark("feature", "请精简。")]


def acts_on(answer: Any) -> list[str]:
    """The acts that a list shows, in its order."""
    return re.findall(r'class="audit-what"><a href="[^"]*"><strong>(.*?)</strong>', answer.content.decode())


def eventful() -> str:
    """A call in which everything was done that deserves a look, but for a late filing; a filing's number."""
    call = opened_city()
    number = filed_city(typed("示例轴承有限公司"), typed("示例齿轮厂"))
    accept_entry(actor=clerk(), looked=Looked(number, 1, 1), note="材料齐全")
    reopen_entry(actor=head(), looked=Looked(number, 1, 1), reason="信访反映")
    refuse_entry(actor=clerk(), looked=Looked(number, 1, 1), reason="不属于参评范围100%")
    due = database_now() + timedelta(days=1)
    return_entry(actor=clerk(), looked=Looked(number, 2, 1), remarks=ASKED, due=due)
    cancel_correction(actor=clerk(), number=number, ordinal=2, reason="退错了")
    show_personal_data(actor=clerk(), number=number, reason="电话核对")
    show_personal_data(actor=filer_of(number), number=number, reason="")
    master_of(actor=clerk(), call_slug="city", reason="报委领导审定")
    arrival = mark_arrival(actor=counter(), call_slug="city")
    void_arrival(actor=counter(), call_slug="city", number=arrival.number, reason="多按了一次")
    later = call.deadline + timedelta(days=1)
    extend_deadline(actor=head(), call_slug="city", deadline=later, reason="系统检修")
    return number


def test_every_act_and_every_look_has_its_word() -> None:
    every = [act for acts in GROUPS.values() for act in acts]
    assert sorted(every) == sorted(Act)
    assert (set(GROUP_CODES), set(WATCH_CODES)) == (set(GROUPS), set(Watch))


def test_what_deserves_a_look_is_counted_and_leads_to_the_rows() -> None:
    eventful()
    supervisor = staff(SUPERVISOR, "jiandu")
    once = {
        Watch.DEADLINE: 1,
        Watch.CORRECTION: 1,
        Watch.REOPENED: 1,
        Watch.EXPORTED: 1,
        Watch.SHOWN: 1,
        Watch.VOIDED: 1,
    }
    (only,) = get_start(viewer=supervisor).calls
    assert only.looks == once
    # Only where the office wants two people is one too few.
    Office.objects.update(second_person=True)
    start = get_start(viewer=supervisor)
    assert start.calls[0].looks == {**once, Watch.ALONE: 1}
    assert start.looks == dict.fromkeys(Watch, 0) | {**once, Watch.ALONE: 1}
    client = working(SUPERVISOR)
    html = client.get(DESK).content.decode()
    links = re.findall(rf'href="({LOG}\?watch=[^"]*)"', html)
    assert len(links) == 14
    assert {len(acts_on(client.get(link.replace("&amp;", "&")))) for link in links} == {1}


def test_found_by_what_who_when_where_and_words() -> None:
    number = eventful()
    client = working(SUPERVISOR)
    working(CLERK)
    working(HEAD)
    today = database_now() + timedelta(hours=8)
    day, tomorrow = f"{today:%Y-%m-%d}", f"{today + timedelta(days=1):%Y-%m-%d}"
    for query, found in {
        "what=deciding": ["退回补正", "不予受理", "重新审查", "受理"],
        "what=refuse_entry": ["不予受理"],
        "what=correcting": ["取消补正要求"],
        "what=taken&role=office_clerk": ["导出推荐汇总表", "查看个人信息"],
        "what=taken&role=filer": ["查看个人信息"],
        "what=deciding&person=chuzhang": ["重新审查"],
        "what=deciding&person=chuzhang示例": ["重新审查"],
        "what=deciding&person=没有此人": [],
        f"what=refuse_entry&since={day}&until={day}": ["不予受理"],
        f"what=refuse_entry&since={tomorrow}": [],
        f"what=deciding&number={number.lower()}&entry=2": ["退回补正"],
        f"number={number[:6]}&what=deciding&entry=2": ["退回补正"],
        "number=ZZZZ-ZZZZ": [],
        "q=信访": ["重新审查"],
        "q=范围100%25": ["不予受理"],
        "q=范围100_": [],
        "q=%22reason": [],
        "call=city&what=accept_entry": ["受理"],
        "call=other": [],
        "what=nothing&role=nothing&watch=nothing&page=nothing&q=材料齐全": ["受理"],
        "q=没%00有": [],
    }.items():
        assert acts_on(client.get(f"{LOG}?{query}")) == found, query
    assert len(acts_on(client.get(LOG))) == LogRow.objects.count() == 13
    answer = client.get(f"{LOG}?since=昨天&until=2026-13-01")
    assert (answer.status_code, acts_on(answer)) == (422, [])
    assert text_of(answer).count("看不懂这个日期") == 4
    assert "结束日期早于开始日期" in text_of(client.get(f"{LOG}?since=2026年5月2日&until=2026/5/1"))


def test_a_row_tells_who_and_why_and_its_place() -> None:
    number = eventful()
    client = working(SUPERVISOR)
    row = LogRow.objects.get(act=Act.REFUSE_ENTRY)
    address = f"{LOG}{row.id}/"
    told = text_of(client.get(address))
    assert "尚未封存" in told
    seal(call_slug="city")
    row.refresh_from_db()
    told = text_of(client.get(address))
    assert f"位置 第 {(row.place or 0) + 1} 条" in told
    assert "理由 不属于参评范围100%" in told
    assert f"报送件 {number} {FILER}" in told
    assert "内容、事项、人员、时间与账本一致" in told
    LogRow.objects.filter(id=row.id).update(actor="chuzhang")
    assert "这一条与账本不一致" in text_of(client.get(address))
    LogRow.objects.filter(id=row.id).update(content=None, salt=None, actor="jingban")
    assert "内容已按规定清除" in text_of(client.get(address))


def test_a_row_tells_values_of_fixed_sets_in_words() -> None:
    content = {"purpose": "sealed_scan", "media": ["paper", "disc"], "note": "form"}
    told = [("用途", ["盖章扫描件"]), ("载体", ["纸质", "光盘"]), ("说明", ["form"])]
    assert told_content(content, Lang.ZH) == told


def test_decisions_tell_how_long_they_took() -> None:
    number = eventful()
    filed = database_now() - timedelta(hours=10)
    LogRow.objects.filter(act=Act.REGISTER_PAPER).update(at=filed)
    Call.objects.get().filings.update(filed_at=filed)
    for hours, act in (
        (1, Act.ACCEPT_ENTRY),
        (3, Act.REOPEN_ENTRY),
        (9, Act.REFUSE_ENTRY),
        (2, Act.RETURN_ENTRY),
    ):
        LogRow.objects.filter(act=act).update(at=filed + timedelta(hours=hours))
    found = list_decisions(viewer=staff(SUPERVISOR, "jiandu"), sought=SoughtDecisions())
    assert [(one.line.act, one.line.ordinal, one.took) for one in found.page.items] == [
        (Act.REFUSE_ENTRY, 1, timedelta(hours=6)),
        (Act.REOPEN_ENTRY, 1, None),
        (Act.RETURN_ENTRY, 2, timedelta(hours=2)),
        (Act.ACCEPT_ENTRY, 1, timedelta(hours=1)),
    ]
    assert {one.line.number for one in found.page.items} == {number}
    assert [(one.username, dict(one.counts), one.median) for one in found.officers] == [
        (
            "jingban",
            {Act.ACCEPT_ENTRY: 1, Act.REFUSE_ENTRY: 1, Act.RETURN_ENTRY: 1},
            timedelta(hours=2),
        ),
        ("chuzhang", {Act.REOPEN_ENTRY: 1}, None),
    ]
    client = working(SUPERVISOR)
    assert acts_on(client.get(f"{DECISIONS}?what=return_entry&call=city")) == ["退回补正"]
    assert client.get(f"{DECISIONS}?since=x").status_code == 422


def queries(client: Client, path: str) -> int:
    """How many statements a page asks; what only begins a transaction is none."""
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return sum(one["sql"].startswith(("SELECT", "UPDATE", "INSERT")) for one in seen.captured_queries)


def test_the_cost_does_not_grow() -> None:
    call = opened_city()
    long_log(call, 1)
    client = working(SUPERVISOR)
    paths = (DESK, LOG, f"{LOG}?q=参评&role=office_clerk", DECISIONS)
    costs = [queries(client, path) for path in paths]
    long_log(call, 2)
    assert [queries(client, path) for path in paths] == costs
    long_log(call, 300)
    assert LogRow.objects.count() > 3_000
    assert [queries(client, path) for path in paths] == costs == [9, 12, 12, 14]
    assert "多于 2000 条" in text_of(client.get(LOG))
    assert len(acts_on(client.get(f"{LOG}?page=9999"))) == 50


def test_another_office_sees_nothing_of_it() -> None:
    number = eventful()
    row = LogRow.objects.earliest("at").id
    stranger = working(SUPERVISOR, slug="elsewhere")
    for path in (DESK, LOG, f"{LOG}?call=city", f"{LOG}?number={number}", f"{LOG}?person=jingban", DECISIONS):
        told = text_of(stranger.get(path))
        assert number not in told
        assert "示例" not in told.replace("示例市科学技术局", "").replace("elsewhere-supervisor示例", "")
    for path in (f"{LOG}{row}/", "/office/supervise/calls/city/verify"):
        assert stranger.get(path).status_code == 404
    assert stranger.post("/office/supervise/calls/city/verify").status_code == 404
    assert working(COUNTER).get(DESK).status_code == 403
