"""The keyboard alone: every act within reach, and always seen where one is."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import Running, enter
from tests.browser.letters import SHORT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

OTHERS = ("/firms", "/reminders", "/help", "/start")
FOCUSED = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  return {
    name: `${element.tagName} ${element.getAttribute("href") ?? element.textContent.trim().slice(0, 20)}`,
    body: element === document.body,
    ring: [null, "::after"].some((part) => {
      const style = getComputedStyle(element, part);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    }),
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    covered: (() => {
      if (!box.width) return false;
      const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2);
      const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 2);
      const top = document.elementFromPoint(x, y);
      return Boolean(top) && top !== element && !element.contains(top) && !top.contains(element);
    })(),
  };
}"""


def ready(page: Page) -> None:
    """Waits until the page listens to keys."""
    expect(page.locator("html.scripted")).to_be_attached()


def tab_through(page: Page) -> list[dict[str, object]]:
    """Every stop of the tab key on the page, once round."""
    stops: list[dict[str, object]] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["body"]:
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize(
    "path", ["/inbox", "/results", *(pytest.param(each, marks=pytest.mark.slow) for each in OTHERS)]
)
def test_every_stop_of_the_tab_key_is_seen(page: Page, week_desk: Running, path: str) -> None:
    enter(page, week_desk, path)
    stops = tab_through(page)
    assert len(stops) > 10
    assert [stop for stop in stops if not (stop["ring"] and stop["seen"]) or stop["covered"]] == []


def test_every_stop_in_a_file_is_seen_above_the_bar_at_the_foot(page: Page, week_desk: Running) -> None:
    enter(page, week_desk, "/inbox?state=errors")
    page.locator(".line-name").first.click()
    # A page that is still on its way has no style yet, and so no ring.
    page.wait_for_url(re.compile("/files/"), wait_until="load")
    ready(page)
    page.evaluate("document.querySelector('.pane-list').remove()")
    stops = tab_through(page)
    assert len(stops) > 15
    assert [stop for stop in stops if not (stop["ring"] and stop["seen"]) or stop["covered"]] == []


def test_the_first_stop_skips_to_the_text(page: Page, week_desk: Running) -> None:
    enter(page, week_desk, "/inbox")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_list_is_walked_searched_and_opened(inbox: Page) -> None:
    first, second = (inbox.locator(".line-name").nth(at) for at in (0, 1))
    inbox.keyboard.press("j")
    expect(first).to_be_focused()
    inbox.keyboard.press("j")
    expect(second).to_be_focused()
    inbox.keyboard.press("k")
    expect(first).to_be_focused()
    inbox.keyboard.press("/")
    expect(inbox.get_by_role("searchbox")).to_be_focused()
    inbox.keyboard.type("轴承 jk?")
    expect(inbox.get_by_role("searchbox")).to_have_value("轴承 jk?")
    inbox.keyboard.press("ControlOrMeta+a")
    inbox.keyboard.type("轴承")
    inbox.keyboard.press("Enter")
    expect(inbox.locator(".line-name")).to_have_text(["长.docx"])
    ready(inbox)
    inbox.keyboard.press("j")
    inbox.keyboard.press("Enter")
    expect(inbox.locator("h1")).to_have_text("长.docx")
    ready(inbox)
    inbox.keyboard.press("u")
    expect(inbox).to_have_url(re.compile(r"/inbox\?q="))
    ready(inbox)
    inbox.keyboard.press("?")
    expect(inbox).to_have_url(re.compile(r"/help#keys$"))


def test_a_fault_is_found_mended_and_the_next_file_reached(inbox: Page) -> None:
    inbox.get_by_role("link", name="长.docx").focus()
    inbox.keyboard.press("Enter")
    expect(inbox.locator("h1")).to_have_text("长.docx")
    ready(inbox)
    inbox.keyboard.press("j")
    expect(inbox.locator("#c-1-feature")).to_be_focused()
    inbox.keyboard.press("e")
    field = inbox.locator("#c-1-feature textarea[name=text]")
    expect(field).to_be_focused()
    inbox.keyboard.press("Escape")
    expect(inbox.locator("#c-1-feature [data-mend]")).to_be_focused()
    inbox.keyboard.press("Enter")
    field.focus()
    inbox.keyboard.press("ControlOrMeta+a")
    inbox.keyboard.type(SHORT)
    inbox.keyboard.press("Tab")
    inbox.keyboard.press("Enter")
    expect(inbox.locator(".record-head .pill")).to_have_text("无问题")
    expect(inbox.locator("#c-1-feature")).to_be_focused()
    inbox.keyboard.press("r")
    expect(inbox.locator("h1")).not_to_have_text("长.docx")


def test_reminders_are_confirmed_by_a_key(inbox: Page) -> None:
    inbox.get_by_role("link", name="无年份.docx").click()
    expect(inbox.locator("h1")).to_have_text("无年份.docx")
    ready(inbox)
    inbox.keyboard.press("j")
    inbox.keyboard.press("c")
    expect(inbox.locator(".remark-settled")).to_have_count(1)


def test_single_keys_are_switched_off(inbox: Page, running: Running) -> None:
    inbox.goto(f"{running.root}/help")
    inbox.get_by_label("单键快捷键").select_option("off")
    inbox.get_by_role("button", name="保存显示设置").click()
    inbox.goto(f"{running.root}/inbox")
    expect(inbox.locator("html")).to_have_attribute("data-keys", "off")
    inbox.keyboard.press("j")
    expect(inbox.locator(".line-name:focus")).to_have_count(0)
