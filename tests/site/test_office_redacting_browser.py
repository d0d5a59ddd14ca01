"""Copies without names in a real browser: pages clean at every size, one entry made ready by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from jianyou.actions.redacting import keep_copy
from tests.browser.driving import DESKTOP, PHONE, TABLET
from tests.officefiles.planted import NAME as WORD
from tests.officefiles.planted import planted_docx, planted_pdf
from tests.site.judging_world import SLUG, judging
from tests.site.kit import clerk, site_at
from tests.site.office import CLERK, HEAD
from tests.site.redacting_world import approve, of
from tests.site.serving import served
from tests.site.signin import NAME, PASSWORD, SIGN_IN, account
from tests.site.test_redacting import with_proof
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]


class Place(NamedTuple):
    """Where a site is served, and the pages of its entries: one with texts and copies, one untouched."""

    url: str
    done: str
    begun: str
    file: Path

    @property
    def listed(self) -> str:
        """The list of the call."""
        return f"{self.url}/office/calls/{SLUG}/redactions/"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Three entries: the first approved, with a copy that waits and one that is approved and one left out."""
    home: Path = tmp_path_factory.mktemp("redacting") / "site"
    with site_at(home):
        world = judging(3, 1, blind=True)
        account(CLERK, HEAD)
        first = world.entries[0]
        proofs = [with_proof(first, f"示例企业1{name}.pdf") for name in ("质量报告", "审计报告", "荣誉证书")]
        approve(first, ["轴承"])
        covered = planted_pdf("Phone 13800138000 of 2023", boxes="0 g 60 700 90 40 re f")
        keep_copy(actor=clerk(), of=of(first), proof=proofs[0], data=covered)
        keep_copy(actor=clerk(), of=of(first), proof=proofs[1], data=planted_docx("电话 13800138000"))
        second = world.entries[1]
        with_proof(second, "示例企业2质量报告.pdf")
        ends = [f"{of(key).number}/{of(key).ordinal}/" for key in (first, second)]
        file = home.parent / "副本.docx"
        file.write_bytes(planted_docx(WORD))
        with served(home) as url:
            base = f"{url}/office/calls/{SLUG}/redactions/"
            yield Place(url, base + ends[0], base + ends[1], file)


@pytest.fixture(scope="module")
def address(place: Place) -> str:
    """Where the site is served."""
    return place.url


def enter(page: Page, place: Place) -> None:
    """Signs in."""
    page.goto(place.url + SIGN_IN)
    page.locator("[name=login]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.goto(place.listed)
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("size", [DESKTOP, TABLET, PHONE], ids=["desktop", "tablet", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_clean(window: Windows, place: Place, size: tuple[int, int], scheme: str) -> None:
    page = window(size, color_scheme=scheme).new_page()
    enter(page, place)
    for address in (place.listed, f"{place.listed}?todo=yes", place.done, place.begun):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert faults(page) == [], address
    page.goto(place.begun)
    page.locator("[name=t-feature]").fill("示例企业2的做法")
    page.get_by_role("button", name="核准这些文字").click()
    expect(page.locator("#problems")).to_be_focused()
    assert faults(page) == []


def test_an_entry_is_made_ready_by_hand(window: Windows, place: Place) -> None:
    page = window(DESKTOP).new_page()
    enter(page, place)
    page.goto(place.begun)
    page.locator("#words").fill(WORD)
    page.get_by_role("button", name="核准这些文字").click()
    expect(page.get_by_text("文字已核准")).to_be_visible()
    page.locator("[type=file]").set_input_files(place.file)
    page.get_by_role("button", name="做成副本").click()
    expect(page.get_by_text("第 1 段：“YANQING”")).to_be_visible()
    place.file.write_bytes(planted_docx())
    page.locator("[type=file]").set_input_files(place.file)
    page.get_by_role("button", name="做成副本").click()
    expect(page.get_by_text("副本已做好")).to_be_visible()
    page.locator("[name=looked]").check()
    page.get_by_role("button", name="核准这份副本").click()
    expect(page.get_by_text("已核准，专家可以看了")).to_be_visible()
