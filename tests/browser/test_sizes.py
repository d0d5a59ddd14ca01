"""Every page on a phone, a tablet and a screen; and on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import DESKTOP, PHONE, TABLET, Running, Seen, enter, too_wide
from tests.browser.pages import NAMES, choose, visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SIZES = {"phone": PHONE, "tablet": TABLET, "desktop": DESKTOP}
REST = [(size, lang) for size in SIZES for lang in ("zh", "en") if (size, lang) != ("phone", "zh")]
PRESSED = (
    "button, .button, .tabs a, .filters a, summary, .line-name, select, "
    "input:not([type=hidden], [type=checkbox], [type=radio])"
)
TOO_SMALL = """(pressed) => [...document.querySelectorAll(pressed)]
  .filter((element) => element.checkVisibility() && !element.closest(".unseen"))
  .map((element) => [element, element.getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24)
  .map(([element, box]) => `${element.textContent.trim().slice(0, 20)} ${box.width}x${box.height}`)"""


@pytest.mark.parametrize(
    ("size", "lang"),
    [("phone", "zh"), *(pytest.param(*rest, marks=pytest.mark.slow) for rest in REST)],
)
def test_nothing_reaches_beyond_the_screen(
    page: Page, week_desk: Running, seen: Seen, size: str, lang: str
) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    enter(page, week_desk)
    choose(page, week_desk, lang=lang)
    found = {}
    for name in NAMES:
        visit(page, week_desk, name)
        found[name] = too_wide(page)
    assert {name: wide for name, wide in found.items() if wide} == {}
    seen.complaints.clear()  # the browser reports the missing page


@pytest.mark.slow
def test_fingers_hit_what_they_aim_at(page: Page, week_desk: Running, seen: Seen) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    found = {}
    for name in NAMES:
        visit(page, week_desk, name)
        found[name] = page.evaluate(TOO_SMALL, PRESSED)
    assert {name: small for name, small in found.items() if small} == {}
    seen.complaints.clear()  # the browser reports the missing page


def test_on_a_phone_everything_can_be_reached(page: Page, week_desk: Running) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    enter(page, week_desk, "/inbox")
    for word in ("按企业", "催办", "成果", "收件核对", "帮助", "换一项工作", "结束"):
        page.get_by_role("link", name=word, exact=True).first.click()
        expect(page.locator("h1")).to_be_in_viewport()
    visit(page, week_desk, "errors")
    page.locator(".only-narrow summary").click()
    page.locator(".only-narrow.jump a").first.click()
    expect(page.locator("#c-1-feature")).to_be_in_viewport()
    page.locator("#c-1-feature [data-mend]").click()
    expect(page.locator("#c-1-feature textarea[name=text]")).to_be_in_viewport()
    for word in ("原件", "带批注的表，可退回"):
        page.get_by_role("link", name=word).scroll_into_view_if_needed()
        expect(page.get_by_role("link", name=word)).to_be_in_viewport()
    page.get_by_text("搁置…").click()
    expect(page.get_by_label("搁置的理由")).to_be_in_viewport()


def test_on_paper_a_file_is_its_content_alone(page: Page, week_desk: Running) -> None:
    visit(page, week_desk, "warnings")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".tabs, .next-bar, .pane-list, [data-mend], .needs-print-off, .foot form").all() != []
    shown = page.locator(".tabs, .next-bar, .pane-list, [data-mend], .needs-print-off, .foot form")
    assert [each.is_visible() for each in shown.all()] == [False] * shown.count()
    hidden = [each for each in page.locator(".cell-value").all() if not each.is_visible()]
    assert (page.locator(".cell-value").count() > 20, hidden) == (True, [])
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".remark").first).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.entry:not([open])").count() > 0


def test_on_paper_the_inbox_is_its_list(page: Page, week_desk: Running) -> None:
    visit(page, week_desk, "inbox")
    page.emulate_media(media="print")
    lines = page.locator(".line-name")
    assert lines.count() > 20
    assert [each for each in lines.all() if not each.is_visible()] == []
    for hidden in ("#drop", ".search", ".tabs >> nth=0", "#begin"):
        expect(page.locator(hidden)).to_be_hidden()
    assert len(page.pdf()) > 20_000
