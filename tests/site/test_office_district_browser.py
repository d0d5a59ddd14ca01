"""Offices below in a real browser: the order by dragging and by buttons, every page at every width."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from jianyou.actions.arrivals import register_paper
from jianyou.actions.deciding import Looked, Remark, return_entry
from jianyou.actions.reporting_up import report_table
from jianyou.store.dialect import database_now
from tests.site.at_home import shot
from tests.site.districts import (
    BEARINGS,
    GEARS,
    JIANGBEI,
    LIFTS,
    LOWER,
    YUBEI,
    accepted_below,
    compiling,
    of_district,
    opened_below,
    ranked,
)
from tests.site.kit import clerk, counter, site_at
from tests.site.office import CLERK, HEAD
from tests.site.serving import served
from tests.site.signin import PASSWORD, SIGN_IN, account
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

CITY, UPWARD = "/office/calls/city/districts/", f"/office/calls/{LOWER}/upward/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A city with two districts: one has something to rank, one has reported and is asked to correct."""
    home: Path = tmp_path_factory.mktemp("districts") / "site"
    with site_at(home):
        opened_below(names=(YUBEI, JIANGBEI))
        account(CLERK, HEAD, username="city.shili")
        account(CLERK, HEAD, username="yubei.shili", slug=YUBEI)
        account(CLERK, HEAD, username="jiangbei.shili", slug=JIANGBEI)
        accepted_below(BEARINGS, GEARS, LIFTS)
        lower = "city-jiangbei"
        keys = accepted_below("示例锅炉厂", "示例泵业有限公司", slug=JIANGBEI)
        ranked({keys[0]: 1, keys[1]: 2}, lower)
        filed = report_table(actor=of_district(JIANGBEI), call_slug=lower, compiling=compiling(keys, lower))
        register_paper(actor=counter(), number=filed.filing.number)
        remarks = [Remark("profile", "请写明成立时间。")]
        due = database_now() + timedelta(days=3)
        return_entry(actor=clerk(), looked=Looked(filed.filing.number, 1, 1), remarks=remarks, due=due)
        with served(home) as url:
            yield url


def enter(page: Page, address: str, who: str, path: str) -> None:
    """Signs in and opens a page."""
    page.goto(address + SIGN_IN)
    page.fill("[name=login]", f"{who}.shili")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.goto(address + path)


def order_on(page: Page) -> list[tuple[str, str]]:
    """Whom the page lists in which order, with the numbers in the fields."""
    rows = page.locator("[data-row]")
    names = [name.strip() for name in rows.locator(".name").all_inner_texts()]
    return list(zip(names, [field.input_value() for field in rows.locator("input").all()], strict=True))


@pytest.mark.parametrize("size", SIZES)
def test_every_page(address: str, window: Windows, size: str) -> None:
    page = window(SIZES[size]).new_page()
    for who, paths in {
        "city": (CITY, "/calls/city/", f"/calls/{LOWER}/"),
        "yubei": (UPWARD, f"{UPWARD}ranking", f"{UPWARD}report"),
        "jiangbei": ("/office/calls/city-jiangbei/upward/",),
    }.items():
        page.context.clear_cookies()
        enter(page, address, who, paths[0])
        for path in paths:
            page.goto(address + path)
            assert (path, faults(page)) == (path, [])
            shot(page, f"{size}{path.replace('/', '-')}")
    page.context.clear_cookies()
    enter(page, address, "city", CITY)
    page.get_by_role("link", name="来历 示例江北区经济信息委").click()
    assert faults(page) == []
    shot(page, f"{size}-origins")
    expect(page.locator("tbody tr")).to_have_count(2)


def test_put_in_order_and_reported(address: str, window: Windows) -> None:
    page = window().new_page()
    enter(page, address, "yubei", f"{UPWARD}ranking")
    rows = page.locator("[data-row]")
    rows.nth(2).drag_to(rows.nth(0), target_position={"x": 200, "y": 2})
    assert order_on(page) == [(LIFTS, "1"), (BEARINGS, ""), (GEARS, "")]
    page.get_by_role("button", name="其余的依次排在后面").click()
    expect(page.locator(".quota-line")).to_contain_text("以下 1 条在名额之外")
    page.get_by_role("button", name=f"上移 {GEARS}").click()
    assert order_on(page) == [(LIFTS, "1"), (GEARS, "2"), (BEARINGS, "3")]
    assert faults(page) == []
    shot(page, "ranking-moved")
    page.locator(".act-buttons").get_by_role("button", name="存下排序").click()
    expect(page.get_by_role("status")).to_contain_text("排序已经存下")
    page.goto(address + UPWARD)
    page.get_by_role("link", name="汇总 2 条").click()
    page.get_by_label("联系人").fill("赵示例")
    page.get_by_label("联系电话").fill("023-60000009")
    page.get_by_role("button", name="下一步：看打印出来的样子").click()
    expect(page.locator(".preview-pages img")).to_have_count(1)
    assert faults(page) == []
    shot(page, "table")
    page.get_by_role("button", name="上报 2 条").click()
    expect(page.get_by_role("status")).to_contain_text("汇总表已经上报")
    shot(page, "reported")
    page.get_by_role("button", name="打开报送件").click()
    expect(page.get_by_role("link", name="补交盖章扫描件").first).to_be_visible()


def test_order_without_scripts(address: str, window: Windows) -> None:
    page = window(java_script_enabled=False).new_page()
    enter(page, address, "jiangbei", "/office/calls/city-jiangbei/upward/ranking")
    page.get_by_role("button", name="下移 示例锅炉厂").click()
    assert order_on(page) == [("示例泵业有限公司", "1"), ("示例锅炉厂", "2")]
