"""The review pane: one entry with its evidence, its clauses, its neighbours, and the acts on it."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.actions.correcting import answer_correction
from jianyou.actions.deciding import Looked, Remark, accept_entry, return_entry
from jianyou.actions.facts import record_fact
from jianyou.domain.eligibility.claims import SourceKind
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Candidacy, Entry, Fact, Handling, LogRow, Office, Presence, User
from tests.site.kit import clerk
from tests.site.office import (
    CLERK,
    CONTACT,
    COUNTER,
    FILER,
    HEAD,
    PHONE,
    SUPERVISOR,
    done,
    filed_city,
    sent_city,
    typed,
    working,
)
from tests.site.public import opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")


def pane(number: str, ordinal: int = 1, end: str = "") -> str:
    """The address of an entry."""
    return f"/office/entries/{number}/{ordinal}/{end}"


def shown(client: Any, address: str) -> str:
    """The words of a page that is there."""
    answer = client.get(address)
    assert answer.status_code == 200, (answer.status_code, text_of(answer))
    return text_of(answer)


def recorded(number: str, name: str, value: object, **other: Any) -> str:
    """A fact of the first entry; its key."""
    told = {"kind": SourceKind.OFFICE, "source": "电话核实", "on": date(2024, 2, 1), **other}
    return record_fact(actor=clerk(), looked=Looked(number, 1, 1), name=name, value=value, **told).hex


def test_the_row_with_findings_counts_and_clauses() -> None:
    opened_city()
    number = filed_city()
    words = shown(working(CLERK), pane(number))
    assert "示例轴承有限公司" in words
    assert "55/25 字" in words
    assert "错误 1 处" in words
    assert "附件1 二（二）5" in words
    assert re.search(r"示例市长质量|市长质量管理奖", words)
    assert CONTACT not in words
    assert "（已隐藏）" in words


def test_who_handles_the_call_sees_contacts_once_it_is_logged() -> None:
    opened_city()
    number = filed_city(typed("示例轴承有限公司"), typed("示例齿轮有限公司"))
    client = working(CLERK)
    assert "您经办本次征集" in shown(client, pane(number))
    answer = client.post(pane(number, end="personal"))
    assert answer.status_code == 302
    words = shown(client, pane(number))
    assert CONTACT in words
    assert PHONE in words
    assert CONTACT in shown(client, pane(number, 2))
    row = LogRow.objects.get(act="show_personal_data")
    assert row.content is not None
    assert row.content["reason"] == "经办人审查本条申报"


def test_who_does_not_handle_it_says_why_and_sees_them_once() -> None:
    opened_city()
    number = filed_city()
    client = working(CLERK)
    other = working(CLERK, username="lingyi")
    call = Call.objects.get()
    Handling.objects.create(office=call.office, call=call, user=User.objects.get(username="lingyi"))
    assert "您不经办本次征集" in shown(client, pane(number))
    answer = client.post(pane(number, end="personal"))
    assert answer.status_code == 422
    assert CONTACT not in text_of(answer)
    answer = client.post(pane(number, end="personal"), {"reason": "电话核对"})
    assert answer.status_code == 200
    assert CONTACT in text_of(answer)
    assert CONTACT not in shown(client, pane(number))
    assert "您经办本次征集" in shown(other, pane(number))


def test_a_fact_is_recorded_beside_its_clause() -> None:
    opened_city()
    number = filed_city()
    client = working(CLERK)
    words = shown(client, pane(number, end="?fact=on_serious_breach_list"))
    assert "登记这 1 项" in words
    form = {"fact": "on_serious_breach_list", "version": "1", "on": "2024-02-01", "source": "", "note": ""}
    answer = client.post(pane(number, end="facts"), form)
    assert answer.status_code == 422
    assert "还没有写来源" in text_of(answer)
    assert "还没有写明这一项是什么" in text_of(answer)
    answer = client.post(
        pane(number, end="facts?state=pending"), form | {"value": "yes", "source": "信用网站"}
    )
    assert answer.headers["Location"] == pane(number, end="?state=pending&done=record_fact#eligibility")
    assert Candidacy.objects.get(award="mayor").verdict == "not_met"
    words = shown(client, pane(number))
    assert "本部门核实： 信用网站 2024-02-01" in words
    key = Fact.objects.get().id.hex
    assert "撤回这 1 项" in shown(client, pane(number, end=f"?withdraw={key}"))
    answer = client.post(pane(number, end="facts/withdraw"), {"key": key, "version": "1", "why": ""})
    assert answer.status_code == 422
    answer = client.post(pane(number, end="facts/withdraw"), {"key": key, "version": "1", "why": "查错"})
    assert answer.status_code == 302
    assert Candidacy.objects.get(award="mayor").verdict == "unknown"


@pytest.mark.parametrize(
    ("name", "fields", "value"),
    [
        ("accidents", {"value": "none"}, []),
        (
            "accidents",
            {"value": "some", "r1-kind": "safety", "r1-severity": "major", "r1-on": "2024-01-05"},
            [{"kind": "safety", "severity": "major", "on": "2024-01-05"}],
        ),
        ("in_operation_since", {"value": "1998-05-01"}, "1998-05-01"),
        ("region", {"value": "江北区"}, "500105"),
        ("kind", {"value": "organization"}, "organization"),
        ("judged.contribution", {"value": "no"}, False),
        ("declared.follows_policies", {"value": "yes"}, True),
        (
            "organization_types",
            {"value": ["manufacturing", "small_medium"]},
            ["manufacturing", "small_medium"],
        ),
        ("organization_types", {"value": "none"}, []),
    ],
)
def test_facts_of_every_type(name: str, fields: dict[str, Any], value: object) -> None:
    opened_city()
    number = filed_city()
    client = working(CLERK)
    shown(client, pane(number, end=f"?fact={name}"))
    form = {"fact": name, "version": "1", "on": "2024-02-01", "source": "来函", **fields}
    answer = client.post(pane(number, end="facts"), form)
    assert answer.status_code == 302, text_of(answer)
    assert Fact.objects.get().value == value
    shown(client, pane(number))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"fact": "shoe_size", "value": "42"}, "没有“shoe_size”这一项事实"),
        ({"fact": "accidents", "value": "none", "r1-kind": "safety"}, "选了“没有”请把下面的格子留空"),
        ({"fact": "accidents", "value": "some"}, "选了“有”请写明至少一条"),
        ({"fact": "kind", "value": "planet"}, "还没有写明这一项是什么"),
        ({"fact": "in_operation_since", "value": "去年"}, "去年"),
        ({"fact": "on_abnormal_list", "value": "no", "on": "昨天"}, "日期“昨天”不认识"),
        ({"fact": "on_abnormal_list", "value": "no", "on": "2099-01-01"}, "还没有到"),
        ({"fact": "on_abnormal_list", "value": "no", "source": "局" * 201}, "来源超过 200 个字符"),
        ({"fact": "on_abnormal_list", "value": "no", "note": "记" * 2001}, "2000"),
        ({"fact": "on_abnormal_list", "value": "no", "version": "7"}, "第 1 版"),
        ({"fact": "on_abnormal_list", "value": "no", "version": "x"}, "第 1 版"),
    ],
)
def test_what_can_not_be_recorded_is_said(fields: dict[str, str], words: str) -> None:
    opened_city()
    number = filed_city()
    form = {"version": "1", "on": "2024-02-01", "source": "来函", **fields}
    answer = working(CLERK).post(pane(number, end="facts"), form)
    assert answer.status_code in (409, 422)
    assert words in text_of(answer)
    assert Fact.objects.count() == 0


def test_sources_that_disagree_are_shown_side_by_side() -> None:
    opened_city()
    number = filed_city()
    recorded(number, "region", "江北区")
    recorded(number, "region", "四川省", kind=SourceKind.REPLY, source="示例市市场监管局")
    words = shown(working(CLERK), pane(number))
    assert "来源不一致" in words
    assert "部门复函： 示例市市场监管局 2024-02-01" in words
    assert "另一来源：500105 江北区 · 本部门核实： 电话核实 2024-02-01" in words
    assert "另一来源：500112 渝北区 · 申报单位（汇总表）" in words


def test_accepted_from_the_pane_it_leads_on() -> None:
    opened_city()
    number = filed_city(*(typed(f"示例{name}有限公司") for name in ("轴承", "齿轮", "阀门")))
    client = working(CLERK)
    answer = client.post(pane(number, end="accept?state=pending&pane=next"), {"version": "1"})
    assert answer.headers["Location"] == pane(number, end="next?state=pending&done=accept_entry&pane=next")
    answer = client.get(answer.headers["Location"])
    assert answer.headers["Location"] == pane(
        number, 2, f"?state=pending&done=accept_entry&of={number}.1&pane=next"
    )
    assert f"{number}.1 ：已办理“受理”" in shown(client, answer.headers["Location"])
    answer = client.post(pane(number, 2, "accept?pane=stay"), {"version": "1"})
    assert answer.headers["Location"] == pane(number, 2, "?done=accept_entry")
    answer = client.get(pane(number, 3, "next?state=pending"))
    assert answer.status_code == 302
    assert "/entries/" in answer.headers["Location"]
    assert answer.headers["Location"].endswith("?state=pending")


def test_an_act_with_a_form_comes_back_to_the_pane() -> None:
    opened_city()
    number = filed_city()
    client = working(HEAD)
    html = unescape(client.get(pane(number, end="?state=pending")).content.decode())
    address = f"/office/filings/{number}/entries/1/refuse?state=pending&pane=stay"
    assert f'href="{address}"' in html
    answer = done(client, address, reason="不在参评范围")
    assert answer.headers["Location"] == pane(number, end="?state=pending&done=refuse_entry")
    answer = done(client, f"/office/filings/{number}/entries/1/reopen?pane=stay", reason="看漏一项")
    assert answer.headers["Location"] == pane(number, end="?done=reopen_entry")


def test_a_stale_decision_is_refused_with_the_difference() -> None:
    opened_city()
    number = filed_city()
    due = database_now() + timedelta(days=2)
    looked = Looked(number, 1, 1)
    return_entry(actor=clerk(), looked=looked, remarks=[Remark("feature", "太长，请精简。")], due=due)
    sent = sent_city(typed("示例轴承有限公司", feature="一轴一档，件件可追溯"))
    answer_correction(actor=filer_of(number), number=number, ordinal=1, version=1, sent=sent)
    client = working(CLERK)
    answer = client.post(pane(number, end="accept"), {"version": "1"})
    assert answer.status_code == 409
    words = text_of(answer)
    assert "您看过以后改了这些" in words
    assert Entry.objects.get().status == "resubmitted"
    words = shown(client, pane(number))
    assert "补正改了：" in words
    assert "两版比较" in words
    assert "这两版之间，本条没有改动" in shown(client, pane(number, end="?v1=2&v2=2"))


def test_the_same_nominee_elsewhere() -> None:
    opened_city()
    opened_city("last")
    number = filed_city()
    filed_city(typed("示例轴承（有限）公司"), filer="示例协会")
    filed_city(slug="last")
    accept_entry(actor=clerk(), looked=Looked(Entry.objects.get(call__slug="last").filing.number, 1, 1))
    filed_city(typed("示例轴成有限公司"), filer="示例区发展改革委")
    words = shown(working(CLERK), pane(number))
    assert words.count("名称相同") == 2
    assert words.count("名称相近") == 1
    assert "示例协会" in words
    assert "已受理" in words


def test_who_else_looks_at_it_is_told() -> None:
    opened_city()
    number = filed_city()
    one, other = working(CLERK), working(HEAD)
    assert "正在看这一条" not in shown(one, pane(number))
    since = re.search(r"jingban示例 正在看这一条（(\d\d:\d\d) 起）", shown(other, pane(number)))
    assert since is not None
    assert "chuzhang示例 正在看这一条" in shown(one, pane(number))
    answer = one.post(pane(number, end="here"))
    assert "chuzhang示例 正在看这一条" in text_of(answer)
    Presence.objects.filter(user__username="chuzhang").update(seen_at=database_now() - timedelta(seconds=61))
    assert text_of(one.post(pane(number, end="here"))) == ""
    assert Presence.objects.count() == 2


def test_whom_it_shows_itself_to() -> None:
    opened_city()
    number = filed_city()
    assert working(SUPERVISOR).get(pane(number)).status_code == 200
    assert "受理" not in [
        word.strip()
        for word in re.findall(r">([^<]*)</button>", working(SUPERVISOR).get(pane(number)).content.decode())
    ]
    assert working(COUNTER).get(pane(number)).status_code == 403
    assert working(CLERK, slug="elsewhere").get(pane(number)).status_code == 404
    assert working(CLERK).get(pane(number, 9)).status_code == 404
    for end in ("accept", "personal", "facts", "facts/withdraw"):
        assert working(CLERK).get(pane(number, end=end)).headers["Location"] == pane(number)
        assert working(CLERK, slug="elsewhere").post(pane(number, end=end)).status_code == 404


@pytest.mark.parametrize(
    "end", ["?v1=9&v2=x", "?file=abc", "?done=nothing&of=..", "?withdraw=1", "?fact=%00", "?page=99"]
)
def test_addresses_that_make_no_sense_show_the_entry(end: str) -> None:
    opened_city()
    number = filed_city()
    assert "示例轴承有限公司" in shown(working(CLERK), pane(number, end=end))


def asked_of_the_database(count: int, slug: str) -> int:
    """How many queries the pane of the first entry takes in a filing of so many."""
    opened_city(slug)
    number = filed_city(*(typed(f"{FILER}示例{at}有限公司") for at in range(count)), slug=slug)
    client = working(CLERK)
    client.get(pane(number))
    with CaptureQueriesContext(
        connection,
    ) as captured:
        shown(client, pane(number))
    return len(captured)


def test_the_same_number_of_queries_whatever_its_filing_holds() -> None:
    assert Office.objects.count() == 0
    assert [asked_of_the_database(count, f"call-{count}") for count in (1, 3, 300)] == [44, 44, 44]
