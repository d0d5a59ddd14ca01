"""归档 in a browser, on a phone and a desk: an archive made, looked at, taken away; no complaint of axe."""

from collections.abc import Iterator

import pytest
from django.db import connections
from playwright.sync_api import Browser, expect

from jianyou.domain.packages.parcel import open_parcel
from tests.browser.driving import DESKTOP
from tests.site.archive_world import closed_call
from tests.site.clerk_world import at_work, shot, staffed
from tests.site.kit import copied_site
from tests.site.office import HEAD
from tests.site.serving import served
from tests.site.windows import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("story")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served site with a closed call."""
    with copied_site(tmp_path_factory.mktemp("archive") / "site") as home:
        staffed(second_person=False)
        for slug in ("call-360", f"call-{DESKTOP[0]}"):
            closed_call(slug)
        with served(home) as told:
            yield told.rstrip("/")
        connections.close_all()


@pytest.mark.parametrize("size", [(360, 800), DESKTOP], ids=["phone", "desk"])
def test_an_archive_is_made_and_taken_away(chromium: Browser, address: str, size: tuple[int, int]) -> None:
    slug = f"call-{size[0]}"
    base = f"/office/calls/{slug}/archive/"
    page = at_work(chromium, address, HEAD, size)
    page.goto(address + base)
    assert faults(page) == []
    shot(page, f"archiving-empty-{size[0]}")
    page.get_by_role("link", name="设定保管期限…").click()
    page.locator("#keeping").select_option("years_10")
    page.locator("#erase").select_option("2")
    page.locator("#reason").fill("本单位文书保管期限表")
    shot(page, f"archiving-retention-{size[0]}")
    assert faults(page) == []
    page.get_by_role("button", name="下一步：核对").last.click()
    shot(page, f"archiving-retention-sure-{size[0]}")
    page.get_by_role("button", name="设定保管期限").click()
    page.get_by_label("含个人信息联系方式").check()
    page.get_by_role("button", name="制作归档包").click()
    shot(page, f"archiving-running-{size[0]}")
    expect(page.get_by_text("已制作")).to_be_visible(timeout=40_000)
    assert faults(page) == []
    shot(page, f"archiving-made-{size[0]}")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载第 1 号").click()
    with open_parcel(download.value.path()) as parcel:
        assert parcel.good
    page.goto(f"{address}{base}erase")
    assert faults(page) == []
    shot(page, f"archiving-erase-{size[0]}")
    page.get_by_role("button", name="清除 3 项个人信息").click()
    expect(page.get_by_text("已清除的个人信息")).to_be_visible()
    shot(page, f"archiving-erased-{size[0]}")
    page.context.close()
