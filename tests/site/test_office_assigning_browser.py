"""分配专家, 评分进度 and 现场安排 in a real browser: axe, widths, a plan that comes by itself."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils.timezone import localtime
from playwright.sync_api import Browser, expect

from jianyou.actions.assigning import adopt_plan, ask_plan
from jianyou.actions.visiting import SeriesTold, plan_series
from jianyou.domain.judging.wishes import Wishes
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import ReviewStatus
from jianyou.jobs.assigning import assign_due
from jianyou.store.dialect import database_now
from jianyou.store.models import AssignmentPlan, Review, Sheet
from tests.browser.driving import DESKTOP, PHONE
from tests.site.at_home import apart
from tests.site.clerk_world import LOGINS, at_work, shot
from tests.site.judging_world import World, judging
from tests.site.kit import clerk, copied_site
from tests.site.serving import served
from tests.site.signin import account
from tests.site.windows import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
_WORLD: list[World] = []


def made() -> None:
    """A review that scores: a plan in force, one proposed, sheets at all stages, a day of visits."""
    world = judging(6, 4)
    account(Role.OFFICE_CLERK, username=LOGINS[Role.OFFICE_CLERK], name="王示例")
    wishes = Wishes(per_entry=2, least=0, most=6)
    plan = ask_plan(actor=clerk(), call_slug=world.slug, review=1, wishes=wishes)
    assign_due()
    pairs = len(AssignmentPlan.objects.get(number=plan).pairs)
    adopt_plan(actor=clerk(), call_slug=world.slug, review=1, plan=plan, given=pairs, taken=0)
    now = database_now()
    first, second, *_ = Sheet.objects.order_by("id")
    Sheet.objects.filter(id=first.id).update(status="submitted", revision=1, saved_at=now, submitted_at=now)
    Sheet.objects.filter(id=second.id).update(revision=1, saved_at=now)
    Review.objects.update(status=ReviewStatus.SCORING, due=now - timedelta(hours=1))
    ask_plan(actor=clerk(), call_slug=world.slug, review=1, wishes=Wishes(per_entry=4, least=0, most=3))
    assign_due()
    day = (localtime(now) + timedelta(days=3)).replace(hour=9, minute=0, second=0, microsecond=0)
    series = SeriesTold(first=day, minutes=20, pause=10, a_day=4, place="三楼会议室")
    plan_series(actor=clerk(), call_slug=world.slug, review=1, entries=world.entries[:4], told=series)
    _WORLD[:] = [world]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served site."""
    with copied_site(tmp_path_factory.mktemp("assigning") / "site") as folder:
        apart(made)
        with served(folder) as told:
            yield told


PAGES = (
    "plan/",
    "plan/1/",
    "plan/2/",
    "plan/2/adopt",
    "plan/by-hand/{entry}/",
    "progress/",
    "progress/remind",
    "visits/",
    "visits/new",
    "visits/series",
)
LED_TO = (("visits/", "/change"), ("visits/", "/cancel"))
"""Pages of one visit: where a link leads to them, and how its address ends."""


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_sound(chromium: Browser, address: str, size: tuple[int, int], scheme: str) -> None:
    (world,) = _WORLD
    page = at_work(chromium, address, Role.OFFICE_CLERK, size, color_scheme=scheme)
    wrong = {}
    for name in PAGES:
        page.goto(address + world.address + name.format(entry=world.entries[0]))
        if found := faults(page):
            wrong[name] = found
        shot(page, f"assign-{name.replace('/', '-')[:12]}-{size[0]}-{scheme}")
    for name, end in LED_TO:
        page.goto(address + world.address + name)
        page.locator(f"main a[href$='{end}']").first.click()
        page.wait_for_url(f"**{end}")
        if found := faults(page):
            wrong[end] = found
    assert wrong == {}


def test_a_plan_comes_by_itself(chromium: Browser, address: str) -> None:
    (world,) = _WORLD
    page = at_work(chromium, address, Role.OFFICE_CLERK)
    page.goto(f"{address}{world.address}plan/")
    page.locator("#per_entry").fill("2")
    page.locator("#most").fill("6")
    page.locator(".assign-form .button-primary").click()
    expect(page.locator("#sum")).to_be_visible()
    expect(page.locator("dl")).to_contain_text("没有更好的方案")
