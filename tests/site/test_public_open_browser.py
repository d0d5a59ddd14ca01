"""The pages for everybody in a real browser: no script needed, on every size, light and dark."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from jianyou.actions.calls import extend_deadline
from tests.browser.driving import DESKTOP, PHONE, Seen, context_of, launch, too_wide
from tests.site.kit import clerk, head, site_at
from tests.site.open_world import many, sealed
from tests.site.public import opened_city
from tests.site.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PATHS = {
    "home": "/",
    "found nothing": "/?q=xyz",
    "call": "/calls/city/",
    "call over": "/calls/over/",
    "ledger": "/calls/over/ledger/?page=3",
    "ledger refused": "/calls/over/ledger/?q=x",
    "ledger to come": "/calls/city/ledger/",
    "statistics": "/calls/over/statistics/",
    "statistics to come": "/calls/city/statistics/",
}


@pytest.fixture(scope="module")
def chromium(address: str) -> Iterator[Browser]:
    """Opened after the site is made: beside a running browser Django touches no database."""
    assert address
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with an open call that was given more time, and one that is sealed."""
    home = tmp_path_factory.mktemp("open") / "site"
    with site_at(home):
        over = opened_city("over")
        many(over, 120)
        sealed(over)
        call = opened_city()
        later = call.deadline + timedelta(days=2)
        extend_deadline(actor=clerk(), call_slug="city", deadline=later, reason="系统维护", approver=head())
    with served(home) as url:
        yield url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, (768, 1024), DESKTOP], ids=["phone", "tablet", "desktop"])
def test_every_page_is_whole(
    chromium: Browser, address: str, size: tuple[int, int], scheme: str, tmp_path: Path
) -> None:
    seen = Seen()
    context = context_of(chromium, size, color_scheme=scheme, java_script_enabled=True)
    seen.watch(context)
    page = context.new_page()
    for name, path in PATHS.items():
        page.goto(address + path)
        for detail in page.locator("details").all():
            detail.evaluate("each => { each.open = true }")
        found = Axe().run(page).response["violations"]
        assert [(name, each["id"], each["nodes"][0]["html"]) for each in found] == []
        assert not too_wide(page), name
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
    assert (seen.elsewhere, seen.complaints) == ([], [])
    context.close()


def test_a_receipt_is_found_without_scripts_and_by_keyboard(chromium: Browser, address: str) -> None:
    context = context_of(chromium, DESKTOP, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/calls/over/ledger/?page=2")
    number = page.locator("tr .code").last.inner_text()
    page.goto(f"{address}/calls/over/ledger/")
    page.locator("#q").focus()
    page.keyboard.type(number.lower())
    page.keyboard.press("Enter")
    page.wait_for_url("**/ledger/?q=*")
    assert page.locator("tr.found .code").all_inner_texts() == [number]
    context.close()
