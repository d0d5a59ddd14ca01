"""How soon what is typed is saved: many clients that save while they type, and a real browser among them."""

import html
import json
import os
import re
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.site.browsing import Answer, Failed, Http
from benchmarks.site.processes import cpu_of
from benchmarks.timing import Table
from tests.postgres import postgres_missing, start_postgres
from tests.site.serving import Server, start_server

CLIENTS = 50
EVERY = 0.8
"""Seconds from save to save of somebody who types without a pause."""
SECONDS = 12.0
KEYS, KEY_DELAY = 60, 80
"""Keys typed in the browser, and milliseconds between them."""
MOST = 1.0
SLUG = "city"
_TEXT = "成立于1998年，民营股份制企业，主营轴承研发制造，现有员工320人。"
_FIELD = "c-1-profile"
_PERSISTS = 30.0


def run(table: Table) -> None:
    """On both databases: the answers to saves of a crowd, and from key to acknowledged in a browser."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jianyou.config.settings")
    import django

    django.setup()
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL's server runs as another account
        with _served(folder / "sqlite") as server:
            _measure(table, server, "SQLite")
        missing = postgres_missing()
        if missing:
            print(f"drafting: not measured on PostgreSQL, {missing}")
            return
        with start_postgres(folder) as url, _served(folder / "postgresql", url) as server:
            _measure(table, server, "PostgreSQL")


@contextmanager
def _served(home: Path, url: str = "") -> Iterator[Server]:
    from tests.site.kit import site_at
    from tests.site.public import opened_city

    with site_at(home, url):
        opened_city(SLUG)
        server = start_server(home, url)
        try:
            yield server
        finally:
            server.kill()


class Typist:
    """A client that types into one draft and saves by its script's requests."""

    def __init__(self, address: str) -> None:
        self._wire = Http(address)
        self._cookies: dict[str, str] = {}
        page = self._sent("GET", f"/calls/{SLUG}/fill/").body.decode()
        self._csrf = _found(page, r'name="csrfmiddlewaretoken" value="(\w+)"')
        self._save_url = _found(page, r'data-new-url="([^"]+)"')
        self._token = _found(page, r'name="token" value="([^"]+)"')
        self._was = ""

    def save(self, text: str) -> float:
        """Saves the field with that text; the seconds until the answer."""
        edits = {"edits": [{"name": _FIELD, "was": self._was, "text": text}]}
        body = edits if self._was else {**edits, "token": self._token}
        start = time.perf_counter()
        answer = self._sent("POST", self._save_url, json.dumps(body).encode())
        taken = time.perf_counter() - start
        told: dict[str, Any] = json.loads(answer.body)
        if told.get("saved") != [_FIELD]:
            raise Failed(f"{answer.status}: {told}")
        self._was, self._save_url = text, told.get("save_url", self._save_url)
        return taken

    def close(self) -> None:
        """Hangs up."""
        self._wire.close()

    def _sent(self, method: str, path: str, body: bytes = b"") -> Answer:
        headers = {"Host": "localhost"}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if body:
            headers |= {"Content-Type": "application/json", "X-CSRFToken": self._csrf}
        answer = self._wire.send(method, path, headers, body)
        for name, value in answer.headers:
            if name.lower() == "set-cookie":
                key, _, told = value.partition(";")[0].partition("=")
                self._cookies[key] = told
        return answer


def _found(page: str, pattern: str) -> str:
    match = re.search(pattern, page)
    if match is None:
        raise Failed(f"no {pattern} on the page to fill")
    return html.unescape(match[1])


def _measure(table: Table, server: Server, where: str) -> None:
    before, begun = cpu_of(server.process.pid), time.perf_counter()
    stop = threading.Event()
    with ThreadPoolExecutor(CLIENTS + 1) as pool:
        crowd = [pool.submit(_type, server.address, at, stop) for at in range(CLIENTS)]
        browser = pool.submit(_in_browser, server.address)
        keys = browser.result()
        stop.wait(max(0.0, SECONDS - (time.perf_counter() - begun)))
        stop.set()
        saves = sorted(taken for one in crowd for taken in one.result())
    cpu = (cpu_of(server.process.pid) - before) / len(saves)
    table.figure(f"drafting: saves measured on {where}", len(saves), unit="")
    table.figure(f"drafting: CPU of a save on {where}", cpu * 1000, unit=" ms")
    for share in (50, 95, 99):
        name = f"drafting: answer to a save, {CLIENTS} clients on {where}, p{share}"
        table.at_most(name, _percentile(saves, share) * 1000, MOST * 1000, unit=" ms")
    if not keys:
        print("drafting: no browser on this machine, keys not measured")
        return
    for share in (50, 95, 100):
        name = f"drafting: key to acknowledged in a browser among them on {where}, p{share}"
        table.at_most(name, _percentile(keys, share) * 1000, MOST * 1000, unit=" ms")


def _percentile(taken: Sequence[float], share: int) -> float:
    return taken[min(len(taken) - 1, len(taken) * share // 100)]


def _type(address: str, at: int, stop: threading.Event) -> list[float]:
    """One of the crowd: they begin one after another, within the time from save to save."""
    stop.wait(at * EVERY / CLIENTS)
    typist, taken, typed = Typist(address), list[float](), _TEXT
    while not stop.is_set():
        start = time.perf_counter()
        typed += str(at % 10)
        taken.append(typist.save(typed))
        stop.wait(max(0.0, EVERY - (time.perf_counter() - start)))
    typist.close()
    return taken


_WATCHED = """
  window.keys = []; window.acknowledged = [];
  addEventListener("input", (event) => keys.push([event.target.value.length, performance.now()]), true);
  const own = window.fetch;
  window.fetch = async (url, options) => {
    const answer = await own(url, options);
    const edits = answer.ok && options && options.body ? JSON.parse(options.body).edits : [];
    const last = edits.length ? edits[edits.length - 1] : null;
    if (last) acknowledged.push([last.text.length, performance.now()]);
    return answer;
  };
"""


def _acknowledged(page: Any) -> Mapping[str, list[list[float]]]:
    """When each key was pressed and each text acknowledged; [length, milliseconds] pairs."""
    until = time.monotonic() + _PERSISTS
    while True:
        told: Mapping[str, list[list[float]]] = page.evaluate("({ keys, acknowledged })")
        if any(length >= KEYS for length, _ in told["acknowledged"]):
            return told
        if time.monotonic() > until:
            raise Failed("the browser's last key was not acknowledged")
        page.wait_for_timeout(50)


def _in_browser(address: str) -> list[float]:
    """Types without a pause; for each key the seconds until the site had acknowledged it, sorted."""
    from playwright.sync_api import sync_playwright

    from tests.browser.driving import launch
    from tests.conftest import find_browser

    if find_browser() is None:
        return []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.add_init_script(_WATCHED)
        page.goto(f"{address}/calls/{SLUG}/fill/")
        page.locator(f"[id='{_FIELD}']").press_sequentially((_TEXT * 4)[:KEYS], delay=KEY_DELAY)
        told = _acknowledged(page)
        browser.close()
    return sorted(
        (min(at for length, at in told["acknowledged"] if length >= key) - pressed) / 1000
        for key, pressed in told["keys"]
    )
