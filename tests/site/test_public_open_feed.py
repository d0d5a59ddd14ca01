"""News of calls for readers and for other sites."""

import uuid
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.http import parse_http_date

from jianyou.actions.calls import extend_deadline
from jianyou.store.models import Call, Extension, TreeHead
from tests.site.kit import clerk, head, opened
from tests.site.open_world import sealed
from tests.site.public import browser, opened_city

pytestmark = pytest.mark.usefixtures("site")

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(**asked: str) -> ET.Element:
    return ET.fromstring(browser().get("/feed.atom", asked).content)


def texts(element: ET.Element, name: str) -> list[str]:
    return [each.text or "" for each in element.findall(f"{ATOM}{name}")]


def course() -> Call:
    """Opened, given more time, sealed."""
    call = opened_city()
    later = call.deadline + timedelta(days=2)
    extend_deadline(actor=clerk(), call_slug="city", deadline=later, reason="系统维护 & <b>", approver=head())
    sealed(call)
    return call


def test_each_event_is_an_entry_with_its_own_lasting_id() -> None:
    call = course()
    entries = feed().findall(f"{ATOM}entry")
    keys = [TreeHead.objects.get(final=True).id, Extension.objects.get().id, call.id]
    assert [texts(entry, "id") for entry in entries] == [[key.urn] for key in keys]
    words = ("账本已封存", "延长截止时间", "开始征集")
    assert [texts(entry, "title")[0].split("：")[0] for entry in entries] == list(words)
    links = [each.attrib["href"] for entry in entries for each in entry.findall(f"{ATOM}link")]
    page = "http://localhost/calls/city/"
    assert links == [f"{page}ledger/", page, page]
    assert "理由：系统维护 & <b>" in texts(entries[1], "summary")[0]


def test_what_the_standard_requires() -> None:
    """RFC 4287, 4.1.1 and 4.1.2: exactly one id, title, updated; an author; moments with their offset."""
    course()
    whole = feed()
    assert whole.tag == f"{ATOM}feed"
    for element in (whole, *whole.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (told,) = texts(element, name)
            assert told
        assert uuid.UUID(texts(element, "id")[0].removeprefix("urn:uuid:"))
        assert datetime.fromisoformat(texts(element, "updated")[0]).tzinfo is not None
        assert element.find(f"{ATOM}author/{ATOM}name") is not None
    links = [(link.attrib["rel"], link.attrib["href"]) for link in whole.findall(f"{ATOM}link")]
    assert links == [("self", "http://localhost/feed.atom"), ("alternate", "http://localhost/")]
    moments = texts(whole, "updated") + [texts(each, "updated")[0] for each in whole.findall(f"{ATOM}entry")]
    assert moments[0] == max(moments)


def test_an_empty_site_has_a_feed_too() -> None:
    whole = feed()
    assert (texts(whole, "updated"), whole.findall(f"{ATOM}entry")) == (["1970-01-01T00:00:00Z"], [])


def test_its_id_does_not_go_by_the_host() -> None:
    other = ET.fromstring(browser().get("/feed.atom", headers={"host": "127.0.0.1"}).content)
    assert texts(other, "id") == texts(feed(), "id")
    assert other.find(f"{ATOM}link").attrib["href"] == "http://127.0.0.1/feed.atom"  # type: ignore[union-attr]


def test_in_english_if_the_address_says_so_whatever_the_cookie() -> None:
    course()
    client = browser()
    client.cookies["jianyou_lang"] = "en"
    languages = [
        ET.fromstring(client.get("/feed.atom", asked).content).attrib
        for asked in ({}, {"lang": "en"}, {"lang": "xx"})
    ]
    key = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [each[key] for each in languages] == ["zh-Hans", "en", "zh-Hans"]


@pytest.mark.parametrize("path", ["/feed.atom", "/calls.json"])
def test_who_has_it_gets_it_only_once(path: str) -> None:
    opened_city()
    client = browser()
    first = client.get(path)
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304
    sealed(Call.objects.get())
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again["ETag"] == first["ETag"]) == (200, False)
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.post(path).status_code == 405


def test_last_modified_is_the_last_event() -> None:
    opened_city()
    answer = browser().get("/feed.atom")
    opened_at = Call.objects.get().opened_at
    assert opened_at is not None
    assert parse_http_date(answer["Last-Modified"]) == int(opened_at.timestamp())
    since = {"if-modified-since": answer["Last-Modified"]}
    assert browser().get("/feed.atom", headers=since).status_code == 304


def test_the_calls_as_data() -> None:
    call = opened_city()
    told = browser().get("/calls.json").json()
    (one,) = told["calls"]
    assert datetime.fromisoformat(one.pop("deadline")) == call.deadline
    assert datetime.fromisoformat(one.pop("opened_at")) == call.opened_at
    assert (told["total"], one) == (
        1,
        {
            "name": "city",
            "title": "关于征集推荐一批质量领域优质组织和个人的通知",
            "number": "渝经信科技〔2024〕5号",
            "issuer": "重庆市经济和信息化委员会",
            "open": True,
            "url": "http://localhost/calls/city/",
            "fill_url": "http://localhost/calls/city/fill/",
        },
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_same_statements_however_many_calls(count: int) -> None:
    for each in range(count):
        sealed(opened(f"call-{each}"))
    with CaptureQueriesContext(connection) as captured:
        feed()
    assert len(captured) == 7
