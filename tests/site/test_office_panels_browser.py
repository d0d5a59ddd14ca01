"""The pages of reviews and experts in a real browser: by keyboard, accessible, no wider than the screen."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from jianyou.actions.lots import reveal_draw
from jianyou.actions.recusals import recuse
from jianyou.actions.reviews import start_review
from tests.browser.driving import DESKTOP, PHONE, TABLET
from tests.site.judging_world import World, judging, pool
from tests.site.kit import clerk, site_at
from tests.site.office import CLERK, HEAD
from tests.site.serving import served
from tests.site.signin import NAME, PASSWORD, SIGN_IN, account
from tests.site.test_panel import announced
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]


class Place(NamedTuple):
    """Where a site is served, and the review in it."""

    url: str
    world: World

    def pages(self) -> list[str]:
        """Every page of reviews and experts."""
        call, expert = f"/office/calls/{self.world.slug}/", f"/office/experts/{self.world.experts[0]}/"
        ends = ("", "settings", "start", "panel/", "panel/candidates", "recusals/")
        return [
            *("/office/experts/", "/office/experts/new", "/office/experts/import", expert),
            *(f"{expert}{end}" for end in ("change", "retire", "account")),
            f"{call}reviews/",
            *(f"{call}reviews/1/{end}" for end in ends),
            *(f"{call}draws/{end}" for end in ("", "new?purpose=experts", "1/", "2/")),
            *(f"/calls/{self.world.slug}/draws/{end}" for end in ("", "1/", "2/")),
        ]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site with a review prepared, a tie, more experts, and two draws, one of them made."""
    home: Path = tmp_path_factory.mktemp("panels") / "site"
    with site_at(home):
        account(CLERK, HEAD)
        world = judging(3, 3)
        recuse(
            actor=clerk(),
            call_slug=world.slug,
            review=1,
            expert=world.experts[0],
            entry=world.entries[0],
            reason="亲属在该单位任职",
        )
        start_review(actor=clerk(), call_slug=world.slug, stage="defence")
        pool(3, start=20)
        announced(world.slug)
        announced(world.slug)
        reveal_draw(actor=clerk(), call_slug=world.slug, number=2, public_value="08 15 16 23")
        with served(home) as url:
            yield Place(url, world)


@pytest.fixture(scope="module")
def address(place: Place) -> str:
    """Where the site is served."""
    return place.url


def signed_in(page: Page, url: str) -> Page:
    """A clerk's window."""
    page.goto(url + SIGN_IN)
    page.locator("[name=login]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    expect(page.locator("[name=password]")).to_have_count(0)
    return page


@pytest.mark.parametrize(("size", "dark"), [(PHONE, False), (TABLET, True), (DESKTOP, False)])
def test_pages_are_accessible_at_every_width(
    window: Windows, place: Place, size: tuple[int, int], *, dark: bool
) -> None:
    """Axe finds nothing, and nothing reaches beyond the screen."""
    page = signed_in(window(size, color_scheme="dark" if dark else "light").new_page(), place.url)
    found = {}
    for end in place.pages():
        page.goto(place.url + end)
        if wrong := faults(page):
            found[end] = wrong
    page.goto(f"{place.url}{place.world.address}recusals/")
    page.locator("main a[href$='/lift']").first.click()
    page.wait_for_url("**/lift")
    assert faults(page) == []
    assert found == {}


def test_expert_is_put_on_the_panel_by_keyboard(window: Windows, place: Place) -> None:
    """Found, ticked, looked at, named; then the panel shows him."""
    page = signed_in(window().new_page(), place.url)
    page.goto(f"{place.url}{place.world.address}panel/candidates?q=专家甲21")
    page.get_by_label("专家甲21").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="下一步").press("Enter")
    expect(page.get_by_role("heading", name="加入评审组")).to_be_visible()
    page.get_by_role("button", name="加入评审组 1 人").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("已加入评审组")
    expect(page.get_by_role("table").nth(1)).to_contain_text("专家甲21")
