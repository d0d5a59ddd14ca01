"""Looking and deciding on a phone, by keys alone, and without scripts."""

from collections.abc import Iterator

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, expect

from tests.site.clerk_world import World, at_work, filled, firm, staffed
from tests.site.kit import copied_site
from tests.site.office import CLERK
from tests.site.serving import served
from tests.site.windows import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("story")]

PHONE = (360, 800)
LATER = 60
"""Presses of a key after which somebody who only tabs would have given up."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A call with nine entries; a third of them have an error."""
    with copied_site(tmp_path_factory.mktemp("reach") / "site") as home:
        staffed(second_person=False)
        filled(9)
        connections.close_all()
        with served(home) as url:
            yield World(url, home)


@pytest.fixture(scope="module")
def address(world: World) -> str:
    """Where the site is served."""
    return world.address


def opened(page: Page, world: World, at: int) -> None:
    """Opens the entry of a firm from the list."""
    page.goto(world.entries)
    page.get_by_role("link", name=firm(at), exact=True).click()
    page.wait_for_url("**/office/entries/**")
    expect(page.locator("h1")).to_have_text(firm(at))


def test_decided_on_a_phone(chromium: Browser, world: World) -> None:
    page = at_work(chromium, world.address, CLERK, PHONE, has_touch=True)
    opened(page, world, 1)
    assert faults(page) == []
    page.get_by_role("button", name="受理").tap()
    expect(page.locator(".record-head .pill")).to_have_text("已受理")
    opened(page, world, 2)
    page.get_by_role("link", name="不予受理…").tap()
    page.locator("#reason").fill("不在征集范围。")
    page.get_by_role("button", name="下一步：核对").last.tap()
    expect(page.get_by_role("button", name="不予受理 1 条")).to_be_visible()
    page.wait_for_load_state()
    assert faults(page) == []
    page.get_by_role("button", name="不予受理 1 条").tap()
    expect(page.locator(".record-head .pill")).to_have_text("不予受理")


def test_by_keys_alone(chromium: Browser, world: World) -> None:
    page = at_work(chromium, world.address, CLERK)
    page.goto(world.entries)
    page.keyboard.press("j")
    while page.evaluate("document.activeElement.textContent") != firm(4):
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/entries/**")
    expect(page.locator("h1")).to_have_text(firm(4))
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    expect(page.locator(".record-head .pill")).to_have_text("已受理")
    page.wait_for_load_state()
    page.keyboard.press("n")
    expect(page.locator("h1")).to_have_text(firm(5))
    tabbed(page, "受理")
    page.keyboard.press("Space")
    expect(page.locator(".record-head .pill")).to_have_text("已受理")


def tabbed(page: Page, name: str) -> None:
    """Goes to a button by the tab key only."""
    button = page.get_by_role("button", name=name, exact=True)
    for _ in range(LATER):
        page.keyboard.press("Tab")
        if button.evaluate("(one) => one === document.activeElement"):
            return
    pytest.fail(f"{name} isn't reached by the tab key")


def test_without_scripts(chromium: Browser, world: World) -> None:
    page = at_work(chromium, world.address, CLERK, java_script_enabled=False)
    opened(page, world, 6)
    page.get_by_role("link", name="退回补正…").click()
    page.get_by_role("button", name="下一步：核对").last.click()
    page.get_by_role("button", name="退回补正 1 条").click()
    expect(page.locator(".record-head .pill")).to_have_text("退回补正")
    opened(page, world, 7)
    page.get_by_role("button", name="受理").click()
    expect(page.locator(".record-head .pill")).to_have_text("已受理")
