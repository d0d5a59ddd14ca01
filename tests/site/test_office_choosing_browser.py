"""Choosing in a real browser: computed, looked at on every width, adopted, signed; without a fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from jianyou.actions.choosing import Adopting, adopt_choice
from jianyou.domain.judging.changes import Changes
from tests.browser.driving import DESKTOP, PHONE, TABLET
from tests.site.choosing_world import AWARD, REVIEW, SLUG, chosen_call, computed
from tests.site.kit import clerk, site_at
from tests.site.office import CLERK, HEAD
from tests.site.serving import served
from tests.site.signin import NAME, PASSWORD, SIGN_IN, account
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]

POINTS = (
    *(("50", "40"), ("49", "40"), ("48", "40"), ("47", "40")),
    *(("46.5", "40"), ("49", "39.5"), ("30", "22.5"), ("20", "11")),
)
RULES = REVIEW.replace("n: 2,", "n: 3,").replace("at_most: 1, per", "at_most: 2, per")
PAGES = (
    *("", "1/", "2/", "3/", f"new/{AWARD}/", "3/scenario", "3/adopt", "3/adopt?how=rules"),
    *("1/feedback/", "ballots/new"),
)
BASE = f"/office/calls/{SLUG}/choice/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose call has a closed review, a choice adopted, one of a scenario, and one to be adopted."""
    home: Path = tmp_path_factory.mktemp("choosing") / "site"
    with site_at(home):
        chosen_call(POINTS, review=RULES)
        account(CLERK, HEAD)
        first = computed()
        adopt_choice(actor=clerk(), call_slug=SLUG, number=1, digest=first.digest, told=Adopting())
        computed(
            changes=Changes(places={"nomination": 2}, without=frozenset({0})), title="不限区县，少一个名额"
        )
        computed()
    with served(home) as url:
        yield url


def enter(page: Page, address: str) -> None:
    """Signs in and goes to the call's choices."""
    page.goto(address + SIGN_IN)
    page.locator("[name=login]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.goto(address + BASE)
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("size", [DESKTOP, TABLET, PHONE], ids=["desktop", "tablet", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_clean(window: Windows, address: str, size: tuple[int, int], scheme: str) -> None:
    page = window(size, color_scheme=scheme).new_page()
    enter(page, address)
    for end in PAGES:
        page.goto(address + BASE + end)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert faults(page) == [], end
    page.goto(f"{address}{BASE}1/feedback/")
    of_entry = page.locator("main .line-name").first.get_attribute("href") or ""
    for path in (of_entry, of_entry.replace("/feedback/", "/why/")):
        answer = page.goto(address + path)
        assert (answer and answer.status, faults(page)) == (200, []), path


def test_computed_adopted_and_signed(window: Windows, address: str) -> None:
    """The page of a choice shows by itself when it is computed."""
    page = window(DESKTOP).new_page()
    enter(page, address)
    page.get_by_role("link", name="按规则计算…").click()
    page.get_by_role("button", name="计算", exact=True).click()
    expect(page.get_by_role("heading", name="官方排名")).to_be_visible(timeout=30_000)
    page.get_by_text("理由").first.click()
    expect(page.get_by_text("得分降低不到").first).to_be_visible()
    page.get_by_role("link", name="采用…").click()
    page.get_by_role("button", name="下一步：核对名单").click()
    page.get_by_role("button", name="采用这 4 条").click()
    expect(page.get_by_text("已经采用。")).to_be_visible()
    page.get_by_label("我的职务").fill("四级调研员")
    page.get_by_role("button", name="以“李示例”签署这份记录").click()
    expect(page.get_by_text("已经签署。")).to_be_visible()
    page.goto(address + BASE + "1/")
    expect(page.get_by_role("heading", name="已被后来的结果替代，签署作废")).to_be_visible()
    assert faults(page) == []


def test_a_vote_by_its_pages(window: Windows, address: str) -> None:
    page = window(PHONE).new_page()
    enter(page, address)
    page.get_by_role("link", name="登记一次表决…").click()
    page.get_by_label("表决事项").fill("拟推荐名单")
    page.get_by_label("日期").fill("2024-03-01")
    page.get_by_label("委员（应到）").fill("示例甲，主任\n示例乙，副主任\n示例丙，处长")
    page.get_by_role("button", name="下一步：登记票数").click()
    page.get_by_label("到会人数").fill("3")
    for field in page.locator("[name^='f-']").all():
        field.fill("3")
    assert faults(page) == []
    page.get_by_role("button", name="下一步：核对结果").click()
    assert faults(page) == []
    page.get_by_role("button", name="登记这 4 条的结果").click()
    expect(page.get_by_role("heading", name="4 条中通过 4 条")).to_be_visible()
    assert faults(page) == []
