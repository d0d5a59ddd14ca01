"""The review pane in a real browser: by keys from entry to entry, evidence in place, two people at once."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from jianyou.actions.correcting import answer_correction
from jianyou.actions.deciding import Looked, Remark, return_entry
from jianyou.actions.facts import record_fact
from jianyou.actions.giving_proofs import add_to_filing
from jianyou.actions.uploads import keep_upload
from jianyou.domain.eligibility.claims import SourceKind
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.store.dialect import database_now
from tests.browser.driving import DESKTOP, PHONE, TABLET
from tests.site.kit import clerk, site_at
from tests.site.office import CLERK, HEAD, filed_city, sent_city, typed
from tests.site.public import form, opened_city
from tests.site.serving import served
from tests.site.signin import NAME, PASSWORD, SIGN_IN, account
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]

OTHER = "lingyi.shili"
FIRM, GEAR, VALVE = "示例轴承有限公司", "示例齿轮厂", "示例阀门股份有限公司"


class Place(NamedTuple):
    """Where a site is served, and a filing of three entries."""

    url: str
    number: str

    def pane(self, ordinal: int, end: str = "") -> str:
        """The address of an entry."""
        return f"{self.url}/office/entries/{self.number}/{ordinal}/{end}"


def picture() -> bytes:
    """A certificate as a photograph."""
    sheet = Image.new("RGB", (800, 560), "#f6f1e4")
    ImageDraw.Draw(sheet).rectangle((40, 40, 760, 520), outline="#a8201a", width=6)
    data = io.BytesIO()
    sheet.save(data, "PNG")
    return data.getvalue()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site whose filing has a scan, proofs, a correction answered, facts that disagree, a double."""
    home: Path = tmp_path_factory.mktemp("review") / "site"
    with site_at(home):
        opened_city()
        account(CLERK, HEAD)
        account(CLERK, username=OTHER)
        scan = form(kind="pdf")
        number = filed_city(typed(FIRM), typed(GEAR, feature="一轴一档"), typed(VALVE), scan=scan)
        for name, data, kind, until in (
            ("质量标杆证书.png", picture(), "honor", date(2020, 1, 1)),
            ("营业执照.pdf", form(kind="pdf"), "business_licence", None),
        ):
            kept = keep_upload(name=name, data=data, purpose="proof")
            told = kept._replace(kind=kind, entry=1, valid_until=until)
            add_to_filing(actor=filer_of(number), number=number, file=told)
        due = database_now() + timedelta(days=1)
        remarks = [Remark("feature", "请精简到25字以内。")]
        return_entry(actor=clerk(), looked=Looked(number, 1, 3), remarks=remarks, due=due)
        rows = typed(FIRM, feature="一轴一档，件件可追溯"), typed(GEAR, feature="一轴一档"), typed(VALVE)
        again = sent_city(*rows)
        answer_correction(actor=filer_of(number), number=number, ordinal=1, version=3, sent=again)
        facts = [
            ("region", "四川省", SourceKind.REPLY, "示例市市场监管局"),
            ("accidents", "无", SourceKind.OFFICE, "示例市应急管理局电话答复"),
        ]
        for name, value, kind, source in facts:
            record_fact(
                actor=clerk(),
                looked=Looked(number, 1, 4),
                name=name,
                value=value,
                kind=kind,
                source=source,
                on=date(2024, 2, 1),
            )
        filed_city(typed(FIRM), filer="示例市质量协会")
        with served(home) as url:
            yield Place(url, number)


@pytest.fixture(scope="module")
def address(place: Place) -> str:
    """Where the site is served."""
    return place.url


def enter(page: Page, place: Place, name: str = NAME) -> None:
    """Signs in."""
    page.goto(place.url + SIGN_IN)
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.goto(place.url + "/office/")
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("size", [DESKTOP, TABLET, PHONE], ids=["desktop", "tablet", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_part_is_clean(window: Windows, place: Place, size: tuple[int, int], scheme: str) -> None:
    page = window(size, color_scheme=scheme).new_page()
    enter(page, place)
    for end in ("", "?fact=accidents", "?fact=kind"):
        page.goto(place.pane(1, end))
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert faults(page) == []


def test_files_are_looked_at_in_place(window: Windows, place: Place) -> None:
    page = window(DESKTOP).new_page()
    enter(page, place)
    page.goto(place.pane(1))
    page.locator("#evidence [name=reason]").fill("核对证书")
    page.get_by_role("button", name="显示联系方式，打开文件").click()
    page.get_by_role("link", name="在这里查看 质量标杆证书").click()
    expect(page.locator("#viewer img")).to_have_js_property("naturalWidth", 800)
    assert faults(page) == []


def test_from_entry_to_entry_by_keys(window: Windows, place: Place) -> None:
    page = window(DESKTOP).new_page()
    enter(page, place)
    page.goto(place.pane(1))
    page.keyboard.press("n")
    expect(page.locator("h1")).to_have_text(GEAR)
    page.keyboard.press("p")
    expect(page.locator("h1")).to_have_text(FIRM)
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="受理")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator("h1")).to_have_text("退回补正")
    page.get_by_role("link", name="不办了，返回").click()
    expect(page.locator("h1")).to_have_text(FIRM)
    page.keyboard.press("u")
    expect(page).to_have_url(f"{place.url}/office/calls/city/entries/")


def test_two_people_at_one_entry_see_each_other(window: Windows, place: Place) -> None:
    one, other = window(DESKTOP).new_page(), window(PHONE).new_page()
    enter(one, place)
    one.goto(place.pane(3))
    expect(one.locator(".presence")).to_have_count(0)
    enter(other, place, OTHER)
    other.goto(place.pane(3))
    expect(other.locator(".presence")).to_contain_text("正在看这一条")
    one.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(one.locator(".presence")).to_contain_text("正在看这一条")
