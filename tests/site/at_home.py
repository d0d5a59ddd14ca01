"""What the tests of a nominee at a browser share: a site to be killed, typing, and what the site holds."""

import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Locator, Page, expect

from jianyou.actions.uploads import code_again
from jianyou.domain.annexes.drafting import Drafted
from jianyou.queries.drafts import get_draft
from jianyou.store.models import Call, Draft, Filing
from tests.browser.driving import PATIENCE, Seen
from tests.site.kit import copied_site, moved_deadline
from tests.site.public import opened_city
from tests.site.serving import Server, start_server
from tests.site.windows import Windows

FILL = "/calls/city/fill/"
LAST = "成立于1998年，民营股份制企业，主营轴承研发制造，现有员工320人。"
"""A text whose last sentence must not be lost."""
SAVED = re.compile(r"草稿已存 \d\d:\d\d:\d\d · 尚未报送")
NUMBER = re.compile(r"/drafts/([0-9A-Z-]+)/")
_PICTURES = os.environ.get("JIANYOU_PICTURES", "")


def apart(ask: Callable[[], Any]) -> Any:
    """Asks the site's database in a thread of its own: the browser's has a loop."""
    told: list[Any] = []
    failed: list[Exception] = []

    def do() -> None:
        try:
            told.append(ask())
        except Exception as error:  # noqa: BLE001  — raised again where it is seen
            failed.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=do)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return told[0]


@dataclass
class Site:
    """A served site with the call `city` open, and what it holds."""

    folder: Path
    server: Server

    @property
    def address(self) -> str:
        """Without the last slash."""
        return self.server.address

    def kill(self) -> None:
        """Ends the server as a power cut would."""
        self.server.kill()

    def start(self) -> None:
        """Serves again at the same address."""
        self.server = start_server(self.folder, port=self.server.port)

    def drafts(self) -> dict[str, Drafted]:
        """What the site holds, by number."""
        return apart(  # type: ignore[no-any-return]
            lambda: {
                number: get_draft(number=number).content
                for number in Draft.objects.values_list("number", flat=True)
            }
        )

    def texts(self, name: str, number: str = "") -> list[str]:
        """What the drafts, or that of a number, hold in a field."""
        own = [draft for key, draft in self.drafts().items() if number in ("", key)]
        return [draft.text_of(name) or "" for draft in own]

    def holds(self, name: str, text: str, number: str = "") -> None:
        """Waits until one draft is there (or one of that number), and holds that text in that field."""
        until = time.monotonic() + PATIENCE / 1000
        while (texts := self.texts(name, number)) != [text]:
            assert time.monotonic() < until, texts
            time.sleep(0.05)

    def filings(self) -> list[str]:
        """The numbers of what was filed."""
        return apart(lambda: list(Filing.objects.values_list("number", flat=True)))  # type: ignore[no-any-return]

    def code(self, number: str) -> str:
        """The code of a draft, as its filler has it."""
        return apart(lambda: code_again(token=Draft.objects.get(number=number).token))  # type: ignore[no-any-return]

    def move_deadline(self, seconds: float) -> None:
        """Puts the deadline so many seconds from now."""
        apart(lambda: moved_deadline(Call.objects.get(slug="city"), seconds))

    def empty(self) -> None:
        """Removes every draft."""
        apart(lambda: Draft.objects.all().delete())


@contextmanager
def site_for_filers(folder: Path) -> Iterator[Site]:
    """A site whose call has its deadline tomorrow, served on SQLite."""
    with copied_site(folder):
        apart(opened_city)
        site = Site(folder, start_server(folder))
        try:
            yield site
        finally:
            site.kill()


@pytest.fixture(scope="module")
def city_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site for a module."""
    with site_for_filers(tmp_path_factory.mktemp("drafting") / "site") as site:
        yield site


@pytest.fixture
def city(city_site: Site) -> Site:
    """Without any draft, the deadline tomorrow."""
    city_site.empty()
    city_site.move_deadline(90_000)
    return city_site


@pytest.fixture
def page(window: Windows, seen: Seen) -> Iterator[Page]:
    """A nominee's browser, which may be cut off from the site."""
    yield window().new_page()
    seen.complaints[:] = [one for one in seen.complaints if "net::ERR_" not in one]


def by_code(page: Page, site: Site, number: str) -> None:
    """Opens a draft by its number and code."""
    page.goto(f"{site.address}/filings/")
    page.locator("#number").fill(number)
    page.locator("#code").fill(site.code(number))
    page.locator("main form .button-primary").click()
    page.wait_for_url(f"**/drafts/{number}/")


def opened_elsewhere(window: Windows, site: Site, number: str) -> Page:
    """A colleague's browser, in which the draft is open."""
    page = window().new_page()
    by_code(page, site, number)
    return page


def type_in(page: Page, name: str, text: str, delay: float = 0) -> None:
    """Types into a field, a key at a time."""
    page.locator(f"[id='{name}']").press_sequentially(text, delay=delay)


def state_of(page: Page) -> Locator:
    """The line that says whether the draft is saved."""
    return page.locator("#draft-state")


def begun(page: Page, site: Site, name: str = "示例轴承有限公司") -> str:
    """Opens the page to fill, types a name, and waits until it is saved; the draft's number."""
    page.goto(site.address + FILL)
    page.locator("#c-1-name").press_sequentially(name)
    expect(state_of(page)).to_have_text(SAVED)
    page.wait_for_url("**/drafts/*/")
    number = number_of(page)
    site.holds("c-1-name", name, number)
    return number


def number_of(page: Page) -> str:
    """The draft on a page, by its address."""
    found = NUMBER.search(page.url)
    assert found, page.url
    return found[1]


def kept(page: Page) -> list[str]:
    """What this browser keeps of drafts: the texts that the site may not have."""
    texts: list[str] = page.evaluate(
        """() => Object.keys(localStorage).filter((key) => key.startsWith("jianyou-draft ")).flatMap(
          (key) => Object.values(JSON.parse(localStorage[key]).edits).map((edit) => edit.text))"""
    )
    return texts


def shot(page: Page, name: str) -> None:
    """Keeps a picture where JIANYOU_PICTURES names a folder."""
    if _PICTURES:
        Path(_PICTURES).mkdir(parents=True, exist_ok=True)
        # What sticks to the edge of a screen stands at its own place on a picture of the whole page.
        page.evaluate(
            "for (const foot of document.querySelectorAll('.draft-foot')) foot.style.position = 'static'"
        )
        page.screenshot(path=str(Path(_PICTURES) / f"{name}.png"), full_page=True)
