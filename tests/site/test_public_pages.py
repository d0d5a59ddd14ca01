"""The pages for anyone: what they show, what can be taken away, and what is no page of ours."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from jianyou.actions.calls import extend_deadline
from jianyou.actions.sealing import seal
from jianyou.domain.annexes.intake import take_in
from jianyou.domain.calls.load import load_call, parse_call, source_of
from jianyou.domain.ledger.log import check_log
from jianyou.store.models import Call, Filing, TreeHead
from jianyou.store.sitekeys import load_keys
from tests.site.kit import clerk, head, moved_deadline, opened
from tests.site.public import body, browser, filed, opened_city, sent, text_of, upload

pytestmark = pytest.mark.usefixtures("site")


def test_the_list_of_calls() -> None:
    client = browser()
    assert "目前没有征集" in text_of(client.get("/"))
    opened_city()
    over = opened("call-1")
    moved_deadline(over, -60)
    told = text_of(client.get("/"))
    assert re.search(r"正在征集.*关于征集推荐一批.*还有 1 天 \d 小时.*已经截止.*关于征集示例.*已截止", told)
    Call.objects.update(status="draft")
    assert "目前没有征集" in text_of(client.get("/"))
    assert client.get("/calls/city/").status_code == 404


def test_the_call_page_tells_the_call() -> None:
    opened_city(completes_on="paper", seconds=3 * 86_400 + 4 * 3600 + 30)
    answer = browser().get("/calls/city/")
    told = text_of(answer)
    for words in (
        "重庆市经济和信息化委员会",
        "渝经信科技〔2024〕5号",
        "（北京时间）",
        "还有 3 天 4 小时",
        "国家级专精特新“小巨人”企业",
        "参评条件（10 条）",
        "附件1 一（二）1（1）",
        "电子预填，尚未完成报送",
        "不超过 25 字",
        "原则上不超过 300 字",
        "科技处",
        "征求部门意见",
        "市经济信息委政务服务大厅",
        "逾期的不接收",
    ):
        assert words in told, words
    assert "截止时公布的封存值" not in told
    key = load_keys(settings.JIANYOU_HOME).signing.public.raw.hex()
    assert key in told.replace(" ", "")


def test_more_time_is_announced() -> None:
    call = opened_city()
    extend_deadline(
        actor=clerk(),
        call_slug="city",
        deadline=call.deadline + timedelta(days=2),
        reason="系统维护",
        approver=head(),
    )
    told = text_of(browser().get("/calls/city/"))
    assert re.search(r"截止时间由 .* 延长到 .*，对所有申报单位一样有效.*系统维护", told)


def test_after_the_end_the_head_is_published() -> None:
    call = opened_city()
    client = browser()
    filed(client)
    assert client.get("/calls/city/ledger.jsonl").status_code == 404
    moved_deadline(call, -1)
    seal(call_slug="city")
    head = TreeHead.objects.get(final=True)
    told = text_of(client.get("/calls/city/")).replace(" ", "")
    assert head.root in told
    assert "开始网上报送" not in told
    lines = body(client.get("/calls/city/ledger.jsonl")).decode().splitlines(keepends=True)
    checked = check_log(lines)
    assert (checked.troubles, checked.entries) == ((), head.size)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_blank_form_is_the_annex(kind: str, tmp_path: Path) -> None:
    opened_city()
    answer = browser().get(f"/calls/city/blank.{kind}")
    path = tmp_path / f"blank.{kind}"
    path.write_bytes(body(answer))
    call = load_call("chongqing-2024")
    read = take_in(path, file=path.name, schema=call.annex, deadline=call.deadline)
    assert (read.status, read.rows) == ("read", [])
    assert "attachment" in answer["Content-Disposition"]


def test_the_call_as_data() -> None:
    call = opened_city()
    text = body(browser().get("/calls/city/call.yaml")).decode()
    assert (text, parse_call(text, source="").id) == (call.source, "city")
    assert source_of("chongqing-2024").splitlines()[0] in text


def test_the_verifier_has_the_sites_key() -> None:
    answer = browser().get("/verify")
    assert load_keys(settings.JIANYOU_HOME).signing.public.raw.hex() in answer.content.decode()
    assert "script-src 'unsafe-inline'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/calls/none/",
        "/calls/none/file/",
        "/calls/none/blank.docx",
        "/calls/none/call.yaml",
        "/calls/none/ledger.jsonl",
        "/calls/city/blank.pdf",
        "/calls/city/file/no-token/",
        "/filings/../",
    ],
)
def test_what_is_not_there(path: str) -> None:
    opened_city()
    answer = browser().get(path)
    assert (answer.status_code, "没有这个页面" in text_of(answer)) == (404, True)


def test_other_methods_are_refused() -> None:
    opened_city()
    client = browser()
    for path in ("/", "/calls/city/", "/calls/city/call.yaml", "/verify", "/language"):
        assert client.post(path).status_code == 405
    assert client.get("/filings/2222-2222-2222/withdraw").status_code == 405
    assert client.delete("/calls/city/file/").status_code == 405


def test_a_form_from_elsewhere_does_nothing() -> None:
    opened_city()
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    answer = client.post("/calls/city/file/", sent())
    assert (answer.status_code, "没有报送任何内容" in text_of(answer)) == (403, True)
    assert Filing.objects.count() == 0


def test_a_host_that_is_none_of_ours() -> None:
    answer = Client(SERVER_NAME="evil.example").get("/")
    assert (answer.status_code, "这个请求无法处理" in text_of(answer)) == (400, True)


def test_only_two_cookies_and_neither_names_anyone() -> None:
    opened_city()
    client = browser()
    client.get("/calls/city/")
    assert list(client.cookies) == []
    client.get("/calls/city/file/")
    assert list(client.cookies) == ["jianyou_csrf"]


def test_every_page_keeps_to_itself() -> None:
    opened_city()
    for path in ("/", "/calls/city/", "/calls/city/file/", "/filings/", "/nothing", "/calls/city/blank.docx"):
        answer = browser().get(path)
        assert answer["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"


def test_english_is_chosen_and_leads_back() -> None:
    opened_city()
    client = browser()
    answer = client.get("/language", {"to": "en", "back": "/calls/city/"})
    assert (answer.status_code, answer["Location"]) == (302, "/calls/city/")
    told = text_of(client.get("/calls/city/"))
    assert "Who may be named" in told
    assert "谁可以申报" not in told
    for back in ("https://evil.example/", "//evil.example", "\\\\evil.example"):
        assert client.get("/language", {"to": "zh", "back": back})["Location"] == "/"
    assert client.get("/language", {"to": "xx", "back": "/"}).cookies.get("jianyou_lang") is None


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({}, ["form", "filer"]),
        ({"filer": " \u3000 "}, ["form", "filer"]),
        ({"filer": "长" * 201}, ["form", "filer"]),
        ({"filer": "甲", "form": upload("空.docx", b"")}, ["form"]),
        ({"filer": "甲", "form": upload("表.docx", b"no word file")}, ["form"]),
        ({"filer": "甲", "form": upload("表.pdf", b"%PDF-1.4 ")}, ["form"]),
        ({"filer": "甲", "scan": upload("章.pdf", b"<html>")}, ["form", "scan"]),
        ({"filer": "甲", "scan": upload("章.png", b"")}, ["form", "scan"]),
    ],
)
def test_each_error_stands_beside_its_field_and_at_the_top(
    fields: dict[str, object], named: list[str]
) -> None:
    opened_city()
    answer = browser().post("/calls/city/file/", fields)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.findall(r'id="(\w+)-error"', page) == sorted(named, key=["form", "scan", "filer"].index)
    top = page.split('id="problems"')[1].split("</ul>")[0]
    assert re.findall(r'href="#(\w+)"', top) == re.findall(r'id="(\w+)-error"', page)
    assert all(f'id="{name}" name="{name}"' in page for name in named)
    assert "autofocus" in page
    assert reverse("upload", args=["city"]) in page
