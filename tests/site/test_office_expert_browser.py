"""The experts' pages in a real browser: nothing typed is lost, two tabs, the keyboard, fit for everyone."""

import os
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect

from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.store.models import Sheet
from tests.browser.driving import DESKTOP
from tests.site import signin
from tests.site.at_home import apart
from tests.site.kit import copied_site
from tests.site.serving import Server, start_server
from tests.site.sheets_world import Scoring, scoring, sheet_row
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

CLERK = "jing.shili"
PASSWORD = "7K3M-9QXA-2BCD-4EFG"
COOKIE = settings.SESSION_COOKIE_NAME
SAVED = re.compile(r"已存 \d\d:\d\d:\d\d · 尚未提交")
_PICTURES = os.environ.get("JIANYOU_PICTURES", "")
TITLES = {
    "tasks": "我的评审",
    "ties": "申报回避",
    "undertaking": "评审承诺书",
    "sheet": "示例企业5有限公司",
    "checked": "示例企业5有限公司",
    "recuse": "申报回避：示例企业5有限公司",
    "print": "打印 6 份评分表",
}
SIZES = {"phone": (360, 740), "tablet": (768, 1024), "desk": (1440, 900)}


@dataclass
class Desk:
    """A served site in which two experts score."""

    server: Server
    sheets: Mapping[tuple[int, int], uuid.UUID]
    review: uuid.UUID

    def address(self, place: int, more: str = "") -> str:
        return f"{self.server.address}/expert/sheets/{self.sheets[1, place]}/{more}"


def made() -> Scoring:
    signin.account(Role.OFFICE_CLERK, username=CLERK)
    return scoring(6, 1, given={1: (1, 2, 3, 4, 5, 6)})


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("experts") / "site"
    with copied_site(folder):
        told = apart(made)
        server = start_server(folder)
        try:
            yield Desk(server, told.sheets, told.review)
        finally:
            server.kill()


@pytest.fixture(scope="module")
def address(desk: Desk) -> str:
    return desk.server.address


def signed_in(window: Windows, desk: Desk, size: tuple[int, int] = DESKTOP, **options: Any) -> BrowserContext:
    context = window(size, **options)
    sign_in(context, desk).close()
    return context


def sign_in(context: BrowserContext, desk: Desk, who: str = "expert1") -> Page:
    page = context.new_page()
    page.goto(f"{desk.server.address}/{'expert' if who == 'expert1' else 'office'}/")
    page.locator("[name=login]").fill(who)
    page.locator("[name=password]").fill(PASSWORD if who == "expert1" else signin.PASSWORD)
    page.locator("main form .button-primary").first.click()
    expect(page.locator("[name=password]")).to_have_count(0)
    return page


def shot(page: Page, name: str) -> None:
    if _PICTURES:
        Path(_PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(_PICTURES) / f"{name}.png"), full_page=True)


def points_of(key: uuid.UUID) -> dict[str, str]:
    return apart(lambda: sheet_row(key).points)  # type: ignore[no-any-return]


def test_a_sheet_saves_itself_and_is_submitted(desk: Desk, window: Windows) -> None:
    page = signed_in(window, desk).new_page()
    page.goto(desk.address(1))
    page.locator("#c-1-points").press_sequentially("35")
    page.locator("#c-0-strengths").press_sequentially("数据扎实，可核对。")
    expect(page.locator("#draft-state")).to_have_text(SAVED)
    expect(page.locator(".expert-bands .here")).to_contain_text("突出")
    expect(page.locator("#so-far")).to_have_text("目前合计 35 / 100 分，已评 1 / 3 项")
    page.locator("#c-2-points").fill("31")
    page.locator("#c-3-points").fill("20")
    expect(page.locator("#c-2-points-told")).to_contain_text("超出 0 到 30 分的范围")
    page.locator("#c-2-points").fill("24.5")
    page.locator("#c-3-points").focus()
    expect(page.locator("#c-2-points-told")).to_be_empty()
    page.locator("button[value=check]").last.click()
    page.wait_for_url("**/check/")
    shot(page, "expert_check")
    page.get_by_role("button", name="提交评分表，总分 79.5").click()
    expect(page.locator("#did")).to_contain_text("评分表已经提交")
    row = apart(lambda: Sheet.objects.get(id=desk.sheets[1, 1]))
    assert (row.status, row.strengths) == (SheetStatus.SUBMITTED, "数据扎实，可核对。")


