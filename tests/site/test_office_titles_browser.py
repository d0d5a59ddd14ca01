"""The pages of results and titles in a browser: no complaint of axe, at every width."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from jianyou.domain.titles.changing import ChangeKind
from jianyou.store.models import Entry
from tests.site.at_desk import enter_desk, looked_at
from tests.site.audience import BEARINGS, GEARS, LIFTS, kept
from tests.site.kit import site_at
from tests.site.office import HEAD
from tests.site.serving import served
from tests.site.signin import account
from tests.site.titles_world import (
    SLUG,
    USCC,
    change,
    conferred,
    entered,
    line,
    old_title,
    recorded,
    titled_call,
)
from tests.site.windows import Windows

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


class Place(NamedTuple):
    """Where a site is served, the address of an entry and that of a list to take over."""

    url: str
    entry: str
    taken: str


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site with results, titles of every standing, a list to take over, and an entry that is barred."""
    home: Path = tmp_path_factory.mktemp("titles") / "site"
    with site_at(home):
        first, second, third, fourth = titled_call(4)
        account(HEAD)
        recorded(line(first), line(second, "nomination"), line(third, ""))
        recorded(line(second, ""), document="示例更正〔2026〕1号")
        conferred(1)
        recorded(line(fourth, "nomination"))
        Entry.objects.filter(id=third.id).update(uscc=USCC)
        entered(
            old_title(third.name, uscc=USCC, valid_until=date(2026, 4, 30), recheck_on=date(2026, 1, 1)),
            old_title("示例电梯（集团）股份有限公司第二制造分公司", valid_until=date(2025, 1, 1)),
            old_title(third.name),
        )
        change(ChangeKind.RENAMED, number=3, name="示例升降设备（集团）股份有限公司第二制造分公司")
        change(ChangeKind.REVOKED, number=2, years=5)
        key = kept(f"{BEARINGS},,渝北区,C3451,认定,,,,", f"{GEARS},,江北区,,待定,,,,", f"{LIFTS},,,,取消,,,,")
        entry = reverse("office:entry", args=[third.filing.number, third.ordinal])
        with served(home) as url:
            yield Place(url, url + entry, url + reverse("office:titles_take", args=[key]))


@pytest.fixture(scope="module")
def address(place: Place) -> str:
    """Where the site is served."""
    return place.url


def journey(page: Page, place: Place) -> Iterator[str]:
    """Every page of the topic, by its name."""
    office, call = f"{place.url}/office/titles/", f"{place.url}/office/calls/{SLUG}/results/"
    for name, address in {
        "public": f"{place.url}/titles/",
        "register": office,
        "nothing": f"{office}?q=没有",
        "title": f"{office}3/",
        "revoked": f"{office}2/",
        "settings": f"{office}settings/",
        "results": call,
        "confer": f"{call}confer/",
        "entry": place.entry,
        "record": f"{call}record/",
    }.items():
        page.goto(address)
        yield name
    page.locator("form .button-primary").click()
    yield "record-wrong"
    page.locator("#document").fill("示例府发〔2026〕3号")
    page.locator("#on").fill("2026-03-01")
    page.locator("form .button-primary").click()
    yield "record-preview"
    page.goto(f"{office}1/revoke/")
    yield "revoke"
    page.locator("form .button-primary").click()
    yield "revoke-wrong"
    page.locator("#document").fill("示例发〔2026〕9号")
    page.locator("#reason").fill("提供虚假材料。")
    page.locator("form .button-primary").click()
    yield "revoke-preview"
    page.goto(place.taken)
    yield "take"
    page.locator("#award_name").fill("示例小巨人")
    page.locator("form .button-primary").click()
    yield "take-preview"


def test_no_page_has_a_fault(window: Windows, place: Place) -> None:
    found = []
    for width, scheme in ((360, "dark"), (768, "light"), (1440, "dark")):
        page = window((width, 900), java_script_enabled=True, color_scheme=scheme).new_page()
        enter_desk(page, place.url)
        for name in journey(page, place):
            found += looked_at(page, f"titles-{name}-{width}-{scheme}")
    assert found == []
