"""What the looks at pages of the office in a browser share: signing in, and what is wrong with a page."""

from playwright.sync_api import Page

from tests.site.clerk_world import shot
from tests.site.signin import NAME, PASSWORD, SIGN_IN
from tests.site.windows import faults


def enter_desk(page: Page, url: str) -> None:
    """Signs in as who `account` made."""
    page.goto(url + SIGN_IN)
    page.locator("[name=login]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()


def looked_at(page: Page, name: str) -> list[str]:
    """What is wrong with a page, each with the page's name; a picture is kept where one is asked for."""
    shot(page, name)
    return [f"{name}: {fault}" for fault in faults(page)]
