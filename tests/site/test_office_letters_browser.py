"""The pages of letters, decisions, checks and reasons in a browser: no complaint of axe, at every width."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

from jianyou.actions.deciding import Looked, accept_entry, refuse_entry
from jianyou.actions.letters import make_letters
from jianyou.actions.reasons import ReasonTold, keep_reason
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.papers.letters import LetterKind
from jianyou.queries.entry_wanted import EntryKey
from jianyou.store.models import Letter
from tests.site.kit import clerk, site_at
from tests.site.office import CLERK, filed_city, typed
from tests.site.public import opened_city
from tests.site.serving import served
from tests.site.signin import NAME, PASSWORD, SIGN_IN, account
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

_PICTURES = os.environ.get("JIANYOU_PICTURES", "")


class Place(NamedTuple):
    """Where a site is served, its one filing, and a letter about it."""

    url: str
    number: str
    letter: str


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site with four entries, two accepted, one refused, one waiting, a letter held, and a reason."""
    home: Path = tmp_path_factory.mktemp("letters") / "site"
    with site_at(home):
        opened_city()
        account(CLERK)
        names = ("示例轴承有限公司", "示例齿轮厂", "示例电梯股份有限公司", "示例阀门厂")
        number = filed_city(*map(typed, names))
        for ordinal in (1, 2):
            accept_entry(actor=clerk(), looked=Looked(number, ordinal, 1))
        refuse_entry(actor=clerk(), looked=Looked(number, 3, 1), reason="没有盖章。")
        keys = [EntryKey(number, one) for one in (1, 2, 3)]
        make_letters(actor=clerk(), call_slug="city", kind=LetterKind.ACCEPTANCE, keys=keys)
        told = ReasonTold(
            act=Act.REFUSE_ENTRY, title="没有盖章", text="没有加盖公章。", clause="通知二（一）"
        )
        keep_reason(actor=clerk(), told=told)
        letter = str(Letter.objects.earliest("id").id)
        with served(home) as url:
            yield Place(url, number, letter)


@pytest.fixture(scope="module")
def address(place: Place) -> str:
    """Where the site is served."""
    return place.url


def looked_at(page: Page, name: str, size: int) -> list[str]:
    """What is wrong with a page, each with its name; a picture is kept where one is asked for."""
    if _PICTURES:
        page.screenshot(path=f"{_PICTURES}/{name}-{size}.png", full_page=True)
    return [f"{name} {size}: {fault}" for fault in faults(page)]


def journey(page: Page, place: Place) -> Iterator[str]:
    """Every page of the topic, by its name."""
    call = f"{place.url}/office/calls/city/"
    for name, address in {
        "reasons": f"{place.url}/office/reasons/",
        "letters": f"{call}letters/",
        "make": f"{call}letters/make?kind=refusal",
        "letter": f"{call}letters/{place.letter}/",
        "decisions": f"{call}decisions/",
        "checking": f"{place.url}/office/entries/{place.number}/4/check/",
        "refuse": f"{place.url}/office/filings/{place.number}/entries/4/refuse",
    }.items():
        page.goto(address)
        yield name
    page.goto(f"{call}letters/")
    page.locator("button[name=which]").click()
    yield "send"
    page.goto(f"{call}decisions/new?entry={place.number}.1&entry={place.number}.2")
    yield "together"
    page.locator("form .button-primary").click()
    yield "together-wrong"
    for name, text in {
        "held_on": "2026-01-05",
        "minutes": "示例委办公会纪要〔2026〕3号",
        "subject": "研究推荐对象",
        "participants": "张示例，主任\n李示例，副主任",
    }.items():
        page.locator(f"#{name}").fill(text)
    page.locator("#o1").select_option("recommended")
    page.locator("#o2").select_option("reserve")
    page.locator("#r2").fill("名额有限")
    page.locator("form .button-primary").click()
    yield "together-preview"
    page.locator("button[name=sure]").click()
    yield "decision"


def test_no_page_has_a_fault(window: Windows, place: Place) -> None:
    found = []
    for width in (360, 768, 1440):
        page = window((width, 900), java_script_enabled=True).new_page()
        page.goto(place.url + SIGN_IN)
        page.locator("[name=login]").fill(NAME)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form button").first.click()
        for name in journey(page, place):
            found += looked_at(page, name, width)
    assert found == []
