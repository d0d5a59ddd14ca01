"""Pages that no link of the sample site leads to: fit for everyone, light and dark, on phone and desk."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import pytest

from jianyou.actions.filing import submit
from jianyou.actions.reminding import Stop, stop_key
from jianyou.domain.lifecycle.roles import PUBLIC
from tests.site.kit import copied_site, sent
from tests.site.nominee import PASSWORD, colleague, founder, member_key
from tests.site.public import opened_city
from tests.site.serving import served
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


class Site(NamedTuple):
    """A site that runs, its addresses for anyone, and those for the manager of an organization."""

    address: str
    open: list[str]
    own: list[str]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One filing of anybody's, and an organization of two."""
    with copied_site(tmp_path_factory.mktemp("served") / "site") as home:
        opened_city("city")
        number = submit(actor=PUBLIC, call_slug="city", sent=sent()).filing.number
        manager = founder()
        other = member_key(colleague(manager))
        stop = f"/reminders/stop/{quote(stop_key(Stop(number)))}/"
        people = [f"/my/people/{other}/{act}" for act in ("remove", "hand-over")]
        own = [*people, "/my/people/", "/my/", "/account/reach/", "/account/"]
        with served(home) as url:
            yield Site(url, ["/filings/lost/", stop, "/nothing"], own)


@pytest.fixture(scope="module")
def address(site: Site) -> str:
    """Where the site is served."""
    return site.address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_pages_without_a_link_are_fit_for_everyone(
    window: Windows, site: Site, size: str, scheme: str
) -> None:
    page = window(SIZES[size], color_scheme=scheme).new_page()
    found = {}
    for path in site.open:
        page.goto(site.address + path)
        found[path] = faults(page)
    page.goto(f"{site.address}/account/sign-in/?next=/my/")
    page.locator("[name=login]").fill("wang.shili")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: urlsplit(url).path == "/my/")
    for path in site.own:
        page.goto(site.address + path)
        if (before := urlsplit(page.url).path) != path:
            found[before] = faults(page)
            page.locator("main [name=password]").fill(PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(f"{site.address}{path}")
        found[path] = faults(page)
    assert "/account/confirm/" in found
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
