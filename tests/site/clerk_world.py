"""Sites for the clerk's day: three hundred entries by the acts themselves, ten thousand in bulk."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from django.urls import URLPattern, URLResolver
from playwright.sync_api import Browser, Page, expect

from benchmarks.site.desk import fill
from jianyou.domain.lifecycle.roles import Role
from jianyou.store.models import Office
from jianyou.web.office import urls
from tests.browser.driving import DESKTOP, PATIENCE, context_of
from tests.site.office import CLERK, COUNTER, HEAD, SUPERVISOR, filed_city, typed
from tests.site.public import form, opened_city, row
from tests.site.signin import PASSWORD, SIGN_IN, account

PICTURES = os.environ.get("JIANYOU_PICTURES", "")
LOGINS = {
    CLERK: "jingban.shili",
    HEAD: "chuzhang.shili",
    COUNTER: "chuangkou.shili",
    SUPERVISOR: "jiandu.shili",
}
PEOPLE = {CLERK: "王示例", HEAD: "张示例", COUNTER: "陈示例", SUPERVISOR: "周示例"}
DISTRICTS = ("渝北区", "江北区", "巴南区", "沙坪坝区", "九龙坡区", "万州区")
TRADES = ("轴承", "齿轮", "阀门", "电梯", "仪表", "电机", "水泵", "钢管", "涂料", "玻璃")
COLORS = ("青禾", "金峰", "白林", "蓝泉", "红云")
FEATURES = ("人人把关，件件可追溯，" * 5, "一轴一档，件件可追溯")
"""The first of them is too long for its column."""
BY_WEB = "示例星河传动有限公司"
"""A firm that files by itself, in the first place a feature that is too long."""
FORMS = 30
UNREADABLE, TWIN = "来件/打不开.docx", "来件/重复报送.docx"


class World(NamedTuple):
    """Where a site is served, and its folder."""

    address: str
    home: Path

    def of_call(self, end: str = "") -> str:
        """The address of an office's page of the call."""
        return f"{self.address}/office/calls/city/{end}"

    @property
    def entries(self) -> str:
        """The address of the list of entries."""
        return self.of_call("entries/")


def staffed(*, second_person: bool) -> None:
    """A clerk, a head, somebody at the counter and a supervisor; the office may want two people."""
    for role, login in LOGINS.items():
        account(role, username=login, name=PEOPLE[role])
    Office.objects.update(second_person=second_person)


def firm(at: int) -> str:
    """The name of the firm at that place, another for each."""
    return f"示例{COLORS[at % len(COLORS)]}{TRADES[at // len(COLORS) % len(TRADES)]}{at + 1}厂"


def faulty(at: int) -> bool:
    """Whether the formal check finds an error in the entry at that place: in each third."""
    return at % 3 == 0


def filled(count: int) -> None:
    """The city's call with so many filings of one entry each, sealed papers at the counter."""
    opened_city()
    for at in range(count):
        place = f"{DISTRICTS[at % len(DISTRICTS)]}，制造业（通用设备制造业）"
        told = typed(firm(at), feature=FEATURES[0 if faulty(at) else 1], location_industry=place)
        filed_city(told, filer=f"{DISTRICTS[at % len(DISTRICTS)]}经济信息委")


def filled_to_the_brim(count: int = 10_000) -> None:
    """The city's call with so many entries of all states, without the acts that led there."""
    fill(count)


def folder_of_forms(folder: Path) -> Path:
    """A folder of forms as districts send them: one that can't be opened, one of a firm that has filed."""
    made = {
        f"{at // 10 + 1}批/示例导入{at + 1}有限公司.docx": form(row(f"示例导入{at + 1}有限公司"))
        for at in range(FORMS - 2)
    }
    made |= {"打不开.docx": b"PK\x03\x04 not a table", "重复报送.docx": form(row(firm(1)))}
    for name, data in made.items():
        path = folder / "来件" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / "来件"


def office_patterns(patterns: Sequence[object] = urls.urlpatterns) -> Iterator[URLPattern]:
    """Every address of the office, those of the modules that its urlconf includes among them."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from office_patterns(one.url_patterns)
        else:
            assert isinstance(one, URLPattern)
            yield one


def at_work(
    chromium: Browser, address: str, who: Role | str, size: tuple[int, int] = DESKTOP, **options: object
) -> Page:
    """A window of somebody who has signed in."""
    page = context_of(chromium, size, accept_downloads=True, **options).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address + SIGN_IN)
    page.locator("[name=login]").fill(LOGINS[who] if isinstance(who, Role) else who)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    expect(page.locator("[name=password]")).to_have_count(0)
    return page


def shot(page: Page, name: str, *, whole: bool = True) -> None:
    """Keeps a picture where JIANYOU_PICTURES names a folder."""
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=whole)
