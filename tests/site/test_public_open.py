"""The list of calls and the course of a call, as a firm sees them first."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.actions.calls import extend_deadline
from jianyou.queries.calls import get_call
from jianyou.queries.public_calls import list_public_calls
from jianyou.store.dialect import database_now
from jianyou.store.models import Call
from jianyou.web.components.timeline import dots
from tests.site.kit import clerk, head, moved_deadline, opened
from tests.site.open_world import many, sealed
from tests.site.public import body, browser, opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")

MOST_COLD = 83 * 1024
STYLES = ("tokens", "base", "components", "blocks", "public", "open")


def listed(**asked: Any) -> list[str]:
    return [call.slug for call in list_public_calls(**asked).page.items]


def test_open_calls_by_the_next_deadline_then_the_others_by_the_last() -> None:
    for slug, seconds in {"far": 9000, "near": 900, "older": 100, "newer": 200}.items():
        opened(slug, seconds=seconds)
    for slug, seconds in {"older": -200, "newer": -100}.items():
        moved_deadline(Call.objects.get(slug=slug), seconds)
    assert listed() == ["near", "far", "newer", "older"]


@pytest.mark.parametrize("status", ["draft", "cancelled"])
def test_what_is_not_opened_is_nowhere(status: str) -> None:
    call = opened("not-yet")
    Call.objects.filter(id=call.id).update(status=status)
    client = browser()
    assert listed(search="征集") == []
    assert client.get("/").content.decode().count("not-yet") == 0
    for path in ("", "ledger/", "statistics/", "ledger.jsonl", "statistics.csv"):
        assert client.get(f"/calls/not-yet/{path}").status_code == 404
    assert "not-yet" not in body(client.get("/feed.atom")).decode()
    assert client.get("/calls.json").json() == {"total": 0, "calls": []}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("渝经信科技〔2024〕5号", ["city"]),
        ("渝经信科技[2024]5号", ["city"]),
        ("2024 5号", ["city"]),
        ("重庆市经济和信息化委员会", ["city"]),
        ("示例市经济信息化委员会", ["call-1", "city"]),
        ("示例优质", ["call-1"]),
        ("示例优质 个人", []),
        ("%", []),
        ("'; DROP TABLE", []),
    ],
)
def test_a_call_is_found_by_title_number_and_issuer(search: str, found: list[str]) -> None:
    opened_city()
    opened("call-1")
    assert listed(search=search) == found


def test_a_year_is_that_of_the_deadline_in_beijing() -> None:
    opened("call-1")
    year = database_now().year + 2
    late = database_now().replace(year=year - 1, month=12, day=31, hour=16, minute=30)
    Call.objects.filter(slug="call-1").update(deadline=late)
    opened("call-2")
    now = list_public_calls().years[-1]
    assert list_public_calls().years == (year, now)
    assert (listed(year=year), listed(year=now), listed(year=1999)) == (["call-1"], ["call-2"], [])


def test_the_list_in_pages() -> None:
    first = opened("call-0")
    copies = [
        Call(
            office_id=first.office_id,
            slug=f"call-{each}",
            title=first.title,
            source=first.source,
            source_digest=first.source_digest,
            status="archived",
            deadline=first.deadline - timedelta(days=each),
            completes_on=first.completes_on,
        )
        for each in range(1, 25)
    ]
    Call.objects.bulk_create(copies)
    client = browser()
    page = client.get("/", {"page": "2"}).content.decode()
    assert re.findall(r'class="line-name" href="/calls/(call-\d+)/"', page) == [
        f"call-{each}" for each in range(20, 25)
    ]
    assert "第 21—25 项，共 25 项" in text_of(client.get("/", {"page": "2"}))
    for odd in ("0", "-1", "99999999999", "二", "1e3"):
        assert client.get("/", {"page": odd, "year": odd, "q": "征" * 500}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_statements_however_long(count: int) -> None:
    for each in range(count):
        opened(f"call-{each}")
    client = browser()
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/", {"q": "征集"})
    assert len(captured) == 2


def test_what_nothing_was_found_says_and_what_is_typed_stays_text() -> None:
    opened("call-1")
    answer = browser().get("/", {"q": '"><script>'})
    assert "没有找到这样的征集" in text_of(answer)
    assert "<script" not in answer.content.decode()


def test_the_next_deadline_in_full_with_two_ways_to_begin() -> None:
    opened_city(seconds=3 * 86_400 + 4 * 3600 + 30)
    answer = browser().get("/")
    page = answer.content.decode()
    assert re.search(
        r"截止 \d{4}年\d+月\d+日（周.）\d\d:\d\d（北京时间） 还有 3 天 4 小时 网上填写", text_of(answer)
    )
    assert [f'href="/calls/city/{way}/"' in page for way in ("fill", "file")] == [True, True]


def test_the_course_of_a_call() -> None:
    call = opened_city()
    before = [(dot.kind, dot.when) for dot in dots(get_call(slug="city", history=True))]
    after = ["formal_check", "eligibility", "clearance", "deliberation", "recommendation", "support"]
    assert before == [
        *(("notice", "done"), ("opened", "done"), ("filing", "now"), ("deadline", "next")),
        ("sealed", "next"),
        *((kind, "next") for kind in after),
    ]
    extend_deadline(
        actor=clerk(),
        call_slug="city",
        deadline=call.deadline + timedelta(days=2),
        reason="系统维护",
        approver=head(),
    )
    deadline = dots(get_call(slug="city", history=True))[3]
    assert (deadline.at, [each.before for each in deadline.extensions]) == (
        call.deadline + timedelta(days=2),
        [call.deadline],
    )
    assert "已延长；原截止时间" in text_of(browser().get("/calls/city/"))
    sealed(call)
    over = {dot.kind: dot.when for dot in dots(get_call(slug="city", history=True))}
    assert [over[kind] for kind in ("filing", "deadline", "sealed")] == ["done", "done", "done"]


def test_the_call_page_tells_of_its_notice() -> None:
    opened_city()
    told = text_of(browser().get("/calls/city/"))
    assert re.search(
        r"文号 渝经信科技〔2024〕5号.*成文日期 2024年2月6日 印发日期 2024年2月8日 主送 有关企业", told
    )
    assert re.search(
        r"附件 中国质量奖和重庆市市长质量管理奖参评条件 推荐质量领域优质组织和个人信息汇总表", told
    )


def test_every_page_is_light() -> None:
    call = opened_city("over")
    many(call, 120)
    sealed(call)
    opened_city()
    client = browser(headers={"accept-encoding": "gzip"})
    paths = ("/", "/calls/city/", "/calls/over/", "/calls/over/ledger/", "/calls/over/statistics/")
    plain = browser()
    for path in paths:
        page = client.get(path)
        assert page.headers["Content-Encoding"] == "gzip"
        assets = set(re.findall(r'(?:href|src)="(/static/[^"#?]+)', plain.get(path).content.decode()))
        assert {f"/static/jianyou/{name}.css" for name in STYLES} <= assets
        weight = len(body(page)) + 500 + sum(len(body(client.get(each))) + 500 for each in assets)
        assert weight <= MOST_COLD, path
