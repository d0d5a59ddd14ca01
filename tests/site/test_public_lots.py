"""The way of everybody to a call's draws: from its page, and by the feed."""

from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.actions.lots import announce_draw, reveal_draw, void_draw
from tests.site.judging_world import SLUG, judged_call, pool
from tests.site.kit import clerk
from tests.site.public import browser
from tests.site.test_panel import lots

pytestmark = pytest.mark.usefixtures("site")
_ATOM = "{http://www.w3.org/2005/Atom}"
_LINK = f'href="/calls/{SLUG}/draws/"'


def news() -> list[tuple[str | None, str | None]]:
    """Of the feed, the newest first: what each entry says, and where it leads."""
    feed = ET.fromstring(browser().get("/feed.atom").content)
    return [
        (one.findtext(f"{_ATOM}title"), link.get("href"))
        for one in feed.findall(f"{_ATOM}entry")
        for link in one.findall(f"{_ATOM}link")
    ]


def test_the_page_of_a_call_leads_to_its_draws_without_asking_more() -> None:
    judged_call()
    pool(7)
    client = browser()
    client.get(f"/calls/{SLUG}/")
    told = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(f"/calls/{SLUG}/").content.decode()
        told.append((len(asked), page.count(_LINK)))
        announce_draw(actor=clerk(), call_slug=SLUG, told=lots(), listed=7)
    assert told == [(told[0][0], 0), (told[0][0], 1)]


def test_draws_are_news_when_announced_and_when_made() -> None:
    title = judged_call().title
    pool(7)
    for number in (1, 2):
        announce_draw(actor=clerk(), call_slug=SLUG, told=lots(), listed=7)
        at = f"http://localhost/calls/{SLUG}/draws/{number}/"
        announced = (f"公布随机抽取：{title}", at)
        assert news()[0] == announced
        if number == 1:
            void_draw(actor=clerk(), call_slug=SLUG, number=1, reason="纪检组未到场")
            assert news()[0] == announced
    reveal_draw(actor=clerk(), call_slug=SLUG, number=2, public_value="1")
    assert news()[:2] == [(f"随机抽取的结果：{title}", at), announced]
