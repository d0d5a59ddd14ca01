"""A nominee's day in a real browser, from the call to the receipt and the sealed scan.

With JIANYOU_PICTURES set to a folder, what is seen on the way is kept there as pictures.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.driving import DESKTOP, PHONE
from tests.site.at_home import FILL, LAST, SAVED, Site, by_code, kept, number_of, shot, state_of, type_in
from tests.site.filling import GOOD
from tests.site.public import SCAN, form
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

FIRM = "示例轴承有限公司"
LONG = "人人把关，件件可追溯，道道有标准，月月有改进，年年有提升"
SCAN_FILE = {"name": "盖章件.pdf", "mimeType": "application/pdf", "buffer": SCAN}


@pytest.fixture(scope="module")
def address(city_site: Site) -> str:
    return city_site.address


def press(page: Page) -> None:
    page.locator("main form .button-primary").last.click()


def code_shown(page: Page) -> Locator:
    return page.locator("dd[data-draft-code]")


def declared(page: Page) -> None:
    page.wait_for_url("**/check/")
    page.locator("#not_classified").check()
    press(page)
    expect(page.locator("h1")).to_have_text("报送回执")


def morning(page: Page, city: Site) -> str:
    """At the office: from the call to a table half filled; the draft's number."""
    page.goto(f"{city.address}/")
    page.get_by_role("link", name=re.compile("关于征集推荐一批质量领域")).first.click()
    shot(page, "1-征集")
    page.get_by_role("link", name="网上填写").first.click()
    shot(page, "2-空白的填写页")
    type_in(page, "filer", FIRM)
    expect(state_of(page)).to_have_text(SAVED)
    for key in ("name", "location_industry", "profile"):
        page.locator(f"#c-1-{key}").fill(GOOD[key])
    type_in(page, "c-1-feature", LONG)
    expect(page.locator("output[for='c-1-feature']")).to_contain_text("28 / 25 字，不计标点 24 字，未超过")
    page.locator("#c-1-honors").focus()
    expect(page.locator("[id='c-1-feature-told']")).to_be_visible()
    shot(page, "3-特色写长了")
    page.locator("#c-1-feature").fill(GOOD["feature"])
    page.context.set_offline(True)
    type_in(page, "c-1-honors", GOOD["honors"])
    expect(state_of(page)).to_contain_text("已暂存在本机")
    shot(page, "4-断了网")
    page.context.set_offline(False)
    expect(state_of(page)).to_have_text(SAVED, timeout=20_000)
    assert kept(page) == []
    page.locator("details[data-begun] summary").click()
    expect(code_shown(page)).to_have_text(re.compile(r"^\w{4}(-\w{4})+$"))
    shot(page, "5-编号和验证码")
    return number_of(page)


def noon(page: Page, city: Site, number: str) -> None:
    """On the way, on the phone: the contact."""
    by_code(page, city, number)
    expect(page.locator("#c-1-profile")).to_have_value(GOOD["profile"])
    type_in(page, "c-1-contact", GOOD["contact"])
    page.get_by_role("radio", name="是", exact=True).first.check()
    city.holds("c-1-contact", GOOD["contact"])
    city.holds("c-1-willing", "是")
    shot(page, "6-手机上接着填")
    assert faults(page) == []


def afternoon(page: Page, number: str) -> None:
    """At the office again: the header, the official table, filed."""
    page.reload()
    expect(page.locator("#c-1-contact")).to_have_value(GOOD["contact"])
    for key, text in {"department": FIRM, "contact": "王示例", "phone": "023-60000002"}.items():
        page.locator(f"#c-0-{key}").fill(text)
    page.locator(f"a[href='/drafts/{number}/preview/']").first.click()
    page.wait_for_url("**/preview/")
    expect(page.locator("main")).to_contain_text("尚未报送")
    shot(page, "7-正式的表")
    with page.expect_download() as annex:
        page.locator(f"main a[href^='/drafts/{number}/annex.docx']").first.click()
    assert annex.value.suggested_filename.endswith(".docx")
    page.go_back()
    page.wait_for_url(f"**/drafts/{number}/")
    expect(page.locator("#c-0-contact")).to_have_value("王示例")
    press(page)
    page.wait_for_url("**/check/")
    shot(page, "8-核对")
    declared(page)
    assert f"/filings/{number}/" in page.url
    shot(page, "9-回执")


def sealed(page: Page, number: str) -> None:
    page.locator(f"a[href*='{number}/scan']").first.click()
    page.locator("#scan").set_input_files(SCAN_FILE)  # type: ignore[arg-type]
    press(page)
    expect(page.get_by_text("已报送").first).to_be_visible()
    shot(page, "10-交了盖章扫描件")


def test_a_day(city: Site, window: Windows, page: Page) -> None:
    number = morning(page, city)
    phone = window(PHONE, has_touch=True, is_mobile=True).new_page()
    noon(phone, city, number)
    phone.close()
    afternoon(page, number)
    sealed(page, number)
    assert city.filings().count(number) == 1
    assert city.drafts() == {}
    assert kept(page) == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_without_scripts(city: Site, window: Windows, size: tuple[int, int]) -> None:
    page = window(size, java_script_enabled=False).new_page()
    page.goto(city.address + FILL)
    page.locator("#c-1-name").fill(FIRM)
    page.get_by_role("button", name="存草稿").click()
    number = number_of(page)
    page.locator("#c-1-profile").fill(LAST)
    page.get_by_role("button", name="再加一个推荐对象").click()
    page.locator("#c-2-name").fill("示例齿轮厂")
    press(page)
    expect(page.locator("#problems")).to_contain_text("申报单位")
    page.locator("#filer").fill(FIRM)
    page.locator("#filer").press("Enter")
    declared(page)
    assert f"/filings/{number}/" in page.url
    expect(page.locator("main")).to_contain_text("示例齿轮厂")
    assert city.drafts() == {}


def test_an_upload_broken_off_is_done_again(city: Site, page: Page, tmp_path: Path) -> None:
    """The table as a file: the first try breaks off half-way, the second arrives; nothing is there twice."""
    before = city.filings()
    table = tmp_path / "汇总表.docx"
    table.write_bytes(form())
    page.goto(f"{city.address}/calls/city/file/")

    def cut(route: Route) -> None:
        if route.request.method == "POST":
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/calls/city/file/", cut)
    page.locator("#filer").fill(FIRM)
    page.locator("#form").set_input_files(table)
    press(page)
    page.wait_for_url("chrome-error://**")
    page.unroute("**/calls/city/file/")
    page.goto(f"{city.address}/calls/city/file/")
    page.locator("#filer").fill(FIRM)
    page.locator("#form").set_input_files(table)
    press(page)
    page.locator("#not_classified").check()
    press(page)
    expect(page.locator("h1")).to_have_text("报送回执")
    assert len(city.filings()) == len(before) + 1
