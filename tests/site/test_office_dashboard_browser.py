"""到件情况 and what leaves the desk in a real browser: renewed by itself, usable without scripts."""

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

CALL = "/office/calls/city/"
PAGES = ("arrivals/", "out/", "out/contacts")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with three entries, and somebody who is clerk and head of its office."""
    home: Path = tmp_path_factory.mktemp("out") / "site"
    with site_at(home):
        opened_city()
        account(CLERK, HEAD)
        filed_city(typed("示例轴承有限公司", feature="一轴一档"), typed("示例齿轮厂"))
        filed_city(typed("示例电梯厂", location_industry="江北区，教育"))
        with served(home) as url:
            yield url


def enter(page: Page, address: str) -> None:
    """Signs in."""
    page.goto(address + SIGN_IN)
    page.fill("[name=login]", NAME)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wrong_with_the_pages(address: str, window: Windows, size: str, scheme: str) -> None:
    page = window(SIZES[size], color_scheme=scheme).new_page()
    enter(page, address)
    for path in PAGES:
        page.goto(address + CALL + path)
        for fold in page.locator("main summary").all():
            fold.click()
        assert faults(page) == [], path


def test_figures_are_renewed_but_not_under_the_reader(address: str, window: Windows) -> None:
    page = window(SIZES["desktop"]).new_page()
    page.clock.install()
    enter(page, address)
    page.goto(address + CALL + "arrivals/")
    page.evaluate("document.querySelector('[data-now]').dataset.old = 'yes'")
    page.locator("#rows-districts summary").click()
    page.clock.run_for(61_000)
    expect(page.locator("[data-old]")).to_have_count(1)
    page.evaluate("document.activeElement.blur()")
    page.clock.run_for(61_000)
    expect(page.locator("[data-old]")).to_have_count(0)
    expect(page.locator("#rows-districts")).to_have_attribute("open", "")
    expect(page.locator("#rows-districts tbody tr")).to_have_count(2)


def test_without_scripts_a_table_is_taken_away(address: str, window: Windows) -> None:
    page = window(SIZES["phone"], java_script_enabled=False).new_page()
    enter(page, address)
    page.goto(address + CALL + "arrivals/")
    expect(page.locator("svg.out-picture")).to_have_count(5)
    page.goto(address + CALL + "out/")
    page.fill("#reason", "报委领导审定")
    page.check("#kind-xlsx")
    with page.expect_download() as taken:
        page.click("main form .button-primary")
    assert taken.value.suggested_filename.endswith(".xlsx")
    page.reload()
    expect(page.locator(".out-log tbody tr").first).to_contain_text("报委领导审定")
