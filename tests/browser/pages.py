"""Every page of a desk, by a name, with the address where it lies."""

from playwright.sync_api import Page

from tests.browser.driving import Running, enter

PATHS = {
    "inbox": "/inbox",
    "inbox-empty": "/inbox?q=没有这样的东西",
    "by-name": "/inbox?sort=name",
    "firms": "/firms",
    "firms-repeated": "/firms?only=repeated",
    "reminders": "/reminders",
    "results": "/results",
    "help": "/help",
    "components": "/components",
    "start": "/start",
    "quit": "/quit",
    "missing": "/files/nobody",
}
STATES = ("locked", "rejected", "errors", "warnings", "clean", "sealed_scan")
NAMES = (*PATHS, *STATES)


def visit(page: Page, running: Running, name: str) -> None:
    """Opens a page of PATHS, or the first file in one of STATES."""
    if not page.url.startswith(running.root):
        enter(page, running)
    if name in PATHS:
        page.goto(running.root + PATHS[name])
        return
    page.goto(f"{running.root}/inbox?state={name}")
    page.goto(running.root + (page.locator(".line-name").first.get_attribute("href") or "").partition("?")[0])


def choose(page: Page, running: Running, **chosen: str) -> None:
    """Chooses language, light or dark as the person does, by what the page keeps in cookies."""
    page.context.add_cookies(
        [{"name": f"jianyou_{name}", "value": value, "url": running.root} for name, value in chosen.items()]
    )
