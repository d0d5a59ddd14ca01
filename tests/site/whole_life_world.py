"""The whole life of a call: an office above and one below, each a site of its own, and their people."""

import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, Page

from jianyou.config.environment import database
from jianyou.domain.lifecycle.roles import Role
from jianyou.store.models import Office
from tests.browser.driving import DESKTOP, PATIENCE, Seen, context_of
from tests.site.at_home import apart
from tests.site.clerk_world import at_work, staffed
from tests.site.kit import use_database

ABOVE, BELOW = "示例市经济信息化委员会", "示例区经济信息化局"
CITY_CALL, OWN_CALL = "quality-2099", "quxian-2099"
AWARD = "示例优质组织"
BEARINGS, GEARS, LIFTS, PUMPS = "示例轴承有限公司", "示例齿轮厂", "示例电梯厂", "示例水泵厂"


@dataclass
class Home:
    """A site: its folder, its database's address ("" for SQLite in the folder), where it is served."""

    folder: Path
    url: str
    call: str
    browser: Browser | None = None
    address: str = ""
    windows: dict[Role | None, Page] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)

    def ask(self, question: Callable[[], Any]) -> Any:
        """What the site's database tells; in a thread apart from the browser's."""

        def asked() -> Any:
            with pointed_to(self):
                return question()

        return apart(asked)

    def at(self, who: Role | None, end: str = "") -> Page:
        """The window of somebody of the office, or of a visitor, at an address of the site if one is told."""
        assert self.browser
        if who not in self.windows:
            self.windows[who] = (
                self.outside() if who is None else at_work(self.browser, self.address, who, DESKTOP)
            )
            self.seen.watch(self.windows[who].context)
        page = self.windows[who]
        if end:
            page.goto(f"{self.address}{end}")
        return page

    @property
    def complaints(self) -> list[str]:
        """What went wrong in the windows, but that a refusal is a refusal."""
        refusal = "the server responded with a status of 4"
        return [one for one in self.seen.complaints if refusal not in one]

    def of_call(self, who: Role, end: str = "") -> Page:
        """The same, at a page of the office's own call."""
        return self.at(who, f"/office/calls/{self.call}/{end}")

    def outside(self) -> Page:
        """A new window of somebody who has no account."""
        assert self.browser
        page = context_of(self.browser, DESKTOP, accept_downloads=True).new_page()
        page.set_default_timeout(PATIENCE)
        return page


@contextmanager
def pointed_to(home: Home) -> Iterator[None]:
    """The process works on that site; afterwards on the one before."""
    before = settings.JIANYOU_HOME, settings.JIANYOU_FILES, dict(connections.settings["default"])
    settings.JIANYOU_HOME, settings.JIANYOU_FILES = home.folder, home.folder / "files"
    use_database(database({"JIANYOU_HOME": str(home.folder), "DATABASE_URL": home.url}))
    try:
        yield
    finally:
        settings.JIANYOU_HOME, settings.JIANYOU_FILES = before[:2]
        use_database(before[2])


def settled(name: str) -> None:
    """An office of that name with its people, on the site that the process is pointed to."""
    Office.objects.get_or_create(slug="office", defaults={"name": name})
    staffed(second_person=False)


def changed(package: Path, member: str) -> None:
    """One bit of what a package says in one of its files is turned."""
    with zipfile.ZipFile(package) as parts:
        told = parts.getinfo(member)
    data = bytearray(package.read_bytes())
    name, extra = struct.unpack_from("<HH", data, told.header_offset + 26)
    data[told.header_offset + 30 + name + extra + told.compress_size // 2] ^= 1
    package.write_bytes(data)
