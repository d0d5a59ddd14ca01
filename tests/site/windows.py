"""A real browser for the tests of pages: one chromium for a module, and windows that are watched.

A module that uses them has a module-scoped fixture `address`, the site that it looks at: the browser
comes up after it and goes before it, as Django asks no database where a browser's loop runs.
"""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.driving import DESKTOP, PHONE, Seen, context_of, launch, too_wide

SIZES = {"phone": PHONE, "desktop": DESKTOP}
Windows = Callable[..., BrowserContext]
"""Opens a window: `window(size, **options of the context)`."""


@pytest.fixture(scope="module")
def chromium(address: str) -> Iterator[Browser]:
    """The chromium of this machine."""
    assert address
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture
def seen() -> Seen:
    """What the windows of a test asked for and complained of."""
    return Seen()


@pytest.fixture
def window(chromium: Browser, seen: Seen) -> Iterator[Windows]:
    """Opens watched windows: nothing is asked of other machines, nothing goes wrong unseen."""
    opened: list[BrowserContext] = []

    def open_window(size: tuple[int, int] = DESKTOP, **options: object) -> BrowserContext:
        context = context_of(chromium, size, **options)
        seen.watch(context)
        opened.append(context)
        return context

    yield open_window
    for context in opened:
        context.close()
    # The browser reports every answer that refuses something.
    complaints = [one for one in seen.complaints if "the server responded with a status of 4" not in one]
    assert (seen.elsewhere, complaints) == ([], [])


def faults(page: Page) -> list[str]:
    """What axe finds wrong with the page, and what reaches beyond the screen."""
    wrong = Axe().run(page).response["violations"]
    axe = [f"{one['id']}: {node['html'][:160]}" for one in wrong for node in one["nodes"]]
    return [*axe, *too_wide(page)]
