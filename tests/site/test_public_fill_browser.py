"""The page to fill in a real browser: without scripts from the call to the receipt, fit for everyone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import DESKTOP, PHONE
from tests.site.serving import command, in_time, open_call, served
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

GOOD = {
    "name": "示例轴承有限公司",
    "location_industry": "南岸区，制造业（通用设备制造业）",
    "profile": "成立于1998年，民营股份制企业，\n主营轴承研发制造，现有员工320人。",
    "feature": "一轴一档，件件可追溯",
    "contact": "李示例，质量部部长，023-60000001",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with one call for three days."""
    home = tmp_path_factory.mktemp("served") / "site"
    command(home, "init", "--office-name", "示例市经济和信息化委员会")
    open_call(home, "city", in_time(days=3, hours=4, minutes=1))
    with served(home) as url:
        yield url


STATES = ("blank", "refused", "with three", "with two", "check", "with findings")


def fill(page: Page, number: int, **other: str) -> None:
    for key, text in (GOOD | other).items():
        page.locator(f"#c-{number}-{key}").fill(text)


def press(page: Page) -> None:
    page.locator("main form .button-primary").click()


def journey(page: Page, address: str) -> Iterator[str]:
    """Through every state of the page, up to the receipt; yields its name when it stands."""
    page.goto(f"{address}/calls/city/")
    page.get_by_role("link", name="网上填写").click()
    expect(page.locator("h1")).to_have_text("网上填写")
    yield "blank"
    press(page)
    expect(page.locator("#problems li")).to_have_count(2)
    yield "refused"
    page.locator("#problems a", has_text="申报单位").click()
    expect(page.locator("#filer")).to_be_focused()
    page.locator("#filer").fill("示例轴承有限公司")
    fill(page, 1)
    page.get_by_role("radio", name="是", exact=True).check()
    page.get_by_role("button", name="再加一个推荐对象").click()
    expect(page.locator("#entry-2-title")).to_be_focused()
    fill(page, 2, name="示例齿轮厂", feature="人人把关，件件可追溯，" * 5)
    page.get_by_role("button", name="再加一个推荐对象").click()
    expect(page.locator("#entry-3-title")).to_be_focused()
    expect(page.locator("#c-2-name")).to_have_value("示例齿轮厂")
    yield "with three"
    page.locator("button[value=remove-3]").click()
    expect(page.locator("#did")).to_be_focused()
    yield "with two"
    page.locator("#filer").press("Enter")
    expect(page.locator("h1")).to_have_text("核对内容")
    yield "check"
    page.locator("#c-2-feature").get_by_role("link", name="修改").click()
    expect(page.locator("#c-2-feature")).to_be_focused()
    page.go_back()
    page.get_by_role("link", name="修改推荐对象 2").click()
    expect(page.locator("#c-2-name")).to_be_focused()
    page.locator("#findings a", has_text="超过 25 字").click()
    expect(page.locator("#c-2-feature")).to_be_focused()
    expect(page.locator("#c-1-profile")).to_have_value(GOOD["profile"])
    expect(page.get_by_role("radio", name="是", exact=True).first).to_be_checked()
    yield "with findings"
    page.locator("#c-2-feature").fill("人人把关，件件可追溯")
    press(page)
    expect(page.locator("#c-2-feature .answer-text")).to_have_text("人人把关，件件可追溯")
    with page.expect_download() as annex:
        page.get_by_role("link", name="下载填好的正式表（Word）").click()
    number = page.url.split("/drafts/")[1].split("/")[0]
    assert annex.value.suggested_filename == f"推荐质量领域优质组织和个人信息汇总表-{number}.docx"


def test_two_nominees_one_of_them_wrong_without_scripts(window: Windows, address: str) -> None:
    page = window(PHONE, java_script_enabled=False).new_page()
    assert tuple(journey(page, address)) == STATES
    page.locator("#not_classified").check()
    press(page)
    expect(page.locator("h1")).to_have_text("报送回执")
    expect(page.locator(".receipt-sheet .plain-list .name")).to_have_count(2)


@pytest.mark.parametrize("size", [PHONE, pytest.param(DESKTOP, marks=pytest.mark.slow)])
def test_every_state_is_fit_for_everyone(window: Windows, address: str, size: tuple[int, int]) -> None:
    page = window(size).new_page()
    found = {}
    for name in journey(page, address):
        found[name] = faults(page)
    assert found == {name: [] for name in STATES}


def test_a_text_changed_elsewhere_is_chosen_between_by_keyboard(window: Windows, address: str) -> None:
    page = window(PHONE, java_script_enabled=False).new_page()
    page.goto(f"{address}/calls/city/fill/")
    page.locator("#filer").fill("示例轴承有限公司")
    page.get_by_role("button", name="存草稿").last.click()
    expect(page.locator("#did")).to_be_focused()
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#filer").fill("示例齿轮厂")
    other.get_by_role("button", name="存草稿").last.click()
    page.locator("#filer").fill("示例铸造厂")
    page.get_by_role("button", name="存草稿").last.click()
    expect(page.locator("#clashes")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#filer")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.locator("#take-filer-mine")).to_be_checked()
    page.get_by_role("button", name="存草稿").last.click()
    expect(page.locator("#filer")).to_have_value("示例铸造厂")
    expect(page.locator("#did")).to_be_focused()
