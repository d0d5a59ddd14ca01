"""The list of entries in a real browser: by keys with scripts, by boxes and buttons without."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.site.kit import site_at
from tests.site.office import CLERK, HEAD, filed_city, typed
from tests.site.public import opened_city
from tests.site.serving import served
from tests.site.signin import NAME, PASSWORD, SIGN_IN, account
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

LIST = "/office/calls/city/entries/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with four entries, and somebody who is clerk and head of its office."""
    home: Path = tmp_path_factory.mktemp("entries") / "site"
    with site_at(home):
        opened_city()
        account(CLERK, HEAD)
        filed_city(typed("示例轴承有限公司", feature="一轴一档"), typed("示例齿轮厂"))
        filed_city(typed("示例电梯厂"))
        filed_city(typed("示例阀门厂"))
        with served(home) as url:
            yield url


def enter(page: Page, address: str) -> None:
    """Signs in and opens the list."""
    page.goto(address + SIGN_IN)
    page.fill("[name=login]", NAME)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.goto(address + LIST)


@pytest.mark.parametrize("size", SIZES)
def test_by_keys(address: str, window: Windows, size: str) -> None:
    page = window(SIZES[size]).new_page()
    enter(page, address)
    assert faults(page) == []
    for key in ("j", "j", "x", "k", "x"):
        page.keyboard.press(key)
    expect(page.locator("[data-counted]")).to_have_text("勾选了 2 条")
    page.keyboard.press("?")
    expect(page.locator("#keys dl")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("slfmc")
    page.keyboard.press("Enter")
    expect(page.locator(".entry-name")).to_have_text(["示例阀门厂"])
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/entries/**?q=slfmc")


def test_by_boxes_and_buttons(address: str, window: Windows) -> None:
    page = window(SIZES["phone"], java_script_enabled=False).new_page()
    enter(page, address)
    page.check("#which")
    page.click("button[formaction$='/return-errors']")
    expect(page.locator(".which-list").first.locator("> li")).to_have_count(3)
    page.click("button[name=next]")
    page.click("text=退回补正 3 条")
    expect(page.locator("[role=status]")).to_have_text("办理了 3 条。")
    page.click("text=撤销这一批…")
    page.fill("[name=reason]", "选错了。")
    page.click("button[name=next]")
    page.click("text=取消补正要求 3 条")
    expect(page.locator("[role=status]")).to_have_text("办理了 3 条。")


def test_pages_of_an_act_are_sound(address: str, window: Windows) -> None:
    page = window(SIZES["desktop"]).new_page()
    enter(page, address)
    page.check("#which")
    page.click("button[formaction$='/refuse']")
    assert faults(page) == []
    page.fill("[name=reason]", "不符。")
    page.click("button[name=next]")
    assert faults(page) == []
    page.goto(address + LIST + "?found=errors&cols=uscc,willing,decided")
    for summary in page.query_selector_all(".entries-tools summary"):
        summary.click()
    assert faults(page) == []
