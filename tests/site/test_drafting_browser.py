"""A draft in a real browser: typed, counted, shared between tabs and people, and filed."""

import re
import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.site.at_home import (
    FILL,
    LAST,
    SAVED,
    Site,
    begun,
    by_code,
    kept,
    number_of,
    opened_elsewhere,
    state_of,
    type_in,
)
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
CUT_OFF = re.compile("连不上本站。填写的内容已暂存在本机")


@pytest.fixture(scope="module")
def address(city_site: Site) -> str:
    return city_site.address


def test_it_is_begun_and_saved_while_typing(city: Site, page: Page) -> None:
    number = begun(page, city)
    type_in(page, "c-1-profile", LAST)
    city.holds("c-1-profile", LAST)
    expect(state_of(page)).to_have_text(SAVED)
    assert list(city.drafts()) == [number]
    page.get_by_role("radio", name="是", exact=True).first.check()
    city.holds("c-1-willing", "是")
    page.reload()
    expect(page.locator("#c-1-profile")).to_have_value(LAST)
    assert kept(page) == []


def test_begun_by_script_the_page_gets_what_a_draft_has(city: Site, page: Page) -> None:
    page.goto(city.address + FILL)
    field = page.locator("#c-1-profile")
    field.press_sequentially(LAST[:9])
    page.keyboard.press("ArrowLeft")
    top = field.bounding_box()
    ways = page.get_by_role("navigation", name="这份草稿")
    expect(ways.get_by_role("link", name="看正式的表")).to_be_visible()
    number = number_of(page)
    said = f"草稿已经存下，编号 {number}，尚未报送。页面上方现在有：看正式的表、下载、证明材料、删除草稿。"
    heard = page.locator("form#draft ~ p[aria-live='polite']")
    expect(heard.filter(has_text=said)).to_have_count(1)
    expect(field).to_be_focused()
    assert field.evaluate("one => [one.value, one.selectionStart]") == [LAST[:9], 8]
    page.keyboard.type("再")
    city.holds("c-1-profile", LAST[:8] + "再" + LAST[8:9])
    now = field.bounding_box()
    assert top
    assert now
    assert abs(top["y"] - now["y"]) < 2
    page.locator("details[data-begun] summary").press("Enter")
    page.get_by_role("button", name="删除草稿").click()
    expect(page.locator("#sure-error")).to_be_visible()
    page.locator("#sure").check()
    page.get_by_role("button", name="删除草稿").click()
    expect(page.locator("h1")).to_contain_text("通知")
    assert city.drafts() == {}


def test_what_a_draft_has_comes_with_a_later_save_where_the_first_could_not_bring_it(
    city: Site, page: Page
) -> None:
    page.route("**/drafts/*/", lambda route: route.abort())
    begun(page, city)
    ways = page.get_by_role("navigation", name="这份草稿")
    expect(ways).to_have_count(0)
    page.unroute("**/drafts/*/")
    type_in(page, "c-1-profile", LAST)
    expect(ways.get_by_role("link", name="证明材料")).to_be_visible()


def test_where_no_cookie_is_kept_the_page_says_so(city: Site, page: Page) -> None:
    page.goto(city.address + FILL)
    page.context.clear_cookies()
    page.route("**/calls/city/fill/", lambda route: route.abort())
    type_in(page, "c-1-name", "示例轴承有限公司")
    expect(state_of(page)).to_contain_text("请允许本站的 Cookie")
    assert kept(page) == ["示例轴承有限公司"]
    assert city.drafts() == {}


def test_the_count_stands_beside_the_field(city: Site, page: Page) -> None:
    page.goto(city.address + FILL)
    count = page.locator("output[for='c-1-feature']")
    expect(count).to_have_text("0 / 25 字")
    type_in(page, "c-1-feature", "质量，ISO9001")
    expect(count).to_have_text("4 / 25 字")
    page.locator("#c-1-feature").fill("人人把关" * 6 + "，，")
    expect(count).to_have_text("26 / 25 字，不计标点 24 字，未超过")
    page.locator("#c-1-feature").fill("人人把关" * 7)
    expect(count).to_have_text("28 / 25 字，不计标点也超过 3 字")
    page.locator("#c-1-profile").fill("质" * 301)
    expect(page.locator("output[for='c-1-profile']")).to_have_text("301 / 300 字，原则上不超过 300 字")


