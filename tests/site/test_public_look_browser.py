"""The look in a real browser: all pages in light and dark, in large type, on paper, and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.driving import PHONE, too_wide
from tests.site.serving import command, in_time, open_call, served
from tests.site.walking import Walk, demo_site, walk_through, window_of
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

BACKGROUND = "getComputedStyle(document.body).backgroundColor"
SIZE_OF_TYPE = "parseFloat(getComputedStyle(document.body).fontSize)"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with one call for three days."""
    home = tmp_path_factory.mktemp("served") / "site"
    command(home, "init", "--office-name", "示例市经济和信息化委员会")
    open_call(home, "city", in_time(days=3, hours=4, minutes=1))
    with served(home) as url:
        yield url


def test_a_look_is_chosen_without_scripts(window: Windows, address: str) -> None:
    page = window(PHONE).new_page()
    page.goto(f"{address}/calls/city/")
    light, normal = page.evaluate(BACKGROUND), page.evaluate(SIZE_OF_TYPE)
    plain = window(PHONE, java_script_enabled=False).new_page()
    plain.goto(f"{address}/calls/city/")
    plain.get_by_role("link", name="大字").click()
    expect(plain).to_have_url(f"{address}/calls/city/")
    plain.get_by_role("link", name="显示设置").click()
    expect(plain.get_by_label("大字")).to_be_checked()
    plain.get_by_label("深色", exact=True).check()
    plain.get_by_role("button", name="保存显示设置").click()
    expect(plain).to_have_url(f"{address}/calls/city/")
    page = window(PHONE, storage_state=plain.context.storage_state()).new_page()
    page.goto(f"{address}/calls/city/")
    assert page.evaluate(BACKGROUND) != light
    assert page.evaluate(SIZE_OF_TYPE) == pytest.approx(normal * 1.25)
    expect(page.locator(".to-light")).to_be_visible()
    expect(page.locator(".to-dark")).to_be_hidden()
    page.emulate_media(media="print")
    assert page.evaluate(BACKGROUND) == "rgb(255, 255, 255)"


def test_the_foot_offers_the_look_that_the_page_has_not(window: Windows, address: str) -> None:
    for scheme, offered in {"light": "深色", "dark": "浅色"}.items():
        page = window(PHONE, color_scheme=scheme).new_page()
        page.goto(address)
        expect(page.locator(".to-dark:visible, .to-light:visible")).to_have_text([offered])


def test_from_the_page_that_verifies_there_is_a_way_back(window: Windows, address: str) -> None:
    page = window(PHONE).new_page()
    page.goto(f"{address}/verify")
    assert faults(page) == []
    page.get_by_role("button", name="English").click()
    page.get_by_role("link", name="Back to the start page").click()
    expect(page).to_have_url(f"{address}/")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The sample site, and the password of each of its logins."""
    home = tmp_path_factory.mktemp("demo") / "site"
    logins = demo_site(home)
    with served(home) as url:
        yield url, logins


@pytest.fixture(scope="module")
def walk(chromium: Browser, demo: tuple[str, dict[str, str]]) -> Walk:
    """All pages of the sample site."""
    return walk_through(chromium, *demo)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_everybody_is_fit_for_everyone(
    chromium: Browser, demo: tuple[str, dict[str, str]], walk: Walk, size: str, scheme: str
) -> None:
    found = {}
    for audience in walk.kept:
        context = window_of(chromium, walk, audience, SIZES[size], color_scheme=scheme)
        page = context.new_page()
        for stop in (one for one in walk.stops if one.audience == audience):
            page.goto(demo[0] + stop.address)
            found[stop.name] = [*faults(page), *_shape(page)]
        context.close()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(found) == len(walk.stops) > 40


def test_no_link_leads_nowhere(walk: Walk) -> None:
    assert walk.dead == []


def test_large_type_breaks_no_page_of_a_phone(
    chromium: Browser, demo: tuple[str, dict[str, str]], walk: Walk
) -> None:
    found = {}
    for audience in walk.kept:
        context = window_of(chromium, walk, audience, PHONE)
        page = context.new_page()
        page.goto(f"{demo[0]}/look?text=large")
        for stop in (one for one in walk.stops if one.audience == audience):
            page.goto(demo[0] + stop.address)
            found[stop.name] = too_wide(page)
        context.close()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_every_page_can_be_printed(chromium: Browser, demo: tuple[str, dict[str, str]], walk: Walk) -> None:
    """On paper stands what is read: no navigation, nothing to press, dark ink on white."""
    found = {}
    for audience in walk.kept:
        context = window_of(chromium, walk, audience, PHONE, color_scheme="dark")
        page = context.new_page()
        page.goto(f"{demo[0]}/look?scheme=dark")
        page.emulate_media(media="print")
        for stop in (one for one in walk.stops if one.audience == audience and "verify" not in one.name):
            page.goto(demo[0] + stop.address)
            shown = page.locator(".masthead, .foot, .button, .tabs").locator("visible=true").count()
            found[stop.name] = (shown, page.evaluate(BACKGROUND))
        context.close()
    assert {name: told for name, told in found.items() if told != (0, "rgb(255, 255, 255)")} == {}


def _shape(page: Page) -> list[str]:
    """One heading of the first rank, and at most one button that leads on."""
    counts = page.locator("h1").count(), page.locator("main .button-primary:visible").count()
    return [] if counts[0] == 1 and counts[1] <= 1 else [f"h1 {counts[0]}, primary {counts[1]}"]
