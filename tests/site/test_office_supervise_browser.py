"""The supervisor's desk in a real browser, without scripts: every page in every state, by keyboard too."""

import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from jianyou.actions.deciding import Looked, accept_entry, refuse_entry, reopen_entry
from jianyou.actions.sealing import seal
from jianyou.actions.showing import show_personal_data
from jianyou.store.models import LogRow
from tests.site.kit import clerk, head, master_of, site_at
from tests.site.office import CLERK, HEAD, SUPERVISOR, filed_city, typed, working
from tests.site.public import opened_city
from tests.site.serving import served
from tests.site.signin import NAME, PASSWORD, SIGN_IN, account
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DESK = "/office/supervise/"


class Place(NamedTuple):
    """Where a site is served, a filing, and a row of the log."""

    url: str
    number: str
    row: str


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site with a call in which things were done, and its supervisor."""
    home: Path = tmp_path_factory.mktemp("supervise") / "site"
    with site_at(home):
        opened_city()
        working(CLERK)
        working(HEAD)
        account(SUPERVISOR)
        number = filed_city(
            typed("示例轴承有限公司"), typed("示例电梯（集团）股份有限公司", feature="一轴一档")
        )
        accept_entry(actor=clerk(), looked=Looked(number, 1, 1))
        reopen_entry(actor=head(), looked=Looked(number, 1, 1), reason="信访反映材料不实，重新审查。")
        refuse_entry(actor=clerk(), looked=Looked(number, 1, 1), reason="不属于参评范围。")
        accept_entry(actor=clerk(), looked=Looked(number, 2, 1), note="材料齐全")
        show_personal_data(actor=clerk(), number=number, reason="电话核对")
        master_of(actor=clerk(), call_slug="city", reason="报委领导审定")
        seal(call_slug="city")
        row = LogRow.objects.get(act="refuse_entry").id
        with served(home) as url:
            yield Place(url, number, str(row))


@pytest.fixture(scope="module")
def address(place: Place) -> str:
    """Where the site is served."""
    return place.url


@pytest.fixture
def window(window: Windows) -> Windows:
    """All of it goes without scripts."""
    return partial(window, java_script_enabled=False)


def enter(page: Page, place: Place) -> None:
    """Signs in."""
    page.context.add_cookies([{"name": "jianyou_lang", "value": "zh", "url": place.url}])
    page.goto(place.url + SIGN_IN)
    page.locator("[name=login]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.goto(place.url + DESK)
    expect(page.locator("h1")).to_have_text("监督")


def journey(page: Page, place: Place) -> Iterator[str]:
    """Through every page and every state that it gets into; yields its name when it stands."""
    for name, path in {
        "start": DESK,
        "log": f"{DESK}log/",
        "log found": f"{DESK}log/?what=deciding&q=参评",
        "log wrong": f"{DESK}log/?since=昨天",
        "log empty": f"{DESK}log/?q=没有",
        "row": f"{DESK}log/{place.row}/",
        "decisions": f"{DESK}decisions/",
        "evidence": f"{DESK}evidence?filing={place.number}",
        "evidence of all": f"{DESK}evidence",
        "verify": f"{DESK}calls/city/verify",
    }.items():
        page.goto(place.url + path)
        yield name
    page.locator("form button", has_text="核验账本").click()
    expect(page.locator("#good")).to_contain_text("账本与现存数据一致")
    yield "verified"
    page.goto(f"{place.url}{DESK}evidence?filing={place.number}")
    page.locator("main form button").click()
    expect(page.locator("#problems")).to_be_visible()
    yield "evidence refused"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "scheme"), [("desktop", "light"), ("phone", "light"), ("desktop", "dark"), ("phone", "dark")]
)
def test_every_page_is_clean(window: Windows, place: Place, size: str, scheme: str) -> None:
    # axe is a script; the page itself runs none of its own.
    page = window(SIZES[size], java_script_enabled=True, color_scheme=scheme).new_page()
    enter(page, place)
    found = {name: faults(page) for name in journey(page, place)}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(found) == 12


@pytest.mark.slow
def test_from_a_number_to_the_evidence(window: Windows, place: Place, tmp_path: Path) -> None:
    page = window().new_page()
    enter(page, place)
    page.get_by_role("link", name="决定后重新审查").first.click()
    expect(page.locator(".audit-line")).to_have_count(1)
    expect(page.locator(".audit-line")).to_contain_text("信访反映材料不实")
    page.locator(".audit-what a").click()
    page.get_by_role("link", name="导出整件的证据").press("Enter")
    page.locator("#reason").fill("核查信访件")
    with page.expect_download() as waited:
        page.locator("#reason").press("Enter")
    waited.value.save_as(tmp_path / "evidence.zip")
    with zipfile.ZipFile(tmp_path / "evidence.zip") as archive:
        archive.extractall(tmp_path)
    page.goto((tmp_path / "index.html").as_uri())
    expect(page.locator("h1")).to_have_text("操作留痕证据包")
    expect(page.locator("tbody").first.locator("tr")).to_have_count(6)


@pytest.mark.slow
def test_its_ledger_verifies_in_a_browser(window: Windows, place: Place, tmp_path: Path) -> None:
    page = window(java_script_enabled=True).new_page()
    enter(page, place)
    page.goto(f"{place.url}{DESK}evidence?row={place.row}")
    page.locator("#reason").fill("核查信访件")
    with page.expect_download() as waited:
        page.locator("main form button").click()
    waited.value.save_as(tmp_path / "evidence.zip")
    with zipfile.ZipFile(tmp_path / "evidence.zip") as archive:
        archive.extractall(tmp_path)
    offline = window(java_script_enabled=True).new_page()
    offline.goto((tmp_path / "verifier.html").as_uri())
    offline.locator("input[type=file]").set_input_files(tmp_path / "ledgers" / "city.jsonl")
    offline.locator("#check").click()
    expect(offline.locator("main")).to_contain_text("账本完整：8 条记录")
