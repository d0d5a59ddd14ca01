"""评分检查, 合议 and 官方得分 in a real browser: a check from order to look again; fit for everyone."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from jianyou.actions.checking_scores import CheckWishes, ask_check
from jianyou.actions.reviews import close_scoring, open_consensus
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.jobs.checking_scores import check_scores_due
from jianyou.store.models import Sheet
from tests.site import signin
from tests.site.at_home import apart
from tests.site.kit import clerk, copied_site
from tests.site.scoring_world import Checked, checked
from tests.site.serving import Server, start_server
from tests.site.sheets_world import joined
from tests.site.signin import account
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

CLERK = "jingban2"
EXPERT_PASSWORD = "7K3M-9QXA-2BCD-4EFG"
_PICTURES = os.environ.get("JIANYOU_PICTURES", "")
SIZES = {"phone": (360, 740), "tablet": (768, 1024), "desk": (1440, 900)}
REVIEW = "/office/calls/judged/reviews/1/"


@dataclass
class Desk:
    """A served site whose scores were checked once."""

    server: Server
    told: Checked
    talk: str


def _world() -> tuple[Checked, str]:
    told = checked(entries=24, experts=8)
    account(Role.OFFICE_CLERK, username=CLERK, slug="office")
    wishes = CheckWishes(5)
    ask_check(actor=clerk(), call_slug=told.world.slug, review=1, wishes=wishes)
    assert check_scores_due() == 1
    joined(told.review, 3)
    entry = Sheet.objects.select_related("entry__filing").get(id=told.sheets[3, 7]).entry
    return told, f"{REVIEW}consensus/{entry.filing.number}/{entry.ordinal}/"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("scoring") / "site"
    with copied_site(folder):
        told, talk = apart(_world)
        server = start_server(folder)
        try:
            yield Desk(server, told, talk)
        finally:
            server.kill()


@pytest.fixture(scope="module")
def address(desk: Desk) -> str:
    return desk.server.address


def sign_in(context: BrowserContext, desk: Desk, who: str = CLERK) -> Page:
    page = context.new_page()
    page.goto(f"{desk.server.address}/{'office' if who == CLERK else 'expert'}/")
    page.locator("[name=login]").fill(who)
    page.locator("[name=password]").fill(signin.PASSWORD if who == CLERK else EXPERT_PASSWORD)
    page.locator("main form .button-primary").first.click()
    expect(page.locator("[name=password]")).to_have_count(0)
    return page


def shot(page: Page, name: str) -> None:
    if _PICTURES:
        Path(_PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(_PICTURES) / f"{name}.png"), full_page=True)


def fit(page: Page, desk: Desk, size: str, pages: dict[str, str]) -> dict[str, Any]:
    """What is wrong with these pages, by name."""
    found = {}
    for name, path in pages.items():
        page.goto(f"{desk.server.address}{path}")
        expect(page.locator("h1")).to_have_count(1)
        found[name] = faults(page)
        shot(page, f"scoring_{name}_{size}")
    return found


def test_an_evening_from_the_check_to_the_report(desk: Desk, window: Windows) -> None:
    pages = {size: sign_in(window(SIZES[size]), desk) for size in SIZES}
    while_experts_score(desk, pages)
    a_wild_score_goes_back(desk, pages["desk"])
    apart(lambda: open_consensus(actor=clerk(), call_slug="judged", review=1))
    while_scores_are_talked_over(desk, window, pages)
    apart(lambda: close_scoring(actor=clerk(), call_slug="judged", review=1))
    once_scores_are_closed(desk, window, pages)


def while_experts_score(desk: Desk, pages: dict[str, Page]) -> None:
    paths = {
        "check": f"{REVIEW}check/",
        "talks": f"{REVIEW}consensus/?only=all",
        "talk": desk.talk,
        "scores": "/office/calls/judged/scores/",
    }
    for size, page in pages.items():
        assert fit(page, desk, size, paths) == {name: [] for name in paths}
        page.goto(f"{desk.server.address}{REVIEW}check/")
        page.locator("input[name=sheet]").first.check()
        page.get_by_role("button", name="下一步：请专家再看…").click()
        expect(page.locator("h1")).to_have_text("请专家再看")
        assert faults(page) == []
        shot(page, f"scoring_again_{size}")


def a_wild_score_goes_back(desk: Desk, page: Page) -> None:
    """The page shows by itself when a check is done."""
    page.goto(f"{desk.server.address}{REVIEW}check/")
    page.locator("#quota").fill("4")
    page.get_by_role("button", name="检查评分").click()
    expect(page.get_by_text("名额 4 个").first).to_be_visible(timeout=20_000)
    page.locator("input[name=sheet]").first.check()
    page.get_by_role("button", name="下一步：请专家再看…").click()
    page.get_by_role("button", name="退给专家再看 1 份").click()
    expect(page.locator("#requests .number")).to_have_text("1")
    assert faults(page) == []
    shot(page, "scoring_asked_desk")
    again = Sheet.objects.filter(status=SheetStatus.AGAIN)
    assert apart(lambda: again.get().id) == desk.told.sheets[3, 7]
    apart(lambda: again.update(status=SheetStatus.SUBMITTED))


def while_scores_are_talked_over(desk: Desk, window: Windows, pages: dict[str, Page]) -> None:
    paths = {"talking": desk.talk, "talks_open": f"{REVIEW}consensus/"}
    common = {"common": f"/expert/sheets/{desk.told.sheets[3, 7]}/talk/"}
    for size, page in pages.items():
        assert fit(page, desk, size, paths) == {name: [] for name in paths}
        assert fit(sign_in(window(SIZES[size]), desk, "expert3"), desk, size, common) == {"common": []}
        page.goto(f"{desk.server.address}{desk.talk}")
        page.locator("#note").fill(f"讨论了材料，各自维持（{size}）。")
        page.get_by_role("button", name="记录：分数照旧").click()
        expect(page.locator("#did")).to_contain_text("合议已经记下。")


def once_scores_are_closed(desk: Desk, window: Windows, pages: dict[str, Page]) -> None:
    paths = {"report": f"{REVIEW}check/report", "talk_closed": desk.talk}
    for size, page in pages.items():
        assert fit(page, desk, size, paths) == {name: [] for name in paths}
    dark = sign_in(window(SIZES["desk"], color_scheme="dark"), desk)
    assert fit(dark, desk, "dark", {"check": f"{REVIEW}check/"}) == {"check": []}
