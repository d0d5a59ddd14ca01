"""A desk as a real process, and a chromium that talks to nothing else."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request

from tests.conftest import find_browser

QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""A browser on a closed network looks for nothing out there."""

DESKTOP, TABLET, PHONE = (1440, 900), (768, 1024), (360, 740)
PATIENCE = 60_000
"""Milliseconds for what a shared core may take its time over."""

_OWN = {"127.0.0.1"}
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\?key=\S+")


def launch(playwright: Playwright) -> Browser:
    """The chromium of this machine."""
    program = find_browser()
    assert program is not None
    as_root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    return playwright.chromium.launch(executable_path=program, args=[*QUIET, *as_root])


@dataclass
class Running:
    """A desk that runs: its folder, the address with the key, and the process."""

    folder: Path
    address: str
    process: "subprocess.Popen[str]"

    @property
    def root(self) -> str:
        """The address without path and key, with no slash at its end."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    def ended(self, sign: int = signal.SIGINT) -> int:
        """Ends it as a person would, and waits; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(sign)
        return self.process.wait(30)


def environment(home: Path) -> dict[str, str]:
    """A person's surroundings with a home of their own: nothing of this machine's is read or written."""
    (home / ".config").mkdir(parents=True, exist_ok=True)
    own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config"), "LANG": "zh_CN.UTF-8"}
    return {**os.environ, **own, "PYTHONUNBUFFERED": "1"}


@contextmanager
def desk(folder: Path | None, home: Path, *options: str) -> Iterator[Running]:
    """Starts the desk, waits until it can be opened, and ends it at last."""
    places = [] if folder is None else [str(folder)]
    command = [sys.executable, "-m", "jianyou", "desk", *places, "--no-browser", *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment(home)
    ) as process:
        assert process.stdout is not None
        told = ""
        try:
            for line in process.stdout:
                told += line
                if found := _ADDRESS.search(line):
                    running = Running(folder or home, found.group(), process)
                    break
            else:
                raise AssertionError(f"the desk didn't start: {told}")
            yield running
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(30)


@dataclass
class Seen:
    """What a browser asked for, and what it complained of."""

    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Writes down every request, complaint and error from now on."""
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in _OWN:
            self.elsewhere.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


def context_of(browser: Browser, size: tuple[int, int] = DESKTOP, **options: Any) -> BrowserContext:
    """A browser window with nothing in it yet."""
    width, height = size
    return browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", **options)


def enter(page: Page, running: Running, path: str = "/") -> None:
    """Opens the desk with its key, then the page asked for."""
    page.goto(running.address)
    if path != "/":
        page.goto(running.root + path)


def wait_read(page: Page) -> None:
    """Waits until every file is read, and shows the page anew."""
    root = "/".join(page.url.split("/")[:3])
    until = time.monotonic() + 2 * PATIENCE / 1000
    while page.request.get(f"{root}/inbox/progress").json()["running"]:
        assert time.monotonic() < until, "the reading doesn't end"
        time.sleep(0.2)
    page.goto(page.url.split("#")[0])


def too_wide(page: Page) -> list[str]:
    """What reaches beyond the screen, without a frame of its own that scrolls."""
    found: list[str] = page.evaluate(_TOO_WIDE)
    return found


_TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth, found = [];
  const scrolls = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || element.closest(".unseen, .skip, svg")) continue;
    const told = [element.tagName, element.className, box.left, box.right, element.textContent.trim()];
    if ((box.right > width + 1 || box.left < -1) && !scrolls(element)) found.push(told.join(" "));
  }
  const whole = document.documentElement.scrollWidth;
  if (whole > width) found.push(`page ${whole}`);
  return found.map((told) => told.slice(0, 120));
}"""


def drop(page: Page, *paths: Path) -> None:
    """Drops files and folders of this machine on the zone, as a hand with a mouse does."""
    zone = page.locator("[data-drop]")
    zone.scroll_into_view_if_needed()
    box = zone.bounding_box()
    assert box is not None
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + 20}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "data": data, **place})
    session.detach()
