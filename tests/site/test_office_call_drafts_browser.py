"""Drafting a call in a real browser: from the notice's file to the changed course, every page looked at."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Page

from tests.domain.notices.invented import NOTICE
from tests.site.kit import site_at
from tests.site.office import CLERK, HEAD
from tests.site.serving import served
from tests.site.signin import NAME, PASSWORD, SIGN_IN, account
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with somebody who is clerk and head of its office."""
    home = tmp_path_factory.mktemp("drafting") / "site"
    with site_at(home):
        account(CLERK, HEAD)
        with served(home) as url:
            yield url


def enter(page: Page, address: str) -> None:
    """Signs in."""
    page.goto(address + SIGN_IN)
    page.locator("[name=login]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()


def journey(page: Page, address: str, slug: str) -> Iterator[str]:
    """Through every page of a draft and of the call that it becomes; yields its name when it stands."""
    page.goto(f"{address}/office/drafts/new")
    yield "begin"
    file = FilePayload(name="通知.txt", mimeType="text/plain", buffer=NOTICE.encode())
    page.locator("#file").set_input_files(files=[file])
    page.get_by_role("button", name="开始起草").click()
    yield "notice"
    draft = page.url.removesuffix("notice")
    page.goto(f"{draft}answers")
    page.locator("#awards-1-as_of").fill("昨天")
    page.get_by_role("button", name="保存", exact=True).click()
    yield "answers refused"
    page.locator("#awards-1-as_of").fill("2026-04-30")
    page.locator("#call").fill(slug)
    page.get_by_label("上传盖章扫描件").check()
    page.locator("#awards-1-name").fill("示例优质组织")
    page.get_by_role("button", name="保存", exact=True).click()
    yield "answers"
    page.goto(f"{draft}stages")
    page.locator("#more").select_option("publicity")
    page.get_by_role("button", name="加在最后").click()
    page.get_by_role("button", name=re.compile(r"上移\s*公示")).click()
    page.get_by_role("button", name="保存程序").click()
    yield "stages"
    for name in ("differences", "source", "drop", "preview"):
        page.goto(f"{draft}{name}")
        yield name
    page.goto(f"{address}/office/")
    yield "calls"
    page.goto(f"{draft}preview")
    page.get_by_role("button", name="发布 1 次征集").click()
    page.wait_for_url(f"**/office/calls/{slug}/?done=published")
    page.goto(f"{address}/office/calls/{slug}/course")
    page.get_by_role("button", name=re.compile(r"下移\s*公示")).click()
    page.get_by_label("理由").fill("先评审，再公示。")
    page.get_by_role("button", name="下一步").click()
    yield "course looked at"
    page.get_by_role("button", name="调整为 3 个阶段").click()
    yield "course"
    for name in ("handlers", "cancel"):
        page.goto(f"{address}/office/calls/{slug}/{name}")
        yield name


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_sound(window: Windows, address: str, size: str) -> None:
    scheme = "dark" if size == "phone" else "light"
    page = window(SIZES[size], color_scheme=scheme).new_page()
    enter(page, address)
    found = {name: wrong for name in journey(page, address, f"drawn-{size}") if (wrong := faults(page))}
    assert found == {}
    page.goto(f"{address}/calls/drawn-{size}/")
    told = [one.inner_text() for one in page.locator(".timeline strong").all()]
    assert told[-2:] == ["评审", "公示"]
