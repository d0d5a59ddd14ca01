"""Asking departments in a real browser: from the list to letters, a returned table, what it changed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.utils.timezone import localtime
from playwright.sync_api import Page, expect

from jianyou.actions.clearance import ToAsk, ask_clearance, mark_sent
from jianyou.actions.clearance_replies import Reply, record_replies
from jianyou.actions.deciding import Looked, accept_entry
from jianyou.domain.papers.clearance import enquiry_table
from jianyou.domain.papers.clearance_answers import Answer, Told
from jianyou.officefiles.writing.render import render_table
from jianyou.queries.clearance import enquiry_told
from jianyou.queries.entry_wanted import EntryKey
from jianyou.store.dialect import database_now
from tests.browser.driving import DESKTOP, PHONE, TABLET
from tests.site.kit import clerk, site_at
from tests.site.office import CLERK, HEAD, filed_city, typed
from tests.site.public import opened_city
from tests.site.serving import served
from tests.site.signin import NAME, PASSWORD, SIGN_IN, account
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]

FIRMS = ("示例轴承有限公司", "示例齿轮厂", "示例阀门股份有限公司")
MARKET, SAFETY = "示例市市场监管局", "示例市应急管理局"
LISTS = ("on_abnormal_list", "on_serious_breach_list")
NONE = Answer(Told.NONE)


class Place(NamedTuple):
    """Where a site is served, the filing, and a returned table: a row doubtful, one of another letter."""

    url: str
    number: str
    returned: Path

    @property
    def desk(self) -> str:
        """The letters of the call."""
        return f"{self.url}/office/calls/city/clearance/"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site with three accepted entries and two letters sent, one of them answered about one entry."""
    home: Path = tmp_path_factory.mktemp("clearance") / "site"
    with site_at(home):
        opened_city()
        account(CLERK, HEAD)
        number = filed_city(*(typed(name) for name in FIRMS))
        for ordinal in (1, 2, 3):
            accept_entry(actor=clerk(), looked=Looked(number, ordinal, 1))
        today = localtime(database_now()).date()
        ask_clearance(
            actor=clerk(),
            call_slug="city",
            departments=[ToAsk(MARKET, LISTS), ToAsk(SAFETY, ("accidents.safety", "violations"))],
            keys=[EntryKey(number, ordinal) for ordinal in (1, 2, 3)],
            due=today + timedelta(days=7),
        )
        for letter in (1, 2):
            mark_sent(actor=clerk(), call_slug="city", number=letter, on=today, how="公文系统")
        found = {LISTS[0]: NONE, LISTS[1]: Answer(Told.SOME, "2025年11月列入")}
        reply = Reply(EntryKey(number, 1), found, "详见附件")
        record_replies(actor=clerk(), call_slug="city", number=1, replies=[reply], on=today, seen="0.")
        paper = enquiry_table(enquiry_told(viewer=clerk(), slug="city", number=1))
        cells = [("无", "无", "", ""), ("无", "有", "2024年列入", ""), ("/", "无", "", "")]
        rows = [[*row[:4], *own] for row, own in zip(paper.rows, cells, strict=True)]
        rows[2][0] = rows[1][0]
        rows.append([f"2/{number}.1", FIRMS[0], "", "", "无", "无", "", ""])
        returned = home.parent / "复函.xlsx"
        returned.write_bytes(render_table(returned, replace(paper, rows=rows)).written.data)
        with served(home) as url:
            yield Place(url, number, returned)


@pytest.fixture(scope="module")
def address(place: Place) -> str:
    """Where the site is served."""
    return place.url


def enter(page: Page, place: Place) -> None:
    """Signs in."""
    page.goto(place.url + SIGN_IN)
    page.locator("[name=login]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.goto(place.desk)
    expect(page.locator("h1")).to_have_count(1)


def today() -> str:
    """The site's day, as it is typed."""
    return localtime().date().isoformat()


@pytest.mark.parametrize("size", [DESKTOP, TABLET, PHONE], ids=["desktop", "tablet", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_clean(window: Windows, place: Place, size: tuple[int, int], scheme: str) -> None:
    page = window(size, color_scheme=scheme).new_page()
    enter(page, place)
    for end in ("", "new", "1/", "2/", "1/?answer=some", "matrix", f"1/entries/{place.number}/1/"):
        page.goto(place.desk + end)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert faults(page) == [], end
    page.goto(place.desk + "1/")
    page.locator("#file").set_input_files(place.returned)
    page.locator("#reply_on").fill(today())
    page.get_by_role("button", name="读出来核对").click()
    expect(page.get_by_role("heading", name="请指明这些行是哪一条")).to_be_visible()
    assert faults(page) == []
    page.goto(place.desk + "new")
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.locator("#problems")).to_be_focused()
    assert faults(page) == []
    page.goto(f"{place.url}/office/entries/{place.number}/1/")
    expect(page.get_by_role("heading", name="部门意见")).to_be_visible()
    assert faults(page) == []


def test_from_the_list_to_a_verdict(window: Windows, place: Place) -> None:
    page = window(DESKTOP).new_page()
    enter(page, place)
    page.goto(f"{place.url}/office/calls/city/entries/")
    page.locator("[name=entry]").nth(1).check()
    page.get_by_role("button", name="征求部门意见…").click()
    expect(page.get_by_text("就 1 条申报征求意见。")).to_be_visible()
    for name in ("生态环境", "应急管理", "税务"):
        page.get_by_role("checkbox", name=name, exact=True).uncheck()
    page.locator("#due").fill("2099-12-31")
    page.get_by_role("button", name="下一步：核对").click()
    page.get_by_role("button", name="制作 1 份征求意见函").click()
    expect(page.get_by_text("制作了 1 份征求意见函")).to_be_visible()
    page.goto(place.desk + "3/")
    page.locator("#how").fill("公文系统")
    page.get_by_role("button", name="登记为已发出").click()
    expect(page.get_by_text("已登记发出。")).to_be_visible()
    page.goto(place.desk + "1/")
    page.locator("#file").set_input_files(place.returned)
    page.locator("#reply_on").fill(today())
    page.get_by_role("button", name="读出来核对").click()
    page.locator("select").select_option(f"{place.number}.3")
    page.get_by_role("button", name="按指明的重新核对").click()
    page.get_by_role("button", name="登记 3 条答复").click()
    expect(page.get_by_text("答复已登记")).to_be_visible()
    page.goto(f"{place.url}/office/entries/{place.number}/2/")
    expect(page.locator("#clearance")).to_contain_text("2024年列入")
