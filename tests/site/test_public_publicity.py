"""公示 for everybody: seen while it is public, gone with the last name at its end, in the feed meanwhile."""

import hashlib
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.actions.calls import cancel_call
from jianyou.actions.publicity import take_down_list
from jianyou.store.models import Publicity
from tests.site.kit import clerk, head
from tests.site.public import browser, text_of
from tests.site.publicity_world import ASKED, CONTACT, NAMES, SLUG, over, prepared, proposed, published

pytestmark = pytest.mark.usefixtures("site")

BASE = "/calls/city/publicity/"


def seen(address: str, status: int = 200) -> str:
    """The words of a page."""
    answer = browser().get(address)
    assert answer.status_code == status, address
    return text_of(answer)


def test_everybody_reads_a_list_while_it_is_public() -> None:
    proposed()
    row = published()
    page = seen(f"{BASE}1/")
    for text in (*NAMES, ASKED.title, CONTACT.phone, "公示期为7天", row.snapshot, "提出异议"):
        assert text in page, text
    answer = browser().get(f"{BASE}1/")
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == (
        "no-store",
        "noindex, noarchive",
    )
    assert f'href="{BASE}1/object/"' in answer.content.decode()
    told = browser().get(f"{BASE}1/list.json")
    assert hashlib.sha256(told.content).hexdigest() == row.snapshot
    call = seen("/calls/city/")
    assert ASKED.title in call
    feed = browser().get("/feed.atom").content.decode()
    assert f"http://localhost{BASE}1/" in feed
    assert ASKED.title in feed
    assert not any(name in feed for name in NAMES)


@pytest.mark.parametrize("how", ["ended", "taken_down"])
def test_afterwards_no_name_is_left_anywhere(how: str) -> None:
    proposed()
    row = published()
    if how == "ended":
        over(row)
    else:
        take_down_list(actor=clerk(), call_slug=SLUG, number=1, reason="名单有误")
    page = seen(f"{BASE}1/", 410)
    assert row.snapshot in page
    assert ("公示已经期满" if how == "ended" else "名单有误") in page
    assert browser().get(f"{BASE}1/list.json").status_code == 404
    assert ASKED.title not in browser().get("/feed.atom").content.decode()
    for address in (f"{BASE}1/", BASE, "/calls/city/", "/feed.atom"):
        html = browser().get(address).content.decode()
        assert not any(name in html for name in NAMES), address
    assert ASKED.title in seen(BASE)


def test_what_isnt_published_is_seen_by_nobody() -> None:
    proposed()
    prepared()
    assert browser().get(f"{BASE}1/").status_code == 404
    assert browser().get(f"{BASE}1/list.json").status_code == 404
    assert browser().get(f"{BASE}2/").status_code == 404
    assert browser().get("/calls/other/publicity/1/").status_code == 404
    assert "没有公示过名单" in seen(BASE)
    assert "各次公示" not in seen("/calls/city/")


def test_a_cancelled_call_shows_no_list() -> None:
    proposed()
    published()
    cancel_call(actor=head(), call_slug=SLUG, reason="示例")
    assert browser().get(f"{BASE}1/").status_code == 404
    assert ASKED.title not in browser().get("/feed.atom").content.decode()


def test_both_rounds_tell_which_replaces_which() -> None:
    proposed()
    published()
    published(replaces=1)
    assert "已由第 2 次代替" in seen(f"{BASE}1/", 410)
    assert "代替第 1 次" in seen(f"{BASE}2/")
    assert re.findall(r"公示中|提前撤下", seen(BASE)) == ["公示中", "提前撤下"]


def test_objections_may_be_raised_after_the_end_where_the_call_says_so() -> None:
    proposed(objections="objections: {days: 30}\n")
    row = published()
    Publicity.objects.update(ends_at=row.published_at)
    assert "提出异议" in seen(f"{BASE}1/", 410)


def test_the_page_in_english() -> None:
    proposed()
    published()
    client = browser()
    client.cookies["jianyou_lang"] = "en"
    answer = client.get(f"{BASE}1/")
    assert "The list is public for 7 days" in text_of(answer)
    assert '<div lang="en" class="publicity-after">' in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_takes_the_same_statements_however_long(count: int) -> None:
    proposed(names=NAMES[:count])
    published()
    client = browser()
    client.get(f"{BASE}1/")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{BASE}1/")
    assert len(captured) == 6
