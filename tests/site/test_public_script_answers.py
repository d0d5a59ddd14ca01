"""What scripts are told where a page was told before: the problem and what to do, in the page's language."""

import json
from typing import Any

import pytest
from django.test import Client

from jianyou.store.models import Draft
from tests.site.public import browser, opened_city

pytestmark = pytest.mark.usefixtures("site")
EXPIRED = (
    "这个页面已过期，刚才的操作没有执行。浏览器没有保存本站的 Cookie，或者页面打开得太久。没有报送任何内容。"
    "请允许本站的 Cookie，返回上一页刷新后再做一次。"
)


def sent(client: Client, path: str, **headers: str) -> Any:
    body = json.dumps({"edits": [{"name": "filer", "was": "", "text": "示例轴承有限公司"}]})
    return client.post(path, body, content_type="application/json", headers=headers)


def save_url() -> str:
    """Where the page to fill lets its script begin a draft."""
    page = browser().get("/calls/city/fill/").content.decode()
    return page.partition('data-new-url="')[2].partition('"')[0]


def test_without_a_token_of_ours_a_script_is_told_in_data() -> None:
    opened_city()
    answer = sent(browser(enforce_csrf_checks=True), save_url())
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/json")
    assert answer.json() == {"problem": EXPIRED}
    assert Draft.objects.count() == 0


def test_in_english_it_is_told_in_english() -> None:
    opened_city()
    client = browser(enforce_csrf_checks=True)
    client.cookies["jianyou_lang"] = "en"
    problem = sent(client, save_url()).json()["problem"]
    assert problem.startswith("This page is out of date: nothing was done. ")
    assert "。" not in problem


def test_people_are_told_on_a_page() -> None:
    opened_city()
    client = browser(enforce_csrf_checks=True)
    answer = client.post("/calls/city/fill/", {"filer": "示例"}, headers={"Accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "text/html; charset=utf-8")
    assert "这个页面已过期，刚才的操作没有执行" in answer.content.decode()


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/json", "application/json"),
        ("application/json, text/html;q=0.5", "application/json"),
        ("*/*", "text/html; charset=utf-8"),
        ("text/html, application/json;q=0.5", "text/html; charset=utf-8"),
    ],
)
def test_what_is_wanted_is_had(accept: str, kind: str) -> None:
    answer = browser().get("/calls/nowhere/", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, kind)


def test_let_in_no_more_a_script_is_told_where_to_go_on() -> None:
    opened_city()
    client = browser()
    begun = sent(client, save_url()).json()
    client.cookies.clear()
    answer = sent(client, begun["save_url"])
    assert answer.status_code == 403
    assert answer.json()["door"] == "/filings/"
    assert answer.json()["code"] == "draft_not_let_in"