def test_two_tabs_dont_overwrite_and_a_reload_loses_nothing(desk: Desk, window: Windows) -> None:
    first = signed_in(window, desk).new_page()
    second = signed_in(window, desk).new_page()
    for page in (first, second):
        page.goto(desk.address(2))
    first.locator("#c-1-points").fill("30")
    expect(first.locator("#draft-state")).to_have_text(SAVED)
    second.locator("#c-1-points").fill("20")
    second.locator("#c-2-points").fill("9")
    expect(second.locator("#c-1-points-conflict")).to_contain_text("30")
    shot(second, "expert_conflict")
    assert points_of(desk.sheets[1, 2]) == {"leading": "30", "method": "9"}
    second.get_by_role("button", name="用我填的").click()
    expect(second.locator("#draft-state")).to_have_text(SAVED)
    first.goto(desk.address(2))
    assert first.locator("#c-1-points").input_value() == "20"
    # Typed and closed at once: the last words go with the page.
    first.locator("#c-3-comment").press_sequentially("最后一句话。")
    first.close()
    second.wait_for_timeout(500)
    second.goto(desk.address(2))
    assert second.locator("#c-3-comment").input_value() == "最后一句话。"


def test_offline_words_wait_in_the_browser_and_are_saved_later(
    desk: Desk, window: Windows, seen: Any
) -> None:
    context = signed_in(window, desk)
    page = context.new_page()
    page.goto(desk.address(3))
    context.set_offline(True)
    page.locator("#c-0-gaps").press_sequentially("断网时写的。")
    expect(page.locator("#draft-state")).to_contain_text("已暂存在本机")
    context.set_offline(False)
    expect(page.locator("#draft-state")).to_have_text(SAVED, timeout=15_000)
    gaps = apart(lambda: sheet_row(desk.sheets[1, 3]).gaps)
    assert gaps == "断网时写的。"
    seen.complaints[:] = [one for one in seen.complaints if "net::ERR_" not in one]


def test_signed_out_the_words_wait_for_a_new_session(desk: Desk, window: Windows) -> None:
    context = signed_in(window, desk)
    page = context.new_page()
    page.goto(desk.address(4))
    context.clear_cookies(name=COOKIE)
    page.locator("#c-1-points").fill("18")
    expect(page.locator("#draft-state")).to_contain_text("登录已过期")
    sign_in(context, desk).close()
    page.locator("#c-2-points").fill("7")
    expect(page.locator("#draft-state")).to_have_text(SAVED, timeout=30_000)
    assert points_of(desk.sheets[1, 4]) == {"leading": "18", "method": "7"}


def test_the_keyboard_leads_through_items_and_sheets(desk: Desk, window: Windows) -> None:
    page = signed_in(window, desk).new_page()
    page.goto(desk.address(4))
    page.keyboard.press("j")
    expect(page.locator("#c-1-points")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("#c-2-points")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url(f"**/{desk.sheets[1, 5]}/")
    page.keyboard.press("p")
    page.wait_for_url(f"**/{desk.sheets[1, 4]}/")
    page.keyboard.press("u")
    page.wait_for_url("**/expert/")


@pytest.mark.parametrize("size", list(SIZES))
def test_the_pages_are_fit_for_everyone(desk: Desk, window: Windows, size: str) -> None:
    page = signed_in(window, desk, SIZES[size]).new_page()
    review = f"{desk.server.address}/expert/reviews/{desk.review}/"
    pages = {
        "tasks": f"{desk.server.address}/expert/",
        "ties": f"{review}ties/",
        "undertaking": f"{review}undertaking/",
        "sheet": desk.address(5),
        "checked": desk.address(5, "?checked"),
        "recuse": desk.address(5, "recuse/"),
        "print": f"{review}print/",
    }
    found = {}
    for name, address in pages.items():
        page.goto(address)
        expect(page.locator("h1")).to_have_text(TITLES[name])
        found[name] = faults(page)
        shot(page, f"expert_{name}_{size}")
    assert found == {key: [] for key in pages}


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_paper_is_typed_in_on_pages_fit_for_everyone(desk: Desk, window: Windows, size: str) -> None:
    page = sign_in(window(SIZES[size]), desk, CLERK)
    papers = f"{desk.server.address}/office/calls/judged/reviews/1/paper/"
    page.goto(papers)
    page.get_by_role("link", name="专家甲1").click()
    assert faults(page) == []
    shot(page, f"paper_list_{size}")
    page.goto(f"{papers}{desk.sheets[1, 6]}/")
    page.locator("#c-1-points").fill("41")
    page.get_by_role("button", name="记下第一遍").click()
    expect(page.locator("#problems")).to_contain_text("超出 0 到 40 分的范围")
    assert faults(page) == []
    shot(page, f"paper_enter_{size}")


def test_in_the_dark_and_printed(desk: Desk, window: Windows) -> None:
    page = signed_in(window, desk, SIZES["desk"], color_scheme="dark").new_page()
    page.goto(desk.address(5))
    expect(page.locator("h1")).to_have_text(TITLES["sheet"])
    assert faults(page) == []
    shot(page, "expert_sheet_dark")
    page.goto(f"{desk.server.address}/expert/reviews/{desk.review}/print/?empty")
    assert faults(page) == []
    page.emulate_media(media="print")
    expect(page.locator(".masthead")).to_be_hidden()
    if _PICTURES:
        page.pdf(path=str(Path(_PICTURES) / "expert_print.pdf"))
