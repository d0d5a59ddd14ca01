"""A draft when something fails: the last sentence is at the site, or kept in the browser and sent later."""

import re
import time

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.browser.driving import PHONE
from tests.site.at_home import (
    FILL,
    LAST,
    SAVED,
    Site,
    begun,
    kept,
    opened_elsewhere,
    state_of,
    type_in,
)
from tests.site.windows import Windows

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]
CUT_OFF = re.compile("连不上本站。填写的内容已暂存在本机")


@pytest.fixture(scope="module")
def address(city_site: Site) -> str:
    return city_site.address


def answers_lost(page: Page, times: int) -> list[int]:
    """The site gets what is saved, and so many of its answers are cut off."""
    left = [times]

    def cut(route: Route) -> None:
        if left[0]:
            left[0] -= 1
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/drafts/*/save", cut)
    return left


def settled(page: Page) -> None:
    """Waits, and lets what was routed go on, until the site has acknowledged all."""
    for _ in range(300):
        if not kept(page):
            break
        page.wait_for_timeout(50)
    expect(state_of(page)).to_have_text(SAVED)


@pytest.mark.parametrize("after", [0.0, 0.2, 0.38, 0.41, 0.5, 1.0])
def test_left_at_any_moment(city: Site, page: Page, after: float) -> None:
    begun(page, city)
    type_in(page, "c-1-profile", LAST)
    time.sleep(after)
    page.goto("about:blank")
    city.holds("c-1-profile", LAST)


def test_closed_before_the_draft_had_a_number(city: Site, page: Page) -> None:
    """It is begun by the last request of the page; opened again, the same browser comes to it."""
    page.goto(city.address + FILL)
    page.locator("#c-1-profile").fill(LAST)
    page.close()
    city.holds("c-1-profile", LAST)


def test_closed_while_cut_off_it_is_sent_at_the_next_visit(city: Site, page: Page) -> None:
    number = begun(page, city)
    page.context.set_offline(True)
    type_in(page, "c-1-profile", LAST)
    expect(state_of(page)).to_have_text(CUT_OFF)
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(f"{city.address}/drafts/{number}/")
    city.holds("c-1-profile", LAST)
    expect(again.locator("#c-1-profile")).to_have_value(LAST)
    expect(state_of(again)).to_have_text(SAVED)
    assert kept(again) == []


def test_what_was_kept_meets_what_a_colleague_wrote_meanwhile(
    city: Site, page: Page, window: Windows
) -> None:
    number = begun(page, city)
    page.context.set_offline(True)
    type_in(page, "c-1-profile", LAST)
    expect(state_of(page)).to_have_text(CUT_OFF)
    page.close()
    colleague = opened_elsewhere(window, city, number)
    colleague.locator("#c-1-profile").fill("同事填写的简况。")
    city.holds("c-1-profile", "同事填写的简况。")
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(f"{city.address}/drafts/{number}/")
    box = again.locator(".draft-conflict")
    expect(box).to_contain_text("同事填写的简况。")
    expect(again.locator("#c-1-profile")).to_have_value(LAST)
    box.get_by_role("button", name="用我填的").click()
    city.holds("c-1-profile", LAST)


def test_the_server_killed_while_typing(city: Site, page: Page) -> None:
    begun(page, city)
    for part in range(4):
        type_in(page, "c-1-profile", LAST[part * 8 : part * 8 + 8], delay=40)
        city.kill()
        type_in(page, "c-1-honors", f"第{part}项；", delay=40)
        city.start()
    type_in(page, "c-1-profile", LAST[32:])
    city.holds("c-1-profile", LAST)
    city.holds("c-1-honors", "第0项；第1项；第2项；第3项；")
    expect(state_of(page)).to_have_text(SAVED, timeout=30_000)
    expect(page.locator(".draft-conflict")).to_have_count(0)


def test_the_server_gone_before_the_first_word_was_saved(city: Site, page: Page) -> None:
    page.goto(city.address + FILL)
    city.kill()
    type_in(page, "c-1-profile", LAST)
    expect(state_of(page)).to_have_text(CUT_OFF)
    city.start()
    city.holds("c-1-profile", LAST)
    expect(page).to_have_url(re.compile("/drafts/"))


def test_an_answer_lost_is_no_conflict(city: Site, page: Page) -> None:
    begun(page, city)
    left = answers_lost(page, 2)
    type_in(page, "c-1-profile", LAST, delay=30)
    settled(page)
    city.holds("c-1-profile", LAST)
    assert left == [0]
    expect(page.locator(".draft-conflict")).to_have_count(0)


def test_an_answer_lost_and_the_page_closed(city: Site, page: Page) -> None:
    begun(page, city)
    answers_lost(page, 99)
    type_in(page, "c-1-profile", LAST, delay=30)
    page.unroute("**/drafts/*/save")
    page.close()
    city.holds("c-1-profile", LAST)


def test_the_answer_to_the_beginning_lost_begins_no_second_draft(city: Site, page: Page) -> None:
    page.goto(city.address + FILL)

    def cut(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    page.route("**/calls/city/drafts/", cut, times=1)
    type_in(page, "c-1-profile", LAST, delay=30)
    expect(page).to_have_url(re.compile("/drafts/"), timeout=15_000)
    settled(page)
    city.holds("c-1-profile", LAST)
    assert len(city.drafts()) == 1


def test_where_a_browser_keeps_nothing_it_warns(city: Site, page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('none'); } });"
    )
    begun(page, city)
    page.context.set_offline(True)
    type_in(page, "c-1-profile", LAST)
    expect(state_of(page)).to_contain_text("请不要关掉页面")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    page.context.set_offline(False)
    city.holds("c-1-profile", LAST)


def test_on_a_phone_put_to_sleep(city: Site, window: Windows) -> None:
    """Hidden is the last that a phone tells a page."""
    page = window(PHONE, has_touch=True, is_mobile=True).new_page()
    begun(page, city)
    page.locator("#c-1-profile").tap()
    page.keyboard.insert_text(LAST)
    page.evaluate(
        """() => {
        Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
        document.dispatchEvent(new Event("visibilitychange")); }"""
    )
    page.context.set_offline(True)
    city.holds("c-1-profile", LAST)
