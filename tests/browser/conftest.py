"""One chromium for all browser tests, a watched page for each, and desks with something on them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from examples.forms.generator import generate
from examples.mailbox.week import deliver
from tests.browser.driving import DESKTOP, Running, Seen, context_of, desk, enter, launch, wait_read
from tests.browser.letters import write_letters

Start = Callable[..., Running]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Asking for it marks a test as one that needs chromium."""
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture
def seen() -> Seen:
    """What the browser asked for and complained of; a test that provokes a complaint clears it."""
    return Seen()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts desks in this test's own folders; they end after the window is closed."""
    with ExitStack() as stack:

        def started(folder: Path | None, *options: str) -> Running:
            return stack.enter_context(desk(folder, tmp_path / "home", *options))

        yield started


@pytest.fixture
def page(browser: Browser, seen: Seen, start: Start) -> Iterator[Page]:
    """A fresh window, watched: nothing may be asked of other machines, nothing may go wrong unseen."""
    del start  # only so that the window is closed before desks end
    context = context_of(browser, DESKTOP)
    seen.watch(context)
    yield context.new_page()
    context.close()
    assert (seen.elsewhere, seen.complaints) == ([], [])


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A small mailbox with every state in it."""
    return write_letters(tmp_path / "来件")


@pytest.fixture
def running(start: Start, tmp_path: Path, letters: Path) -> Running:
    """A desk of one's own that has taken in the letters."""
    return start(tmp_path / "工作", "--from", str(letters))


@pytest.fixture
def inbox(page: Page, running: Running) -> Page:
    """The page of that desk's inbox, everything read."""
    enter(page, running)
    wait_read(page)
    return page


@pytest.fixture(scope="session")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample mailbox of a week, without what only LibreOffice makes."""
    folder = tmp_path_factory.mktemp("week") / "来件"
    deliver(folder, seed=7, truth=folder.parent / "truth.json", office=False)
    return folder


@pytest.fixture(scope="session")
def week_desk(tmp_path_factory: pytest.TempPathFactory, week: Path, browser: Browser) -> Iterator[Running]:
    """A desk with the week read and all results made, which tests only look at."""
    base = tmp_path_factory.mktemp("week-desk")
    with desk(base / "work", base / "home", "--from", str(week)) as started:
        context = context_of(browser)
        page = context.new_page()
        enter(page, started)
        wait_read(page)
        page.goto(f"{started.root}/results")
        for box in page.locator("[name=make]").all():
            box.check()
        page.locator("form[data-busy] button").click()
        page.wait_for_url("**/results#made")
        context.close()
        yield started


@pytest.fixture(scope="session")
def three_hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three hundred forms of all kinds."""
    folder = tmp_path_factory.mktemp("forms") / "三百份"
    generate(folder, count=300, seed=2024, truth=folder.parent / "truth.json")
    return folder