def test_cut_off_it_is_kept_here_and_sent_later(city: Site, page: Page) -> None:
    begun(page, city)
    page.context.set_offline(True)
    type_in(page, "c-1-profile", LAST)
    expect(state_of(page)).to_have_text(CUT_OFF)
    assert kept(page) == [LAST]
    assert city.texts("c-1-profile") == [""]
    page.context.set_offline(False)
    city.holds("c-1-profile", LAST)
    expect(state_of(page)).to_have_text(SAVED)
    assert kept(page) == []


def test_closed_at_once_after_the_last_key(city: Site, page: Page) -> None:
    begun(page, city)
    type_in(page, "c-1-profile", LAST)
    time.sleep(0.05)
    page.close()
    city.holds("c-1-profile", LAST)


def test_two_tabs_of_one_browser(city: Site, page: Page) -> None:
    number = begun(page, city)
    other = page.context.new_page()
    other.goto(f"{city.address}/drafts/{number}/")
    for tab in (page, other):
        expect(tab.locator("#draft-other")).to_be_visible()
    type_in(other, "c-1-profile", LAST)
    expect(page.locator("#c-1-profile")).to_have_value(LAST)
    page.bring_to_front()
    type_in(page, "c-1-feature", "一轴一档")
    expect(other.locator("#c-1-feature")).to_have_value("一轴一档")
    city.holds("c-1-profile", LAST)
    city.holds("c-1-feature", "一轴一档")


def test_a_colleague_changed_the_same_field(city: Site, page: Page, window: Windows) -> None:
    number = begun(page, city)
    colleague = opened_elsewhere(window, city, number)
    colleague.locator("#c-1-feature").fill("件件可追溯")
    city.holds("c-1-feature", "件件可追溯")
    page.locator("#c-1-feature").fill("人人把关")
    box = page.locator("[id='c-1-feature-conflict']")
    expect(box).to_contain_text("件件可追溯")
    assert city.texts("c-1-feature") == ["件件可追溯"]
    page.locator("#c-1-profile").fill(LAST)
    city.holds("c-1-profile", LAST)
    page.get_by_role("button", name="核对").last.click()
    expect(box.get_by_role("button").first).to_be_focused()
    box.get_by_role("button", name="用我填的").click()
    city.holds("c-1-feature", "人人把关")
    colleague.locator("#c-1-feature").fill("又改了")
    colleague.get_by_role("button", name="用别处填的").click()
    expect(colleague.locator("#c-1-feature")).to_have_value("人人把关")
    expect(state_of(colleague)).to_have_text(SAVED)
    assert city.texts("c-1-feature") == ["人人把关"]


def test_the_session_expired_in_mid_form(city: Site, page: Page) -> None:
    number = begun(page, city)
    page.context.clear_cookies()
    type_in(page, "c-1-profile", LAST)
    expect(state_of(page).get_by_role("link")).to_be_visible()
    assert kept(page) == [LAST]
    with page.context.expect_page() as opened:
        state_of(page).get_by_role("link").click()
    door = opened.value
    expect(door.locator("#code")).to_be_visible()
    by_code(door, city, number)
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    city.holds("c-1-profile", LAST)
    expect(state_of(page)).to_have_text(SAVED)
    page.locator("main form .button-primary").last.click()
    expect(page.locator("#problems")).to_be_visible()


def test_composing_is_left_alone(city: Site, page: Page) -> None:
    """An input method's half-written syllables are no text yet."""
    begun(page, city)
    # Once what a draft has is there as well, nothing is under way.
    expect(page.get_by_role("navigation", name="这份草稿")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.post_data or request.url))
    page.locator("#c-1-feature").focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "zhi", "selectionStart": 3, "selectionEnd": 3})
    time.sleep(0.8)
    assert asked == []
    keyboard.send("Input.insertText", {"text": "质量"})
    city.holds("c-1-feature", "质量")
    assert [one for one in asked if "zhi" in one] == []


def test_reload_and_back_show_what_is_saved(city: Site, page: Page) -> None:
    begun(page, city)
    page.locator("#filer").fill("示例轴承有限公司")
    type_in(page, "c-1-profile", LAST)
    page.reload()
    expect(page.locator("#c-1-profile")).to_have_value(LAST)
    page.locator("main form .button-primary").last.click()
    page.wait_for_url("**/check/")
    page.go_back()
    expect(page.locator("#c-1-profile")).to_have_value(LAST)
    type_in(page, "c-1-honors", "2023年全国质量标杆（国家级）")
    city.holds("c-1-honors", "2023年全国质量标杆（国家级）")
    city.holds("c-1-profile", LAST)


