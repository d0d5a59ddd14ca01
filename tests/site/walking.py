"""A walk through the pages of a site by everybody who has pages there: whatever links lead to."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.driving import DESKTOP, context_of
from tests.site.public import form, row

CALL, REVIEWED = "chongqing-2024", "review-demo"
PASSWORD = "示例的密码，长一些，而且好记"
FAULTY = {"feature": "人人把关，件件可追溯，" * 4, "contact": ""}
_LOGIN = re.compile(r"^(\w+)  ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})  ", re.MULTILINE)
_NUMBERED = re.compile(
    r"[0-9A-Z]{4}(?:-[0-9A-Z]{4})+|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32,}|(?<=/)\d+(?=/|$)"
)
_NO_PAGE = re.compile(r"\.\w{2,5}(?:$|\?)|/export|/findings|/file/[0-9a-f]|^/language|^/look\?|receipt")
_SAME_KIND = 4


class Stop(NamedTuple):
    """A page of the walk: its name, whose it is, and its address with everything after the host."""

    name: str
    audience: str
    address: str


class Walk(NamedTuple):
    """All stops, for each audience what its browser keeps (cookies), and the links that led nowhere."""

    stops: list[Stop]
    kept: Mapping[str, Any]
    dead: list[str]


def demo_site(home: Path) -> dict[str, str]:
    """Makes the sample site; the password of each login."""
    whole = [sys.executable, "-m", "jianyou", "site", "demo", "--home", str(home), "--no-serve"]
    done = subprocess.run(
        whole,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
        env=os.environ,
    )
    return dict(_LOGIN.findall(done.stdout))


def walk_through(browser: Browser, site: str, logins: Mapping[str, str]) -> Walk:
    """Walks once through all pages; `logins` are the passwords of those who work there."""
    stops, kept, known, dead = [], {}, Counter[str](), list[str]()
    for audience in ("visitor", "nominee", *logins):
        context = context_of(browser, DESKTOP)
        page = context.new_page()
        page.set_default_timeout(15_000)
        seeds = list(_begin(page, site, audience, logins))
        found = _links(page, site, seeds, known, dead)
        stops += [Stop(f"{audience}-{_kind(address)}", audience, address) for address in found]
        kept[audience] = context.storage_state()
        context.close()
    return Walk(stops, kept, dead)


def window_of(
    browser: Browser, walk: Walk, audience: str, size: tuple[int, int], **look: Any
) -> BrowserContext:
    """A window of one of the audiences."""
    return context_of(browser, size, storage_state=walk.kept[audience], **look)


def _begin(page: Page, site: str, audience: str, logins: Mapping[str, str]) -> Iterator[str]:
    """Lets the audience in, and gives the pages from which it goes on."""
    if audience == "visitor":
        yield from _filed(page, site)
        yield from _drafted(page, site)
        yield from (f"/calls/{CALL}/ledger/", f"/calls/{CALL}/statistics/")
        yield from ("/", "/components", "/look", "/nothing", "/account/sign-in/")
    elif audience == "nominee":
        yield from _signed_up(page, site)
    else:
        page.goto(f"{site}/account/sign-in/")
        page.locator("[name=login]").fill(audience)
        page.locator("[name=password]").fill(logins[audience])
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "sign-in" not in url)
        yield from (urlsplit(page.url).path, f"/office/calls/{CALL}/", f"/counter/{CALL}/", "/account/")


def _filed(page: Page, site: str) -> Iterator[str]:
    """Files a table, and leaves another, with something to mend, before it is filed."""
    _upload(page, site, form(row("示例轴承有限公司"), row("示例齿轮厂")))
    page.locator("#not_classified").check()
    page.locator("main form .button-primary").click()
    page.wait_for_url(re.compile("/filings/"))
    yield _relative(page.url)
    _upload(page, site, form(row("示例轴承有限公司"), row("示例齿轮厂", **FAULTY)))
    yield _relative(page.url)


def _upload(page: Page, site: str, table: bytes) -> None:
    page.goto(f"{site}/calls/{CALL}/file/")
    page.locator("#form").set_input_files({"name": "汇总表.docx", "mimeType": "", "buffer": table})
    page.locator("#filer").fill("示例区经济信息化局")
    page.locator("main form .button-primary").click()
    page.wait_for_url(re.compile(r"/file/[0-9a-f-]{36}/"))


def _drafted(page: Page, site: str) -> Iterator[str]:
    """Begins a table without filing it."""
    page.goto(f"{site}/calls/{CALL}/fill/")
    page.locator("#filer").fill("示例轴承有限公司")
    page.locator("#c-1-name").fill("示例轴承有限公司")
    page.locator("main button[name=do][value=save]").last.click()
    page.wait_for_url(re.compile(r"/drafts/.*\?did=save"))
    draft = urlsplit(page.url).path
    yield from (draft, f"{draft}check/")


def _signed_up(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/account/sign-up/")
    yield "/account/sign-up/"
    words = {"organization": "示例轴承有限公司", "name": "李示例", "username": "li.shili"}
    for name, text in {**words, "password1": PASSWORD, "password2": PASSWORD}.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("main form .button-primary").click()
    page.wait_for_url(lambda url: "sign-up" not in url)
    yield "/my/"


def _links(page: Page, site: str, seeds: list[str], known: Counter[str], dead: list[str]) -> Iterator[str]:
    """The address of each kind of page once, from the seeds on, but for kinds that are known.

    What links lead to is asked of several pages of a kind: what may be done differs from filing to filing.
    """
    own = {_kind(one): one for one in seeds}
    waiting = [(one, True) for one in own.values()]
    known.update(own.keys())
    came = dict.fromkeys(own.values(), "the walk")
    while waiting:
        address, new = waiting.pop(0)
        try:
            answer = page.goto(site + address)
        except Error as error:
            if "Download is starting" not in str(error):
                dead.append(f"{came[address]} -> {address}")
            continue
        if answer and not answer.ok and address not in seeds:
            dead.append(f"{came[address]} -> {address} {answer.status}")
        if new:
            yield address
        hrefs: list[str] = page.eval_on_selector_all("a[href]", "all => all.map((one) => one.href)")
        for href in hrefs:
            path = _relative(href)
            kind = _kind(path)
            if href.startswith(site + "/") and not _NO_PAGE.search(path) and known[kind] < _SAME_KIND:
                waiting.append((path, not known[kind]))
                came[path] = address
                known[kind] += 1


def _kind(address: str) -> str:
    """What pages of one kind have in common: the path without numbers."""
    path = _NUMBERED.sub("N", urlsplit(address).path).replace(CALL, "C").replace(REVIEWED, "C")
    return path.strip("/").replace("/", "_") or "home"


def _relative(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
