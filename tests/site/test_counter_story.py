"""The counter's day: a queue in the last seconds, a scanner, a name by its sound, one too late, the papers
handed over and signed for, the day's list printed.

With JIANYOU_PICTURES set to a folder, what the clerks see is kept there as pictures.
"""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from jianyou.actions.filing import submit
from jianyou.domain.ledger.fingerprints import mark_of
from jianyou.domain.lifecycle.roles import PUBLIC, Role
from jianyou.store.models import FilingVersion
from tests.browser.driving import DESKTOP, PATIENCE, context_of
from tests.site.kit import copied_site, sent
from tests.site.public import opened_city
from tests.site.serving import served
from tests.site.signin import NAME, PASSWORD, account

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("story")]

SECONDS = 60
SCANNED, SPOKEN, LATE = "示例轴承有限公司", "示例齿轮厂", "示例仪表股份有限公司"
SECTION = "jingban.shili"
_PICTURES = os.environ.get("JIANYOU_PICTURES", "")


class Day(NamedTuple):
    """A site in the last seconds before a deadline, and what a scanner reads on the first firm's paper."""

    address: str
    over: float
    code: str


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """Three firms have prefilled on the web and come with their papers."""
    with copied_site(tmp_path_factory.mktemp("story") / "site") as home:
        account(Role.COUNTER_CLERK)
        account(Role.OFFICE_CLERK, username=SECTION)
        opened_city("city", seconds=SECONDS, completes_on="paper")
        over = time.time() + SECONDS
        papers = [sent(name)._replace(filer=name) for name in (SCANNED, SPOKEN, LATE)]
        numbers = [submit(actor=PUBLIC, call_slug="city", sent=one).filing.number for one in papers]
        content = FilingVersion.objects.get(filing__number=numbers[0]).content
        with served(home) as url:
            yield Day(url, over, mark_of(numbers[0], content).text)


@pytest.fixture(scope="module")
def address(day: Day) -> str:
    """Where the site is served."""
    return day.address


def shot(page: Page, name: str) -> None:
    if _PICTURES:
        Path(_PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(_PICTURES) / f"{name}.png"), full_page=True)


def printed(page: Page, name: str) -> bytes:
    data = page.pdf(format="A4", prefer_css_page_size=True)
    if _PICTURES:
        (Path(_PICTURES) / f"{name}.pdf").write_bytes(data)
    return data


def at_work(chromium: Browser, day: Day, login: str) -> Page:
    page = context_of(chromium, DESKTOP).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{day.address}/account/sign-in/?next=/counter/city/")
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/counter/city/")
    return page


def stamped(page: Page, number: int) -> None:
    page.keyboard.press("F2")
    expect(page.locator(".ticket-number")).to_have_text(str(number))
    page.wait_for_load_state()


def searched(page: Page, typed: str) -> None:
    """From the desk to whoever is next, and what is typed or scanned there."""
    page.keyboard.press("F4")
    page.wait_for_url("**/arrivals/*/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.insert_text(typed)
    page.keyboard.press("Enter")
    expect(page.locator("#original")).to_be_focused()


def registered(page: Page, said: str) -> None:
    """Ticks the original, registers, and goes back to the desk."""
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".told").first).to_contain_text(said)


def before_the_deadline(hall: Page, day: Day) -> None:
    stamped(hall, 1)
    stamped(hall, 2)
    expect(hall.locator(".turn")).to_contain_text("下一位，已等")
    shot(hall, "1-截止前的队伍")
    assert time.time() < day.over, "this machine was too slow to stamp in time"

    searched(hall, day.code)
    expect(hall.locator(".told").first).to_contain_text("二维码的指纹与网上现在的内容一致（第 1 版）。")
    hall.locator("#copies").fill("2")
    hall.locator("#copies-paper").check()
    hall.locator("#copies-disc").check()
    hall.locator("#original").focus()
    shot(hall, "2-扫码登记")
    registered(hall, "已登记，完成报送。")
    expect(hall.locator(".receipt-facts")).to_contain_text("2 份，纸质、光盘")
    shot(hall, "3-回执")
    assert printed(hall, "3-回执").count(b"/Type /Page\n") == 1


def after_the_deadline(hall: Page, day: Day) -> None:
    hall.wait_for_timeout(max(0, day.over - time.time() + 1) * 1000)
    hall.keyboard.press("F4")
    hall.wait_for_url("**/counter/city/")
    expect(hall.locator("[data-clock-after]")).to_be_visible()
    stamped(hall, 3)
    expect(hall.locator(".ticket")).to_contain_text("逾期")
    shot(hall, "4-截止以后")
    searched(hall, "slclc")
    expect(hall.locator("#chosen-title")).to_contain_text(SPOKEN)
    expect(hall.locator("#copies")).to_have_value("2")
    shot(hall, "5-按首字母查找")
    registered(hall, "已登记，完成报送。")
    hall.keyboard.press("F4")
    hall.wait_for_url("**/counter/city/")
    searched(hall, "shiliyibiao")
    shot(hall, "6-逾期件")
    registered(hall, "已登记为逾期件")


def over_to_the_section(hall: Page, section: Page, day: Day) -> None:
    hall.goto(f"{day.address}/counter/city/labels/")
    expect(hall.locator(".label .square")).to_have_count(3)
    shot(hall, "7-标签")
    hall.goto(f"{day.address}/counter/city/handovers/")
    shot(hall, "8-移交")
    hall.get_by_role("button", name="移交勾选的，开交接单").click()
    hall.wait_for_url("**/handovers/1/?done=made")
    assert printed(hall, "9-交接单").count(b"/Type /Page\n") == 1

    section.goto(f"{day.address}/counter/city/handovers/1/")
    expect(section.locator("[name=missing]")).to_have_count(3)
    section.get_by_label(f"缺，{LATE}").check()
    section.get_by_label("说明").fill("袋中没有，已告知大厅")
    shot(section, "10-处室核对")
    section.get_by_role("button", name="签收").click()
    section.wait_for_url("**/handovers/1/?done=taken")
    expect(section.locator(".told")).to_contain_text("已签收。缺 1 份")
    shot(section, "11-已签收")


def test_the_counters_day(chromium: Browser, day: Day) -> None:
    hall, section = at_work(chromium, day, NAME), at_work(chromium, day, SECTION)
    before_the_deadline(hall, day)
    after_the_deadline(hall, day)
    over_to_the_section(hall, section, day)
    hall.goto(f"{day.address}/counter/city/handovers/")
    expect(hall.locator("[name=paper]:checked")).to_have_count(1)
    hall.goto(f"{day.address}/counter/city/day/")
    expect(hall.locator(".totals")).to_have_text(
        re.compile(r"材料\s*3\s*已报送\s*2\s*逾期\s*1\s*份数合计\s*6\s*纸质\s*3\s*光盘\s*3")
    )
    shot(hall, "12-当日清单")
    assert printed(hall, "12-当日清单").count(b"/Type /Page\n") == 1
