"""公示 at the office's desk: prepared, looked at as it will be seen, published, taken down; working days."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jianyou.domain.papers.together import Outcome
from jianyou.store.models import Publicity, SiteAct, WorkdayChange
from tests.site.kit import clerk
from tests.site.office import CLERK, SUPERVISOR, working
from tests.site.public import text_of
from tests.site.publicity_world import (
    ASKED,
    CONTACT,
    NAMES,
    PUBLICITY,
    filed,
    looked_at,
    over,
    prepared,
    proposed,
    public_call,
    published,
    recommended,
    rows_of,
)

pytestmark = pytest.mark.usefixtures("site")

BASE = "/office/calls/city/publicity/"
FORM = {
    "award": "mayor",
    "title": ASKED.title,
    "text": ASKED.text,
    "unit1": CONTACT.unit,
    "phone1": CONTACT.phone,
}


def shown(client: Client, address: str, status: int = 200) -> str:
    """The words of a page."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return text_of(answer)


def test_from_preparing_to_taking_down() -> None:
    proposed()
    client = working(CLERK)
    assert "还没有公示过" in shown(client, BASE)
    assert "征集文件规定公示 7 天" in shown(client, f"{BASE}new")
    answer = client.post(f"{BASE}new", FORM)
    assert answer.headers["Location"] == f"{BASE}1/?done=prepared"
    page = shown(client, f"{BASE}1/")
    assert "公开的样子（还没有公开）" in page
    assert all(name in page for name in NAMES)
    assert "公布 3 条" in page
    looked = re.findall(r'name="looked" value="(\w{64})"', client.get(f"{BASE}1/").content.decode())
    assert looked == [looked_at()]
    stale = client.post(f"{BASE}1/publish", {"looked": "0" * 64})
    assert (stale.status_code, Publicity.objects.get().status) == (409, "prepared")
    assert (
        client.post(f"{BASE}1/publish", {"looked": looked[0]}).headers["Location"]
        == f"{BASE}1/?done=published"
    )
    page = shown(client, f"{BASE}1/")
    assert "现在公开的内容" in page
    assert Publicity.objects.get().snapshot in page
    preview = client.post(f"{BASE}1/take-down", {"reason": "名单有误"})
    assert "撤下 3 条" in text_of(preview)
    assert Publicity.objects.get().status == "public"
    done = client.post(f"{BASE}1/take-down", {"reason": "名单有误", "sure": "yes"})
    assert done.headers["Location"] == f"{BASE}1/?done=take-down"
    assert Publicity.objects.get().status == "taken_down"
    assert "现在不能这样办理" in text_of(client.get(f"{BASE}1/take-down"))


def test_the_clerk_chooses_among_columns_of_no_person_where_the_file_is_silent() -> None:
    public_call("")
    recommended(filed(*rows_of()), *[Outcome.RECOMMENDED] * 3)
    client = working(CLERK)
    offered = re.findall(r'name="shows" id="\S+" value="(\w+)"', client.get(f"{BASE}new").content.decode())
    assert offered == ["name", "location_industry", "profile", "feature", "honors", "willing"]
    answer = client.post(f"{BASE}new", {**FORM, "days": "5", "shows": ["feature"]})
    assert (answer.status_code, Publicity.objects.count()) == (422, 0)
    assert "没有名称的名单无法公示" in text_of(answer)
    assert client.post(f"{BASE}new", {**FORM, "days": "5", "shows": ["name", "contact"]}).status_code == 422
    assert client.post(f"{BASE}new", {**FORM, "days": "5", "shows": ["name", "honors"]}).status_code == 302
    row = Publicity.objects.get()
    assert (row.shows, row.days, row.working_days) == (["name", "honors"], 5, False)
    answer = client.post(f"{BASE}1/change", {**FORM, "title": "另一个标题", "days": "3", "shows": ["name"]})
    assert answer.headers["Location"] == f"{BASE}1/?done=changed"
    row.refresh_from_db()
    assert (row.title, row.days, row.shows) == ("另一个标题", 3, ["name"])


def test_the_round_that_is_to_be_replaced_is_chosen_already() -> None:
    proposed()
    published()
    prepared(award="")
    client = working(CLERK)

    def chosen(query: str) -> list[str]:
        html = client.get(f"{BASE}new{query}").content.decode()
        return re.findall(r'<option value="(\w+)"[^>]* selected', html)

    assert chosen("?replaces=1") == ["mayor", "1"]
    for query in ("", "?replaces=2", "?replaces=9", "?replaces=x"):
        assert chosen(query) == [], query


def test_what_looks_personal_is_told_by_its_place_and_no_paper_goes_out() -> None:
    public_call()
    recommended(filed(*rows_of(NAMES[:1], feature="联系13800000000")), Outcome.RECOMMENDED)
    prepared()
    client = working(CLERK)
    page = shown(client, f"{BASE}1/")
    assert "1 处像是个人信息" in page
    assert "第 1 条" in page
    assert "公布 1 条" not in page
    for end in ("notice.docx", "notice.pdf", "list.html", "list.html?part"):
        assert client.get(f"{BASE}1/{end}").status_code == 409, end


