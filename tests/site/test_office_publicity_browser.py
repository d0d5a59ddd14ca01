"""公示 in a real browser: prepared, published, read by everybody, on every width; without a fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from jianyou.actions.workdays import Declared, declare_days
from jianyou.domain.papers.together import Outcome
from jianyou.queries.collective import get_course
from jianyou.store.dialect import database_now
from jianyou.store.models import Published
from tests.browser.driving import DESKTOP, PHONE, TABLET
from tests.site.at_desk import enter_desk
from tests.site.clerk_world import shot
from tests.site.kit import clerk, site_at
from tests.site.office import CLERK, HEAD
from tests.site.publicity_world import (
    CONTACT,
    NAMES,
    SLUG,
    every_day_known,
    filed,
    over,
    prepared,
    public_call,
    published,
    recommended,
    rows_of,
)
from tests.site.serving import served
from tests.site.signin import account
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]

BASE = f"/office/calls/{SLUG}/publicity/"
PUBLIC = f"/calls/{SLUG}/publicity/"
SHOWS = ("name", "location_industry", "profile", "honors")
OFFICE_PAGES = ("", "new", "1/", "2/", "3/", "4/", "3/change", "2/take-down", "3/drop")
PUBLIC_PAGES = ("", "1/", "2/")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a round that ended, one that is public, one prepared, and one that something keeps back."""
    home: Path = tmp_path_factory.mktemp("publicity") / "site"
    with site_at(home):
        public_call("")
        account(CLERK, HEAD)
        number = filed(*rows_of((*NAMES, "示例精密仪器股份有限公司渝北分公司")))
        recommended(number, *[Outcome.RECOMMENDED] * 4)
        every_day_known()
        over(published(shows=("name",)))
        published(shows=SHOWS, replaces=1, days=5, working_days=True, award="mayor")
        Published.objects.filter(publicity__number=2, order=3).update(removed_at=database_now())
        prepared(shows=SHOWS, contacts=(CONTACT._replace(phone="13800000000"),))
        recommended(
            filed(*rows_of(["示例电梯厂"], profile="成立于1998年，请拨13800000000")), Outcome.RECOMMENDED
        )
        prepared(shows=SHOWS)
        declare_days(
            actor=clerk(),
            first=database_now().date().replace(month=1, day=1),
            last=database_now().date().replace(month=1, day=4),
            declared=Declared.RESTS,
            reason="国务院办公厅关于部分节假日安排的通知",
        )
        assert get_course(viewer=clerk(), slug=SLUG).accepted == 5
    with served(home) as url:
        yield url


def enter(page: Page, address: str) -> None:
    """Signs in and goes to the call's rounds."""
    enter_desk(page, address)
    page.goto(address + BASE)
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("size", [DESKTOP, TABLET, PHONE], ids=["desktop", "tablet", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_clean(window: Windows, address: str, size: tuple[int, int], scheme: str) -> None:
    page = window(size, color_scheme=scheme).new_page()
    enter(page, address)
    pages = [*(BASE + end for end in OFFICE_PAGES), *(PUBLIC + end for end in PUBLIC_PAGES)]
    for end in (*pages, "/office/workdays/", f"/calls/{SLUG}/"):
        page.goto(address + end)
        assert faults(page) == [], end
        if scheme == "light":
            shot(page, f"publicity-{size[0]}{end.replace('/', '_')}")


def test_prepared_published_and_read(window: Windows, address: str) -> None:
    page = window(DESKTOP).new_page()
    enter(page, address)
    page.get_by_role("link", name="准备公示…").click()
    page.get_by_label("奖项").select_option("mayor")
    page.get_by_label("办公电话").first.fill("023-60000009")
    page.get_by_label("遮盖文字里像电话、邮箱、证件号码、文件名的内容").check()
    page.get_by_label("按工作日计算").uncheck()
    page.get_by_role("button", name="保存，按公开的样子核对").click()
    expect(page.get_by_text("公示稿已经保存，还没有公开。")).to_be_visible()
    page.get_by_role("button", name="公布 4 条").click()
    expect(page.get_by_text("已经公布。期满以后自动撤下")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="打开公示页").click()
    expect(page.get_by_role("rowheader", name=NAMES[0])).to_be_visible()
    assert faults(page) == []
