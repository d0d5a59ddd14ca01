"""The office's lists: what they find, in what order, and that their cost doesn't grow."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jianyou.actions.correcting import answer_correction
from jianyou.actions.deciding import Looked, Remark, accept_entry, refuse_entry, return_entry
from jianyou.actions.filing import submit
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.lifecycle.roles import PUBLIC, filer_of
from jianyou.store.dialect import database_now
from jianyou.store.identifiers import uuid7
from jianyou.store.models import Entry, Filing
from tests.site.kit import clerk, moved_deadline
from tests.site.office import CLERK, FILER, filed_city, sent_city, typed, working
from tests.site.public import opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")

LIST = "/office/calls/city/filings/"


def numbers_on(answer: Any) -> list[str]:
    """The numbers of the filings that a list shows, in its order."""
    return re.findall(r'class="line-name" href="/office/filings/([0-9A-Z-]+)/', answer.content.decode())


def looked(number: str, ordinal: int = 1) -> Looked:
    """The first version, as it was shown."""
    return Looked(number, ordinal, 1)


def test_found_by_state_and_by_words() -> None:
    opened_city()
    bearings = filed_city(typed("示例轴承有限公司"), typed("示例齿轮厂"))
    lifts = filed_city(typed("示例电梯（集团）股份有限公司"), filer="示例区市场监督管理局")
    boilers = submit(actor=PUBLIC, call_slug="city", sent=sent_city(typed("示例锅炉厂"))).filing.number
    gone = filed_city(typed("示例阀门厂"))
    accept_entry(actor=clerk(), looked=looked(bearings))
    refuse_entry(actor=clerk(), looked=looked(bearings, 2), reason="不符")
    withdraw(actor=clerk(), number=gone, reason="来函")
    client = working(CLERK)

    for query, found in {
        "": [bearings, lifts, boilers, gone],
        "?sort=newest": [gone, boilers, lifts, bearings],
        "?state=prefilled": [boilers],
        "?state=filed": [bearings, lifts],
        "?state=withdrawn": [gone],
        "?state=late": [],
        "?entry=accepted": [bearings],
        "?entry=pending": [lifts, boilers],
        "?state=filed&entry=pending": [lifts],
        f"?q={lifts[:6].lower()}": [lifts],
        "?q=市场监督": [lifts],
        "?q=齿轮": [bearings],
        "?q=电梯集团": [lifts],
        "?q=电梯(集团)": [lifts],
        "?q=ＱＣ": [],
        "?q=%25": [],
        "?q=（）": [],
        "?q=示例轴承&state=prefilled": [],
        "?state=nothing&entry=nothing&sort=nothing&page=nothing": [bearings, lifts, boilers, gone],
        "?q=没%00有": [],
        "?page=999999999999": [bearings, lifts, boilers, gone],
    }.items():
        assert numbers_on(client.get(LIST + query)) == found, query
    assert numbers_on(client.get(LIST + "?q=" + "长" * 5000)) == []
    assert "没有符合条件的报送件" in text_of(client.get(LIST + "?q=没有"))
    told = text_of(client.get(LIST))
    assert re.search(r"全部 4 电子预填，尚未完成报送 1 已报送 2 已撤回 1", told)
    assert re.search(r"其中的申报 待审查 2 已受理 1 不予受理 1 已撤回 1", told)


def test_in_the_order_in_which_they_came() -> None:
    opened_city()
    first, second = (submit(actor=PUBLIC, call_slug="city", sent=sent_city()).filing for _ in range(2))
    # The first one was complete only after the second.
    Filing.objects.filter(id=first.id).update(status="filed", filed_at=database_now() + timedelta(hours=1))
    Filing.objects.filter(id=second.id).update(status="filed", filed_at=database_now())
    assert numbers_on(working(CLERK).get(LIST)) == [second.number, first.number]


def test_a_long_table_is_named_by_its_first_entries() -> None:
    opened_city()
    filed_city(*(typed(f"示例第{n}厂") for n in range(1, 9)))
    told = text_of(working(CLERK).get(LIST))
    assert "示例第5厂" in told
    assert "示例第6厂" not in told
    assert "另有 3 条：待审查 8（合计）" in re.sub(r" (?=[（]|8)", " ", told).replace(" （", "（")


def many(count: int) -> None:
    """So many filings, cheaply: copies of the first one with its entry and version."""
    first = Filing.objects.earliest("sent_at")
    entry, version = first.entries.get(), first.versions.get()
    for at in range(Filing.objects.count(), count):
        first.id, entry.id, version.id = uuid7(), uuid7(), uuid7()
        first.number, first.token = f"{at:04d}-AAAA-BBBB", uuid.uuid4()
        first.sent_at = first.filed_at = database_now()
        first.save(force_insert=True)
        entry.filing = version.filing = first
        entry.save(force_insert=True)
        version.save(force_insert=True)


def queries(client: Client, path: str) -> int:
    """How many queries a page asks; what only begins a transaction is none."""
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return sum(one["sql"].startswith(("SELECT", "UPDATE", "INSERT")) for one in seen.captured_queries)


PAGES = {
    "/office/": 8,
    "/office/calls/city/": 13,
    LIST: 12,
    LIST + "?q=示例&entry=pending&sort=newest": 12,
    "/office/messages/": 5,
    "/office/calls/city/findings.xlsx": 14,
}


def test_lists_cost_the_same_however_long_they_are() -> None:
    opened_city()
    filed_city()
    client = working(CLERK)
    client.get("/office/")
    asked = {}
    for count in (1, 3, 60):
        many(count)
        asked[count] = {path: queries(client, path) for path in PAGES}
    assert asked == {1: PAGES, 3: PAGES, 60: PAGES}


def test_a_filing_costs_the_same_with_many_entries() -> None:
    opened_city()
    client = working(CLERK)
    asked = []
    for count in (1, 3, 60):
        number = filed_city(*(typed(f"示例第{n}厂") for n in range(count)))
        asked.append(queries(client, f"/office/filings/{number}/"))
    assert asked == [16, 16, 16]


def test_pages_of_fifty() -> None:
    opened_city()
    filed_city()
    many(60)
    client = working(CLERK)
    first, second = client.get(LIST), client.get(LIST + "?page=2")
    assert (len(numbers_on(first)), len(numbers_on(second))) == (50, 10)
    assert numbers_on(client.get(LIST + "?page=7")) == numbers_on(second)
    assert set(numbers_on(first)) | set(numbers_on(second)) == set(
        Filing.objects.values_list("number", flat=True)
    )
    assert "第 51—60 项，共 60 项" in text_of(second)
    assert 'rel="next" href="?page=2"' in first.content.decode()
    assert Entry.objects.count() == 60


def test_the_inbox() -> None:
    opened_city()
    client = working(CLERK)
    assert "没有消息" in text_of(client.get("/office/messages/"))
    number = filed_city()
    assert "没有消息" in text_of(client.get("/office/messages/"))
    due = database_now() + timedelta(days=1)
    return_entry(actor=clerk(), looked=looked(number), remarks=[Remark("feature", "精简")], due=due)
    again = sent_city(typed("示例轴承有限公司", feature="一轴一档"))
    answer_correction(actor=filer_of(number), number=number, ordinal=1, version=1, sent=again)
    answer = client.get("/office/messages/")
    assert "已补正" in text_of(answer)
    assert f'href="/office/filings/{number}/#entry-1"' in answer.content.decode()
    assert "没有消息" in text_of(working(CLERK, slug="elsewhere").get("/office/messages/"))


def test_calls_with_their_counts_and_their_time() -> None:
    call = opened_city(seconds=3 * 86_400 + 4 * 3600 + 30)
    client = working(CLERK)
    assert "还没有" in text_of(client.get("/office/"))
    filed_city(typed("示例轴承有限公司"), typed("示例齿轮厂"))
    submit(actor=PUBLIC, call_slug="city", sent=sent_city())
    told = text_of(client.get("/office/"))
    for words in (
        "征集中",
        "还有 3 天 4 小时",
        "电子预填，尚未完成报送 1 已报送 1",
        "待审查 3",
        "报送件 2 件",
    ):
        assert words in told, words
    moved_deadline(call, -90)
    told = text_of(client.get("/office/"))
    assert re.search(r"已截止，待封存 .*截止已过 1 分 3\d 秒", told)
    assert FILER not in told
