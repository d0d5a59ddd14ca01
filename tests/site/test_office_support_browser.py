"""帮扶 in a real browser: twenty seats among sixty nominees, every page fit for everyone on every width."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from jianyou.actions.filing import code_for
from jianyou.actions.support_activities import cancel_activity, plan_activity
from jianyou.actions.support_needs import (
    HelpStatus,
    HelpTold,
    close_need,
    record_help,
    record_need,
    tell_need,
)
from jianyou.domain.lifecycle.roles import Role, filer_of
from jianyou.store.models import SeatRequest
from jianyou.store.sitekeys import site_keys
from tests.browser.driving import DESKTOP, PHONE, TABLET
from tests.site.kit import clerk, copied_site
from tests.site.serving import served
from tests.site.signin import PASSWORD, SIGN_IN, account
from tests.site.support_world import (
    SLUG,
    activity_told,
    asked_by,
    asking_over,
    begun,
    opened_activity,
    seats_given,
    sixty,
)
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PICTURES = os.environ.get("JIANYOU_PICTURES", "")
BASE = f"/office/calls/{SLUG}/support/"
LOGIN = "jingban2"
SIZES = {"phone": PHONE, "tablet": TABLET, "desk": DESKTOP}


class World(NamedTuple):
    """Where it is served, the filing of the first nominees with its code, a request with a seat."""

    address: str
    number: str
    code: str
    request: str


def _furnished() -> tuple[str, str, str]:
    entries, activity = sixty()
    account(Role.OFFICE_CLERK, username=LOGIN, slug="office")
    number = entries[0].filing.number
    told = "缺少三坐标检测设备，想请专家看看热处理工序。"
    tell_need(
        actor=filer_of(number),
        number=number,
        ordinal=1,
        kind="improvement",
        text=told,
    )
    for entry in entries[1:4]:
        record_need(actor=clerk(), call_slug=SLUG, entry=entry.id, kind="training", text="班组长质量培训")
    done = HelpTold(
        department="市场监管局",
        resource="检测中心三坐标设备",
        action="开放实验室 3 天",
        outcome="一次合格率提高到 98%",
        status=HelpStatus.DONE,
    )
    record_help(actor=clerk(), call_slug=SLUG, number=1, told=done)
    record_help(
        actor=clerk(),
        call_slug=SLUG,
        number=1,
        told=HelpTold(department="科技局", resource="热处理专家 2 人"),
    )
    close_need(actor=clerk(), call_slug=SLUG, number=2, helped_=True, closing="已参加培训")
    seats_given(activity, 60)
    asked_by(entries[:5], opened_activity(title="示例 QC 小组交流", kind="exchange"))
    closed = opened_activity(title="示例质量提升诊断", kind="improvement", seats=3)
    asked_by(entries[:30], closed)
    asking_over(closed)
    plan_activity(
        actor=clerk(), call_slug=SLUG, told=activity_told(title="示例质量创新沙龙", kind="innovation")
    )
    off = opened_activity(title="示例讲座")
    cancel_activity(actor=clerk(), call_slug=SLUG, number=off.number, reason="场地停用")
    on = opened_activity(title="示例现场观摩", seats=4)
    asked_by(entries[:8], on)
    seats_given(on, 8)
    begun(on)
    seated = SeatRequest.objects.filter(activity=activity, status="seated").order_by("place")[0]
    code = code_for(entries[0].filing.token, site_keys())
    return number, code, str(seated.id)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A call that helps in every state of its activities."""
    home = tmp_path_factory.mktemp("support") / "site"
    with copied_site(home):
        made = _furnished()
        with served(home) as url:
            yield World(url, *made)


@pytest.fixture(scope="module")
def address(world: World) -> str:
    """Where the site is served."""
    return world.address


def sign_in(page: Page, address: str) -> None:
    page.goto(address + SIGN_IN)
    page.locator("[name=login]").fill(LOGIN)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form .button-primary").first.click()
    expect(page.locator("[name=password]")).to_have_count(0)


def let_in(page: Page, world: World) -> str:
    """The key of the filing's pages, for who gave number and code."""
    page.goto(f"{world.address}/filings/")
    page.locator("#number").fill(world.number)
    page.locator("#code").fill(world.code)
    page.locator("main form .button-primary").click()
    expect(page.locator("#code")).to_have_count(0)
    return page.url.partition("?")[2]


def shot(page: Page, name: str) -> None:
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


def pages_of(world: World) -> dict[str, str]:
    """Every page by its name; activities: past, seated, open, to be given, planned, cancelled, held now."""
    seated = f"{BASE}activities/2/"
    return {
        "overview": BASE,
        "survey": f"{BASE}survey",
        "needs": f"{BASE}needs/",
        "need": f"{BASE}needs/1/",
        "need-new": f"{BASE}needs/new",
        "help": f"{BASE}needs/1/help/new",
        "held": f"{BASE}activities/1/",
        "seats": seated,
        "open": f"{BASE}activities/3/",
        "ask": f"{BASE}activities/3/requests/new",
        "change-open": f"{BASE}activities/3/change",
        "change-seated": f"{seated}change",
        "closed": f"{BASE}activities/4/",
        "give": f"{BASE}activities/4/give",
        "planned": f"{BASE}activities/5/",
        "opening": f"{BASE}activities/5/open",
        "plan": f"{BASE}activities/new",
        "cancelled": f"{BASE}activities/6/",
        "attendance": f"{BASE}activities/7/",
        "close": f"{BASE}activities/7/close",
        "cancel": f"{seated}cancel",
        "move": f"{seated}requests/{world.request}/move",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_fit_for_everyone(world: World, window: Windows, scheme: str) -> None:
    found = {}
    for size, measures in SIZES.items():
        page = window(measures, color_scheme=scheme).new_page()
        key = let_in(page, world)
        sign_in(page, world.address)
        filing = f"/filings/{world.number}/"
        own = {"filing": f"{filing}?{key}", "own": f"{filing}support/?{key}"}
        for name, path in (pages_of(world) | own).items():
            page.goto(world.address + path)
            expect(page.locator("h1")).to_have_count(1)
            if wrong := faults(page):
                found[f"{name} {size}"] = wrong
            shot(page, f"support-{name}-{size}-{scheme}")
            if PICTURES and (name, size, scheme) == ("seats", "desk", "light"):
                page.screenshot(path=str(Path(PICTURES) / "site-support-seats.png"))
    assert found == {}