def test_pressed_twice_it_is_filed_once(city: Site, page: Page) -> None:
    before = city.filings()
    number = begun(page, city)
    page.locator("#filer").fill("示例轴承有限公司")
    type_in(page, "c-1-profile", LAST)
    page.locator("main form .button-primary").last.dblclick()
    page.wait_for_url("**/check/")
    expect(page.locator("main")).to_contain_text("320人")
    page.locator("#not_classified").check()
    page.locator("main form .button-primary").last.dblclick()
    expect(page.locator("h1")).to_have_text("报送回执")
    assert [one for one in city.filings() if one not in before] == [number]
    assert city.drafts() == {}


def test_filed_in_another_tab(city: Site, page: Page) -> None:
    number = begun(page, city)
    page.locator("#filer").fill("示例轴承有限公司")
    expect(state_of(page)).to_have_text(SAVED)
    other = page.context.new_page()
    other.goto(f"{city.address}/drafts/{number}/check/")
    other.locator("#not_classified").check()
    other.locator("main form .button-primary").last.click()
    expect(other.locator("h1")).to_have_text("报送回执")
    page.bring_to_front()
    type_in(page, "c-1-profile", LAST)
    link = state_of(page).get_by_role("link")
    expect(link).to_be_visible()
    assert number in urlsplit(link.get_attribute("href") or "").path
    expect(page.locator("#c-1-profile")).to_have_value(LAST)


def test_the_deadline_passes_while_the_form_is_open(city: Site, page: Page) -> None:
    begun(page, city)
    page.locator("#filer").fill("示例轴承有限公司")
    expect(state_of(page)).to_have_text(SAVED)
    city.move_deadline(-1)
    type_in(page, "c-1-profile", LAST)
    city.holds("c-1-profile", LAST)
    page.locator("main form .button-primary").last.click()
    expect(page.locator("main")).to_contain_text("截止")
    assert city.filings() == [] or city.drafts()
    city.holds("c-1-profile", LAST)


def test_a_link_goes_once_all_is_saved(city: Site, page: Page) -> None:
    begun(page, city)
    type_in(page, "c-1-profile", LAST)
    page.locator("main a[href^='/calls/city/']").first.click()
    page.wait_for_url("**/calls/city/**")
    assert city.texts("c-1-profile") == [LAST]


def test_an_entry_more_and_an_entry_less(city: Site, page: Page) -> None:
    begun(page, city)
    type_in(page, "c-1-profile", LAST)
    page.get_by_role("button", name="再加一个推荐对象").click()
    expect(page.locator("#c-2-name")).to_be_visible()
    type_in(page, "c-2-name", "示例齿轮厂")
    page.locator("button[value=remove-1]").click()
    expect(page.locator("#c-1-name")).to_have_count(0)
    expect(page.locator("#c-2-name")).to_have_value("示例齿轮厂")
    type_in(page, "c-2-feature", "件件可追溯")
    city.holds("c-2-feature", "件件可追溯")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_conflict_and_a_text_too_long_are_fit_for_everyone(
    city: Site, window: Windows, size: tuple[int, int]
) -> None:
    page = window(size).new_page()
    number = begun(page, city)
    colleague = opened_elsewhere(window, city, number)
    colleague.locator("#c-1-feature").fill("件件可追溯")
    city.holds("c-1-feature", "件件可追溯")
    page.locator("#c-1-feature").fill("人人把关" * 7)
    expect(page.locator(".draft-conflict")).to_be_visible()
    assert faults(page) == []


def test_by_keyboard_alone(city: Site, page: Page) -> None:
    page.goto(city.address + FILL)
    texts = {"filer": "示例轴承有限公司", "c-1-name": "示例轴承有限公司", "c-1-profile": LAST}
    page.locator("#filer").focus()
    for _ in range(40):
        name, value = page.evaluate("[document.activeElement.name || '', document.activeElement.value || '']")
        if (name, value) == ("do", "check"):
            break
        if name in texts:
            page.keyboard.insert_text(texts.pop(name))
        page.keyboard.press("Tab")
    assert texts == {}
    page.keyboard.press("Enter")
    page.wait_for_url("**/check/")
    city.holds("c-1-profile", LAST)