def test_the_papers_have_the_list_and_the_period() -> None:
    proposed()
    published()
    client = working(CLERK)
    docx = client.get(f"{BASE}1/notice.docx")
    words = ZipFile(BytesIO(docx.content)).read("word/document.xml").decode()
    plain = re.sub("<[^>]+>", "", words)
    for text in (*NAMES, "公示期为7天", "24时止", CONTACT.phone, ASKED.title):
        assert text in plain, text
    assert client.get(f"{BASE}1/notice.pdf").content.startswith(b"%PDF-")
    page = client.get(f"{BASE}1/list.html")
    html = page.content.decode()
    assert page.headers["Content-Disposition"].startswith("attachment")
    assert html.startswith("<!DOCTYPE html>")
    assert html.count("<tr>") == 4
    assert not re.search(r"<script|<link|<img|https?:|@import|url\(", html)
    part = client.get(f"{BASE}1/list.html?part").content.decode()
    assert part in html
    assert "<html" not in part


def test_a_supervisor_reads_and_does_nothing() -> None:
    proposed()
    prepared()
    client = working(SUPERVISOR)
    page = shown(client, f"{BASE}1/")
    assert "公布 3 条" not in page
    assert "修改公示稿" not in page
    for end in ("new", "1/change", "1/publish", "1/drop"):
        assert client.post(f"{BASE}{end}", FORM).status_code in {302, 403}, end
    assert Publicity.objects.get().status == "prepared"
    assert client.get(f"{BASE}7/").status_code == 404


def test_a_personal_phone_among_the_contacts_is_pointed_at() -> None:
    proposed()
    prepared(contacts=(CONTACT._replace(phone="13800000000"),))
    assert "联系方式里有手机号码" in shown(working(CLERK), f"{BASE}1/")


def test_an_ended_round_says_so_at_once() -> None:
    proposed()
    over(published())
    page = shown(working(CLERK), f"{BASE}1/")
    assert "公布过的内容（现在不公开）" in page
    assert "提前撤下…" not in page


def test_a_later_round_starts_from_the_one_it_replaces() -> None:
    proposed()
    published()
    client = working(CLERK)
    assert "代替以前的公示" in shown(client, f"{BASE}new")
    assert client.post(f"{BASE}new", {**FORM, "replaces": "1"}).status_code == 302
    assert Publicity.objects.get(number=2).replaces == Publicity.objects.get(number=1)
    assert client.post(f"{BASE}new", {**FORM, "replaces": "x"}).status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_statements_however_long(count: int) -> None:
    proposed()
    for _ in range(count):
        published()
    client = working(CLERK)
    client.get(BASE)
    with CaptureQueriesContext(connection) as captured:
        client.get(BASE)
    assert len(captured) == 13


@pytest.mark.parametrize("count", [1, 3])
def test_a_round_takes_the_same_statements_however_many_it_shows(count: int) -> None:
    proposed(names=NAMES[:count])
    published()
    client = working(CLERK)
    client.get(f"{BASE}1/")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{BASE}1/")
    assert len(captured) == 9


DAYS = "/office/workdays/"
DECLARED: dict[str, Any] = {
    "first": "2027-01-01",
    "last": "2027-01-03",
    "declared": "rests",
    "reason": "示例通知",
}


def test_days_are_declared_and_taken_back() -> None:
    client = working(CLERK)
    assert "还没有登记过" in shown(client, DAYS)
    assert client.post(DAYS, DECLARED).headers["Location"] == f"{DAYS}?done=declared.3"
    page = shown(client, f"{DAYS}?done=declared.3")
    assert "登记了 3 天" in page
    assert "2027年1月1日（周五）" in page
    assert (
        client.post(DAYS, {**DECLARED, "first": "2027-01-02", "last": "", "declared": "works"}).status_code
        == 302
    )
    assert dict(WorkdayChange.objects.values_list("on", "works").order_by("on")) != {}
    assert [works for _, works in WorkdayChange.objects.values_list("on", "works").order_by("on")] == [
        False,
        True,
        False,
    ]
    answer = client.post(
        DAYS, {"take_back": "yes", "day": ["2027-01-01", "2027-01-03", "x"], "why": "写错了"}
    )
    assert answer.headers["Location"] == f"{DAYS}?done=taken.2"
    assert WorkdayChange.objects.count() == 1
    assert [row.act for row in SiteAct.objects.filter(act__startswith="workdays").order_by("id")] == [
        "workdays_declared",
        "workdays_declared",
        "workdays_taken_back",
    ]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"first": ""}, "first"),
        ({"first": "1月1日"}, "first"),
        ({"last": "2026-01-01"}, "first"),
        ({"last": "2027-12-31"}, "last"),
        ({"declared": "maybe"}, "declared"),
        ({"reason": " "}, "reason"),
        ({"reason": "由" * 201}, "reason"),
    ],
)
def test_what_is_wrong_with_days_is_told_at_its_field(changes: dict[str, str], place: str) -> None:
    answer = working(CLERK).post(DAYS, {**DECLARED, **changes})
    assert (answer.status_code, WorkdayChange.objects.count()) == (422, 0)
    assert f'id="{place}-error"' in answer.content.decode()


def test_days_of_another_office_are_its_own() -> None:
    assert working(CLERK, slug="elsewhere").post(DAYS, DECLARED).status_code == 302
    assert "还没有登记过" in shown(working(CLERK), DAYS)
    assert working(SUPERVISOR).get(DAYS).status_code == 403


def test_a_year_that_nobody_declared_keeps_a_list_back() -> None:
    proposed(PUBLICITY.replace("days: 7", "days: 365\n  working_days: yes"))
    prepared(days=365, working_days=True)
    page = shown(working(CLERK), f"{BASE}1/")
    assert "放假安排尚未收录" in page
    assert "公布 3 条" not in page
    assert clerk().person == "jingban"
