"""Lists, screening, invitations and reminder texts in a real browser: clean at every width, and copied."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from jianyou.actions.deciding import Looked, Remark, return_entry
from jianyou.store.dialect import database_now
from jianyou.store.models import Listed
from tests.browser.driving import DESKTOP, PHONE, TABLET
from tests.site.audience import BEARINGS, GEARS, brought, invited
from tests.site.kit import clerk, site_at
from tests.site.office import CLERK, HEAD, filed_city, typed
from tests.site.public import opened_city
from tests.site.serving import served
from tests.site.signin import NAME, PASSWORD, SIGN_IN, account
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]

CALL = "/office/calls/city/"


class Place(NamedTuple):
    """Where a site is served; a list that is kept, one that is looked at, and a firm that is invited."""

    url: str
    kept: UUID
    looking: UUID
    listed: UUID
    firm: UUID

    def pages(self) -> list[str]:
        """The addresses of all pages."""
        return [
            "/office/lists/",
            f"/office/lists/{self.kept}/",
            f"/office/lists/{self.looking}/look",
            f"{CALL}screening/?list={self.kept.hex}&on=2026-11-01",
            f"{CALL}screening/{self.listed}/",
            f"{CALL}invited/",
            f"{CALL}invited/{self.firm}/",
            f"{CALL}urging/",
            f"{CALL}urging/?of=correction",
        ]


def furnished() -> tuple[UUID, UUID, UUID, UUID]:
    """Lists, invitations, a filing to be corrected, somebody who works."""
    opened_city()
    account(CLERK, HEAD)
    firm = invited()[0]
    looking = brought(f"{GEARS}新,,江北区,,认定,,,,", "示例阀门厂,123,火星,,待定,,,,", batch="第二批")
    number = filed_city(typed(BEARINGS))
    due = database_now().replace(microsecond=0) + timedelta(days=5)
    return_entry(actor=clerk(), looked=Looked(number, 1, 1), remarks=[Remark("profile", "请写明。")], due=due)
    row = Listed.objects.get(name=GEARS)
    return row.audience_list_id, looking, row.id, firm


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site with all that there is to look at."""
    home: Path = tmp_path_factory.mktemp("audiences") / "site"
    with site_at(home):
        keys = furnished()
        with served(home) as url:
            yield Place(url, *keys)


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
    page.goto(place.url + "/office/")
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("size", [DESKTOP, TABLET, PHONE], ids=["desktop", "tablet", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_clean(window: Windows, place: Place, size: tuple[int, int], scheme: str) -> None:
    page = window(size, color_scheme=scheme).new_page()
    enter(page, place)
    for one in place.pages():
        page.goto(place.url + one)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert (one, faults(page)) == (one, [])


def test_previews_are_clean(window: Windows, place: Place) -> None:
    page = window(PHONE).new_page()
    enter(page, place)
    for name in ("发出邀请…", "催报…", "移出邀请名单…"):
        page.goto(f"{place.url}{CALL}invited/")
        page.locator("#which").check()
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("heading", name="请核对，按下按钮才办理")).to_be_visible()
        assert faults(page) == []


def test_a_text_is_copied(window: Windows, place: Place) -> None:
    context = window(DESKTOP)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    enter(page, place)
    page.goto(f"{place.url}{CALL}urging/")
    page.locator("[data-copy=group-1]").click()
    expect(page.locator("[data-copy=group-1]")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#group-1").input_value()
