"""A real browser for the tests of pages: one chromium for a module, and windows that are watched.

A module that uses them has a module-scoped fixture `address`, the site that it looks at: the browser
comes up after it and goes before it, as Django asks no database where a browser's loop runs.
"""

import time
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests.browser.driving import DESKTOP, PATIENCE, PHONE, Seen, context_of, launch, too_wide

SIZES = {"phone": PHONE, "desktop": DESKTOP}
Windows = Callable[..., BrowserContext]
"""Opens a window: `window(size, **options of the context)`."""


class UnderWay:
    """What pages have asked for and weren't answered yet: at the end of a test the site is to be at rest."""

    def __init__(self) -> None:
        self._asked: dict[Page, set[Request]] = {}

    def watch(self, context: BrowserContext) -> None:
        """Counts what the context's pages ask for from now on."""
        context.on("page", self._watch_page)

    def end(self, context: BrowserContext) -> None:
        """Waits until everything is answered, and closes the context: nothing more is sent."""
        until = time.monotonic() + PATIENCE / 1000
        while self._waits(context) and time.monotonic() < until:
            context.pages[0].wait_for_timeout(20)
        context.set_offline(True)
        context.close()

    def _watch_page(self, page: Page) -> None:
        asked = self._asked.setdefault(page, set())

        def ask(request: Request) -> None:
            asked.add(request)

        def answer(request: Request) -> None:
            asked.discard(request)

        page.on("request", ask)
        page.on("requestfinished", answer)
        page.on("requestfailed", answer)

    def _waits(self, context: BrowserContext) -> bool:
        return any(self._asked.get(page) for page in context.pages)


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
    under_way = UnderWay()

    def open_window(size: tuple[int, int] = DESKTOP, **options: object) -> BrowserContext:
        context = context_of(chromium, size, **options)
        seen.watch(context)
        under_way.watch(context)
        opened.append(context)
        return context

    yield open_window
    complained = len(seen.complaints)
    for context in opened:
        under_way.end(context)
    # What a page would still send as it is closed is cut off, and it may say so.
    del seen.complaints[complained:]
    # The browser reports every answer that refuses something.
    complaints = [one for one in seen.complaints if "the server responded with a status of 4" not in one]
    assert (seen.elsewhere, complaints) == ([], [])


def faults(page: Page) -> list[str]:
    """What axe finds wrong with the page, and what reaches beyond the screen."""
    wrong = Axe().run(page).response["violations"]
    axe = [f"{one['id']}: {node['html'][:160]}" for one in wrong for node in one["nodes"]]
    return [*axe, *too_wide(page)]
